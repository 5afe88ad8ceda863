"""Where a site's files are."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

from generator.core.configuration import Catalog, Masthead, load_catalog
from generator.io import builder_config


@dataclass(frozen=True, slots=True)
class Project:
    """The folders of one site, as the user named them.

    Attributes:
        config: the site's `mkdocs.yml`; `site_config/` stands beside it.
        docs: where the Markdown tree is written.
    """

    config: Path
    articles: Path
    briefs: Path
    docs: Path
    site: Path

    @property
    def site_config(self) -> Path:
        """The folder of curated YAML, templates and theme overrides."""
        return self.config.parent / "site_config"

    def catalog(self) -> Catalog:
        """Read `site_config/*.yml`; raises ConfigError."""
        return load_catalog(self.site_config)

    def published(self) -> Catalog:
        """The catalog with what `mkdocs.yml` says of the site; raises ConfigError."""
        return replace(self.catalog(), masthead=read_masthead(self.config))


def project_at(
    config: Path, articles: Path | None = None, briefs: Path | None = None, site: Path | None = None
) -> Project:
    """The project of an `mkdocs.yml` with any of its folders put elsewhere.

    A site built elsewhere gets its Markdown tree beside it (``SITE.docs``), so that two sites never share a tree.
    """
    root = config.parent
    docs = root / "build" / "docs"
    if site:
        place = site if site.name not in ("", "..") else Path(os.path.normpath(site.absolute()))
        docs = place.parent / f"{place.name}.docs"
    return Project(config, articles or root / "articles", briefs or root / "briefs", docs, site or root / "site")


def unheeded(project: Project) -> list[str]:
    """A line for each folder that `mkdocs.yml` names and no command heeds: its owner would look for the site there.

    A branch of a stranger's could name any folder there, so that only the command line says where things go.
    """
    root, said = project.config.parent, builder_config.read(project.config)
    told = []
    for key, usual, used, way in (
        ("site_dir", root / "site", project.site, "name another folder with --site-dir"),
        ("docs_dir", root / "build" / "docs", project.docs, "write build/docs"),
    ):
        if key in said and os.path.normpath(root / str(said[key])) not in map(os.path.normpath, (usual, used)):
            told.append(f"{project.config}: {key}: {said[key]!r} is not heeded, {used} is written: {way}")
    return told


def read_masthead(config: Path) -> Masthead:
    """Name, address and language of the site from `mkdocs.yml`, variables and inherited files resolved.

    Raises ConfigError when the file cannot be read.
    """
    said = builder_config.read(config)
    theme = said.get("theme")
    return Masthead(
        name=str(said.get("site_name") or "Briefing Desk"),
        description=str(said.get("site_description") or ""),
        url=builder_config.site_url(said),
        language=str(theme.get("language") or "en") if isinstance(theme, dict) else "en",
        folders=bool(said.get("use_directory_urls", True)),
    )
