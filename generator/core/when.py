"""Times at the precision they are stated: a TIMEX3 value, the days it spans, and how a person writes it.

Values are those of TIMEX3 (TimeML annotation guidelines 1.2.1, section 2.2.1): ``2025``, ``202X``, ``19XX``,
``2025-05``, ``2025-05-09``, ``2025-Q2``, ``2025-H2``, ``2025-SU``, ``2025-W19``, ``2025-W19-WE``, and ``A/B`` for what
runs from A to B. A year nobody states is ``XXXX``. Standard library only.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from generator.core.limits import EARLIEST_YEAR, LATEST_YEAR

Precision = Literal[
    "day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century", "range"
]

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
"""English whatever the locale is; `calendar.month_name` follows `locale.setlocale`."""
MONTH_NUMBERS = {name[:n].lower(): i for i, name in enumerate(MONTHS, 1) for n in (3, len(name))} | {"sept": 9}
"""Months by their names in small letters, whole and short."""
TO_THE_DAY = len("2025-03-04")
"""Characters of a date that tells its day."""
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
CALENDAR_NAMES = frozenset(name.lower() for name in (*MONTHS, *WEEKDAYS))
"""The whole names of months and weekdays in small letters."""
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
"""Seasons of the north by their names; the first name of a code is the one that is written."""
_FIRST_MONTH = {"SP": 3, "SU": 6, "FA": 9, "AU": 9, "WI": 12}
_ORDINALS = ("first", "second", "third", "fourth")


@dataclass(frozen=True, slots=True)
class When:
    """A time whose year is known.

    Attributes:
        text: the TIMEX3 value, with the year filled in.
        start, end: its first and its last day.
        precision: how exact the value is; ``range`` for ``A/B``.
    """

    text: str
    start: date
    end: date
    precision: Precision

    @classmethod
    def parse(cls, value: str | None, anchor_year: int | None = None) -> When | None:
        """The time a TIMEX3 value stands for; None for what is no date, is impossible, or has no year.

        Args:
            value: ``2025-05-09``, ``2025-Q2``, ``2022/2023`` ...; a time of day behind a T is passed over.
            anchor_year: the year of a value that states none (``XXXX-05-09``).
        """
        if not value:
            return None
        if anchor_year is not None:
            value = re.sub(r"(?<![^/])XXXX(?=-)", f"{anchor_year:04d}", value)
        first, stroke, last = value.partition("/")
        one, other = _single(first), _single(last) if stroke else None
        if not stroke or one is None:
            return None if stroke else one
        return cls(value, one.start, other.end, "range") if other and one.start <= other.end else None

    def certainly_before(self, other: When) -> bool:
        """Is all of it over before any of the other begins?"""
        return self.end < other.start

    def overlaps(self, other: When) -> bool:
        """Do both have a day in common?"""
        return self.start <= other.end and other.start <= self.end

    def __str__(self) -> str:
        return self.text


def _months(year: int, first: int, count: int) -> tuple[date, date]:
    """Whole months; those past December are of the next year."""
    later, last = divmod(first + count - 2, 12)
    return date(year, first, 1), date(year + later, last + 1, calendar.monthrange(year + later, last + 1)[1])


def _years(first: int, count: int) -> tuple[date, date]:
    return date(first, 1, 1), date(first + count - 1, 12, 31)


def _days_of_week(year: int, week: int, first: int, count: int) -> tuple[date, date]:
    day = date.fromisocalendar(year, week, first)
    return day, day + timedelta(count - 1)


_YEAR = r"([0-9]{4})"
_TABLE: tuple[tuple[str, Precision, Callable[..., tuple[date, date]]], ...] = (
    (_YEAR, "year", lambda y: _years(int(y), 1)),
    (r"([0-9]{3})X", "decade", lambda d: _years(10 * int(d), 10)),
    (r"([0-9]{2})XX", "century", lambda c: _years(100 * int(c), 100)),
    (_YEAR + r"-([0-9][0-9])-([0-9][0-9])(?:T.*)?", "day", lambda y, m, d: (date(int(y), int(m), int(d)),) * 2),
    (_YEAR + r"-([0-9][0-9])(?:-XX)?", "month", lambda y, m: _months(int(y), int(m), 1)),
    (_YEAR + r"-Q([1-4])", "quarter", lambda y, q: _months(int(y), 3 * int(q) - 2, 3)),
    (_YEAR + r"-H([12])", "half", lambda y, h: _months(int(y), 6 * int(h) - 5, 6)),
    (_YEAR + r"-(SP|SU|FA|AU|WI)", "season", lambda y, s: _months(int(y), _FIRST_MONTH[s], 3)),
    (_YEAR + r"-W([0-9][0-9])", "week", lambda y, w: _days_of_week(int(y), int(w), 1, 7)),
    (_YEAR + r"-W([0-9][0-9])-([1-7])", "day", lambda y, w, d: _days_of_week(int(y), int(w), int(d), 1)),
    (_YEAR + r"-W([0-9][0-9])-WE", "weekend", lambda y, w: _days_of_week(int(y), int(w), 6, 2)),
)
_FORMS = tuple((re.compile(pattern), precision, days) for pattern, precision, days in _TABLE)
"""The forms of a value: how exact it is, and the days of its numbers (ValueError: there are none)."""


def is_reckoned(year: int) -> bool:
    """Whether dates of a year may be reckoned with: what lies a few years before or behind them is a date, too."""
    return EARLIEST_YEAR <= year <= LATEST_YEAR


@lru_cache(maxsize=16384)
def _single(value: str) -> When | None:
    for pattern, precision, days in _FORMS:
        if (match := pattern.fullmatch(value)) and is_reckoned(int(value[:4].replace("X", "0"))):
            try:
                return When(value, *days(*match.groups()), precision)
            except ValueError:
                return None
    return None


def in_words(value: str) -> str:
    """A TIMEX3 value as a person writes it ("9 May 2025", "autumn 2025"); as it is where `read` would not give it back.

    A year nobody states is left out ("9 May").
    """
    first, stroke, last = value.partition("/")
    said = f"{_said(first)} to {_said(last)}" if stroke else _said(value)
    try:
        return said if read(said) == value else value
    except ValueError:
        return value


def _said(value: str) -> str:
    match = re.fullmatch(r"([0-9]{4}|XXXX)-(.+)", value)
    if not match:
        return f"the {value[:3]}0s" if re.fullmatch(r"[0-9]{3}X", value) else value
    year, part = match.groups()
    behind = "" if year == "XXXX" else f" {year}"
    if day := re.fullmatch(r"([0-9][0-9])(?:-([0-9][0-9]))?", part):
        if not 1 <= int(day[1]) <= 12:
            return value
        return (f"{int(day[2])} " if day[2] else "") + MONTHS[int(day[1]) - 1] + behind
    if piece := re.fullmatch(r"([QH])([1-4])", part):
        return f"{_ORDINALS[int(piece[2]) - 1]} {'quarter' if piece[1] == 'Q' else 'half'}" + behind
    season = next((name for name, code in SEASONS.items() if code == part), None)
    return season + behind if season else value


_MONTH = r"(?P<month>[a-z]{3,9})\.?"
_STATED = r"(?:,?\s+(?:of\s+)?(?P<year>[0-9]{4}))?"
_WRITTEN = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}{_STATED}",  # 9 May 2025, 9th of May
        rf"{_MONTH}\s+(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?{_STATED}",  # May 9, 2025
        rf"{_MONTH}{_STATED}",  # May 2025, autumn 2025
        r"q(?P<quarter>[1-4])(?:\s+(?:of\s+)?(?P<year>[0-9]{4}))?",  # Q2 2025
        rf"(?:the\s+)?(?P<nth>first|second|third|fourth)\s+(?P<piece>quarter|half){_STATED}",
        r"(?:the\s+)?(?P<decade>[0-9]{3})0s",  # the 2020s
    )
)
_TWO_ENDS = re.compile(
    r"(?:from\s+)?(.+?)(?:\s+to\s+|\s*[/–]\s*|\s+-\s+|(?<=[0-9])-(?=[0-9]{1,2}\s)|(?<=[0-9]{4})-(?=[0-9]{4}$))(.+)"
)
"""A date and another: "3 to 12 May 2025", "3-12 May 2025", "from 2017 to 2019", "2017-2019"."""
_NO_DAY = re.compile(r"(?:PAST|PRESENT|FUTURE)_REF|P[0-9X.]*[A-Z][0-9XA-Z.]*")
"""Values that stand for no days: references without a date, durations."""


def read(words: str) -> str:
    """The TIMEX3 value of a date as a person writes it; a TIMEX3 value is its own.

    Raises ValueError, which says what is wrong, for what is no date and for a day that no calendar has.
    """
    text = " ".join(words.split())
    match = _TWO_ENDS.fullmatch(text)
    return _run(match[1], match[2], text) if match else _read(text)


def _run(first: str, last: str, text: str) -> str:
    """The value of what runs from a date to another ("9 to 12 May 2025", "May to June 2025"): the first end takes what
    the last one says for both. Raises ValueError, also where the last end comes first.
    """
    if re.fullmatch(r"[0-9]{1,2}(?:st|nd|rd|th)?", first) and (month := re.match(r"[0-9]{1,2}[a-z]*(\s+\D.*)", last)):
        first += month[1]
    start, end = _part(first, text), _part(last, text)
    if start.startswith("XXXX-") and not first.startswith("XXXX") and end[:4].isdigit():
        years = (int(end[:4]), int(end[:4]) - 1)  # "December to January 2026"
        start = next((of for year in years if When.parse(f"{(of := f'{year:04d}{start[4:]}')}/{end}")), start)
    one, other = When.parse(start), When.parse(end)
    if one and other and one.start > other.end:
        raise ValueError(f"{text!r} ends before it begins")
    return f"{start}/{end}"


def _read(text: str) -> str:
    """The value of a date that runs to no other."""
    low = text.lower()
    written = next((m for pattern in _WRITTEN if (m := pattern.fullmatch(low))), None)
    value = text if written is None else _value({k: v for k, v in written.groupdict().items() if v}, text)
    if _NO_DAY.fullmatch(value):
        return value
    if not re.fullmatch(r"[0-9X]{4}(?:-[0-9A-Z]{1,3}){0,2}(?:T[\w:]+)?", value):
        raise ValueError(f"{text!r} is not a date")
    shape = value.replace("XXXX", "2000")  # a leap year: 29 February may be meant
    if not re.search(r"X", shape.removesuffix("-XX")) and When.parse(shape) is None:
        problem = "is a day that no calendar has" if value[-2:].isdigit() else "is not a date"
        if shape[:4].isdigit() and not is_reckoned(int(shape[:4])):
            problem = f"is not of the years {EARLIEST_YEAR} to {LATEST_YEAR}"
        raise ValueError(f"{text!r} {problem}")
    return value


def _part(words: str, whole: str) -> str:
    """One end of what runs from day to day; raises ValueError, which names the whole where this is no date."""
    try:
        return _read(words)
    except ValueError as error:
        raise ValueError(str(error) if "is not a date" not in str(error) else f"{whole!r} is not a date") from error


def _value(said: dict[str, str], text: str) -> str:
    """The value of a date's parts; raises ValueError for a name that is no month's."""
    if "decade" in said:
        return f"{said['decade']}X"
    year = said.get("year", "XXXX")
    if "quarter" in said:
        return f"{year}-Q{said['quarter']}"
    if "piece" in said:
        return f"{year}-{said['piece'][0].upper()}{_ORDINALS.index(said['nth']) + 1}"
    if said["month"] in SEASONS and "day" not in said:
        return f"{year}-{SEASONS[said['month']]}"
    month = MONTH_NUMBERS.get(said["month"])
    if month is None:
        raise ValueError(f"{text!r} is not a date")
    return f"{year}-{month:02d}" + (f"-{int(said['day']):02d}" if "day" in said else "")
