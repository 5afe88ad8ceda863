"""When an undated article was written, inferred from what it says; never guessed, never from the clock.

The month comes from the last day the article tells of ("On February 24, they met"), the year from words that settle it:
an anniversary that is being kept, "this year, 2025", or years told as past and as ahead that leave one year between.
Else the newest day told as past and the earliest one told as ahead are limits, and a dateline or a weekday beside a day
of the month ("Friday, May 9") may leave one date between them. A wrong date is worse than none: where the words
conflict or leave a choice, none is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from typing import NamedTuple

from generator.core.tables import table
from generator.core.when import When
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
ABBREVIATION = 8
"""Characters at the end of a piece among which its abbreviation stands."""
EDGE = 4
"""An anniversary within so many days of a month's end does not settle the month in which it is told of."""
WIDEST = timedelta(days=731)
"""Limits of publication further apart than two years are not given: they are no answer to when it was."""

_BREAK = re.compile(r"(?<=[.!?])[\"”’)\]]*\s+(?=[\"“‘(\[]?[A-Z])|\n+")
_ABBREVIATION = re.compile(
    r"(?:\b[A-Z]\.|\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|St|Jan|Feb|Mar|Apr|Jun|Jul|"
    r"Aug|Sept?|Oct|Nov|Dec|No|vs|Inc|Corp|Co|Ltd))\.?$"
)
_TENSES = table("tense")
_AHEAD = re.compile(rf"\b(?:{'|'.join(_TENSES['ahead'])}|['’]ll)\b", re.IGNORECASE)
_PAST = re.compile(rf"\b(?:{'|'.join(_TENSES['past'].split())}|set out|\w{{2,}}ed)\b", re.IGNORECASE)
_BE_DONE = re.compile(r"\bbe (?:\w+ly )?\w+(?:ed|n|t)\b", re.IGNORECASE)
_PRESENT_YEAR = re.compile(
    r"\bthis year(?:,| \(|[ ]?[-–—] ?)\s*(?P<a>20\d\d)\b|\b(?P<b>20\d\d)(?:,| \(|[ ]?[-–—] ?)\s*this year\b|"
    r"\bso far (?:in|during) (?P<c>20\d\d)\b|\bthe current year,? (?P<d>20\d\d)\b",
    re.IGNORECASE,
)
_ANNIVERSARY = re.compile(
    r"\b(?P<count>\d{1,3})(?:st|nd|rd|th)\s+anniversary\s+(?:of|since)\s+(?P<what>[^.!?\n]{3,120})",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\b(?P<count>\d{2,3})\s+years\s+(?:since|after)\s+(?P<what>[^.!?\n]{3,120})", re.IGNORECASE)
_BASE = re.compile(
    r"^(?:its |the |their )?(?:\w+ ){0,2}?(?P<a>1[5-9]\d\d|20\d\d)\b|\b(?:signed|founded|"
    r"established|concluded|launched|created|born|opened|adopted) (?:\w+ ){0,3}?in (?P<b>1[5-9]\d\d|20\d\d)\b",
    re.IGNORECASE,
)
_TO_COME = re.compile(r"\b(?:in|by|until|during|for|from|before|after|through)\s+$", re.IGNORECASE)
_ARRIVING = re.compile(
    r"(?:^|\b(?:is|are|has|have) )(?:arriv|travel|fl(?:y|own)|gather|meet)\w* (?:\S+ ){0,6}?"
    r"(?:to|for) (?:\S+ ){0,2}(?:commemorat\w*|mark\w*|celebrat\w*|attend\w*|ceremon\w*|the) ?",
    re.IGNORECASE,
)
_THIS_MONTH = re.compile(r"\bearlier this month\b", re.IGNORECASE)
_THIS_WEEK = re.compile(r"\b(?:this week|today|tomorrow|yesterday)\b", re.IGNORECASE)
_AT = re.compile(r"\b(?:in|on|since|during|after)\s+(?:(?:early|mid|late)[ -])?$", re.IGNORECASE)
_BACK = re.compile(r"\b(?:since|after|has|have|had|was|were|who|which|that|as)\b", re.IGNORECASE)
_TO_DO = re.compile(r"\bto (?:\w+ly )?[a-z]{2,}\b(?![^,;]*[,;])|\b(?:would|could|may|might|should|must|can)\b")
_WEEKDAY = re.compile(r"XXXX-WXX-[1-7]")
_OTHER_YEAR = re.compile(r"\b(?:last|next|previous|following|coming|that) year\b", re.IGNORECASE)
_KEPT_NOW = re.compile(
    r"\b(?:this (?:year|week|month)|today|now|will|is|are|['’]ll|upcoming|planning|set to|arriving|marks|"
    r"takes place)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    dates: tuple[Timex, ...]
    past_verb: bool
    ahead: bool

    @property
    def past(self) -> bool:
        """Tells of the past alone."""
        return self.past_verb and not self.ahead

    @property
    def ahead_only(self) -> bool:
        """Tells of what lies ahead alone."""
        return self.ahead and not self.past_verb


@dataclass(frozen=True, slots=True)
class _Mention:
    """A date in a sentence, which stands at this place from the top."""

    at: int
    sentence: _Sentence
    timex: Timex

    @property
    def year(self) -> int:
        """The calendar year it names, 0 when it names none."""
        return _calendar_year(self.timex)

    @property
    def month(self) -> int:
        """The month of a date without a year, 0 for any other."""
        return int(self.timex.value[5:7]) if re.match(r"XXXX-\d\d", self.timex.value) else 0

    @property
    def day(self) -> int:
        """The day of a date without a year, 0 for any other."""
        return int(self.timex.value[8:10]) if re.fullmatch(r"XXXX-\d\d-\d\d", self.timex.value) else 0

    @property
    def before(self) -> str:
        """The words of the sentence shortly before it."""
        return self.sentence.text[max(0, self.timex.start - BEFORE) : self.timex.start]


@dataclass(frozen=True)
class _Dates:
    """The dates of a text, sorted by what they tell."""

    sentences: tuple[_Sentence, ...]

    @cached_property
    def mentions(self) -> tuple[_Mention, ...]:
        """All calendar dates, in the order of the text."""
        return tuple(_Mention(i, s, t) for i, s in enumerate(self.sentences) for t in s.dates if t.type == "DATE")

    @cached_property
    def months_told(self) -> tuple[_Mention, ...]:
        """Dates without a year that are told as past."""
        return tuple(m for m in self.mentions if m.month and m.sentence.past)

    @cached_property
    def months_ahead(self) -> frozenset[int]:
        """Months named without a year in looks ahead."""
        return frozenset(m.month for m in self.mentions if m.month and m.sentence.ahead)

    @cached_property
    def years_told(self) -> dict[str, int]:
        """Years told as past, by the month they are told with or by themselves."""
        return {m.timex.value[:7]: m.year for m in self.mentions if m.year and m.sentence.past}

    @cached_property
    def years_to_come(self) -> tuple[int, ...]:
        """Years that lie ahead."""
        return tuple(m.year for m in self.mentions if m.sentence.ahead_only and _TO_COME.search(m.before))

    @cached_property
    def weekdays(self) -> frozenset[int]:
        """Weekdays named, 1 to 7."""
        return frozenset(int(m.timex.value[-1]) for m in self.mentions if _WEEKDAY.fullmatch(m.timex.value))

    def says(self, pattern: re.Pattern[str], sentences: int | None = None) -> bool:
        """Whether one of the first sentences (or of all) has words of this pattern."""
        return any(pattern.search(s.text) for s in self.sentences[:sentences])


@dataclass(frozen=True, slots=True)
class Inferred:
    """What the words settle: a day, month or year, else the first and the last day it can have been, or neither."""

    published: str | None = None
    between: tuple[str, str] | None = None


def infer_published(text: str, dateline: str | None = None, added: str | None = None) -> Inferred:
    """When an article that states no date was published.

    Args:
        text: its words.
        dateline: the day its dateline names, without a year (``XXXX-03-04``).
        added: the day it was brought in, which is not before that of publication.
    """
    dates = _Dates(_sentences(text))
    year, month = _year(dates), _month(dates)
    if year and month:
        return Inferred(f"{year:04d}-{month:02d}")
    if kept := _kept_these_days(dates):
        return Inferred(kept)
    first, last = _limits(dates.mentions, year, added)
    if first is None or last is None or first > last:
        return Inferred()
    days = [day for day in _years_of(dateline, first, last) if _on_told_weekday(day, dates.sentences)]
    if len(days) == 1:
        return Inferred(days[0].isoformat())
    if f"{first:%Y-%m}" == f"{last:%Y-%m}":
        return Inferred(f"{first:%Y-%m}")
    return Inferred(between=(first.isoformat(), last.isoformat()) if last - first <= WIDEST else None)


def _sentences(text: str) -> tuple[_Sentence, ...]:
    pieces: list[list[str]] = []
    for piece in _BREAK.split(text):
        if pieces and _ABBREVIATION.search(pieces[-1][-1][-ABBREVIATION:]):
            pieces[-1].append(piece)
        elif piece.strip():
            pieces.append([piece])
    out = []
    for piece in (" ".join(joined) for joined in pieces):
        ahead = _AHEAD.search(piece) is not None
        past = _PAST.search(_BE_DONE.sub(" ", _AHEAD.sub(" ", piece))) is not None
        out.append(_Sentence(piece, timex.find(piece), past, ahead))
    return tuple(out)


# --- limits


def _limits(mentions: Sequence[_Mention], year: int | None, added: str | None) -> tuple[date | None, date | None]:
    """The first and the last day it can have been written on: None where nothing limits it."""
    told = [when.start for m in mentions if (when := _told(m))]
    ahead = [when.end for m in mentions if (when := _announced(m))]
    if year:
        told.append(date(year, 1, 1))
        ahead.append(date(year, 12, 31))
    brought = When.parse(added)
    if brought:
        ahead.append(brought.end)
    return max(told, default=None), min(ahead, default=None)


def _told(mention: _Mention) -> When | None:
    """A time at which something has happened: "in March 2025", "since 2014", but not "agreed to start in 2031"."""
    past = mention.sentence.past and _AT.search(mention.before) and not _TO_DO.search(mention.before)
    return When.parse(mention.timex.value) if past else None


def _announced(mention: _Mention) -> When | None:
    """A time that lies ahead: "will open in May 2026", but not "is to restore what has been missing since 2011"."""
    if not (mention.sentence.ahead_only and _TO_COME.search(mention.before)):
        return None
    verb = max((match.end() for match in _AHEAD.finditer(mention.before)), default=len(mention.before))
    return None if _BACK.search(mention.before, verb) else When.parse(mention.timex.value)


def _years_of(value: str | None, first: date, last: date) -> list[date]:
    """The days between two days that a day without a year (``XXXX-03-04``) can be."""
    found = (When.parse(value, year) for year in range(first.year, last.year + 1))
    return [when.start for when in found if when and first <= when.start <= last]


def _on_told_weekday(day: date, sentences: tuple[_Sentence, ...]) -> bool:
    """Whether a dateline's day is the weekday that the lead names; agencies name the day of the report so."""
    named = {int(t.value[-1]) for s in sentences[:LEAD] if s.past for t in s.dates if _WEEKDAY.fullmatch(t.value)}
    return len(named) != 1 or day.isoweekday() in named


# --- the month


def _month(dates: _Dates) -> int | None:
    """The month of the last day told as past, when the article was surely written close to it."""
    told, ahead = dates.months_told, dates.months_ahead
    days = [m for m in told if m.day]

    def stretch(month: int) -> int:
        """How far what is told reaches back from this month and ahead of it, in months."""
        return max((month - m.month) % 12 for m in told) + max(((m - month) % 12 for m in ahead), default=0)

    month = min({m.month for m in days}, key=lambda m: (stretch(m), m), default=0)
    if not month or stretch(month) > 11:
        return None
    if _counted(dates.sentences) == month:
        return month
    lead = max((m.day for m in days if m.month == month and m.at < LEAD), default=0)
    fresh = (lead <= FRESH and ahead <= {month}) or dates.says(_THIS_MONTH)
    return month if lead and fresh else None


_AGO_ON = re.compile(r"\b(?P<number>a|an|one|two|three|\d{1,2}) (?P<unit>day|week|month)s? ago,? on ")


def _counted(sentences: tuple[_Sentence, ...]) -> int | None:
    """The month of writing told by counting: "a month ago, on January 21"."""
    for s in sentences:
        for match in _AGO_ON.finditer(s.text):
            day = next((t for t in s.dates if t.start == match.end() and re.match(r"XXXX-\d\d-\d\d", t.value)), None)
            if day is None:
                continue
            count = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3}.get(match["number"]) or int(match["number"])
            size = {"day": 1, "week": 7, "month": 31}[match["unit"]]
            base = date(2000, int(day.value[5:7]), int(day.value[8:10]))
            return (base + timedelta(days=count * size)).month
    return None


# --- the year


def _year(dates: _Dates) -> int | None:
    """The year the words settle, None when they conflict or leave a choice."""
    kept, uncertain = _kept_anniversaries(dates.sentences)
    settled = kept.union(*map(_said, dates.sentences))
    past = max(dates.years_told.values(), default=0)
    ahead = min((year for year in dates.years_to_come if year > past), default=0)
    # "in 2024" of a year that is over, "in 2025" of one that is not; or an anniversary and a look ahead agree.
    turn = not settled and ahead == past + 1 and str(past) in dates.years_told
    if turn or (ahead and ahead in uncertain):
        settled.add(ahead)
    if len(settled) != 1:
        return None
    year = settled.pop()
    return year if past <= year <= (ahead or year) else None


def _calendar_year(timex_: Timex) -> int:
    return int(timex_.value[:4]) if timex_.type == "DATE" and re.match(r"(?:19|20)\d\d(?:$|-)", timex_.value) else 0


def _said(sentence: _Sentence) -> tuple[int, ...]:
    """Years the text calls this year."""
    return tuple(int(y) for m in _PRESENT_YEAR.finditer(sentence.text) for y in m.groups() if y)


def _kept_anniversaries(sentences: tuple[_Sentence, ...]) -> tuple[set[int], set[int]]:
    """Years of anniversaries kept while the article was written, and of those that may be of another year."""
    kept: set[int] = set()
    uncertain: set[int] = set()
    for s in sentences:
        for match in (*_ANNIVERSARY.finditer(s.text), *_SINCE.finditer(s.text)):
            base = _base_year(match["what"])
            if base is None:
                continue
            year = base + int(match["count"])
            told = {_calendar_year(t) for t in s.dates} - {0, base}
            if _OTHER_YEAR.search(s.text) or told - {year}:
                continue
            (kept if _KEPT_NOW.search(s.text) and not s.past else uncertain).add(year)
    return kept, uncertain


def _kept_these_days(dates: _Dates) -> str | None:
    """The month of a well-known day whose anniversary the lead tells of as kept this week.

    "Arriving in Moscow to commemorate the 80th anniversary of ..." and "on Friday" where the anniversary is a Friday.
    """
    week = dates.says(_THIS_WEEK, OPENING)
    for sentence in dates.sentences[:OPENING]:
        for kept, before in _anniversary_days(sentence):
            near = _ARRIVING.search(before) or (week and kept.isoweekday() in dates.weekdays)
            if near and EDGE < kept.day <= 31 - EDGE:
                return f"{kept:%Y-%m}"
    return None


def _anniversary_days(sentence: _Sentence) -> Iterator[tuple[date, str]]:
    """The days on which anniversaries of a sentence are kept, each with the words before it; no other year is named."""
    if _OTHER_YEAR.search(sentence.text) or any(map(_calendar_year, sentence.dates)):
        return
    for match in _ANNIVERSARY.finditer(sentence.text):
        for known in _well_known():
            if known.day and known.words.search(match["what"]) and known.where.search(sentence.text):
                kept = known.day.replace(year=known.year + int(match["count"]))
                yield kept, sentence.text[: match.start()]
                break


def _base_year(what: str) -> int | None:
    """The year an anniversary counts from: stated, or of a well-known event."""
    stated = _BASE.search(what)
    if stated:
        return int(stated["a"] or stated["b"])
    return next((known.year for known in _well_known() if known.words.search(what)), None)


class _WellKnown(NamedTuple):
    """An event with its year and perhaps its day: what happened, and what must stand in the sentence besides."""

    year: int
    day: date | None
    words: re.Pattern[str]
    where: re.Pattern[str]


@cache
def _well_known() -> tuple[_WellKnown, ...]:
    return tuple(
        _WellKnown(
            int(row["year"]),
            date.fromisoformat(f"{row['year']}-{row['day']}") if "day" in row else None,
            re.compile(row["words"], re.IGNORECASE),
            re.compile(row.get("where", ""), re.IGNORECASE),
        )
        for row in table("anniversaries")
    )
