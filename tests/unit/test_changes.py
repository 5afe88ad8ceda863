"""What changed in a brief, in the words of a reviewer."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from generator.briefs.changes import changes, in_words
from generator.core.model import Actor, Brief, Evidence, Figure, Quote, Statement, Term
from tests.unit.test_records import sample_brief

NEWER = Figure("f-2", "55 billion cubic metres a year", Decimal(55), "cubic metre", (), measure="gas")
OLD = replace(
    sample_brief(),
    figures=(Figure("f-1", "50 billion cubic metres a year", Decimal(50), "cubic metre", (), measure="gas"),),
    key_points=(Statement("The ministry will pay for the port in March.", (), "k-1"),),
    terms=(Term("quay", "quay", definition="a wharf"),),
)


def words(new: Brief) -> list[str]:
    """The changes from OLD, in words."""
    return [change.words for change in changes(OLD, new)]


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ({"figures": (NEWER,)}, "figure: 50 billion cubic metres a year -> 55 billion cubic metres a year (gas)"),
        (
            {"actors": (*OLD.actors, Actor("neil-thomas", "Neil Thomas", "person", "fellow"))},
            "actor added: Neil Thomas, fellow",
        ),
        ({"actors": ()}, "actor removed: ministry"),
        ({"actors": (replace(OLD.actors[0], role="payer"),)}, "actor ministry: role: nothing -> payer"),
        ({"terms": (replace(OLD.terms[0], definition="a pier"),)}, "term quay: definition: a wharf -> a pier"),
        ({"takeaway": Statement("Other.")}, "takeaway reworded"),
        ({"title": "B"}, "title: 2025-03-04: yes -> B"),
        ({"article": replace(OLD.article, published="2025-04-01")}, "date: 2025-03 -> 2025-04-01"),
        ({"article": replace(OLD.article, published="2026")}, "address: 2025/port -> 2026/port"),
        (
            {"key_points": (Statement("The ministry will pay for the port in April.", (), "k-2"),)},
            "key point reworded: The ministry will pay for the port in April.",
        ),
        ({"key_points": ()}, "key point removed: The ministry will pay for the port in March."),
        ({"note": ""}, "analyst's note removed"),
        ({"title": "Mine", "edited": frozenset({"title"})}, "title: 2025-03-04: yes -> Mine (by hand)"),
        (
            {"stale": (("takeaway", "Theirs."),)},
            "stale: your takeaway was made against an older article; the generator now has: Theirs.",
        ),
    ],
)
def test_each_change_reads_as_a_reviewer_would_say_it(new: dict[str, object], said: str) -> None:
    """One change, one line."""
    assert said in words(replace(OLD, **new))  # type: ignore[arg-type]


def test_what_only_moved_in_its_article_is_no_change() -> None:
    """Offsets, counts and salience are not what a brief says."""
    moved = tuple(Evidence(e.start + 9, e.end + 9, e.exact) for e in OLD.takeaway.evidence)
    actor = replace(OLD.actors[0], mentions=7, salience=0.2)
    assert not words(replace(OLD, takeaway=replace(OLD.takeaway, evidence=moved), actors=(actor,)))


def test_briefs_come_and_go() -> None:
    """None is a brief that is not there."""
    assert [c.words for c in changes(None, OLD)] == [f"new brief: {OLD.title}"]
    assert [c.action for c in changes(OLD, None)] == ["retired"]
    assert changes(None, None) == changes(OLD, OLD) == ()


def test_figures_of_another_measure_are_not_taken_for_one_another() -> None:
    """A removed and an added figure are one only when they measure the same."""
    other = replace(NEWER, measure="water of the lake")
    assert len(words(replace(OLD, figures=(other,)))) == 2


def test_values_in_words() -> None:
    """Nothing, a list and an item as the record writes them."""
    assert in_words(None) == in_words([]) == "nothing"
    assert in_words(["a", "b"]) == "a, b"
    assert in_words({"name": "Neil Thomas", "role": "fellow"}) == "Neil Thomas, fellow"


def test_what_only_the_machine_keeps_of_an_item_is_not_told() -> None:
    """A figure's value is told in words, without its kind; a quote's speaker by name, without an id."""
    figure = replace(OLD.figures[0], text="5 ships", value=Decimal(5), unit="ship", kind="count", digits="5")
    other = replace(figure, value=Decimal(2_500_000), unit="EUR", kind="money", digits=None)
    one, two = (replace(OLD, figures=(it,)) for it in (figure, other))
    assert [change.words for change in changes(one, two)] == ["figure 5 ships: value: 5 ship -> 2.5 million EUR"]
    quote = Quote("q-1", "Jane Roe", "Yes.", (), "jane-roe")
    one, two = (replace(OLD, quotes=(it,)) for it in (quote, replace(quote, speaker="Ann", speaker_id=None)))
    assert [change.words for change in changes(one, two)] == ["quote Yes.: speaker: Jane Roe -> Ann"]


def test_an_id_alone_is_no_change() -> None:
    """The same words under another id are the same item."""
    assert words(replace(OLD, key_points=(replace(OLD.key_points[0], id="k-9"),))) == []


def test_a_change_carries_both_values() -> None:
    """A program gets what stood there and what stands there now, as the memory keeps them."""
    (change,) = changes(OLD, replace(OLD, takeaway=Statement("Other.")))
    assert (change.path, change.old["text"], change.new) == ("takeaway", OLD.takeaway.text, {"text": "Other."})
    (change,) = changes(OLD, replace(OLD, title="B"))
    assert (change.old, change.new) == ("2025-03-04: yes", "B")


def test_what_two_texts_end_with_is_said_once() -> None:
    """Only whole words at the end that both have are left out of the first."""
    one = replace(OLD, figures=(replace(OLD.figures[0], text="50 tons", measure="coal"),))
    other = replace(OLD, figures=(replace(OLD.figures[0], text="55 tonnes", measure="coal"),))
    assert [change.words for change in changes(one, other)] == ["figure: 50 tons -> 55 tonnes (coal)"]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ({"text": "5 ships", "measure": "losses"}, "5 ships (losses)"),
        ({"text": "5 ships", "value": 7, "unit": "ship"}, "5 ships (value: 7 ship)"),
        ({"id": "t-1", "text": ""}, "nothing"),
        ({"text": "It opens.", "when": "2025-05"}, "It opens. (2025-05)"),
        ({"text": "So it is.", "speaker": "Ann"}, "So it is. (Ann)"),
        ({"text": "It closed.", "date": "2025"}, "It closed. (2025)"),
        ({"term": "quay", "definition": "a place for ships"}, "quay, a place for ships"),
        (["Ann", "Bo"], "Ann, Bo"),
        ([], "nothing"),
        (None, "nothing"),
        (7, "7"),
    ],
)
def test_a_value_in_a_few_words(written: object, said: str) -> None:
    """What an item is, and what tells it from its like."""
    assert in_words(written) == said
