"""The common time axis: what has happened and what is expected, by date."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from generator.catalog import Catalog
from generator.corpus import Corpus, TimelineEntry
from generator.pages.index import Index
from generator.pages.page import Page

INDEX = "timeline/index.md"
ON_ONE_PAGE = 300
"""Beyond this many entries each year has its own page and the index shows the newest year."""


def pages(corpus: Corpus, catalog: Catalog) -> Iterable[Page]:
    """The timeline, newest first, split by year when it is long."""
    index = Index(corpus)
    entries = [e for e in corpus.timeline if e.date[:4].isdigit()]
    entries.sort(key=lambda e: (e.date, e.brief), reverse=True)
    years = {year: list(group) for year, group in groupby(entries, lambda e: e.date[:4])}
    many = len(entries) > ON_ONE_PAGE
    newest = next(iter(years), "")
    places = [(year, INDEX if year == newest else f"timeline/{year}.md") for year in years] if many else []
    yield _page(INDEX, "Timeline", {newest: years[newest]} if many else years, places, index)
    for year, path in places[1:]:
        yield _page(path, f"Timeline: {year}", {year: years[year]}, places, index)


def _page(
    path: str, title: str, years: dict[str, list[TimelineEntry]], places: list[tuple[str, str]], index: Index
) -> Page:
    return Page(
        path,
        "timeline.md.j2",
        title,
        {
            "index": index,
            "years": [
                (year, [(key, list(group)) for key, group in groupby(entries, lambda e: e.date[:7])])
                for year, entries in years.items()
            ],
            "others": [place for place in places if place[1] != path],
        },
        description="Events and expected dates of all briefs in one order of time.",
    )
