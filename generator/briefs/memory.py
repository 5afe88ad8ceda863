"""The machine's memory of a brief, ``SLUG.proof.json`` beside the page ``SLUG.md``: all that no person edits.

It holds every value as it was last written, with its evidence, scores and ids; the digests by which a person's change
is known; what was found and not shown. One entry stands on one line, so that two branches seldom meet in it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, Field, TypeAdapter

from generator.briefs import page
from generator.briefs.quantities import digits_of
from generator.briefs.values import LISTS, as_written, from_written, paths, unbounded, value_at
from generator.core.errors import RecordError
from generator.core.model import Article, Brief, Diagnostic, PublishedSource, TitleSource
from generator.core.text import digest

SUFFIX = ".proof.json"
_HEAD = (
    "The memory of the brief beside it: made by `briefing generate`, not to be edited. Where it is lost, what the "
    "brief says is taken as a person's."
)
_ARTICLE = ("digest", "published_source", "published_between", "language", "words", "paragraphs")


@dataclass(frozen=True, slots=True)
class Generated:
    """What the generator remembers of its last run.

    Attributes:
        rules: version of the rules and digest of the configuration the brief was made with.
        digests: path ("takeaway", "figures/f-1a2b3c4d") -> digest of the value written there; a path whose item is
            gone from the brief was removed by a person. The order is the generator's.
        stale: path -> the generator's newer value, where a person's value stands in its place.
        base: path -> the value a person changed or removed, as far as it is known.
        again: path of a figure -> that of one which a person changed or removed and the generator no longer finds:
            it may be the same one with another number, which nobody has said yet.
        checked: path -> the digest of the words there that a person wrote and counts as checked.
    """

    rules: str = ""
    digests: Mapping[str, str] = field(default_factory=dict)
    stale: Mapping[str, Any] = field(default_factory=dict)
    base: Mapping[str, Any] = field(default_factory=dict)
    again: Mapping[str, str] = field(default_factory=dict)
    checked: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Memory:
    """What was last written.

    Attributes:
        brief: every value as the page got it, with what the page does not show; without text and note.
        page: the digest of the page that this is the memory of.
        before: while a page is being written, the memory of the page that stood there: a kill may come in between.
    """

    brief: Brief
    generated: Generated
    page: str = ""
    before: Memory | None = None

    def of(self, text: str) -> Memory:
        """The memory that a page belongs to: this, or the one before where the page was not written any more.

        A page that a person changed since belongs to the one of which it has more values.
        """
        if self.before is None or digest(text) == self.page:
            return self
        if digest(text) == self.before.page:
            return self.before
        said = page.read(text, "").page
        return max((replace(self, before=None), self.before), key=lambda memory: _shared(said, memory.brief))


def _shared(said: page.Page, brief: Brief) -> int:
    """How many values of a page a brief has."""
    own = page.page_of(brief)
    same: int = sum(said.fields[key] == value for key, value in own.fields.items())
    return same + sum(item in own.items[name] for name in LISTS for item in said.items[name])


def dump(memory: Memory) -> str:
    """The file's text: the same memory gives the same bytes, and `load` gives back the same memory."""
    return _object({"about": _HEAD, **_plain(memory)}) + "\n"


def _plain(memory: Memory) -> dict[str, Any]:
    brief, generated = memory.brief, memory.generated
    out: dict[str, Any] = {
        "schema": page.SCHEMA,
        "id": brief.id,
        "source": brief.article.source,
        "rules": generated.rules,
        "page": memory.page,
        "title_source": brief.title_source,
        "article": {part: as_written(getattr(brief.article, part)) for part in _ARTICLE},
        "values": {path: as_written(value_at(brief, path)) for path in paths(brief)},
        "digests": dict(generated.digests),
        "stale": dict(sorted(generated.stale.items())),
        "base": dict(sorted(generated.base.items())),
        "judged": dict(brief.judged),
        "more": as_written(brief.more),
        "diagnostics": as_written(brief.diagnostics),
    }
    for name in ("again", "checked"):
        if known := getattr(generated, name):
            out[name] = dict(sorted(known.items()))
    if memory.before:
        out["before"] = _plain(memory.before)
    return out


def _object(data: Mapping[str, Any], indent: str = "") -> str:
    """A JSON object with an entry a line, and those of its objects too."""
    inner = indent + " "
    lines = (
        f"{inner}{json.dumps(key, ensure_ascii=False)}: "
        + (
            _object(value, inner)
            if isinstance(value, Mapping) and value and len(inner) < 2
            else json.dumps(value, ensure_ascii=False, default=_number)
        )
        for key, value in data.items()
    )
    return "{\n" + ",\n".join(lines) + f"\n{indent}}}"


def _number(value: Decimal) -> int | str:
    """A number as JSON keeps it exactly: a whole one, else its digits."""
    return int(value) if value == value.to_integral_value() else digits_of(value)


def load(text: str | None, path: str) -> Memory | None:
    """The memory in a file; None when it is spoilt, or not there.

    Raises RecordError for one that a newer Briefing Desk wrote.
    """
    try:
        data = json.loads(text or "")
        if "\\u" in (text or ""):  # half of a surrogate pair, which `dump` never writes and no file can hold
            json.dumps(data, ensure_ascii=False).encode()
        newer = data["schema"] > page.SCHEMA
        memory = None if newer else _read(_File.model_validate(data))
    except (ValueError, KeyError, TypeError, ArithmeticError, RecursionError):
        return None
    if newer:
        raise RecordError(
            f"is newer than this Briefing Desk, which knows up to schema {page.SCHEMA}",
            path=path,
            field="schema",
            remedy="update Briefing Desk",
        )
    return memory


class _Article(BaseModel):
    digest: str
    published_source: PublishedSource
    published_between: tuple[str, str] | None = None
    language: str
    words: Annotated[int, Field(ge=0, lt=10**9)]
    paragraphs: tuple[Annotated[int, Field(ge=0)], ...]


class _File(BaseModel):
    """The file as JSON gives it: it may be spoilt in any way, and nothing in it is taken on trust."""

    id: Annotated[str, Field(pattern=f"^{page.ID.pattern}$")]
    source: str
    rules: str
    page: str
    title_source: TitleSource
    article: _Article
    values: dict[str, Any]
    digests: dict[str, str]
    stale: dict[str, Any]
    base: dict[str, Any]
    again: dict[Annotated[str, Field(pattern="^figures/")], Annotated[str, Field(pattern="^figures/")]] = {}
    checked: dict[str, str] = {}
    judged: dict[str, Annotated[float, Field(ge=0, le=1)]]
    more: dict[str, Any]
    diagnostics: tuple[Diagnostic, ...]
    before: _File | None = None


_ARTICLES = TypeAdapter(Article)


def _read(data: _File) -> Memory:
    """The memory in a file; raises ValueError or KeyError for values that are none."""
    values: dict[str, Any] = {path: from_written(path, written) for path, written in data.values.items()}
    if any(value is None and not path.startswith("article/") for path, value in values.items()):
        raise ValueError("an item without a value")
    given = {path.partition("/")[2]: value for path, value in values.items() if path.startswith("article/")}
    lists: dict[str, Any] = {
        name: tuple(value for path, value in values.items() if path.startswith(f"{name}/")) for name in LISTS
    }
    brief = Brief(
        id=data.id,
        article=_ARTICLES.validate_python({"source": data.source, "text": "", **data.article.model_dump(), **given}),
        title=str(values["title"]),
        title_source=data.title_source,
        takeaway=values["takeaway"],
        more=from_written("more", data.more),
        diagnostics=data.diagnostics,
        judged=tuple(data.judged.items()),
        **lists,
    )
    if unbounded(brief):
        raise ValueError("a number that no page can show")
    generated = Generated(data.rules, data.digests, data.stale, data.base, data.again, data.checked)
    return Memory(brief, generated, data.page, _read(data.before) if data.before else None)
