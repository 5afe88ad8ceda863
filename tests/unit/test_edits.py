"""Regenerating keeps what a person changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.briefs.edits import accept, merge, open_paths, relocate
from generator.briefs.records import Record, checked_paths, page_text, parse_record
from generator.briefs.values import as_written
from generator.core.errors import BriefingError
from generator.core.model import Actor, Again, Evidence, Statement
from tests.record_files import dump_record
from tests.unit.test_records import sample_brief


def edited(record: Record, **changes: object) -> Record:
    """The record after a person changed fields of the brief and saved the page."""
    page = dump_record(Record(replace(record.brief, **changes))).page  # type: ignore[arg-type]
    return parse_record(page, "port.md", dump_record(record).memory)


def reread(record: Record) -> Record:
    """The record as it is read from its files."""
    return parse_record(*(lambda files: (files.page, "port.md", files.memory))(dump_record(record)))


def test_machine_values_follow_the_generator() -> None:
    """What nobody touched is replaced."""
    old = merge(None, sample_brief(), "1")
    new = replace(sample_brief(), title="Another title")
    merged = merge(old, new, "2")
    assert merged.brief.title == "Another title"
    assert merged.generated.rules == "2"
    assert not merged.generated.stale


def test_a_changed_field_stays_and_turns_stale_when_the_generator_moves() -> None:
    """The person's title stands; the generator's newer one is kept beside it."""
    old = edited(merge(None, sample_brief(), "1"), title="My title")
    same = merge(old, sample_brief(), "1")
    assert same.brief.title == "My title"
    assert not same.generated.stale
    moved = merge(same, replace(sample_brief(), title="Theirs"), "2")
    assert moved.brief.title == "My title"
    assert moved.generated.stale == {"title": "Theirs"}
    assert "title" in moved.brief.edited
    again = merge(reread(moved), replace(sample_brief(), title="Theirs"), "2")
    assert dump_record(again) == dump_record(moved)


def test_a_removed_item_stays_gone() -> None:
    """Deleting an actor is a correction like any other, for good."""
    old = edited(merge(None, sample_brief(), "1"), actors=())
    once = merge(old, sample_brief(), "1")
    twice = merge(reread(once), sample_brief(), "2")
    assert once.brief.actors == twice.brief.actors == ()


def test_an_added_item_stays_where_it_was_put() -> None:
    """A person's actor keeps its place behind the one it was written after."""
    mine = Actor("port-authority", "Port Authority", "organization")
    base = merge(None, sample_brief(), "1")
    old = edited(base, actors=(*base.brief.actors, mine))
    newcomer = Actor("city", "City", "organization", evidence=sample_brief().actors[0].evidence)
    merged = merge(old, replace(sample_brief(), actors=(*sample_brief().actors, newcomer)), "2")
    assert [a.id for a in merged.brief.actors] == ["ministry", "port-authority", "city"]


def test_a_changed_item_the_generator_no_longer_finds_stays_and_is_stale() -> None:
    """The person's words outlive the rule that found the item."""
    base = merge(None, sample_brief(), "1")
    old = edited(base, actors=(replace(base.brief.actors[0], role="payer"),))
    merged = merge(old, replace(sample_brief(), actors=()), "2")
    assert [a.role for a in merged.brief.actors] == ["payer"]
    assert merged.generated.stale == {"actors/ministry": None}


def test_the_machines_own_item_goes_when_it_is_no_longer_found() -> None:
    """An untouched item has no right to stay."""
    merged = merge(merge(None, sample_brief(), "1"), replace(sample_brief(), actors=()), "2")
    assert merged.brief.actors == ()
    assert "actors/ministry" not in merged.generated.digests


def test_note_and_date_are_the_editors() -> None:
    """The body is never touched; a corrected date counts as given."""
    base = merge(None, sample_brief(), "1")
    old = edited(base, note="Changed.\n", article=replace(base.brief.article, published="2025-04-01"))
    merged = merge(old, replace(sample_brief(), note=""), "2")
    assert merged.brief.note == "Changed.\n"
    assert (merged.brief.article.published, merged.brief.article.published_source) == ("2025-04-01", "given")


def test_an_edit_that_agrees_with_the_generator_is_no_edit_any_more() -> None:
    """When both come to the same value it is the machine's again, and follows it."""
    old = edited(merge(None, sample_brief(), "1"), takeaway=Statement("Shorter."))
    agreed = merge(old, replace(sample_brief(), takeaway=Statement("Shorter.")), "2")
    assert "takeaway" not in agreed.brief.edited


def test_evidence_moves_with_its_words_and_goes_with_them() -> None:
    """Nearest first; words the article no longer has prove nothing."""
    item = Statement("mine", (Evidence(4, 8, "port"), Evidence(10, 14, "ship")))
    assert relocate(item, "a port and the port").evidence == (Evidence(2, 6, "port"),)
    assert relocate(item, "the port, ship").evidence == item.evidence
    far = Statement("mine", (Evidence(16, 20, "port"),))
    assert relocate(far, "a port and the port").evidence == (Evidence(15, 19, "port"),)
    assert relocate(item, "") is item


def test_a_persons_order_of_a_list_stays() -> None:
    """Items put in another order keep it; what the generator finds anew stands behind what it stands behind there."""
    a, b, c = (Statement(f"Point {x}.", (), f"k-{x}") for x in "abc")
    base = merge(None, replace(sample_brief(), key_points=(a, c)), "1")
    old = edited(base, key_points=(c, a))
    merged = merge(old, replace(sample_brief(), key_points=(a, b, c)), "2")
    assert [k.id for k in merged.brief.key_points] == ["k-c", "k-a", "k-b"]
    again = merge(reread(merged), replace(sample_brief(), key_points=(a, b, c)), "3")
    assert [k.id for k in again.brief.key_points] == ["k-c", "k-a", "k-b"]
    untouched = merge(base, replace(sample_brief(), key_points=(c, a)), "2")
    assert [k.id for k in untouched.brief.key_points] == ["k-c", "k-a"]


def test_what_says_the_same_elsewhere_is_not_stale() -> None:
    """A new count of mentions leaves an edited role alone; the value it was made against is kept."""
    base = merge(None, sample_brief(), "1")
    old = edited(base, actors=(replace(base.brief.actors[0], role="payer"),))
    merged = merge(old, replace(sample_brief(), actors=(replace(base.brief.actors[0], mentions=9),)), "2")
    assert not merged.generated.stale
    assert merged.generated.base["actors/ministry"]["mentions"] == 9


NEWER = replace(sample_brief(), title="Theirs", actors=(replace(sample_brief().actors[0], role="theirs"),))


def mine_and_theirs() -> Record:
    """A record in which a person changed title and actor, removed the figure and added an actor; the rules moved on."""
    base = merge(None, sample_brief(), "1")
    changed = replace(base.brief.actors[0], role="mine")
    added = Actor("port-authority", "Port Authority", "organization")
    return merge(edited(base, title="Mine", actors=(changed, added), figures=()), NEWER, "2")


def test_accept_puts_the_generators_value_in_place_of_a_changed_one() -> None:
    """A changed item of a list stays in its place with the generator's value; it is not taken out."""
    record = mine_and_theirs()
    assert record.generated.stale["actors/ministry"]["role"] == "theirs"
    taken = accept(record, "actors/ministry", record.generated.stale["actors/ministry"])
    assert [(a.id, a.role) for a in taken.brief.actors] == [("ministry", "theirs"), ("port-authority", None)]
    assert "actors/ministry" not in taken.brief.edited
    assert "actors/ministry" not in {**taken.generated.stale, **taken.generated.base}
    assert "title" in taken.generated.stale, "the other edits are as they were"
    assert merge(reread(taken), NEWER, "2").brief.actors == taken.brief.actors


def test_accept_brings_a_removed_item_back_to_its_place() -> None:
    """Before what stood behind it, and the machine's again."""
    base = merge(None, replace(sample_brief(), actors=(*sample_brief().actors, BERLIN)), "1")
    record = edited(base, actors=(BERLIN,))
    assert open_paths(record) == ("actors/ministry",)
    back = accept(record, "actors/ministry", record.generated.base["actors/ministry"])
    assert back.brief.actors == base.brief.actors
    assert open_paths(back) == ()


BERLIN = Actor("berlin", "Berlin", "place", evidence=sample_brief().actors[0].evidence)


def test_accept_takes_away_what_the_generator_no_longer_finds() -> None:
    """Its value is none: the person's goes, and nothing of it is remembered."""
    base = merge(None, sample_brief(), "1")
    record = merge(
        edited(base, actors=(replace(base.brief.actors[0], role="mine"),)), replace(sample_brief(), actors=()), "2"
    )
    taken = accept(record, "actors/ministry", None)
    assert taken.brief.actors == ()
    assert "actors/ministry" not in {**taken.generated.digests, **taken.generated.stale, **taken.generated.base}


def test_accept_of_fields_of_the_article_and_of_the_page() -> None:
    """A field that is one value takes the generator's, also where that is nothing."""
    base = merge(None, sample_brief(), "1")
    record = edited(base, title="Mine", article=replace(base.brief.article, published="2025-04-01", outlet="Mine"))
    assert accept(record, "title", "Theirs").brief.title == "Theirs"
    assert accept(record, "article/published", "2025-03").brief.article.published == "2025-03"
    taken = accept(record, "article/outlet", None)
    assert (taken.brief.article.outlet, "article/outlet" in taken.brief.edited) == (None, False)


def test_keeping_a_value_makes_it_count_as_checked() -> None:
    """The person's stays; it was made against the generator's newer one, and is stale when that moves again."""
    record = mine_and_theirs()
    kept = accept(record, "title", record.generated.stale["title"], keep=True)
    assert (kept.brief.title, "title" in kept.brief.edited) == ("Mine", True)
    assert "title" not in kept.generated.stale
    assert kept.generated.base["title"] == "Theirs"
    assert "title" not in merge(reread(kept), NEWER, "2").generated.stale
    assert merge(reread(kept), replace(NEWER, title="Newest"), "3").generated.stale["title"] == "Newest"


def test_what_a_person_added_has_nothing_to_accept() -> None:
    """There is no value of the generator's in its place; kept, it counts as checked as long as it stays so."""
    with pytest.raises(BriefingError, match="added by a person"):
        accept(mine_and_theirs(), "actors/port-authority", None)
    kept = accept(mine_and_theirs(), "actors/port-authority", None, keep=True)
    again = merge(reread(kept), NEWER, "3")
    assert checked_paths(again.brief, again.generated) == {"actors/port-authority"}
    (mine,) = (actor for actor in again.brief.actors if actor.id == "port-authority")
    others = tuple(actor for actor in again.brief.actors if actor != mine)
    changed = edited(again, actors=(*others, replace(mine, role="owner of all quays")))
    assert not checked_paths(changed.brief, changed.generated)
    title = accept(mine_and_theirs(), "title", "Theirs", keep=True)
    assert set(title.generated.checked) == {"title"}
    assert not accept(title, "title", "Theirs").generated.checked, "what is the generator's again needs no checking"


def test_open_paths_are_all_that_differ() -> None:
    """Changed, added, then removed ones."""
    assert open_paths(mine_and_theirs()) == ("title", "actors/ministry", "actors/port-authority", "figures/f-1")
    assert open_paths(merge(None, sample_brief(), "1")) == ()


def test_a_lost_memory_is_made_of_what_the_generator_gives_now() -> None:
    """What is the same is the machine's again; what differs, and what the page lacks, is a person's, for good."""
    page = dump_record(edited(merge(None, sample_brief(), "1"), title="Mine", figures=())).page
    newer = replace(sample_brief(), actors=(*sample_brief().actors, BERLIN))
    lost = parse_record(page, "port.md")
    merged = merge(lost, newer, "2")
    assert page_text(merged) == page
    assert merged.brief.edited == {"title"}
    assert set(open_paths(merged)) == {"title", "figures/f-1", "actors/berlin"}
    assert merged.brief.takeaway == sample_brief().takeaway, "with its evidence"
    assert merged.generated.base["title"] == sample_brief().title
    again = merge(reread(merged), replace(newer, takeaway=Statement("Newer.")), "3")
    assert (again.brief.title, again.brief.takeaway.text, again.brief.figures) == ("Mine", "Newer.", ())


@pytest.mark.parametrize("newcomer", [("Port Company", ()), ("PC", ("Port Company",))])
def test_what_comes_under_the_name_of_a_persons_item_is_no_second_one(newcomer: tuple[str, tuple[str, ...]]) -> None:
    """An actor that a person renamed, and that the generator comes to find so, stands once; it can be accepted."""
    name, aliases = newcomer
    base = merge(None, sample_brief(), "1")
    old = edited(base, actors=(replace(base.brief.actors[0], name="Port Company"),))
    found = replace(sample_brief().actors[0], id="pc", name=name, aliases=aliases, role="x")
    merged = merge(old, replace(sample_brief(), actors=(*sample_brief().actors, found)), "2")
    assert [actor.name for actor in merged.brief.actors] == ["Port Company"]
    assert "actors/pc" in open_paths(merged)


def test_what_the_generator_finds_under_another_id_is_no_second_one_of_its_own() -> None:
    """Only beside what a person wrote is a namesake left out: the machine's own item goes, and so the new one comes."""
    found = replace(sample_brief().actors[0], id="m2")
    assert merge(merge(None, sample_brief(), "1"), replace(sample_brief(), actors=(found,)), "2").brief.actors == (
        found,
    )


def test_to_accept_a_figure_answers_what_was_asked_of_it() -> None:
    """Whichever of the two is decided, the question is gone from the memory and the brief; another one stays open."""
    base = merge(None, sample_brief(), "1")
    asked = replace(base.generated, again={"figures/f-1": "figures/f-9", "figures/f-8": "figures/f-7"})
    record = Record(replace(base.brief, again=(Again("figures/f-1", "figures/f-9", "9 euros", False),)), asked)
    done = accept(record, "figures/f-1", as_written(base.brief.figures[0]))
    assert done.generated.again == {"figures/f-8": "figures/f-7"}
    assert done.brief.again == ()
