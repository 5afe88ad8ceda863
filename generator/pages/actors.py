"""One page for each actor of the register, and the index of actors by kind."""

from __future__ import annotations

from collections.abc import Iterable

from generator.catalog import Catalog
from generator.corpus import ActorEntry, Corpus
from generator.model import Forward, Quote
from generator.pages.index import Index
from generator.pages.page import Page

INDEX = "actors/index.md"
KINDS = (
    ("person", "People"),
    ("organization", "Organizations"),
    ("country", "Countries"),
    ("group", "Groups"),
    ("place", "Places"),
)
LISTED = 100
"""How many briefs, newest first, an actor's page lists; the rest are found by month."""
QUOTES = 8
LOOKS = 6


def index_pages(corpus: Corpus, catalog: Catalog) -> Iterable[Page]:
    """The index: each kind's actors by the number of briefs that name them."""
    groups = []
    for kind, heading in KINDS:
        entries = [a for a in corpus.actors if a.kind == kind]
        if entries:
            groups.append((kind, heading, sorted(entries, key=lambda a: (-len(a.briefs), -a.mentions, a.name))))
    yield Page(
        INDEX,
        "actors.md.j2",
        "Actors",
        {"groups": groups},
        description="People, organizations and countries in the briefs.",
    )


def pages(corpus: Corpus, catalog: Catalog) -> Iterable[Page]:
    """The page of every actor."""
    index = Index(corpus)
    for entry in corpus.actors:
        yield Page(
            entry.page,
            "actor.md.j2",
            entry.name,
            {
                "entry": entry,
                "index": index,
                "kind": next((heading for kind, heading in KINDS if kind == entry.kind), "Actors"),
                "roles": _roles(entry),
                "listed": entry.briefs[:LISTED],
                "quotes": _quotes(entry, index)[:QUOTES],
                "looks": _looks(entry, index)[:LOOKS],
                "beside": [index.actors[a] for a in entry.with_ if a in index.actors],
                "index_page": INDEX,
            },
            description=f"{entry.name}, {entry.role}." if entry.role else f"{entry.name} in the briefs.",
        )


def _roles(entry: ActorEntry) -> list[tuple[str, list[str]]]:
    """Each role with the briefs that tell it so, in the order of the entry."""
    roles: dict[str, list[str]] = {}
    for note in entry.roles:
        roles.setdefault(note.role, []).append(note.brief)
    return list(roles.items())


def _quotes(entry: ActorEntry, index: Index) -> list[tuple[str, Quote]]:
    found = []
    for brief_id in entry.briefs:
        brief = index.briefs[brief_id]
        own = [a for a in brief.actors if (e := index.actor_of(brief_id, a.id)) is not None and e.id == entry.id]
        names = {name for a in own for name in (a.name, *a.aliases)} | {entry.name}
        found += [(brief_id, q) for q in brief.quotes if q.speaker in names]
    return found


def _looks(entry: ActorEntry, index: Index) -> list[tuple[str, Forward]]:
    """Forward looks that name the actor: a mention of it stands inside the statement's words."""
    found = []
    for brief_id in entry.briefs:
        brief = index.briefs[brief_id]
        spans = [
            e
            for a in brief.actors
            if (r := index.actor_of(brief_id, a.id)) is not None and r.id == entry.id
            for e in a.evidence
        ]
        found += [
            (brief_id, look)
            for look in brief.whats_next
            if any(w.start <= e.start and e.end <= w.end for w in look.evidence for e in spans)
        ]
    return found
