"""Articles to briefs: what has changed is read anew, every record keeps what a person changed in it."""

from __future__ import annotations

import contextlib
import hashlib
import multiprocessing
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from generator.adapters.project import Project
from generator.adapters.store import Stored, article_files, read_records, record_path, write_record
from generator.assemble import RULES_VERSION, briefs_of
from generator.catalog import Catalog
from generator.edits import merge
from generator.errors import BriefingError, IngestError
from generator.ingest import SUFFIXES, find_duplicates, ingest
from generator.model import Article, Brief
from generator.records import Record
from generator.text import digest

CHUNK = 32
"""Articles a worker process takes at a time."""
WORTH_WORKERS = 64
"""Fewer articles than this are read in one process: a worker takes as long to start as it saves."""

Progress = Callable[[int, int, str], None]
"""Called with (done, of, what) after each article."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did: files written, how many briefs were left alone, and the problems found."""

    written: tuple[Path, ...] = ()
    unchanged: int = 0
    errors: tuple[BriefingError, ...] = ()


def rules_of(catalog: Catalog) -> str:
    """The version of the rules and of the configuration that bears on extraction, as records keep it."""
    known = (f"{entry.term}\x1e{'|'.join(entry.aliases)}" for entry in catalog.glossary)
    return f"{RULES_VERSION}-{digest(catalog.site.model, *known)[:8]}"


def generate(project: Project, paths: Sequence[Path] = (), progress: Progress | None = None) -> Outcome:
    """Bring the briefs up to date with the articles (all, or those at `paths`).

    An article whose bytes, rules and configuration are those of its record is not read again. Problems with one
    article are reported in the outcome and do not stop the others; a record is written only when it changed.
    """
    catalog = project.catalog()
    rules = rules_of(catalog)
    sources = sources_of(project, paths)
    stored, errors = read_records(project.briefs)
    records = _match(stored, sources)
    blocked = {source for error in errors for source in _claimed(error)}
    todo: list[Article] = []
    unchanged = 0
    for source, path in sources.items():
        try:
            data = _read(path)
            old = records.get(source)
            if old and not _needs_reading(old.record, source, hashlib.sha256(data).hexdigest(), rules):
                unchanged += 1
            elif source not in blocked:
                todo.append(_with_given_date(ingest_file(path, source, data, catalog), old))
        except BriefingError as error:
            errors.append(error)
    todo, doubles = _without_doubles(todo, sources, catalog)
    errors += doubles
    written: list[Path] = []
    keep = _Keeper(project, rules, records, {s.record.brief.id: s for s in stored}, sources)
    ids = [
        article.slug or (records[article.source].record.brief.id if article.source in records else None)
        for article in todo
    ]
    for done, (article, result) in enumerate(zip(todo, _extracted(todo, ids, catalog), strict=True), 1):
        try:
            if isinstance(result, BriefingError):
                raise result
            written += keep(article, result)
        except BriefingError as error:
            error.path = str(sources[article.source]) if error.path == article.source else error.path
            errors.append(error)
        if progress:
            progress(done, len(todo), article.source)
    return Outcome(tuple(written), unchanged, tuple(errors))


def sources_of(project: Project, paths: Sequence[Path] = ()) -> dict[str, Path]:
    """The articles of a project by source, or those at `paths`; a file inside the articles folder keeps its source."""
    if not paths:
        return {source: path for path, source in article_files([project.articles], SUFFIXES)}
    sources: dict[str, Path] = {}
    home = project.articles.resolve()
    for path in paths:
        for file, name in article_files([path], SUFFIXES):
            inside = file.resolve().is_relative_to(home)
            sources[file.resolve().relative_to(home).as_posix() if inside else name] = file
    return dict(sorted(sources.items()))


def ingest_file(path: Path, source: str, data: bytes, catalog: Catalog) -> Article:
    """Take in one file; the error names the file as the user did."""
    try:
        return ingest(source, data, max_kb=catalog.site.max_article_kb)
    except BriefingError as error:
        raise IngestError(error.problem, path=str(path), field=error.field, remedy=error.remedy) from error


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise IngestError(
            f"cannot be read ({error.strerror})", path=str(path), remedy="check its permissions"
        ) from error


def _match(stored: Sequence[Stored], sources: Mapping[str, Path]) -> dict[str, Stored]:
    """The record of each source; a renamed article is known by its bytes."""
    records = {s.record.brief.article.source: s for s in stored}
    orphans = {s.record.brief.article.digest: s for source, s in records.items() if source not in sources}
    if orphans:
        for source, path in sources.items():
            if source not in records:
                moved = orphans.get(hashlib.sha256(_read(path)).hexdigest())
                if moved:
                    records[source] = moved
    return records


_SOURCE_LINE = re.compile(r"^  source: (.+?)\s*$", re.MULTILINE)


def _claimed(error: BriefingError) -> tuple[str, ...]:
    """The source an unreadable record names: its article waits until a person has mended the file."""
    try:
        text = Path(error.path or "").read_bytes().decode("utf-8", "replace")
    except OSError:
        return ()
    return tuple(match.strip("'\"") for match in _SOURCE_LINE.findall(text))


def _needs_reading(record: Record, source: str, file_digest: str, rules: str) -> bool:
    article = record.brief.article
    return (article.source, article.digest, record.generated.rules) != (source, file_digest, rules)


def _with_given_date(article: Article, old: Stored | None) -> Article:
    """An editor's publication date counts for everything that is reckoned from it ("next week")."""
    if old and "article/published" in old.record.brief.edited:
        return replace(article, published=old.record.brief.article.published, published_source="given")
    return article


def _without_doubles(
    todo: Sequence[Article], sources: Mapping[str, Path], catalog: Catalog
) -> tuple[list[Article], list[BriefingError]]:
    """The articles that are not (nearly) the same as another one, and an error for each that is."""
    if not todo:
        return [], []
    known = {article.source: article for article in todo}
    for source, path in sources.items():
        if source not in known:
            with contextlib.suppress(BriefingError):  # reported where it was first read
                known[source] = ingest_file(path, source, _read(path), catalog)
    doubles = find_duplicates([known[source] for source in sorted(known)])
    errors: list[BriefingError] = [
        IngestError(
            f"is the same article as {sources[doubles[article.source]]}",
            path=str(sources[article.source]),
            remedy="remove one of the two",
        )
        for article in todo
        if article.source in doubles
    ]
    return [article for article in todo if article.source not in doubles], errors


def _extracted(
    articles: Sequence[Article], ids: Sequence[str | None], catalog: Catalog
) -> Iterator[Brief | BriefingError]:
    """The briefs of the articles, in order, by as many processes as the site allows; the bytes are the same by any."""
    processes = catalog.site.processes or os.cpu_count() or 1
    if not articles:
        return
    if processes == 1 or len(articles) < WORTH_WORKERS:
        yield from (r if isinstance(r, BriefingError) else r[0] for r in briefs_of(articles, catalog, ids))
        return
    starts = range(0, len(articles), CHUNK)
    with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn")) as pool:
        for results in pool.map(
            _chunk,
            (articles[i : i + CHUNK] for i in starts),
            (ids[i : i + CHUNK] for i in starts),
            (catalog for _ in starts),
        ):
            yield from results


def _chunk(articles: Sequence[Article], ids: Sequence[str | None], catalog: Catalog) -> list[Brief | BriefingError]:
    return [r if isinstance(r, BriefingError) else r[0] for r in briefs_of(articles, catalog, ids)]


@dataclass(frozen=True, slots=True)
class _Keeper:
    """Writes a new brief over its record, merged with a person's changes."""

    project: Project
    rules: str
    records: Mapping[str, Stored]
    by_id: dict[str, Stored | Path]
    sources: Mapping[str, Path]

    def __call__(self, article: Article, brief: Brief) -> tuple[Path, ...]:
        """The path written, or nothing when the file already says so; raises BriefingError on a taken id."""
        old = self.records.get(article.source)
        holder = self.by_id.get(brief.id)
        target = record_path(self.project.briefs, brief)
        if holder is not None and holder is not old:
            theirs = holder if isinstance(holder, Path) else holder.path
            raise BriefingError(
                f"the id {brief.id!r} is that of {theirs}",
                path=str(self.sources[article.source]),
                field="slug",
                remedy="give the article a `slug:` of its own in its front matter",
            )
        record = merge(old.record if old else None, brief, self.rules)
        target = record_path(self.project.briefs, record.brief)
        if target.exists() and (old is None or not old.path.exists() or not target.samefile(old.path)):
            raise BriefingError(
                f"{target} stands in the way",
                path=str(self.sources[article.source]),
                remedy="mend or remove that file, then run again",
            )
        self.by_id[brief.id] = target
        return (target,) if write_record(self.project.briefs, record, old.path if old else None) else ()
