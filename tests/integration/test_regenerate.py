"""Feeds brought in and proposed: the files, the text, what is loud, and the pull request that comes of it."""

from __future__ import annotations

import functools
import json
import threading
from collections.abc import Iterator
from datetime import date
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from generator.core.errors import BriefingError
from generator.desk.init import init
from generator.io.project import Project, project_at
from generator.previews.branch import PagesBranch
from generator.previews.github import GitHub
from generator.previews.propose import propose
from generator.review.regenerate import propose as lay_out
from generator.review.regenerate import regenerate
from tests.command import git
from tests.integration.stub_github import REPOSITORY, Stub, serving

BODY = "<p>The port handled 55 million tonnes of goods in 2024. The city paid 3 million euros for the new quay.</p>" + (
    "<p>The harbour office said that the quay will open on 9 May 2025 and that ships may call there from June.</p>" * 20
)
FEED = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Harbour Weekly</title><item><title>Record year for the port</title><link>https://example.org/port</link>
<pubDate>Tue, 04 Mar 2025 08:00:00 GMT</pubDate>
<content:encoded><![CDATA[{BODY}]]></content:encoded></item></channel></rss>"""


@pytest.fixture
def feeds(tmp_path: Path) -> Iterator[str]:
    """A server of feeds; its address."""
    folder = tmp_path / "feeds"
    folder.mkdir()
    (folder / "port.xml").write_text(FEED)

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def site(folder: Path, *addresses: str) -> Project:
    """A committed site with these feeds and no articles."""
    init(folder)
    for article in (folder / "articles").glob("*.md"):
        article.unlink()
    settings = folder / "site_config" / "site.yml"
    text = settings.read_text("utf-8").replace("fetch_private: false", "fetch_private: true")
    settings.write_text(text.replace("feeds: []", f"feeds: {json.dumps(addresses)}"))
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "Site")
    return project_at(folder / "mkdocs.yml")


@pytest.mark.model
def test_a_feed_becomes_a_pull_request(feeds: str, tmp_path: Path) -> None:
    """Article and brief are laid out, pushed onto a branch of their own, and proposed once, then updated."""
    project = site(tmp_path / "desk", f"{feeds}/port.xml")
    out = tmp_path / "out"
    done = regenerate(project, out, date(2025, 3, 10))
    assert (done.errors, done.proposed) == ((), True)
    files = sorted(p.relative_to(out / "files").as_posix() for p in (out / "files").rglob("*.md"))
    assert files == ["articles/2025-03-04-record-year-for-the-port.md", "briefs/2025/record-year-for-the-port.md"]
    text = (out / "comment.md").read_text("utf-8")
    assert "## Briefs: 1 new" in text
    assert "55 million tonnes" in text
    git(tmp_path, "clone", "--quiet", "--bare", "desk", "remote.git")
    remote = tmp_path / "remote.git"
    with serving() as stub:
        github = GitHub(stub.url, REPOSITORY)
        branch = PagesBranch(str(remote))
        assert propose(github, branch, out, "main", "briefing/regenerate", "New articles") == (8, True)
        assert propose(github, branch, out, "main", "briefing/regenerate", "New articles") == (8, False)
        assert "1 new" in stub.pulls[8]["body"]
    added = git(remote, "diff", "--name-status", "main", "briefing/regenerate").split()
    memory = "briefs/2025/record-year-for-the-port.proof.json"
    assert added == ["A", files[0], "A", files[1], "A", memory]
    assert git(remote, "rev-parse", "briefing/regenerate^") == git(remote, "rev-parse", "main")


@pytest.mark.model
def test_what_is_wrong_with_feeds_is_loud(feeds: str, tmp_path: Path) -> None:
    """A feed that fails and one that is silent are errors; what the others gave is proposed all the same."""
    project = site(tmp_path / "desk", f"{feeds}/none.xml", f"{feeds}/port.xml")
    done = regenerate(project, tmp_path / "out", date(2025, 6, 1))
    assert done.proposed
    said = "\n".join(map(str, done.errors))
    assert f"{feeds}/none.xml" in said
    assert f"{feeds}/port.xml: has been silent since 2025-03-04, for more than 30 days" in said
    assert "## Problems" in (tmp_path / "out" / "comment.md").read_text("utf-8")


def test_without_feeds_nothing_is_done(tmp_path: Path) -> None:
    """No feed, no proposal, no error; nothing is written."""
    done = regenerate(site(tmp_path / "desk"), tmp_path / "out", date(2025, 6, 1))
    assert (done.errors, done.proposed) == ((), False)
    assert not (tmp_path / "out").exists()


def test_removed_files_are_proposed(tmp_path: Path) -> None:
    """An article that is gone is gone on the branch; files elsewhere are no part of a proposal."""
    project = site(tmp_path / "desk")
    for name in ("articles/a.md", "articles/b.md"):
        (tmp_path / "desk" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "desk" / name).write_text("An article.")
    git(tmp_path / "desk", "add", ".")
    git(tmp_path / "desk", "commit", "--quiet", "-m", "Articles")
    (tmp_path / "desk" / "articles" / "a.md").unlink()
    (tmp_path / "desk" / "README.md").write_text("Not of the desk.")
    assert lay_out(project, tmp_path / "out")
    assert json.loads((tmp_path / "out" / "proposal.json").read_text())["removed"] == ["articles/a.md"]
    git(tmp_path, "clone", "--quiet", "--bare", "desk", "remote.git")
    branch = PagesBranch(str(tmp_path / "remote.git"))
    with serving() as stub:
        propose(GitHub(stub.url, REPOSITORY), branch, tmp_path / "out", "main", "x", "t")
    assert git(tmp_path / "remote.git", "diff", "--name-status", "main", "x").split() == ["D", "articles/a.md"]


@pytest.mark.parametrize(
    "name",
    ["README.md", ".github/workflows/ci.yml", "articles/../x.md", "articles/.hidden.md", "articles/x.py",
     "/articles/x.md", "articles/x.proof.json", "briefs/x.json",
     "briefs/x.md\nM 100644", "site_config/site.yml", "articles/-x.md"],
)  # fmt: skip
def test_a_proposal_reaches_nothing_else(tmp_path: Path, name: str) -> None:
    """Only articles and briefs can be put or removed, whatever the list says."""
    (tmp_path / "files").mkdir()
    (tmp_path / "comment.md").write_text("")
    (tmp_path / "proposal.json").write_text(json.dumps({"removed": [name]}))
    with pytest.raises(BriefingError, match="is not an article or a brief"):
        propose(GitHub("http://127.0.0.1:9", REPOSITORY), PagesBranch("nowhere"), tmp_path, "main", "x", "t")


def test_links_are_no_part_of_a_proposal(tmp_path: Path) -> None:
    """A link among its files refuses it; an empty folder is none."""
    github, branch = GitHub("http://127.0.0.1:9", REPOSITORY), PagesBranch("nowhere")
    assert propose(github, branch, tmp_path, "main", "x", "t") is None
    (tmp_path / "files" / "articles").mkdir(parents=True)
    (tmp_path / "files" / "articles" / "x.md").symlink_to("/etc/passwd")
    (tmp_path / "comment.md").write_text("")
    (tmp_path / "proposal.json").write_text('{"removed": []}')
    with pytest.raises(BriefingError, match="link"):
        propose(github, branch, tmp_path, "main", "x", "t")


def test_the_stub_knows_its_pulls() -> None:
    """A list of pull requests is by branch and open ones only, as GitHub's is."""
    stub = Stub()
    stub.url = "unused"
    path = f"/repos/{REPOSITORY}/pulls?state=open&head=example:add-article&base=main"
    assert [p["number"] for p in stub.answer("GET", path, None)[1]] == [7]
    stub.pulls[7]["state"] = "closed"
    assert stub.answer("GET", path, None)[1] == []
