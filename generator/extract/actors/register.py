"""Names of record: the site's own register first, then `data/actors_known.yml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from generator.core.configuration import ActorRule
from generator.core.text import fold
from generator.extract.actors.entity import Entity
from generator.extract.actors.known_names import known_names, known_people
from generator.language import countries


def apply(entities: Sequence[Entity], rules: Sequence[ActorRule]) -> list[Entity]:
    """The entities under their names of record, those of one name joined, rejected ones left out."""
    by_name = {fold(form): rule for rule in rules for form in (rule.name, *rule.aliases)}
    out: dict[tuple[str, str], Entity] = {}
    for entity in entities:
        rule = _rule(entity, by_name)
        if rule is not None and rule.reject:
            continue
        entity = _ruled(entity, rule) if rule else _recorded(entity)
        known = out.setdefault((entity.kind, entity.id), entity)
        if known is not entity:
            known.spans = sorted([*known.spans, *entity.spans], key=lambda s: s.start)
            known.weak.extend(entity.weak)
    return list(out.values())


def _ruled(entity: Entity, rule: ActorRule) -> Entity:
    return replace(entity, name=rule.name, kind=rule.kind or entity.kind, role=rule.role, rule_id=rule.id)


def _recorded(entity: Entity) -> Entity:
    """The entity under the name that international bodies and leaders are known by."""
    if entity.kind in ("organization", "place"):
        forms = [*(countries.normalise(s.text) for s in entity.spans), entity.name]
        full = next((known_names()[f] for f in forms if f in known_names()), None)
        if full:
            # The article's own acronym stays its name; the full form goes with it.
            own = entity.name if _acronym(entity.name) else full
            return replace(entity, name=own, kind="organization", also=() if own == full else (full,))
    if entity.kind == "person" and " " not in entity.name:
        return replace(entity, name=known_people().get(fold(entity.name), entity.name))
    return entity


def _acronym(name: str) -> bool:
    """Whether a name is written in capitals only ("IMF", "OPEC+")."""
    return name.replace(".", "").rstrip("+").isupper()


def _rule(entity: Entity, by_name: Mapping[str, ActorRule]) -> ActorRule | None:
    """The register's rule for an entity: by its name, else by a form of it that the register lists as an alias.

    A person with a full name of their own is known by that alone: "Trump" of the register is not Ivanka Trump.
    """
    exact = by_name.get(fold(entity.name))
    if not by_name or exact is not None or (entity.kind == "person" and " " in entity.name):
        return exact
    return next((by_name[f] for s in entity.spans if (f := fold(countries.normalise(s.text))) in by_name), None)
