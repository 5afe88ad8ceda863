"""Publishing a preview, removing it, and publishing the site: what the jobs with a token do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from generator.core.errors import BriefingError
from generator.previews.artifact import DEFAULTS, Artifact, Limits, opened
from generator.previews.branch import Change, PagesBranch
from generator.previews.comment import harmless, stick, strike
from generator.previews.github import GitHub
from generator.previews.locations import GITHUB, SWEEP, files_url, preview_folder, preview_url

Outcome = Literal["published", "outdated", "closed"]


@dataclass(frozen=True, slots=True)
class Desk:
    """Where previews are published: the API, the branch, the address of its pages, the workflow that builds them, and
    the server that shows the repository's files.
    """

    github: GitHub
    branch: PagesBranch
    pages: str
    workflow: str = ".github/workflows/preview.yml"
    server: str = GITHUB


def publish(desk: Desk, path: Path, run: int, limits: Limits = DEFAULTS) -> tuple[int, Outcome]:
    """Publish the artifact of a workflow's run as the preview of its pull request; the number and what became of it.

    The artifact says which pull request it is of; GitHub's own word decides: the run must be of the preview workflow
    for a pull request, and its commit, branch and repository must be those of the pull request's head.

    Raises BriefingError when the artifact or its claim cannot be trusted; nothing is published then.
    """
    with opened(path, limits) as artifact:
        number = artifact.number
        pull = desk.github.pull(number)
        if _verified(desk, artifact, desk.github.run(run), pull) != artifact.head:
            return number, "outdated"
        if pull.get("state") != "open":
            remove(desk, number)
            return number, "closed"
        url = preview_url(desk.pages, number)
        change = Change(
            f"Preview of pull request {number} at {artifact.head}",
            preview_folder(number),
            tuple(artifact.site()),
            lambda name: artifact.open(f"site/{name}"),
        )
        desk.branch.apply(change)
        # It may have been closed while this run was at work, after the sweep that follows a closing.
        if desk.github.pull(number).get("state") != "open":
            remove(desk, number)
            return number, "closed"
        files = files_url(desk.server, desk.github.repository, artifact.head)
        stick(desk.github, number, harmless(artifact.comment, url, files))
        return number, "published"


def _verified(desk: Desk, artifact: Artifact, run: Mapping[str, Any], pull: Mapping[str, Any]) -> str:
    """The commit of the pull request's head, when run and pull request belong together."""
    head, base = _at(pull, "head"), _at(pull, "base")
    claims = (
        ("the run is not of this repository", _name(run.get("repository")), desk.github.repository),
        ("the run is not of a pull request", run.get("event"), "pull_request"),
        ("the run is not of the preview's workflow", str(run.get("path") or "").partition("@")[0], desk.workflow),
        ("the run did not succeed", run.get("conclusion"), "success"),
        ("the run is of another commit", run.get("head_sha"), artifact.head),
        ("the pull request is of another number", pull.get("number"), artifact.number),
        ("the pull request is not of this repository", _name(base.get("repo")), desk.github.repository),
        ("the run is of another branch", run.get("head_branch"), head.get("ref")),
        # The repository a pull request came from may be gone; its preview is then not worth a doubt.
        ("the run is of another fork", _name(run.get("head_repository")), _name(head.get("repo"))),
    )
    for problem, said, wanted in claims:
        if not isinstance(said, (str, int)) or said != wanted:
            raise BriefingError(
                problem, path=f"pull request {artifact.number}", remedy="nothing was published; look at who made it"
            )
    return str(head.get("sha"))


def remove(desk: Desk, number: int) -> bool:
    """Remove a preview and say so in its comment; False when there was none."""
    gone = desk.branch.apply(Change(f"Preview of pull request {number} removed", preview_folder(number), None))
    if gone:
        strike(desk.github, number)
    return gone


def sweep(desk: Desk) -> tuple[int, ...]:
    """Remove the previews of all pull requests that are not open; their numbers. Needs no word of any pull request."""
    previews = desk.branch.previews()[:SWEEP]
    return tuple(n for n in previews if desk.github.pull(n).get("state") == "closed" and remove(desk, n))


def publish_site(branch: PagesBranch, folder: Path, message: str) -> bool:
    """Make a built site the root of the pages branch, beside its previews; False when it already was.

    The folder is trusted; hidden files are left out.
    """
    files = tuple(
        (path.relative_to(folder).as_posix(), path.stat().st_size)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink() and not path.name.startswith(".")
    )
    if "index.html" not in dict(files):
        raise BriefingError("has no index.html", path=str(folder), remedy="build the site first")
    return branch.apply(Change(message, "", files, lambda name: (folder / name).open("rb")))


def _at(value: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    inner = value.get(key)
    return inner if isinstance(inner, dict) else {}


def _name(repository: Any) -> str | None:
    return repository.get("full_name") if isinstance(repository, dict) else None
