"""Folders that are emptied and written anew: only our own files ever go."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.commands.main import cli
from generator.core.errors import BriefingError
from generator.io.lock import exclusive
from generator.io.mkdocs import replaced
from generator.io.outputs import MARKER, guard, refuse_links, write_beside, write_manifest, write_tree
from generator.io.project import Project, project_at
from generator.previews import artifact


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with folders of its own and nothing in them."""
    root = tmp_path / "project"
    for name in ("articles", "briefs", "site_config/templates", "generator", ".git", "tests"):
        (root / name).mkdir(parents=True)
    (root / "mkdocs.yml").write_text("site_name: X\n")
    (root / "tests" / "test_it.py").write_text("")
    return project_at(root / "mkdocs.yml")


def held(folder: Path) -> dict[str, str]:
    """The files of a folder, the manifest aside."""
    files = (p for p in folder.rglob("*") if p.is_file() and p.name != MARKER)
    return {p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in files}


def test_a_tree_holds_exactly_what_it_was_given(tmp_path: Path) -> None:
    """Pages of retired briefs do not linger, and what is unchanged is not written again."""
    write_tree(tmp_path, {"a/old.md": "1", "b.md": "2"})
    os.utime(tmp_path / "b.md", (1, 1))
    write_tree(tmp_path, {"b.md": "2", "c/new.md": b"3"})
    assert (tmp_path / "b.md").stat().st_mtime == 1
    assert held(tmp_path) == {"b.md": "2", "c/new.md": "3"}
    assert not (tmp_path / "a").exists()


def test_files_beside_others_take_no_ones_place(tmp_path: Path) -> None:
    """`extract --out` may name a folder with other things in it: a `port.json` of the user's was written over."""
    (tmp_path / "other.json").write_text("mine")
    write_beside(tmp_path, {"a.json": "1"})
    write_beside(tmp_path, {"b.json": "2"})
    write_beside(tmp_path, {"a.json": "3"})
    assert held(tmp_path) == {"other.json": "mine", "a.json": "3", "b.json": "2"}
    (tmp_path / "link.json").symlink_to(tmp_path / "other.json")
    for name in ("other.json", "link.json"):
        with pytest.raises(BriefingError, match="was not written here"):
            write_beside(tmp_path, {"c.json": "4", name: "5"})
    assert held(tmp_path) == {"other.json": "mine", "link.json": "mine", "a.json": "3", "b.json": "2"}


@pytest.mark.parametrize(
    "options",
    [
        ("extract", "articles", "--out", "articles"),
        ("extract", "articles", "--out", "site_config"),
        ("extract", "articles", "--out", "away"),
        ("generate", "--articles", "briefs"),
        ("generate", "--briefs", "articles/briefs"),
        ("build", "--articles", ".", "--retire"),
    ],
)
def test_no_command_writes_among_what_a_person_wrote(
    options: tuple[str, ...], project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Briefs among the articles are read as articles, and all briefs had "lost" theirs; JSON went through a link."""
    monkeypatch.chdir(project.config.parent)
    (tmp_path / "elsewhere").mkdir()
    Path("away").symlink_to(tmp_path / "elsewhere")
    (project.articles / "a.md").write_text(
        "The port of Arden took in 300 ships in 2024, its director said on Monday.\n"
    )
    before = held(tmp_path)
    result = CliRunner().invoke(cli, list(options))
    assert isinstance(result.exception, BriefingError)
    assert held(tmp_path) == before


@pytest.mark.parametrize("name", ["thesis.docx", "sub/notes.md", "index.md", ".hidden", "empty/"])
def test_a_folder_with_somebody_elses_files_is_left_alone(name: str, tmp_path: Path) -> None:
    """A file, a file below, one of a page's name, a hidden one, a folder: each stops the run before it writes."""
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).mkdir() if name.endswith("/") else (tmp_path / name).write_text("mine")
    before = held(tmp_path)
    with pytest.raises(BriefingError, match="was not written here"):
        write_tree(tmp_path, {"index.md": "theirs"})
    assert held(tmp_path) == before
    assert (tmp_path / name).exists()


@pytest.mark.parametrize("name", [".gitkeep", "sub/.gitkeep"])
def test_only_gits_empty_file_is_empty(name: str, tmp_path: Path) -> None:
    """A `.gitkeep` without a word in it is in nobody's way; one that holds words is refused, and keeps them."""
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("why this folder is kept")
    if "/" in name:
        write_manifest(tmp_path, ["sub/page.md"])
    with pytest.raises(BriefingError, match="was not written here"):
        write_tree(tmp_path, {".gitkeep": ""})
    assert (tmp_path / name).read_text() == "why this folder is kept"
    (tmp_path / name).write_text("")
    write_tree(tmp_path, {".gitkeep": ""})
    (tmp_path / name).write_text("put there since: the manifest lists the empty one that a tree wrote")
    with pytest.raises(BriefingError, match="was not written here"):
        write_tree(tmp_path, {".gitkeep": ""})


def test_a_file_put_beside_ours_stops_the_next_run(tmp_path: Path) -> None:
    """The manifest says what is ours: a CNAME or a note beside it is not."""
    write_tree(tmp_path, {"index.md": "1", "a/b.md": "1"})
    (tmp_path / "a" / "notes.txt").write_text("mine")
    with pytest.raises(BriefingError, match=r"a/notes\.txt"):
        write_tree(tmp_path, {"index.md": "2"})
    assert (tmp_path / "index.md").read_text() == "1"


def test_a_link_in_an_output_folder_is_not_ours(tmp_path: Path) -> None:
    """A folder of ours that became a link leads writing elsewhere: refused, what it leads to untouched."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "b.md").write_text("mine")
    write_tree(tmp_path / "out", {"a/b.md": "1"})
    shutil.rmtree(tmp_path / "out" / "a")
    (tmp_path / "out" / "a").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(BriefingError, match="'a'"):
        write_tree(tmp_path / "out", {"a/b.md": "2"})
    assert (tmp_path / "elsewhere" / "b.md").read_text() == "mine"


@pytest.mark.parametrize("name", ["../mine.txt", "a/../../mine.txt", "/tmp/mine.txt", "absolute", "", "."])
def test_a_manifest_names_nothing_outside_its_folder(name: str, tmp_path: Path) -> None:
    """A manifest that a branch brings is believed in nothing: no file beside or far from the folder is removed."""
    mine = tmp_path / "mine.txt"
    mine.write_text("mine")
    listed = ["index.md", str(mine) if name == "absolute" else name]
    write_tree(tmp_path / "out", {"index.md": "1"})
    (tmp_path / "out" / MARKER).write_text(json.dumps({"made_by": "briefing-desk", "files": listed}))
    with pytest.raises(BriefingError, match=r"index\.md"):
        write_tree(tmp_path / "out", {"index.md": "2"})
    assert mine.read_text() == "mine"
    assert (tmp_path / "out" / "index.md").read_text() == "1"


@pytest.mark.parametrize("name", ["index.md", "a", MARKER, ".gitkeep"])
def test_nothing_is_written_or_removed_through_a_link(name: str, tmp_path: Path) -> None:
    """A page, a folder, the manifest itself, an empty file: as a link it is refused, listed as our own or not."""
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "folder").mkdir(parents=True)
    for path in (elsewhere / "file", elsewhere / "folder" / "b.md"):
        path.write_text("mine")
    out = tmp_path / "out"
    out.mkdir()
    if name != MARKER:
        write_manifest(out, ["index.md", "a", "a/b.md", "a/c.md"])
    (out / name).symlink_to(elsewhere / ("folder" if name == "a" else "file"))
    with pytest.raises(BriefingError, match="is a link"):
        write_tree(out, {"index.md": "theirs", "a/c.md": "theirs"})
    assert held(elsewhere) == {"file": "mine", "folder/b.md": "mine"}


@pytest.mark.parametrize("name", [".cache", ".cache/briefing"])
def test_the_cache_does_not_lead_out_of_the_project(name: str, project: Project, tmp_path: Path) -> None:
    """Neither a lock nor a file for git is written to the folder that a link puts in the cache's place."""
    (tmp_path / "elsewhere").mkdir()
    link = project.config.parent / name
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(BriefingError, match="leaves the project"), exclusive(project):
        pass
    assert not list((tmp_path / "elsewhere").iterdir())


@pytest.mark.parametrize(
    "name",
    [".", "..", "articles", "briefs", "briefs/2025", "site_config", "site_config/templates", "generator", ".git"],
)
def test_the_projects_own_folders_are_never_written_over(name: str, project: Project) -> None:
    """Not the project, what is above it, its sources, nor a new folder in them, whether empty or marked as ours."""
    folder = project.config.parent / name
    folder.mkdir(exist_ok=True)
    write_manifest(folder)
    with pytest.raises(BriefingError, match="project's own folders"):
        guard(project, folder)


def test_folders_named_by_option_are_the_projects_own_too(project: Project, tmp_path: Path) -> None:
    """Articles and briefs that lie elsewhere are as safe as those in the project, and so is what holds them."""
    elsewhere = tmp_path / "elsewhere"
    named = project_at(project.config, elsewhere / "texts", elsewhere / "records")
    for folder in (elsewhere, elsewhere / "texts", elsewhere / "records"):
        with pytest.raises(BriefingError, match="own folders"):
            guard(named, folder)


def test_links_do_not_lead_out_of_the_project(project: Project, tmp_path: Path) -> None:
    """Output folders, records, configuration: a link to the outside is refused, one that stays inside is not."""
    outside = tmp_path / "outside"
    outside.mkdir()
    root = project.config.parent
    (root / "build").symlink_to(outside)
    with pytest.raises(BriefingError, match="build/docs: is a link that leaves the project"):
        guard(project, project.docs)
    (root / "build").unlink()
    (root / "site_config" / "inside").symlink_to(root / "site_config" / "templates")
    refuse_links(project)
    for name in ("briefs/2024", "site_config/templates/about.md.j2"):
        (root / name).symlink_to(outside)
        with pytest.raises(BriefingError, match=f"{name}: is a link that leaves"):
            refuse_links(project)
        (root / name).unlink()


def test_a_file_put_into_the_site_while_it_is_built_stays(tmp_path: Path) -> None:
    """The site stands as it was, with the file in it, and nothing is left beside it."""
    site = tmp_path / "site"
    write_tree(site, {"index.html": "old"})
    building = replaced(site)
    (building.__enter__() / "index.html").write_text("new")
    (site / "mine.txt").write_text("mine")
    with pytest.raises(BriefingError, match=r"site: holds 'mine.txt', which was not written here"):
        building.__exit__(None, None, None)
    assert held(tmp_path) == {"site/index.html": "old", "site/mine.txt": "mine"}


@pytest.mark.parametrize("name", ["articles", "briefs", "briefs/undated", "site_config", "site_config/actors.yml"])
@pytest.mark.parametrize(
    "words",
    [
        ("add", "mkdocs.yml"), ("set", "b", "title", "B"), ("new", "A note"), ("accept", "b", "--all"),
        ("merge", "A", "B"), ("split", "A", "B"), ("reject", "A"), ("define", "--new", "A", "a law"),
    ],
)  # fmt: skip
def test_no_command_writes_through_a_link(
    name: str, words: tuple[str, ...], project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Editors' commands and `add` refuse what `build` refuses, and what the link leads to holds what it held."""
    link, outside = project.config.parent / name, tmp_path / "outside"
    outside.mkdir()
    if link.is_dir():
        shutil.rmtree(link)
    link.symlink_to(outside)
    monkeypatch.chdir(project.config.parent)
    done = CliRunner().invoke(cli, words)
    assert f"{name}: is a link that leaves the project" in f"{done.output}\n{done.exception}"
    assert not list(outside.iterdir())


def test_the_command_refuses_in_one_line(tmp_path: Path) -> None:
    """`render --out` and `build --site-dir` on a folder of the user's: exit 1, one line, everything as it was."""
    run = CliRunner()
    site, thesis = tmp_path / "site", tmp_path / "thesis"
    assert run.invoke(cli, ["init", str(site), "-q"]).exit_code == 0
    shutil.rmtree(site / "articles")
    (site / "articles").mkdir()
    thesis.mkdir()
    (thesis / "thesis.docx").write_text("mine")
    for words in (["render", "--out", str(thesis)], ["build", "--site-dir", str(thesis)]):
        done = run.invoke(cli, [*words, "--config", str(site / "mkdocs.yml")])
        assert done.exit_code == 1
        told = f"{done.output}\n{done.exception}".splitlines()
        assert len([line for line in told if "was not written here" in line]) == 1
    assert held(thesis) == {"thesis.docx": "mine"}
    for folder in (".", "..", "/"):
        assert project_at(site / "mkdocs.yml", site=Path(folder)).docs.name.endswith(".docs")


def test_the_manifest_is_never_published() -> None:
    """The publishing side knows the manifest by the name it is written under."""
    assert artifact.MARKER == MARKER


def test_a_run_killed_at_the_manifest_is_no_dead_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old manifest stands until the new one is whole, and what was not finished of it goes with the next run."""
    write_tree(tmp_path, {"index.md": "a"})
    before = (tmp_path / MARKER).read_bytes()
    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError("killed")))
        with pytest.raises(BriefingError):
            write_tree(tmp_path, {"index.md": "a", "about.md": "b"})
    assert (tmp_path / MARKER).read_bytes() == before
    (tmp_path / f".{MARKER}.abc123.tmp").write_text('{"made_by"')
    write_tree(tmp_path, {"about.md": "b"})
    assert {path.name for path in tmp_path.iterdir()} == {MARKER, "about.md"}
