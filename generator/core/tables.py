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
