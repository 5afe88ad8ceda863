"""Someone or something named in an article, with all its mentions."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from generator.core.text import slugify
from generator.extract.actors.kinds import Name
from generator.extract.actors.reader import Span
from generator.language import countries


@dataclass(slots=True)
class Entity:
    """Someone or something named, with all mentions; `weak` are those that only speak of it ("Chinese exports").

    `common` ones have no name of their own ("the police").
    """

    kind: str
    name: str
    spans: list[Span] = field(default_factory=list)
    weak: list[Span] = field(default_factory=list)
    country: countries.Country | None = None
    role: str | None = None
    rule_id: str | None = None
    also: tuple[str, ...] = ()
    common: bool = False

    @property
    def id(self) -> str:
        """The actor's id: the one the register gives, else the slug of its name."""
        return self.rule_id or slugify(self.name)


def shown_name(name: Name) -> str:
    """The name as it is shown: its most frequent writing, without article and possessive, on one line."""
    counts = Counter(" ".join(s.text.split()) for s in name.spans)
    best = max(counts, key=lambda t: (counts[t], -len(t)))
    best = re.sub(r"^[Tt]he\s+", "", best)
    return re.sub(r"\s*['’]s?$", "", best)
