"""What may be forgotten: results kept in `.cache/briefing/` to save time, each under the digest of what it came from.

Nothing here is trusted for longer than its digest holds, and a cache that is missing, broken or not writable costs
time only.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

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


def load(path: Path, version: str) -> dict[str, Any]:
    """What was kept in a file under the same version; empty when there is nothing of use."""
    try:
        kept = json.loads(path.read_bytes())
        return dict(kept["values"]) if kept["version"] == version else {}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}


def save(path: Path, version: str, values: dict[str, Any]) -> None:
    """Keep values for a later run, if that can be done."""
    with contextlib.suppress(BriefingError, OSError, ValueError, RecursionError):
        write_atomic(path, json.dumps({"version": version, "values": values}, ensure_ascii=False), durable=False)
