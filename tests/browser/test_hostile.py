"""The hostile corpus, built once and opened: nothing of it runs, asks, complains or changes the page around it."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from generator.desk.generate import generate
from generator.desk.publish import publish
from generator.io.project import project_at
from generator.io.records import read_records
from tests import hostile
from tests.browser.conftest import serve

pytestmark = [pytest.mark.browser, pytest.mark.model]

AUDIT = """() => {
  const odd = [];
  const own = new Set(['SCRIPT', 'STYLE', 'IFRAME', 'OBJECT', 'EMBED', 'BASE', 'LINK', 'META', 'PLAINTEXT', 'MATH']);
  for (const e of document.querySelectorAll('article *')) {
    if (own.has(e.tagName)) odd.push('element ' + e.tagName);
    for (const a of e.attributes) {
      if (a.name.startsWith('on') || a.name === 'style' || /^\\s*(javascript|data|vbscript):/i.test(a.value))
        odd.push(e.tagName + ' ' + a.name + '=' + a.value);
    }
    if (e.tagName === 'IMG' && e.src) odd.push('image ' + e.src);
    if (e.tagName === 'FORM' && new URL(e.action).origin !== location.origin) odd.push('form ' + e.action);
    if (e.id.startsWith('__') && !e.id.startsWith('__code_'))  // the theme's own, of blocks of code
      odd.push('id ' + e.id);
    if (/md-overlay|^y$/.test(e.getAttribute('class') || '')) odd.push('class ' + e.className);
  }
  for (const [what, count] of [['article', 1], ['main', 1], ['article > h1, article [data-pagefind-body] > h1', 1]])
    if (document.querySelectorAll(what).length !== count) odd.push(what + ' ' + document.querySelectorAll(what).length);
  if (!document.getElementById('__config')) odd.push('no configuration of the theme');
  if (document.querySelectorAll('#__config').length !== 1) odd.push('two configurations');
  if (window.ran) odd.push('ran ' + window.ran);
  return odd;
}"""


class _Bare(SimpleHTTPRequestHandler):
    """Serves pages without their policy and with empty scripts and styles: what runs, runs by itself."""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """A page without its policy; nothing in the place of a script, a style or a picture of the theme."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        found = path.is_file()
        data = path.read_bytes().replace(b"Content-Security-Policy", b"x") if found and path.suffix == ".html" else b""
        kind = {".css": "text/css", ".js": "text/javascript", ".html": "text/html", ".svg": "image/svg+xml"}
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", kind.get(path.suffix, "application/octet-stream"))
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(data)


@dataclass(frozen=True, slots=True)
class Corpus:
    """The project of the corpus, how many hostile files it has, and the errors of its build."""

    folder: Path
    files: int
    errors: tuple[str, ...]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """The corpus as a site: articles read by the language model, records as they are, all in one build."""
    folder = tmp_path_factory.mktemp("hostile-corpus")
    count = hostile.write(folder)
    project = project_at(folder / "mkdocs.yml")
    errors = generate(project).errors
    errors += publish(project).errors
    return Corpus(folder, count, tuple(map(str, errors)))


def pages(corpus: Corpus) -> list[str]:
    """The addresses of the site's pages below its root, without those that lead on to another."""
    site = corpus.folder / "site"
    found = [p for p in site.rglob("*.html") if p.name != "404.html" and b'content="0; url=../' not in p.read_bytes()]
    return sorted(p.relative_to(site).as_posix() for p in found)


def test_every_file_of_the_corpus_becomes_a_brief(corpus: Corpus) -> None:
    """No payload is tested by being refused: each article and record is a brief that has a page."""
    assert corpus.files >= 250
    assert all("note: leads to" in error for error in corpus.errors)
    stored, errors = read_records(corpus.folder / "briefs")
    assert not errors
    assert len(stored) == len(list(hostile.articles())) + len(list(hostile.records()))
    made = {Path(page).parent.name for page in pages(corpus)}
    assert {s.record.brief.id.casefold() for s in stored} <= made
    by_id = {s.record.brief.id: s.record.brief for s in stored}
    for number, payload in enumerate(hostile.PAYLOADS):
        assert by_id[f"all-{number}"].takeaway.text == payload


IN_FRAMES = """([paths, audit]) => Promise.all(paths.map(path => new Promise(done => {
  const frame = document.createElement('iframe');
  frame.onload = () => {
    const odd = new frame.contentWindow.Function('return (' + audit + ')()')();
    frame.remove();
    done(odd.map(what => path + ': ' + what));
  };
  frame.src = path;
  document.body.append(frame);
}))).then(all => all.flat())"""
"""What is wrong with pages that are opened beside each other."""


def test_no_page_of_the_corpus_runs_or_breaks_without_the_policy(corpus: Corpus, chromium: Any) -> None:
    """The pages alone: no script, dialog, foreign request or error, and nothing of a payload is markup."""
    with ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(_Bare, directory=str(corpus.folder / "site"))
    ) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        every = [f"/{page}" for page in pages(corpus)]
        address = f"http://127.0.0.1:{server.server_address[1]}/"
        try:
            with _opened(chromium, address) as (page, wrong):
                page.goto(address + "404.html")
                for start in range(0, len(every), 40):
                    wrong += page.evaluate(IN_FRAMES, [every[start : start + 40], AUDIT])
            assert wrong == []
        finally:
            server.shutdown()


def test_no_page_of_the_corpus_runs_or_breaks_under_the_policy(corpus: Corpus, chromium: Any) -> None:
    """Whole pages with the theme's own scripts, under the policy: each list, and every eighth of the others."""
    every = pages(corpus)
    lists = [page for page in every if page.count("/") < 2]
    for address in serve(corpus.folder / "site"):
        with _opened(chromium, address) as (page, wrong):
            for path in [*lists, *every[::8]]:
                page.goto(address + path, wait_until="load")
                wrong += [f"{path}: {what}"[:300] for what in page.evaluate(AUDIT)]
        assert wrong == []


def test_no_word_of_the_corpus_makes_a_page_wider_than_a_phone(corpus: Corpus, chromium: Any) -> None:
    """A figure's words did not break; and what leaves its place on a page mostly lies beside it."""
    for address in serve(corpus.folder / "site"):
        page = chromium.new_page(viewport={"width": 320, "height": 700})
        wide = []
        for path in pages(corpus)[::6]:
            page.goto(address + path)
            wide += [path] if page.evaluate("document.documentElement.scrollWidth > innerWidth") else []
        page.close()
        assert wide == []


@contextmanager
def _opened(chromium: Any, address: str) -> Iterator[tuple[Any, list[str]]]:
    """A page, and what goes wrong on it."""
    context = chromium.new_context()
    context.add_init_script("window.owned = () => { window.ran = (window.ran || 0) + 1; console.error('owned') }")
    page = context.new_page()
    wrong: list[str] = []

    def told(what: str, where: str = "") -> None:
        wrong.append(f"{where or page.url}: {what}"[:300])

    page.on("console", lambda m: told(m.text, m.location["url"]) if m.type == "error" else None)
    page.on("pageerror", lambda e: told(str(e)))
    page.on("dialog", lambda d: (told("dialog"), d.dismiss()))
    page.on("request", lambda r: None if r.url.startswith((address, "data:", "blob:")) else told(f"asks {r.url}"))
    yield page, wrong
    context.close()
