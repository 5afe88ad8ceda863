"""Records of older schemas: pages that held the machine's memory too. They are read as they stand, never written.

1: digests of twelve digits, in the order of the alphabet.
2: digests of two halves (see `value_digest`), in the generator's order; `base`.
3: the memory in a file of its own (see `page` and `memory`).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError

from generator.briefs import page
from generator.briefs.memory import Generated
from generator.briefs.values import LISTS, as_written, id_of, paths, span, value_at, value_digest
from generator.core import model, yamltext
from generator.core.errors import RecordError
from generator.core.limits import LIST_ITEMS, NUMBER_DIGITS, in_bounds
from generator.core.text import digest, split_front_matter


def _starts(value: object) -> object:
    """The starts of paragraphs, which the file keeps on one line ("0 388 709")."""
    return tuple(value.split()) if isinstance(value, str) else value


class _ArticleIn(BaseModel):
    model_config = ConfigDict(extra="forbid")
    source: str
    digest: str = ""
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    url: str | None = None
    published: Annotated[str, Field(pattern=r"^[0-9]{4}(-[0-9]{2}){0,2}$")] | None = None
    published_source: model.PublishedSource = "given"
    published_between: tuple[str, str] | None = None
    language: str = "en"
    words: int = 0
    paragraphs: Annotated[tuple[int, ...], BeforeValidator(_starts)] = ()


class _RecordIn(BaseModel):
    # Standard-library dataclasses among the fields inherit this: a misspelt key is an error, not a lost edit.
    model_config = ConfigDict(extra="forbid", coerce_numbers_to_str=True)
    schema_version: int = Field(alias="schema")
    id: Annotated[str, Field(pattern=r"^\w[\w.-]*$", max_length=200)]
    title: str
    title_source: model.TitleSource = "article"
    article: _ArticleIn
    takeaway: model.Statement = model.Statement("")
    key_points: tuple[model.Statement, ...] = ()
    actors: tuple[model.Actor, ...] = ()
    figures: tuple[model.Figure, ...] = ()
    whats_next: tuple[model.Forward, ...] = ()
    events: tuple[model.Event, ...] = ()
    quotes: tuple[model.Quote, ...] = ()
    terms: tuple[model.Term, ...] = ()
    diagnostics: tuple[model.Diagnostic, ...] = ()
    generated: Generated = Generated()


_ADAPTER = TypeAdapter(_RecordIn)


def schema_of(text: str, path: str) -> int:
    """The schema a page names; raises RecordError for a newer one, or none."""
    front, _ = split_front_matter(text)
    root = page.compose(front, text, path)
    line, written = next(
        ((key.start_mark.line, value.value) for key, value in root.value if key.value == "schema"), (0, None)
    )
    version = int(written) if isinstance(written, str) and re.fullmatch(r"[0-9]{1,9}", written) else 0
    if 1 <= version <= page.SCHEMA:
        return version
    newer = version > page.SCHEMA
    raise RecordError(
        f"{written} is newer than this Briefing Desk, which knows up to {page.SCHEMA}"
        if newer
        else f"names {_named(written)} (1 to {page.SCHEMA})",
        path=path,
        field=f"line {line + 2}: schema",
        remedy="update Briefing Desk" if newer else f"write `schema: {page.SCHEMA}`",
    )


def _named(written: object) -> str:
    """What stands where the schema should, for a message."""
    if written is None:
        return "no schema"
    return f"{written!r}, which is none" if isinstance(written, str) else "more than a number"


def read(text: str, path: str) -> tuple[model.Brief, Generated]:
    """A brief and the generator's memory of it, from a record of schema 1 or 2; raises RecordError."""
    front, note = split_front_matter(text)
    ruled = f"\n{front or ''}"  # the ruler is line 1
    try:
        data = yamltext.load(ruled)
    except yaml.YAMLError as error:
        trouble = yamltext.describe(error, ruled)
        raise RecordError(trouble.problem, path=path, field=trouble.where, remedy=trouble.remedy) from error
    try:
        said = _ADAPTER.validate_python(_complete(data, path))
    except ValidationError as error:
        first = error.errors()[0]
        raise RecordError(
            first["msg"],
            path=path,
            field=".".join(map(str, first["loc"])),
            remedy="mend it, or remove the file and run `briefing generate`",
        ) from error
    brief = model.Brief(
        id=said.id,
        article=model.Article(text="", **said.article.model_dump()),
        title=said.title,
        title_source=said.title_source,
        takeaway=said.takeaway,
        diagnostics=said.diagnostics,
        note=note,
        **{name: getattr(said, name) for name in LISTS},
    )
    _refuse_double_ids(brief, path)
    _refuse_unbounded(brief, path)
    generated = said.generated
    return brief, _from_schema_1(brief, generated) if said.schema_version == 1 else generated


def _from_schema_1(brief: model.Brief, generated: Generated) -> Generated:
    """Digests of schema 1 in the form of schema 2; one that does not fit its value stays, for it marks an edit."""

    def old_digest(value: Any) -> str:
        as_text = json.dumps(
            as_written(value), ensure_ascii=False, sort_keys=True, default=lambda n: format(n.normalize(), "f")
        )
        return digest(as_text)[:12]

    digests: dict[str, str] = {}
    for path in paths(brief):
        if path in generated.digests:
            value, known = value_at(brief, path), generated.digests[path]
            digests[path] = value_digest(value) if old_digest(value) == known else known
    return replace(generated, digests=digests | {p: d for p, d in generated.digests.items() if p not in digests})


def _refuse_unbounded(brief: model.Brief, path: str) -> None:
    """Numbers written as text ("1e400") reach the model as well: none may be one that no page can show."""
    values: list[tuple[str, Any]] = [
        ("article.words", brief.article.words),
        *((f"figures.{i}.value", figure.value) for i, figure in enumerate(brief.figures)),
        *((f"figures.{i}.max_value", figure.max_value) for i, figure in enumerate(brief.figures)),
        *((f"actors.{i}.mentions", actor.mentions) for i, actor in enumerate(brief.actors)),
        *((f"actors.{i}.salience", actor.salience) for i, actor in enumerate(brief.actors)),
    ]
    for field_name, value in values:
        if not in_bounds(value):
            raise RecordError(
                f"is no number of at most {NUMBER_DIGITS} digits", path=path, field=field_name, remedy="correct it"
            )


def _refuse_double_ids(brief: model.Brief, path: str) -> None:
    for name in LISTS:
        for ident, times in Counter(item.id for item in getattr(brief, name)).items():
            if times > 1:
                remedy = "remove one, or give it another id"
                raise RecordError(f"the id {ident!r} stands twice", path=path, field=name, remedy=remedy)


def _complete(data: dict[Any, Any], path: str) -> dict[Any, Any]:
    """The loaded mapping with evidence in its long form and an id for every item that has none."""
    out = dict(data)
    if isinstance(out.get("takeaway"), dict):
        out["takeaway"] = _expand(out["takeaway"], path, "takeaway")
    for name in LISTS:
        if out.get(name) is None:
            out.pop(name, None)
        elif isinstance(out[name], list) and len(out[name]) > LIST_ITEMS:
            raise RecordError(f"has more than {LIST_ITEMS} items", path=path, field=name, remedy="remove some")
        elif isinstance(out[name], list):
            out[name] = [
                _with_id(name, _expand(item, path, f"{name}.{i}")) if isinstance(item, dict) else item
                for i, item in enumerate(out[name])
            ]
    return out


def _with_id(name: str, item: dict[Any, Any]) -> dict[Any, Any]:
    """An item of a list as loaded, with the id its words give where a person wrote none."""
    if item.get("id"):
        return item
    words = str(item.get("name") or item.get("term") or item.get("text") or "")
    return {**item, "id": id_of(name, words)}


def _expand(item: dict[Any, Any], path: str, where: str) -> dict[Any, Any]:
    evidence = () if item.get("evidence") is None else item["evidence"]
    at = f"{where}.evidence"
    if not isinstance(evidence, (list, tuple)):
        raise RecordError("is not a list", path=path, field=at, remedy="write one `- start:end words` a line")
    spans = [span(entry) for entry in evidence]
    if odd := [entry for entry in spans if isinstance(entry, str)]:
        raise RecordError(
            f"{odd[0][:40]!r} is not `start:end words`",
            path=path,
            field=at,
            remedy="leave the evidence as the generator wrote it, or remove it",
        )
    return {**item, "evidence": spans}
