"""The time a figure is for: one of the dates of its own clause.

A date right after the amount ("in 2023") is its own. Else it is the nearest date of the sentence that no other amount
claims, that dates no other clause, and that is no deadline and no base of a comparison. Each amount looks at the two
dates on either side, so the work grows with the number of amounts alone.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.core.model import Found
from generator.core.when import When
from generator.extract.figures.measure import own_verb
from generator.extract.figures.tables import measure_words
from generator.extract.parsed import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

NEAR = 2
"""Dates on either side of an amount that are looked at."""
_YEAR = re.compile(r"(?<![\w$€£.,/-])((?:19|20)[0-9]{2})(?![\w%,]*[0-9]| ?%)")
_BETWEEN = re.compile(r"\b(?:between|from) $", re.IGNORECASE)
_RIGHT_AFTER = re.compile(r"\s(?:in|for|during|as of|at the end of|by)\s(?:the\s|early\s|late\s|mid-)?$", re.IGNORECASE)
_BASE = re.compile(
    r"\b(?:from|than|compared with|compared to|against|over|on)(?: in| that of| those of)? $", re.IGNORECASE
)
_SINCE = re.compile(r"\bsince(?: the (?:start|beginning|end) of)? $", re.IGNORECASE)
_DEADLINE = re.compile(
    r"\b(?:until|till|through|before|to|no later than|due (?:in|on|by)|expir\w+(?: in| on)?) $", re.IGNORECASE
)
_EARLIER = re.compile(
    r"[^.;,]{0,24}\b(?:a|one|the) (?:year|month|quarter|week) (?:earlier|before|ago|prior)\b", re.IGNORECASE
)
_NEXT_CLAUSE = re.compile(r";|\bwhile\b|\bwhereas\b|\bbut\b|—| – |\band (?:on|in|by|then)\b")
_DASH = re.compile(r"—|\s[–-]{1,2}\s")
_CLOSE = 40
"""Characters within which a year is the base of a change: "up 68% from 2021"."""
_SHIFT = 120
"""How many characters nearer a date must be to be worth a border of clauses or an amount between."""


@dataclass(frozen=True, slots=True)
class Period:
    """A period, the rule that gave it, and how far from the amount its date stands."""

    value: str
    rule: str
    gap: int


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of the text: its place and its TIMEX3 value."""

    start: int
    end: int
    value: str


class Periods:
    """The dates of one article, for its amounts; `spans` are the places of all amounts, ascending."""

    def __init__(self, parsed: Parsed, found: Found, spans: Sequence[tuple[int, int]]) -> None:
        self._parsed, self._text = parsed, parsed.article.text
        self._dates = self._joined(sorted(self._read(found), key=lambda d: d.start))
        self._starts = [d.start for d in self._dates]
        self._amounts = [start for start, _ in spans]
        ends = {end: (start, end) for start, end in spans}
        self._owners: dict[int, tuple[int, int]] = {}
        for date in self._dates:
            link = _RIGHT_AFTER.search(self._text, max(0, date.start - 24), date.start)
            if link and link.start() in ends:
                self._owners[date.start] = ends[link.start()]

    def _read(self, found: Found) -> list[Dated]:
        """The calendar dates of the article; plain years count where no date was resolved."""
        out = [
            Dated(e.start, e.end, d.value)
            for d in found.dates
            if d.type == "DATE" and When.parse(d.value) is not None
            for e in d.evidence[:1]
        ]
        known = {i for d in found.dates for e in d.evidence[:1] for i in range(e.start, e.end)}
        out += [Dated(m.start(1), m.end(1), m[1]) for m in _YEAR.finditer(self._text) if m.start(1) not in known]
        return out

    def _joined(self, dates: list[Dated]) -> list[Dated]:
        """ "between 2022 and 2023" as one period, 2022/2023."""
        out: list[Dated] = []
        for date in dates:
            last = out[-1] if out else None
            link = self._text[last.end : date.start] if last else ""
            if last and "/" not in last.value and re.fullmatch(r" (?:and|to) (?:\w+ )?|[-–]", link):
                opened = _BETWEEN.search(self._text, max(0, last.start - 9), last.start) or link in "-–"
                if opened and When.parse(f"{last.value}/{date.value}") is not None:
                    out[-1] = Dated(last.start, date.end, f"{last.value}/{date.value}")
                    continue
            out.append(date)
        return out

    def of(self, start: int, end: int, head: Token) -> Period | None:
        """The period of the amount at `start:end` whose own noun or unit is `head`; None when no date is its own."""
        near = self._near(start, end)
        roles = {self._role(d, start, end, head): d for d in sorted(near, key=lambda d: -self._distance(d, start, end))}
        best = roles.get("its own") or roles.get("near")
        if best is None:
            return None
        base = roles["base"].value if "base" in roles and "its own" not in roles else ""
        if _YEAR.fullmatch(base) and _YEAR.fullmatch(best.value) and base < best.value:
            return Period(f"{base}/{best.value}", "compared", _CLOSE)
        rule = "right after" if "its own" in roles else "before" if best.end <= start else "after"
        return self._told(best, rule, self._distance(best, start, end))

    def _role(self, date: Dated, start: int, end: int, head: Token) -> str:
        """What a date is to an amount: its own, near enough to be, the base it is compared with, or nothing."""
        if self._owners.get(date.start) == (start, end):
            return "its own"
        if not self._same_clause(date, head) or not self._shared(date):
            return ""
        if date.start >= end and self._before(_BASE, date):
            return "base" if self._distance(date, start, end) < _CLOSE else ""
        return "" if self._before(_DEADLINE, date) else "near"

    def _near(self, start: int, end: int) -> list[Dated]:
        """The dates of its sentence next to an amount; none where it is of "a year earlier"."""
        sentence = self._parsed.sentence_at(start)
        if sentence is None or _EARLIER.match(self._text, end, sentence.end):
            return []
        at = bisect.bisect_left(self._starts, start)
        near = self._dates[max(0, at - NEAR) : at + NEAR]
        return [d for d in near if sentence.start <= d.start < sentence.end and (d.end <= start or d.start >= end)]

    def _shared(self, date: Dated) -> bool:
        """Whether another amount's date may be this one's too: not that of "from 3 million in 2021"."""
        owner = self._owners.get(date.start, (0, 0))[0]
        return not re.search(r"\b(?:from|than) $", self._text[max(0, owner - 6) : owner])

    def _before(self, pattern: re.Pattern[str], date: Dated) -> bool:
        """Whether a pattern stands before a date ("on 3 May" is no base)."""
        match = pattern.search(self._text, max(0, date.start - 28), date.start)
        return match is not None and not (match[0].lower() == "on " and len(date.value) > 4)

    def _told(self, date: Dated, rule: str, gap: int) -> Period | None:
        """The period that a date tells: from it to the day of the article after "since"."""
        if not _SINCE.search(self._text, max(0, date.start - 32), date.start):
            return Period(date.value, rule, gap)
        published = self._parsed.article.published
        span = f"{date.value}/{published[: max(4, len(date.value))]}" if published else ""
        return Period(span, "since", gap) if When.parse(span) is not None else None

    def _between(self, date: Dated, start: int, end: int) -> int:
        """How many amounts stand between a date and the amount."""
        low, high = (end, date.start) if date.start >= end else (date.end, start)
        return bisect.bisect_left(self._amounts, high) - bisect.bisect_left(self._amounts, low)

    def _distance(self, date: Dated, start: int, end: int) -> int:
        """Characters between a date and the amount; amounts and borders of clauses between them count more."""
        gap = self._text[end : date.start] if date.start >= end else self._text[date.end : start]
        borders = len(_NEXT_CLAUSE.findall(gap[:400])) + self._between(date, start, end) + (date.start in self._owners)
        return len(gap) + _SHIFT * borders

    def _same_clause(self, date: Dated, head: Token) -> bool:
        """Whether a date stands in no clause beside the amount's: "the agency, founded in 1957, has 178 members".

        What somebody says on a day is not for that day.
        """
        span = self._parsed.doc.char_span(date.start, date.end, alignment_mode="expand")
        low, high = sorted((date.start, head.idx))
        if span is None or _DASH.search(self._text, low, high):
            return span is None  # an aside between dashes dates only itself
        verb = next((t for t in span.root.ancestors if t.pos_ in ("VERB", "AUX")), None)
        said = verb is not None and verb.lemma_.lower() in measure_words("reporting")
        if verb is None or not (said or verb.dep_ in ("acl", "relcl", "advcl", "parataxis")):
            return True
        own = own_verb(head) if said else None
        return own == verb if said else verb == head or verb in head.ancestors
