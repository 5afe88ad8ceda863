"""How much of the code do the tests hold? Small changes are put into modules at random; a test should fail for each.

    python scripts/mutants.py generator/briefs --tests tests/unit/test_records.py tests/unit/test_edits.py

A mutant negates a condition, swaps a comparison, changes a constant, or drops a statement (the operators of Offutt et
al. 1996, "An experimental determination of sufficient mutant operators"). Each runs in a copy of the tree, with a time
limit; a run that exceeds it counts as caught. What `--tests` let pass meets those of `--then`: name the quick ones
first. Prints each survivor with its line, and the share that was caught.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

SWAPS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}


def places(tree: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    """Every node that can be mutated, with what would be done to it; docstrings and annotations are left alone."""
    skipped = {id(node) for node in _passed_over(tree)}
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, (ast.If, ast.IfExp, ast.While)):
            yield node, "negate"
        elif isinstance(node, ast.Compare) and type(node.ops[0]) in SWAPS:
            yield node, "swap"
        elif isinstance(node, ast.Constant) and isinstance(node.value, (bool, int, str)) and node.value != "":
            yield node, "constant"
        elif isinstance(node, (ast.Expr, ast.Assign, ast.AugAssign)) and node.col_offset:
            yield node, "drop"


def _passed_over(tree: ast.Module) -> Iterator[ast.AST]:
    """Docstrings, annotations, imports, messages of errors: no behaviour that a test should hold word for word."""
    for node in ast.walk(tree):
        inner: list[ast.AST | None] = []
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            inner = [node]
        elif isinstance(node, (ast.arg, ast.AnnAssign)):
            inner = [node.annotation]
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            inner = [node.returns]
        elif isinstance(node, (ast.Import, ast.ImportFrom, ast.Raise, ast.JoinedStr)):
            inner = [node]
        for part in filter(None, inner):
            yield from ast.walk(part)


def mutated(node: ast.AST, what: str) -> ast.AST:
    """The changed node."""
    new = copy.deepcopy(node)
    if what == "negate":
        assert isinstance(new, (ast.If, ast.IfExp, ast.While))
        new.test = ast.UnaryOp(ast.Not(), new.test)
    elif what == "swap":
        assert isinstance(new, ast.Compare)
        new.ops[0] = SWAPS[type(new.ops[0])]()
    elif what == "drop":
        new = ast.Pass()
    else:
        assert isinstance(new, ast.Constant)
        value = new.value
        assert isinstance(value, (bool, int, str))
        new.value = not value if isinstance(value, bool) else value + 1 if isinstance(value, int) else f"{value}x"
    return ast.copy_location(new, node)


class _Put(ast.NodeTransformer):
    """Puts one node in the place of another."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        """The node, or what replaces it."""
        result: ast.AST = self.new if node is self.old else self.generic_visit(node)
        return result


def caught(tree: Path, tests: list[str], seconds: float) -> bool:
    """Does a test fail, or run for too long, in this tree?"""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
    environment = {**os.environ, "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(command, cwd=tree, env=environment, capture_output=True, timeout=seconds)
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


def main() -> int:
    """Run the mutants; the exit code is 1 when fewer than the demanded share was caught."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="+", type=Path, help="modules or packages to mutate")
    parser.add_argument("--tests", nargs="+", required=True, help="test files that should catch them")
    parser.add_argument("--then", nargs="*", default=[], help="test files for the mutants that those let pass")
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=120, help="time limit of one run")
    parser.add_argument("--least", type=float, default=0.85, help="share that must be caught")
    said = parser.parse_args()
    files = sorted({f for t in said.targets for f in (t.rglob("*.py") if t.is_dir() else [t])})
    chances = [
        (file, number, what)
        for file in files
        for number, (_, what) in enumerate(places(ast.parse(file.read_text("utf-8"))))
    ]
    chosen = random.Random(said.seed).sample(chances, min(said.count, len(chances)))
    home = Path(tempfile.mkdtemp())
    tree = home / "tree"
    survivors = 0
    try:
        keep_out = shutil.ignore_patterns(".git", ".*cache", "__pycache__", "build", "site_", "node_modules")
        shutil.copytree(Path.cwd(), tree, ignore=keep_out, symlinks=True)
        if caught(tree, [*said.tests, *said.then], said.seconds):
            print("the tests fail, or take too long, without any mutant", file=sys.stderr)
            return 2
        for file, number, what in chosen:
            source = (tree / file).read_text("utf-8")  # of the copy: the tree itself may be worked on meanwhile
            module = ast.parse(source)
            node, _ = list(places(module))[number]
            line = source.splitlines()[node.lineno - 1].strip()  # type: ignore[attr-defined]
            text = ast.unparse(ast.fix_missing_locations(_Put(node, mutated(node, what)).visit(module)))
            (tree / file).write_text(text, "utf-8")
            if not any(caught(tree, tests, said.seconds) for tests in (said.tests, said.then) if tests):
                survivors += 1
                print(f"survived: {file}:{node.lineno}: {what}: {line}", flush=True)  # type: ignore[attr-defined]
            (tree / file).write_text(source, "utf-8")
    finally:
        shutil.rmtree(home, ignore_errors=True)
    share = 1 - survivors / max(1, len(chosen))
    print(f"{len(chosen) - survivors} of {len(chosen)} mutants caught ({share:.0%})")
    return 0 if share >= said.least else 1


if __name__ == "__main__":
    raise SystemExit(main())
