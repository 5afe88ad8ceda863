"""What a web page says of itself outside its text: JSON-LD, Open Graph and other meta elements, bylines, time stamps.

Only what is stated is taken. A date that merely stands somewhere on the page is none: a wrong one is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urljoin, urlsplit

from generator.core.tables import table
from generator.ingest.cleaning.signature import read_signature
from generator.ingest.draft import Given
from generator.ingest.person_names import byline, is_name, is_no_author, is_trade
from generator.ingest.readers.decode import one_line, read_json
from generator.ingest.stamps import date_in_address, read_stamp

_ARTICLE_TYPES = ("Article", "Report", "BlogPosting", "Review", "ScholarlyArticle", "WebPage")
"""Schema.org types, best first; any type whose name ends so counts (NewsArticle, LiveBlogPosting)."""
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(https?://\S+)|^\s*url: (https?://\S+)", re.MULTILINE)
_BYLINE_CLASS = re.compile(r"(?:^|[\s_-])(?:byline|by-line|author|authors|auteur|autor)(?:$|[\s_-])", re.IGNORECASE)
_DATE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:date|dateline|datetime|pubdate|published|publish|timestamp|posted-on|datum|fecha)(?:$|[\s_-])",
    re.IGNORECASE,
)
_ELSEWHERE = "ancestor::aside or ancestor::nav or ancestor::footer or ancestor::form"
_RELATED = re.compile(r"relat|recommend|more-from|most-read|popular|teaser|comment|sidebar|card|promo", re.IGNORECASE)
_DATE_NAMES: tuple[str, ...] = tuple(table("page_marks")["dates"])
_AUTHOR_NAMES: tuple[str, ...] = tuple(table("page_marks")["authors"])
_COUNTED = re.compile(r"1\d{9}(?:\d{3})?")
_BY = re.compile(r"^(?:(?i:by|von|par|por|di|door|av|автор)\b:?|От)(?:\s+|$)")

STAMP = 40
"""Characters of a text below the heading that may be a date stamp without a mark."""
AHEAD = timedelta(days=366)
"""By so much a day of publication may be later than all others that a page shows: it may show a related article's."""
NEAR = 15
"""Elements after the heading among which a byline without any mark may stand."""


@dataclass(frozen=True, slots=True)
class PageMeta:
    """What a page says of itself; `paywalled` when it says that it is not free to read.

    `body` holds the paragraphs of its JSON-LD's `articleBody`: all there is of a page that scripts put together.
    """

    given: Given
    paywalled: bool = False
    body: tuple[str, ...] = ()


def page_meta(tree: Any, url: str | None) -> PageMeta:
    """Read the metadata of a parsed page (an lxml element) that came from `url`."""
    nodes = _json_ld(tree)
    node = next(iter(nodes), {})
    metas = _metas(tree)
    address = _address(tree, metas, node, url)
    locale = (tree.get("lang") or "") or (metas.get("og:locale") or [""])[0]
    given = Given(
        authors=_authors(tree, metas, node),
        url=address,
        published=_published(tree, metas, node, address, locale),
        published_source="stated",
        summary=_words(node.get("description")) or _first(metas, "og:description", "description"),
    )
    text = node.get("articleBody")
    body = tuple(w for part in text.split("\n") if (w := _words(part))) if isinstance(text, str) else ()
    return PageMeta(given, any(str(n.get("isAccessibleForFree", "")).casefold() == "false" for n in nodes), body)


def _words(value: object) -> str | None:
    """A text on one line without markup, None for an empty one or no text at all."""
    return one_line(re.sub(r"<[^<>]*>", " ", value)) or None if isinstance(value, str) else None


def _content(element: Any) -> str:
    return one_line("".join(element.itertext()))


def _metas(tree: Any) -> dict[str, list[str]]:
    """Contents of the meta elements by name, property or itemprop, in small letters."""
    metas: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = _words(element.get("content"))
        if name and content:
            metas.setdefault(name.strip().casefold(), []).append(content)
    return metas


def _first(metas: dict[str, list[str]], *names: str) -> str | None:
    return next((metas[name][0] for name in names if name in metas), None)


def _json_ld(tree: Any) -> list[dict[str, Any]]:
    """The page's JSON-LD objects that describe an article, best type first."""
    found: list[tuple[int, int, dict[str, Any]]] = []
    for script in tree.xpath("//script[@type='application/ld+json']"):
        text = re.sub(r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)\s*;?\s*$", "", script.text or "")
        try:
            data = read_json(text)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            types = node.get("@type")
            names = [t for t in (types if isinstance(types, list) else [types]) if isinstance(t, str)]
            rank = next((i for i, end in enumerate(_ARTICLE_TYPES) if any(n.endswith(end) for n in names)), None)
            if rank is not None:
                found.append((rank, len(found), node))
    return [node for _, _, node in sorted(found, key=lambda entry: entry[:2])]


def _nodes(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD text, those of ``@graph`` and of main entities too."""
    if isinstance(data, list) and depth < 4:
        for item in data[:200]:
            yield from _nodes(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            if depth < 4 and isinstance(data.get(key), dict | list):
                yield from _nodes(data[key], depth + 1)


def _name(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return _words(value.get("name")) if isinstance(value, dict) else _words(value)


# --- authors


def _authors(tree: Any, metas: dict[str, list[str]], node: dict[str, Any]) -> tuple[str, ...]:
    """Names of the authors: persons before agencies, what the metadata say before what the page shows."""
    people, others = _json_authors(node)
    stated = people or [n for name in _AUTHOR_NAMES for text in metas.get(name, ()) for n in _names(text)]
    persons = [name for name in stated if is_name(name)]
    if persons:
        return tuple(dict.fromkeys(persons))
    shown = [n for text in _bylines(tree) for n in _names(text, shown=True)]
    near = next((list(names) for text in _below_heading(tree) if (names := byline(text))), [])
    ranked = (shown, near if all(map(is_name, near)) else [], stated, others, near)
    named = ([name for name in names if not is_trade(name)] for names in ranked)
    return tuple(dict.fromkeys(next(filter(None, named), [])))


def _json_authors(node: dict[str, Any]) -> tuple[list[str], list[str]]:
    value = node.get("author") or node.get("creator")
    people: list[str] = []
    others: list[str] = []
    for entry in value if isinstance(value, list) else [value]:
        if isinstance(entry, dict):
            text = _name(entry)
            kind = entry.get("@type")
            person = kind == "Person" or (isinstance(kind, list) and "Person" in kind)
            (people if person else others).extend(_names(text or ""))
        else:
            people.extend(_names(_words(entry) or ""))
    return people, others


def _names(text: str, *, shown: bool = False) -> list[str]:
    """The names in an author field ("By Ana Example and Bo Sample"); of a text that is `shown`, sure ones only."""
    text = re.split(r"\s*[|•·]\s*", _BY.sub("", text.strip()))[0].strip(" ,;")
    if not text or len(text) > 120:
        return []
    names = list(byline("By " + text))
    if shown:
        return [name for name in names if is_name(name)]
    return [name for name in names or [text] if not is_no_author(name)]


def _bylines(tree: Any) -> Iterator[str]:
    """Texts of the elements that hold a byline, of the article itself and not of a list beside it."""
    marks = "@rel='author' or @itemprop='author' or @class or @data-testid or @data-component"
    for element in tree.xpath(f"//*[({marks}) and not({_ELSEWHERE})]"):
        named = " ".join(element.get(name) or "" for name in ("class", "data-testid", "data-component"))
        marked = element.get("rel") == "author" or element.get("itemprop") == "author"
        if (marked or _BYLINE_CLASS.search(named)) and not _in_list(element):
            pieces = [piece for text in element.itertext() if (piece := one_line(text))]
            # Names are joined by "by", "and" or a comma; whatever else stands in a piece of its own is no part of them.
            joined = re.sub(r"\s*\|\s*(?=(?:and|&|,))|(?<=[,&])\s*\|\s*", " ", " | ".join(pieces))
            yield re.sub(r"\b(by|and|von|par|por)\s*\|\s*", r"\1 ", joined, flags=re.IGNORECASE)[:120]


def _below_heading(tree: Any) -> Iterator[str]:
    """The short lines right below the page's heading."""
    heading = next(tree.iter("h1"), None)
    for element in heading.xpath("following::*")[:NEAR] if heading is not None else ():
        if isinstance(element.tag, str) and 0 < len(_content(element)) <= 120:
            yield from filter(None, _broken_lines(element))


def _broken_lines(element: Any) -> Iterator[str]:
    """The text of an element, cut at its line breaks."""
    nodes = element.xpath(".//text() | .//br")
    text = "".join(re.sub(r"\s", " ", node) if isinstance(node, str) else "\n" for node in nodes)
    return map(one_line, text.split("\n"))


def _in_list(element: Any) -> bool:
    return any(
        _RELATED.search(f"{e.get('class') or ''} {e.get('id') or ''}")
        for e in element.iterancestors()
        if isinstance(e.tag, str) and e.tag not in ("html", "body")
    )


# --- date and address


def _published(
    tree: Any, metas: dict[str, list[str]], node: dict[str, Any], url: str | None, locale: str
) -> str | None:
    """When the page says it was published; when it was last changed only where it says no more.

    What its metadata say is not believed where it is far ahead of every other day of the page ("2077" above a text
    that was changed in 2025): nothing is shown before it is published.
    """

    def first(stamps: Iterable[object]) -> str | None:
        days = (read_stamp(_in_words(stamp), locale) for stamp in stamps)
        return next((day for day in days if day), None)

    said = (node.get("datePublished"), node.get("dateCreated"), *(t for n in _DATE_NAMES for t in metas.get(n, ())))
    changed = (node.get("dateModified"), *metas.get("article:modified_time", ()))
    days = (
        first(_shown_dates(tree)),
        first(part for text in _bylines(tree) for part in text.split(" | ")),
        first(text for text in _below_heading(tree) if len(text) <= STAMP or read_signature(text)),
        first([date_in_address(url or "")]),
        first(changed),
    )
    others = [day for day in days if day]
    stated = first(said)
    if stated and others and date.fromisoformat(stated) - date.fromisoformat(max(others)) > AHEAD:
        stated = None
    return stated or next(iter(others), None)


def _in_words(stamp: object) -> str:
    """A field's date as it can be read; a number counts seconds since 1970, or thousandths of them, and is a day in
    Greenwich."""
    text = str(stamp) if isinstance(stamp, (str, int)) else ""
    return datetime.fromtimestamp(int(text[:10]), UTC).date().isoformat() if _COUNTED.fullmatch(text) else text


def _shown_dates(tree: Any) -> Iterator[str]:
    """Date stamps of the article: marked as its date, else the first time stamp or date line of its head."""
    later: list[str] = []
    for element in tree.xpath(f"//*[(self::time or @itemprop or @class) and not({_ELSEWHERE})]"):
        if _in_list(element):
            continue
        stamp = element.get("datetime") or element.get("content") or _content(element)
        if element.get("itemprop") == "datePublished" or element.get("pubdate") is not None:
            yield stamp
        elif element.tag == "time" or _DATE_CLASS.search(element.get("class") or ""):
            changed = re.search(r"updat|modif", element.get("class") or "", re.IGNORECASE)
            later.append("" if changed else stamp)
    yield from later[:4]  # a page's own stamps stand above its text


def _address(tree: Any, metas: dict[str, list[str]], node: dict[str, Any], url: str | None) -> str | None:
    """The canonical address; one that points at a front page from an inner page is a mistake of the page."""
    base = url or _saved_from(tree)
    links = [e.get("href") for e in tree.iter("link") if "canonical" in (e.get("rel") or "").casefold().split()]
    said = (*links, _first(metas, "og:url"), node.get("mainEntityOfPage"), node.get("url"))
    written = (link.strip() for link in said if isinstance(link, str) and link.strip())
    return next(filter(None, (_inner_page(base or "", link) for link in written)), base)


def _inner_page(base: str, link: str) -> str | None:
    """The address a link leads to; None for a front page and for what is none."""
    try:
        address = urljoin(base, link)
        parts = urlsplit(address)
    except ValueError:  # "http://[x"
        return None
    inner = parts.scheme in ("http", "https") and parts.netloc and (parts.path.strip("/") or parts.query)
    return address if inner else None


def _saved_from(tree: Any) -> str | None:
    """The address a browser notes in the pages it saves."""
    for comment in tree.xpath("//comment() | /comment()")[:20]:
        if match := _SAVED_FROM.search(comment.text or ""):
            return match[1] or match[2]
    return None
