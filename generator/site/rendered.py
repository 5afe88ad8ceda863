"""Pages of the Markdown tree kept from build to build: a page whose inputs are what they were is not rendered again.

A page comes from its own fields and context, from the templates, and from what it asks of the corpus while it is
rendered: a field of an entry, another brief, where a name leads. What it asks for is noted as it is asked: no template
need say what it depends on. A corpus is told as digests of all that can be asked of it, its units, once a build; the
page is taken again where its own inputs have the same digest and none of the units it asked for has another one than
in the build before (Mokhov, Mitchell and Peyton Jones, "Build Systems à la Carte", 2018, call these traces).
"""

from __future__ import annotations

import hashlib
import io
import pickle
from collections.abc import Callable, Iterator, Mapping
from dataclasses import astuple, dataclass, field, fields, replace
from functools import cached_property, lru_cache
from itertools import chain
from operator import attrgetter
from types import FunctionType, MethodType
from typing import Any, Protocol
from uuid import uuid4

import jinja2

from generator.briefs.contract import field_names
from generator.core.model import Diagnostic
from generator.core.text import digest, legible
from generator.link.autolink import Autolinker, PageLinker
from generator.link.corpus import ActorEntry, Corpus, Happening, LedgerEntry, OutlookEntry, TermEntry
from generator.site.markup import Environment
from generator.site.pages.lookups import Index
from generator.site.pages.page import Later, Page
from generator.site.render import render

Units = Mapping[str, str]
"""Digests by what they are of: ``actor/x`` (with the digest of each of its fields), ``index.briefs`` and a key."""

_AND = "\x1f"
"""What stands between the parts of a unit: an entry and a field, a table and a key, the parts of a key."""
_NAMES = f"names{_AND}"
_ALL = "*"
"""The unit of all others; in the store it stands for them, for no page has this path."""
_SIZE = 12
"""Letters of a unit's digest."""
_ENTRIES: Mapping[str, type] = {
    "actor": ActorEntry, "term": TermEntry, "row": LedgerEntry, "look": OutlookEntry, "happening": Happening,
}  # fmt: skip
_BEYOND = ""
"""What cannot be asked again: a key that is no text."""
_MEMOS = frozenset(("remarks",))
"""What the look-ups are told while pages are made: no units, so that who reads them asks for all."""


class Store(Protocol):
    """Where pages are kept (`io.kept.Kept`): facts and a text under a name, known by the digest of what they are of.

    What was neither asked for nor put in one build is forgotten, and all of a build that fails.
    """

    def facts(self, name: str, key: str) -> Any: ...  # noqa: D102
    def body(self, name: str) -> str | None: ...  # noqa: D102
    def put(self, name: str, key: str, facts: Any, body: str = "") -> None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Keeping:
    """Where rendered pages are kept, what renders them (a digest), and the digests of the briefs by their ids."""

    store: Store
    made_by: str
    briefs: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page's Markdown, and of the page what its tree must know (as in `Page`)."""

    text: str
    links: tuple[tuple[str, str], ...] = ()
    problem: str | None = None
    remarks: tuple[Diagnostic, ...] = ()


class Renderer:
    """Renders the pages of one corpus, or takes them as they were rendered before."""

    def __init__(self, corpus: Corpus, env: Environment, language: str, folders: bool, keeping: Keeping | None) -> None:
        self._corpus = corpus
        self._env = env
        self._folders = folders
        self._linker = Autolinker(corpus)
        self._kept = (
            _Kept(keeping, corpus, self._linker, (language, str(folders), *_templates(env))) if keeping else None
        )

    def page(self, page: Page | Later, picture: str | None) -> Rendered:
        """A page's Markdown; `picture` stands for it where its link is shared.

        Raises BuildError naming the template and line when a template fails.
        """
        if self._kept is None:
            return self._rendered(page, picture, self._linker.page(page.path, page.brief))
        key = self._kept.key((picture, page.path, page.of) if isinstance(page, Later) else (picture, page))
        if kept := self._kept.page(page.path, key):
            return kept
        asked = Asked(self._kept.world)
        if page.brief:  # whom the brief knows settles where names in it lead
            asked.item("corpus.brief_actors", page.brief)
        self._env.asked = asked.field
        try:
            linker = self._linker.page(page.path, page.brief, asked.names)
            done = self._rendered(page, picture, linker, asked.watched)
        finally:
            self._env.asked = None
        self._kept.put(page.path, key, asked, done)
        return done

    def _rendered(
        self,
        page: Page | Later,
        picture: str | None,
        linker: PageLinker,
        watched: Callable[[Any], Any] = lambda value: value,
    ) -> Rendered:
        if isinstance(page, Later):
            page = page.make(watched(Index.of(self._corpus)))
        page = replace(page, picture=picture)
        text = render(page, self._corpus, self._env, linker, self._folders, watched)
        return Rendered(legible(text), page.links, page.problem, page.remarks)


def _templates(env: jinja2.Environment) -> Iterator[str]:
    """The names and sources of all templates."""
    assert env.loader is not None
    for name in env.list_templates():
        yield name
        yield env.loader.get_source(env, name)[0]


class _Kept:
    """The pages of the build before, those of them that asked for nothing that has changed since."""

    def __init__(self, keeping: Keeping, corpus: Corpus, linker: Autolinker, made_by: tuple[str, ...]) -> None:
        self._store = keeping.store
        self._made_by = digest(keeping.made_by, *made_by)
        self.world = _World(corpus, keeping.briefs, linker)
        before: Units = self._store.facts(_ALL, self._made_by) or {}
        now = self.world.units(before)
        self._changed = frozenset(_changed(before, now))
        self._any = bool(before)
        self._store.put(_ALL, self._made_by, now)

    def key(self, own: object) -> str | None:
        """The digest of a page's own inputs; None where they hold what is no data."""
        mark = self.world.mark(own)
        return mark and digest(self._made_by, mark)

    def page(self, path: str, key: str | None) -> Rendered | None:
        """The page as it was rendered, if that is how it would be rendered now."""
        kept = self._store.facts(path, key) if key and self._any else None
        if kept is None or not self._changed.isdisjoint(kept["asked"]):
            return None
        remarks = tuple(Diagnostic(*remark) for remark in kept["remarks"])
        body = self._store.body(path)
        return Rendered(body, tuple(map(tuple, kept["links"])), kept["problem"], remarks) if body else None

    def put(self, path: str, key: str | None, asked: Asked, done: Rendered) -> None:
        """Keep a page, unless it did what cannot be asked again."""
        if key and _BEYOND not in asked.units:
            units = asked.units.union(_NAMES + words for words in asked.names)
            facts = {
                "asked": sorted(units),
                "links": done.links,
                "problem": done.problem,
                "remarks": list(map(astuple, done.remarks)),
            }
            self._store.put(path, key, facts, done.text)


def _changed(before: Units, now: Units) -> Iterator[str]:
    """The units that have another digest, that are new or that are gone; of an entry those of its fields."""
    for unit in {unit for unit, _ in before.items() ^ now.items()}:
        yield from (unit, _ALL)
        kind = _ENTRIES.get(unit.partition("/")[0])
        old, new = before.get(unit, ""), now.get(unit, "")
        for n, own in enumerate(fields(kind) if kind and _AND not in unit else (), 1):
            part = slice(n * _SIZE, (n + 1) * _SIZE)
            if old[part] != new[part]:
                yield f"{unit}{_AND}{own.name}"


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """What a page asks for while it is rendered.

    Attributes:
        units: by their names.
        names: the words that were looked up as those of a name.
        seen: the corpus, look-ups and entries that were given out, by the identity of what they watch.
    """

    world: _World
    units: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    seen: dict[int, _Watched] = field(default_factory=dict)

    def field(self, of: Any, name: str) -> None:
        """Note that a field of something was read, if it is an entry of the corpus; what is no field is all of it."""
        entry = self.world.entry_of(of)
        if entry is not None:
            self.units.add(f"{entry}{_AND}{name}" if name in field_names(of.__class__) else entry)

    def item(self, table: str, key: object) -> None:
        """Note that a key of a table was looked up."""
        self.units.add(_item(table, key) or _BEYOND)

    def all(self, unit: str, value: object = ()) -> None:
        """Note that a field of the corpus, or of its look-ups, was read: of a list, anything in it may count."""
        self.units.add(unit if isinstance(value, str | None) else _ALL)

    def watched(self, value: Any) -> Any:
        """The corpus, its look-ups or an entry, with all that is read of them noted; anything else as it is."""
        known = self.seen.get(id(value))
        if known is None and (name := self.world.watched.get(id(value))):
            known = self.seen[id(value)] = _Watched(value, name, self)
        return value if known is None else known


def _item(table: str, key: object) -> str | None:
    """The unit of a key; None for one that is no text."""
    parts = key if isinstance(key, tuple) else (key,)
    return _AND.join((table, *parts)) if all(isinstance(part, str) for part in parts) else None


class _Watched:
    """A corpus, its look-ups or an entry, noting what is read of it: once, for what was read is its attribute then."""

    def __init__(self, of: object, name: str, asked: Asked) -> None:
        self._of, self._name, self._asked = of, name, asked

    def __getattr__(self, name: str) -> object:
        value = self._read(name)
        setattr(self, name, value)
        return value

    def _read(self, name: str) -> object:
        own = getattr(type(self._of), name, None)
        if isinstance(own, FunctionType):  # it reads what it reads through this
            return MethodType(own, self)
        if isinstance(own, property) and own.fget:
            return own.fget(self)
        value = getattr(self._of, name)
        watched = self._asked.watched(value)
        if watched is not value:
            return watched
        if self._name in self._asked.world.entries:
            self._asked.field(self._of, name)
        elif (table := self._asked.world.tables.get(f"{self._name}.{name}")) is not None:
            return _Table(table, f"{self._name}.{name}", self._asked)
        else:
            self._asked.all(f"{self._name}.{name}", value)
        return value

    def _whole(self) -> object:
        """What is watched, all of it read."""
        for name in getattr(self._of, "__dataclass_fields__", ()):
            getattr(self, name)
        return self._of

    def __repr__(self) -> str:
        return repr(self._whole())

    def __eq__(self, other: object) -> bool:
        return self._whole() == (other._whole() if isinstance(other, _Watched) else other)

    def __hash__(self) -> int:
        return hash(self._whole())


class _Table(Mapping[Any, Any]):
    """A look-up, noting the keys that are asked for."""

    def __init__(self, of: Mapping[Any, Any], name: str, asked: Asked) -> None:
        self._of, self._name, self._asked = of, name, asked

    def __getitem__(self, key: object) -> object:
        self._asked.item(self._name, key)
        return self._asked.watched(self._of[key])

    def __iter__(self) -> Iterator[object]:
        self._asked.all(self._name)
        return iter(self._of)

    def __len__(self) -> int:
        self._asked.all(self._name)
        return len(self._of)


class _World:
    """The things of one corpus by name, and digests of values that hold them.

    An entry stands in a digest by its name alone: which of its fields count is noted where they are read. A brief
    stands for all that its record says.
    """

    def __init__(self, corpus: Corpus, briefs: Mapping[str, str], linker: Autolinker) -> None:
        self._linker = linker
        self.roots: dict[str, object] = {"corpus": corpus, "index": Index.of(corpus)}
        parts = dict(chain.from_iterable(_parts(*root) for root in self.roots.items()))
        self.tables = {name: value for name, value in parts.items() if isinstance(value, dict)}
        self._lists = {name: value for name, value in parts.items() if name not in self.tables}
        self.entries: dict[str, Any] = {
            **{f"actor/{a.id}": a for a in corpus.actors},
            **{f"term/{t.id}": t for t in corpus.terms},
            **{f"row/{e.id}": e for e in corpus.ledger},
            **{f"look/{o.brief}/{o.item.id}": o for o in corpus.outlook},
            **{f"happening/{h.id}": h for h in corpus.happenings},
        }
        self._of_entries = {id(thing): name for name, thing in self.entries.items()}
        self.watched = self._of_entries | {id(thing): name for name, thing in self.roots.items()}
        self._briefs = {id(b): f"brief/{b.id}/{briefs[b.id]}" for b in corpus.briefs if b.id in briefs}
        self.names = self.watched | self._briefs

    def entry_of(self, thing: object) -> str | None:
        """The name of an entry; None for anything else."""
        return self._of_entries.get(id(thing))

    def units(self, before: Units) -> dict[str, str]:
        """The digests of all that can be asked: of an entry that of the whole and then one for each field.

        Those of the fields are taken from `before` where the whole is what it was.
        """
        found = {name: self._unit(value, whole=False) for name, value in self._lists.items()}
        for name, entry in self.entries.items():
            whole, was = self._unit(entry), before.get(name, "")
            found[name] = was if was.startswith(whole) else whole + "".join(map(self._unit, _values(entry)))
        known = dict(self.names)  # what leads to an entry tells which; many keys lead to one series
        for name, table in self.tables.items():
            for key, value in table.items():
                if unit := _item(name, key):
                    told = value if isinstance(value, str) else known.get(id(value)) or self._unit(value)
                    found[unit] = known[id(value)] = told
        found.update((f"{_NAMES}{words}", self._unit(meant) if meant else "") for words, meant in self._linker.names())
        return found

    def _unit(self, value: object, whole: bool = True) -> str:
        """The digest of a unit; none like it where that cannot be told."""
        return (self.mark(value, whole) or uuid4().hex)[:_SIZE]

    def mark(self, value: object, whole: bool = False) -> str | None:
        """The digest of a value, entries in it by their names or as a `whole`; None where it holds what is no data."""
        into = io.BytesIO()
        try:
            _Marker(into, self._briefs if whole else self.names).dump(value)
        except (pickle.PicklingError, TypeError, AttributeError):
            return None
        return hashlib.blake2b(into.getbuffer(), digest_size=16).hexdigest()


def _parts(of: str, root: Any) -> Iterator[tuple[str, object]]:
    """The lists and look-ups of a root by their names, ``index.briefs``."""
    made = (name for name, it in vars(root.__class__).items() if isinstance(it, cached_property))
    for name in (*field_names(root.__class__), *made):
        if name != "corpus" and name not in _MEMOS:
            yield f"{of}.{name}", getattr(root, name)


class _Marker(pickle.Pickler):
    """Writes values so that equal ones have equal bytes: by their fields, and what the corpus names by its name."""

    def __init__(self, into: io.BytesIO, names: Mapping[int, str]) -> None:
        super().__init__(into, protocol=4)
        self.fast = True  # nothing is written as "the same as before", which would tell equal values apart
        self._names = names

    def reducer_override(self, value: Any) -> Any:
        """Frozen data by its fields, sets among them sorted."""
        name = self._names.get(id(value))
        if name is not None:
            return str, (name,)
        if not field_names(value.__class__):
            return NotImplemented
        values = _values(value)
        if frozenset in map(type, values):
            values = tuple(sorted(v) if type(v) is frozenset else v for v in values)
        return type(value), values


def _values(value: Any) -> tuple[Any, ...]:
    """The fields of frozen data."""
    return _getter(value.__class__)(value)


@lru_cache(maxsize=256)
def _getter(kind: type) -> Callable[[object], tuple[Any, ...]]:
    names = field_names(kind)
    return attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)
