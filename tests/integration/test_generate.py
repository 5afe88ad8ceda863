"""Regenerating as an editor meets it, with a quick reader of articles in the language model's place."""

from __future__ import annotations

import itertools
import os
import re
import shutil
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from generator.briefs.edits import merge
from generator.core.configuration import ActorRule, Budget, Catalog, GlossaryEntry, SiteConfig, Topic
from generator.core.errors import BriefingError, ReadingStoppedError
from generator.core.model import Article, Brief
from generator.desk.accept import accept
from generator.desk.diff import diff
from generator.desk.engine import Engine, rules_of, version_of
from generator.desk.generate import Outcome, generate
from generator.desk.publish import check, edits
from generator.desk.retired import Address, lost_successors, read_addresses, redirects, remember, retire
from generator.io.files import read_bytes
from generator.io.lock import NOTICED, exclusive
from generator.io.project import Project, project_at
from generator.io.records import memory_path, read_record, read_records, write_record
from generator.site.words import Words
from tests.command import git
from tests.fake import engine

ONE = "The Council of Arden said on Monday that it had counted 40 ships in the harbour of the town."
TWO = "The Ministry of Belmar reported in the spring that it had paid 30 euros for every crossing."
THREE = "The Railway of Corvale will report in the summer that it has moved 70 tonnes of grain."


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A site with two articles and their briefs."""
    (tmp_path / "articles").mkdir()
    made = project_at(tmp_path / "mkdocs.yml")
    article(made, "a.md", "First", ONE, TWO, THREE)
    article(made, "b.md", "Second", TWO + " It did.", THREE + " It will.")
    assert len(run(made).written) == 2
    return made


def article(project: Project, name: str, title: str, *sentences: str, head: str = "") -> Path:
    """Write an article."""
    path = project.articles / name
    path.write_text(f"---\ntitle: {title}\npublished: 2025-03-04\n{head}---\n" + "\n\n".join(sentences) + "\n")
    return path


def run(project: Project, version: int = 1) -> Outcome:
    """Regenerate; nothing may go wrong."""
    outcome = generate(project, engine=engine(version))
    assert not outcome.errors, outcome.errors
    return outcome


def brief(project: Project, name: str = "first") -> Path:
    """A brief's file."""
    return project.briefs / "2025" / f"{name}.md"


TITLE = "title: >-\n  First"
"""The title of the first brief as its page has it."""


def change(path: Path, old: str, new: str) -> None:
    """Edit a file as a person would."""
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_where_reading_stops_what_was_read_is_kept_and_nothing_is_gone(project: Project) -> None:
    """One error says so; what is behind it is read by the next run, which alone tells whose article is gone."""
    article(project, "c.md", "Third", ONE, TWO)
    article(project, "d.md", "Fourth", TWO, THREE)
    (project.articles / "a.md").unlink()

    def stopping(articles: Sequence[Article], ids: Sequence[str | None], catalog: Catalog) -> Iterator[Brief]:
        yield from itertools.islice(cast("Iterator[Brief]", engine().read(articles, ids, catalog)), 1)
        raise ReadingStoppedError("the workers are gone")

    outcome = generate(project, engine=replace(engine(), read=stopping))
    assert [path.stem for path in outcome.written] == ["third"]
    assert [error.problem for error in outcome.errors] == ["the workers are gone"]
    assert outcome.gone == ()
    after = run(project)
    assert ([path.stem for path in after.written], len(after.gone)) == (["fourth"], 1)


def test_one_more_article_reads_one_article(project: Project) -> None:
    """The engine sees what is new and nothing else; a second run sees nothing."""
    seen: list[str] = []

    def read(
        articles: Sequence[Article], ids: Sequence[str | None], catalog: Catalog
    ) -> Iterator[Brief | BriefingError]:
        seen.extend(a.source for a in articles)
        return engine().read(articles, ids, catalog)

    article(project, "c.md", "Third", THREE, ONE + " Nobody else did.")
    for unchanged in (2, 3):
        assert generate(project, engine=Engine(engine().version, read)).unchanged == unchanged
    assert seen == ["c.md"]


def test_an_edit_of_a_moved_text_keeps_its_proof(project: Project) -> None:
    """A paragraph put in front shifts all spans: an edited actor's evidence moves along and it is not stale."""
    line = "- Council of Arden (organization): "
    change(brief(project), f"{line}body of rules 1\n", f"{line}my own role # by phone\n")
    article(project, "a.md", "First", "Something quite new stands before the rest of it.", ONE, TWO, THREE)
    run(project)
    (item,) = [s for s in read_records(project.briefs)[0] if s.path == brief(project)]
    actor = item.record.brief.actors[0]
    assert actor.role == "my own role"
    assert not item.record.generated.stale
    assert actor.evidence[0].start == 55
    assert f"{line}my own role # by phone\n" in brief(project).read_text()


def test_mine_theirs_and_base_are_known_even_when_all_changed_at_once(project: Project) -> None:
    """An edit and a changed article between two runs: `check` shows all three values."""
    change(brief(project), TITLE, "title: Mine")
    change(project.articles / "a.md", "title: First", "title: Newer")
    run(project)
    (edit,) = edits(project)
    assert (edit.path, edit.mine, edit.theirs, edit.base) == ("title", "Mine", "Newer", "First")
    assert (edit.state, edit.stale) == ("changed", True)


def test_accept_takes_the_generators_value_or_keeps_mine(project: Project) -> None:
    """Changed, removed and stale values come back; a kept one is not stale any more; the rest of the file stays."""
    text = brief(project).read_text()
    figures = text[text.index("figures:\n") : text.index("whats_next:\n")]
    change(brief(project), figures, "")
    change(brief(project), TITLE, "# mine\ntitle: Mine")
    change(project.articles / "a.md", "title: First", "title: Newer")
    run(project)
    assert accept(project, "first", ["title"], keep=True) == [("title", "Mine", "Mine")]
    assert not read_records(project.briefs)[0][0].record.generated.stale
    run(project, 2)
    assert "title: Mine" in brief(project).read_text()
    with pytest.raises(BriefingError, match="own value: edited are: title, figures/"):
        accept(project, "first", ["takeaway"])
    accept(project, "first", ["figures"], engine=engine(2))
    assert accept(project, str(brief(project)), ["title"]) == [("title", "Mine", "Newer")]
    assert "# mine\ntitle: >-\n  Newer\n" in brief(project).read_text()
    assert not edits(project)
    run(project, 3)
    assert read_records(project.briefs)[0][0].record.brief.figures[0].text == "40 ships"


def test_accept_knows_the_generators_value_before_any_run(project: Project) -> None:
    """The memory holds what was last written: nothing is read again."""
    change(brief(project), TITLE, "title: Mine")
    assert accept(project, "first", []) == [("title", "Mine", "First")]
    assert TITLE in brief(project).read_text()


def test_accept_reads_the_article_again_where_nobody_remembers(project: Project) -> None:
    """A record of an older schema knows that a value was changed, and not from what."""
    record = read_record(brief(project)).record
    digests = "".join(f"    {path}: {known}\n" for path, known in record.generated.digests.items() if "/" in path)
    brief(project).write_text(
        "---\nschema: 2\nid: first\ntitle: Mine\narticle:\n  source: a.md\n  published: 2025-03-04\ngenerated:\n"
        f"  rules: x\n  digests:\n    title: 0123456789abcdef\n{digests}---\n"
    )
    assert accept(project, "first", ["title"], engine=engine()) == [("title", "Mine", "First")]


def test_a_lost_memory_is_rebuilt_and_no_edit_is_lost(project: Project) -> None:
    """What differs from the generator's stays and counts as a person's; `accept` waits until it is known again."""
    change(brief(project), TITLE, "title: Mine")
    figures = brief(project).read_text()
    change(brief(project), figures[figures.index("figures:\n") : figures.index("whats_next:\n")], "")
    memory_path(brief(project)).unlink()
    page = brief(project).read_bytes()
    with pytest.raises(BriefingError, match="its memory is lost"):
        accept(project, "first", [])
    assert run(project).written == (brief(project),)
    assert brief(project).read_bytes() == page
    assert {edit.path.partition("/")[0] for edit in edits(project)} == {"title", "figures"}
    assert run(project).unchanged == 2
    accept(project, "first", [], engine=engine())
    assert not edits(project)
    assert read_record(brief(project)).record.brief.figures


def test_an_item_a_person_added_is_theirs_alone(project: Project) -> None:
    """There is nothing of the generator's to accept in its place."""
    change(brief(project), "figures:\n", "- name: Port\n  kind: organization\nfigures:\n")
    with pytest.raises(BriefingError, match=r"first\.md: actors/port: was added by a person"):
        accept(project, "first", ["actors/port"], engine=engine())


def test_an_editors_save_in_the_middle_of_a_run_is_not_lost(project: Project) -> None:
    """What is saved while articles are being read is merged, not overwritten."""

    def read(
        articles: Sequence[Article], ids: Sequence[str | None], catalog: Catalog
    ) -> Iterator[Brief | BriefingError]:
        change(brief(project), TITLE, "title: Saved meanwhile")
        return engine(2).read(articles, ids, catalog)

    assert not generate(project, engine=Engine("fake2", read)).errors
    assert "title: Saved meanwhile\n" in brief(project).read_text()


def test_a_save_at_the_very_moment_of_writing_is_refused(project: Project) -> None:
    """Between reading and replacing a record, its bytes are compared once more."""
    (item,) = [s for s in read_records(project.briefs)[0] if s.path == brief(project)]
    change(brief(project), TITLE, "title: Just now")
    with pytest.raises(BriefingError, match="was changed while"):
        write_record(project.briefs, merge(item.record, replace(item.record.brief, title="T"), "9"), item)
    assert "title: Just now" in brief(project).read_text()


def test_a_renamed_article_is_followed_even_when_it_changed(project: Project) -> None:
    """By its bytes; by its title when most of its words are still there; and not when they are not."""
    change(brief(project), TITLE, "title: Mine")
    (project.articles / "a.md").rename(project.articles / "z.md")
    assert run(project).moved == (("a.md", "z.md"),)
    (project.articles / "z.md").unlink()
    article(project, "y.md", "First", ONE, "A new end of it was written by somebody.", TWO, THREE)
    assert run(project).moved == (("z.md", "y.md"),)
    assert "title: Mine\n" in brief(project).read_text()
    (project.articles / "y.md").unlink()
    article(project, "x.md", "First", "Nothing of this has ever been in the other article.", "Nor has this one at all.")
    (error,) = generate(project, engine=engine()).errors
    assert "few of its words" in str(error)
    assert "title: Mine\n" in brief(project).read_text()


def test_the_same_article_again_is_said_and_the_first_keeps_its_brief(project: Project) -> None:
    """A copy that sorts before the one that has a brief does not take it over."""
    (project.articles / "0.md").write_bytes((project.articles / "a.md").read_bytes())
    (error,) = generate(project, engine=engine()).errors
    assert f"is the same article as {project.articles / 'a.md'}" in str(error)
    assert "article: a.md" in brief(project).read_text()


def test_another_version_of_an_article_is_told_by_its_words_title_or_address(project: Project) -> None:
    """Such a file has a brief of its own, once and loudly; another article says nothing, nor does the next run."""
    own = "The Bakers of Dunmore closed their shops for a week, and nobody said when they would open again."
    article(project, "c.md", "Third", own, head="url: https://example.org/bread\n")
    assert not run(project).warnings
    article(
        project,
        "c2.md",
        "Fourth",
        "Nobody in the town knew of it.",
        head="url: http://www.example.org/bread/?utm_source=x\n",
    )
    article(project, "a2.md", "First", "Nothing of this has ever been in the other article.")
    article(project, "b2.md", "Fifth", TWO + " It did.", THREE + " It will.", "And this was seen late in the evening.")
    remedy = "if it is, keep the newer words in that file and remove this one"
    told = [
        f"{project.articles / new}: looks like another version of {project.articles / old}: {remedy}"
        for new, old in (("a2.md", "a.md"), ("b2.md", "b.md"), ("c2.md", "c.md"))
    ]
    assert list(run(project).warnings) == told
    assert not run(project).warnings
    article(project, "a.md", "First", ONE, TWO, THREE, "Nobody counted the boats.")
    assert not run(project).warnings, "an article that changed is no version of itself"
    alone = article(project, "a3.md", "First", "The mayor sang of ships that nobody in Arden had ever seen before.")
    assert not generate(project, (alone,), engine=engine()).warnings, "the articles beside it are not looked at"


def test_an_article_without_a_title_or_address_is_no_version_of_another(project: Project) -> None:
    """Two such articles have nothing in common."""
    for name, words in (("n.md", "The mill of Tarn has closed its gates."), ("o.md", "Jane Roe rowed across the bay.")):
        (project.articles / name).write_text(f"---\npublished: 2025-03-04\n---\n{words}\n")
    assert not run(project).warnings


def test_a_removed_article_is_told_and_retired_when_wanted(project: Project) -> None:
    """Untouched: the record goes. Touched: it moves, bytes and all, and comes back with its article."""
    data = {name: (project.articles / name).read_bytes() for name in ("a.md", "b.md")}
    change(brief(project), TITLE, "title: Mine")
    touched = brief(project).read_bytes()
    for name in data:
        (project.articles / name).unlink()
    article(project, "c.md", "Third", THREE, ONE + " Nobody else did.")
    outcome = run(project)
    assert [(g.entry.id, g.touched) for g in outcome.gone] == [("first", True), ("second", False)]
    assert brief(project, "second").exists(), "nothing is done before it is wanted"
    assert retire(project, outcome.gone) == [project.briefs / "retired" / "first.md", None]
    assert (project.briefs / "retired" / "first.md").read_bytes() == touched
    assert not brief(project, "second").exists()
    assert [s.record.brief.id for s in read_records(project.briefs)[0]] == ["third"]
    assert not run(project).gone
    (project.articles / "a.md").write_bytes(data["a.md"])
    run(project)
    assert "title: Mine\n" in brief(project).read_text()
    assert not list((project.briefs / "retired").glob("*"))
    assert [address.page for address in read_addresses(project.briefs)] == ["2025/first", "2025/second"]


def test_old_addresses_lead_on(project: Project) -> None:
    """A retired brief's to the list of briefs, a moved one's to where it is; a brief's own page goes before both."""
    change(project.articles / "a.md", "2025-03-04", "2024-03-04")
    run(project)
    assert (project.briefs / "2024" / "first.md").exists()
    remember(project.briefs, [Address(page="2025/gone", title="Gone & <b>"), Address(page="2025/second")])
    list_file = project.briefs / "retired.yml"
    change(list_file, "- page: 2025/gone", "# a remark of mine\n- page: 2025/gone")
    remember(project.briefs, [Address(page="2025/gone"), Address(page="2020/other")])
    assert "# a remark of mine\n" in list_file.read_text()
    pages = {"first": "briefs/2024/first.md", "second": "briefs/2025/second.md"}
    made = redirects(read_addresses(project.briefs), pages, Words.of("en"))
    assert sorted(made) == [f"briefs/{p}/index.html" for p in ("2020/other", "2025/first", "2025/gone")]
    assert 'url=../../2024/first/"' in made["briefs/2025/first/index.html"]
    assert 'url=../../"' in made["briefs/2025/gone/index.html"]
    assert "Gone &amp; &lt;b&gt;" in made["briefs/2025/gone/index.html"]
    flat = redirects(read_addresses(project.briefs), pages, Words.of("en"), folders=False)
    assert 'url=../2024/first.html"' in flat["briefs/2025/first.html"]
    change(list_file, "title: Gone", "brief: secund\n  title: Gone")
    (told,) = lost_successors(project.briefs, {"first", "second"})
    assert told.message == f"{list_file}: address 2025/gone: brief: there is no 'secund': write second"
    list_file.write_text("- page: ../../etc/passwd\n")
    with pytest.raises(BriefingError, match=r"retired\.yml: line 1: address .*: page"):
        read_addresses(project.briefs)


def test_mistakes_in_the_lists_that_people_keep_are_told(project: Project) -> None:
    """An actor of a kind that is none, one that stands twice, a term without its name and an address that is none were
    told by `check` alone; the briefs are written all the same.
    """
    project.site_config.mkdir(exist_ok=True)
    (project.site_config / "actors.yml").write_text(
        "- {name: Port of Norport, kind: compny}\n- {name: Roe, colour: red}\n- {name: Doe}\n- {name: Doe}\n"
    )
    (project.site_config / "glossary.yml").write_text("- {definition: a ship}\n")
    (project.briefs / "retired.yml").write_text("- page: nowhere\n")
    article(project, "c.md", "Third", THREE, ONE + " It would go on.")
    outcome = generate(project, engine=engine())
    assert (project.briefs / "2025" / "third.md") in outcome.written
    told = [str(error) for error in outcome.errors]
    assert len(told) == 5, told
    for words, line in zip(("compny", "colour", "already", "term: is missing", "page: 'nowhere'"), told, strict=True):
        assert words in line


def test_an_actor_that_stands_twice_is_told(project: Project) -> None:
    """With two roles it was no item that stands twice, and readers saw it twice; two of other kinds are two."""
    page = brief(project)
    head, _, note = page.read_text().rpartition("---\n")
    head = re.sub(r"(?ms)^(?:actors|terms):\n.*?(?=^\w|\Z)", "", head)
    page.write_text(
        f"{head}actors:\n- Norland (country)\n- Norland (place)\n- Jane Roe (person): minister\n"
        f"- Jane Roe (person): envoy\nterms:\n- sea mark: a buoy\n- Sea mark: a pole\n---\n{note}"
    )
    lines = page.read_text().splitlines()
    shutil.copytree(Path(__file__).parents[2] / "site_config" / "templates", project.site_config / "templates")
    told = [str(error) for error in check(project)[0] if "stands twice" in error.problem]
    assert told == [
        f"{page}: line {lines.index(item) + 1}: {named}: stands twice: remove one of the two"
        for item, named in (("- Jane Roe (person): envoy", "actor Jane Roe"), ("- Sea mark: a pole", "term Sea mark"))
    ]


def test_a_mistake_in_an_articles_front_matter_is_told_of_the_article(project: Project) -> None:
    """`check` named the brief, whose front matter has nothing wrong in its second line."""
    path = article(project, "c.md", "Note: Island", THREE, ONE + " It would go on.")
    run(project)
    shutil.copytree(Path(__file__).parents[2] / "site_config" / "templates", project.site_config / "templates")
    told = [remark.message for remark in check(project)[1] if "front matter" in remark.message]
    assert len(told) == 1
    assert told[0].startswith(f"{path}: front matter, line 2")


def test_files_that_are_no_articles_are_told(project: Project) -> None:
    """A page, a mail and a table among the articles were passed over in silence; pictures belong there."""
    for name in ("page.html", "deep/mail.eml", "notes.csv", "chart.PNG", ".hidden.html"):
        (project.articles / name).parent.mkdir(exist_ok=True)
        (project.articles / name).write_text("x")
    folder = project.articles
    told = run(project).warnings
    for name, line in zip(("deep/mail.eml", "notes.csv", "page.html"), told, strict=True):
        way = "save its words as .md, or" if name == "notes.csv" else f"run `briefing add {folder / name}`, then"
        assert line == f"{folder / name}: is not read: {way} move it elsewhere"
    assert generate(project, [folder / "a.md"], engine=engine()).warnings == ()


def test_two_runs_do_not_mix(project: Project) -> None:
    """The second says so in one line; after the first it goes on."""
    with exclusive(project), pytest.raises(BriefingError, match="another run") as caught:
        exclusive(project, patience=0).__enter__()
    assert "\n" not in str(caught.value)
    with exclusive(project, patience=0):
        pass


def test_a_run_waits_for_another_and_says_so(project: Project) -> None:
    """The preview holds the lock for seconds at a time: a command goes on after it, and tells once why it waits."""
    held = threading.Event()
    told: list[str] = []

    def other() -> None:
        with exclusive(project):
            held.set()
            time.sleep(NOTICED + 0.3)

    thread = threading.Thread(target=other)
    thread.start()
    held.wait()
    with exclusive(project, waiting=lambda: told.append("waiting")):
        assert told == ["waiting"]
    thread.join()
    with exclusive(project, waiting=lambda: told.append("again")):
        assert told == ["waiting"], "nobody was waited for"


def test_a_file_that_does_not_keep_still_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half of one state and half of another is no article."""
    path = tmp_path / "a.md"
    path.write_text("x")
    right = Path.read_bytes

    def growing(self: Path) -> bytes:
        data = right(self)
        self.write_bytes(data + b"y")
        return data

    monkeypatch.setattr(Path, "read_bytes", growing)
    with pytest.raises(BriefingError, match="being changed by another program"):
        read_bytes(path)


def test_what_bears_on_an_article_is_in_its_rules(tmp_path: Path) -> None:
    """Register, glossary terms, budget and tables count; definitions, topics and comments in tables do not."""
    plain = rules_of(Catalog(), engine())
    assert rules_of(Catalog(actors=(ActorRule("Arden"),)), engine()) != plain
    assert rules_of(Catalog(glossary=(GlossaryEntry("Term"),)), engine()) != plain
    assert rules_of(Catalog(topics=(Topic("Ports"),)), engine()) == plain
    assert rules_of(Catalog(SiteConfig(budget=(Budget(None, 0.4, 120, 12),))), engine()) != plain
    term = Catalog(glossary=(GlossaryEntry("Term"),))
    assert rules_of(Catalog(glossary=(GlossaryEntry("Term", definition="D."),)), engine()) == rules_of(term, engine())
    table = tmp_path / "t.yml"
    table.write_text("a: 1\n")
    before = version_of([table])
    table.write_text("# why\na: 1\n")
    assert version_of([table]) == before
    table.write_text("a: 2\n")
    assert version_of([table]) != before


def test_a_spoilt_cache_costs_nothing_but_time(project: Project) -> None:
    """Whatever stands in the cache, the briefs are the same."""
    before = brief(project).read_bytes()
    for path in (project.config.parent / ".cache" / "briefing").rglob("*.json"):
        path.write_text('{"version": 1, "values": [')
    assert run(project).unchanged == 2
    article(project, "c.md", "Third", THREE, ONE + " Nobody else did.")
    assert len(run(project).written) == 1
    assert brief(project).read_bytes() == before


def test_diff_against_a_commit_and_against_a_folder(project: Project, tmp_path: Path) -> None:
    """New, changed and retired briefs, the same from git as from a copy; an unreadable record is named."""
    root = project.config.parent
    git(root, "init", "-q")
    git(root, "add", "briefs")
    git(root, "commit", "-q", "-m", "x")
    copy = tmp_path / "copy"
    copy.mkdir()
    for path in (*project.briefs.rglob("*.md"), *project.briefs.rglob("*.proof.json")):
        (copy / path.name).write_bytes(path.read_bytes())
    assert diff(project.briefs, "HEAD") == ()
    change(brief(project), TITLE, "title: '@someone'")
    brief(project, "second").unlink()
    article(project, "c.md", "Third", THREE, ONE + " Nobody else did.")
    (project.articles / "b.md").unlink()
    run(project)
    found = diff(project.briefs, "HEAD")
    assert [(d.id, d.status) for d in found] == [("first", "changed"), ("second", "retired"), ("third", "new")]
    assert diff(project.briefs, str(copy)) == found
    assert [c.words for c in found[0].changes] == ["title: First -> @someone (by hand)"]
    change(brief(project), "title:", "title: [")
    assert [d.status for d in diff(project.briefs, "HEAD") if d.id == "first"] == ["unreadable"]
    for base in ("nowhere", "--output=x"):
        with pytest.raises(BriefingError, match="neither a folder nor a commit"):
            diff(project.briefs, base)


def test_a_link_that_leaves_the_articles_costs_that_article_only(tmp_path: Path) -> None:
    """What a link in articles/ points at outside of it is never read into a brief; the others are made."""
    (tmp_path / "secret.md").write_text(THREE)
    project = project_at(tmp_path / "mkdocs.yml")
    project.articles.mkdir()
    article(project, "a.md", "First", ONE, TWO)
    (project.articles / "leak.md").symlink_to(tmp_path / "secret.md")
    outcome = generate(project, engine=engine())
    assert [path.name for path in outcome.written] == ["first.md"]
    assert [str(error) for error in outcome.errors] == [
        f"{project.articles / 'leak.md'}: is a link that leaves its folder: put the article itself there"
    ]


def test_two_articles_of_one_title_get_two_briefs(project: Project) -> None:
    """The later by name gets a number, in one run or in two, and keeps it."""
    article(project, "oslo.md", "Budget", "The Council of Oslo passed a budget of 2.1 trillion kroner on Tuesday.")
    article(project, "helsinki.md", "Budget", "The Council of Helsinki passed a budget of 88 billion euros on Tuesday.")
    assert [path.stem for path in run(project).written] == ["budget", "budget-2"]
    assert "helsinki.md" in brief(project, "budget").read_text()
    assert "oslo.md" in brief(project, "budget-2").read_text()
    article(project, "athens.md", "Budget", "The Council of Athens passed a budget of 70 billion euros on Tuesday.")
    assert [path.stem for path in run(project).written] == ["budget-3"]
    assert [path.stem for path in run(project, version=2).written if "budget" in path.stem] == [
        "budget-3",
        "budget",
        "budget-2",
    ]


def test_an_article_whose_record_could_not_be_read_again_costs_itself(project: Project) -> None:
    """A title or a name beyond what a record holds writes nothing that `check` would refuse; the others are written."""
    article(project, "c.md", "word " * 5000, THREE, ONE + " Nobody else did.")
    article(project, "d.md", "Fourth", ONE + " So it is.", head=f"author: {'name ' * 5000}\n")
    article(project, "e.md", "Fifth", TWO + " And so on.", THREE)
    outcome = generate(project, engine=engine())
    assert [(e.path, e.field) for e in outcome.errors] == [
        (str(project.articles / "c.md"), "title"), (str(project.articles / "d.md"), "article/authors"),
    ]  # fmt: skip
    assert [path.stem for path in outcome.written] == ["fifth"]
    assert read_records(project.briefs)[1] == []


@pytest.mark.parametrize("with_memory", [False, True])
def test_two_records_of_one_article_are_named_and_neither_is_written_over(project: Project, with_memory: bool) -> None:
    """A copied page, with its memory or without: whose words count, only a person knows."""
    page = brief(project)
    for path in (page, *([memory_path(page)] if with_memory else [])):
        (page.parent / path.name.replace(page.stem, "copy")).write_bytes(path.read_bytes())
    before = {path: path.read_bytes() for path in page.parent.iterdir() if not path.name.startswith("second")}
    (error,) = generate(project, engine=engine(2)).errors
    assert "copy.md" in str(error)
    assert "first.md" in str(error)
    assert {path: path.read_bytes() for path in before} == before


def test_an_article_whose_name_is_no_text_costs_itself(project: Project) -> None:
    """Git and Linux hold names of any bytes; a record can name none that is not UTF-8."""
    odd = project.articles / os.fsdecode(b"\xff.md")
    try:
        odd.write_text(f"{THREE} {ONE} Nobody else did.\n")
    except OSError:
        pytest.skip("this system's names are UTF-8")
    outcome = generate(project, engine=engine())
    assert [(error.path, error.problem) for error in outcome.errors] == [(str(odd), "has a name that is no UTF-8")]
    assert outcome.unchanged == 2


def test_a_full_disk_is_no_defect_of_a_rule(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a rule cannot unpack for want of space is told as that, with its remedy."""

    def full(*_: object, **__: object) -> Article:
        raise OSError(28, "No space left on device")

    article(project, "c.md", "Third", THREE, ONE + " Nobody else did.")
    monkeypatch.setattr("generator.desk.generate.ingest", full)
    (error,) = generate(project, engine=engine()).errors
    assert str(error).endswith("c.md: cannot be taken in (No space left on device): free some space, then run again")
