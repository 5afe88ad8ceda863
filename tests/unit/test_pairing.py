"""Which item of a page is which known one, and how a whole item stands in words."""

from __future__ import annotations

from dataclasses import replace

from generator.briefs.changes import changes
from generator.briefs.forms import item_of, pairs_of
from generator.briefs.pairing import likeness, namesakes, pair
from generator.core.model import Actor
from generator.core.text import Slugs, straight
from tests.unit.test_changes import OLD


def test_a_term_made_longer_is_the_same_term() -> None:
    """An editor writes "Power of Siberia 2" over "Power of Siberia": it stays that term."""
    known = [{"term": "dual use"}, {"term": "Power of Siberia"}]
    assert pair("terms", [{"term": "Power of Siberia 2"}, {"term": "dual use"}], known) == [1, 0]


def test_a_name_made_shorter_is_the_same_actor() -> None:
    """A first name that goes leaves the actor who he is; another name is somebody else."""
    known = [{"name": "Jane Roe", "kind": "person"}, {"name": "Norland", "kind": "country"}]
    assert pair("actors", [{"name": "Norland", "kind": "country"}, {"name": "Roe", "kind": "person"}], known) == [1, 0]


def test_namesakes_are_of_one_kind_and_have_a_name() -> None:
    """Another name of either makes two one; the town and the office of it are two, and "an official" is anybody."""
    one = Actor("port", "Port", "organization", aliases=("Port Company",))
    other = Actor("p", "Port Company", "organization")
    assert namesakes("actors", one, other)
    assert namesakes("actors", other, one)
    assert not namesakes("actors", one, replace(other, kind="place"))
    assert not namesakes("actors", one, replace(other, unnamed=True))
    assert not namesakes("actors", replace(one, unnamed=True), other)


def test_likeness_ends_where_half_is_new() -> None:
    """Words that share less than half are not alike at all."""
    assert likeness("the port was closed", "The port was closed") == 1.0
    assert likeness("the port was closed", "zebra quiz") == 0.0


def test_aliases_are_written_in_full_and_read_again() -> None:
    """An actor with names of its own given by hand keeps them."""
    item = item_of("actors", [("name", "Jane Roe"), ("kind", "person"), ("aliases", "Roe; J. Roe")])
    assert ("aliases", "Roe; J. Roe") in pairs_of("actors", item)[0]


def test_a_field_that_an_item_needs_may_stand_alone() -> None:
    """`term: port` is a term, not the term "term" with a definition; `port: a harbour` has one."""
    assert item_of("terms", [("term", "port")]) == {"term": "port", "definition": None}
    assert item_of("terms", [("port", "a harbour")]) == {"term": "port", "definition": "a harbour"}


def test_an_item_that_changed_is_not_called_reworded() -> None:
    """Only sentences are reworded; an actor whose role differs has changed."""
    new = replace(OLD, actors=(replace(OLD.actors[0], role="payer"),))
    assert [c.action for c in changes(OLD, new)] == ["changed"]


def test_page_names_that_no_page_can_have_are_not_handed_out() -> None:
    """An actor called Index gets a page beside the register's own."""
    assert Slugs().take("index") != "index"
    assert Slugs(["Roe"]).take("roe") == "roe-2"


def test_marks_of_other_languages_are_straightened() -> None:
    """Guillemets are quotation marks too."""
    assert straight("«Roe»") == '"Roe"'
