"""Web pages: what is the article is found by trafilatura, what the page says of itself by `pagemeta`."""

from __future__ import annotations

import codecs
import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from generator.core.errors import IngestError
from generator.core.limits import HTML_ATTRIBUTES, HTML_BLOCKS, HTML_TAGS
from generator.core.model import Diagnostic
from generator.core.tables import table
from generator.core.text import fold
from generator.ingest.cleaning.boilerplate import is_prose
from generator.ingest.cleaning.masthead import without_outlet
from generator.ingest.draft import Draft, Given, Line
from generator.ingest.person_names import is_name, is_nobody, is_trade
from generator.ingest.readers.decode import one_line
from generator.ingest.readers.markup import LABEL_WORDS, labels_of
from generator.ingest.readers.pagemeta import page_meta
from generator.language import countries

INSTALL = "install it: pip install 'briefing-desk[add]'"
HEAD_BYTES = 4096
"""Where a page's own word on its encoding is looked for; HTML asks for the first 1024 bytes."""

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]+)", re.IGNORECASE)
_LONG_TAG = re.compile(r"<[^<>]{1000,}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Characters XML does not know: lxml builds trees of them and then will not move them."""
_REFERENCE = re.compile(r"&#(?:x0*([0-9a-fA-F]{1,6})|0*(\d{1,7}));?", re.IGNORECASE)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# As the WHATWG encoding standard has it: these labels mean Windows-1252 and its like on the web.
_LABELS = {
    **dict.fromkeys(("iso-8859-1", "iso8859-1", "latin-1", "latin1", "ascii", "us-ascii"), "cp1252"),
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "utf8": "utf-8",
}

# Beside the article: what trafilatura lets through on some pages. Words in class names and ids as outlets write them.
_BESIDE_TAGS = ("aside", "nav", "form", "figcaption", "dialog", "footer", "button", "noscript")
_BESIDE_ROLES = ("complementary", "dialog", "alert", "alertdialog", "navigation", "search", "contentinfo")
_BESIDE = re.compile(rf"(?:^|[\s_-])(?:{'|'.join(table('page_marks')['beside'])})(?:$|[\s_-])", re.IGNORECASE)
OWN_SHARE = 1 / 3
"""What holds this share of the page's text is not beside the article: some wrap the article in a form, or in a box of
class "paywall", as schema.org's own example of paywalled content does."""

CELL_WORDS = 60
"""A cell of a table of data holds fewer words."""
_LINK_LABEL = re.compile(r"^[\w’'-]{1,20}(?: [\w’'-]{1,20}){0,3}:\s*")
_CREDIT = re.compile(r"(?:source|editor|web editor|author|time|updated?|published)\s*[:：]\s*\S.{0,50}", re.IGNORECASE)
SENTENCE = 5
"""A page none of whose lines has as many words holds menus."""
KICKER_WORDS = 6
"""What stands above the title is a label ("Research paper") when it has no more words."""


def _refuse_large(source: str, text: str) -> None:
    """Raise IngestError for a page whose parsing would take minutes: the parsers' work grows faster than the page."""
    attributes = (len(_QUOTED.sub("", tag).split()) - 1 for tag in _LONG_TAG.findall(text))
    for count, limit, what in (
        (text.count("<"), HTML_TAGS, "tags"),
        (max(attributes, default=0), HTML_ATTRIBUTES, "attributes in one tag"),
    ):
        if count > limit:
            raise IngestError(
                f"holds {count} {what}, more than {limit}",
                path=source,
                remedy="copy the article's text into a .txt file and add that",
            )


def read(source: str, data: bytes, charset: str | None = None, url: str | None = None) -> Draft:
    """Read one page; `charset` and `url` are what the server said.

    Raises IngestError when trafilatura is not installed and when the page holds no article.
    """
    try:
        import trafilatura
        from justext.core import PARAGRAPH_TAGS
        from lxml import html as lxml_html
    except ImportError as error:
        raise IngestError(f"reading web pages needs trafilatura ({error})", path=source, remedy=INSTALL) from error
    text = _XML_HEAD.sub("", _REFERENCE.sub(_no_control, _CONTROL.sub("", decode_page(data, charset))))
    if not text.strip():
        raise IngestError("is empty", path=source, remedy="save the page again")
    _refuse_large(source, text)
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        tree = lxml_html.document_fromstring(text)
    except (ValueError, lxml_html.etree.LxmlError) as error:
        raise IngestError(
            f"cannot be read as a web page ({error})", path=source, remedy="save the page again"
        ) from error
    meta = page_meta(tree, url)
    stated = trafilatura.extract_metadata(tree, default_url=meta.given.url, extensive=False)
    _prune(tree)
    _drop_promotions(tree)
    _drop_labels(tree)
    found = trafilatura.bare_extraction(
        tree,
        url=meta.given.url,
        include_comments=False,
        include_tables=True,
        # Its rescue, justext, walks from each short block past all short ones beside it.
        fast=sum(1 for _ in tree.iter(*PARAGRAPH_TAGS, "br")) > HTML_BLOCKS,
    )
    body: Any = getattr(found, "body", None)
    if body is not None:
        _drop_boxes(body)
    given = _completed(meta.given, stated)
    lines = _headed(tuple(line for line in _lines(body) if line.text), given.title) if body is not None else ()
    if sum(len(line.text) for line in lines) * 2 < sum(map(len, meta.body)):
        lines = tuple(Line(text) for text in meta.body)
    if not any(len(line.text.split()) >= SENTENCE for line in lines):
        raise IngestError(
            "holds no article that could be told from its surroundings",
            path=source,
            remedy="copy the article's text into a .txt file and add that",
        )
    paywall = Diagnostic("paywall", "warning", "behind a paywall, the text may be cut short")
    return Draft(given, lines, (paywall,) if meta.paywalled else ())


def _prune(tree: Any) -> None:
    """Take what stands beside the article out of the tree, and tables that only lay the page out."""
    for unseen in tree.xpath("//script | //style | //template | //comment()"):
        if unseen.getparent() is not None:  # a comment may stand before the page itself
            unseen.drop_tree()
    for mark in tree.xpath("//sup[normalize-space()]"):
        if re.fullmatch(r"\W*\d{1,3}\W*|\*+|†", _content(mark)) and mark.find(".//a") is not None:
            mark.drop_tree()
    for grid in [element for element in tree.iter("table") if _lays_out(element)]:
        for element in grid.iter("table", "thead", "tbody", "tr", "td", "th"):
            element.tag = "div"
    whole = len(_content(tree))
    for element in list(tree.iter()):
        if _is_beside(element) and element.getparent() is not None and len(_content(element)) < OWN_SHARE * whole:
            element.drop_tree()


def _is_beside(element: Any) -> bool:
    """Whether an element's tag, role, class or id says that it stands beside the article."""
    if element.tag in _BESIDE_TAGS or element.get("role") in _BESIDE_ROLES or element.get("hidden") is not None:
        return True
    name = " ".join(element.get(of) or "" for of in ("class", "id", "data-testid", "data-component"))
    return element.tag not in ("html", "body", "main", "article") and bool(_BESIDE.search(name))


def _drop_promotions(tree: Any) -> None:
    """Take out paragraphs that are a link and nothing else but a label ("Most read:"): they lead to another article."""
    for paragraph in list(tree.iter("p")):
        links = paragraph.findall(".//a")
        whole = _content(paragraph)
        text = _LINK_LABEL.sub("", whole)
        if len(links) == 1 and len(text.split()) > LABEL_WORDS and _content(links[0]) in (text, whole):
            paragraph.drop_tree()


def _drop_labels(tree: Any) -> None:
    """Take out labels glued to a paragraph's first word ("<b>Summary</b> Studies show ..."); one that comes once gets
    a paragraph of its own."""
    marks: list[tuple[Any, str, str]] = []
    for mark in tree.iter("strong", "b"):
        above, behind = mark.getparent(), (mark.tail or "").lstrip()[:1]
        opens = above is not None and above.tag in ("p", "li", "div") and not (above.text or "").strip()
        if opens and mark.getprevious() is None and behind:
            marks.append((mark, _content(mark), behind))
    twice, once = labels_of((label, behind) for _, label, behind in marks if label)
    for mark, label, behind in marks:
        if behind.isupper() and label in twice | once:
            above = mark.getparent()
            mark.drop_tree()
            if label in once:
                above.addprevious(above.makeelement(above.tag))
                above.getprevious().text = label


def _lays_out(table: Any) -> bool:
    """Whether a table only lays a page out: a cell holds what no table of data has, paragraphs or very many words."""
    return table.get("role") == "presentation" or any(
        len(_content(cell).split()) > CELL_WORDS or cell.find(".//h1") is not None or len(cell.findall(".//p")) > 1
        for cell in table.iter("td")
    )


def _content(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _no_control(match: re.Match[str]) -> str:
    """A character reference, or nothing where it stands for a character XML does not know."""
    code = int(match[1], 16) if match[1] else int(match[2])
    return "" if code > 0x10FFFF or _CONTROL.match(chr(code)) else match[0]


def decode_page(data: bytes, charset: str | None = None) -> str:
    """The characters of a page: by its byte order mark, the server's word, its own word, else UTF-8 or Windows-1252."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    head = data[:HEAD_BYTES]
    stated = _META_CHARSET.search(head) or _XML_CHARSET.search(head)
    labels = [label.strip() for label in (charset, stated[1].decode("ascii") if stated else None) if label]
    names = [_LABELS.get(label.casefold(), label) for label in labels]
    for name in (*names, "utf-8"):
        try:
            return data.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    for name in names:  # one bad byte does not make a page another encoding
        try:
            text = data.decode(name, "replace")
        except LookupError:
            continue
        if text.count("\ufffd") <= 3:
            return text
    return data.decode("cp1252", "replace")


def _completed(given: Given, stated: Any) -> Given:
    """Metadata with trafilatura's title and outlet, and its authors where the page states none that we read.

    An outlet that is an address, a country or "NULL" is a field filled in wrongly; names must look like names.
    """
    site = stated.sitename or ""
    outlet = None if "." in site or is_nobody(site) or countries.lookup(site) else site or None
    named = (part.strip() for part in (stated.author or "").split(";"))
    return replace(
        given,
        title=without_outlet(stated.title, outlet, given.url) if stated.title else None,
        authors=given.authors or tuple(name for name in named if is_name(name) and not is_trade(name)),
        outlet=outlet,
    )


def _headed(lines: tuple[Line, ...], title: str | None) -> tuple[Line, ...]:
    """Lines without labels above the title and without credits on lines of their own below it."""
    top = next((i for i, line in enumerate(lines[:4]) if title and fold(line.text) == fold(title)), 0)
    if all(len(line.text.split()) <= KICKER_WORDS for line in lines[:top]):
        lines = lines[top:]
    return tuple(line for i, line in enumerate(lines) if i > 5 or not _CREDIT.fullmatch(line.text))


def _drop_boxes(body: Any) -> None:
    """Empty the tables above the first paragraph: a box of facts ("Area | 4 km2"); a table of data is spoken of."""
    text = next((child for child in body if child.tag != "table" and is_prose(_content(child))), None)
    for box in text.itersiblings("table", preceding=True) if text is not None else ():
        box.clear(keep_tail=True)


def _lines(element: Any) -> Iterator[Line]:
    """Paragraphs, headings, list items and table rows of trafilatura's tree, in order; empty ones among them."""
    yield Line(_text(element.text))
    for child in element:
        yield from _block(child)
        yield Line(_text(child.tail))


def _block(child: Any) -> Iterator[Line]:
    """The lines of one element of the tree."""
    tag = child.tag if isinstance(child.tag, str) else ""
    if tag == "head":
        level = re.search(r"\d", child.get("rend") or "")
        yield Line(_inner(child), int(level[0]) if level else 2)
    elif tag == "list":
        yield from (Line(f"- {text}") for item in child.iter("item") if (text := _inner(item)))
    elif tag == "table":
        for row in child.iter("row"):
            yield Line(" | ".join(filter(None, map(_inner, row.iter("cell")))))
    elif tag in ("quote", "div", "body") and len(child):
        yield from _lines(child)
    elif tag not in ("", "graphic", "lb"):
        yield from (Line(_text(part)) for part in _parts(child))


def _parts(element: Any) -> list[str]:
    """The text of a paragraph, cut at line breaks."""
    pieces: list[str] = [element.text or ""]
    for child in element:
        if child.tag == "lb":
            pieces.append("")
        elif isinstance(child.tag, str):
            pieces[-1] += "".join(child.itertext())
        pieces[-1] += child.tail or ""
    return pieces


def _inner(element: Any) -> str:
    return _text(_content(element))


def _text(text: str | None) -> str:
    """The words on one line, without the square some outlets end an article with."""
    return re.sub(r"\s*[■◼▪∎]$", "", one_line(text or ""))
