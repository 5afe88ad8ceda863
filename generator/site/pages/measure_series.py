"""A measure over its periods: which figures of the ledger are one measure at different times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.core.when import When
from generator.link.corpus import Corpus, LedgerEntry
from generator.link.intervals import by_day
from generator.link.words import read, stem
from generator.site.markup import Markdown
from generator.site.pages.wording import human_date, sentence_case
from generator.site.pictures.series import LEAST, Point, columns, spark
from generator.site.words import Words

NARROW = 31, 92, 184, 366
"""Upper bounds, in days, of periods that may stand side by side: months, quarters, half-years, years."""
LEVELS = (
    "deficit", "debt", "duty", "inflation", "interest", "margin", "part", "proportion", "quota", "rate", "share",
    "support", "surplus", "tariff", "turnout", "unemployment", "utilization", "yield",
)  # fmt: skip
"""Words of measures whose percentages are levels. Other percentages are mostly changes, each on a base of its own:
side by side they would compare what cannot be compared."""
_LEVELS = frozenset(map(stem, LEVELS))


@dataclass(frozen=True, slots=True)
class Series:
    """The same measure in the same unit at different times, earliest first."""

    measure: str
    unit: str | None
    entries: tuple[LedgerEntry, ...]

    @property
    def title(self) -> str:
        """What is shown: "trade between China and Russia"."""
        return sentence_case(self.measure)

    def points(self, words: Words, current: LedgerEntry | None = None) -> tuple[Point, ...]:
        """The columns of the picture; the current one (else the last) stands out."""
        chosen = current or self.entries[-1]
        return tuple(
            Point(human_date(e.period, words), float(e.value), e.tellings[0].figure.text, e.id == chosen.id)
            for e in self.entries
        )

    def picture(self, words: Words) -> Markdown | None:
        """The large picture."""
        return columns(self.points(words), self.alternative(words))

    def spark(self, current: LedgerEntry, words: Words) -> Markdown | None:
        """The small picture, the period of `current` marked."""
        return spark(self.points(words, current), self.alternative(words))

    def alternative(self, words: Words) -> str:
        """The picture in words."""
        return _alternative(self, words)


@lru_cache(maxsize=4096)
def _alternative(it: Series, words: Words) -> str:
    return f"{it.title}: " + "; ".join(f"{p.name} {p.said}" for p in it.points(words))


def series(corpus: Corpus) -> tuple[Series, ...]:
    """All measures with at least three periods of one length, those with most points first."""
    groups: dict[object, dict[str, LedgerEntry]] = defaultdict(dict)
    for entry in corpus.ledger:  # told last first: the newest telling of a period stays
        length = _length(entry.period)
        if not entry.measure or not entry.period or length is None or entry.max_value is not None:
            continue
        about = read(entry.measure)
        if entry.unit == "percent" and not about.words & _LEVELS:
            continue
        if about.words or about.countries:
            key = (entry.unit, about.words, about.countries, length)
            groups[key].setdefault(entry.period, entry)
    found = [_series(tuple(entries.values())) for entries in groups.values() if len(entries) >= LEAST]
    return tuple(sorted(found, key=lambda s: (-len(s.entries), s.measure, s.unit or "")))


def _series(entries: Sequence[LedgerEntry]) -> Series:
    ordered = tuple(sorted(entries, key=lambda e: (by_day(e.period), e.period or "")))
    return Series(entries[0].measure or "", entries[0].unit, ordered)


def _length(period: str | None) -> int | None:
    """Which kind of period it is: a number of `NARROW`; a change "2022/2023" is one of its last year."""
    span = When.parse(period.rpartition("/")[2] if period else None)
    if span is None or period is None or ("/" in period and not _neighbours(period)):
        return None
    days = (span.end - span.start).days + 1
    return next((n for n in NARROW if 1 < days <= n), None)


def _neighbours(period: str) -> bool:
    first, last = (When.parse(part) for part in period.split("/", 1))
    return bool(first and last and (last.start - first.end).days == 1)
