"""Temporal expressions of an article, anchored at its publication; the verbs decide which Friday is meant."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from generator.core.model import DateMention, Found
from generator.extract.calendar_names import family_names
from generator.extract.parsed import Parsed
from generator.extract.tags import NOUNS, PRESENT, VERBS
from generator.extract.verbs import bond, direction, governor, helpers, is_told_to, root_of, was_ahead
from generator.language import timex
from generator.language.timex import Bond, Direction

if TYPE_CHECKING:
    from spacy.tokens import Token

DATELINE_BLOCKS = 6
"""A line that is only a date stands among the first blocks of an article."""
_OF_A_YEAR = re.compile(r"[\dX]{4}-(?:\d\d|SP|SU|FA|WI)")
_IS_BARE = re.compile(r"(?:the )?[A-Za-z]+\.?")
"""A month or season by its name alone: no year, no "next", no part of it."""
_COUNTS = (*NOUNS, *VERBS, "NUM")
_PER = frozenset({"a", "an", "each", "every", "per"})


def extract(parsed: Parsed, found: Found) -> Found:
    """Fill `found.dates`; ``evidence[0]`` of each is exactly its own words."""
    article = parsed.article
    people = {parsed.doc[i].idx for i in family_names(parsed)}
    mentions = tuple(
        DateMention(t.text, t.type, t.value, (article.evidence(t.start, t.end),))
        for t in timex.find(article.text, anchor(parsed), tense_hint(parsed), bonds(parsed))
        if t.start not in people
    )
    return dataclasses.replace(found, dates=tuple(map(partial(_of_any_year, parsed), mentions)))


def _of_any_year(parsed: Parsed, date: DateMention) -> DateMention:
    """A month or season of no certain year as a set: "Suppose you sell in June", "The bus runs twice an hour in July".

    So it is where readers are told to do something, or a present tense tells how much or how often a time.
    """
    root = root_of(parsed, date) if _OF_A_YEAR.fullmatch(date.value) and _IS_BARE.fullmatch(date.text) else None
    verb = governor(root) if root is not None and root.head.lower_ == "in" else None
    if verb is None or not (is_told_to(verb) or (verb.tag_ in PRESENT and not helpers(verb) and _tells_a_rate(verb))):
        return date
    return dataclasses.replace(date, type="SET", value=f"XXXX{date.value[4:]}")


def _tells_a_rate(verb: Token) -> bool:
    """Whether a clause has an amount or a count by the day or hour in it: "900 buns a day", "every hour"."""
    times = (t for t in verb.subtree if t.dep_ == "npadvmod" and t.head.pos_ in _COUNTS)  # not "an hour later"
    return any(c.lower_ in _PER for t in times for c in t.lefts)


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
