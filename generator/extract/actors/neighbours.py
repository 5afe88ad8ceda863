"""What a name is by the common nouns beside it ("the oil company X", "X, a state gas exporter"), and what it does.

A noun in apposition tells more than the small model's label: a name described as a ship, a law or an app never acts.
"""

from __future__ import annotations

import re

from generator.extract.actors.reader import Reader, Span
from generator.extract.tags import NOUNS
from generator.language.plurals import singular

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
    return k if k >= 0 and _common(r, k) else None


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
    token = r.doc[span.last]
    while token.dep_ in ("conj", "appos") and token.head is not token:
        token = token.head
    if token.dep_ == "pobj" and token.head.dep_ == "agent":
        return True
    verb = token.head.lemma_ if token.dep_ == "nsubj" else ""
    return verb in r.lex.agency_verbs or verb in r.lex.person_verbs
