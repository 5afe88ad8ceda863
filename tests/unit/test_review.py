"""The review of a change: pages compared, links followed, warnings, and the comment at any size."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from generator.briefs.changes import Change
from generator.briefs.edits import merge
from generator.briefs.records import lines_of
from generator.core.errors import BriefingError
from generator.core.message import message
from generator.desk.diff import BriefDiff
from generator.previews.comment import harmless
from generator.previews.locations import pages_url, preview_url, repository
from generator.review.comment import COMMENT, SUMMARY, comment
from generator.review.marks import LONGEST, mark_site, marked
from generator.review.record_lines import Place, Places
from generator.review.report import _ADAPTER, Report, as_json, gist, in_order, json_schema
from generator.review.site_pages import PageChange, Pages, compare, dead_links
from generator.review.warnings import Caution
from generator.site.words import Words
from tests.integration.hand_made import pact_brief
from tests.record_files import dump_record

URL = "https://example.github.io/desk/pr-preview/pr-7/"
FILES = f"https://github.com/example/desk/blob/{'a' * 40}/"


def page(title: str, body: str, head: str = "") -> str:
    """A page as Material lays it out."""
    return (
        f"<html><head><title>{title} - Desk</title>{head}</head><body><header>Desk</header>"
        f'<article class="md-content__inner"><h1 id="top">{title}</h1>{body}</article></body></html>'
    )


def site(folder: Path, pages: dict[str, str]) -> Path:
    """A built site of these pages."""
    for name, text in pages.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def changed(brief: str, *changes: Change) -> BriefDiff:
    """A brief that changed."""
    return BriefDiff(brief, f"Title of {brief}", "changed", f"2025/{brief}", changes)


def test_pages_are_compared_as_built(tmp_path: Path) -> None:
    """New, gone and changed pages are told apart from those whose frame alone differs, and from equal ones."""
    old = site(tmp_path / "old", {
        "index.html": page("Home", "a"), "a/index.html": page("A &amp; B", "a"), "b/index.html": page("B", "b"),
        "c/index.html": page("C", "c"), "404.html": page("404", "x"), "f/index.html": page("F", "f"),
        "t/index.html": page("T", "t"),
    })  # fmt: skip
    new = site(tmp_path / "new", {
        "index.html": page("Home", "a"), "a/index.html": page("A &amp; B", "a "),
        "b/index.html": page("B", "b", "<meta>"),
        "d/index.html": page("D", "d"), "404.html": "<p>y", "f/index.html": page("F", "f").replace("r>Desk", "r>!"),
        "t/index.html": page("T", "t").replace("<title>T", "<title>U"),
    })  # fmt: skip
    found = compare(new, old)
    policy = '<meta http-equiv="Content-Security-Policy" content="{}">'
    for folder, said in ((old, "x"), (new, "y")):
        (folder / "p.html").write_text(page("P", "p", policy.format(said)))
    assert compare(new, old).same == found.same + 1, "every page carries the hashes of all scripts of the site"
    assert found.changed == (
        PageChange("404.html", "", "changed"),
        PageChange("a/", "A & B", "changed"),
        PageChange("c/", "C", "gone"),
        PageChange("d/", "D", "new"),
        PageChange("t/", "U", "changed"),
    )
    assert (found.frame, found.same, found.total) == (2, 1, 7)
    with pytest.raises(BriefingError, match="no built site"):
        compare(new, tmp_path)


def test_what_changed_is_marked_and_nothing_else() -> None:
    """New words in `ins`, gone ones in `del`, also whole items, between tags only; else the page is byte for byte."""
    said = '<p>It moved <a href="x">{} million</a> tons &amp; more in all of 2024.</p>{}<svg><text>{}</text></svg>{}'
    proof = '<details class="proof"><summary>Proof</summary><p>Not said again.</p></details>'
    old = page("Port", said.format(50, f"<p>One <b>pas</b>sage goes.</p>{proof}", 1, "<ul><li>It stays.</ul>"))
    added = "<ul><li>It stays.<li>Two <b>new</b> words <i>came</i>.</ul>"
    new = page("Port", said.format(55, "", 2, added))
    text, count = marked(new, old)
    gone, come = '<del class="preview-mark">', '<ins class="preview-mark">'
    assert count == 3
    assert f'{gone.replace(">", " id=")}"preview-1">50</del> {come}55</ins> million</a> tons &amp; more in' in text
    assert f"2024. {gone.replace('mark', 'mark preview-gone')}One passage goes.</del></p><svg><text>2</text>" in text
    assert f"<li>{come}Two</ins> <b>{come}new</ins></b> {come}words</ins> <i>{come}came</ins></i>{come}.</ins>" in text
    bare = re.sub(r'(?<=\.) <del class="preview-mark preview-gone">.*?</del>|<del .*?</del> |</?ins.*?>', "", text)
    assert bare == new
    assert marked(new, new) == (new, 0)
    anew = marked(
        page("P", "<p>A law of one town began at noon.</p>"), page("P", "<p>The pact of two states ended.</p>")
    )
    assert (anew[1], anew[0].count("<ins")) == (1, 1), "a word that both happen to have is not kept"
    assert marked("<p>a", "<p>b") == ("<p>a", 0), "a page without content of its own"
    hostile, _ = marked(page("P", "<p>It ends."), page("P", "<p>It ends. &lt;img src=x&gt;"))
    assert ">&lt;img src=x&gt;</del>" in hostile, "what went is text"
    linked, _ = marked(page("P", "<p><a>One</a>"), page("P", "<p><a>One</a> or two"))
    assert "<a>One</a> <del" in linked, "what went was no part of the link before it"
    long = [" ".join(f"{word}{n}" if n % 999 > 4 else "same" for n in range(LONGEST + 1)) for word in "ab"]
    assert marked(page("P", long[0]), page("P", long[1]))[1] == 1, "a passage without an end is marked whole"


def test_every_page_of_a_preview_has_its_banner(tmp_path: Path) -> None:
    """Whatever base or preview are called; a page that leads on is left alone, one served anywhere finds its style."""
    leads = '<html><head><meta http-equiv="refresh" content="0; url=x"></head><body></body></html>'
    files = {"index.html": page("Home", "a"), "404.html": page("404", "x"), "old/index.html": leads}
    new = site(tmp_path / "new", files)
    mark_site(new, None, None, message("Preview of <b>"), URL, "a<b>", Words.of("en"))
    text = {name: (new / name).read_text("utf-8") for name in files}
    assert text["old/index.html"] == leads
    assert (
        "<strong>Preview of &lt;b&gt;</strong>, compared with <code>a&lt;b&gt;</code>: what changed could not be"
        in (text["index.html"])
    )
    assert 'href="assets/preview.css"' in text["index.html"]
    assert 'href="/desk/pr-preview/pr-7/assets/preview.css"' in text["404.html"]


def test_a_banner_speaks_the_sites_language(tmp_path: Path) -> None:
    """The button for marks stands only where something is marked."""
    old = site(tmp_path / "old", {"index.html": page("Home", "one two three"), "a/index.html": page("A", "same")})
    new = site(tmp_path / "new", {"index.html": page("Home", "one four three"), "a/index.html": page("A", "same")})
    name = message("Preview of pull request {number}", number="7")
    mark_site(new, old, compare(old, new), name, URL, "4f2a1c9", Words.of("fr"))
    home, other = ((new / path / "index.html").read_text("utf-8") for path in ("", "a"))
    banner = (
        '<aside class="preview-banner" lang="fr" aria-label="Aperçu"><p><strong>Aperçu de la pull request 7</strong>'
    )
    assert banner in home
    assert '<code>4f2a1c9</code>\xa0: 1 changement sur cette page. <a href="#preview-1">' in home.replace(
        " : ", "\xa0: "
    )
    assert "<button" in home
    assert "rien n’a changé dans le texte" in other
    assert "<button" not in other
    assert "#preview-1" not in other


def test_an_items_line_is_that_of_the_file() -> None:
    """Every field and item of a record leads to its own line, whatever stands above it; the note to its first."""
    brief = replace(pact_brief(), note="\nOurs.\n")
    text = dump_record(merge(None, brief, "test")).page.replace("takeaway:", "# a comment\ntakeaway:")
    lines = text.splitlines()
    found = {path: lines[line - 1] for path, line in lines_of(text, "pact.md", brief).items()}
    assert found["title"].startswith("title:")
    assert found["takeaway"].startswith("takeaway:")
    assert found["article/published"].startswith("published:")
    assert found["note"] == "Ours."
    for actor in brief.actors:
        assert found[f"actors/{actor.id}"].startswith(f"- {actor.name}")
    for name in ("key_points", "figures", "whats_next", "quotes"):
        assert all(found[f"{name}/{item.id}"].startswith("- ") for item in getattr(brief, name))
    assert len({line for line in found.values() if line.startswith("- ")}) > 5


def test_dead_links_are_found(tmp_path: Path) -> None:
    """Links to pages and anchors that are not there; other sites, live anchors and unchanged pages are no matter."""
    body = (
        '<a href="../b/">b</a> <a href="../b/#top">b</a> <a href=../b/#gone>g</a> <a href="../c/">c</a> '
        '<a href="#top">t</a> <a href="#nowhere">n</a> <a class="x" href="https://example.org/">o</a> '
        '<a href="mailto:a@example.org">m</a> <a href="../../up/">u</a> <a href="../b/x%20y.html">q</a> '
        '<a href="../b/#:~:text=B">p</a>'
    )
    new = site(tmp_path / "new", {
        "index.html": page("Home", '<a href="dead/">d</a>'), "a/index.html": page("A", body),
        "b/index.html": page("B", ""), "b/x y.html": page("X", ""),
    })  # fmt: skip
    site(tmp_path, {"up/index.html": page("Up", "")})
    pages = Pages((PageChange("a/", "A", "changed"), PageChange("gone/", "G", "gone")))
    assert list(dead_links(new, pages)) == [
        ("a/", "../b/#gone"), ("a/", "../c/"), ("a/", "#nowhere"), ("a/", "../../up/"),
    ]  # fmt: skip


def test_the_json_fits_its_schema() -> None:
    """What is printed is what the schema says, with nothing undeclared."""
    said = in_order(Report(
        "main",
        [changed("port", Change("figures/f-1", "changed", "figure: 50 -> 55", {"value": 50}, {"value": 55}))],
        Pages((PageChange("a/", "A", "new"),), 1, 2),
        [Caution("confidence", "low", "port"), Caution("ungrounded", "bad", "port")],
        URL,
    ))  # fmt: skip
    data = json.loads(json.dumps(as_json(said)))
    _ADAPTER.validate_python(data)
    assert data["totals"] == {
        "new": 0, "changed": 1, "retired": 0, "unreadable": 0, "fields": 1, "pages": 1, "warnings": 2,
    }  # fmt: skip
    assert [warning["kind"] for warning in data["warnings"]] == ["ungrounded", "confidence"]
    assert set(json_schema()["properties"]) == set(data)


def test_a_realistic_comment() -> None:
    """Totals; what is invented first, under its item; marked rewordings, each with the line of the record; folds."""
    said = in_order(Report(
        "4f2a1c9",
        [
            changed(
                "port",
                Change("figures/f-1", "changed", "figure: 50 -> 55 billion cubic metres a year"),
                Change("actors/a", "added", "actor added: Ada Lovelace, director"),
                Change(
                    "takeaway", "reworded", "takeaway reworded",
                    {"text": "The port had its best year."}, {"text": "The port had its worst year."},
                ),
                Change("key_points/k", "reworded", "key point reworded: New.", {"text": "Old one."}, {"text": "New."}),
            ),
            BriefDiff("grid", "Grid", "new", "2025/grid", (Change("", "new", "new brief: Grid"),)),
            BriefDiff("ferry", "Ferry", "retired", None, (Change("", "retired", "brief retired: Ferry"),)),
            BriefDiff("bad", "2025/bad.md", "unreadable", None, problem="briefs/2025/bad.md: title: is missing"),
        ],
        Pages(
            (
                PageChange("briefs/2025/port/", "Port", "changed"), PageChange("actors/", "Actors", "changed"),
                PageChange("actors/ada-lovelace/", "Ada Lovelace", "new"),
            ), 3, 90,
        ),
        [
            Caution("confidence", "low confidence: date: no date found", "grid"), Caution("commit", "Not committed"),
            Caution("not-in-article", "actor Ada Lovelace, director: not in the article: Lovelace", "port", "actors/a"),
            Caution("not-in-article", "title: not in the article: Grid, 12", "grid", "title"),
        ],
        URL,
        {"grid": gist(pact_brief())},
        Places(FILES, {
            "port": Place(f"{FILES}briefs/2025/port.md?plain=1", {"figures/f-1": 12, "actors/a": 9, "takeaway": 5}),
            "grid": Place(f"{FILES}briefs/2025/grid.md?plain=1", {"title": 3}),
            "bad": Place(f"{FILES}briefs/2025/bad.md?plain=1", {"": 2}),
        }),
    ))  # fmt: skip
    assert comment(said) == (Path(__file__).parents[1] / "golden" / "review" / "comment.md").read_text("utf-8")


@pytest.mark.parametrize("limit", [COMMENT, SUMMARY, 4000])
@pytest.mark.parametrize("count", [1, 40, 1500])
def test_a_comment_is_never_too_long(limit: int, count: int) -> None:
    """However much changed, the text keeps its limit, closes its folds and says how much it leaves out."""
    long = "word " * 300
    briefs = [
        changed(f"brief-{i}", *(Change(f"figures/f-{j}", "changed", f"figure {j}: {long}") for j in range(20)))
        for i in range(count)
    ]
    pages = Pages(tuple(PageChange(f"actors/a-{i}/", f"Actor {i} {long[:100]}", "changed") for i in range(count)))
    cautions = [Caution("confidence", f"low confidence {long}", f"brief-{i}") for i in range(count)]
    text = comment(in_order(Report("main", briefs, pages, cautions, URL)), limit)
    assert len(text) <= limit
    assert len(text.encode("utf-16-le")) // 2 < 65_536 or limit == SUMMARY
    assert text.count("<details>") == text.count("</details>")
    assert f"## Briefs: {count} changed" in text
    if count == 1500:
        assert len(text) > limit * 0.6
        assert "more in the job's summary" in text


def test_a_comment_passes_the_publishing_side_unchanged() -> None:
    """What was made harmless once is not touched again."""
    odd = Change("title", "changed", "title: @a <b> -> #1 &#64; www.c.org **d**")
    text = comment(Report("main", (changed("port", odd),), url=URL))
    assert harmless(text, URL) == text
    assert f"]({URL}briefs/2025/port/)" in text
    assert r"\*\*d\*\*" in text


def test_all_that_is_invented_is_shown_unfolded() -> None:
    """However many changes a brief has: a fold hides only what the article bears out."""
    many = [Change(f"actors/{n}", "added", f"actor added: {n}") for n in range(12)]
    cautions = [Caution("not-in-article", f"actor {n}: not in the article: X", "port", f"actors/{n}") for n in range(9)]
    text = comment(in_order(Report("main", [changed("port", *many)], cautions=cautions)))
    assert text.index("actor added: 8") < text.index("3 more changes") < text.index("actor added: 9")


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("Owner/Desk", "https://owner.github.io/Desk/"),
        ("owner/owner.github.io", "https://owner.github.io/"),
    ],
)
def test_where_pages_are(name: str, url: str) -> None:
    """GitHub's own addresses of a project's and of an owner's pages."""
    assert pages_url(name) == url
    assert preview_url(url, 7) == f"{url}pr-preview/pr-7/"


@pytest.mark.parametrize("name", ["", "x", "a/b/c", "a/..", "../b", "a b/c", "a/b\n", "-a/b"])
def test_odd_names_are_refused(name: str) -> None:
    """A repository is owner/name and nothing else."""
    with pytest.raises(BriefingError):
        repository(name)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://a b/", "https://a/?x", "//a/", "https://a/b)"])
def test_odd_addresses_are_refused(url: str) -> None:
    """The pages' address goes into Markdown links: it can hold nothing that would end one."""
    with pytest.raises(BriefingError):
        pages_url("a/b", url)
    assert pages_url("a/b", "https://briefs.example.org") == "https://briefs.example.org/"
