"""How the site is made: what its words mean, where each claim comes from, the files for machines."""

from __future__ import annotations

from collections.abc import Iterable

from generator.core.configuration import Catalog
from generator.link.corpus import Corpus
from generator.site.pages.page import Page
from generator.site.words import N_, Words

DATA = (
    ("briefs", N_("every brief with its date, outlet and page")),
    ("actors", N_("the register of actors with aliases and briefs")),
    ("figures", N_("the figure ledger with all sources")),
    ("glossary", N_("terms and definitions")),
    ("whats_next", N_("the outlook with dates, certainty and status")),
    ("timeline", N_("dated events")),
)


MEANINGS = (
    (N_("Scheduled"), N_("A date is fixed.")),
    (N_("Expected"), N_("The article counts on it.")),
    (N_("Possible"), N_("It may happen.")),
    (N_("Conditional"), N_("It depends on something else happening first.")),
    (N_("Reported since"), N_("A later brief tells what became of it.")),
    (N_("Date passed"), N_("The date has passed, and no later brief was found that tells of it.")),
    (N_("Sources differ"), N_("Briefs give different values for the same quantity.")),
)


def pages(corpus: Corpus, catalog: Catalog) -> Iterable[Page]:
    """`about.md`."""
    words = Words.of(catalog.masthead.language)
    yield Page(
        "about.md",
        "about.md.j2",
        words.gettext("How this is made"),
        {"catalog": catalog, "data": DATA, "meanings": MEANINGS},
        description=words.gettext("Where each claim on this site comes from."),
    )
