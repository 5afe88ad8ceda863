#!/usr/bin/env python3
"""A reading round: articles that nobody here has seen, read once, marked by a reader who has not seen the code.

    python scripts/read_round.py FOLDER          # reads it once: FOLDER/briefs/*.json and FOLDER/sheet.md
    python scripts/read_round.py FOLDER --table  # the table for EVALUATION.md, from golds or from the marked sheet

The articles stay outside the repository. A reader marks either way:

- golds, written from the article alone, before or after: ``FOLDER/gold/STEM.yml`` (form: `golds.py`); what is shown
  beyond them is wrong;
- the sheet: in front of each statement ``[r]`` right and worth having, ``[w]`` wrong, ``[t]`` trivial; lines
  ``missing: ...`` for what a reader would have missed; ``minutes: 2`` an article.

A round is read once: a folder that has briefs is refused without ``--again``, and then the table says so. An article
that gives no brief is counted as lost. Exits 1 when one was lost or the folder was read before.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import yaml
from golds import LISTS, Gold, every, labels, musts, same_date

from generator.briefs.contract import brief_json
from generator.core.configuration import Catalog
from generator.core.errors import BriefingError
from generator.core.model import Article, Brief, Items
from generator.desk.reading import briefs_of
from generator.ingest import SUFFIXES, ingest
from generator.link.ledger import own_label, told_figures

VALUES = {
    "actors": ("actors.role",),
    "figures": ("figures.measure", "figures.period"),
    "quotes": ("quotes.speaker",),
    "terms": ("terms.definition",),
}
"""Values of an item that must be right too where they are told."""
Counts = dict[str, Counter[str]]


def read(folder: Path) -> tuple[dict[str, Brief], dict[str, str]]:
    """The briefs of a folder's articles by stem, and why the others have none."""
    articles: list[Article] = []
    lost: dict[str, str] = {}
    for path in sorted(p for p in folder.iterdir() if p.suffix in SUFFIXES and p.name != "sheet.md"):
        try:
            articles.append(ingest(path.name, path.read_bytes()))
        except BriefingError as error:
            lost[path.stem] = str(error)
    briefs: dict[str, Brief] = {}
    for article, result in zip(articles, briefs_of(articles, Catalog()), strict=True):
        stem = Path(article.source).stem
        if isinstance(result, BriefingError):
            lost[stem] = str(result)
        else:
            briefs[stem] = result[0]
            (folder / "briefs" / f"{stem}.json").write_text(
                json.dumps(brief_json(*result), ensure_ascii=False), "utf-8"
            )
    return briefs, lost


def statements(brief: Brief) -> Iterator[tuple[str, str]]:
    """Field and words of everything a brief shows, in its order."""
    yield "headline", brief.title
    yield "published", f"{brief.article.published or 'not known'} ({brief.article.published_source})"
    yield "takeaway", brief.takeaway.text
    for field in LISTS:
        for item in told_figures(brief) if field == "figures" else getattr(brief, field):
            yield field, described(brief, field, item)


def described(brief: Brief, field: str, item: Any) -> str:
    """One item in a line, as a reader would be told it."""
    match field:
        case "actors":
            return f"{item.name} ({item.kind})" + (f": {item.role}" if item.role else "")
        case "figures":
            words = item.clause or item.sentence
            label = own_label(brief, item) or (f"“{words.exact}”" if words else "no words")
            amount = f"{item.value} to {item.max_value}" if item.max_value is not None else f"{item.value}"
            value = (f"{amount} {item.unit}", item.period, item.change)
            return f"{item.text} ({'; '.join(filter(None, value))}): {label}"
        case "whats_next":
            return f"{item.when or ''} ({item.certainty}): {item.text}".strip()
        case "events":
            return f"{item.date}: {item.text}"
        case "quotes":
            return f"{item.speaker or 'no speaker'}: {item.text}"
        case "terms":
            return f"{item.term}" + (f": {item.definition}" if item.definition else "")
        case _:
            return str(item.text)


def sheet(briefs: dict[str, Brief], lost: dict[str, str]) -> str:
    """What the reader marks, an article a part."""
    parts = [f"## {stem}\n\nno brief: {why}\n" for stem, why in lost.items()]
    for stem, brief in briefs.items():
        lines = [f"- [ ] {field}: {words}" for field, words in statements(brief)]
        parts.append("\n".join([f"## {stem}\n", *lines, "", "missing: ", "minutes: ", ""]))
    return "\n".join(parts)


def from_golds(folder: Path) -> tuple[Counts, list[int], int]:
    """Counts by field (shown, right, must, found), wrong ones a brief, and how many articles were lost."""
    counts: Counts = defaultdict(Counter)
    wrong: list[int] = []
    briefs, lost = _briefs_again(folder)
    for path in sorted((folder / "gold").glob("*.yml")):
        gold = yaml.safe_load(path.read_text("utf-8"))
        if path.stem not in briefs:
            continue
        before = _wrong(counts)
        _count(counts, briefs[path.stem], gold)
        wrong.append(_wrong(counts) - before)
    return counts, wrong, len(lost)


def _wrong(counts: Counts) -> int:
    return sum(c["shown"] - c["right"] for field, c in counts.items() if field not in ("first five", "published"))


def _count(counts: Counts, brief: Brief, gold: Gold) -> None:
    one = {
        "headline": any(every(brief.title, w) for w in gold["headline_any"]),
        "takeaway": any(every(brief.takeaway.text, w) for w in gold["takeaway_any"]),
    }
    if brief.article.published:
        one["published"] = same_date(brief.article.published, gold.get("published"))
    for field, right in one.items():
        counts[field].update(shown=1, right=int(right))
    lists = Items(**{field: getattr(brief, field) for field in LISTS})
    told = labels(lists, gold)
    for field in LISTS:
        items = getattr(lists, field)
        good = [
            i
            for i in items
            if told.get((field, i.id)) and all(told.get((v, i.id), True) for v in VALUES.get(field, ()))
        ]
        counts[field].update(shown=len(items), right=len(good))
        if field == "actors":
            counts["first five"].update(shown=len(items[:5]), right=sum(i in good for i in items[:5]))
    for field, _, told_by in musts(lists, gold):
        counts[field].update(must=1, found=int(bool(told_by)))


def _briefs_again(folder: Path) -> tuple[dict[str, Brief], dict[str, str]]:
    """The briefs as they were read in the round, from FOLDER/briefs."""
    saved = json.loads((folder / "briefs" / "round.json").read_text("utf-8"))
    briefs = {stem: _brief((folder / "briefs" / f"{stem}.json").read_text("utf-8")) for stem in saved["read"]}
    return briefs, saved["lost"]


def _brief(saved: str) -> Any:
    """A saved brief as something with the attributes that are counted."""
    row = json.loads(saved, object_hook=lambda fields: SimpleNamespace(**fields))
    row.article = SimpleNamespace(published=row.published, published_source=row.published_source)
    return row


_MARK = re.compile(r"- \[(?P<mark>[rwt ])[^\]]*\] (?P<field>[\w ]+): ")


def from_sheet(text: str) -> tuple[Counts, list[int], list[float]]:
    """Counts by field (shown, right, wrong, trivial), wrong ones a brief, and minutes of mending a brief."""
    counts: Counts = defaultdict(Counter)
    wrong: list[int] = []
    minutes: list[float] = []
    for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        marks = list(_MARK.finditer(part))
        names = {"r": "right", "w": "wrong", "t": "trivial", " ": "unmarked"}
        for m in marks:
            counts[m["field"]].update(["shown", names[m["mark"]]])
        counts["missing"].update(shown=sum(len(x) for x in re.findall(r"^missing: *(\S)", part, re.MULTILINE)))
        wrong.append(sum(m["mark"] == "w" for m in marks))
        minutes += [float(x) for x in re.findall(r"^minutes: *([\d.]+)", part, re.MULTILINE)]
    return counts, wrong, minutes


def table(counts: Counts, columns: tuple[str, ...]) -> str:
    """Fields by counts as a Markdown table, with the share that is right."""
    rows = ["| field | " + " | ".join(columns) + " | precision |", "| --- |" + " ---: |" * (len(columns) + 1)]
    for field, c in counts.items():
        share = f"{c['right'] / c['shown']:.2f}" if c["shown"] else "-"
        rows.append(f"| {field} | " + " | ".join(str(c[k]) for k in columns) + f" | {share} |")
    return "\n".join(rows)


def main() -> int:
    """Read a round, or print its table."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--table", action="store_true")
    asked.add_argument("--again", action="store_true", help="read texts that were read before: no round, a rerun")
    told = asked.parse_args()
    done = told.folder / "briefs" / "round.json"
    if told.table:
        return _print_table(told.folder)
    if done.exists() and not told.again:
        print(f"{told.folder}: was read before: --again reads it, but then it measures nothing new", file=sys.stderr)
        return 1
    (told.folder / "briefs").mkdir(exist_ok=True)
    briefs, lost = read(told.folder)
    done.write_text(json.dumps({"read": list(briefs), "lost": lost, "again": told.again}), "utf-8")
    (told.folder / "sheet.md").write_text(sheet(briefs, lost), "utf-8")
    print(f"{len(briefs)} briefs, {len(lost)} lost; mark {told.folder / 'sheet.md'} or write golds")
    return int(bool(lost))


def _print_table(folder: Path) -> int:
    again = json.loads((folder / "briefs" / "round.json").read_text("utf-8"))["again"]
    if again:
        print("Read again: these texts had been seen.")
    if (folder / "gold").is_dir():
        counts, wrong, lost = from_golds(folder)
        print(table(counts, ("shown", "right", "must", "found")))
        fields = [c for f, c in counts.items() if f not in ("first five", "published")]
        shown, right = sum(c["shown"] for c in fields), sum(c["right"] for c in fields)
        briefs, bad = len(wrong), (shown - right) / len(wrong)
        print(f"{briefs} briefs, {lost} lost: {shown / briefs:.1f} statements shown, {bad:.1f} wrong or not worth it")
        print(f"(median {statistics.median(wrong):.0f}), precision {right / shown:.2f}")
        return int(lost > 0)
    counts, wrong, minutes = from_sheet((folder / "sheet.md").read_text("utf-8"))
    print(table(counts, ("shown", "right", "wrong", "trivial", "unmarked")))
    mean = statistics.mean(minutes or [0])
    print(f"{len(wrong)} briefs; wrong a brief: {statistics.mean(wrong):.1f}; minutes: {mean:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
