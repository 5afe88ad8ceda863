"""The word lists of `data/link_words.yml`, read once. Lists keep the file's order; sets are for membership."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from typing import Any

import yaml


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    text = resources.files("generator").joinpath("data/link_words.yml").read_text("utf-8")
    data: dict[str, Any] = yaml.load(text, yaml.CSafeLoader)
    return data


def listed(name: str) -> tuple[str, ...]:
    """The words of a list, in the order of the file. Raises KeyError for a list the file does not have."""
    return tuple(str(word) for word in _data()[name])


def words(name: str) -> frozenset[str]:
    """The words of a list as a set."""
    return frozenset(listed(name))


def classes(name: str) -> dict[str, str]:
    """For a map of lists: each word -> the name of its list."""
    return {str(word): str(label) for label, members in _data()[name].items() for word in members}
