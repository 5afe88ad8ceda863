"""Which item of a page is which of those that its memory knows: a page names no ids."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any, TypeVar

from generator.briefs.forms import SHOWN, Item
from generator.core.text import fold

T = TypeVar("T")
ALIKE = 0.5
"""Two sentences are one sentence reworded from this likeness on (the share of characters in common runs, as difflib
counts them): half the words stayed."""
NAMED = ("actors", "terms")
"""Lists whose items are names: another name is another item, however alike its letters."""


def pair(name: str, mine: Sequence[Item], known: Sequence[Item]) -> list[int | None]:
    """For each item of a page the place of the known one that it is, None for one that a person added.

    In this order: the same in all; the same head; a head reworded (the most alike first); where no name tells them
    apart and as many are left between the same neighbours, one for one in their order.
    """
    head = SHOWN[name][0]
    found: list[int | None] = [None] * len(mine)
    match(found, mine, known, lambda a, b: float(a == b))
    match(found, mine, known, lambda a, b: float(fold(a[head]) == fold(b[head])))
    match(found, mine, known, _renamed if name in NAMED else lambda a, b: likeness(a[head], b[head]))
    if name == "figures":
        match(found, mine, known, lambda a, b: float(a["measure"] == b["measure"] is not None))
    if name not in NAMED:
        _fill(found, len(known))
    return found


def namesakes(name: str, one: Any, other: Any) -> bool:
    """Are two items of a list of names one, by name or another name: of one kind, and each with a name of its own?"""
    head = SHOWN[name][0]
    if name not in NAMED or (name == "actors" and (one.kind != other.kind or one.unnamed or other.unnamed)):
        return False
    first, second = fold(getattr(one, head)), fold(getattr(other, head))
    return first in (second, *map(fold, other.aliases)) or second in map(fold, one.aliases)


def likeness(one: str, other: str) -> float:
    """0 to 1; below `ALIKE` it is 0."""
    matcher = SequenceMatcher(None, fold(one), fold(other), autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= ALIKE else 0.0


def _renamed(one: Item, other: Item) -> float:
    """A name made longer or shorter: the words of one are among those of the other."""
    head = "name" if "name" in one else "term"
    a, b = set(fold(one[head]).split()), set(fold(other[head]).split())
    return float(bool(a and b) and (a <= b or b <= a))


def match(found: list[int | None], mine: Sequence[T], known: Sequence[T], alike: Callable[[T, T], float]) -> None:
    """Give each of `mine` that is still alone its place among `known`, the most alike first, then in order.

    What `alike` gives 0 for are two things.
    """
    taken = set(found)
    scored = sorted(
        (-score, i, j)
        for i, a in enumerate(mine)
        if found[i] is None
        for j, b in enumerate(known)
        if j not in taken and (score := alike(a, b))
    )
    for _, i, j in scored:
        if found[i] is None and j not in taken:
            found[i] = j
            taken.add(j)


def _fill(found: list[int | None], count: int) -> None:
    """Pair runs of as many items as are left of the known ones between the same two neighbours."""
    paired = [(i, place) for i, place in enumerate(found) if place is not None]
    for (before, low), (after, high) in pairwise([(-1, -1), *paired, (len(found), count)]):
        free = [j for j in range(low + 1, high) if j not in found]
        if len(free) == after - before - 1:
            found[before + 1 : after] = free


def woven(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """All of both, in the order of `first`; what only `second` has stands behind what it stands behind there."""
    out, previous = list(first), None
    for item_id in second:
        if item_id not in out:
            out.insert(0 if previous is None else out.index(previous) + 1, item_id)
        previous = item_id
    return out
