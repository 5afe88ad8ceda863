"""Which of many things belong together, where one pair after the other is found to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Generic, TypeVar

T = TypeVar("T", int, tuple[str, ...])


class Groups(Generic[T]):
    """Union-find (Tarjan 1975): each thing in a group of its own until it is joined; the least is a group's root."""

    def __init__(self, things: Iterable[T]) -> None:
        self._parent: dict[T, T] = {thing: thing for thing in things}

    def root(self, thing: T) -> T:
        """The root of the group that a thing is in."""
        parent = self._parent
        while parent[thing] != thing:
            parent[thing] = parent[parent[thing]]  # each step halves the way for the next who asks
            thing = parent[thing]
        return thing

    def join(self, a: T, b: T) -> None:
        """Make one of the groups of a and b."""
        a, b = self.root(a), self.root(b)
        self._parent[max(a, b)] = min(a, b)

    def parts(self) -> list[list[T]]:
        """The groups by their first things, each in the order that things were given in."""
        found: dict[T, list[T]] = defaultdict(list)
        for thing in self._parent:
            found[self.root(thing)].append(thing)
        return list(found.values())
