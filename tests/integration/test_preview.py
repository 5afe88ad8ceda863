"""The live preview: a change is seen, a problem is shown, the last good site stays up."""

from __future__ import annotations

import base64
import contextlib
import re
import shutil
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from generator.desk.preview import Preview, refused, server
from generator.io.project import project_at
from tests.fake import engine
from tests.integration.test_kill import PAGE, PLAIN, ROOT, articles

PATIENCE = 30.0
"""Seconds until a change must be seen: far more than it takes, for the machine may be busy."""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Preview:
    """A preview of a small desk, not yet built."""
    monkeypatch.setattr("generator.io.pagefind.index", lambda *_: None)
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "mkdocs.yml").write_text(PLAIN)
    (folder / "theme").mkdir()
    (folder / "theme" / "main.html").write_text(
        PAGE.replace("<title>", '<meta charset="utf-8"><title>').replace("</main>", "</main><body></body>")
    )
    shutil.copytree(ROOT / "site_config" / "templates", folder / "site_config" / "templates")
    articles(folder, 0)
    (folder / "briefs").mkdir()
    home = project_at(folder / "mkdocs.yml")
    shown = replace(home, site=tmp_path / "shown" / "site", docs=tmp_path / "shown" / "docs")
    return Preview(shown, home, lambda line: None, engine())


@contextlib.contextmanager
def serving(preview: Preview) -> Iterator[str]:
    """The address of a preview that is served from a thread."""
    made = server(preview, "127.0.0.1", 0)
    thread = threading.Thread(target=made.serve, daemon=True)
    thread.start()
    while not made.serve_thread.is_alive():
        time.sleep(0.02)
    yield f"http://127.0.0.1:{made.server_address[1]}/"
    made.shutdown()
    thread.join(10)


@pytest.fixture
def shown(desk: Preview) -> Iterator[tuple[Path, str, list[str]]]:
    """A site that is served: its folder, its address, and what was said in the terminal."""
    said: list[str] = []
    desk.say = said.append
    desk.rebuild()
    (told,) = said
    assert told.startswith("5 briefs written, shown after "), told
    said.clear()
    with serving(desk) as address:
        yield desk.home.config.parent, address, said


def page(address: str | urllib.request.Request) -> str:
    """A page as a browser gets it, whatever its status."""
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
            return str(answer.read().decode())
    except urllib.error.HTTPError as error:
        return error.read().decode()


def wait(address: str, words: str, there: bool = True) -> str:
    """The page once it has the words, or has them no longer."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        text = page(address)
        if (words in text) is there:
            return text
        time.sleep(0.1)
    raise AssertionError(f"{words!r} in {address}: {not there} for {PATIENCE} seconds")


def test_changes_are_followed_and_problems_shown(shown: tuple[Path, str, list[str]]) -> None:
    """An edit, a broken record, its mending and a new article, each seen in the page that is up."""
    folder, address, said = shown
    where = address + "briefs/2025/report-1/"
    assert "Report 1" in page(where)
    text = page(where)
    script = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)[-1]
    digest = base64.b64encode(sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in text, "the policy refuses the script that reloads the page"
    assert "style-src 'self' 'unsafe-inline'" in text, "the policy refuses the look of the problems"
    for own in ("localhost", socket.gethostname(), f"{socket.gethostname()}.local"):
        assert "Report 1" in page(urllib.request.Request(where, headers={"Host": own})), own
    strange = urllib.request.Request(where, headers={"Host": "rebound.example"})
    with pytest.raises(urllib.error.HTTPError, match="403: Forbidden: open the site by the address"):
        urllib.request.urlopen(strange, timeout=PATIENCE)
    brief = folder / "briefs" / "2025" / "report-1.md"
    good = brief.read_text().replace("title: >-\n  Report 1", "title: My report <b>", 1)
    assert "My report" in good
    brief.write_text(good)
    wait(where, "My report &lt;b&gt;")
    brief.write_text(good.replace("title: My report <b>", "title: ["))
    broken = wait(where, 'role="alert"')
    assert "My report &lt;b&gt;" in broken, "the last good site is not up any more"
    assert "report-1.md: line" in broken
    assert 'role="alert"' in page(address + "nowhere/"), "the page for what is not there says nothing of it"
    assert any("report-1.md: line" in line for line in said)
    brief.write_text(good)
    wait(where, 'role="alert"', there=False)
    assert said[-1] == "All problems are mended"
    (folder / "articles" / "a9.md").write_text(
        "---\ntitle: Report 9\npublished: 2025-04-01\n---\nThe Harbour of Corvale said that it had counted 90 ships.\n"
    )
    wait(address + "briefs/2025/report-9/", "Harbour of Corvale")


def test_a_template_that_fails_keeps_the_site_up(shown: tuple[Path, str, list[str]]) -> None:
    """The error names the template; mending it brings the page up to date."""
    folder, address, _ = shown
    template = folder / "site_config" / "templates" / "about.md.j2"
    good = template.read_text()
    template.write_text(good + "{{ nothing.at.all }}")
    assert "about.md.j2" in wait(address, 'role="alert"')
    template.write_text(good)
    wait(address, 'role="alert"', there=False)


@pytest.mark.parametrize(
    ("old", "new", "told", "there"),
    [
        ("title: >-", "title: [", "report-2.md: line", False),
        ("\n---\n", "\n---\nSee [this](../../nowhere.md).\n", "leads to nowhere.md", True),
    ],
)
def test_a_preview_begun_with_a_problem_shows_what_can_be_built(
    desk: Preview, old: str, new: str, told: str, there: bool
) -> None:
    """A broken record or a dead link left every address empty under a bar that spoke of the last good site."""
    desk.rebuild()
    brief = desk.home.briefs / "2025" / "report-2.md"
    assert old in brief.read_text()
    brief.write_text(brief.read_text().replace(old, new, 1))
    elsewhere = replace(desk.project, site=desk.project.site.with_name("other"))
    begun = Preview(elsewhere, desk.home, lambda line: None, engine())
    begun.rebuild()
    with serving(begun) as address:
        first = page(address + "briefs/2025/report-1/")
        assert "Report 1" in first
        assert told in first
        assert "what can be built is shown" in first
        assert ("Report 2" in page(address + "briefs/2025/report-2/")) is there


def test_a_preview_that_can_build_nothing_shows_the_projects_last_good_site(desk: Preview) -> None:
    """`site/` lay there whole, and the preview served a blank page; once it can build, its own pages are shown."""
    template = desk.home.site_config / "templates" / "about.md.j2"
    good = template.read_text()
    template.write_text(good + "{{ nothing.at.all }}")
    desk.rebuild()
    assert b"no site can be built yet" in desk.decorate(b"<body></body>")
    desk.home.site.mkdir()
    (desk.home.site / "index.html").write_text("<html><body>As it was built</body></html>")
    with serving(desk) as address:
        assert "As it was built" in page(address)
        assert "this is the last good site" in page(address)
        template.write_text(good)
        wait(address, "As it was built", there=False)
        assert "Report 1" in page(address + "briefs/2025/report-1/")


@pytest.mark.parametrize(
    ("host", "path", "status"),
    [
        ("127.0.0.1:8000", "/", None), ("localhost", "/a/", None), ("LOCALHOST.:1", "/a/b.html", None),
        ("[::1]:8000", "/", None), ("desk.localhost", "/", None), ("192.168.1.7:8000", "/a", None),
        ("desk.test", "/\xc3\xa9/", None), ("localhost", "/" + "a" * 9000, None),
        ("rebound.example", "/", "403"), ("rebound.example:8000", "/", "403"), ("", "/", "403"),
        ("desk.test.evil.example", "/", "403"), ("127.0.0.1.evil.example", "/", "403"), ("e.x#localhost", "/", "403"),
        ("localhost", "/../x", "400"), ("localhost", "/a/..\\..\\x", "400"), ("localhost", "/C:/x", "400"),
        ("localhost", "//evil.example/../a", "400"), ("localhost", "/\xff/evil.example", "400"),
        ("localhost", "/a\0", "400"), ("localhost", "http://evil.example/", "400"), ("localhost", "/out/secret", "404"),
    ],
)  # fmt: skip
def test_the_preview_answers_its_own_computer_and_from_its_site_alone(
    host: str, path: str, status: str | None, tmp_path: Path
) -> None:
    """No other site reads drafts under a name that leads here; no path and no link leads out of the site."""
    (tmp_path / "secret").write_text("x")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "out").symlink_to(tmp_path)
    said = refused(
        {"REQUEST_METHOD": "GET", "HTTP_HOST": host, "PATH_INFO": path}, {"localhost", "desk.test"}, tmp_path / "site"
    )
    assert (said[:3] if said else None) == status


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "X" * 5000])
def test_the_preview_is_only_read(method: str, tmp_path: Path) -> None:
    """A form or script of another page that sends something is told so."""
    asked = {"REQUEST_METHOD": method, "HTTP_HOST": "localhost", "PATH_INFO": "/"}
    assert refused(asked, {"localhost"}, tmp_path) == "405 Method Not Allowed"
