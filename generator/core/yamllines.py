"""People's YAML written anew by its lines: what still says what it is to say stays byte for byte, comments stay.

A mapping or a list is cut into the lines of its keys or items by the marks of PyYAML's own parser. Who changes one says
for each of them what its lines are now; the comments above it stay above it, and those of what goes stay as lines of
their own. What only a person can change raises `OddLayoutError`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeVar

import yaml

from generator.core import yamltext

Name = TypeVar("Name")


class OddLayoutError(Exception):
    """A text is laid out in a way that only a person can change."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A key of a mapping or an item of a list: the lines it takes, and the first of the comments above it."""

    top: int
    start: int
    end: int


class Layout:
    """The lines of a text of YAML; `inside` are the numbers of those that continue a value."""

    def __init__(self, text: str) -> None:
        self.lines = tuple(line if line.endswith("\n") else line + "\n" for line in text.splitlines(keepends=True))
        self.inside = _inside_of(text, self.lines)

    def rewritten(
        self,
        nodes: Sequence[yaml.Node],
        low: int,
        high: int,
        names: Sequence[Name],
        wanted: Sequence[Name],
        write: Callable[[Name, Entry | None], Iterable[str]],
    ) -> Iterator[str]:
        """The lines from `low` to `high`, in which keys or items stand, with those that are `wanted`, in their order.

        Args:
            names: one for each of the nodes.
            write: gives the lines of each that is wanted, where it stands now; None for a new one.
        """
        entries, last = self._entries(nodes, low, high)
        above: dict[Name, list[str]] = {}
        orphaned: list[str] = []
        for name, entry in zip(names, entries, strict=True):
            comments = [*orphaned, *self.lines[entry.top : entry.start]]
            orphaned = [] if name in wanted else [*comments, *self.comments(entry)]
            above[name] = comments
        known = dict(zip(names, entries, strict=True))
        for name in wanted:
            yield from above.get(name, ())
            yield from write(name, known.get(name))
        yield from (*orphaned, *self.lines[last:high])

    def kept(self, entry: Entry) -> Sequence[str]:
        """The lines of a key or an item as they are."""
        return self.lines[entry.start : entry.end]

    def comments(self, entry: Entry, indent: str = "") -> list[str]:
        """The comments among the lines of a key or an item, each on a line of its own."""
        within = frozenset(line - entry.start for line in self.inside)
        return [f"{indent}{comment}\n" for comment in _comments_of(self.kept(entry), within).elements()]

    def _entries(self, nodes: Sequence[yaml.Node], low: int, high: int) -> tuple[list[Entry], int]:
        """Keys or items with the comments above each, and the first of the lines behind the last."""
        starts = [node.start_mark.line for node in nodes]
        if not starts or starts[0] < low or any(a >= b for a, b in pairwise(starts)):
            raise OddLayoutError
        lows = [low, *(start + 1 for start in starts[:-1])]
        tops = [start - self._run(bottom, start) for bottom, start in zip(lows, starts, strict=True)]
        if tops[0] != low:
            raise OddLayoutError
        last = high - self._run(starts[-1] + 1, high)
        return [Entry(*lines) for lines in zip(tops, starts, [*tops[1:], last], strict=True)], last

    def _run(self, low: int, line: int) -> int:
        """How many lines directly above a line hold nothing but comments or blanks, down to `low`."""
        run = 0
        while line - run > low and line - run - 1 not in self.inside and _is_bare(self.lines[line - run - 1]):
            run += 1
        return run


def comments_in(text: str) -> Counter[str]:
    """The comments of a text, none of them words of a value."""
    lines = text.splitlines()
    return _comments_of(lines, _inside_of(text, lines))


def _is_bare(line: str) -> bool:
    """Does a line hold nothing but a comment, or nothing at all?"""
    return not line.strip() or line.lstrip().startswith("#")


def _inside_of(text: str, lines: Sequence[str]) -> frozenset[int]:
    """The numbers of the lines that continue a value: those of block scalars and of words in quotation marks."""
    try:
        events: list[Any] = list(yaml.parse(text, yamltext.TextLoader))
    except yaml.YAMLError:
        return frozenset()
    found: set[int] = set()
    for event in events:
        style, start = getattr(event, "style", None), event.start_mark.line + 1
        if style in ("'", '"'):
            found.update(range(start, event.end_mark.line + 1))
        elif style in ("|", ">"):
            indent = next((yamltext.indent_of(line) for line in lines[start:] if line.strip()), 0)
            filled = (n for n in range(start, len(lines)) if lines[n].strip())
            end = next((n for n in filled if yamltext.indent_of(lines[n]) < indent), len(lines))
            while not lines[end - 1].strip():
                end -= 1
            found.update(range(start, end))
    return frozenset(found)


def _comments_of(lines: Iterable[str], inside: frozenset[int]) -> Counter[str]:
    """The comments on these lines, alone on a line or behind a value, in their order."""
    found = (
        line.strip() if line.lstrip().startswith("#") else _comment_behind(line.strip())
        for number, line in enumerate(lines)
        if number not in inside
    )
    return Counter(comment for comment in found if comment)


def _comment_behind(line: str) -> str:
    """The comment behind the value on a line (``Wang Yi (person)  # checked``), "" without one."""
    for match in re.finditer(r"\s(#.*)", line):
        try:
            if yamltext.load(line[: match.start()]) == yamltext.load(line):
                return match[1]
        except yaml.YAMLError:
            continue
    return ""
