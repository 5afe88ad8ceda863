"""What a brief shows: the one place that chooses, from candidates with their judgements.

A wrong statement costs a reader more than a missing one, so an item is worth showing only where its probability p makes
``p - (1 - p) * wrong`` positive. Among those, the items of a field are taken greedily by what each adds: that gain,
times how likely a reader would miss it, less for words that stand already (as in maximal marginal relevance, Carbonell
and Goldstein 1998). What is likely but finds no room goes to `more`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from generator.core.model import Actor, Event, Figure, Forward, Found, Items, Judgement, Quote, Statement, Term
from generator.core.text import fold, long_words
from generator.extract.judgement import UNFITTED
from generator.extract.parsed import Parsed

Item = Statement | Actor | Figure | Forward | Event | Quote | Term

WRONG = 3.0
"""What a wrong value costs, in right ones: a role, label, period, speaker or definition is told where surer."""
WANTED = 4.0
"""How much more an item is worth that a reader would surely miss."""
LIKELY = 0.5
"""What is less likely than this is not even folded."""
WORDS = 500
"""An article of so many words shows a `Place.most` of each field, one of twice as many, or more, twice that."""
AGAIN = 0.7
"""An item of whose words a larger share stands already says nothing new."""


@dataclass(frozen=True, slots=True)
class Place:
    """How a field stands on a brief.

    Attributes:
        most: how many items a brief of up to `WORDS` words shows.
        wrong: what a wrong item costs, in right ones: shown is what is surer than ``wrong / (1 + wrong)``.
        once: whether an item is left out where its words stand already.
        afresh: whether it may say again what the takeaway says.
    """

    most: int
    wrong: float
    once: bool = True
    afresh: bool = False


PLACES: dict[str, Place] = {
    "whats_next": Place(5, 2.3, afresh=True),
    "key_points": Place(3, 3.0),
    "actors": Place(6, 2.3, once=False),
    "figures": Place(4, 2.3, once=False),
    "quotes": Place(1, 2.5),
    "events": Place(1, 3.0),
    "terms": Place(4, 4.0, once=False),
}
"""The fields in the order of choice. What lies ahead comes first: it is dated, listed in the calendar and followed up,
which a key point of the same words is not. What each cost gives, right ones of those shown, stands in EVALUATION.md
("The judges"), cross-validated by document."""


@dataclass(frozen=True, slots=True)
class Option:
    """An item that may be shown: what it gains on average, its judgement, and its words."""

    field: str
    order: int
    item: Item
    gain: float
    judged: Judgement
    words: frozenset[str]


def compose(parsed: Parsed, found: Found) -> Found:
    """The candidates cut to what the brief shows; the likely rest in `more`. Order within a field is kept."""
    found = _agreed(_without_doubtful_values(found))
    judged = {(j.field, j.item): j for j in found.judgements}
    options = [o for field in PLACES for o in _options(field, getattr(found, field), judged)]
    chosen = _choose(options, found.takeaway, len(parsed.article.text.split()))
    shown: dict[str, Any] = {field: _in_order(o for o in chosen if o.field == field) for field in PLACES}
    rest: dict[str, Any] = {
        field: tuple(
            item
            for item in getattr(found, field)
            if item not in shown[field] and _of(judged, field, item.id).probability >= LIKELY
        )
        for field in PLACES
    }
    return replace(found, **shown, more=Items(**rest))


Judged = Mapping[tuple[str, str], Judgement]


def _of(judged: Judged, field: str, item: str) -> Judgement:
    """The judgement of an item; of one that nobody has judged, that it is sure."""
    return judged.get((field, item)) or Judgement(field, item, UNFITTED)


def _without_doubtful_values(found: Found) -> Found:
    """Roles, measures, periods, dates, speakers and definitions that are rather wrong than right are not told."""
    judged = {(j.field, j.item): j for j in found.judgements}

    def told(field: str, item: str) -> bool:
        return gain(_of(judged, field, item).probability) > 0

    return replace(
        found,
        actors=tuple(a if told("actors.role", a.id) else replace(a, role=None) for a in found.actors),
        figures=tuple(
            replace(
                f,
                measure=f.measure if told("figures.measure", f.id) else None,
                period=f.period if told("figures.period", f.id) else None,
            )
            for f in found.figures
        ),
        quotes=tuple(
            q if told("quotes.speaker", q.id) else replace(q, speaker=None, speaker_id=None) for q in found.quotes
        ),
        terms=tuple(
            t if told("terms.definition", t.id) else replace(t, definition=None, evidence=t.evidence[:1])
            for t in found.terms
        ),
    )


def _agreed(found: Found) -> Found:
    """What the fields say together: what is an actor is no measure and no bare term, what has no year is no event.

    The packages do not know each other; where two of them claim the same words, only here both are seen.
    """
    names = {fold(n) for a in found.actors for n in (a.name, *a.aliases)}
    settled = {j.item for j in found.judgements if j.field == "terms" and j.settled}
    return replace(
        found,
        figures=tuple(replace(f, measure=None) if fold(f.measure or "") in names else f for f in found.figures),
        events=tuple(e for e in found.events if "X" not in e.date),
        whats_next=tuple(n if _told(n.when or "") else replace(n, when=None) for n in found.whats_next),
        terms=tuple(t for t in found.terms if t.definition or t.id in settled or fold(t.term) not in names),
    )


def _told(when: str) -> bool:
    """Whether a time says enough: its year, or a day as the article has it ("May 9"), whose year nobody states."""
    return "X" not in when or all(re.fullmatch(r"XXXX-\d\d-\d\d", part) for part in when.split("/"))


def gain(probability: float, wrong: float = WRONG) -> float:
    """What showing an item is worth on average: 1 when it is surely right, below 0 when it had better be left out."""
    return probability - (1 - probability) * wrong


def _options(field: str, items: Sequence[Item], judged: Judged) -> Iterable[Option]:
    for order, item in enumerate(items):
        judgement = _of(judged, field, item.id)
        worth = gain(judgement.probability, PLACES[field].wrong)
        if worth > 0:
            yield Option(field, order, item, worth, judgement, long_words(_words_of(item)))


def _words_of(item: Item) -> str:
    """What of an item stands on the page."""
    match item:
        case Actor():
            return f"{item.name} {item.role or ''}"
        case Figure():
            return f"{item.text} {item.measure or ''}"
        case Term():
            return f"{item.term} {item.definition or ''}"
        case _:
            return item.text


def _choose(options: list[Option], takeaway: Statement | None, words: int) -> list[Option]:
    """Field by field, in the order of `PLACES`."""
    room = min(2.0, max(1.0, words / WORDS))
    told = [long_words(takeaway.text)] if takeaway else []
    chosen: list[Option] = []
    for field, place in PLACES.items():
        own = [o for o in options if o.field == field]
        taken = _of_field(place, own, [] if place.afresh else told, round(place.most * room))
        told += [o.words for o in taken if place.once]
        chosen += taken
    return chosen


def _of_field(place: Place, options: list[Option], told: Sequence[frozenset[str]], most: int) -> list[Option]:
    """What is settled, and greedily at most so many items more that are worth showing beside what is told already."""
    chosen = [o for o in options if o.judged.settled]
    left = [o for o in options if o not in chosen]
    most += len(chosen)
    while left and len(chosen) < most:
        said = [*told, *(o.words for o in chosen)] if place.once else []
        again = {o.order: max((_overlap(o.words, t) for t in said), default=0.0) for o in left}
        left = [o for o in left if again[o.order] <= AGAIN]
        if left:
            worth = {o.order: o.gain * (1 + WANTED * o.judged.wanted) * (1 - again[o.order]) for o in left}
            chosen.append(max(left, key=lambda o: (round(worth[o.order], 9), -o.order)))
            left.remove(chosen[-1])
    return chosen


def _overlap(words: frozenset[str], told: frozenset[str]) -> float:
    return len(words & told) / (len(words) or 1)


def _in_order(options: Iterable[Option]) -> tuple[Item, ...]:
    return tuple(o.item for o in sorted(options, key=lambda o: o.order))
