"""Where a site's files are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.catalog import Catalog, load_catalog


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


def project_at(
    config: Path, articles: Path | None = None, briefs: Path | None = None, site: Path | None = None
) -> Project:
    """The project of an `mkdocs.yml` with any of its folders put elsewhere.

    A site built elsewhere gets its Markdown tree beside it (``SITE.docs``), so that two sites never share a tree.
    """
    root = config.parent
    docs = site.with_name(site.name + ".docs") if site else root / "build" / "docs"
    return Project(config, articles or root / "articles", briefs or root / "briefs", docs, site or root / "site")
