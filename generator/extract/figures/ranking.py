"""Which figures a brief shows: at most eight, by how much each one tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from generator.core.model import Figure
from generator.core.text import fold
from generator.extract.parsed import Parsed

MOST = 8
THRESHOLD = 2.0
"""Below this a figure is noise in a brief: a small count, a duration in passing."""

FILL = 1.3
"""Above this a figure still fills a free place: a small count told early, a long span of time."""

COMPARED = 0.8
"""What an amount loses that another is only compared with ("up from 1.9%")."""

REPEATED = 1.5
"""What an amount loses that the article has told before it with the same unit."""

RESTATED = 4.0
"""What the same amount in a second unit loses: it goes with the first, not beside it."""

_PASSING = re.compile(
    r"\b(?:in|within|for|over|after|every|these|those|past|last|next|first|previous|coming|recent|about|the|"
    r"['’]s|(?:or|and|even) (?:in|for|within)) (?:the |these |past |last |next |coming )*$",
    re.IGNORECASE,
)


_GONE = r"\s(?:ago|later|earlier|before|after|since)\b"

_MARKET = re.compile(
    r"\b(?:yields?|bonds?|lows?|highs?|notes?|treasur\w+|mortgages?|rates?|peaks?|records?)\b", re.IGNORECASE
)
"""What a span of years only names ("the 10-year yield", "a five-year low")."""


_LITTLE = frozenset(
    ("side", "part", "thing", "way", "time", "party", "question", "reason", "phase", "step", "point", "condition",
     "term", "hurdle", "company", "man", "woman", "person", "word", "issue", "country", "occasion", "leader")
)  # fmt: skip
"""Nouns of which a few tell little ("two sides", "three reasons")."""

_SHORT = ("second", "minute", "hour", "day")
"""Spans of a meeting or a call: "spoke for two hours" tells something, "has ruled for ten years" is background."""


def choose(parsed: Parsed, figures: Sequence[Figure], kinds: Sequence[str]) -> tuple[Figure, ...]:
    """The figures for the brief, the most telling first; a figure told twice is taken once, at its best place."""
    scored = [
        (
            _weight(parsed, figure, kind, i, len(figures))
            - RESTATED * _is_restated(parsed, figures, i)
            - COMPARED * _is_compared(parsed, figures, i)
            - REPEATED * any(_amount(f) == _amount(figure) for f in figures[:i]),
            -i,
            figure,
        )
        for i, (figure, kind) in enumerate(zip(figures, kinds, strict=True))
    ]
    chosen: list[Figure] = []
    for weight, _, figure in sorted(scored, key=lambda s: (-s[0], -s[1])):
        if weight < FILL or len(chosen) == MOST:
            break
        if not any(same(figure, other) for other in chosen):
            chosen.append(figure)
    return tuple(chosen)


def _is_restated(parsed: Parsed, figures: Sequence[Figure], i: int) -> bool:
    """True for an amount in brackets that tells the one before it in another unit."""
    if i == 0 or figures[i].measure is None or figures[i].measure != figures[i - 1].measure:
        return False
    between = parsed.article.text[figures[i - 1].evidence[0].end : figures[i].evidence[0].start]
    return between.strip() == "("


def _amount(figure: Figure) -> tuple[Decimal, Decimal | None, str | None]:
    return figure.value, figure.max_value, figure.unit


def _is_compared(parsed: Parsed, figures: Sequence[Figure], i: int) -> bool:
    """True for the base of a comparison with a figure of its unit in the same sentence."""
    figure = figures[i]
    start = figure.evidence[0].start
    before = parsed.article.text[max(0, start - 16) : start]
    base = re.search(r"\b(?:from|than|against|compared with|compared to) $", before)
    return bool(base) and any(f.unit == figure.unit and f.evidence[-1] == figure.evidence[-1] for f in figures[:i])


def same(a: Figure, b: Figure) -> bool:
    """True when both tell one quantity: value, range and unit agree and the measures share a word."""
    if (a.value, a.max_value, a.unit) != (b.value, b.max_value, b.unit):
        return False
    return not a.measure or not b.measure or bool(_content(a.measure) & _content(b.measure))


def _content(measure: str) -> set[str]:
    return {w.removesuffix("s") for w in re.findall(r"\w+", fold(measure)) if len(w) > 3}


def _weight(parsed: Parsed, figure: Figure, kind: str, index: int, total: int) -> float:
    """How much a figure tells: its unit's kind first, then its size, place, period and measure."""
    start = figure.evidence[0].start
    text = parsed.article.text
    size = abs(figure.value)
    sentence = parsed.sentence_at(start)
    block = parsed.blocks[sentence.block] if sentence else None
    weight = {
        "money": 5.0,
        "percent": 5.0,
        "minor money": 3.0,
        "rate": 4.0,
        "flow": 4.0,
        "count": 1.0,
        "bare": 0.0,
        "age": 0.5,
        "time": 0.6,
        "ratio": 1.0,
        "share": 3.5,
        "fraction": 0.8,
    }.get(kind, 4.0)
    if kind == "count":
        if size >= 10:
            weight = 3.2 + min(2.0, len(str(int(size))) * 0.25)
        elif figure.unit and re.search(r"(?:^| )[A-Z]\w+ \w", figure.unit):
            weight = 2.4  # a named thing: "two Airbus plants"
        elif size >= 4:
            weight = 1.6
        elif size < 3:
            weight = 0.4
        if size < 10 and figure.unit and figure.unit.split(" ")[-1] in _LITTLE:
            weight = 0.0
    elif kind == "time":
        before = text[max(0, start - 24) : start]
        if "-" in figure.text and figure.measure and not _MARKET.search(figure.measure):
            weight = 2.6  # "a four-day trip"
        elif (
            figure.measure
            and (not _PASSING.search(before) or (figure.unit in _SHORT and re.search(r"\bfor $", before)))
            and not figure.text.lower().startswith("within")
            and not re.match(_GONE, text[figure.evidence[0].end :])
        ):
            weight = 2.6
        elif size >= 10 and figure.measure and not re.match(_GONE, text[figure.evidence[0].end :]):
            weight = 1.5
    elif kind == "bare":
        weight = 1.8 if size >= 1000 and figure.measure and ("," in figure.text or " " in figure.text) else 0.0
    if (size == 1 and kind not in ("money", "percent", "rate")) or (figure.value == Decimal(1) and kind == "count"):
        weight -= 2.0
    if figure.max_value is not None and figure.max_value == 10 * figure.value:
        weight -= 1.2  # "thousands of"
    if figure.measure is None:
        weight -= 0.6
    if figure.period:
        weight += 0.3
    if figure.change:
        weight += 0.2
    if block is not None and block.section in ("takeaway", "key_points"):
        weight += 0.3
    weight += 0.4 * (1 - index / max(1, total))
    if parsed.article.title and figure.text in parsed.article.title:
        weight += 1.0
    return weight
