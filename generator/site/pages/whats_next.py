"""The outlook: what the briefs say is ahead, by date, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable

from generator.core.configuration import Catalog
from generator.link.corpus import Corpus, Happening, Status
from generator.site.pages import wording
from generator.site.pages.lookups import Index
from generator.site.pages.page import Page
from generator.site.words import N_, Words

INDEX = "whats-next/index.md"
SHOWN = 100
"""How many entries one section of the outlook lists."""


def _when(entry: Happening) -> str:
    return wording.date_key(entry.date)


def ahead(corpus: Corpus) -> tuple[list[Happening], list[Happening]]:
    """What is still ahead: dated happenings by date, and those without a date, newest brief first."""
    found = [h for h in corpus.happenings if h.status == "ahead"]
    return sorted((h for h in found if h.date), key=_when), [h for h in found if not h.date]


def _past(corpus: Corpus, status: Status) -> list[Happening]:
    return sorted((h for h in corpus.happenings if h.status == status), key=_when, reverse=True)


def pages(corpus: Corpus, catalog: Catalog) -> Iterable[Page]:
    """`whats-next/index.md`."""
    words = Words.of(catalog.masthead.language)
    dated, undated = ahead(corpus)
    sections = (
        ("ahead", N_("Ahead"), N_("Dates the briefs name that are still to come."), dated),
        ("undated", N_("No date given"), N_("Expected, but no article says when."), undated),
        (
            "due",
            N_("Date passed"),
            N_("The date has passed, and no later brief was found that tells of it."),
            _past(corpus, "due"),
        ),
        ("reported", N_("Reported"), N_("A later brief tells what became of it."), _past(corpus, "reported")),
    )
    yield Page(
        INDEX,
        "whats_next.md.j2",
        words.gettext("What’s next"),
        {
            "index": Index.of(corpus),
            "sections": [
                (key, words.gettext(heading), words.gettext(lead), entries[:SHOWN], max(0, len(entries) - SHOWN))
                for key, heading, lead, entries in sections
                if entries
            ],
        },
        description=words.gettext("What the briefs expect, by date, and what became of it."),
    )
