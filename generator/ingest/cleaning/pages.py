"""A whole page of a site as Markdown: the article among its menus and the beginnings of other articles."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from generator.ingest.cleaning.boilerplate import Removed, is_prose
from generator.ingest.cleaning.masthead import LABEL_WORDS
from generator.ingest.cleaning.signature import read_signature
from generator.ingest.draft import Line

MENU_LINES = 8
"""So many lines above the only heading of an article, none of them a paragraph, are the site's menus."""
STAMP_WITHIN = 4
"""A day belongs to a heading where it stands so few lines below it, a byline and another telling of it between."""


def own_part(lines: tuple[Line, ...], removed: Removed) -> tuple[Line, ...]:
    """The lines of the article alone: from its heading on, up to the next heading that has a day of its own.

    Above the heading is left what is not as long as a menu; a heading of the same day may head a part.
    """
    dated = {i: day for i, line in enumerate(lines) if line.level == 1 and (day := _day_below(lines, i))}
    if not dated:
        return lines
    first = next(iter(dated))
    end = next((i for i, day in dated.items() if day != dated[first]), len(lines))
    if end < len(lines) and len(lines[end - 1].text.split()) <= LABEL_WORDS:
        end -= 1  # the section that it stands in
    menu = first >= MENU_LINES and all(map(_is_small, lines[:first]))
    own = lines[first if menu else 0 : end]
    removed["removed-page", "what stands around the article on its page"] += len(lines) - len(own)
    return own


def _day_below(lines: Sequence[Line], heading: int) -> tuple[str, ...]:
    """The day on a line of its own right below a heading, above any paragraph and other heading; () for none."""
    below = takewhile(_is_small, lines[heading + 1 : heading + 1 + STAMP_WITHIN])
    signatures = (read_signature(line.text) for line in below)
    return next((signature.dates for signature in signatures if signature and signature.alone), ())


def _is_small(line: Line) -> bool:
    return not line.level and not is_prose(line.text)
