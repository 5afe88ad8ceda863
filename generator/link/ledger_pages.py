"""On which page of the site each entry of the figure ledger stands, so that no page grows with the corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from generator.core.model import Brief
from generator.link.corpus import LedgerEntry

FOLDER = "figures"
ON_ONE_PAGE = 200
"""Entries one page of the ledger holds; with more of them the index leads to a page for each month."""


def placed(entries: Sequence[LedgerEntry], briefs: Sequence[Brief]) -> tuple[LedgerEntry, ...]:
    """The entries with the page each stands on: one for all of them, or one a month of the first telling.

    The first telling stays what it is when briefs are added, and with it the page. A month of very many figures has
    several pages.
    """
    if len(entries) <= ON_ONE_PAGE:
        return tuple(replace(e, page=f"{FOLDER}/index.md#{e.id}") for e in entries)
    published = {b.id: b.article.published or "" for b in briefs}

    def first(entry: LedgerEntry) -> tuple[str, str, str]:
        return min((published[t.brief], t.brief, t.figure.id) for t in entry.tellings)

    count: Counter[str] = Counter()
    page: dict[str, str] = {}
    for entry in sorted(entries, key=first):
        month = first(entry)[0][:7] or "undated"
        part = count[month] // ON_ONE_PAGE
        count[month] += 1
        page[entry.id] = f"{FOLDER}/{month}{f'-part-{part + 1}' if part else ''}.md#{entry.id}"
    return tuple(replace(e, page=page[e.id]) for e in entries)
