"""The analyst's note: its Markdown is kept, its HTML is cleaned, and it stays in its place."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.core.configuration import Catalog, SiteConfig
from generator.site.build import build_site
from generator.site.pages.note import EXTENSIONS, note
from tests.integration import hand_made

TEMPLATES = Path(__file__).parents[2] / "site_config" / "templates"
PAGE = "briefs/2025/a.md"


def shown(text: str, *, folders: bool = True) -> str:
    """The HTML of a note on a brief's page."""
    made = note(text, PAGE, folders=folders)
    return str(made.shown) if made else ""


class Tags(HTMLParser):
    """The tags that are open at the end, and every attribute there was."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.names: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag and its attributes."""
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in ("br", "hr", "img", "wbr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost tag, which must be this one."""
        assert self.open.pop() == tag


@pytest.mark.parametrize(
    "text",
    [
        "<script>x()</script>", "<img src=x onerror=x()>", "</div></article><script>x()</script>", "<svg/onload=x()>",
        "[a](javascript:x())", "[a](JaVa&#115;cript:x())", "[a](b.md){ onclick=x() style=position:fixed }", "<!-- ",
        '<iframe src="https://x.invalid/"></iframe>', "![a](https://x.invalid/p.png)", "<style>*{display:none}</style>",
        "<base href=//x.invalid>", '<form action="//x.invalid"><input name=y><button>z</button></form>', "<div><p><b>",
        '<a href="data:text/html,x">y</a>', "<math><mi//xlink:href='data:x,<script>x()</script>'>", "<plaintext>",
        '<p id="__config" class="md-overlay" data-md-component="search">{"base": "//x.invalid"}</p>', "<details open>",
        "<template><script>x()</script></template>", '<object data="x.swf"></object>', "```\n</div><script>x()",
        "a\n{: onmouseover=x() }", "[^1]\n\n[^1]: <script>x()</script>", "<noscript><p title='</noscript><img src=x>'>",
        "??? note \"x\"\n    <script>x()</script>", '<meta http-equiv="refresh" content="0;url=//x.invalid">',
        "<link rel=stylesheet href=//x.invalid>", "<a href='vbscript:x'>y</a>", "<x-y onclick=z()>w</x-y>",
        "\x02klzzwxh:0\x03",
    ],
)  # fmt: skip
def test_a_note_runs_nothing_and_stays_in_its_place(text: str) -> None:
    """Whatever a note opens, closes or carries, what is left of it is whole, inert, and asks nobody for anything."""
    html = shown(f"Before.\n\n{text}\n\nAfter.")
    tags = Tags()
    tags.feed(html)
    assert tags.open == []
    assert "Before." in html
    assert not tags.names & {"script", "style", "iframe", "form", "input", "base", "object", "svg", "meta", "link"}
    assert not any(name.startswith(("on", "data-", "style")) for name in tags.attributes)
    assert not re.search(r'(?:src|href)="(?!https?:|mailto:|#|\.\./)', html)
    assert not re.search(r'src="(?:https?:)?//', html)
    assert "__config" not in html.replace("note-__config", "")


def test_a_notes_markdown_is_kept() -> None:
    """Emphasis, lists, tables, footnotes, quotations, code, folds and harmless HTML are shown."""
    html = shown(
        "**Bold** and <mark>marked</mark>.\n\n- one\n- two\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n> said[^1]\n\n"
        '    x = 1\n\n\n\n    y = 2\n\n??? note "More"\n    Hidden.\n\n[^1]: There.\n'
    )
    for part in (
        "<strong>Bold</strong>",
        "<mark>",
        "<li>one</li>",
        "<td>2</td>",
        "<blockquote>",
        "<details>",
        "There.",
    ):
        assert part in html, part
    assert "x = 1&#10;&#10;&#10;&#10;y = 2" in html
    assert 'href="#note-fn:1"' in html
    assert 'id="note-fn:1"' in html


@pytest.mark.parametrize(
    ("folders", "address"), [(True, "../../../timeline/#y-2025"), (False, "../../timeline/index.html#y-2025")]
)
def test_links_of_a_note_lead_to_pages_as_the_site_has_them(folders: bool, address: str) -> None:
    """An address within the tree is that of the built page; others stay, and say nothing of where they come from."""
    made = note("[a](../../timeline/index.md#y-2025) [b](https://x.invalid/y) [c](#z)", PAGE, folders=folders)
    assert made is not None
    assert f'<a href="{address}" rel="noopener">a</a>' in made.shown
    assert 'href="https://x.invalid/y"' in made.shown
    assert 'href="#z"' in made.shown
    assert made.links == (("timeline/index.md", address),)


def test_a_link_of_a_note_to_nowhere_costs_itself() -> None:
    """The site is built, the words stand without an address, and the error names the page and what is not there."""
    brief = replace(hand_made.pact_brief(), note="[gone](nowhere.md) and [there](../../timeline/index.md)")
    site = build_site((brief,), Catalog(), TEMPLATES)
    (error,) = site.errors
    assert str(error).startswith(f"briefs/2025/{brief.id}.md: note: leads to briefs/2025/nowhere.md")
    page = site.pages[f"briefs/2025/{brief.id}.md"]
    assert '<a rel="noopener">gone</a> and <a href="../../../timeline/" rel="noopener">there</a>' in page


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("../other-note/", "../../../briefs/2025/other-note/"),
        ("../../briefs/2025/other-note/#figures", "../../../briefs/2025/other-note/#figures"),
        ("../../../briefs/2025/other-note/", "../../../briefs/2025/other-note/"),
        ("/briefs/2025/other-note/", "../../../briefs/2025/other-note/"),
        ("../../timeline/", "../../../timeline/"),
        ("../../../timeline/", "../../../timeline/"),
        ("/", "../../../"),
    ],
)
def test_an_address_copied_from_the_browser_leads_to_its_page(link: str, address: str) -> None:
    """It was refused as leading to what is not there, while it is."""
    one = replace(hand_made.pact_brief(), note=f"[there]({link})")
    other = replace(hand_made.pact_brief(), id="other-note")
    site = build_site((one, other), Catalog(), TEMPLATES)
    assert site.errors == ()
    assert f'<a href="{address}" rel="noopener">there</a>' in site.pages[f"briefs/2025/{one.id}.md"]


def test_a_link_from_the_root_to_nowhere_is_told() -> None:
    """It was passed over, and stayed a dead link; a picture that is not there goes whole."""
    brief = replace(hand_made.pact_brief(), note="[gone](/nope/) and ![a chart](chart.png)!")
    site = build_site((brief,), Catalog(), TEMPLATES)
    assert [error.problem.split(",")[0] for error in site.errors] == ["leads to nope", "leads to briefs/2025/chart.png"]
    assert '<a rel="noopener">gone</a> and !' in site.pages[f"briefs/2025/{brief.id}.md"]


def test_a_picture_from_elsewhere_is_taken_out_whole() -> None:
    """What was left of it was the browser's sign of a picture that cannot be shown."""
    text = 'Before ![a > b](https://pictures.example/x.png) and <img alt=">" src=//pictures.example/y> it.'
    assert "<img" not in shown(text)


def test_notes_are_left_as_written_where_the_site_says_so() -> None:
    """With `notes_as_written` the note's own text is in the tree."""
    brief = replace(hand_made.pact_brief(), note="<script>mine()</script>")
    kept = build_site((brief,), Catalog(SiteConfig(notes_as_written=True)), TEMPLATES)
    cleaned = build_site((brief,), Catalog(), TEMPLATES)
    page = f"briefs/2025/{brief.id}.md"
    assert "<script>mine()</script>" in kept.pages[page]
    assert "mine()" not in cleaned.pages[page]


@pytest.mark.parametrize("text", ["[" * 5000, "a " * 20000, "1. " * 2000])
def test_a_note_that_cannot_be_read_is_not_shown_and_told(text: str) -> None:
    """What would take its reader minutes or more stack than there is costs that note; the page stands."""
    brief = replace(hand_made.pact_brief(), note=text)
    site = build_site((brief,), Catalog(), TEMPLATES)
    (error,) = site.errors
    assert (error.path, error.field) == (f"briefs/2025/{brief.id}.md", "note")
    assert "cannot be shown" in site.pages[f"briefs/2025/{brief.id}.md"]


WITHIN = (
    "- list <div></div>", "a <div>b</div> c", "<p>a</p><p>b</p>", "<details><summary>A</summary>b</details>",
    "<b><div>x</div></b>", "x <table><tr><td>y</td></tr></table> z", "a <ul><li>b</ul> c", "1. <section>a</section>b",
)  # fmt: skip


@pytest.mark.parametrize("text", WITHIN)
def test_an_element_within_a_line_closes_nothing_around_the_note(text: str) -> None:
    """The builder saw its end alone and closed the page's own content with it: what followed stood beside the page."""
    said = shown(text)
    assert "cannot be shown" not in said
    page = f'<div class="outer" markdown="1">\n\n{said}\n\n<p class="after">z</p>\n\n</div>\n'
    tags = Tags()
    tags.feed(markdown.markdown(page, extensions=[*EXTENSIONS, "toc"]))
    assert tags.open == []


def test_a_note_that_would_break_its_page_is_not_shown_and_told() -> None:
    """Of this the builder makes two paragraphs inside each other, and closes one twice."""
    made = note("<hr><x-y><legend></option><button/>\n\n<td></legend></x-y></hr>", PAGE, folders=True)
    assert made
    assert made.problem == "has HTML that would not stay in its place"


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([
    *(f"<{tag}{more}>" for tag in ("div", "p", "li", "ul", "table", "td", "details", "summary", "b", "hr", "pre", "q")
      for more in ("", ' markdown="1"')),
    *(f"</{tag}>" for tag in ("div", "p", "li", "ul", "table", "td", "details", "summary", "b", "pre", "q")),
    "x", "\n", "\n\n", "- a ", "> ", "| a | b |\n|--|--|\n", "[^1]", "\n[^1]: n\n", "    ", "```\n", "`", "<!--",
    "a\n: b\n",
]), max_size=14).map("".join))  # fmt: skip
def test_no_note_leaves_its_place_when_the_page_is_read(text: str) -> None:
    """Of any pieces of HTML and Markdown: what is shown is whole, and the page around it as well."""
    made = note(text, PAGE, folders=True)
    page = f'<div class="outer" markdown="1">\n\n{made.shown if made else ""}\n\n<p class="after">z</p>\n\n</div>\n'
    tags = Tags()
    tags.feed(markdown.markdown(page, extensions=[*EXTENSIONS, "toc"]))
    assert tags.open == []
