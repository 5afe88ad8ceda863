"""The folder of what may be forgotten, `.cache/briefing/`: one that is missing or not writable costs time only."""

from __future__ import annotations

import contextlib
from pathlib import Path

from generator.core.errors import BriefingError
from generator.io.files import write_atomic
from generator.io.outputs import refuse_link
from generator.io.project import Project

FOLDER = ".cache/briefing"


def cache_folder(project: Project) -> Path:
    """The project's cache, beside its `mkdocs.yml`; a file in it keeps it out of git, whatever the project says.

    Raises BriefingError where a link puts it outside of the project.
    """
    folder = project.config.parent / FOLDER
    refuse_link(project.config.parent, folder)
    if not (folder / ".gitignore").exists():
        with contextlib.suppress(BriefingError):
            write_atomic(folder / ".gitignore", "*\n", durable=False)
    return folder
