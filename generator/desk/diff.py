"""Two states of the briefs compared: those of a folder with those of a git commit or of another folder."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.briefs.changes import Change, changes
from generator.briefs.memory import SUFFIX
from generator.briefs.records import Record, parse_record
from generator.core.errors import BriefingError
from generator.io.files import read_bytes
from generator.io.git import git, git_line
from generator.io.records import memory_path, record_files

STATUSES = ("new", "changed", "retired", "unreadable")


@dataclass(frozen=True, slots=True)
class BriefDiff:
    """What became of one brief.

    Attributes:
        status: one of `STATUSES`; `problem` says why a record is unreadable.
        page: its address below ``briefs/`` on the site, None when it is retired.
    """

    id: str
    title: str
    status: str
    page: str | None
    changes: tuple[Change, ...] = ()
    problem: str | None = None


def diff(briefs: Path, base: str) -> tuple[BriefDiff, ...]:
    """What changed in the briefs of a folder since `base`, sorted by id.

    Files with the same bytes are not parsed. Nothing of git's configuration is run, and no hook.

    Args:
        base: a folder of records, or what git knows as a commit.

    Raises BriefingError when there is no such folder or commit.
    """
    then, now = _folder(Path(base)) if Path(base).is_dir() else blobs_at(briefs, base), _folder(briefs)
    same = {path for path in _pages(then) if path in now and _as_blob(now[path], then[path])}
    olds, bad_olds = _parsed([path for path in _pages(then) if path not in same], then, briefs, base)
    news, bad_news = _parsed([path for path in _pages(now) if path not in same], now, briefs, None)
    out = [*bad_news, *bad_olds]
    for brief_id in (olds.keys() | news.keys()) - {item.id for item in out}:
        old, new = (side[brief_id].brief if brief_id in side else None for side in (olds, news))
        if (found := changes(old, new)) and (last := new or old):
            status = "retired" if new is None else "new" if old is None else "changed"
            out.append(BriefDiff(brief_id, last.title, status, f"{new.year}/{new.id}" if new else None, found))
    return tuple(sorted(out, key=lambda item: item.id))


def read_at(briefs: Path, commit: str, paths: Iterable[str]) -> Iterator[tuple[str, str, Record | None]]:
    """Pages as they stand in a commit: path below `briefs`, text, what it says (None where that cannot be read).

    A page that the commit does not have is left out. Raises BriefingError when git knows no such commit.
    """
    blobs = blobs_at(briefs, commit)
    for path in paths:
        if path in blobs:
            record = None
            with contextlib.suppress(BriefingError, UnicodeDecodeError):
                record = _record(path, blobs, f"{commit}:{path}")
            yield path, blobs[path].read().decode("utf-8", "replace"), record


@dataclass(frozen=True, slots=True)
class _Blob:
    """A file of a state: its bytes, or git's name for them."""

    repository: Path | None
    name: str

    def read(self) -> bytes:
        if self.repository is None:
            return read_bytes(Path(self.name))
        return git(self.repository, "cat-file", "blob", self.name)


def _pages(files: Mapping[str, _Blob]) -> list[str]:
    return sorted(path for path in files if path.endswith(".md"))


def _as_blob(now: _Blob, then: _Blob) -> bool:
    """Do both hold the same bytes? Compared by git's digest where one of them is in git."""
    data = now.read()
    if then.repository is None:
        return then.read() == data
    algorithm = hashlib.sha1 if len(then.name) == 40 else hashlib.sha256
    return algorithm(b"blob %d\0" % len(data) + data).hexdigest() == then.name


def _folder(folder: Path) -> dict[str, _Blob]:
    files = [p for page in record_files(folder) for p in (page, memory_path(page)) if p.is_file()]
    return {path.relative_to(folder).as_posix(): _Blob(None, str(path)) for path in files}


def blobs_at(briefs: Path, base: str) -> dict[str, _Blob]:
    """The records in a commit, by path below the folder of briefs."""
    root = next(p for p in (briefs.resolve(), *briefs.resolve().parents) if p.is_dir())
    try:
        tree = git_line(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{base}^{{commit}}")
    except BriefingError as error:
        raise BriefingError(
            f"{base!r} is neither a folder nor a commit that git knows here",
            field="--base",
            remedy="name a branch, a commit, or another folder of briefs",
        ) from error
    below = briefs.resolve().relative_to(root).as_posix()
    listed = git(root, "ls-tree", "-r", "-z", tree, "--", f"./{below}").decode("utf-8", "surrogateescape")
    found: dict[str, _Blob] = {}
    for line in filter(None, listed.split("\0")):
        facts, _, name = line.partition("\t")
        mode, kind, blob = facts.split(" ")
        path = name.removeprefix(f"{below}/")
        parts = path.split("/")
        hidden = parts[0] == "retired" or any(part.startswith(".") for part in parts)
        if kind == "blob" and mode != "120000" and path.endswith((".md", SUFFIX)) and not hidden:
            found[path] = _Blob(root, blob)
    return found


def _parsed(
    paths: list[str], blobs: Mapping[str, _Blob], briefs: Path, base: str | None
) -> tuple[dict[str, Record], list[BriefDiff]]:
    """Records by id, and those that cannot be read as diffs of their own."""
    records: dict[str, Record] = {}
    bad: list[BriefDiff] = []
    for path in paths:
        name = f"{base}:{path}" if base else str(briefs / path)
        try:
            record = _record(path, blobs, name)
            records[record.brief.id] = record
        except (BriefingError, UnicodeDecodeError) as error:
            problem = str(error) if isinstance(error, BriefingError) else f"{name}: is not UTF-8: save it as UTF-8"
            bad.append(BriefDiff(Path(path).stem, path, "unreadable", None, problem=problem))
    return records, bad


def _record(path: str, blobs: Mapping[str, _Blob], name: str) -> Record:
    """The record of a page and the memory beside it; raises BriefingError and UnicodeDecodeError."""
    beside = blobs.get(path.removesuffix(".md") + SUFFIX)
    known = beside.read().decode("utf-8", "replace") if beside else None
    return parse_record(blobs[path].read().decode("utf-8"), name, known)
