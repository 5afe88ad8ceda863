"""What a commit has and the desk has no more is told, with the way back."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from generator.desk.committed import lost_entries
from generator.desk.correct import correct
from generator.desk.generate import generate
from generator.desk.publish import check
from generator.io.project import Project
from generator.io.records import memory_path
from tests.fake import engine, site_of_three


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A site of three briefs with a merge of two actors and a note, in a commit."""
    made = site_of_three(tmp_path)
    correct(made, "one", "note", "Preliminary.")
    correct(made, "one", "title", "First")
    generate(made, engine=engine())
    (made.site_config / "actors.yml").write_text("- name: Ministry of Arden\n  aliases: [Council of Arden]\n")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    commit(made)
    return made


def commit(project: Project) -> None:
    """Commit all that is there."""
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false")
    for words in (("add", "-A"), (*who, "commit", "-qm", "x")):
        subprocess.run(["git", *words], cwd=project.config.parent, check=True)


@pytest.mark.parametrize("text", [None, "", "[]\n", "- name: Gazprom\n"])
def test_a_list_that_lost_its_entries_is_told(project: Project, text: str | None) -> None:
    """Deleted, emptied or overwritten: what it joined is apart again, and nothing else says so."""
    path = project.site_config / "actors.yml"
    assert list(lost_entries(project)) == []
    path.unlink()
    if text is not None:
        path.write_text(text)
    told = f"{path}: has lost 1 name since the last commit: Ministry of Arden (Council of Arden): `git restore {path}`"
    assert [line for line in generate(project, engine=engine()).warnings if line.startswith(told)]


@pytest.mark.parametrize(
    "text",
    [
        "- name: Council of Arden\n  aliases: [Ministry of Arden]\n",
        "- name: Arden\n  aliases: [Ministry of Arden, Council of Arden]\n",
    ],
)
def test_a_name_that_stands_elsewhere_is_not_lost(project: Project, text: str) -> None:
    """Two entries made one, or headed by another of the names: the editor did it."""
    (project.site_config / "actors.yml").write_text(text)
    assert list(lost_entries(project)) == []


def test_a_standing_entry_that_lost_another_name_or_its_rejection_is_told(project: Project) -> None:
    """A hand took them out of it; a name that is now kept apart is not lost (`split` did that)."""
    path = project.site_config / "actors.yml"
    path.write_text("- name: Kremlin\n  reject: true\n- name: Arden\n  aliases: [Ardenne, Hardenne]\n")
    commit(project)
    path.write_text("- name: Kremlin\n- name: Arden\n  distinct_from: [Hardenne]\n")
    (told,) = lost_entries(project)
    assert ": has lost 2 names since the last commit: Kremlin: reject (of Kremlin); Ardenne (of Arden): `git" in told


def test_many_lost_names_are_counted_and_check_tells_them_too(project: Project) -> None:
    """Five are named, whatever their aliases are written as; a term is known by its own word.

    An entry without a name, which is refused where the list is read, has none to lose.
    """
    glossary = project.site_config / "glossary.yml"
    odd = "- {name: A, aliases: Bcd}\n- {name: B}\n- {kind: person}\n"
    (project.site_config / "actors.yml").write_text(odd + "".join(f"- {{name: Name {n}}}\n" for n in range(5)))
    glossary.write_text("- {term: thaw, definition: Better relations.}\n")
    commit(project)
    for path in (project.site_config / "actors.yml", glossary):
        path.write_text("[]\n")
    told = [line.partition(": has lost ")[2].partition(": `git")[0] for line in lost_entries(project)]
    assert sorted(told) == [
        "1 name since the last commit: thaw",
        "7 names since the last commit: A; B; Name 0; Name 1; Name 2 and 2 more",
    ]
    assert [remark.code for remark in check(project)[1]].count("lost-entries") == 2


@pytest.mark.parametrize("left", ["memory", "folder", "nothing"])
def test_a_brief_made_anew_tells_what_it_lost(project: Project, left: str) -> None:
    """The page that was deleted had a note and a title of the desk's: git has both. One nobody touched says nothing."""
    pages = {page.stem: page for page in project.briefs.rglob("*.md")}
    for page in pages.values():
        page.unlink()
        if left != "memory":
            memory_path(page).unlink()
    if left == "nothing":
        shutil.rmtree(project.briefs)
    warnings = [line for line in generate(project, engine=engine()).warnings if "made anew" in line]
    one = pages["one"]
    way = f"`git restore {one} {memory_path(one)}` brings it back"
    assert warnings == [f"{one}: was deleted, with its note and 1 correction, and is made anew without: {way}"]


def test_without_git_a_memory_tells_that_there_was_a_page(project: Project) -> None:
    """Nobody knows what was in it; where the memory is gone too, it is a new article's brief."""
    shutil.rmtree(project.config.parent / ".git")
    one, two = (next(project.briefs.rglob(f"{name}.md")) for name in ("one", "two"))
    for path in (one, two, memory_path(two)):
        path.unlink()
    (told,) = generate(project, engine=engine()).warnings
    assert told.startswith(f"{one}: was deleted and is made anew: what people wrote into it is in no commit: ")
