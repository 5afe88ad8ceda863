"""Files of articles and briefs: listing, reading, and writing that a kill at any instant cannot spoil."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.errors import BriefingError
from generator.model import Brief
from generator.records import Record, dump_record, parse_record


@dataclass(frozen=True, slots=True)
class Stored:
    """A record and the file it stands in."""

    path: Path
    record: Record


def write_atomic(path: Path, data: bytes | str) -> bool:
    """Write a file so that a reader sees the old bytes or the new ones, never a part; False when nothing changed.

    The bytes go to a temporary file in the same folder, are flushed to the disk and renamed over the target.
    Raises BriefingError when the folder is read-only or the disk is full; the old file then still stands.
    """
    raw = data.encode("utf-8") if isinstance(data, str) else data
    temporary: str | None = None
    try:
        if path.is_file() and path.stat().st_size == len(raw) and path.read_bytes() == raw:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:80]}.", suffix=".tmp")
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
        raise BriefingError(
            f"cannot be written ({error.strerror or error})",
            path=str(path),
            remedy="free some space or make the folder writable, then run again",
        ) from error
    return True


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable; not every file system lets a folder be synced."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def write_tree(folder: Path, files: Mapping[str, str | bytes]) -> int:
    """Make a folder hold exactly these files (by relative path); returns how many were written or removed.

    Unchanged files keep their time stamps, so that a builder which looks at them sees what really changed.
    """
    changed = 0
    for name, data in files.items():
        changed += _write_plain(folder / name, data)
    wanted = {folder / name for name in files}
    if folder.is_dir():
        for path in sorted(folder.rglob("*"), reverse=True):
            if path.is_dir() and not path.is_symlink():
                with contextlib.suppress(OSError):
                    path.rmdir()  # succeeds for empty folders only
            elif path not in wanted:
                path.unlink()
                changed += 1
    return changed


def _write_plain(path: Path, data: str | bytes) -> bool:
    """A derived file: rewritten by the next run in any case, so it is not synced to the disk."""
    raw = data.encode("utf-8") if isinstance(data, str) else data
    try:
        if path.is_file() and path.stat().st_size == len(raw) and path.read_bytes() == raw:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
    except OSError as error:
        raise BriefingError(
            f"cannot be written ({error.strerror or error})",
            path=str(path),
            remedy="free some space or make the folder writable, then run again",
        ) from error
    return True


def article_files(paths: Iterable[Path], suffixes: tuple[str, ...]) -> list[tuple[Path, str]]:
    """The article files below the given files and folders as (path, source), sorted by source.

    `source` is the path below the folder given, with forward slashes; for a file given directly, its name. Hidden
    files are passed over. Raises BriefingError for a path that does not exist.
    """
    found: dict[str, Path] = {}
    for path in paths:
        if path.is_dir():
            for file in path.rglob("*"):
                name = file.relative_to(path).as_posix()
                if (
                    file.is_file()
                    and file.suffix.lower() in suffixes
                    and not any(p.startswith(".") for p in name.split("/"))
                ):
                    found[name] = file
        elif path.is_file():
            found[path.name] = path
        else:
            raise BriefingError("there is no such file or folder", path=str(path), remedy="check the path")
    return [(found[name], name) for name in sorted(found)]


def record_path(briefs_dir: Path, brief: Brief) -> Path:
    """Where a brief's file stands: ``briefs/YYYY/SLUG.md``."""
    return briefs_dir / brief.year / f"{brief.id}.md"


def read_records(briefs_dir: Path) -> tuple[list[Stored], list[BriefingError]]:
    """All records below a folder, sorted by path, and the errors of those that cannot be read."""
    stored: list[Stored] = []
    errors: list[BriefingError] = []
    seen: dict[str, Path] = {}
    for path in sorted(briefs_dir.rglob("*.md")) if briefs_dir.is_dir() else []:
        if any(part.startswith(".") for part in path.relative_to(briefs_dir).parts):
            continue
        try:
            record = parse_record(read_text(path), str(path))
            if record.brief.id in seen:
                raise BriefingError(
                    f"the id {record.brief.id!r} is also that of {seen[record.brief.id]}",
                    path=str(path),
                    field="id",
                    remedy="remove one of the two files",
                )
        except BriefingError as error:
            errors.append(error)
        else:
            seen[record.brief.id] = path
            stored.append(Stored(path, record))
    return stored, errors


def read_text(path: Path) -> str:
    """A UTF-8 file's text with line ends as they are; raises BriefingError when it is not one."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise BriefingError(
            f"byte {error.start} is not UTF-8", path=str(path), remedy="save the file as UTF-8"
        ) from error
    except OSError as error:
        raise BriefingError(
            f"cannot be read ({error.strerror})", path=str(path), remedy="check its permissions"
        ) from error


def write_record(briefs_dir: Path, record: Record, old_path: Path | None = None) -> bool:
    """Write a record and, where it moved (its date or id changed), remove its old file; False when nothing changed."""
    path = record_path(briefs_dir, record.brief)
    changed = write_atomic(path, dump_record(record))
    if old_path is not None and old_path.resolve() != path.resolve():
        old_path.unlink(missing_ok=True)
    return changed
