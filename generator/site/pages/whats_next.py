"""The outlook: what the briefs say is ahead, by date, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable

from generator.core.configuration import Catalog
from generator.link.corpus import Corpus, OutlookEntry
from generator.site.pages import wording
from generator.site.pages.lookups import Index
from generator.site.pages.page import Page

INDEX = "whats-next/index.md"
SHOWN = 100
"""How many entries one section of the outlook lists."""


def _when(entry: OutlookEntry) -> str:
    return wording.date_key(entry.item.when)


def ahead(corpus: Corpus) -> list[OutlookEntry]:
    """What is still ahead: dated entries by date, then those without a date, newest brief first."""
    dated, undated = _ahead(corpus)
    return dated + undated


def _ahead(corpus: Corpus) -> tuple[list[OutlookEntry], list[OutlookEntry]]:
    found = [o for o in corpus.outlook if o.status == "ahead"]
    dated = sorted((o for o in found if _is_dated(o)), key=_when)
    return dated, [o for o in found if not _is_dated(o)]


def _is_dated(entry: OutlookEntry) -> bool:
    return bool(entry.item.when and entry.item.when[0].isdigit())


def pages(corpus: Corpus, catalog: Catalog) -> Iterable[Page]:
    """`whats-next/index.md`."""
    dated, undated = _ahead(corpus)
    sections = (
        ("ahead", "Ahead", "Dates the briefs name that are still to come.", dated),
        ("undated", "No date given", "Expected, but no article says when.", undated),
        (
            "due",
            "Due",
            "The date has passed and no later brief reports what happened.",
            sorted((o for o in corpus.outlook if o.status == "due"), key=_when, reverse=True),
        ),
        (
            "reported",
            "Reported",
            "A later brief tells what became of it.",
            sorted((o for o in corpus.outlook if o.status == "reported"), key=_when, reverse=True),
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
