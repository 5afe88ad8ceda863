"""What an editor says across briefs: two names are one actor or two, a term means this, a name is no actor.

Each writes into `site_config` what a person would write there; comments, order and layout stay.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from generator.core import yamltext
from generator.core.configuration import checked_list, loaded_yaml
from generator.core.errors import BriefingError
from generator.core.model import Actor
from generator.core.text import fold
from generator.core.yamlentries import OddLayoutError, rewritten
from generator.desk.naming import actor_called, alike, names_in, written
from generator.io.files import read_bytes, write_atomic
from generator.io.project import Project
from generator.io.records import read_records

Entry = dict[str, Any]
_TOLD = ("role", "roles", "kind")
"""What an entry may say of an actor besides its names."""


@dataclass(frozen=True, slots=True)
class Said:
    """What was written: the file, and the entry that says it now; `new` tells whether the file had no such entry.

    `rejoined` are names that the entry was never to be, and is now.
    """

    path: Path
    entry: Entry
    new: bool
    changed: bool = True
    rejoined: tuple[str, ...] = ()

    def line(self) -> str:
        """One line for a person."""
        words = yamltext.dump_line(self.entry)
        done = "added" if self.new else "changed" if self.changed else "says so already"
        undone = f"; no longer kept apart: {', '.join(self.rejoined)}" if self.rejoined else ""
        return f"{self.path}: {done}: {words}{undone}"


def merge(project: Project, actor: str, into: str) -> Said:
    """From now on `actor` is another name of `into`; raises BriefingError for a name that nobody knows."""
    list_ = _List(project, "actors.yml")
    actors = _actors(project)
    one, other = _two(list_, actors, actor, into)
    target, source = list_.of(other), list_.of(one)
    if source is not None and source is target:
        if fold(one) != fold(target["name"]):
            return Said(list_.path, target, new=False, changed=False)
        raise BriefingError(
            f"{one!r} heads the entry that has {other!r} as another name",
            path=str(list_.path),
            remedy=f"merge {other!r} into {one!r}, or exchange the two in the file",
        )
    entry = target if target is not None else _described(actors, other)
    names = [one]
    if source is not None:
        names += _names(source)
        _take_over(list_, source, entry, new=target is None)
    own = {fold(name) for name in (entry["name"], *names, *entry.get("aliases", ()))}
    _extend(entry, "aliases", (name for name in names if fold(name) != fold(entry["name"])))
    rejoined = tuple(name for name in entry.get("distinct_from", ()) if fold(name) in own)
    _without(entry, "distinct_from", own)
    return replace(list_.write(entry, new=target is None), rejoined=rejoined)


def split(project: Project, actor: str, other: str) -> Said:
    """From now on `other` is never `actor`, though they look alike; raises BriefingError for a name nobody knows."""
    list_ = _List(project, "actors.yml")
    actors = _actors(project)
    name, apart = _two(list_, actors, actor, other)
    target = list_.of(name)
    if target is not None and fold(target["name"]) == fold(apart):
        name, apart = apart, name  # the entry's own name stays with it
    entry = target if target is not None else {"name": name}  # of what kind it is, briefs may say otherwise
    _without(entry, "aliases", {fold(apart)})
    _extend(entry, "distinct_from", [apart])
    return list_.write(entry, new=target is None)


def reject(project: Project, name: str) -> Said:
    """From now on a name is no actor: no entry, no links; raises BriefingError where its entry describes it."""
    list_ = _List(project, "actors.yml")
    spelt = actor_called(name, [*list_.names(), *_actor_names(_actors(project))])
    entry = list_.of(spelt)
    if entry is None:
        return list_.write({"name": spelt, "reject": True}, new=True)
    if fold(entry["name"]) != fold(spelt):
        raise BriefingError(
            f"{spelt!r} is another name of {entry['name']!r}",
            path=str(list_.path),
            remedy=f"split {entry['name']!r} and {spelt!r} first, or reject {entry['name']!r}",
        )
    entry["reject"] = True
    return list_.write(entry, new=False)


def define(project: Project, term: str, definition: str, *, new: bool = False) -> Said:
    """The desk's own definition of a term; an empty one is removed, and what articles say stands again.

    Raises BriefingError for a term nobody uses that is nearly one that somebody does, unless it is said to be `new`.
    """
    list_ = _List(project, "glossary.yml")
    known = [*list_.names(), *_term_names(project)]
    spelt = next((name for name in known if fold(name) == fold(term)), None)
    if spelt is None and not new and (near := alike(term, known)):
        raise BriefingError(
            "no brief uses this term", field=term, remedy=f"did you mean {' or '.join(near)}? If not, add --new"
        )
    entry = list_.of(spelt or term)
    term, words = written(term), written(definition)
    if entry is None and not words:
        raise BriefingError("has no definition of the desk's", field=spelt or term, remedy="write one behind it")
    if entry is None:
        return list_.write({"term": spelt or term, "definition": words}, new=True)
    if words:
        entry["definition"] = words
    else:
        entry.pop("definition", None)
    return list_.write(entry, new=False)


class _List:
    """One of the curated lists, as it is in its file; raises ConfigError when it is no valid one."""

    def __init__(self, project: Project, name: str) -> None:
        self.path = project.site_config / name
        loaded = loaded_yaml(self.path)
        checked_list(self.path, loaded)
        self.text = read_bytes(self.path).decode("utf-8") if self.path.exists() else ""
        self.entries: list[tuple[int | None, Entry]] = [(n, dict(entry)) for n, entry in enumerate(loaded or ())]

    def names(self) -> list[str]:
        """All names in it."""
        return [name for _, entry in self.entries for name in _names(entry)]

    def of(self, name: str) -> Entry | None:
        """The entry that has a name, its own or another one."""
        return next((e for _, e in self.entries if fold(name) in map(fold, _names(e))), None)

    def remove(self, entry: Entry) -> None:
        """Take an entry out."""
        self.entries = [(place, e) for place, e in self.entries if e is not entry]

    def write(self, entry: Entry, *, new: bool) -> Said:
        """Write the list with an entry that was changed, or is new; nothing is written that would not be valid."""
        if new:
            self.entries.append((None, entry))
        checked_list(self.path, [e for _, e in self.entries])
        try:
            text = rewritten(self.text, self.entries)
        except OddLayoutError:
            raise BriefingError(
                "is laid out in a way that no command changes",
                path=str(self.path),
                remedy=f"put this into it by hand: {yamltext.dump_line(entry)}",
            ) from None
        over = self.text.encode("utf-8") if self.path.exists() else None
        return Said(self.path, entry, new, write_atomic(self.path, text, over=over))


def _names(entry: Entry) -> Iterator[str]:
    yield entry.get("name") or entry["term"]
    yield from entry.get("aliases", ())


def _take_over(list_: _List, source: Entry, entry: Entry, *, new: bool) -> None:
    """Put what one entry says of its actor into another; its id is the address of a page that is no more."""
    for part in _TOLD:
        if part in source and not new and entry.get(part, source[part]) != source[part]:
            raise BriefingError(
                f"{source['name']!r} and {entry['name']!r} each have a {part}",
                path=str(list_.path),
                remedy="remove one of the two from the file, then merge again",
            )
        if part in source:
            entry[part] = source[part]
    _extend(entry, "distinct_from", source.get("distinct_from", ()))
    list_.remove(source)


def _two(list_: _List, actors: Sequence[Actor], actor: str, other: str) -> tuple[str, str]:
    """Two names as they are written; raises BriefingError for one that nobody knows, or for one name twice."""
    known = [*list_.names(), *_actor_names(actors)]
    one, two = (actor_called(name, known) for name in (actor, other))
    if fold(one) == fold(two):
        raise BriefingError("is one name", field=one, remedy="name two")
    return one, two


def _actors(project: Project) -> list[Actor]:
    """The actors of all briefs, what is folded away included."""
    briefs = [stored.record.brief for stored in read_records(project.briefs)[0]]
    return [actor for brief in briefs for actor in (*brief.actors, *brief.more.actors)]


def _actor_names(actors: Sequence[Actor]) -> list[str]:
    return names_in((actor.name, actor.aliases) for actor in actors)


def _term_names(project: Project) -> list[str]:
    briefs = [stored.record.brief for stored in read_records(project.briefs)[0]]
    return names_in((term.term, term.aliases) for brief in briefs for term in (*brief.terms, *brief.more.terms))


def _described(actors: Sequence[Actor], name: str) -> Entry:
    """A new entry of an actor, of the kind that most briefs take it for."""
    kinds = Counter(a.kind for a in actors if fold(name) in map(fold, (a.name, *a.aliases)))
    return {"name": name, **({"kind": kinds.most_common(1)[0][0]} if kinds else {})}


def _extend(entry: Entry, part: str, names: Any) -> None:
    """Add names to a list of an entry, each once."""
    have = list(entry.get(part, ()))
    known = {fold(name) for name in have}
    for name in names:
        if fold(name) not in known:
            known.add(fold(name))
            have.append(name)
    if have:
        entry[part] = have


def _without(entry: Entry, part: str, names: set[str]) -> None:
    """Take names out of a list of an entry; a list without names goes."""
    if part in entry:
        entry[part] = [name for name in entry[part] if fold(name) not in names]
        if not entry[part]:
            del entry[part]
