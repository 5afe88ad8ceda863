"""Makes a bare `mkdocs build` or `mkdocs serve` render the briefs first and index the site after, as
`briefing build` does."""

from generator.desk.mkdocs_hook import on_config, on_post_build, on_serve

__all__ = ["on_config", "on_post_build", "on_serve"]
