"""The figures as a brief tells them: ISO codes for money, changes by their end.

`quantities` keep what the grammar reads ("dollar per barrel", a change as the range of its ends); here each is put as a
reader wants it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.core.model import Figure, Found
from generator.extract.figures import bounds, pounds
from generator.extract.figures.measure import own_verb, stems
from generator.extract.figures.nouns import ADDED
from generator.extract.figures.numbers import is_whole
from generator.extract.figures.tables import currencies, english, exchanges, measure_words, units_before
from generator.extract.parsed import Parsed
from generator.extract.tags import SUBJECTS
from generator.language.countries import by_demonym, demonyms, names, normalise
from generator.language.plurals import singular

if TYPE_CHECKING:
    from spacy.tokens import Token

    from generator.extract.figures.steps import Reading

_PEOPLE = re.compile(r"\b(?:population|electorate|workforce|headcount)\b", re.IGNORECASE)
"""What is counted in people, also where the number has no noun ("the population fell to 1.4 billion")."""
_AMERICAN = re.compile(r"US|U\.S|American")
"""What says that a dollar is that of the United States."""
_POUNDS = re.compile(r"\bpounds?\b(?! sterling)")
"""Pounds of any land, or by weight; "£" is the sign of sterling."""
_RUPEES = re.compile(r"\bRs(?![a-z])|₨")
"""What is written before rupees of any land; those of India have a sign of their own, too."""
_OF_THEM = re.compile(r" of (?:them|which|whom)\b")
_ROW_BEFORE = re.compile(r"(?:[,;] (?:and )?| and )$")
_ROW_AFTER = re.compile(r" (?:in|at|from|for|during|between|last|since)\b")
"""Between what stands a number of a row that leaves out its noun: "21 people were hurt in Arle, 36 in Tarn"."""


def as_told(parsed: Parsed, found: Found, readings: Sequence[Reading]) -> list[Reading]:
    """Each reading with its figure in the form of a brief."""
    out: list[Reading] = []
    counted: Reading | None = None
    for reading in readings:
        now = _measured(reading)
        raw = now.raw
        if raw.kind == "bare" and (unit := _of_measure(now) or _unsaid(parsed, now, counted)) is not None:
            raw = replace(raw, unit=unit, kind="count")
        if raw.kind == "count":
            counted = replace(now, raw=raw)
        raw = replace(raw, change=raw.change or bounds.level(now.amount, raw.bound))
        if now.amount.quantity.change is not None:
            raw = _end(raw, now)
        if raw.kind == "age" and raw.unit is not None:
            raw = replace(raw, unit=raw.unit.replace(" of age", " old"))
        raw = _money(parsed, found, raw)
        told = parsed.article.text[max(0, raw.evidence[0].start - 5) : raw.evidence[0].end]
        code, per = (raw.unit or "")[:3], (raw.unit or "")[3:]
        if code == "USD" and not _AMERICAN.search(told) and _dollars_of_another(parsed.article.text):
            raw = replace(raw, unit=f"dollar{per}")
        out.append(replace(now, raw=raw))
    return out


def _measured(reading: Reading) -> Reading:
    """What is measured without its holder; a mere neighbour, the unit said again and "a record" measure nothing."""
    measure, raw = reading.measure, reading.raw
    words = measure.words.partition(", ")[0] if measure is not None and measure.rule != "near" else ""
    extreme = words.rpartition(" ")[2] in measure_words("extremes")
    told = words if not extreme and stems(words) - stems(raw.unit or "") - {*ADDED} else None
    return replace(reading, measure=measure if told else None, raw=replace(raw, measure=told))


def _end(raw: Figure, reading: Reading) -> Figure:
    """A change by its end: 44 and up for "from 38 to 44"."""
    way = reading.amount.quantity.change
    end = raw.max_value if way == "up" else raw.value
    return replace(raw, value=end if end is not None else raw.value, max_value=None, change=way)


def _of_measure(reading: Reading) -> str | None:
    """The noun that a bare number counts by what it measures: "the death toll rose to 81", "infections passed 58".

    A subject that does not itself reach the number is not what is counted: "shops must close at ten".
    """
    measure, figure = reading.measure, reading.raw
    noun = measure.noun if measure is not None and figure.value > 1 else None
    if measure is None or noun is None:
        return None
    if noun.lower_ in units_before():
        return noun.lower_
    if noun.lemma_.lower() in measure_words("counters"):
        return _counted_by(noun)
    if noun.lemma_.lower() in measure_words("generic"):
        return None  # "costs passed 80 million": of what, the sentence does not say
    verb = own_verb(reading.amount.head)
    reached = verb is not None and verb.lemma_.lower() in (english().change.keys() | measure_words("levels"))
    told = measure.rule == "part" or (measure.rule == "subject" and reached)
    return singular(noun.lower_) if noun.tag_ == "NNS" and told and is_whole(figure.value) else None


def _counted_by(noun: Token) -> str | None:
    """What a toll or a number is of: "the death toll", "the number of cases"."""
    of = next((c for c in noun.rights if c.lower_ == "of"), None)
    parts = [*(of.children if of is not None else ()), *(c for c in noun.lefts if c.dep_ == "compound")]
    return next((singular(c.lower_) for c in parts if c.pos_ == "NOUN"), None)


def _unsaid(parsed: Parsed, now: Reading, last: Reading | None) -> str | None:
    """The noun that a bare number counts without saying it: people of a population, or what was counted just before."""
    figure = now.raw
    if figure.measure and figure.value >= 1000 and _PEOPLE.search(figure.measure):
        return "person"
    return last.raw.unit if last is not None and _counts_the_same(parsed, now, last) else None


def _counts_the_same(parsed: Parsed, now: Reading, last: Reading) -> bool:
    """Whether a bare number leaves out the noun of the one counted before it.

    In its sentence or the next it is a subject as that was ("54 states signed, only 27 ratified") or an object of the
    same verb, a part of it ("27 of them", not of who does it: "two firms bought 27 of them") or one of a row ("21 in
    Arle, 36 in Tarn"). By golds of 476 articles 27 of 28 are right.
    """
    if now.amount.sentence.start > last.amount.sentence.end:
        return False
    text, number, place = parsed.article.text, now.amount.quantity, _place_of(now)
    if place is not None and place == _place_of(last):
        return True
    start = now.raw.evidence[0].start  # of "at least 45", not of the 45
    before = text[max(0, start - 12) : start]
    part = _OF_THEM.match(text, number.end) or before.endswith(("of which ", "of whom "))
    doer = last.amount.head.dep_ in SUBJECTS and own_verb(last.amount.head) == own_verb(now.amount.head)
    part = part and not doer and now.raw.value <= last.raw.value
    return bool(part or (_ROW_BEFORE.search(before) and _ROW_AFTER.match(text, number.end)))


def _place_of(reading: Reading) -> str | None:
    """Where an amount stands in its clause: the subject of any verb, the object of which, or None."""
    word = reading.amount.head
    if word.dep_ in SUBJECTS:
        return "subject"
    return word.head.lemma_ if word.dep_ == "dobj" else None


def _money(parsed: Parsed, found: Found, figure: Figure) -> Figure:
    """Money by its ISO 4217 code: "USD per barrel"; "Rs" is India's where no land of other rupees is told."""
    name, _, per = (figure.unit or "").partition(" per ")
    known = currencies().words.get(name)
    shared = known is not None and known.name == name
    land = name if shared else "rupee" if _RUPEES.search(figure.text) else None
    code = _pounds(parsed.article.text, figure) or (_national(parsed, found, figure, land) if land else None)
    code = code or _codes().get(name)
    if code is None:
        return figure
    return replace(figure, unit=f"{code} per {per}" if per else code, kind="money")


def _pounds(text: str, figure: Figure) -> str | None:
    """The code of pounds by the land that the article is of, where no other tells it and they are no weight."""
    if figure.kind not in ("money", "pound") or not _POUNDS.search(figure.text):
        return None
    land = _main_land(text)
    weight = figure.kind == "pound" and pounds.tells_weights(text)
    return None if weight or land is None else _by_land()["pound"].get(land)


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    """Codes by the names that rates carry: "dollar" of "dollar per barrel"."""
    money = (u for u in currencies().words.values() if u.kind == "money")
    return {u.noun: u.name for u in money if re.fullmatch("[A-Z]{3}", u.name)}


def _dollars_of_another(text: str) -> bool:
    """Whether a dollar sign may be another country's: the article is of one that has its own, or of a firm that is
    listed there."""
    return _by_land()["dollar"].get(_main_land(text) or "", "USD") != "USD" or exchanges().search(text) is not None


def _main_land(text: str) -> str | None:
    """The country that an article is of, by its id: the one most named, more than once or alone."""
    lands = _lands(text)
    most = next(iter(lands.most_common(1)), ("", 0))
    return most[0] if most[1] > 1 or len(lands) == 1 else None


@lru_cache(maxsize=8)
def _lands(text: str) -> Counter[str]:
    """How often a text names each country, by its id: its name of one word or two, or its people's."""
    words = re.findall(r"\b[A-Z][\w.]+", text)
    named = (*map(normalise, words), *map(normalise, re.findall(r"(?=\b([A-Z]\w+ [A-Z]\w+))", text)))
    return Counter(land.id for w in named if (land := names().get(w) or demonyms().get(w)))


@lru_cache(maxsize=1)
def _by_land() -> dict[str, dict[str, str]]:
    """Names of money that several countries share ("rupee"), with the code of each country by its id."""
    out: dict[str, dict[str, str]] = {}
    for words, unit in currencies().words.items():
        first, _, last = words.rpartition(" ")
        country = by_demonym(first.title()) or names().get(normalise(first.title()))
        if country is not None and unit.name != unit.noun:
            out.setdefault(last, {})[country.id] = unit.name
    return out


def _national(parsed: Parsed, found: Found, figure: Figure, name: str) -> str | None:
    """The code of a shared name by the countries of its sentence, then by those of the article, most salient first."""
    codes = _by_land().get(name, {})
    said = (normalise(w) for w in re.findall(r"[A-Z][\w’'.]+(?: [A-Z]\w+)*", figure.evidence[-1].exact))
    near = [country.id for w in said if (country := names().get(w) or demonyms().get(w))]
    actors = [a.id for a in found.actors if a.kind == "country"]
    far = (land for land, _ in _lands(parsed.article.text).most_common())
    return next((codes[land] for land in (*near, *actors, *far) if land in codes), None)
