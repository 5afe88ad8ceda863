"""What is wrong in people's YAML, told as people speak: the true line, the entry, its field, what to write instead.

pydantic checks the values and names them by numbers ("13.kind"); here that becomes ``line 40: actor Gazprom: kind``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

import yaml
from pydantic import TypeAdapter
from pydantic_core import ErrorDetails

from generator.core import yamltext
from generator.core.text import truncated

Place = Sequence[int | str]
_ENTRIES = {"actors.yml": "actor", "glossary.yml": "term", "topics.yml": "topic", "retired.yml": "address"}
"""What an entry of a list is called."""
_NAMES = ("name", "term", "page")
"""The fields that name an entry."""
_PATTERNS = {
    "id": "write small letters, digits and hyphens",
    "feeds": "begin it with http:// or https://",
    **dict.fromkeys(("from", "until"), "write it like 2022, 2022-12 or 2022-12-30"),
    "as_of": "write it like 2022-12-30",
}
"""What to write where a text has not the form of its field."""
_KINDS = {
    "string_type": ("is not a text", "put it into quotation marks"),
    **dict.fromkeys(("list_type", "tuple_type"), ("is not a list", "write it like [one, another]")),
    "bool_type": ("is neither true nor false", "write true or false"),
    "int_type": ("is not a whole number", "write digits alone"),
    "float_type": ("is not a number", "write it like 0.4"),
    "string_too_short": ("is empty", "write it"),
    "string_too_long": ("is too long", "shorten it"),
}
"""Problem and remedy by pydantic's type of an error."""
_BOUNDS = {
    "greater_than": ("too small", "write more than {gt:g}"),
    "greater_than_equal": ("too small", "write {ge:g} or more"),
    "less_than_equal": ("too large", "write {le:g} or less"),
}
"""The same of a number that is out of its bounds, which the error names."""


_NO_KEY = ("extra_forbidden", "unexpected_keyword_argument")
"""What pydantic calls a key that is none, of a model and of a dataclass."""


def first(errors: Sequence[ErrorDetails]) -> ErrorDetails:
    """The mistake to tell of: a key that is none is the reason why another one is missing."""
    return next((error for error in errors if error["type"] in _NO_KEY), errors[0])


def told(error: ErrorDetails, adapter: TypeAdapter[Any], remedy: str) -> tuple[str, str]:
    """The problem and its remedy; `remedy` where no better one is known."""
    kind, value, field = error["type"], error["input"], str(error["loc"][-1]) if error["loc"] else ""
    name = next((part for part in reversed(error["loc"]) if isinstance(part, str)), "")
    if kind == "literal_error":
        allowed = re.findall(r"'([^']+)'", str(error.get("ctx", {}).get("expected", "")))
        return f"{value!r} is none", nearest(str(value), allowed)
    if kind in _NO_KEY:
        return "is not a key of it", nearest(field, _keys(adapter.json_schema(), error["loc"][:-1]))
    if kind == "missing":
        return "is missing", "write it"
    if kind == "string_pattern_mismatch":
        return f"{value!r} cannot be it", _PATTERNS.get(name, remedy)
    if kind == "list_type" and not error["loc"]:
        return "is not a list", "begin each of its entries with `- `"
    if kind in _KINDS:
        problem, what = _KINDS[kind]
        return (problem if kind.startswith("string_too") else f"{_short(value)} {problem}"), what
    if kind in _BOUNDS:
        problem, what = _BOUNDS[kind]
        return f"{_short(value)} is {problem}", what.format(**error.get("ctx", {}))
    if kind in ("model_type", "dataclass_type", "dict_type", "model_attributes_type"):
        return "is not an entry", "write `key: value` lines"
    problem, _, mended = re.sub(r"^(?:Value error, |Input )", "", error["msg"]).partition("; ")
    return problem, mended or remedy


_YAMLS = {
    None: "nothing",
    True: "true (to YAML `yes` and `on` are it, too)",
    False: "false (`no` and `off` are it, too)",
}
"""Values that are not written as Python writes them."""


def _short(value: object) -> str:
    words = str(value) if isinstance(value, Decimal) else repr(value)
    if value is None or isinstance(value, bool):
        return _YAMLS[value]
    return truncated(words, 40)


ALIKE = 0.75
"""From this likeness on (difflib's share of common characters) a word is one of those allowed, misspelt."""


def nearest(word: str, allowed: Sequence[str], behind: str = "") -> str:
    """The remedy for a word that is none of those allowed, of which any stands `behind` something."""
    if near := get_close_matches(word.lower(), allowed, 1, ALIKE):
        return f"write {near[0]}"
    several = " or ".join(filter(None, (", ".join(allowed[:-1]), *allowed[-1:])))
    return f"write {behind}{several}" if allowed else "remove it"


def _keys(schema: Mapping[str, Any], place: Place) -> list[str]:
    """The keys that an entry at a place may have, by its JSON Schema."""
    at: Any = schema
    for part in (*place, None):
        while isinstance(at, Mapping) and "$ref" in at:
            at = schema["$defs"][at["$ref"].rpartition("/")[2]]
        if part is None or not isinstance(at, Mapping):
            break
        at = at.get("items") if isinstance(part, int) else at.get("properties", {}).get(part)
    return list(at.get("properties", {})) if isinstance(at, Mapping) else []


def where(place: Place, loaded: Any, text: str, file: str) -> str | None:
    """Where a place of a file's data is, for a person: its line, the entry's name, the field."""
    parts = list(place)
    said = [f"line {line}"] if (line := _line(place, text)) else []
    if parts and isinstance(parts[0], int):
        entry = loaded[parts[0]] if isinstance(loaded, list) and parts[0] < len(loaded) else None
        name = next((entry[key] for key in _NAMES if entry.get(key)), None) if isinstance(entry, dict) else None
        said.append(f"{_ENTRIES.get(file, 'entry')} {name or parts[0] + 1}")
        parts = parts[1:]
    fields = [str(part) for part in parts if isinstance(part, str)]
    return ": ".join((*said, *fields)) or None


def _line(place: Place, text: str) -> int | None:
    """The line of a place of a YAML text; of the nearest one above where it is not there."""
    try:
        node: Any = yamltext.compose(text)
    except yaml.YAMLError:
        return None
    if node is None:
        return None
    line = node.start_mark.line
    for part in place:
        if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line
            continue
        pairs = node.value if isinstance(node, yaml.MappingNode) else ()
        found = next((pair for pair in pairs if pair[0].value == part), None)
        if found is None:
            break
        line, node = found[0].start_mark.line, found[1]
    return int(line) + 1
