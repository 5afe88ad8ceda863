"""Texts at which a pattern may take more than linear time, made from the pattern itself.

For each repetition in a pattern: what stands before it, its own words over and over, an end that does not fit.
Backtracking that grows faster than the text (CWE-1333) shows in what reads the text, at twice the length.
"""

from __future__ import annotations

import importlib
import math
import pkgutil
import re
import re._constants as names  # type: ignore[import-not-found,unused-ignore]
import re._parser as parser  # type: ignore[import-not-found,unused-ignore]
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import generator


def patterns() -> dict[str, re.Pattern[Any]]:
    """Every compiled pattern that a module of the tool holds, by module and name; those inside tables too."""
    found: dict[str, re.Pattern[Any]] = {}
    for module in pkgutil.walk_packages(generator.__path__, "generator."):
        if not module.name.endswith("__main__"):
            for name, value in vars(importlib.import_module(module.name)).items():
                for number, pattern in enumerate(_inside(value)):
                    found.setdefault(f"{module.name}:{name}:{number}", pattern)
    return {name: pattern for pattern, name in {p: n for n, p in reversed(found.items())}.items()}


def _inside(value: object, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 3 and isinstance(value, dict):
        for part in value.values():
            yield from _inside(part, depth + 1)
    elif depth < 3 and isinstance(value, tuple | list | set | frozenset):
        for part in value:
            yield from _inside(part, depth + 1)


def near_misses(pattern: re.Pattern[Any]) -> Iterator[tuple[str, str]]:
    """For each repetition: a start, and a piece to be repeated behind it."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    tree = list(parser.parse(source, pattern.flags & ~re.UNICODE))
    yield "", _sample(tree) or "a"
    yield from dict.fromkeys(_repetitions(tree, ""))


def _repetitions(tree: list[Any], before: str) -> Iterator[tuple[str, str]]:
    for op, value in tree:
        if op in (names.MAX_REPEAT, names.MIN_REPEAT, names.POSSESSIVE_REPEAT):
            _, high, inner = value
            if high > 3 and (piece := _sample(list(inner))):
                yield before, piece
            yield from _repetitions(list(inner), before)
        elif op is names.SUBPATTERN:
            yield from _repetitions(list(value[3]), before)
        elif op is names.BRANCH:
            for branch in value[1]:
                yield from _repetitions(list(branch), before)
        elif op in (names.ASSERT, names.ATOMIC_GROUP):
            yield from _repetitions(list(value[1] if op is names.ASSERT else value), before)
        before += _sample([(op, value)])


def _sample(tree: list[Any]) -> str:
    """A text that the parts match, or nearly."""
    return "".join(_of(op, value) for op, value in tree)


def _of(op: Any, value: Any) -> str:
    if op is names.LITERAL:
        return chr(value)
    if op is names.NOT_LITERAL:
        return "a" if value != ord("a") else "b"
    if op is names.ANY:
        return "a"
    if op is names.IN:
        return _one_of(value)
    if op in (names.MAX_REPEAT, names.MIN_REPEAT, names.POSSESSIVE_REPEAT):
        return _sample(list(value[2])) * max(1, min(value[0], 3))
    if op is names.SUBPATTERN:
        return _sample(list(value[3]))
    if op is names.BRANCH:
        return _sample(list(value[1][0]))
    if op is names.ATOMIC_GROUP:
        return _sample(list(value))
    return ""


_CATEGORY = {
    names.CATEGORY_DIGIT: "1", names.CATEGORY_SPACE: " ", names.CATEGORY_WORD: "a",
    names.CATEGORY_NOT_DIGIT: "a", names.CATEGORY_NOT_SPACE: "a", names.CATEGORY_NOT_WORD: "-",
}  # fmt: skip


def _one_of(parts: list[Any]) -> str:
    if parts[0][0] is names.NEGATE:
        return next((c for c in "a 1-.\n" if not re.match(_class(parts[1:]), c)), "a")
    op, value = parts[0]
    return _CATEGORY.get(value, "a") if op is names.CATEGORY else chr(value if op is names.LITERAL else value[0])


def _class(parts: list[Any]) -> str:
    short = {names.CATEGORY_DIGIT: r"\d", names.CATEGORY_SPACE: r"\s", names.CATEGORY_WORD: r"\w",
             names.CATEGORY_NOT_DIGIT: r"\D", names.CATEGORY_NOT_SPACE: r"\S",
             names.CATEGORY_NOT_WORD: r"\W"}  # fmt: skip
    out = []
    for op, value in parts:
        if op is names.LITERAL:
            out.append(re.escape(chr(value)))
        elif op is names.RANGE:
            out.append(f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}")
        elif op is names.CATEGORY:
            out.append(short[value])
    return f"[{''.join(out)}]"


@dataclass(frozen=True, slots=True)
class Miss:
    """A text that a pattern nearly matches, of any length: a start, a piece over and over, an end that does not fit."""

    start: str
    piece: str
    end: str

    def text(self, size: int) -> str:
        """About so many characters of it."""
        return f"{self.start}{self.piece * max(1, size // len(self.piece))}{self.end}"


UNFIT = "\u00a7"
"""A character that no pattern of the tool waits for."""


def misses() -> list[Miss]:
    """Near-misses of every pattern of the tool: all of it over and over, its loops run long, alone and line by line."""
    found: dict[Miss, None] = {}
    for pattern in patterns().values():
        for start, piece in near_misses(pattern):
            found |= dict.fromkeys((
                Miss("", piece, ""), Miss("", start + piece, ""), Miss(start, piece, ""), Miss(start, piece, UNFIT),
                Miss("", f"{start}{piece * 300}\n", ""),
            ))  # fmt: skip
    return [miss for miss in found if miss.piece]


RATIO = 3.2
"""Linear work takes twice as long for twice the length, quadratic work four times; the machine's noise lies between."""


def ratio(work: Callable[[int], object], size: int, tries: int = 3, least: float = 0) -> float:
    """How much longer the work takes at twice the size: the best of some tries, none made behind one below `RATIO`.

    0 where that takes under `least` seconds.
    """

    def seconds(n: int) -> float:
        begin = time.process_time()
        work(n)
        return time.process_time() - begin

    if least and seconds(2 * size) < least:
        return 0
    found = math.inf
    while tries and found > RATIO:
        found = min(found, (seconds(2 * size) + 1e-3) / (seconds(size) + 1e-3))
        tries -= 1
    return found
