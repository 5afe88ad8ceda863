"""A headline for an article without a title: a main clause with the least that makes it whole.

Compression by dropping subtrees of the dependency parse (in the manner of Dorr, Zajic and Schwartz's Hedge Trimmer,
2003, and Filippova and Strube 2008): asides always go, adjuncts go when the clause is too long, and among all ways to
reach the wanted length the one that loses least wins. The words that stay are the article's words in their order.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from generator.extract.parsed import Parsed
from generator.extract.summary.choose import Takeaway, Topic, sentence_score, topic_of
from generator.extract.summary.cues import Cues, load_cues
from generator.extract.summary.features import NAMES, Candidate
from generator.extract.summary.trim import balanced
from generator.text import word_count

if TYPE_CHECKING:
    from spacy.tokens import Token

MIN_WORDS, MAX_WORDS, MAX_CHARS = 6, 14, 90
"""What news desks allow a headline; ninety characters fit two lines of a phone."""
TRIED = 8
"""How many of the best sentences are tried."""
MAX_OPTIONAL = 11
"""Optional cuts considered per sentence: 2048 ways at most."""

_TIME_LABELS = frozenset({"DATE", "TIME"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_POSSESSIVES = frozenset({"his", "her", "their", "its", "my", "our", "your"})
_BAD_LAST = frozenset({"ADP", "CCONJ", "SCONJ", "DET", "PART", "AUX", "PUNCT", "PRON"})
_BAD_FIRST = frozenset({"CCONJ", "PUNCT", "ADP", "SCONJ", "PRON"})
_DASHES = frozenset({"—", "–", "--", "-"})


@dataclass(frozen=True, slots=True)
class Cut:
    """A set of tokens (by index in the document) that may go together, and what their loss costs."""

    tokens: frozenset[int]
    cost: float


@dataclass(frozen=True, slots=True)
class Headline:
    """A possible headline; the best one has the highest score."""

    text: str
    score: float


def make_headline(parsed: Parsed, candidates: Sequence[Candidate], takeaway: Takeaway | None) -> str | None:
    """The best headline of the leading sentences; the shortest whole takeaway sentence when none can be compressed."""
    topic = topic_of(candidates)
    chosen = takeaway.candidates if takeaway else ()
    ranked = sorted(candidates, key=lambda c: (-_rank(c, chosen), c.order))[:TRIED]
    best: Headline | None = None
    for candidate in ranked:
        made = compress(candidate, topic)
        if made is None:
            continue
        made = Headline(made.text, made.score + _rank(candidate, chosen))
        if best is None or made.score > best.score:
            best = made
    if best:
        return best.text
    whole = [c for c in chosen if c.whole and not c.leaning] or list(chosen)
    if not whole:
        return None
    return _finish(min(whole, key=lambda c: (c.words, c.order)).text)


def _rank(candidate: Candidate, chosen: Sequence[Candidate]) -> float:
    """How fit the sentence is as the source: the lead and the takeaway first."""
    lead = 0.5 if candidate.order == 0 else 0.25 if candidate.feature("first_block") else 0.0
    taken = 0.35 if any(c.order == candidate.order for c in chosen) else 0.0
    return lead + taken + 3.0 * sentence_score(candidate) - candidate.feature("quoted") - candidate.feature("question")


def compress(candidate: Candidate, topic: Topic) -> Headline | None:
    """The best compression of one sentence, or None when no good one exists."""
    cues = load_cues()
    tokens = [t for t in candidate.sentence.span if not t.is_space and t.idx >= candidate.sentence.start]
    root = candidate.sentence.span.root
    subject = next((c for c in root.children if c.dep_ in _SUBJECTS), None)
    if subject is None or root not in tokens or subject.pos_ == "PRON" or subject.dep_ == "expl":
        return None
    if any(t.lower_ in {"this", "that", "these", "those"} for t in subject.subtree if t.dep_ in {"det", "nsubj"}):
        return None
    always = frozenset(i for cut in _asides(tokens, root, cues) for i in cut)
    optional = _adjuncts([t for t in tokens if t.i not in always], root)
    best: Headline | None = None
    for gone, cost in _ways(optional):
        kept = [t for t in tokens if t.i not in always and t.i not in gone]
        text = _write(kept)
        if text is None or (best and text == best.text):
            continue
        score = _value(kept, candidate, topic) - cost
        if best is None or score > best.score:
            best = Headline(text, score)
    return best


def _asides(tokens: Sequence[Token], root: Token, cues: Cues) -> Iterator[frozenset[int]]:
    """What never stands in a headline: brackets, appositions, loose clauses, attributions, relative times."""
    for t in tokens:
        subtree = frozenset(x.i for x in t.subtree)
        before = t.doc[min(subtree) - 1].text if min(subtree) > 0 else ""
        after = t.doc[max(subtree) + 1].text if max(subtree) + 1 < len(t.doc) else ""
        parted = before in {",", "(", ";", ":"} or before in _DASHES
        if root.i in subtree:
            continue
        if t.dep_ == "appos":
            head = t.head
            rest = frozenset(x.i for x in head.subtree) - subtree
            if head.pos_ != "PROPN" and t.pos_ == "PROPN" and head.dep_ in {"pobj", "dobj", "nsubj", "nsubjpass"} and parted:
                # "his counterpart, Vladimir Putin": the name says it all
                yield frozenset(i for i in rest if i < min(subtree) and i >= head.left_edge.i)
                yield frozenset(i for i in rest if i > max(subtree))
            else:
                yield subtree
        elif t.dep_ in {"relcl", "acl"} and parted or t.dep_ in {"advcl", "parataxis"} and (
            parted or after in {",", "—", "–"} or t.left_edge.i == tokens[0].i
        ):
            yield subtree
        elif t.dep_ in {"prep", "advmod", "npadvmod", "nmod", "advcl"} and (_is_time(t) or _leads(t, tokens, after)) or (
            t.dep_ == "prep" and parted and t.head == root
        ):
            yield subtree
        elif t.dep_ in {"intj", "meta"} or t.dep_ == "prep" and t.lower_ == "according":
            yield subtree
        elif t.dep_ == "conj" and t.head == root and _own_subject(t):
            yield subtree | frozenset(x.i for x in root.children if x.dep_ in {"cc", "punct"} and root.i < x.i < t.left_edge.i
                                      and x.i > max((y.i for y in root.children if y.i < t.i and y.dep_ in
                                                     {"dobj", "attr", "acomp", "xcomp", "ccomp", "prep"}), default=root.i))
        elif t.pos_ == "VERB" and t.dep_ in {"ccomp", "parataxis"} and t.head == root and t.lemma_ in cues.saying and parted:
            yield subtree
    yield from _bracketed(tokens)


def _bracketed(tokens: Sequence[Token]) -> Iterator[frozenset[int]]:
    """Everything between a pair of brackets, and between two dashes."""
    opened: int | None = None
    dashed: int | None = None
    for t in tokens:
        if t.text in {"(", "["}:
            opened = t.i if opened is None else opened
        elif t.text in {")", "]"} and opened is not None:
            yield frozenset(range(opened, t.i + 1))
            opened = None
        elif t.text in {"—", "–", "--"}:
            if dashed is None:
                dashed = t.i
            else:
                yield frozenset(range(dashed, t.i + 1))
                dashed = None


def _is_time(t: Token) -> bool:
    """Whether the phrase is a time: an adverb of time, or a preposition or noun over a DATE or TIME entity."""
    if t.dep_ == "prep":
        objects = [c for c in t.children if c.dep_ in {"pobj", "pcomp"}]
        return bool(objects) and all(o.ent_type_ in _TIME_LABELS for o in objects) and t.lower_ not in {"of", "for"}
    return t.ent_type_ in _TIME_LABELS and t.dep_ in {"npadvmod", "advmod", "nmod"} and t.head.pos_ in {"VERB", "AUX"}


def _leads(t: Token, tokens: Sequence[Token], after: str) -> bool:
    """Whether the phrase stands before the clause, parted by a comma ("In Rome, ...")."""
    return t.left_edge.i == tokens[0].i and after == "," and t.dep_ in {"prep", "advmod", "npadvmod", "advcl"}


def _own_subject(t: Token) -> bool:
    return any(c.dep_ in _SUBJECTS for c in t.children)


def _adjuncts(tokens: Sequence[Token], root: Token) -> list[Cut]:
    """What may go when the clause is too long, the cheapest and longest first."""
    here = {t.i for t in tokens}
    cuts: list[Cut] = []
    for t in tokens:
        subtree = frozenset(x.i for x in t.subtree if x.i in here)
        if root.i in subtree:
            continue
        cost = _cost(t, root)
        if cost is not None:
            cuts.append(Cut(subtree | _coordinator(t), cost))
        if t.ent_type_ == "PERSON" and t.pos_ == "PROPN" and t.dep_ not in {"compound", "poss", "appos"}:
            title = frozenset(c.i for c in t.children if c.dep_ in {"compound", "amod", "nmod", "det", "poss"} and c.i in here
                              and c.ent_type_ != "PERSON" for c in c.subtree)
            if title and t.i - max(title) <= 3:
                cuts.append(Cut(title, 0.12))
    cuts.sort(key=lambda c: (c.cost / len(c.tokens), min(c.tokens)))
    return cuts[:MAX_OPTIONAL]


def _cost(t: Token, root: Token) -> float | None:
    """What the loss of the token's subtree costs; None when it must stay."""
    if t.dep_ == "conj" and t.pos_ in {"VERB", "AUX"} and t.head.pos_ in {"VERB", "AUX"}:
        return 0.15 if t.head == root else 0.2
    if t.dep_ == "advcl":
        return 0.15
    if t.dep_ == "relcl":
        return 0.25
    if t.dep_ == "acl":
        return 0.25
    if t.dep_ == "prep" and t.i > root.i and t.lower_ not in {"of"}:
        return 0.2 if t.head.pos_ in {"NOUN", "PROPN"} else 0.25
    if t.dep_ == "prep" and t.lower_ != "of" and t.head.pos_ in {"NOUN", "PROPN"}:
        return 0.25
    if t.dep_ == "advmod" and t.head.pos_ in {"VERB", "AUX"} and t.lower_ not in {"not", "no", "never", "n't", "only", "hardly"}:
        return 0.05
    if t.dep_ == "xcomp" and t.head.pos_ == "VERB" and any(c.dep_ == "dobj" for c in t.head.children) and t.i > t.head.i:
        return 0.35
    return None


def _coordinator(t: Token) -> frozenset[int]:
    """The "and" (and its comma) that goes with a dropped conjunct, when it is the last one."""
    if t.dep_ != "conj":
        return frozenset()
    left = t.left_edge.i
    out = set()
    while left > 0 and (t.doc[left - 1].dep_ == "cc" or t.doc[left - 1].text == ","):
        left -= 1
        out.add(left)
    return frozenset(out)


def _ways(cuts: Sequence[Cut]) -> Iterator[tuple[frozenset[int], float]]:
    """All combinations of cuts with their cost; a cut inside another one is not counted twice."""
    for size in range(len(cuts) + 1):
        for some in combinations(cuts, size):
            if any(a.tokens < b.tokens for a in some for b in some if a is not b):
                continue
            yield frozenset().union(*(c.tokens for c in some)), math.fsum(c.cost for c in some)


def _write(kept: Sequence[Token]) -> str | None:
    """The tokens as a headline; None when they do not make a good one."""
    kept = _without_loose_marks(kept)
    if not kept or kept[-1].pos_ in _BAD_LAST or kept[0].pos_ in _BAD_FIRST:
        return None
    if kept[-1].dep_ in {"aux", "auxpass", "mark", "prep", "cc", "det", "poss", "case"}:
        return None
    parts: list[str] = []
    for t, following in zip(kept, [*kept[1:], None], strict=True):
        parts.append(t.text)
        if following is not None:
            parts.append(t.whitespace_ if following.i == t.i + 1 else " ")
    text = _finish("".join(parts))
    if not MIN_WORDS <= word_count(text) <= MAX_WORDS or len(text) > MAX_CHARS or not balanced(text):
        return None
    owner = next((t for t in kept if t.lower_ in _POSSESSIVES), None)
    if owner is not None and not any(t.ent_type_ in NAMES or t.pos_ in {"PROPN", "NOUN"} for t in kept if t.i < owner.i):
        return None
    return text


def _without_loose_marks(kept: Sequence[Token]) -> list[Token]:
    """Without commas, dashes and the like beside a gap or at either end; the final full stop goes too."""
    now = list(kept)
    while True:
        indices = {t.i for t in now}
        stay = [t for k, t in enumerate(now) if not (
            t.text in {",", ";", ":", ".", "!", "?"} | _DASHES - {"-"}
            and (k in {0, len(now) - 1} or t.i - 1 not in indices or t.i + 1 not in indices)
        )]
        if len(stay) == len(now):
            return stay
        now = stay


def _value(kept: Sequence[Token], candidate: Candidate, topic: Topic) -> float:
    """What the headline tells: the article's recurring words and its actors, at a length that reads at a glance."""
    lemmas = {t.lemma_.casefold() for t in kept}
    starts = {t.idx for t in kept}
    told = math.fsum(w for x, w in sorted(topic.weight.items()) if x in lemmas) / topic.total
    named = sum(t.ent_type_ in NAMES and t.ent_iob_ == "B" for t in kept if t.idx in starts)
    words = len([t for t in kept if not t.is_punct])
    length = 0.02 * min(words, 11)
    return 1.5 * told + 0.1 * min(named, 3) + length - 0.1 * sum(t.text == "," for t in kept) - 0.2 * candidate.leaning


def _finish(text: str) -> str:
    """Single spaces, no final full stop, a capital first."""
    text = re.sub(r"\s+", " ", text).strip().rstrip(".").strip()
    return text[:1].upper() + text[1:]
