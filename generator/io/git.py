"""What git says of a repository."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from generator.core.errors import BriefingError


def git(folder: Path, *arguments: str) -> bytes:
    """What git prints in a folder; raises BriefingError with its last words when it fails, or is not installed."""
    program = shutil.which("git")
    if program is None:
        raise BriefingError("git is not installed", remedy="install it")
    done = subprocess.run([program, "-C", str(folder), *arguments], capture_output=True, check=False)
    if done.returncode:
        said = (done.stderr.decode("utf-8", "replace").strip().splitlines() or ["found nothing"])[-1]
        raise BriefingError(
            said, path=str(folder), field=f"git {arguments[0]}", remedy="name a commit of this repository"
        )
    return done.stdout
