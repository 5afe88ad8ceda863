"""A page for each actor of two or more briefs, and the register of all by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import partial

from generator.core.configuration import Catalog, Masthead
from generator.link.corpus import ActorEntry, Corpus
from generator.link.register_pages import actors_by_letter, has_page
from generator.site.markup import Markdown
from generator.site.pages import actor_facts, json_ld
from generator.site.pages.channel import of_actor
from generator.site.pages.co_occurrence import together
from generator.site.pages.facets import KINDS
from generator.site.pages.lookups import Index, by_briefs
from generator.site.pages.page import Later, Page
from generator.site.pages.wording import by_letter, month_name
from generator.site.pictures.series import LEAST, Point, columns
from generator.site.words import Words

INDEX = "actors/index.md"
LISTED = 100
"""How many briefs, newest first, an actor's page lists; the rest are found by month."""
MOST = 50
"""Actors of one kind that the register's first page lists where each letter has a page, those with most briefs."""
MONTHS = 12
"""Months the picture of an actor's presence goes back."""


def index_pages(corpus: Corpus, catalog: Catalog) -> Iterable[Page]:
    """The index: each kind's actors by the number of briefs that name them; when long, a page for each letter too."""
    words = Words.of(catalog.masthead.language)
    places = by_letter(actors_by_letter(corpus.actors), words)
    groups = []
    for kind, heading in KINDS:
        entries = [a for a in corpus.actors if a.kind == kind]
        if entries:
            ranked = by_briefs(entries)
            groups.append(
                (
                    kind,
                    words.gettext(heading),
                    [a for a in ranked if has_page(a.page)][:MOST] if places else ranked,
                    len(ranked),
                )
            )
    yield Page(
        INDEX,
        "actors.md.j2",
        words.gettext("Actors"),
        {
            "index": Index.of(corpus),
            "groups": groups,
            "places": places,
            "together": together(corpus, INDEX, words, folders=catalog.masthead.folders),
        },
        description=words.gettext("People, organizations and countries in the briefs."),
    )
    for said, path, under in places:
        yield Page(
            path,
            "actors_letter.md.j2",
            words.gettext("Actors: {part}", part=said),
            {"index": Index.of(corpus), "entries": under, "places": places, "index_page": INDEX},
            description=words.gettext("Actors of the briefs, {part}.", part=said),
        )


def pages(corpus: Corpus, catalog: Catalog) -> Iterable[Later]:
    """The page of every actor of two or more briefs."""
    masthead = catalog.masthead
    for entry in (e for e in corpus.actors if has_page(e.page)):
        yield Later(entry.page, None, (entry.id, repr(masthead)), partial(_page, entry.id, masthead))


def _page(ident: str, masthead: Masthead, index: Index) -> Page:
    entry, words = index.actors[ident], Words.of(masthead.language)
    ahead, past = actor_facts.happenings(entry, index)
    return Page(
        entry.page,
        "actor.md.j2",
        entry.name,
        {
            "entry": entry,
            "index": index,
            "kind": words.gettext(dict(KINDS)[entry.kind]),
            "roles": actor_facts.roles(entry, words),
            "figures": actor_facts.figures(entry, index),
            "ahead": ahead,
            "past": past,
            "listed": entry.briefs[:LISTED],
            "quotes": actor_facts.quotes(entry, index),
            "beside": [index.actors[a] for a in entry.with_ if a in index.actors],
            "index_page": INDEX,
            "picture": _presence(entry, index, words),
            "feed": of_actor(entry),
        },
        description=f"{entry.name}, {entry.role}."
        if entry.role
        else words.gettext("{name} in the briefs.", name=entry.name),
        feed=of_actor(entry),
        data=json_ld.actor(entry, masthead),
    )


def _presence(entry: ActorEntry, index: Index, words: Words) -> Markdown | None:
    """How many briefs of each month name the actor, months without one included; None for fewer than three months."""
    days = (index.briefs[i].article.published or "" for i in entry.briefs)
    months = Counter(day[:7] for day in days if len(day) >= 7)
    if len(months) < LEAST:
        return None
    keys = _months(min(months), max(months))[-MONTHS:]
    points = [Point(_short(k, words), float(months[k]), str(months[k] or ""), True) for k in keys]
    said = ", ".join(f"{month_name(k, words)} {months[k]}" for k in keys if months[k])
    return columns(points, words.gettext("Briefs that name {name}, by month: {counts}.", name=entry.name, counts=said))


def _short(key: str, words: Words) -> str:
    """A month as a picture has room for: "May ’25"."""
    return f"{words.short_month(int(key[5:7]))} ’{key[2:4]}"


def _months(first: str, last: str) -> list[str]:
    """The months from one to the other, as ``2025-05``."""
    (y1, m1), (y2, m2) = ((int(k[:4]), int(k[5:7])) for k in (first, last))
    return [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(y1 * 12 + m1 - 1, y2 * 12 + m2)]
