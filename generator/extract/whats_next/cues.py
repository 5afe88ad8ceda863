"""Which words of a sentence look ahead, how surely and how strongly."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from generator.core.model import Certainty
from generator.core.tables import table

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The cue words of `data/forward.yml`."""

    modals: dict[str, tuple[Certainty, float]]
    governors: dict[str, tuple[Certainty, float]]
    nouns_to: frozenset[str]
    nouns_ahead: frozenset[str]
    adjectives: frozenset[str]
    phrases: tuple[str, ...]
    objects: frozenset[str]
    call_for: frozenset[str]
    announcers: frozenset[str]
    announced: frozenset[str]
    reporters: frozenset[str]
    ahead_of: frozenset[str]
    not_to: frozenset[str]
    told_by_to: frozenset[str]
    connectives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cue:
    """One word that looks ahead: its kind (for tests and tuning), certainty, weight, place and whether it is past."""

    kind: str
    certainty: Certainty
    weight: float
    at: int
    """Index of the token in the document."""


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The cue words, read once."""
    raw = table("forward")
    governors = {
        word: (cast(Certainty, certainty), float(weight))
        for certainty, words in raw["governors"].items()
        for word, weight in words.items()
    }
    modals = {word: (cast(Certainty, certainty), float(weight)) for word, (certainty, weight) in raw["modals"].items()}
    return Lexicon(
        modals,
        governors,
        frozenset(raw["nouns_to"]),
        frozenset(raw["nouns_ahead"]),
        frozenset(raw["adjectives"]),
        tuple(raw["phrases"]),
        frozenset(raw["objects"]),
        frozenset(raw["call_for"]),
        frozenset(raw["announcers"]),
        frozenset(raw["announced"]),
        frozenset(raw["reporters"]),
        frozenset(raw["ahead_of"]),
        frozenset(raw["not_to"]),
        frozenset(raw["told_by_to"]),
        tuple(sorted(raw["connectives"], key=lambda c: (-len(c), c))),
    )


def cues(span: Span) -> tuple[Cue, ...]:
    """All cues of a sentence in the order of its words; past futures ("was to", "would have") are none."""
    words = lexicon()
    out: list[Cue] = []
    for token in span:
        cue = (
            _modal(token, words)
            or _infinitive(token, words)
            or _object(token, words)
            or _clause(token, words)
            or _ahead_word(token, words)
        )
        if cue:
            out.append(cue)
    lowered = span.text.casefold()
    for phrase in words.phrases:
        place = lowered.find(phrase)
        if place >= 0:
            token = next((t for t in span if t.idx >= span.start_char + place), span[0])
            out.append(Cue("phrase", "expected", 1.2, token.i))
    return tuple(sorted(out, key=lambda c: (c.at, c.kind)))


_LEMMAS = {"hop": "hope"}
"""Lemmas the language model gets wrong ("hopes")."""


def _lemma(token: Token) -> str:
    lemma = token.lemma_.casefold()
    return _LEMMAS.get(lemma, lemma)


def _past_perfect(verb: Token) -> bool:
    return any(c.lower_ in ("have", "'ve", "’ve") and c.dep_ == "aux" for c in verb.children)


def _modal(token: Token, words: Lexicon) -> Cue | None:
    """will, may, could, would with a plain verb; not "would have been", not "the will"."""
    if token.tag_ != "MD" or token.lower_ not in words.modals:
        return None
    verb = token.head
    if _past_perfect(verb) and verb.tag_ != "VB":
        return None
    if token.lower_ in ("could", "'d", "’d") and _narrated(verb):
        return None
    certainty, weight = words.modals[token.lower_]
    if token.lower_ == "would" and verb.dep_ == "ccomp" and verb.head.lemma_ in words.reporters:
        certainty, weight = "expected", words.modals["will"][1] - 0.4  # "said it would": its "will", reported
    return Cue(f"modal:{token.lower_}", certainty, weight, token.i)


def _narrated(verb: Token) -> bool:
    """ "could" of past ability: a purpose clause ("so that he could") or a negation in a tale of the past."""
    above = verb.head
    return (verb.dep_ == "advcl" and above.tag_ == "VBD") or (
        any(c.dep_ == "neg" for c in verb.children)
        and (
            verb.dep_ == "ROOT"
            and not any(c.dep_ == "aux" and c.lower_ == "would" for c in verb.children)
            and any(t.tag_ == "VBD" for t in verb.sent)
        )
    )


def _copula_past(token: Token) -> bool:
    """Whether the verb itself, or the auxiliary it stands with, is past ("was due", "had planned")."""
    helpers = [c for c in token.children if c.dep_ in ("aux", "auxpass")]
    verb = token if token.pos_ in ("VERB", "AUX") else token.head
    helpers += [c for c in verb.children if c.dep_ in ("aux", "auxpass")] if verb is not token else []
    if any(h.lower_ in ("was", "were", "had") for h in helpers):
        return True
    return verb is not token and verb.lower_ in ("was", "were", "had")


def _infinitive(token: Token, words: Lexicon) -> Cue | None:
    """ "to" before a verb, by what governs it: plans to, is to, efforts to; headlines' "to meet"."""
    if token.tag_ != "TO" or token.head.tag_ != "VB":
        return None
    verb = token.head
    if any(c.lower_ == "have" and c.dep_ == "aux" for c in verb.children):
        return None
    above = verb.head
    if above is verb:
        return Cue("headline", "scheduled", 2.2, token.i)
    lemma = _lemma(above)
    if verb.dep_ in ("xcomp", "ccomp", "acl", "advcl", "relcl", "pcomp", "oprd") and lemma in words.governors:
        if _copula_past(above) or (lemma == "go" and above.tag_ != "VBG"):
            return None
        certainty, weight = words.governors[lemma]
        weight *= 0.6 if above.tag_ == "VBD" or above.pos_ == "NOUN" else 1
        return Cue(f"governor:{lemma}", certainty, round(weight, 2), token.i)
    present = lemma == "be" and above.tag_ in ("VBZ", "VBP") and verb.dep_ in ("xcomp", "ROOT")
    if present and 0 < token.i - above.i <= 2 and verb.lemma_ not in words.not_to and not _definition(above, words):
        return Cue("is to", "scheduled", 2.0, token.i)
    if verb.dep_ in ("acl", "relcl", "xcomp", "advcl") and above.pos_ in ("NOUN", "PROPN"):
        if lemma in words.nouns_to:
            return Cue(f"noun:{lemma}", "possible", 0.6, token.i)
        if any(c.lower_ == "be" and c.dep_ == "auxpass" for c in verb.children):
            return Cue("to be done", "scheduled", 1.6, token.i)
    return None


def _definition(be: Token, words: Lexicon) -> bool:
    """ "Its strategy is to wait" tells what the strategy is; "the minister is to speak" looks ahead."""
    subject = next((c for c in be.children if c.dep_ == "nsubj"), None)
    if subject is None:
        return False
    return any(t.lemma_.casefold() in words.told_by_to for t in subject.subtree if t.pos_ == "NOUN")


def _object(token: Token, words: Lexicon) -> Cue | None:
    """A verb whose object lies ahead: seeks protection, calls for a rerun, announced cuts."""
    if token.pos_ != "VERB" or (token.tag_ == "VBN" and _copula_past(token)):
        return None
    lemma = _lemma(token)
    if lemma in words.objects and any(c.dep_ == "dobj" for c in token.children):
        return Cue(f"object:{lemma}", "expected", 0.8, token.i)
    if lemma in words.call_for and any(c.dep_ == "prep" and c.lower_ == "for" for c in token.children):
        return Cue(f"for:{lemma}", "possible", 0.5, token.i)
    if lemma in words.announcers:
        for child in token.children:
            if child.dep_ == "dobj" and child.lemma_.casefold() in words.announced:
                return Cue(f"announce:{child.lemma_}", "expected", 1.2, token.i)
    return None


def _clause(token: Token, words: Lexicon) -> Cue | None:
    """expects that; it is likely that; considering buying; if and unless in the present."""
    lemma = _lemma(token)
    if (
        lemma in words.governors
        and not _copula_past(token)
        and any(c.dep_ in ("ccomp", "xcomp") and (c.tag_ == "VBG" or c.dep_ == "ccomp") for c in token.children)
        and lemma
        in (
            "expect",
            "predict",
            "forecast",
            "anticipate",
            "likely",
            "unlikely",
            "hope",
            "consider",
            "propose",
            "recommend",
            "demand",
            "urge",
            "envision",
            "envisage",
            "plan",
            "intend",
            "mull",
            "weigh",
            "prefer",
        )
    ):
        certainty, weight = words.governors[lemma]
        return Cue(f"clause:{lemma}", certainty, weight * (0.6 if token.tag_ == "VBD" else 1), token.i)
    if token.lower_ in ("if", "unless") and token.dep_ == "mark" and token.head.tag_ in ("VBZ", "VBP"):
        return Cue("if", "conditional", 0.9, token.i)
    return None


def _ahead_word(token: Token, words: Lexicon) -> Cue | None:
    """upcoming, planned; plans, forecasts; ahead of the vote."""
    lemma = _lemma(token)
    if token.dep_ == "amod" and token.lower_ in words.adjectives:
        return Cue(f"adjective:{token.lower_}", "expected", 1.2, token.i)
    if token.lower_ == "ahead" and any(
        thing.lemma_.casefold() in words.ahead_of for of in token.children if of.lower_ == "of" for thing in of.children
    ):
        return Cue("ahead of", "expected", 1.2, token.i)
    if token.pos_ == "NOUN" and lemma in words.nouns_ahead:
        return Cue(f"ahead:{lemma}", "expected", 0.4, token.i)
    return None
