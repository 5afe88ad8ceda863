"""Candidates for key points: every sentence that can be read by itself, with what speaks for it and against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from generator.core.model import Found, Judgement, Statement
from generator.core.text import stable_id
from generator.extract.cuts import to_evidence
from generator.extract.judgement import judge
from generator.extract.parsed import Parsed
from generator.extract.phrasing import load_cues, plain
from generator.extract.summary.features import FEATURES, Candidate
from generator.extract.summary.selection import Takeaway, overlap

if TYPE_CHECKING:
    from spacy.tokens import Token

POINT_WORDS = 45
"""A longer sentence is no point that a reader takes in at a glance."""
SECTIONS = ("key_points", "implications", "takeaway")
_POINTERS = frozenset({"this", "that", "these", "those", "such", "both"})


def find_points(
    parsed: Parsed, found: Found, candidates: Sequence[Candidate], takeaway: Takeaway | None
) -> Iterator[tuple[Statement, Judgement]]:
    """Each sentence that stands by itself and is not the takeaway, with its judgement, in the order of the text."""
    taken = takeaway.candidates if takeaway else ()
    told = {c.text for c in taken}
    days = _days(found)
    for c in candidates:
        if stands(c) and c.text not in told:
            told.add(c.text)
            point = Statement(c.text, to_evidence(parsed.article, c.spans), stable_id("k", c.text))
            features = {
                **dict(zip(FEATURES, c.features, strict=True)),
                **_place(parsed, c, len(candidates)),
                **_time(c, days),
                **_syntax(c),
                "like_takeaway": max((overlap(c, t) for t in taken), default=0.0),
                "near_takeaway": min((abs(c.order - t.order) for t in taken), default=9),
            }
            yield point, judge("key_points", point.id, features)


def stands(c: Candidate) -> bool:
    """Whether a sentence can be read by itself: whole, of a length that reads well, leaning on nothing, no question."""
    return (
        c.whole
        and not c.leaning
        and 6 <= c.words <= POINT_WORDS
        and not c.feature("question")
        and c.feature("quoted") < 0.5
        and not c.feature("connective")
    )


def _place(parsed: Parsed, c: Candidate, count: int) -> dict[str, float]:
    """Where it stands: its share of the way through the text, and under which of the article's own headings."""
    section = parsed.blocks[c.sentence.block].section
    return {
        "position": c.order / max(1, count),
        "order": min(c.order, 40),
        "sentences": min(count, 80),
        "words": c.words,
        **{f"section_{name}": float(section == name) for name in SECTIONS},
    }


def _days(found: Found) -> list[tuple[int, str]]:
    """Where each date of the article stands, and the part of it that can be compared with the day of publication."""
    return [(d.evidence[0].start, d.value) for d in found.dates if d.type == "DATE" and d.value[:4].isdigit()]


def _time(c: Candidate, days: list[tuple[int, str]]) -> dict[str, float]:
    """When it is told to have happened, against the newest and oldest dates of the sentence."""
    years = [int(value[:4]) for start, value in days if c.sentence.start <= start < c.sentence.end]
    newest = max((int(value[:4]) for _, value in days), default=0)
    return {
        "dated": float(bool(years)),
        "years_back": float(min(newest - max(years), 30)) if years else 0.0,
        "full_date": float(any(len(v) >= 10 for s, v in days if c.sentence.start <= s < c.sentence.end)),
    }


def _syntax(c: Candidate) -> dict[str, float]:
    """Of the main clause: its tense, whether somebody says it, what its subject is; whether it points back."""
    root = c.sentence.span.root
    subject = next((t for t in root.children if t.dep_ in {"nsubj", "nsubjpass"}), None)
    helpers = {t.lower_ for t in root.children if t.dep_ in {"aux", "auxpass"}}
    return {
        "past": float(root.tag_ == "VBD" or bool(helpers & {"was", "were", "had"})),
        "before_past": float("had" in helpers),
        "will": float(bool(helpers & {"will", "would", "shall"})),
        "said": float(root.lemma_ in load_cues().saying),
        "passive": float(subject is not None and subject.dep_ == "nsubjpass"),
        "named_subject": float(subject is not None and subject.pos_ == "PROPN"),
        "pronoun_subject": float(subject is not None and subject.pos_ == "PRON"),
        "points_back": float(any(_points_back(t) for t in c.sentence.span)),
        "echo": float(bool(load_cues().echo.search(plain(c.text)))),
    }


def _points_back(t: Token) -> bool:
    """Whether a "this offer" or "both markets" inside the sentence points at something told before."""
    return (
        t.dep_ in {"det", "predet", "amod"}
        and t.lower_ in _POINTERS
        and t.head.ent_type_ not in {"DATE", "TIME"}
        and not any(x.dep_ == "conj" for x in t.head.children)  # "both China and Russia" names them
    )


def by_likelihood(points: Mapping[Statement, Judgement]) -> tuple[Statement, ...]:
    """The points, likeliest first; equals in the order of the text."""
    return tuple(sorted(points, key=lambda p: (-points[p].probability, p.evidence[0].start)))
