"""Which record belongs to which article: known from a few facts of each, so that an unchanged record is not parsed."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import generator
from generator.briefs.page import SCHEMA
from generator.briefs.records import Record, parse_record
from generator.core.errors import BriefingError
from generator.core.text import digest
from generator.io import cache
from generator.io.project import Project
from generator.io.records import memory_path, read_record, read_texts, record_files, same_id

_VERSION = f"{generator.__version__}-{SCHEMA}-1"
_FACTS = "records.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """A record as far as the next run needs it.

    Attributes:
        source, digest: the article it was made of; "" for a brief that the desk wrote without one.
        rules: the version of the rules it was made by, with the date of `dated` behind an @.
        dated: the publication date an editor gave, None when the date is the generator's.
        retired: it stands among the retired ones.
    """

    path: Path
    retired: bool
    id: str
    source: str
    digest: str
    rules: str
    dated: str | None = None
    url: str | None = None

    def made_of(self, source: str, digest: str, rules: str) -> bool:
        """Was the record made of this article, by these rules?"""
        return (self.source, self.digest, self.rules) == (source, digest, rules)


def read_index(project: Project) -> tuple[list[Entry], list[BriefingError]]:
    """An entry for each record, those of retired briefs last, and the errors of records that cannot be read.

    A record whose bytes were read before is not parsed again: what it said is kept under their digest.
    """
    file = cache.cache_folder(project) / _FACTS
    kept = cache.load(file, _VERSION)
    facts: dict[str, Any] = {}
    entries: list[Entry] = []
    errors: list[BriefingError] = []
    seen: dict[str, Path] = {}
    for retired in (False, True):
        for path in record_files(project.briefs, retired=retired):
            try:
                text, known_as = read_texts(path)
                key = digest(path.name, text, known_as or "")
                known = _valid(kept.get(key)) or _facts(parse_record(text, str(path), known_as))
                facts[key] = known
                entry = Entry(path, retired, *known)
                if not retired and entry.id in seen:
                    raise same_id(entry.id, path, seen[entry.id])
            except BriefingError as error:
                if not retired:
                    errors.append(error)
            else:
                seen.setdefault(entry.id, path)
                entries.append(entry)
    if facts != kept:
        cache.save(file, _VERSION, facts)
    return entries, errors


def doubles(entries: Iterable[Entry], sources: Collection[str]) -> list[BriefingError]:
    """An error for each record whose article, one of `sources`, another record has as well."""
    first: dict[str, Path] = {}
    return [
        same_article(entry.source, entry.path, first[entry.source])
        for entry in entries
        if not entry.retired and entry.source in sources and first.setdefault(entry.source, entry.path) != entry.path
    ]


def same_article(source: str, path: Path, other: Path) -> BriefingError:
    """The error of two records of one article."""
    problem = f"{source} is also the article of {other}"
    return BriefingError(problem, path=str(path), field="article", remedy="remove one of the two files")


def remember(project: Project, written: Iterable[Path]) -> None:
    """Keep the facts of records that were just written, so that the next run need not parse them."""
    file = cache.cache_folder(project) / _FACTS
    facts = cache.load(file, _VERSION)
    for path in written:
        with contextlib.suppress(BriefingError):
            stored = read_record(path)
            facts[digest(path.name, stored.text, stored.memory or "")] = _facts(stored.record)
    cache.save(file, _VERSION, facts)


def _valid(kept: Any) -> list[Any] | None:
    """Facts as the cache has them, None when they are none: a cache may be spoilt in any way."""
    if not isinstance(kept, list) or len(kept) != len(fields(Entry)) - 2 or {*map(type, kept[:4])} != {str}:
        return None
    return kept if {*map(type, kept[4:])} <= {str, type(None)} else None


def _facts(record: Record) -> list[str | None]:
    brief = record.brief
    rules = "" if record.pending else record.generated.rules  # what a kill left half written is to be written again
    return [brief.id, brief.article.source, brief.article.digest, rules, dated_by_hand(record), brief.article.url]


def dated_by_hand(record: Record) -> str | None:
    """The publication date an editor gave ("" where one took it away), None when the date is the generator's."""
    brief = record.brief
    return brief.article.published or "" if "article/published" in brief.edited else None


@dataclass(frozen=True, slots=True)
class Matched:
    """Articles with their records: by source; `moved` says which were known by their bytes under another source."""

    records: Mapping[str, Entry]
    orphans: tuple[Entry, ...]
    moved: tuple[tuple[str, str], ...]


def match(entries: Iterable[Entry], digests: Mapping[str, str], project: Project) -> Matched:
    """Find each article's record: by its source, else by its bytes among the records whose article is gone.

    Args:
        digests: digest of the bytes of each article, by source.
    """
    entries = tuple(entries)
    records = {e.source: e for e in reversed(entries) if e.source in digests}
    gone = [e for e in entries if e.source and e.source not in digests]
    free = [e for e in gone if not (project.articles / e.source).is_file()]
    by_digest = {e.digest: e for e in reversed(free)}
    moved: list[tuple[str, str]] = []
    for source, own in digests.items():
        old = by_digest.get(own) if source not in records else None
        if old is not None and all(old is not taken for taken in records.values()):
            records[source] = old
            moved.append((old.source, source))
    used = {id(e) for e in records.values()}
    return Matched(records, tuple(e for e in free if id(e) not in used), tuple(moved))


_SOURCE_LINE = re.compile(r"^(?:  source|article): (.+?)\s*$", re.MULTILINE)


def claimed(error: BriefingError) -> tuple[str, ...]:
    """The source an unreadable record names, or its memory: its article waits until a person has mended the file."""
    found: list[str] = []
    path = Path(error.path or "")
    with contextlib.suppress(OSError):
        text = path.read_bytes().decode("utf-8", "replace")
        found += (match.strip("'\"") for match in _SOURCE_LINE.findall(text))
    with contextlib.suppress(OSError, ValueError, AttributeError, RecursionError):
        source = json.loads(memory_path(path).read_bytes()).get("source")
        found += [source] if isinstance(source, str) else []
    return tuple(found)
