"""Date stamps as pages, mails and feeds write them: ISO, RFC 2822, and dates with month names in many languages."""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime
from functools import lru_cache

from generator.core.tables import table
from generator.core.text import fold
from generator.ingest.readers.frontmatter import iso_date

LONGEST = 120
"""Characters of a text that may be a date stamp with its label, weekday and time of day."""

_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?")
_CHINESE = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")
_RFC = re.compile(r"(?:[A-Z][a-z]{2},? )?\d{1,2} [A-Z][a-z]{2} \d{4}(?: \d{2}:\d{2}.*)?")
_DAY_FIRST = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|\.)?\s*(?:de\s+|of\s+)?([^\W\d_]+)\.?,?\s*(?:de\s+|del\s+)?(\d{4})(?!\d)"
)
_MONTH_FIRST = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)")
_FIGURES = re.compile(r"(?<![\d.])(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d|[./-]\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})([./])(\d{1,2})\2(\d{1,2})(?!\d)")
_PATH = re.compile(r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|$)|/((?:19|20)\d{2})(\d{2})(\d{2})(?=[/-])")


def read_stamp(text: str, locale: str = "") -> str | None:
    """The day (``2025-03-04``) a date stamp names, as its own time zone has it; None when it names none.

    `locale` is the page's language tag: 03/04/2025 is April the 3rd in ``en-GB`` and March the 4th in ``en-US``; where
    the tag does not settle it, such a date is none. Of two dates in the stamp the first counts.
    """
    text = " ".join(text.split())
    if not text or len(text) > LONGEST:
        return None
    if (match := _COMPACT.fullmatch(text)) or (match := _ISO.search(text)):
        return _day(match[1], match[2], match[3])
    if match := _CHINESE.search(text):
        return _day(match[1], match[2], match[3])
    if _RFC.fullmatch(text):
        try:
            return parsedate_to_datetime(text).date().isoformat()
        except ValueError:
            return None
    named = [(m.start(), m[3], m[2], m[1]) for m in _DAY_FIRST.finditer(text)]
    named += [(m.start(), m[3], m[1], m[2]) for m in _MONTH_FIRST.finditer(text)]
    for _, year, name, number in sorted(named):
        if (month := _months().get(fold(name))) and (day := _day(year, str(month), number)):
            return day
    if match := _YEAR_FIRST.search(text):
        return _day(match[1], match[3], match[4])
    match = _FIGURES.search(text)
    return _figures(match[1], match[3], match[4], match[2], locale.replace("_", "-").casefold()) if match else None


def date_in_address(url: str) -> str | None:
    """The day that stands in an address's path (``/2025/03/04/`` or ``/20250304/``)."""
    match = _PATH.search(url)
    if not match:
        return None
    parts = [part for part in match.groups() if part]
    return _day(parts[0], parts[1], parts[2])


def _figures(first: str, second: str, year: str, mark: str, locale: str) -> str | None:
    """Points and hyphens part day from month everywhere; a slash does so outside the United States."""
    day_first, month_first = _day(year, second, first), _day(year, first, second)
    if not (day_first and month_first) or day_first == month_first:
        return day_first or month_first
    if mark != "/":
        return day_first
    if locale in ("en-us", "en-ph"):
        return month_first
    return None if locale in ("", "en") else day_first


def _day(year: str, month: str, day: str) -> str | None:
    try:
        return iso_date(f"{int(year):04d}-{int(month):02d}-{int(day):02d}")
    except ValueError:
        return None


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    """Month numbers by folded name; a name that is two months in two languages is left to the first language."""
    rows = table("months")
    months: dict[str, int] = {}
    for names in rows.values():
        for number, spellings in enumerate(names, 1):
            for name in str(spellings).split():
                months.setdefault(fold(name), number)
    return months
