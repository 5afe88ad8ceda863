"""One page for each glossary term, and the glossary from A to Z."""

from __future__ import annotations

from collections.abc import Iterable

from generator.core.configuration import Catalog
from generator.link.corpus import Corpus
from generator.site.pages import json_ld
from generator.site.pages.letters import by_letter, paths
from generator.site.pages.lookups import Index
from generator.site.pages.page import Page

INDEX = "glossary/index.md"
LISTED = 100
ON_ONE_PAGE = 300
"""Beyond this many terms each letter has a page, and the index lists the `MOST` used."""
MOST = 100


def index_pages(corpus: Corpus, catalog: Catalog) -> Iterable[Page]:
    """The glossary from A to Z; when it is long, the terms used most and a page for each letter."""
    groups = by_letter(corpus.terms, lambda t: t.term)
    many = len(corpus.terms) > ON_ONE_PAGE
    places = paths("glossary", groups) if many else []
    used = sorted(corpus.terms, key=lambda t: (-len(t.briefs), t.term))[:MOST]
    yield Page(
        INDEX,
        "glossary.md.j2",
        "Glossary",
        {"letters": [] if many else groups, "used": used if many else (), "places": places},
        description="The terms of the briefs and what they mean.",
    )
    for said, path, entries in places:
        yield Page(
            path,
            "glossary.md.j2",
            f"Glossary: {said}",
            {"letters": [(said, entries)], "used": (), "places": places},
            description=f"Terms of the briefs, {said}.",
        )


def pages(corpus: Corpus, catalog: Catalog) -> Iterable[Page]:
    """The page of every term."""
    index = Index.of(corpus)
    by_id = {t.id: t for t in corpus.terms}
    for entry in corpus.terms:
        yield Page(
            entry.page,
            "term.md.j2",
            entry.term,
            {
                "entry": entry,
                "index": index,
                "see_also": [by_id[other] for other in entry.see_also if other in by_id],
                "listed": entry.briefs[:LISTED],
                "index_page": INDEX,
            },
            description=entry.definition if entry.definition and entry.reviewed else f"{entry.term} in the briefs.",
            data=json_ld.term(entry, catalog.masthead),
        )
