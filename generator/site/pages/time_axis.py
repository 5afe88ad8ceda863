"""Dated statements as a picture of time, with its alternative in words."""

from __future__ import annotations

from collections.abc import Iterable

from generator.core.text import plural
from generator.core.when import When
from generator.site.markup import Markdown
from generator.site.pages.wording import clipped, human_date
from generator.site.pictures.axis import Dot, axis

SAID = 120
"""Characters of a statement that are told of its dot."""


def drawn(said: Iterable[tuple[str | None, str, bool]], as_of: str | None) -> Markdown | None:
    """The axis of (date, text, is it ahead); None where there are too few dates. What has no year is left out."""
    dots = []
    for when, text, ahead in said:
        span = When.parse(when)
        if span:
            dot = Dot(span.start, span.end, f"{human_date(when)}: {clipped(text, SAID)}", ahead)
            dots.append(((span.start, span.end), when, dot))
    if not dots:
        return None
    dots.sort(key=lambda d: (d[0], d[2].text))
    coming = sum(d[2].ahead for d in dots)
    words = f"{plural(len(dots), 'date')} from {human_date(dots[0][1])} to {human_date(dots[-1][1])}"
    words += f", {coming} of them expected" if coming else ""
    now = When.parse(as_of)
    return axis([d[2] for d in dots], f"{words}; the list below has them all.", now.end if now else None)
