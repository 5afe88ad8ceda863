"""Amounts of a list that "respectively" gives their order: "exports and imports rose 4% and 5% respectively"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.extract.figures import bounds
from generator.extract.figures.measure import Measure, steps
from generator.extract.figures.phrases import noun_phrase
from generator.extract.parsed import Parsed
from generator.extract.tags import NOUNS

if TYPE_CHECKING:
    from spacy.tokens import Token

    from generator.extract.figures.steps import Reading


def told_in_turn(parsed: Parsed, row: Sequence[Reading]) -> list[Reading]:
    """The amounts of a row, each with the noun that has its place in the one row of as many nouns before it; none
    where no row or more than one could be meant."""
    first, sentence = row[0].amount.first, row[0].amount.sentence
    rows = [nouns for t in sentence if len(nouns := _row(t)) == len(row) and nouns[-1].i < first]
    if len(rows) != 1 or sum(t.lower_ == "respectively" for t in sentence) != 1:
        return []
    taken = {i for r in row for i in range(r.amount.first, r.amount.last + 1)}
    words = [noun_phrase(parsed.doc, noun, taken) for noun in rows[0]]
    way = row[0].raw.change or bounds.level(row[0].amount, row[0].raw.bound)
    return [
        replace(r, measure=Measure(w, "subject", steps(r.amount.head, n), n), raw=replace(r.raw, measure=w, change=way))
        for r, n, w in zip(row, rows[0], words, strict=True)
        if w
    ]


def _row(token: Token) -> list[Token]:
    """The nouns that a row of nouns joins, in their order; none for a token that opens no row."""
    if token.pos_ not in NOUNS or token.dep_ == "conj":
        return []
    out = [token]
    while joined := next((c for c in out[-1].rights if c.dep_ == "conj" and c.pos_ in NOUNS), None):
        out.append(joined)
    return out if len(out) > 1 else []
