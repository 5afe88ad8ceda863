"""What is known of each sentence, and the candidates for key points: every sentence that can be read by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from generator.core.model import Found, Judgement, Statement
from generator.core.text import stable_id
from generator.extract.cuts import to_evidence
from generator.extract.judgement import judge
from generator.extract.parsed import Parsed
from generator.extract.sentences import Features, sentence_features, verb_features
from generator.extract.summary.features import FEATURES, Candidate
from generator.extract.summary.selection import Takeaway, overlap

POINT_WORDS = 45
"""A longer sentence is no point that a reader takes in at a glance."""


def describe(parsed: Parsed, found: Found, candidates: Sequence[Candidate]) -> Iterator[Features]:
    """What is known of each sentence: what it is as a summary's, as any sentence, by its verb, and where it stands."""
    figures = [f.evidence[0].start for f in found.figures]
    dates = [d.evidence[0].start for d in found.dates]
    in_block = Counter(c.sentence.block for c in candidates)
    for c in candidates:
        start, end = c.sentence.start, c.sentence.end
        yield {
            **{f"of sentence {name}": x for name, x in sentence_features(parsed, c.sentence, found).items()},
            **verb_features(c.sentence.span.root, found, "root"),
            **dict(zip(FEATURES, c.features, strict=True)),
            "position": c.order / len(candidates),
            "order": min(c.order, 40),
            "sentences": min(len(candidates), 80),
            "words": c.words,
            "in block": min(in_block[c.sentence.block], 30),
            "titled": bool(parsed.article.title),
            "figures told": min(sum(start <= at < end for at in figures), 5),
            "dates told": min(sum(start <= at < end for at in dates), 4),
        }


def find_points(
    parsed: Parsed, candidates: Sequence[Candidate], described: Sequence[Features], takeaway: Takeaway | None
) -> Iterator[tuple[Statement, Judgement]]:
    """Each sentence that stands by itself and is not the takeaway, with its judgement, in the order of the text."""
    taken = takeaway.candidates if takeaway else ()
    told = {c.text for c in taken}
    for c, known in zip(candidates, described, strict=True):
        if stands(c) and c.text not in told:
            told.add(c.text)
            point = Statement(c.text, to_evidence(parsed.article, c.spans), stable_id("k", c.text))
            features = {
                **known,
                "like_takeaway": max((overlap(c, t) for t in taken), default=0.0),
                "near_takeaway": min((abs(c.order - t.order) for t in taken), default=9),
            }
            yield point, judge("key_points", point.id, features)


def stands(c: Candidate) -> bool:
    """Whether a sentence can be read by itself: whole, not too long, leaning on nothing and adding to nothing, spoken
    by nobody of himself and to nobody."""
    return (
        c.whole
        and not (c.leaning or c.unsaid)
        and not c.adds
        and not c.confides
        and 6 <= c.words <= POINT_WORDS
        and not c.feature("question")
        and c.feature("quoted") < 0.5
        and not c.feature("connective")
        and not c.addresses
    )


def by_likelihood(points: Mapping[Statement, Judgement]) -> tuple[Statement, ...]:
    """The points, likeliest first; equals in the order of the text."""
    return tuple(sorted(points, key=lambda p: (-points[p].probability, p.evidence[0].start)))
