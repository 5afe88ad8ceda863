"""One actor for all the names it goes by: "Xi", "President Xi" and "Xi Jinping"; "ICC" and its full name; "U.S."."""

from __future__ import annotations

from collections.abc import Callable

from generator.extract.actors.entity import Entity, shown_name
from generator.extract.actors.kinds import Name, key_of
from generator.extract.actors.organizations import definite_heads, organizations_of
from generator.extract.actors.people import Bearers, People, ends, people_of
from generator.extract.actors.reader import Reader, Span
from generator.language import countries


def merge(reader: Reader, spans: list[Span], names: dict[str, Name]) -> list[Entity]:
    """All entities in order of first mention."""
    entities: list[Entity] = []
    owner: dict[int, Entity] = {}

    def give(entity: Entity, span: Span) -> None:
        entity.spans.append(span)
        owner[span.start] = entity

    people = people_of(reader, names, entities)
    by_country: dict[str, Entity] = {}
    named = {n.country.id for n in names.values() if n.country and n.fixed in ("country", "group")}
    organizations = organizations_of(reader, names, entities)
    others: dict[str, Entity] = {}
    bearers = Bearers(reader)
    pending: list[tuple[Span, Name]] = []
    for span in spans:
        name = names[key_of(span.text)]
        if name.kind in ("other", "unknown", "event"):
            continue
        country = name.country
        if country and (name.kind in ("country", "group") or name.kind == "place"):
            acts = name.kind == "country" or (name.kind == "place" and country.id in named and _metonymic(reader, span))
            if acts or name.kind == "group":
                entity = by_country.get(country.id)
                if entity is None:
                    entity = by_country[country.id] = Entity(
                        "organization" if country.kind == "union" else "country", country.name, country=country
                    )
                    entities.append(entity)
                if acts:
                    give(entity, span)
                else:
                    entity.weak.append(span)
                    owner[span.start] = entity
                continue
        if name.kind == "person" or name.key in people.bare:
            full = people.full.get(name.key)
            if full is not None:
                give(full, span)
                bearers.named(people.tokens[name.key], full, span)
            else:
                candidate = bearers.of(people.single(name.key), span)
                if candidate is not None:
                    give(candidate, span)
                else:
                    pending.append((span, name))
            continue
        if name.kind == "organization":
            give(organizations[name.key], span)
            continue
        entity = others.get(name.key)
        if entity is None:
            entity = others[name.key] = Entity(name.kind, shown_name(name))
            entities.append(entity)
        give(entity, span)
    _settle(reader, pending, people, entities, give)
    used = [e for e in entities if e.spans or e.weak]
    for entity in used:
        entity.spans.sort(key=lambda s: s.start)
    definite_heads(reader, used)
    return sorted((e for e in used if e.spans or e.weak), key=lambda e: min(s.start for s in e.spans + e.weak))


def _settle(
    r: Reader,
    pending: list[tuple[Span, Name]],
    people: People,
    entities: list[Entity],
    give: Callable[[Entity, Span], None],
) -> None:
    """Short names with no full name before them: a full name that comes later, else people of their own."""
    own: dict[str, Entity] = {}
    for span, name in pending:
        token = people.single(name.key)
        # Only a family name points forward: "Roe" before "Jane Roe", but not before "Jane Roe Doe".
        later = [e for e in people.by_token.get(token, ()) if token in ends(e.name, people.kept)]
        if later:
            give(later[0], span)
        elif name.kind == "person":
            if token not in own:
                own[token] = Entity("person", shown_name(name), sure=name.points["person"] > 2)
                entities.append(own[token])
            give(own[token], span)


def _metonymic(r: Reader, span: Span) -> bool:
    """Whether a capital acts here for its government: no preposition of place before it, or a relation around it."""
    token = r.doc[span.last]
    before = r.lower[span.first - 1] if span.first else ""
    after = r.lower[span.last + 1] if span.last + 1 < len(r.lower) else ""
    if (
        after == ","
        and span.last + 2 < len(r.lower)
        and r.cap[span.last + 2]
        and (token.dep_ == "pobj" or countries.lookup(r.texts[span.last + 2]))
    ):
        return False
    if (
        before == ","
        and span.first > 1
        and r.label[span.first - 2] == "GPE"
        and not (countries.by_capital(r.texts[span.first - 2]) or countries.lookup(r.texts[span.first - 2]))
    ):
        return False  # "Seattle, Washington"
    if token.dep_ in ("nsubj", "nsubjpass", "poss", "agent", "dobj", "iobj", "dative"):
        return not (token.dep_ == "poss" and r.cap[min(span.last + 2, len(r.cap) - 1)])
    if (
        before in r.lex.locative
        or after in ("airport", "suburb", "-based")
        or (before == "to" and token.head.lemma_ == "to" and (token.head.head.lemma_ in r.lex.motion))
    ):
        return False
    if token.dep_ == "compound":
        return token.head.lower_ in r.lex.relations or after in ("-", "–")
    return before in r.lex.relational or token.dep_ in (
        "conj",
        "pobj",
        "appos",
        "ROOT",
        "attr",
        "npadvmod",
        "nmod",
        "pcomp",
        "ccomp",
    )
