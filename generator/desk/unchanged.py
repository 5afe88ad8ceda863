"""Is a site what it would be built to? Then nothing is built. Told by digests of all that goes in and of what stands.

A file is read again unless the file system shows that it cannot have changed (`io/sums`).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from generator.core.model import Diagnostic
from generator.core.text import digest
from generator.io import builder_config
from generator.io.kept import Kept, kept_folder, own_code
from generator.io.project import Project
from generator.io.sums import Sums

KIND, NAME = "builds", "site"


def built_of(project: Project, builder: str) -> str | None:
    """The digest of all that a project's tree and site are made of, builder included; None where it cannot be told."""
    try:
        said = json.dumps(builder_config.read(project.config), sort_keys=True)
        files = _digest(project, project.articles, project.briefs, project.site_config)
    except Exception:  # whatever is wrong with it, building says it in its own words
        return None
    return digest(own_code(), builder, said, files, *map(str, (project.docs, project.site)), *sorted(_installed()))


def _installed() -> Iterator[str]:
    """The folders that say which version of a package is installed ("mkdocs-1.6.1.dist-info")."""
    for folder in map(Path, sys.path):
        if folder.is_dir():
            yield from (p.name for p in folder.iterdir() if p.name.endswith((".dist-info", ".egg-info")))


def still_built(project: Project, made_of: str) -> tuple[Diagnostic, ...] | None:
    """What was said when the tree and the site that stand there were built of the same; None where they were not."""
    folder = kept_folder(project)
    if folder is None or not project.site.is_dir():
        return None
    with Kept(folder, KIND) as kept:
        facts = kept.facts(NAME, made_of)
    try:
        if facts and facts["stands"] == _digest(project, project.docs, project.site):
            return tuple(Diagnostic(*remark) for remark in facts["remarks"])
    except (OSError, KeyError, TypeError):
        pass
    return None


def remember(project: Project, made_of: str, remarks: tuple[Diagnostic, ...]) -> None:
    """Keep that the tree and the site that stand there were built of this."""
    if (folder := kept_folder(project)) is not None:
        stands = _digest(project, project.docs, project.site)
        said = [[r.code, r.severity, r.message] for r in remarks]
        with Kept(folder, KIND) as kept:
            kept.put(NAME, made_of, {"stands": stands, "remarks": said})


def _digest(project: Project, *folders: Path) -> str:
    """The digest of all files below folders; raises OSError."""
    sums = Sums(kept_folder(project))
    found = sums.of(*folders)
    sums.save()
    return found
