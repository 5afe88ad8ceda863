"""Names of record of `data/actors_known.yml`: international bodies, and people whose family name alone means them."""

from __future__ import annotations

from functools import cache

from generator.core.tables import table
from generator.language import countries


@cache
def known_names() -> dict[str, str]:
    """Each form of a body's name, normalised -> its full name."""
    bodies: dict[str, list[str]] = table("actors_known")["organizations"]
    return {countries.normalise(form): full for full, shorts in bodies.items() for form in (full, *shorts)}


@cache
def known_people() -> dict[str, str]:
    """A folded family name -> the full name of the person it means in international news."""
    people: dict[str, str] = table("actors_known")["people"]
    return people
