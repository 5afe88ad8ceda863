"""The corpus as plain dictionaries: the contents of `data/*.json` on the published site."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote, urlsplit

from generator.briefs.contract import plain
from generator.core.configuration import Masthead
from generator.link.corpus import Corpus
from generator.link.register_pages import own

Rows = list[dict[str, Any]]


def safe_url(url: str | None) -> str | None:
    """The address with everything percent-encoded that Markdown or HTML could read; None unless it is http(s)."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc:
        return None
    return quote(url.strip(), safe="/:?#@!$&+,;=%-._~")


def url(page: str, folders: bool = True) -> str:
    """A page of the Markdown tree as the built site has it, relative to its root.

    "actors/mao.md" is "actors/mao/", or "actors/mao.html" where pages are not folders.
    """
    path, mark, anchor = page.partition("#")
    if not folders:
        return path.removesuffix(".md") + ".html" * path.endswith(".md") + mark + anchor
    if path == "index.md":
        path = ""
    elif path.endswith("/index.md"):
        path = path.removesuffix("index.md")
    elif path.endswith(".md"):
        path = path.removesuffix(".md") + "/"
    return path + mark + anchor


def between(page: str, target: str, folders: bool) -> str:
    """The address of `target` as `page` leads to it on the built site; "" for the home page from itself."""
    return "../" * url(page, folders).count("/") + url(target, folders)


def address(masthead: Masthead, page: str) -> str | None:
    """The whole address of a page of the Markdown tree; None where the site's is not known."""
    return masthead.url + url(page, masthead.folders) if masthead.url else None


def _said(of: object, *fields: str) -> dict[str, Any]:
    """Fields of an entry as JSON has them."""
    return {name: plain(getattr(of, name)) for name in fields}


def briefs(corpus: Corpus, folders: bool = True) -> Rows:
    """`data/briefs.json`, newest first; `article` is the source's file name without its ending."""
    return [
        {
            "id": b.id,
            "article": PurePosixPath(b.article.source).stem,
            "title": b.title,
            **_said(b.article, "published", "outlet"),
            "url": safe_url(b.article.url),
            "page": url(corpus.brief_pages[b.id], folders),
        }
        for b in corpus.briefs
    ]


def actors(corpus: Corpus, folders: bool = True) -> Rows:
    """`data/actors.json`, those in most briefs first; `page` stays: of an actor of one brief it leads to its entry."""
    return [
        {**_said(a, "id", "name", "kind", "role", "aliases", "briefs"), "page": url(own(a.page), folders)}
        for a in corpus.actors
    ]


def figures(corpus: Corpus, folders: bool = True) -> Rows:
    """`data/figures.json`, the ledger: one row a quantity, `sources` its tellings."""
    return [
        {
            **_said(e, "id", "value", "max_value", "unit", "measure", "period"),
            "sources": [{"brief": t.brief, **_said(t.figure, "text", "value")} for t in e.tellings],
            "page": url(e.page, folders),
        }
        for e in corpus.ledger
    ]


def glossary(corpus: Corpus, folders: bool = True) -> Rows:
    """`data/glossary.json`, by the alphabet; `page` as in `actors`."""
    return [
        {**_said(t, "term", "aliases", "definition", "source", "briefs"), "page": url(own(t.page), folders)}
        for t in corpus.terms
    ]


def whats_next(corpus: Corpus) -> Rows:
    """`data/whats_next.json`: what the briefs expected and what became of it."""
    return [
        {
            "brief": o.brief,
            **_said(o.item, "text", "when", "certainty"),
            "status": o.status,
            "reported_by": [r.brief for r in o.reported_by],
        }
        for o in corpus.outlook
    ]


def timeline(corpus: Corpus) -> Rows:
    """`data/timeline.json`, earliest first, each happening once."""
    return [{"date": h.date, "text": h.text, "brief": h.brief} for h in corpus.happenings if h.date]


def tables(corpus: Corpus, folders: bool = True) -> dict[str, Rows]:
    """All of them by file name, without folder; `folders` as in `url`."""
    return {
        "briefs.json": briefs(corpus, folders),
        "actors.json": actors(corpus, folders),
        "figures.json": figures(corpus, folders),
        "glossary.json": glossary(corpus, folders),
        "whats_next.json": whats_next(corpus),
        "timeline.json": timeline(corpus),
    }
