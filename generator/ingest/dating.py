"""When an article was published: what states it best, and where its day and month leave a choice, what settles it."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import PurePosixPath

from generator.core.model import Diagnostic, PublishedSource
from generator.core.when import TO_THE_DAY
from generator.ingest.cleaning.boilerplate import is_prose
from generator.ingest.cleaning.masthead import CHRONICLE, PUBLISHED
from generator.ingest.cleaning.signature import read_signature
from generator.ingest.draft import Given
from generator.ingest.publication import infer_published
from generator.ingest.stamps import date_in_address, date_in_name, find_stamps, month_in_address
from generator.language.dateline import Dateline, read_dateline
from generator.language.timex.words import MONTH, WEEKDAY, month_number, weekday_number

LEAD = 3
"""Lines, or paragraphs of prose, from the top among which a report opens, with its dateline and the day of its news."""
APART = 31
"""Days by which a file's name and a date the article states may differ; more is a question to a person."""

WEEK = timedelta(days=7)
"""News tells of the week before it, and of the week to come."""

_WEEKDAY = re.compile(rf"(?<!until )(?<!by )(?<!next )\b{WEEKDAY}(?!\.?,?\s\d{{1,2}}/)")
"""A weekday that may be the day of the news: no bound, and not the one of a day in figures ("Friday, 12/12/25")."""
_DAY = rf"(?:(?P<m>{MONTH})\s(?P<d>\d{{1,2}})|(?P<day>\d{{1,2}})\s(?P<month>{MONTH}))"
_DAYS_OF_WEEK = (
    re.compile(rf"\b(?P<weekday>{WEEKDAY}),?\s\(?{_DAY}(?!\d|,?\s?\d{{4}})"),
    re.compile(rf"\b{_DAY},?\s\(?(?P<weekday>{WEEKDAY})\b"),
)
"""A day of the month beside its weekday, of a year that nobody says."""


@dataclass(frozen=True, slots=True)
class Dating:
    """A publication date and where it comes from; `between` where only its limits are known."""

    published: str | None = None
    source: PublishedSource = "unknown"
    between: tuple[str, str] | None = None
    diagnostics: tuple[Diagnostic, ...] = ()


def date_article(source: str, given: Given, stated: Sequence[str], text: str) -> Dating:
    """The date of an article by the best source there is.

    Args:
        source: the article's path, whose name may hold a day.
        given: what its front matter says.
        stated: the date above the article: one, or the two readings of one like 03/04/2025.
        text: the article's words.
    """
    named = date_in_name(PurePosixPath(source).name)
    address = date_in_address(given.url or "") or date_in_address(f"/{given.path or ''}")
    dateline = next((d for d in map(read_dateline, _opening(text)) if d), None)
    full = dateline.date if dateline and _is_full(dateline) and not _is_chronicle(text) else None
    line = stated[0] if len(stated) == 1 else None
    choices: tuple[tuple[str | None, PublishedSource], ...] = (
        (given.published, given.published_source),
        (named, "filename"),
        (address, "address"),
        (line, "stated"),
        (_labelled(text), "stated"),
        (full, "dateline"),
    )
    for published, how in choices:
        if published and how == "stated" and _belied(published, text):  # some pages have the day of the visit on top
            said = f"The page says {published}, but the article's weekdays are of another year: when was it published?"
            inferred = _inferred(text, given.added)
            return replace(inferred, diagnostics=(Diagnostic("date-conflict", "warning", said),))
        if published:
            return Dating(published, how, diagnostics=tuple(_contradicted(published, how, line or full)))
    if len(stated) > 1:
        return _settled(stated, text)
    if month := month_in_address(given.url or "") or month_in_address(f"/{given.path or ''}"):
        return Dating(_day_of(month, dateline), "address")
    return _inferred(text, given.added)


def _day_of(month: str, dateline: Dateline | None) -> str:
    """The day of a dateline without a year that stands in a month; the month itself where none does."""
    day = dateline.date if dateline and dateline.date else ""
    return month[:4] + day[4:] if len(month) == 7 and day.startswith(f"XXXX{month[4:]}") else month


def _labelled(text: str) -> str | None:
    """The day of a line that only says when its page was published, wherever it stands; None for none, or for two."""
    said = (read_signature(line) for line in text.split("\n\n") if PUBLISHED.match(line))
    days = {day for signature in said if signature for day in signature.dates}
    return days.pop() if len(days) == 1 else None


def _is_full(dateline: Dateline) -> bool:
    return dateline.date is not None and not dateline.date.startswith("X")


def _is_chronicle(text: str) -> bool:
    """Whether lines with a day each ("1 May 2025: The port opens.") tell what happened when, none of them today."""
    days = (d for d in map(read_dateline, text.split("\n\n")) if d and _is_full(d))
    return sum(1 for _ in days) >= CHRONICLE


def _opening(text: str) -> Iterator[str]:
    """The lines in which a report opens: its first paragraphs, and what a page left above them."""
    prose = 0
    for line in text.split("\n\n"):
        yield line
        prose += is_prose(line)
        if prose == LEAD:
            return


def _belied(published: str, text: str) -> bool:
    """Whether all weekdays beside a day of the month ("Sunday, July 21") are of another year than the page's date."""
    if len(published) < TO_THE_DAY:
        return False
    told = list(_days_of_week(text, date.fromisoformat(published)))
    return bool(told) and all(day.isoweekday() != weekday for day, weekday in told)


def _is_near(reading: str, text: str) -> bool:
    """Whether a day of the first lines that stands beside its weekday ("Sunday, 3 May") is within a week."""
    near, lead = date.fromisoformat(reading), "\n".join(text.split("\n\n")[:LEAD])
    return any(abs(near - day) <= WEEK for day, _ in _days_of_week(lead, near))


def _days_of_week(text: str, near: date) -> Iterator[tuple[date, int]]:
    """The days of the month beside their weekday, each of the year in which it is nearest to a day, and the weekday."""
    for form in _DAYS_OF_WEEK:
        for match in form.finditer(text):
            if day := _nearest(near, month_number(match["m"] or match["month"]), int(match["d"] or match["day"])):
                yield day, weekday_number(match["weekday"])


def _nearest(near: date, month: int, day: int) -> date | None:
    """The day of a month that is nearest to another day; None for one that no year has."""
    years = (near.year - 1, near.year, near.year + 1)
    days = [date(year, month, day) for year in years if 1 <= day <= monthrange(year, month)[1]]
    return min(days, key=lambda one: abs((one - near).days), default=None)


def _contradicted(published: str, how: PublishedSource, said: str | None) -> Iterator[Diagnostic]:
    """A remark where the file's name or address gives another time than the article itself."""
    if how in ("filename", "address") and said and len(said) == len(published) == TO_THE_DAY:
        days = abs((date.fromisoformat(published) - date.fromisoformat(said)).days)
        if days > APART:
            what = "file's name" if how == "filename" else "address"
            yield Diagnostic("date-conflict", "warning", f"The {what} says {published}, the article {said}.")


def _settled(readings: Sequence[str], text: str) -> Dating:
    """Of two readings of 03/04/2025 the one that the article's other dates or its weekday allow; else the year that
    they share.

    The order of day and month is that of any date of the text with one reading (its day is above 12, or its weekday
    stands beside it); else news is of the day it names, or of the day before: "this Tuesday" was written on a Tuesday
    or on a Wednesday; else within a week of a day it names with its weekday.
    """
    kept = tuple(reading for reading in readings if _same_order(reading, readings, text)) or tuple(readings)
    if len(kept) > 1 and (weekday := _told_weekday(text)):
        kept = tuple(reading for reading in kept if _follows(reading, weekday)) or kept
    if len(kept) > 1:
        kept = tuple(reading for reading in kept if _is_near(reading, text)) or kept
    if len(kept) == 1:
        return Dating(kept[0], "inferred")
    years = {reading[:4] for reading in kept}
    asked = "which one is day, which month?" if len(years) == 1 else "which one is the year?"
    question = Diagnostic("date-order", "warning", f"The article says {' or '.join(kept)}: {asked}")
    told = Dating(years.pop(), "stated") if len(years) == 1 else Dating()
    return replace(told, diagnostics=(question,))


def _same_order(reading: str, readings: Sequence[str], text: str) -> bool:
    """Whether the text's other dates in figures have the order of this reading; True where none tells."""
    month_first = reading == readings[0]
    for stamp in find_stamps(text):
        first, _, rest = text[stamp.start : stamp.end].partition("/")
        if len(stamp.values) == 1 and len(first) < 3 and int(first) != int(rest.partition("/")[0]):
            return (int(stamp.values[0][5:7]) == int(first)) == month_first
    return True


def _told_weekday(text: str) -> int | None:
    """The one weekday the first lines name, None where they name none or several."""
    days = {weekday_number(m[0]) for line in text.split("\n\n")[:LEAD] for m in _WEEKDAY.finditer(line)}
    return days.pop() if len(days) == 1 else None


def _follows(reading: str, weekday: int) -> bool:
    day = date.fromisoformat(reading)
    return weekday in (day.isoweekday(), (day - timedelta(days=1)).isoweekday())


def _inferred(text: str, added: str | None) -> Dating:
    inferred = infer_published(text, added)
    if inferred.published:
        return Dating(inferred.published, "inferred")
    return Dating(source="interval", between=inferred.between) if inferred.between else Dating()
