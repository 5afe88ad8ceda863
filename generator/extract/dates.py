"""Temporal expressions of an article, anchored at its publication; the verbs decide which Friday is meant."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from generator.core.model import DateMention, Found
from generator.extract.calendar_names import family_names
from generator.extract.parsed import Parsed
from generator.extract.verbs import bond, direction, was_ahead
from generator.language import timex
from generator.language.timex import Bond, Direction

DATELINE_BLOCKS = 6
"""A line that is only a date stands among the first blocks of an article."""


def extract(parsed: Parsed, found: Found) -> Found:
    """Fill `found.dates`; ``evidence[0]`` of each is exactly its own words."""
    article = parsed.article
    people = {parsed.doc[i].idx for i in family_names(parsed)}
    mentions = tuple(
        DateMention(t.text, t.type, t.value, (article.evidence(t.start, t.end),))
        for t in timex.find(article.text, anchor(parsed), tense_hint(parsed), bonds(parsed))
        if t.start not in people
    )
    return dataclasses.replace(found, dates=mentions)


def anchor(parsed: Parsed) -> str | None:
    """When the article was written: its publication, else a line of its head that is only a date.

    A date inferred from the text gives way to such a line, which is more precise.
    """
    published = parsed.article.published
    if published and parsed.article.published_source != "inferred":
        return published
    for block in parsed.blocks[:DATELINE_BLOCKS]:
        date = timex.parse_date(parsed.article.text[block.start : block.end])
        if date:
            return date
    return published


def tense_hint(parsed: Parsed) -> Callable[[int], Direction | None]:
    """A function that tells, for an offset, where the verb governing the word there looks."""

    def hint(offset: int) -> Direction | None:
        if not len(parsed.doc):
            return None
        word = parsed.token_before(offset)
        told = direction(word)
        return "was ahead" if told == "future" and was_ahead(word) else told

    return hint


def bonds(parsed: Parsed) -> Callable[[int, int], Bond]:
    """A function that tells, for the offsets of a year and of a day behind it, whether it is the day's year."""
    return lambda year, day: bond(parsed.token_before(year), parsed.token_before(day))
