"""When an undated article was written, inferred from what it says; never guessed, never from the clock.

The month comes from the last day the article tells of ("On February 24, they met"), the year from words that settle it:
an anniversary that is being kept, "this year, 2025", or years told as past and as ahead that leave one year between.
Else the newest day told as past and the earliest one told as ahead are limits, and a dateline or a weekday beside a day
of the month ("Friday, May 9") may leave one date between them. A wrong date is worse than none: where the words
conflict or leave a choice, none is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

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
ABBREVIATION = 8
"""Characters at the end of a piece among which its abbreviation stands."""
EDGE = 4
"""An anniversary within so many days of a month's end does not settle the month in which it is told of."""
WIDEST = timedelta(days=731)
"""Limits of publication further apart than two years are not given."""

_BREAK = re.compile(r"(?<=[.!?])[\"”’)\]]*\s+(?=[\"“‘(\[]?[A-Z])|\n+")
_ABBREVIATION = re.compile(
    r"(?:\b[A-Z]\.|\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|St|Jan|Feb|Mar|Apr|Jun|Jul|"
    r"Aug|Sept?|Oct"
    r"|Nov|Dec|No|vs|Inc|Corp|Co|Ltd))\.?$"
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
    r"\b(?P<count>\d{1,3})(?:st|nd|rd|th)\s+anniversary\s+(?:of|since)"
    r"\s+(?P<what>[^.!?\n]{3,120})",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\b(?P<count>\d{2,3})\s+years\s+(?:since|after)\s+(?P<what>[^.!?\n]{3,120})", re.IGNORECASE)
_BASE = re.compile(
    r"^(?:its |the |their )?(?:\w+ ){0,2}?(?P<a>1[5-9]\d\d|20\d\d)\b|\b(?:signed|founded|"
    r"established|concluded|"
    r"launched|created|born|opened|adopted) (?:\w+ ){0,3}?in (?P<b>1[5-9]\d\d|20\d\d)\b",
    re.IGNORECASE,
)
_TO_COME = re.compile(r"\b(?:in|by|until|during|for|from|before|after|through)\s+$", re.IGNORECASE)
_ARRIVING = re.compile(
    r"(?:^|\b(?:is|are|has|have) )(?:arriv|travel|fl(?:y|own)|gather|meet)\w* (?:\S+ ){0,6}?"
    r"(?:to|for) (?:\S+ ){0,2}(?:commemorat\w*|mark\w*|celebrat\w*|attend\w*|ceremon\w*|the) ?",
    re.IGNORECASE,
)
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
    sentences = _sentences(text)
    year, month = _year(sentences), _month(sentences)
    if year and month:
        return Inferred(f"{year:04d}-{month:02d}")
    if kept := _kept_these_days(sentences):
        return Inferred(kept)
    first, last = _limits(sentences, year, added)
    if first is None or last is None or first > last:
        return Inferred()
    if dateline:
        days = [day for day in _years_of(dateline, first, last) if _on_told_weekday(day, sentences)]
        return Inferred(days[0].isoformat()) if len(days) == 1 else Inferred(None, _span(first, last))
    return Inferred(f"{first:%Y-%m}") if f"{first:%Y-%m}" == f"{last:%Y-%m}" else Inferred(None, _span(first, last))


def _sentences(text: str) -> tuple[_Sentence, ...]:
    pieces: list[list[str]] = []
    for piece in _BREAK.split(text):
        if pieces and _ABBREVIATION.search(pieces[-1][-1][-ABBREVIATION:]):
            pieces[-1].append(piece)
        elif piece.strip():
            pieces.append([piece])
    out = []
    for piece in (" ".join(joined) for joined in pieces):
        ahead, past = (
            _AHEAD.search(piece) is not None,
            _PAST.search(_BE_DONE.sub(" ", _AHEAD.sub(" ", piece))) is not None,
        )
        out.append(_Sentence(piece, timex.find(piece), past, ahead))
    return tuple(out)


# --- limits


def _limits(sentences: tuple[_Sentence, ...], year: int | None, added: str | None) -> tuple[date | None, date | None]:
    """The first and the last day it can have been written on: None where nothing limits it."""
    told = [when.start for s in sentences for when in _told(s)]
    ahead = [when.end for s in sentences if s.ahead_only for when in _announced(s)]
    if year:
        told.append(date(year, 1, 1))
        ahead.append(date(year, 12, 31))
    brought = When.parse(added)
    if brought:
        ahead.append(brought.end)
    return max(told, default=None), min(ahead, default=None)


def _told(sentence: _Sentence) -> Iterator[When]:
    """Times at which something has happened: "in March 2025", "since 2014", but not "agreed to start in 2031"."""
    if sentence.past:
        for t in sentence.dates:
            before = sentence.text[: t.start]
            when = When.parse(t.value) if t.type == "DATE" and _AT.search(before) else None
            if when and not _TO_DO.search(before):
                yield when


def _announced(sentence: _Sentence) -> Iterator[When]:
    """Times that lie ahead: "will open in May 2026", but not "is to restore what has been missing since 2011"."""
    for t in sentence.dates:
        before = sentence.text[: t.start]
        verb = max((match.end() for match in _AHEAD.finditer(before)), default=len(before))
        when = When.parse(t.value) if t.type == "DATE" and _TO_COME.search(before) else None
        if when and not _BACK.search(before, verb):
            yield when


def _span(first: date, last: date) -> tuple[str, str] | None:
    """Limits that say something: further apart than `WIDEST` they are no answer to when it was."""
    return (first.isoformat(), last.isoformat()) if last - first <= WIDEST else None


def _years_of(value: str, first: date, last: date) -> list[date]:
    """The days between two days that a day without a year (``XXXX-03-04``) can be."""
    found = (When.parse(value, year) for year in range(first.year, last.year + 1))
    return [when.start for when in found if when and first <= when.start <= last]


def _on_told_weekday(day: date, sentences: tuple[_Sentence, ...]) -> bool:
    """Whether a dateline's day is the weekday that the lead names; agencies name the day of the report so."""
    named = {int(t.value[-1]) for s in sentences[:LEAD] if s.past for t in s.dates if _WEEKDAY.fullmatch(t.value)}
    return len(named) != 1 or day.isoweekday() in named


# --- the month


def _month(sentences: tuple[_Sentence, ...]) -> int | None:
    """The month of the last day told as past, when the article was surely written close to it."""
    days = [
        (int(t.value[5:7]), int(t.value[8:10]), i)
        for i, s in enumerate(sentences)
        if s.past
        for t in s.dates
        if re.fullmatch(r"XXXX-\d\d-\d\d", t.value)
    ]
    if not days:
        return None
    ahead = {int(t.value[5:7]) for s in sentences if s.ahead for t in s.dates if re.match(r"XXXX-\d\d", t.value)}
    told = {int(t.value[5:7]) for s in sentences if s.past for t in s.dates if re.match(r"XXXX-\d\d", t.value)}

    def stretch(month: int) -> tuple[int, int]:
        """How far what is told reaches back from this month, and ahead of it."""
        return max((month - m) % 12 for m in told), max(((m - month) % 12 for m in ahead), default=0)

    month = min({m for m, _, _ in days}, key=lambda m: (sum(stretch(m)), m))
    if sum(stretch(month)) > 11:
        return None
    if _counted(sentences) == month:
        return month
    lead = [d for m, d, i in days if m == month and i < LEAD]
    if not lead:
        return None
    this_month = any(s.past_verb and re.search(r"\bearlier this month\b", s.text, re.IGNORECASE) for s in sentences)
    return month if this_month or (max(lead) <= FRESH and ahead <= {month}) else None


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


def _year(sentences: tuple[_Sentence, ...]) -> int | None:
    """The year the words settle, None when they conflict or leave a choice."""
    settled = {year for s in sentences for year in _said(s)}
    kept, uncertain = _kept_anniversaries(sentences)
    settled |= kept
    past = max((_calendar_year(t) for s in sentences if s.past for t in s.dates if _calendar_year(t)), default=0)
    ahead = min(
        (
            _calendar_year(t)
            for s in sentences
            if s.ahead_only
            for t in s.dates
            if _calendar_year(t) > past and _TO_COME.search(s.text[: t.start])
        ),
        default=0,
    )
    if ahead and ahead in uncertain:
        settled.add(ahead)  # an anniversary and a look ahead agree
    if (
        not settled
        and past
        and ahead == past + 1
        and any(t.value == str(past) for s in sentences if s.past for t in s.dates)
    ):
        settled.add(ahead)  # "in 2024" of a year that is over, "in 2025" of one that is not
    if len(settled) != 1:
        return None
    year = settled.pop()
    return year if past <= year and (not ahead or year <= ahead) else None


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


def _kept_these_days(sentences: tuple[_Sentence, ...]) -> str | None:
    """The month of a well-known day whose anniversary the lead tells of as kept this week.

    "Arriving in Moscow to commemorate the 80th anniversary of ..." and "on Friday" where the anniversary is a Friday.
    """
    for s in sentences[:OPENING]:
        for match in _ANNIVERSARY.finditer(s.text):
            days = (d for d, what, where in _well_known_days() if what.search(match["what"]) and where.search(s.text))
            base = next(days, None)
            if base is None or _OTHER_YEAR.search(s.text) or any(_calendar_year(t) for t in s.dates):
                continue
            kept = date(base.year + int(match["count"]), base.month, base.day)
            weekdays = {int(t.value[-1]) for of in sentences for t in of.dates if _WEEKDAY.fullmatch(t.value)}
            week = any(_THIS_WEEK.search(of.text) for of in sentences[:OPENING])
            arriving = _ARRIVING.search(s.text[: match.start()])
            if EDGE < kept.day <= 31 - EDGE and (arriving or (week and kept.isoweekday() in weekdays)):
                return f"{kept:%Y-%m}"
    return None


def _base_year(what: str) -> int | None:
    """The year an anniversary counts from: stated, or of a well-known event."""
    stated = _BASE.search(what)
    if stated:
        return int(stated["a"] or stated["b"])
    return next((year for year, pattern in _well_known() if pattern.search(what)), None)


@lru_cache(maxsize=1)
def _well_known() -> tuple[tuple[int, re.Pattern[str]], ...]:
    rows = table("anniversaries")
    return tuple((int(row["year"]), re.compile(row["words"], re.IGNORECASE)) for row in rows)


@lru_cache(maxsize=1)
def _well_known_days() -> tuple[tuple[date, re.Pattern[str], re.Pattern[str]], ...]:
    """Each day with what happened on it and what must stand in the sentence besides."""
    return tuple(
        (
            date.fromisoformat(f"{row['year']}-{row['day']}"),
            re.compile(row["words"], re.IGNORECASE),
            re.compile(row.get("where", ""), re.IGNORECASE),
        )
        for row in table("anniversaries")
        if "day" in row
    )
