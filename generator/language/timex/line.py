"""A line that is nothing but a date, as articles carry it under their headline."""

from __future__ import annotations

import re

from generator.language.timex.calendar import day_value, month_value, valid
from generator.language.timex.words import DAY, MONTH, WEEKDAY, YEAR, day_number, month_number

_LABEL = (r"(?:(?:first\s+|date\s+|originally\s+)?(?:published|posted|updated|last\s+updated|last\s+modified|"
          r"modified|released|issued|"
          r"created|dated?|publication\s+date|release\s+date)\b(?:\s+(?:on|at|date))?\s*[:|\-–]?\s*)")
_TIME = (r"(?:\s*(?:,|at|\||-|–|·|T)?\s*\d{1,2}[:.]\d\d(?::\d\d)?(?:\.\d+)?\s*(?:[ap]\.?m\.?)?\s*"
         r"(?:\(?(?:[A-Z]{1,5}|[+-]\d\d:?\d\d|local time)(?:\s*[+-]\s*\d{1,2}(?::?\d\d)?)?\)?)?)?")
_FORMS = (
    rf"(?P<year>{YEAR})[-/.](?P<number>\d{{1,2}})[-/.](?P<day>\d{{1,2}})",
    rf"(?P<month>{MONTH})\s+(?P<day>{DAY}),?\s+(?P<year>{YEAR})",
    rf"(?P<day>{DAY})[\s-]+(?:of\s+)?(?P<month>{MONTH}),?[\s-]+(?P<year>{YEAR})",
    rf"(?P<month>{MONTH}),?\s+(?P<year>{YEAR})",
    rf"(?P<day>\d{{1,2}})\.(?P<number>\d{{1,2}})\.(?P<year>{YEAR})",
    rf"(?P<first>\d{{1,2}})/(?P<second>\d{{1,2}})/(?P<year>{YEAR})",
)
_LINES = tuple(
    re.compile(rf"\W{{0,4}}(?i:{_LABEL})?(?:{WEEKDAY},?\s+)?{form}{_TIME}(?:\s*[|·,;–-]?\s*(?i:{_LABEL}).*)"
               rf"?\W{{0,4}}") for form in _FORMS)
LONGEST = 120
"""A longer line is prose."""


def parse_date(line: str) -> str | None:
    """The date of a line that holds nothing else: ``2025-03-04``, or ``2025-03`` where no day is named.

    A label ("Published:", "Updated on"), a weekday and a time of day may stand with it; of two dates the first
    counts. None for anything else, and for 03/04/2025, which may be March or April.
    """
    line = " ".join(line.split())
    if len(line) > LONGEST:
        return None
    for pattern in _LINES:
        match = pattern.fullmatch(line)
        if match:
            return _value(match.groupdict())
    return None


def _value(found: dict[str, str | None]) -> str | None:
    year = int(found["year"] or 0)
    if found.get("first"):
        first, second = int(found["first"] or 0), int(found["second"] or 0)
        readings = {(m, d) for m, d in ((first, second), (second, first)) if valid(year, m, d)}
        return day_value(year, *readings.pop()) if len(readings) == 1 else None
    month = month_number(name) if (name := found.get("month")) else int(found["number"] or 0)
    day = found.get("day")
    if day is None:
        return month_value(year, month)
    number = day_number(day)
    return day_value(year, month, number) if valid(year, month, number) else None
