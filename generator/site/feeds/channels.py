"""Atom (RFC 4287) and JSON Feed 1.1 for all briefs, for each topic, and for each actor of two or more briefs."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from typing import Any

from feedgen.feed import FeedGenerator

from generator.briefs.forms import is_own
from generator.core.configuration import Catalog, Masthead
from generator.core.model import Brief
from generator.core.text import printable
from generator.core.when import When
from generator.link.corpus import Corpus
from generator.site.export import url
from generator.site.pages import topics
from generator.site.pages.channel import ALL, of_actor, of_topic
from generator.site.pages.wording import named
from generator.site.words import Words, main_part

MOST = 30
"""Briefs in one feed, newest first: a reader that looks once a month misses little, and a feed stays small."""
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
"""The time of a brief without a date, in a site without dates."""


@dataclass(frozen=True, slots=True)
class Channel:
    """One feed: its path without ending, what it is called, the page it belongs to, its briefs."""

    path: str
    title: str
    page: str
    briefs: tuple[Brief, ...]


def channels(corpus: Corpus, catalog: Catalog) -> Iterable[Channel]:
    """All feeds of a site."""
    name = catalog.masthead.name
    by_id = {b.id: b for b in corpus.briefs}
    yield Channel(ALL, name, "index.md", corpus.briefs[:MOST])
    for group in topics.grouped(corpus, catalog):
        yield Channel(of_topic(group.page), f"{name}: {group.topic.name}", group.page, group.briefs[:MOST])
    for actor in corpus.actors:
        path = of_actor(actor)
        if path:
            yield Channel(path, f"{name}: {actor.name}", actor.page, tuple(by_id[i] for i in actor.briefs[:MOST]))


def files(corpus: Corpus, catalog: Catalog) -> dict[str, str | bytes]:
    """``feeds/**.xml`` and ``feeds/**.json``."""
    words = Words.of(catalog.masthead.language)
    entries = {b.id: _entry(b, corpus, catalog.masthead, words) for b in corpus.briefs}
    found: dict[str, str | bytes] = {}
    for channel in channels(corpus, catalog):
        own = [entries[b.id] for b in channel.briefs]
        found[f"{channel.path}.xml"] = _atom(channel, own, catalog.masthead)
        found[f"{channel.path}.json"] = _json(channel, own, catalog.masthead)
    return found


@dataclass(frozen=True, slots=True)
class _Entry:
    id: str
    title: str
    page: str
    when: datetime
    summary: str
    html: str
    authors: tuple[str, ...]
    outlet: str
    language: str


def made_on(brief: Brief, corpus: Corpus) -> datetime:
    """When an entry of a brief was made: on its brief's day, since no clock may be asked."""
    day = When.parse(brief.article.published) or When.parse(corpus.as_of)
    return datetime(day.start.year, day.start.month, day.start.day, tzinfo=UTC) if day else EPOCH


def _ours(brief: Brief, words: Words) -> str:
    """Which of the words that an entry shows a person wrote, as its last paragraph."""
    points = (f"key_points/{point.id}" for point in brief.key_points)
    shown = ("title", "takeaway", *points, "article/authors", "article/outlet")
    own = list(dict.fromkeys(named(path, words) for path in shown if is_own(brief, path)))
    said = words.gettext("The desk’s own words: {fields}.", fields=words.listed(own))
    return f"<p><em>{escape(said)}</em></p>" if own else ""


def _entry(brief: Brief, corpus: Corpus, masthead: Masthead, words: Words) -> _Entry:
    points = "".join(f"<li>{escape(k.text)}</li>" for k in brief.key_points)
    html = f"<p>{escape(brief.takeaway.text)}</p>" + (f"<ul>{points}</ul>" if points else "") + _ours(brief, words)
    article = brief.article
    return _Entry(
        identity("brief", brief.id),
        printable(brief.title) or brief.id,
        url(corpus.brief_pages[brief.id], masthead.folders),
        made_on(brief, corpus),
        printable(brief.takeaway.text),
        printable(html),
        tuple(filter(None, map(printable, article.authors))),
        printable(article.outlet or ""),
        main_part(masthead.language) if is_own(brief, "takeaway") else article.language,
    )


def identity(kind: str, name: str) -> str:
    """A permanent id (RFC 9562, version 5) that does not change when the site moves."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"briefing-desk:{kind}/{name}").urn


def _address(masthead: Masthead, path: str, file: str) -> str:
    """A page's address: absolute when the site's is known, else relative to the feed's own."""
    return masthead.url + path if masthead.url else "../" * file.count("/") + path or "./"


def _atom(channel: Channel, entries: list[_Entry], masthead: Masthead) -> bytes:
    feed: Any = FeedGenerator()
    file = f"{channel.path}.xml"
    feed.id(identity("feed", channel.path))
    feed.title(printable(channel.title))
    feed.language(masthead.language)
    feed.generator("Briefing Desk")
    feed.author(name=printable(masthead.name))
    feed.link(href=_address(masthead, url(channel.page, masthead.folders), file), rel="alternate")
    feed.link(href=_address(masthead, file, file), rel="self")
    feed.updated(max((e.when for e in entries), default=EPOCH))
    for e in entries:
        entry: Any = feed.add_entry(order="append")
        entry.id(e.id)
        entry.title(e.title)
        entry.link(href=_address(masthead, e.page, file), rel="alternate")
        entry.published(e.when)
        entry.updated(e.when)
        entry.summary(e.summary)
        entry.content(e.html, type="html")
        if e.authors:
            entry.author([{"name": name} for name in e.authors])
        if e.outlet:
            entry.category(term=e.outlet)
    data: bytes = feed.atom_str(pretty=True)
    return data


def _json(channel: Channel, entries: list[_Entry], masthead: Masthead) -> str:
    file = f"{channel.path}.json"
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": printable(channel.title),
        "home_page_url": _address(masthead, url(channel.page, masthead.folders), file),
        "feed_url": _address(masthead, file, file),
        "language": masthead.language,
        "items": [
            {
                "id": e.id,
                "url": _address(masthead, e.page, file),
                "title": e.title,
                "summary": e.summary,
                "content_html": e.html,
                "date_published": e.when.strftime("%Y-%m-%dT%H:%M:%SZ"),
                **({"language": e.language} if e.language != main_part(masthead.language) else {}),
                **({"authors": [{"name": name} for name in e.authors]} if e.authors else {}),
                **({"tags": [e.outlet]} if e.outlet else {}),
            }
            for e in entries
        ],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"
