"""Candidates for key points: every sentence that can be read by itself, with what speaks for it and against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.core.model import Judgement, Statement
from generator.core.text import stable_id
from generator.extract.cuts import to_evidence
from generator.extract.judgement import judge
from generator.extract.parsed import Parsed
from generator.extract.summary.features import FEATURES, Candidate
from generator.extract.summary.selection import Takeaway, overlap

POINT_WORDS = 45
"""A longer sentence is no point that a reader takes in at a glance."""


def find_points(
    parsed: Parsed, candidates: Sequence[Candidate], takeaway: Takeaway | None
) -> Iterator[tuple[Statement, Judgement]]:
    """Each sentence that stands by itself and is not the takeaway, with its judgement, in the order of the text."""
    taken = takeaway.candidates if takeaway else ()
    told = {c.text for c in taken}
    for c in candidates:
        if stands(c) and c.text not in told:
            told.add(c.text)
            point = Statement(c.text, to_evidence(parsed.article, c.spans), stable_id("k", c.text))
            features = {
                **dict(zip(FEATURES, c.features, strict=True)),
                "position": c.order / max(1, len(candidates)),
                "order": min(c.order, 40),
                "sentences": min(len(candidates), 80),
                "words": c.words,
                "like_takeaway": max((overlap(c, t) for t in taken), default=0.0),
                "near_takeaway": min((abs(c.order - t.order) for t in taken), default=9),
            }
            yield point, judge("key_points", point.id, features)


def stands(c: Candidate) -> bool:
    """Whether a sentence can be read by itself: whole, not too long, leaning on nothing, addressing nobody."""
    return (
        c.whole
        and not c.leaning
        and 6 <= c.words <= POINT_WORDS
        and not c.feature("question")
        and c.feature("quoted") < 0.5
        and not c.feature("connective")
        and not c.addresses
    )


def by_likelihood(points: Mapping[Statement, Judgement]) -> tuple[Statement, ...]:
    """The points, likeliest first; equals in the order of the text."""
    return tuple(sorted(points, key=lambda p: (-points[p].probability, p.evidence[0].start)))
