"""When an undated article was written, inferred from what it says; never guessed, never from the clock.

The newest day told as past and the earliest one told as ahead are limits. An anniversary of a well-known event that is
being kept gives the year, and the month where it is kept these days; else the month is that of the last day the lead
tells of ("On February 24, they met"). A wrong date is worse than none: where the words conflict or leave a choice, none
is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from generator.core.tables import table
from generator.core.when import WEEKDAYS, When
from generator.language import timex
from generator.language.timex import Timex

FRESH = 20
"""An article is mostly written within ten days of the last day it tells of: told of a day after the 20th, it may be
next month's, unless it says so ("earlier this month")."""
LEAD = 2
"""Sentences in which a report names the day it is about."""
OPENING = 4
"""Sentences in which a report tells its occasion."""
BEFORE = 200
"""Characters before a date that tell whether it is past or to come."""
WIDEST = timedelta(days=731)
"""Limits of publication further apart than two years are not given: they are no answer to when it was."""

_BREAK = re.compile(r"(?<=[.!?])[\"”’)\]]*\s+(?=[\"“‘(\[]?[A-Z])|\n+")
_TENSES = table("tense")
_AHEAD = re.compile(rf"\b(?:{'|'.join(_TENSES['ahead'])}|['’]ll)\b", re.IGNORECASE)
_PAST = re.compile(rf"\b(?:{'|'.join(_TENSES['past'].split())}|set out|\w{{2,}}ed)\b", re.IGNORECASE)
_BE_DONE = re.compile(r"\bbe (?:\w+ly )?\w+(?:ed|n|t)\b", re.IGNORECASE)
_ANNIVERSARY = re.compile(
    r"\b(?P<count>\d{1,3})(?:st|nd|rd|th)\s+anniversary\s+(?:of|since)\s+(?P<what>[^.!?\n]{3,120})",
    re.IGNORECASE,
)
_TO_COME = re.compile(r"\b(?:in|by|until|during|for|from|before|after|through)\s+$", re.IGNORECASE)
_ARRIVING = re.compile(
    r"(?:^|\b(?:is|are) )(?:arriv|travel|fly|gather|meet)ing (?:\S+ ){0,6}?(?:to|for) ", re.IGNORECASE
)
_THIS_MONTH = re.compile(r"\bearlier this month\b", re.IGNORECASE)
_THIS_WEEK = re.compile(r"\b(?:this week|today|tomorrow|yesterday)\b", re.IGNORECASE)
_AT = re.compile(r"\b(?:in|on|since|during|after)\s+(?:(?:early|mid|late)[ -])?$", re.IGNORECASE)
_BACK = re.compile(r"\b(?:since|after|has|have|had|was|were|who|which|that|as)\b", re.IGNORECASE)
_TO_DO = re.compile(r"\bto (?:\w+ly )?[a-z]{2,}\b(?![^,;]*[,;])|\b(?:would|could|may|might|should|must|can)\b")
_MONTH = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?")
_YEAR = re.compile(r"(?:19|20)\d\d(?:$|-)")
_OTHER_YEAR = re.compile(r"\b(?:last|next|previous|following|coming|that) year\b", re.IGNORECASE)
_KEPT_NOW = re.compile(r"\b(?:this (?:year|week|month)|today|will|are|['’]ll|marks|takes place)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with its calendar dates; it may tell of the past alone or of what lies ahead alone."""

    text: str
    dates: tuple[Timex, ...]
    past: bool
    ahead: bool

    def before(self, when: Timex) -> str:
        """The words shortly before a date."""
        return self.text[max(0, when.start - BEFORE) : when.start]


@dataclass(frozen=True, slots=True)
class Inferred:
    """What the words settle: a month, else the first and the last day it can have been, or neither."""

    published: str | None = None
    between: tuple[str, str] | None = None


def infer_published(text: str, added: str | None = None) -> Inferred:
    """When an article that states no date was published.

    Args:
        text: its words.
        added: the day it was brought in, which is not before that of publication.
    """
    sentences = tuple(map(_read, filter(str.strip, _BREAK.split(text))))
    years = {year for s in sentences if not s.past and _KEPT_NOW.search(s.text) for year, _, _ in _anniversaries(s)}
    year = years.pop() if len(years) == 1 else None
    month = _month(sentences)
    if year and month:
        return Inferred(f"{year:04d}-{month:02d}")
    if kept := _kept_these_days(sentences, text):
        return Inferred(kept)
    first, last = _limits(sentences, year, added)
    if first is None or last is None or first > last:
        return Inferred()
    if f"{first:%Y-%m}" == f"{last:%Y-%m}":
        return Inferred(f"{first:%Y-%m}")
    return Inferred(between=(first.isoformat(), last.isoformat()) if last - first <= WIDEST else None)


def _read(text: str) -> _Sentence:
    ahead = _AHEAD.search(text) is not None
    past = _PAST.search(_BE_DONE.sub(" ", _AHEAD.sub(" ", text))) is not None
    dates = tuple(found for found in timex.find(text) if found.type == "DATE")
    return _Sentence(text, dates, past and not ahead, ahead and not past)


def _limits(sentences: Sequence[_Sentence], year: int | None, added: str | None) -> tuple[date | None, date | None]:
    """The first and the last day it can have been written on: None where nothing limits it."""
    told = [when.start for s in sentences if s.past for when in _told(s)]
    ahead = [when.end for s in sentences if s.ahead for when in _announced(s)]
    if year:
        told.append(date(year, 1, 1))
        ahead.append(date(year, 12, 31))
    if brought := When.parse(added):
        ahead.append(brought.end)
    return max(told, default=None), min(ahead, default=None)


def _told(sentence: _Sentence) -> Iterator[When]:
    """Times at which something has happened: "in March 2025", "since 2014", but not "agreed to start in 2031"."""
    for found in sentence.dates:
        before = sentence.before(found)
        if _AT.search(before) and not _TO_DO.search(before) and (when := When.parse(found.value)):
            yield when


def _announced(sentence: _Sentence) -> Iterator[When]:
    """Times that lie ahead: "will open in May 2026", but not "is to restore what has been missing since 2011"."""
    for found in sentence.dates:
        before = sentence.before(found)
        verb = max((match.end() for match in _AHEAD.finditer(before)), default=len(before))
        if _TO_COME.search(before) and not _BACK.search(before, verb) and (when := When.parse(found.value)):
            yield when


def _month(sentences: Sequence[_Sentence]) -> int | None:
    """The month of the last day that the lead tells as past, when the article was surely written close to it."""
    told = (_MONTH.fullmatch(d.value) for s in sentences[:LEAD] if s.past for d in s.dates)
    days = [(int(match[1]), int(match[2])) for match in told if match and match[2]]
    if not days:
        return None
    month, day = days[-1]
    named = (_MONTH.match(d.value) for s in sentences if not s.past for d in s.dates)
    later = {int(match[1]) for match in named if match} - {month}
    fresh = day <= FRESH and not later
    return month if fresh or any(_THIS_MONTH.search(s.text) for s in sentences) else None


def _kept_these_days(sentences: Sequence[_Sentence], text: str) -> str | None:
    """The month of a well-known day whose anniversary the opening tells of as kept this week.

    "Arriving in Moscow to commemorate the 80th anniversary of ..." and "on Friday" where the anniversary is a Friday.
    """
    week = any(_THIS_WEEK.search(s.text) for s in sentences[:OPENING])
    for sentence in sentences[:OPENING]:
        for year, known, before in _anniversaries(sentence):
            day = date.fromisoformat(f"{year}-{known.day}") if known.day else None
            if day and (_ARRIVING.search(before) or (week and WEEKDAYS[day.weekday()] in text)):
                return f"{day:%Y-%m}"
    return None


def _anniversaries(sentence: _Sentence) -> Iterator[tuple[int, _WellKnown, str]]:
    """The years in which anniversaries of a sentence are kept, each with its event and the words before it.

    None where the sentence names another year, in which they may be kept.
    """
    if _OTHER_YEAR.search(sentence.text) or any(_YEAR.match(found.value) for found in sentence.dates):
        return
    for match in _ANNIVERSARY.finditer(sentence.text):
        for known in _well_known():
            if known.words.search(match["what"]) and known.where.search(sentence.text):
                yield known.year + int(match["count"]), known, sentence.text[: match.start()]
                break


class _WellKnown(NamedTuple):
    """An event with its year and perhaps its day: what happened, and what must stand in the sentence besides."""

    year: int
    day: str
    words: re.Pattern[str]
    where: re.Pattern[str]


@cache
def _well_known() -> tuple[_WellKnown, ...]:
    return tuple(
        _WellKnown(
            int(row["year"]),
            row.get("day", ""),
            re.compile(row["words"], re.IGNORECASE),
            re.compile(row.get("where", ""), re.IGNORECASE),
        )
        for row in table("anniversaries")
    )
