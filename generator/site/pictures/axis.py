"""The timeline as a picture: one dot a date on an axis of time, dates still to come hollow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from generator.site.markup import Markdown
from generator.site.pictures.svg import element, escape, label, picture
from generator.site.words import Words

LEAST = 4
"""Fewer dates are read faster than a picture of them."""
WIDTH = 720.0
EDGE = 18.0
DOT = 4.5
STEP = 2 * DOT + 1.5
"""From one dot to the next, in both directions."""
GAP = 0.4
"""A first (or last) date further from the others than this part of the whole span is told apart from the axis."""
MOST_LEVELS = 9
"""Dots above each other that are still a picture; more of them are counted better."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A point in time: the middle of the day, month or year it names; `text` is told when it is pointed at."""

    first: date
    last: date
    text: str
    ahead: bool = False

    @property
    def at(self) -> float:
        """Days since year 1, the middle of the span."""
        return (self.first.toordinal() + self.last.toordinal()) / 2


def axis(dots: Sequence[Dot], alternative: str, words: Words, as_of: date | None = None) -> Markdown | None:
    """The picture; None for fewer than four different dates, and where dots would have to cover each other.

    `as_of` draws the line between past and future.
    """
    ordered = sorted(dots, key=lambda d: (d.at, d.text))
    if len({d.at for d in ordered}) < LEAST:
        return None
    before, inner, after = _split(ordered)
    left = EDGE + (52.0 if before else 0.0)
    right = WIDTH - EDGE - (52.0 if after else 0.0)
    low, high = inner[0].at, inner[-1].at
    scale = (right - left) / (high - low)
    places = [(left + (d.at - low) * scale, d) for d in inner]
    places = [(EDGE, d) for d in before] + places + [(WIDTH - EDGE, d) for d in after]
    columns = _columns(places)
    levels = max(map(len, columns.values()))
    if levels > MOST_LEVELS:
        return None
    base = 14.0 + (levels - 1) * STEP + DOT
    marks = [element("line", x1=left, y1=base, x2=right, y2=base, class_="axis")]
    marks += _ticks(low, high, left, scale, base, words)
    if before:
        marks += _aside(before[0].first.year, EDGE - 6, "start", EDGE + 26, base)
    if after:
        marks += _aside(after[-1].last.year, WIDTH - EDGE + 6, "end", WIDTH - EDGE - 26, base)
    now = as_of is not None and low < as_of.toordinal() < high
    if as_of is not None and now:
        x = left + (as_of.toordinal() - low) * scale
        marks.append(element("line", x1=x, y1=4.0, x2=x, y2=base + 6, class_="now"))
    marks += [_dot(x, base - n * STEP, dot) for x, column in columns.items() for n, dot in enumerate(column)]
    key = _legend(now, base + 44, words) if any(d.ahead for d in dots) else ()
    return picture("axis", alternative, WIDTH, base + (54 if key else 30), *marks, *key)


def _aside(year: int, x: float, anchor: str, gap: float, base: float) -> list[str]:
    """The year of dates that stand apart from the axis, and the gap between."""
    return [label(str(year), x, base + 22, anchor, "tick"), label("···", gap, base + 3.5, "middle", "tick")]


def _dot(x: float, y: float, dot: Dot) -> str:
    """A dot that says what it is of."""
    told = element("title", escape(dot.text))
    return element("circle", told, cx=x, cy=y, r=DOT, class_="dot ahead" if dot.ahead else "dot")


def _legend(today: bool, y: float, words: Words) -> list[str]:
    """What a hollow dot and the line through the axis mean."""
    marks, x = [], EDGE
    told, expected = words.pgettext("legend", "told"), words.pgettext("legend", "expected")
    for said, kind in ((told, "dot"), (expected, "dot ahead")):
        marks.append(element("rect", x=x - DOT, y=y - DOT, width=2 * DOT, height=2 * DOT, rx=DOT, class_=kind))
        marks.append(label(said, x + 10, y + 4, class_="tick"))
        x += 30 + 6 * len(said)
    if today:
        marks += [element("line", x1=x, y1=y - 7, x2=x, y2=y + 7, class_="now")]
        marks += [label(words.gettext("day of the newest brief"), x + 8, y + 4, class_="tick")]
    return marks


def _split(ordered: list[Dot]) -> tuple[list[Dot], list[Dot], list[Dot]]:
    """Lonely early dates, the bulk, lonely late ones: one war of 1945 must not squeeze a year into a corner."""
    before: list[Dot] = []
    after: list[Dot] = []
    inner = ordered
    while len({d.at for d in inner}) > LEAST:
        span = inner[-1].at - inner[0].at
        first = next(i for i, d in enumerate(inner) if d.at > inner[0].at)
        last = next(i for i in range(len(inner) - 1, -1, -1) if inner[i].at < inner[-1].at)
        if inner[first].at - inner[0].at > GAP * span:
            before, inner = before + inner[:first], inner[first:]
        elif inner[-1].at - inner[last].at > GAP * span:
            inner, after = inner[: last + 1], inner[last + 1 :] + after
        else:
            break
    return before, inner, after


def _columns(places: Sequence[tuple[float, Dot]]) -> dict[float, list[Dot]]:
    """The dots above each other by where they stand, in steps of a dot's width, so that none covers another."""
    found: dict[float, list[Dot]] = {}
    for x, dot in places:
        found.setdefault(round(x / STEP) * STEP, []).append(dot)
    return found


def _ticks(low: float, high: float, left: float, scale: float, base: float, words: Words) -> list[str]:
    """Years, or months where the axis is shorter than two years; never closer than their labels are wide."""
    days = high - low
    start, end = date.fromordinal(int(low)), date.fromordinal(int(high) + 1)
    if days > 2.5 * 366:
        step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if s * 365 * scale >= 42)
        ticks = [(date(y, 1, 1), str(y)) for y in range(start.year, end.year + 1) if y % step == 0]
    else:
        step = next(s for s in (1, 2, 3, 6, 12) if s * 30 * scale >= 48 or s == 12)
        count = (end.year - start.year) * 12 + end.month - start.month + 1
        months = [divmod(start.year * 12 + start.month - 1 + i, 12) for i in range(count)]
        ticks = [
            (date(y, m + 1, 1), words.short_month(m + 1) + (f" {y}" if m == 0 or step == 12 else ""))
            for y, m in months
            if m % step == 0
        ]
        if days < 62:
            ticks = [(date.fromordinal(int(low)), _day(start, words)), (date.fromordinal(int(high)), _day(end, words))]
    out = []
    for day, said in ticks:
        x = left + (day.toordinal() - low) * scale
        if left - 1 <= x <= left + days * scale + 1:
            out.append(element("line", x1=x, y1=base, x2=x, y2=base + 6, class_="axis"))
            anchor = "start" if x < left + 12 else "end" if x > left + days * scale - 12 else "middle"
            out.append(label(said, x, base + 22, anchor, "tick"))
    return out


def _day(day: date, words: Words) -> str:
    return f"{words.day_of_month(day)} {words.short_month(day.month)} {day.year}"
