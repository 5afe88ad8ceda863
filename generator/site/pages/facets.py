"""What a brief can be found by besides its words: the facets of the search, as the search engine reads them."""

from __future__ import annotations

from collections.abc import Iterable

from generator.core.model import ActorKind, Brief
from generator.core.text import fold
from generator.link import stated
from generator.link.corpus import TermEntry
from generator.site.pages import wording
from generator.site.pages.lookups import Index
from generator.site.words import N_

UNDATED = "0000"
"""What an undated brief is sorted by: Pagefind leaves out of a sorted list what has no value to sort by."""
VEILED = {ord(char): 0xF000 + ord(char) for char in '"\\&'}
"""Characters that Pagefind 1.5 does not find again in a filter's value (it compares escaped JSON with plain text, and
reads character references twice) and the private ones that stand for them; `search/engine.js` undoes it."""

KINDS: tuple[tuple[ActorKind, str], ...] = (
    ("person", N_("People")),
    ("organization", N_("Organizations")),
    ("country", N_("Countries")),
    ("group", N_("Groups")),
    ("place", N_("Places")),
)
"""Actors by kind, in the order that register and search have them, and what a kind is called there."""


def terms_of(index: Index, brief: Brief) -> tuple[TermEntry, ...]:
    """The glossary entries of a brief's terms, folded ones too, each once, in the brief's order."""
    found = (index.terms.get(fold(term.term)) for term in (*brief.terms, *brief.more.terms))
    return tuple({entry.term: entry for entry in found if entry}.values())


def facets(index: Index, brief: Brief, topics: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The values of a brief as (facet, value), `VEILED`: a facet for each of `KINDS`, topic, outlet, month (as
    ``2025-05``) and term.
    """
    entries = (index.actor_of(brief.id, actor.id) for actor in stated.actors(brief))
    values = (
        *dict.fromkeys((entry.kind, entry.name) for entry in entries if entry),
        *(("topic", name) for name, _ in topics),
        *((("outlet", brief.article.outlet),) if brief.article.outlet else ()),
        ("month", wording.month_key(brief.article.published)),
        *(("term", entry.term) for entry in terms_of(index, brief)),
    )
    return tuple((name, " ".join(value.split()).translate(VEILED)) for name, value in values)
