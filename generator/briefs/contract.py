"""Briefs as JSON: the contract of `briefing extract --json`, and its JSON Schema."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter

from generator.core import model


class _Raw(BaseModel):
    """All that the extractors found before anything was chosen."""

    mentions: list[model.Mention]
    quantities: list[model.Figure]
    dates: list[model.DateMention]
    forward: list[model.Forward]
    quotes: list[model.Quote]
    definitions: list[model.Definition]


class _BriefOut(BaseModel):
    """The structured record of one article."""

    model_config = ConfigDict(title="Brief")

    id: str
    title: str
    title_source: model.TitleSource
    authors: list[str]
    outlet: str | None
    url: str | None
    published: str | None
    published_source: model.PublishedSource
    published_between: tuple[str, str] | None
    language: str
    text: str
    takeaway: model.Statement
    key_points: list[model.Statement]
    actors: list[model.Actor]
    figures: list[model.Figure]
    whats_next: list[model.Forward]
    events: list[model.Event]
    quotes: list[model.Quote]
    terms: list[model.Term]
    more: model.Items
    raw: _Raw
    diagnostics: list[model.Diagnostic]


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of what `brief_json` gives; numbers stand for the decimals inside."""
    schema = TypeAdapter(_BriefOut).json_schema(mode="validation")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def number(value: Decimal) -> int | float:
    """A Decimal as a JSON number: whole numbers stay exact at any size, fractions are the nearest double."""
    return int(value) if value == value.to_integral_value() else float(value)


def plain(value: Any) -> Any:
    """Dataclasses, tuples and Decimals as what `json.dumps` takes; field order is kept."""
    if names := field_names(value.__class__):
        return {name: plain(getattr(value, name)) for name in names}
    if isinstance(value, (tuple, list)):
        return [plain(v) for v in value]
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, Decimal):
        return number(value)
    return value


@cache
def field_names(kind: type) -> tuple[str, ...]:
    """The names of a dataclass's fields, none of another class."""
    return tuple(f.name for f in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else ()


def brief_json(brief: model.Brief, found: model.Found) -> dict[str, Any]:
    """One brief with its raw layer, ready for `json.dumps`."""
    raw = {name: getattr(found, "raw_quotes" if name == "quotes" else name) for name in _Raw.model_fields}
    told = {"raw": raw} | {name: getattr(brief, name) for name in field_names(model.Brief)}
    return {k: plain(told[k] if k in told else getattr(brief.article, k)) for k in _BriefOut.model_fields}
