"""The lines of people's YAML: which of them continue a value, which hold a comment."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import yaml

from generator.core import yamltext


class OddLayoutError(Exception):
    """A text is laid out in a way that only a person can change."""


def whole_lines(text: str) -> tuple[str, ...]:
    """The lines of a text, each with its end, the last one too."""
    return tuple(line if line.endswith("\n") else line + "\n" for line in text.splitlines(keepends=True))


def starts_of(nodes: Sequence[yaml.Node]) -> list[int]:
    """The lines on which keys or items begin; raises OddLayoutError where two begin on one."""
    starts = [node.start_mark.line for node in nodes]
    if any(a >= b for a, b in pairwise(starts)):
        raise OddLayoutError
    return starts


def is_bare(line: str) -> bool:
    """Does a line hold nothing but a comment, or nothing at all?"""
    return not line.strip() or line.lstrip().startswith("#")


def inside_of(text: str, lines: Sequence[str]) -> frozenset[int]:
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


def comments_of(lines: Iterable[str], inside: frozenset[int] = frozenset()) -> Counter[str]:
    """The comments on these lines, alone on a line or behind a value, in their order."""
    found = (
        line.strip() if line.lstrip().startswith("#") else comment_behind(line.strip())
        for number, line in enumerate(lines)
        if number not in inside
    )
    return Counter(comment for comment in found if comment)


def comments_in(text: str) -> Counter[str]:
    """The comments of a text, none of them words of a value."""
    lines = text.splitlines()
    return comments_of(lines, inside_of(text, lines))


def comment_lines(lines: Iterable[str], indent: str = "", inside: frozenset[int] = frozenset()) -> list[str]:
    """The comments on these lines, each on a line of its own."""
    return [f"{indent}{comment}\n" for comment in comments_of(lines, inside).elements()]


def comment_behind(line: str) -> str:
    """The comment behind the value on a line (``Wang Yi (person)  # checked``), "" without one."""
    for match in re.finditer(r"\s(#.*)", line):
        try:
            if yamltext.load(line[: match.start()]) == yamltext.load(line):
                return match[1]
        except yaml.YAMLError:
            continue
    return ""
