"""Records of schema 2, whose pages held the machine's memory too: read as they stand, never written.

Schema 3 keeps the memory in a file of its own (see `page` and `memory`).
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError

from generator.briefs import page
from generator.briefs.memory import Generated
from generator.briefs.values import LISTS, expanded, id_of, unbounded
from generator.core import model, yamltext
from generator.core.errors import RecordError
from generator.core.limits import LIST_ITEMS, NUMBER_DIGITS
from generator.core.text import split_front_matter

OLDEST = 2
"""The oldest schema that is read."""


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
    words: Annotated[int, Field(ge=0, lt=10**9)] = 0
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
    nodes = {k.value: v for k, v in root.value if isinstance(k, yaml.ScalarNode) and isinstance(v, yaml.ScalarNode)}
    line, written = (nodes["schema"].start_mark.line, nodes["schema"].value) if "schema" in nodes else (0, "")
    version = int(written) if re.fullmatch(r"[0-9]{1,9}", written) else 0
    if OLDEST <= version <= page.SCHEMA:
        return version
    newer = version > page.SCHEMA
    raise RecordError(
        f"{written} is newer than this Briefing Desk, which knows up to {page.SCHEMA}"
        if newer
        else f"names {repr(written) if written else 'no schema'} ({OLDEST} to {page.SCHEMA})",
        path=path,
        field=f"line {line + 2}: schema",
        remedy="update Briefing Desk" if newer else f"write `schema: {page.SCHEMA}`",
    )


def read(text: str, path: str) -> tuple[model.Brief, Generated]:
    """A brief and the generator's memory of it, from a record of schema 2; raises RecordError."""
    front, note = split_front_matter(text)
    ruled = f"\n{front or ''}"  # the ruler is line 1
    try:
        said = _ADAPTER.validate_python(_complete(yamltext.load(ruled), path))
    except yaml.YAMLError as error:
        trouble = yamltext.describe(error, ruled)
        raise RecordError(trouble.problem, path=path, field=trouble.where, remedy=trouble.remedy) from error
    except ValidationError as error:
        first = error.errors()[0]
        problem, remedy = first["msg"], "mend it, or remove the file and run `briefing generate`"
        if "evidence" in first["loc"]:
            problem, remedy = "is not `start:end words`", "leave the evidence as the generator wrote it, or remove it"
        raise RecordError(problem, path=path, field=".".join(map(str, first["loc"])), remedy=remedy) from error
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
    for name in LISTS:
        for ident, times in Counter(item.id for item in getattr(brief, name)).items():
            if times > 1:
                remedy = "remove one, or give it another id"
                raise RecordError(f"the id {ident!r} stands twice", path=path, field=name, remedy=remedy)
    if at := unbounded(brief):
        problem = f"has a number of more than {NUMBER_DIGITS} digits"
        raise RecordError(problem, path=path, field=at, remedy="correct it")
    return brief, said.generated


def _complete(data: dict[Any, Any], path: str) -> dict[Any, Any]:
    """The loaded mapping with evidence in its long form and an id for every item that has none."""
    out = {key: value for key, value in data.items() if value is not None}
    out["takeaway"] = expanded(out.get("takeaway", {"text": ""}))
    for name in LISTS:
        if isinstance(items := out.get(name), list):
            if len(items) > LIST_ITEMS:
                raise RecordError(f"has more than {LIST_ITEMS} items", path=path, field=name, remedy="remove some")
            out[name] = [_with_id(name, item) if isinstance(item, dict) else item for item in items]
    return out


def _with_id(name: str, item: dict[Any, Any]) -> Any:
    """An item of a list as loaded, with the id its words give where a person wrote none."""
    words = str(item.get("name") or item.get("term") or item.get("text") or "")
    return expanded({**item, "id": item.get("id") or id_of(name, words)})
