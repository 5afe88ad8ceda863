"""Dates of briefs: the year filled in where it is known, and when an article was written. Pure."""

from __future__ import annotations

from datetime import date

from generator.core.model import Brief
from generator.core.when import When


def resolve(value: str | None, published: str | None, ahead: bool) -> str | None:
    """The value with the year it must have: the next such day after publication when ahead, else the last before.

    A value that states its year, and one that no publication date helps, comes back as it is.
    """
    around = When.parse(published)
    if not value or not value.startswith("XXXX") or around is None:
        return value
    for year in (around.start.year - 1, around.start.year, around.start.year + 1)[:: 1 if ahead else -1]:
        candidate = When.parse(value, year)
        if candidate and (candidate.end >= around.start if ahead else candidate.start <= around.end):
            return value.replace("XXXX", f"{year:04d}")  # of A/B both ends
    return value


def resolved(value: str | None, brief: Brief, ahead: bool) -> str | None:
    """The value with the year it must have by its brief's date; where two days bound that, the one both agree on."""
    between = brief.article.published_between
    if brief.article.published or not between:
        return resolve(value, brief.article.published, ahead)
    first, last = (resolve(value, day, ahead) for day in between)
    return first if first == last else value


def written(brief: Brief) -> When | None:
    """When a brief's article was published: its date, else the days between which that lies; None where not known."""
    between = brief.article.published_between
    return When.parse(brief.article.published or ("/".join(between) if between else None))


def placed(brief: Brief) -> When | None:
    """When a brief's article was `written`, else any time from its latest fully dated event on."""
    ends = (When.parse(e.date.rpartition("/")[2]) for e in brief.events)
    days = [when for when in ends if when and when.precision == "day"]
    told = max(days, key=lambda w: w.start, default=None)
    return written(brief) or (When(f"{told}/", told.start, date.max, "range") if told else None)


def is_over(value: str | None, as_of: str | None) -> bool:
    """Whether all of a time lies before a day; not where one of them is not known."""
    when, today = When.parse(value), When.parse(as_of)
    return bool(when and today and when.certainly_before(today))


def by_day(value: str | None) -> tuple[int, int]:
    """Sort key of a value: its first and its last day; what has no year comes first."""
    when = When.parse(value)
    return (when.start.toordinal(), when.end.toordinal()) if when else (0, 0)


def newest_first(brief: Brief) -> tuple[int, str]:
    """Sort key: newest publication date first, undated briefs last, equal dates by id."""
    return -by_day(brief.article.published)[0] or 1, brief.id


def oldest_first(brief: Brief) -> tuple[int, str]:
    """Sort key: undated briefs first, then the oldest publication date, equal dates by id."""
    return by_day(brief.article.published)[0] or -1, brief.id
