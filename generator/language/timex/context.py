"""What a rule sees while a text is read from left to right: the anchor, the tense and what was named before."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice
from typing import Literal

from generator.core.limits import DATES_BACK, STORY
from generator.core.model import TimexType
from generator.language.timex.calendar import (
    Anchor,
    Direction,
    day_value,
    may_have_been,
    month_value,
    weekday_value,
    year_of_day,
    year_of_month,
)

Hint = Callable[[int], Direction | None]
"""Tells for an offset where the governing verb looks."""
Bond = Literal["own", "aside", "other"]
"""How a year stands to a day named behind it: told of the same, in a clause beside it, or of something else."""
Bonds = Callable[[int, int], Bond]
"""Tells it for the offsets of both."""

_BACK = re.compile(r"\b(?:since|last|past|ended|ending)\s+(?:on\s+)?$")
_AHEAD = re.compile(r"\b(?:until|till|next|coming|upcoming|as early as|as soon as|no later than)\s+(?:on\s+)?$")
_FROM, _TO = re.compile(r"\bfrom\s+$"), re.compile(r"\w+\s+(?:\w+\s+)?(?:to|until|till|through|into)\b")
_SENTENCE_END = re.compile(r"[.!?][\"”’')]*\s+(?=[A-Z“\"‘(])|\n")
_ON = re.compile(r"\b(?:and|then|until|to|through)\b|[-–—]")
_SINCE = re.compile(r"\bsince\b[^.;,]*$")
_STARTING = re.compile(r"\b(?:by|starting|beginning|effective|ahead of|due|due on)\s+$")
OPEN = 0
"""No year: the text leaves open which one is meant."""


@dataclass(frozen=True, slots=True)
class Timex:
    """A temporal expression: its span and words, the TIMEX3 type and the value as precise as the text."""

    start: int
    end: int
    text: str
    type: TimexType
    value: str


@dataclass(slots=True)
class Context:
    """The state of one reading. Rules read it; the finder alone updates it."""

    text: str
    anchor: Anchor
    hint: Hint
    bond: Bonds
    seen: list[Timex] = field(default_factory=list)

    def make(self, start: int, end: int, kind: TimexType, value: str) -> Timex:
        """A Timex over the span, without white space at its ends."""
        words = self.text[start:end]
        start, end = start + len(words) - len(words.lstrip()), start + len(words.rstrip())
        return Timex(start, end, self.text[start:end], kind, value)

    def before(self, start: int, width: int = 24) -> str:
        """The words on the same line just before an offset, lower-cased."""
        return self.text[max(0, start - width):start].rpartition("\n")[2].casefold()

    def after(self, end: int) -> str:
        """The words on the same line just after an offset."""
        return self.text[end:end + 24].partition("\n")[0]

    def marked(self, start: int, end: int) -> str:
        """An expression in angle brackets between the words of its line, those before it lower-cased."""
        return f"{self.before(start, 40)}<{self.text[start:end]}>{self.after(end)}"

    def direction(self, start: int) -> Direction | None:
        """Where the verb looks, unless the word before the expression settles it."""
        before = self.before(start)
        if _BACK.search(before):
            return "past"
        if _AHEAD.search(before):
            return "future"
        told = self.hint(start)
        if told == "present" and re.match(r"\w+['’]s\b", self.text[start:start + 14]):
            return "past"  # "the move follows Tuesday's vote"
        if told != "past" and _STARTING.search(before):
            return "future"
        return told

    def last(self, pattern: str) -> Timex | None:
        """The latest date named before whose value matches from its start, among the last `DATES_BACK`."""
        for timex in islice(reversed(self.seen), DATES_BACK):
            if timex.type in ("DATE", "TIME") and re.match(pattern, timex.value):
                return timex
        return None

    def reference(self, parts: int) -> Anchor:
        """The date named last that tells so many parts (year, month, day), else the anchor."""
        found = self.last((r"\d{4}", r"[\dX]{4}-\d\d", r"[\dX]{4}-\d\d-\d\d")[parts - 1])
        if found is None:
            return self.anchor
        return Anchor(*(int(n) if n.isdigit() else None for n in found.value[: 1 + 3 * parts].split("-")))

    def month(self, start: int, month: int) -> str:
        """The value of a month named without its year."""
        direction = self.direction(start)
        nearest = year_of_month(self.anchor, month, direction)
        return month_value(self._year(start, month, direction, nearest), month)

    def day(self, start: int, month: int, day: int, yearly: bool = False) -> str:
        """The value of a day and month named without their year; what comes `yearly` may come again in a year."""
        direction = self.direction(start)
        over = direction == "future" and not yearly and may_have_been(self.anchor, month, day)
        nearest = None if over else year_of_day(self.anchor, month, day, direction)
        return day_value(self._year(start, month, direction, nearest), month, day)

    def _year(self, start: int, month: int, direction: Direction | None, nearest: int | None) -> int | None:
        """The year of a month named without one: of the story, else the nearest; None where the text leaves it open."""
        told = self.story_year(start, month, direction)
        return nearest if told is None else None if told == OPEN else told

    def story_year(self, start: int, month: int, direction: Direction | None) -> int | None:
        """The year that the story named and goes on in; a month before the last one is the next year's.

        A year told of the same verb is the day's, wherever that verb looks. That of a day or month goes on in its
        sentence, one of years before the anchor's last to the end of the paragraph. A year that is of now for the verb
        of the day is none: there the nearest day is meant, whatever was named before. Nor is one after "since": what
        has been so since its launch in 2003 is told of now. Nor that of an aside ("the firm, founded in 1990, closed
        on 12 May").

        `OPEN` where a year alone is told of something else: "It was founded in 1908. The ground was sold on 3 March"
        may be the story of that year or the news; so may "They come in 2032. They open on 23 July".
        """
        found = self._year_before(start)
        ahead = direction in ("future", "present")
        if found is None:
            return OPEN if not ahead and self._in_story(start) else None
        timex, known_day = found
        year, named_month = int(timex.value[:4]), re.match(r"\d{4}-(\d\d)(?!\d)", timex.value)
        near = not _SENTENCE_END.search(self.text, timex.end, start)
        own, now = near and self.bond(timex.start, start) == "own", self.anchor.year or year + 2
        of_now = year <= now or not (near or timex.value == str(year)) if ahead else year >= now - (not near)
        if (of_now and not own) or _SINCE.search(self.before(timex.start, 40)):
            return None
        if not (own or named_month or (not ahead and (known_day or "-" in timex.value))):
            return OPEN
        over = named_month and month < int(named_month[1]) and _ON.search(self.text, timex.end, start)
        return year + bool(over)

    def _in_story(self, start: int) -> bool:
        """Whether the date named last is one of an old story, told without its year: "By 29 March it was sealed"."""
        last = next((t for t in reversed(self.seen) if t.type == "DATE" and re.match(r"[\dX]{4}-\d\d", t.value)), None)
        if last is None or start - last.end > STORY or last.value[:4] in last.text:
            return False
        year = last.value[:4]
        return year == "XXXX" or (self.anchor.year is not None and int(year) < self.anchor.year - 1)

    def _year_before(self, start: int) -> tuple[Timex, bool] | None:
        """The expression before an offset that last names a year, no aside of an older one, within a paragraph; and
        whether a month or day of that year, told without it, stands between."""
        reach = max(self.text.rfind("\n", max(0, start - STORY), start), start - STORY)
        told: set[str] = set()
        for timex in reversed(self.seen):
            if timex.end <= reach:
                return None
            named = re.match(r"(\d{4})(-\d\d(?!\d))?", timex.value)
            if timex.type != "DATE" or not named:
                continue
            if named[1] in timex.text and (int(named[1]) == self.anchor.year or not self._aside(timex, start)):
                return timex, named[1] in told
            if named[2]:
                told.add(named[1])
        return None

    def _aside(self, timex: Timex, start: int) -> bool:
        """Whether a year is that of a bracket, or of a clause or name, that closes before an offset."""
        brackets = re.sub(r"[^()]", "", self.text[timex.end:start])
        return brackets.startswith(")") or self.bond(timex.start, start) == "aside"

    def weekday(self, start: int, weekday: int) -> str:
        """The value of a bare weekday; open where a past verb may tell of it or fix it: "raised fees from Monday"."""
        direction = self.direction(start)
        if direction == "past" and _FROM.search(self.before(start)) and not _TO.match(self.text[start:start + 32]):
            return weekday_value(Anchor(), weekday, None)
        return weekday_value(self.anchor, weekday, direction)
