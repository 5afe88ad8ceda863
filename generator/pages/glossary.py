"""One page for each glossary term, and the glossary from A to Z."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from generator.catalog import Catalog
from generator.corpus import Corpus, TermEntry
from generator.pages.index import Index
from generator.pages.page import Page
from generator.text import fold

INDEX = "glossary/index.md"
LISTED = 100


def _letter(entry: TermEntry) -> str:
    first = fold(entry.term).lstrip("\"'“‘( ")[:1].upper()
    return first if first.isascii() and first.isalpha() else "#"


def index_pages(corpus: Corpus, catalog: Catalog) -> Iterable[Page]:
    """The glossary from A to Z."""
    ordered = sorted(corpus.terms, key=lambda t: (_letter(t), fold(t.term), t.id))
    yield Page(
        INDEX,
        "glossary.md.j2",
        "Glossary",
        {"letters": [(letter, list(group)) for letter, group in groupby(ordered, _letter)]},
        description="The terms of the briefs and what they mean.",
    )


def pages(corpus: Corpus, catalog: Catalog) -> Iterable[Page]:
    """The page of every term."""
    index = Index(corpus)
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
            description=entry.definition or f"{entry.term} in the briefs.",
        )
