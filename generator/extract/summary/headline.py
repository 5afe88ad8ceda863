"""A headline for an article without a title: the main clause of the sentence that leads the takeaway, shortened.

Hedge trimming (Dorr, Zajic and Schwartz 2003): subtrees of the parse that say when and by whom, and asides, go by named
rules; of a clause that is still too long, the end goes where nothing before it waits for what is cut. The words that
stay keep their order. Where the parse gives no clause that stands by itself, the sentence is shown as it opens.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from generator.extract.cuts import balanced
from generator.extract.summary.features import Candidate
from generator.extract.summary.selection import Takeaway
from generator.extract.verbs import words

if TYPE_CHECKING:
    from spacy.tokens import Token

MIN_WORDS, MAX_WORDS, MAX_CHARS = 5, 20, 130
"""A line and a half of a page, three of a phone."""
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
MARKS = frozenset({",", ";", ":", ".", "!", "?", "—", "–", "--", "-", "(", ")"})
_BACK = frozenset({"he", "she", "it", "they", "this", "that", "these", "those", "his", "her", "its", "their"})
_TOPIC = frozenset({"about", "against", "of", "on"})
"""Prepositions of what is spoken of: "warned of floods"."""
_LINKS = frozenset({"ADP", "CCONJ", "SCONJ", "DET", "PART", "AUX"})
_CONDITIONS = frozenset({"if", "unless", "until", "than", "whether", "to"})
"""What opens a clause without which the main one says something else, or not what for: "used it to build ties"."""
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_WITHIN = frozenset({"advcl", "acl", "prep", "relcl"})
"""What may go from within a clause, too."""
_ARGUMENTS = frozenset({"about", "as", "by", "from", "into", "of", "than", "to", "with", "without"})
"""Prepositions of what a verb needs, or without which it says something else."""


@dataclass(frozen=True, slots=True)
class Drop:
    """A rule by which the subtree of a token always goes."""

    name: str
    fits: Callable[[Token, Token], bool]


def _behind_comma(t: Token) -> bool:
    edge = t.left_edge.i
    return edge > 0 and t.doc[edge - 1].text in MARKS


def _is_when(t: Token) -> bool:
    """Whether a phrase says when: "on Monday", "last night", but not "the budget for 2024"."""
    if t.lower_ == "for":
        return False
    return t.ent_type_ in {"DATE", "TIME"} or any(c.ent_type_ in {"DATE", "TIME"} for c in t.children)


def _dates(t: Token, root: Token) -> bool:
    """Whether a time is that of the clause: it hangs on its verb, or names a day, which the parser often hangs on a
    noun behind it ("signed a pact on Monday")."""
    return t.head == root or (t.head.i > root.i and t.lower_ == "on")


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in SUBJECTS for c in verb.children)


DROPS: tuple[Drop, ...] = (
    Drop("apposition", lambda t, _: t.dep_ == "appos" and _behind_comma(t)),
    Drop("relative clause", lambda t, _: t.dep_ == "relcl" and _behind_comma(t)),
    Drop("participle that adds", lambda t, _: t.dep_ in {"advcl", "acl"} and _behind_comma(t)),
    Drop("parenthesis", lambda t, _: t.dep_ in {"parataxis", "intj"}),
    Drop("source", lambda t, _: t.dep_ == "prep" and t.lower_ == "according"),
    Drop("time", lambda t, root: t.dep_ in {"npadvmod", "prep"} and _is_when(t) and _dates(t, root)),
    Drop("second clause", lambda t, root: t.dep_ == "conj" and t.head == root and _has_subject(t)),
)
"""In this order, each from the right end of the sentence to its left."""


def _may_follow(t: Token) -> bool:
    """Whether the words before a phrase are whole without it: an aside, one more of a row, an adjunct.

    Owed are arguments, conditions, what a comparison is with, what tells which of all ("the rates that others charge"),
    and the preposition right behind its word ("charged with", "a charge of"), which is mostly asked for by it.
    """
    if t.dep_ in {"punct", "cc", "conj", "appos", "parataxis"}:
        return t.head.head.lower_ != "between"
    if t.dep_ == "advcl":
        return not any(c.lower_ in _CONDITIONS for c in t.children)
    if t.dep_ in {"relcl", "acl"}:
        return not _is_definite(t.head) and not any(c.tag_ == "TO" for c in t.lefts)
    if t.dep_ == "prep":
        where = any(c.ent_type_ in _PLACES for c in t.children) or _is_when(t)
        asked = (t.i == t.head.i + 1 and not where) or t.lower_ in _ARGUMENTS
        return not asked and not (t.head.pos_ == "NOUN" and _is_definite(t.head))
    return t.dep_ == "npadvmod" and _is_when(t)


def _is_definite(noun: Token) -> bool:
    return noun.pos_ == "PRON" or any(c.lower_ in {"the", "those"} for c in noun.lefts)


def make_headline(candidates: Sequence[Candidate], takeaway: Takeaway | None) -> str | None:
    """The headline; None for a text without a sentence.

    Another sentence than the takeaway's would miss the news, so that where none of these gives a clause, the first is
    shown as it opens.
    """
    told = takeaway.candidates if takeaway else tuple(candidates[:1])
    made = next((h for h in map(compress, told) if h), None)
    return made or (_finish(_first_words(told[0])) if told else None)


def compress(candidate: Candidate) -> str | None:
    """The main clause of a sentence by `DROPS`, with an ellipsis where it cannot end whole; None when it does not stand
    by itself or cannot be made to fit."""
    root = candidate.sentence.span.root
    subject = next((c for c in root.children if c.dep_ in SUBJECTS), None)
    if subject is None or root.pos_ not in {"VERB", "AUX"} or any(t.lower_ in _BACK for t in subject.subtree):
        return None
    kept = [t for t in _outside_brackets(candidate.sentence.span) if t.i >= subject.left_edge.i and not t.is_space]
    if root not in kept:
        return None
    kept = _shortened(kept, subject, root)
    if opening := _opening(kept, root):
        return _written(opening, subject, root)
    line = _written(_opening(kept, root, broken=True), subject, root)
    return line and f"{line}…"


def _shortened(kept: list[Token], subject: Token, root: Token) -> list[Token]:
    """The tokens that the drops leave; while none of their openings fits, fewer, from the right."""
    for drop in DROPS:
        for t in reversed(kept):
            if drop.fits(t, root) and t in kept:
                kept = _without(kept, t, root, subject)
    for t in reversed(kept):
        if t in kept and t.dep_ in _WITHIN and _may_follow(t) and not _opening(kept, root):
            kept = _without(kept, t, root, subject)
    return kept


def _opening(kept: list[Token], root: Token, *, broken: bool = False) -> list[Token]:
    """The most of some tokens that fits and is whole with its verb, or ends before a phrase; none where nothing is."""
    lengths = (k for k in range(len(kept), kept.index(root), -1) if _fits(kept[:k]))
    return next((kept[:k] for k in lengths if _is_whole(kept, k) or (broken and kept[k].pos_ in _LINKS)), [])


def _is_whole(kept: Sequence[Token], k: int) -> bool:
    """Whether the first k of some tokens wait for none behind them."""
    first = {t.i for t in kept[:k]}
    waits = any(t.head.i not in first for t in kept[:k])
    return not waits and all(_may_follow(t) for t in kept[k:] if t.head.i in first)


def _outside_brackets(tokens: Iterable[Token]) -> Iterator[Token]:
    """The tokens that stand in no round brackets."""
    depth = 0
    for t in tokens:
        depth += t.text == "("
        if not depth:
            yield t
        depth = max(0, depth - (t.text == ")"))


def _without(kept: list[Token], t: Token, root: Token, subject: Token) -> list[Token]:
    """The tokens without a subtree; as they were where that would take the verb or its subject."""
    gone = {x.i for x in t.subtree}
    return kept if root.i in gone or subject.i in gone else [x for x in kept if x.i not in gone]


def _fits(kept: Sequence[Token]) -> bool:
    length = sum(not t.is_punct for t in kept)
    return MIN_WORDS <= length <= MAX_WORDS and sum(len(t.text_with_ws) for t in kept) <= MAX_CHARS


def _written(kept: list[Token], subject: Token, root: Token) -> str | None:
    """The tokens as a line; None when it opens with another word than the subject's, or breaks off."""
    while kept and (kept[-1].text in MARKS or kept[-1].pos_ in _LINKS):
        kept = kept[:-1]
    if not kept or kept[0].i != subject.left_edge.i:
        return None
    kept = _closed(kept, root)
    here = {t.i for t in kept}
    if not _fits(kept) or _says_nothing(root, here):
        return None
    line = [t for k, t in enumerate(kept) if t.text not in MARKS or ({t.i - 1, t.i + 1} <= here and k)]
    text = "".join(
        t.text + (t.whitespace_ if u is None or u.i == t.i + 1 else " ") for t, u in zip_longest(line, line[1:])
    )
    return _finish(text) if balanced(text) and "@" not in text else None


def _closed(kept: list[Token], root: Token) -> list[Token]:
    """The tokens up to what lost its partner: a comma what it closed, a "while" the verb of its clause."""
    here = {t.i for t in kept}
    for k, t in enumerate(kept):
        if (t.text == "," and root.i < t.i - 1 not in here) or (t.dep_ == "mark" and t.head.i not in here):
            return _closed(kept[:k], root)
    return kept


def _says_nothing(root: Token, here: Container[int]) -> bool:
    """Whether a verb of saying has a sayer, and nothing among the tokens kept that is said ("the mayor told us").

    Who says something "of the bridge" has not told it yet, as who speaks of it has.
    """
    content = {"ccomp", "xcomp"} if root.lemma_ == "tell" else {"ccomp", "xcomp", "dobj"}
    topics = _TOPIC if root.lemma_ != "say" else ()
    said = (c.dep_ in content or (c.dep_ == "prep" and c.lower_ in topics) for c in root.children if c.i in here)
    return root.lemma_ in words("sayers") and any(c.dep_ == "nsubj" for c in root.children) and not any(said)


def _first_words(candidate: Candidate) -> str:
    """A sentence as it is up to a colon, cut with an ellipsis where it is longer than a headline may be."""
    text = candidate.text
    clause = re.split(r"[:;] ", text, maxsplit=1)[0]
    if len(clause.split()) >= MIN_WORDS and not _says_nothing(candidate.sentence.span.root, set()):
        text = clause
    if len(text) <= MAX_CHARS:
        return text
    return text[:MAX_CHARS].rsplit(" ", 1)[0].rstrip(",;:–—-") + "…"


def _finish(text: str) -> str:
    """The line with a capital in front and without a full stop behind."""
    line = " ".join(text.split()).rstrip(".")
    return line[:1].upper() + line[1:]
