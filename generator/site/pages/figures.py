"""The figure ledger: every quantity of the corpus, the same one told by several briefs as one row with its sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator.core.configuration import Catalog
from generator.core.when import When
from generator.link.corpus import Corpus, LedgerEntry, Telling
from generator.site.pages.lookups import Index
from generator.site.pages.page import Page
from generator.site.pages.wording import part_name
from generator.site.words import N_, Words

INDEX = "figures/index.md"
MOST = 40
"""Figures told by several briefs that the index lists when the ledger has pages of its own."""
MOST_YEARS = 10
"""A period of more years is found by its first ones."""
KINDS = {
    "money": N_("Money"),
    "minor money": N_("Money"),
    "percent": N_("Per cent"),
    "time": N_("Duration"),
}
"""What the ledger calls kinds of figures; every other is a count."""


@dataclass(frozen=True, slots=True)
class Row:
    """A ledger entry as the page shows it: the words of its newest telling, and every telling.

    Attributes:
        number: the value that rows are sorted by.
        kind: what readers filter by, in words: one of `KINDS`, or a count.
        time: the day that rows are sorted by; "" when the period is not known.
        years: the years of the period, in a row.
    """

    entry: LedgerEntry
    anchor: str
    text: str
    tellings: tuple[Telling, ...]
    number: str
    kind: str
    time: str
    years: str

    @property
    def briefs(self) -> int:
        """How many briefs tell it."""
        return len({t.brief for t in self.tellings})


def pages(corpus: Corpus, catalog: Catalog) -> Iterable[Page]:
    """The ledger, on as many pages as its entries say they stand on, and its index."""
    index = Index.of(corpus)
    words = Words.of(catalog.masthead.language)
    rows = [_row(e, words) for e in corpus.ledger]
    by_page: dict[str, list[Row]] = {INDEX: []}
    for row in rows:
        by_page.setdefault(row.entry.page.partition("#")[0], []).append(row)
    places = sorted(
        ((_named(p, words), p, len(own)) for p, own in by_page.items() if p != INDEX), key=lambda p: p[1], reverse=True
    )
    told = sorted((r for r in rows if r.briefs > 1), key=lambda r: -r.briefs)[:MOST] if places else []
    for path, own in by_page.items():
        first = path == INDEX
        yield Page(
            path,
            "figures.md.j2",
            words.gettext("Figures") if first else words.gettext("Figures: {part}", part=_named(path, words)),
            {
                "index": index,
                "first": first,
                "index_page": INDEX,
                "told": told if first else (),
                "shared": [r for r in own if r.briefs > 1],
                "rows": own,
                "count": len(rows if first else own),
                "places": places if first else (),
            },
            description=words.gettext("Every figure of the briefs with the words it stands in."),
        )


def _named(path: str, words: Words) -> str:
    """A page of the ledger in words: "May 2025, part 2"."""
    return part_name(PurePosixPath(path).stem, words)


def _row(entry: LedgerEntry, words: Words) -> Row:
    span = When.parse(entry.period)
    years = range(span.start.year, min(span.end.year, span.start.year + MOST_YEARS) + 1) if span else ()
    return Row(
        entry,
        entry.page.partition("#")[2] or entry.id,
        entry.tellings[0].figure.text,
        entry.tellings,
        f"{entry.value:f}",
        words.gettext(KINDS.get(entry.tellings[0].figure.kind or "", N_("Count"))),
        span.end.isoformat() if span else "",
        " ".join(map(str, years)),
    )
