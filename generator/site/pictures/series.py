"""A measure over its periods as columns, large on the ledger's pages and small on a figure's card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
    # A label may be two columns wide; at either end it needs room beside the column.
    half = (max(len(words) for p in shown for words in (p.said, p.name)) + 1) // 2 * 12 * CHAR
    slot = min(max(64.0, half), (width - 20) / len(shown))
    left = max(10.0, min(half, slot) - slot / 2)
    top, height = 20.0, 90.0
    scale, zero = _scale([p.value for p in shown], top, height)
    marks = [element("line", x1=left, y1=zero, x2=left + slot * len(shown), y2=zero, class_="axis")]
    fits = max(3, round(slot / (12 * CHAR) - 0.49))
    for i, point in enumerate(shown):
        x = left + i * slot
        y = zero - point.value * scale
        bar = max(1.5, abs(y - zero))
        marks.append(
            element(
                "rect",
                x=x + slot * 0.16,
                y=min(y, zero),
                width=slot * 0.68,
                height=bar,
                class_="bar current" if point.current else "bar",
            )
        )
        middle = x + slot / 2
        # Every other label where two would touch.
        if len(point.said) <= fits or i % 2 == (len(shown) - 1) % 2:
            above = y - 6 if point.value >= 0 else y + 15
            marks.append(label(shorten(point.said, 2 * fits), middle, above, "middle", "value"))
        if len(point.name) <= fits or i % 2 == (len(shown) - 1) % 2:
            marks.append(label(shorten(point.name, 2 * fits), middle, top + height + 18, "middle", "tick"))
    return picture("columns", alternative, 2 * left + slot * len(shown), top + height + 26, *marks, fluid=False)


def spark(points: Sequence[Point], alternative: str) -> Markdown | None:
    """The small picture for a card: columns alone, the card's own period in the accent colour."""
    shown = list(points)[-12:]
    if len(shown) < LEAST:
        return None
    height, slot = 28.0, 12.0
    scale, zero = _scale([p.value for p in shown], 2.0, height - 4)
    marks = []
    for i, point in enumerate(shown):
        y = zero - point.value * scale
        marks.append(
            element(
                "rect",
                x=i * slot + 1.0,
                y=min(y, zero),
                width=slot - 3,
                height=max(1.5, abs(y - zero)),
                class_="bar current" if point.current else "bar",
            )
        )
    return picture("spark", alternative, slot * len(shown), height, *marks, fluid=False)


def _scale(values: list[float], top: float, height: float) -> tuple[float, float]:
    """Units to pixels, and where nought lies."""
    high, low = max(0.0, *values), min(0.0, *values)
    scale = height / ((high - low) or 1.0)
    return scale, top + high * scale
