"""What the generator last wrote, by digest: shows an editor the value that was there before a change.

A record keeps the value beside a change only from the next regeneration that gives the same value again; until then it
is looked up here. Nothing that is written depends on it.
"""

from __future__ import annotations

from typing import Any

from generator.briefs.contract import plain
from generator.briefs.records import Record
from generator.briefs.values import as_written, paths, value_at, value_digest
from generator.core.model import Brief
from generator.io import cache
from generator.io.project import Project

_VERSION = "1"


def remember(project: Project, brief: Brief, record: Record) -> None:
    """Keep the values of a brief as the generator gave it, and older ones that the record still has the digests of."""
    file = cache.cache_folder(project) / "written" / f"{brief.id}.json"
    wanted = set(record.generated.digests.values())
    kept = {known: value for known, value in cache.load(file, _VERSION).items() if known in wanted}
    for path in paths(brief):
        value = value_at(brief, path)
        kept[value_digest(value)] = plain(as_written(value))
    cache.save(file, _VERSION, kept)


def base_of(project: Project, record: Record, path: str) -> tuple[bool, Any]:
    """Whether the value a person changed or removed is known, and that value as the record writes it."""
    generated = record.generated
    if path in generated.base:
        return True, generated.base[path]
    known = generated.digests.get(path)
    file = cache.cache_folder(project) / "written" / f"{record.brief.id}.json"
    kept = cache.load(file, _VERSION) if known else {}
    # A cache may be wrong in any way; the digest says whether this is the value.
    if known in kept and value_digest(kept[known]) == known:
        return True, kept[known]
    return False, None
