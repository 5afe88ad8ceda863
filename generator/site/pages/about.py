"""How the site is made: what its words mean, where each claim comes from, the files for machines."""

from __future__ import annotations

from collections.abc import Iterable

from generator.core.configuration import Catalog
from generator.link.corpus import Corpus
from generator.site.pages.page import Page

DATA = (
    ("briefs", "every brief with its date, outlet and page"),
    ("actors", "the register of actors with aliases and briefs"),
    ("figures", "the figure ledger with all sources"),
    ("glossary", "terms and definitions"),
    ("whats_next", "the outlook with dates, certainty and status"),
    ("timeline", "dated events"),
)


def pages(corpus: Corpus, catalog: Catalog) -> Iterable[Page]:
    """`about.md`."""
    yield Page(
        "about.md",
        "about.md.j2",
        "How this is made",
        {"catalog": catalog, "data": DATA},
        description="Where each claim on this site comes from.",
    )
