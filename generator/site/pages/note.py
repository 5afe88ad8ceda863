"""The analyst's note: its owner's Markdown, made into HTML here and cleaned, for whatever a branch brings is in it.

It is cleaned when it is HTML and whole: no note leaves the place it stands in, whatever it opens or closes.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

from generator.core.limits import NOTE_BRACKETS, NOTE_LENGTH
from generator.site.export import between
from generator.site.markup import Markdown

EXTENSIONS = (
    "attr_list", "def_list", "footnotes", "md_in_html", "pymdownx.details", "pymdownx.escapeall", "sane_lists",
    "tables",
)  # fmt: skip
"""Of Markdown, for notes: those of the shipped `mkdocs.yml` but the table of contents."""
_ATTRIBUTES = {"*": {"id", "lang", "title"}, "a": {"href"}, "img": {"src", "alt", "width", "height"},
               "details": {"open"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan", "scope"},
               "ol": {"start"}, "time": {"datetime"}}  # fmt: skip
_CLASSES = {"div": {"footnote"}, "a": {"footnote-ref", "footnote-backref"}}
_SCHEMES = {"http", "https", "mailto"}
_ID = re.compile(r'\sid="([^"]*)"')
_PRE = re.compile(r"<pre>.*?</pre>", re.DOTALL)
PICTURE = re.compile(r'<img(?:\s+[\w-]+(?:="[^"]*")?)*\s*/?>')
_PREFIX = "note-"
"""Before every id of a note: none is one that the theme or the page looks for."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note as it stands on its page, and the paths in the tree that it leads to, each with its address there.

    `problem` says why it is not shown.
    """

    shown: Markdown
    links: tuple[tuple[str, str], ...] = ()
    problem: str | None = None


def note(text: str, page: str, *, folders: bool, as_written: bool = False) -> Note | None:
    """The note of the page at this path; None for an empty one.

    Args:
        text: Markdown.
        page: path in the tree, from which the note's links lead.
        folders: how the built site addresses pages.
        as_written: leave it to the builder, with all HTML there is in it.
    """
    if not text.strip():
        return None
    if as_written:
        return Note(Markdown(f'<div class="note" markdown="1">\n\n{text.strip()}\n\n</div>'))
    if len(text) > NOTE_LENGTH or text.count("[") > NOTE_BRACKETS:
        return _hidden(f"has more than {NOTE_LENGTH:,} characters or {NOTE_BRACKETS:,} brackets")
    import markdown  # few briefs have notes
    import nh3

    try:
        html = markdown.markdown(text, extensions=list(EXTENSIONS))
    except Exception as error:  # lists inside lists without end, and whatever else its reader does not reckon with
        return _hidden(f"cannot be read as Markdown ({type(error).__name__})")
    ids = set(_ID.findall(html))
    links: list[tuple[str, str]] = []

    def attribute(tag: str, name: str, value: str) -> str | None:
        if name == "id":
            return _PREFIX + value
        if (tag, name) == ("a", "href") and value[:1] == "#":
            return f"#{_PREFIX}{value[1:]}" if value[1:] in ids else value
        if name in ("href", "src") and (target := _in_tree(value, page)):
            address = between(page, target, folders)
            links.append((target.partition("#")[0], address))
            return address
        return None if name == "src" else value  # an image from elsewhere would be asked for by every reader

    cleaned = nh3.clean(
        html,
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        attribute_filter=attribute,
        url_schemes=_SCHEMES,
        link_rel="noopener",
    )
    cleaned = PICTURE.sub(lambda m: m[0] if ' src="' in m[0] else "", cleaned)
    # Lines of code keep their distance when the page is tidied.
    cleaned = _PRE.sub(lambda m: m[0].replace("\n", "&#10;"), cleaned)
    shown = _as_blocks(f'<div class="note">\n{cleaned.strip()}\n</div>')
    if not _is_kept(shown):
        return _hidden("has HTML that would not stay in its place")
    return Note(Markdown(shown), tuple(links))


def _as_blocks(html: str) -> str:
    """HTML with each element of Markdown's blocks on a line of its own.

    The builder reads the page, and this HTML in it, as Markdown: of an element that begins within a line it would see
    the end alone, and close what is around the note with it.
    """
    import markdown

    blocks = "|".join(set(markdown.Markdown().block_level_elements) - {"hr"})
    return re.sub(rf"(?<!\n)<(?:{blocks})\b", r"\n\g<0>", html).lstrip("\n")


def _is_kept(html: str) -> bool:
    """Whether the builder would leave this HTML's elements as they are, in a page and with words behind them."""
    import markdown

    page = f'<div markdown="1">\n\n{html}\n\nWords.\n\n</div>\n'
    try:
        made = markdown.markdown(page, extensions=list(EXTENSIONS))
    except Exception:  # whatever its reader does not reckon with
        return False
    return _Tags.of(made) == ["<div", *_Tags.of(html), "<p", "p>", "div>"]


class _Tags(HTMLParser):
    """The tags of HTML that open and close something, in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Note an element that opens; one without an end holds nothing."""
        if tag not in ("br", "hr", "img", "wbr", "col", "area"):
            self.seen.append(f"<{tag}")

    def handle_endtag(self, tag: str) -> None:
        """Note an element that closes."""
        self.seen.append(f"{tag}>")

    @classmethod
    def of(cls, html: str) -> list[str]:
        """The tags of a whole text."""
        tags = cls()
        tags.feed(html)
        tags.close()
        return tags.seen


def _hidden(problem: str) -> Note:
    return Note(Markdown("The note of this brief cannot be shown."), problem=problem)


def _in_tree(address: str, page: str) -> str | None:
    """The path in the tree that an address without a host leads to, its anchor kept; None for every other address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not parts.path:
        return None
    said = unquote(parts.path)
    path = posixpath.normpath(said.lstrip("/") if said[0] == "/" else posixpath.join(posixpath.dirname(page), said))
    return f"{path}#{parts.fragment}" if parts.fragment else path


def meant(target: str, page: str) -> Iterator[str]:
    """The pages that a target may mean which is none: it may be the address of one as the browser shows it.

    There a page is a folder, and a relative address leads from within it.
    """
    deep = "/~" * 20  # whatever leads out of the tree stays comparable
    within = posixpath.relpath(f"{deep}/{target}", f"{deep}/{posixpath.dirname(page)}")
    from_page = posixpath.normpath(posixpath.join(page.removesuffix(".md"), within))
    for path in (target, from_page):
        yield from (posixpath.normpath(f"{path}/index.md"), f"{path.removesuffix('.html')}.md")
