"""The outlook: what the briefs say is ahead, by date, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable

from generator.core.configuration import Catalog
from generator.link.corpus import Corpus, Happening, Status
from generator.site.pages import wording
from generator.site.pages.lookups import Index
from generator.site.pages.page import Page

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
    dated, undated = ahead(corpus)
    sections = (
        ("ahead", "Ahead", "Dates the briefs name that are still to come.", dated),
        ("undated", "No date given", "Expected, but no article says when.", undated),
        (
            "due",
            "Due",
            "The date has passed and no later brief reports what happened.",
            _past(corpus, "due"),
        ),
        (
            "reported",
            "Reported",
            "A later brief tells what became of it.",
            _past(corpus, "reported"),
        ),
    )
    yield Page(
        INDEX,
        "whats_next.md.j2",
        "What’s next",
        {
            "index": Index.of(corpus),
            "sections": [
                (key, heading, lead, entries[:SHOWN], max(0, len(entries) - SHOWN))
                for key, heading, lead, entries in sections
                if entries
            ],
        },
        description="What the briefs expect, by date, and what became of it.",
    )
