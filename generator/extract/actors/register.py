"""Names of record: the site's own register first, then `data/actors_known.yml`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.core.configuration import ActorRule
from generator.core.text import fold
from generator.extract.actors.entity import Entity
from generator.extract.actors.known_names import known_names, known_people
from generator.language import countries


def apply(entities: Sequence[Entity], rules: Sequence[ActorRule]) -> list[Entity]:
    """The entities under their names of record, those of one name joined, rejected ones left out."""
    organizations, people = known_names(), known_people()
    by_name = {fold(form): rule for rule in rules for form in (rule.name, *rule.aliases)}
    out: list[Entity] = []
    by_key: dict[tuple[str, str], Entity] = {}
    for entity in entities:
        rule = _rule(entity, by_name)
        if rule is not None and rule.reject:
            continue
        if rule is not None:
            entity = replace(entity, name=rule.name, kind=rule.kind or entity.kind, role=rule.role, rule_id=rule.id)
        elif entity.kind in ("organization", "place"):
            forms = [countries.normalise(s.text) for s in entity.spans] + [entity.name]
            full = next((organizations[f] for f in forms if f in organizations), None)
            if full:
                # The article's own acronym stays its name; the full form goes with it.
                own = entity.name if _acronym(entity.name) else full
                entity = replace(entity, name=own, kind="organization", sure=True, also=() if own == full else (full,))
        elif entity.kind == "person" and len(entity.name.split()) == 1:
            entity = replace(entity, name=people.get(fold(entity.name), entity.name))
        key = (entity.kind, entity.id)
        if key in by_key:
            by_key[key].spans.extend(entity.spans)
            by_key[key].weak.extend(entity.weak)
            by_key[key].spans.sort(key=lambda s: s.start)
        else:
            by_key[key] = entity
            out.append(entity)
    return out


def _acronym(name: str) -> bool:
    """Whether a name is written in capitals only ("IMF", "OPEC+")."""
    return len(name) > 1 and name.replace(".", "").rstrip("+").isupper() and " " not in name


def _rule(entity: Entity, by_name: dict[str, ActorRule]) -> ActorRule | None:
    """The register's rule for an entity: by its name, else by a form of it that the register lists as an alias.

    A person with a full name of their own is known by that alone: "Trump" of the register is not Ivanka Trump.
    """
    if not by_name:
        return None
    exact = by_name.get(fold(entity.name))
    if exact is not None or (entity.kind == "person" and len(entity.name.split()) > 1):
        return exact
    return next((by_name[f] for s in entity.spans if (f := fold(countries.normalise(s.text))) in by_name), None)
