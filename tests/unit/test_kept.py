"""What is kept from run to run: as good as what it came from, and no better."""

from __future__ import annotations

import contextlib
import random
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from generator.briefs.edits import merge
from generator.core.configuration import Catalog
from generator.core.errors import BriefingError
from generator.core.model import Article
from generator.desk.verify import verify
from generator.ingest import ingest
from generator.io import records
from generator.io.git import git
from generator.io.kept import FILE, Kept, kept_folder
from generator.io.project import Project, project_at
from generator.io.records import read_records, write_record
from tests.unit.test_records import TEXT, sample_brief


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project of one article and its brief, with a cache."""
    (tmp_path / "mkdocs.yml").write_text("site_name: Desk\n")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "port.md").write_text(f"---\ntitle: A port\n---\n{TEXT}\n")
    article: Article = ingest("port.md", (tmp_path / "articles" / "port.md").read_bytes())
    assert article.text == TEXT
    brief = sample_brief()
    brief = replace(brief, article=replace(brief.article, digest=article.digest))
    write_record(tmp_path / "briefs", merge(None, brief, "1"))
    return project_at(tmp_path / "mkdocs.yml")


def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that are parsed from now on."""
    seen: list[str] = []
    original = records.parse_record

    def parse(text: str, path: str, memory: str | None = None) -> records.Record:
        seen.append(path)
        return original(text, path, memory)

    monkeypatch.setattr(records, "parse_record", parse)
    return seen


def test_a_record_that_did_not_change_is_not_parsed_again(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the same record, down to types and order; one that a person changed is read anew."""
    folder = kept_folder(project)
    fresh = read_records(project.briefs)[0]
    assert read_records(project.briefs, folder)[0] == fresh
    seen = parsed(monkeypatch)
    assert repr(read_records(project.briefs, folder)[0]) == repr(fresh)
    assert not seen
    fresh[0].path.write_text(fresh[0].text.replace("2025-03-04: yes", "A port"))
    assert read_records(project.briefs, folder)[0][0].record.brief.title == "A port"
    assert seen


def test_a_record_with_a_value_that_waits_is_never_taken_from_the_cache(project: Project) -> None:
    """Values of any type wait for a person's decision; what does not come back as it was is not kept."""
    folder = kept_folder(project)
    page = read_records(project.briefs)[0][0]
    page.path.write_text(page.text.replace("3 million euros", "4 million euros", 1).replace("3000000", "4000000"))
    for _ in range(2):
        assert repr(read_records(project.briefs, folder)) == repr(read_records(project.briefs))


def test_a_spoilt_cache_is_no_cache(project: Project) -> None:
    """Random bytes at random places, a file cut short, a folder in its place: the records are the same."""
    folder, fresh, rng = kept_folder(project), read_records(project.briefs), random.Random(3)
    assert folder is not None
    read_records(project.briefs, folder)
    whole = (folder / FILE).read_bytes()
    for most in (1, 10, 1000) * 5:
        data = bytearray(whole)
        for _ in range(most):
            data[rng.randrange(len(data))] = rng.randrange(256)
        (folder / FILE).write_bytes(data[: rng.randrange(1, len(data) + 1)])
        assert read_records(project.briefs, folder) == fresh
    (folder / FILE).unlink(missing_ok=True)
    (folder / FILE).mkdir()
    assert read_records(project.briefs, folder) == fresh


def test_one_that_another_run_holds_is_left_alone(tmp_path: Path) -> None:
    """The second run goes without; the first one's values are written."""
    first = Kept(tmp_path, "records")
    first.put("a", "1", ["kept"])
    second = Kept(tmp_path, "records")
    assert second.facts("a", "1") is None
    second.close()
    first.close()
    third = Kept(tmp_path, "records")
    assert third.facts("a", "1") == ["kept"]
    assert third.facts("a", "2") is None
    third.close()


def test_what_was_not_asked_for_is_forgotten(tmp_path: Path) -> None:
    """The file holds what the last run used."""
    for names in (("a", "b"), ("b",)):
        kept = Kept(tmp_path, "pages")
        for name in names:
            kept.put(name, "1", None, name)
        kept.close()
    kept = Kept(tmp_path, "pages")
    assert (kept.body("a"), kept.body("b")) == (None, "b")
    kept.close()


def test_nothing_of_a_step_that_fails_is_kept(tmp_path: Path) -> None:
    """Values that go together are of one run: the ones before stand, none is forgotten and none is new."""
    for names in (("a", "b"), ("b", "c")):
        with contextlib.suppress(RuntimeError), Kept(tmp_path, "pages") as kept:
            for name in names:
                kept.put(name, "1", None, f"{name} of {names}")
            if "c" in names:
                raise RuntimeError
    with Kept(tmp_path, "pages") as kept:
        assert [kept.body(name) for name in "abc"] == ["a of ('a', 'b')", "b of ('a', 'b')", None]


def test_words_are_compared_with_a_kept_article_too(project: Project) -> None:
    """A memory that claims other words is refused, and so is a brief whose article changed."""
    folder, catalog = kept_folder(project), Catalog()
    stored = read_records(project.briefs)[0]
    read = {stored[0].path: TEXT}
    assert verify(project, stored, catalog, folder) == ([], [], read) == verify(project, stored, catalog, folder)
    brief = stored[0].record.brief
    false = replace(brief, actors=(replace(brief.actors[0], evidence=(replace(brief.takeaway.evidence[0], start=1),)),))
    wrong = [replace(stored[0], record=replace(stored[0].record, brief=false))]
    assert [e.field for e in verify(project, wrong, catalog, folder)[0]] == ["actors/ministry"]
    (project.articles / "port.md").write_text(f"---\ntitle: A port\n---\n{TEXT} And more.\n")
    assert ["has changed since" in e.problem for e in verify(project, stored, catalog, folder)[0]] == [True]


@pytest.mark.parametrize("name", [FILE, f"{FILE}-journal", f"{FILE}-wal", f"{FILE}-shm"])
def test_no_cache_is_a_link_or_has_a_journal(name: str, project: Project, tmp_path: Path) -> None:
    """SQLite would write through them, or delete what a journal names; in a zip of a branch git tracks nothing."""
    folder, theirs = kept_folder(project), tmp_path / "theirs.db"
    assert folder is not None
    theirs.touch()
    (folder / name).symlink_to(theirs)
    assert kept_folder(project) is None
    read_records(project.briefs, kept_folder(project))
    assert theirs.read_bytes() == b""


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_a_cache_that_a_branch_brings_along_is_not_used(project: Project) -> None:
    """It could say what no article says."""
    root, folder = project.config.parent, kept_folder(project)
    read_records(project.briefs, folder)
    git(root, "init", "-q")
    assert kept_folder(project) == folder
    for name in (FILE, FILE.upper(), f"{FILE.upper()}-journal"):
        (folder / name).touch()
        git(root, "add", "-f", f".cache/briefing/{name}")
        assert kept_folder(project) is None
        git(root, "rm", "-q", "--cached", f".cache/briefing/{name}")
        assert kept_folder(project) == folder
    (root / "Else").touch()
    blob = git(root, "hash-object", "-w", "Else").decode().strip()
    git(root, "update-index", "--add", "--cacheinfo", f"100644,{blob},.Cache/Briefing/{FILE}")
    assert kept_folder(project) is None, "the same folder, where names have no case"
    git(root, "rm", "-q", "--cached", f".Cache/Briefing/{FILE}")
    (root / ".git" / "HEAD").write_text("spoilt")
    assert kept_folder(project) is None, "git cannot say what it tracks"


def test_a_repository_that_a_branch_brings_along_runs_nothing(project: Project, tmp_path: Path) -> None:
    """Git would take a folder with HEAD, objects and refs for a repository, and do what its `config` says."""
    root, folder = project.config.parent, kept_folder(project)
    assert folder is not None
    read_records(project.briefs, folder)
    git(root, "init", "-q")
    git(folder, "init", "-q", "--bare", ".")
    says = f"repositoryformatversion = 0\nbare = false\nworktree = {folder}/tree"
    (folder / "config").write_text(f'[core]\n{says}\nfsmonitor = "touch {tmp_path}/ran; false"\n')
    (folder / "tree").mkdir()
    (folder / "tree" / "x").touch()
    subprocess.run(["git", f"--git-dir={folder}", "add", "x"], cwd=folder / "tree", check=True)
    (tmp_path / "ran").unlink(missing_ok=True)
    subprocess.run(["git", "-C", folder, "ls-files"], check=False, capture_output=True)
    assert (tmp_path / "ran").exists(), "git itself does not run it: nothing is tested"
    (tmp_path / "ran").unlink()
    for command in ("status", "ls-files"):
        with pytest.raises(BriefingError, match="bare"):
            git(folder, command)
    git(root, "config", "core.fsmonitor", f"touch {tmp_path}/ran; false")  # all that git before 2.38 keeps us from
    git(root, "add", "-f", f".cache/briefing/{FILE}")
    assert kept_folder(project) is None
    assert not (tmp_path / "ran").exists()
