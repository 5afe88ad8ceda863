"""Two runs on one site do not mix: a lock that dies with the process that holds it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from generator.core.errors import BriefingError
from generator.core.text import digest
from generator.io.cache import cache_folder
from generator.io.project import Project

PATIENCE = 600.0
"""Seconds a run waits for another to end: the preview takes seconds, a build of thousands of briefs minutes."""
NOTICED = 1.0
"""Seconds after which a person is told what is being waited for."""


@contextlib.contextmanager
def exclusive(
    project: Project, *folders: Path, patience: float = PATIENCE, waiting: Callable[[], None] = lambda: None
) -> Iterator[None]:
    """Hold the right to write these folders of a project (by default its briefs and its site).

    `waiting` is called once when another run holds it for longer than a moment. Raises BriefingError when that takes
    longer than `patience` seconds. Where no lock can be written (a read-only folder) there is nothing to write either,
    and the run goes on.
    """
    with contextlib.ExitStack() as stack:
        for folder in sorted({path.resolve() for path in folders or (project.briefs, project.site)}):
            lock = FileLock(cache_folder(project) / f"{folder.name}-{digest(str(folder))[:8]}.lock")
            try:
                Path(lock.lock_file).parent.mkdir(parents=True, exist_ok=True)
                _acquire(lock, patience, waiting)
                stack.callback(lock.release)
            except Timeout as error:
                raise BriefingError(
                    "another run of briefing is writing here", path=str(folder), remedy="wait until it has ended"
                ) from error
            except OSError:
                continue
        yield


def _acquire(lock: FileLock, patience: float, waiting: Callable[[], None]) -> None:
    try:
        lock.acquire(timeout=min(patience, NOTICED))
    except Timeout:
        if patience <= NOTICED:
            raise
        waiting()
        lock.acquire(timeout=patience - NOTICED)
