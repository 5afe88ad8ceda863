"""Regenerating without losing a person's change: the merge of a record with what the generator gives now.

For each field and each list item (by stable id) the record holds the digest of the value the generator last wrote:

- the digest still fits: the value is the machine's and is replaced;
- it differs: a person changed it, and it stays;
- the item is gone: a person removed it, and it stays gone;
- it has no digest: a person added it, and it stays.

A person's value is *stale* when the generator's new value differs from the one the person changed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from generator.model import Brief
from generator.records import LISTS, Generated, Record, as_written, edited_paths, paths, value_at, value_digest


def merge(old: Record | None, new: Brief, rules: str) -> Record:
    """The record to write: `new` with every change that a person made to `old` kept.

    Args:
        old: the record in the file, None for a new brief.
        new: what the generator gives now.
        rules: the version of rules and configuration that gave it.
    """
    if old is None:
        return Record(new, Generated(rules, {path: value_digest(value_at(new, path)) for path in paths(new)}))
    digests: dict[str, str] = {}
    stale: dict[str, Any] = {}
    kept: dict[str, Any] = {}  # path -> a person's value that stands
    fields = tuple(path for path in paths(new) if path == "title" or path == "takeaway" or path.startswith("article/"))
    for path in fields:
        kept.update(_settle(path, value_at(old.brief, path), value_at(new, path), old, digests, stale))
    lists: dict[str, Any] = {name: _merge_list(name, old, new, digests, stale) for name in LISTS}

    article = replace(new.article, **{p.partition("/")[2]: v for p, v in kept.items() if p.startswith("article/")})
    if "article/published" in kept:
        article = replace(article, published_source="given" if article.published else "unknown")
    merged = replace(
        new,
        article=article,
        title=kept.get("title", new.title),
        title_source=old.brief.title_source if "title" in kept else new.title_source,
        takeaway=kept.get("takeaway", new.takeaway),
        note=old.brief.note,
        **lists,
    )
    generated = Generated(rules, digests, stale)
    return Record(replace(merged, edited=edited_paths(merged, generated)), generated)


def _settle(
    path: str, mine: Any, theirs: Any, old: Record, digests: dict[str, str], stale: dict[str, Any]
) -> dict[str, Any]:
    """Decide one value that both sides have; returns {path: mine} where a person's value stands."""
    base, new = old.generated.digests.get(path), value_digest(theirs)
    current = value_digest(mine)
    if current in (base, new):
        digests[path] = new
        return {}
    if base is not None:
        digests[path] = base
    if base != new:
        stale[path] = as_written(theirs)
    return {path: mine}


def _merge_list(name: str, old: Record, new: Brief, digests: dict[str, str], stale: dict[str, Any]) -> tuple[Any, ...]:
    """The items of one list: the generator's order, with a person's own items after the one they stood behind."""
    mine = {item.id: item for item in getattr(old.brief, name)}
    theirs = {item.id: item for item in getattr(new, name)}
    base = old.generated.digests
    out: list[Any] = []
    for item_id, item in theirs.items():
        path = f"{name}/{item_id}"
        if item_id in mine:
            out.append(_settle(path, mine[item_id], item, old, digests, stale).get(path, item))
        elif path in base:
            digests[path] = base[path]  # removed by a person: remembered, so that it stays gone
        else:
            digests[path] = value_digest(item)
            out.append(item)
    prefix = f"{name}/"
    for path, known in base.items():
        if path.startswith(prefix) and path.removeprefix(prefix) not in theirs:
            item_id = path.removeprefix(prefix)
            if item_id not in mine or value_digest(mine[item_id]) != known:
                digests[path] = known
                if item_id in mine:
                    stale[path] = None  # the generator no longer finds what the person changed
    previous: str | None = None
    for item_id, item in mine.items():
        path = prefix + item_id
        if item_id not in theirs and value_digest(item) != base.get(path):
            place = next(
                (i + 1 for i, other in enumerate(out) if other.id == previous), 0 if previous is None else len(out)
            )
            out.insert(place, item)
        previous = item_id
    return tuple(out)
