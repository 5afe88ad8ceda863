"""Which record belongs to which article: known from a few facts of each."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.briefs.records import Record
from generator.core.errors import BriefingError
from generator.io.kept import kept_folder
from generator.io.project import Project
from generator.io.records import Stored, memory_path, read_record, read_records, record_files


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
        """Is it the standing record of this article, made by these rules and the date an editor gave?"""
        made = (self.retired, self.source, self.digest, self.rules)
        return made == (False, source, digest, with_date(rules, self.dated))


def with_date(rules: str, dated: str | None) -> str:
    """The version of the rules a record names: with the date an editor gave, for "next week" is reckoned from it."""
    return rules if dated is None else f"{rules}@{dated}"


def read_index(project: Project) -> tuple[list[Entry], list[BriefingError]]:
    """An entry for each record, those of retired briefs last, and the errors of records that cannot be read."""
    stored, errors = read_records(project.briefs, kept_folder(project))
    entries = [_entry(item, retired=False) for item in stored]
    for path in record_files(project.briefs, retired=True):
        with contextlib.suppress(BriefingError):
            entries.append(_entry(read_record(path), retired=True))
    return entries, errors


def _entry(item: Stored, *, retired: bool) -> Entry:
    record, article = item.record, item.record.brief.article
    rules = "" if record.pending else record.generated.rules  # what a kill left half written is to be written again
    dated = dated_by_hand(record)
    return Entry(item.path, retired, record.brief.id, article.source, article.digest, rules, dated, article.url)


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


def dated_by_hand(record: Record) -> str | None:
    """The publication date an editor gave ("" where one took it away), None when the date is the generator's."""
    brief = record.brief
    return brief.article.published or "" if "article/published" in brief.edited else None


@dataclass(frozen=True, slots=True)
class Matched:
    """Articles with their records, by source, and the records whose article is gone."""

    records: Mapping[str, Entry]
    orphans: tuple[Entry, ...]


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
    for source, own in digests.items():
        if source not in records and own in by_digest:
            records[source] = by_digest.pop(own)
    used = {id(e) for e in records.values()}
    return Matched(records, tuple(e for e in free if id(e) not in used))


_SOURCE_LINE = re.compile(r"^(?:  source|article): (.+)$", re.MULTILINE)


def claimed(errors: Iterable[BriefingError]) -> set[str]:
    """The sources that unreadable records name, or their memories: such an article waits until a person has mended
    the file.
    """
    found: set[str] = set()
    for path in (Path(error.path or "") for error in errors):
        with contextlib.suppress(OSError):
            text = path.read_bytes().decode("utf-8", "replace")
            found.update(match.strip().strip("'\"") for match in _SOURCE_LINE.findall(text))
        with contextlib.suppress(OSError, ValueError, AttributeError, RecursionError):
            source = json.loads(memory_path(path).read_bytes()).get("source")
            if isinstance(source, str):
                found.add(source)
    return found
