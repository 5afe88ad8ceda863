"""A brief's file: YAML front matter (the record) and the analyst's note below it, to and from `Record`.

Pure text in and out. Evidence is written ``start:end words`` on one line, fields that say nothing are left out, and
`generated` keeps for each field and list item the digest of the value the generator last wrote there, so that a
person's change can be told from the machine's own (see `edits`). Records of older schemas are migrated on reading.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, cast

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError

from generator.briefs.migrations import MIGRATIONS, SCHEMA_VERSION, Generated
from generator.briefs.values import LISTS, as_written, paths, value_at, value_digest
from generator.core import yamltext
from generator.core.errors import RecordError
from generator.core.limits import NUMBER_DIGITS, in_bounds
from generator.core.model import (
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
from generator.core.text import slugify, split_front_matter, stable_id

ARTICLE_FIELDS = (
    "authors",
    "outlet",
    "url",
    "published",
    "published_source",
    "published_between",
    "language",
    "words",
    "paragraphs",
)
_EVIDENCE = re.compile(r"(\d{1,9}):(\d{1,9}) (.*)", re.DOTALL)
_PREFIX = {"key_points": "k", "figures": "f", "whats_next": "n", "events": "e", "quotes": "q"}


@dataclass(frozen=True, slots=True)
class Record:
    """A brief with the generator's memory of it. The article's text is not in a file: `brief.article.text` is empty."""

    brief: Brief
    generated: Generated = field(default_factory=Generated)


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
    published: Annotated[str, Field(pattern=r"^\d{4}(-\d{2}){0,2}$")] | None = None
    published_source: PublishedSource = "given"
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
_PARTS: dict[str, TypeAdapter[Any]] = {
    name: TypeAdapter(cast(Any, _RecordIn.model_fields[name].annotation)) for name in ("takeaway", *LISTS)
}


def edited_paths(brief: Brief, generated: Generated) -> frozenset[str]:
    """The paths whose value is not the one the generator wrote: a person changed or added it."""
    return frozenset(
        path for path in paths(brief) if generated.digests.get(path) != value_digest(value_at(brief, path))
    )


def dump_record(record: Record) -> str:
    """The file's text. The same record gives the same bytes; `parse_record` gives back the same record."""
    return f"---\n{yamltext.dump(front_matter(record))}---\n{record.brief.note}"


def front_matter(record: Record) -> dict[str, Any]:
    """What the file's front matter says, in the order of its keys."""
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
    front["generated"] = {"rules": generated.rules, "digests": dict(generated.digests)}
    for name in ("stale", "base"):
        if values := getattr(generated, name):
            front["generated"][name] = dict(sorted(values.items()))
    return front


def parse_record(text: str, path: str) -> Record:
    """Read a brief's file.

    Raises RecordError (naming the file, the field and a remedy) for anything that is not a valid record. Items that
    a person added without an id get one from their words.
    """
    front, note = split_front_matter(text)
    if front is None:
        raise RecordError("has no front matter", path=path, remedy="begin the file with ---, the record, and ---")
    try:
        data = yamltext.load("\n" + front)  # the ruler is line 1
    except yaml.YAMLError as error:
        where, problem = yamltext.describe(error)
        raise RecordError(problem, path=path, field=where, remedy=yamltext.remedy(error)) from error
    if not isinstance(data, dict):
        raise RecordError("the front matter is not a mapping", path=path, remedy="write `key: value` lines")
    version = _known_schema(data.get("schema"), path)
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
    _refuse_unbounded(brief, path)
    generated = read.generated
    for step in range(version, SCHEMA_VERSION):
        generated = MIGRATIONS[step](brief, generated)
    brief = dataclasses.replace(brief, edited=edited_paths(brief, generated), stale=_stale_words(generated.stale))
    return Record(brief, generated)


def _known_schema(version: object, path: str) -> int:
    """The schema a record names; raises RecordError for a newer one, or none."""
    if isinstance(version, int) and not isinstance(version, bool) and 1 <= version <= SCHEMA_VERSION:
        return version
    newer = isinstance(version, int) and version > SCHEMA_VERSION
    raise RecordError(
        f"schema {version!r} is newer than this Briefing Desk, which knows up to {SCHEMA_VERSION}"
        if newer
        else f"{version!r} is not a schema (1 to {SCHEMA_VERSION})",
        path=path,
        field="schema",
        remedy="update Briefing Desk" if newer else f"write `schema: {SCHEMA_VERSION}`",
    )


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


def read_value(path: str, written: Any) -> Any:
    """A value as the record writes it (see `as_written`) back as the value at that path; None stays None.

    Raises RecordError when it is not one.
    """
    if written is None:
        return None
    head, _, rest = path.partition("/")
    if head == "article":
        return tuple(written) if rest == "authors" else written
    if head == "title":
        return str(written)
    whole = {head: written if head == "takeaway" else [written]}
    try:
        read = _PARTS[head].validate_python(_complete(whole, path)[head])
    except ValidationError as error:
        raise RecordError(error.errors()[0]["msg"], field=path, remedy="run `briefing generate`") from error
    return read if head == "takeaway" else read[0]


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


def _refuse_unbounded(brief: Brief, path: str) -> None:
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
                with_id(name, _expand(item, path, f"{name}.{i}")) if isinstance(item, dict) else item
                for i, item in enumerate(out[name])
            ]
    return out


def with_id(name: str, item: dict[Any, Any]) -> dict[Any, Any]:
    """An item of a list as loaded, with the id its words give where a person wrote none."""
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
