"""Run the evaluation cases through the pipeline and print what was reached.

    python -m tests.eval.run                    the table: one row a case, one column a task, in percent
    python -m tests.eval.run --errors [WORD]    the misses too; with a word those of tasks that have it in their name
    python -m tests.eval.run --case NAME        one case (may be repeated)
    python -m tests.eval.run --show NAME        what the extractors gave for a case
    python -m tests.eval.run --set-floors       raise the floors to the present means
    python -m tests.eval.run --set-floors --lower --reason "why"

Exits 1 when a mean is below its floor, 2 on wrong usage.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from generator.briefs.assemble import assemble
from generator.briefs.contract import brief_json
from generator.core.configuration import Catalog
from generator.extract.composition import compose
from generator.extract.nlp import parse
from generator.extract.pipeline import extract
from generator.ingest import ingest
from tests.eval.floors import read_floors, write_floors
from tests.eval.gold import Case, read_cases
from tests.eval.scoring import TASKS, Score, means, score

COLUMNS: dict[str, str] = {
    "published": "date",
    "title": "title",
    "takeaway": "take",
    "actors recall": "act.R",
    "actors precision": "act.P",
    "actors kind": "kind",
    "actors role": "role",
    "figures recall": "fig.R",
    "figures precision": "fig.P",
    "figures measure": "meas",
    "figures period": "per",
    "figures shade": "shade",
    "next recall": "nxt.R",
    "next precision": "nxt.P",
    "next when": "when",
    "next certainty": "cert",
    "events": "event",
    "quotes": "quote",
    "speakers": "spkr",
    "terms": "term",
    "definitions": "def",
    "clean": "clean",
    "grounded": "grnd",
}


SHOWN = ("actors precision", "figures precision", "next precision", "clean")
"""Tasks scored on what the brief shows; all others are scored on all candidates, found generously."""


def briefs(cases: Sequence[Case]) -> dict[str, tuple[dict[str, Any], dict[str, Any]]]:
    """Of each case, by its name: all candidates as a brief's JSON, and the brief as it is shown."""
    articles = [ingest(f"{case.name}.md", case.data) for case in cases]
    out = {}
    for case, parsed in zip(cases, parse(articles, Catalog()), strict=True):
        found = extract(parsed)
        shown = compose(parsed, found)
        out[case.name] = tuple(brief_json(assemble(parsed.article, f), f) for f in (found, shown))
    return out  # type: ignore[return-value]  # two each


def evaluate(cases: Sequence[Case]) -> dict[str, Score]:
    """The score of each case by its name."""
    read = briefs(cases)
    return {case.name: merged(*(score(brief, case.gold) for brief in read[case.name])) for case in cases}


def merged(found: Score, shown: Score) -> Score:
    """One score: `SHOWN` tasks of what is shown, the others of what was found."""
    counts = {task: (shown if task in SHOWN else found).counts.get(task) for task in TASKS}
    misses = [
        m for s, which in ((found, False), (shown, True)) for m in s.misses if (m.split(":")[0] in SHOWN) == which
    ]
    return Score({task: c for task, c in counts.items() if c}, misses)


def table(scores: Mapping[str, Score]) -> str:
    """Cases by tasks in percent, a dash where a case asks for nothing; the last row has the means."""
    wide = max(len(name) for name in (*scores, "mean"))
    rows = [f"{'':<{wide}}" + "".join(f"{COLUMNS[t]:>6}" for t in TASKS)]
    for name, shares in [*((n, s.shares) for n, s in scores.items()), ("mean", means(scores.values()))]:
        cells = (f"{100 * shares[t]:.0f}" if t in shares else "-" for t in TASKS)
        rows.append(f"{name:<{wide}}" + "".join(f"{cell:>6}" for cell in cells))
    return "\n".join(rows)


def main(argv: Sequence[str] | None = None) -> int:
    """The command; returns its exit code."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--case", action="append", default=[], metavar="NAME")
    ap.add_argument("--errors", nargs="?", const="", metavar="WORD")
    ap.add_argument("--show", metavar="NAME")
    ap.add_argument("--json", action="store_true", help="scores and misses as JSON")
    ap.add_argument("--set-floors", action="store_true")
    ap.add_argument("--lower", action="store_true", help="let --set-floors lower floors too")
    ap.add_argument("--reason", default="", help="why floors come down; kept in the file")
    args = ap.parse_args(argv)
    if args.lower != bool(args.reason.strip()) or (args.lower and not args.set_floors):
        ap.error("lowering floors takes --set-floors, --lower and --reason together")
    wanted = {*args.case, *([args.show] if args.show else [])}
    cases = [case for case in read_cases() if not wanted or case.name in wanted]
    if missing := wanted - {case.name for case in cases}:
        ap.error(f"no such case: {', '.join(sorted(missing))}")
    if wanted and args.set_floors:
        ap.error("floors are set by all cases")
    if args.show:
        _, shown = briefs(cases)[args.show]
        print(json.dumps({k: v for k, v in shown.items() if k != "raw"}, indent=1, ensure_ascii=False))
        return 0
    scores = evaluate(cases)
    reached = means(scores.values())
    if args.json:
        rows = {name: {"shares": s.shares, "misses": s.misses} for name, s in scores.items()}
        print(json.dumps({"mean": reached, "cases": rows}, indent=1, ensure_ascii=False))
    else:
        print(table(scores))
        if args.errors is not None:
            for name, one in scores.items():
                for miss in one.misses:
                    if args.errors in miss.split(":")[0]:
                        print(f"{name}: {miss}")
    if wanted:
        return 0
    if args.set_floors:
        write_floors(read_floors().moved(reached, args.reason.strip() or None))
    broken = read_floors().broken(reached)
    print("\n".join(broken), end="\n" * bool(broken), file=sys.stderr)
    return int(bool(broken))


if __name__ == "__main__":
    sys.exit(main())
