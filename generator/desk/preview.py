"""A live preview: MkDocs' own reloading server over a builder that follows articles, briefs and configuration.

A problem is printed and shown on top of every page. Behind it the last good site stays up; before there is one, what
can be built is shown, else the site that `briefing build` made.
"""

from __future__ import annotations

import html
import logging
import os
import re
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, replace
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from generator.core.errors import BriefingError, Problems
from generator.core.text import digest, plural
from generator.desk.engine import Engine
from generator.desk.generate import generate
from generator.desk.publish import build_pages, render_tree
from generator.io.csp import allowing
from generator.io.lock import exclusive
from generator.io.project import Project
from generator.io.sums import Sums

POLLING = 0.3
"""Seconds between two looks at the files: with the server's own pause of 0.1 s, a save is seen within half a second."""
_BANNER = (
    '<div role="alert" style="position:fixed;inset:auto 0 0;z-index:9999;max-height:60%;overflow:auto;padding:1em;'
    'background:#7f1d1d;color:#fff;font:14px/1.5 monospace;white-space:pre-wrap">{title}\n{lines}</div>'
)
_EMPTY = "<!doctype html><html lang='en'><head><title>No site yet</title></head><body></body></html>"


@dataclass(slots=True)
class Preview:
    """The builder behind a preview.

    Attributes:
        project: with its Markdown tree and site in a folder of the preview's own.
        home: the project as it is, whose lock is held while briefs are written.
        say: prints a line for the terminal.
        engine: what reads articles, by default the language model.
        problems: of the last run, shown on every page.
        behind: whether the pages are older than the last run, which could not build any.
    """

    project: Project
    home: Project
    say: Callable[[str], None]
    engine: Engine | None = None
    problems: tuple[str, ...] = ()
    behind: bool = False
    _seen: str = ""
    _whole: bool = False

    @property
    def root(self) -> Path:
        """Where the pages stand: in the preview's own site or, before there is any, in the project's last good one."""
        own, last = self.project.site, self.home.site
        return last if not own.exists() and (last / "index.html").is_file() else own

    def rebuild(self) -> None:
        """Bring briefs and site up to date; a problem is printed and kept for the page, nothing is raised."""
        problems: list[BriefingError] = []
        begun = time.monotonic()
        try:
            with exclusive(self.home, self.home.briefs, waiting=lambda: self.say("Another run is writing: waiting")):
                done = generate(self.project, engine=self.engine)
                problems += done.errors
                left_out = self._render(problems)
            seen = self._inputs()
            if seen != self._seen or self.problems:
                build_pages(self.project)
                self._seen = seen
                self._whole = self._whole or not left_out
                written = f"{plural(len(done.written), 'brief')} written, " if done.written else ""
                self.say(f"{written}shown after {time.monotonic() - begun:.1f} s")
            self.behind = False
        except BriefingError as error:
            self.behind = True
            problems.append(error)
        except Exception as error:  # a defect must not end the preview
            self.behind = True
            problems.append(BriefingError(f"internal problem ({type(error).__name__}: {error})", remedy="report it"))
        lines = tuple(dict.fromkeys(line for error in problems for line in str(error).splitlines()))
        for line in lines:
            self.say(line)
        if self.problems and not lines:
            self.say("All problems are mended")
        self.problems = lines

    def _render(self, problems: list[BriefingError]) -> bool:
        """Write the Markdown tree, its problems told; returns whether briefs are left out of it.

        They are only as long as no site of all of them is up: that one is the better one to look at.
        """
        try:
            problems += render_tree(self.project, self.project.docs, partial=False).errors
            return False
        except Problems:
            if self._whole:
                raise
        problems += render_tree(self.project, self.project.docs, proven_only=True).errors
        return True

    def decorate(self, page: bytes) -> bytes:
        """A page with the problems of the last run on top of it."""
        if not self.problems:
            return page
        last = "this is the last good site" if (self.root / "index.html").is_file() else "no site can be built yet"
        stands = last if self.behind else "what can be built is shown"
        title = f"{plural(len(self.problems), 'problem')}; {stands}"
        lines = "\n".join(html.escape(line) for line in self.problems)
        banner = _BANNER.format(title=title, lines=lines).encode("utf-8")
        at = page.rfind(b"</body>")
        return page + banner if at < 0 else page[:at] + banner + page[at:]

    def _inputs(self) -> str:
        """A digest of all that the builder reads: the Markdown tree, the theme's overrides and the configuration."""
        files = Sums(None).of(self.project.docs, self.project.site_config / "overrides")
        return digest(files, self.project.config.read_text("utf-8", "surrogateescape"))


def server(preview: Preview, host: str, port: int) -> Any:
    """The server of a preview, not yet serving; raises BriefingError when the address cannot be listened on."""
    from mkdocs.livereload import LiveReloadServer

    names = {"localhost", host.casefold(), (name := socket.gethostname().casefold()), f"{name}.local"}

    class Server(LiveReloadServer):
        def serve_request(self, environ: Any, start_response: Any) -> Any:
            self.root = str(preview.root)
            if refusal := refused(environ, names, preview.root):
                start_response(refusal, [("Content-Type", "text/plain")])
                return [f"{refusal}\n".encode()]
            return super().serve_request(environ, start_response)

        def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
            page: bytes = super()._inject_js_into_html(content, epoch)  # type: ignore[no-untyped-call]
            script = page[page.rindex(b"<script>") + len(b"<script>") : page.rindex(b"</script>")]
            return preview.decorate(allowing(page, script))

    logging.getLogger("mkdocs.livereload").setLevel(logging.ERROR)  # not a line for each page that is not there
    made = Server(
        builder=preview.rebuild,
        host=host,
        port=port,
        root=str(preview.project.site),
        mount_path="/",
        polling_interval=POLLING,
    )
    made.error_handler = lambda code: _not_found(preview, made)
    home = preview.home
    for watched in (home.articles, home.briefs, home.site_config, home.config):
        if watched.exists():
            made.watch(str(watched))
    return made


def refused(environ: Mapping[str, Any], names: Container[str], root: Path) -> str | None:
    """The status of a request that is not answered, None for one that is.

    Any page a browser has open may send requests here, and under a name of its own that leads here read the answers
    (DNS rebinding), which are drafts: this computer is asked for by its address or one of its names, as Vite has
    it. Paths are those of files below the site; MkDocs' server would take `\\` and `C:` for a way out of it on
    Windows, and `//x` for another host.
    """
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
        return "405 Method Not Allowed"
    asked = re.sub(r":[0-9]*$", "", str(environ.get("HTTP_HOST", "")).strip()).strip("[]").casefold().rstrip(".")
    if asked not in names and not asked.endswith(".localhost"):
        try:
            ip_address(asked)
        except ValueError:
            return "403 Forbidden: open the site by the address that `briefing serve` printed"
    path = str(environ["PATH_INFO"]).encode("latin-1").decode("utf-8", "replace")
    parts = path.removeprefix("/").split("/")
    if any(part in (".", "..") for part in parts) or "" in parts[:-1] or re.search(r"[\\:\0-\x1f\x7f\ufffd]", path):
        return "400 Bad Request"
    place = Path(os.path.realpath(root.joinpath(*parts)))  # unlike Path.resolve, it takes a loop of links
    return None if place.is_relative_to(os.path.realpath(root)) else "404 Not Found"


def _not_found(preview: Preview, made: Any) -> bytes:
    """The site's own page for what is not there, reloaded like every other."""
    page = preview.root / "404.html"
    content = page.read_bytes() if page.is_file() else _EMPTY.encode()
    shown: bytes = made._inject_js_into_html(content, made._visible_epoch)
    return shown


def serve(project: Project, host: str, port: int) -> None:
    """Serve the site until interrupted; a problem is printed and shown, and the last good site stays up.

    Raises BriefingError when the address cannot be listened on.
    """
    with tempfile.TemporaryDirectory(prefix="briefing-") as folder:
        shown = replace(project, site=Path(folder) / "site", docs=Path(folder) / "docs")
        preview = Preview(shown, project, lambda line: print(line, file=sys.stderr, flush=True))
        project.briefs.mkdir(parents=True, exist_ok=True)
        preview.rebuild()
        made = server(preview, host, port)
        preview.say(f"Serving on http://{host}:{port}/ (Ctrl+C stops)")
        try:
            made.serve(open_in_browser=False)
        except KeyboardInterrupt:
            pass
        except OSError as error:
            raise BriefingError(
                f"cannot listen on {host}:{port} ({error.strerror})", remedy="choose another --port"
            ) from error
        finally:
            made.shutdown()
