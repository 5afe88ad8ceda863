"""Values in the words people use: dates, counts, kinds. Pure; never the word "None"."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from generator.core.model import Brief
from generator.core.text import word_count
from generator.link.intervals import interval

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ORDINALS = {"1": "first", "2": "second", "3": "third", "4": "fourth"}
# TIMEX3 season codes (TimeML annotation guidelines 1.2.1, section 2.2.1.1)
SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "AU": "autumn", "WI": "winter"}
REFERENCES = {"PRESENT_REF": "now", "FUTURE_REF": "in the future", "PAST_REF": "in the past"}
UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day"}

WORDS_PER_MINUTE = 238
"""Silent reading of English non-fiction by adults: Brysbaert 2019, Journal of Memory and Language 109, 104047."""


def human_date(value: str | None) -> str:
    """A TIMEX3 or ISO 8601 date at the precision it states ("9 May 2025", "second quarter of 2025"); "" for None.

    A value of no known shape comes back as it is, so that nothing a brief states is lost.
    """
    if not value:
        return ""
    if value in REFERENCES:
        return REFERENCES[value]
    if "/" in value:
        start, end = value.split("/", 1)
        if re.fullmatch(r"\d{4}/\d{4}", value):
            return f"{start}–{end}"
        return f"{human_date(start)} to {human_date(end)}"
    if match := re.fullmatch(r"([\dX]{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d).*)?", value):
        year, month, day, clock = match.groups()
        if not 1 <= int(month) <= 12:
            return value
        said = f"{int(day)} {MONTHS[int(month) - 1]}" + ("" if "X" in year else f" {year}")
        return f"{said}, {clock}" if clock else said
    if match := re.fullmatch(r"([\dX]{4})-(\d\d)(?:-XX)?", value):
        year, month = match.groups()
        if not 1 <= int(month) <= 12:
            return value
        return MONTHS[int(month) - 1] + ("" if "X" in year else f" {year}")
    if match := re.fullmatch(r"([\dX]{4})-([QH])([1-4X])", value):
        return _part(*match.groups())
    if match := re.fullmatch(r"([\dX]{4})-(SP|SU|FA|AU|WI)", value):
        return _of(SEASONS[match[2]], match[1])
    if match := re.fullmatch(r"([\dX]{4})-W([\dX]{2})(?:-([1-7]|WE))?", value):
        return _week(value, *match.groups())
    if match := re.fullmatch(r"(\d{3})X", value):
        return f"the {match[1]}0s"
    if match := re.fullmatch(r"(\d{2})XX", value):
        return f"the {int(match[1]) * 100}s"
    if match := re.fullmatch(r"P(\d+)([YMWD])", value):
        return plural(int(match[1]), UNITS[match[2]])
    return value


def _of(part: str, year: str) -> str:
    return part if "X" in year else f"{part} of {year}"


def _part(year: str, kind: str, number: str) -> str:
    name = "quarter" if kind == "Q" else "half"
    return _of(f"{ORDINALS[number]} {name}" if number in ORDINALS else f"a {name}", year)


def _week(value: str, year: str, week: str, day: str | None) -> str:
    if "X" in year or "X" in week:
        return WEEKDAYS[int(day) - 1] if day and day.isdigit() else "the weekend" if day else "a week"
    try:
        first = date.fromisocalendar(int(year), int(week), int(day) if day and day.isdigit() else 1)
        if day == "WE":
            first = date.fromisocalendar(int(year), int(week), 6)
    except ValueError:
        return value
    said = f"{first.day} {MONTHS[first.month - 1]} {first.year}"
    return f"weekend of {said}" if day == "WE" else said if day else f"week of {said}"


def date_key(value: str | None) -> str:
    """Sorting key of a date: the last day it may mean, so the nearest comes first and a bare year after its months.

    What names no year comes last.
    """
    span = interval(value)
    return span[1].isoformat() if span else "9999"


def plural(number: int, one: str, many: str | None = None) -> str:
    """The number with the right form of its noun: "1 brief", "2,000 briefs"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def times(number: int) -> str:
    """How often, in words where there is one: "once", "twice", "3 times"."""
    return {1: "once", 2: "twice"}.get(number, f"{number:,} times")


def listed(words: tuple[str, ...] | list[str], joiner: str = "and") -> str:
    """Words as a list in a sentence: "a", "a and b", "a, b and c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {joiner} {words[-1]}" if words else ""


def month_key(published: str | None) -> str:
    """The month a brief is filed under: ``2025-05``, ``2025`` when no month is known, or ``undated``."""
    return published[:7] if published else "undated"


def month_name(key: str) -> str:
    """The heading of a month: "May 2025", "2025", "Undated"."""
    return "Undated" if key == "undated" else human_date(key)


def minutes(words: int, read: bool = True) -> str:
    """How long reading takes: "1 min read", or "1 min" alone."""
    return f"{max(1, round(words / WORDS_PER_MINUTE))} min" + " read" * read


def brief_words(brief: Brief) -> int:
    """Number of words a reader of the brief reads, proofs left closed."""
    texts = [brief.title, brief.takeaway.text, brief.note]
    texts += [i.text for items in (brief.key_points, brief.whats_next, brief.quotes, brief.events) for i in items]
    texts += [f"{f.text} {f.measure or ''}" for f in brief.figures]
    texts += [f"{a.name} {a.role or ''}" for a in brief.actors]
    texts += [f"{t.term} {t.definition or ''}" for t in brief.terms]
    return sum(word_count(text) for text in texts)


def number(value: Decimal) -> str:
    """A number as people write it: "244.8 billion", "32.7", "1,200"; scales from a million on."""
    for scale, name in ((Decimal(10**12), "trillion"), (Decimal(10**9), "billion"), (Decimal(10**6), "million")):
        if abs(value) >= scale:
            return f"{_trim(value / scale)} {name}"
    return _trim(value)


def _trim(value: Decimal) -> str:
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def sentence_case(text: str) -> str:
    """The text with its first letter in upper case; names inside keep theirs."""
    return text[:1].upper() + text[1:]
