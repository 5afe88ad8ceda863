"""Date stamps as pages, mails and feeds write them: ISO, RFC 2822, figures, and month names in many languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from generator.core.tables import table
from generator.core.text import fold
from generator.core.when import When
from generator.language.timex.words import WEEKDAY, weekday_number

LONGEST = 120
"""Characters of a text that may be a date stamp with its label, weekday and time of day."""
FIRST_YEAR = 1605
"""The year of the first newspaper (Strasbourg's Relation); metadata with an earlier one are a machine's."""
LAST_YEAR = 2098
"""A later year is a machine's, too: 2099 and 9999 stand for "never"."""
ZERO_DAYS = frozenset({"1899-12-30", "1900-01-01", "1904-01-01", "1970-01-01"})
"""Days from which spreadsheets, databases and operating systems count: a field nobody filled in shows one of them."""
CENTURY = 70
"""A year of two digits below it is of this century, as POSIX `strptime` has it (69 there)."""

_PUBLISHED = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2})(?:[T ]\d{2}:\d{2}.*)?)?")
# What stands behind it may be glued: "2 May 20263 min read", "May 2, 20267:04 AM", "2 May 20262 May 2026".
_YEAR = r"(?P<year>\d{4})(?: (?!\d) | (?=\d{1,2}(?:[ -]?min|:\d\d|[ ][A-Z][a-z]{2})) )"
_NAME = r"(?<![^\W\d_])(?P<name>[^\W\d_]+)"  # from the first letter of a word only: a word is looked at once
_FORMS = tuple(
    re.compile(pattern, re.VERBOSE)
    for pattern in (
        r"^(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?: T?\d{4,6}Z? )?$",
        r"(?P<year>\d{4})\s*[年년]\s*(?P<month>\d{1,2})\s*[月월]\s*(?P<day>\d{1,2})\s*[日일]",
        # 4 March 2025, 4. März 2025, 1er août 2024, 12 de septiembre de 2024; in feeds also 03 Sep 15
        rf"""(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?[ /-]?\s*(?:de\s+|of\s+)?(?P<name>[^\W\d_]+)\.?,?[ /-]?\s*
             (?:de\s+|del\s+)?(?: {_YEAR} | (?P<short>\d\d)(?=\s+\d\d?:) )""",
        rf"{_NAME}\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,\s*|\s+){_YEAR}",
        r"(?<!\d)(?P<year>\d{4})([-./])(?P<month>\d{1,2})\2(?P<day>\d{1,2})(?!\d)",
        r"(?<![\d.])(?P<first>\d{1,2})(?P<mark>[./-])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4})(?!\d|[./-]\d)",
        r"(?<![\d./])(?P<first>\d{1,2})(?P<mark>/)(?P<second>\d{1,2})/(?P<short>\d\d)(?![\d/])",
    )
)
_WEEKDAY_BEFORE = re.compile(rf"\b(?P<weekday>{WEEKDAY})[,\s(]*$")
_WEEKDAY_BEHIND = re.compile(rf"[,\s(]*(?P<weekday>{WEEKDAY})\)?\s*(?:$|[,|\n])")
BESIDE = 12
"""Characters in which a weekday stands before a day."""
_MONTHS = (
    re.compile(rf"{_NAME}\.?,?\s+{_YEAR}", re.VERBOSE),
    # without its label it may be a season
    re.compile(r"(?:(?<=\bdate )|(?<=\bPublished: ))(?P<year>\d{4})-(?P<month>\d\d)(?![\d-])"),
)
_PATH = re.compile(
    r"/(?P<year>(?:19|20)\d{2})(?:[/-](?P<month>\d{1,2}|[A-Za-z]{3,9})[/-](?P<day>\d{1,2})(?=[/_-]|$)"
    r"|(?P<m>\d\d)(?P<d>\d\d)(?=[/-])|/(?P<only>\d\d|[A-Za-z]{3,9})(?=/))"
    r"|/(?P<name>[A-Za-z]{3,9})-(?P<of>(?:19|20)\d{2})(?=/)"
)
_FILE = re.compile(r"(?<!\d)((?:19|20)\d{2})([-_.]?)([01]\d)\2([0-3]\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date in a text, from `start` to `end`.

    `values` are its readings: one (``2025-03-04``, or ``2025-03`` for a month), or month first and day first where
    03/04/2025 leaves both open and no weekday stands beside it, or year first and day first of 25/01/28.
    """

    start: int
    end: int
    values: tuple[str, ...]


def iso_date(text: str) -> str:
    """``2025-03-04`` or ``2025-03``, the time of day cut off; raises ValueError for anything else."""
    match = _PUBLISHED.fullmatch(text.strip())
    if match:
        value = "-".join(f"{int(digits):02d}" for digits in match.groups() if digits)  # of whatever script they are
        if When.parse(value):
            return value
    raise ValueError(f"must be a date YYYY-MM-DD or YYYY-MM, not {text!r}")


def given_date(text: str) -> str:
    """The day or month somebody gives: ``2025-03-04``, ``2025-03``, or a stamp of one reading (``4 March 2025``).

    Raises ValueError for what names no day, or two (03/04/2025).
    """
    try:
        return iso_date(text)
    except ValueError:
        stamp = read_stamp(text)
        if stamp is None:
            raise
        return stamp


def find_stamps(text: str, *, months: bool = False) -> tuple[Stamp, ...]:
    """The dates of a text in its order, with `months` also those that name no day."""
    forms = (*_FORMS, *_MONTHS) if months else _FORMS
    found: dict[int, Stamp] = {}
    for form in forms:
        for match in form.finditer(text):
            values = _on_weekday(tuple(dict.fromkeys(_values(match.groupdict()))), text, *match.span())
            known = found.get(match.start())
            if values and (known is None or match.end() > known.end):
                found[match.start()] = Stamp(*match.span(), values)
    return tuple(_apart(found[start] for start in sorted(found)))


def read_stamp(text: str, locale: str = "") -> str | None:
    """The day (``2025-03-04``) a date stamp names, as its own time zone has it; None when it names none.

    `locale` is the page's language tag: 03/04/2025 is April the 3rd in ``en-GB`` and March the 4th in ``en-US``; where
    the tag does not settle it, such a date is none. Of two dates in the stamp the first counts. A day that is plainly
    a machine's (year 1, the zero of a computer's calendar) is none.
    """
    text = " ".join(text.split())
    stamp = next(iter(find_stamps(text)), None) if len(text) <= LONGEST else None
    if stamp is None:
        return None
    if len(stamp.values) == 1:
        return stamp.values[0]
    tag = locale.replace("_", "-").casefold()
    month_first, day_first = stamp.values
    return month_first if tag in ("en-us", "en-ph") else None if tag in ("", "en") else day_first


def date_in_address(url: str) -> str | None:
    """The day that stands in an address's path (``/2025/03/04/``, ``/2025/mar/04/``, ``/20250304/``), or the month
    (``/2025/03/``, ``/mar-2025/``)."""
    for match in _PATH.finditer(url):
        month, day = match["month"] or match["m"] or match["only"] or match["name"], match["day"] or match["d"]
        if value := _day(match["year"] or match["of"], str(_months().get(fold(month), month)), day or "1"):
            return value if day else value[:7]
    return None


def date_in_name(name: str) -> str | None:
    """The day that stands in a file's name (``2025-04-08-harbour-closes.txt``, ``note_20250408.md``)."""
    match = _FILE.search(name)
    return _day(match[1], match[3], match[4]) if match else None


def _apart(stamps: Iterator[Stamp]) -> Iterator[Stamp]:
    """Stamps that do not overlap an earlier one: "March 2025" within "4 March 2025"."""
    end = -1
    for stamp in stamps:
        if stamp.start >= end:
            yield stamp
            end = stamp.end


def _values(parts: dict[str, str | None]) -> Iterator[str]:
    """The readings of one match; slashes and hyphens leave the order of day and month open, points do not."""
    first, second, short, name = parts.get("first"), parts.get("second"), parts.get("short"), parts.get("name")
    year = parts.get("year") or _full(short or "")
    if first and second:
        month_first, day_first = _day(year, first, second), _day(year, second, first)
        open_order = parts["mark"] != "." or not day_first
        if short and len(first) > 1 and not month_first:
            month_first = _day(_full(first), second, short)  # 25/01/28: the year may stand first
        yield from (day for day in (month_first if open_order else None, day_first) if day)
        return
    month = str(_months().get(fold(name), "")) if name else parts.get("month") or ""
    day = parts.get("day")
    if value := _day(year, month, day or "1"):
        yield value if day else value[:7]


def _on_weekday(values: tuple[str, ...], text: str, start: int, end: int) -> tuple[str, ...]:
    """Of two readings the one on which the weekday beside them falls ("Monday 03/02/2025", "03/02/2025 (Mon)")."""
    if len(values) < 2:
        return values
    told = _WEEKDAY_BEFORE.search(text[max(0, start - BESIDE) : start]) or _WEEKDAY_BEHIND.match(text, end)
    weekday = weekday_number(told["weekday"]) if told else 0
    return tuple(day for day in values if date.fromisoformat(day).isoweekday() == weekday) or values


def _full(short: str) -> str:
    return f"{'20' if int(short) < CENTURY else '19'}{short}" if short else ""


def _day(year: str, month: str, day: str) -> str | None:
    if not (year and month and day) or not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return None
    try:
        value = iso_date(f"{int(year):04d}-{int(month):02d}-{int(day):02d}")
    except ValueError:
        return None
    return None if value in ZERO_DAYS else value


@cache
def _months() -> dict[str, int]:
    """Month numbers by folded name; a name that is two months in two languages is left to the first language."""
    rows = table("months")
    months: dict[str, int] = {}
    for names in rows.values():
        for number, spellings in enumerate(names, 1):
            for name in str(spellings).split():
                months.setdefault(fold(name), number)
    return months
