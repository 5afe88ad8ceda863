"""What the briefs say of one actor: roles over time, its words, what sentences that name it say, its own timeline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.core.model import Actor, Brief, Event, Evidence, Figure, Forward, Quote
from generator.link.corpus import ActorEntry, Corpus, LedgerEntry, TimelineEntry
from generator.link.intervals import by_day
from generator.site.pages.lookups import Index
from generator.site.pages.wording import human_date

READ = 200
"""Only so many briefs of an actor, newest first, are looked through."""
QUOTES = 8
LOOKS = 6
FIGURES = 8
DATES = 12


@dataclass(frozen=True, slots=True)
class Role:
    """A role, when it was held if an editor said so, and the brief that tells it if one does."""

    role: str
    when: str
    brief: str | None


def roles(entry: ActorEntry) -> tuple[Role, ...]:
    """The roles of an actor, an editor's dated ones first, each wording once."""
    found = {n.role.casefold(): Role(n.role, _span(n.since, n.until), n.brief) for n in reversed(entry.roles)}
    return tuple(reversed(found.values()))


def _span(since: str | None, until: str | None) -> str:
    if since and until:
        return f"{human_date(since)} to {human_date(until)}"
    return f"since {human_date(since)}" if since else f"until {human_date(until)}" if until else ""


def timelines(corpus: Corpus) -> Mapping[str, Sequence[TimelineEntry]]:
    """The points of the common axis by the brief that tells them."""
    found: dict[str, list[TimelineEntry]] = defaultdict(list)
    for point in corpus.timeline:
        found[point.brief].append(point)
    return found


def quotes(entry: ActorEntry, index: Index) -> list[tuple[str, Quote]]:
    """What the actor is quoted with, newest first: brief and quotation."""
    found: list[tuple[str, Quote]] = []
    for brief in _briefs(entry, index):
        names = {entry.name, *(name for a in _own(entry, index, brief) for name in (a.name, *a.aliases))}
        found += [(brief.id, quote) for quote in brief.quotes if quote.speaker in names]
    return found[:QUOTES]


def looks(entry: ActorEntry, index: Index) -> list[tuple[str, Forward]]:
    """Looks ahead whose words name the actor, newest first: brief and look."""
    found: list[tuple[str, Forward]] = []
    for brief in _briefs(entry, index):
        named = _mentions(entry, index, brief)
        found += [(brief.id, look) for look in brief.whats_next if _inside(named, look.evidence)]
    return found[:LOOKS]


def figures(entry: ActorEntry, index: Index) -> list[tuple[LedgerEntry, str, Figure]]:
    """Figures whose sentence names the actor, newest first: ledger entry, brief and telling, each quantity once."""
    found: dict[str, tuple[LedgerEntry, str, Figure]] = {}
    for brief in _briefs(entry, index):
        named = _mentions(entry, index, brief)
        for figure in brief.figures:
            row = index.ledger.get((brief.id, figure.id))
            if row and _inside(named, figure.evidence):
                found.setdefault(row.id, (row, brief.id, figure))
    return list(found.values())[:FIGURES]


def dates(entry: ActorEntry, index: Index, by_brief: Mapping[str, Sequence[TimelineEntry]]) -> list[TimelineEntry]:
    """The points of the axis whose words name the actor, latest first."""
    found: list[TimelineEntry] = []
    for brief in _briefs(entry, index):
        named = _mentions(entry, index, brief)
        said: tuple[Event | Forward, ...] = (*brief.events, *brief.whats_next)
        texts = {item.text for item in said if _inside(named, item.evidence)}
        found += (point for point in by_brief.get(brief.id, ()) if point.text in texts)
    found.sort(key=lambda p: (by_day(p.date), p.date, p.brief), reverse=True)
    return found[:DATES]


def _briefs(entry: ActorEntry, index: Index) -> Iterable[Brief]:
    return (index.briefs[i] for i in entry.briefs[:READ] if i in index.briefs)


def _own(entry: ActorEntry, index: Index, brief: Brief) -> list[Actor]:
    """The brief's own actors that are this one."""
    return [a for a in brief.actors if (e := index.actor_of(brief.id, a.id)) is not None and e.id == entry.id]


def _mentions(entry: ActorEntry, index: Index, brief: Brief) -> list[Evidence]:
    return [e for a in _own(entry, index, brief) for e in a.evidence]


def _inside(named: Iterable[Evidence], spans: Sequence[Evidence]) -> bool:
    return any(w.start <= e.start and e.end <= w.end for e in named for w in spans)
