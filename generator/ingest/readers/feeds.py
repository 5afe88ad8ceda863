"""Feeds: RSS and Atom read by feedparser, JSON Feed (jsonfeed.org, versions 1 and 1.1) by hand."""

from __future__ import annotations

import html as entities
import io
import re
from dataclasses import dataclass
from typing import Any

from generator.core.errors import IngestError
from generator.ingest.readers.decode import BLANKS, absolute, one_line, read_json, root_of
from generator.ingest.readers.html import INSTALL
from generator.ingest.stamps import read_stamp

_APPEARED = re.compile(
    r"<p>The post <a\b.{0,500}?</a> (?:appeared first|first appeared) on <a\b.{0,300}?</p>\s*$", re.DOTALL
)
"""What WordPress puts below each entry of its feeds."""
_ROOTS = (b"rss", b"feed", b"RDF")
SNIFF = 2048
"""Bytes from the top in which a feed's root element stands, comments and style sheet lines before it included."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed; `html` is what it carries of the article: all of it, a summary, or nothing."""

    title: str | None
    url: str | None
    authors: tuple[str, ...]
    published: str | None
    html: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its title (the outlet) and its entries in the order given."""

    title: str | None
    entries: tuple[Entry, ...]


def is_feed(data: bytes) -> bool:
    """Whether the bytes look like a feed rather than a page, whatever the server or the file's name says."""
    head = data[:SNIFF].lstrip(BLANKS)
    if head.startswith(b"{"):
        return b"jsonfeed.org/version/" in head.replace(b"\\/", b"/")
    return root_of(head) in _ROOTS


def read(source: str, data: bytes, url: str | None = None) -> Feed:
    """Read a feed that came from `url`; raises IngestError when it is broken or feedparser is not installed."""
    return (_json_feed if data.lstrip(BLANKS).startswith(b"{") else _xml)(source, data, url)


def _xml(source: str, data: bytes, url: str | None) -> Feed:
    try:
        import feedparser
    except ImportError as error:
        raise IngestError(f"reading feeds needs feedparser ({error})", path=source, remedy=INSTALL) from error
    # A stream, never a text: feedparser opens texts that look like an address or a file's name.
    try:
        parsed = feedparser.parse(io.BytesIO(data), response_headers={"content-location": url or ""})
    except Exception as error:  # torn encodings break feedparser in several ways
        raise IngestError(
            f"is not a feed that can be read ({type(error).__name__})", path=source, remedy="check the feed's address"
        ) from error
    base = url or _web(parsed.feed.get("link"))
    entries = tuple(_entry(entry, base) for entry in parsed.entries)
    entries = tuple(entry for entry in entries if entry.title or entry.url or entry.html)
    if parsed.bozo and not entries:
        reason = " ".join(str(parsed.get("bozo_exception", "")).split())
        raise IngestError(f"is not a feed that can be read ({reason})", path=source, remedy="check the feed's address")
    return Feed(_line(parsed.feed.get("title")), entries)


def _entry(entry: Any, url: str | None) -> Entry:
    authors = [a.get("name") for a in entry.get("authors") or ()] or [entry.get("author")]
    contents = [c.get("value") or "" for c in entry.get("content") or ()]
    link = entry.get("link")
    return Entry(
        title=_line(entry.get("title")),
        url=_web(absolute(url, link)) if link else None,
        authors=tuple(dict.fromkeys(n for a in authors if (n := _author(a)))),
        published=read_stamp(entry.get("published") or entry.get("updated") or ""),
        html=_APPEARED.sub("", max((*contents, entry.get("summary") or ""), key=len)),
    )


def _web(address: object) -> str | None:
    """An address of the web; a link without a host, in a feed that names no site, leads nowhere."""
    return address if isinstance(address, str) and re.match(r"https?://[^/\s]", address) else None


def _author(text: str | None) -> str | None:
    """An RSS author is an address with the name in brackets: ``desk@example.org (Ana Example)``."""
    text = _line(text) or ""
    match = re.fullmatch(r"\S+@\S+\s*\((.+)\)|(.+?)\s*[<(]\S+@\S+[>)]", text)
    name = (match[1] or match[2]) if match else text
    return None if "@" in name else name or None


def _line(text: object) -> str | None:
    """A title or name on one line; feeds write them with markup and with entities, some with both twice."""
    if not isinstance(text, str):
        return None
    return one_line(entities.unescape(re.sub(r"</?[A-Za-z][^<>]*>", "", text))) or None


def _json_feed(source: str, data: bytes, url: str | None) -> Feed:
    try:
        feed = read_json(data.decode("utf-8-sig"))
        items = feed.get("items")
        if not isinstance(items, list):
            raise ValueError("it has no list of items")
    except (ValueError, AttributeError, RecursionError) as error:
        raise IngestError(
            f"is not a JSON Feed that can be read ({error})", path=source, remedy="check the feed's address"
        ) from error
    base = url or _web(feed.get("home_page_url")) or _web(feed.get("feed_url"))
    return Feed(_line(feed.get("title")), tuple(_item(i, feed, base) for i in items if isinstance(i, dict)))


def _item(item: dict[str, Any], feed: dict[str, Any], url: str | None) -> Entry:
    def authors(of: dict[str, Any]) -> list[str]:
        entries = of.get("authors") if isinstance(of.get("authors"), list) else [of.get("author")]
        return [n for a in entries or () if isinstance(a, dict) and (n := _line(a.get("name")))]

    text, html = item.get("content_text"), item.get("content_html")
    if not isinstance(html, str):
        text = text if isinstance(text, str) else item.get("summary")
        paragraphs = re.split(r"\n\s*\n|\n", text) if isinstance(text, str) else []
        html = "".join(f"<p>{entities.escape(p, quote=False)}</p>" for p in paragraphs if p.strip())
    link = item.get("external_url") or item.get("url")
    stamp = item.get("date_published") or item.get("date_modified")
    return Entry(
        title=_line(item.get("title")),
        url=_web(absolute(url, link)) if isinstance(link, str) else None,
        authors=tuple(dict.fromkeys(authors(item) or authors(feed))),
        published=read_stamp(stamp) if isinstance(stamp, str) else None,
        html=html,
    )
