"""Dates at the precision they are stated: as intervals, with the year filled in where it is known. Pure."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from generator.core.model import Brief

_SEASON = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "AU": (9, 11), "WI": (12, 12)}


def interval(value: str | None) -> tuple[date, date] | None:
    """First and last day of a TIMEX3 DATE or a period; None when it has no year or is no date.

    Understands ``2025``, ``202X``, ``2025-05``, ``2025-05-09``, ``2025-05-09T10:00``, ``2025-Q2``, ``2025-H2``,
    ``2025-W19``, seasons (``2025-SU``) and ranges ``A/B``.
    """
    if not value:
        return None
    if "/" in value:
        first, last = (interval(part) for part in value.split("/", 1))
        return (first[0], max(first[1], last[1])) if first and last else None
    try:
        return _single(value)
    except ValueError:
        return None


def _single(value: str) -> tuple[date, date] | None:
    if m := re.fullmatch(r"(\d{4})", value):
        return date(int(m[1]), 1, 1), date(int(m[1]), 12, 31)
    if m := re.fullmatch(r"(\d{3})X", value):
        return date(int(m[1]) * 10, 1, 1), date(int(m[1]) * 10 + 9, 12, 31)
    if m := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?", value):
        day = date(int(m[1]), int(m[2]), int(m[3]))
        return day, day
    if m := re.fullmatch(r"(\d{4})-(\d\d)(?:-XX)?", value):
        return _months(int(m[1]), int(m[2]), int(m[2]))
    if m := re.fullmatch(r"(\d{4})-Q([1-4])", value):
        return _months(int(m[1]), 3 * int(m[2]) - 2, 3 * int(m[2]))
    if m := re.fullmatch(r"(\d{4})-H([12])", value):
        return _months(int(m[1]), 6 * int(m[2]) - 5, 6 * int(m[2]))
    if m := re.fullmatch(r"(\d{4})-(SP|SU|FA|AU|WI)", value):
        return _months(int(m[1]), *_SEASON[m[2]])
    if m := re.fullmatch(r"(\d{4})-W(\d\d)(?:-(WE|[1-7]))?", value):
        first = date.fromisocalendar(int(m[1]), int(m[2]), 1)
        if m[3]:
            first += timedelta(5 if m[3] == "WE" else int(m[3]) - 1)
        return first, first + timedelta(6 if not m[3] else 1 if m[3] == "WE" else 0)
    return None


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def with_year(value: str, year: int) -> str:
    """A value whose year nobody stated (``XXXX-05-09``), in the given year."""
    return f"{year:04d}{value[4:]}" if value.startswith("XXXX") else value


def resolve(value: str | None, published: str | None, ahead: bool) -> str | None:
    """The value with the year it must have: the next such day after publication when ahead, else the last before.

    A value that states its year, and one that no publication date helps, comes back as it is.
    """
    if not value or not value.startswith("XXXX"):
        return value
    around = interval(published)
    if around is None:
        return value
    for year in (around[0].year - 1, around[0].year, around[0].year + 1)[:: 1 if ahead else -1]:
        candidate = interval(with_year(value, year))
        if candidate and (candidate[1] >= around[0] if ahead else candidate[0] <= around[1]):
            return with_year(value, year)
    return value


def placed(brief: Brief) -> tuple[date, date] | None:
    """When a brief's article was written: its publication date, else not before its latest fully dated event."""
    published = interval(brief.article.published)
    if published:
        return published
    days = [i for event in brief.events if len(event.date) == 10 and (i := interval(event.date))]
    return max(days) if days else None


def newest_first(brief: Brief) -> tuple[int, str]:
    """Sort key: newest publication date first, undated briefs last, equal dates by id."""
    span = interval(brief.article.published)
    return (-span[0].toordinal() if span else 1, brief.id)
