"""The extractor: from a parsed article to `quantities` and `figures`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.core.model import Change, Figure, Found
from generator.core.text import stable_id
from generator.extract.figures import bounds, grammar, nouns, periods, presentation, ranges, ranking
from generator.extract.figures.grammar import Quantity
from generator.extract.figures.measure import Finder
from generator.extract.figures.not_quantities import Masks
from generator.extract.figures.numbers import Number, find_numbers
from generator.extract.parsed import Parsed, Sentence

_ONE_IN = re.compile(r"\s(?:in|out of)\s(?:every\s)?$", re.IGNORECASE)
_AGED = re.compile(r"\b(?:aged|age|age of|ages|ages of)\s$", re.IGNORECASE)
_AGE_APPOSED = re.compile(r"[A-Z][\w’'.-]+,? ?[,(] ?$")
_AGE_OF_NOUN = re.compile(r"\b[Tt]he \w+, $")


_CASUALTIES_BEFORE = re.compile(
    r"\b(?:kill|injur|wound|arrest|detain|evacuat|hospitali[sz])(?:ing|ed|e|s|es)?\s"
    r"(?:(?:at least|more than|around|about|some|over|nearly|up to|another|a further)\s)?$"
)
_CASUALTIES_AFTER = re.compile(
    r"\s(?:others\s)?(?:(?:were|are|was|have been)\s)?"
    r"(?:killed|injured|wounded|dead|missing|arrested|detained|hurt|hospitali[sz]ed)\b"
)
_LASTING = re.compile(
    r"(?:^|\b(?:for|lasted|lasts|last|took|takes|take|is|was|are|were|been|of|after|just|reportedly|some|and|than|to))\s$"
)
_BEFORE_NOUN = frozenset(["most", "very", "few", "first", "last", "top", "next", "other"])


@dataclass(frozen=True, slots=True)
class Placed:
    """A quantity with the tokens it covers; `head` is the token of its noun or unit."""

    quantity: Quantity
    first: int
    last: int
    head: int


def extract(parsed: Parsed, found: Found) -> Found:
    """Set `quantities` (all) and `figures` (at most eight, the most telling first)."""
    text = parsed.article.text
    masks = Masks(parsed, found)
    read = _quantities(parsed, masks)
    placed = [_place(parsed, masks, q) for q in read]
    finder = Finder(parsed.doc, [(p.quantity, p.first, p.last) for p in placed])
    out: list[Figure] = []
    kinds: list[str] = []
    doings: list[str | None] = []
    levels: list[Change | None] = []
    spans = [(p.quantity.start, p.quantity.end) for p in placed]
    for p in placed:
        figure = _figure(parsed, found, finder, p, spans, text)
        if figure is not None:
            if out and re.fullmatch(
                r" ?[(\[](?:or |about |US)?", text[out[-1].evidence[0].end : figure.evidence[0].start]
            ):
                figure = _restated(out[-1], figure)
            elif out and re.fullmatch(r",? or ", text[out[-1].evidence[0].end : figure.evidence[0].start]):
                figure = replace(
                    figure, change=figure.change or out[-1].change, measure=figure.measure or out[-1].measure
                )
            out.append(figure)
            counted = p.quantity.kind == "count" and figure.measure is None
            doings.append(finder.counted_doing(parsed.doc[p.head], p.quantity.number.end) if counted else None)
            levels.append(bounds.level(p.quantity, parsed.doc[p.first]))
            kinds.append("fraction" if p.quantity.number.fraction and not p.quantity.unit else p.quantity.kind)
    shown = [replace(f, change=f.change or way) for f, way in zip(out, levels, strict=True)]
    shown, kinds = presentation.as_told(parsed, found, shown, kinds, doings)
    return replace(found, quantities=tuple(out), figures=ranking.choose(parsed, shown, kinds))


def _quantities(parsed: Parsed, masks: Masks) -> list[Quantity]:
    text = parsed.article.text
    read: list[Quantity] = []
    named_to = -1
    for number in _proportions(text, find_numbers(text)):
        if masks.covers(number):
            continue
        floor = read[-1].end if read else 0
        if number.start < floor:
            continue
        quantity = grammar.read(text, number, floor)
        has_unit = quantity.unit is not None
        if number.article and (not has_unit or quantity.value == 1):
            continue
        if masks.is_name(quantity.number, has_unit, quantity.kind):
            named_to = number.end
            continue
        if re.fullmatch(r"[-/] ?", text[named_to : number.start]) and named_to >= 0 and not has_unit:
            continue  # the second half of a name: 747-400
        if not has_unit and (masks.is_year(number) or masks.is_date(number)) and not number.scaled:
            continue
        if not has_unit:
            quantity = _age(text, quantity)
        read.append(quantity)
    combined = ranges.combine(text, read)
    out = [q for q in (_count(parsed, masks, q) for q in combined) if q is not None]
    apart = [q for i, q in enumerate(out) if not any(q.start < p.end for p in out[max(0, i - 2) : i])]
    return _shared_counts(text, apart)


def _proportions(text: str, numbers: list[Number]) -> list[Number]:
    """ "one in 13" and "3 out of 10" as fractions."""
    out: list[Number] = []
    for number in numbers:
        link = text[out[-1].end : number.start] if out else ""
        if (
            out
            and _ONE_IN.fullmatch(link)
            and 0 < out[-1].value < number.value
            and not out[-1].scaled
            and out[-1].value % 1 == 0
            and number.value % 1 == 0
            and (out[-1].value == 1 or "out of" in link)
            and not re.fullmatch(r"(?:19|20)\d\d", text[number.start : number.end])
        ):
            out[-1] = Number(out[-1].start, number.end, out[-1].value / number.value, fraction=True)
        else:
            out.append(number)
    return out


def _age(text: str, quantity: Quantity) -> Quantity:
    """An age without its unit: "aged 55", "the mayor, 51,"."""
    before, after = text[max(0, quantity.start - 30) : quantity.start], text[quantity.end : quantity.end + 3]
    number = quantity.number
    if re.match(r"\s?(?:[-–]|to\b|and\b)\s?[0-9]", text[number.end : number.end + 8]):
        return quantity  # a range: its unit is told at its end
    if not 0 < quantity.value < 121 or quantity.value % 1:
        return quantity
    if (
        re.search(
            r"\b(?:life expectancy|(?:average|median|mean|retirement|pension) age)\b[^.\d]*$",
            text[max(0, quantity.start - 70) : quantity.start],
            re.IGNORECASE,
        )
        or _AGED.search(before)
        or (
            number.digits
            and (_AGE_APPOSED.search(before) or (_AGE_OF_NOUN.search(before) and after[:1] == ","))
            and re.match(r"[,)](?!\d)|\.(?:\s|$)|$", after)
            and quantity.value > 9
        )
    ):
        return replace(quantity, unit="year of age", kind="age")
    return quantity


def _count(parsed: Parsed, masks: Masks, quantity: Quantity) -> Quantity | None:
    """What a bare number counts; None when the number turns out to count nothing ("one" as a pronoun)."""
    if quantity.kind in ("bare", "time") and _AGED.search(
        parsed.article.text[max(0, quantity.start - 12) : quantity.start]
    ):
        return replace(quantity, unit=f"{quantity.unit or 'year'} of age", kind="age")
    if quantity.unit is not None or quantity.kind != "bare":
        return quantity
    doc, text = parsed.doc, parsed.article.text
    number = quantity.number
    index = masks.token_before(quantity.end - 1)
    is_one = text[quantity.start : quantity.end].lower() == "one"
    if number.fraction:
        return replace(quantity, kind="fraction")
    if is_one:
        token = doc[index]
        if token.pos_ == "PRON" and (index + 1 >= len(doc) or doc[index + 1].lower_ != "of"):
            return None
    start = index
    if text.startswith("-odd ", number.end):
        start = index + 2
    following = doc[index + 1].lower_ if index + 1 < len(doc) else ""
    if following == "of" and (number.vague or is_one):
        start = index + 1
        while start + 1 < len(doc) and (
            doc[start + 1].pos_ in ("DET", "PRON", "NUM") or doc[start + 1].lower_ in _BEFORE_NOUN
        ):
            start += 1
    elif following == "+" or following in ("more", "other", "further", "additional", "such", "most", "extra"):
        start = index + 1
    span = nouns.counted(doc, start)
    name = nouns.phrase(doc, *span) if span is not None else ""
    if span is not None and re.fullmatch(r"[A-Za-z]+[0-9]+", doc[span[0] : span[1] + 1].text):
        return None  # a code, not a thing counted
    if is_one and following == "of" and span is not None and doc[span[1]].tag_ in ("NN", "NNP"):
        return None  # "one of ease"
    if span is None or not re.search(r"[^\W\d_]", name):
        if is_one or masks.is_label(quantity.number):
            return None
        if _CASUALTIES_BEFORE.search(text[max(0, quantity.start - 40) : quantity.start]) or _CASUALTIES_AFTER.match(
            text, quantity.end
        ):
            return replace(quantity, unit="person", kind="count")
        if number.vague and index + 1 < len(doc) and doc[index + 1].pos_ in ("VERB", "AUX"):
            return replace(quantity, unit="person", kind="count")  # "tens of thousands marched"
        own = re.search(
            r"\b(?:he|she|I|who) (?:is|was|were|turned|turns|will be) $",
            text[max(0, quantity.start - 24) : quantity.start],
            re.IGNORECASE,
        )
        return (
            replace(quantity, unit="year of age", kind="age")
            if own
            and text[quantity.end : quantity.end + 1] not in "'’′"
            and 1 < quantity.value < 121
            and quantity.value % 1 == 0
            else quantity
        )
    if quantity.value < 0 or (start == index and masks.is_model(quantity.number, doc[span[0] : span[1] + 1])):
        return None
    end = doc[span[1]].idx + len(doc[span[1]].text)
    head = grammar.unit_of(doc[span[1]].text)
    if head is not None and doc[span[1]].pos_ == "NOUN":
        return replace(quantity, end=end, unit=head.name, kind=head.kind, value=quantity.value * head.factor)
    return grammar.rate_of_count(text, replace(quantity, end=end, unit=name, kind="count"))


def _shared_counts(text: str, found: list[Quantity]) -> list[Quantity]:
    """ "40 and 12 people": the noun counted by the last number of a list is counted by all."""
    for i in range(len(found) - 2, -1, -1):
        a, b = found[i], found[i + 1]
        if (
            a.unit is None
            and a.kind == "bare"
            and b.kind == "count"
            and re.fullmatch(r"-?(?:,? (?:and|or) |, | of (?:the|its|their|his|her|our) )", text[a.end : b.start])
        ):
            found[i] = replace(a, unit=b.unit, kind="count")
    return found


def _place(parsed: Parsed, masks: Masks, quantity: Quantity) -> Placed:
    doc = parsed.doc
    first, last = masks.token_before(quantity.start), masks.token_before(quantity.end - 1)
    head = doc[first : last + 1].root
    if quantity.kind == "count":
        noun = last
        if " per " in (quantity.unit or ""):  # "containers a year": the containers
            noun = next((i - 1 for i in range(last, first, -1) if doc[i].lower_ in ("per", "a", "an", "each")), last)
        if doc[noun].pos_ in ("NOUN", "PROPN"):
            head = doc[noun]
    return Placed(quantity, first, last, head.i)


def _figure(
    parsed: Parsed, found: Found, finder: Finder, p: Placed, spans: list[tuple[int, int]], text: str
) -> Figure | None:
    quantity, doc = p.quantity, parsed.doc
    sentence = parsed.sentence_at(quantity.start)
    if sentence is None or not sentence.start <= quantity.start or quantity.end > max(sentence.end, quantity.start + 1):
        return None
    bound, start, end = bounds.bound(text, quantity.start, quantity.end)
    start, end = max(start, sentence.start), min(end, sentence.end)
    if (
        quantity.kind == "time"
        and text[start : start + 5].lower() == "over "
        and not _LASTING.search(text[:start][-12:])
    ):
        bound, start = "exact", quantity.start  # "over ten years": during
    if text.startswith("-odd ", quantity.number.end):
        bound = "about"
    if bound == "exact" and re.match(r" ?\+(?! ?\d)", text[quantity.number.end :]):
        bound = "at least"
    measure = finder.of(quantity, p.first, p.last, doc[p.head])
    when = periods.period(text, quantity.start, quantity.end, _dates(parsed, found, sentence, p), spans)
    words = parsed.article.evidence(start, end)
    value = _decimal(quantity.value)
    return Figure(
        id=stable_id("f", str(start), words.exact),
        text=words.exact,
        value=value,
        max_value=None if quantity.max_value is None else _decimal(quantity.max_value),
        unit=quantity.unit,
        evidence=(words, parsed.article.evidence(sentence.start, sentence.end)),
        measure=measure,
        period=when,
        bound=bound,
        change=bounds.change(quantity, [doc[i] for i in range(p.first, p.last + 1)]),
    )


def _dates(parsed: Parsed, found: Found, sentence: Sentence, p: Placed) -> list[periods.Dated]:
    """The dates of the sentence without those of another clause: "the agency, founded in 1957, has 178 members"."""
    doc, out = parsed.doc, []
    head = doc[p.head]
    above = {head.i} | {t.i for t in head.ancestors}
    for date in periods.dated(parsed.article.text, sentence, found):
        token = doc.char_span(date[0], date[1], alignment_mode="expand")
        verb = next((t for t in token.root.ancestors if t.pos_ in ("VERB", "AUX")), None) if token is not None else None
        if verb is None or verb.dep_ not in ("acl", "relcl", "advcl") or verb.i in above:
            out.append(date)
    return out


def _restated(first: Figure, again: Figure) -> Figure:
    """ "5 miles (8 km)": the amount in brackets tells the same thing in another unit."""
    if again.unit is None or (first.unit == again.unit and first.value == again.value):
        return again
    if first.unit == "percent" or again.unit == "percent" or again.unit.startswith("year"):
        return again
    return replace(
        again,
        measure=first.measure,
        period=first.period,
        change=first.change,
        bound=first.bound if again.bound == "exact" else again.bound,
    )


def _decimal(value: Decimal) -> Decimal:
    """The value at most twelve significant digits long, without an exponent for whole numbers."""
    rounded = round(value, 12 - value.adjusted()) if value.as_tuple().digits.__len__() > 15 else value
    plain = rounded.normalize()
    return plain.quantize(Decimal(1)) if plain == plain.to_integral_value() and plain.adjusted() < 27 else plain
