"""Values in the words people use: dates, counts, kinds. Pure; never the word "None"."""

from __future__ import annotations

import re
from functools import lru_cache

from generator.core.model import Article, Brief
from generator.core.text import plural, word_count
from generator.core.when import MONTHS, SEASONS, WEEKDAYS, When

ORDINALS = ("first", "second", "third", "fourth")
REFERENCES = {"PRESENT_REF": "now", "FUTURE_REF": "in the future", "PAST_REF": "in the past"}
UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day"}

WORDS_PER_MINUTE = 238
"""Silent reading of English non-fiction by adults: Brysbaert 2019, Journal of Memory and Language 109, 104047."""


@lru_cache(maxsize=16384)
def human_date(value: str | None) -> str:
    """A TIMEX3 or ISO 8601 date at the precision it states ("9 May 2025", "second quarter of 2025"); "" for None.

    Of what runs over several days both ends are told ("26–27 December 2026"). A value of no known shape comes back as
    it is, so that nothing a brief states is lost.
    """
    if not value:
        return ""
    first, stroke, last = value.partition("/")
    if stroke:
        return _range(first, last)
    when = When.parse(value, LEAP_YEAR)
    if when is None:
        return _no_date(value)
    clock = re.search(r"T(\d\d:\d\d)", value)
    part, joint = _part(when)
    said = part if value.startswith("XXXX") else f"{part}{joint}{when.start.year}" if joint else part
    return f"{said}, {clock[1]}" if clock else said


LEAP_YEAR = 2000
"""Stands for a year nobody states, in which every day of the calendar is possible."""


def _part(when: When) -> tuple[str, str]:
    """A time without its year, and what joins it with the year ("" where it tells the year itself)."""
    start = when.start
    day, month = f"{start.day} {MONTHS[start.month - 1]}", MONTHS[start.month - 1]
    quarter = ORDINALS[(start.month - 1) // 3]
    half = ORDINALS[(start.month - 1) // 6]
    season = next((name for name, code in SEASONS.items() if when.text[5:] in (code, code.replace("FA", "AU"))), "")
    said = {
        "day": (day, " "),
        "weekend": (f"weekend of {day}", " "),
        "week": (f"week of {day}", " "),
        "month": (month, " "),
        "quarter": (f"{quarter} quarter", " of "),
        "half": (f"{half} half", " of "),
        "season": (season, " of "),
        "year": (when.text, ""),
        "decade": (f"the {start.year}s", ""),
        "century": (f"the {start.year}s", ""),
    }
    return said[when.precision]


def _range(first: str, last: str) -> str:
    """Both ends, what they share told once."""
    one, other = _ends(first, last)
    joint = "–" if one.isdigit() and first.count("-") == last.count("-") else " to "
    return f"{one}{joint}{other}"


def _ends(first: str, last: str) -> tuple[str, str]:
    """Two days in words, the first without the month or year that the last one tells."""
    one, other = When.parse(first, LEAP_YEAR), When.parse(last, LEAP_YEAR)
    if one and other and one.precision == other.precision == "day" and first[:4] == last[:4]:
        return str(one.start.day) if first[:7] == last[:7] else _part(one)[0], human_date(last)
    return human_date(first), human_date(last)


def published(article: Article) -> str:
    """When an article appeared: "9 May 2025", "Between 3 and 9 May 2025" or "Date not known"."""
    if article.published:
        return human_date(article.published)
    if article.published_between:
        return "Between {} and {}".format(*_ends(*article.published_between))
    return "Date not known"


def source(brief: Brief) -> str:
    """Where a brief's words come from, on one line: authors, title, outlet, day, address."""
    article = brief.article
    authors = listed([name for name in article.authors if name != article.outlet])
    said = (
        authors,
        f"“{brief.title}”",
        article.outlet,
        article.published and human_date(article.published),
        article.url,
    )
    return ", ".join(" ".join(part.split()) for part in said if part)


DATED = {
    "given": "The date of publication was given with the article.",
    "filename": "The date of publication is that of the article’s file name.",
    "address": "The date of publication is that of the article’s address.",
    "stated": "The article states its date of publication.",
    "dateline": "The date of publication is that of the article’s dateline.",
    "inferred": "The date of publication was inferred from what the article says.",
    "interval": "The article gives no date of publication; what it says settles only between which days it appeared.",
    "unknown": "The article gives no date of publication.",
}
"""Where a date of publication comes from, by `Article.published_source`."""


def _no_date(value: str) -> str:
    """What lies on no calendar: references, spans, and parts of a year nobody states."""
    if match := re.fullmatch(r"[\dX]{4}-([QH])([1-4X])", value):
        name = "quarter" if match[1] == "Q" else "half"
        return f"{ORDINALS[int(match[2]) - 1]} {name}" if match[2].isdigit() else f"a {name}"
    if match := re.fullmatch(r"[\dX]{4}-W[\dX]{2}(?:-([1-7]|WE))?", value):
        day = match[1]
        return "a week" if day is None else "the weekend" if day == "WE" else WEEKDAYS[int(day) - 1]
    if match := re.fullmatch(r"P(\d+)([YMWD])", value):
        return plural(int(match[1]), UNITS[match[2]])
    return REFERENCES.get(value, value)


def date_key(value: str | None) -> str:
    """Sorting key of a date: the last day it may mean, so the nearest comes first and a bare year after its months.

    What names no year comes last.
    """
    when = When.parse(value)
    return when.end.isoformat() if when else "9999"


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


def part_name(name: str) -> str:
    """A part of a long list in words: "2025", "May 2025", "May 2025, part 2" (``2025-05-part-2``)."""
    month, _, part = name.partition("-part-")
    return month_name(month) + (f", part {part}" if part else "")


def saved(brief: int, article: int) -> str:
    """What reading a brief instead of its article saves, both in words: "1 min instead of 3"; "" where it saves none.

    >>> saved(200, 700), saved(200, 300), saved(200, 0)
    ('1 min instead of 3', '', '')
    """
    short, long = (max(1, round(words / WORDS_PER_MINUTE)) for words in (brief, article))
    return f"{short} min instead of {long}" if short < long else ""


def brief_words(brief: Brief) -> int:
    """Number of words a reader of the brief reads, proofs closed and the rest of the article folded."""
    texts = [brief.title, brief.takeaway.text, brief.note]
    texts += [i.text for items in (brief.key_points, brief.whats_next) for i in items]
    texts += [f"{f.measure or ''} {f.text}" for f in brief.figures]
    texts += [f"{a.name} {a.role or ''}" for a in brief.actors]
    return sum(word_count(text) for text in texts)


def clipped(text: str, limit: int) -> str:
    """The text on one line, cut at a word and with an ellipsis where it has more than `limit` characters."""
    text = " ".join(text.split())
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + "…"


def sentence_case(text: str) -> str:
    """The text with its first letter in upper case; names inside keep theirs."""
    return text[:1].upper() + text[1:]
