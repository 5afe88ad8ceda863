"""When an article was published: what states it best, and where its day and month leave a choice, what settles it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import PurePosixPath

from generator.core.model import Diagnostic, PublishedSource
from generator.core.when import MONTHS, TO_THE_DAY
from generator.ingest.cleaning.boilerplate import is_prose
from generator.ingest.cleaning.masthead import CHRONICLE
from generator.ingest.draft import Given
from generator.ingest.publication import infer_published
from generator.ingest.stamps import date_in_address, date_in_name, find_stamps
from generator.language.dateline import Dateline, read_dateline
from generator.language.timex.words import WEEKDAY, weekday_number

LEAD = 3
"""Lines, or paragraphs of prose, from the top among which a report opens, with its dateline and the day of its news."""
_WEEKDAY = re.compile(rf"(?<!until )(?<!by )(?<!next )\b{WEEKDAY}(?!\.?,?\s\d{{1,2}}/)")
"""A weekday that may be the day of the news: no bound, and not the one of a day in figures ("Friday, 12/12/25")."""


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
    day = address if address and len(address) == TO_THE_DAY else None
    dateline = next((d for d in map(read_dateline, _opening(text)) if d), None)
    full = dateline.date if dateline and _is_full(dateline) and not _is_chronicle(text) else None
    choices: tuple[tuple[str | None, PublishedSource], ...] = (
        (given.published, given.published_source),
        (named, "filename"),
        (day, "address"),
        (stated[0] if len(stated) == 1 else None, "stated"),
        (full, "dateline"),
    )
    for published, how in choices:
        if published:
            return Dating(published, how)
    if len(stated) > 1:
        return _settled(stated, text)
    if address:  # a month
        return Dating(_day_of(address, dateline), "address")
    return _inferred(text, given.added)


def _day_of(month: str, dateline: Dateline | None) -> str:
    """The day of a dateline without a year that stands in a month; the month itself where none does."""
    day = dateline.date if dateline and dateline.date else ""
    return month[:4] + day[4:] if day.startswith(f"XXXX{month[4:]}") else month


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


def _settled(readings: Sequence[str], text: str) -> Dating:
    """Of two readings of 03/04/2025 the one that the article's other dates or its weekday allow; else the year that
    they share.

    The order of day and month is that of any date of the text with one reading (its day is above 12, or its weekday
    stands beside it); else news is of the day it names, or of the day before: "this Tuesday" was written on a Tuesday
    or on a Wednesday; else of a month that the first lines name with a day.
    """
    kept = tuple(reading for reading in readings if _same_order(reading, readings, text)) or tuple(readings)
    if len(kept) > 1 and (weekday := _told_weekday(text)):
        kept = tuple(reading for reading in kept if _follows(reading, weekday)) or kept
    if len(kept) > 1:
        kept = tuple(reading for reading in kept if _names_month(reading, text)) or kept
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


def _names_month(reading: str, text: str) -> bool:
    """Whether the first lines name a day of a reading's month beside its weekday ("Sunday, 3 May")."""
    month = MONTHS[int(reading[5:7]) - 1]
    lead = "\n".join(text.split("\n\n")[:LEAD])
    return re.search(rf"{WEEKDAY},?\s\(?(?:\d{{1,2}}\s{month}|{month}\s\d)", lead) is not None


def _follows(reading: str, weekday: int) -> bool:
    day = date.fromisoformat(reading)
    return weekday in (day.isoweekday(), (day - timedelta(days=1)).isoweekday())


def _inferred(text: str, added: str | None) -> Dating:
    inferred = infer_published(text, added)
    if inferred.published:
        return Dating(inferred.published, "inferred")
    return Dating(source="interval", between=inferred.between) if inferred.between else Dating()
