"""What became of what was expected: forward looks of earlier briefs matched with what later briefs tell.

A wrong "reported" is worse than a missing one, so a sentence reports an expectation only when it speaks of the past or
present, shares an actor, names the same kind of happening and its particulars (weighed by how rare the words are in
the corpus), and nothing speaks against it: no date, no negation, no other place, number or partner. Where the order of
two articles is not known, it has to share more.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from generator.core.model import Brief, Forward
from generator.core.text import fold
from generator.core.when import MONTH_NUMBERS, MONTHS, When
from generator.link import hedges, stated
from generator.link.corpus import ActorEntry, OutlookEntry, Report, Status
from generator.link.intervals import is_over, oldest_first, placed, resolved, written
from generator.link.lexicon import words
from generator.link.sentences import MEETING, Surfaces, concept_of, own_surfaces, read_sentence, surfaces_of
from generator.link.words import tokens, weigh

EARLY = timedelta(days=3)
"""An article may tell of a dated event as under way this long before its day ("arriving for the parade")."""
_COMING = "~visit"
AFTERWARDS = timedelta(days=10)
LATE = timedelta(days=400)
REPORTS = 3
POSTINGS = 60
"""A word that more sentences have than this finds no candidates; rarer words of the same statement do."""
_PAST = words("past_forms")
_ARRIVED = words("arrived_forms")
_SENTENCE_END = re.compile(r"(?<=[.!?][”\"’')])\s+(?=[A-Z“\"‘(])|(?<=[a-z0-9][.!?])\s+(?=[A-Z“\"‘(])")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MONTH = r"(?:" + "|".join(f"{m}|{m[:3]}" for m in MONTHS) + r"|Sept)\.?"
_MONTH_DAY = re.compile(rf"\b({_MONTH}) \d{{1,2}}\b|\b\d{{1,2}} ({_MONTH})(?!\w)")


@dataclass(frozen=True, slots=True)
class _Text:
    """A sentence as what it is about: happenings (``~visit``) and other stems, actors' ids, countries.

    Attributes:
        particulars: the stems alone.
        when, time: the date it tells of, as a value and as an interval.
        written: when its article was.
    """

    brief: int
    text: str
    concepts: frozenset[str]
    particulars: frozenset[str]
    actors: frozenset[str]
    countries: frozenset[str]
    when: str | None
    time: When | None
    written: When | None


@dataclass(frozen=True, slots=True)
class _Enough:
    """What makes one sentence the report of another: the least cover and weight of what they share, and how many words.

    Attributes:
        cover: the share of the expectation's weight that is shared.
        units: the shared weight, in units of a word that nobody else tells.
        shared: concepts in common.
        particulars: those of them that are no happening.
    """

    cover: float
    units: float
    shared: int = 0
    particulars: int = 1


_OF_THE_DAY = _Enough(0.2, 0.6)
"""The article appeared within days of the expected day."""
_DATED = _Enough(0.25, 1)
_LATER = _Enough(0.4, 1.5, shared=3)
"""The article is later, and the expectation has no date."""
_UNORDERED = _Enough(0.3, 1.5, particulars=3)
"""Nobody can say which article is the later one."""
_UNNAMED = _Enough(0.6, 2, particulars=4)
"""No word for the kind of happening is shared."""


def outlook(
    briefs: Sequence[Brief],
    actors: Sequence[ActorEntry],
    brief_actors: Mapping[str, Mapping[str, str]],
    as_of: str | None,
) -> tuple[OutlookEntry, ...]:
    """Every forward look of the briefs (newest first) with its status on the day `as_of`.

    What neither says when nor stands in an article of a known time may be long past: it is left out, unless reported.
    """
    told, ahead = _texts(briefs, brief_actors, surfaces_of(actors))
    weights = _weights(len(briefs), told, ahead)
    index: dict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(told):
        for concept in text.concepts:
            index[concept].append(number)
    entries = []
    for expected, item in ahead:
        found = _reports(expected, told, index, weights, briefs)
        if found or expected.time or written(briefs[expected.brief]):
            since = any(not _too_early(expected, text) for text in found)
            # Of what nobody reports: due when its whole time has passed by the day the site is of.
            status: Status = "reported" if since else "due" if is_over(expected.when, as_of) else "ahead"
            reports = tuple(Report(briefs[text.brief].id, text.text) for text in found)
            entries.append(OutlookEntry(briefs[expected.brief].id, item, status, reports))
    return tuple(entries)


def _texts(
    briefs: Sequence[Brief], brief_actors: Mapping[str, Mapping[str, str]], surfaces: Mapping[str, Surfaces]
) -> tuple[list[_Text], list[tuple[_Text, Forward]]]:
    """What the briefs tell of past and present, and what they expect."""
    told: list[_Text] = []
    ahead: list[tuple[_Text, Forward]] = []
    for number, brief in enumerate(briefs):
        own, at = own_surfaces(brief_actors[brief.id], surfaces), placed(brief)
        forward = {fold(item.text) for item in stated.looks(brief)}
        seen: set[str] = set()
        for text, when in _told(brief):
            key = fold(text)
            if key not in seen and not any(key in look for look in forward) and speaks_of_now(text):
                seen.add(key)
                told.append(_read(number, text, own, resolved(when, brief, False), at))
        for item in stated.looks(brief):
            when = resolved(item.when, brief, True)
            ahead.append((_read(number, item.text, own, when, at), item))
    return told, ahead


def _told(brief: Brief) -> Iterable[tuple[str, str | None]]:
    """The sentences a brief shows, with the date of those that have one."""
    for event in stated.events(brief):
        yield event.text, event.date
    for statement in (brief.takeaway, *brief.key_points):
        for sentence in _SENTENCE_END.split(statement.text):
            yield sentence, None
    for items in (brief.figures, brief.quotes):
        for item in items:
            for evidence in item.evidence[1:]:
                yield evidence.exact, None


def speaks_of_now(text: str) -> bool:
    """Whether a sentence tells of the past or present: a finite form, and no word that looks ahead or supposes."""
    found = tokens(text)
    if hedges.looks_elsewhere(text, found):
        return False
    return any(t in _PAST or (t.endswith(("ed", "ing")) and len(t) > 4) for t in found)


def _read(number: int, text: str, own: Mapping[str, Surfaces], when: str | None, at: When | None) -> _Text:
    said = read_sentence(text, own)
    stems = frozenset(c for c in said.concepts if not c.startswith("~"))
    return _Text(number, text, said.concepts, stems, said.actors, said.countries, when, When.parse(when), at)


def _weights(total: int, told: Iterable[_Text], ahead: Iterable[tuple[_Text, Forward]]) -> dict[str, float]:
    """How much each concept tells: the logarithm of how few of the briefs tell it of past or present.

    Expectations do not count: when ten articles look ahead to one summit, its words are no less that summit's.
    """
    holders: dict[str, set[int]] = defaultdict(set)
    for text in told:
        for concept in text.concepts:
            holders[concept].add(text.brief)
    known = {concept for text, _ in ahead for concept in text.concepts} | holders.keys()
    return {concept: math.log((total + 2) / (len(holders[concept]) + 1)) for concept in known}


def _reports(
    expected: _Text,
    told: Sequence[_Text],
    index: Mapping[str, list[int]],
    weights: Mapping[str, float],
    briefs: Sequence[Brief],
) -> list[_Text]:
    """The best matching sentence of each later brief that tells what was expected, earliest brief first."""
    hits: Counter[int] = Counter()
    for concept in sorted(expected.particulars):
        postings = index.get(concept, ())
        if len(postings) <= max(POSTINGS, len(briefs) // 200):
            hits.update(postings)
    best: dict[int, tuple[float, str, _Text]] = {}
    for number in hits:
        candidate = told[number]
        score = _score(expected, candidate, weights, len(briefs))
        if score and (score, candidate.text) > best.get(candidate.brief, (0.0, ""))[:2]:
            best[candidate.brief] = (score, candidate.text, candidate)
    order = sorted(best, key=lambda n: oldest_first(briefs[n]))
    return [best[n][2] for n in order[:REPORTS]]


def _score(expected: _Text, candidate: _Text, weights: Mapping[str, float], total: int) -> float:
    """The weight of what the two share when that makes the one a report of the other, else 0."""
    if candidate.brief == expected.brief or not _share_actor(expected, candidate):
        return 0.0
    shared = expected.concepts & candidate.concepts
    particulars = expected.particulars & candidate.particulars
    happening = shared - particulars
    if _doubtful(expected, candidate, happening or particulars) or _misdated(expected, candidate):
        return 0.0
    if _too_early(expected, candidate) and (_COMING not in shared or _ARRIVED.isdisjoint(tokens(candidate.text))):
        return 0.0
    enough = _enough(expected, candidate, bool(happening))
    if enough is None or len(shared) < enough.shared or len(particulars) < enough.particulars:
        return 0.0
    # What the report alone tells weighs one unit; a word nobody tells must not weigh more against it.
    unit = math.log((total + 2) / 2)
    weight = weigh(shared, weights)
    whole = math.fsum(min(unit, weights[c]) for c in sorted(expected.concepts))
    return weight if weight >= enough.units * unit and weight >= enough.cover * whole else 0.0


def _enough(expected: _Text, candidate: _Text, happening: bool) -> _Enough | None:
    """What two sentences have to share by what is known of their times; None where that speaks against any report."""
    later = _is_later(expected.written, candidate.written)
    if later is None:
        return _UNORDERED if happening and _says_when(expected) else None
    if not later:
        return None
    if not happening:
        return _UNNAMED
    if expected.time is None:
        return _LATER
    return _OF_THE_DAY if _near(expected, candidate) else _DATED


def _doubtful(expected: _Text, candidate: _Text, happening: Set[str]) -> bool:
    """Whether the candidate denies or only prepares what the two share, or tells of another place or partner."""
    told, meant = _doubts(candidate.text), _doubts(expected.text)
    if told.denied & happening != meant.denied & happening:
        return True
    if not told.prepared.isdisjoint(happening) and not meant.announces:
        return True
    if MEETING in happening and expected.actors - candidate.actors and candidate.actors - expected.actors:
        return True
    return told.qualifiers.contradict(meant.qualifiers)


@lru_cache(maxsize=16384)
def _doubts(text: str) -> hedges.Doubts:
    return hedges.read(text, concept_of)


def _too_early(expected: _Text, candidate: _Text) -> bool:
    """Whether an article is from before the day: then it can tell that somebody is on the way, and nothing else."""
    day, later = expected.time, candidate.written
    return bool(day and later and later.certainly_before(day))


def _near(expected: _Text, candidate: _Text) -> bool:
    """Whether an article appeared within days of an expected day: what it then tells as happening is that day's."""
    day, later = expected.time, candidate.written
    if not day or not later or day.end - day.start > EARLY:
        return False
    return day.start - EARLY <= later.start and later.end <= day.end + AFTERWARDS


def _says_when(expected: _Text) -> bool:
    """Whether an expectation names its time at least to the month: a recurring "meeting" is then one meeting."""
    return expected.when is not None and re.match(r"[\dX]{4}-\d\d", expected.when) is not None


def _share_actor(a: _Text, b: _Text) -> bool:
    """Someone who acts in both: a person or body where the expectation names one, else a country."""
    if a.actors:
        return not a.actors.isdisjoint(b.actors)
    return not a.countries or not a.countries.isdisjoint(b.countries)


def _is_later(first: When | None, second: When | None) -> bool | None:
    """True when the second is later, False when it is not, None when nobody can say."""
    if first is None or second is None:
        return None
    if first.certainly_before(second):
        return True
    return False if second.end <= first.start or first == second else None


def _misdated(expected: _Text, candidate: _Text) -> bool:
    """Whether a date speaks against a report: of the sentence, of its article, or a year that it names."""
    years = {int(y) for y in _YEAR.findall(candidate.text)}
    if not _month_fits(expected.when, candidate):
        return True
    day, before, told, later = expected.time, expected.written, candidate.time, candidate.written
    if day:
        other = bool(years) and years.isdisjoint(range(day.start.year, day.end.year + 1))
        return other or _far(told, day, EARLY) or _far(later, day, LATE)
    # With no year of its own, an expectation cannot be told from what a stated year says.
    if years and (before is None or max(years) < before.start.year):
        return True
    if told and before and told.certainly_before(before):
        return True
    return not any((later, candidate.when, before, expected.when))


def _far(when: When | None, day: When, after: timedelta) -> bool:
    """Whether a time lies more than `EARLY` before an expected one, or more than so long after it."""
    return when is not None and (when.end < day.start - EARLY or when.start > day.end + after)


def _month_fits(when: str | None, candidate: _Text) -> bool:
    """Whether the days a sentence names are near the expected month, as far as both say."""
    expected = re.match(r"[\dX]{4}-(\d\d)", when or "")
    if not expected:
        return True
    named = {MONTH_NUMBERS[(m[1] or m[2])[:3].lower()] for m in _MONTH_DAY.finditer(candidate.text)}
    if own := re.match(r"[\dX]{4}-(\d\d)", candidate.when or ""):
        named.add(int(own[1]))
    return not named or int(expected[1]) in named
