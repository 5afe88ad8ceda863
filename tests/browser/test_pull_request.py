"""A pull request from its branch to its preview in the browser: the very commands of the workflows, without GitHub."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.desk.init import init
from generator.review.report import _ADAPTER
from tests.browser.conftest import serve, violations
from tests.command import git
from tests.integration.stub_github import REPOSITORY, Stub, pull, run, serving

ROOT = Path(__file__).resolve().parents[2]
NUMBER = 7
PAGES = "https://example.github.io/desk/"
PREVIEW = f"{PAGES}pr-preview/pr-{NUMBER}/"

PORT = """---
title: Record year for the port
published: 2025-03-04
outlet: Harbour Weekly
---

The port handled 50 million tonnes of goods in 2024. Port director Ada Lovelace said that the new quay will open on
9 May 2025. The city paid 3 million euros for it.
"""
GRID = """---
title: Northern grid to be linked
published: 2025-03-06
---

The Northern Grid Council agreed on 3 March 2025 to link its power lines. The link will cost 2.5 billion dollars.
"""
GONE = """---
title: The ferry stops
published: 2025-03-07
---

The ferry made its last crossing on 6 March 2025. The bridge that replaces it cost 40 million euros.
"""
HOSTILE = """---
title: "@octocat <img src=x onerror=alert(1)> **bold** [link](https://evil.example) #1"
published: 2025-03-08
---

The rail company bought 12 trains in February 2025. It expects to run them from June 2025.
"""


def briefing(folder: Path, *arguments: str) -> None:
    """Run the command in a folder."""
    code = "from generator.commands.main import main; main()"
    subprocess.run([sys.executable, "-c", code, *arguments], cwd=folder, check=True, capture_output=True, timeout=300)


def repository(folder: Path) -> tuple[Path, str]:
    """A site in a repository, on the merge of a pull request that adds, edits and deletes; and the request's head."""
    init(folder, "Harbour desk")
    for article in (folder / "articles").glob("*.md"):
        article.unlink()
    for name, text in (("port", PORT), ("grid", GRID), ("ferry", GONE)):
        (folder / "articles" / f"{name}.md").write_text(text)
    briefing(folder, "generate")
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "Site")
    git(folder, "checkout", "--quiet", "-b", "change")
    (folder / "articles" / "trains.md").write_text(HOSTILE)
    (folder / "articles" / "port.md").write_text(PORT.replace("50 million", "55 million"))
    (folder / "articles" / "ferry.md").unlink()
    briefing(folder, "generate", "--retire")
    grid = folder / "briefs" / "2025" / "northern-grid-to-be-linked.md"
    text = grid.read_text("utf-8")
    assert "Northern grid to be linked" in text
    edited = text.replace("Northern grid to be linked", "A grid for the north", 1)
    grid.write_text(f"{edited}\nOur note.\n")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "Change")
    head = git(folder, "rev-parse", "HEAD").strip()
    git(folder, "checkout", "--quiet", "main")
    (folder / "README.md").write_text("Meanwhile.\n")
    git(folder, "commit", "--quiet", "-am", "Meanwhile on main")
    git(folder, "checkout", "--quiet", "--detach")
    git(folder, "merge", "--quiet", "--no-ff", "-m", "Merge", "change")
    return folder, head


def commands(workflow: str, job: str, values: dict[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    """The scripts of a job with the variables they are given, expressions replaced by `values`; installing left out."""
    flow = yaml.safe_load((ROOT / ".github" / "workflows" / f"{workflow}.yml").read_text("utf-8"))
    for step in flow["jobs"][job]["steps"]:
        if "run" in step and "pip install" not in step["run"]:
            given = step.get("env", {}).items()
            yield step["run"], {k: re.sub(r"\$\{\{ (.+?) \}\}", lambda m: values[m[1]], v) for k, v in given}


def shell(script: str, folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a step's script as the runner does."""
    return subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=folder, env=environment, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip


class Made:
    """What the two workflows have made."""

    def __init__(self, work: Path, stub: Stub) -> None:
        self.folder, self.head = repository(work / "desk")
        self.out, self.stub, self.remote = work / "temp" / "preview", stub, work / "remote.git"
        tools = work / "bin"
        tools.mkdir()
        for name, call in (("briefing", "from generator.commands.main import main; main()"),):
            (tools / name).write_text(f"#!{sys.executable}\n{call}\n")
            (tools / name).chmod(0o755)
        (tools / "python").symlink_to(sys.executable)
        self.summary = work / "summary.md"
        environment = {
            "PATH": f"{tools}:{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "HOME": str(work),
            "RUNNER_TEMP": str(work / "temp"),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_REPOSITORY": REPOSITORY,
            "GITHUB_API_URL": stub.url,
            "PAGES_REMOTE": str(self.remote),
        }
        git(work, "init", "--quiet", "--bare", "remote.git")
        values = {
            "github.event.pull_request.number": str(NUMBER),
            "github.event.pull_request.head.sha": self.head,
            "github.event.workflow_run.id": "1",
            "github.token": "t",
            "vars.PAGES_URL": "",
        }
        stub.runs[1] = run(head_sha=self.head)
        stub.pulls[NUMBER] = pull(
            NUMBER, head={"sha": self.head, "ref": "add-article", "repo": {"full_name": "writer/desk"}}
        )
        for workflow, job in (("preview", "build"), ("preview-publish", "publish")):
            for script, given in commands(workflow, job, values):
                done = shell(script, self.folder, {**environment, **given})
                assert done.returncode == 0, (script, done.stdout, done.stderr)
        self.www = work / "www"
        git(work, "clone", "--quiet", "--branch", "gh-pages", str(self.remote), str(self.www / "desk"))

    @property
    def comment(self) -> str:
        """The comment on the pull request."""
        (comment,) = self.stub.comments[NUMBER]
        return str(comment["body"])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """The pull request's preview, built and published once."""
    with serving() as stub:
        yield Made(tmp_path_factory.mktemp("pull"), stub)


@pytest.mark.model
def test_the_comment_says_what_changed(made: Made) -> None:
    """New, changed and retired briefs, field by field, with links to their preview pages and their records."""
    text = made.comment
    assert "## Briefs: 1 new, 2 changed, 1 retired" in text
    assert f"**[Open the preview]({PREVIEW})**" in text
    assert (
        f"### [Record year for the port]({PREVIEW}briefs/2025/record-year-for-the-port/) (changed) · [record](" in text
    )
    record = (made.folder / "briefs" / "2025" / "record-year-for-the-port.md").read_text("utf-8").splitlines()
    line = record.index("takeaway: >-") + 1
    files = f"https://github.com/{REPOSITORY}/blob/{made.head}/briefs/2025/"
    assert f"- takeaway reworded ([line {line}]({files}record-year-for-the-port.md?plain=1#L{line}))" in text
    assert "    - The port handled ~~50~~ **55** million tonnes of goods in 2024." in text
    assert f"### [A grid for the north]({PREVIEW}briefs/2025/northern-grid-to-be-linked/) (changed)" in text
    assert "- title: Northern grid to be linked → A grid for the north (by hand)" in text
    assert "not committed" not in text
    assert "- analyst's note added" in text
    assert "### The ferry stops (retired)" in text
    assert len(text) < 65_536
    assert made.summary.read_text("utf-8").startswith("## Briefs: 1 new")


@pytest.mark.model
def test_a_hostile_title_is_shown_and_does_nothing(made: Made) -> None:
    """Neither a mention, a reference, an image nor a link of the title's making, in the comment and on its page."""
    text = made.comment
    for gone in ("@octocat", "<img", "](https://evil", "https://evil.example", " **bold**", " #1"):
        assert gone not in text
    assert "octocat" in text


@pytest.mark.model
def test_the_manifest_and_the_json(made: Made) -> None:
    """The manifest names pull request and commit; the JSON is as its schema says and knows the pages that changed."""
    manifest = json.loads((made.out / "manifest.json").read_text("utf-8"))
    assert (manifest["number"], manifest["head"], manifest["url"]) == (NUMBER, made.head, PREVIEW)
    data = json.loads((made.out / "changes.json").read_text("utf-8"))
    _ADAPTER.validate_python(data)
    assert data["totals"] | {"new": 1, "changed": 2, "retired": 1} == data["totals"]
    pages = {page["path"]: page["status"] for page in data["pages"]["changed"]}
    assert pages["briefs/2025/record-year-for-the-port/"] == "changed"
    assert pages["briefs/2025/northern-grid-to-be-linked/"] == "changed"
    assert [status for path, status in pages.items() if "octocat" in path] == ["new"]
    assert pages["briefs/index.html" if "briefs/index.html" in pages else "briefs/"] == "changed"
    assert "search/" not in pages
    assert data["pages"]["same"] > 0


@pytest.mark.browser
@pytest.mark.model
def test_the_preview_in_the_browser(made: Made, open_page: Any, axe: str) -> None:
    """Under /desk/pr-preview/pr-7/ the preview works as a site does, and marks what changed until a key is pressed."""
    for address in serve(made.www):
        home = f"{address}desk/pr-preview/pr-{NUMBER}/"
        watched = open_page(home)
        page = watched.page
        page.get_by_role("link", name="Record year for the port").first.click()
        page.wait_for_url("**/record-year-for-the-port/")
        assert page.url == f"{home}briefs/2025/record-year-for-the-port/"
        banner = page.get_by_role("complementary", name="Preview")
        assert banner.inner_text().startswith(f"Preview of pull request {NUMBER}, compared with")
        new, gone = (page.locator(f"article {mark}.preview-mark").first for mark in ("ins", "del"))
        turn = banner.get_by_role("button", name="Marks of changes", pressed=True)
        turn.wait_for()
        assert (gone.inner_text(), new.inner_text()) == ("50", "55")
        assert new.evaluate("at => getComputedStyle(at).textDecorationLine") == "underline"
        assert violations(page, axe) == []
        page.keyboard.press("Alt+KeyM")
        gone.wait_for(state="hidden")
        assert "55 million tonnes" in page.inner_text("article")
        assert new.evaluate("at => getComputedStyle(at).textDecorationLine") == "none"
        page.reload()
        banner.get_by_role("button", pressed=False).click()
        gone.wait_for(state="visible")
        assert page.evaluate("getComputedStyle(document.querySelector('.md-header')).position") == "sticky"
        page.goto(f"{home}search/?q=tonnes")
        page.get_by_text("Record year for the port").first.wait_for()
        page.goto(f"{home}briefs/")
        page.keyboard.press("Alt+KeyM")
        titles = page.inner_text("article")
        assert "A grid for the north" in titles
        assert "<img src=x" in titles
        assert "The ferry stops" not in titles
        assert watched.problems == []


@pytest.mark.model
def test_a_closed_pull_request_leaves_nothing(made: Made) -> None:
    """The sweep, by its own command, empties the pages branch and marks the comment."""
    made.stub.pulls[NUMBER]["state"] = "closed"
    environment = {
        "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "GITHUB_REPOSITORY": REPOSITORY,
        "GITHUB_API_URL": made.stub.url, "PAGES_REMOTE": str(made.remote),
    }  # fmt: skip
    ((script, given),) = commands("preview-publish", "sweep", {"github.token": "t", "vars.PAGES_URL": ""})
    done = shell(script.replace("python", sys.executable, 1), made.folder, {**environment, **given})
    assert done.stdout == f"previews removed: {NUMBER}\n", done.stderr
    assert git(made.remote, "ls-tree", "-r", "--name-only", "gh-pages").strip() == ".nojekyll"
    assert "The preview was removed" in made.comment
