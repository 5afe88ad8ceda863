"""The values of a brief by path, in the form a record writes them, and the digests by which an edit is known."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from generator.core.model import Brief
from generator.core.text import digest

LISTS = ("key_points", "actors", "figures", "whats_next", "events", "quotes", "terms")
"""The list fields of a brief, in the order of the file."""


def value_at(brief: Brief, path: str) -> Any:
    """The value of a path: a field of the brief, ``article/FIELD``, or the item ``LIST/ID``; None when absent."""
    head, _, rest = path.partition("/")
    if head == "article":
        return getattr(brief.article, rest)
    if not rest:
        return getattr(brief, head)
    return next((item for item in getattr(brief, head) if item.id == rest), None)


def paths(brief: Brief) -> tuple[str, ...]:
    """Every path of a brief that is the generator's or a person's: title, article fields, takeaway, list items."""
    fixed = ("title", *(f"article/{name}" for name in ("authors", "outlet", "url", "published")), "takeaway")
    return fixed + tuple(f"{name}/{item.id}" for name in LISTS for item in getattr(brief, name))


def value_digest(value: Any) -> str:
    """Sixteen hexadecimal digits that change with any change of the value as the record writes it.

    The first eight change with its substance only: what it says, not where in the article that stands.
    """
    written = as_written(value)
    return _digest(substance(written)) + _digest(written)


def same_substance(one: str | None, other: str | None) -> bool:
    """Do two digests stand for values that say the same, wherever their words stand? None is no value."""
    return one == other or (one is not None and other is not None and len(one) == 16 and one[:8] == other[:8])


def substance(written: Any) -> Any:
    """A value as the record writes it, without what follows from the article's wording alone (places, counts)."""
    if isinstance(written, Mapping):
        return {k: v for k, v in written.items() if k not in ("evidence", "mentions", "salience")}
    return written


def _digest(written: Any) -> str:
    return digest(json.dumps(_comparable(written), ensure_ascii=False, sort_keys=True))[:8]


def _comparable(written: Any) -> Any:
    """A value with numbers as text, so that it is the same before it was written and after it was read."""
    if isinstance(written, Mapping):
        return {k: _comparable(v) for k, v in written.items()}
    if isinstance(written, (list, tuple)):
        return [_comparable(v) for v in written]
    if isinstance(written, (int, Decimal)) and not isinstance(written, bool):
        return format(Decimal(written).normalize(), "f")
    if isinstance(written, float):
        return format(Decimal(repr(written)).normalize(), "f")
    return written


def as_written(value: Any) -> Any:
    """A value as the record writes it: evidence on one line, what equals its default left out."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        out = {}
        for f in dataclasses.fields(value):
            inner = getattr(value, f.name)
            if f.name == "evidence":
                if inner:
                    out[f.name] = [f"{e.start}:{e.end} {e.exact}" for e in inner]
            elif f.default is dataclasses.MISSING or inner != f.default:
                out[f.name] = as_written(inner)
        return out
    if isinstance(value, (tuple, list)):
        return [as_written(v) for v in value]
    if isinstance(value, float):
        return Decimal(repr(value))
    return value
