"""Bringing articles in: files, addresses and feeds become `articles/YYYY-MM-DD-slug.md`, each article once.

What was found and what was not is said of each. Files are only ever added: none is changed and none replaced.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.core.errors import BriefingError, IngestError, defect
from generator.desk.article_folder import Added, Arrival, ArticleFolder, Ask, preferred
from generator.ingest import FILE_SUFFIXES
from generator.ingest.draft import Draft, Given
from generator.ingest.readers import feeds, html, listings, mail, markdown, pdf
from generator.ingest.readers.frontmatter import fields_of
from generator.io import confined
from generator.io.files import article_files, read_bytes
from generator.io.project import Project
from generator.io.web import Fetched, Fetcher

MAX_BYTES = 20 * 1024 * 1024
"""Largest file read: pages and PDF files carry pictures; the words left of them must fit `max_article_kb`."""
FULL_WORDS = 150
"""An entry of a feed with this many words is the article; one with fewer is a summary, and its page is fetched."""
DEPTH = 2
"""Listings inside each other that are followed: a sitemap's index names sitemaps, a list of feeds names feeds."""
_FEEDS = (".xml", ".rss", ".atom", ".json")
_READERS: dict[str, Callable[[str, bytes], Draft]] = {
    ".pdf": pdf.read,
    ".eml": mail.read,
    ".html": html.read,
    ".htm": html.read,
    ".xhtml": html.read,
}


def add(
    project: Project,
    sources: Sequence[str],
    *,
    limit: int = 20,
    given: Given | None = None,
    fetcher: Fetcher | None = None,
    say: Callable[[Added], None] = lambda added: None,
    ask: Ask | None = None,
) -> tuple[list[Added], list[BriefingError]]:
    """Bring in each source: a file, a folder, ``-`` for standard input, or an http(s) address.

    What it holds may be an article, a feed, a sitemap, OPML or a list of addresses.

    Args:
        project: the site; articles go into its articles folder.
        sources: as the user wrote them.
        given: what the user says of title, date, outlet and authors: it counts before what is found.
        limit: how many entries of a feed or listing are looked at, newest first as it has them.
        fetcher: fetches addresses; by default one with the site's settings.
        say: called with each result as soon as it is there.
        ask: asks a person for what was not found; None where nobody can be asked.

    Problems with one source do not stop the others; they are handed back as errors.
    """
    catalog = project.catalog()
    folder = ArticleFolder(project.articles, catalog, given or Given(), ask)
    way = _Way(fetcher or Fetcher(private=catalog.site.fetch_private), folder, limit, project)
    done: list[Added] = []
    errors: list[BriefingError] = []
    for source in sources:
        for arrival in way.guarded(source, way.arrivals(source)):
            try:
                if isinstance(arrival, BriefingError):
                    raise arrival
                done.append(arrival if isinstance(arrival, Added) else folder.take(arrival))
                say(done[-1])
            except BriefingError as error:
                errors.append(error)
            except Exception as error:  # a defect must not cost the other sources their articles
                errors.append(defect(error, source, "cannot be brought in: "))
    return done, errors


# --- from a source to arrivals

Came = Arrival | Added | BriefingError
"""What comes of a source: an article, one that is known, or what stood in the way."""


@dataclass(frozen=True, slots=True)
class _Way:
    """The way of articles to the folder where they are `known`."""

    fetcher: Fetcher
    known: ArticleFolder
    limit: int
    project: Project

    def arrivals(self, source: str) -> Iterator[Came]:
        """The articles of one source; raises BriefingError when there are none to be had."""
        path = Path(source)
        if not source.strip():  # a variable of the shell that holds nothing; as a path it would be this very folder
            raise IngestError("the name of a source is empty", remedy="name a file, a folder or an address")
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", source):
            yield from self._at(source)
        elif source == "-":
            yield from self._of_text("standard input", sys.stdin.buffer.read(MAX_BYTES))
        elif os.path.isdir(path):  # noqa: PTH112 - of a name that no file can have, pathlib raises
            yield from self._in_folder(path)
        else:
            yield from self._of_file(path)

    def _at(self, source: str, depth: int = 0) -> Iterator[Came]:
        """The article of an address, or the articles of what is listed there."""
        if known := self.known.by_address(source, source):
            yield known
            return
        fetched = self.fetcher.fetch(source)
        if feeds.is_feed(fetched.data):
            yield from self._entries(confined.read(feeds.read, source, fetched.data, fetched.url), source)
        elif (listed := listings.listing(source, fetched.data, fetched.url)) is not None:
            yield from self._listed(listed, source, depth)
        else:
            yield _of_page(source, fetched)

    def _in_folder(self, folder: Path) -> Iterator[Came]:
        """The articles of the files below a folder, by name; one that cannot be read is an error and stops nothing.

        A stranger's folder may hold a link to a private file, and what is added is published.
        """
        self._refuse_own(folder)
        home = folder.resolve()
        files = article_files([folder], FILE_SUFFIXES)
        if not files:
            put = f"put in {', '.join(FILE_SUFFIXES)}"
            raise IngestError("holds no file that is read", path=str(folder), remedy=put)
        for path, _ in files:
            if path.is_symlink() and not path.resolve().is_relative_to(home):
                yield IngestError("is a link that leaves its folder", path=str(path), remedy="add the file itself")
            else:
                yield from self.guarded(str(path), self._of_file(path))

    def _refuse_own(self, folder: Path) -> None:
        """Raise IngestError for a folder with what this project made or is made of: its pages are no articles."""
        own = self.project
        made = [path.resolve() for path in (own.briefs, own.docs, own.site, own.site_config)]
        home = folder.resolve()
        if any(path.is_relative_to(home) or home.is_relative_to(path) for path in made):
            remedy = "name the folder that holds articles alone"
            raise IngestError("holds this project's own files", path=str(folder), remedy=remedy)

    def _of_file(self, path: Path) -> Iterator[Came]:
        """The article of a file, or those that a feed or a listing in it names, by its first bytes and its suffix."""
        source, data, suffix = str(path), _read(path), path.suffix.lower()
        kind = ".pdf" if data.startswith(b"%PDF-") else suffix
        if kind in _READERS and not feeds.is_feed(data):
            yield Arrival(source, confined.read(_READERS[kind], source, data), name=path.name)
        else:
            for arrival in self._of_text(source, data, feed=suffix in _FEEDS):
                yield replace(arrival, name=path.name) if isinstance(arrival, Arrival) else arrival

    def _of_text(self, source: str, data: bytes, *, feed: bool = False) -> Iterator[Came]:
        """A text file's article, or what a feed or listing names; `feed` where its name says that it is one."""
        if (listed := listings.listing(source, data)) is not None:
            yield from self._listed(listed, source, 0)
        elif feed or feeds.is_feed(data):
            yield from self._entries(confined.read(feeds.read, source, data), source)
        else:
            yield _of_text(source, data, self.known)

    def _listed(self, listed: Sequence[str], source: str, depth: int) -> Iterator[Came]:
        """What stands behind the addresses of a listing, as many of them as are wanted."""
        if depth == DEPTH or not listed:
            problem = "lists no address" if depth < DEPTH else "lists listings of listings"
            raise IngestError(problem, path=source, remedy="name the address of a page or of a feed")
        for address in listed[: self.limit]:
            yield from self.guarded(address, self._at(address, depth + 1))

    def _entries(self, feed: feeds.Feed, source: str) -> Iterator[Came]:
        """The articles of a feed: those it carries whole as they are, the others from their pages."""
        if not feed.entries:
            raise IngestError("is a feed without entries", path=source, remedy="check the feed's address")
        for entry in feed.entries[: self.limit]:
            name = entry.url or f"{source} ({entry.title or 'an entry without a title'})"
            yield from self.guarded(name, self._entry(name, entry, feed))

    def _entry(self, name: str, entry: feeds.Entry, feed: feeds.Feed) -> Iterator[Arrival | Added]:
        known = self.known.by_address(name, entry.url) if entry.url else None
        yield known or _of_entry(name, entry, feed, self.fetcher)

    def guarded(self, name: str, steps: Iterator[Came]) -> Iterator[Came]:
        """The steps, and what stops them as an error: it must not cost the other sources, or entries of a listing."""
        try:
            yield from steps
        except BriefingError as error:
            yield error
        except Exception as error:  # a defect
            yield defect(error, name, "cannot be brought in: ")


def _read(path: Path) -> bytes:
    try:
        known = path.stat()
    except FileNotFoundError as error:
        raise IngestError("there is no such file", path=str(path), remedy="check the path") from error
    except OSError as error:
        problem = f"cannot be read ({error.strerror})"
        raise IngestError(problem, path=str(path), remedy="check its name and its permissions") from error
    if not stat.S_ISREG(known.st_mode):  # nobody may ever write into a named pipe
        raise IngestError("is a pipe or device, no file", path=str(path), remedy="give its words to `briefing add -`")
    if path.suffix.lower() not in FILE_SUFFIXES:
        problem = f"files named {path.suffix or 'without a suffix'} are not read"
        raise IngestError(problem, path=str(path), remedy=f"save the article as one of {', '.join(FILE_SUFFIXES)}")
    if known.st_size > MAX_BYTES:
        problem = f"is larger than {MAX_BYTES // 1024} KB"
        raise IngestError(problem, path=str(path), remedy="cut it down to the article")
    return read_bytes(path)


def _of_page(source: str, fetched: Fetched) -> Arrival:
    """What an address gave, read by what the server says it is and by its first bytes."""
    kind, data = fetched.content_type, fetched.data
    if kind == "application/pdf" or data.startswith(b"%PDF-"):
        draft = confined.read(pdf.read, source, data)
    elif kind == "message/rfc822":
        draft = confined.read(mail.read, source, data)
    elif kind in ("text/plain", "text/markdown") and not re.match(rb"\s*<(?:!doctype|html)", data[:200], re.IGNORECASE):
        text = html.decode_page(data, fetched.charset)
        draft = markdown.read(source, text.encode("utf-8"), MAX_BYTES // 1024)
    elif kind in ("application/json", "application/feed+json"):
        raise IngestError("is JSON, but no JSON Feed", path=source, remedy="give the address of the article's page")
    else:
        draft = confined.read(html.read, source, data, fetched.charset, fetched.url)
    given = draft.given
    return Arrival(source, replace(draft, given=replace(given, url=given.url or fetched.url)))


def _of_entry(name: str, entry: feeds.Entry, feed: feeds.Feed, fetcher: Fetcher) -> Arrival:
    words = len(re.sub(r"<[^<>]*>", " ", entry.html).split())
    stated = Given(
        title=entry.title,
        authors=entry.authors,
        outlet=feed.title,
        url=entry.url,
        published=entry.published,
        published_source="stated",
    )
    if words < FULL_WORDS and entry.url:
        arrival = _of_page(name, fetcher.fetch(entry.url))
        return replace(arrival, draft=replace(arrival.draft, given=preferred(arrival.draft.given, stated)))
    if not entry.html.strip():
        raise IngestError("has neither text nor an address", path=name, remedy="leave it, or save the article by hand")
    page = f"<html><body><article>{entry.html}</article></body></html>"
    draft = confined.read(html.read, name, page.encode("utf-8"), "utf-8")
    return Arrival(name, Draft(stated, draft.lines, draft.diagnostics))


def _of_text(source: str, data: bytes, known: ArticleFolder) -> Arrival:
    """A text file: its words and its own front matter are kept as they are, what is missing is filled in."""
    draft = markdown.read(source, data, known.catalog.site.max_article_kb)
    text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    fields, body, _ = fields_of(source, text)
    return Arrival(source, draft, body, tuple(fields.items()))
