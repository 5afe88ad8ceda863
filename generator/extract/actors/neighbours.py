"""What a name is by the common nouns beside it ("the oil company X", "X, a state gas exporter"), and what it does.

A noun in apposition tells more than the small model's label: a name described as a ship, a law or an app never acts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.extract.actors.reader import HAVE, Reader, Span
from generator.extract.tags import NOUNS
from generator.language.plurals import singular

if TYPE_CHECKING:
    from spacy.tokens import Token

_LETTERS_AND_DIGITS = re.compile(r"(?=.*[A-Z]{2}|.*[A-Za-z]-\d)[A-Za-z]+-?\d+(?:\.\d+)*[a-z]?$")
_NAMING = frozenset({"NOUN", "PROPN", "PRON"})
_OBJECTS = frozenset({"poss", "dobj", "pobj", "prep", "xcomp", "attr"})
"""How words hang on the verb that they are the object of."""
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
    """What a common noun calls: a person, an organization, a maker, a thing ("other"); "" if it is unclear.

    What the article says "which" of is no person: "a chair on which".
    """
    kind = r.lex.kind_of_noun.get(singular(r.lower[k]), "")
    clauses = (c.i for c in r.doc[k].rights if c.dep_ == "relcl")
    return "" if kind == "person" and "which" in r.lower[k + 1 : min(k + 3, max(clauses, default=0))] else kind


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


def called_it(r: Reader, span: Span) -> bool:
    """Whether a name is the subject of what "it" says behind ("X will close, it said") or owns "its" in what it does.

    "X sold its mill": nothing but the subject stands before "its" that could own.
    """
    token = r.doc[span.last]
    verb = token.head
    if token.dep_ not in ("nsubj", "nsubjpass") or verb.i < token.i:
        return False
    said = verb.head if verb.dep_ == "ccomp" and verb.head.i > verb.i else None
    if said is not None and said.lemma_ in r.lex.saying:
        return any(c.dep_ == "nsubj" and c.lower_ == "it" for c in said.lefts)
    if verb.lemma_ in r.lex.saying:  # "X said it would sue", "X said it would shut its mill"
        told = (c for c in verb.rights if c.dep_ == "ccomp" and any(w.lower_ == "it" for w in c.lefts))
        return any(t.lemma_ in r.lex.agency_verbs or "its" in (w.lower_ for w in t.subtree) for t in told)
    nouns = (k for k in range(verb.i + 1, token.sent.end) if r.pos[k] in _NAMING)
    first = next(nouns, 0)
    return r.lower[first] == "its" and _within(r, verb.i, first)


def _within(r: Reader, verb: int, k: int) -> bool:
    """Whether token `k` is in what a verb does, and in no clause of its own that another may be the subject of."""
    token = r.doc[k]
    while token.i != verb and token.dep_ in _OBJECTS:
        token = token.head
    return token.i == verb


def called_which(r: Reader, span: Span) -> bool:
    """Whether the article goes on with "which" about a name: "X, which runs 390 shops".

    Behind a preposition the clause may tell of what stands before that: "a mill in X, which won a prize".
    """
    k, name = span.last + 2, r.doc[span.last]
    if (name.dep_ == "pobj" and name.head.dep_ != "agent") or r.texts[k - 1] != "," or r.lower[k] != "which":
        return False
    return r.doc[k].dep_ == "nsubj" and r.doc[k].head.head.i in range(span.first, span.last + 1)


def does(r: Reader, k: int) -> bool:
    """Whether the verb of which token `k` is the subject tells what somebody does, or has."""
    verb = r.doc[k].head.lemma_
    return verb in r.lex.agency_verbs or verb in HAVE


def runs(r: Reader, span: Span) -> bool:
    """Whether a name has what firms have: "X's shares"."""
    token = r.doc[span.last]
    return token.dep_ == "poss" and singular(token.head.lower_) in r.lex.holdings


def says(r: Reader, span: Span) -> bool:
    """Whether the name says something or owns what stands behind it."""
    token = _first(r, span)
    return token.dep_ == "poss" or (token.dep_ == "nsubj" and token.head.lemma_ in r.lex.saying)


def _first(r: Reader, span: Span) -> Token:
    """The head of a name, or of the first of the list it stands in."""
    token = r.doc[span.last]
    while token.dep_ in ("conj", "appos"):
        token = token.head
    return token


def _owned(name: Token) -> bool:
    """Whether a name is somebody's, told by a pronoun, as things are: "its SSD"."""
    return any(c.dep_ == "poss" and c.tag_ == "PRP$" for c in name.lefts)


def _beside_a_thing(r: Reader, name: Token) -> bool:
    """Whether "and" joins a name with a bare noun, as it does names of things: "BMI and age"."""
    beside = next((c for c in name.rights if c.dep_ == "conj"), name)
    return beside.tag_ == "NN" and beside.left_edge.i == beside.i and not r.cap[beside.i]


def like_a_body(r: Reader, span: Span) -> bool:
    """Whether a name acts, says or owns, is heard, or has people, as bodies do and things hardly."""
    token = _first(r, span)
    if _beside_a_thing(r, r.doc[span.last]):
        return False
    if _owned(token):
        return says(r, span)
    return acts(r, span) or says(r, span) or _is_told(r, token) or _has_people(r, token) or _handles(r, token)


def _is_told(r: Reader, token: Token) -> bool:
    """Whether words go to a name: "told X", "spoke to X"."""
    spoken = token.head.lower_ == "to" and token.head.head.lemma_ in r.lex.saying
    return is_source(token) or (token.dep_ == "pobj" and spoken)


def _handles(r: Reader, token: Token) -> bool:
    """Whether a name does something to something that is not counted: "X fined the clinic", not "X has 2 ports"."""
    verb = token.head
    if token.dep_ != "nsubj" or verb.lemma_ in HAVE:
        return False
    return any(c.dep_ == "dobj" and not any(w.tag_ == "CD" for w in c.subtree) for c in verb.rights)


def is_source(token: Token) -> bool:
    """Whether a name is told something, or something is so according to it."""
    above = token.head
    if token.dep_ in ("dobj", "dative", "iobj", "pobj") and "tell" in (above.lemma_, above.head.lemma_):
        return above.lemma_ in ("tell", "to")
    return token.dep_ == "pobj" and above.lower_ == "to" and above.head.lower_ == "according"


def _has_people(r: Reader, token: Token) -> bool:
    """Whether somebody is of a name: "Jane Roe of X", "the leader of X", "X members"."""
    of = token.dep_ == "pobj" and token.head.lower_ in ("of", "from", "at", "for")
    if of:
        return token.head.head.lemma_.lower() in r.lex.posts or r.label[token.head.head.i] == "PERSON"
    return token.dep_ == "compound" and token.head.lower_ in r.lex.offices
