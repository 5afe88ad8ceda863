"""Bringing articles in: files, addresses and feeds become `articles/YYYY-MM-DD-slug.md`, each article once.

What was found and what was not is said of each. Files are only ever added: none is changed and none replaced.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qsl, urlencode, urlsplit

from generator.core import yamltext
from generator.core.configuration import Catalog
from generator.core.errors import BriefingError, IngestError
from generator.core.model import Article, PublishedSource
from generator.core.text import slugify, split_front_matter
from generator.ingest import SUFFIXES, ingest
from generator.ingest.draft import Draft, Given, Line
from generator.ingest.duplicates import Fingerprint, among, fingerprint
from generator.ingest.readers import feeds, html, mail, markdown, pdf
from generator.ingest.readers.frontmatter import front_matter
from generator.io.files import article_files, write_atomic
from generator.io.project import Project
from generator.io.web import Fetched, Fetcher

FILE_SUFFIXES = (*SUFFIXES, ".html", ".htm", ".xhtml", ".pdf", ".eml", ".xml", ".rss", ".atom", ".json")
MAX_BYTES = 20 * 1024 * 1024
"""Largest file read: pages and PDF files carry pictures; the words left of them must fit `max_article_kb`."""
FULL_WORDS = 150
"""An entry of a feed with this many words is the article; one with fewer is a summary, and its page is fetched."""
FEW_WORDS = 80
"""An article of fewer words is more often a teaser or a paywall's first lines."""
UNSURE: tuple[PublishedSource, ...] = ("inferred", "interval", "unknown")
"""Dates that are not written down: `generate` reads them from the text each time, by the rules it has then."""
_FIELD = {"author": "authors", "date": "published"}
"""Other names of front matter's fields."""
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|mc_[ce]id|igshid|ref|ref_src|cmpid|smid|share\w*|output|amp", re.IGNORECASE
)


_READERS: dict[str, Callable[[str, bytes], Draft]] = {
    ".pdf": pdf.read,
    ".eml": mail.read,
    ".html": html.read,
    ".htm": html.read,
    ".xhtml": html.read,
}


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
            return f"{self.source}: not added: {self.why} as {self.path}"
        article = self.article
        facts = [
            f"“{article.title}”" if article.title else None,
            ", ".join(article.authors),
            article.outlet,
            article.published,
            f"{len(article.text.split())} words",
        ]
        said = "; ".join(fact for fact in facts if fact)
        return f"{self.path}: added: {said}" + "".join(f"; {remark}" for remark in self.remarks)

    def as_json(self) -> dict[str, object]:
        """The same for a program."""
        article = self.article
        return {
            "source": self.source,
            "status": self.status,
            "path": str(self.path),
            "why": self.why,
            "title": article.title if article else None,
            "authors": list(article.authors) if article else [],
            "outlet": article.outlet if article else None,
            "published": article.published if article else None,
            "url": article.url if article else None,
            "remarks": list(self.remarks),
        }


@dataclass(frozen=True, slots=True)
class _Arrival:
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


def add(
    project: Project,
    sources: Sequence[str],
    *,
    limit: int = 20,
    given: Given | None = None,
    fetcher: Fetcher | None = None,
    say: Callable[[Added], None] = lambda added: None,
) -> tuple[list[Added], list[BriefingError]]:
    """Bring in each source: a file, a folder of files, ``-`` for standard input, an http(s) address, or a feed.

    Args:
        project: the site; articles go into its articles folder.
        sources: as the user wrote them.
        given: what the user says of title, date, outlet and authors: it counts before what is found.
        limit: how many entries of a feed are looked at, newest first as the feed has them.
        fetcher: fetches addresses; by default one with the site's settings.
        say: called with each result as soon as it is there.

    Problems with one source do not stop the others; they are handed back as errors.
    """
    catalog = project.catalog()
    shelf = _Shelf(project.articles, catalog, given or Given())
    fetcher = fetcher or Fetcher(private=catalog.site.fetch_private)
    done: list[Added] = []
    errors: list[BriefingError] = []
    for source in sources:
        steps = _arrivals(source, fetcher, shelf, limit)
        while True:
            try:
                arrival = next(steps, None)
                if arrival is None:
                    break
                if isinstance(arrival, BriefingError):
                    raise arrival
                done.append(arrival if isinstance(arrival, Added) else shelf.take(arrival))
                say(done[-1])
            except BriefingError as error:
                errors.append(error)
            except Exception as error:  # a defect must not cost the other sources their articles
                errors.append(_defect(source, error))
    return done, errors


def _defect(source: str, error: Exception) -> BriefingError:
    said = f"cannot be brought in: a rule failed ({type(error).__name__}: {error})"[:200]
    return IngestError(said, path=source, remedy="report this as a defect; the others were looked at")


# --- from a source to arrivals


def _arrivals(source: str, fetcher: Fetcher, shelf: _Shelf, limit: int) -> Iterator[_Arrival | Added | BriefingError]:
    """The articles of one source; raises BriefingError when there are none to be had."""
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", source):
        if known := shelf.by_address(source, source):
            yield known
            return
        fetched = fetcher.fetch(source)
        if feeds.is_feed(fetched.data):
            yield from _entries(feeds.read(source, fetched.data, fetched.url), source, fetcher, shelf, limit)
        else:
            yield _of_page(source, fetched)
        return
    path = Path(source)
    if source == "-":
        yield _of_text("standard input", sys.stdin.buffer.read(MAX_BYTES), shelf)
    elif path.is_dir():
        yield from _in_folder(path, fetcher, shelf, limit)
    else:
        yield from _of_file(path, fetcher, shelf, limit)


def _in_folder(folder: Path, fetcher: Fetcher, shelf: _Shelf, limit: int) -> Iterator[_Arrival | Added | BriefingError]:
    """The articles of the files below a folder, by name; a file that cannot be read is an error and stops nothing."""
    files = article_files([folder], FILE_SUFFIXES)
    if not files:
        raise IngestError("holds no file that is read", path=str(folder), remedy=f"put in {', '.join(FILE_SUFFIXES)}")
    for path, _ in files:
        try:
            yield from _of_file(path, fetcher, shelf, limit)
        except BriefingError as error:
            yield error


def _of_file(path: Path, fetcher: Fetcher, shelf: _Shelf, limit: int) -> Iterator[_Arrival | Added | BriefingError]:
    """The article of a file, or the articles of a feed in it, by its suffix and its first bytes."""
    source, data, suffix = str(path), _read(path), path.suffix.lower()
    if suffix in (".xml", ".rss", ".atom", ".json") or feeds.is_feed(data):
        yield from _entries(feeds.read(source, data), source, fetcher, shelf, limit)
        return
    kind = ".pdf" if data.startswith(b"%PDF-") else suffix
    if kind in _READERS:
        yield _Arrival(source, _READERS[kind](source, data), name=path.name)
    else:
        yield replace(_of_text(source, data, shelf), name=path.name)


def _read(path: Path) -> bytes:
    if path.is_file() and path.suffix.lower() not in FILE_SUFFIXES:
        raise IngestError(
            f"files named {path.suffix or 'without a suffix'} are not read",
            path=str(path),
            remedy=f"save the article as one of {', '.join(FILE_SUFFIXES)}",
        )
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise IngestError(
                f"is larger than {MAX_BYTES // 1024} KB", path=str(path), remedy="cut it down to the article"
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise IngestError("there is no such file", path=str(path), remedy="check the path") from error
    except OSError as error:
        raise IngestError(
            f"cannot be read ({error.strerror})", path=str(path), remedy="check its permissions"
        ) from error


def _of_page(source: str, fetched: Fetched) -> _Arrival:
    """What an address gave, read by what the server says it is and by its first bytes."""
    kind, data = fetched.content_type, fetched.data
    if kind == "application/pdf" or data.startswith(b"%PDF-"):
        draft = pdf.read(source, data)
    elif kind == "message/rfc822":
        draft = mail.read(source, data)
    elif kind in ("text/plain", "text/markdown") and not re.match(rb"\s*<(?:!doctype|html)", data[:200], re.IGNORECASE):
        text = html.decode_page(data, fetched.charset)
        draft = markdown.read(source, text.encode("utf-8"), MAX_BYTES // 1024)
    elif kind in ("application/json", "application/feed+json"):
        raise IngestError("is JSON, but no JSON Feed", path=source, remedy="give the address of the article's page")
    else:
        draft = html.read(source, data, charset=fetched.charset, url=fetched.url)
    given = draft.given
    return _Arrival(source, replace(draft, given=replace(given, url=given.url or fetched.url)))


def _entries(
    feed: feeds.Feed, source: str, fetcher: Fetcher, shelf: _Shelf, limit: int
) -> Iterator[_Arrival | Added | BriefingError]:
    """The articles of a feed: those it carries whole as they are, the others from their pages."""
    if not feed.entries:
        raise IngestError("is a feed without entries", path=source, remedy="check the feed's address")
    for entry in feed.entries[:limit]:
        name = entry.url or f"{source} ({entry.title or 'an entry without a title'})"
        try:
            known = shelf.by_address(name, entry.url) if entry.url else None
            yield known or _of_entry(name, entry, feed, fetcher)
        except BriefingError as error:
            yield error
        except Exception as error:  # a defect must not cost the feed's other entries
            yield _defect(name, error)


def _of_entry(name: str, entry: feeds.Entry, feed: feeds.Feed, fetcher: Fetcher) -> _Arrival:
    words = len(re.sub(r"<[^<>]*>", " ", entry.html).split())
    stated = Given(entry.title, None, entry.authors, feed.title, entry.url, entry.published, "stated")
    if words < FULL_WORDS and entry.url:
        arrival = _of_page(name, fetcher.fetch(entry.url))
        found = arrival.draft.given
        given = Given(
            title=found.title or stated.title,
            authors=found.authors or stated.authors,
            outlet=found.outlet or stated.outlet,
            url=found.url or stated.url,
            published=found.published or stated.published,
            published_source="stated",
        )
        return replace(arrival, draft=replace(arrival.draft, given=given))
    if not entry.html.strip():
        raise IngestError("has neither text nor an address", path=name, remedy="leave it, or save the article by hand")
    page = f"<html><body><article>{entry.html}</article></body></html>"
    draft = html.read(name, page.encode("utf-8"), charset="utf-8")
    return _Arrival(name, Draft(stated, draft.lines, draft.diagnostics))


def _of_text(source: str, data: bytes, shelf: _Shelf) -> _Arrival:
    """A text file: its words and its own front matter are kept as they are, what is missing is filled in."""
    draft = markdown.read(source, data, shelf.catalog.site.max_article_kb)
    raw, body = split_front_matter(data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n"))
    fields = yamltext.load(raw) if raw else None
    if not isinstance(fields, dict):
        fields, body = {}, data.decode("utf-8-sig")
    return _Arrival(source, draft, body, tuple(fields.items()))


# --- onto the shelf


class _Shelf:
    """The articles folder: knows what is there, and puts new articles beside it."""

    def __init__(self, folder: Path, catalog: Catalog, said: Given) -> None:
        self.folder = folder
        self.catalog = catalog
        self.said = said
        self._addresses: dict[str, Path] | None = None
        self._texts: dict[str, tuple[Path, Fingerprint, str]] | None = None

    def by_address(self, source: str, url: str) -> Added | None:
        """The article of this address if it is there already."""
        if self._addresses is None:
            self._addresses = {}
            for path in self._files():
                try:
                    given, _, _ = front_matter(str(path), path.read_bytes().decode("utf-8-sig"))
                except (BriefingError, OSError, UnicodeDecodeError):
                    continue  # reported by `generate`
                if given.url:
                    self._addresses.setdefault(plain_address(given.url), path)
        known = self._addresses.get(plain_address(url))
        return Added(source, "known", known, why="the same address") if known else None

    def take(self, arrival: _Arrival) -> Added:
        """Write an article unless it is there already; raises BriefingError when it cannot be one."""
        given = _preferred(self.said, arrival.draft.given)
        if given.url and (known := self.by_address(arrival.source, given.url)):
            return known
        said = _fields(self.said, ())
        own = tuple((name, value) for name, value in arrival.fields if _FIELD.get(name, name) not in said)
        article = self._ingested(arrival, _document(_fields(given, own), arrival))
        if known := self._by_text(arrival.source, article):
            return known
        stated = _sure(article)
        found = Given(
            article.title,
            None,
            article.authors,
            article.outlet,
            article.url,
            stated,
            article.published_source,
            added=None if stated else date.today().isoformat(),
        )
        document = _document(_fields(found, own), arrival)
        path = self._free(stated, article.slug or slugify(article.title or article.text[:60], 60))
        article = self._ingested(replace(arrival, source=str(path)), document)
        write_atomic(path, document)
        self._remember(path, article)
        return Added(arrival.source, "added", path, article, remarks=_remarks(article, stated, arrival))

    def _remember(self, path: Path, article: Article) -> None:
        if self._addresses is not None and article.url:
            self._addresses[plain_address(article.url)] = path
        if self._texts is not None:
            self._texts[path.as_posix()] = (path, fingerprint(article.text), article.text)

    def _files(self) -> list[Path]:
        return [path for path, _ in article_files([self.folder], SUFFIXES)] if self.folder.is_dir() else []

    def _ingested(self, arrival: _Arrival, document: str) -> Article:
        name = f"{Path(arrival.name).stem or 'article'}.md"
        try:
            return ingest(name, document.encode("utf-8"), max_kb=self.catalog.site.max_article_kb)
        except BriefingError as error:
            raise IngestError(error.problem, path=arrival.source, field=error.field, remedy=error.remedy) from error

    def _by_text(self, source: str, article: Article) -> Added | None:
        """The article that says the same, word for word or nearly so (an agency's text in two outlets)."""
        if self._texts is None:
            self._texts = {}
            for path in self._files():
                try:
                    known = ingest(path.name, path.read_bytes(), max_kb=self.catalog.site.max_article_kb)
                except (BriefingError, OSError):
                    continue  # reported by `generate`
                self._texts[path.as_posix()] = (path, fingerprint(known.text), known.text)
        newcomer = ""  # no article's name
        prints = {name: mark for name, (_, mark, _) in self._texts.items()}
        twin = among({**prints, newcomer: fingerprint(article.text)}, [newcomer]).get(newcomer)
        if twin is None:
            return None
        path, _, text = self._texts[twin]
        return Added(source, "known", path, why="the same text" if text == article.text else "nearly the same text")

    def _free(self, published: str | None, slug: str) -> Path:
        stem = f"{published}-{slug}" if published else slug
        names = (stem, *(f"{stem}-{n}" for n in range(2, 1000)))
        return next(path for name in names if not (path := self.folder / f"{name}.md").exists())


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


def _preferred(said: Given, found: Given) -> Given:
    """What the user said, and what was found where nothing was said."""
    return replace(
        found,
        title=said.title or found.title,
        authors=said.authors or found.authors,
        outlet=said.outlet or found.outlet,
        published=said.published or found.published,
        published_source=said.published_source if said.published else found.published_source,
    )


def _fields(given: Given, own: Sequence[tuple[str, object]]) -> dict[str, object]:
    """Front matter: what a file had of its own first, then what was found and it does not have."""
    fields = dict(own)
    have = {_FIELD.get(name, name) for name in fields}
    found: dict[str, object] = {
        "title": given.title,
        "authors": list(given.authors),
        "outlet": given.outlet,
        "published": given.published,
        "published_source": given.published_source if given.published and "published" not in have else None,
        "added": given.added,
        "url": given.url,
    }
    found = {name: value for name, value in found.items() if value and name not in have}
    if found.get("published_source") == "given":
        del found["published_source"]
    return {**fields, **found}


def _document(fields: dict[str, object], arrival: _Arrival) -> str:
    head = f"---\n{yamltext.dump(fields)}---\n\n" if fields else ""
    body = arrival.body if arrival.body is not None else "\n\n".join(map(_markdown, arrival.draft.lines))
    return f"{head}{body.strip()}\n"


def _markdown(line: Line) -> str:
    """A line as Markdown that is read back as this line."""
    if line.level:
        return f"{'#' * line.level} {line.text}"
    return re.sub(r"^(?=[#>|]|```|~~~)", r"\\", line.text)


def _remarks(article: Article, stated: str | None, arrival: _Arrival) -> tuple[str, ...]:
    missing = [
        f"no {name}"
        for name, value in (
            ("title", article.title),
            ("author", article.authors),
            ("outlet", article.outlet),
            ("date", stated),
            ("address", article.url),
        )
        if not value
    ]
    made = [d.message for d in arrival.draft.diagnostics if d.code == "made" and not stated]
    short = ["perhaps a teaser only"] if len(article.text.split()) < FEW_WORDS else []
    return (*missing, *made, *short, *(d.message for d in arrival.draft.diagnostics if d.severity != "info"))
