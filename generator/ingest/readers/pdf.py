"""PDF files: pypdf gives the words with their size, rules make paragraphs of the lines on its pages."""

from __future__ import annotations

import io
import logging
import re
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from generator.core.errors import IngestError
from generator.core.model import Diagnostic
from generator.ingest.draft import Draft, Given, Line
from generator.ingest.person_names import byline, is_name
from generator.ingest.readers.decode import tidy
from generator.ingest.readers.html import INSTALL
from generator.language.timex import parse_date

MAX_PAGES = 120
"""Longer documents are books, not articles."""
HEADING_SIZE = 1.15
"""A heading is set this much larger than the body; 11 on 10 points is still body text."""
GAP = 1.4
"""Paragraphs stand this much further apart than lines; common layouts leave half a line or a whole one."""
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
_BULLET = re.compile(r"^[•●▪‣·–-]\s+")


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
        if reader.is_encrypted and not reader.decrypt(""):
            raise IngestError("is locked with a password", path=source, remedy="save an open copy, or its text as .txt")
        if len(reader.pages) > MAX_PAGES:
            raise IngestError(
                f"has {len(reader.pages)} pages; at most {MAX_PAGES} are read",
                path=source,
                remedy="cut out the pages of the article",
            )
        pages = [_rows(page) for page in reader.pages]
        info = reader.metadata
        title, author, made = (info.title, info.author, info.creation_date_raw) if info else (None, None, None)
    except IngestError:
        raise
    except Exception as error:  # pypdf meets broken files with many kinds of exceptions
        raise IngestError(
            f"cannot be read as a PDF ({type(error).__name__}: {error})",
            path=source,
            remedy="save it again, or save its text as .txt",
        ) from error
    pages = _without_margins(pages)
    rows = [row for page in pages for row in page]
    if not any(len(row.text.split()) > 1 for row in rows):
        raise IngestError(
            "holds no text; it may be a scan", path=source, remedy="run it through text recognition, or type it up"
        )
    body = statistics.median(row.size for row in rows for _ in range(len(row.text)))
    lines = tuple(_paragraphs(pages, body))
    given = Given(title=_title(title, lines), authors=_authors(author))
    made_on = re.match(r"D:(\d{4})(\d{2})(\d{2})", str(made or ""))
    remark = Diagnostic("made", "info", f"the file was made on {'-'.join(made_on.groups())}") if made_on else None
    return Draft(given, lines, (remark,) if remark else ())


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
        text = " ".join(tidy("".join(piece for piece, _, _ in current)).split())
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


def _paragraphs(pages: Sequence[list[_Row]], body: float) -> list[Line]:
    """Lines joined to paragraphs: a wider gap, another size or a short line that ends a sentence parts them."""
    rows = [(row, first) for page in pages for first, row in ((i == 0, row) for i, row in enumerate(page))]
    gaps = [row.gap for row, first in rows if row.gap and not first and row.size <= body * HEADING_SIZE]
    usual = statistics.median(gaps) if gaps else 0.0
    width = statistics.quantiles((len(row.text) for row, _ in rows), n=10)[-1] if len(rows) > 1 else 0
    lines: list[Line] = []
    pending: list[_Row] = []

    def close() -> None:
        if pending:
            large = pending[0].size > body * HEADING_SIZE
            top = large and pending[0].size >= max(row.size for row, _ in rows)
            lines.append(Line(_joined([row.text for row in pending]), 1 if top else 2 if large else 0))
        pending.clear()

    for i, (row, first) in enumerate(rows):
        below = rows[i + 1][0].gap if i + 1 < len(rows) and not rows[i + 1][1] else 0.0
        if pending:
            before = pending[-1]
            same = abs(row.size - before.size) < 0.6
            wider = not first and usual and row.gap > usual * GAP and same
            ended = bool(_ENDED.search(before.text))
            heading = ended and not _ENDED.search(row.text) and usual and below > usual * GAP
            short = ended and len(before.text) < SHORT * width
            if (
                wider
                or not same
                or short
                or heading
                or _BULLET.match(row.text)
                or _signs(row.text)
                or _signs(before.text)
            ):
                close()
        pending.append(row)
    close()
    return lines


def _signs(text: str) -> bool:
    """Whether a line is a byline or a date."""
    return bool(byline(text)) or parse_date(text) is not None


def _joined(texts: Sequence[str]) -> str:
    """Lines as one paragraph; a word parted at a line's end is joined ("indus-" and "try")."""
    whole = ""
    for text in texts:
        parted = re.search(r"[a-z]-$", whole) and text[:1].islower()
        whole = whole[:-1] + text if parted else f"{whole} {text}".strip()
    return _BULLET.sub("- ", whole)


def _title(stated: str | None, lines: Sequence[Line]) -> str | None:
    """The file's own title unless it is a file name; else the largest heading."""
    title = " ".join(tidy(stated or "").split())
    if title and not _NO_TITLE.match(title):
        return title
    return next((line.text for line in lines if line.level == 1 and len(line.text.split()) > 1), None)


def _authors(stated: str | None) -> tuple[str, ...]:
    names = byline("By " + " ".join(tidy(stated or "").split()))
    return tuple(name for name in names if is_name(name))
