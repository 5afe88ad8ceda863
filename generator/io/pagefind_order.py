"""The same bytes for the same index: Pagefind writes the facets and their values in the order of a hash table, which
differs from run to run. Here they are put in the order of their names, and the files named by their contents again.

The files are gzip over a signature and CBOR (RFC 8949) made of arrays, texts and whole numbers. A file that is not, of
a later Pagefind perhaps, is left as it was written: the search works either way.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import TypeAlias

Item: TypeAlias = "int | str | list[Item]"

SIGNATURE = b"pagefind_dcd"
NUMBER, TEXT, ARRAY = 0, 3, 4
"""CBOR's major types."""
FILTERS = 3
"""Where the list of filters stands in a meta file, after version, pages and chunks of the index."""


def put_in_order(folder: Path) -> None:
    """Order the filters of the index in a folder, for each of its languages."""
    entry = folder / "pagefind-entry.json"
    listed = json.loads(entry.read_text("utf-8"))
    try:
        for language in listed["languages"].values():
            language["hash"] = _order(folder, language["hash"])
    except (ValueError, IndexError, KeyError, TypeError, UnicodeDecodeError):
        return
    entry.write_text(json.dumps(listed, ensure_ascii=False, separators=(",", ":")), "utf-8")


def _order(folder: Path, name: str) -> str:
    """Order one language's meta file and its filters; returns the meta file's new name."""
    path = folder / f"pagefind.{name}.pf_meta"
    meta = _read(path)
    filters = meta[FILTERS] if isinstance(meta, list) else None
    if not isinstance(meta, list) or not isinstance(filters, list):
        raise ValueError("not a meta file")
    ordered: list[tuple[Path, str, Item]] = []
    for row in filters:
        if not isinstance(row, list) or not isinstance(row[1], str):
            raise ValueError("not a list of filters")
        chunk = _read(folder / "filter" / f"{row[1]}.pf_filter")
        values = chunk[1] if isinstance(chunk, list) else None
        if not isinstance(values, list):
            raise ValueError("not a filter")
        values.sort(key=_name)
        renamed = _renamed(row[1], chunk)
        ordered.append((folder / "filter" / f"{row[1]}.pf_filter", renamed, chunk))
        row[1] = renamed
    filters.sort(key=_name)
    # Nothing is written before all has been understood.
    for old, renamed, chunk in ordered:
        old.unlink()
        _write(folder / "filter" / f"{renamed}.pf_filter", chunk)
    path.unlink()
    name = _renamed(name, meta)
    _write(folder / f"pagefind.{name}.pf_meta", meta)
    return name


def _name(row: Item) -> str:
    if not isinstance(row, list) or not isinstance(row[0], str):
        raise ValueError("not a named row")
    return row[0]


def _renamed(name: str, item: Item) -> str:
    """A name like ``en_1f3ac27`` for new contents, as long as the old one."""
    language, _, digest = name.rpartition("_")
    return f"{language}_{hashlib.sha256(encoded(item)).hexdigest()[: len(digest)]}"


def _read(path: Path) -> Item:
    data = gzip.decompress(path.read_bytes())
    item, end = decoded(data, len(SIGNATURE))
    if not data.startswith(SIGNATURE) or end != len(data) or SIGNATURE + encoded(item) != data:
        raise ValueError("another format")
    return item


def _write(path: Path, item: Item) -> None:
    path.write_bytes(gzip.compress(SIGNATURE + encoded(item), mtime=0))


def decoded(data: bytes, at: int = 0) -> tuple[Item, int]:
    """The item that begins at a place, and where it ends. Raises ValueError or IndexError for anything else."""
    kind, short = data[at] >> 5, data[at] & 31
    at += 1
    if short > 27:
        raise ValueError("a length of another kind")
    size = 1 << (short - 24) if short > 23 else 0
    number = int.from_bytes(data[at : at + size], "big") if size else short
    at += size
    if kind == NUMBER:
        return number, at
    if kind == TEXT:
        return data[at : at + number].decode(), at + number
    if kind == ARRAY:
        items: list[Item] = []
        for _ in range(number):
            item, at = decoded(data, at)
            items.append(item)
        return items, at
    raise ValueError("an item of another type")


def encoded(item: Item) -> bytes:
    """The shortest CBOR of an item."""
    if isinstance(item, int):
        return _head(NUMBER, item)
    if isinstance(item, str):
        data = item.encode()
        return _head(TEXT, len(data)) + data
    return _head(ARRAY, len(item)) + b"".join(map(encoded, item))


def _head(kind: int, number: int) -> bytes:
    if number < 24:
        return bytes([kind << 5 | number])
    power = next(p for p in range(4) if number < 1 << (8 << p))
    return bytes([kind << 5 | (24 + power)]) + number.to_bytes(1 << power, "big")
