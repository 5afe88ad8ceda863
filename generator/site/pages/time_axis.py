"""Dated statements as a picture of time, with its alternative in words."""

from __future__ import annotations

from collections.abc import Iterable

from generator.core.text import clipped
from generator.core.when import When
from generator.site.markup import Markdown
from generator.site.pages.wording import human_date
from generator.site.pictures.axis import Dot, axis
from generator.site.words import Words

SAID = 120
"""Characters of a statement that are told of its dot."""


def drawn(said: Iterable[tuple[str | None, str, bool]], as_of: str | None, words: Words) -> Markdown | None:
    """The axis of (date, text, is it ahead); None where there are too few dates. What has no year is left out."""
    dots = []
    for when, text, ahead in said:
        span = When.parse(when)
        if span:
            dot = Dot(span.start, span.end, f"{human_date(when, words)}: {clipped(text, SAID)}", ahead)
            dots.append(((span.start, span.end), when, dot))
    if not dots:
        return None
    dots.sort(key=lambda d: (d[0], d[2].text))
    coming = sum(d[2].ahead for d in dots)
    first, last = human_date(dots[0][1], words), human_date(dots[-1][1], words)
    told = words.ngettext(
        "{n} date from {first} to {last}", "{n} dates from {first} to {last}", len(dots), first=first, last=last
    )
    if coming:
        told += words.ngettext(", {n} of them expected", ", {n} of them expected", coming)
    told = words.gettext("{dates}; the list below has them all.", dates=told)
    now = When.parse(as_of)
    return axis([d[2] for d in dots], told, words, now.end if now else None)
