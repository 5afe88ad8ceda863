"""The home page: search, the latest briefs, the next dates, the figures of the period, the actors named most."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from generator.core.configuration import Catalog
from generator.core.text import long_words
from generator.core.when import When
from generator.link.corpus import ActorEntry, Corpus, Happening, LedgerEntry
from generator.link.register_pages import has_page
from generator.site.pages import json_ld
from generator.site.pages.channel import ALL
from generator.site.pages.lookups import Index, by_briefs
from generator.site.pages.page import Page
from generator.site.pages.whats_next import ahead
from generator.site.words import N_, Words

LATEST, NEXT, FIGURES, ACTORS = 6, 6, 4, 14
A_DAY = 2
"""Expectations of one date that the home page lists; the outlook has them all."""
PERIODS = (
    (7, N_("Figures of the week")),
    (31, N_("Figures of the month")),
    (92, N_("Figures of the quarter")),
    (366, N_("Figures of the year")),
)
"""The figures are those of the shortest of these periods, in days before `as_of`, that has enough of them."""


def pages(corpus: Corpus, catalog: Catalog) -> Iterable[Page]:
    """`index.md`."""
    index = Index.of(corpus)
    words = Words.of(catalog.masthead.language)
    figures, heading = _figures(corpus, index)
    yield Page(
        "index.md",
        "home.md.j2",
        words.gettext("Latest briefs"),
        {
            "site": catalog.masthead,
            "show": catalog.site.home_sections,
            "index": index,
            "latest": corpus.briefs[:LATEST],
            "next_dates": _next(corpus),
            "figures": figures,
            "figures_of": heading,
            "actors": _actors(corpus),
        },
        description=words.gettext("The latest briefs, the next dates and the figures behind them."),
        toc=False,
        feed=ALL,
        data=json_ld.site(catalog.masthead),
    )


def _figures(corpus: Corpus, index: Index) -> tuple[list[LedgerEntry], str]:
    """What most briefs of the period tell, each value and each measure once, and how it is headed.

    A figure alone says nothing: one without a label is left out, and a rise or fall of which nobody says since when.
    How long something lasts is no figure to open a day with.
    """
    told = sorted(corpus.ledger, key=lambda e: -len({t.brief for t in e.tellings}))
    first: dict[object, LedgerEntry] = {}
    for entry in told:
        if entry.label and (entry.period or not entry.change) and entry.tellings[0].figure.kind != "time":
            first.setdefault((entry.value, entry.max_value, entry.unit), entry)
    best, heading = _apart(first.values()), N_("Figures of the briefs")
    now = When.parse(corpus.as_of)
    for days, name in PERIODS if now else ():
        since = (now.end - timedelta(days)).isoformat() if now else ""
        recent = _apart(
            e
            for e in first.values()
            if any((index.briefs[t.brief].article.published or "") >= since for t in e.tellings)
        )
        if len(recent) == len(best):
            return recent, name
    return best, heading


def _apart(entries: Iterable[LedgerEntry]) -> list[LedgerEntry]:
    """The first of these figures, no measure twice: of two whose words are half the same the first stands."""
    chosen: list[LedgerEntry] = []
    for entry in entries:
        words = long_words(entry.label or "")
        again = (len(words & long_words(other.label or "")) * 2 >= len(words) for other in chosen)
        if len(chosen) < FIGURES and not (words and any(again)):
            chosen.append(entry)
    return chosen


def _actors(corpus: Corpus) -> list[ActorEntry]:
    """Those in most briefs; who is in one brief alone is in the news only where nobody is in two."""
    ranked = by_briefs(corpus.actors)
    return ([a for a in ranked if has_page(a.page)] or ranked)[:ACTORS]


def _next(corpus: Corpus) -> list[Happening]:
    """The nearest dates; where few are known, the newest briefs' undated looks fill the list up to half its length."""
    coming, undated = ahead(corpus)
    dated: list[Happening] = []
    for entry in coming:
        if len(dated) == NEXT:
            break
        if sum(h.date == entry.date for h in dated) < A_DAY:
            dated.append(entry)
    return dated + undated[: max(0, NEXT // 2 - len(dated))]
