"""A brief's file: YAML front matter (the record) and the analyst's note below it, to and from `Record`.

Pure text in and out. Evidence is written ``start:end words`` on one line, fields that say nothing are left out, and
`generated` keeps for each field and list item the digest of the value the generator last wrote there, so that a
person's change can be told from the machine's own (see `edits`).
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError

from generator import yamltext
from generator.errors import RecordError
from generator.model import (
    Actor,
    Article,
    Brief,
    Diagnostic,
    Event,
    Figure,
    Forward,
    PublishedSource,
    Quote,
    Statement,
    Term,
    TitleSource,
)
from generator.text import digest, slugify, split_front_matter, stable_id

SCHEMA_VERSION = 1
LISTS = ("key_points", "actors", "figures", "whats_next", "events", "quotes", "terms")
"""The list fields of a brief, in the order of the file."""
ARTICLE_FIELDS = ("authors", "outlet", "url", "published", "published_source", "language", "words", "paragraphs")
_EVIDENCE = re.compile(r"(\d+):(\d+) (.*)", re.DOTALL)
_PREFIX = {"key_points": "k", "figures": "f", "whats_next": "n", "events": "e", "quotes": "q"}


@dataclass(frozen=True, slots=True)
class Generated:
    """What the generator remembers of its last run.

    Attributes:
        rules: version of the rules and digest of the configuration the brief was made with.
        digests: path ("takeaway", "figures/f-1a2b3c4d") -> digest of the value written there; a path whose item is
            gone from the brief was removed by a person.
        stale: path -> the generator's newer value, where a person's value stands in its place.
    """

    rules: str = ""
    digests: Mapping[str, str] = field(default_factory=dict)
    stale: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Record:
    """A brief with the generator's memory of it. The article's text is not in a file: `brief.article.text` is empty."""

    brief: Brief
    generated: Generated = Generated()


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
    published: str | None = None
    published_source: PublishedSource = "given"
    language: str = "en"
    words: int = 0
    paragraphs: Annotated[tuple[int, ...], BeforeValidator(_starts)] = ()


class _RecordIn(BaseModel):
    # Standard-library dataclasses among the fields inherit this: a misspelt key is an error, not a lost edit.
    model_config = ConfigDict(extra="forbid", coerce_numbers_to_str=True)
    schema_version: int = Field(alias="schema")
    id: str
    title: str
    title_source: TitleSource = "article"
    article: _ArticleIn
    takeaway: Statement = Statement("")
    key_points: tuple[Statement, ...] = ()
    actors: tuple[Actor, ...] = ()
    figures: tuple[Figure, ...] = ()
    whats_next: tuple[Forward, ...] = ()
    events: tuple[Event, ...] = ()
    quotes: tuple[Quote, ...] = ()
    terms: tuple[Term, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    generated: Generated = Generated()


_ADAPTER = TypeAdapter(_RecordIn)


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
    """Twelve hexadecimal digits that change with any change of the value as the record writes it."""
    words = json.dumps(
        as_written(value), ensure_ascii=False, sort_keys=True, default=lambda number: format(number.normalize(), "f")
    )
    return digest(words)[:12]


def edited_paths(brief: Brief, generated: Generated) -> frozenset[str]:
    """The paths whose value is not the one the generator wrote: a person changed or added it."""
    return frozenset(
        path for path in paths(brief) if generated.digests.get(path) != value_digest(value_at(brief, path))
    )


def dump_record(record: Record) -> str:
    """The file's text. The same record gives the same bytes; `parse_record` gives back the same record."""
    brief = record.brief
    article = {name: as_written(getattr(brief.article, name)) for name in ("source", "digest", *ARTICLE_FIELDS)}
    article["paragraphs"] = " ".join(map(str, brief.article.paragraphs))
    front: dict[str, Any] = {
        "schema": SCHEMA_VERSION,
        "id": brief.id,
        "title": brief.title,
        "title_source": brief.title_source,
        "article": {k: v for k, v in article.items() if v not in (None, [], "", 0)},
        "takeaway": as_written(brief.takeaway),
    }
    for name in (*LISTS, "diagnostics"):
        if items := getattr(brief, name):
            front[name] = [as_written(item) for item in items]
    generated = record.generated
    front["generated"] = {"rules": generated.rules, "digests": dict(sorted(generated.digests.items()))}
    if generated.stale:
        front["generated"]["stale"] = dict(sorted(generated.stale.items()))
    return f"---\n{yamltext.dump(front)}---\n{brief.note}"


def parse_record(text: str, path: str) -> Record:
    """Read a brief's file.

    Raises RecordError (naming the file, the field and a remedy) for anything that is not a valid record. Items that
    a person added without an id get one from their words.
    """
    front, note = split_front_matter(text)
    if front is None:
        raise RecordError("has no front matter", path=path, remedy="begin the file with ---, the record, and ---")
    try:
        data = yamltext.load(front)
    except yaml.YAMLError as error:
        where, problem = yamltext.describe(error)
        raise RecordError(
            problem, path=path, field=where, remedy="quote text that holds a colon or a quotation mark"
        ) from error
    if not isinstance(data, dict):
        raise RecordError("the front matter is not a mapping", path=path, remedy="write `key: value` lines")
    version = data.get("schema")
    if version != SCHEMA_VERSION:
        raise RecordError(
            f"schema {version!r} is not {SCHEMA_VERSION}",
            path=path,
            field="schema",
            remedy="update Briefing Desk"
            if isinstance(version, int) and version > SCHEMA_VERSION
            else f"write `schema: {SCHEMA_VERSION}`",
        )
    try:
        read = _ADAPTER.validate_python(_complete(data, path))
    except ValidationError as error:
        first = error.errors()[0]
        raise RecordError(
            first["msg"],
            path=path,
            field=".".join(map(str, first["loc"])),
            remedy="see `briefing schema --record` for what the field may hold",
        ) from error
    brief = Brief(
        id=read.id,
        article=Article(text="", **read.article.model_dump()),
        title=read.title,
        title_source=read.title_source,
        takeaway=read.takeaway,
        diagnostics=read.diagnostics,
        note=note,
        **{name: getattr(read, name) for name in LISTS},
    )
    _refuse_double_ids(brief, path)
    brief = dataclasses.replace(
        brief, edited=edited_paths(brief, read.generated), stale=_stale_words(read.generated.stale)
    )
    return Record(brief, read.generated)


def _stale_words(stale: Mapping[str, Any]) -> tuple[tuple[str, str | None], ...]:
    """The generator's newer values in words, by path."""
    said = {
        path: (value.get("text") or value.get("name") or value.get("term")) if isinstance(value, dict) else value
        for path, value in stale.items()
    }
    return tuple((path, None if words is None else str(words)) for path, words in sorted(said.items()))


def record_schema() -> dict[str, Any]:
    """The JSON Schema of a record's front matter (evidence in its long form)."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_ADAPTER.json_schema()}


def _refuse_double_ids(brief: Brief, path: str) -> None:
    for name in LISTS:
        seen: set[str] = set()
        for item in getattr(brief, name):
            if item.id in seen:
                raise RecordError(
                    f"the id {item.id!r} stands twice",
                    path=path,
                    field=name,
                    remedy="remove one, or give it another id",
                )
            seen.add(item.id)


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


def _complete(data: dict[Any, Any], path: str) -> dict[Any, Any]:
    """The loaded mapping with evidence in its long form and an id for every item that has none."""
    out = dict(data)
    if isinstance(out.get("takeaway"), dict):
        out["takeaway"] = _expand(out["takeaway"], path, "takeaway")
    for name in LISTS:
        if out.get(name) is None:
            out.pop(name, None)
        elif isinstance(out[name], list):
            out[name] = [
                _with_id(name, _expand(item, path, f"{name}.{i}")) if isinstance(item, dict) else item
                for i, item in enumerate(out[name])
            ]
    return out


def _with_id(name: str, item: dict[Any, Any]) -> dict[Any, Any]:
    if item.get("id"):
        return item
    words = str(item.get("name") or item.get("term") or item.get("text") or "")
    return {**item, "id": stable_id(_PREFIX[name], words) if name in _PREFIX else slugify(words)}


def _expand(item: dict[Any, Any], path: str, where: str) -> dict[Any, Any]:
    evidence = item.get("evidence", ())
    if evidence is None:
        evidence = ()
    if not isinstance(evidence, (list, tuple)):
        raise RecordError(
            "is not a list", path=path, field=f"{where}.evidence", remedy="write one `- start:end words` a line"
        )
    spans = []
    for entry in evidence:
        if isinstance(entry, str):
            match = _EVIDENCE.fullmatch(entry)
            if not match:
                raise RecordError(
                    f"{entry[:40]!r} is not `start:end words`",
                    path=path,
                    field=f"{where}.evidence",
                    remedy="leave the evidence as the generator wrote it, or remove it",
                )
            spans.append({"start": int(match[1]), "end": int(match[2]), "exact": match[3]})
        else:
            spans.append(entry)
    return {**item, "evidence": spans}
