"""What a name is by the common nouns beside it: "the oil company X", "X, a state gas exporter", "the X rocket".

A noun in apposition tells more than the small model's label: a name described as a ship, a law or an app never acts.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.extract.actors.reader import Reader, Span
from generator.language.plurals import singular

_DETERMINERS = frozenset({"a", "an", "the", "its", "their", "his", "her", "our", "one", "another"})
_REACH = 12
"""Tokens within which the head of an apposition is looked for."""

_VERSION = re.compile(r"\d{1,4}(?:\.\d+)?[a-z]?$")
_LETTERS_AND_DIGITS = re.compile(r"(?=.*[A-Z]{2}|.*[A-Za-z]-\d)[A-Za-z]+-?\d+(?:\.\d+)*[a-z]?$")
_CAMEL = re.compile(r"(?!(?:Mc|Mac|De|Di|Da|Du|La|Le|Van|Von|Fitz|O['’]|D['’])[A-Z])[A-Z]?[a-z]+[A-Z]")


class Phrase(NamedTuple):
    """A noun phrase beside a name: its first token and its head."""

    first: int
    head: int


def phrase_after(r: Reader, span: Span) -> Phrase | None:
    """The apposition after a name (", the largest container line") or what it is said to be ("is a ...")."""
    i = span.last + 1
    n = len(r.texts)
    if i + 1 >= n:
        return None
    copula = r.lower[i] in ("is", "was", "are", "were") and r.lower[i + 1] in ("a", "an", "the")
    if not copula and r.texts[i] not in (",", "–", "—", "("):
        return None
    i += 1
    if r.lower[i] not in _DETERMINERS and not (r.pos[i] in ("NOUN", "ADJ") and not r.cap[i]):
        return None
    head = _head(r, i)
    return None if head is None else Phrase(i, head)


def _head(r: Reader, first: int) -> int | None:
    """The head of the noun phrase that begins at `first`: the last noun before a preposition, clause or comma."""
    head = None
    for k in range(first, min(first + _REACH, len(r.texts))):
        if r.texts[k] in (",", ".", ";", ":", ")", "(", "—", "–", "“", '"') and not (
            r.texts[k] == "," and r.pos[k - 1] == "ADJ"
        ):
            break
        if k > first and r.pos[k] in ("ADP", "SCONJ", "AUX", "PRON", "CCONJ") and r.lower[k] not in _DETERMINERS:
            break
        if r.pos[k] == "VERB" and head is not None and r.texts[k - 1] not in ("-", "–"):
            break
        if r.texts[k] in ("'s", "’s", "'", "’"):
            head = None  # what stands before a possessive owns the noun that follows
        elif r.pos[k] in ("NOUN", "PROPN") and not r.cap[k] and r.texts[k] not in ("-", "–"):
            head = k
    return head


def phrase_before(r: Reader, span: Span) -> Phrase | None:
    """The common noun right before a name, or before it and a comma ("Ruritania's biggest lender, X")."""
    k = span.first - 1
    if k > 1 and r.texts[k] in (",", "(") and r.lower[span.first] not in _DETERMINERS:
        k -= 1
        after = r.texts[span.last + 1] if span.last + 1 < len(r.texts) else "."
        if after not in (",", ".", ")", ";", "–", "—") and r.texts[k + 1] == ",":
            return None
    if k < 0 or r.cap[k] or r.pos[k] not in ("NOUN", "PROPN"):
        return None
    first = k
    while first > 0 and (r.pos[first - 1] in ("NOUN", "ADJ", "PROPN") or r.texts[first - 1] in ("-", "'s", "’s")):
        first -= 1
    definite = first > 0 and r.lower[first - 1] in _DETERMINERS
    if k != span.first - 1 and not definite and not any(t in ("'s", "’s") for t in r.texts[first:k]):
        return None  # "with backers, X": only a definite or possessed noun is in apposition
    return Phrase(first, k)


def noun_kind(r: Reader, k: int) -> str:
    """What a common noun calls: a person, an organization, a maker, a place, a thing ("other"); "" if it is unclear."""
    word, before = singular(r.lower[k]), r.lower[k - 1] if k else ""
    if word == "line":
        return "organization" if before in ("container", "shipping", "cruise", "bus") else "other"
    if word in ("group", "team", "chain", "party", "band", "union", "body") and r.lower[k + 1 : k + 2] == ["of"]:
        return ""
    return r.lex.kind_of_noun.get(word, "")


def version_follows(r: Reader, span: Span) -> bool:
    """Whether a version follows the name and counts nothing ("X 2.1")."""
    k = span.last + 1
    return (
        k < len(r.texts)
        and bool(_VERSION.match(r.texts[k]))
        and not (k + 1 < len(r.texts) and r.pos[k + 1] in ("NOUN", "NUM"))
    )


def aged(r: Reader, span: Span) -> bool:
    """Whether "a 22-year-old" follows the name."""
    return bool(re.match(r", an? \d{1,3}[- ]year[- ]old\b", r.parsed.article.text[span.end : span.end + 24]))


def model_number(key: str) -> bool:
    """Whether a written form is a model, version or catalogue number ("GPT-4"), which names a thing."""
    return " " not in key and bool(_LETTERS_AND_DIGITS.match(key))


def brand_like(key: str) -> bool:
    """Whether a capital stands inside the word as firms write their names ("BioWorks"), and few people do."""
    return " " not in key and bool(_CAMEL.match(key))


def acts(r: Reader, span: Span) -> bool:
    """Whether the name, or the list it stands in, does something: subject of a verb of action or speech, or agent."""
    token = r.doc[span.last]
    while token.dep_ in ("conj", "appos") and token.head is not token:
        token = token.head
    if token.dep_ == "pobj" and token.head.dep_ == "agent":
        return True
    return token.dep_ == "nsubj" and token.head.lemma_ in r.lex.agency_verbs | r.lex.person_verbs


def speaks(r: Reader, span: Span) -> bool:
    """Whether the name is the subject of a verb of speech."""
    token = r.doc[span.last]
    return token.dep_ == "nsubj" and token.head.lemma_ in ("say", "tell", "ask", "announce", "warn", "deny")
