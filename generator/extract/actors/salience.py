"""How prominent each entity is, and which ones are actors of the brief."""

from __future__ import annotations

import bisect
import math
from dataclasses import dataclass

from generator import countries
from generator.extract.actors.kinds import key_of
from generator.extract.actors.merge import Entity
from generator.extract.actors.reader import Reader, Span
from generator.text import fold

LIMIT = 20
"""Actors in a brief: more is a list of names, not a list of who matters."""

# Weights, tuned on the development half of GUM's graded salience (news) and the shared articles.
W_COUNT, W_TITLE, W_LEAD, W_FIRST, W_SUBJECT, W_SPREAD, W_WEAK = 1.0, 1.3, 0.6, 0.6, 0.5, 0.6, 0.25
SPEAKER = 2.0
"""Head start of a person who is the subject of a clause when the list has to be cut."""

KIND_WEIGHT = {"person": 1.0, "country": 1.0, "organization": 0.95, "group": 0.7, "place": 0.8}


@dataclass(frozen=True, slots=True)
class Ranked:
    """An entity with its unscaled score and what makes it an actor."""

    entity: Entity
    score: float
    subjects: int
    in_title: bool
    in_lead: bool
    sure: bool = True


def rank(reader: Reader, entities: list[Entity]) -> list[Ranked]:
    """All entities, most prominent first; equals in order of first mention."""
    parsed = reader.parsed
    title = f" {fold(parsed.article.title or '')} "
    starts = [b.start for b in parsed.blocks]
    length = max(1, len(parsed.article.text))
    prose = parsed.prose
    lead_end = prose[min(1, len(prose) - 1)].end if prose else 0
    out: list[Ranked] = []
    for entity in entities:
        spans = entity.spans
        if not spans:
            continue
        count = len(spans) + W_WEAK * len(entity.weak)
        subjects = sum(1 for s in spans if reader.doc[s.last].dep_ in ("nsubj", "nsubjpass", "agent"))
        forms = {fold(key_of(s.text)) for s in spans} | {fold(entity.name)}
        if entity.country:
            forms |= {fold(d) for d in entity.country.demonyms}
        in_title = any(f" {f} " in title or f" {f}'s " in title for f in forms)
        in_lead = spans[0].start < lead_end
        spread = len({bisect.bisect_right(starts, s.start) for s in spans}) / max(1, len(starts))
        score = KIND_WEIGHT.get(entity.kind, 0.5) * (
            W_COUNT * math.log1p(count)
            + W_TITLE * in_title
            + W_LEAD * in_lead
            + W_FIRST * (1 - spans[0].start / length)
            + W_SUBJECT * math.log1p(subjects)
            + W_SPREAD * spread
        )
        out.append(Ranked(entity, score, subjects, in_title, in_lead, entity.sure))
    return sorted(out, key=lambda x: (-x.score, x.entity.spans[0].start))


def choose(reader: Reader, ranked: list[Ranked], roles: dict[int, str]) -> list[Ranked]:
    """Those that act, at most `LIMIT`; where there are more, people who speak or have a role go first."""
    actors = [x for x in ranked if _acts(reader, x, ranked)]
    first = sorted(
        actors,
        key=lambda x: -x.score - (x.entity.kind == "person" and (x.subjects > 0 or id(x.entity) in roles)) * SPEAKER,
    )
    kept = {id(x) for x in first[:LIMIT]}
    return [x for x in actors if id(x) in kept]


def _acts(reader: Reader, x: Ranked, ranked: list[Ranked]) -> bool:
    """Whether an entity belongs into the brief's list: not a mere place, adjective, allusion or unsure guess."""
    entity = x.entity
    if all(_alluded(reader, s) for s in entity.spans):
        return False
    if entity.kind == "place":
        natural = any(s.label == "LOC" for s in entity.spans) and not x.in_title
        capital = countries.by_capital(entity.name)
        if capital and not x.in_title and any(y.entity.country == capital for y in ranked):
            return False
        return not natural and (x.in_title or x.in_lead or len(entity.spans) > 2)
    if entity.kind == "group":
        bare = [s for s in entity.spans if not (s.first == s.last and reader.lower[s.first] in reader.lex.adjectives)]
        return len(bare) > 0 and (x.subjects > 0 or x.in_title or len(bare) > 1)
    if entity.kind == "country" and entity.country and entity.country.kind == "historical":
        return x.subjects > 0 or x.in_title or len(entity.spans) > 1
    if entity.kind == "organization" and len(entity.spans) == 1 and len(entity.name.split()) == 1:
        return x.subjects > 0 or x.in_title or x.sure
    return True


def _alluded(r: Reader, span: Span) -> bool:
    """Whether a mention is part of a short phrase between quotation marks ("reverse X"): a phrase, not the person."""
    opens = [i for i in range(max(0, span.first - 3), span.first) if r.texts[i] in ("“", '"', "‘", "'")]
    closes = [i for i in range(span.last + 1, min(len(r.texts), span.last + 4)) if r.texts[i] in ("”", '"', "’", "'")]
    return bool(opens and closes) and closes[0] - opens[-1] <= 5
