"""Where a reviewer finds the items of a brief in its record: the page's address at the change's commit, its lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from generator.briefs.records import lines_of
from generator.core.errors import BriefingError
from generator.desk.diff import BriefDiff, read_at
from generator.io.git import git_line
from generator.io.project import Project

_ADDRESS = re.compile(r"[A-Za-z0-9._~=/-]+")
"""Names that a link in a comment may hold (`previews.comment`)."""
_LINE = re.compile(r"\.md: line (\d+)")


@dataclass(frozen=True, slots=True)
class Place:
    """The page of a brief where GitHub or GitLab shows it as it is written, and the line of each path it has."""

    address: str
    lines: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Places:
    """The address below which the files of a commit are shown (it ends in a slash), and the records there by brief."""

    files: str = ""
    of: Mapping[str, Place] = field(default_factory=dict)


def places(project: Project, found: Iterable[BriefDiff], files: str, commit: str) -> Places:
    """The places of all records that changed; those that the commit does not have are left out."""
    try:
        prefix = git_line(project.briefs, "rev-parse", "--show-prefix")
        wanted = {f"{item.page}.md" if item.page else item.title: item for item in found if item.status != "retired"}
        out: dict[str, Place] = {}
        for path, text, record in read_at(project.briefs, commit, wanted):
            item = wanted[path]
            if not _ADDRESS.fullmatch(f"{prefix}{path}"):
                continue
            lines = lines_of(text, path, record.brief) if record else {}
            if item.problem and (line := _LINE.search(item.problem)):
                lines[""] = int(line[1])
            out[item.id] = Place(f"{files}{prefix}{path}?plain=1", lines)
    except BriefingError:  # no repository, or a commit that was not fetched
        return Places()
    return Places(files, out)
