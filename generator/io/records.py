"""The files of briefs: listing, reading and writing a page and the memory beside it as one.

A page never stands without the memory it was written with: the memory goes first, holding the one before as long as
the page is not written, and is then written once more without it. Whatever a kill leaves is one of these states, and a
page says by its digest which of the two memories is its own.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from generator.briefs import memory
from generator.briefs.layout import rewrite
from generator.briefs.memory import SUFFIX, Memory
from generator.briefs.migrations import schema_of
from generator.briefs.page import SCHEMA
from generator.briefs.records import Record, memory_text, page_text, parse_record
from generator.core.errors import BriefingError
from generator.core.heap import lasting
from generator.core.model import Brief
from generator.core.text import digest
from generator.io.files import TRIES, read_text, seen_files, write_atomic
from generator.io.kept import Kept, own_code

RETIRED = "retired"
"""The folder below `briefs/` where the records of retired briefs stand that hold a person's words."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A record, the file of its page, and the texts of page and memory that it was read from (None: no memory)."""

    path: Path
    record: Record
    text: str
    memory: str | None


def record_path(briefs_dir: Path, brief: Brief) -> Path:
    """Where a brief's page stands: ``briefs/YYYY/SLUG.md``."""
    return briefs_dir / brief.year / f"{brief.id}.md"


def memory_path(page: Path) -> Path:
    """Where the memory of a page stands: ``SLUG.proof.json`` beside it."""
    return page.with_name(page.name.removesuffix(".md") + SUFFIX)


def _page_path(beside: Path) -> Path:
    """Where the page of a memory stands."""
    return beside.with_name(beside.name.removesuffix(SUFFIX) + ".md")


def record_files(briefs_dir: Path, *, retired: bool = False) -> list[Path]:
    """The pages of records below a folder, sorted; those of retired briefs only when asked for."""
    found = seen_files(briefs_dir, "*.md")
    return sorted(path for path, name in found if (name.partition("/")[0] == RETIRED) is retired)


def read_texts(path: Path) -> tuple[str, str | None]:
    """The texts of a page and of its memory (None: there is none), of one moment; raises BriefingError."""
    for _ in range(TRIES):
        known = _memory_of(path)
        text = read_text(path)
        if _memory_of(path) == known:  # the memory changes before its page does
            return text, known
    raise BriefingError("is being changed by another program", path=str(path), remedy="run the command again")


def _memory_of(path: Path) -> str | None:
    """The text of a page's memory, None where there is none that could be read as text."""
    beside = memory_path(path)
    try:
        return read_text(beside) if beside.is_file() else None
    except BriefingError as error:
        if isinstance(error.__cause__, UnicodeDecodeError):
            return ""
        raise


def read_record(path: Path) -> Stored:
    """The record of a page and its memory; raises BriefingError (RecordError) when there is none."""
    text, known = read_texts(path)
    return Stored(path, parse_record(text, str(path), known), text, known)


_RECORDS = TypeAdapter(Record)


def _kept_record(path: Path, kept: Kept) -> Stored:
    """The record of a page and its memory, as it was parsed from these very texts before or else now."""
    text, known = read_texts(path)
    name = str(path)
    key = digest(own_code(), name, text, "" if known is None else f"+{known}")
    if kept.facts(name, key):
        with contextlib.suppress(ValueError, TypeError):  # spoilt: parsed anew
            return Stored(path, _RECORDS.validate_json(kept.body(name) or ""), text, known)
    record = parse_record(text, name, known)
    with contextlib.suppress(ValueError):
        said = _RECORDS.dump_json(record).decode("utf-8")
        if _RECORDS.validate_json(said) == record:  # not so where a person's values wait, of whatever type
            kept.put(name, key, True, said)
    return Stored(path, record, text, known)


@lasting()
def read_records(briefs_dir: Path, kept: Path | None = None) -> tuple[list[Stored], list[BriefingError]]:
    """All records below a folder, sorted by path, and the errors of those that cannot be read.

    With `kept`, the folder of the cache, a record whose texts did not change is not parsed again.
    """
    stored: list[Stored] = []
    errors: list[BriefingError] = []
    seen: dict[str, Path] = {}
    with Kept(kept, "records") as records:
        for path in record_files(briefs_dir):
            try:
                item = _kept_record(path, records) if kept else read_record(path)
                if item.record.brief.id in seen:
                    raise same_id(item.record.brief.id, path, seen[item.record.brief.id])
            except BriefingError as error:
                errors.append(error)
            else:
                seen[item.record.brief.id] = path
                stored.append(item)
    return stored, errors


def same_id(brief_id: str, path: Path, other: Path) -> BriefingError:
    """The error of two files with one id."""
    problem = f"the id {brief_id!r} is also that of {other}"
    remedy = "give it another `id:`, or remove one of the two files"
    return BriefingError(problem, path=str(path), field="id", remedy=remedy)


def write_record(briefs_dir: Path, record: Record, old: Stored | None = None) -> bool:
    """Write a record over its old files, keeping a person's layout of the page; False when nothing changed.

    The old page must still hold the text it was read with. A record that moves (its date or id changed) is renamed
    before it is written, so that a kill in between leaves one page, never two.

    Raises RecordError for a record that could not be read again (a text beyond `core.limits`), and BriefingError when
    the page was changed meanwhile or a file cannot be written; page and memory are then those that stood there.
    """
    path = record_path(briefs_dir, record.brief)
    moved = old is not None and old.path.exists() and not (path.exists() and old.path.samefile(path))
    text = rewrite(old.text, old.record, record) if old else page_text(record)
    beside, final = memory_path(path), memory_text(record, text)
    parse_record(text, str(path), final)
    if old is not None and old.text == text and not moved:
        return write_atomic(beside, final)
    changed = write_atomic(beside, memory_text(record, text, _before(old)))
    with _restored(beside, None if old is None else old.memory):
        if moved and old is not None:
            _rename(old.path, path)
        changed |= write_atomic(path, text, over=None if old is None else old.text.encode("utf-8"))
    write_atomic(beside, final, durable=False)
    if moved and old is not None:
        with contextlib.suppress(OSError):
            memory_path(old.path).unlink(missing_ok=True)
            old.path.parent.rmdir()  # succeeds for an empty folder only
    return changed


@contextlib.contextmanager
def _restored(beside: Path, known: str | None) -> Iterator[None]:
    """Put the memory back that a page which cannot be written has; none where there is no such page."""
    try:
        yield
    except BriefingError:
        if known is None or not _page_path(beside).exists():
            beside.unlink(missing_ok=True)
        else:
            write_atomic(beside, known)
        raise


def _before(old: Stored | None) -> Memory | None:
    """The memory that belongs to the page which stands there now."""
    if old is None or old.record.lost is not None:
        return None
    return Memory(old.record.brief, old.record.generated, digest(old.text))


def _rename(old: Path, new: Path) -> None:
    try:
        new.parent.mkdir(parents=True, exist_ok=True)
        old.rename(new)
    except OSError as error:
        raise BriefingError(
            f"cannot be moved to {new} ({error.strerror})", path=str(old), remedy="make the folder writable"
        ) from error


def remove_record(page: Path) -> None:
    """Remove a page and its memory, and its folder when nothing else is in it; raises OSError.

    The page goes first: a memory alone says nothing, and the next run sweeps it.
    """
    page.unlink(missing_ok=True)
    memory_path(page).unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        page.parent.rmdir()


def move_record(page: Path, new: Path) -> None:
    """Move a page and its memory; raises OSError. The next run brings together what a kill parts (`reunite`)."""
    new.parent.mkdir(parents=True, exist_ok=True)
    page.rename(new)
    if memory_path(page).exists():
        memory_path(page).rename(memory_path(new))
    with contextlib.suppress(OSError):
        page.parent.rmdir()


def reunite(briefs_dir: Path) -> None:
    """Bring memories to their pages, which a person, or a run that was killed, moved without them."""
    alone = _orphans(briefs_dir)
    for page in _widowed(briefs_dir) if alone else ():
        with contextlib.suppress(BriefingError, OSError):
            source = parse_record(read_text(page), str(page)).brief.article.source
            for orphan in sorted(alone, key=lambda path: path.name != memory_path(page).name):
                known = memory.load(read_text(orphan), str(orphan))
                if known is not None and known.brief.article.source == source:
                    orphan.rename(memory_path(page))
                    alone.remove(orphan)
                    break


def sweep_memories(briefs_dir: Path) -> None:
    """Remove memories without a page, unless some page lacks its own; a file that only is named like one stays."""
    alone = _orphans(briefs_dir)
    if alone and not _widowed(briefs_dir):
        for orphan in alone:
            with contextlib.suppress(BriefingError, OSError):
                if memory.load(read_text(orphan), str(orphan)) is not None:
                    orphan.unlink()


def _orphans(briefs_dir: Path) -> list[Path]:
    """Memories without a page beside them."""
    return sorted(path for path, _ in seen_files(briefs_dir, f"*{SUFFIX}") if not _page_path(path).exists())


def _widowed(briefs_dir: Path) -> list[Path]:
    """Pages of today's schema that had a memory and have none beside them."""
    pages = sorted(path for path, _ in seen_files(briefs_dir, "*.md"))
    return [page for page in pages if not memory_path(page).exists() and _had_memory(page)]


def _had_memory(page: Path) -> bool:
    """Whether a page was made with a memory: one of today's schema, of an article; one that is broken may have been."""
    try:
        text = read_text(page)
        if schema_of(text, str(page)) != SCHEMA:
            return False
    except BriefingError:
        return False
    try:
        return parse_record(text, str(page)).brief.article.source != ""
    except BriefingError:
        return True
