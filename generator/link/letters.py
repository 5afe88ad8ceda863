"""Long registers by first letter, so that no page grows with the corpus."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import TypeVar

from generator.core.text import fold

T = TypeVar("T")
ON_ONE_PAGE = 400
"""Entries of one letter's page; a letter with more has several."""


def letter(name: str) -> str:
    """The heading a name stands under: a letter from A to Z, or "#"."""
    first = fold(name).lstrip("\"'“‘( ")[:1].upper()
    return first if first.isascii() and first.isalpha() else "#"


def by_letter(entries: Iterable[T], name: Callable[[T], str]) -> list[tuple[str, list[T]]]:
    """The entries from A to Z under their letters."""
    ordered = sorted(entries, key=lambda e: (letter(name(e)), fold(name(e)), name(e)))
    return [(key, list(group)) for key, group in groupby(ordered, lambda e: letter(name(e)))]


def paths(folder: str, groups: Sequence[tuple[str, list[T]]]) -> list[tuple[str, str, list[T]]]:
    """A page for each letter as (heading, path, entries); long letters in parts."""
    found = []
    for key, entries in groups:
        for n in range(0, len(entries), ON_ONE_PAGE):
            part = n // ON_ONE_PAGE + 1
            slug = ("other" if key == "#" else key.lower()) + (f"-{part}" if part > 1 else "")
            said = "0–9" if key == "#" else key
            found.append(
                (
                    said + (f", part {part}" if part > 1 else ""),
                    f"{folder}/letters/{slug}.md",
                    entries[n : n + ON_ONE_PAGE],
                )
            )
    return found
