"""Is a site what it would be built to? Then nothing is built. Told by digests of all that goes in and of what stands.

No time stamp is asked: every byte of articles, records, configuration, package and site is read.
"""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import distributions
from pathlib import Path

from generator.core.model import Diagnostic
from generator.core.text import digest
from generator.io.kept import Kept, kept_folder, own_code
from generator.io.project import Project

KIND, NAME = "builds", "site"


def built_of(project: Project) -> str | None:
    """The digest of all that a project's tree and site are made of; None where that cannot be told."""
    from mkdocs.utils.yaml import yaml_load  # here: reading MkDocs takes long

    try:
        with project.config.open("rb") as file:
            said = json.dumps(yaml_load(file), sort_keys=True)  # with inherited files, and variables as they are now
        files = _digest(project.articles, project.briefs, project.site_config)
    except Exception:  # whatever is wrong with it, building says it in its own words
        return None
    installed = sorted(f"{found.name} {found.version}" for found in distributions())
    return digest(own_code(), said, files, *map(str, (project.docs, project.site)), *installed)


def still_built(project: Project, made_of: str) -> tuple[Diagnostic, ...] | None:
    """What was said when the tree and the site that stand there were built of the same; None where they were not."""
    folder = kept_folder(project)
    if folder is None or not project.site.is_dir():
        return None
    kept = Kept(folder, KIND)
    facts = kept.facts(NAME, made_of)
    kept.close()
    try:
        if facts and facts["stands"] == _digest(project.docs, project.site):
            return tuple(Diagnostic(*remark) for remark in facts["remarks"])
    except (OSError, KeyError, TypeError):
        pass
    return None


def remember(project: Project, made_of: str, remarks: tuple[Diagnostic, ...]) -> None:
    """Keep that the tree and the site that stand there were built of this."""
    if (folder := kept_folder(project)) is not None:
        kept = Kept(folder, KIND)
        said = [[r.code, r.severity, r.message] for r in remarks]
        kept.put(NAME, made_of, {"stands": _digest(project.docs, project.site), "remarks": said})
        kept.close()


def _digest(*folders: Path) -> str:
    """The digest of all files below folders; raises OSError."""
    parts = []
    for number, folder in enumerate(folders):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                with path.open("rb") as file:
                    own = hashlib.file_digest(file, "sha256").hexdigest()
                parts.append(f"{number} {path.relative_to(folder).as_posix()} {own}")
    return digest(*parts)
