"""A live preview: MkDocs' own reloading server over a builder that follows articles, briefs and configuration."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from generator.adapters.generate import generate
from generator.adapters.project import Project
from generator.adapters.publish import publish
from generator.errors import BriefingError


def serve(project: Project, host: str, port: int) -> None:
    """Serve the site until interrupted; a problem is printed and the last good site stays up.

    Raises BriefingError when the address cannot be listened on, or the first build fails.
    """
    from mkdocs.livereload import LiveReloadServer

    with tempfile.TemporaryDirectory(prefix="briefing-") as folder:
        shown = replace(project, site=Path(folder) / "site", docs=Path(folder) / "docs")

        def rebuild() -> None:
            try:
                for error in generate(shown).errors:
                    print(error, file=sys.stderr)
                publish(shown)
            except BriefingError as error:
                print(error, file=sys.stderr)

        publish_first(shown)
        try:
            server = LiveReloadServer(builder=rebuild, host=host, port=port, root=str(shown.site), mount_path="/")
        except OSError as error:
            raise BriefingError(
                f"cannot listen on {host}:{port} ({error.strerror})", remedy="choose another --port"
            ) from error
        for watched in (project.articles, project.briefs, project.site_config, project.config):
            if watched.exists():
                server.watch(str(watched))
        print(f"Serving on http://{host}:{port}/ (Ctrl+C stops)", file=sys.stderr)
        try:
            server.serve(open_in_browser=False)
        except KeyboardInterrupt:
            pass
        finally:
            server.shutdown()


def publish_first(project: Project) -> None:
    """The first build: its problems end the command, for there is no good site to show yet."""
    for error in generate(project).errors:
        print(error, file=sys.stderr)
    publish(project)
