"""An editor's commands write what an editor would: `set` into a page, the others into the curated lists."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import click
import pytest

from generator.briefs.edits import merge, open_paths
from generator.briefs.records import page_text
from generator.commands import completion
from generator.core import yamltext
from generator.core.errors import BriefingError
from generator.core.model import Actor, Brief, Diagnostic
from generator.desk import curate
from generator.desk.accept import accept
from generator.desk.correct import correct, start
from generator.desk.engine import Engine
from generator.desk.generate import generate
from generator.desk.naming import alike, called
from generator.desk.publish import check
from generator.desk.verify import edits_of, twice, verify
from generator.io.project import Project, project_at
from generator.io.records import Stored, read_records, write_record
from tests.fake import engine
from tests.unit.test_records import sample_brief

ROOT = Path(__file__).parents[2]
ARTICLE = """---
title: Report on the {name}
published: 2025-03-0{n}
---
The Council of {name} said on Monday that it had counted 40 tonnes in the first statement of the series.

The Ministry of Belmar will report in the summer that it had counted 50 ships in the second statement of it.
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A site of two briefs."""
    (tmp_path / "articles").mkdir()
    for n, name in enumerate(("Arden", "Corvale"), 1):
        (tmp_path / "articles" / f"{name}.md").write_text(ARTICLE.format(name=name, n=n))
    (tmp_path / "site_config").mkdir()
    (tmp_path / "site_config" / "actors.yml").write_text("# who\n\n[]\n")
    made = project_at(tmp_path / "mkdocs.yml")
    generate(made, engine=engine())
    return made


BRIEF = "report-on-the-arden"


def page(project: Project) -> str:
    """The page of the first brief."""
    return (project.briefs / "2025" / f"{BRIEF}.md").read_text()


@pytest.mark.parametrize(
    ("field", "value", "line"),
    [
        ("published", "6 May 2025", "published: 6 May 2025\n"),
        ("title", "New: a title # here", "title: >-\n  New: a title # here\n"),
        ("authors", "A B; C D", "authors:\n- A B\n- C D\n"),
        ("actors", "Port Authority (organisation): owner", "- Port Authority (organization): owner\n"),
        ("actors/council-of-arden/role", "host", "- Council of Arden (organization): host\n"),
        ("actors/Council of", "Council of Arden (group)", "- Council of Arden (group)\n"),
        ("figures/40 tonnes/measure", "cargo", "- 40 tonnes: cargo\n  value: 40 tonne\n"),
        ("figures", "12 million euros: cost", "- 12 million euros: cost\n"),
        ("whats_next", "autumn 2026, expected: A vote: maybe.", "- autumn 2026, expected: >-\n    A vote: maybe.\n"),
        ("note", "Mine.", "---\nMine.\n"),
    ],
)
def test_set_writes_the_line_an_editor_would(project: Project, field: str, value: str, line: str) -> None:
    """The line is there, every other line of a laid-out page stays, and the next run keeps it."""
    path = project.briefs / "2025" / f"{BRIEF}.md"
    path.write_text(page(project).replace("actors:\n", "# who acts\nactors:\n"))
    before = page(project).splitlines()
    correct(project, BRIEF, field, value)
    assert line in page(project)
    lost = [one for one in before if one not in page(project).splitlines()]
    assert len(lost) <= 2, lost
    generate(project, engine=engine(2))
    assert line in page(project)
    assert "# who acts\n" in page(project)


def test_a_new_name_is_told_beside_the_whole_old_one(project: Project) -> None:
    """What two names end with was left out of the first, as it is of figures: "Council -> Great Council of Arden"."""
    _, told = correct(project, BRIEF, "actors/Council of Arden/name", "Great Council of Arden")
    assert [change.words for change in told] == ["actor: Council of Arden -> Great Council of Arden (by hand)"]


def test_set_with_nothing_removes(project: Project) -> None:
    """An item goes for good, a date is emptied."""
    correct(project, BRIEF, "actors/ministry-of-belmar", "")
    correct(project, BRIEF, "published", "")
    generate(project, engine=engine(2))
    (stored, _) = sorted(read_records(project.briefs)[0], key=lambda item: item.record.brief.id)
    assert [actor.name for actor in stored.record.brief.actors] == ["Council of Arden"]
    assert stored.record.brief.article.published is None


@pytest.mark.parametrize(
    ("brief", "field", "value", "said"),
    [
        ("report-on-arden", "title", "x", "there is no such brief: did you mean report-on-the-arden"),
        (BRIEF, "publised", "2025", "publised: there is no such field: did you mean published?"),
        (BRIEF, "actor", "A", "did you mean actors or authors?"),
        (BRIEF, "actors/RDE", "", "there is no such actor: there are"),
        (BRIEF, "published", "31 September 2025", "is a day that no calendar has"),
        (BRIEF, "url", "foo", "begin it with https://"),
        (BRIEF, "title", "", "a brief has a title"),
        (BRIEF, "actors/Concil of Arden", "", "did you mean Council of Arden?"),
        (BRIEF, "actors/council-of-arden/rle", "x", "'rle' is not a field of it: write role"),
        (BRIEF, "actors", "Council of Arden (organization): body of rules 1", "has the actor Council of Arden already"),
        (BRIEF, "actors", "council of Arden (group)", "to change it, set actors/Council of Arden/role"),
        (BRIEF, "url", "https://example.org/a b", "write %20 for its spaces"),
        (BRIEF, "whats_next", "2026, expcted: A", "certainty: 'expcted' is none: write expected"),
    ],
)
def test_set_says_what_was_meant(project: Project, brief: str, field: str, value: str, said: str) -> None:
    """A wrong name or value changes nothing and names the right one."""
    before = page(project)
    with pytest.raises(BriefingError) as caught:
        correct(project, brief, field, value)
    assert said in str(caught.value)
    assert page(project) == before


def actors(project: Project) -> list[dict[str, object]]:
    """What `actors.yml` says."""
    loaded: list[dict[str, object]] = yamltext.load((project.site_config / "actors.yml").read_text())
    return loaded


def test_merge_and_split_are_each_others_opposite(project: Project) -> None:
    """Names are joined under the one named last and parted again; an entry that goes leaves what it says behind."""
    curate.merge(project, "council of arden", "Council of Corvale")
    assert actors(project) == [{"name": "Council of Corvale", "kind": "organization", "aliases": ["Council of Arden"]}]
    curate.merge(project, "Council of Corvale", "Ministry of Belmar")
    assert actors(project) == [
        {
            "name": "Ministry of Belmar",
            "kind": "organization",
            "aliases": ["Council of Corvale", "Council of Arden"],
        }
    ]
    curate.split(project, "Ministry of Belmar", "Council of Arden")
    assert actors(project)[0]["aliases"] == ["Council of Corvale"]
    assert actors(project)[0]["distinct_from"] == ["Council of Arden"]
    again = curate.merge(project, "Council of Arden", "Ministry of Belmar")
    assert again.line().endswith("; no longer kept apart: Council of Arden"), "a decision taken back is said"
    assert "distinct_from" not in actors(project)[0]
    project.catalog()
    assert (project.site_config / "actors.yml").read_text().startswith("# who\n")


def test_a_split_says_nothing_of_the_kind(project: Project) -> None:
    """Whom the register keeps apart may be of another kind by an editor's hand, in a brief."""
    curate.split(project, "Council of Arden", "Council of Corvale")
    assert actors(project) == [{"name": "Council of Arden", "distinct_from": ["Council of Corvale"]}]


def test_reject_and_define(project: Project) -> None:
    """A name is no actor; a term means this, in the spelling it has; both say when they say so already."""
    assert curate.reject(project, "Ministry of Belmar").changed
    assert not curate.reject(project, "Ministry of Belmar").changed
    curate.define(project, "thaw", "Better relations.")
    curate.define(project, "Thaw", "Relations: better.")
    assert [(e.term, e.definition) for e in project.catalog().glossary] == [("thaw", "Relations: better.")]
    with pytest.raises(BriefingError, match="did you mean thaw"):
        curate.define(project, "thaws", "x")
    curate.define(project, "thaws", "x", new=True)
    with pytest.raises(BriefingError, match="did you mean Council of Arden"):
        curate.reject(project, "Concil of Arden")


def test_two_roles_are_never_joined_unasked(project: Project) -> None:
    """What an editor said of each of two actors cannot both hold of one: the editor decides."""
    path = project.site_config / "actors.yml"
    path.write_text("- name: Council of Arden\n  role: host\n- name: Council of Corvale\n  role: guest\n")
    with pytest.raises(BriefingError, match="each have a role"):
        curate.merge(project, "Council of Arden", "Council of Corvale")
    assert len(actors(project)) == 2


def test_a_page_without_memory_is_set_as_well(project: Project) -> None:
    """A lost memory is made anew by the next run, and the change is among what a person wrote."""
    shutil.move(project.briefs / "2025" / f"{BRIEF}.proof.json", project.briefs / "lost.json")
    correct(project, BRIEF, "title", "Mine")
    generate(project, engine=engine())
    assert "title: >-\n  Mine\n" in page(project)


def test_a_brief_of_the_desks_own(project: Project) -> None:
    """It needs no article: no run retires, doubles or changes it, its page claims no proof, a build shows it."""
    with pytest.raises(BriefingError, match="there is a brief of this name"):
        start(project, "Report on the Corvale", "2025", "x")
    with pytest.raises(BriefingError, match="is a day that no calendar has"):
        start(project, "A summit", "31 September 2025", "x")
    path = start(project, "A summit nobody reported", "9 May 2025", "They met in private.")
    correct(project, path.stem, "actors", "Council of Arden (organization): host")
    correct(project, path.stem, "quotes", "Council of Arden: We met.")
    text = path.read_text()
    outcome = generate(project, engine=engine())
    assert (outcome.gone, outcome.errors, outcome.written) == ((), (), ())
    assert path.read_text() == text
    assert path.relative_to(project.briefs).as_posix() == "2025/a-summit-nobody-reported.md"
    shutil.copytree(ROOT / "site_config" / "templates", project.site_config / "templates")
    errors, remarks, count = check(project)
    assert (errors, count) == ([], 3)
    assert [d.message for d in remarks if "summit" in d.message] == []
    with pytest.raises(BriefingError, match="was added by a person"):
        accept(project, path.stem, ["title"], engine=engine())
    assert path.read_text() == text


def test_a_title_that_is_a_note_of_the_desks_stands_for_itself(project: Project) -> None:
    """An article of the same title, added later, gets a brief of another name; the note is never its record."""
    path = start(project, "Report on the Dunmere", "2025-03-03", "A note.")
    text = path.read_text()
    (project.articles / "Dunmere.md").write_text(ARTICLE.format(name="Dunmere", n=3))
    outcome = generate(project, engine=engine())
    assert [p.name for p in outcome.written] == ["report-on-the-dunmere-2.md"]
    assert path.read_text() == text


def test_a_memory_is_still_swept_beside_a_note(project: Project) -> None:
    """A note has no memory and never had one: it is not what a memory without a page waits for."""
    start(project, "A note", "2025", "x")
    alone = project.briefs / "2025" / "nobody.proof.json"
    shutil.copy(project.briefs / "2025" / f"{BRIEF}.proof.json", alone)
    generate(project, engine=engine())
    assert not alone.exists()


def test_shells_complete_what_there_is(project: Project) -> None:
    """Briefs, fields, the items of a list and listed names, from where they stand; nothing where nothing stands."""
    argument = click.Argument(["brief"])
    context = click.Context(click.Command("set"))
    context.params = {"config": project.config, "brief": BRIEF}
    assert completion.briefs(context, argument, "report-on-the-a") == [BRIEF]
    assert completion.fields(context, argument, "tak") == ["takeaway"]
    assert completion.fields(context, argument, "actors/c") == ["actors/council-of-arden"]
    named = completion.listed("actors.json", "name")
    assert named(context, argument, "") == []
    data = project.docs / "data"
    data.mkdir(parents=True)
    (data / "actors.json").write_text('[{"name": "Élan Council"}, {"name": "Arden"}]')
    assert named(context, argument, "elan") == ["Élan Council"]
    (data / "actors.json").write_text("spoilt")
    assert named(context, argument, "") == []


def test_a_bare_number_keeps_the_unit_of_its_figure(project: Project) -> None:
    """Another number of the same money is money still, and is told in digits."""
    correct(project, BRIEF, "figures", "97 million euros")
    _, (told,) = correct(project, BRIEF, "figures/97 million euros/value", "98000000")
    assert told.words == "figure 97 million euros: value: 97 million EUR -> 98 million EUR"
    figure = next(f for f in read_records(project.briefs)[0][0].record.brief.figures if f.text == "97 million euros")
    assert (figure.value, figure.unit, figure.kind) == (Decimal(98000000), "EUR", "money")
    correct(project, BRIEF, "figures/97 million euros/value", "up 3 million EUR")
    correct(project, BRIEF, "figures/97 million euros/value", "4 million")
    assert "value: up 4 million EUR\n" in page(project)
    correct(project, BRIEF, "figures/97 million euros/value", "down 5 million")
    assert "value: down 5 million EUR\n" in page(project)
    correct(project, BRIEF, "figures/97 million euros/value", "98 ships")
    assert "value: 98 ships\n" in page(project)


def test_a_figure_of_the_same_unit_keeps_its_measure(project: Project) -> None:
    """ "Ships" are the "ship" that the figure counts; what counts other things has a measure of its own, or none."""
    correct(project, BRIEF, "figures", "97 square kilometres: fishing zone")
    correct(project, BRIEF, "figures/97 square kilometres/value", "97 square kilometre")
    correct(project, BRIEF, "figures/97 square kilometres", "98 square kilometres")
    assert "- 98 square kilometres: fishing zone\n  value: 98 square kilometre\n" in page(project)
    correct(project, BRIEF, "figures/98 square kilometres/value", "99 square kilometres")
    assert "  value: 99 square kilometre\n" in page(project)
    correct(project, BRIEF, "figures/98 square kilometres", "90 square kilometres: port")
    assert "- 90 square kilometres: port\n" in page(project)
    correct(project, BRIEF, "figures/90 square kilometres", "12 ships")
    assert "12 ships" in page(project)
    assert "12 ships: port" not in page(project)


def test_a_value_that_its_words_do_not_have_is_warned_of(project: Project) -> None:
    """The item is named, and only where a person wrote it."""
    shutil.copytree(ROOT / "site_config" / "templates", project.site_config / "templates")
    correct(project, BRIEF, "figures", "97 million euros")
    assert not [remark for remark in check(project)[1] if remark.code == "value-not-its-words"]
    correct(project, BRIEF, "figures/97 million euros/value", "69 million EUR")
    (warned,) = [remark for remark in check(project)[1] if remark.code == "value-not-its-words"]
    assert warned.message.endswith(
        "its words are '97 million euros', its value '69 million EUR': correct one of the two"
    )
    ((_, mine, kept),) = accept(project, BRIEF, ["figures/97 million euros"], keep=True)
    assert mine == kept == "97 million euros (value: 69 million EUR)"
    assert not [remark for remark in check(project)[1] if remark.code == "value-not-its-words"]


def test_words_of_no_letters_are_like_no_name() -> None:
    """A name is like what begins one of its words."""
    assert alike("", ["Jane Roe", "Norport"]) == alike("port", ["Airport Authority"]) == []
    assert alike("roe", ["Norport", "Jane Roe"]) == ["Jane Roe"]


def test_what_is_kept_counts_as_checked_until_it_is_changed(project: Project) -> None:
    """A name that no article has is told of once a word, and no more when the editor has said that it is right."""
    shutil.copytree(ROOT / "site_config" / "templates", project.site_config / "templates")
    correct(project, BRIEF, "actors", "Jane Roe (person): Duchess of Norport and Norport")
    told = [remark.message.partition(": actors/")[2] for remark in foreign(project)]
    assert told == [f"jane-roe: {word!r} is not in the article" for word in ("Roe", "Norport")]
    accept(project, BRIEF, ["actors/Jane Roe"], keep=True)
    generate(project, engine=engine())
    assert not foreign(project)
    correct(project, BRIEF, "actors/Jane Roe/role", "Duchess of Westport")
    assert len(foreign(project)) == 2


def foreign(project: Project) -> list[Diagnostic]:
    """The remarks of what is not in an article."""
    return [remark for remark in check(project)[1] if remark.code == "not-in-article"]


def test_taking_back_a_removal_whose_item_is_gone_brings_nothing_back(project: Project) -> None:
    """Its words are not in the article any more: the edit alone goes, and the briefs are proven as before."""
    shutil.copytree(ROOT / "site_config" / "templates", project.site_config / "templates")
    gone = next(f.id for f in read_records(project.briefs)[0][0].record.brief.figures if f.text == "40 tonnes")
    correct(project, BRIEF, "figures/40 tonnes", "")
    article = project.articles / "Arden.md"
    article.write_text(article.read_text().replace("40 tonnes", "60 tonnes"))
    generate(project, engine=engine())
    assert accept(project, BRIEF, ["figures/" + gone], keep=True)[0][1:] == ("nothing", "nothing")
    assert gone_from(project) == [f"figures/{gone}"], "kept, it is still one that a person took out"
    ((path, old, new),) = accept(project, BRIEF, [], engine=engine())
    assert (path.partition("/")[0], old, new) == ("figures", "nothing", "nothing")
    assert not check(project)[0]
    assert "40 tonnes:" not in page(project)


def gone_from(project: Project) -> list[str]:
    """What a person took out of the first brief."""
    return [edit.path for edit in edits_of(read_records(project.briefs)[0][0]) if edit.state == "removed"]


def test_a_correction_made_in_brief_and_article_is_one(project: Project) -> None:
    """The publisher corrects what the editor had corrected: the item stands once, and is the generator's own."""
    shutil.copytree(ROOT / "site_config" / "templates", project.site_config / "templates")
    path = project.briefs / "2025" / f"{BRIEF}.md"
    for file in (path, project.articles / "Arden.md"):
        file.write_text(file.read_text().replace("40 ton", "60 ton"))
    outcome = generate(project, engine=engine())
    assert not outcome.errors
    assert page(project).count("- 60 tonnes:") == 1
    assert not read_records(project.briefs)[0][0].record.brief.edited
    assert not check(project)[0]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "- Ministry of Belmar (organization): body of rules 1",
            "- Council of Arden (organization): host",
            "actor Council of Arden: stands twice: ",
        ),
        (
            "- Ministry of Belmar (organization): body of rules 1",
            "- name: Belmar\n  kind: organization\n  aliases: council of arden",
            "actor Belmar: stands twice, as Council of Arden too: ",
        ),
    ],
)
def test_who_stands_twice_by_hand_is_an_error_and_stays_shown(project: Project, old: str, new: str, said: str) -> None:
    """By its name or another one; no statement is wrong, so that the brief is checked and built like any other."""
    path = project.briefs / "2025" / f"{BRIEF}.md"
    assert old in page(project)
    path.write_text(page(project).replace(old, new))
    stored = read_records(project.briefs)[0]
    told = [f"{path}: line {line_of(path, new)}: {said}remove one of the two"]
    assert [str(error) for error in twice(stored)] == told
    assert verify(project, stored, project.catalog()).errors == []


def line_of(path: Path, words: str) -> int:
    """The line of a file that the first of these words begin."""
    return path.read_text().split(words)[0].count("\n") + 1


@pytest.mark.parametrize("field", ["figures/41 tonnes", "figures/40 tonnes", "figures/41", "ID", "ID CUT"])
def test_accept_knows_an_item_by_its_words_as_set_does(project: Project, field: str) -> None:
    """As it stands, as it was before the change, by its beginning, and by the id that `check` tells, whole or begun."""
    correct(project, BRIEF, "figures/40 tonnes", "41 tonnes")
    (path,) = [path for path in open_paths(read_records(project.briefs)[0][0].record) if path.startswith("figures/")]
    asked = {"ID": path, "ID CUT": path[:-2]}.get(field, field)
    done = accept(project, BRIEF, [asked], engine=engine())
    assert done == [(path, "41 tonnes", "40 tonnes")]


@pytest.mark.parametrize("field", ["figures/ ", "figures/f"])
def test_accept_takes_no_blank_for_an_item(project: Project, field: str) -> None:
    """Nor the letter that every figure's id begins with: nothing is named by them."""
    correct(project, BRIEF, "figures/40 tonnes", "41 tonnes")
    with pytest.raises(BriefingError, match="there is no such field"):
        accept(project, BRIEF, [field])


def test_accept_says_which_item_was_meant(project: Project) -> None:
    """A removed item is known by what it said; words of several are told apart, and slipped ones answered."""
    correct(project, BRIEF, "figures/40 tonnes", "")
    with pytest.raises(BriefingError, match="figures/50 Ships: is the generator's own value"):
        accept(project, BRIEF, ["figures/50 Ships"], engine=engine())
    correct(project, BRIEF, "figures/50 ships", "49 ships")
    with pytest.raises(BriefingError, match="is said of 2 items: name one: figures/f-"):
        accept(project, BRIEF, ["figures/4"], engine=engine())
    with pytest.raises(BriefingError, match="no such field: did you mean figures/40 tonnes or "):
        accept(project, BRIEF, ["figures/40 tones"], engine=engine())
    assert accept(project, BRIEF, ["figures/40 tonnes"], engine=engine())[0][1:] == ("nothing", "40 tonnes")


def test_accept_knows_an_item_by_the_generators_newer_words(project: Project) -> None:
    """`check` tells them, so that they are what an editor copies."""
    correct(project, BRIEF, "figures/40 tonnes", "41 tonnes")
    stored = next(it for it in read_records(project.briefs)[0] if it.record.brief.id == BRIEF)
    (path,) = [path for path in open_paths(stored.record) if path.startswith("figures/")]
    generated = stored.record.generated
    newer = {path: {**generated.base[path], "text": "60 tonnes", "value": "60"}}
    write_record(project.briefs, replace(stored.record, generated=replace(generated, stale=newer)), stored)
    assert accept(project, BRIEF, ["figures/60 tonnes"], engine=engine()) == [(path, "41 tonnes", "60 tonnes")]


def test_accept_takes_no_item_that_is_not_named(project: Project) -> None:
    """A list and a stroke name nothing; a list that nobody changed is one all the same."""
    correct(project, BRIEF, "figures/40 tonnes", "41 tonnes")
    with pytest.raises(BriefingError, match="figures/: there is no such field"):
        accept(project, BRIEF, ["figures/"], engine=engine())
    with pytest.raises(BriefingError, match="quotes: is the generator's own value"):
        accept(project, BRIEF, ["quotes"], engine=engine())


def test_a_whole_name_goes_before_one_that_begins_so() -> None:
    """Roe is Roe where Roe Inc. is there too; without Roe the beginning is enough."""
    assert called("roe", [["Roe Inc."], ["Roe"]]) == [1]
    assert called("roe", [["Roe Inc."], ["Doe"]]) == [0]


@pytest.mark.parametrize(("edited", "errors"), [((), 0), (("port",), 1), (("p",), 1)])
def test_what_stands_twice_is_told_where_a_person_wrote_one_of_the_two(edited: tuple[str, ...], errors: int) -> None:
    """The first or the second; two that the generator found are no editor's to mend."""
    actors = (Actor("port", "Port", "organization"), Actor("p", "Port", "organization", role="payer"))
    record = merge(None, replace(sample_brief(), actors=actors), "1")
    marked = replace(record.brief, edited=frozenset(f"actors/{ident}" for ident in edited))
    stored = Stored(Path("port.md"), replace(record, brief=marked), page_text(record), None)
    assert len(twice([stored])) == errors


def test_a_figure_that_may_be_a_removed_one_is_told_once_and_by_check(project: Project) -> None:
    """The run that finds it says so, the next one does not say it again; `check` does until it is decided."""

    def counts(version: int) -> Engine:
        def read(*args: Any) -> Iterator[Brief | BriefingError]:
            for made in engine(version).read(*args):
                if isinstance(made, Brief):
                    yield replace(made, figures=tuple(replace(figure, kind="count") for figure in made.figures))

        return Engine(f"counts{version}", read)

    generate(project, engine=counts(1))
    correct(project, BRIEF, "figures/40 tonnes", "")
    article = project.articles / "Arden.md"
    article.write_text(article.read_text().replace("40 tonnes", "60 tonnes"))
    said = "'60 tonnes' may be another number for '40 tonnes', which was removed by hand"
    assert [said in line for line in generate(project, engine=counts(1)).warnings] == [True]
    assert generate(project, engine=counts(2)).warnings == ()
    remarks = verify(project, read_records(project.briefs)[0], project.catalog()).remarks
    assert [said in remark.message for remark in remarks if remark.code == "figure-again"] == [True]
