"""From the bytes of a file to an `Article`: read by the reader of its kind, cleaned by rules, never by chance.

To add a source kind: write a module with ``read(source, data, max_kb) -> Draft`` and name it in `SOURCE_KINDS`.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from pathlib import PurePosixPath

from generator.core.errors import IngestError
from generator.core.model import Article, Diagnostic
from generator.core.text import digest
from generator.ingest.cleaning.boilerplate import Removed, clean, report, settle
from generator.ingest.cleaning.masthead import Stated, read_masthead
from generator.ingest.dating import Dating, date_article
from generator.ingest.draft import Draft, Given
from generator.ingest.duplicates import find_duplicates, fingerprint
from generator.ingest.english import language_of
from generator.ingest.readers import markdown
from generator.ingest.stamps import given_date

__all__ = ["SOURCE_KINDS", "SUFFIXES", "find_duplicates", "fingerprint", "ingest", "ingest_text"]

Reader = Callable[[str, bytes, int], Draft]

SOURCE_KINDS: tuple[tuple[tuple[str, ...], Reader], ...] = (
    # Plain text arrives with Markdown's marks in it often enough to be read as Markdown.
    ((".md", ".markdown", ".txt", ".text"), markdown.read),
)
SUFFIXES: tuple[str, ...] = tuple(suffix for suffixes, _ in SOURCE_KINDS for suffix in suffixes)

LINE_WORDS = 5
"""An article holds at least one line of this many words; what has none is a menu, a form or a failed conversion."""


def ingest(source: str, data: bytes, *, max_kb: int = 512) -> Article:
    """The article in one file.

    Args:
        source: path below the articles folder; its suffix says how the file is read.
        data: the file's bytes.
        max_kb: larger files are refused (1 KB is 1024 bytes).

    Raises:
        IngestError: the file cannot be taken in (unknown suffix, empty, binary, not UTF-8, too large, broken front
            matter, not English, no sentence in it); the error says what to do.
    """
    draft = _reader(source)(source, data, max_kb)
    stated, removed = _cleaned(draft)
    text = "\n\n".join(line.text for line in stated.lines)
    _check(source, text, draft.given.language)
    given = draft.given
    dating = date_article(source, given, stated.dates, text)
    return Article(
        source=source,
        text=text,
        digest=hashlib.sha256(data).hexdigest(),
        title=stated.title,
        slug=given.slug,
        authors=stated.authors,
        outlet=given.outlet,
        url=given.url,
        published=dating.published,
        published_source=dating.source,
        published_between=dating.between,
        language="en",
        diagnostics=(*draft.diagnostics, *dating.diagnostics, *report(removed)),
    )


def ingest_text(source: str, text: str, title: str | None = None, published: str | None = None) -> Article:
    """An article whose text is taken as it stands: nothing is cleaned, checked or taken out, offsets refer to it.

    A date that `given_date` does not read counts as none, and a diagnostic says so.
    """
    remarks: tuple[Diagnostic, ...] = ()
    try:
        date = given_date(published) if published else None
    except ValueError as error:
        date, remarks = None, (Diagnostic("date-unreadable", "warning", f"The date given {error}."),)
    dating = Dating(date, "given") if date else date_article("", Given(), (), text)  # an id is no file name
    return Article(
        source,
        text,
        digest(text),
        title=title or None,
        published=dating.published,
        published_source=dating.source,
        published_between=dating.between,
        diagnostics=(*remarks, *dating.diagnostics),
    )


def _reader(source: str) -> Reader:
    suffix = PurePosixPath(source).suffix.lower()
    for suffixes, reader in SOURCE_KINDS:
        if suffix in suffixes:
            return reader
    raise IngestError(
        f"files named {suffix or 'without a suffix'} are not read",
        path=source,
        remedy=f"save the article as one of {', '.join(SUFFIXES)}",
    )


def _cleaned(draft: Draft) -> tuple[Stated, Removed]:
    """Rules and masthead in turn until nothing changes."""
    removed: Removed = Counter()
    given = draft.given

    def step(article: Stated) -> Stated:
        lines = clean(article.lines, removed)
        return read_masthead(Stated(lines, article.title, article.authors, article.dates), removed)

    return settle(step, Stated(draft.lines, given.title, given.authors)), removed


def _check(source: str, text: str, language: str | None) -> None:
    if not text:
        raise IngestError(
            "holds no words of an article", path=source, remedy="put the article's text into the file or remove it"
        )
    if language not in (None, "en"):
        raise IngestError(
            f"is in {language!r}; only English is read",
            path=source,
            field="language",
            remedy="remove it, or correct the language",
        )
    found = language_of(text)
    if found != "en":
        raise IngestError(
            f"is written in {found!r}; only English is read", path=source, remedy="remove it, or add a translation"
        )
    if not any(len(line.split()) >= LINE_WORDS for line in text.split("\n")):
        raise IngestError(
            f"holds no line of {LINE_WORDS} words or more",
            path=source,
            remedy="put the article's text into the file or remove it",
        )
