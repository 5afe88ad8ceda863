"""What else the verb of a quantity deals with: "fined the firm 4 million", "sees the rate at 3%", "9% for the Greens".

The subject of a verb says who; what the amount is of often stands in its object or in a preposition beside it.
"""

from __future__ import annotations

from collections.abc import Set
from typing import TYPE_CHECKING

from generator.extract.figures.tables import english, measure_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PURPOSE = frozenset(("for", "from", "to", "into", "against", "on"))
"""Prepositions that name the other side of a payment or a doing."""


def verb_of(head: Token) -> Token | None:
    """The verb that governs the quantity directly or by its prepositions ("for", "at", "up to")."""
    token = head
    for _ in range(4):
        up = token.head
        if up.i == token.i:
            return None
        if up.pos_ == "VERB":
            return up
        if not (token.dep_ in ("pobj", "pcomp", "prep", "quantmod", "advmod", "npadvmod", "nummod", "compound")
                and up.pos_ in ("ADP", "ADV", "SCONJ", "NOUN", "NUM", "SYM")) or token.dep_ == "compound":  # fmt: skip
            return None
        if token.dep_ in ("prep", "compound") and up.pos_ == "NOUN":
            return None
        token = up
    return None


def complement(head: Token, taken: Set[int], kind: str) -> Token | None:
    """The other object of the quantity's verb, or what its preposition names when the quantity is the object."""
    verb = verb_of(head)
    if verb is None or verb.lemma_.lower() in measure_words("reporting"):
        return None
    direct = head.head.i == verb.i and head.dep_ in ("dobj", "dative", "npadvmod", "attr")
    for child in verb.children:
        if child.dep_ in ("dobj", "dative") and child.i != head.i and _fits(child, taken):
            return child
    if verb.lemma_.lower() in english().change or not direct:
        return None
    if kind == "time" and verb.lemma_.lower() != "spend":
        return None
    allowed = {"in"} if kind == "time" else _PURPOSE  # "spent ten days in prison"
    for source in (head, verb):
        for prep in source.rights:
            if prep.dep_ in ("prep", "dative") and prep.lower_ in allowed and prep.i > head.i:
                for noun in prep.children:
                    if noun.dep_ == "pobj" and _fits(noun, taken):
                        return noun
    return None


_TALKS = {"talk": "talks", "speak": "talks", "confer": "talks", "converse": "talks", "meet": "meeting"}
"""What a span of time measures after a verb of speaking: "talked for two hours"."""


def lasting(head: Token, kind: str) -> str | None:
    """The doing that a span of time measures, where it is a talk: "talks" for "spoke for an hour"."""
    verb = verb_of(head) if kind == "time" and head.dep_ == "pobj" and head.head.lower_ == "for" else None
    return _TALKS.get(verb.lemma_.lower()) if verb is not None else None


def _fits(noun: Token, taken: Set[int]) -> bool:
    return noun.pos_ in ("NOUN", "PROPN") and noun.i not in taken and noun.ent_type_ not in ("DATE", "TIME")


def gapped(doc: Doc, first: int, taken: Set[int]) -> Token | None:
    """ "followed by the Liberals with 11%, and the Greens with 8%": the one that "with" stands after."""
    i = first - 1
    while i > 0 and doc[i].lower_ in ("about", "around", "some", "nearly", "just", "only", "over", "almost"):
        i -= 1
    if i < 1 or doc[i].lower_ not in ("with", "on", "at"):
        return None
    i -= 1
    if doc[i].text == ")":
        while i > 0 and doc[i].text != "(":
            i -= 1
        i -= 1
    noun = doc[i]
    while (
        noun.dep_ == "pobj"
        and noun.head.lower_ in ("of", "for", "in")
        and noun.head.head.pos_ in ("NOUN", "PROPN")
        and noun.head.head.i < noun.i
    ):
        noun = noun.head.head
    if noun.dep_ == "appos":
        noun = noun.head
    listed = noun.dep_ == "conj" or (noun.dep_ == "pobj" and noun.head.lower_ == "by")
    return noun if listed and _fits(noun, taken) else None


def stands_for(pronoun: Token) -> Token | None:
    """ "those of the rival fell": the rival, for a pronoun that an "of" completes."""
    if pronoun.lower_ not in ("those", "that"):
        return None
    for prep in pronoun.rights:
        if prep.lower_ == "of":
            return next((c for c in prep.children if c.dep_ == "pobj" and c.pos_ in ("NOUN", "PROPN")), None)
    return None


def done_by_counted(noun: Token) -> list[Token]:
    """What the counted do or suffer, as words after them: "people" + "died", "countries" + "operate submarines".

    Empty where the verb is denied, asked or only said to be possible by a form of "be".
    """
    verb = noun.head if noun.dep_ in ("nsubj", "nsubjpass") else None
    if verb is None:
        verb = next((c for c in noun.rights if c.dep_ in ("acl", "relcl") and c.pos_ == "VERB"), None)
    if verb is None or verb.pos_ != "VERB" or any(c.dep_ == "neg" for c in verb.children):
        return []
    if verb.i < noun.i or (verb.tag_ == "VB" and not any(c.dep_ == "aux" for c in verb.children)):
        return []
    words = [verb]
    thing = next((c for c in verb.rights if c.dep_ == "dobj" and c.pos_ in ("NOUN", "PROPN")), None)
    return [*words, thing] if thing is not None else words
