"""The site in Debian's Chromium: built once, served from a thread on the loopback address."""

from __future__ import annotations

import functools
import os
import shutil
import threading
from collections.abc import Iterator
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


class _Quiet(SimpleHTTPRequestHandler):
    """Serves a site under the strict policy that its build wrote: what breaks it is an error on the console."""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def end_headers(self) -> None:
        """Send the policy with every answer, scripts of workers included."""
        policy = next(Path(self.directory).rglob("csp.txt"))
        self.send_header("Content-Security-Policy", policy.read_text("utf-8").strip())
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


class Watched:
    """A page with what went wrong on it: console errors, failed and foreign requests, dialogs."""

    def _failed(self, request: Any) -> None:
        """A request that a change of page cut off has not failed."""
        if request.failure != "net::ERR_ABORTED":
            self.problems.append(f"failed: {request.url}")

    def __init__(self, page: Any, origin: str) -> None:
        self.page = page
        self.problems: list[str] = []
        page.on("console", lambda m: self.problems.append(f"console: {m.text}") if m.type == "error" else None)
        page.on("pageerror", lambda e: self.problems.append(f"error: {e}"))
        page.on("requestfailed", self._failed)
        page.on(
            "request", lambda r: None if r.url.startswith((origin, "data:", "blob:")) else self.problems.append(r.url)
        )
        page.on("dialog", lambda d: (self.problems.append(f"dialog: {d.message}"), d.dismiss()))


@pytest.fixture
def open_page(chromium: Any) -> Iterator[Any]:
    """A function that opens an address: ``open_page(url, width=1280, scheme="light", touch=False)``."""
    contexts = []

    def opener(url: str, width: int = 1280, scheme: str = "light", touch: bool = False) -> Watched:
        context = chromium.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, has_touch=touch, is_mobile=touch
        )
        contexts.append(context)
        watched = Watched(context.new_page(), "/".join(url.split("/")[:3]))
        watched.page.goto(url, wait_until="load")
        return watched

    yield opener
    for context in contexts:
        context.close()
