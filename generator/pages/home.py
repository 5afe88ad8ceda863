"""The home page: the latest briefs, the next dates, the figures told most, the actors named most."""

from __future__ import annotations

from collections.abc import Iterable

from generator.catalog import Catalog
from generator.corpus import Corpus, OutlookEntry
from generator.pages.index import Index
from generator.pages.page import Page
from generator.pages.whats_next import ahead

LATEST, NEXT, FIGURES, ACTORS = 6, 6, 4, 14


def pages(corpus: Corpus, catalog: Catalog) -> Iterable[Page]:
    """`index.md`."""
    yield Page(
        "index.md",
        "home.md.j2",
        "Latest briefs",
        {
            "index": Index(corpus),
            "latest": corpus.briefs[:LATEST],
            "next_dates": _next(corpus),
            "figures": sorted(corpus.ledger, key=lambda e: -len({t.brief for t in e.tellings}))[:FIGURES],
            "actors": sorted(corpus.actors, key=lambda a: (-len(a.briefs), -a.mentions, a.name))[:ACTORS],
        },
        description="The latest briefs, the next dates and the figures behind them.",
        toc=False,
    )


def _next(corpus: Corpus) -> list[OutlookEntry]:
    """The nearest dates; where few are known, the newest briefs' undated looks fill the list up to half its length."""
    coming = ahead(corpus)
    dated = [o for o in coming if o.item.when][:NEXT]
    return dated + [o for o in coming if not o.item.when][: max(0, NEXT // 2 - len(dated))]
