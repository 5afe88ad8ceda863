"""From the bytes of a file to an `Article`: read, cleaned by rules, never by chance."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from dataclasses import replace
from pathlib import PurePosixPath

from generator.core.errors import IngestError
from generator.core.model import READ, Article, Diagnostic
from generator.core.text import digest, fold, long_words, settle
from generator.ingest.cleaning.boilerplate import Removed, clean, is_prose, report
from generator.ingest.cleaning.masthead import Stated, is_headline, read_masthead, without_outlet
from generator.ingest.cleaning.numbering import unnumbered
from generator.ingest.cleaning.pages import own_part
from generator.ingest.cleaning.signature import SENTENCE_WITHIN, part_stamp, read_signature
from generator.ingest.cleaning.wrapping import rejoined
from generator.ingest.dating import LEAD, Dating, date_article
from generator.ingest.draft import Draft, Given, Line
from generator.ingest.duplicates import fingerprint
from generator.ingest.english import language_of
from generator.ingest.readers import markdown
from generator.ingest.stamps import given_date

__all__ = ["FILE_SUFFIXES", "SUFFIXES", "fingerprint", "ingest", "ingest_text", "tidied"]

SUFFIXES = (".md", ".markdown", ".txt", ".text")
"""Plain text arrives with Markdown's marks in it often enough to be read as Markdown."""
FILE_SUFFIXES = (*SUFFIXES, ".html", ".htm", ".xhtml", ".pdf", ".eml", ".xml", ".opml", ".rss", ".atom", ".json")
"""What `briefing add` makes articles of."""
_CUT = re.compile(r"(?:(?:…|\.{2,})(?:\W*\w+){0,2}|[,:;–—-])\W*$")
"""How a summary ends that was cut off ("From the moment … Read more")."""
_ENDED = re.compile(r"[.!?…:][\"”’')\]]*\s*$")
STANDFIRST, STANDFIRST_WORDS = 40, 8
"""Letters at either end of a summary by which it is known in the text, whose own beginning an excerpt often is, and
the words it has at least."""
ABOUT = 0.4
"""Share of a summary's long words that its text has too."""
ROUNDS = 12
"""What one rule of cleaning removes may bring another line to the end or the top, so many times at most."""
LINE_WORDS = 5
LINE_LETTERS, TITLE_LETTERS = 20, 120
"""An article holds at least one line of this many words; what has none is a menu, a form or a failed conversion. In
a language that writes no blanks a line of so many letters is one; a longer one than a title has is no title."""


def ingest(source: str, data: bytes, *, max_kb: int = 512) -> Article:
    """The article in one file.

    Args:
        source: path below the articles folder; its suffix is one of `SUFFIXES`.
        data: the file's bytes.
        max_kb: larger files are refused (1 KB is 1024 bytes).

    Raises:
        IngestError: the file cannot be taken in (unknown suffix, empty, binary, not UTF-8, too large, broken front
            matter, not English and not marked so, no sentence in it); the error says what to do.
    """
    suffix = PurePosixPath(source).suffix.lower()
    if suffix not in SUFFIXES:
        raise IngestError(
            f"files named {suffix or 'without a suffix'} are not read",
            path=source,
            remedy=f"save the article as one of {', '.join(SUFFIXES)}",
        )
    draft = markdown.read(source, data, max_kb)
    given = draft.given
    language = given.language or READ
    stated, removed = _cleaned(draft) if language == READ else (_whole(draft), Counter())
    standfirst = _standfirst(given.summary or "", stated) if language == READ else ""
    text = "\n\n".join(filter(None, (standfirst, *(line.text for line in stated.lines))))
    remarks = _check(source, text, language)
    # What a date is called is read in English alone; where the article says its own, front matter gives it.
    dating = date_article(source, given, stated.dates, text if language == READ else "")
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
        language=language,
        standfirst=len(standfirst),
        diagnostics=(*draft.diagnostics, *remarks, *dating.diagnostics, *report(removed)),
    )


def ingest_text(source: str, text: str, title: str | None = None, published: str | None = None) -> Article:
    """An article whose text is taken as it stands: nothing is cleaned or taken out, offsets refer to it.

    A date that `given_date` does not read counts as none, and a diagnostic says so.

    Raises:
        IngestError: the text is not English.
    """
    _told(text, READ, source, "leave it out; or translate it")
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


def tidied(draft: Draft, language: str | None) -> Draft:
    """A draft without what is plainly not the article; its title, names and day stay where they stand.

    Nothing goes of one in a language that is not read.
    """
    if (language or READ) != READ:
        return draft
    return replace(draft, lines=settle(lambda lines: clean(lines, Counter()), draft.lines, ROUNDS))


def _cleaned(draft: Draft) -> tuple[Stated, Removed]:
    """Rules and masthead in turn until nothing changes."""
    removed: Removed = Counter()
    given = draft.given

    def step(article: Stated) -> Stated:
        lines = clean(rejoined(article.lines), removed)
        return read_masthead(Stated(lines, article.title, article.authors, article.dates), removed)

    title = given.title if is_headline(given.title or "") else None
    lines = own_part(unnumbered(draft.lines), removed)
    title = without_outlet(title, given.outlet, given.url) if title else None
    if title and (signature := read_signature(title)) and signature.alone:  # notes titled by their day
        lines, title = (Line(title), *lines), None
    stated = settle(step, Stated(_apart(lines), title, given.authors), ROUNDS)
    title = without_outlet(stated.title, given.outlet, given.url) if stated.title else None
    return replace(stated, title=title), removed


def _standfirst(summary: str, article: Stated) -> str:
    """What an article says of itself outside its text, as the line above it that readers of its page see.

    Empty where its title or text says so anyway, where it is cut off, and where it speaks of other things (a site of
    itself). Of several sentences the last one is cut off where no mark ends it.
    """
    ends = [match.end() - 2 for match in SENTENCE_WITHIN.finditer(summary)]
    if ends and not _ENDED.search(summary):
        summary = summary[: ends[-1]]
    if len(summary.split()) < STANDFIRST_WORDS or _CUT.search(summary):
        return ""
    text, words = " ".join(line.text for line in article.lines), fold(summary)
    again = words[:STANDFIRST] in fold(text) or words[-STANDFIRST:] in fold(text) or words == fold(article.title or "")
    said = long_words(summary)
    about = len(said & long_words(text)) >= ABOUT * len(said)
    return summary if about and not again else ""


def _apart(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines, a stamp glued to the front of the first one or of the first paragraph on a line of its own."""
    for at, line in enumerate(lines[:LEAD]):
        parts = part_stamp(line.text) if at == 0 or is_prose(line.text) else ()
        if parts or is_prose(line.text):
            return (*lines[:at], *map(Line, parts), *lines[at + 1 :]) if parts else lines
    return lines


def _whole(draft: Draft) -> Stated:
    """An article in a language that no rule reads, as it is; its title said again on top, or a heading there, is none
    of its words. So is a short first line that no mark ends, where nobody gave a title.
    """
    given, lines = draft.given, draft.lines
    if len(lines) < 2 or (given.title and lines[0].text != given.title):
        return Stated(lines, given.title, given.authors)
    first = lines[0].text
    if given.title or lines[0].level or (len(first) <= TITLE_LETTERS and unicodedata.category(first[-1]) != "Po"):
        return Stated(lines[1:], first, given.authors)
    return Stated(lines, None, given.authors)


def _check(source: str, text: str, language: str) -> tuple[Diagnostic, ...]:
    """Raise IngestError for what is no article, or in a language that its front matter does not name.

    Returns a remark where front matter names a language and the words are in another.
    """
    if not text:
        raise IngestError(
            "holds no words of an article", path=source, remedy="put the article's text into the file or remove it"
        )
    keep = "keep it, with language: {0} in its front matter (add --language {0}); or translate it"
    found = _told(text, language, source, keep)
    lines = text.split("\n")
    if not any(len(line.split()) >= LINE_WORDS or (language != READ and len(line) >= LINE_LETTERS) for line in lines):
        raise IngestError(
            f"holds no line of {LINE_WORDS} words or more",
            path=source,
            remedy="put the article's text into the file or remove it",
        )
    if found == language:
        return ()
    told = f"front matter says that it is in {language!r}, its words look like {found!r}"
    return (Diagnostic("language-differs", "warning", told),)


def _told(text: str, language: str, source: str, remedy: str) -> str:
    """The language of the words; raises IngestError where no reader of English can read what is said to be English."""
    found = language_of(text)
    if found != READ and language == READ:
        raise IngestError(f"is written in {found!r}; only English is read", path=source, remedy=remedy.format(found))
    return found
