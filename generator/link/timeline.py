"""Events and dated forward looks of all briefs on one axis of time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from generator.core.model import Brief
from generator.core.text import fold
from generator.core.when import When
from generator.link.corpus import TimelineEntry
from generator.link.intervals import newest_first, resolved
from generator.link.words import content

ALIKE = 0.7
"""Two texts of one day that share this part of their content words tell the same point of the axis."""


def timeline(briefs: Sequence[Brief]) -> tuple[TimelineEntry, ...]:
    """The points of the axis, earliest first; of several tellings of one the first published stays.

    A date whose year nobody states is placed by the article's publication date; where that is unknown too, the point
    has no place on the axis and is left out.
    """
    found: list[tuple[When, TimelineEntry]] = []
    for brief in sorted(briefs, key=lambda b: (-newest_first(b)[0], b.id)):
        told: set[str] = set()
        for event in brief.events:
            _add(found, resolved(event.date, brief, False), event.text, brief.id, False)
            told.add(fold(event.text))
        for item in brief.whats_next:
            if fold(item.text) not in told:
                _add(found, resolved(item.when, brief, True), item.text, brief.id, True)
    order = {id(entry): n for n, (_, entry) in enumerate(found)}
    found.sort(key=lambda p: (p[0].start, -p[0].end.toordinal(), order[id(p[1])]))
    return _deduplicated(found)


def _add(found: list[tuple[When, TimelineEntry]], when: str | None, text: str, brief: str, ahead: bool) -> None:
    span = When.parse(when)
    if span and when and text.strip():
        found.append((span, TimelineEntry(when, text, brief, ahead)))


def _deduplicated(found: list[tuple[When, TimelineEntry]]) -> tuple[TimelineEntry, ...]:
    """Without later tellings of the same date in the same or nearly the same words."""
    kept: list[TimelineEntry] = []
    exact: set[tuple[str, str]] = set()
    by_word: dict[tuple[str, str], list[frozenset[str]]] = defaultdict(list)
    for _, entry in found:
        words = frozenset(content(entry.text))
        if (entry.date, fold(entry.text)) in exact:
            continue
        # Near-duplicates share most words, so they share one of the alphabetically first half of them.
        probes = sorted(words)[: len(words) // 2 + 1]
        if any(_alike(words, other) for probe in probes for other in by_word[entry.date, probe][:20]):
            continue
        exact.add((entry.date, fold(entry.text)))
        for word in words:
            by_word[entry.date, word].append(words)
        kept.append(entry)
    return tuple(kept)


def _alike(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a) and len(a & b) >= ALIKE * len(a | b)
