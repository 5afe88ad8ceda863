"""A measure over its periods as columns, large on the ledger's pages and small on a figure's card."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from generator.site.markup import Markdown
from generator.site.pictures.svg import CHAR, element, label, picture, shorten

LEAST = 3
"""Two values are said in a sentence; from three on a picture shows what a sentence cannot."""
MOST = 24


@dataclass(frozen=True, slots=True)
class Point:
    """One column: what stands below it, its height, what stands above it; `current` is drawn in the accent colour."""

    name: str
    value: float
    said: str
    current: bool = False


def columns(points: Sequence[Point], alternative: str) -> Markdown | None:
    """The large picture, newest `MOST` points; None for fewer than three. Every column starts at nought."""
    shown = list(points)[-MOST:]
    if len(shown) < LEAST:
        return None
    width = 720.0
    unit = _unit([p.said for p in shown])
    said = [p.said.removesuffix(unit).rstrip() for p in shown]
    # A label may be two columns wide; at either end it needs room beside the column.
    half = (max(map(len, (*said, *(p.name for p in shown)))) + 1) // 2 * 12 * CHAR
    slot = min(max(64.0, half), (width - 20) / len(shown))
    left = max(10.0, min(half, slot) - slot / 2)
    top, height = 36.0 if unit else 20.0, 90.0
    scale, zero = _scale([p.value for p in shown], top, height)
    # The label of a column below nought stands under it, and above what all columns are called.
    foot = top + height + (15.0 if any(p.value < 0 for p in shown) else 0.0)
    marks = [element("line", x1=left, y1=zero, x2=left + slot * len(shown), y2=zero, class_="axis")]
    # Drawn after the columns: none covers a label that is wider than its own.
    labels = [label(unit, left, 12, class_="tick")] if unit else []
    fits = max(3, round(slot / (12 * CHAR) - 0.49))
    for i, point in enumerate(shown):
        x = left + i * slot
        y = zero - point.value * scale
        marks.append(_bar(point, x + slot * 0.16, slot * 0.68, y, zero))
        middle = x + slot / 2
        # Every other label where two would touch.
        if len(said[i]) <= fits or i % 2 == (len(shown) - 1) % 2:
            above = y - 6 if point.value >= 0 else y + 15
            labels.append(label(shorten(said[i], 2 * fits), middle, above, "middle", "value"))
        if len(point.name) <= fits or i % 2 == (len(shown) - 1) % 2:
            labels.append(label(shorten(point.name, 2 * fits), middle, foot + 18, "middle", "tick"))
    marks += labels
    return picture("columns", alternative, 2 * left + slot * len(shown), foot + 26, *marks, fluid=False)


def _unit(said: Sequence[str]) -> str:
    """The words without a number that all labels end in ("million tonnes"): the picture tells them once."""
    ends = zip(*(words.split()[:0:-1] for words in said), strict=False)
    shared = takewhile(lambda end: len(set(end)) == 1 and not re.search(r"\d", end[0]), ends)
    return " ".join(reversed([end[0] for end in shared]))


def spark(points: Sequence[Point], alternative: str) -> Markdown | None:
    """The small picture for a card: columns alone, the card's own period in the accent colour."""
    shown = list(points)[-12:]
    if len(shown) < LEAST:
        return None
    height, slot = 28.0, 12.0
    scale, zero = _scale([p.value for p in shown], 2.0, height - 4)
    marks = (_bar(p, i * slot + 1.0, slot - 3, zero - p.value * scale, zero) for i, p in enumerate(shown))
    return picture("spark", alternative, slot * len(shown), height, *marks, fluid=False)


def _bar(point: Point, x: float, width: float, y: float, zero: float) -> str:
    """A column between nought and its value, which lies at `y`."""
    kind = "bar current" if point.current else "bar"
    return element("rect", x=x, y=min(y, zero), width=width, height=max(1.5, abs(y - zero)), class_=kind)


def _scale(values: list[float], top: float, height: float) -> tuple[float, float]:
    """Units to pixels, and where nought lies."""
    high, low = max(0.0, *values), min(0.0, *values)
    scale = height / ((high - low) or 1.0)
    return scale, top + high * scale
