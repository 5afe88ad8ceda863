"""Two runs on one site do not mix: a lock that dies with the process that holds it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from generator.core.errors import BriefingError
from generator.core.text import digest
from generator.io.cache import cache_folder
from generator.io.project import Project

PATIENCE = 2.0
"""Seconds a run waits for another to end: about as long as the preview takes for a small change."""


@contextlib.contextmanager
def exclusive(project: Project, *folders: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the right to write these folders of a project (by default its briefs and its site).

    Raises BriefingError when another run holds it for longer than `patience` seconds. Where no lock can be written
    (a read-only folder) there is nothing to write either, and the run goes on.
    """
    with contextlib.ExitStack() as stack:
        for folder in sorted({path.resolve() for path in folders or (project.briefs, project.site)}):
            file = cache_folder(project) / f"{folder.name}-{digest(str(folder))[:8]}.lock"
            try:
                file.parent.mkdir(parents=True, exist_ok=True)
                stack.enter_context(FileLock(file, timeout=patience))
            except Timeout as error:
                raise BriefingError(
                    "another run of briefing is writing here", path=str(folder), remedy="wait until it has ended"
                ) from error
            except OSError:
                continue
        yield
