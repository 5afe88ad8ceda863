"""Which other briefs a reader of one may want, and why, in words: ranked by how rare is what they share.

Each thing two briefs can share (an actor, a term, a quantity, a quoted speaker, an expectation and its report) has the
list of its briefs, newest first; a brief meets only its neighbours on that list, at most `NEAR` on either side, so the
work is linear however common a thing is.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from generator.core.message import Message, counted, message
from generator.core.model import Brief
from generator.core.text import fold
from generator.link import stated
from generator.link.corpus import ActorEntry, LedgerEntry, OutlookEntry, Related, TermEntry
from generator.link.words import rarity

MOST = 5
NEAR, NEAR_COMMON = 12, 4
RARE = 60
"""What more briefs share than this, and than a twentieth of all, says little: it links nearer neighbours only."""
LEAST = 0.2
"""Below this a shared thing is one that nearly every brief has: no reason to send a reader anywhere."""
Kind = Literal["report", "figure", "quote", "term", "actor"]
# How much a thing of each kind says beside its rarity: a confirmed expectation most, a common actor least.
WEIGHT: dict[Kind, float] = {"report": 4.0, "figure": 3.0, "quote": 2.0, "term": 1.5, "actor": 1.0}
MEASURE_WORDS = 8
LEADING = 6
"""A brief is about the actors it names twice and its so many most salient ones; others it only names."""
_TIMES = frozenset(("second", "minute", "hour", "day", "night", "week", "month", "year", "decade", "century"))
"""Units of figures that many things have by chance: a shared one sends no reader anywhere."""


@dataclass(frozen=True, slots=True)
class _Shared:
    """A thing that briefs share; `label` names it in the reason."""

    kind: Kind
    label: str | Message
    briefs: tuple[str, ...]
    about: frozenset[str] = frozenset()
    """Of an actor: the briefs that are about it and do not only name it."""


def related(
    briefs: Sequence[Brief],
    actors: Sequence[ActorEntry],
    terms: Sequence[TermEntry],
    ledger: Sequence[LedgerEntry],
    outlook: Sequence[OutlookEntry],
    brief_actors: Mapping[str, Mapping[str, str]],
) -> dict[str, tuple[Related, ...]]:
    """For each brief (newest first) at most `MOST` others with the reason, the best first."""
    place = {brief.id: n for n, brief in enumerate(briefs)}
    links: dict[str, dict[str, list[tuple[float, int]]]] = {brief.id: {} for brief in briefs}
    things = list(_things(briefs, actors, terms, ledger, brief_actors))
    for number, thing in enumerate(things):
        score = WEIGHT[thing.kind] * (rarity(len(briefs), len(thing.briefs)) + (0.5 if thing.kind == "figure" else 0.0))
        if score < LEAST:
            continue
        holders = sorted(thing.briefs, key=place.__getitem__)
        near = NEAR if len(holders) <= max(RARE, len(briefs) // 20) else NEAR_COMMON
        for i, one in enumerate(holders):
            own = links[one]
            for other in holders[i + 1 : i + 1 + near]:
                shared = own.get(other)
                if shared is None:  # one list for the pair, which both hold
                    shared = own[other] = links[other][one] = []
                shared.append((score, number))
    told = frozenset((o.brief, r.brief) for o in outlook for r in o.reported_by)
    for earlier, later in told:
        links[earlier].setdefault(later, [])
        links[later].setdefault(earlier, [])
    return {
        brief.id: tuple(
            Related(other, _reason(brief.id, other, links[brief.id][other], things, told))
            for other in _ranked(brief.id, links[brief.id], told, place)
        )
        for brief in briefs
    }


def _ranked(
    brief: str, near: Mapping[str, list[tuple[float, int]]], told: frozenset[tuple[str, str]], place: Mapping[str, int]
) -> list[str]:
    """The best others: by what is shared, then by nearness in time."""
    ranked, here = [], place[brief]
    for other, shared in near.items():
        report = WEIGHT["report"] if (brief, other) in told or (other, brief) in told else 0.0
        score = round(report + (shared[0][0] if len(shared) == 1 else math.fsum(s for s, _ in shared)), 6)
        ranked.append((-score, abs(place[other] - here), place[other], other))
    return [entry[-1] for entry in heapq.nsmallest(MOST, ranked)]


def _things(
    briefs: Sequence[Brief],
    actors: Sequence[ActorEntry],
    terms: Sequence[TermEntry],
    ledger: Sequence[LedgerEntry],
    brief_actors: Mapping[str, Mapping[str, str]],
) -> Iterable[_Shared]:
    for entry in ledger:
        told = tuple(dict.fromkeys(t.brief for t in entry.tellings))
        if len(told) > 1 and entry.unit not in _TIMES and (entry.measure or entry.period):
            yield _Shared("figure", _figure(entry), told)
    for name, speakers in sorted(_speakers(briefs, actors, brief_actors).items()):
        if len(speakers) > 1:
            yield _Shared("quote", name, speakers)
    for term in terms:
        if len(term.briefs) > 1:
            yield _Shared("term", term.term, term.briefs)
    named = {fold(n) for term in terms for n in (term.term, *term.aliases)}
    leading = _leading(briefs, brief_actors)
    for actor in actors:
        if len(actor.briefs) > 1 and fold(actor.name) not in named:
            about = leading.get(actor.id, frozenset())
            # A country or place that is only named (where someone was ambassador) makes two briefs no more alike.
            holders = (
                actor.briefs if actor.kind not in ("country", "place") else tuple(b for b in actor.briefs if b in about)
            )
            yield _Shared("actor", actor.name, holders, about)


def _leading(briefs: Sequence[Brief], brief_actors: Mapping[str, Mapping[str, str]]) -> dict[str, frozenset[str]]:
    """For each register entry the briefs that are about it."""
    found: dict[str, set[str]] = defaultdict(set)
    for brief in briefs:
        own = brief_actors[brief.id]
        ranked = stated.leading(brief)
        for number, actor in enumerate(ranked):
            if actor.id in own and (number < LEADING or actor.mentions > 1):
                found[own[actor.id]].add(brief.id)
    return {ident: frozenset(ids) for ident, ids in found.items()}


def _figure(entry: LedgerEntry) -> str | Message:
    measure = " ".join((entry.label or "").split()[:MEASURE_WORDS])
    text = entry.tellings[0].figure.text
    what = f"{text} ({measure})" if measure and entry.unit == "percent" else measure or text
    known = entry.period and entry.period not in what and entry.period[:4].isdigit() and len(entry.period) == 4
    return message("{what} in {year}", what=what, year=entry.period) if known else what


def _speakers(
    briefs: Sequence[Brief], actors: Sequence[ActorEntry], brief_actors: Mapping[str, Mapping[str, str]]
) -> dict[str, tuple[str, ...]]:
    """Each quoted speaker's name as the register has it -> the briefs that quote the speaker."""
    names = {a.id: a.name for a in actors}
    quoted: dict[str, dict[str, None]] = defaultdict(dict)
    for brief in briefs:
        own = brief_actors[brief.id]
        ids = {fold(n): own[a.id] for a in stated.actors(brief) if a.id in own for n in (*a.aliases, a.name)}
        for quote in brief.quotes:
            if quote.speaker:
                name = names.get(ids.get(fold(quote.speaker), ""), quote.speaker)
                quoted[name][brief.id] = None
    return {name: tuple(found) for name, found in quoted.items()}


def _reason(
    brief: str, other: str, shared: list[tuple[float, int]], things: Sequence[_Shared], told: frozenset[tuple[str, str]]
) -> tuple[Message, ...]:
    """The strongest one or two reasons: "same figure: trade in 2024", "both quote Marco Rubio"."""
    reasons: list[Message] = []
    if (other, brief) in told:
        reasons.append(message("expected what this one reports"))
    if (brief, other) in told:
        reasons.append(message("reports what this one expected"))
    ranked = [things[n] for _, n in sorted(shared, key=lambda s: (-s[0], s[1]))]
    for kind in dict.fromkeys(thing.kind for thing in ranked):
        labels = tuple(t.label for t in ranked if t.kind == kind)
        if kind == "figure":
            reasons.append(message("same figure: {figure}", figure=labels[0]))
        elif kind == "quote":
            reasons.append(message("both quote {names}", names=labels[:2]))
        elif kind == "term":
            reasons.append(counted("share the term {terms}", "share the terms {terms}", len(labels), terms=labels[:2]))
        elif about := tuple(t.label for t in ranked if t.kind == kind and brief in t.about and other in t.about):
            reasons.append(message("both about {names}", names=about[:2]))
        else:
            reasons.append(message("both name {names}", names=labels[:2]))
    return tuple(reasons[:2])
