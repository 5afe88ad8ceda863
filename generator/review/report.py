"""All that a review says, as data: for programs (JSON with a schema) and for the comment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from generator.briefs.changes import Change
from generator.briefs.contract import plain
from generator.core.model import Brief
from generator.core.text import plural
from generator.desk.diff import STATUSES, BriefDiff
from generator.review.record_lines import Places
from generator.review.site_pages import Pages
from generator.review.warnings import KINDS, Caution

SCHEMA = 1
"""Raised when a program that reads the JSON must change."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a change does.

    Attributes:
        base: what it is compared with, as the user or git calls it.
        pages: the built pages that changed; None when no sites were compared.
        cautions: what to look at, the gravest first.
        url: where the preview is (ends in a slash), None when there is none.
        gists: by brief, what it says in a few lines (see `gist`).
        places: by brief, where its record is shown at the change's commit, line by line.
    """

    base: str
    briefs: Sequence[BriefDiff]
    pages: Pages | None = None
    cautions: Sequence[Caution] = ()
    url: str | None = None
    gists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    places: Places = field(default_factory=Places)

    @property
    def totals(self) -> dict[str, int]:
        """How many briefs are new, changed, retired, unreadable; how many pages and fields changed; warnings."""
        return {
            **{status: sum(item.status == status for item in self.briefs) for status in STATUSES},
            "fields": sum(len(item.changes) for item in self.briefs if item.status == "changed"),
            "pages": len(self.pages.changed) if self.pages else 0,
            "warnings": len(self.cautions),
        }


def in_order(said: Report) -> Report:
    """A report with its parts in their order: briefs that cannot be read, those with invented names, all others.

    Of each of these the new ones come first, then changed and retired ones; of the cautions the gravest.
    """
    invented = {it.brief for it in said.cautions if it.kind == "not-in-article"}
    order = {status: i for i, status in enumerate(("unreadable", "new", "changed", "retired"))}
    return replace(
        said,
        briefs=sorted(
            said.briefs, key=lambda it: (it.id not in invented and it.status != "unreadable", order[it.status], it.id)
        ),
        cautions=sorted(said.cautions, key=lambda it: (KINDS.index(it.kind), it.brief or "", it.words)),
    )


def gist(brief: Brief) -> tuple[str, ...]:
    """A brief in a few lines, for who has not seen it: its takeaway, its source, how much of each kind it has."""
    article = brief.article
    source = ", ".join(part for part in (article.outlet, article.published) if part)
    counted = [
        plural(len(items), label)
        for name, label in (("key_points", "key point"), ("actors", "actor"), ("figures", "figure"),
                            ("whats_next", "forward look"), ("quotes", "quote"), ("terms", "term"))
        if (items := getattr(brief, name))
    ]  # fmt: skip
    lines = (brief.takeaway.text and f"takeaway: {brief.takeaway.text}", source and f"from: {source}",
             counted and f"has: {', '.join(counted)}")  # fmt: skip
    return tuple(str(line) for line in lines if line)


class _Border(BaseModel):
    # The dataclasses among the fields inherit this.
    model_config = ConfigDict(extra="forbid", json_schema_serialization_defaults_required=True)


class _Brief(_Border):
    id: str
    title: str
    status: Literal["new", "changed", "retired", "unreadable"]
    page: str | None
    problem: str | None
    record: str | None
    lines: dict[str, int]
    changes: list[Change]


class _Report(_Border):
    schema_version: Annotated[int, Field(alias="schema")]
    base: str
    url: str | None
    totals: dict[str, int]
    briefs: list[_Brief]
    pages: Pages | None
    warnings: list[Caution]


_ADAPTER = TypeAdapter(_Report)


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of what `as_json` gives."""
    schema = _ADAPTER.json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def as_json(said: Report) -> dict[str, Any]:
    """The report for programs; raises pydantic's ValidationError if it ever left its own schema."""
    out = {
        "schema": SCHEMA,
        "base": said.base,
        "url": said.url,
        "totals": said.totals,
        "briefs": [
            {
                "id": item.id,
                "title": item.title,
                "status": item.status,
                "page": item.page,
                "problem": item.problem,
                "record": place.address if (place := said.places.of.get(item.id)) else None,
                "lines": dict(place.lines) if place else {},
                "changes": plain(item.changes),
            }
            for item in said.briefs
        ],
        "pages": plain(said.pages),
        "warnings": plain(said.cautions),
    }
    _ADAPTER.validate_python(out)
    return out
