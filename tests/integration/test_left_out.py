"""What fails costs itself: a broken record, article, template or actor, and what the command says of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.core.errors import Problems
from generator.core.model import Brief, Event, Evidence, Items
from generator.desk import publish
from generator.desk.generate import generate
from generator.desk.publish import check, render_tree
from generator.desk.verify import verify
from generator.io.project import Project
from generator.io.records import read_records
from generator.site.build import Site
from tests.fake import engine, site_of_three

BROKEN = (
    "",
    "---\nschema: 2\n",
    "no record",
    "---\nschema: 2\nid: x\nfigures: [{value: 1e999}]\n---\n",
    "---\n[[[[\n---\n",
)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A site of three briefs that can be rendered."""
    return site_of_three(tmp_path)


@pytest.mark.parametrize("text", BROKEN)
def test_a_record_that_cannot_be_read_is_left_out_and_told(text: str, project: Project) -> None:
    """The site has the other briefs; the error names the file; nothing is lost of what stands in it."""
    path = project.briefs / "2025" / "two.md"
    path.write_text(text)
    made = render_tree(project, project.docs)
    assert [error.path for error in made.errors] == [str(path)]
    pages = {p.stem for p in (project.docs / "briefs" / "2025").glob("*.md")}
    assert pages == {"one", "three"}
    errors, _, count = check(project)
    assert (count, [error.path for error in errors]) == (2, [str(path)])
    generate(project, engine=engine(2))
    assert path.read_text() == text


def test_a_list_of_old_addresses_that_cannot_be_read_is_told(project: Project) -> None:
    """No site is built with it, and `check`, which an editor asks first, had nothing to say."""
    path = project.briefs / "retired.yml"
    path.write_text("- page: 2025/gone\n  breif: two\n")
    assert [str(error) for error in check(project)[0]] == [
        f"{path}: line 2: address 2025/gone: breif: is not a key of it: write brief"
    ]
    path.write_text("- page: 2025/gone\n  brief: tow\n")
    errors, remarks, _ = check(project)
    assert not errors
    assert any("there is no 'tow': write two" in remark.message for remark in remarks)


def test_a_memory_that_is_lost_is_told_as_that(project: Project) -> None:
    """An article that nobody touched was said to have changed."""
    path = project.briefs / "2025" / "two.md"
    path.with_name("two.proof.json").unlink()
    (error,) = check(project)[0]
    assert str(error) == f"{path}: its two.proof.json is missing: run `briefing generate`"
    generate(project, engine=engine(2))
    assert check(project)[0] == []


@pytest.mark.parametrize(
    ("name", "article", "problem"),
    [
        *(
            (name, "two.md", f"id: {name!r} cannot name a page: ")
            for name in ("#", "a#b", "a?b", "a%20b", "a\nb", "a b")
        ),
        ("é" * 101, "two.md", "id: "),
        ("mine", "two/" * 80 + "two.md", "article: has more than 255 bytes: "),
    ],
)
def test_a_record_whose_names_no_site_can_hold_is_left_out_and_told(
    name: str, article: str, problem: str, project: Project
) -> None:
    """A file's name stands in addresses and links; an article's must be one that a folder can be asked for."""
    old, path = (project.briefs / "2025" / f"{stem}.md" for stem in ("two", name))
    path.write_text(old.read_text().replace("article: two.md", f"article: {article}"))
    for errors in (
        render_tree(project, project.docs).errors,
        check(project)[0],
        generate(project, engine=engine(2)).errors,
    ):
        assert [error.path for error in errors] == [str(path)]
        assert problem in str(errors[0])


def test_the_article_of_a_broken_record_waits(project: Project) -> None:
    """A record under a name of its own that cannot be read is mended, not doubled by a second one of its article."""
    old, path = (project.briefs / "2025" / f"{name}.md" for name in ("two", "mine"))
    path.write_text(old.read_text().replace("title:", "titel:"))
    old.unlink()
    outcome = generate(project, engine=engine(2))
    assert [error.path for error in outcome.errors] == [str(path)]
    assert not old.exists()


def test_an_emptied_record_is_not_doubled(project: Project) -> None:
    """Its memory still names its article: none is made beside it, whatever the article says now."""
    path = project.briefs / "2025" / "two.md"
    kept = path.read_text()
    path.write_text("")
    article = project.articles / "two.md"
    article.write_text(article.read_text().replace("title: two", "title: another"))
    outcome = generate(project, engine=engine(2))
    assert [error.path for error in outcome.errors] == [str(path)]
    assert {p.stem for p in path.parent.glob("*.md")} == {"one", "two", "three"}
    path.write_text(kept)
    assert not generate(project, engine=engine(2)).errors
    assert not check(project)[0]
    path.unlink()
    assert not generate(project, engine=engine(2)).errors
    assert not check(project)[0]


def test_no_site_is_built_of_nothing_but_broken_records(project: Project) -> None:
    """An empty site in the place of a good one would be worse than the errors."""
    for path in project.briefs.rglob("*.md"):
        path.write_text("broken")
    with pytest.raises(Problems):
        render_tree(project, project.docs)


def test_an_article_that_moved_on_still_stops_the_build(project: Project) -> None:
    """What is published must be what the article says: this is the one thing that is not built around."""
    article = project.articles / "two.md"
    article.write_text(article.read_text().replace("41 ships", "99 ships"))
    with pytest.raises(Problems):
        render_tree(project, project.docs)


def test_reviewers_see_the_others(project: Project) -> None:
    """What a change is shown with leaves that brief out and says so: it does not cost the others their preview."""
    article = project.articles / "two.md"
    article.write_text(article.read_text().replace("41 ships", "99 ships"))
    made = render_tree(project, project.docs, proven_only=True)
    assert [error.path for error in made.errors] == [str(project.briefs / "2025" / "two.md")]
    assert {p.stem for p in (project.docs / "briefs" / "2025").glob("*.md")} == {"one", "three"}
    article.write_text("")
    assert [error.path for error in render_tree(project, project.docs, proven_only=True).errors] == [str(article)]
    assert {p.stem for p in (project.docs / "briefs" / "2025").glob("*.md")} == {"one", "three"}


def test_a_brief_on_which_a_rule_fails_is_left_out_and_told(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A defect that one brief meets costs that brief; one that none meets alone, or all, is not hidden."""
    whole = publish.build_site

    def brittle(briefs: Sequence[Brief], *rest: Any) -> Site:
        if any(brief.id in broken for brief in briefs):
            raise ZeroDivisionError("of a rule")
        return whole(briefs, *rest)

    monkeypatch.setattr(publish, "build_site", brittle)
    broken = {"two"}
    made = render_tree(project, project.docs)
    assert [error.path for error in made.errors] == [str(project.briefs / "2025" / "two.md")]
    assert {p.stem for p in (project.docs / "briefs" / "2025").glob("*.md")} == {"one", "three"}
    broken = {"one", "two", "three"}
    with pytest.raises(ZeroDivisionError):
        render_tree(project, project.docs)


def test_a_brief_that_fails_beside_another_is_left_out_and_told(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two that only together meet a defect the last one goes; one that any two meet is not hidden."""
    whole = publish.build_site
    clash = {"one", "two"}

    def brittle(briefs: Sequence[Brief], *rest: Any) -> Site:
        if len(clash & {brief.id for brief in briefs}) > 1:
            raise ZeroDivisionError("of a rule")
        return whole(briefs, *rest)

    monkeypatch.setattr(publish, "build_site", brittle)
    assert [error.path for error in check(project)[0]] == [str(project.briefs / "2025" / "two.md")]
    render_tree(project, project.docs)
    assert {p.stem for p in (project.docs / "briefs" / "2025").glob("*.md")} == {"one", "three"}
    clash = {"one", "two", "three"}
    with pytest.raises(ZeroDivisionError):
        render_tree(project, project.docs)


def test_a_bad_entry_of_the_configuration_costs_itself(project: Project) -> None:
    """The site is built without the term, and the error names its file, line and field."""
    (project.site_config / "glossary.yml").write_text("- {term: Harbour, definition: 7}\n- {term: Council}\n")
    made = render_tree(project, project.docs)
    (error,) = made.errors
    assert str(error).startswith(f"{project.site_config / 'glossary.yml'}: line 1: term Harbour: definition")
    assert str(error) in map(str, check(project)[0])
    assert (project.docs / "briefs" / "2025" / "one.md").is_file()


def test_what_a_brief_folds_is_proven_too(project: Project) -> None:
    """A folded item is on the page all the same: one that its article does not say is an error that names it."""
    stored = read_records(project.briefs)[0][0]
    astray = Event("e-1", "2025", "It sank.", (Evidence(0, 8, "It sank."),))
    folds = replace(stored.record, brief=replace(stored.record.brief, more=Items(events=(astray,))))
    assert verify(project, [stored], project.catalog())[0] == []
    errors, *_ = verify(project, [replace(stored, record=folds)], project.catalog())
    assert [error.field for error in errors] == ["events/e-1"]


def test_a_proof_shows_what_stands_around_its_words(project: Project) -> None:
    """The sentence beside a statement, from the article; without the article the proof is what the record knows."""
    page = project.docs / "briefs" / "2025" / "one.md"
    neighbour = "<span data-pagefind-ignore>The Council of Arden said on Monday that it had counted 40 ships"
    render_tree(project, project.docs)
    assert neighbour in page.read_text("utf-8")
    (project.articles / "one.md").unlink()
    render_tree(project, project.docs)
    assert neighbour not in page.read_text("utf-8")
