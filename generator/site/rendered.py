"""Pages of the Markdown tree kept from build to build: a page whose inputs are what they were is not rendered again.

A page comes from its own fields and context, from the templates, and from what it asks of the corpus while it is
rendered: a field of an entry, another brief, the names in a text. These questions are noted as they are asked. The
page is taken again where its own inputs have the same digest and every question the same answer: the verifying traces
of Mokhov, Mitchell and Peyton Jones, "Build Systems à la Carte" (2018). So no template need say what it depends on.
"""

from __future__ import annotations

import hashlib
import io
import pickle
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from operator import attrgetter
from types import FunctionType, MethodType
from typing import Any, Protocol

import jinja2

from generator.core.text import digest
from generator.link.autolink import Autolinker, PageLinker, Piece
from generator.link.corpus import Corpus
from generator.site.markup import Environment
from generator.site.pages.lookups import Index
from generator.site.pages.page import Later, Page
from generator.site.render import Linker, render

Question = tuple[str, ...]
"""What was asked: ("field", entry, name), ("item", table, key), ("all", of what, name) or ("names", text)."""


_AND = "\x1f"
"""What stands between the parts of a key that has several."""
_BEYOND: Question = ("beyond",)
"""Stands among the questions of a page that did what cannot be asked again."""
_MEMOS = frozenset(("made",))
"""What the look-ups keep for themselves, made of briefs alone."""


class Store(Protocol):
    """Where pages are kept (`io.kept.Kept`): facts and a text under a name, known by the digest of what they are of."""

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


class Renderer:
    """Renders the pages of one corpus, or takes them as they were rendered before."""

    def __init__(self, corpus: Corpus, env: Environment, language: str, folders: bool, keeping: Keeping | None) -> None:
        self._corpus = corpus
        self._env = env
        self._folders = folders
        self._linker = Autolinker(corpus)
        self._keeping = keeping
        self._world = _World(corpus, keeping.briefs) if keeping else None
        self._made_of = digest(keeping.made_by, language, str(folders), *_templates(env)) if keeping else ""

    def page(self, page: Page | Later, picture: str | None) -> Rendered:
        """A page's Markdown; `picture` stands for it where its link is shared.

        Raises BuildError naming the template and line when a template fails.
        """
        linker = self._linker.page(page.path, page.brief)
        if self._keeping is None or self._world is None:
            return self._rendered(page, picture, linker)
        own = self._world.mark((picture, page.path, page.of) if isinstance(page, Later) else (picture, page))
        if own is None:
            return self._rendered(page, picture, linker)
        store, key = self._keeping.store, digest(self._made_of, own)
        kept = store.facts(page.path, key)
        if kept is not None and self._still(page, kept) and (body := store.body(page.path)):
            return Rendered(body, tuple(map(tuple, kept["links"])), kept["problem"])
        asked = Asked(self._world, linker)
        self._env.asked = asked.field
        try:
            done = self._rendered(page, picture, asked, asked.watched)
        finally:
            self._env.asked = None
        answers = asked.mark()
        if answers is not None:
            facts = {"asked": list(asked.answers), "answers": answers, "links": done.links, "problem": done.problem}
            store.put(page.path, key, facts, done.text)
        return done

    def _rendered(
        self,
        page: Page | Later,
        picture: str | None,
        linker: Linker,
        watched: Callable[[Any], Any] = lambda value: value,
    ) -> Rendered:
        if isinstance(page, Later):
            page = page.make(watched(Index.of(self._corpus)))
        page = replace(page, picture=picture)
        text = render(page, self._corpus, self._env, linker, self._folders, watched)
        return Rendered(text, page.links, page.problem)

    def _still(self, page: Page | Later, kept: Any) -> bool:
        """Whether all that a page asked has the answer it had."""
        assert self._world is not None
        asked = Asked(self._world, self._linker.page(page.path, page.brief))
        try:
            for question in kept["asked"]:
                asked.ask(*question)
            return bool(asked.mark() == kept["answers"])
        except (KeyError, TypeError, ValueError, AttributeError):
            return False


def _templates(env: jinja2.Environment) -> Iterator[str]:
    """The names and sources of all templates."""
    assert env.loader is not None
    for name in env.list_templates():
        yield name
        yield env.loader.get_source(env, name)[0]


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """The questions that a page asks while it is rendered, and their answers; stands in the place of its linker."""

    world: _World
    linker: PageLinker
    answers: dict[Question, object] = field(default_factory=dict)

    def ask(self, *question: str) -> None:
        """Note a question and its answer. Raises KeyError, AttributeError or ValueError for what is not there."""
        match question:
            case ("names", text, _):
                self.pieces(text)
            case ("field", entry, name):
                self.answers[question] = getattr(self.world.entries[entry], name)
            case ("item", table, key):
                found = self.world.table(table).get(tuple(key.split(_AND)) if _AND in key else key)
                # An entry is told by its name: what is read of it is asked by itself.
                self.answers[question] = self.world.entry_of(found) or found
            case ("all", of, name):
                self.answers[question] = getattr(self.world.roots[of], name)
            case _:
                raise ValueError(question)

    def mark(self) -> str | None:
        """The digest of all answers; None where the questions cannot be asked again."""
        return None if _BEYOND in self.answers else self.world.mark(tuple(self.answers.values()), whole=True)

    def pieces(self, text: str) -> tuple[Piece, ...]:
        """The pieces of a text, as `PageLinker.pieces`: each time another question, for a name is linked once."""
        pieces = self.linker.pieces(text)
        self.answers["names", text, str(len(self.answers))] = _plain(pieces)
        return pieces

    def field(self, of: object, name: str) -> None:
        """Note that a field of something was read, if it is an entry of the corpus."""
        entry = self.world.entry_of(of)
        if entry is not None and hasattr(of, name):
            self.ask("field", entry, name)

    def item(self, table: str, key: object) -> None:
        """Note that a key of a table was looked up."""
        parts = key if isinstance(key, tuple) else (key,)
        if all(isinstance(part, str) and _AND not in part for part in parts):
            self.ask("item", table, _AND.join(parts))
        else:
            self.answers[_BEYOND] = None

    def watched(self, value: Any) -> Any:
        """The corpus, its look-ups or an entry, with all that is read of them noted; anything else as it is."""
        name = self.world.names.get(id(value))
        return _Watched(value, name, self) if name in self.world.roots or name in self.world.entries else value


def _plain(pieces: tuple[Piece, ...]) -> object:
    """Pieces of a text as data that is quickly written."""
    return [(p.text, p.target and (p.target.kind, p.target.id, p.target.page, p.target.definition)) for p in pieces]


class _Watched:
    """A corpus, its look-ups or an entry, noting what is read of it."""

    def __init__(self, of: object, name: str, asked: Asked) -> None:
        self._of, self._name, self._asked = of, name, asked

    def __getattr__(self, name: str) -> object:
        own = getattr(type(self._of), name, None)
        if isinstance(own, FunctionType):  # it reads what it reads through this
            return MethodType(own, self)
        if isinstance(own, property) and own.fget:
            return own.fget(self)
        value = getattr(self._of, name)
        watched = self._asked.watched(value)
        if watched is not value or name in _MEMOS:
            return watched
        if self._name in self._asked.world.entries:
            self._asked.ask("field", self._name, name)
        elif isinstance(value, dict):
            return _Table(value, f"{self._name}.{name}", self._asked)
        else:
            self._asked.ask("all", self._name, name)
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
        self._asked.ask("all", *self._name.split("."))
        return iter(self._of)

    def __len__(self) -> int:
        self._asked.ask("all", *self._name.split("."))
        return len(self._of)


class _World:
    """The things of one corpus by name, and digests of values that hold them.

    An entry stands in a digest by its name alone: which of its fields count is noted where they are read. A brief
    stands for all that its record says.
    """

    def __init__(self, corpus: Corpus, briefs: Mapping[str, str]) -> None:
        index = Index.of(corpus)
        self.roots: dict[str, object] = {"corpus": corpus, "index": index}
        self.entries: dict[str, object] = {
            **{f"actor/{a.id}": a for a in corpus.actors},
            **{f"term/{t.id}": t for t in corpus.terms},
            **{f"row/{e.id}": e for e in corpus.ledger},
            **{f"look/{o.brief}/{o.item.id}": o for o in corpus.outlook},
            **{f"happening/{h.id}": h for h in corpus.happenings},
        }
        self.names: dict[int, str] = {id(thing): name for name, thing in (self.entries | self.roots).items()}
        self._briefs = {id(b): f"brief/{b.id}/{briefs[b.id]}" for b in corpus.briefs if b.id in briefs}
        self.names |= self._briefs

    def entry_of(self, thing: object) -> str | None:
        """The name of an entry; None for anything else."""
        name = self.names.get(id(thing))
        return name if name in self.entries else None

    def table(self, name: str) -> Mapping[Any, object]:
        """A look-up by its name, ``index.briefs``."""
        of, _, own = name.partition(".")
        found: Mapping[Any, object] = getattr(self.roots[of], own)
        return found

    def mark(self, value: object, whole: bool = False) -> str | None:
        """The digest of a value, entries in it by their names or as a `whole`; None where it holds what is no data."""
        into = io.BytesIO()
        try:
            _Marker(into, self._briefs if whole else self.names).dump(value)
        except (pickle.PicklingError, TypeError, AttributeError):
            return None
        return hashlib.blake2b(into.getbuffer(), digest_size=16).hexdigest()


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
        fields = _fields(value.__class__)
        if fields is None:
            return NotImplemented
        return type(value), tuple(sorted(v) if isinstance(v, frozenset) else v for v in fields(value))


@lru_cache(maxsize=256)
def _fields(kind: Hashable) -> Callable[[object], tuple[object, ...]] | None:
    """What gives the fields of frozen data as a tuple; None for any other type."""
    names = tuple(getattr(kind, "__dataclass_fields__", ()))
    if not names:
        return None
    return attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)
