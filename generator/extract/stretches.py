"""Times with two ends: days that run on, weeks, ranges of months and years."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from generator.core.model import DateMention
from generator.core.when import When
from generator.extract.parsed import Parsed
from generator.extract.verbs import direction, governor, helpers, is_moved, root_of
from generator.language.timex.calendar import Anchor, shift_day, shift_month, shift_week, shift_year
from generator.language.timex.words import NUMBER, number

DAY, WEEK = timedelta(days=1), timedelta(days=7)
_WEEK_DAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")
_COUNTED = re.compile(
    rf"(?i)\b(?:(?:for|over|lasting) (?P<number>{NUMBER}) (?:(?P<unit>day|night)|week)s?,?"
    r"(?: from| (?:starting|beginning)(?: on| from)?)|the week(?: of| beginning| starting)(?: on)?) (?:the )?$"
)
MOST_DAYS = 100
"""What runs longer ends on no certain day."""
_RUNS = re.compile(r"(?: and |(?:,? ?(?:(?:up )?to|until|till|through|thru|into)(?: the)?|[-–—]| [-–—]) ?)")


_AHEAD = re.compile(r"(?i)(?:the )?(?:next|coming|following) (?=\S)")
_FROM_NOW = re.compile(r"(?i)\bin\s+$")
_SIZE = re.compile(r"P(\d+)([DWMY])")
_SHIFTS: Mapping[str, Callable[[Anchor, int], str]] = {
    "D": shift_day,
    "W": shift_week,
    "M": shift_month,
    "Y": shift_year,
}


def reckoned(parsed: Parsed, date: DateMention, today: When | None) -> DateMention:
    """A time ahead that is counted from the day of publication as the time that it is, as coarse as its unit.

    "will close in two years" is one, "over the next two years" runs from now to one; other times, and all where the day
    is not known, stay as they are.
    """
    size = _SIZE.fullmatch(date.value) if date.type == "DURATION" else None
    root = root_of(parsed, date)
    if size is None or root is None or today is None or today.precision != "day":
        return date
    runs, verb = _AHEAD.match(date.text), governor(root) or root
    toward = None if "would" in helpers(verb) else direction(root)
    counted = toward == "future" and _FROM_NOW.search(words_before(parsed, date))
    if toward == "past" or not (runs or counted):
        return date
    now, count = Anchor(today.start.year, today.start.month, today.start.day), int(size[1])
    shift = _SHIFTS[size[2]]
    if runs and size[2] == "W":
        shift, count = shift_day, 7 * count  # from today on, not from a Monday
    value = f"{shift(now, 0)}/{shift(now, count)}" if runs else shift(now, count)
    return replace(date, type="DATE", value=value) if When.parse(value) else date


def span_of(parsed: Parsed, date: DateMention, dates: Sequence[DateMention]) -> str:
    """The value of a date, with its other end where it runs on ("June 3 to 5", a week, a weekend): ``A/B``."""
    value, when = date.value.partition("T")[0], When.parse(date.value)
    if when and when.precision in ("week", "weekend"):
        return f"{when.start}/{when.end}"
    if end := _last_counted(parsed, date, when) or _last_listed(parsed, date, dates):
        return f"{value}/{end}"
    for one, other in pairwise(dates):
        between = parsed.article.text[one.evidence[0].end : other.evidence[0].start]
        first, last = When.parse(one.value, 2000), When.parse(other.value, 2000)
        if date not in (one, other) or not _RUNS.fullmatch(between) or first is None or last is None:
            continue
        if is_moved(parsed, one):
            continue
        apart = between == " and " and not words_before(parsed, one).lower().endswith("between ")
        if apart and last.start - first.end != DAY:
            continue  # "on 5 and 12 December": two days, of which the first is told
        if first.certainly_before(last):
            return f"{one.value.partition('T')[0]}/{other.value.partition('T')[0]}"
        if _WEEK_DAY.fullmatch(one.text) and _WEEK_DAY.fullmatch(other.text):  # "from Sunday to Wednesday"
            return f"{first.start}/{last.start + WEEK * ((first.start - last.start) // WEEK + 1)}"
    return value


def _last_counted(parsed: Parsed, date: DateMention, when: When | None) -> str | None:
    """The last day of what runs for a number of days: "for three nights from 4 May", "in the week of 4 May"."""
    at = date.evidence[0].start
    counted = _COUNTED.search(parsed.article.text, max(0, at - 60), at)
    if counted is None or when is None or when.precision != "day":
        return None
    days = int(number(counted["number"] or "one") or 0) * (1 if counted["unit"] else 7)
    begins = counted["number"] or when.start.isoweekday() in (1, 7)  # a week of its Monday or Sunday
    return (when.start + days * DAY - DAY).isoformat() if begins and 1 < days < MOST_DAYS else None


def _last_listed(parsed: Parsed, date: DateMention, dates: Sequence[DateMention]) -> str | None:
    """The last of days listed one after the other: "on 4, 5 and 6 May"; None where there is one, or a gap."""
    last = date
    for one, other in pairwise(dates):
        between = parsed.article.text[one.evidence[0].end : other.evidence[0].start]
        first, then = When.parse(one.value, 2000), When.parse(other.value, 2000)
        follows = first and then and first.precision == then.precision == "day" and then.start - first.start == DAY
        if one == last and follows and between.strip() in (",", "and", ", and", "/", "&"):
            last = other
    return None if last == date else last.value.partition("T")[0]


def words_before(parsed: Parsed, date: DateMention) -> str:
    """The dozen characters in front of a date."""
    start = date.evidence[0].start
    return parsed.article.text[max(0, start - 12) : start]
