"""The articles folder: what is in it is known, and a new article is put beside it, each once.

Files are only ever added: none is changed and none replaced.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qsl, urlencode, urlsplit

from generator.briefs.contract import plain
from generator.core import when, yamltext
from generator.core.configuration import Catalog
from generator.core.errors import BriefingError, IngestError
from generator.core.model import Article, PublishedSource
from generator.core.text import numbered, slugify
from generator.ingest import SUFFIXES, ingest, tidied
from generator.ingest.draft import Draft, Given, Line
from generator.ingest.duplicates import Fingerprint, among, fingerprint, kindred
from generator.ingest.readers.frontmatter import front_matter
from generator.io.files import article_files, write_atomic

FEW_WORDS = 80
"""An article of fewer words is more often a teaser or a paywall's first lines."""
UNSURE: tuple[PublishedSource, ...] = ("inferred", "interval", "unknown")
"""Dates that are not written down: `generate` reads them from the text each time, by the rules it has then."""
_FIELD = {"author": "authors", "date": "published", **dict.fromkeys(("description", "excerpt", "subtitle"), "summary")}
"""Other names of front matter's fields."""
TITLE = 120
"""Characters of a line that may be a title."""
_NUMBER = re.compile(r"[0-9](?:[0-9.,]*[0-9])?")
MOST_TOLD = 3
"""Numbers that a remark names."""
_DAY = re.compile(r"[0-9]{4}-[0-9][0-9]-[0-9][0-9]")
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|mc_[ce]id|igshid|ref|ref_src|cmpid|smid|share\w*|output|amp", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one article.

    Attributes:
        source: what the user named, or the address of a feed's entry.
        status: added, or known already; `path` is the article's file, its own or that of the known one.
        why: how a known article was recognised.
        remarks: what could not be found, and what a person should look at.
    """

    source: str
    status: Literal["added", "known"]
    path: Path
    article: Article | None = None
    why: str | None = None
    remarks: tuple[str, ...] = ()

    def line(self) -> str:
        """The one line a person reads."""
        if self.status == "known" or self.article is None:
            told = f"{self.source}: not added: {self.why} as {self.path}"
            return "; ".join((told, *self.remarks))
        article = self.article
        title, count = article.title and f"“{article.title}”", f"{len(article.text.split())} words"
        said = "; ".join(filter(None, (title, ", ".join(article.authors), article.outlet, article.published, count)))
        return f"{self.path}: added: {said}" + "".join(f"; {remark}" for remark in self.remarks)

    def as_json(self) -> dict[str, object]:
        """The same for a program."""
        article = self.article or Article(self.source, "")
        told = {"source": self.source, "status": self.status, "path": str(self.path), "why": self.why}
        told |= {name: plain(getattr(article, name)) for name in ("title", "authors", "outlet", "published", "url")}
        return {**told, "remarks": list(self.remarks)}


@dataclass(frozen=True, slots=True)
class Arrival:
    """One article on its way in.

    Attributes:
        source: what the user named, or the address of a feed's entry.
        draft: the article as its reader read it.
        body: the words of a text file, which are kept as they are; None: the lines of the draft are written.
        fields: the front matter a text file had of its own.
        name: the file's name, which may hold a date; "" for what is no file.
    """

    source: str
    draft: Draft
    body: str | None = None
    fields: tuple[tuple[str, object], ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What was not found of an article, for a person to say.

    Attributes:
        source: what the user named, or the address.
        field: ``published``, ``title``, ``outlet`` or ``author``.
        candidates: what it may be, the likeliest first.
        hint: what is known besides, in plain words.
    """

    source: str
    field: Literal["published", "title", "outlet", "author"]
    candidates: tuple[str, ...] = ()
    hint: str = ""


Ask = Callable[[Question], str | None]
"""Asks a person; None where they leave it open. A day, month or year is answered as front matter has it."""


class ArticleFolder:
    """The articles folder: knows what is there, and puts new articles beside it.

    `said` is what the user says of every article, `ask` asks for what is not found of one.
    """

    def __init__(self, folder: Path, catalog: Catalog, said: Given, ask: Ask | None = None) -> None:
        self.folder = folder
        self.catalog = catalog
        self.said = said
        self.ask = ask

    @cached_property
    def _addresses(self) -> dict[str, Path]:
        """The articles that are there by their addresses on the web."""
        found: dict[str, Path] = {}
        for path in self._files():
            try:
                given, _, _ = front_matter(str(path), path.read_bytes().decode("utf-8-sig"))
            except (BriefingError, OSError, UnicodeDecodeError):
                continue  # reported by `generate`
            if given.url:
                found.setdefault(plain_address(given.url), path)
        return found

    @cached_property
    def _texts(self) -> dict[str, tuple[Path, Fingerprint, str]]:
        """The articles that are there, cleaned, by their paths."""
        found: dict[str, tuple[Path, Fingerprint, str]] = {}
        for path in self._files():
            try:
                known = ingest(path.name, path.read_bytes(), max_kb=self.catalog.site.max_article_kb)
            except (BriefingError, OSError):
                continue  # reported by `generate`
            found[path.as_posix()] = (path, fingerprint(known.text), known.text)
        return found

    def by_address(self, source: str, url: str) -> Added | None:
        """The article of this address if it is there already."""
        known = self._addresses.get(plain_address(url))
        return Added(source, "known", known, why="the same address") if known else None

    def take(self, arrival: Arrival) -> Added:
        """Write an article unless it is there already; raises BriefingError when it cannot be one."""
        url = arrival.draft.given.url
        known = self.by_address(arrival.source, url) if url else None
        draft = tidied(arrival.draft, self.said.language or arrival.draft.given.language)
        arrival = replace(arrival, draft=draft)
        try:
            article, own = self._with(arrival, self.said)
        except BriefingError:
            if known:  # a page of cookies in its place, a feed without its text
                return known
            raise
        twin = self._by_text(arrival.source, article)
        if known and not twin:
            return replace(known, remarks=("it has other words: if they are newer, put them into that file",))
        if known := known or twin:
            return known
        earlier = self._earlier(article)
        if self.ask:
            article, own = self._with(arrival, _asked(self.ask, arrival, article, self.said))
        stated = _sure(article)
        found = Given(
            title=article.title,
            authors=article.authors,
            outlet=article.outlet,
            url=article.url,
            published=stated,
            published_source=article.published_source,
            added=None if stated else date.today().isoformat(),
            language=article.language if article.unread else None,
            summary=article.text[: article.standfirst],
        )
        document = _document(_fields(found, own), arrival)
        path = self._free(stated, article.slug or slugify(article.title or article.text[:60], 60))
        article = self._ingested(replace(arrival, source=str(path)), document)
        write_atomic(path, document)
        if article.url:
            self._addresses[plain_address(article.url)] = path
        self._texts[path.as_posix()] = (path, fingerprint(article.text), article.text)
        return Added(arrival.source, "added", path, article, remarks=(*_remarks(article, stated, arrival), *earlier))

    def _with(self, arrival: Arrival, said: Given) -> tuple[Article, tuple[tuple[str, object], ...]]:
        """The article, where what a person says counts first, and what its own front matter says besides."""
        told = _fields(said, ())
        own = tuple((name, value) for name, value in arrival.fields if _FIELD.get(name, name) not in told)
        given = preferred(said, arrival.draft.given)
        return self._ingested(arrival, _document(_fields(given, own), arrival)), own

    def _files(self) -> list[Path]:
        return [path for path, _ in article_files([self.folder], SUFFIXES)] if self.folder.is_dir() else []

    def _ingested(self, arrival: Arrival, document: str) -> Article:
        name = f"{Path(arrival.name).stem or 'article'}.md"
        try:
            return ingest(name, document.encode("utf-8"), max_kb=self.catalog.site.max_article_kb)
        except BriefingError as error:
            raise IngestError(error.problem, path=arrival.source, field=error.field, remedy=error.remedy) from error

    def _by_text(self, source: str, article: Article) -> Added | None:
        """The article that says the same, word for word or nearly so (an agency's text in two outlets)."""
        newcomer = ""  # no article's name
        prints = {name: mark for name, (_, mark, _) in self._texts.items()}
        twin = among({**prints, newcomer: fingerprint(article.text)}, [newcomer]).get(newcomer)
        if twin is None:
            return None
        path, _, text = self._texts[twin]
        why = "the same text" if text == article.text else "nearly the same text"
        return Added(source, "known", path, why=why, remarks=_other_numbers(text, article.text))

    def _earlier(self, article: Article) -> tuple[str, ...]:
        """What is to be told where an article in the folder may be another state of it."""
        own = fingerprint(article.text)
        found = next((path for path, mark, _ in self._texts.values() if kindred(own, mark)), None)
        return (another_version(found),) if found else ()

    def _free(self, published: str | None, slug: str) -> Path:
        stem = f"{published}-{slug}" if published else slug
        return next(path for name in numbered(stem) if not (path := self.folder / f"{name}.md").exists())


def another_version(of: Path) -> str:
    """What is to be told of an article that may be another state of one in the folder."""
    return f"looks like another version of {of}: if it is, keep the newer words in that file and remove this one"


def _other_numbers(known: str, new: str) -> tuple[str, ...]:
    """What is to be told where a text that is nearly one in the folder has other numbers: it may be the newer one."""
    others = sorted(set(_NUMBER.findall(new)) - set(_NUMBER.findall(known)))[:MOST_TOLD]
    told = f"it has other numbers ({', '.join(others)}): if they are newer, put its words into that file"
    return (told,) if others else ()


def _asked(ask: Ask, arrival: Arrival, article: Article, said: Given) -> Given:
    """What a person says of an article, with the answers to what was not found of it."""
    source = arrival.source
    days, hint = _days(article, arrival)
    published = None if _sure(article) else ask(Question(source, "published", days, hint))
    title = None if article.title else ask(Question(source, "title", _lines(article)))
    host = urlsplit(article.url or "").hostname
    outlet = None if article.outlet else ask(Question(source, "outlet", (host.removeprefix("www."),) if host else ()))
    author = None if article.authors else ask(Question(source, "author"))
    return replace(
        said,
        published=published or said.published,
        title=title or said.title,
        outlet=outlet or said.outlet,
        authors=(author,) if author else said.authors,
    )


def _days(article: Article, arrival: Arrival) -> tuple[tuple[str, ...], str]:
    """The days an article may be of, the likeliest first, and what limits it."""
    remarks = (*article.diagnostics, *arrival.draft.diagnostics)
    readings = [day for d in remarks if d.code == "date-order" for day in _DAY.findall(d.message)]
    inferred = [article.published] if article.published and article.published_source == "inferred" else []
    made = [d.message for d in remarks if d.code == "made"]
    between = article.published_between
    limits = [f"between {when.in_words(between[0])} and {when.in_words(between[1])}"] if between else []
    return tuple(dict.fromkeys((*readings, *inferred))), "; ".join((*limits, *made))


def _lines(article: Article) -> tuple[str, ...]:
    """The first words of an article, which may be its title."""
    first = article.text.partition("\n")[0]
    return (first,) if len(first) <= TITLE else ()


def plain_address(url: str) -> str:
    """What two writings of one address have in common: no scheme, www, tracking parameters, fragment, last slash."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:  # no address: it is told when it is fetched
        return url
    query = urlencode(sorted((k, v) for k, v in parse_qsl(parts.query) if not _TRACKING.fullmatch(k)))
    host = re.sub(r"^www\.|:(?:80|443)$", "", parts.netloc.casefold())
    return f"{host}{parts.path.rstrip('/')}{'?' + query if query else ''}"


def _sure(article: Article) -> str | None:
    """A date to write down: stated somewhere, to the month at least."""
    sure = article.published and article.published_source not in UNSURE and len(article.published) > len("2025")
    return article.published if sure else None


def preferred(first: Given, second: Given) -> Given:
    """What the second says of an article, where the first says nothing of it."""
    return replace(
        second,
        title=first.title or second.title,
        authors=first.authors or second.authors,
        outlet=first.outlet or second.outlet,
        url=first.url or second.url,
        published=first.published or second.published,
        published_source=first.published_source if first.published else second.published_source,
        language=first.language or second.language,
    )


def _fields(given: Given, own: Sequence[tuple[str, object]]) -> dict[str, object]:
    """Front matter: what a file had of its own first, then what was found and it does not have."""
    fields = dict(own)
    have = {_FIELD.get(name, name) for name in fields}
    dated = given.published and "published" not in have
    found: dict[str, object] = {
        "title": given.title,
        "authors": list(given.authors),
        "outlet": given.outlet,
        "published": given.published,
        "published_source": given.published_source if dated and given.published_source != "given" else None,
        "added": given.added,
        "url": given.url,
        "language": given.language,
        "summary": given.summary,
    }
    return {**fields, **{name: value for name, value in found.items() if value and name not in have}}


def _document(fields: dict[str, object], arrival: Arrival) -> str:
    head = f"---\n{yamltext.dump(fields)}---\n\n" if fields else ""
    body = arrival.body if arrival.body is not None else "\n\n".join(map(_markdown, arrival.draft.lines))
    return f"{head}{body.strip()}\n"


def _markdown(line: Line) -> str:
    """A line as Markdown that is read back as this line."""
    if line.level:
        return f"{'#' * line.level} {line.text}"
    return re.sub(r"^(?=[#>|]|```|~~~)", r"\\", line.text)


def _remarks(article: Article, stated: str | None, arrival: Arrival) -> tuple[str, ...]:
    told = {"title": article.title, "author": article.authors, "outlet": article.outlet, "date": stated}
    missing = [f"no {name}" for name, value in {**told, "address": article.url}.items() if not value]
    made = [d.message for d in arrival.draft.diagnostics if d.code == "made" and not stated]
    short = ["perhaps a teaser only"] if len(article.text.split()) < FEW_WORDS else []
    return (*missing, *made, *short, *(d.message for d in arrival.draft.diagnostics if d.severity != "info"))
