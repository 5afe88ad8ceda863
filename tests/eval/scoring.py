"""Score a brief, as `briefing extract --json` prints it, against the gold of its case.

Every task gives a share between 0 and 1, or nothing where the gold asks for nothing. Kinds, roles, measures, periods,
shades (bound and change), dates, certainty and speakers are scored on what was found, so that one miss costs once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from tests.eval.gold import Gold, GoldFigure

Item = dict[str, Any]

TASKS: dict[str, str] = {
    "published": "date of publication",
    "title": "words the title must have",
    "takeaway": "the claim stands in the takeaway, in at most 90 words",
    "actors recall": "wanted actors that were found",
    "actors precision": "actors found that are wanted or allowed",
    "actors kind": "kind of the actors found",
    "actors role": "role of the actors found",
    "figures recall": "wanted figures found: value, unit and both ends of a range",
    "figures precision": "figures found that are wanted or allowed",
    "figures measure": "what the figures found measure",
    "figures period": "period of the figures found",
    "figures shade": "bound and change of the figures found",
    "next recall": "wanted forward looks that were found",
    "next precision": "forward looks found that look forward",
    "next when": "dates of the wanted ones found",
    "next certainty": "their certainty",
    "events": "events with their dates",
    "quotes": "quotations found",
    "speakers": "speakers of the quotations found",
    "terms": "terms found",
    "definitions": "definitions found",
    "clean": "things that must not turn up and do not",
    "grounded": "items whose evidence is the article's own words",
}
TAKEAWAY_WORDS = 90
TOLERANCE = Decimal("1e-6")
"""Relative difference up to which two values are one: JSON carries them as doubles."""


@dataclass(slots=True)
class Score:
    """What one case has reached: counts by task as [points, of] and the misses in plain words."""

    counts: dict[str, list[int]] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)

    def add(self, task: str, right: bool, miss: str) -> None:
        """Count one thing asked for; `miss` is noted when it is not right."""
        points = self.counts.setdefault(task, [0, 0])
        points[0] += right
        points[1] += 1
        if not right:
            self.misses.append(f"{task}: {miss}")

    @property
    def shares(self) -> dict[str, float]:
        """The share reached in each task that the case asks for, in the order of `TASKS`."""
        return {t: self.counts[t][0] / self.counts[t][1] for t in TASKS if t in self.counts}


def plain(text: str | None) -> str:
    """Text for comparison: one kind of quotation mark and hyphen, single spaces, case folded."""
    text = re.sub("[‘’ʼ]", "'", text or "")
    text = re.sub("[“”„«»]", '"', text)
    text = re.sub("[‐‑–−]", "-", text)
    return " ".join(text.split()).casefold()


def has_all(text: str | None, words: Iterable[str]) -> bool:
    """Whether all the words (or phrases) stand in the text, each from the start of a word on."""
    where = plain(text)
    return all(re.search(r"(?<!\w)" + re.escape(plain(word)), where) for word in words)


def has_any(text: str | None, words: Iterable[str]) -> bool:
    """Whether one of the words (or phrases) stands in the text."""
    return any(has_all(text, [word]) for word in words)


def names_of(actor: Item) -> set[str]:
    """An actor's name and aliases, with and without their article."""
    names = {plain(n) for n in (actor["name"], *actor["aliases"])}
    return names | {n.removeprefix("the ") for n in names}


def score(brief: Item, gold: Gold) -> Score:
    """The score of a brief (the JSON of the contract) against its gold."""
    out = Score()
    _head(brief, gold, out)
    _actors(brief["actors"], gold, out)
    _figures(brief["figures"], gold, out)
    _forward(brief["whats_next"], gold, out)
    _events(brief["events"], gold, out)
    _quotes(brief, gold, out)
    _terms(brief["terms"], gold, out)
    _clean(brief, gold, out)
    _grounded(brief, out)
    return out


def means(scores: Iterable[Score]) -> dict[str, float]:
    """The mean share of each task over the cases that ask for it."""
    shares = [s.shares for s in scores]
    return {t: sum(got) / len(got) for t in TASKS if (got := [s[t] for s in shares if t in s])}


def _head(brief: Item, gold: Gold, out: Score) -> None:
    got = brief["published"]
    right = got in gold.published or (gold.undated_is_right and got is None)
    out.add("published", right, f"got {got}, want {' or '.join(gold.published)}")
    if gold.title:
        out.add("title", has_all(brief["title"], gold.title), f"{brief['title']!r} lacks one of {gold.title}")
    text = brief["takeaway"]["text"]
    right = any(has_all(text, words) for words in gold.takeaway_any) and len(text.split()) <= TAKEAWAY_WORDS
    out.add("takeaway", right, f"{text!r} ({len(text.split())} words) has none of {gold.takeaway_any}")


def _actors(actors: list[Item], gold: Gold, out: Score) -> None:
    wanted: set[str] = set()
    for want in gold.actors:
        names = {plain(n).removeprefix("the ") for n in (want.name, *want.any_of)}
        wanted |= names
        got = next((a for a in actors if names & names_of(a)), None)
        out.add("actors recall", got is not None, want.name)
        if got is None:
            continue
        out.add("actors kind", got["kind"] == want.kind, f"{want.name} is {got['kind']}, not {want.kind}")
        if want.role:
            out.add("actors role", has_any(got["role"], want.role), f"{want.name}: {got['role']!r}, not {want.role}")
    wanted |= {plain(n).removeprefix("the ") for n in gold.actors_ok}
    for got in actors:
        out.add("actors precision", bool(names_of(got) & wanted), f"{got['name']} ({got['kind']}) is not wanted")


def _close(got: Any, want: Decimal | None) -> bool:
    if got is None or want is None:
        return got is None and want is None
    return abs(Decimal(str(got)) - want) <= TOLERANCE * max(abs(want), Decimal("1e-9"))


def _same_unit(got: str | None, wanted: Sequence[str | None]) -> bool:
    if got is None:
        return None in wanted
    # A counted noun may keep its modifier ("vaccine dose" is a dose), a rate its time ("USD per month").
    units = (f" {plain(got)}", f" {plain(got).partition(' per ')[0]}")
    return any(unit.endswith(f" {plain(want)}") for want in wanted if want is not None for unit in units)


def _is_figure(got: Item, want: GoldFigure) -> bool:
    ends = _close(got["value"], want.value) and _close(got["max_value"], want.max)
    return ends and _same_unit(got["unit"], want.unit)


def _measures(got: Item, want: GoldFigure) -> bool:
    # The counted noun may be all that a figure measures ("735 seats").
    return has_any(f"{got['measure'] or ''} ; {got['unit']}", want.measure)


def _figures(figures: list[Item], gold: Gold, out: Score) -> None:
    used: list[int] = []
    for want in gold.figures:
        fits = [i for i, f in enumerate(figures) if i not in used and _is_figure(f, want)]
        name = f"{want.value:,f}{f' to {want.max:,f}' if want.max is not None else ''} {want.unit[0]}"
        out.add("figures recall", bool(fits), name)
        if not fits:
            continue
        best = next((i for i in fits if _measures(figures[i], want)), fits[0])
        used.append(best)
        got = figures[best]
        out.add(
            "figures measure", _measures(got, want), f"{got['text']!r} measures {got['measure']!r}, not {want.measure}"
        )
        if want.period:
            right = has_any((got["period"] or "").replace("/", " "), want.period)
            out.add("figures period", right, f"{got['text']!r}: {got['period']}, want {' or '.join(want.period)}")
        for shade in ("bound", "change"):
            expected = getattr(want, shade)
            if expected:
                out.add("figures shade", got[shade] == expected, f"{got['text']!r}: {got[shade]}, want {expected}")
    for i, got in enumerate(figures):
        known = i in used or any(_close(got["value"], v) for v in gold.figures_ok)
        known = known or any(_is_figure(got, want) for want in gold.figures)
        out.add("figures precision", known, f"{got['text']!r} (of {got['measure']!r}) is not wanted")


def _when(got: str | None, want: Sequence[str]) -> bool:
    # A range counts by its first day.
    return got is not None and (got in want or got.split("/")[0] in want)


def _forward(items: list[Item], gold: Gold, out: Score) -> None:
    for want in gold.whats_next:
        fits = [x for x in items if has_all(x["text"], want.about)]
        out.add("next recall", bool(fits), str(want.about))
        if not fits:
            continue
        got = next((x for x in fits if _when(x["when"], want.when)), fits[0])
        if want.when:
            right = _when(got["when"], want.when)
            out.add("next when", right, f"{want.about}: {got['when']}, want {' or '.join(want.when)}")
        if want.certainty:
            right = got["certainty"] in want.certainty
            out.add("next certainty", right, f"{want.about}: {got['certainty']}, not {' or '.join(want.certainty)}")
    known = [*(want.about for want in gold.whats_next), *gold.whats_next_ok]
    for item in items:
        out.add("next precision", any(has_all(item["text"], words) for words in known), f"{item['text']!r}")


def _events(items: list[Item], gold: Gold, out: Score) -> None:
    for want in gold.events:
        fits = [x["date"] for x in items if has_all(x["text"], want.about)]
        right = any(_when(date, want.date) for date in fits)
        out.add("events", right, f"{' or '.join(want.date)} {want.about}: dated {fits or 'nowhere'}")


def _quotes(brief: Item, gold: Gold, out: Score) -> None:
    for want in gold.quotes:
        got = next((q for q in brief["quotes"] if has_all(q["text"], want.about)), None)
        out.add("quotes", got is not None, str(want.about))
        if got is not None:
            names = next((names_of(a) for a in brief["actors"] if plain(got["speaker"]) in names_of(a)), set())
            speaker = plain(want.speaker) if want.speaker else ""
            right = plain(got["speaker"]) == speaker or speaker in names
            out.add("speakers", right, f"{want.about}: {got['speaker']}, not {want.speaker}")


def _terms(items: list[Item], gold: Gold, out: Score) -> None:
    def find(term: str) -> Item | None:
        def names(item: Item) -> list[str]:
            return [item["term"], *item["aliases"]]

        exact = [t for t in items if plain(term) in map(plain, names(t))]
        return next(iter(exact or [t for t in items if has_any(" ; ".join(names(t)), [term])]), None)

    for term in gold.terms:
        out.add("terms", find(term) is not None, term)
    for want in gold.definitions:
        definition = (find(want.term) or {}).get("definition")
        out.add("definitions", has_all(definition, want.has), f"{want.term}: {definition!r} lacks one of {want.has}")


def _clean(brief: Item, gold: Gold, out: Score) -> None:
    for name in gold.actors_never:
        out.add("clean", not any(plain(name) in names_of(a) for a in brief["actors"]), f"{name} is an actor")
    never = {"whats_next": gold.whats_next_never, "events": gold.events_never, "quotes": gold.quotes_never}
    for key, groups in never.items():
        for words in groups:
            out.add("clean", not any(has_all(x["text"], words) for x in brief[key]), f"{words} in {key}")
    for term in gold.terms_never:
        out.add("clean", plain(term) not in (plain(t["term"]) for t in brief["terms"]), f"{term} is a term")
    shown = plain(json.dumps(brief, ensure_ascii=False))
    for words_never in gold.never_in_text:
        out.add("clean", plain(words_never) not in shown, f"{words_never!r} turns up")


def _grounded(brief: Item, out: Score) -> None:
    text: str = brief["text"]

    def joined(item: Item) -> bool:
        return bool(item["text"] == " ".join(e["exact"] for e in item["evidence"]))

    def first(item: Item) -> bool:
        return bool(item["text"] == item["evidence"][0]["exact"])

    def any_span(_: Item) -> bool:
        return True

    rules: tuple[tuple[list[Item], Callable[[Item], bool]], ...] = (
        ([brief["takeaway"]] if brief["takeaway"]["text"] else [], joined),
        (brief["key_points"], joined),
        (brief["whats_next"], joined),
        (brief["figures"], first),
        (brief["quotes"], first),
        (brief["actors"], any_span),
        (brief["terms"], any_span),
        (brief["events"], any_span),
    )
    for items, rule in rules:
        for item in items:
            spans = item["evidence"]
            exact = bool(spans) and all(text[e["start"] : e["end"]] == e["exact"] for e in spans)
            out.add("grounded", exact and rule(item), f"{json.dumps(item, ensure_ascii=False)[:160]}")
