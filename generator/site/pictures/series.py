"""Counts over a row of periods as columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.site.markup import Markdown
from generator.site.pictures.svg import CHAR, element, label, picture

LEAST = 3
"""Two values are said in a sentence; from three on a picture shows what a sentence cannot."""
MOST = 24
TOP, HEIGHT = 20.0, 90.0
"""The room for the highest column's label, and for that column."""


@dataclass(frozen=True, slots=True)
class Point:
    """One column: what stands below it, its height, what stands above it; `current` is drawn in the accent colour."""

    name: str
    value: float
    said: str
    current: bool = False


def columns(points: Sequence[Point], alternative: str) -> Markdown | None:
    """The picture of the newest `MOST` points, none below nought; None for fewer than three."""
    shown = list(points)[-MOST:]
    if len(shown) < LEAST:
        return None
    # A label may be two columns wide; at either end it needs room beside the column.
    half = (max(len(words) for p in shown for words in (p.said, p.name)) + 1) // 2 * 12 * CHAR
    slot = min(max(64.0, half), 700.0 / len(shown))
    left = max(10.0, min(half, slot) - slot / 2)
    scale, zero = HEIGHT / (max(p.value for p in shown) or 1.0), TOP + HEIGHT
    marks = [element("line", x1=left, y1=zero, x2=left + slot * len(shown), y2=zero, class_="axis")]
    labels = []
    fits = max(3, round(slot / (12 * CHAR) - 0.49))
    for i, point in enumerate(shown):
        x, height = left + i * slot, point.value * scale
        bar = {"x": x + slot * 0.16, "y": zero - height, "width": slot * 0.68, "height": max(1.5, height)}
        marks.append(element("rect", **bar, class_="bar current" if point.current else "bar"))
        for words, y, kind in ((point.said, zero - height - 6, "value"), (point.name, zero + 18, "tick")):
            if len(words) <= fits or i % 2 == (len(shown) - 1) % 2:  # every other label where two would touch
                labels.append(label(words, x + slot / 2, y, "middle", kind))
    # Drawn after the columns: none covers a label that is wider than its own.
    return picture("columns", alternative, 2 * left + slot * len(shown), zero + 26, *marks, *labels, fluid=False)
