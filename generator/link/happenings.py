"""Which tellings are one happening? Events and looks ahead of all briefs, those of one dated thing under one line.

Two sentences tell one happening when they name the same time (the same day or the same interval) and share what sets it
apart from the happenings of other times: names of those who take part and things that are told of few other times, the
more the rarer (inverse document frequency, with times for documents: "Victory Day" is told of one day, "Moscow" of
many). Nothing may speak against it: names on both sides and none in common, other places, other partners of a meeting,
another ordinal or label. A time as long as a month or a year says little, and so does none: there the sentences have to
be alike, or tell one figure or quotation; a look ahead without a time may then be one that has such a time elsewhere.
One article tells a happening once; its sentences join only through those of others.

Joins are transitive. Sentences of one time meet over a concept they share, each with the `NEAR` before it, so that the
work grows with the sentences and not with their pairs. A wrong join is worse than a missing one; `tests/golden/
happenings` says how often either comes.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from generator.core.model import Brief, Certainty, Event, Figure, Forward
from generator.core.text import fold, stable_id
from generator.core.when import CALENDAR_NAMES, When
from generator.link import hedges, stated
from generator.link.corpus import ActorEntry, Happening, LedgerEntry, OutlookEntry, Report, Status, Told
from generator.link.groups import Groups
from generator.link.intervals import is_over, newest_first, oldest_first, resolved, written
from generator.link.lexicon import words
from generator.link.sentences import MEETING, Surfaces, names_in, own_surfaces, read_sentence, surfaces_of
from generator.link.words import stem, weigh

SHORT = 7
"""Days: a time no longer than this sets a happening apart; a longer one is shared by many."""
NEAR, KEYS = 12, 8
"""A sentence is compared with so many before it, the latest ones, that share one of its so many rarest concepts; of a
long time one of half as many things, for there it is things that have to be alike."""
ALIKE, NEARLY_ALL = 0.5, 0.8
"""Sentences that share no name, or only a long time: how alike they are (cosine), as wholes and in what they tell
beside names, and what the things they share weigh; the second is for what they tell of a long time: whoever acts there
does much in it."""
NAMED = 1.0
"""Sentences of a short time that share names: what these and shared things weigh together."""
NOTHING, LITTLE, SOME, MUCH = 0.0, 0.4, 0.8, 1.2
"""What shared things must weigh beside two people, beside one or `MANY` names, beside a name, beside that of a body:
who meets whom on a day is one happening; what a court or a company does on a day may be several."""
MANY = 1.8
DIGITS, STEP = 3, 0.02
"""So many digits make a value one's own ("244.8 billion"); values within about a hundredth may be one, rounded."""
REPORTS = 3
_SAY_LITTLE = frozenset(map(stem, (*words("common_bodies"), *CALENDAR_NAMES)))
"""Kinds of institutions, and the names of days and months, which stand in the date itself."""
_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")


@dataclass(frozen=True, slots=True)
class _Item:
    """A telling read for comparison: its time, names, things and countries, and its `marks`: figures, quoted words.

    Attributes:
        text: its words in comparison form.
        named: the concepts of all names.
        concepts: all that can be shared.
    """

    told: Told
    text: str
    date: str | None
    span: tuple[int, int] | None
    named: frozenset[str]
    things: frozenset[str]
    countries: frozenset[str]
    marks: frozenset[str]
    people: frozenset[str]
    bodies: frozenset[str]
    qualifiers: hedges.Qualifiers
    concepts: frozenset[str]

    @property
    def times(self) -> tuple[object, ...]:
        """Whom it meets: those of its time; a look ahead to a long time, or to none, also others of that kind."""
        loose = self.told.ahead and not self.short
        return ("ahead",) if self.span is None else (self.span, "ahead") if loose else (self.span,)

    @property
    def short(self) -> bool:
        """Whether its time alone sets it apart from most others."""
        return self.span is not None and self.span[1] - self.span[0] <= SHORT


@dataclass(frozen=True, slots=True)
class _Register:
    """Whom all briefs know: the names of two words and more that only one of them has; people and bodies by id."""

    full: Mapping[frozenset[str], frozenset[str]]
    people: frozenset[str]
    bodies: frozenset[str]

    @classmethod
    def of(cls, actors: Sequence[ActorEntry], known: Mapping[str, Surfaces]) -> _Register:
        full: dict[frozenset[str], set[str]] = defaultdict(set)
        for ident, surfaces in known.items():
            for _, stems in surfaces:
                if len(stems) > 1:
                    full[stems].add(f"@{ident}")
        return cls(
            {stems: frozenset(ids) for stems, ids in full.items() if len(ids) == 1},
            frozenset(f"@{a.id}" for a in actors if a.kind == "person"),
            frozenset(f"@{a.id}" for a in actors if a.kind in ("organization", "group")),
        )


def happenings(
    briefs: Sequence[Brief],
    actors: Sequence[ActorEntry],
    brief_actors: Mapping[str, Mapping[str, str]],
    ledger: Sequence[LedgerEntry],
    outlook: Sequence[OutlookEntry],
    as_of: str | None,
) -> tuple[Happening, ...]:
    """All happenings: dated ones in the order of time, coarser times first, then the others, newest first.

    A date whose year nobody states is placed by its article's date of publication; where that is unknown too, it is as
    good as none, and an event without a date is left out.
    """
    items = _items(briefs, actors, brief_actors, ledger, outlook)
    weights = _weights(items)
    became = {(o.brief, o.item.id): o for o in outlook}
    by_id = {b.id: b for b in briefs}
    found = [
        (_place(group, by_id), _happening(group, weights, became, by_id, as_of)) for group in _groups(items, weights)
    ]
    return tuple(happening for _, happening in sorted(found, key=lambda f: (f[0], f[1].id)))


def agreed(outlook: Sequence[OutlookEntry], found: Iterable[Happening]) -> tuple[OutlookEntry, ...]:
    """The outlook with one status and the same reports for all looks at one happening."""
    of = {(t.brief, t.item.id): h for h in found for t in h.tellings if t.ahead}
    return tuple(
        replace(o, status=h.status, reported_by=h.reported_by)
        if (h := of.get((o.brief, o.item.id))) and h.status
        else o
        for o in outlook
    )


def _items(
    briefs: Sequence[Brief],
    actors: Sequence[ActorEntry],
    brief_actors: Mapping[str, Mapping[str, str]],
    ledger: Sequence[LedgerEntry],
    outlook: Sequence[OutlookEntry],
) -> list[_Item]:
    """The tellings of all briefs, those of the brief published first first."""
    known = surfaces_of(actors)
    register = _Register.of(actors, known)
    rows = {(t.brief, t.figure.id): entry.id for entry in ledger for t in entry.tellings}
    placed = {(o.brief, o.item.id) for o in outlook}
    items: list[_Item] = []
    for brief in sorted(briefs, key=oldest_first):
        own = own_surfaces(brief_actors[brief.id], known)
        looks = (look for look in stated.looks(brief) if (brief.id, look.id) in placed)
        said: list[tuple[Event | Forward, str | None]] = [
            (e, resolved(e.date, brief, False)) for e in stated.events(brief)
        ]
        said += [(look, resolved(look.when, brief, True)) for look in looks]
        for item, value in said:
            when = When.parse(value)
            if item.text.strip() and (when or isinstance(item, Forward)):
                figures = [
                    f
                    for f in (*brief.figures, *brief.more.figures)
                    if f.evidence and f.evidence[0].within(item.evidence)
                ]
                marks = frozenset(f"#{row}" for f in figures if (row := rows.get((brief.id, f.id))))
                marks = marks.union(*map(_sizes, figures))
                items.append(_item(Told(brief.id, item), value if when else None, when, own, marks, register))
    return items


def _sizes(figure: Figure) -> tuple[str, ...]:
    """What a figure of three digits or more has in common with others of its unit that are nearly as large.

    Sizes are halves of steps of `STEP`, so that two values within half a step always share one.
    """
    digits = (figure.digits or "").replace(".", "").strip("0")
    if len(digits) < DIGITS or not figure.value:
        return ()
    steps = math.log(abs(figure.value)) / STEP
    return tuple(f"#{figure.unit}/{half}/{math.floor(steps + half / 2)}" for half in (0, 1))


def _item(
    told: Told,
    value: str | None,
    when: When | None,
    own: Mapping[str, Surfaces],
    figures: frozenset[str],
    register: _Register,
) -> _Item:
    said = read_sentence(told.text, own)
    # Names of the brief's own actors go by their ids; so does the full name of any other; else the words stand.
    names = names_in(told.text)
    known = (register.full.get(name, name) for words_of in names if (name := words_of & said.concepts))
    named = frozenset(chain((f"@{actor}" for actor in said.actors), *known))
    things = said.concepts.difference(*names) - _SAY_LITTLE
    countries = frozenset(f"+{country}" for country in said.countries)
    quoted = (fold(words_of[1]).strip(" ,.") for words_of in _QUOTED.finditer(told.text))
    marks = figures | {f'"{words_of}' for words_of in quoted if " " in words_of}
    return _Item(
        told=told,
        text=fold(told.text),
        date=value,
        span=(when.start.toordinal(), when.end.toordinal()) if when else None,
        named=named,
        things=things,
        countries=countries,
        marks=marks,
        people=register.people & named,
        bodies=register.bodies & named,
        qualifiers=hedges.Qualifiers.of(told.text),
        concepts=named | things | countries | marks,
    )


def _weights(items: Iterable[_Item]) -> dict[str, float]:
    """How far a concept sets a time apart: 1 where it is told of one time only, near 0 where of nearly all.

    What has no date has a time of its own in each brief.
    """
    times: dict[str, set[object]] = defaultdict(set)
    for item in items:
        for concept in item.concepts:
            times[concept].add(item.span or item.told.brief)
    total = len(set(chain.from_iterable(times.values())))
    unit = math.log((total + 2) / 2)
    return {concept: math.log((total + 2) / (len(held) + 1)) / unit for concept, held in times.items()}


def _groups(items: Sequence[_Item], weights: Mapping[str, float]) -> list[list[_Item]]:
    """The items, those of one happening together, in their order."""
    joined = Groups(range(len(items)))
    spans = {n: item.span for n, item in enumerate(items)}
    """The time of each group, by its first item."""
    mass = [math.sqrt(weigh(item.concepts, weights)) for item in items]
    met: dict[tuple[object, str], deque[int]] = defaultdict(lambda: deque(maxlen=NEAR))
    for n, item in enumerate(items):
        told, most = (item.concepts, KEYS) if item.short else (item.things | item.marks, KEYS // 2)
        rare = sorted(told, key=lambda concept: (-weights[concept], concept))[:most]
        keys = [(time, key) for key in (*rare, item.text) for time in item.times]
        own = n  # the first item of the group it is in so far
        for other in sorted({m for key in keys for m in met[key]}):
            group = joined.root(other)
            if group == own:
                continue
            low, high = min(group, own), max(group, own)
            one_time = spans[low] == spans[high] or None in (spans[low], spans[high])
            if one_time and _is_one(items[other], item, weights, mass[other] * mass[n]):
                joined.join(low, high)
                own = low
                spans[low] = spans[low] or spans[high]
        for key in keys:
            met[key].append(n)
    return [[items[n] for n in part] for part in joined.parts()]


def _is_one(a: _Item, b: _Item, weights: Mapping[str, float], size: float) -> bool:
    """Whether two sentences about one time tell one happening; `size` is the product of their lengths as vectors."""
    if a.text == b.text:
        return True
    if a.told.brief == b.told.brief:
        return False
    names = (a.named & b.named) | (a.named & b.things) | (b.named & a.things)
    things = (a.things & b.things) - names
    told = weigh(things, weights)
    by_likeness = not a.short or not names
    marked = bool(things) and not a.marks.isdisjoint(b.marks)
    if by_likeness and told < ALIKE and not marked:  # nearly all that meet over a common word
        return False
    if _differ(a, b, names):
        return False
    named = weigh(names, weights)
    if by_likeness:
        countries = a.countries & b.countries
        like = (named + told + weigh(countries, weights)) / size
        of_things = math.sqrt(weigh(a.things, weights) * weigh(b.things, weights))
        same = told >= (ALIKE if a.short else NEARLY_ALL) * of_things
        return marked or (like >= ALIKE and same and len(things | countries) > 1)
    people = names & a.people
    rows = (
        (NOTHING, len(people) > 1),
        (LITTLE, people or named >= MANY),
        (MUCH, names <= a.bodies),
        (SOME, True),
    )
    return told >= next(wanted for wanted, holds in rows if holds) and named + told >= NAMED


def _differ(a: _Item, b: _Item, names: frozenset[str]) -> bool:
    """Whether something speaks against one happening."""
    if not names and ((a.named and b.named) or (a.countries - b.countries and b.countries - a.countries)):
        return True
    apart = a.people - b.people and b.people - a.people
    if apart and (MEETING in a.things & b.things or a.people.isdisjoint(b.people)):
        return True
    return a.qualifiers.contradict(b.qualifiers)


def _place(group: Sequence[_Item], briefs: Mapping[str, Brief]) -> tuple[bool, int, int]:
    """Where a happening stands in the order of time; without a date, by the newest brief that tells it."""
    span = next((i.span for i in group if i.span), None)
    return (False, span[0], -span[1]) if span else (True, newest_first(briefs[group[-1].told.brief])[0], 0)


def _happening(
    group: Sequence[_Item],
    weights: Mapping[str, float],
    became: Mapping[tuple[str, str], OutlookEntry],
    briefs: Mapping[str, Brief],
    as_of: str | None,
) -> Happening:
    """The happening of a group, with what became of it by the day `as_of`, where any of its tellings looks ahead."""
    lead = _lead(group, weights)
    when = next((i.date for i in (lead, *group) if i.date), None)
    looks = [became[i.told.brief, i.told.item.id] for i in group if i.told.ahead]
    tellings = (lead.told, *(i.told for i in group if i is not lead))
    ident = stable_id("h", group[0].told.brief, group[0].told.item.id)
    if not looks:
        return Happening(ident, when, tellings)
    reports = _reports(looks, [i.told for i in group if not i.told.ahead], briefs)
    day = When.parse(when)
    since = any(not (day and (own := written(briefs[r.brief])) and own.certainly_before(day)) for r in reports)
    status: Status = "reported" if since else "due" if is_over(when, as_of) else "ahead"
    return Happening(ident, when, tellings, _certainty(looks, briefs), status, reports[:REPORTS])


def _reports(looks: Sequence[OutlookEntry], events: Sequence[Told], briefs: Mapping[str, Brief]) -> tuple[Report, ...]:
    """Which briefs tell what became of it, the earliest first: those that report a look, and those whose event it is.

    None is older than a look: whoever looks ahead later knows of no report.
    """
    times = [time for brief in sorted({look.brief for look in looks}) if (time := written(briefs[brief]))]
    said = {t.brief: Report(t.brief, t.text) for t in events if written(briefs[t.brief])}
    said |= {r.brief: r for look in looks for r in look.reported_by}
    found = []
    for report in said.values():
        own = written(briefs[report.brief])
        if own is None or all(time.certainly_before(own) for time in times):
            found.append(report)
    return tuple(sorted(found, key=lambda r: oldest_first(briefs[r.brief])))


def _lead(group: Sequence[_Item], weights: Mapping[str, float]) -> _Item:
    """The telling that is most like all others, of what has happened where one tells that; of two the first."""
    told = [i for i in group if not i.told.ahead] or list(group)
    if len(told) < 3:
        return told[0]
    count = Counter(chain.from_iterable(i.concepts for i in group))

    def likeness(item: _Item) -> float:
        shared = math.fsum(weights[c] * (count[c] - 1) for c in sorted(item.concepts))
        return round(shared / math.sqrt(len(item.concepts) or 1), 6)

    return max(told, key=likeness)


def _certainty(looks: Sequence[OutlookEntry], briefs: Mapping[str, Brief]) -> Certainty:
    """What a person wrote, else what the latest article says."""
    edited = [o for o in looks if f"whats_next/{o.item.id}" in briefs[o.brief].edited]
    return (edited or looks)[-1].item.certainty
