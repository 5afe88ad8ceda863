#!/usr/bin/env python3
"""Ask strict readers which candidates they would sign: the material of the linear judges (`fit_judges.LINEAR`).

    python scripts/mark_strict.py FOLDER                # writes FOLDER/candidates.md, a sheet to mark
    python scripts/mark_strict.py FOLDER --source NAME  # from the marked sheet: OUT/NAME/FIELD.sound.jsonl

FOLDER holds articles (.txt, .md); they stay outside the project. A reader sees the headline, the day, the takeaway and
one candidate at a time, shown or not, and puts a letter into its brackets:

    m  right, understandable as it stands, and would be missed     g  the same, worth having
    t  right but trivial                                           d  not understandable as it stands
    o  opinion, promise or advice told as fact                     w  wrong otherwise

Rows hold numbers and truths, never words. They are of the candidates as the program finds them when they are written: a
sheet is marked and taken in by one version. Exits 2 on wrong usage, 1 when a candidate of the sheet is not found again.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from mark_candidates import Row, write

from generator.core.configuration import Catalog
from generator.core.model import Actor, Figure, Forward, Found
from generator.extract import composition
from generator.extract.composition import PLACES, Item
from generator.extract.nlp import parse
from generator.extract.parsed import Parsed
from generator.extract.pipeline import extract
from generator.extract.standing import strict_features
from generator.ingest import SUFFIXES, ingest

LEAST = 0.6
"""What is less likely right is not asked: no strict judge would be, of most of it."""
RIGHT, WORTH = "mgt", {"m": 2, "g": 1}
_MARKED = re.compile(r"- \[(?P<mark>[mgtdow])\] (?P<field>\w+) (?P<item>\S+): ")

Candidate = tuple[str, Item, dict[str, float]]


def strict_candidates(parsed: Parsed, found: Found, least: float) -> Iterator[Candidate]:
    """What a strict reader may be asked: field, item and what a strict judge weighs of it, of those at least so likely
    right (0 to 1) and not hanging on what is not shown; in the article's order of each field."""
    found = composition._agreed(parsed, composition._without_doubtful_values(found))
    judged = {(j.field, j.item): j for j in found.judgements}
    standing = composition._standing(parsed, found)
    for field in (name for name, place in PLACES.items() if place.unsound):
        for item in getattr(found, field):
            judgement = composition._of(judged, field, item.id)
            if judgement.features and judgement.probability >= least and not composition._hangs(parsed, item):
                yield field, item, strict_features(judgement, composition._stands(item, standing))


def read(folder: Path) -> Iterator[tuple[str, Parsed, str, list[Candidate]]]:
    """Of each article of a folder its name, its parse, its takeaway and its candidates."""
    files = [path for path in sorted(folder.iterdir()) if path.suffix in SUFFIXES and path.name != "candidates.md"]
    articles = [ingest(path.name, path.read_bytes()) for path in files]
    for path, parsed in zip(files, parse(articles, Catalog()), strict=True):
        found = extract(parsed)
        takeaway = found.takeaway.text if found.takeaway else ""
        yield path.stem, parsed, takeaway, list(strict_candidates(parsed, found, LEAST))


def sheet(name: str, parsed: Parsed, takeaway: str, candidates: list[Candidate]) -> str:
    """What the reader marks of an article."""
    article = parsed.article
    above = [f"## {name}", "", f"{article.title or '(no headline)'} ({article.published or 'no day'})", takeaway, ""]
    return "\n".join([*above, *(f"- [ ] {field} {item.id}: {words(item)}" for field, item, _ in candidates), ""])


def words(item: Item) -> str:
    """A candidate as a brief would show it, in a line."""
    match item:
        case Actor():
            told = f"{item.name} ({item.kind}): {item.role or 'no role'}"
        case Figure():
            within = item.clause or item.sentence
            told = f"{item.text} ({item.period or 'no period'}): {within.exact if within else ''}"
        case Forward():
            told = f"{item.when or 'no day'} ({item.certainty}): {item.text}"
        case _:
            told = getattr(item, "text", "")
    return " ".join(told.split())


def marks_of(text: str) -> dict[tuple[str, str, str], str]:
    """The marks of a sheet by article, field and item."""
    marks: dict[tuple[str, str, str], str] = {}
    name = ""
    for line in text.splitlines():
        if line.startswith("## "):
            name = line.removeprefix("## ")
        elif match := _MARKED.match(line):
            marks[name, match["field"], match["item"]] = match["mark"]
    return marks


def rows_of(folder: Path, marks: dict[tuple[str, str, str], str]) -> dict[str, list[Row]]:
    """The rows of each field; a mark whose candidate is found is taken out of `marks`."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for name, _, _, candidates in read(folder):
        for field, item, features in candidates:
            if mark := marks.pop((name, field, item.id), None):
                told = {key: round(float(value), 4) for key, value in features.items()}
                rows[field].append((name, mark in RIGHT, WORTH.get(mark, 0), told, ()))
    return rows


def main() -> int:
    """Write the sheet of a folder or, from a marked one, the rows."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--source", help="take the marked sheet in under this name")
    asked.add_argument("--out", type=Path, default=Path("marks"))
    told = asked.parse_args()
    path = told.folder / "candidates.md"
    if not told.source:
        path.write_text("\n".join(sheet(*article) for article in read(told.folder)), "utf-8")
        print(f"mark {path}")
        return 0
    marks = marks_of(path.read_text("utf-8"))
    for field, rows in sorted(rows_of(told.folder, marks).items()):
        write(told.out / told.source / f"{field}.sound.jsonl", rows)
        print(f"{field}: {len(rows)} candidates, {sum(row[1] for row in rows)} would be signed")
    for name, field, item in marks:
        print(f"{path}: {name}: {field} {item} is not found any more: mark a new sheet", file=sys.stderr)
    return 1 if marks else 0


if __name__ == "__main__":
    sys.exit(main())
