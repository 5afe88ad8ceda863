"""What changed between two states of a brief, field by field, in the words of a reviewer. Pure.

Only what a brief says counts: where in its article the words stand, and how often a name is mentioned, is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from generator.briefs.pairing import likeness, match
from generator.briefs.quantities import PARTS, digits_of, odd_value, quantity_words
from generator.briefs.values import LABELS, LISTS, as_written, same_substance, substance, value_at, value_digest
from generator.core.model import Brief, Figure

Action = Literal["new", "retired", "moved", "added", "removed", "changed", "reworded", "stale"]

_ARTICLE = {"authors": "authors", "outlet": "outlet", "url": "address", "published": "date", "language": "language"}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed.

    Attributes:
        path: as `values.paths` names it: ``takeaway``, ``figures/f-1a2b3c4d``; of the new state where both have one.
        words: all of it in one line, for a person: ``actor added: Neil Thomas, fellow``.
        old, new: the values as the record writes them; None where there is none.
    """

    path: str
    action: Action
    words: str
    old: Any = None
    new: Any = None


def changes(old: Brief | None, new: Brief | None) -> tuple[Change, ...]:
    """What a reader of `new` sees that a reader of `old` did not, in the order of the page; empty when nothing.

    None stands for a brief that did not exist or exists no more.
    """
    if new is None:
        return () if old is None else (Change("", "retired", f"brief retired: {old.title}"),)
    if old is None:
        return (Change("", "new", f"new brief: {new.title}"),)
    return (*_fields(old, new), *_lists(old, new), *_rest(old, new))


def in_words(written: Any) -> str:
    """A value as the record writes it, in a few words: ``Neil Thomas, fellow``."""
    if written is None:
        return "nothing"
    if isinstance(written, Mapping):
        head = str(next((written[k] for k in ("text", "name", "term", "id") if k in written), "")) or "nothing"
        more = written.get("role") or written.get("definition")
        about = [str(written[k]) for k in ("measure", "when", "speaker", "date") if written.get(k)]
        about += [f"value: {odd}"] if "value" in written and (odd := odd_value(written["text"], written)) else []
        return head + (f", {more}" if more else "") + (f" ({'; '.join(about)})" if about else "")
    if isinstance(written, (list, tuple)):
        return ", ".join(in_words(item) for item in written) or "nothing"
    return digits_of(written) if isinstance(written, Decimal) else str(written)


def recurrences(brief: Brief) -> Iterator[str]:
    """A line for each figure that may be one which a person has dealt with, and what can be done."""
    for it in brief.again:
        way = f"`briefing accept {brief.id} {it.other}` lets it stand in its place"
        yield (
            f"{it.path}: {value_at(brief, it.path).text!r} may be another number for {it.words!r}, which was "
            f'{"removed" if it.removed else "edited"} by hand: {way}, `briefing set {brief.id} {it.path} ""` removes it'
        )


def _fields(old: Brief, new: Brief) -> Iterator[Change]:
    if old.title != new.title:
        words = f"title: {old.title} -> {new.title}{_hand('title', old, new)}"
        yield Change("title", "changed", words, old.title, new.title)
    if (old.year, old.id) != (new.year, new.id):
        yield Change("", "moved", f"address: {old.year}/{old.id} -> {new.year}/{new.id}", old.id, new.id)
    for name, label in _ARTICLE.items():
        before, after = as_written(getattr(old.article, name)), as_written(getattr(new.article, name))
        if before != after:
            path = f"article/{name}"
            words = f"{label}: {in_words(before)} -> {in_words(after)}{_hand(path, old, new)}"
            yield Change(path, "changed", words, before, after)
    if not _same(old.takeaway, new.takeaway):
        before, after = as_written(old.takeaway), as_written(new.takeaway)
        yield Change("takeaway", "reworded", f"takeaway reworded{_hand('takeaway', old, new)}", before, after)


def _lists(old: Brief, new: Brief) -> Iterator[Change]:
    for name in LISTS:
        before, after = ({item.id: item for item in getattr(brief, name)} for brief in (old, new))
        gone, come = ([one[i] for i in one if i not in other] for one, other in ((before, after), (after, before)))
        places: list[int | None] = [None] * len(gone)
        match(places, gone, come, _likeness)
        told_anew = {come[place].id: was for was, place in zip(gone, places, strict=True) if place is not None}
        for now in after.values():
            was = before.get(now.id) or told_anew.get(now.id)
            if was is None or not _same(was, now):
                yield _item(name, was, now, _hand(f"{name}/{now.id}", old, new))
        for was in gone:
            if was not in told_anew.values():
                words = f"{LABELS[name]} removed: {in_words(as_written(was))}"
                yield Change(f"{name}/{was.id}", "removed", words, as_written(was), None)


def _item(name: str, was: Any | None, now: Any, hand: str) -> Change:
    """An item that was added, or changed."""
    path, written = f"{name}/{now.id}", as_written(now)
    if was is None:
        return Change(path, "added", f"{LABELS[name]} added: {in_words(written)}{hand}", None, written)
    action: Action = "reworded" if name == "key_points" else "changed"
    return Change(path, action, _difference(LABELS[name], was, now) + hand, as_written(was), written)


def _rest(old: Brief, new: Brief) -> Iterator[Change]:
    if old.note != new.note:
        words = "added" if not old.note.strip() else "removed" if not new.note.strip() else "changed"
        yield Change("note", "changed", f"analyst's note {words}", old.note, new.note)
    known = dict(old.stale)
    for path, theirs in new.stale:
        if path not in known or known[path] != theirs:
            name = path.partition("/")[0]
            label = LABELS.get(name, path.removeprefix("article/"))
            now = "no longer finds it" if theirs is None else f"now has: {theirs}"
            words = f"stale: your {label} was made against an older article; the generator {now}"
            yield Change(path, "stale", words, None, theirs)


def _same(one: Any, other: Any) -> bool:
    return same_substance(value_digest(one), value_digest(other)) or _bare(one) == _bare(other)


def _bare(item: Any) -> Any:
    """What an item says, without the id that is made of its words."""
    said = substance(as_written(item))
    if isinstance(item, Figure):
        said["value"] = quantity_words({part: getattr(item, part) for part in PARTS})
        said = {k: v for k, v in said.items() if k not in (*PARTS[1:], "kind", "digits")}
    return {k: v for k, v in said.items() if k not in ("id", "speaker_id")} if isinstance(said, dict) else said


def _hand(path: str, old: Brief, new: Brief) -> str:
    return " (by hand)" if path in new.edited and path not in old.edited else ""


def _likeness(was: Any, now: Any) -> float:
    """How alike two items are, 0 or `ALIKE` to 1: figures that measure the same in one unit, whatever their values; the
    rest by its words."""
    if isinstance(was, Figure):
        if was.unit != now.unit or not (was.measure and now.measure):
            return 0.0
        return likeness(was.measure, now.measure)
    if hasattr(was, "name") or hasattr(was, "term"):
        return 0.0
    return likeness(was.text, now.text)


def _difference(label: str, was: Any, now: Any) -> str:
    """Which fields of an item changed, in one line."""
    before, after = _bare(was), _bare(now)
    head = next((k for k in ("text", "name", "term") if k in after or k in before), "")
    if label in ("key point", "event", "quote", "what's next") and before.get(head) != after.get(head):
        return f"{label} reworded: {after.get(head, '')}"
    if before.get(head) != after.get(head):
        about = f" ({after['measure']})" if after.get("measure") else ""
        return f"{label}: {before.get(head, '')} -> {after.get(head, '')}{about}"
    parts = [
        f"{k.replace('_', ' ')}: {in_words(before.get(k))} -> {in_words(after.get(k))}"
        for k in dict.fromkeys((*before, *after))
        if before.get(k) != after.get(k)
    ]
    return f"{label} {in_words({head: after.get(head)})}: {'; '.join(parts)}"
