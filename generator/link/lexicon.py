"""The word lists of `data/link_words.yml`, read once. Lists keep the file's order; sets are for membership."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from generator.core.tables import table

_TABLE = "link_words"


@dataclass(frozen=True, slots=True)
class Phrases:
    """Words and phrases to be found in texts, by their first words: much faster than one pattern of all of them."""

    single: frozenset[str]
    longer: Mapping[str, tuple[str, ...]]

    def stand_in(self, said: Sequence[str]) -> bool:
        """Whether any of them stands in a text, given as its words."""
        present = set(said)
        if not self.single.isdisjoint(present):
            return True
        begun = self.longer.keys() & present
        if not begun:
            return False
        text = f" {' '.join(said)} "
        return any(f" {phrase} " in text for first in begun for phrase in self.longer[first])


def phrases(name: str, cut: Callable[[str], Sequence[str]]) -> Phrases:
    """The entries of a list as phrases; `cut` makes words of them as of the texts they are looked for in."""
    entries = [tuple(cut(entry)) for entry in listed(name)]
    longer: dict[str, list[str]] = {}
    for entry in entries:
        if len(entry) > 1:
            longer.setdefault(entry[0], []).append(" ".join(entry))
    return Phrases(
        frozenset(e[0] for e in entries if len(e) == 1), {first: tuple(found) for first, found in longer.items()}
    )


def listed(name: str) -> tuple[str, ...]:
    """The words of a list, in the order of the file. Raises KeyError for a list the file does not have."""
    return tuple(str(word) for word in table(_TABLE)[name])


def words(name: str) -> frozenset[str]:
    """The words of a list as a set."""
    return frozenset(listed(name))


def classes(name: str) -> dict[str, str]:
    """For a map of lists: each word -> the name of its list."""
    return {str(word): str(label) for label, members in table(_TABLE)[name].items() for word in members}
