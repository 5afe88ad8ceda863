"""Files of articles and briefs: listing, reading, and writing that a kill at any instant cannot spoil."""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.core.errors import BriefingError, IngestError
from generator.core.text import not_utf8

_UNFINISHED = ".briefing.tmp"
"""How the names of our temporary files end, and nobody else's do: those of a killed run are removed."""
TRIES = 3
"""How often a file that changes while it is read is read again."""


def write_atomic(path: Path, data: bytes | str, *, over: bytes | None = None, durable: bool = True) -> bool:
    """Write a file so that a reader sees the old bytes or the new ones, never a part; False when nothing changed.

    The bytes go to a temporary file in the same folder, are flushed to the disk and renamed over the target. With
    `over`, the file must still hold these bytes just before: somebody may have saved it meanwhile. What a later run
    can make again need not be `durable`: it is not flushed.

    Raises BriefingError when the folder is read-only, the disk is full, or the file is not what it was; the old file
    then still stands.
    """
    raw = data.encode("utf-8") if isinstance(data, str) else data
    temporary: str | None = None
    try:
        if holds(path, raw):
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:80]}.", suffix=_UNFINISHED)
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        Path(temporary).chmod(0o644)
        if over is not None and path.read_bytes() != over:
            Path(temporary).unlink()
            raise BriefingError(
                "was changed while it was being worked on", path=str(path), remedy="run the command again"
            )
        Path(temporary).replace(path)
        if durable:
            _sync_folder(path.parent)
    except OSError as error:
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
        raise unwritable(path, error) from error
    return True


def holds(path: Path, raw: bytes) -> bool:
    """Whether a file has these bytes; raises OSError."""
    return path.is_file() and path.stat().st_size == len(raw) and path.read_bytes() == raw


def unwritable(path: Path, error: OSError) -> BriefingError:
    """The error of a file that cannot be written."""
    remedy = "free some space or make the folder writable, then run again"
    return BriefingError(f"cannot be written ({error.strerror or error})", path=str(path), remedy=remedy)


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable; not every file system lets a folder be synced."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sweep(folder: Path) -> None:
    """Remove the temporary files that a killed run left in a folder and below it."""
    for path in folder.rglob(f".*{_UNFINISHED}") if folder.is_dir() else ():
        if path.is_file():
            with contextlib.suppress(OSError):
                path.unlink()


def seen_files(folder: Path, pattern: str = "*") -> Iterator[tuple[Path, str]]:
    """The files below a folder with their paths from there, forward slashes in them; hidden ones are passed over."""
    for file in folder.rglob(pattern):
        name = file.relative_to(folder).as_posix()
        if not any(part.startswith(".") for part in name.split("/")) and file.is_file():
            yield file, name


def article_files(paths: Iterable[Path], suffixes: tuple[str, ...]) -> list[tuple[Path, str]]:
    """The article files below the given files and folders as (path, source), sorted by source.

    `source` is the path below the folder given, with forward slashes; for a file given directly, its name, or its path
    where another file of that name is given too. Hidden files are passed over. Raises BriefingError for a path that
    does not exist.
    """
    found: dict[str, Path] = {}
    for path in paths:
        if path.is_dir():
            for file, name in seen_files(path):
                if file.suffix.lower() in suffixes:
                    found[name if found.get(name, file) == file else file.as_posix()] = file
        elif path.is_file():
            taken = found.get(path.name, path)
            found[path.name if taken == path else path.as_posix()] = path
        else:
            raise BriefingError("there is no such file or folder", path=str(path), remedy="check the path")
    return [(found[name], name) for name in sorted(found)]


def read_bytes(path: Path) -> bytes:
    """A file's bytes as they were at one moment; raises IngestError when it cannot be read or does not keep still."""
    try:
        for attempt in range(TRIES):
            before = path.stat()
            data = path.read_bytes()
            after = path.stat()
            if (before.st_size, before.st_mtime_ns, before.st_ino) == (len(data), after.st_mtime_ns, after.st_ino):
                return data
            time.sleep(0.05 * (attempt + 1))
    except OSError as error:
        raise IngestError(
            f"cannot be read ({error.strerror or error})", path=str(path), remedy="check its permissions"
        ) from error
    raise IngestError(
        "is being changed by another program", path=str(path), remedy="wait until it is saved, then run again"
    )


def read_text(path: Path) -> str:
    """A UTF-8 file's text with line ends as they are; raises BriefingError when it is not one."""
    try:
        return read_bytes(path).decode("utf-8")
    except UnicodeDecodeError as error:
        line, problem = not_utf8(error.object, error.start)
        raise BriefingError(problem, path=str(path), field=line, remedy="save the file as UTF-8") from error
