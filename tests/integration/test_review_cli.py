"""`briefing diff` and `briefing preview` from the command line: a site in a folder of a repository, bases, mistakes."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.briefs.edits import merge
from generator.commands.main import cli
from generator.desk.diff import diff
from generator.desk.init import init
from generator.io.project import project_at
from generator.io.records import write_record
from generator.review.record_lines import places
from generator.review.report import _ADAPTER
from tests.command import git
from tests.integration.hand_made import later_brief, pact_brief

URL = "https://example.github.io/desk/pr-preview/pr-3/"
FILES = "https://code.example/desk/files/main/"


def call(folder: Path, *arguments: str) -> Result:
    """Run the command on the site in a folder."""
    return CliRunner().invoke(cli, [*arguments, "--config", str(folder / "mkdocs.yml")])


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site in a folder of a repository, with one brief committed and another one added since; no articles."""
    folder = tmp_path / "repository" / "desk"
    init(folder, "Desk")
    shutil.rmtree(folder / "articles")
    write_record(folder / "briefs", merge(None, pact_brief(), "test"))
    git(tmp_path, "init", "--quiet", "--initial-branch=main", "repository")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "Site")
    changed = replace(pact_brief(), title="Northern grid is linked")
    write_record(folder / "briefs", merge(None, changed, "test"))
    write_record(folder / "briefs", merge(None, later_brief(), "test"))
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "Change")
    return folder


def test_diff_prints_markdown_and_json(site: Path) -> None:
    """Both say the same of a commit and of a folder; the JSON is as its schema says."""
    text = call(site, "diff", "--base", "HEAD^1").output
    assert text.startswith("## Briefs: 1 new, 1 changed\n")
    assert "- title: Northern grid to be linked → Northern grid is linked" in text
    data = json.loads(call(site, "diff", "--base", "HEAD^1", "--json").output)
    _ADAPTER.validate_python(data)
    git(site, "worktree", "add", "--quiet", "--detach", "../old", "HEAD^1")
    other = json.loads(call(site, "diff", "--base", str(site.parent / "old" / "desk" / "briefs"), "--json").output)
    assert other["briefs"] == data["briefs"]
    schema = json.loads(CliRunner().invoke(cli, ["schema", "--diff"]).output)
    assert set(schema["required"]) <= set(data)


def test_preview_of_a_site_in_a_folder(site: Path, tmp_path: Path) -> None:
    """Both sites are built for the preview's address, the base from its commit; only what changed is told."""
    out = tmp_path / "out"
    pages_and_banners = {
        "briefs/2025/northern-grid-to-be-linked/index.html": "changes on this page",
        "briefs/2025/mongolia-welcomes-the-pipeline/index.html": "this page is new",
        "about/index.html": "nothing changed in its words",
        "404.html": 'href="/desk/pr-preview/pr-3/assets/preview.css"',
    }
    done = call(site, "preview", "--base", "HEAD^1", "--url", URL, "--out", str(out), "--files", FILES)
    assert done.exit_code == 0, done.output
    data = json.loads((out / "changes.json").read_text("utf-8"))
    pages = {page["path"]: page["status"] for page in data["pages"]["changed"]}
    assert pages["briefs/2025/northern-grid-to-be-linked/"] == "changed"
    assert pages["briefs/2025/mongolia-welcomes-the-pipeline/"] == "new"
    assert "about/" not in pages
    assert data["pages"]["frame"] == 0
    assert f'href="{URL}' in (out / "site" / "briefs" / "index.html").read_text("utf-8")
    assert json.loads((out / "manifest.json").read_text("utf-8"))["number"] is None
    record = site / "briefs" / "2025" / "northern-grid-to-be-linked.md"
    line = record.read_text("utf-8").splitlines().index("title: >-") + 1
    where = f"{FILES}desk/briefs/2025/northern-grid-to-be-linked.md?plain=1"
    assert f"grid is linked ([line {line}]({where}#L{line}))" in (out / "comment.md").read_text("utf-8")
    for path, words in pages_and_banners.items():
        page = (out / "site" / path).read_text("utf-8")
        assert page.count('<aside class="preview-banner"') == page.count('content="noindex"') == 1, path
        assert words in page, path
        assert ('<ins class="preview-mark"' in page) is ("changes on" in words), path


def test_where_a_record_is_shown(site: Path) -> None:
    """One that cannot be read by its line; none whose name a link in a comment could not hold, none of no commit."""
    folder = site / "briefs" / "2025"
    (folder / "broken.md").write_text("---\nschema: 3\ntitle: Port\narticle: none\npublished: May-ish\n---\n")
    shutil.copy(folder / "northern-grid-to-be-linked.md", folder / "odd (1).md")
    git(site, "add", ".")
    git(site, "commit", "--quiet", "-m", "More")
    project = project_at(site / "mkdocs.yml")
    found = diff(project.briefs, "HEAD^1")
    shown = places(project, found, FILES, "HEAD").of
    assert {place.address: dict(place.lines) for place in shown.values()} == {
        f"{FILES}desk/briefs/2025/broken.md?plain=1": {"": 5}
    }, found
    assert places(project, found, FILES, "nowhere").of == {}


def test_a_base_that_cannot_be_built_is_said(site: Path, tmp_path: Path) -> None:
    """The preview is made all the same; its comment says why no pages were compared."""
    (site / "mkdocs.yml").rename(site / "kept.yml")
    git(site, "commit", "--quiet", "-am", "Broken base")
    (site / "kept.yml").rename(site / "mkdocs.yml")
    (site / "briefs" / "2025" / "mongolia-welcomes-the-pipeline.md").unlink()
    git(site, "add", ".")
    git(site, "commit", "--quiet", "-m", "Mended")
    done = call(site, "preview", "--base", "HEAD^1", "--url", URL, "--out", str(tmp_path / "out"))
    assert done.exit_code == 0, done.output
    text = (tmp_path / "out" / "comment.md").read_text("utf-8")
    assert "the pages could not be compared: the base's site cannot be built" in text
    assert "1 retired" in text


def test_mistakes_are_told(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wrong usage is 2; a base that is none, a site that is none, a repository without a name are problems."""
    monkeypatch.delenv("GITHUB_REPOSITORY", raising=False)
    out = str(tmp_path / "out")
    assert call(site, "diff", "--site", str(tmp_path)).exit_code == 2
    assert call(site, "preview", "--out", out).exit_code == 2
    assert call(site, "preview", "--out", out, "--number", "0").exit_code == 2
    for arguments in (
        ("diff", "--base", "nowhere"),
        ("diff", "--base", "HEAD", "--site", str(tmp_path), "--base-site", str(tmp_path)),
        ("preview", "--out", out, "--base", "nowhere", "--url", URL),
        ("preview", "--out", out, "--number", "7"),
    ):
        assert call(site, *arguments).exit_code == 1, arguments
    assert not (tmp_path / "out").exists()
