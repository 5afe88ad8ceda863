"""What a careful reader allows on the brief of an article, and what of a brief that makes right.

A gold is a YAML file with everything acceptable (what a brief shows beyond it is wrong) and ``must: true`` on what may
not be missing:

- ``published``; ``headline_any`` and ``takeaway_any``: groups of words, all of one group stand in the text;
- ``key_points``: ``about``, words that all stand in the point;
- ``actors``: ``name``, ``any_of`` other names, ``kind`` (one or several), ``role`` words of which one stands in a role;
- ``figures``: ``value``, ``max``, ``unit``, ``measure`` words, ``period``;
- ``whats_next``: ``about``, ``when``; ``events``: ``about``, ``date``;
- ``quotes``: ``has`` words, ``speaker``; ``terms``: ``term``, ``any_of``, ``definition_has``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from generator.core.model import Article, Found, Items
from generator.core.text import long_words
from generator.ingest import SUFFIXES, ingest

Gold = dict[str, Any]
NEARLY = 0.8
"""A sentence that shares so much of what the best one of its text shares with human summaries gives the point, too."""
UNITS = {
    "%": "percent",
    "per cent": "percent",
    "$": "USD",
    "dollar": "USD",
    "euro": "EUR",
    "pound": "GBP",
    "people": "person",
    "persons": "person",
    "metre": "meter",
    "kilometre": "kilometer",
    "tonne": "ton",
}


def plain(value: Any) -> str:
    """The comparison form of a text: straight quotation marks, single blanks, lower case."""
    marks = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\xa0": " "})
    return " ".join(str("" if value is None else value).translate(marks).split()).casefold()


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def every(text: str, wanted: Any) -> bool:
    """Whether all the wanted words stand in a text."""
    return all(plain(w) in plain(text) for w in _list(wanted))


def some(text: str, wanted: Any) -> bool:
    """Whether one of the wanted words stands in a text, or none is wanted."""
    return not wanted or any(plain(w) in plain(text) for w in _list(wanted))


def close(one: Any, other: Any) -> bool:
    """Whether two numbers are the same within a thousandth."""
    try:
        return abs(float(one) - float(other)) <= 1e-3 * max(abs(float(other)), 1e-9)
    except (TypeError, ValueError):
        return False


def same_date(got: str | None, wanted: Any) -> bool:
    """Whether one of two dates is the other at a coarser precision; nothing is the same as no date."""
    told = [plain(w) for w in _list(wanted) if w]
    value = plain(got)
    if value.startswith("xxxx-"):  # of a year that nobody states the rest is what a reader sees
        value, told = value.removeprefix("xxxx-"), [re.sub(r"^(?:\d{4}|-)-", "", w) for w in told]
    return bool(value) and any(value.startswith(w) or w.startswith(value) for w in told)


def same_unit(got: str | None, wanted: Any) -> bool:
    """Whether two units are the same; a counted noun may keep its modifier, a rate may be left out."""

    def unit(value: Any) -> str:
        return " ".join(UNITS.get(w, w) for w in plain(value).split()).replace("metre", "meter").casefold()

    for one in _list(wanted):
        a, b = unit(got), unit(one)
        if a == b or (a and b and (a.endswith(" " + b) or b.endswith(" " + a) or a.split(" per ")[0] == b)):
            return True
    return False


def names(item: Any) -> set[str]:
    """The names of an actor or term without their article."""
    label = getattr(item, "name", None) or item.term
    return {re.sub(r"^the ", "", plain(n)) for n in (label, *item.aliases)}


def wanted_names(row: Gold, key: str) -> set[str]:
    """The names a gold allows for an actor (key ``name``) or a term."""
    return {re.sub(r"^the ", "", plain(n)) for n in (row[key], *row.get("any_of", []))}


Label = tuple[str, str, bool]
"""Field, id of the item, right or not."""


def _actors(found: Found | Items, gold: Gold) -> Iterator[Label]:
    for actor in found.actors:
        rows = [w for w in gold["actors"] if names(actor) & wanted_names(w, "name")]
        right = [w for w in rows if not w.get("kind") or actor.kind in _list(w["kind"])]
        yield "actors", actor.id, bool(right)
        if rows and actor.role:
            yield "actors.role", actor.id, any(some(actor.role, w["role"]) for w in rows if w.get("role"))


def _figures(found: Found | Items, gold: Gold) -> Iterator[Label]:
    for figure in found.figures:
        rows = [
            w
            for w in gold["figures"]
            if close(figure.value, w["value"])
            and same_unit(figure.unit, w.get("unit"))
            and (figure.max_value is None) == (w.get("max") is None)
            and (w.get("max") is None or close(figure.max_value, w["max"]))
        ]
        yield "figures", figure.id, bool(rows)
        if rows and figure.measure:
            yield "figures.measure", figure.id, any(some(figure.measure, w.get("measure")) for w in rows)
        if rows and figure.period:
            yield (
                "figures.period",
                figure.id,
                any(same_date(figure.period, w["period"]) for w in rows if w.get("period")),
            )


def _dated(field: str, key: str) -> Callable[[Found, Gold], Iterator[Label]]:
    def label(found: Found | Items, gold: Gold) -> Iterator[Label]:
        for item in getattr(found, field):
            rows = [w for w in gold[field] if every(item.text, w["about"])]
            got, right = getattr(item, key), False
            for w in rows:
                wanted = w.get(key)
                right |= bool(wanted) == bool(got) and (not got or same_date(got, wanted))
            yield field, item.id, right

    return label


def _quotes(found: Found | Items, gold: Gold) -> Iterator[Label]:
    for quote in found.quotes:
        rows = [w for w in gold["quotes"] if every(quote.text, w["has"])]
        said = [
            plain(w["speaker"]).split()[-1] in plain(quote.speaker) if w.get("speaker") else not quote.speaker
            for w in rows
        ]
        yield "quotes", quote.id, any(said)  # words in the wrong mouth are worse than none
        if rows and quote.speaker:
            yield "quotes.speaker", quote.id, any(said)


def _terms(found: Found | Items, gold: Gold) -> Iterator[Label]:
    for term in found.terms:
        rows = [w for w in gold.get("terms", []) if names(term) & wanted_names(w, "term")]
        yield "terms", term.id, bool(rows)
        if rows and term.definition:
            told = [w["definition_has"] for w in rows if w.get("definition_has")]
            yield "terms.definition", term.id, any(some(term.definition, w) for w in told)


def _points(found: Found | Items, gold: Gold) -> Iterator[Label]:
    for point in found.key_points:
        yield "key_points", point.id, any(every(point.text, w["about"]) for w in gold.get("key_points", []))


def _leads(found: Found | Items, gold: Gold) -> Iterator[Label]:
    leads = getattr(found, "leads", ())
    shared = [_shared(lead.text, gold.get("references", [])) for lead in leads]
    for lead, share in zip(leads, shared, strict=True):
        said = any(every(lead.text, words) for words in gold["takeaway_any"])
        yield "takeaway", lead.id, said or share > NEARLY * max(shared)


def _shared(text: str, references: list[str]) -> float:
    """The mean F1 of the content words that a text shares with summaries."""
    own, told = long_words(text), [long_words(reference) for reference in references]
    return sum(2 * len(own & words) / (len(own) + len(words) or 1) for words in told) / (len(told) or 1)


LABELLERS = (
    _actors, _figures, _dated("whats_next", "when"), _dated("events", "date"), _quotes, _terms, _points, _leads,
)  # fmt: skip


def labels(found: Found | Items, gold: Gold) -> dict[tuple[str, str], bool]:
    """Right or not, for each field and item."""
    return {(field, item): right for one in LABELLERS for field, item, right in one(found, gold)}


LISTS = ("key_points", "actors", "figures", "whats_next", "events", "quotes", "terms")


def musts(found: Found | Items, gold: Gold) -> Iterator[tuple[str, int, set[str]]]:
    """For each row that must not be missing: its field, its place in the gold, and the items that tell it rightly."""
    for field in LISTS:
        for place, row in enumerate(gold.get(field, [])):
            if row.get("must"):
                alone = {key: [] if isinstance(value, list) else value for key, value in gold.items()}
                told = labels(found, {**alone, **{key: [] for key in LISTS}, field: [row]})
                yield field, place, {item for (f, item), right in told.items() if f == field and right}


def articles(texts: Path, golds: Path) -> list[tuple[Article, Gold]]:
    """The articles that have a gold (``GOLDS/ID.yml``), read as the desk reads them.

    Args:
        texts: a file of lines ``{id, text, title?, date?}``, or a folder of article files.
        golds: the folder of the golds, or a file of lines ``{id, references, model_references?}``: summaries alone.
    """
    rows = _summaries(golds) if golds.is_file() else {p.stem: p for p in golds.glob("*.yml")}
    out = []
    for name, source, data in _folder(texts) if texts.is_dir() else _lines(texts):
        gold = rows.get(name)
        if gold is not None:
            read = yaml.safe_load(gold.read_text("utf-8")) if isinstance(gold, Path) else gold
            out.append((ingest(source, data), read))
    return out


def _summaries(path: Path) -> dict[str, Gold]:
    """Golds that allow nothing but what their summaries say."""
    none: Gold = {key: [] for key in ("headline_any", "takeaway_any", *LISTS)}
    rows = map(json.loads, path.read_text("utf-8").splitlines())
    return {row["id"]: {**none, "references": [*row["references"], *row.get("model_references", [])]} for row in rows}


def _lines(path: Path) -> Iterator[tuple[str, str, bytes]]:
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        head = {"title": row.get("title"), "published": row.get("date")}
        matter = "".join(f"{k}: {json.dumps(v, ensure_ascii=False)}\n" for k, v in head.items() if v)
        yield row["id"], f"{row['id']}.md", f"---\n{matter}---\n{row['text']}\n".encode()


def _folder(path: Path) -> Iterator[tuple[str, str, bytes]]:
    for file in sorted(path.iterdir()):
        if file.suffix in SUFFIXES:
            yield file.stem, file.name, file.read_bytes()
