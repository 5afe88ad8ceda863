"""The figures as a brief tells them: ISO codes for money, its rate beside the measure, levels with their way.

`quantities` keep what the grammar reads ("dollar per barrel"); here each is put as a reader wants it, before
`ranking` chooses.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from generator.core.model import Figure, Found
from generator.extract.figures.tables import currencies
from generator.extract.parsed import Parsed
from generator.language.countries import by_demonym, demonyms, names, normalise

_PEOPLE = re.compile(r"\b(?:population|electorate|workforce|headcount)\b", re.IGNORECASE)
"""What is counted in people, also where the number has no noun ("the population fell to 1.4 billion")."""


_ELLIPTIC = re.compile(
    r"\b(?:won|wins?|took|takes|has|have|had|got|gets|holds?|held|lost|gained|secured|(?:down|up) from|"
    r"(?:tally|total|count|haul) (?:to|of|at))(?: (?:about|around|only|just|another|over|nearly))? $"
)
"""What stands before a number whose noun was told before it ("won 240 seats. Its partners have 53")."""


def as_told(
    parsed: Parsed, found: Found, figures: Sequence[Figure], kinds: Sequence[str], doings: Sequence[str | None]
) -> tuple[list[Figure], list[str]]:
    """Each quantity in the form of a brief, and its kind; `doings` are the measures of counts that have none."""
    out: list[Figure] = []
    now: list[str] = []
    last: Figure | None = None
    for figure, kind, doing in zip(figures, kinds, doings, strict=True):
        told = figure if figure.measure or not doing else replace(figure, measure=doing)
        if kind == "bare" and (unit := _unsaid(parsed, told, last)) is not None:
            told, kind = replace(told, unit=unit), "count"
        if kind == "count":
            last = told
        out.append(_money(parsed, found, told))
        now.append(kind)
    return out, now


def _unsaid(parsed: Parsed, figure: Figure, last: Figure | None) -> str | None:
    """The noun that a bare number counts without saying it: people of a population, or what was counted just before."""
    if figure.measure and figure.value >= 1000 and _PEOPLE.search(figure.measure):
        return "person"
    text, start, end = parsed.article.text, figure.evidence[0].start, figure.evidence[0].end
    if last is None or last.unit is None or figure.value < 10 or last.value < 10 or figure.value % 1:
        return None
    near = "\n" not in text[last.evidence[0].start : start] and start - last.evidence[0].end < 300
    alone = re.match(r"[.,;]|\s(?:in|on|and|or|of them|while|five years|[a-z]+ years? ago)\b", text[end : end + 20])
    if near and alone and "," not in figure.text and _ELLIPTIC.search(text[max(0, start - 30) : start]):
        return last.unit
    return None


def _money(parsed: Parsed, found: Found, figure: Figure) -> Figure:
    """Money by its ISO 4217 code, its rate in the measure: "Brent crude, a barrel"."""
    name, _, per = (figure.unit or "").partition(" per ")
    code = _codes().get(name) or (_national(parsed, found, figure, name) if name in _shared() else None)
    if code is None:
        return figure
    rate = f"{'an' if per[:1] in 'aeiou' and per else 'a'} {per}" if per else ""
    measure = ", ".join(w for w in (figure.measure or "", rate) if w) or None
    return replace(figure, unit=code, measure=measure)


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    """Codes by the names that rates carry: "dollar" of "dollar per barrel"."""
    money = (u for u in currencies().words.values() if u.kind == "money")
    return {u.noun: u.name for u in money if re.fullmatch("[A-Z]{3}", u.name)}


@lru_cache(maxsize=1)
def _shared() -> dict[str, dict[str, str]]:
    """Names that several countries share ("rupee"), with the code of each country by its id."""
    rows = {u.noun for u in currencies().words.values() if u.kind == "money" and u.name == u.noun}
    out: dict[str, dict[str, str]] = {}
    for words, unit in currencies().words.items():
        first, _, last = words.rpartition(" ")
        if last in rows and unit.name != unit.noun:
            country = by_demonym(first.title()) or names().get(normalise(first.title()))
            if country is not None:
                out.setdefault(last, {})[country.id] = unit.name
    return out


def _national(parsed: Parsed, found: Found, figure: Figure, name: str) -> str | None:
    """The code of a shared name by the countries of its sentence, then by those of the article, most salient first."""
    codes = _shared()[name]
    sentence = figure.evidence[-1].exact
    for word in re.findall(r"[A-Z][\w’'.]+(?: [A-Z]\w+)*", sentence):
        country = names().get(normalise(word)) or demonyms().get(normalise(word))
        if country is not None and country.id in codes:
            return codes[country.id]
    for actor in found.actors:
        if actor.kind == "country" and actor.id in codes:
            return codes[actor.id]
    named = re.findall(r"\b[A-Z]\w+", parsed.article.text)
    counts = [country.id for w in named if (country := names().get(w) or demonyms().get(w)) and country.id in codes]
    return codes[max(dict.fromkeys(counts), key=counts.count)] if counts else None
