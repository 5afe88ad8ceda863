"""What git says of a repository."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from generator.core.errors import BriefingError

_SAFE = ("-c", "safe.bareRepository=explicit", "-c", "core.fsmonitor=false")
"""A branch can bring a folder that is a repository without a `.git` (HEAD, objects, refs, config): git would take it
for one and run what its configuration names. git before 2.38 knows the second setting alone."""


def git(folder: Path, *arguments: str) -> bytes:
    """What git prints in a folder; raises BriefingError with its last words when it fails, or is not installed."""
    program = shutil.which("git")
    if program is None:
        raise BriefingError("git is not installed", remedy="install it")
    done = subprocess.run([program, *_SAFE, "-C", str(folder), *arguments], capture_output=True, check=False)
    if done.returncode:
        said = (done.stderr.decode("utf-8", "replace").strip().splitlines() or ["found nothing"])[-1]
        raise BriefingError(
            said, path=str(folder), field=f"git {arguments[0]}", remedy="name a commit of this repository"
        )
    return done.stdout


def git_line(folder: Path, *arguments: str) -> str:
    """The one line that git prints in a folder (a commit, a path); raises BriefingError as `git` does."""
    return git(folder, *arguments).decode().rstrip("\n")
