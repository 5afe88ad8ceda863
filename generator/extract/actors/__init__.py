"""Who acts in an article: names found, told apart, merged, given roles and ranked."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from generator.core.model import Actor, ActorKind, Evidence, Found, Mention, MentionKind
from generator.core.text import fold
from generator.extract.actors import register
from generator.extract.actors.entity import Entity
from generator.extract.actors.features import Page, compare, describe, of_role, only_reports
from generator.extract.actors.groups import find_groups
from generator.extract.actors.kinds import Name, collect, key_of
from generator.extract.actors.lexicon import lexicon
from generator.extract.actors.merge import merge
from generator.extract.actors.name_runs import find_spans
from generator.extract.actors.reader import Reader, Span
from generator.extract.actors.role_words import Role
from generator.extract.actors.roles import find_roles
from generator.extract.judgement import judge
from generator.extract.parsed import Parsed


def extract(parsed: Parsed, found: Found) -> Found:
    """Add `mentions` (every name) and `actors` (all that may act, most prominent first), each actor and role judged."""
    reader = Reader(parsed)
    spans = find_spans(reader)
    names = collect(reader, spans)
    entities = register.apply(merge(reader, spans, names), parsed.catalog.actors)
    mentions = _mentions(spans, names, entities)
    entities = _candidates(reader, [*entities, *find_groups(reader, entities)])
    roles = find_roles(reader, entities)
    page = Page(reader, names)
    described = [(e, describe(page, e) | of_role(roles.get(id(e)))) for e in entities]
    described = [(e, features) for e, features in described if not only_reports(features)]
    compare([features for _, features in described], [e.name for e, _ in described])
    ruled = {rule.name for rule in parsed.catalog.actors}
    actors = [
        _actor(e, roles.get(id(e)), round(known["ratio"], 4), unnamed=_is_nameless(e, ruled)) for e, known in described
    ]
    judged = [judge("actors", e.id, known) for e, known in described]
    judged += [judge("actors.role", e.id, known) for e, known in described if id(e) in roles]
    return replace(
        found,
        mentions=mentions,
        actors=tuple(sorted(actors, key=lambda a: -a.salience)),
        judgements=(*found.judgements, *judged),
    )


def _candidates(reader: Reader, entities: list[Entity]) -> list[Entity]:
    """Entities that are named in their own right, one an id, without the people who wrote the article."""
    authors = {fold(a) for a in reader.parsed.article.authors}
    out: dict[str, Entity] = {}
    for entity in entities:
        wrote = entity.kind == "person" and fold(entity.name) in authors
        if entity.spans and not wrote and not _is_any(entity):
            out.setdefault(entity.id, entity)
    return list(out.values())


def _is_any(entity: Entity) -> bool:
    """Whether what a body is called says nothing of which of many it is, as of an unnamed "Company" or "Group"."""
    return entity.name.lower() in lexicon().organization_nouns - lexicon().bodies


def _mentions(spans: list[Span], names: dict[str, Name], entities: list[Entity]) -> tuple[Mention, ...]:
    owner = {s.start: e for e in entities for s in (*e.spans, *e.weak)}
    out: list[Mention] = []
    for span in spans:
        entity, kind = owner.get(span.start), names[key_of(span.text)].kind
        if entity is not None and span in entity.spans and entity.kind in ("person", "organization", "country"):
            kind = entity.kind
        if kind in ("other", "unknown"):
            continue
        evidence = Evidence(span.start, span.end, span.text)
        out.append(Mention(span.text, cast(MentionKind, kind), (evidence,), entity.id if entity else None))
    return tuple(out)


def _actor(entity: Entity, role: Role | None, salience: float, *, unnamed: bool) -> Actor:
    spans = sorted(entity.spans, key=lambda s: s.start)
    forms = dict.fromkeys(
        form for form in (*entity.also, *(" ".join(s.text.split()) for s in spans)) if form != entity.name
    )
    return Actor(
        entity.id,
        entity.name,
        cast(ActorKind, entity.kind),
        role.text if role else None,
        tuple(forms),
        len(spans),
        salience,
        tuple(Evidence(s.start, s.end, s.text) for s in spans),
        unnamed,
    )


def _is_nameless(entity: Entity, ruled: set[str]) -> bool:
    """Whether what an actor is called is no name of its own: "the Government" of another article is another one.

    `ruled` are the names that the desk has rules for.
    """
    nouns = lexicon().bodies | lexicon().organization_nouns
    return entity.common or (entity.name.lower() in nouns and entity.name not in ruled)
