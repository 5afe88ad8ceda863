"""What the parse puts beside a name: the nouns that say what somebody is, or another name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from generator.extract.tags import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Token


def nouns_beside(name: Iterable[Token]) -> Iterator[Token]:
    """What the words of a name are called: "Jane Roe, a judge", "Jane Roe is a judge", "his wife, Jane Roe, is a
    judge", "the judge is Jane Roe"."""
    for t in name:
        yield from (c for c in t.children if c.dep_ == "appos")
        top = t.head if t.dep_ == "appos" else t
        if top is not t:
            yield top
        clauses = [c for c in t.children if c.dep_ == "relcl"] + [top.head] * (top.dep_ in SUBJECTS)
        yield from (c for v in clauses if v.lemma_ == "be" for c in v.children if c.dep_ == "attr")
        if t.dep_ == "attr" and t.head.lemma_ == "be":
            yield from (c for c in t.head.children if c.dep_ in SUBJECTS)
