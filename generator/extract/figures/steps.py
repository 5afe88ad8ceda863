"""The extractor: from a parsed article to `quantities` (all) and `figures` (candidates, what would be missed first)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.core.model import Figure, Found, Judgement
from generator.core.text import stable_id
from generator.extract.figures import alone, bounds, features, presentation
from generator.extract.figures.clauses import clause_of
from generator.extract.figures.grammar import Quantity
from generator.extract.figures.measure import Amount, Finder, Measure
from generator.extract.figures.not_quantities import Masks
from generator.extract.figures.periods import Periods
from generator.extract.figures.quantities import quantities
from generator.extract.judgement import judge
from generator.extract.parsed import Parsed
from generator.extract.tags import NOUNS

_UNIT = re.compile(r"[\w\s.,'’&/%°²³·⁻-]*")
_RESTATED = re.compile(r" ?[(\[](?:or |about |US)?")
_ALTERNATIVE = re.compile(r",? or ")
_REACHED = re.compile(r" (?:at|to) ")


@dataclass(frozen=True, slots=True)
class Reading:
    """A quantity with all that was read of it; `raw` is the figure of it that `quantities` hold."""

    amount: Amount
    raw: Figure
    measure: Measure | None
    converted: bool = False
    """Whether it tells the one before it in another unit of measurement: "5 miles (8 km)"; money stays, as each reader
    knows his own."""


def extract(parsed: Parsed, found: Found) -> Found:
    """Set `quantities`, `figures` and the judgements of `figures` and `figures.measure`."""
    masks = Masks(parsed, found)
    amounts = [_place(parsed, q) for q in quantities(parsed, masks)]
    finder = Finder(parsed, {i for a in amounts for i in range(a.first, a.last + 1)})
    periods = Periods(parsed, found, amounts)
    readings: list[Reading] = []
    for amount in amounts:
        reading = _read(parsed, finder, periods, amount)
        if reading is not None:
            readings.append(_with_last(parsed, readings[-1], reading) if readings else reading)
    told = presentation.as_told(parsed, found, alone.apart(parsed, readings))
    judgements = [j for i in range(len(told)) for j in _judged(parsed, told, i)]
    worth = {j.item: j.probability * (1 + j.wanted) for j in judgements if j.field == "figures"}
    figures = sorted((r.raw for r in told if not r.converted), key=lambda f: -worth[f.id])
    return replace(
        found,
        quantities=tuple(r.raw for r in readings),
        figures=tuple(_once(figures)),
        judgements=(*found.judgements, *judgements),
    )


def _place(parsed: Parsed, quantity: Quantity) -> Amount:
    """The tokens of a quantity and its own noun or unit: the noun of a count, else the last of its outer words."""
    doc = parsed.doc
    first, last = (parsed.token_before(at).i for at in (quantity.start, quantity.end - 1))
    outer = [t for t in doc[first : last + 1] if not first <= t.head.i <= last or t.head == t]
    head = next((t for t in reversed(outer) if t.pos_ in ("NOUN", "PROPN", "NUM", "SYM")), (outer or [doc[first]])[-1])
    if quantity.kind == "count" and doc[last].pos_ in NOUNS and " per " not in (quantity.unit or ""):
        head = doc[last]
    return Amount(quantity, first, last, head, head.sent)


def _read(parsed: Parsed, finder: Finder, periods: Periods, amount: Amount) -> Reading | None:
    quantity = amount.quantity
    sentence = parsed.sentence_at(quantity.start)
    if sentence is None:
        return None
    if _is_code(parsed.article.text, quantity):
        return None
    bound, start, end = bounds.of(parsed.article.text, amount)
    start, end = max(start, sentence.start), min(end, sentence.end)
    measure = finder.of(amount)
    words = parsed.article.evidence(start, end)
    around = clause_of(parsed.article.text, amount)
    wide = (min(start, around[0]), max(end, around[1])) if around else (start, end)
    clause = (parsed.article.evidence(*wide),) if wide != (start, end) else ()
    raw = Figure(
        id=stable_id("f", str(start), words.exact),
        text=words.exact,
        value=_decimal(quantity.value),
        max_value=None if quantity.max_value is None else _decimal(quantity.max_value),
        unit=quantity.unit,
        evidence=(words, *clause, parsed.article.evidence(sentence.start, sentence.end)),
        measure=measure.words if measure else None,
        period=periods.of(amount),
        bound=bound,
        change=bounds.change(amount),
        kind=quantity.kind,
        digits=quantity.number.printed,
    )
    return Reading(amount, raw, measure)


def _is_code(text: str, quantity: Quantity) -> bool:
    """Whether a number is part of a name, a date or markup: "sys4ml", "the 1989, 1990, 1991 years", "300^"."""
    dated = quantity.unit == "year" and quantity.number.digits and 1900 <= quantity.value < 2100
    return dated or text[: quantity.start][-1:].isalpha() or not _UNIT.fullmatch(quantity.unit or "")


def _with_last(parsed: Parsed, last: Reading, now: Reading) -> Reading:
    """A quantity told again: "5 miles (8 km)" has the same measure; after "or" it has the measure if it lacks one."""
    between = parsed.article.text[last.raw.evidence[0].end : now.raw.evidence[0].start]
    a, b = last.raw, now.raw
    if _RESTATED.fullmatch(between) and b.unit is not None and a.unit != b.unit:
        if "percent" in (a.unit, b.unit):
            return now
        bound = a.bound if b.bound == "exact" else b.bound
        raw = replace(b, measure=a.measure, period=a.period, change=a.change, bound=bound)
        return Reading(now.amount, raw, last.measure, converted=a.kind == b.kind != "money")
    if _REACHED.fullmatch(between) and last.measure is not None and last.measure.rule == "beside":
        return replace(now, raw=replace(b, measure=a.measure), measure=last.measure)  # "Shell, down 2p at 400p"
    if _ALTERNATIVE.fullmatch(between):
        raw = replace(b, change=b.change or a.change, measure=b.measure or a.measure)
        return replace(now, raw=raw, measure=now.measure or last.measure)
    return now


def _judged(parsed: Parsed, readings: list[Reading], i: int) -> list[Judgement]:
    """The judgements of a candidate and of the values it has."""
    known = features.of(parsed, readings, i)
    figure, measure = readings[i].raw, readings[i].measure
    out = [judge("figures", figure.id, known)]
    if figure.measure and measure is not None:
        out.append(judge("figures.measure", figure.id, known | features.of_measure(measure)))
    return out


def _once(figures: list[Figure]) -> list[Figure]:
    """A quantity told twice is one candidate: where it is told so that a reader would miss it."""
    seen: set[tuple[Decimal, Decimal | None, str | None]] = set()
    out = []
    for figure in figures:
        key = (figure.value, figure.max_value, figure.unit)
        if key not in seen:
            out.append(figure)
        seen.add(key)
    return out


def _decimal(value: Decimal) -> Decimal:
    """The value at most twelve significant digits long, without an exponent for whole numbers."""
    rounded = round(value, 12 - value.adjusted()) if len(value.as_tuple().digits) > 15 else value
    plain = rounded.normalize()
    return plain.quantize(Decimal(1)) if plain == plain.to_integral_value() and plain.adjusted() < 27 else plain
