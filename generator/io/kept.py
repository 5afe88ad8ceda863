"""Results kept from run to run in one SQLite file of the cache, each under the digest of what it came from.

The file may be deleted or spoilt at any time: a value that cannot be read, or has another digest, is none, and where
the file cannot be used a temporary one takes its place for the run.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
import zlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from generator.core.errors import BriefingError
from generator.core.text import digest
from generator.io.cache import FOLDER, cache_folder
from generator.io.git import git
from generator.io.project import Project

FILE = "kept.sqlite"
_JOURNALS = ("-journal", "-wal", "-shm")
_DAMAGE = (sqlite3.Error, zlib.error, ValueError, TypeError, RecursionError)


@lru_cache(maxsize=1)
def own_code() -> str:
    """The digest of this package's code and tables: what a kept value was made by."""
    home = Path(__file__).parents[1]
    files = sorted(p for pattern in ("*.py", "*.yml", "*.po", "*.json") for p in home.rglob(pattern))
    return digest(*(f"{p.relative_to(home)} {hashlib.sha256(p.read_bytes()).hexdigest()}" for p in files))


def kept_folder(project: Project) -> Path | None:
    """Where a project keeps results; None where git tracks anything there, or cannot say so, or SQLite would leave it.

    Somebody else's branch could bring a cache along, or a journal that is played back into one of ours, and it would
    say what no article says. A zip of it is no repository, and SQLite writes through a link and deletes what a journal
    names. Ours has no journal beside it: that is kept in memory.
    """
    folder, root = cache_folder(project), project.config.parent.absolute()
    if (folder / FILE).is_symlink() or any(os.path.lexists(folder / f"{FILE}{end}") for end in _JOURNALS):
        return None
    if not (folder / FILE).exists() or not any((place / ".git").exists() for place in (root, *root.parents)):
        return folder
    try:
        return None if git(root, "ls-files", "--", f":(icase){FOLDER}") else folder
    except BriefingError:
        return None


class Kept:
    """The values of one kind (a table), by name.

    A value is some facts, plain data, and a text that is fetched by itself. All that is put stands in one transaction,
    written as a block ends, or by `close`; what was neither asked for nor put by then is forgotten.

    Args:
        folder: the cache's; None keeps nothing.
        kind: the table's name.
        forget: False leaves all other values where they are.
    """

    def __init__(self, folder: Path | None, kind: str, *, forget: bool = True) -> None:
        self._kind = kind
        self._forget = forget
        self._seen: set[str] = set()
        self._path = folder / FILE if folder else None
        try:
            self._base = self._opened(str(self._path or ""))
        except _DAMAGE as error:
            busy = getattr(error, "sqlite_errorcode", None) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
            if self._path is not None and not busy:
                with contextlib.suppress(OSError):  # spoilt: it is made anew by the next run
                    self._path.unlink()
            self._base = self._opened("")

    def _opened(self, path: str) -> sqlite3.Connection:
        base = sqlite3.connect(path, timeout=1, isolation_level=None)
        base.execute("PRAGMA synchronous = OFF")
        base.execute("PRAGMA journal_mode = MEMORY")
        # The journal in memory and no flush: a kill may spoil the file, and a spoilt file is no cache.
        base.execute(
            f"CREATE TABLE IF NOT EXISTS {self._kind} (name TEXT PRIMARY KEY, key TEXT, facts BLOB, body BLOB)"
        )
        base.execute("BEGIN IMMEDIATE")
        return base

    def facts(self, name: str, key: str) -> Any:
        """What is kept under a name, if it came from what `key` is the digest of; None where there is nothing."""
        try:
            row = self._base.execute(f"SELECT key, facts FROM {self._kind} WHERE name = ?", (name,)).fetchone()
            if row is None or row[0] != key:
                return None
            self._seen.add(name)
            return json.loads(zlib.decompress(row[1]))
        except _DAMAGE:
            return None

    def body(self, name: str) -> str | None:
        """The text kept under a name; None where there is none that can be read."""
        try:
            (body,) = self._base.execute(f"SELECT body FROM {self._kind} WHERE name = ?", (name,)).fetchone()
            return zlib.decompress(body).decode("utf-8")
        except _DAMAGE:
            return None

    def put(self, name: str, key: str, facts: Any, body: str = "") -> None:
        """Keep a value, if that can be done; facts that are no plain data are not kept."""
        with contextlib.suppress(*_DAMAGE):
            row = (name, key, _packed(json.dumps(facts, ensure_ascii=False)), _packed(body))
            self._base.execute(f"INSERT OR REPLACE INTO {self._kind} VALUES (?, ?, ?, ?)", row)
            self._seen.add(name)

    def __enter__(self) -> Kept:
        """The values, which are written when the block ends; none of them where it fails."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.close()
        else:  # of values that go together, some would be of another run
            self._base.close()

    def close(self) -> None:
        """Write what was put, and forget what is not wanted any more."""
        with contextlib.suppress(*_DAMAGE):
            if self._forget:
                names = [name for (name,) in self._base.execute(f"SELECT name FROM {self._kind}")]
                gone = [(name,) for name in names if name not in self._seen]
                self._base.executemany(f"DELETE FROM {self._kind} WHERE name = ?", gone)
            self._base.execute("COMMIT")
        self._base.close()


def _packed(text: str) -> bytes:
    return zlib.compress(text.encode("utf-8"), 1)
