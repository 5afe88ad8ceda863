"""A noun phrase that says by itself what an amount is of, for a sentence that cannot stand alone on a brief."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.core.model import Evidence
from generator.extract.cuts import is_mark
from generator.extract.parsed import Parsed
from generator.extract.phrasing import POINTERS
from generator.extract.tags import MODIFIERS, NOUNS, POINTING, VERBS

if TYPE_CHECKING:
    from spacy.tokens import Token

_MODIFIERS = (*MODIFIERS, "npadvmod")
_OF_TWO = ("same", "other", "another", "former", "latter", "others")
_ENOUGH = 2
"""Nouns, verbs and adjectives beside an amount that say what it is of: "a wage increase of 77%", not "a loan of $2"."""


def phrase_around(parsed: Parsed, amount: Evidence) -> Evidence | None:
    """The noun phrase around an amount that says by itself what it is of, for a sentence that leans on another.

    None where its noun is told elsewhere, or a word in it points at what stands before. Example: "They want a wage
    increase of 77% over six years." gives "a wage increase of 77% over six years".
    """
    doc, first, last = parsed.doc, *(parsed.token_before(at).i for at in (amount.start, amount.end - 1))
    noun = _noun_around(doc[first : last + 1].root)
    opens = noun.left_edge.i
    end = next((t.i for t in noun.subtree if t.i > last and _closes(t)), noun.right_edge.i + 1)
    words = doc[opens:end]
    misread = opens > first or noun.pos_ not in NOUNS or (opens < first and doc[opens].pos_ == "ADP")
    if misread or any(_closes(t) or _points(t) for t in words):
        return None
    beside = [t for t in words if not first <= t.i <= last and t.pos_ in (*NOUNS, *VERBS, "ADJ")]
    if len(beside) < _ENOUGH or not any(t.pos_ in NOUNS for t in beside):
        return None
    return parsed.article.evidence(words.start_char, words.end_char)


def _noun_around(token: Token) -> Token:
    """The noun that a token is part of, through what modifies it: the increase of "a wage increase of 77%"."""
    while True:
        up = token.head
        if token.dep_ in _MODIFIERS and up.pos_ in (*NOUNS, "ADJ", "NUM", "SYM"):
            token = up
        elif token.dep_ == "pobj" and up.dep_ in ("prep", "agent") and up.head.pos_ in (*NOUNS, "SYM", "NUM"):
            token = up.head
        elif token.dep_ == "pobj" and up.head.dep_ == "acl":
            token = up.head.head
        elif token.dep_ == "dobj" and up.dep_ == "acl":
            token = up.head
        else:
            return token


def _closes(token: Token) -> bool:
    """Whether a phrase ends before a token: a mark, or what opens a clause about it."""
    return token.tag_ in ("WDT", "WP", "WRB") or (token.i > 0 and is_mark(token))


def _points(token: Token) -> bool:
    """Whether a word asks what stands before it: "its", "that", "the other"."""
    return token.tag_ in POINTING or token.lower_ in POINTERS or token.lower_ in _OF_TWO
