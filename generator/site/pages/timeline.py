"""The common time axis: what has happened and what is expected, by date."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from generator.core.configuration import Catalog
from generator.link.corpus import Corpus, Happening
from generator.site.markup import Markdown
from generator.site.pages.lookups import Index
from generator.site.pages.page import Page
from generator.site.pages.time_axis import drawn
from generator.site.pages.wording import part_name
from generator.site.pictures.series import Point, columns
from generator.site.words import Words

INDEX = "timeline/index.md"
ON_ONE_PAGE = 200
"""Beyond this many entries the axis has pages of its own: one a year, one a month where a year has more than this."""
DRAWN, COUNTED = 400, 40
"""Up to so many entries are drawn as dots, if they have room; from so many on they are counted by year."""


def pages(corpus: Corpus, catalog: Catalog) -> Iterable[Page]:
    """The timeline, newest first, split by year or month when it is long; the index then shows the newest part."""
    index = Index.of(corpus)
    words = Words.of(catalog.masthead.language)
    # The corpus has them in the order of time; a quarter stands before its days, so that it comes after them here.
    # By year first: the last week of 2004 may begin among the days of 2005.
    entries = [h for h in reversed(corpus.happenings) if h.date and h.date[:4].isdecimal()]
    entries.sort(key=_year, reverse=True)
    parts = _parts(entries) if len(entries) > ON_ONE_PAGE else [("", entries)]
    places = [(name, INDEX if n == 0 else f"timeline/{name}.md") for n, (name, _) in enumerate(parts)]
    picture = _picture(entries, corpus.as_of, words)
    for (name, own), (_, path) in zip(parts, places, strict=True):
        yield _page(path, name, own, places, index, words, picture if path == INDEX else None)


def _year(entry: Happening) -> str:
    return (entry.date or "")[:4]


def _parts(entries: Sequence[Happening]) -> list[tuple[str, list[Happening]]]:
    """Entries by year, long years by month (what is known to a quarter or a year apart), long months in parts."""
    found: list[tuple[str, list[Happening]]] = []
    for year, in_year in groupby(entries, _year):
        own = list(in_year)
        by_month: dict[str, list[Happening]] = {}
        for entry in own:
            month = (entry.date or "")[:7]
            name = year if len(own) <= ON_ONE_PAGE or not month[5:].isdigit() else month
            by_month.setdefault(name, []).append(entry)
        for name, group in by_month.items():
            found += [
                (name + (f"-part-{n // ON_ONE_PAGE + 1}" if n else ""), group[n : n + ON_ONE_PAGE])
                for n in range(0, len(group), ON_ONE_PAGE)
            ]
    return found


def _picture(entries: Sequence[Happening], as_of: str | None, words: Words) -> Markdown | None:
    """Dots on an axis; where there are too many of them, how many dates each year has."""
    if len(entries) <= DRAWN and (dots := drawn([(e.date, e.text, e.ahead) for e in entries], as_of, words)):
        return dots
    if len(entries) < COUNTED:
        return None
    years = Counter(map(_year, entries))
    points = [
        Point(year, float(years[year]), words.number(years[year]), year == (as_of or "")[:4]) for year in sorted(years)
    ]
    counts = ", ".join(f"{p.name} {p.said}" for p in points[-24:])
    return columns(points, words.gettext("Dates by year: {counts}", counts=counts))


def _page(
    path: str,
    name: str,
    entries: list[Happening],
    places: list[tuple[str, str]],
    index: Index,
    words: Words,
    picture: Markdown | None,
) -> Page:
    first = path == INDEX
    return Page(
        path,
        "timeline.md.j2",
        words.gettext("Timeline") if first else words.gettext("Timeline: {part}", part=part_name(name, words)),
        {
            "index": index,
            "picture": picture,
            "years": [(year, list(group)) for year, group in groupby(entries, _year)],
            "others": _others([(n, p) for n, p in places if p != path], words),
        },
        description=words.gettext("Events and expected dates of all briefs in one order of time."),
    )


def _others(places: Iterable[tuple[str, str]], words: Words) -> list[tuple[str, str | None, list[tuple[str, str]]]]:
    """The other pages by year: the year, the page that is all of it, if one is, and its parts, months without it."""
    found = []
    for year, group in groupby(places, lambda place: place[0][:4]):
        own = dict(group)
        whole = own.pop(year, None)
        # The year stands once, before its months.
        said = ("XXXX" + name[4:] if re.match(r"[0-9]{4}-[0-9]", name) else name for name in own)
        found.append((year, whole, [(part_name(n, words), p) for n, p in zip(said, own.values(), strict=True)]))
    return found
