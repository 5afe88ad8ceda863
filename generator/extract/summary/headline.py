"""A headline for an article without a title: a main clause with the least that makes it whole.

Compression by dropping subtrees of the dependency parse (in the manner of Dorr, Zajic and Schwartz's Hedge Trimmer,
2003, and Filippova and Strube 2008): asides always go, adjuncts go when the clause is too long (`cuts`), and among all
ways to reach the wanted length the one that loses least wins. The words that stay keep their order.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from generator.core.text import word_count
from generator.extract.parsed import Parsed
from generator.extract.summary.compression import SUBJECTS, Cut, adjuncts, asides
from generator.extract.summary.features import NAMES, Candidate
from generator.extract.summary.selection import Takeaway, Topic, sentence_score, topic_of
from generator.extract.summary.trim import balanced

if TYPE_CHECKING:
    from spacy.tokens import Token

MIN_WORDS, MAX_WORDS, MAX_CHARS = 6, 14, 90
"""What news desks allow a headline; ninety characters fit two lines of a phone."""
TRIED = 8
"""How many of the best sentences are tried; more only when none of them gives a headline."""

_POSSESSIVES = frozenset({"his", "her", "their", "its"})
_PERSONAL = frozenset({"i", "we", "you", "me", "us", "my", "our", "your"})
_OBJECTS = frozenset({"him", "her", "it", "them"})
_POINTING = frozenset({"this", "that", "these", "those"})
_BAD_LAST = frozenset({"ADP", "CCONJ", "SCONJ", "DET", "PART", "AUX", "PUNCT", "PRON"})
_BAD_FIRST = frozenset({"CCONJ", "PUNCT", "ADP", "SCONJ", "PRON", "PART"})
_UNFINISHED = frozenset(
    {"aux", "auxpass", "mark", "prep", "cc", "det", "poss", "case", "predet", "nummod", "amod", "compound"}
)
_COMPLETING = frozenset({"prep", "prt", "dobj", "acomp", "advmod", "xcomp", "ccomp", "oprd", "dative", "agent"})
_LOOSE_MARKS = frozenset({",", ";", ":", ".", "!", "?", "—", "–", "--"})


@dataclass(frozen=True, slots=True)
class Headline:
    """A possible headline; the best one has the highest score."""

    text: str
    score: float


def make_headline(parsed: Parsed, candidates: Sequence[Candidate], takeaway: Takeaway | None) -> str | None:
    """The best headline of the leading sentences; the shortest whole takeaway sentence when none can be compressed."""
    topic = topic_of(candidates)
    chosen = takeaway.candidates if takeaway else ()
    ranked = sorted((c for c in candidates if c.whole), key=lambda c: (-_rank(c, chosen), c.order))
    best: Headline | None = None
    for tried, candidate in enumerate(ranked):
        if tried >= TRIED and best:
            break
        made = compress(candidate, topic)
        score = made.score + _rank(candidate, chosen) if made else 0.0
        if made and (best is None or score > best.score):
            best = Headline(made.text, score)
    if best:
        return best.text
    whole = [c for c in chosen if c.whole and not c.leaning] or list(chosen)
    return _finish(min(whole, key=lambda c: (c.words, c.order)).text) if whole else None


def _rank(candidate: Candidate, chosen: Sequence[Candidate]) -> float:
    """How fit the sentence is as the source: the lead and the takeaway first."""
    lead = 0.8 * candidate.feature("first") + 0.15 * candidate.feature("first_block")
    taken = 0.35 if any(c.order == candidate.order for c in chosen) else 0.0
    against = candidate.feature("quoted") + candidate.feature("question") + 0.5 * candidate.leaning
    return lead + taken + 3.0 * sentence_score(candidate) - against


def compress(candidate: Candidate, topic: Topic) -> Headline | None:
    """The best compression of one sentence, or of a clause beside its colon; None when no good one exists."""
    opening = candidate.spans[0][0]
    tokens = [t for t in candidate.sentence.span if not t.is_space and t.idx >= opening]
    made = [
        headline
        for clause, root in _clauses(tokens, candidate.sentence.span.root)
        if (headline := _compress_clause(clause, root, topic)) is not None
    ]
    return max(made, key=lambda h: h.score, default=None)


def _clauses(tokens: list[Token], root: Token) -> Iterator[tuple[list[Token], Token]]:
    """The sentence with its root; where a colon or semicolon parts clauses, each of them with its own."""
    marks = [k for k, t in enumerate(tokens) if t.text in {":", ";"} and balanced("".join(x.text for x in tokens[:k]))]
    if not marks:
        yield tokens, root
        return
    for start, end in zip([0, *(k + 1 for k in marks)], [*marks, len(tokens)], strict=True):
        clause = tokens[start:end]
        here = {t.i for t in clause}
        heads = [t for t in clause if t.head.i not in here or t.head == t]
        verb = next((t for t in heads if t.pos_ in {"VERB", "AUX"}), None)
        if verb is not None and any(t.tag_ in {"MD", "VBZ", "VBP", "VBD"} for t in (verb, *verb.children)):
            yield clause, verb


def _compress_clause(tokens: list[Token], root: Token, topic: Topic) -> Headline | None:
    here = {t.i for t in tokens}
    subject = next((c for c in root.children if c.dep_ in SUBJECTS and c.i in here), None)
    if subject is None or subject.pos_ == "PRON" or subject.dep_ == "expl":
        return None
    if any(t.lower_ in _POINTING and t.dep_ in {"det", "nsubj", "nsubjpass"} for t in subject.subtree):
        return None
    always = frozenset(i for cut in asides(tokens, root) for i in cut)
    if root.i in always or subject.i in always:
        return None
    best: Headline | None = None
    for gone, cost in _ways(adjuncts([t for t in tokens if t.i not in always], root)):
        kept = _without_loose_marks([t for t in tokens if t.i not in always and t.i not in gone])
        text = _write(kept)
        if text is None or not _stands(kept, subject, root):
            continue
        score = _value(kept, topic) - cost - _gaps(kept, gone | always, subject, root)
        if best is None or score > best.score:
            best = Headline(text, score)
    return best


def _ways(cuts: Sequence[Cut]) -> Iterator[tuple[frozenset[int], float]]:
    """All combinations of cuts with their cost; a cut inside another one is not counted twice."""
    for size in range(len(cuts) + 1):
        for some in combinations(cuts, size):
            if any(a.tokens < b.tokens for a in some for b in some if a is not b):
                continue
            yield frozenset().union(*(c.tokens for c in some)), math.fsum(c.cost for c in some)


def _write(kept: Sequence[Token]) -> str | None:
    """The tokens as a headline; None when it is too long, too short, or leaves a mark open."""
    if not kept:
        return None
    parts: list[str] = []
    for t, following in zip(kept, [*kept[1:], None], strict=True):
        parts.append(t.text)
        if following is not None:
            parts.append(t.whitespace_ if following.i == t.i + 1 else " ")
    text = _finish("".join(parts))
    fits = MIN_WORDS <= word_count(text) <= MAX_WORDS and len(text) <= MAX_CHARS
    return text if fits and balanced(text) and "@" not in text else None


def _stands(kept: Sequence[Token], subject: Token, root: Token) -> bool:
    """Whether the tokens are a clause that starts with its subject, ends as one and needs nothing from outside."""
    last = kept[-1]
    if not subject.left_edge.i <= kept[0].i <= subject.right_edge.i:
        return False
    if any(t.pos_ == "PRON" and t.head == root and t.dep_ in {"dobj", "dative"} and t.lower_ in _OBJECTS for t in kept):
        return False
    if last.pos_ in _BAD_LAST or last.dep_ in _UNFINISHED or kept[0].pos_ in _BAD_FIRST:
        return False
    if any(not _bridges(a, b, after) for a, b, after in zip(kept[:-1], kept[1:], [*kept[2:], None], strict=True)):
        return False
    here = {t.i for t in kept}
    if any(t.dep_ == "cc" and t.head.i not in here for t in kept):
        return False
    lost = [c for c in last.children if c.i > last.i and c.i not in here and c.dep_ in _COMPLETING]
    if last.pos_ == "VERB" and not all(_is_date(c) for c in lost):
        return False  # a verb robbed of what completes it
    owner = next((t for t in kept if t.lower_ in _POSSESSIVES or (t.pos_ == "PRON" and t.dep_ in SUBJECTS)), None)
    if owner is None or owner.lower_ in {"who", "which", "that", "what", "there", "it"}:
        return True
    return any(t.ent_type_ in NAMES or t.pos_ in {"PROPN", "NOUN"} for t in kept if t.i < owner.i)


def _bridges(left: Token, right: Token, after: Token | None) -> bool:
    """Whether two neighbours read on: where words went between them, no noun may run into another noun phrase."""
    if right.i == left.i + 1:
        return True
    if right.pos_ == "CCONJ":
        return after is not None and after.pos_ not in {"ADP", "PUNCT", "SCONJ"}
    nominal = left.pos_ in {"NOUN", "PROPN", "PRON", "NUM"} and left.dep_ not in {"poss", "nummod"}
    return not (nominal and right.pos_ in {"DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM", "SCONJ"})


def _is_date(t: Token) -> bool:
    return any(x.ent_type_ in {"DATE", "TIME"} for x in t.subtree)


def _without_loose_marks(kept: Sequence[Token]) -> list[Token]:
    """Without commas, dashes and the like beside a gap or at either end; the final full stop goes too."""
    now = list(kept)
    while True:
        here = {t.i for t in now}
        stay = [
            t
            for k, t in enumerate(now)
            if t.text not in _LOOSE_MARKS or (0 < k < len(now) - 1 and t.i - 1 in here and t.i + 1 in here)
        ]
        if len(stay) == len(now):
            return stay
        now = stay


def _value(kept: Sequence[Token], topic: Topic) -> float:
    """What the headline tells: the article's recurring words and its actors, at a length that reads at a glance."""
    lemmas = {t.lemma_.casefold() for t in kept}
    told = math.fsum(w for x, w in sorted(topic.weight.items()) if x in lemmas) / topic.total
    named = sum(t.ent_type_ in NAMES and t.ent_iob_ == "B" for t in kept)
    words = sum(not t.is_punct for t in kept)
    pointing = any(t.lower_ in _POINTING and t.dep_ == "det" for t in kept)
    personal = any(t.lower_ in _PERSONAL and t.text != "US" for t in kept)
    against = 0.1 * sum(t.text == "," for t in kept) + personal + 0.3 * pointing
    return 1.2 * told + 0.1 * min(named, 3) + 0.03 * min(words, 10) - against


def _gaps(kept: Sequence[Token], gone: frozenset[int], subject: Token, root: Token) -> float:
    """What reads thin: a bare "the" or "an" noun that lost or never had its specifics, a passive that says no more."""
    loss = 0.0
    here = {t.i for t in kept}
    specific = any(c.i in here and c.dep_ not in {"det", "punct"} for c in subject.children)
    articled = any(c.dep_ == "det" and c.lower_ in {"the", "an", "a"} for c in subject.children)
    if subject.pos_ == "NOUN" and articled and not specific:
        loss += 0.3
    for t in kept:
        robbed = any(c.i in gone and c.i > t.i and c.dep_ in {"prep", "relcl", "acl"} for c in t.children)
        if t.pos_ == "NOUN" and robbed and all(c.dep_ in {"det", "poss", "punct"} or c.i in gone for c in t.children):
            loss += 0.15
    last = kept[-1]
    if any(c.i in gone and c.i > last.i and c.dep_ == "prep" for c in last.children) and any(
        c.dep_ == "poss" for c in last.children
    ):
        loss += 0.35  # "his close ties" with nobody named
    if last == root and last.tag_ == "VBN":
        loss += 0.4
    return loss


def _finish(text: str) -> str:
    """Single spaces, no final full stop, a capital first."""
    text = re.sub(r"\s+", " ", text).strip().rstrip(".").strip()
    return text[:1].upper() + text[1:]
