"""Long registers by first letter, so that no page grows with the corpus."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import TypeVar

from generator.core.text import fold

T = TypeVar("T")
OTHER = "#"
"""The letter of what begins with none from A to Z."""
ON_ONE_PAGE = 400
"""Entries of one letter's page; a letter with more has several."""


def letter(name: str) -> str:
    """The heading a name stands under: a letter from A to Z, or `OTHER`."""
    first = fold(name).lstrip("\"'“‘( ")[:1].upper()
    return first if first.isascii() and first.isalpha() else OTHER


def by_letter(entries: Iterable[T], name: Callable[[T], str]) -> list[tuple[str, list[T]]]:
    """The entries from A to Z under their letters."""
    ordered = sorted(entries, key=lambda e: (letter(name(e)), fold(name(e)), name(e)))
    return [(key, list(group)) for key, group in groupby(ordered, lambda e: letter(name(e)))]


Place = tuple[str, int, str, list[T]]
"""A page of a register: its letter, which part of that letter's entries it holds, its path, the entries."""


def paths(folder: str, groups: Sequence[tuple[str, list[T]]]) -> list[Place[T]]:
    """A page for each letter; long letters in parts."""
    found = []
    for key, entries in groups:
        for n in range(0, len(entries), ON_ONE_PAGE):
            part = n // ON_ONE_PAGE + 1
            slug = ("other" if key == OTHER else key.lower()) + (f"-{part}" if part > 1 else "")
            found.append((key, part, f"{folder}/letters/{slug}.md", entries[n : n + ON_ONE_PAGE]))
    return found
