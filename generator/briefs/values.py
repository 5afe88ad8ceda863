"""The values of a brief by path, in the form its memory keeps them, and the digests by which an edit is known."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any, cast, get_type_hints

from pydantic import TypeAdapter

from generator.core.limits import in_bounds
from generator.core.model import Brief
from generator.core.text import digest, slugify, stable_id

LABELS = {
    "key_points": "key point",
    "actors": "actor",
    "figures": "figure",
    "whats_next": "what's next",
    "events": "event",
    "quotes": "quote",
    "terms": "term",
}
"""What a reviewer calls one item of a list."""
LISTS = tuple(LABELS)
"""The list fields of a brief, in the order of the file."""
_EVIDENCE = re.compile(r"(\d{1,9}):(\d{1,9}) (.*)", re.DOTALL)


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


def ids_in(name: str, known: Iterable[str]) -> dict[str, None]:
    """The ids of a list's items among paths, in their order."""
    return dict.fromkeys(path.removeprefix(f"{name}/") for path in known if path.startswith(f"{name}/"))


_PREFIX = {"key_points": "k", "figures": "f", "whats_next": "n", "events": "e", "quotes": "q"}


def id_of(name: str, words: str) -> str:
    """The id that its words give an item of a list a person added: a name's slug, or a digest (``f-1a2b3c4d``)."""
    return stable_id(_PREFIX[name], words) if name in _PREFIX else slugify(words)


def value_digest(value: Any) -> str:
    """Sixteen hexadecimal digits that change with any change of the value as its memory keeps it.

    The first eight change with its substance only: what it says, not where in the article that stands.
    """
    written = as_written(value)
    return _digest(substance(written)) + _digest(written)


def words_digest(value: Any) -> str:
    """Eight hexadecimal digits of what a value says, whatever its id and proof."""
    written = substance(as_written(value))
    return _digest({k: v for k, v in written.items() if k != "id"} if isinstance(written, Mapping) else written)


def same_substance(one: str | None, other: str | None) -> bool:
    """Do two digests stand for values that say the same, wherever their words stand? None is no value."""
    return one == other or (one is not None and other is not None and len(one) == 16 and one[:8] == other[:8])


def substance(written: Any) -> Any:
    """A value as its memory keeps it, without what follows from the article's wording alone (places, counts, names)."""
    if isinstance(written, Mapping):
        return {k: v for k, v in written.items() if k not in ("evidence", "mentions", "salience", "unnamed")}
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
    return written


def as_written(value: Any) -> Any:
    """A value as plain data: evidence on one line (``start:end words``), what equals its default left out."""
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


def from_written(path: str, written: Any) -> Any:
    """What `as_written` gave, back as the value at that path; None stays None.

    Raises ValueError when it is not one.
    """
    head, _, rest = path.partition("/")
    if written is None or (head, rest) == ("title", ""):
        return written
    if head == "article":
        return tuple(written) if rest == "authors" else written
    read = _reader(head).validate_python(expanded(written if not rest else [written]))
    return read[0] if rest else read


def expanded(written: Any) -> Any:
    """Plain data with its evidence in the long form."""
    if isinstance(written, Mapping):
        out = {key: expanded(value) for key, value in written.items() if key != "evidence"}
        if "id" in written or "evidence" in written:  # an item, whose evidence may have been left out
            spans = written.get("evidence") or ()
            out["evidence"] = [_span(entry) for entry in spans] if isinstance(spans, (list, tuple)) else spans
        return out
    if isinstance(written, (list, tuple)):
        return [expanded(v) for v in written]
    return written


def _span(written: Any) -> Any:
    """A span of evidence in the long form; what is no ``start:end words`` as it is."""
    match = _EVIDENCE.fullmatch(written) if isinstance(written, str) else None
    return {"start": int(match[1]), "end": int(match[2]), "exact": match[3]} if match else written


def unbounded(brief: Brief) -> str | None:
    """The path of the first item with a number that no page can show; None where there is none."""
    numbers: dict[str, tuple[float | Decimal | None, ...]] = {
        f"actors/{actor.id}": (actor.mentions, actor.salience) for actor in brief.actors
    } | {f"figures/{figure.id}": (figure.value, figure.max_value) for figure in brief.figures}
    return next((path for path, values in numbers.items() if not all(map(in_bounds, values))), None)


@cache
def _reader(field: str) -> TypeAdapter[Any]:
    """What reads a field of a brief from plain data."""
    return TypeAdapter(cast(Any, get_type_hints(Brief)[field]))
