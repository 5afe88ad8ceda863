"""Temporal expressions of an article, anchored at its publication; the verbs decide which Friday is meant."""

from __future__ import annotations

import bisect
import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING

from generator.core.model import DateMention, Found
from generator.extract.parsed import Parsed
from generator.language import timex
from generator.language.timex import Direction

if TYPE_CHECKING:
    from spacy.tokens import Token

MODALS = frozenset(
    {"will", "'ll", "’ll", "wo", "shall", "may", "might", "can", "could", "should", "must", "would", "ca"}
)
AHEAD = frozenset(
    {"plan", "expect", "schedule", "intend", "hope", "aim", "set", "due", "want", "propose", "promise", "seek"}
)
"""Verbs whose complement lies ahead, whatever their own tense."""

DATELINE_BLOCKS = 6
"""A line that is only a date stands among the first blocks of an article."""


def extract(parsed: Parsed, found: Found) -> Found:
    """Fill `found.dates`; ``evidence[0]`` of each is exactly its own words."""
    article = parsed.article
    mentions = tuple(
        DateMention(t.text, t.type, t.value, (article.evidence(t.start, t.end),))
        for t in timex.find(article.text, anchor(parsed), tense_hint(parsed))
    )
    return dataclasses.replace(found, dates=mentions)


def anchor(parsed: Parsed) -> str | None:
    """When the article was written: its publication, else a line of its head that is only a date.

    A date inferred from the text gives way to such a line, which is more precise.
    """
    published = parsed.article.published
    if published and published[:4].isdigit() and parsed.article.published_source != "inferred":
        return published
    for block in parsed.blocks[:DATELINE_BLOCKS]:
        date = timex.parse_date(parsed.article.text[block.start : block.end])
        if date:
            return date
    return published


def tense_hint(parsed: Parsed) -> Callable[[int], Direction | None]:
    """A function that tells, for an offset, where the verb governing the word there looks."""
    starts = parsed.token_starts

    def hint(offset: int) -> Direction | None:
        i = bisect.bisect_right(starts, offset) - 1
        told = direction(parsed.doc[i]) if 0 <= i < len(starts) else None
        if told == "present":
            sentence = parsed.sentence_at(offset)
            if sentence and parsed.blocks[sentence.block].kind == "heading":
                return "past"  # the present of headlines
        return told

    return hint


def direction(token: Token) -> Direction | None:
    """Where the verb looks that governs a word: up the tree to the first verb that settles it."""
    while True:
        if token.pos_ in ("VERB", "AUX"):
            told = _of_verb(token)
            if told:
                return told
        if token.head.i == token.i:
            return None
        token = token.head


def _of_verb(verb: Token) -> Direction | None:
    """The direction of one verb with its auxiliaries; None where it depends on a verb above."""
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    words = {child.lower_ for child in helpers}
    if words & MODALS:
        return "future"
    if verb.tag_ == "VB" or any(child.tag_ == "TO" for child in helpers):
        if verb.dep_ in ("xcomp", "relcl", "acl") or verb.head.lemma_ in AHEAD:
            return "future"
        return None if verb.head.i != verb.i else "future"
    if verb.tag_ == "VBD" or words & {"was", "were", "had", "did", "has", "have", "'ve", "’ve", "'d"}:
        return "past"
    if verb.tag_ == "VBN":
        if words & {"is", "are", "'s", "'re", "am"}:
            return "present"
        return "past" if verb.dep_ in ("acl", "relcl", "advcl") else None
    if verb.tag_ in ("VBZ", "VBP"):
        return "present"
    if verb.tag_ == "VBG" and words & {"is", "are", "'s", "’s", "'re", "’re", "am"}:
        return "present"
    return None
