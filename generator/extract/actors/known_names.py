"""Names of record of `data/actors_known.yml`: international bodies, and people whose family name alone means them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from generator.core.tables import table
from generator.core.text import fold
from generator.language import countries

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
def _read() -> dict[str, Any]:
    raw: dict[str, Any] = table("actors_known")
    return raw


@lru_cache(maxsize=1)
def known_names() -> dict[str, str]:
    """Each form of a body's name, normalised -> its full name."""
    return {
        countries.normalise(form): full for full, shorts in _read()["organizations"].items() for form in (full, *shorts)
    }


@lru_cache(maxsize=1)
def known_people() -> dict[str, str]:
    """A folded family name -> the full name of the person it means in international news."""
    people: dict[str, str] = {}
    for full in _read()["people"]:
        words = fold(full).split()
        family = words[0] if words[0] in _FAMILY_FIRST else words[-1]
        if (family not in _TOO_COMMON and len(family) > 2) or family == "xi":
            people.setdefault(family, full)
    return people
