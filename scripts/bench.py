#!/usr/bin/env python3
"""Run the public benchmarks of a folder that holds them and print one table: task, measured, best peer, goal.

    python scripts/bench.py FOLDER [--only WORD] [--keep DIR] [--markdown]

FOLDER holds ``data/*.input.jsonl``, their gold, ``to_rows.py`` and the scorers ``score_*.py``; its own README says what
they are. Nothing of it belongs to this project: the data is other people's, and it must not be copied here. Each input
goes through ``briefing extract --jsonl`` once, ``to_rows.py`` turns the briefs into rows, and the scorers, run as they
are, print the tables that the numbers below are read from. Speed is lines a second of processor time, less what the
same command takes for the first line alone. The scorer of takeaways needs rouge-score: ``pip install '.[bench]'``.

One task is not about briefs: GUM asks for a ranked list of ten named actors, while a brief shows the few that are
surely right. There the scorer gets every named actor that was found, most prominent first, the order in which briefs
list theirs; what a brief would leave out counts, right or wrong.

Exits 1 when a step fails, 2 on wrong usage.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.core.configuration import Catalog
from generator.core.model import Found
from generator.extract import actors
from generator.extract.nlp import parse
from generator.ingest import ingest_text

PROJECT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Task:
    """One number of the table.

    Attributes:
        name: as the table shows it.
        data: stem of the input.
        scorer: name of the scorer and its arguments; ROWS, ACTORS (`ranked_actors`) and DATA stand for the paths.
        row: cells by which the row of the scorer's table is known.
        column: the cell that is the number.
        peer: the best other system measured on the same half, where known.
        goal: what this project wants to reach.
    """

    name: str
    data: str
    scorer: tuple[str, ...]
    row: tuple[str, ...]
    column: str
    peer: float | None
    goal: float | None


def _figures(name: str, data: str, metric: str, peer: float, goal: float) -> Task:
    return Task(name, data, ("score_figures.py", f"DATA/{data}.gold.jsonl", "ROWS"), (metric,), "F1", peer, goal)


def _meantime(name: str, scorer: tuple[str, ...], row: tuple[str, ...], column: str, peer: float, goal: float) -> Task:
    return Task(name, "meantime", scorer, row, column, peer, goal)


_ACTORS = ("score_actors.py", "DATA/gum_actors.gold.jsonl", "ACTORS", "--genre", "news")
_TAKEAWAY = ("score_takeaway.py", "DATA/gum_takeaway.gold.jsonl", "ROWS", "--actors", "DATA/gum_actors.gold.jsonl")
_DATES = ("score_dates.py", "DATA/meantime_dates.gold.jsonl", "ROWS", "--inputs", "DATA/meantime.input.jsonl")
_NEXT = ("score_binary.py", "DATA/meantime_next.gold.jsonl", "ROWS", "--task", "next",
         "--inputs", "DATA/meantime.input.jsonl")  # fmt: skip
_VALUES = ("score_ner.py", "DATA/meantime_values.gold.jsonl", "ROWS", "--map", "meantime", "--key", "values")
_NER = ("score_ner.py", "DATA/crossner_dev.gold.jsonl", "ROWS", "--map", "crossner")

# Peers as the benchmarks' README gives them (CQE, HeidelTime, spaCy, leading sentences); goals as EVALUATION.md states.
TASKS: tuple[Task, ...] = (
    _figures("NewsQuant, value strict F1", "newsquant", "value strict", 89.1, 92),
    _figures("NewsQuant, value and unit strict F1", "newsquant", "value+unit strict", 82.4, 86),
    _figures("NewsQuant, value and change F1", "newsquant", "value+change", 85.0, 88),
    _figures("NewsQuant, value and measures F1", "newsquant", "value+measures", 71.0, 76),
    _figures("R-Tests age, value and unit F1", "rtest_age", "value+unit strict", 97.8, 97),
    _figures("R-Tests currency, value and unit F1", "rtest_currency", "value+unit strict", 79.0, 88),
    _figures("R-Tests dimension, value and unit F1", "rtest_dimension", "value+unit strict", 80.5, 88),
    _figures("R-Tests temperature, value and unit F1", "rtest_temperature", "value+unit strict", 85.3, 90),
    _meantime("MEANTIME values, typed overlap F1", _VALUES, ("all relaxed",), "F1", 82.1, 87),
    Task("GUM news actors, P@5c", "gum", _ACTORS, ("relaxed",), "P@5c", 73.2, 80),
    Task("GUM news actors, R@10", "gum", _ACTORS, ("relaxed",), "R@10", 73.7, 80),
    Task("GUM news actors, nDCG@10", "gum", _ACTORS, ("relaxed",), "nDCG@10", 80.8, 86),
    # The README does not say by which match the peers were measured: goals go with relaxed, strict stands beside it.
    Task("GUM news actors, R@10, strict match", "gum", _ACTORS, ("strict",), "R@10", None, None),
    Task("GUM news actors, nDCG@10, strict match", "gum", _ACTORS, ("strict",), "nDCG@10", None, None),
    Task("CrossNER politics, exact F1", "crossner_dev", _NER, ("all exact",), "F1", 44.9, 68),
    Task("CrossNER politics, relaxed F1", "crossner_dev", _NER, ("all relaxed",), "F1", 66.3, 77),
    Task("GUM news takeaway, ROUGE-1", "gum", (*_TAKEAWAY, "--genre", "news"), (), "R1", 43.4, 47),
    Task("GUM news takeaway, ROUGE-2", "gum", (*_TAKEAWAY, "--genre", "news"), (), "R2", 21.6, 25),
    Task("GUM news takeaway, ROUGE-L", "gum", (*_TAKEAWAY, "--genre", "news"), (), "RL", 31.4, 34),
    Task("GUM all genres takeaway, ROUGE-1", "gum", _TAKEAWAY, (), "R1", 31.0, 35),
    Task("GUM all genres takeaway, ROUGE-2", "gum", _TAKEAWAY, (), "R2", 11.7, 14.5),
    Task("GUM all genres takeaway, ROUGE-L", "gum", _TAKEAWAY, (), "RL", 22.4, 25),
    _meantime("MEANTIME dates, value F1", _DATES, ("all value",), "F1", 81.2, 84),
    _meantime("MEANTIME dates, future set F1", _DATES, ("future value set",), "F1", 73.9, 80),
    _meantime("MEANTIME what's next, F1", _NEXT, (), "F1", 75.8, 84),
    _meantime("MEANTIME what's next, precision", _NEXT, (), "P", 87, 85),
)
SPEED = ("newsquant", 35.0, 100.0)
"""The input whose lines a second are shown, the best peer's speed on it and the goal."""


class StepError(Exception):
    """A step of the benchmark that failed, with what it printed."""


def read_table(printed: str) -> list[dict[str, str]]:
    """The rows of a scorer's table: columns are aligned under their names and parted by two spaces or more."""
    lines = printed.splitlines()
    heads = list(re.finditer(r"\S+(?: \S+)*", lines[0])) if lines else []
    bounds = [m.start() for m in heads] + [None]
    return [
        {m[0]: line[m.start() : end].strip() for m, end in zip(heads, bounds[1:], strict=True)}
        for line in lines[1:]
        if line.strip()
    ]


def pick(rows: Sequence[dict[str, str]], cells: Sequence[str], column: str) -> float:
    """The number in a column of the first row that has all the cells; raises StepError when there is none."""
    for row in rows:
        if all(cell in row.values() for cell in cells) and row.get(column):
            return float(row[column])
    raise StepError(f"the scorer's table has no {column} in a row of {list(cells)}")


def _run(arguments: Sequence[str | Path], cwd: Path, out: Path | None = None) -> str:
    done = subprocess.run([str(a) for a in arguments], cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        raise StepError(f"{' '.join(map(str, arguments[1:4]))}: {done.stderr.strip()[-800:]}")
    if out is not None:
        out.write_text(done.stdout, "utf-8")
    return done.stdout


def ranked_actors(source: Path) -> Iterator[dict[str, Any]]:
    """Of each line of an input every named actor that was found, most prominent first, as the scorer reads them."""
    rows = [json.loads(line) for line in source.read_text("utf-8").splitlines()]
    articles = (ingest_text(r["id"], r["text"], r.get("title"), r.get("date")) for r in rows)
    for row, parsed in zip(rows, parse(articles, Catalog()), strict=True):
        found = actors.extract(parsed, Found()).actors
        yield {"id": row["id"], "actors": [{"name": a.name, "type": a.kind} for a in found if not a.unnamed]}


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class Bench:
    """A folder of benchmarks and what was made from its inputs so far."""

    def __init__(self, folder: Path, work: Path) -> None:
        self.folder, self.work = folder, work
        self.seconds: dict[str, float] = {}
        self._made: set[Path] = set()
        self._tables: dict[tuple[str, ...], list[dict[str, str]]] = {}

    def rows(self, data: str) -> Path:
        """The rows of an input, made at the first call: our briefs, then the folder's own converter."""
        rows, briefs = self.work / f"{data}.rows.jsonl", self.work / f"{data}.briefs.jsonl"
        source = self.folder / "data" / f"{data}.input.jsonl"
        if data not in self.seconds:
            self.seconds[data] = self._extract(source, briefs)
            _run([sys.executable, "to_rows.py", source, briefs], self.folder, rows)
        return rows

    def actors(self, data: str) -> Path:
        """The rows of `ranked_actors` of an input, made at the first call."""
        rows = self.work / f"{data}.actors.jsonl"
        if rows not in self._made:
            source = self.folder / "data" / f"{data}.input.jsonl"
            rows.write_text("".join(json.dumps(row) + "\n" for row in ranked_actors(source)), "utf-8")
            self._made.add(rows)
        return rows

    def speed(self, data: str) -> float:
        """Lines of an input read in a second, the start of the command taken out; `rows` has been called for it."""
        lines = (self.folder / "data" / f"{data}.input.jsonl").read_text("utf-8").splitlines()
        first = self.work / "first.jsonl"
        first.write_text(lines[0] + "\n", "utf-8")
        start = self._extract(first, self.work / "first.briefs.jsonl")
        return (len(lines) - 1) / max(self.seconds[data] - start, 1e-9)

    def _extract(self, source: Path, briefs: Path) -> float:
        # Processor time of the command rather than of the clock: what else the machine does must not count.
        start = _spent()
        _run([sys.executable, "-m", "generator", "extract", "--jsonl", source], PROJECT, briefs)
        return _spent() - start

    def measure(self, task: Task) -> float:
        """The number of a task; a scorer runs once for all numbers of its table."""
        rows = self.actors(task.data) if "ACTORS" in task.scorer else self.rows(task.data)
        places = {"ROWS": str(rows), "ACTORS": str(rows), "DATA": str(self.folder / "data")}
        call = tuple(re.sub("^(ROWS|ACTORS|DATA)", lambda m: places[m[0]], a) for a in task.scorer)
        if call not in self._tables:
            self._tables[call] = read_table(_run([sys.executable, *call], self.folder))
        return pick(self._tables[call], task.row, task.column)


def report(results: Sequence[tuple[str, float, float | None, float | None]], markdown: bool) -> str:
    """The table; `!` marks what is below its goal."""
    head = ("task", "measured", "best peer", "goal", "")
    body = [
        (name, f"{got:.1f}", "-" if peer is None else f"{peer:g}", "-" if goal is None else f"{goal:g}",
         "!" if goal is not None and got < goal else "")
        for name, got, peer, goal in results
    ]  # fmt: skip
    if markdown:
        cells = [head[:4], ("---", "---:", "---:", "---:"), *(row[:4] for row in body)]
        return "\n".join(f"| {' | '.join(row)} |" for row in cells)
    wide = max(len(row[0]) for row in (head, *body))
    return "\n".join(f"{r[0]:<{wide}} {r[1]:>9} {r[2]:>10} {r[3]:>6} {r[4]}".rstrip() for r in (head, *body))


def main(argv: Sequence[str] | None = None) -> int:
    """The command; returns its exit code."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("folder", type=Path, help="folder with the benchmarks' data and scorers")
    ap.add_argument("--only", default="", metavar="WORD", help="only tasks that have WORD in their name")
    ap.add_argument("--keep", type=Path, metavar="DIR", help="keep briefs and rows there")
    ap.add_argument("--markdown", action="store_true", help="the table as Markdown")
    args = ap.parse_args(argv)
    folder: Path = args.folder.resolve()
    if not (folder / "to_rows.py").is_file():
        ap.error(f"{args.folder}: holds no to_rows.py: name the folder of the benchmarks")
    tasks = [t for t in TASKS if args.only.casefold() in t.name.casefold()]
    with tempfile.TemporaryDirectory() as made:
        work = args.keep.resolve() if args.keep else Path(made)
        work.mkdir(parents=True, exist_ok=True)
        bench = Bench(folder, work)
        try:
            results = [(t.name, bench.measure(t), t.peer, t.goal) for t in tasks]
            data, peer, goal = SPEED
            if data in bench.seconds:
                results.append(("NewsQuant, sentences a second", bench.speed(data), peer, goal))
        except StepError as error:
            print(f"bench: {error}", file=sys.stderr)
            return 1
    print(report(results, args.markdown))
    return 0


if __name__ == "__main__":
    sys.exit(main())
