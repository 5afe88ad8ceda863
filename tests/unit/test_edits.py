"""Regenerating keeps what a person changed."""

from __future__ import annotations

from dataclasses import replace

from generator.briefs.edits import merge, relocate
from generator.briefs.records import Record, dump_record, parse_record
from generator.core.model import Actor, Evidence, Statement
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
