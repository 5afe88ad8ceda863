"""Articles to briefs: what has changed is read anew, every record keeps what a person changed in it."""

from __future__ import annotations

import contextlib
import hashlib
import mimetypes
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.briefs.changes import recurrences
from generator.briefs.edits import merge
from generator.core.configuration import Catalog
from generator.core.errors import BriefingError, IngestError, ReadingStoppedError, RecordError, defect
from generator.core.model import Article, Brief, PublishedSource
from generator.core.text import digest, numbered, slugify
from generator.desk.article_folder import another_version, plain_address
from generator.desk.committed import committed_pages, lost_entries, lost_words
from generator.desk.engine import Engine, default_engine, rules_of
from generator.desk.record_index import Entry, Matched, claimed, dated_by_hand, doubles, match, read_index, with_date
from generator.desk.retired import Address, Gone, gone, page_of, read_addresses, remember
from generator.ingest import FILE_SUFFIXES, SUFFIXES, fingerprint, ingest
from generator.ingest.duplicates import Fingerprint, among, kindred
from generator.io.cache import cache_folder
from generator.io.files import article_files, read_bytes, seen_files, sweep
from generator.io.kept import Kept, kept_folder, own_code
from generator.io.outputs import refuse_links
from generator.io.project import Project
from generator.io.records import Stored, memory_path, read_record, record_path, reunite, sweep_memories, write_record

Progress = Callable[[int, int, str], None]
"""Called with (done, of, what) after each article."""
_NO_CHARACTER = re.compile("[\ud800-\udfff]")
"""What Python holds a byte of a file's name as that is no part of UTF-8."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did.

    Attributes:
        written: files written.
        unchanged: how many briefs were left alone.
        errors: problems, one an article at most, and those of the lists that people keep.
        moved: articles that have another name now, as (old source, new source).
        gone: briefs whose article is not there any more; nothing was done to them.
        articles: how many articles there are.
        warnings: what taking in the articles that were read warned of, as ``path: what``, the figures that may be
            ones a person has dealt with, what a person wrote and is gone, and the files that are not read.
    """

    written: tuple[Path, ...] = ()
    unchanged: int = 0
    errors: tuple[BriefingError, ...] = ()
    moved: tuple[tuple[str, str], ...] = ()
    gone: tuple[Gone, ...] = ()
    articles: int = 0
    warnings: tuple[str, ...] = ()


def generate(
    project: Project,
    paths: Sequence[Path] = (),
    progress: Progress = lambda done, of, what: None,
    engine: Engine | None = None,
) -> Outcome:
    """Bring the briefs up to date with the articles (all, or those at `paths`).

    An article whose bytes, rules and configuration are those of its record is not read again. Problems with one
    article are reported in the outcome and do not stop the others; a record is written only when it changed. Where
    reading stops (`ReadingStoppedError`), what was read is kept, and the outcome says so.

    Args:
        engine: what reads articles, by default the language model and the rules of this package.
    """
    refuse_links(project)
    engine = engine or default_engine()
    catalog = project.catalog()
    rules = rules_of(catalog, engine)
    sweep(project.briefs)
    sweep(cache_folder(project))
    reunite(project.briefs)
    sources = sources_of(project, paths)
    entries, errors = read_index(project)
    digests, bad = _digests(sources)
    errors += bad + doubles(entries, digests)
    matched = match(entries, digests, project)
    blocked = claimed(errors)
    todo: list[Article] = []
    unchanged = 0
    for source in digests:
        entry = matched.records.get(source)
        if entry and entry.made_of(source, digests[source], rules):
            unchanged += 1
        elif source not in blocked:
            try:
                todo.append(ingest_file(sources[source], source, read_bytes(sources[source]), catalog))
            except BriefingError as error:
                errors.append(error)
    prints = _fingerprints(project, todo, sources, digests) if todo else {}
    todo, same = _without_doubles(prints, todo, sources, matched)
    errors += same
    records = _followed(todo, matched)
    versions = _versions([a for a in todo if a.source not in records], entries, prints, sources)
    anew = any(article.source not in records for article in todo)
    committed = committed_pages(project.briefs) if anew else ()
    keeper = _Keeper(project, rules, sources, records, {e.id: e for e in reversed(entries)}, committed)
    ids = [keeper.id_of(article) for article in todo]
    results = engine.read([dated(article, keeper.dated(article.source)) for article in todo], ids, catalog)
    failed = _keep_each(keeper, todo, results, progress)
    errors += (*failed, *catalog.errors, *_of_addresses(project))
    sweep_memories(project.briefs)
    all_read = not paths and not any(isinstance(error, ReadingStoppedError) for error in failed)
    orphans = [e for e in matched.orphans if all_read and e.path not in keeper.taken and e.path.exists()]
    warned = (f"{sources[a.source]}: {d.message}" for a in todo for d in a.diagnostics if d.severity == "warning")
    told = (*warned, *versions, *keeper.doubts, *lost_entries(project), *(() if paths else _unread(project)))
    return Outcome(
        tuple(keeper.written), unchanged, tuple(errors), tuple(keeper.moved), gone(orphans), len(sources), told
    )


def _of_addresses(project: Project) -> list[BriefingError]:
    """What is wrong with the list of old addresses."""
    try:
        read_addresses(project.briefs)
    except BriefingError as error:
        return [error]
    return []


def _unread(project: Project) -> list[str]:
    """What to do with each file among the articles that is none; pictures, sound and film belong beside some."""
    told = []
    for path, _ in seen_files(project.articles):
        suffix = path.suffix.lower()
        if suffix in SUFFIXES or (mimetypes.guess_type(path.name)[0] or "").startswith(("image/", "audio/", "video/")):
            continue
        way = f"run `briefing add {path}`, then" if suffix in FILE_SUFFIXES else f"save its words as {SUFFIXES[0]}, or"
        told.append(f"{path}: is not read: {way} move it elsewhere")
    return sorted(told)


def _keep_each(
    keeper: _Keeper, todo: Sequence[Article], results: Iterable[Brief | BriefingError], progress: Progress
) -> list[BriefingError]:
    """Write the record of each article as it is read; returns what failed, last what made reading stop."""
    errors: list[BriefingError] = []
    try:
        for done, (article, result) in enumerate(zip(todo, results, strict=True), 1):
            try:
                if isinstance(result, BriefingError):
                    raise result
                keeper.keep(article, result)
            except BriefingError as error:
                error.path = str(keeper.sources[article.source]) if error.path == article.source else error.path
                errors.append(error)
            progress(done, len(todo), article.source)
    except ReadingStoppedError as error:
        errors.append(error)
    return errors


def sources_of(project: Project, paths: Sequence[Path] = ()) -> dict[str, Path]:
    """The articles of a project by source, or those at `paths`; a file inside the articles folder keeps its source.

    A project without a folder of articles has none; a path that is named must exist.
    """
    if not paths:
        if not project.articles.exists() and project.briefs.is_dir():
            return {}
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
    home = path.parents[min(source.count("/"), len(path.parents) - 1)]
    if path.is_symlink() and not path.resolve().is_relative_to(home.resolve()):
        raise IngestError("is a link that leaves its folder", path=str(path), remedy="put the article itself there")
    if _NO_CHARACTER.search(source):  # no record could name it
        raise IngestError("has a name that is no UTF-8", path=str(path), remedy="rename it")
    try:
        return ingest(source, data, max_kb=catalog.site.max_article_kb)
    except BriefingError as error:
        raise IngestError(error.problem, path=str(path), field=error.field, remedy=error.remedy) from error
    except OSError as error:  # a full disk, where a rule unpacks what it reads by
        raise IngestError(
            f"cannot be taken in ({error.strerror or error})", path=str(path), remedy="free some space, then run again"
        ) from error
    except Exception as error:  # a defect of a rule must not cost the other articles their briefs
        raise defect(error, str(path), "cannot be taken in: ") from error


def _digests(sources: Mapping[str, Path]) -> tuple[dict[str, str], list[BriefingError]]:
    """The digest of each article's bytes by source, and the errors of those that cannot be read."""
    digests: dict[str, str] = {}
    errors: list[BriefingError] = []
    for source, path in sources.items():
        try:
            digests[source] = hashlib.sha256(read_bytes(path)).hexdigest()
        except BriefingError as error:
            errors.append(error)
    return digests, errors


def dated(article: Article, given: str | None) -> Article:
    """An editor's publication date ("" for none, None where no editor gave one) counts for all reckoned from it."""
    if given is None:
        return article
    source: PublishedSource = "given" if given else "unknown"
    return replace(article, published=given or None, published_source=source, published_between=None)


def own_date(brief: Brief, article: Article) -> Brief:
    """A brief that was read with an editor's date, with the date that the generator finds: the merge wants that."""
    own = replace(
        brief.article,
        published=article.published,
        published_source=article.published_source,
        published_between=article.published_between,
    )
    return replace(brief, article=own)


def _followed(todo: Sequence[Article], matched: Matched) -> dict[str, Entry]:
    """The record of each article; one that was renamed and changed at once is known by its address on the web."""
    records = dict(matched.records)
    by_url = {e.url: e for e in reversed(matched.orphans) if e.url}
    for article in todo:
        if article.source not in records and article.url in by_url:
            records[article.source] = by_url.pop(article.url)
    return records


def kin(brief: Brief, text: str) -> bool:
    """Is a text a later state of the article of a brief: does it have most of its takeaway's and key points' words?"""
    spans = [e.exact for item in (brief.takeaway, *brief.key_points) for e in item.evidence]
    return 2 * sum(words in text for words in spans) > len(spans)


def _fingerprints(
    project: Project, todo: Sequence[Article], sources: Mapping[str, Path], digests: Mapping[str, str]
) -> dict[str, tuple[int, ...]]:
    """One for the text of each article that can be read, kept under the digest of the bytes it was made of."""
    prints = {article.source: fingerprint(article.text) for article in todo}
    catalog = project.catalog()
    with Kept(kept_folder(project), "fingerprints") as kept:
        for source, made_of in digests.items():
            key = digest(own_code(), made_of)
            if source not in prints and (known := kept.facts(source, key)) is not None:
                prints[source] = tuple(known)
                continue
            with contextlib.suppress(BriefingError):  # reported where it was first read
                if source not in prints:
                    path = sources[source]
                    prints[source] = fingerprint(ingest_file(path, source, read_bytes(path), catalog).text)
                kept.put(source, key, prints[source])
    return prints


def _without_doubles(
    prints: Mapping[str, Fingerprint], todo: Sequence[Article], sources: Mapping[str, Path], matched: Matched
) -> tuple[list[Article], list[BriefingError]]:
    """The articles that are not (nearly) the same as another one, and an error for each that is.

    Of two that are the same, the one that has a brief already keeps it; else the first by name gets one.
    """
    mine = sorted((article.source for article in todo), key=lambda source: (source not in matched.records, source))
    twins = among(prints, mine)
    errors: list[BriefingError] = [
        IngestError(
            f"is the same article as {sources[twins[article.source]]}",
            path=str(sources[article.source]),
            remedy="remove one of the two",
        )
        for article in todo
        if article.source in twins
    ]
    return [article for article in todo if article.source not in twins], errors


def _versions(
    fresh: Sequence[Article], entries: Iterable[Entry], prints: Mapping[str, Fingerprint], sources: Mapping[str, Path]
) -> list[str]:
    """What is told of each new article that may be another version of one: by its address, title or half its words."""
    order = sorted(fresh, key=lambda article: (article.published or "", article.source))
    alike = among(prints, [article.source for article in order], kindred)
    known = {mark: e.source for e in entries if e.source in sources for mark in _marks(e.url, e.id)}
    told = []
    for article in order:
        marks = _marks(article.url, slugify(article.title) if article.title else "")
        other = next((known[mark] for mark in marks if mark in known), alike.get(article.source))
        told += [f"{sources[article.source]}: {another_version(sources[other])}"] if other else []
        for mark in marks:
            known.setdefault(mark, article.source)
    return told


def _marks(url: str | None, title: str) -> list[str]:
    """What two versions of an article have in common, besides words: the address on the web, the title as a slug."""
    return [*([plain_address(url)] if url else []), *([title] if title else [])]


@dataclass(slots=True)
class _Keeper:
    """Writes a new brief over its record, merged with a person's changes."""

    project: Project
    rules: str
    sources: Mapping[str, Path]
    records: Mapping[str, Entry]
    by_id: dict[str, Entry | Path]
    committed: Collection[Path] = ()
    taken: set[Path] = field(default_factory=set)
    moved: list[tuple[str, str]] = field(default_factory=list)
    written: list[Path] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    def id_of(self, article: Article) -> str | None:
        """The id an article names, else the one its brief had before."""
        return article.slug or (self.records[article.source].id if article.source in self.records else None)

    def dated(self, source: str) -> str | None:
        """The date that an editor gave an article."""
        return self.records[source].dated if source in self.records else None

    def keep(self, article: Article, brief: Brief) -> None:
        """Write the brief, unless the file says so already.

        Raises BriefingError on a taken id, on a record that cannot be read (it stays as it is), and when its file was
        changed at this moment.
        """
        brief = self._named(article, brief)
        entry = self._old(article, brief)
        old: Stored | None = None
        if entry is not None:
            self.taken.add(entry.path)
            # Read now, not when the run began: an editor may have saved it while articles were being read.
            old = read_record(entry.path)
            if entry.source != article.source:
                self.moved.append((entry.source, article.source))
            if entry.dated is not None:
                brief = own_date(brief, article)
        record = merge(old.record if old else None, brief, self.rules)
        read_by = replace(record.generated, rules=with_date(self.rules, dated_by_hand(record)))
        record = replace(record, generated=read_by)
        target = record_path(self.project.briefs, record.brief)
        if target.exists() and (old is None or not old.path.exists() or not target.samefile(old.path)):
            raise BriefingError(
                f"{target} stands in the way",
                path=str(self.sources[article.source]),
                remedy="mend or remove that file, then run again",
            )
        self.by_id[brief.id] = target
        anew = old is None and (target in self.committed or memory_path(target).exists())
        lost = lost_words(target) if anew else None
        if old is not None and entry is not None and not entry.retired and entry.path != target:
            self._remember_address(old, record.brief, target)
        try:
            changed = write_record(self.project.briefs, record, old)
        except RecordError as error:  # what the article makes is no record: the article is to be mended
            source = str(self.sources[article.source])
            raise IngestError(error.problem, path=source, field=error.field, remedy=error.remedy) from error
        if changed:
            self.written.append(target)
        self.doubts += [lost] if lost else []
        known = old.record.brief.again if old else ()
        asked = replace(record.brief, again=tuple(it for it in record.brief.again if it not in known))
        self.doubts += [f"{target}: {told}" for told in recurrences(asked)]

    def _remember_address(self, old: Stored, brief: Brief, target: Path) -> None:
        """Note where a brief stood before, by its file and by its own day and id, among the addresses that lead on."""
        briefs = self.project.briefs
        before = {page_of(briefs, old.path), f"{old.record.brief.year}/{old.record.brief.id}"}
        pages = sorted(before - {page_of(briefs, target)})
        remember(briefs, [Address(page=page, title=brief.title, brief=brief.id) for page in pages])

    def _named(self, article: Article, brief: Brief) -> Brief:
        """The brief under an id of its own: of two new articles of one title, the later by name gets ``title-2``."""
        holder = self.by_id.get(brief.id)
        mine = article.slug or article.source in self.records
        if mine or holder is None or (isinstance(holder, Entry) and self._is_free(holder)):
            return brief
        return replace(brief, id=next(name for name in numbered(brief.id) if name not in self.by_id))

    def _old(self, article: Article, brief: Brief) -> Entry | None:
        """The record the brief goes over; raises BriefingError when its id is another article's."""
        own = self.records.get(article.source)
        holder = self.by_id.get(brief.id)
        if holder is None or holder is own:
            return own
        if own is None and isinstance(holder, Entry) and self._is_free(holder):
            if kin(read_record(holder.path).record.brief, article.text):
                return holder  # renamed and changed at once, or back from retirement
            if holder.retired:
                return None
            raise BriefingError(
                f"has the id of {holder.path}, whose article {holder.source} is gone, but few of its words",
                path=str(self.sources[article.source]),
                field="slug",
                remedy="give it a `slug:` of its own, or retire the other with --retire first",
            )
        raise BriefingError(
            f"the id {brief.id!r} is that of {holder.path if isinstance(holder, Entry) else holder}",
            path=str(self.sources[article.source]),
            field="slug",
            remedy="give the article a `slug:` of its own in its front matter",
        )

    def _is_free(self, entry: Entry) -> bool:
        return (
            entry.source != ""
            and entry.source not in self.sources
            and entry.path not in self.taken
            and not (self.project.articles / entry.source).is_file()
        )
