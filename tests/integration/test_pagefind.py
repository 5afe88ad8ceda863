"""The search index of a built site: what is in it, how it is cut, and what is told when it cannot be made."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from generator.core.errors import BuildError
from generator.io import mkdocs, pagefind
from generator.io.outputs import write_tree
from generator.io.sums import Sums
from generator.site.build import build_site
from generator.site.pages.facets import KINDS, VEILED
from tests.integration import hand_made

ROOT = Path(__file__).resolve().parents[2]
SIGNATURE = b"pagefind_dcd"


def fragments(folder: Path) -> list[dict[str, Any]]:
    """What Pagefind keeps of each page of a shard."""
    read = (gzip.decompress(p.read_bytes()) for p in sorted((folder / "fragment").iterdir()))
    return [json.loads(data.removeprefix(SIGNATURE)) for data in read]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the hand-made briefs."""
    folder = tmp_path_factory.mktemp("indexed")
    site = build_site(hand_made.briefs(), hand_made.catalog(), ROOT / "site_config" / "templates")
    write_tree(folder / "docs", {**site.pages, **site.files})
    mkdocs.build(ROOT / "mkdocs.yml", folder / "docs", folder / "site")
    return folder / "site"


def test_shards_are_whole_months_filled_from_the_oldest() -> None:
    """Months are joined up to the limit, a large one is cut, the newest shard comes first and lies on top."""
    briefs = [("2025-03-02", "e"), ("2024-01-05", "a"), ("", "u"), ("2024-02-01", "b"), ("2024-02", "c")]
    briefs += [(f"2025-05-{d:02}", f"m{d:02}") for d in range(1, 8)]
    made = pagefind.shards(briefs, most=3)
    assert [(s.path, s.pages) for s in made] == [
        ("", ("m07",)),
        ("2025-05-2/", ("m04", "m05", "m06")),
        ("2025-05/", ("m01", "m02", "m03")),
        ("2024-02/", ("c", "b", "e")),
        ("undated/", ("u", "a")),
    ]
    assert [(s.first, s.last) for s in made][-2:] == [("2024-02", "2025-03"), ("", "2024-01")]
    assert pagefind.shards([]) == ()


def test_a_new_brief_leaves_the_old_shards_alone() -> None:
    """Only the newest shard changes when a brief is added at the end."""
    briefs = [(f"2024-{m:02}-01", f"p{m}-{n}") for m in range(1, 13) for n in range(4)]
    before = pagefind.shards(briefs, most=10)
    after = pagefind.shards([*briefs, ("2025-01-09", "new")], most=10)
    assert before[1:] == after[-len(before) + 1 :]


def test_shards_fit_the_weights_of_the_search_page() -> None:
    """The script joins shards by powers of a number that is larger than any shard, its lowest page included."""
    script = (ROOT / "site_config" / "overrides" / "assets" / "search" / "engine.js").read_text("utf-8")
    assert f"const PLACES = {2048};" in script
    assert pagefind.SHARD_PAGES + 1 < 2048


def test_briefs_alone_are_indexed_without_their_proofs(built: Path) -> None:
    """One fragment a brief; words of proofs, permalinks, bylines, remarks and shared headings are not in its text."""
    kept = fragments(built / "pagefind")
    assert sorted(f["url"] for f in kept) == sorted(
        "/" + row["page"] for row in json.loads((built / "data" / "briefs.json").read_text("utf-8"))
    )
    text = next(f["content"] for f in kept if f["url"].endswith("/northern-grid-to-be-linked/"))
    assert text.startswith("Northern grid to be linked. The Northern Grid Council agreed on 3 March 2025")
    assert "$2.5 billion" in text
    for left_out in ("¶", "Proof", "Find these words", "instead of", "How this brief was made", "Key points", "Named "):
        assert left_out not in text, left_out


def test_facets_and_order_are_those_of_the_records(built: Path) -> None:
    """Actors by kind, outlets, months and terms of each brief are its filters; the date sorts it and is shown."""
    kept = {f["url"].strip("/"): f for f in fragments(built / "pagefind")}
    briefs = json.loads((built / "data" / "briefs.json").read_text("utf-8"))
    actors = json.loads((built / "data" / "actors.json").read_text("utf-8"))
    terms = json.loads((built / "data" / "glossary.json").read_text("utf-8"))
    for row in briefs:
        found = kept[row["page"].strip("/")]
        filters = found["filters"]
        wanted = {
            **{
                kind: [a["name"] for a in actors if row["id"] in a["briefs"] and a["kind"] == kind] for kind, _ in KINDS
            },
            "term": [t["term"] for t in terms if row["id"] in t["briefs"]],
            "outlet": [row["outlet"]] if row["outlet"] else [],
        }
        for facet, values in wanted.items():
            assert sorted(filters.get(facet, [])) == sorted(v.translate(VEILED) for v in values), facet
        assert filters["month"] == [(row["published"] or "undated")[:7]]
        assert found["meta"]["title"] == " ".join(row["title"].split())


def test_materials_own_index_is_empty(built: Path) -> None:
    """Every page is left out of the index that Material would load."""
    assert json.loads((built / "search" / "search_index.json").read_text("utf-8"))["docs"] == []


def test_only_what_the_site_uses_is_published(built: Path) -> None:
    """No widget of Pagefind's own and no second engine; one list of shards."""
    names = {p.name for p in (built / "pagefind").iterdir() if p.is_file()}
    assert {"pagefind.js", "pagefind-worker.js", "wasm.en.pagefind", "shards.json", "pagefind-entry.json"} < names
    assert not any("ui" in n or "highlight" in n or "unknown" in n for n in names)
    rows = json.loads((built / "pagefind" / "shards.json").read_text("utf-8"))
    assert rows == {
        "briefs": [{"path": "", "first": "", "last": "2025-05", "briefs": len(hand_made.briefs())}],
        "names": "names/",
    }


def test_names_are_an_index_of_their_own(built: Path) -> None:
    """Every actor and term is found by its names alone, at the address of its page, and says what it is."""
    kept = {f["url"].strip("/"): f for f in fragments(built / "pagefind" / "names")}
    lists = ((built / "data" / f"{name}.json").read_text("utf-8") for name in ("actors", "glossary"))
    rows = [row for text in lists for row in json.loads(text)]
    assert sorted(kept) == sorted(row["page"].strip("/") for row in rows)
    chair = next(f for f in kept.values() if f["meta"]["title"] == "Ada Lovelace")
    assert chair["meta"]["about"] == "Person · Council chair"
    assert chair["content"] == "Ada Lovelace. Lovelace."
    assert not list((built / "pagefind" / "names").glob("*.js"))


def test_several_shards_share_one_engine(built: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each brief lies in one shard, the engine in the newest alone, and each shard has its lowest page."""
    import shutil

    site = tmp_path / "site"
    shutil.copytree(built, site)
    monkeypatch.setattr(pagefind.shards, "__defaults__", (1,))
    pagefind.index(site)
    rows = json.loads((site / "pagefind" / "shards.json").read_text("utf-8"))["briefs"]
    assert len(rows) == len(hand_made.briefs())
    assert sorted(tmp_path.iterdir()) == [site]
    urls = []
    for row in rows:
        folder = site / "pagefind" / row["path"]
        found = fragments(folder)
        assert len(found) == 2
        urls += [f["url"] for f in found if f["url"] != "/lowest.html"]
        assert (folder / "pagefind.js").exists() == (row["path"] == "")
        assert bool(list(folder.glob("wasm.*"))) == (row["path"] == "")
    assert sorted(urls) == sorted(f["url"] for f in fragments(built / "pagefind"))


def test_a_shard_of_the_pages_it_had_is_not_made_again(
    built: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """One page changed, one file of a standing shard spoilt: these two are made, with the bytes of a clean index."""
    monkeypatch.setattr(pagefind.shards, "__defaults__", (1,))
    stands, site, clean = (tmp_path / name for name in ("stands", "site", "clean"))
    shutil.copytree(built, stands)
    pagefind.index(stands, tmp_path)
    rows = json.loads((stands / "pagefind" / "shards.json").read_text("utf-8"))["briefs"]
    address = json.loads((stands / "data" / "briefs.json").read_text("utf-8"))[0]["page"]
    shutil.copytree(built, site)
    changed = site / address / "index.html"
    changed.write_text(changed.read_text("utf-8").replace("</h1>", " harvest</h1>", 1), "utf-8")
    shutil.copytree(site, clean)
    other = next(row["path"] for row in rows if not _holds(stands / "pagefind" / row["path"], address))
    spoilt = next(p for p in (stands / "pagefind" / other / "fragment").iterdir())
    spoilt.write_bytes(b"spoilt")
    made: list[Path] = []
    run = pagefind._run
    monkeypatch.setattr(pagefind, "_run", lambda stage, into: (made.append(into), run(stage, into)))
    read: list[Path] = []  # what is known is not read again
    of = pagefind._sum
    monkeypatch.setattr(pagefind, "_sum", lambda path: (read.append(path), of(path))[1])
    there = Sums(None).files(stands)
    here = {name: own for name, own in Sums(None).files(site).items() if not name.startswith(address)}
    pagefind.index(site, tmp_path, pagefind.Digests(stands, there, here))
    assert len(made) == 2
    assert [path for path in read if path.suffix == ".html"] == [changed]
    pagefind.index(clean)
    assert _files(site / "pagefind") == _files(clean / "pagefind")


def test_the_index_is_that_of_the_whole_pages(built: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What Pagefind is not given of a page, it would not have indexed: the same bytes."""
    for name in ("whole", "cut"):
        shutil.copytree(built, tmp_path / name)
    pagefind.index(tmp_path / "cut")
    monkeypatch.setattr(pagefind, "indexed", lambda html: html)
    pagefind.index(tmp_path / "whole")
    assert _files(tmp_path / "cut" / "pagefind") == _files(tmp_path / "whole" / "pagefind")


def test_a_page_that_says_the_same_leaves_its_shard_alone(
    built: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Another list of related briefs, another address: Pagefind is not run, and its files are those that stand."""
    stands, site = (tmp_path / name for name in ("stands", "site"))
    shutil.copytree(built, stands)
    pagefind.index(stands, tmp_path)
    shutil.copytree(built, site)
    address = json.loads((stands / "data" / "briefs.json").read_text("utf-8"))[0]["page"]
    page = site / address / "index.html"
    page.write_text(page.read_text("utf-8").replace("../../../actors/", "../../../who/").replace("<footer", "<p", 1))
    monkeypatch.setattr(pagefind, "_run", lambda stage, into: pytest.fail("made again"))
    pagefind.index(site, tmp_path, pagefind.Digests(stands, Sums(None).files(stands)))
    assert _files(site / "pagefind") == _files(stands / "pagefind")


@pytest.mark.parametrize(
    "html",
    [
        "<p data-pagefind-ignore>a</p>",
        "<main data-pagefind-body><div data-pagefind-ignore>an element that does not end</main>",
    ],
)
def test_a_page_that_cannot_be_cut_is_given_whole(html: str) -> None:
    """Without a body to index, or with an element that never ends."""
    assert pagefind.indexed(html) == html


def test_a_facet_in_what_is_ignored_stays() -> None:
    """Pagefind heeds it there too."""
    facets = '<div hidden data-pagefind-ignore><i data-pagefind-filter="month">2025-05</i></div>'
    page = f'<html lang="en"><body><div data-pagefind-body>a<div data-pagefind-ignore>b<div>c</div></div></div>{facets}'
    assert pagefind.indexed(page) == page.replace("<div data-pagefind-ignore>b<div>c</div></div>", "")


def _holds(shard: Path, address: str) -> bool:
    return any(f["url"] == f"/{address}" for f in fragments(shard))


def _files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_pages_with_flat_addresses_are_found(tmp_path: Path) -> None:
    """A site whose pages are files, not folders, is indexed too."""
    (tmp_path / "data").mkdir()
    (tmp_path / "briefs").mkdir()
    (tmp_path / "data" / "briefs.json").write_text('[{"published": "2025-05-09", "page": "briefs/a/"}]')
    actor = {"name": "Bo", "kind": "person", "role": None, "aliases": [], "briefs": ["a"], "page": "actors/b/"}
    (tmp_path / "data" / "actors.json").write_text(json.dumps([actor]))
    (tmp_path / "data" / "glossary.json").write_text("[]")
    (tmp_path / "briefs" / "a.html").write_text(
        "<html lang=de><body data-pagefind-body><h1>Grid</h1>power</body></html>", "utf-8"
    )
    pagefind.index(tmp_path)
    assert [f["url"] for f in fragments(tmp_path / "pagefind")] == ["/briefs/a.html"]
    assert [f["url"] for f in fragments(tmp_path / "pagefind" / "names")] == ["/actors/b.html"]


def test_what_cannot_be_indexed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing list, a missing page and a missing Pagefind each name the file and the remedy."""
    with pytest.raises(BuildError, match=r"briefs\.json: the list of briefs cannot be read"):
        pagefind.index(tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "briefs.json").write_text('[{"published": null, "page": "briefs/a/"}]')
    with pytest.raises(BuildError, match=r"actors\.json: the list of actors cannot be read"):
        pagefind.index(tmp_path)
    for name in ("actors", "glossary"):
        (tmp_path / "data" / f"{name}.json").write_text("[]")
    with pytest.raises(BuildError, match=r"a\.html: the page of a brief cannot be read"):
        pagefind.index(tmp_path)
    (tmp_path / "briefs" / "a").mkdir(parents=True)
    (tmp_path / "briefs" / "a" / "index.html").write_text("<html lang=en><body data-pagefind-body>power</body></html>")
    for program in ("/bin/false", "/no/such/program"):
        monkeypatch.setenv("PAGEFIND_BINARY_PATH", program)
        with pytest.raises(BuildError, match=r"Pagefind failed.*pip install 'pagefind\[bin\]'"):
            pagefind.index(tmp_path)


def test_a_bare_mkdocs_build_indexes_the_site(tmp_path: Path) -> None:
    """`mkdocs build`, called on its own, renders the briefs, indexes the site and writes the policy."""
    out = tmp_path / "site"
    config = tmp_path / "mkdocs.yml"
    for name in ("site_config", "briefs", "articles"):
        shutil.copytree(ROOT / name, tmp_path / name)
    config.write_text((ROOT / "mkdocs.yml").read_text("utf-8"), "utf-8")
    (tmp_path / "build" / "docs").mkdir(parents=True)
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(config), "-d", str(out)],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    briefs = json.loads((out / "data" / "briefs.json").read_text("utf-8"))
    shards = json.loads((out / "pagefind" / "shards.json").read_text("utf-8"))["briefs"]
    assert sum(s["briefs"] for s in shards) == len(briefs) == len(list((ROOT / "briefs").rglob("*.md")))
    assert not briefs or len(fragments(out / "pagefind")) == len(briefs)
    assert (out / "csp.txt").read_text("utf-8").startswith("default-src 'self'; ")
