"""YAML as people write it here: dates stay text, numbers with a point stay exact, output is stable and unfolded."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import yaml


class TextLoader(yaml.CSafeLoader):
    """Safe loader that leaves ``2025-03-04`` a string and reads ``32.7`` as a Decimal."""


class TextDumper(yaml.CSafeDumper):
    """Safe dumper that quotes whatever another YAML reader could take for something else, and knows Decimal."""

    def ignore_aliases(self, data: Any) -> bool:
        """Never write anchors: a record repeats what it repeats."""
        return True


def _decimal(loader: TextLoader, node: yaml.ScalarNode) -> Decimal | float:
    text = loader.construct_scalar(node).replace("_", "")
    try:
        return Decimal(text)
    except ArithmeticError:  # .inf, .nan and sexagesimal numbers
        return float(yaml.CSafeLoader.construct_yaml_float(loader, node))


def _represent_decimal(dumper: TextDumper, value: Decimal) -> yaml.ScalarNode:
    if not value.is_finite():
        raise ValueError(f"{value} is not a number a record can hold")
    text = format(value, "f")
    return dumper.represent_scalar("tag:yaml.org,2002:float" if "." in text else "tag:yaml.org,2002:int", text)


TextLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in rules if tag != "tag:yaml.org,2002:timestamp"]
    for first, rules in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
TextLoader.add_constructor("tag:yaml.org,2002:float", _decimal)
TextDumper.add_representer(Decimal, _represent_decimal)


def load(text: str) -> Any:
    """Parse one YAML document; raises yaml.YAMLError."""
    return yaml.load(text, TextLoader)


def dump(data: Any) -> str:
    """Write plain data as block YAML in the given order, a line a value."""
    text: str = yaml.dump(
        data, Dumper=TextDumper, allow_unicode=True, sort_keys=False, width=1 << 30, default_flow_style=False
    )
    return text


def describe(error: yaml.YAMLError) -> tuple[str | None, str]:
    """Where a YAML error is ("line 3") and what it is, for a one-line message."""
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or " ".join(str(error).split())
    return (f"line {mark.line + 1}" if mark else None), f"is not valid YAML ({problem})"
