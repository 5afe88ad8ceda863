"""A line that signs an article: a date, a byline, or both ("By First Last | March 4, 2025 | 5 min read")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.ingest.person_names import byline, is_name, is_proper
from generator.language.timex import parse_date

LONGEST = 160
"""Characters of such a line with all its parts."""

_PART = re.compile(r"\s*[|•·∙]\s*|\s+[–—/-]\s+|,\s+(?=[A-Z\d])|\s+on\s+(?=[A-Z\d])")
_CLOCK = re.compile(
    r"(?:\bat\s+)?\b\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\b\.?)?,?"
    r"(?:\s*(?:[A-Z]{2,4}|[A-Z][a-z]+ time)\b(?:[+-]\d+)?)?,?"
)
_READING = re.compile(r"\d{1,2}[\s-]?min(?:ute)?s?(?:\s+read)?", re.IGNORECASE)
_LABEL = re.compile(r"(?:updated|published|posted|last\s+updated)\s*:?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Signature:
    """What a line says of the article; `alone` when it is a date and nothing else."""

    names: tuple[str, ...] = ()
    date: str | None = None
    alone: bool = False


def read_signature(text: str) -> Signature | None:
    """The names and the date of a line all of whose parts sign an article; None for any other line.

    A name without "by" counts beside a date only: alone, it may be a heading.
    """
    if len(text) > LONGEST or not text:
        return None
    if date := parse_date(text):
        return Signature((), date, alone=True)
    parts = _PART.finditer(text) if any(c.isdigit() for c in text) else ()
    cuts = [(0, 0), *(m.span() for m in parts), (len(text), len(text))]
    # The longest stretch between two cuts that is a date: dates have commas of their own.
    for first in range(len(cuts) - 1):
        for last in range(len(cuts) - 1, first, -1):
            date = _date(text[cuts[first][1] : cuts[last][0]])
            if date:
                return _around(date, text[: cuts[first][0]], text[cuts[last][1] :])
    return Signature(names) if (names := byline(text)) else None


def _date(part: str) -> str | None:
    return parse_date(part) or parse_date(_CLOCK.sub(" ", part))


def _around(date: str, before: str, after: str) -> Signature | None:
    """The signature if what stands before and after its date are names and notes and nothing else."""
    names: tuple[str, ...] = ()
    for side in (before, after):
        found = byline(side) or ((side,) if is_name(side) else ())
        names = names or found
        if not found and not all(_is_note(part) for part in _PART.split(side)):
            return None
    return Signature(names, date, alone=not (before or after))


def _is_note(part: str) -> bool:
    bare = _LABEL.sub("", _CLOCK.sub("", part)).strip(" .,:")
    return (
        not bare or bool(_READING.fullmatch(bare)) or is_proper(bare) or parse_date(bare) is not None or is_name(bare)
    )
