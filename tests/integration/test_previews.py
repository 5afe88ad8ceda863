"""Publishing previews: a local bare repository, a stub of the API, and artifacts made by an enemy."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from generator.core.errors import BriefingError
from generator.previews.artifact import Limits, opened
from generator.previews.branch import MARK as BRANCH_MARK
from generator.previews.branch import Change, PagesBranch
from generator.previews.comment import GONE, MARK, MOST
from generator.previews.github import GitHub
from generator.previews.publish import Desk, publish, publish_site, sweep
from tests.command import git
from tests.integration.stub_github import BOT, HEAD, REPOSITORY, Stub, pull, run, serving

PAGES = "https://example.github.io/desk/"
PREVIEW = f"{PAGES}pr-preview/pr-7/"
FILES = f"https://github.com/{REPOSITORY}/blob/{HEAD}/"
GOOD = {
    "site/index.html": "<!doctype html><title>Latest</title>",
    "site/briefs/2025/port/index.html": "<!doctype html><title>Port</title>",
    "comment.md": f"## Briefs\n\nThe [preview]({PREVIEW}) is here.\n",
    "manifest.json": json.dumps({"number": 7, "head": HEAD}),
}


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    """A bare repository with an empty pages branch to come."""
    git(tmp_path, "init", "--quiet", "--bare", "remote.git")
    return tmp_path / "remote.git"


@pytest.fixture
def stub() -> Iterator[Stub]:
    """The API."""
    with serving() as it:
        yield it


@pytest.fixture
def desk(remote: Path, stub: Stub) -> Desk:
    """Where previews are published in these tests; nothing waits."""
    quick = lambda seconds: None  # noqa: E731
    return Desk(GitHub(stub.url, REPOSITORY, "t", wait=quick), PagesBranch(str(remote), wait=quick), PAGES)


def folder_of(files: Mapping[str, str | bytes], at: Path) -> Path:
    """A folder of these files."""
    for name, data in files.items():
        path = at / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
    return at


def zip_of(files: Mapping[str, str | bytes], at: Path) -> Path:
    """A zip file of these files."""
    at.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(at, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return at


def on_branch(remote: Path) -> dict[str, str]:
    """The files of the pages branch."""
    listed = subprocess.run(
        ["git", "ls-tree", "-r", "--name-only", "gh-pages"], cwd=remote, capture_output=True, text=True, check=False
    )
    return {name: git(remote, "show", f"gh-pages:{name}") for name in listed.stdout.split()}


@pytest.mark.parametrize("pack", [folder_of, zip_of])
def test_a_good_artifact_is_published(
    desk: Desk, stub: Stub, remote: Path, tmp_path: Path, pack: Callable[[Mapping[str, str | bytes], Path], Path]
) -> None:
    """Folder and zip give the same: the site below pr-preview/pr-7 and one comment."""
    assert publish(desk, pack(GOOD, tmp_path / "artifact"), 1) == (7, "published")
    files = on_branch(remote)
    assert set(files) == {
        ".nojekyll",
        "pr-preview/pr-7/index.html",
        "pr-preview/pr-7/briefs/2025/port/index.html",
    }
    assert files["pr-preview/pr-7/index.html"] == GOOD["site/index.html"]
    (comment,) = stub.comments[7]
    assert comment["body"].startswith(MARK)
    assert f"[preview]({PREVIEW})" in comment["body"]


def test_a_downloaded_zip_is_found_in_its_folder(desk: Desk, tmp_path: Path) -> None:
    """The download leaves one zip file in a folder; it is not unpacked."""
    zip_of(GOOD, tmp_path / "download" / "preview.zip")
    assert publish(desk, tmp_path / "download", 1) == (7, "published")


def test_the_comment_is_updated_in_place(desk: Desk, stub: Stub, tmp_path: Path) -> None:
    """A second run changes the comment; a stranger's copy of the mark is left alone and not taken for it."""
    stub.comments[7] = [
        {"id": 1, "user": {"login": "mallory", "type": "User"}, "body": f"{MARK}\nmine"},
        {"id": 2, "user": BOT, "body": f"quoting {MARK}"},
    ]
    publish(desk, folder_of(GOOD, tmp_path / "one"), 1)
    publish(desk, folder_of(GOOD | {"comment.md": "second"}, tmp_path / "two"), 1)
    assert [c["body"] for c in stub.comments[7]] == [f"{MARK}\nmine", f"quoting {MARK}", f"{MARK}\nsecond"]
    before = len(stub.calls)
    publish(desk, folder_of(GOOD | {"comment.md": "second"}, tmp_path / "two"), 1)
    assert "PATCH" not in {method for method, _ in stub.calls[before:]}


def test_a_new_preview_replaces_the_old_one_whole(desk: Desk, remote: Path, tmp_path: Path) -> None:
    """A page that is gone from the site is gone from the preview; other previews and the site stay."""
    publish_site(desk.branch, folder_of({"index.html": "root"}, tmp_path / "site"), "Site")
    desk.branch.apply(Change("other", "pr-preview/pr-70", (("index.html", 1),), lambda name: io.BytesIO(b"x")))
    publish(desk, folder_of(GOOD, tmp_path / "one"), 1)
    publish(desk, folder_of({k: v for k, v in GOOD.items() if "port" not in k}, tmp_path / "two"), 1)
    assert set(on_branch(remote)) == {
        ".nojekyll", "index.html", "pr-preview/pr-7/index.html", "pr-preview/pr-70/index.html",
    }  # fmt: skip


def test_the_site_is_published_beside_the_previews(desk: Desk, remote: Path, tmp_path: Path) -> None:
    """Publishing the site drops its old files and the branch's history, and keeps the previews."""
    publish(desk, folder_of(GOOD, tmp_path / "one"), 1)
    publish_site(desk.branch, folder_of({"index.html": "1", "old.html": "1"}, tmp_path / "s1"), "Site")
    assert publish_site(desk.branch, folder_of({"index.html": "2"}, tmp_path / "s2"), "Site")
    assert set(on_branch(remote)) == {
        ".nojekyll", "index.html", "pr-preview/pr-7/index.html", "pr-preview/pr-7/briefs/2025/port/index.html",
    }  # fmt: skip
    assert git(remote, "rev-list", "--count", "gh-pages").strip() == "1"
    assert not publish_site(desk.branch, tmp_path / "s2", "Site")


def test_a_branch_of_other_makers_keeps_its_history(desk: Desk, remote: Path, tmp_path: Path) -> None:
    """Only commits that this tool made are dropped."""
    tree = git(remote, "hash-object", "-t", "tree", "-w", os.devnull).strip()
    commit = git(remote, "commit-tree", "-m", "by hand", tree).strip()
    git(remote, "update-ref", "refs/heads/gh-pages", commit)
    publish_site(desk.branch, folder_of({"index.html": "1"}, tmp_path / "site"), "Site")
    assert git(remote, "rev-parse", "gh-pages^").strip() == commit
    assert git(remote, "log", "-1", "--format=%B", "gh-pages").strip().endswith(BRANCH_MARK)


HOSTILE_NAMES = [
    "../../etc/passwd.html", "site/../../x.html", "/site/x.html", "site//x.html", "site/./x.html", "site\\..\\x.html",
    "C:/site/x.html", "site/.git/config.html", "site/.htaccess", "site/a\nb.html", "site/x.exe", "site/CNAME",
    "site/x.php", "site/noext", "site/-rf.html", "site/a b.html", "site/\u202egnp.html", "other/x.html", "x.html",
    "site/index.html/x.html", "site/INDEX.html", "site/" + "a/" * 12 + "x.html", "site/" + "a" * 250 + ".html",
    "site/%2e%2e/x.html", "site/~root/x.html", "site/x.svg.sh",
]  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE_NAMES, ids=ascii)
def test_hostile_names_refuse_the_artifact(desk: Desk, stub: Stub, remote: Path, tmp_path: Path, name: str) -> None:
    """A path that leads elsewhere, hides, or is of a kind no site has: nothing is published, nobody is asked."""
    with pytest.raises(BriefingError) as caught:
        publish(desk, zip_of({**GOOD, name: "x"}, tmp_path / "a"), 1)
    assert str(caught.value).isprintable()
    assert not on_branch(remote)
    assert not stub.calls


def test_links_in_a_folder_are_refused(desk: Desk, remote: Path, tmp_path: Path) -> None:
    """Symbolic links to files and folders, hard links and pipes are never followed."""
    secret = tmp_path / "secret.html"
    secret.write_text("secret")
    makers: list[Callable[[Path], object]] = [
        lambda at: at.symlink_to(secret),
        lambda at: at.symlink_to(tmp_path, target_is_directory=True),
        lambda at: at.hardlink_to(secret),
        lambda at: os.mkfifo(at),
    ]
    for i, make in enumerate(makers):
        folder = folder_of(GOOD, tmp_path / f"a{i}")
        make(folder / "site" / "x.html")
        with pytest.raises(BriefingError, match="link"):
            publish(desk, folder, 1)
    linked = tmp_path / "linked"
    linked.symlink_to(folder_of(GOOD, tmp_path / "real"), target_is_directory=True)
    with pytest.raises(BriefingError, match="link"):
        publish(desk, linked, 1)
    assert not on_branch(remote)


def test_links_in_archives_are_refused(desk: Desk, tmp_path: Path) -> None:
    """A zip's links and devices are refused by kind, whatever they point at."""
    path = zip_of(GOOD, tmp_path / "a.zip")
    with zipfile.ZipFile(path, "a") as archive:
        info = zipfile.ZipInfo("site/link.html")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    with pytest.raises(BriefingError, match="link"):
        publish(desk, path, 1)


@pytest.mark.parametrize(
    ("limits", "problem"),
    [
        (Limits(file=1000), "too large"),
        (Limits(total=3000), "too large"),
        (Limits(files=5), "more than 5"),
        (Limits(text=10), "too large"),
    ],
)
@pytest.mark.parametrize("pack", [folder_of, zip_of])
def test_too_much_is_refused(
    desk: Desk, remote: Path, tmp_path: Path, limits: Limits, problem: str,
    pack: Callable[[Mapping[str, str | bytes], Path], Path],
) -> None:  # fmt: skip
    """One huge file, many large ones, too many files, a huge comment."""
    files = {**GOOD, **{f"site/{i}.html": os.urandom(1001) for i in range(4)}}
    with pytest.raises(BriefingError, match=problem):
        publish(desk, pack(files, tmp_path / "a"), 1, limits)
    assert not on_branch(remote)


def test_bombs_are_refused(desk: Desk, tmp_path: Path) -> None:
    """A small archive that unpacks to much, one that lies about a size, and rubbish."""
    with pytest.raises(BriefingError, match="bomb"):
        publish(desk, zip_of({**GOOD, "site/z.html": bytes(30_000_000)}, tmp_path / "bomb.zip"), 1)
    raw = bytearray(zip_of(GOOD, tmp_path / "lie.zip").read_bytes())
    place = raw.rindex(b"PK\x01\x02", 0, raw.index(b"site/index.html", raw.index(b"PK\x01\x02")))
    raw[place + 24 : place + 28] = (5).to_bytes(4, "little")  # the size in the central directory
    (tmp_path / "lie.zip").write_bytes(raw)
    with pytest.raises(BriefingError):
        publish(desk, tmp_path / "lie.zip", 1)
    (tmp_path / "rubbish").write_bytes(b"\x1f\x8b" + os.urandom(2000))
    with pytest.raises(BriefingError, match="cannot be read"):
        publish(desk, tmp_path / "rubbish", 1)


@pytest.mark.parametrize(
    "manifest",
    ["", "[]", "{", '{"number": 7}', "[" * 100_000, '{"number": 7, "head": "main"}']
    + [json.dumps({"number": odd, "head": HEAD}) for odd in ("7", True, 0, -7, 7.0, 99999999999, "7/../8", None)],
    ids=lambda text: text[:30],
)  # fmt: skip
def test_a_manifest_that_names_nothing_is_refused(desk: Desk, stub: Stub, tmp_path: Path, manifest: str) -> None:
    """Neither a number nor a commit is guessed, and the API is not asked."""
    with pytest.raises(BriefingError):
        publish(desk, folder_of({**GOOD, "manifest.json": manifest}, tmp_path / "a"), 1)
    assert not stub.calls


def test_missing_parts_are_refused(desk: Desk, tmp_path: Path) -> None:
    """Without its home page, comment or manifest an artifact is not one."""
    for i, name in enumerate(("site/index.html", "comment.md", "manifest.json")):
        with pytest.raises(BriefingError, match="has no"):
            publish(desk, folder_of({k: v for k, v in GOOD.items() if k != name}, tmp_path / f"a{i}"), 1)


@pytest.mark.parametrize(
    ("runs", "pulls"),
    [
        ({"event": "push"}, {}),
        ({"event": "pull_request_target"}, {}),
        ({"conclusion": "failure"}, {}),
        ({"path": ".github/workflows/other.yml"}, {}),
        ({"head_sha": "b" * 40}, {}),
        ({"head_branch": "other"}, {}),
        ({"head_repository": {"full_name": "mallory/desk"}}, {}),
        ({"head_repository": None}, {}),
        ({"repository": {"full_name": "mallory/desk"}}, {}),
        ({}, {"number": 8}),
        ({}, {"base": {"ref": "main", "repo": {"full_name": "mallory/desk"}}}),
        ({}, {"head": {"sha": HEAD, "ref": "add-article", "repo": None}}),
        ({}, {"head": {"sha": HEAD, "ref": "main", "repo": {"full_name": REPOSITORY}}}),
    ],
    ids=str,
)
def test_a_claim_that_does_not_fit_is_refused(
    desk: Desk, stub: Stub, remote: Path, tmp_path: Path, runs: dict[str, object], pulls: dict[str, object]
) -> None:
    """The run must be the preview's, and of the very head of the pull request that the artifact names."""
    stub.runs[1] = run(**runs)
    stub.pulls[7] = pull(7, **pulls)
    with pytest.raises(BriefingError, match="pull request 7"):
        publish(desk, folder_of(GOOD, tmp_path / "a"), 1)
    assert not on_branch(remote)
    assert not stub.comments


def test_another_pull_requests_number_is_refused(desk: Desk, stub: Stub, remote: Path, tmp_path: Path) -> None:
    """An artifact that names someone else's pull request, one with the same commit, or none at all."""
    victim = {"sha": "c" * 40, "ref": "victim", "repo": {"full_name": "victim/desk"}}
    stub.pulls[8] = pull(8, head=victim)
    stub.pulls[9] = pull(9, head=victim | {"sha": HEAD})
    for number in (8, 9, 10):
        manifest = json.dumps({"number": number, "head": HEAD})
        with pytest.raises(BriefingError):
            publish(desk, folder_of({**GOOD, "manifest.json": manifest}, tmp_path / f"a{number}"), 1)
    assert not on_branch(remote)
    assert not stub.comments


def test_an_outdated_run_publishes_nothing(desk: Desk, stub: Stub, remote: Path, tmp_path: Path) -> None:
    """The pull request has moved on: its newer run will publish."""
    stub.pulls[7]["head"] = {**stub.pulls[7]["head"], "sha": "d" * 40}
    assert publish(desk, folder_of(GOOD, tmp_path / "a"), 1) == (7, "outdated")
    assert not on_branch(remote)


def test_a_closed_pull_request_loses_its_preview(desk: Desk, stub: Stub, remote: Path, tmp_path: Path) -> None:
    """The sweep removes the previews of closed pull requests, and their comments say so once."""
    publish(desk, folder_of(GOOD, tmp_path / "a"), 1)
    stub.pulls[8] = pull(8)
    desk.branch.apply(Change("other", "pr-preview/pr-8", (("index.html", 1),), lambda name: io.BytesIO(b"x")))
    stub.pulls[7]["state"] = "closed"
    assert sweep(desk) == (7,)
    assert sweep(desk) == ()
    assert set(on_branch(remote)) == {".nojekyll", "pr-preview/pr-8/index.html"}
    (comment,) = stub.comments[7]
    assert comment["body"].count(GONE) == 1
    assert comment["body"].startswith(MARK)
    assert publish(desk, tmp_path / "a", 1) == (7, "closed")
    assert set(on_branch(remote)) == {".nojekyll", "pr-preview/pr-8/index.html"}


def test_a_pull_request_closed_in_the_meantime(desk: Desk, stub: Stub, remote: Path, tmp_path: Path) -> None:
    """Closed after it was verified and before the push was done: the preview is taken back."""

    def close(known: Stub) -> None:
        if "gh-pages" in git(remote, "for-each-ref"):
            known.pulls[7]["state"] = "closed"

    stub.before = close
    assert publish(desk, folder_of(GOOD, tmp_path / "a"), 1) == (7, "closed")
    assert set(on_branch(remote)) == {".nojekyll"}
    assert not stub.comments


def test_racing_runs_lose_nothing(desk: Desk, stub: Stub, remote: Path, tmp_path: Path) -> None:
    """Runs of several pull requests push at once; each waits its turn and every preview is there."""
    numbers = range(11, 15)
    for number in numbers:
        stub.pulls[number] = pull(number)
        manifest = json.dumps({"number": number, "head": HEAD})
        folder_of({**GOOD, "manifest.json": manifest}, tmp_path / f"a{number}")
    problems: list[BaseException] = []
    start = threading.Barrier(len(numbers))

    def one(number: int) -> None:
        wait = lambda seconds: threading.Event().wait(seconds / 20 * number / 11)  # noqa: E731
        mine = replace(desk, branch=PagesBranch(str(remote), wait=wait))
        try:
            start.wait()
            publish(mine, tmp_path / f"a{number}", 1)
        except BaseException as error:
            problems.append(error)

    threads = [threading.Thread(target=one, args=(n,)) for n in numbers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not problems
    assert desk.branch.previews() == tuple(numbers)


def test_a_race_is_tried_anew_and_not_for_ever(desk: Desk, remote: Path, tmp_path: Path) -> None:
    """Another run pushes between reading and pushing: the change is made on the new tip, at most so many times."""
    other = desk.branch
    times: list[int] = []

    def interfering(limit: int) -> Callable[[str], io.BytesIO]:
        def opener(name: str) -> io.BytesIO:
            if len(times) < limit:
                times.append(1)
                folder = f"pr-preview/pr-{100 + len(times)}"
                other.apply(Change("other", folder, (("index.html", 1),), lambda _: io.BytesIO(b"x")))
            return io.BytesIO(b"mine")

        return opener

    assert desk.branch.apply(Change("mine", "pr-preview/pr-1", (("index.html", 4),), interfering(2)))
    assert desk.branch.previews() == (1, 101, 102)
    with pytest.raises(BriefingError, match="at each of"):
        desk.branch.apply(Change("mine", "pr-preview/pr-2", (("index.html", 4),), interfering(99)))


def test_a_rejected_push_is_no_race(desk: Desk, remote: Path) -> None:
    """A remote that refuses is said to refuse, at once."""
    hook = remote / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\necho no thanks >&2\nexit 1\n")
    hook.chmod(0o755)
    with pytest.raises(BriefingError, match=r"git push failed .*no thanks"):
        desk.branch.apply(Change("mine", "pr-preview/pr-1", (("index.html", 1),), lambda _: io.BytesIO(b"x")))


def test_hostile_comments_are_harmless(desk: Desk, stub: Stub, tmp_path: Path) -> None:
    """HTML, mentions, references, images and foreign links are shown as words; the preview's links stay, and those to
    the files of the commit that GitHub's own word names.
    """
    comment = (
        f"{MARK} <script>alert(1)</script> <img src=x onerror=1> <details><summary>more</summary>\n\n"
        "@octocat and @example/team, #1, GH-2, example/other#3, a &lt; b &#126;\n"
        "&#64;octocat &commat;octocat &num;1 &#x23;3 &#x40;octocat\n"
        "[click](https://evil.example/) ![p](https://evil.example/p.png) https://evil.example www.evil.example\n"
        f"[a][b] [b]: /evil [up]({PREVIEW}../../evil) [dots]({PREVIEW}%2e%2e/) [js](javascript:alert(1))\n"
        f"[line 4]({FILES}briefs/2025/port.md?plain=1#L4) [up]({FILES}../x)\n"
        f"[old]({FILES.replace(HEAD, 'b' * 40)}x.md)\n"
        f"[page]({PREVIEW}briefs/2025/port/#figures) <https://evil.example> x@evil.example </details>\n"
        'x@-evil.example $\\href{//evil.example}{x}$\n~~~~ &#109;ermaid\n```mermaid\nclick A "//evil.example"\n```\n'
    )
    publish(desk, folder_of({**GOOD, "comment.md": comment}, tmp_path / "a"), 1)
    body = stub.comments[7][0]["body"].removeprefix(MARK)
    assert "a &lt; b &#126;" in body
    body = body.replace("&#126;", "")
    for gone in ("<script", "<img", "<!--", "@octocat", "@example", "#1", "#3", "GH-2", "](https://evil", "![", "](/",
                 "https://evil", "www.evil", "][", "]:", "](java", "<https", "@evil",
                 "@-evil", "\\href", "``mermaid", "~ m"):  # fmt: skip
        assert gone not in body, gone
    assert f"[page]({PREVIEW}briefs/2025/port/#figures)" in body
    assert f"[line 4]({FILES}briefs/2025/port.md?plain=1#L4)" in body
    assert body.count("](") == 2
    assert "<details><summary>more</summary>" in body
    assert "&#64;" not in body
    assert "&commat;" not in body


def test_a_long_comment_is_cut(desk: Desk, stub: Stub, tmp_path: Path) -> None:
    """A comment is never longer than GitHub takes; its folds are closed."""
    comment = "<details><summary>all</summary>\n\n" + "- a line of the comment\n" * 9000
    publish(desk, folder_of({**GOOD, "comment.md": comment}, tmp_path / "a"), 1)
    body = stub.comments[7][0]["body"]
    assert MOST - 1000 < len(body) < 65_536
    assert body.count("<details>") == body.count("</details>")


def test_the_command_needs_the_standard_library_only(remote: Path, stub: Stub, tmp_path: Path) -> None:
    """`python -m generator.previews` runs without site packages, as the job with the token does."""
    folder_of(GOOD, tmp_path / "a")
    environment = {
        "PATH": os.environ["PATH"],
        "GITHUB_REPOSITORY": REPOSITORY,
        "GITHUB_API_URL": stub.url,
        "GITHUB_TOKEN": "secret-token",
        "PAGES_REMOTE": str(remote),
    }
    root = Path(__file__).resolve().parents[2]

    def call(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-S", "-m", "generator.previews", *arguments],
            cwd=root, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip

    done = call("publish", str(tmp_path / "a"), "--run", "1")
    assert (done.returncode, done.stdout) == (0, f"pull request 7: published {PREVIEW}\n"), done.stderr
    stub.pulls[7]["state"] = "closed"
    assert call("sweep").stdout == "previews removed: 7\n"
    assert call("site", str(tmp_path / "a" / "site")).stdout == f"{PAGES}: published\n"
    failed = call("publish", str(tmp_path / "a"), "--run", "2")
    assert failed.returncode == 1
    assert failed.stderr.count("\n") == 1
    assert "secret-token" not in done.stderr + failed.stderr
    assert call("frobnicate").returncode == 2


def test_a_good_artifact_is_read_as_it_is(tmp_path: Path) -> None:
    """What is checked is what is read: names, sizes, bytes."""
    with opened(zip_of(GOOD, tmp_path / "a.zip")) as artifact:
        assert dict(artifact.site()) == {
            name.removeprefix("site/"): len(text) for name, text in GOOD.items() if name.startswith("site/")
        }
        assert artifact.open("site/index.html").read().decode() == GOOD["site/index.html"]
