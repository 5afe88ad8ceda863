"""What may leave a sentence on its way to a headline: asides always, adjuncts at a cost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.extract.summary.cues import load_cues

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
MAX_OPTIONAL = 11
"""Optional cuts considered per sentence: 2048 ways at most."""

_DASHES = frozenset({"—", "–", "--"})
_TIMES = frozenset({"DATE", "TIME"})
_DAYS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "today", "tomorrow"}
)
_NEEDED = frozenset({"than", "without", "except", "unlike", "not", "only"})
_NOMINAL = frozenset({"pobj", "dobj", "nsubj", "nsubjpass", "conj"})
_TIME_NOUNS = frozenset({"morning", "afternoon", "evening", "night", "day", "week", "weekend", "month", "year"})
_TIME_GOES_ON = frozenset({"since", "after", "before", "of"})
_CLAUSE_HEADS = frozenset({"ROOT", "conj", "ccomp", "xcomp", "relcl", "advcl"})
_KEPT_ADVERBS = frozenset({"not", "no", "never", "n't", "only", "hardly", "barely", "almost", "nearly", "so", "too"})
_DIRECTIONS = frozenset({"from", "out", "into", "against", "as", "to", "off", "with"})
_PLACING = frozenset({"put", "place", "set", "bring", "turn", "keep", "hold", "base", "leave", "give"})
_SETTERS = frozenset({"first", "last", "only", "one"})


@dataclass(frozen=True, slots=True)
class Cut:
    """A set of tokens (by index in the document) that may go together, and what their loss costs."""

    tokens: frozenset[int]
    cost: float


def asides(tokens: Sequence[Token], root: Token) -> Iterator[frozenset[int]]:
    """What never stands in a headline: brackets, appositions, loose clauses, attributions, relative times."""
    first = tokens[0].i
    for t in tokens:
        left, right = t.left_edge.i, t.right_edge.i
        subtree = frozenset(range(left, right + 1))
        if root.i in subtree:
            continue
        before = t.doc[left - 1].text if left > 0 else ""
        after = t.doc[right + 1].text if right + 1 < len(t.doc) else ""
        parted = before in {",", "(", ";", ":"} or before in _DASHES
        if t.dep_ == "appos":
            yield from _apposition(t, subtree, parted)
        elif t.dep_ == "advcl" and t.tag_ == "VBG" and parted and t.head == root and left > root.i:
            yield frozenset(range(left, tokens[-1].i + 1))  # ", praising ...": nothing after it belongs to the clause
        elif _loose(t, parted, after, left == first) or (_is_time(t) and after not in _TIME_GOES_ON):
            yield subtree
        elif t.dep_ == "conj" and t.head == root and any(c.dep_ in SUBJECTS for c in t.children):
            yield frozenset(range(_comma_and(t), right + 1))
        elif t.lower_ in _DAYS and t.dep_ in {"npadvmod", "compound", "nmod", "appos", "dep"} and len(subtree) == 1:
            yield subtree
    yield from _bracketed(tokens)


def _loose(t: Token, parted: bool, after: str, leads: bool) -> bool:
    """Whether the phrase hangs on the clause loosely: parted by a comma, before the clause, or an attribution."""
    if t.dep_ in {"relcl", "acl"}:
        return parted
    if t.dep_ == "dobj":  # an apposition the parser takes for a second object
        return parted and any(c.dep_ == "dobj" and c.i < t.i for c in t.head.children)
    if t.dep_ in {"advcl", "parataxis"}:
        return t.left_edge.lower_ != "than" and not _conditional(t) and (parted or after in {",", "—", "–"} or leads)
    if t.dep_ in {"prep", "advmod", "npadvmod"} and leads and after == ",":
        return True
    if t.dep_ == "prep" and (t.lower_ == "according" or (parted and t.head.pos_ in {"VERB", "AUX"})):
        return t.lower_ not in _NEEDED
    if t.dep_ == "ccomp" and parted and t.head.dep_ == "ROOT":
        return t.lemma_ in load_cues().saying
    return t.dep_ in {"intj", "meta"}


def _apposition(t: Token, subtree: frozenset[int], parted: bool) -> Iterator[frozenset[int]]:
    """The apposition goes; but of "his counterpart, Vladimir Putin" the name stays and the noun goes."""
    head = t.head
    if parted and head.pos_ == "NOUN" and t.pos_ == "PROPN" and head.dep_ in _NOMINAL:
        yield frozenset(range(head.left_edge.i, min(subtree)))
        yield frozenset(range(max(subtree) + 1, head.right_edge.i + 1))
    elif parted:
        yield subtree


def _is_time(t: Token) -> bool:
    """Whether the phrase is a time beside the verb: a preposition or a noun over a DATE or TIME entity."""
    if t.dep_ == "prep":
        objects = [c for c in t.children if c.dep_ in {"pobj", "pcomp"}]
        return bool(objects) and all(o.ent_type_ in _TIMES for o in objects) and t.lower_ not in {"of", "for"}
    if t.dep_ == "npadvmod" and t.lower_ in _TIME_NOUNS and t.left_edge.lower_ in {"this", "next", "last", "that"}:
        return True
    if t.ent_type_ not in _TIMES or t.dep_ not in {"npadvmod", "advmod", "nmod", "pobj", "dobj", "appos", "dep"}:
        return False
    relative = t.left_edge.lower_ in {"this", "next", "last"} and t.doc[t.left_edge.i - 1].dep_ != "prep"
    return relative or (t.dep_ in {"npadvmod", "advmod", "nmod"} and t.head.pos_ in {"VERB", "AUX"})


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
        elif t.text in _DASHES and opened is None:
            if dashed is None:
                dashed = t.i
            else:
                yield frozenset(range(dashed, t.i + 1))
                dashed = None
    if dashed is not None:
        yield frozenset(range(dashed, tokens[-1].i + 1))


def adjuncts(tokens: Sequence[Token], root: Token) -> list[Cut]:
    """What may go when the clause is too long, the cheapest and longest first."""
    here = {t.i for t in tokens}
    cuts: list[Cut] = []
    for t in tokens:
        if t.left_edge.i <= root.i <= t.right_edge.i:
            continue
        cost = _cost(t)
        if cost is not None:
            start = _comma_and(t) if t.dep_ == "conj" else t.left_edge.i
            cuts.append(Cut(frozenset(i for i in range(start, t.right_edge.i + 1) if i in here), cost))
        elif t.ent_type_ == "PERSON" and t.pos_ == "PROPN" and t.dep_ not in {"compound", "poss"}:
            title = _title(t, here)
            if title:
                cuts.append(Cut(title, 0.12))
    cuts.sort(key=lambda c: (c.cost / len(c.tokens), min(c.tokens)))
    return cuts[:MAX_OPTIONAL]


def _cost(t: Token) -> float | None:
    """What the loss of the token's subtree costs; None when it must stay. Chosen by reading, not fitted."""
    head = t.head
    verbal = head.pos_ in {"VERB", "AUX"}
    if t.left_edge.lower_ in _NEEDED or (t.dep_ == "prep" and head.lemma_ in _PLACING):
        return None  # "more than ..." and "put ... on ..." are nothing without their second half
    if t.dep_ == "conj" and t.pos_ in {"VERB", "AUX"} and verbal:
        return 0.15 if head.dep_ == "ROOT" else 0.2
    if t.dep_ == "advcl":
        return None if _conditional(t) else 0.15
    if t.dep_ in {"relcl", "acl"}:
        return None if any(c.lower_ in _SETTERS for c in head.children) else 0.25
    if t.dep_ == "agent":
        return 0.25
    if t.dep_ == "prep" and t.lower_ != "of" and head.pos_ in {"NOUN", "PROPN"}:
        owned = any(c.dep_ == "poss" for c in head.children)
        return 0.45 if owned and t.i > head.i else 0.22
    if t.dep_ == "prep" and verbal and t.lower_ != "of" and t.i > head.i:
        completes = t.lower_ in _DIRECTIONS or t.i == head.i + 1
        return 0.4 if completes else 0.2
    if t.dep_ == "amod" and t.lower_ in load_cues().degree and t.n_lefts + t.n_rights == 0:
        return 0.06
    adverb = t.dep_ == "advmod" and t.tag_ == "RB" and t.lower_ not in _KEPT_ADVERBS
    if adverb and verbal and head.dep_ in _CLAUSE_HEADS and t.i < head.i:
        return 0.05
    return None


def _conditional(t: Token) -> bool:
    """Whether the clause sets a condition: without it the rest says something else."""
    return any(c.lower_ in {"if", "unless", "until", "lest", "provided"} for c in t.children if c.i < t.i)


def _title(name: Token, here: set[int]) -> frozenset[int]:
    """The office before a person's name ("Russian counterpart"), which the name can do without."""
    parts = [c for c in name.children if c.i < name.i and c.ent_type_ != "PERSON"]
    if any(c.dep_ not in {"compound", "amod", "nmod", "det", "poss"} for c in parts):
        return frozenset()
    return frozenset(x.i for c in parts for x in c.subtree if x.i in here)


def _comma_and(t: Token) -> int:
    """Where the cut of a conjunct starts: at the comma and the "and" before it."""
    start = t.left_edge.i
    while start > 0 and (t.doc[start - 1].dep_ == "cc" or t.doc[start - 1].text == ","):
        start -= 1
    return start
