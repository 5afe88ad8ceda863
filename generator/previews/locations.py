"""Where a site and the preview of a pull request are published: addresses and folders."""

from __future__ import annotations

import re

from generator.core.errors import BriefingError

FOLDER = "pr-preview"
"""The folder of the pages branch that holds the previews, one `pr-N` each."""
GITHUB = "https://github.com"
MOST = 2**31 - 1
"""No pull request has a larger number."""
SWEEP = 200
"""Previews that are looked at in one sweep, so that it stays within the API's limits."""
_REPOSITORY = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,99}/[A-Za-z0-9._-]{1,100}")
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d+)?(?:/[A-Za-z0-9._~-]+)*/?")


def repository(name: str) -> str:
    """The name ("owner/name") when it is one; raises BriefingError."""
    if not _REPOSITORY.fullmatch(name) or name.endswith(("/.", "/..")):
        raise BriefingError("is not owner/name", path=name[:200], remedy="name the repository as owner/name")
    return name


def pages_url(name: str, given: str | None = None) -> str:
    """The address of a repository's GitHub Pages, ending in a slash: `given`, or GitHub's own for the name.

    Raises BriefingError when either is not what it should be.
    """
    if given:
        if not _ADDRESS.fullmatch(given):
            raise BriefingError("is not an address", path=given[:200], remedy="write https://host/path/")
        return given.rstrip("/") + "/"
    owner, _, project = repository(name).partition("/")
    host = f"{owner.lower()}.github.io"
    return f"https://{host}/" if project.lower() == host else f"https://{host}/{project}/"


def files_url(server: str, name: str, commit: str) -> str:
    """The address below which GitHub shows the files of a commit, ending in a slash: of a fork's pull request too."""
    return f"{server}/{repository(name)}/blob/{commit}/"


def preview_folder(number: int) -> str:
    """The folder of a preview in the pages branch."""
    return f"{FOLDER}/pr-{number}"


def preview_url(pages: str, number: int) -> str:
    """The address of a preview, ending in a slash."""
    return f"{pages}{preview_folder(number)}/"
