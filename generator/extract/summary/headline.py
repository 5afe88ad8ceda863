"""A headline for an article without a title: the sentence that leads the takeaway.

Of a sentence that is longer than a headline, whole phrases between marks go by named rules until it fits (hedge
trimming, Dorr, Zajic and Schwartz 2003). One that is still longer stays: a line of three rows is read, one that breaks
off within a phrase says something else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from generator.core.text import clipped
from generator.extract.cuts import MARKS, balanced
from generator.extract.summary.features import Candidate
from generator.extract.summary.selection import Takeaway
from generator.extract.tags import GRAMMATICAL_SUBJECTS
from generator.extract.verbs import has_subject

if TYPE_CHECKING:
    from spacy.tokens import Token

MIN_WORDS, MAX_CHARS, LONGEST = 5, 130, 300
"""A headline of `MAX_CHARS` is a line and a half of a page, three of a phone; only what is longer than `LONGEST`, which
is no sentence, breaks off."""
_ENDS = frozenset({".", "!", "?"})
_PARTING = MARKS | _ENDS


@dataclass(frozen=True, slots=True)
class Drop:
    """A rule by which the subtree of a token may go where marks part it from the rest of its sentence."""

    name: str
    fits: Callable[[Token, Token], bool]


DROPS: tuple[Drop, ...] = (
    Drop("second clause", lambda t, root: t.dep_ == "conj" and t.head == root and has_subject(t)),
    Drop("participle that adds", lambda t, _: t.dep_ in {"advcl", "acl"} and _opens(t) and not _is_condition(t)),
    Drop("relative clause", lambda t, _: t.dep_ == "relcl" and _opens(t)),
    Drop("apposition", lambda t, _: t.dep_ == "appos" and _opens(t) and all(c.dep_ != "conj" for c in t.subtree)),
    Drop("when and where before the subject", lambda t, root: t.left_edge.i == root.sent.start and _says_when(t, root)),
)
"""In this order, each from the right end of the sentence to its left, while the line is too long."""


def _says_when(t: Token, root: Token) -> bool:
    """Whether it is an adjunct of the main verb, and no condition."""
    return t.head == root and t.dep_ in {"advcl", "advmod", "npadvmod", "prep"} and not _is_condition(t)


def _is_condition(t: Token) -> bool:
    """Whether the main clause holds only on a condition that a clause tells ("unless the court stops it")."""
    return any(c.dep_ == "mark" and c.lower_ in {"if", "unless", "until"} for c in t.children)


def _opens(t: Token) -> bool:
    """Whether a mark stands before the subtree of a token."""
    edge = t.left_edge.i
    return edge > 0 and t.doc[edge - 1].text in _PARTING


def make_headline(candidates: Sequence[Candidate], takeaway: Takeaway | None) -> str | None:
    """The headline; None for a text without a sentence.

    Another sentence than the takeaway's would miss the news.
    """
    told = takeaway.candidates if takeaway else tuple(candidates[:1])
    return compress(told[0]) if told else None


def compress(candidate: Candidate) -> str:
    """The sentence of a candidate as one line: whole, or without what `DROPS` name where it is too long; of a decision
    that somebody tells, his words."""
    tokens = [t for t in candidate.sentence.span if not t.is_space]
    kept = [t for t in tokens if any(start <= t.idx < end for start, end in candidate.spans)]
    if candidate.decides:
        kept = _quoted_words(kept)
    for shorter in (_without_brackets, _shortened):
        kept = kept if _fits(kept) else shorter(kept)
    return clipped(_line(kept), LONGEST)


def _quoted_words(kept: list[Token]) -> list[Token]:
    """The tokens of the quotation that opens a line and has its subject; others as they are."""
    marks = [k for k, t in enumerate(kept) if t.is_quote]
    if len(marks) != 2 or marks[0]:
        return kept
    inside = kept[1 : marks[1]]
    return inside if any(t.dep_ in GRAMMATICAL_SUBJECTS for t in inside) else kept


def _shortened(kept: list[Token]) -> list[Token]:
    """The tokens without what `DROPS` name, until they fit."""
    root = next(t for t in kept if t.head == t or t.head not in kept)
    for drop in DROPS:
        for t in reversed(kept):
            if _fits(kept):
                return kept
            if t in kept and drop.fits(t, root):
                kept = _without(kept, t, root)
    return kept


def _fits(kept: Sequence[Token]) -> bool:
    return len(_line(kept)) <= MAX_CHARS


def _without_brackets(kept: list[Token]) -> list[Token]:
    """The tokens without what stands in brackets: short forms, places of a picture, figures told again."""
    depth = [t.text.count("(") - t.text.count(")") for t in kept]
    inside = accumulate(depth)
    return [t for t, now, change in zip(kept, inside, depth, strict=True) if now <= 0 <= change]


def _without(kept: list[Token], t: Token, root: Token) -> list[Token]:
    """The tokens without a subtree and the marks that part it; as they were where no mark closes it, or what is left
    would not stand by itself."""
    gone = _parted(kept, t)
    rest = [x for x in kept if x.i not in gone]
    whole = root in rest and len(rest) >= MIN_WORDS and balanced(_line(rest))
    return rest if whole else kept


def _parted(kept: Sequence[Token], t: Token) -> range:
    """The places of a subtree and of the marks that part it from the rest: of two commas around it both, but the one
    that another thing follows; none where no mark closes it."""
    first, last = t.left_edge.i, t.right_edge.i
    closes = next((x for x in kept if x.i > last), None)
    if closes is not None and closes.text not in _PARTING:
        return range(0)
    opens = first == kept[0].i
    if not opens:
        first -= t.doc[first - 1].dep_ == "cc"
        first -= t.doc[first - 1].text in _PARTING
    if closes is None or closes.text in _ENDS:
        return range(first, last + 1)
    paired = closes.text == t.doc[first].text and not any(map(_opens_phrase, t.doc[closes.i + 1 : closes.i + 2]))
    return range(first, last + 1 + (opens or paired))


def _opens_phrase(token: Token) -> bool:
    """Whether a token opens a subject or another thing, so that a mark must part it from a noun before it."""
    return token.pos_ in {"ADJ", "DET", "NOUN", "NUM", "PRON", "PROPN"} and token.dep_ != "npadvmod"


def _line(kept: Sequence[Token]) -> str:
    """The tokens as a line, with a capital in front and without a full stop behind."""
    text = "".join(
        t.text + (t.whitespace_ if following.i == t.i + 1 else " " * (following.text not in {",", ".", ";", ":"}))
        for t, following in pairwise(kept)
    )
    line = " ".join((text + kept[-1].text).split()).rstrip(" .,;:")
    return line[:1].upper() + line[1:]
