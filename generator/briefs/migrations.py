"""Schemas of records: which one is written, what the generator's memory in them holds, how older ones are read."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from generator.briefs.values import as_written, paths, value_at, value_digest
from generator.core.model import Brief
from generator.core.text import digest

SCHEMA_VERSION = 2
"""Raised when an older Briefing Desk could not read what this one writes; `MIGRATIONS` then gets a step.

1: digests of twelve digits, in the order of the alphabet.
2: digests of two halves (see `value_digest`), in the generator's order; `base`.
"""


@dataclass(frozen=True, slots=True)
class Generated:
    """What the generator remembers of its last run.

    Attributes:
        rules: version of the rules and digest of the configuration the brief was made with.
        digests: path ("takeaway", "figures/f-1a2b3c4d") -> digest of the value written there; a path whose item is
            gone from the brief was removed by a person. The order is the generator's.
        stale: path -> the generator's newer value, where a person's value stands in its place.
        base: path -> the value a person changed or removed, as far as it is known.
    """

    rules: str = ""
    digests: Mapping[str, str] = field(default_factory=dict)
    stale: Mapping[str, Any] = field(default_factory=dict)
    base: Mapping[str, Any] = field(default_factory=dict)


def _from_schema_1(brief: Brief, generated: Generated) -> Generated:
    """Digests of schema 1 in the form of schema 2; one that does not fit its value stays, for it marks an edit."""

    def old_digest(value: Any) -> str:
        as_text = json.dumps(
            as_written(value), ensure_ascii=False, sort_keys=True, default=lambda n: format(n.normalize(), "f")
        )
        return digest(as_text)[:12]

    digests: dict[str, str] = {}
    for path in paths(brief):
        if path in generated.digests:
            value, known = value_at(brief, path), generated.digests[path]
            digests[path] = value_digest(value) if old_digest(value) == known else known
    return replace(generated, digests=digests | {p: d for p, d in generated.digests.items() if p not in digests})


MIGRATIONS: Mapping[int, Callable[[Brief, Generated], Generated]] = {1: _from_schema_1}
"""From each older schema to the next one: what must be changed in a record that was read by today's rules."""
