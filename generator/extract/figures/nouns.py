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
    if index + 2 < len(doc) and doc[index + 1].text in ("-", "–") and _links(doc, index + 1, index, None):
        return (index + 2, index + 2) if doc[index + 2].pos_ == "NOUN" else None  # "five-door car": doors
    last: int | None = None
    stops = table("quantity_words")["not_counted"]
    for i in range(index + 1, min(len(doc), index + FURTHEST)):
        token = doc[i]
        if _links(doc, i, index, last):
            continue
        if doc[i - 1].text in ("-", "–") and i > index + 1:
            last = i if is_noun(token) else None  # the rest of a word: "war-damaged structures"
            continue
        if token.lower_ in stops or token.is_space or (token.is_sent_start and "\n" in doc[i - 1].whitespace_):
            break
        if is_noun(token) and not (last is not None and _opens(doc[last], token)):
            last = i
            if token.tag_ in _PLURAL and not _continues(doc, i) and not _links(doc, min(i + 1, len(doc) - 1), index, i):
                break
        elif last is not None or not (_modifies(token) or (token.pos_ == "NUM" and i > index + 1)):
            break
    if last is None:
        return None
    first = next(i for i in range(index + 1, last + 1) if doc[i].text not in ("-", "–", "+"))
    return first, last


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


def _modifies(token: Token) -> bool:
    """Whether a token may stand between a number and its noun."""
    if not any(c.isalpha() for c in token.text) or token.tag_ == "JJR":
        return False
    return token.pos_ == "ADJ" or token.tag_ in ("VBN", "VBG", "JJ", "JJS") or (
        token.pos_ in ("NUM", "ADV") and token.i + 1 < len(token.doc) and token.nbor().pos_ in ("ADJ", "NOUN")
    )  # fmt: skip


def _opens(previous: Token, token: Token) -> bool:
    """Whether a noun after the counted one opens a new phrase ("five players Tuesday")."""
    dated = token.ent_type_ in ("DATE", "TIME") and previous.ent_type_ not in ("DATE", "TIME")
    return dated or (previous.tag_ in _PLURAL and previous.dep_ != "compound")


def _continues(doc: Doc, i: int) -> bool:
    """A plural may be the first part of a compound: "World Cups" ends, "sales tax" goes on."""
    return i + 1 < len(doc) and doc[i].dep_ == "compound" and doc[i].head.i > i and doc[i + 1].pos_ in ("NOUN", "PROPN")


def phrase(doc: Doc, first: int, last: int) -> str:
    """The counted noun phrase in the singular, as a unit: "large Airbus plant"."""
    words, head = doc[first : last + 1].text.replace(",", ""), doc[last].text
    return " ".join((words.removesuffix(head) + singular(head)).split())
