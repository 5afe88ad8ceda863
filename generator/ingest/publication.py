"""The month an undated article was written in, inferred from what it says; never guessed, never from the clock.

The month comes from the last day the article tells of ("On February 24, they met"), the year from words that settle it:
an anniversary that is being kept, "this year, 2025", or years told as past and as ahead that leave one year between.
A wrong date is worse than none: where the words conflict or leave a choice, the answer is None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from generator.core.tables import table
from generator.language import timex
from generator.language.timex import Timex

FRESH = 20
"""An article is mostly written within ten days of the last day it tells of: told of a day after the 20th, it may be
next month's, unless it says so ("earlier this month")."""
LEAD = 2
"""Sentences in which a report names the day it is about."""

_BREAK = re.compile(r"(?<=[.!?])[\"”’)\]]*\s+(?=[\"“‘(\[]?[A-Z])|\n+")
_ABBREVIATION = re.compile(
    r"(?:\b[A-Z]\.|\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|St|Jan|Feb|Mar|Apr|Jun|Jul|"
    r"Aug|Sept?|Oct"
    r"|Nov|Dec|No|vs|Inc|Corp|Co|Ltd))\.?$"
)
_AHEAD = re.compile(
    r"\b(?:will|shall|won['’]t|['’]ll|expect(?:s|ed)? (?:\S+ ){0,6}?to|plan(?:s|ned|ning)? to|set (?:to|for)|"
    r"due (?:to|in|on)|"
    r"scheduled|slated|upcoming|forthcoming|to be held|hopes? to|aims? to|intends? to|forecasts?|projected|"
    r"(?:is|are) to)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|held|met|said|told|spoke|began|came|went|took|made|gave|saw|hit|rose|fell|grew|won|"
    r"lost|left|"
    r"sent|built|led|became|brought|broke|put|set out|drew|flew|wrote|\w{2,}ed)\b",
    re.IGNORECASE,
)
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


def infer_published(text: str) -> str | None:
    """The month of publication (``2025-02``) of an article that states no date, or None.

    Given only when the article itself settles both month and year.
    """
    sentences = _sentences(text)
    year, month = _year(sentences), _month(sentences)
    return f"{year:04d}-{month:02d}" if year and month else None


def _sentences(text: str) -> tuple[_Sentence, ...]:
    pieces: list[str] = []
    for piece in _BREAK.split(text):
        if pieces and _ABBREVIATION.search(pieces[-1]):
            pieces[-1] += " " + piece
        elif piece.strip():
            pieces.append(piece)
    out = []
    for piece in pieces:
        ahead, past = _AHEAD.search(piece) is not None, _PAST.search(_AHEAD.sub(" ", piece)) is not None
        out.append(_Sentence(piece, timex.find(piece), past, ahead))
    return tuple(out)


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
