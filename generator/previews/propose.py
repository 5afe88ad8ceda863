"""Changes that a job has made (new articles and their briefs) as a pull request of their own, opened or updated."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.core.errors import BriefingError
from generator.previews.artifact import MARKER
from generator.previews.branch import PagesBranch, Proposal
from generator.previews.comment import harmless
from generator.previews.github import GitHub

MOST = 5_000
LARGEST = 4 * 1024 * 1024
"""Files of a proposal, and bytes of one of them: many times what a run brings in."""
_NAME = r"[A-Za-z0-9][A-Za-z0-9._-]*"
_PATH = re.compile(rf"(?:{_NAME}/)*(?:(?:articles|briefs)(?:/{_NAME})+\.(?:md|yml)|briefs(?:/{_NAME})+\.proof\.json)")


def propose(
    github: GitHub, remote: PagesBranch, folder: Path, base: str, branch: str, title: str
) -> tuple[int, bool] | None:
    """Push the proposal in a folder onto `branch`, made anew from `base`, and open or update its pull request.

    Returns its number and whether it is new; None when the folder holds no proposal. Raises BriefingError for one that
    reaches outside of articles and briefs.
    """
    if not (folder / "proposal.json").is_file():
        return None
    removed = _removed(folder / "proposal.json")
    files = _files(folder / "files")
    text = harmless((folder / "comment.md").read_text("utf-8"))
    remote.propose(
        Proposal(title, base, branch, tuple(files.items()), removed, lambda name: (folder / "files" / name).open("rb"))
    )
    owner = github.repository.partition("/")[0]
    known = github.call("GET", f"pulls?state=open&head={owner}:{branch}&base={base}")
    if isinstance(known, list) and known:
        number = int(known[0]["number"])
        github.call("PATCH", f"pulls/{number}", {"body": text})
        return number, False
    made: Mapping[str, Any] = github.call("POST", "pulls", {"title": title, "head": branch, "base": base, "body": text})
    return int(made["number"]), True


def _removed(path: Path) -> tuple[str, ...]:
    try:
        said = json.loads(path.read_bytes())["removed"]
    except (ValueError, KeyError, TypeError) as error:
        raise _refused("cannot be read", "proposal.json") from error
    if not isinstance(said, list) or len(said) > MOST:
        raise _refused("is no list of paths", "proposal.json")
    return tuple(_checked(name) for name in said)


def _files(folder: Path) -> dict[str, int]:
    files: dict[str, int] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not (path.is_dir() or path.is_file()):
            raise _refused("is a link or a device", path.name)
        if path.is_file() and path != folder / MARKER:
            size = path.stat().st_size
            if size > LARGEST or len(files) >= MOST:
                raise _refused("is too much", path.name)
            files[_checked(path.relative_to(folder).as_posix())] = size
    return files


def _checked(name: object) -> str:
    if not isinstance(name, str) or not _PATH.fullmatch(name) or ".." in name or len(name) > 400:
        raise _refused("is not an article or a brief", str(name))
    return name


def _refused(problem: str, name: str) -> BriefingError:
    return BriefingError(problem, path="proposal", field=ascii(name[:120])[1:-1], remedy="nothing was proposed")
