"""Regenerating without losing a person's change: the merge of a record with what the generator gives now.

For each field and each list item (by stable id) the record holds the digest of the value the generator last wrote:

- the digest still fits: the value is the machine's and is replaced;
- it differs: a person changed it, and it stays;
- the item is gone: a person removed it, and it stays gone;
- it has no digest: a person added it, and it stays.

Where the memory is lost, nobody can tell a person's words from older ones of the machine. What the page says and what
the generator gives now are then compared as if that were what it had last written: whatever differs is a person's,
what the page lacks a person removed, and `accept` takes the generator's.

What the generator finds under a new id (`successors`) and a person has dealt with under the old one is that item. An
edit that says what the generator says now is none any more.

A person's value is *stale* when the generator's new value says something else than the one the person changed. Where
the article's text has only moved, the evidence a person's value still carries moves along; evidence whose words the
article no longer has is dropped, for it would prove nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from generator.briefs.memory import Generated, Memory
from generator.briefs.pairing import namesakes, woven
from generator.briefs.records import Record, checked_paths, doubtful_figures, edited_paths, read_value, understood
from generator.briefs.successors import agrees, followed, recurring
from generator.briefs.values import (
    LISTS,
    as_written,
    ids_in,
    paths,
    same_substance,
    value_at,
    value_digest,
    words_digest,
)
from generator.core.errors import BriefingError
from generator.core.model import Brief, Evidence, PublishedSource


@dataclass(slots=True)
class _Merge:
    """A merge under way: the memory that there was, and the new one while it is filled."""

    old: Generated
    text: str
    digests: dict[str, str] = field(default_factory=dict)
    stale: dict[str, Any] = field(default_factory=dict)
    base: dict[str, Any] = field(default_factory=dict)

    def settle(self, path: str, mine: Any, theirs: Any) -> Any:
        """Decide a value that both sides have: the generator's, or a person's where one stands."""
        known, new = self.old.digests.get(path), value_digest(theirs)
        if value_digest(mine) in (known, new) or _says_so(path, mine, theirs):
            self.digests[path] = new
            return theirs
        moved = relocate(mine, self.text)
        if same_substance(known, new):
            self.digests[path] = new
            self.base[path] = as_written(theirs)
        else:
            self._keep(path, known)
            self.stale[path] = as_written(theirs)
        return moved

    def lost(self, path: str, mine: Any) -> Any | None:
        """Decide a value that the generator no longer finds: a person's stays, and is stale if it was changed."""
        known = self.old.digests.get(path)
        if value_digest(mine) == known:
            return None
        self._keep(path, known)
        if known is not None:
            self.stale[path] = None
        return relocate(mine, self.text)

    def decide(self, path: str, mine: Any | None, theirs: Any | None, known: bool) -> Any | None:
        """The item that stands at a path of a list from now on, None for none; either side may have none.

        `known` says whether a person's item has the name of the generator's: that one is not shown as a second.
        """
        if mine is not None:
            return self.settle(path, mine, theirs) if theirs is not None else self.lost(path, mine)
        if path not in self.old.digests:
            self.digests[path] = value_digest(theirs)
            return None if known else theirs
        self._keep(path, self.old.digests[path])  # a person removed it: it stays gone
        if theirs is not None:
            self.base[path] = as_written(theirs)
        return None

    def _keep(self, path: str, known: str | None) -> None:
        if known is not None:
            self.digests[path] = known
        if path in self.old.base:
            self.base[path] = self.old.base[path]


def merge(old: Record | None, new: Brief, rules: str) -> Record:
    """The record to write: `new` with every change that a person made to `old` kept.

    Args:
        old: the record in the file, None for a new brief.
        new: what the generator gives now.
        rules: the version of rules and configuration that gave it.
    """
    if old is None:
        return Record(new, _of(new, rules))
    if old.lost is not None:
        old = understood(old.lost, Memory(new, _of(new, rules)), old.brief.id)
    old = followed(old, new)
    memory = _Merge(old.generated, new.article.text)
    fixed = [path for path in paths(new) if path.partition("/")[0] not in LISTS]
    values = {path: memory.settle(path, value_at(old.brief, path), value_at(new, path)) for path in fixed}
    lists: dict[str, Any] = {name: _merge_list(name, old.brief, new, memory) for name in LISTS}
    digests = _in_order(memory.digests, new, old.generated)
    checked = {path: old.generated.checked[path] for path in checked_paths(old.brief, old.generated)}
    generated = Generated(rules, digests, memory.stale, memory.base, recurring(old, new), checked)
    article = replace(new.article, **{p.partition("/")[2]: v for p, v in values.items() if p.startswith("article/")})
    if article.published != new.article.published:
        source: PublishedSource = "given" if article.published else "unknown"
        article = replace(article, published_source=source, published_between=None)
    merged = replace(
        new,
        article=article,
        title=values["title"],
        title_source=new.title_source if values["title"] == new.title else old.brief.title_source,
        takeaway=values["takeaway"],
        note=old.brief.note,
        **lists,
    )
    merged = replace(merged, edited=edited_paths(merged, generated))
    return Record(replace(merged, again=tuple(doubtful_figures(merged, generated))), generated)


def _of(brief: Brief, rules: str) -> Generated:
    """The memory of a brief that nobody has touched."""
    return Generated(rules, {path: value_digest(value_at(brief, path)) for path in paths(brief)})


def _says_so(path: str, mine: Any, theirs: Any) -> bool:
    """Does the generator say what a person wrote? Then it is no edit any more, whatever proves it."""
    head = path.partition("/")[0]
    if head in LISTS:
        return agrees(head, mine, theirs)
    return bool(mine.text == theirs.text) if head == "takeaway" else bool(mine == theirs)


def relocate(value: Any, text: str) -> Any:
    """A value with each span of its evidence where its words now stand, nearest first; without those that are gone."""
    evidence: tuple[Evidence, ...] = getattr(value, "evidence", ())
    if not evidence or not text:
        return value
    spans = tuple(span for e in evidence if (span := _span(e, text)) is not None)
    return value if spans == evidence else replace(value, evidence=spans)


def _span(e: Evidence, text: str) -> Evidence | None:
    if e.exact and text[max(e.start, 0) : e.end] == e.exact:
        return e
    found: list[int] = []
    start = text.find(e.exact) if e.exact else -1
    while start >= 0:
        found.append(start)
        start = text.find(e.exact, start + 1)
    if not found:
        return None
    nearest = min(found, key=lambda place: abs(place - e.start))
    return Evidence(nearest, nearest + len(e.exact), e.exact)


def _merge_list(name: str, old: Brief, new: Brief, memory: _Merge) -> tuple[Any, ...]:
    """The items of one list: the generator's order, or a person's where one put them in another."""
    mine = {item.id: item for item in getattr(old, name)}
    theirs = {item.id: item for item in getattr(new, name)}
    known = ids_in(name, memory.old.digests)
    ids = dict.fromkeys((*theirs, *known, *mine))
    written = [item for item in mine.values() if f"{name}/{item.id}" in old.edited]
    doubles = {i for i, item in theirs.items() if any(namesakes(name, one, item) for one in written)}
    decided = {i: memory.decide(f"{name}/{i}", mine.get(i), theirs.get(i), i in doubles) for i in ids}
    out = {item_id: item for item_id, item in decided.items() if item is not None}
    mine_now, theirs_now = ([item_id for item_id in side if item_id in out] for side in (mine, theirs))
    untouched = [i for i in mine if i in known] == [i for i in known if i in mine]
    order = woven(theirs_now, mine_now) if untouched else woven(mine_now, theirs_now)
    return tuple(out[item_id] for item_id in order)


def _in_order(digests: Mapping[str, str], new: Brief, old: Generated) -> dict[str, str]:
    """Digests in the generator's order; those of what it does not find stand where they stood before."""
    now = [path for path in paths(new) if path in digests]
    order = woven(now, [path for path in old.digests if path in digests])
    return {path: digests[path] for path in order}


def accept(record: Record, path: str, written: Any, *, keep: bool = False) -> Record:
    """The record with the generator's value at a path, or, with `keep`, with a person's value no longer stale.

    Args:
        record: the record in the file.
        path: a path of `edited_paths`, or of an item a person removed.
        written: the generator's value as the record writes it; None where it finds nothing any more.
        keep: leave the person's value as it is, as one that is checked, and take the generator's as the one it was
            made against.

    Raises BriefingError for a path that the generator has nothing to say on.
    """
    brief, generated = record.brief, record.generated
    theirs = read_value(path, written)
    head = path.partition("/")[0]
    known = path in generated.digests
    if not known and theirs is None and not keep:
        raise BriefingError(
            "was added by a person; the generator has nothing in its place",
            field=path,
            remedy="remove it from the file if it is not wanted",
        )
    digests = dict(generated.digests)
    base = {p: v for p, v in generated.base.items() if p != path}
    stale = {p: v for p, v in generated.stale.items() if p != path}
    checked = {p: words for p, words in generated.checked.items() if p != path}
    if theirs is not None or head not in LISTS:
        digests[path] = value_digest(theirs)
    else:
        digests.pop(path, None)
    if keep:
        checked[path] = words_digest(value_at(brief, path))
    if not keep:
        brief = _put(brief, path, theirs, tuple(ids_in(head, digests)))
    elif theirs is not None:
        base[path] = written
    doubtful = {p: other for p, other in generated.again.items() if path not in (p, other)}
    generated = replace(generated, digests=digests, stale=stale, base=base, again=doubtful, checked=checked)
    return Record(replace(brief, edited=edited_paths(brief, generated), stale=(), again=()), generated)


def _put(brief: Brief, path: str, value: Any, order: Sequence[str]) -> Brief:
    """The brief with a value at a path (None: without it); an item it lacks goes where the generator has it."""
    head, _, item_id = path.partition("/")
    if head == "article":
        return replace(brief, article=replace(brief.article, **{item_id: value}))
    if head not in LISTS:
        return replace(brief, **{head: value})
    items = {item.id: item for item in getattr(brief, head)}
    ids = list(items) if item_id in items else woven(list(items), order)
    items[item_id] = value
    kept: dict[str, Any] = {head: tuple(items[i] for i in ids if items.get(i) is not None)}
    return replace(brief, **kept)


def open_paths(record: Record) -> tuple[str, ...]:
    """Every path on which a person and the generator differ: changed, added and removed ones, in the brief's order."""
    present = set(paths(record.brief))
    removed = [path for path in record.generated.digests if path not in present]
    return tuple(p for p in paths(record.brief) if p in record.brief.edited) + tuple(removed)
