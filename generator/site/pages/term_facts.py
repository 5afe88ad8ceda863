"""What the briefs say of one term: the sentences that use it, and the figures, dates and actors in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from generator.core.model import Brief, Event, Evidence, Figure, Forward, Statement
from generator.core.text import fold
from generator.link import stated
from generator.link.corpus import ActorEntry, Happening, LedgerEntry, TermEntry
from generator.site.pages.lookups import Index
from generator.site.pages.wording import date_key

READ = 100
"""Only so many briefs of a term, newest first, are looked through and listed."""
SENTENCES = 2
"""Sentences of one brief."""
FIGURES, DATES, ACTORS = 6, 6, 8
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Use:
    """A brief that uses the term, the first sentences in which it does, as far as the brief shows any, and the spans of
    the article that all such sentences are.
    """

    brief: Brief
    sentences: tuple[str, ...]
    spans: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is told of a term: its uses newest first, what its sentences tell besides."""

    uses: tuple[Use, ...]
    figures: tuple[tuple[LedgerEntry, str, Figure], ...]
    dates: tuple[Happening, ...]
    actors: tuple[ActorEntry, ...]


def facts(entry: TermEntry, index: Index) -> Facts:
    """What the briefs of a term say with it."""
    names = re.compile("|".join(rf"(?<!\w){re.escape(fold(n))}(?:s|es)?(?!\w)" for n in (entry.term, *entry.aliases)))
    uses = tuple(_use(index.briefs[i], names) for i in entry.briefs[:READ] if i in index.briefs)
    dates = _firsts((h.id, h) for use in uses for h in _dates(use.brief, names, index))
    actors = Counter(ident for use in uses for ident in _actors(use, index))
    beside = (index.actors[i] for i, _ in sorted(actors.items(), key=lambda a: (-a[1], a[0])))
    return Facts(
        uses,
        _firsts((row[0].id, row) for use in uses for row in _figures(use, index))[:FIGURES],
        tuple(sorted(dates, key=lambda h: (h.status != "ahead", date_key(h.date)))[:DATES]),
        tuple(a for a in beside if fold(a.name) != fold(entry.term))[:ACTORS],
    )


def _use(brief: Brief, names: re.Pattern[str]) -> Use:
    """What a brief says with the term, a sentence that stands in another one of them left out."""
    using = [(text, spans) for text, spans in _sentences(brief) if names.search(fold(text))]
    whole = dict.fromkeys(text for text, _ in using if not any(text != other and text in other for other, _ in using))
    return Use(brief, tuple(whole)[:SENTENCES], tuple(span for _, spans in using for span in spans))


def _figures(use: Use, index: Index) -> Iterator[tuple[LedgerEntry, str, Figure]]:
    """The figures that stand in the sentences."""
    for figure in use.brief.figures:
        row = index.ledger.get((use.brief.id, figure.id))
        if row and figure.evidence and figure.evidence[0].within(use.spans):
            yield row, use.brief.id, figure


def _dates(brief: Brief, names: re.Pattern[str], index: Index) -> Iterator[Happening]:
    """The dated happenings told with the term."""
    for item in stated.dated(brief):
        happening = index.happenings.get((brief.id, item.id)) if names.search(fold(item.text)) else None
        if happening and happening.date:
            yield happening


def _actors(use: Use, index: Index) -> set[str]:
    """The ids of the actors that the sentences name."""
    near = (a for a in stated.actors(use.brief) if any(e.within(use.spans) for e in a.evidence))
    return {found.id for a in near if (found := index.actor_of(use.brief.id, a.id))}


def _firsts(items: Iterable[tuple[str, _T]]) -> tuple[_T, ...]:
    """The first of each id."""
    out: dict[str, _T] = {}
    for ident, item in items:
        out.setdefault(ident, item)
    return tuple(out.values())


def _sentences(brief: Brief) -> Iterator[tuple[str, tuple[Evidence, ...]]]:
    """What a brief shows in whole sentences, with the spans they come from: what stands first says most."""
    for lists in (brief, brief.more):
        items: tuple[Statement | Event | Forward, ...] = (*lists.key_points, *lists.events, *lists.whats_next)
        for item in items:
            yield item.text, item.evidence
        for figure in lists.figures:
            if figure.sentence:
                yield figure.sentence.exact, (figure.sentence,)
        if lists is brief:
            yield brief.takeaway.text, brief.takeaway.evidence
