"""How prominent each entity is, and which ones are actors of the brief."""

from __future__ import annotations

import bisect
import math
import re
from dataclasses import dataclass

from generator.core.text import fold
from generator.extract.actors import neighbours
from generator.extract.actors.entity import Entity
from generator.extract.actors.kinds import key_of
from generator.extract.actors.reader import Reader, Span
from generator.language import countries

LIMIT = 20
"""Actors in a brief: more is a list of names, not a list of who matters."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature of an entity is worth; the score is their sum times the weight of its kind.

    Attributes:
        count: logarithm of the number of mentions, weak ones ("Chinese exports") counted by `weak`.
        title: it stands in the title.
        lead: it stands in the first two sentences.
        first: how early it is first named, 1 at the very start.
        subject: logarithm of how often it does something; saying something counts by `saying`.
        spread: share of the paragraphs that name it.
        source: it is only ever quoted from ("according to X"): a loss.
    """

    count: float = 1.0
    weak: float = 0.4
    title: float = 1.6
    lead: float = 0.6
    first: float = 0.9
    subject: float = 0.4
    saying: float = 0.35
    spread: float = 0.65
    source: float = 0.45
    person: float = 1.0
    organization: float = 0.95
    country: float = 1.05
    group: float = 0.9
    place: float = 1.05


WEIGHTS = Weights()
"""Mean of three random searches on the development half of GUM's graded salience (52 documents, news counted twice)."""

FEW = 8
"""Below this many actors, places complete the list."""

MENTIONED = 14
"""Countries and organizations that are only mentioned fill the list up to this many."""

SPEAKER = 0.8
"""Head start of a person who does something or has a role when the list has to be cut."""


@dataclass(frozen=True, slots=True)
class Features:
    """What the score of an entity is made of; see `Weights`."""

    kind: str
    count: int
    weak: int
    title: bool
    lead: bool
    first: float
    acting: int
    saying: int
    spread: float
    source: bool


@dataclass(frozen=True, slots=True)
class Ranked:
    """An entity with its unscaled score and what makes it an actor."""

    entity: Entity
    score: float
    features: Features

    @property
    def subjects(self) -> int:
        """How often it is the subject of a clause."""
        return self.features.acting + self.features.saying


def score(f: Features, w: Weights = WEIGHTS) -> float:
    """The salience of an entity, unscaled."""
    total = (
        w.count * math.log1p(f.count + w.weak * f.weak)
        + w.title * f.title
        + w.lead * f.lead
        + w.first * f.first
        + w.subject * math.log1p(f.acting + w.saying * f.saying)
        + w.spread * f.spread
        - w.source * f.source
    )
    kind: float = getattr(w, f.kind, 0.5)
    return max(0.01, total * kind)


def rank(reader: Reader, entities: list[Entity]) -> list[Ranked]:
    """All entities, most prominent first; equals in order of first mention."""
    parsed = reader.parsed
    title = f" {_flat(parsed.article.title or '')} "
    starts = [b.start for b in parsed.blocks]
    length = max(1, len(parsed.article.text))
    prose = parsed.prose
    lead_end = prose[min(1, len(prose) - 1)].end if prose else 0
    out: list[Ranked] = []
    for entity in entities:
        spans = entity.spans
        if not spans:
            continue
        roles = [_deed(reader, s) for s in spans]
        forms = {_flat(key_of(s.text)) for s in spans} | {_flat(entity.name)}
        if entity.country:
            forms |= {_flat(d) for d in entity.country.demonyms}
        features = Features(
            kind=entity.kind,
            count=len(spans),
            weak=len(entity.weak),
            title=any(f" {f} " in title for f in forms),
            lead=spans[0].start < lead_end,
            first=1 - spans[0].start / length,
            acting=roles.count("acts"),
            saying=roles.count("says"),
            spread=len({bisect.bisect_right(starts, s.start) for s in spans}) / max(1, len(starts)),
            source=all(x == "source" for x in roles),
        )
        out.append(Ranked(entity, score(features), features))
    return sorted(out, key=lambda x: (-x.score, x.entity.spans[0].start))


def _flat(text: str) -> str:
    """Words alone, folded, without possessives: what a name is looked for in a title by."""
    return " ".join(re.sub(r"[^\w ]", " ", re.sub(r"'s\b", "", fold(text))).split())


def _deed(r: Reader, span: Span) -> str:
    """What the sentence has the mention do: acts, says, is a source, or nothing."""
    token = r.doc[span.last]
    before = r.lower[span.first - 1] if span.first else ""
    if before == "the" and span.first > 1:
        before = r.lower[span.first - 2]
    if before == "to" and span.first > 1 and "according" in r.lower[max(0, span.first - 3) : span.first]:
        return "source"
    if token.dep_ == "pobj" and token.head.dep_ == "agent":
        return "acts"
    if token.dep_ not in ("nsubj", "nsubjpass", "agent"):
        return ""
    return "says" if token.head.lemma_ in r.lex.person_verbs or token.head.lemma_ in ("report", "quote") else "acts"


def choose(reader: Reader, ranked: list[Ranked], roles: dict[int, str]) -> list[Ranked]:
    """Those that act, at most `LIMIT`; where there are more, people who speak or have a role go first."""
    actors = [x for x in ranked if (id(x.entity) in roles and x.entity.kind == "person") or _acts(reader, x, ranked)]
    first = sorted(
        actors,
        key=lambda x: -x.score - (x.entity.kind == "person" and (x.subjects > 0 or id(x.entity) in roles)) * SPEAKER,
    )
    kept: set[int] = set()
    for x in first:
        if len(kept) < (MENTIONED if _mere(x) else LIMIT):
            kept.add(id(x))
    for x in ranked:
        # A short piece about a place: where few act, the places and groups it names complete the picture.
        lone = x.entity.kind == "person" and not reader.heading[x.entity.spans[0].first]
        fits = x.entity.kind == "place" or lone or (x.entity.kind == "group" and _bare(reader, x.entity))
        if len(kept) < FEW and fits and not all(_alluded(reader, s) for s in x.entity.spans):
            kept.add(id(x))
    return [x for x in ranked if id(x) in kept]


def _speaks_for(capital: Entity, country: Entity) -> bool:
    """Whether the article uses the capital's name for the country's government."""
    return any(key_of(s.text) == key_of(capital.name) for s in country.spans)


def _bare(r: Reader, entity: Entity) -> list[Span]:
    """The mentions that are not mere adjectives ("European leaders")."""
    return [s for s in entity.spans if not all(r.lower[i] in r.lex.adjectives for i in range(s.first, s.last + 1))]


def _mere(x: Ranked) -> bool:
    """Whether an entity is only mentioned, once, somewhere in the body, and does nothing there."""
    f = x.features
    return x.entity.kind != "person" and f.count == 1 and not (x.subjects or f.title or f.lead)


def _acts(reader: Reader, x: Ranked, ranked: list[Ranked]) -> bool:
    """Whether an entity belongs into the brief's list: not a mere place, adjective, allusion or unsure guess."""
    entity = x.entity
    if all(_alluded(reader, s) for s in entity.spans):
        return False
    blocks = reader.parsed.blocks
    body = blocks[0].end if blocks and not blocks[0].section else 0
    if not x.features.title and all(reader.heading[s.first] and s.start >= body for s in entity.spans):
        return False  # a heading's capitals name nobody
    if entity.kind == "place":
        capital = countries.by_capital(entity.name)
        if capital and any(y.entity.country == capital and _speaks_for(entity, y.entity) for y in ranked):
            return False
        site = all(s.label in ("LOC", "FAC") or not s.label for s in entity.spans)
        return x.features.title or len(entity.spans) > 2 or (x.features.lead and not site)
    if entity.kind == "group":
        bare = _bare(reader, entity)
        return len(bare) > 0 and (x.subjects > 0 or x.features.title or len(bare) > 1)
    if entity.kind == "country" and entity.country and entity.country.kind == "historical":
        return x.subjects > 0 or x.features.title or len(entity.spans) > 1
    if entity.kind == "organization" and not x.subjects and _product(entity, ranked):
        return False
    if entity.kind == "organization" and len(entity.spans) == 1 and len(entity.name.split()) == 1:
        return x.subjects > 0 or x.features.title or x.entity.sure
    if entity.kind == "person" and len(entity.name.split()) == 1 and not x.features.title:
        return any(neighbours.acts(reader, s) for s in entity.spans) or x.features.lead or entity.sure
    return True


def _product(entity: Entity, ranked: list[Ranked]) -> bool:
    """Whether an idle name is a firm's with a word after it that makes it the firm's product ("Roe Search")."""
    words = entity.name.split()
    return (
        len(words) > 1
        and not entity.sure
        and any(y.entity.kind == "organization" and y.entity.name == " ".join(words[:-1]) for y in ranked)
    )


def _alluded(r: Reader, span: Span) -> bool:
    """Whether a mention is part of a short phrase between quotation marks ("reverse X"): a phrase, not the person."""
    opens = [i for i in range(max(0, span.first - 3), span.first) if r.texts[i] in ("“", '"', "‘", "'")]
    closes = [i for i in range(span.last + 1, min(len(r.texts), span.last + 4)) if r.texts[i] in ("”", '"', "’", "'")]
    return bool(opens and closes) and closes[0] - opens[-1] <= 5
