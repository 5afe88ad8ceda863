"""What a bare number counts: the noun phrase after it, by word classes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.core.tables import listed
from generator.extract.tags import NOUNS, SUBJECTS
from generator.language.plurals import singular

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FURTHEST = 12
"""Tokens after the number that its noun phrase may take."""
_PLURAL = ("NNS", "NNPS")
ADDED = ("more", "other", "further", "additional", "such", "most", "extra")
"""What may stand between a number and its noun and says nothing of the things."""


def counted(doc: Doc, index: int) -> tuple[int, int] | None:
    """First and last token of the noun phrase that the number ending in token `index` counts; None when there is none.

    The phrase runs over adjectives, participles and compounds to its last noun; anything else ends it.
    """
    if _word_end(doc, index) > index:
        return (index + 2, index + 2) if doc[index + 2].pos_ == "NOUN" else None  # "five-door car": doors
    last: int | None = None
    i = index + 1
    while i < min(len(doc), index + FURTHEST) and (not _ends(doc[i]) or _joins(doc, i, last)):
        end = _word_end(doc, i)
        if is_noun(doc[end]):
            last = end
            if _complete(doc, end):
                break
        elif not _joins(doc, i, last) and (last is not None or not _modifies(doc[end], i > index + 1)):
            break
        i = end + 1
    return (index + 1, last) if last is not None else None


def _word_end(doc: Doc, i: int) -> int:
    """The last token of a word with hyphens: "war-damaged", "F-16"."""
    furthest = min(len(doc), i + 2 * FURTHEST)
    while i + 2 < furthest and doc[i + 1].text in ("-", "–") and not (doc[i].whitespace_ or doc[i + 1].whitespace_):
        i += 2
    return i


def _ends(token: Token) -> bool:
    """Whether a token ends every noun phrase: a word of the table, a line."""
    return token.is_space or token.lower_ in listed("quantity_words", "not_counted")


def is_noun(token: Token) -> bool:
    """Whether a token is a noun; a plural that the parser takes for a verb after a number is one.

    A verb that has its subject before the number is none: "a hall with 900 stands there".
    """
    verb = token.tag_ == "VBZ" and token.pos_ == "VERB" and token.i > 0 and token.nbor(-1).pos_ in ("NUM", "ADJ")
    verb = verb and not any(c.dep_ in SUBJECTS and c.i < token.i - 1 for c in token.lefts)
    return any(c.isalpha() for c in token.text) and (token.pos_ in NOUNS or token.tag_ in _PLURAL or verb)


def _joins(doc: Doc, i: int, last: int | None) -> bool:
    """Whether a comma or an "and" joins modifiers of one noun: "small, friendly towns", "solar and wind farms"."""
    token, before, after = doc[i], doc[i - 1], doc[min(i + 1, len(doc) - 1)]
    if token.lower_ not in (",", "and", "or", "&") or before.pos_ != after.pos_:
        return False
    modifier = before.dep_ in ("compound", "nmod", "amod") and before.head.i > i + 1
    return before.pos_ == "ADJ" if last is None else modifier


def _modifies(token: Token, inside: bool) -> bool:
    """Whether a token may stand between a number and its noun; `inside`: another modifier stands before it."""
    if not any(c.isalpha() for c in token.text) or token.tag_ == "JJR":
        return inside and token.pos_ == "NUM"  # "two new 737 Max jets"
    next_to_noun = token.i + 1 < len(token.doc) and token.nbor().pos_ in ("ADJ", "NOUN")
    number = token.pos_ == "NUM" and not token.is_alpha  # "1.8 billion two years earlier": the two are counted apart
    return token.pos_ == "ADJ" or token.tag_ in ("VBN", "VBG") or ((number or token.pos_ == "ADV") and next_to_noun)


def _complete(doc: Doc, i: int) -> bool:
    """Whether a plural ends its phrase: it may be the first part of a compound ("sales tax") or of a word."""
    if doc[i].tag_ not in _PLURAL or i + 1 == len(doc):
        return doc[i].tag_ in _PLURAL
    return not (doc[i].dep_ == "compound" and doc[i].head.i > i and doc[i + 1].pos_ in NOUNS)


def phrase(doc: Doc, first: int, last: int) -> str:
    """The counted noun phrase in the singular, as a unit: "large Airbus plant"."""
    words, head = doc[first : last + 1].text.replace(",", ""), doc[last].text
    return " ".join((words.removesuffix(head) + singular(head)).split())
