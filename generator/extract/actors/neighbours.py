"""What a name is by the common nouns beside it ("the oil company X", "X, a state gas exporter"), and what it does.

A noun in apposition tells more than the small model's label: a name described as a ship, a law or an app never acts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.extract.actors.reader import Reader, Span
from generator.extract.tags import NOUNS
from generator.language.plurals import singular

if TYPE_CHECKING:
    from spacy.tokens import Token

_LETTERS_AND_DIGITS = re.compile(r"(?=.*[A-Z]{2}|.*[A-Za-z]-\d)[A-Za-z]+-?\d+(?:\.\d+)*[a-z]?$")
_CAMEL = re.compile(r"(?!(?:Mc|Mac|De|Di|Da|Du|La|Le|Van|Von|Fitz|O['’]|D['’])[A-Z])[A-Z]?[a-z]+[A-Z]")


def noun_after(r: Reader, span: Span) -> int | None:
    """The noun of the apposition after a name (", the largest line")."""
    return next((c.i for c in r.doc[span.last].children if c.dep_ == "appos" and _common(r, c.i)), None)


def noun_before(r: Reader, span: Span) -> int | None:
    """The common noun right before a name, or the one that the name stands in apposition to."""
    token, k = r.doc[span.last], span.first - 1
    if token.dep_ == "appos" and token.head.i < k:
        k = token.head.i
    return k if k >= 0 and _common(r, k) and r.texts[k - 1] != "-" else None  # "the 55-member X"


def _common(r: Reader, k: int) -> bool:
    """Whether token `k` is a common noun, written small."""
    return not r.cap[k] and r.pos[k] in NOUNS


def noun_kind(r: Reader, k: int) -> str:
    """What a common noun calls: a person, an organization, a maker, a thing ("other"); "" if it is unclear."""
    return r.lex.kind_of_noun.get(singular(r.lower[k]), "")


def model_number(key: str) -> bool:
    """Whether a written form is a model, version or catalogue number ("GPT-4"), which names a thing."""
    return " " not in key and bool(_LETTERS_AND_DIGITS.match(key))


def brand_like(key: str) -> bool:
    """Whether a capital stands inside the word as firms write their names ("BioWorks"), and few people do."""
    return " " not in key and bool(_CAMEL.match(key))


def acts(r: Reader, span: Span) -> bool:
    """Whether the name, or the list it stands in, does something: subject of a verb of action or speech, or agent."""
    token = _first(r, span)
    if token.dep_ == "pobj" and token.head.dep_ == "agent":
        return True
    verb = token.head.lemma_ if token.dep_ == "nsubj" else ""
    return verb in r.lex.agency_verbs or verb in r.lex.person_verbs


def says(r: Reader, span: Span) -> bool:
    """Whether the name says something or owns what stands behind it."""
    token = _first(r, span)
    verb = token.head.lemma_ if token.dep_ == "nsubj" else ""
    return token.dep_ == "poss" or verb in r.lex.person_verbs or verb in r.lex.reporting


def _first(r: Reader, span: Span) -> Token:
    """The head of a name, or of the first of the list it stands in."""
    token = r.doc[span.last]
    while token.dep_ in ("conj", "appos") and token.head is not token:
        token = token.head
    return token


def measured(r: Reader, span: Span) -> bool:
    """Whether a name is a kind of thing ("a VLCC", "per FEU") or its verb says how much it is ("fell to 3 days")."""
    token = r.doc[span.last]
    if token.head.lower_ == "per" or any(c.dep_ == "det" and c.lower_ in ("a", "an") for c in token.lefts):
        return True
    verb = token.head
    if token.dep_ != "nsubj" or verb.lemma_ in r.lex.agency_verbs or verb.lemma_ in r.lex.person_verbs:
        return False
    amounts = [c for c in verb.rights if c.dep_ == "attr"]
    amounts += [n for c in verb.rights if c.lower_ == "to" for n in c.children if n.dep_ == "pobj"]
    return any(n.tag_ == "CD" or any(c.tag_ == "CD" for c in n.lefts) for n in amounts)
