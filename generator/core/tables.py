"""The packaged tables of `generator/data`: the one loader of them all."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import yaml


@cache
def table(name: str) -> Any:
    """The content of `generator/data/NAME.yml` (read with YAML 1.1's safe types); read once, so never to be changed."""
    return yaml.load(resources.files("generator").joinpath(f"data/{name}.yml").read_text("utf-8"), yaml.CSafeLoader)


@cache
def listed(name: str, key: str) -> frozenset[str]:
    """The words that a table lists under a key: a list of YAML, or text whose entries are parted by commas."""
    entries = table(name)[key]
    return frozenset(entries.split(", ") if isinstance(entries, str) else map(str, entries))


@cache
def worded(name: str, *keys: str) -> frozenset[str]:
    """The words that a table lists under some keys, in texts whose entries are parted by blanks."""
    return frozenset(word for key in keys for word in table(name)[key].split())
