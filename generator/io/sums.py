"""Digests of files, read again only where the file system says that one may have changed, as git's index does it.

A file whose size, number, time of content and time of status are those of when it was read holds the same bytes: the
time of status moves with every write and no program can set it. Where the file was written so shortly before it was
read that a later write could bear the same time, it is read again.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.core.text import digest
from generator.io.kept import Kept

KIND = "sums"
FINE, COARSE = 50_000_000, 2_000_000_000
"""Nanoseconds in which two writes may bear the same time: of a file system that counts parts of seconds, or seconds."""

_State = list[int]


def files_below(folder: Path) -> list[tuple[str, os.DirEntry[str]]]:
    """The files below a folder by their paths in it, sorted; folders that are links are not entered."""
    return sorted(_below(str(folder), ""), key=lambda found: found[0])


def _below(folder: str, lead: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    try:
        entries = list(os.scandir(folder))
    except FileNotFoundError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path, f"{lead}{entry.name}/")
        elif entry.is_file():
            yield f"{lead}{entry.name}", entry


class Sums:
    """The digests of the files of some folders, kept in the folder of the cache (None: kept nowhere)."""

    def __init__(self, cache: Path | None) -> None:
        self._cache = cache
        self._changed: set[str] = set()
        self._known: dict[str, dict[str, tuple[_State, str]]] = {}

    def of(self, *folders: Path) -> str:
        """One digest of all files below folders, names and bytes; raises OSError."""
        parts = [f"{n} {name} {own}" for n, folder in enumerate(folders) for name, own in self.files(folder).items()]
        return digest(*parts)

    def files(self, folder: Path) -> dict[str, str]:
        """The SHA-256 of each file below a folder, by its path in it, sorted; raises OSError."""
        before = self._folder(folder)
        after: dict[str, tuple[_State, str]] = {}
        sums: dict[str, str] = {}
        now = time.time_ns()
        for name, entry in files_below(folder):
            found = entry.stat()
            state = [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]
            known = before.get(name)
            if known is None or known[0] != state:
                with Path(entry.path).open("rb") as file:
                    known = state, hashlib.file_digest(file, "sha256").hexdigest()
                grain = FINE if found.st_ctime_ns % 1_000_000_000 else COARSE
                if found.st_ctime_ns > now - grain:
                    sums[name] = known[1]
                    continue
            sums[name], after[name] = known[1], known
        if after != before:
            self._known[str(folder)] = after
            self._changed.add(str(folder))
        return sums

    def renamed(self, folder: Path, names: Iterable[str]) -> None:
        """Follow files that got another name and lost one: their time of status moves, and they are what they were."""
        known = self._folder(folder)
        for name in names:
            if name in known:
                (size, written, _, number), own = known[name]
                found = (folder / name).stat()
                if (size, written, number) == (found.st_size, found.st_mtime_ns, found.st_ino):
                    known[name] = [size, written, found.st_ctime_ns, number], own
        self._changed.add(str(folder))

    def _folder(self, folder: Path) -> dict[str, tuple[_State, str]]:
        name = str(folder)
        if name not in self._known:
            with Kept(self._cache, KIND, forget=False) as kept:
                facts = kept.facts(name, name)
            try:
                self._known[name] = {file: (list(state), str(own)) for file, (state, own) in facts.items()}
            except (AttributeError, TypeError, ValueError):
                self._known[name] = {}
        return self._known[name]

    def save(self) -> None:
        """Keep what was read."""
        with Kept(self._cache, KIND, forget=False) as kept:
            for name in self._changed:
                kept.put(name, name, self._known[name])
        self._changed.clear()
