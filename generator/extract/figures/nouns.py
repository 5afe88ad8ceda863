"""What a bare number counts: the noun phrase after it, by word classes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.core.tables import table
from generator.language.plurals import singular

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FURTHEST = 12
"""Tokens after the number that its noun phrase may take."""
_PLURAL = ("NNS", "NNPS")


def counted(doc: Doc, index: int) -> tuple[int, int] | None:
    """First and last token of the noun phrase that the number ending in token `index` counts; None when there is none.

    The phrase runs over adjectives, participles and compounds to its last noun; anything else ends it.
    """
    if index + 2 < len(doc) and _links(doc, index + 1, index, None) and doc[index + 1].is_punct:
        return (index + 2, index + 2) if doc[index + 2].pos_ == "NOUN" else None  # "five-door car": doors
    last: int | None = None
    for i in range(index + 1, min(len(doc), index + FURTHEST)):
        if _links(doc, i, index, last):
            continue
        if i > index + 1 and doc[i - 1].text in ("-", "–"):
            last = i if is_noun(doc[i]) else None  # the rest of a word: "war-damaged structures"
        elif not _ends(doc[i]) and is_noun(doc[i]) and not (last is not None and _opens(doc[last], doc[i])):
            last = i
            if _complete(doc, i):
                break
        elif _ends(doc[i]) or last is not None or not _modifies(doc[i], i > index + 1):
            break
    if last is None:
        return None
    return next(i for i in range(index + 1, last + 1) if doc[i].text not in ("-", "–", "+")), last


def _ends(token: Token) -> bool:
    """Whether a token ends every noun phrase: a word of the table, a line."""
    broken = token.is_sent_start and "\n" in token.nbor(-1).whitespace_
    return bool(token.is_space or broken) or token.lower_ in table("quantity_words")["not_counted"]


def is_noun(token: Token) -> bool:
    """Whether a token is a noun; a plural that the parser takes for a verb after a number is one."""
    verb = token.tag_ == "VBZ" and token.pos_ == "VERB" and token.i > 0 and token.nbor(-1).pos_ in ("NUM", "ADJ")
    return any(c.isalpha() for c in token.text) and (token.pos_ in ("NOUN", "PROPN") or token.tag_ in _PLURAL or verb)


def _links(doc: Doc, i: int, index: int, last: int | None) -> bool:
    """Whether a token only joins parts of the phrase: a hyphen in a word, a comma or "and" between modifiers."""
    token, before, after = doc[i], doc[i - 1], doc[min(i + 1, len(doc) - 1)]
    if token.text in ("-", "–"):
        return not before.whitespace_ and not token.whitespace_
    if last is None and token.lower_ in (",", "and", "or", "&"):
        return i > index + 1 and before.pos_ == "ADJ" and after.pos_ == "ADJ"
    modifier = before.dep_ in ("compound", "nmod", "amod") and before.head.i > i + 1
    return token.lower_ in ("and", "or", "&") and modifier and before.pos_ == after.pos_


def _modifies(token: Token, inside: bool) -> bool:
    """Whether a token may stand between a number and its noun; `inside`: another modifier stands before it."""
    if not any(c.isalpha() for c in token.text) or token.tag_ == "JJR":
        return inside and token.pos_ == "NUM"  # "two new 737 Max jets"
    next_to_noun = token.i + 1 < len(token.doc) and token.nbor().pos_ in ("ADJ", "NOUN")
    return token.pos_ == "ADJ" or token.tag_ in ("VBN", "VBG") or (token.pos_ in ("NUM", "ADV") and next_to_noun)


def _opens(previous: Token, token: Token) -> bool:
    """Whether a noun after the counted one opens a new phrase ("five players Tuesday")."""
    dated = token.ent_type_ in ("DATE", "TIME") and previous.ent_type_ not in ("DATE", "TIME")
    return dated or (previous.tag_ in _PLURAL and previous.dep_ != "compound")


def _complete(doc: Doc, i: int) -> bool:
    """Whether a plural ends its phrase: it may be the first part of a compound ("sales tax") or of a word."""
    if doc[i].tag_ not in _PLURAL or i + 1 == len(doc):
        return doc[i].tag_ in _PLURAL
    compound = doc[i].dep_ == "compound" and doc[i].head.i > i and doc[i + 1].pos_ in ("NOUN", "PROPN")
    return not compound and not (doc[i + 1].text in ("-", "–") and not doc[i].whitespace_)


def phrase(doc: Doc, first: int, last: int) -> str:
    """The counted noun phrase in the singular, as a unit: "large Airbus plant"."""
    words, head = doc[first : last + 1].text.replace(",", ""), doc[last].text
    return " ".join((words.removesuffix(head) + singular(head)).split())
