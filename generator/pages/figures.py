"""The figure ledger: every quantity of the corpus, the same one told by several briefs as one row with its sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from generator.catalog import Catalog
from generator.corpus import Corpus, LedgerEntry, Telling
from generator.pages.index import Index
from generator.pages.page import Page

INDEX = "figures/index.md"


@dataclass(frozen=True, slots=True)
class Row:
    """A ledger entry as the page shows it: the words of its newest telling, and every telling."""

    entry: LedgerEntry
    anchor: str
    text: str
    tellings: tuple[Telling, ...]


def pages(corpus: Corpus, catalog: Catalog) -> Iterable[Page]:
    """The ledger, on as many pages as its entries say they stand on."""
    index = Index(corpus)
    by_page: dict[str, list[LedgerEntry]] = {INDEX: []}
    for entry in corpus.ledger:
        by_page.setdefault(entry.page.partition("#")[0], []).append(entry)
    for path, entries in by_page.items():
        rows = [_row(e) for e in entries]
        shared = [r for r in rows if len({t.brief for t in r.tellings}) > 1]
        yield Page(
            path,
            "figures.md.j2",
            "Figures",
            {
                "index": index,
                "shared": shared,
                "single": _by_brief([r for r in rows if r not in shared]),
                "count": len(rows),
                "others": [p for p in by_page if p != path],
            },
            description="Every figure of the briefs with the words it stands in.",
        )


def _row(entry: LedgerEntry) -> Row:
    return Row(entry, entry.page.partition("#")[2] or entry.id, entry.tellings[0].figure.text, entry.tellings)


def _by_brief(rows: list[Row]) -> list[tuple[str, list[Row]]]:
    """Rows with one source under the brief that tells them, in the order of the corpus' ledger."""
    order = {brief: i for i, brief in reversed(list(enumerate(r.tellings[0].brief for r in rows)))}
    ranked = sorted(rows, key=lambda r: order[r.tellings[0].brief])
    return [(brief, list(group)) for brief, group in groupby(ranked, lambda r: r.tellings[0].brief)]
