"""A line that is nothing but a date, as articles carry it under their headline."""

from __future__ import annotations

import re

from generator.language.timex.finder import find
from generator.language.timex.words import WEEKDAY

_LABEL = (r"(?i:(?:first\s+|originally\s+|last\s+)?(?:published|posted|updated|modified|released|issued|created|dated?|"
          r"(?:publication|release)\s+date|date\s+(?:published|posted|updated|modified|created))\b"
          r"(?:\s+(?:on|at))?\s*[:|–-]?\s*)")
_TIME = (r"(?:\s*(?:,|at|\||-|–|·)?\s*\d{1,2}[:.]\d\d(?::\d\d)?(?:\.\d+)?\s*(?:[ap]\.?m\.?)?\s*"
         r"(?:\(?(?:[A-Z]{1,5}|[+-]\d\d:?\d\d|local time)(?:\s*[+-]\s*\d{1,2}(?::?\d\d)?)?\)?)?)?")
_BEFORE = re.compile(rf"\W{{0,4}}{_LABEL}?(?:{WEEKDAY},?\s+)?")
_BEHIND = re.compile(rf"{_TIME}(?:\s*[|·,;–-]?\s*{_LABEL}.*)?\W{{0,4}}")
LONGEST = 120
"""A longer line is prose."""


def parse_date(line: str) -> str | None:
    """The date of a line that holds nothing else: ``2025-03-04``, or ``2025-03`` where no day is named.

    A label ("Published:", "Updated on"), a weekday and a time of day may stand with it; of two dates the first
    counts. None for anything else, and for 03/04/2025, which may be March or April.
    """
    line = re.sub(r"(?<=\d)T(?=\d)", " ", " ".join(line.split()))
    dates = find(line) if len(line) <= LONGEST else ()
    first = next((t for t in dates if re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?", t.value) and t.value[:4] in t.text), None)
    if first and _BEFORE.fullmatch(line[: first.start]) and _BEHIND.fullmatch(line[first.end :]):
        return first.value
    return None
