"""Who acts in an article: names found, told apart, merged, given roles and ranked."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from generator.core.model import Actor, ActorKind, Evidence, Found, Mention, MentionKind
from generator.core.text import fold
from generator.extract.actors import register
from generator.extract.actors.entity import Entity
from generator.extract.actors.kinds import Name, collect, key_of
from generator.extract.actors.merge import merge
from generator.extract.actors.name_runs import find_spans
from generator.extract.actors.reader import Reader, Span
from generator.extract.actors.roles import find_roles
from generator.extract.actors.salience import Ranked, choose, rank
from generator.extract.parsed import Parsed


def extract(parsed: Parsed, found: Found) -> Found:
    """Add `mentions` (every name) and `actors` (those that act, most salient first)."""
    reader = Reader(parsed)
    spans = find_spans(reader)
    names = collect(reader, spans)
    entities = register.apply(merge(reader, spans, names), parsed.catalog.actors)
    ranked = rank(reader, entities)
    roles = find_roles(reader, [x.entity for x in ranked])
    chosen = choose(reader, ranked, roles)
    return replace(found, mentions=_mentions(spans, names, entities), actors=_actors(reader, chosen, roles))


def _mentions(spans: list[Span], names: dict[str, Name], entities: list[Entity]) -> tuple[Mention, ...]:
    owner = {s.start: e for e in entities for s in (*e.spans, *e.weak)}
    out: list[Mention] = []
    for span in spans:
        entity, kind = owner.get(span.start), names[key_of(span.text)].kind
        if entity is not None and span in entity.spans and entity.kind in ("person", "organization", "country"):
            kind = entity.kind
        if kind in ("other", "unknown"):
            continue
        out.append(Mention(span.text, cast(MentionKind, kind), (_evidence(span),), entity.id if entity else None))
    return tuple(out)


def _evidence(span: Span) -> Evidence:
    return Evidence(span.start, span.end, span.text)


def _actors(reader: Reader, chosen: list[Ranked], roles: dict[int, str]) -> tuple[Actor, ...]:
    top = chosen[0].score if chosen else 1.0
    out: list[Actor] = []
    authors = {fold(a) for a in reader.parsed.article.authors}
    seen: set[str] = set()
    for x in chosen:
        entity = x.entity
        if entity.id in seen or fold(entity.name) in authors:
            continue
        seen.add(entity.id)
        spans = sorted(entity.spans, key=lambda s: s.start)
        role = roles.get(id(entity))
        written = [_alias(s.text) for s in spans]
        aliases = dict.fromkeys(form for form in (*entity.also, *written) if form != entity.name)
        out.append(
            Actor(
                entity.id,
                entity.name,
                cast(ActorKind, entity.kind),
                role,
                tuple(aliases),
                len(spans),
                round(x.score / top, 4),
                tuple(_evidence(s) for s in spans),
            )
        )
    return tuple(out)


def _alias(text: str) -> str:
    """An alias as written, on one line, without article."""
    words = text.split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("the", "The") else words)
