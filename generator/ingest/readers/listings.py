"""Listings of addresses: sitemaps (sitemaps.org, with Google's news extension), OPML, and plain lists, one a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from generator.core.errors import IngestError
from generator.ingest.readers.decode import BLANKS, absolute, root_of, tidy

SNIFF = 4096
"""Bytes from the top in which the root element of a listing stands."""
_ROOTS = (b"urlset", b"sitemapindex", b"opml")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_LEADING = re.compile(r"^(?:[-*•]|\d+[.)])\s+")


class _DeclaredError(Exception):
    """A document has a type, in which it may declare entities."""


class _Plain(ElementTree.TreeBuilder):
    """Elements of a document without a type: none of these formats needs one, and its entities may unfold for ever."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        """Refuse, in whatever encoding the declaration stands."""
        raise _DeclaredError


def listing(source: str, data: bytes, url: str | None = None) -> tuple[str, ...] | None:
    """The addresses that a listing names, of pages or of further listings; None for bytes that are none.

    The newest stand first where the listing says when each changed. Raises IngestError for one that is broken.

    Args:
        url: where it came from: an address in it may be relative to that.
    """
    head = data[:SNIFF].lstrip(BLANKS)
    if not head.startswith(b"<"):
        return _plain(data)
    if root_of(head) not in _ROOTS:
        return None
    found = [(when, absolute(url, where)) for when, where in _found(_tree(source, data)) if where]
    found.sort(key=lambda entry: entry[0], reverse=True)  # what has no day stays behind, in its order
    return tuple(dict.fromkeys(where for _, where in found if _ADDRESS.fullmatch(where)))


def _plain(data: bytes) -> tuple[str, ...] | None:
    """A text whose lines are addresses, but for comments after a #."""
    try:
        text = tidy(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return None
    lines = [_LEADING.sub("", line.strip()) for line in text.splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    if not lines or not all(_ADDRESS.fullmatch(line) for line in lines):
        return None
    return tuple(dict.fromkeys(lines))


def _tree(source: str, data: bytes) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(data, ElementTree.XMLParser(target=_Plain()))
    except _DeclaredError as error:
        raise IngestError("declares entities", path=source, remedy="remove the lines that begin with <!") from error
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise IngestError(
            f"is not XML that can be read ({error})", path=source, remedy="check the file, or name its addresses"
        ) from error


def _found(root: ElementTree.Element) -> Iterator[tuple[str, str]]:
    """When each entry changed, "" where the listing does not say, and its address."""
    for element in root.iter():
        name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if name == "outline":
            yield "", next((v.strip() for k, v in element.attrib.items() if k.casefold() == "xmlurl"), "")
        elif name in ("url", "sitemap"):
            said = {str(child.tag).rpartition("}")[2]: (child.text or "").strip() for child in _near(element)}
            yield said.get("publication_date") or said.get("lastmod", ""), said.get("loc", "")


def _near(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """What stands in a news element of an entry, then what stands in the entry itself, which says its own address.

    No deeper: entries inside entries would be looked through over and over.
    """
    for child in element:
        yield from child
    yield from element
