"""Noun phrases of the article, as short as they can be said."""

from __future__ import annotations

from collections.abc import Set
from typing import TYPE_CHECKING

from generator.extract.tags import NOUNS, TIMES, VERBS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MAX_WORDS = 10
_PREPOSITIONS = frozenset(
    ["of", "between", "on", "in", "for", "with", "to", "against", "from", "among", "at", "over", "through", "along"]
)
_LOOSE = ("DET", "PRON", "PUNCT", "ADP", "SCONJ", "PART", "CCONJ", "SPACE", "SYM")
_LOOSE_END = (*_LOOSE, "ADJ", "ADV")


def noun_phrase(doc: Doc, head: Token | None, taken: Set[int], floor: int = 0) -> str | None:
    """The noun phrase of `head`: its modifiers on the left and one prepositional phrase on the right.

    Tokens that quantities have taken stay out, and so does what stands before the character `floor`. None when `head`
    is no noun or is taken itself.
    """
    if head is None or head.i in taken or head.pos_ not in (*NOUNS, "ADJ", "X"):
        return None
    while head.dep_ == "compound" and head.i < head.head.i and head.head.pos_ in NOUNS:
        head = head.head
    start = head.i
    while start > head.left_edge.i and _modifies(doc[start - 1], taken, floor):
        start -= 1
    while start < head.i and (doc[start].pos_ in _LOOSE or doc[start].tag_ == "POS") and not _hyphened(doc[start]):
        start += 1
    if start > 0 and _is_hyphen(doc[start - 1]):
        start += 1  # the rest of a word that is cut off: "storey" of "six-storey hotel"
    if start > head.i:
        return None
    end = _right(doc, head, start, taken)
    text = " ".join(doc[start : end + 1].text.split()).strip(" ,.;:()[]\"“”'’")
    return text if any(c.isalpha() for c in text) else None


def _modifies(token: Token, taken: Set[int], floor: int) -> bool:
    """Whether a token on the left belongs to the phrase; articles, numbers and stops end it."""
    if token.i in taken or token.idx < floor or token.is_space:
        return False
    if _hyphened(token) or token.text == "&" or token.tag_ == "POS" or _is_hyphen(token):
        return True
    participle = token.tag_ in ("VBN", "VBG") and token.dep_ == "amod"
    return participle or token.pos_ not in (*_LOOSE, "VERB", "AUX")


def _hyphened(token: Token) -> bool:
    """Whether a hyphen joins a word to the next one: "all" of "all-time"."""
    return not token.whitespace_ and token.i + 1 < len(token.doc) and token.nbor().text in ("-", "–")


def _is_hyphen(token: Token) -> bool:
    return token.text in ("-", "–") and not token.whitespace_


def _right(doc: Doc, head: Token, start: int, taken: Set[int]) -> int:
    """The last token of the prepositional phrase that follows a noun, or the noun itself."""
    first = next((c for c in head.rights if c.dep_ == "prep" and c.i <= head.i + 2), None)
    if first is None or first.lower_ not in _PREPOSITIONS:
        return head.i
    end = first.i - 1
    for token in doc[first.i : min(first.right_edge.i, start + MAX_WORDS - 1) + 1]:
        if _ends(token, taken):
            break
        end = token.i
    while end > head.i and (doc[end].pos_ in _LOOSE_END or _opens(doc[end], end)):
        end -= 1
    return max(end, head.i) if end > first.i else head.i


def _opens(token: Token, end: int) -> bool:
    """Whether a word belongs to one that is cut off behind it: "World" of "towers of the World Trade Centre"."""
    return token.dep_ in ("compound", "amod", "nmod", "npadvmod", "poss") and token.head.i > end


def _ends(token: Token, taken: Set[int]) -> bool:
    """Whether a token ends a noun phrase on its right."""
    return (
        token.i in taken
        or token.ent_type_ in TIMES
        or token.dep_ in ("relcl", "acl", "advcl")
        or token.text in ",;:()[]—"
        or token.pos_ in VERBS
        or token.is_space
    )
