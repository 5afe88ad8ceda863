"""Countries and unions by name, demonym and capital, from `data/countries.yml`. Standard library and PyYAML only.

Names are compared without case folding ("Turkey" is a country, "turkey" is not; "US" is, "us" is not), without a
leading article, points in acronyms ("U.S.") and a possessive. What a text means by an ambiguous name ("Georgia",
"Jordan", "Washington") is for the caller to say: `Country.ambiguous` and `AMBIGUOUS_CAPITALS` warn of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from generator.core.tables import table
from generator.core.text import slugify

CountryKind = Literal["country", "territory", "union", "historical"]

AMBIGUOUS = frozenset(table("ambiguous_places")["countries"])
"""Names that are also given names, family names, rivers, American states or parts of longer names."""
AMBIGUOUS_CAPITALS = frozenset(table("ambiguous_places")["capitals"])
"""Capitals that are often people, towns elsewhere, or cities meant as cities: they need more evidence."""

_ARTICLE = re.compile(r"^the\s+", re.I)
_POSSESSIVE = re.compile(r"\s*['’](?:s|S)?$")


@dataclass(frozen=True, slots=True)
class Country:
    """A state, territory, union or state of the past.

    Attributes:
        id: slug of the name, the same as the id of an actor of that name.
        demonyms: adjectives and words for its people.
        capitals: cities that stand for its government.
        seats: buildings and offices that stand for its government.
    """

    id: str
    name: str
    kind: CountryKind = "country"
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()

    @property
    def ambiguous(self) -> bool:
        """Whether its name is often something else (`AMBIGUOUS`)."""
        return self.name in AMBIGUOUS


@lru_cache(maxsize=8192)
def normalise(name: str) -> str:
    """The form names are compared in: no leading article, possessive, or points of an acronym; case is kept."""
    name = _POSSESSIVE.sub("", " ".join(name.split()))
    name = _ARTICLE.sub("", name)
    if re.fullmatch(r"(?:[A-Z]\.\s?){2,}[A-Z]?", name):
        return name.replace(".", "").replace(" ", "")
    return name.replace("’", "'")


@cache
def all_countries() -> tuple[Country, ...]:
    """All entries in the order of the data file."""
    lists = ("aliases", "demonyms", "capitals", "seats")
    return tuple(
        Country(slugify(r["name"]), r["name"], r.get("kind", "country"), *(tuple(r.get(key, ())) for key in lists))
        for r in table("countries")
    )


def _index(names_of: Callable[[Country], Iterable[str]]) -> dict[str, Country]:
    """First entry wins: a name that two states share belongs to the one listed first."""
    out: dict[str, Country] = {}
    for country in all_countries():
        for name in names_of(country):
            out.setdefault(normalise(name), country)
    return out


@cache
def names() -> dict[str, Country]:
    """Every name and alias, normalised, with its country."""
    return _index(lambda country: (country.name, *country.aliases))


@cache
def demonyms() -> dict[str, Country]:
    """Every demonym with its country."""
    return _index(lambda country: country.demonyms)


@cache
def capitals() -> dict[str, Country]:
    """Every capital and seat of government with its country."""
    return _index(lambda country: (*country.capitals, *country.seats))


@cache
def seats() -> frozenset[str]:
    """The buildings and offices among `capitals`."""
    return frozenset(normalise(s) for c in all_countries() for s in c.seats)


def lookup(name: str) -> Country | None:
    """The country of this name or alias ("the U.S.", "Britain", "DPRK"), None when there is none."""
    return names().get(normalise(name))


def by_demonym(word: str) -> Country | None:
    """The country of this adjective or word for its people ("Chinese", "Russians")."""
    return demonyms().get(normalise(word))


def by_capital(name: str) -> Country | None:
    """The country whose government sits in this city or building ("Beijing", "the Kremlin")."""
    return capitals().get(normalise(name))


def stands_for(name: str) -> Country | None:
    """The country of this name, or the one whose government sits in this city or building."""
    return lookup(name) or by_capital(name)
