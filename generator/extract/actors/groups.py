"""Actors without a name of their own: "the police", "the port union", "protesters", "the government of Ruritania".

A common noun that calls a body or several people is a candidate where it acts in main clauses: twice, or once in the
lead. A body that the article names ("the court" beside the Supreme Court) is that one and no candidate.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.core.when import CALENDAR_NAMES
from generator.extract.actors.entity import Entity
from generator.extract.actors.reader import AGENTIVE, Reader, Span
from generator.extract.tags import NOUNS
from generator.language import countries
from generator.language.plurals import singular

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def find_groups(r: Reader, entities: list[Entity]) -> list[Entity]:
    """The unnamed bodies and groups that act, in order of first mention."""
    ends = (e.name.split()[-1] for e in entities if e.kind == "organization")
    heads = {word.lower() for word in ends if word[0].isupper()}
    phrases: dict[str, list[Span]] = defaultdict(list)
    kinds: dict[str, str] = {}
    bare: dict[str, str] = {}
    told: set[str] = set()
    for token in r.doc:
        told = told | ({token.lower_} if _is_body(r, token) else set())
        again = token.lower_ in told and token.tag_ == "NN" and token.left_edge.lower_ == "the"  # "the mill" in Tarn
        kind = "organization" if again else _kind(r, token)
        if not kind or token.lower_ in heads:
            continue
        span = _phrase(r, token)
        key = span.text.lower()
        if " " not in span.text:
            key = bare.get(token.lower_, key)
        bare.setdefault(token.lower_, key)
        kinds.setdefault(key, kind)
        phrases[key].append(span)
    return [
        Entity(kinds[key], _name(r, spans[0]), spans=spans, common=True)
        for key, spans in phrases.items()
        if _acts(r, spans)
    ]


def _kind(r: Reader, token: Token) -> str:
    """Whether a common noun calls a body ("organization") or several people ("group"), "" for neither."""
    if token.pos_ != "NOUN" or (r.cap[token.i] and not r.opening[token.i]):
        return ""
    word, one = token.lower_, singular(token.lower_)
    if one == "person" and not any(c.dep_ in {"amod", "compound"} for c in token.lefts):
        return ""  # "people" are nobody
    modified = any(c.dep_ == "compound" and c.pos_ in NOUNS for c in token.lefts)
    if word in r.lex.bodies or (modified and one == word and word in r.lex.organization_nouns) or _is_body(r, token):
        return "organization"
    people = one != word and (one in r.lex.role_nouns or one in r.lex.person_nouns or one.endswith(AGENTIVE))
    return "group" if people or word in r.lex.groups else ""


def _is_body(r: Reader, token: Token) -> bool:
    """Whether a noun calls one body that is told from others by whose or where it is: "the growers' league", "the mill
    in Norport". It is a word for bodies, or the article has it say something or have a head."""
    if token.tag_ != "NN" or any(c.dep_ == "appos" and c.pos_ == "PROPN" for c in token.rights):
        return False
    whose = _owner(token) is not None or _has_place(r, token)
    called = (r.lex.organization_heads - r.lex.weak_organization_heads - r.lex.thing_nouns) | r.lex.organization_nouns
    return whose and (token.lower_ in called or token.lower_ in r.bodies)


def _owner(token: Token) -> Token | None:
    """The noun of several people, or the name, that owns a noun: "fishermen's", "Norland's"."""
    owned = (c for c in token.lefts if c.dep_ == "poss")
    return next((c for c in owned if c.tag_ in ("NNS", "NNP")), None)


def _has_place(r: Reader, token: Token) -> bool:
    """Whether a place stands behind a noun: "of Norport", "in the Norlands"."""
    k = token.i + 2
    k += r.lower[k : k + 1] == ["the"]
    within = r.lower[token.i + 1 : token.i + 2] in (["of"], ["in"]) and r.doc[token.i + 1].head == token
    return within and r.capital_at(k) and r.lower[k] not in CALENDAR_NAMES


def _phrase(r: Reader, token: Token) -> Span:
    """The noun with the nouns and peoples before it, whose it is ("teachers' union") and, of a body, where it is."""
    first = last = token.i
    while first > 0 and first <= r.doc[first - 1].head.i <= token.i and _part(r, first - 1):
        first -= 3 if first > 2 and r.texts[first - 2] == "-" else 1  # "low-income families"
    owner = _owner(token)
    if owner is not None and (owner.tag_ == "NNS" or _is_body(r, token)):
        first = owner.left_edge.i + (owner.left_edge.pos_ == "DET")
    elif _is_body(r, token):
        while first and r.doc[first - 1].head == token and r.doc[first - 1].tag_ == "JJ":
            first -= 1  # "the central bank of Norland"
    within = token.tag_ == "NN" and r.lower[last + 1 : last + 2] == ["in"] and r.doc[last + 1].head.i == last
    if within or r.lower[last + 1 : last + 2] == ["of"]:
        end = last + 2 + (r.lower[last + 2 : last + 3] == ["the"])
        while r.capital_at(end):
            last, end = end, end + 1 + (r.texts[end + 1 : end + 2] == ["-"])
            if r.lower[end] == "and" and token.tag_ == "NN" and r.capital_at(end + 1) and r.doc[end + 1].head.i == last:
                end += 1  # "the council of Tarn and Roe"
    return replace(r.span(first, last), last=token.i)  # what it does is what its noun does


def _part(r: Reader, i: int) -> bool:
    token = r.doc[i]
    return token.dep_ == "compound" or (token.dep_ == "amod" and countries.by_demonym(token.text) is not None)


def _acts(r: Reader, spans: list[Span]) -> bool:
    """Whether a group is the subject of main clauses: twice, or once in the first two sentences."""
    prose = r.parsed.prose
    lead = prose[min(1, len(prose) - 1)].end if prose else 0
    acting = [s for s in spans if _subject(r, s)]
    return len(acting) > 1 or any(s.start < lead for s in acting)


def _subject(r: Reader, span: Span) -> bool:
    token = max((r.doc[i] for i in range(span.first, span.last + 1)), key=lambda t: t.dep_ in _SUBJECTS)
    return token.dep_ in _SUBJECTS and token.head.dep_ in ("ROOT", "conj", "ccomp")


def _name(r: Reader, span: Span) -> str:
    """The group as a label, its first word without the capital of a sentence."""
    words = " ".join(span.text.split())
    opens = r.opening[span.first] and r.doc[span.first].pos_ != "PROPN" and words.split()[0].istitle()
    return words[0].lower() + words[1:] if opens and not countries.by_demonym(words.split()[0]) else words
