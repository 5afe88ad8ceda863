"""The word lists of `data/actors_lexicon.yml`, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from generator.core.tables import table
from generator.core.text import fold


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word lists, lower case; what each one holds is told in the data file."""

    organization_heads: frozenset[str]
    weak_organization_heads: frozenset[str]
    event_heads: frozenset[str]
    event_openers: frozenset[str]
    place_heads: frozenset[str]
    elections: frozenset[str]
    election_words: frozenset[str]
    months: frozenset[str]
    particles: frozenset[str]
    offices: frozenset[str]
    motion: frozenset[str]
    relations: frozenset[str]
    past: frozenset[str]
    title_modifiers: frozenset[str]
    address: frozenset[str]
    political_families: frozenset[str]
    adjectives: frozenset[str]
    not_names: frozenset[str]
    other_heads: frozenset[str]
    other_openers: frozenset[str]
    craft: frozenset[str]
    person_nouns: frozenset[str]
    person_verbs: frozenset[str]
    possessive_openers: frozenset[str]
    name_openers: frozenset[str]
    subject_openers: frozenset[str]
    purpose_openers: frozenset[str]
    post_nominals: frozenset[str]
    place_openers: frozenset[str]
    titles: frozenset[tuple[str, ...]]
    title_words: frozenset[str]
    kept_titles: frozenset[str]
    role_nouns: frozenset[str]
    relatives: frozenset[str]
    agency_verbs: frozenset[str]
    locative: frozenset[str]
    relational: frozenset[str]
    corporate_suffixes: frozenset[str]
    company_nouns: frozenset[str]
    company_assets: frozenset[str]
    given_names: frozenset[str]
    organization_nouns: frozenset[str]
    maker_nouns: frozenset[str]
    thing_nouns: frozenset[str]
    place_nouns: frozenset[str]
    no_actors: frozenset[str]
    corporate_roles: frozenset[str]
    party_nouns: frozenset[str]
    region_nouns: frozenset[str]
    reporting: frozenset[str]
    outlets: frozenset[str]
    thing_openers: frozenset[str]
    loose_titles: frozenset[str]
    portfolios: frozenset[str]
    bodies: frozenset[str]
    national_offices: frozenset[str]
    article_countries: frozenset[str]
    sexes: Mapping[str, str]
    short_titles: Mapping[str, str]
    groups: frozenset[str]
    kind_of_noun: Mapping[str, str]


_NOUNS = {
    "other": ("thing_nouns",),
    "place": ("place_nouns",),
    "person": ("person_nouns", "role_nouns"),
    "maker": ("maker_nouns",),
    "organization": ("organization_nouns",),
}
"""The lists of common nouns that tell the kind of a name beside them; a noun of two lists is of the later kind."""


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lists of the packaged data file."""
    raw: dict[str, Any] = table("actors_lexicon")
    listed = raw.pop("titles").split(", ")
    # A hyphen is a token of its own to the language model: "vice - president".
    titles = frozenset(form for t in listed for form in (tuple(t.split()), tuple(t.replace("-", " - ").split())))
    short = dict(pair.split() for pair in raw.pop("short_titles").split(", "))
    words = {name: frozenset(value.split()) for name, value in raw.items()}
    for name in ("no_actors", "article_countries"):
        words[name] = frozenset(word.replace("_", " ") for word in words[name])
    words["given_names"] = frozenset(form for name in words["given_names"] for form in (name, fold(name)))
    sexes = {word: sex for sex in ("female", "male") for word in words.pop(sex)}
    nouns = {noun: kind for kind, lists in _NOUNS.items() for name in lists for noun in words[name]}
    title_words = frozenset(w for t in titles for w in t if w != "-")
    return Lexicon(kind_of_noun=nouns, sexes=sexes, short_titles=short, titles=titles, title_words=title_words, **words)
