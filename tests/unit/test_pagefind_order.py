"""The order of an index's facets, and the small part of CBOR it is written in."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.io.pagefind_order import SIGNATURE, Item, decoded, encoded, put_in_order

ITEMS = st.recursive(
    st.integers(0, 2**64 - 1) | st.text(max_size=300), lambda inner: st.lists(inner, max_size=30), max_leaves=60
)


@settings(deadline=None)
@given(ITEMS)
def test_what_is_encoded_is_read_back(item: Item) -> None:
    """Any nesting of numbers, texts and lists survives, and its end is found."""
    data = encoded(item)
    assert decoded(data) == (item, len(data))


@pytest.mark.parametrize(
    ("item", "data"),
    [
        (0, "00"), (23, "17"), (24, "1818"), (1000, "1903e8"), (1000000, "1a000f4240"), ("ü", "62c3bc"),
        ([1, [2, 3], [4, 5]], "8301820203820405"),
    ],
)  # fmt: skip
def test_the_examples_of_the_standard(item: Item, data: str) -> None:
    """RFC 8949, appendix A: the shortest form of each."""
    assert encoded(item).hex() == data


@pytest.mark.parametrize("data", ["f4", "a0", "20", "9f01ff"])
def test_other_types_are_refused(data: str) -> None:
    """Truth values, maps, negative numbers and endless lists are not what Pagefind writes here."""
    with pytest.raises(ValueError, match="another"):
        decoded(bytes.fromhex(data))


def _index(folder: Path, filters: list[Item], chunks: dict[str, Item]) -> None:
    (folder / "filter").mkdir(parents=True)
    for name, chunk in chunks.items():
        (folder / "filter" / f"{name}.pf_filter").write_bytes(gzip.compress(SIGNATURE + encoded(chunk)))
    meta: Item = ["1.5.2", [["en_aaaaaaa", 7]], [["a", "z", "en_bbbbbbb"]], filters, [], ["title"]]
    (folder / "pagefind.en_0123456789.pf_meta").write_bytes(gzip.compress(SIGNATURE + encoded(meta)))
    languages = {"en": {"hash": "en_0123456789", "wasm": "en", "page_count": 1}}
    (folder / "pagefind-entry.json").write_text(json.dumps({"version": "1.5.2", "languages": languages}))


def _files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_two_orders_give_the_same_files(tmp_path: Path) -> None:
    """Facets and values in any order come out in the order of their names, in files of the same names."""
    month: Item = ["month", [["2025-05", [1]], ["2024-11", [0, 2]]]]
    actor: Item = ["actor", [["Åsa", [2]], ["Bo", [0]]]]
    _index(tmp_path / "a", [["month", "en_1111111"], ["actor", "en_2222222"]],
           {"en_1111111": month, "en_2222222": actor})  # fmt: skip
    month_turned: Item = ["month", [["2024-11", [0, 2]], ["2025-05", [1]]]]
    actor_turned: Item = ["actor", [["Bo", [0]], ["Åsa", [2]]]]
    _index(tmp_path / "b", [["actor", "en_3333333"], ["month", "en_4444444"]],
           {"en_3333333": actor_turned, "en_4444444": month_turned})  # fmt: skip
    put_in_order(tmp_path / "a")
    put_in_order(tmp_path / "b")
    assert _files(tmp_path / "a") == _files(tmp_path / "b")
    name = json.loads((tmp_path / "a" / "pagefind-entry.json").read_text())["languages"]["en"]["hash"]
    meta, _ = decoded(gzip.decompress((tmp_path / "a" / f"pagefind.{name}.pf_meta").read_bytes()), len(SIGNATURE))
    assert isinstance(meta, list)
    filters = meta[3]
    assert isinstance(filters, list)
    assert [row[0] for row in filters if isinstance(row, list)] == ["actor", "month"]
    names = {f"{row[1]}.pf_filter" for row in filters if isinstance(row, list)}
    assert names == {p.name for p in (tmp_path / "a" / "filter").iterdir()}


def test_an_unknown_format_is_left_alone(tmp_path: Path) -> None:
    """What a later Pagefind might write is neither changed nor an error."""
    _index(tmp_path, [["actor", "en_1111111"]], {"en_1111111": ["actor", ["no row"]]})
    before = _files(tmp_path)
    put_in_order(tmp_path)
    assert _files(tmp_path) == before
    (tmp_path / "pagefind.en_0123456789.pf_meta").write_bytes(gzip.compress(SIGNATURE + b"\xa0"))
    before = _files(tmp_path)
    put_in_order(tmp_path)
    assert _files(tmp_path) == before
