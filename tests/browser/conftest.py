"""The site in Debian's Chromium: built once, served from a thread on the loopback address."""

from __future__ import annotations

import functools
import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from generator.core.configuration import load_catalog
from generator.io import mkdocs
from generator.io.outputs import write_tree
from generator.io.records import read_records
from generator.site.build import build_site
from tests.integration import hand_made

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
# Nothing here may need a network or a display, or stay behind.
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""Of axe-core."""


@functools.cache
def _policy(folder: str) -> str:
    return next(Path(folder).rglob("csp.txt")).read_text("utf-8").strip()


class _Quiet(SimpleHTTPRequestHandler):
    """Serves a site under the strict policy that its build wrote: what breaks it is an error on the console."""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def end_headers(self) -> None:
        """Send the policy with every answer, scripts of workers included; what came once is not asked for again."""
        self.send_header("Content-Security-Policy", _policy(self.directory))
        self.send_header("Cache-Control", "max-age=600")
        super().end_headers()


def serve(folder: Path) -> Iterator[str]:
    """Serve a folder on the loopback address; yields its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core as its package brings it."""
    package = pytest.importorskip("axe_playwright_python")
    return (Path(package.__file__).parent / "axe.min.js").read_text("utf-8")


def violations(page: Any, axe: str) -> list[str]:
    """What of a page breaks a rule, with its place."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe)
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", list(RULES))["violations"]
    return [f"{v['id']}: {n['target']} {n['failureSummary'][:300]}" for v in found for n in v["nodes"][:3]]


@pytest.fixture(scope="session")
def site_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The project's own site, built from its committed briefs."""
    stored, errors = read_records(ROOT / "briefs")
    assert not errors
    site = build_site(
        [s.record.brief for s in stored], load_catalog(ROOT / "site_config"), ROOT / "site_config" / "templates"
    )
    yield from serve(build(site, tmp_path_factory.mktemp("own")))


@pytest.fixture(scope="session")
def hostile_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site of the hand-made briefs, one of them full of markup."""
    site = build_site(hand_made.briefs(), hand_made.catalog(), ROOT / "site_config" / "templates")
    yield from serve(build(site, tmp_path_factory.mktemp("hostile")))


def build(site: Any, folder: Path) -> Path:
    """Build a site into a folder; returns the folder of its files."""
    write_tree(folder / "docs", {**site.pages, **site.files})
    mkdocs.build(ROOT / "mkdocs.yml", folder / "docs", folder / "site")
    return folder / "site"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One browser for all tests."""
    if not Path(CHROMIUM).exists():
        say = pytest.fail if os.environ.get("CI") else pytest.skip
        say("Debian's chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Watched:
    """A page with what went wrong on it: console errors, failed and foreign requests, dialogs."""

    page: Any
    origin: str
    problems: list[str] = field(default_factory=list)

    def listen(self, turn: str) -> None:
        """Begin (`on`) or stop (`remove_listener`) to note what goes wrong."""
        for event, told in (
            ("console", self._console), ("pageerror", self._error), ("requestfailed", self._failed),
            ("request", self._request), ("dialog", self._dialog),
        ):  # fmt: skip
            getattr(self.page, turn)(event, told)

    def _console(self, message: Any) -> None:
        if message.type == "error":
            self.problems.append(f"console: {message.text}")

    def _error(self, error: Any) -> None:
        self.problems.append(f"error: {error}")

    def _failed(self, request: Any) -> None:
        """A request that a change of page cut off has not failed."""
        if request.failure != "net::ERR_ABORTED":
            self.problems.append(f"failed: {request.url}")

    def _request(self, request: Any) -> None:
        if not request.url.startswith((self.origin, "data:", "blob:")):
            self.problems.append(request.url)

    def _dialog(self, dialog: Any) -> None:
        self.problems.append(f"dialog: {dialog.message}")
        dialog.dismiss()


def rest(watched: Watched) -> None:
    """Empty a page for the next test: all that a site can leave goes, but for what the HTTP cache holds."""
    page = watched.page
    for other in page.context.pages:
        if other is not page:
            other.close()
    page.context.clear_permissions()
    page.unroute_all()
    page.emulate_media(media="null", forced_colors="null")
    page.mouse.move(-1, -1)
    page.goto("about:blank")  # nothing of the site is at work any more, and writes behind the clearing
    session = page.context.new_cdp_session(page)
    session.send("Storage.clearDataForOrigin", {"origin": watched.origin, "storageTypes": "all"})
    session.detach()


@pytest.fixture(scope="session")
def resting() -> dict[bool, list[Any]]:
    """Empty pages, with touch and without: a new one costs more than most tests do with it."""
    return {True: [], False: []}


@pytest.fixture
def open_page(chromium: Any, resting: dict[bool, list[Any]]) -> Iterator[Any]:
    """A function that opens an address: ``open_page(url, width=1280, scheme="light", touch=False)``.

    A test that adds listeners, scripts or settings of its own to a page asks `chromium` for a context instead.
    """
    opened = []

    def opener(url: str, width: int = 1280, scheme: str = "light", touch: bool = False) -> Watched:
        rested = resting[touch]
        page = rested.pop() if rested else chromium.new_context(has_touch=touch, is_mobile=touch).new_page()
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme, reduced_motion="no-preference")
        watched = Watched(page, "/".join(url.split("/")[:3]))
        opened.append((watched, touch))
        watched.listen("on")
        page.goto(url, wait_until="load")
        return watched

    yield opener
    for watched, touch in opened:
        watched.listen("remove_listener")
        rest(watched)
        resting[touch].append(watched.page)
