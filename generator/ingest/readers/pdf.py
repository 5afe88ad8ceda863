"""PDF files: pypdf gives the words with their size, rules make paragraphs of the lines on its pages."""

from __future__ import annotations

import io
import logging
import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from generator.core.errors import IngestError
from generator.core.model import Diagnostic
from generator.core.text import BULLETS
from generator.ingest.cleaning.signature import read_signature
from generator.ingest.draft import Draft, Given, Line
from generator.ingest.person_names import byline, is_name
from generator.ingest.readers.decode import one_line
from generator.ingest.readers.html import INSTALL

MAX_PAGES = 120
"""Longer documents are books, not articles."""
HEADING_SIZE = 1.15
"""A heading is set this much larger than the body; 11 on 10 points is still body text."""
GAP = 1.4
"""Paragraphs stand this much further apart than lines; common layouts leave half a line or a whole one."""
SAME_SIZE = 0.6
"""Points by which the size of a line varies, with the letters in it."""
SHORT = 0.75
"""A line that ends a sentence before this share of the width ends a paragraph too."""
MARGIN_LINES = 2
"""Lines at the top and at the bottom of a page that may be running heads or page numbers."""

_NO_TITLE = re.compile(
    r"^(?:microsoft word\b.*|untitled.*|document\d*|.*\.(?:docx?|pdf|indd|qxd|tex|rtf|pptx?)|slide \d+|\W*)$",
    re.IGNORECASE,
)
_PAGE_NUMBER = re.compile(r"(?:page\s+)?[-–|\s]*\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?[-–|\s]*", re.IGNORECASE)
_ENDED = re.compile(r"[.!?:…][\"”’)\]]*$")
_BULLET = re.compile(rf"^[{BULLETS}·-]\s+")


@dataclass(frozen=True, slots=True)
class _Row:
    """One line as it stands on a page; `size` in points, `gap` to the line above in points (0 when unknown)."""

    text: str
    size: float
    gap: float


def read(source: str, data: bytes) -> Draft:
    """Read one PDF; raises IngestError when it is broken, locked, too long or a scan without text."""
    try:
        import pypdf
    except ImportError as error:
        raise IngestError(f"reading PDF files needs pypdf ({error})", path=source, remedy=INSTALL) from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        _refuse(source, reader)
        pages = _without_margins([_rows(page) for page in reader.pages])
        info = {name: str(value) for name, value in (reader.metadata or {}).items()}
    except IngestError:
        raise
    except Exception as error:  # pypdf meets broken files with many kinds of exceptions
        raise IngestError(
            f"cannot be read as a PDF ({type(error).__name__}: {error})",
            path=source,
            remedy="save it again, or save its text as .txt",
        ) from error
    rows = [row for page in pages for row in page]
    if not any(len(row.text.split()) > 1 for row in rows):
        raise IngestError(
            "holds no text; it may be a scan", path=source, remedy="run it through text recognition, or type it up"
        )
    lines = tuple(_paragraphs(pages))
    given = Given(title=_title(info.get("/Title"), lines), authors=_authors(info.get("/Author")))
    made_on = re.match(r"D:(\d{4})(\d{2})(\d{2})", info.get("/CreationDate", ""))
    remark = Diagnostic("made", "info", f"the file was made on {'-'.join(made_on.groups())}") if made_on else None
    return Draft(given, lines, (remark,) if remark else ())


def _refuse(source: str, reader: Any) -> None:
    """Raise IngestError for a file with a password that is not empty, and for a book."""
    if reader.is_encrypted and not reader.decrypt(""):
        raise IngestError("is locked with a password", path=source, remedy="save an open copy, or its text as .txt")
    if len(reader.pages) > MAX_PAGES:
        raise IngestError(
            f"has {len(reader.pages)} pages; at most {MAX_PAGES} are read",
            path=source,
            remedy="cut out the pages of the article",
        )


def _rows(page: Any) -> list[_Row]:
    """The lines of a page from top to bottom, as the file gives them."""
    rows: list[_Row] = []
    pieces: list[tuple[str, float, float]] = []
    last_y: float | None = None

    def visit(text: str, matrix: Any, text_matrix: Any, font: Any, size: float) -> None:
        scale = abs(text_matrix[3] * matrix[3]) or abs(text_matrix[3]) or 1.0
        y = text_matrix[5] * matrix[3] + matrix[5]
        pieces.append((text, abs(size * scale), y))

    page.extract_text(visitor_text=visit)
    current: list[tuple[str, float, float]] = []

    def close() -> None:
        nonlocal last_y
        text = one_line("".join(piece for piece, _, _ in current))
        if text:
            weighed = Counter[float]()
            for piece, size, _ in current:
                weighed[round(size, 1)] += len(piece.strip())
            y = next((y for piece, _, y in current if piece.strip()), 0.0)
            rows.append(_Row(text, weighed.most_common(1)[0][0], max(0.0, last_y - y) if last_y is not None else 0.0))
            last_y = y
        current.clear()

    for text, size, y in pieces:
        parts = text.split("\n")
        for i, part in enumerate(parts):
            if i:
                close()
            if part:
                current.append((part, size, y))
    close()
    return rows


def _without_margins(pages: Sequence[list[_Row]]) -> list[list[_Row]]:
    """Pages without page numbers, and without heads and feet that stand on at least half of the pages."""

    def key(text: str) -> str:
        return re.sub(r"\d+", "#", text.casefold())

    def margin(page: list[_Row]) -> set[int]:
        n = len(page)
        return {*range(min(MARGIN_LINES, n)), *range(max(0, n - MARGIN_LINES), n)}

    counts = Counter(k for page in pages for k in {key(page[i].text) for i in margin(page)})
    often = {k for k, count in counts.items() if len(pages) > 2 and count * 2 >= len(pages) and count > 1}
    return [
        [
            row
            for i, row in enumerate(page)
            if not (i in margin(page) and (_PAGE_NUMBER.fullmatch(row.text) or key(row.text) in often))
        ]
        for page in pages
    ]


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a document is set: the body's size in points, its usual gap between lines, characters of a full line."""

    body: float
    gap: float
    width: float
    largest: float

    @classmethod
    def of(cls, pages: Sequence[Sequence[_Row]]) -> _Layout:
        """Measured over all rows; a page's first row has no gap of its own."""
        rows = [row for page in pages for row in page]
        body = statistics.median(row.size for row in rows for _ in range(len(row.text)))
        inner = [row for page in pages for row in page[1:]]
        gaps = [row.gap for row in inner if row.gap and row.size <= body * HEADING_SIZE]
        width = statistics.quantiles((len(row.text) for row in rows), n=10)[-1] if len(rows) > 1 else 0
        return cls(body, statistics.median(gaps) if gaps else 0.0, width, max(row.size for row in rows))

    def wide(self, gap: float) -> bool:
        """Whether a gap parts paragraphs."""
        return bool(self.gap) and gap > self.gap * GAP

    def level(self, row: _Row) -> int:
        """1 for the largest type, 2 for other headings, 0 for the body."""
        if row.size <= self.body * HEADING_SIZE:
            return 0
        return 1 if row.size >= self.largest else 2

    def parts(self, before: _Row, row: _Row, below: float) -> bool:
        """Whether a paragraph begins with a row, which stands under another; `below` is the gap under it."""
        ended = bool(_ENDED.search(before.text))
        return (
            abs(row.size - before.size) >= SAME_SIZE
            or self.wide(row.gap)
            or (ended and len(before.text) < SHORT * self.width)
            or (ended and self.wide(below) and not _ENDED.search(row.text))  # a heading in the body's size
            or bool(_BULLET.match(row.text))
            or read_signature(row.text) is not None
            or read_signature(before.text) is not None
        )


def _paragraphs(pages: Sequence[Sequence[_Row]]) -> Iterator[Line]:
    """Lines joined to paragraphs: a wider gap, another size or a short line that ends a sentence parts them."""
    layout = _Layout.of(pages)
    # The gap to a row on the page before says nothing.
    rows = [replace(row, gap=row.gap if i else 0.0) for page in pages for i, row in enumerate(page)]
    pending: list[_Row] = []
    for row, below in zip(rows, [*(row.gap for row in rows[1:]), 0.0], strict=True):
        if pending and layout.parts(pending[-1], row, below):
            yield Line(_joined([row.text for row in pending]), layout.level(pending[0]))
            pending = []
        pending.append(row)
    if pending:
        yield Line(_joined([row.text for row in pending]), layout.level(pending[0]))


def _joined(texts: Sequence[str]) -> str:
    """Lines as one paragraph; a word parted at a line's end is joined ("indus-" and "try")."""
    pieces: list[str] = []
    for text in texts:
        if pieces and re.search(r"[a-z]-$", pieces[-1][-2:]) and text[:1].islower():
            pieces[-1] = pieces[-1][:-1]
        elif pieces:
            pieces.append(" ")
        pieces.append(text)
    return _BULLET.sub("- ", "".join(pieces))


def _title(stated: str | None, lines: Sequence[Line]) -> str | None:
    """The file's own title unless it is a file name; else the largest heading."""
    title = one_line(stated or "")
    if title and not _NO_TITLE.match(title):
        return title
    return next((line.text for line in lines if line.level == 1 and len(line.text.split()) > 1), None)


def _authors(stated: str | None) -> tuple[str, ...]:
    names = byline("By " + one_line(stated or ""))
    return tuple(name for name in names if is_name(name))
