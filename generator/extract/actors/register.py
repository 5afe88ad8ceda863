"""Names of record: the site's own register first, then `data/actors_known.yml`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from generator import countries
from generator.catalog import ActorRule
from generator.extract.actors.entity import Entity
from generator.text import fold

# Family names of the list that are also common words, given names or many other people's names: never completed.
_TOO_COMMON = frozenset(
    {
        "may",
        "rice",
        "khan",
        "singh",
        "castro",
        "hussein",
        "abe",
        "ahmed",
        "silva",
        "harris",
        "powell",
        "johnson",
        "assad",
        "salman",
        "yew",
        "kyi",
        "te",
        "un",
        "ping",
        "jinping",
    }
)
# Peoples among whom the family name stands first.
_FAMILY_FIRST = frozenset({"xi", "mao", "deng", "hu", "li", "lai", "lee", "tsai", "kim", "yoon"})


@lru_cache(maxsize=1)
def _known() -> tuple[dict[str, str], dict[str, str]]:
    """Short form -> full name, for organizations and for people."""
    text = resources.files("generator").joinpath("data/actors_known.yml").read_text("utf-8")
    raw: dict[str, Any] = yaml.load(text, yaml.CSafeLoader)
    organizations = {
        countries.normalise(short): full for full, shorts in raw["organizations"].items() for short in (full, *shorts)
    }
    people: dict[str, str] = {}
    for full in raw["people"]:
        words = fold(full).split()
        family = words[0] if words[0] in _FAMILY_FIRST else words[-1]
        if (family not in _TOO_COMMON and len(family) > 2) or family == "xi":
            people.setdefault(family, full)
    return organizations, people


def apply(entities: Sequence[Entity], rules: Sequence[ActorRule]) -> list[Entity]:
    """The entities under their names of record, those of one name joined, rejected ones left out."""
    organizations, people = _known()
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
                entity = replace(entity, name=full, kind="organization", sure=True)
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
