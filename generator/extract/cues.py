"""Which words of a sentence look ahead, of which kind they are and how sure they sound."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.core.model import Certainty
from generator.core.tables import table
from generator.extract.tags import NOUNS, PRESENT, VERBS
from generator.extract.verbs import helpers, is_for_a_year, words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

KINDS = (
    "scheduled", "is to", "headline", "will", "expected", "section", "to be done", "date", "may", "possible", "clause",
    "announce", "adjective", "phrase", "ahead of", "ought", "would", "if", "object", "noun", "for", "ahead",
    "was to", "open", "chance",
)  # fmt: skip
"""The kinds of cue, firmest first: the firmest of a sentence is its main one."""
WEAK = frozenset({"was to", "open", "chance"})
"""Kinds that make a candidate, and no forward-looking sentence by themselves: a future of the past, work under way."""
HEADS = ("xcomp", "ccomp", "acl", "advcl", "relcl", "pcomp", "oprd")


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that looks ahead: its kind (one of `KINDS`), the certainty it gives, and its index in the document."""

    kind: str
    certainty: Certainty
    at: int


def cues(span: Span) -> tuple[Cue, ...]:
    """All cues of a sentence in the order of its words; past futures ("was to", "would have") are none."""
    out = [cue for token in span for cue in _cues_of(token)]
    lowered = span.text.casefold()
    for phrase in table("forward")["phrases"]:
        place = lowered.find(phrase)
        if place >= 0:
            token = next((t for t in span if t.idx >= span.start_char + place), span[0])
            out.append(Cue("phrase", "expected", token.i))
    return tuple(sorted(out, key=lambda c: (c.at, c.kind)))


def _cues_of(token: Token) -> Iterator[Cue]:
    for rule in _RULES_BY_TAG.get(token.tag_, _RULES):
        cue = rule(token)
        if cue:
            yield cue
            return


def lemma_of(token: Token) -> str:
    """The lemma of a word, in small letters."""
    lemma = token.lemma_.casefold()
    return "hope" if lemma == "hop" else lemma  # the tagger's slip for "hopes"


def _modal(token: Token) -> Cue | None:
    """will, may, could, would with a plain verb; not "would have been", not "the will"."""
    kind = words("modal_cues").get(token.lower_)
    verb = token.head
    if not kind or helpers(verb) & {"have", "'ve", "’ve"}:
        return None
    certainty: Certainty = table("forward")["modals"][token.lower_]
    if token.lower_ == "would" and verb.dep_ == "ccomp" and verb.head.lemma_ in words("reporters"):
        certainty = "expected"  # "said it would": its "will", reported
    return Cue(kind, certainty, token.i)


def copula_past(token: Token) -> bool:
    """Whether the word, or the verb it stands with, is told in the past by an auxiliary ("was due", "had planned")."""
    verb = token if token.pos_ in VERBS else token.head
    past = {"was", "were", "had"}
    return bool((helpers(token) | helpers(verb)) & past) or (verb is not token and verb.lower_ in past)


def _infinitive(token: Token) -> Cue | None:
    """ "to" before a verb, by what governs it: plans to, is to, efforts to; headlines' "to meet"."""
    verb, above = token.head, token.head.head
    plain = verb.tag_ == "VB" or any(c.lower_ == "be" and c.dep_ == "auxpass" for c in verb.children)
    if not plain:
        return None
    going = above.tag_ == "VBG" or lemma_of(above) != "go"  # "went to see" is no "going to"
    governed: Certainty | None = words("governors").get(lemma_of(above)) if going and verb.dep_ in HEADS else None
    if governed is not None:
        return Cue("was to" if copula_past(above) else governed, governed, token.i)
    told = next(((kind, certainty) for kind, certainty, holds in _TO if holds(token, above)), None)
    return Cue(*told, token.i) if told is not None else None


def _is_to(to: Token, be: Token) -> bool:
    """ "The minister is to speak", not "its strategy is to wait", which tells what the strategy is."""
    verb = to.head
    if be.lemma_ != "be" or verb.dep_ not in ("xcomp", "ROOT") or not 0 < to.i - be.i <= 2:
        return False
    subjects = [t for c in be.children if c.dep_ == "nsubj" for t in c.subtree if t.pos_ == "NOUN"]
    told = {t.lemma_.casefold() for t in subjects} & words("told_by_to")
    return not told and verb.lemma_ not in words("not_to")


def _of_noun(to: Token, noun: Token) -> bool:
    return to.head.dep_ in HEADS and noun.pos_ in NOUNS


_TO: tuple[tuple[str, Certainty, Callable[[Token, Token], bool]], ...] = (
    ("headline", "scheduled", lambda to, above: above == to.head),
    ("ought", "expected", lambda to, have: have.lemma_ == "have" and 0 < to.i - have.i <= 2),
    ("is to", "scheduled", lambda to, be: be.tag_ in PRESENT and _is_to(to, be)),
    ("was to", "scheduled", lambda to, be: be.tag_ == "VBD" and _is_to(to, be)),
    ("noun", "possible", lambda to, noun: _of_noun(to, noun) and lemma_of(noun) in words("nouns_to")),
    ("to be done", "scheduled", lambda to, noun: _of_noun(to, noun) and to.head.tag_ != "VB"),
)
"""What "to" and the word above its verb tell when no governor stands there; the first row that holds."""


def _fixed(token: Token) -> Cue | None:
    """A word that fixes a time for something: "is scheduled for June", "a debate set for Friday", "is due in May"."""
    if token.lemma_ not in words("fixers") or not (token.tag_ in ("VBN", "VBD") or token.lower_ == "due"):
        return None
    behind = {c.lower_ for c in token.children if c.dep_ == "prep" and c.i > token.i and not is_for_a_year(c)}
    times = ("in", "on", "by", "at", "for", "before") if token.lower_ == "due" else ("for", "until", "till")
    return Cue("was to" if copula_past(token) else "scheduled", "scheduled", token.i) if behind & {*times} else None


def _open(token: Token) -> Cue | None:
    """What is under way or still open: is being considered, are investigating, is underway; a chance, a risk of it."""
    lemma = lemma_of(token)
    if token.lower_ in words("open") or (lemma in words("inquiries") and _going_on(token)):
        return Cue("open", "expected", token.i)
    if token.pos_ in ("NOUN", "ADJ") and lemma in words("chances"):
        return Cue("chance", "possible", token.i)
    return None


def _going_on(token: Token) -> bool:
    """ "is investigating", "is being considered"."""
    helped = any(c.lemma_ == "be" and c.dep_ in ("aux", "auxpass") for c in token.children)
    return helped and (token.tag_ == "VBG" or "being" in helpers(token))


def _object(token: Token) -> Cue | None:
    """A verb whose object lies ahead: seeks protection, calls for a rerun, announced cuts."""
    if token.pos_ != "VERB" or (token.tag_ == "VBN" and copula_past(token)):
        return None
    lemma, objects = lemma_of(token), [c for c in token.children if c.dep_ == "dobj"]
    if lemma in words("objects") and objects:
        return Cue("object", "expected", token.i)
    if lemma in words("call_for") and any(c.dep_ == "prep" and c.lower_ == "for" for c in token.children):
        return Cue("for", "possible", token.i)
    if lemma in words("announcers") and any(c.lemma_.casefold() in words("announced") for c in objects):
        return Cue("announce", "expected", token.i)
    return None


def _clause(token: Token) -> Cue | None:
    """expects that; it is likely that; considering buying; if and unless in the present."""
    lemma = lemma_of(token)
    if lemma in words("clause_takers") and not copula_past(token):
        taken = (c for c in token.children if c.dep_ in ("ccomp", "xcomp"))
        if any(c.tag_ == "VBG" or c.dep_ == "ccomp" for c in taken):
            return Cue("clause", words("governors")[lemma], token.i)
    if token.lower_ in ("if", "unless") and token.head.tag_ in PRESENT:
        return Cue("if", "conditional", token.i)
    return None


def _ahead_word(token: Token) -> Cue | None:
    """upcoming, planned; plans, forecasts; ahead of the vote."""
    if token.dep_ == "amod" and token.lower_ in words("adjectives"):
        return Cue("adjective", "expected", token.i)
    things = [t for of in token.children if of.lower_ == "of" for t in of.children] if token.lower_ == "ahead" else []
    if any(t.lemma_.casefold() in words("ahead_of") for t in things):
        return Cue("ahead of", "expected", token.i)
    if token.pos_ == "NOUN" and lemma_of(token) in words("nouns_ahead"):
        return Cue("ahead", "expected", token.i)
    return None


_RULES = (_fixed, _object, _clause, _ahead_word, _open)
_RULES_BY_TAG = {"MD": (_modal, *_RULES), "TO": (_infinitive, *_RULES)}
"""The rules for a word by its tag, as only a modal is read by `_modal` and only "to" by `_infinitive`."""
