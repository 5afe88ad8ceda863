"""A page for each term of two or more briefs, and the glossary of all from A to Z."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from generator.core.configuration import Catalog, Masthead
from generator.link.corpus import Corpus
from generator.link.letters import by_letter
from generator.link.register_pages import has_page, terms_by_letter
from generator.site.pages import json_ld, term_facts
from generator.site.pages.lookups import Index
from generator.site.pages.page import Later, Page
from generator.site.pages.wording import by_letter as named
from generator.site.words import Words

INDEX = "glossary/index.md"
MOST = 100
"""Terms, those used most, that the index lists where each letter has a page."""
FEW = 40
"""As many terms are one list: most letters would head a single one."""


def index_pages(corpus: Corpus, catalog: Catalog) -> Iterable[Page]:
    """The glossary from A to Z; when it is long, the terms used most and a page for each letter."""
    index = Index.of(corpus)
    words = Words.of(catalog.masthead.language)
    groups = by_letter(corpus.terms, lambda t: t.term)
    if groups and len(corpus.terms) <= FEW:
        groups = [("", [t for _, terms in groups for t in terms])]
    places = named(terms_by_letter(corpus.terms), words)
    shared = {"index": index, "by_id": index.terms_by_id}
    used = sorted(corpus.terms, key=lambda t: (-len(t.briefs), t.term))[:MOST]
    yield Page(
        INDEX,
        "glossary.md.j2",
        words.gettext("Glossary"),
        {**shared, "letters": [] if places else groups, "used": used if places else (), "places": places},
        description=words.gettext("The terms of the briefs and what they mean."),
    )
    for said, path, entries in places:
        yield Page(
            path,
            "glossary.md.j2",
            words.gettext("Glossary: {part}", part=said),
            {**shared, "letters": [(said, entries)], "used": (), "places": places},
            description=words.gettext("Terms of the briefs, {part}.", part=said),
        )


def pages(corpus: Corpus, catalog: Catalog) -> Iterable[Later]:
    """The page of every term of two or more briefs."""
    masthead = catalog.masthead
    for entry in (t for t in corpus.terms if has_page(t.page)):
        yield Later(entry.page, None, (entry.id, repr(masthead)), partial(_page, entry.id, masthead))


def _page(ident: str, masthead: Masthead, index: Index) -> Page:
    entry, words = index.terms_by_id[ident], Words.of(masthead.language)
    return Page(
        entry.page,
        "term.md.j2",
        entry.term,
        {
            "entry": entry,
            "index": index,
            "see_also": [index.terms_by_id[other] for other in entry.see_also if other in index.terms_by_id],
            "facts": term_facts.facts(entry, index),
            "index_page": INDEX,
        },
        description=entry.definition
        if entry.definition and entry.reviewed
        else words.gettext("{name} in the briefs.", name=entry.term),
        data=json_ld.term(entry, masthead, words),
    )
