"""What the generator finds under a new id is still what a person has dealt with."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from generator.briefs.edits import accept, merge, open_paths
from generator.briefs.records import Record
from generator.core.model import Actor, Again, Brief, Event, Evidence, Figure, Forward, Quote, Statement
from tests.unit.test_edits import edited, reread
from tests.unit.test_records import sample_brief

WHERE = "The railway of Norport will buy {} sleeping cars for its night trains, it said on Thursday."


def cars(number: int, ident: str = "", sentence: str = WHERE) -> Figure:
    """A figure as the generator finds it; its id is another one for every number and place."""
    words = f"{number} sleeping cars"
    proof = (Evidence(28, 28 + len(words), words), Evidence(0, len(sentence), sentence.format(number)))
    return Figure(
        ident or f"f-{number}", words, Decimal(number), "sleeping car", proof, kind="count", digits=str(number)
    )


def by_hand(number: int) -> Figure:
    """The figure of 24 sleeping cars with a number that a person wrote."""
    return replace(cars(24), text=f"{number} sleeping cars", value=Decimal(number))


def brief(**items: Any) -> Brief:
    """A brief whose lists hold these items."""
    return replace(sample_brief(), **{"figures": (), **items})


def found_again(name: str, old: Any, mine: Any, new: Any) -> Record:
    """What stands where the generator finds the new item in place of the old one, which a person had changed."""
    known = merge(None, brief(**{name: (old,)}), "1")
    return merge(edited(known, **{name: (mine,)}), brief(**{name: (new,)}), "1")


@pytest.mark.parametrize(
    ("name", "old", "mine", "new"),
    [
        ("figures", cars(24), by_hand(26), cars(26)),
        (
            "quotes",
            Quote("q-1", "Jane Roe", "We carry nine hundred", (Evidence(0, 4, "nine"),)),
            Quote("q-1", "Jane Roe", "We carry nine thousand", ()),
            Quote("q-2", "Jane Roe", "We carry nine thousand", (Evidence(0, 4, "nine"),)),
        ),
        (
            "whats_next",
            Forward("n-1", "It leaves on 10 July.", "scheduled", "2025-07-10", (Evidence(0, 2, "It"),)),
            Forward("n-1", "It leaves on 12 July.", "scheduled", "2025-07-12", ()),
            Forward("n-2", "It leaves on 12 July.", "scheduled", "2025-07-12", (Evidence(0, 2, "It"),)),
        ),
        (
            "events",
            Event("e-1", "2025-07-10", "The train left.", (Evidence(0, 3, "The"),)),
            Event("e-1", "2025-07-12", "The train left.", ()),
            Event("e-2", "2025-07-12", "The train left.", (Evidence(0, 3, "The"),)),
        ),
    ],
)
def test_what_both_corrected_is_the_generators(name: str, old: Any, mine: Any, new: Any) -> None:
    """It stands once, with the generator's evidence, and nothing is left of the edit."""
    merged = found_again(name, old, mine, new)
    assert getattr(merged.brief, name) == (new,)
    assert open_paths(merged) == ()
    assert f"{name}/{old.id}" not in merged.generated.digests
    assert not merged.generated.stale


def test_words_that_both_came_to_are_the_generators() -> None:
    """A takeaway that says what the generator says is no edit, though its evidence stood elsewhere."""
    known = merge(None, brief(), "1")
    theirs = Statement("The port got less.", (Evidence(0, 3, "The"),))
    merged = merge(edited(known, takeaway=Statement("The port got less.")), replace(brief(), takeaway=theirs), "1")
    assert (merged.brief.takeaway, merged.brief.edited) == (theirs, frozenset())


def test_what_a_person_added_and_the_generator_finds_is_the_generators() -> None:
    """A figure written by hand stands once where the article comes to have it."""
    known = merge(None, brief(), "1")
    mine = edited(known, figures=(replace(cars(26), evidence=(), kind=None, digits=None),))
    merged = merge(mine, brief(figures=(cars(26, "f-other"),)), "1")
    assert (merged.brief.figures, open_paths(merged)) == ((cars(26, "f-other"),), ())


def test_the_one_that_was_corrected_stays_away_where_both_are_found() -> None:
    """An article that says 24 and 26 gives both; the person's brief has 26 alone, once."""
    known = merge(None, brief(figures=(cars(24),)), "1")
    merged = merge(edited(known, figures=(by_hand(26),)), brief(figures=(cars(24), cars(26))), "1")
    assert merged.brief.figures == (cars(26),)
    assert open_paths(merged) == ("figures/f-24",)
    again = merge(reread(merged), brief(figures=(cars(24), cars(26))), "2")
    assert again.brief.figures == (cars(26),)


def test_another_correction_is_stale_and_stands_alone() -> None:
    """The person wrote 25, the article says 26 now: one item, the other beside it to be accepted."""
    merged = found_again("figures", cars(24), by_hand(25), cars(26))
    assert [figure.text for figure in merged.brief.figures] == ["25 sleeping cars"]
    assert merged.generated.stale["figures/f-26"]["text"] == "26 sleeping cars"
    taken = accept(merged, "figures/f-26", merged.generated.stale["figures/f-26"])
    assert (taken.brief.figures, open_paths(taken)) == ((cars(26),), ())


def test_a_number_of_another_sentence_is_another_figure() -> None:
    """A unit alone makes no two figures one: the person's is told to be gone, the new one is shown."""
    elsewhere = cars(7, sentence="Last winter {} sleeping cars stood idle in the yard at Belmar because of the frost.")
    merged = found_again("figures", cars(24), by_hand(25), elsewhere)
    assert {figure.text for figure in merged.brief.figures} == {"7 sleeping cars", "25 sleeping cars"}
    assert merged.generated.stale == {"figures/f-24": None}


def test_an_edit_follows_what_only_moved() -> None:
    """A paragraph in front gives a figure another id: changed it stays changed, removed it stays gone, not stale."""
    moved = cars(24, "f-moved")
    merged = found_again("figures", cars(24), by_hand(25), moved)
    assert [figure.text for figure in merged.brief.figures] == ["25 sleeping cars"]
    assert open_paths(merged) == ("figures/f-moved",)
    assert not merged.generated.stale
    known = merge(None, brief(figures=(cars(24),)), "1")
    gone = merge(edited(known, figures=()), brief(figures=(moved,)), "1")
    assert (gone.brief.figures, open_paths(gone)) == ((), ("figures/f-moved",))
    twice = merge(reread(gone), brief(figures=(cars(24, "f-again"),)), "1")
    assert twice.brief.figures == ()


def test_a_removed_number_does_not_hide_the_corrected_one() -> None:
    """What a person took out was the old number; the new one is news."""
    known = merge(None, brief(figures=(cars(24),)), "1")
    merged = merge(edited(known, figures=()), brief(figures=(cars(26),)), "1")
    assert merged.brief.figures == (cars(26),)


def test_other_names_that_a_person_took_away_stay_away() -> None:
    """Two actors that differ in their other names alone do not say the same."""
    known = Actor("norport", "Norport", "place", aliases=("Port North",), evidence=(Evidence(0, 3, "The"),))
    merged = merge(
        edited(merge(None, brief(actors=(known,)), "1"), actors=(replace(known, role="city"),)),
        brief(actors=(replace(known, aliases=("Port North", "North"), role="city"),)),
        "1",
    )
    assert merged.brief.actors[0].aliases == ("Port North",)


ELSEWHERE = "Last winter {} sleeping cars stood idle in the yard at Belmar because of the frost."


@pytest.mark.parametrize(("mine", "removed"), [((by_hand(25),), False), ((), True)])
def test_a_number_that_may_be_the_corrected_one_is_asked_about(mine: tuple[Figure, ...], removed: bool) -> None:
    """What was corrected or removed is gone, and as many of the same things are told elsewhere: until it is decided."""
    known = merge(None, brief(figures=(cars(24),)), "1")
    new = cars(26, sentence=ELSEWHERE)
    merged = merge(edited(known, figures=mine), brief(figures=(new,)), "1")
    said = "24 sleeping cars" if removed else "25 sleeping cars"
    asked = (Again("figures/f-26", "figures/f-24", said, removed),)
    assert merged.brief.again == reread(merged).brief.again == asked
    later = merge(reread(merged), brief(figures=(new,)), "2")
    assert later.brief.again == asked
    assert accept(later, "figures/f-24", None).generated.again == {}
    assert reread(edited(later, figures=mine)).brief.again == ()
    untouched = merge(known, brief(figures=(new,)), "1")
    assert untouched.brief.again == ()


def test_a_correction_follows_its_measure_into_another_sentence() -> None:
    """A figure of the very same measure is the one that was corrected, whatever its sentence says."""
    old, new = cars(24), cars(26, sentence=ELSEWHERE)
    old, new = (replace(figure, measure="night trains", period="2025") for figure in (old, new))
    merged = found_again("figures", old, replace(by_hand(25), measure="night trains", period="2025"), new)
    assert [figure.text for figure in merged.brief.figures] == ["25 sleeping cars"]
    assert merged.generated.stale["figures/f-26"]["text"] == "26 sleeping cars"
    assert merged.brief.again == ()


@pytest.mark.parametrize("other", [{"period": "2024"}, {"change": "up"}, {"measure": "day trains"}])
def test_a_measure_of_another_year_or_of_a_change_is_another_figure(other: dict[str, Any]) -> None:
    """What was bought in 2024, or came on top, is no correction of what was bought in 2025: both stand."""
    known: dict[str, Any] = {"measure": "night trains", "period": "2025"}
    new = replace(cars(26, sentence=ELSEWHERE), **{**known, **other})
    merged = found_again("figures", replace(cars(24), **known), replace(by_hand(25), **known), new)
    assert {figure.text for figure in merged.brief.figures} == {"25 sleeping cars", "26 sleeping cars"}


ONE = {"measure": "night trains"}


@pytest.mark.parametrize(
    ("was", "now", "asked"),
    [
        ({}, {"unit": "ship"}, False),
        ({}, {"change": "up"}, False),
        (ONE, {"measure": "day trains"}, False),
        (ONE | {"kind": None}, ONE | {"kind": None}, True),
        (ONE, {}, True),
        ({}, ONE, True),
        ({"kind": "money"}, {}, False),
        ({}, {"kind": "money"}, False),
        ({"unit": None}, {"unit": None}, False),
    ],
)
def test_only_a_figure_of_one_thing_is_asked_about(was: dict[str, Any], now: dict[str, Any], asked: bool) -> None:
    """Counts of one unit, or what has one measure; never an increase beside an amount, nor money beside money."""
    known = merge(None, brief(figures=(replace(cars(24), **was),)), "1")
    merged = merge(edited(known, figures=()), brief(figures=(replace(cars(26, sentence=ELSEWHERE), **now),)), "1")
    assert bool(merged.brief.again) is asked


def asked_of(*mine: Figure) -> Record:
    """A brief that asks about 26 sleeping cars, where a person wrote this (or nothing) in place of 24."""
    known = merge(None, brief(figures=(cars(24),)), "1")
    return reread(merge(edited(known, figures=mine), brief(figures=(cars(26, sentence=ELSEWHERE),)), "1"))


def test_nothing_is_asked_where_the_old_number_still_stands() -> None:
    """An article that says 24 and 26 has two figures: the person's is for the one it was made of."""
    known = merge(None, brief(figures=(cars(24),)), "1")
    both = (cars(24), cars(26, sentence=ELSEWHERE))
    assert merge(edited(known, figures=(by_hand(25),)), brief(figures=both), "1").generated.again == {}


def test_nothing_is_asked_about_what_a_person_has_dealt_with() -> None:
    """Written by hand before the generator found it, or removed as the other was."""
    known = merge(None, brief(figures=(cars(24),)), "1")
    gone = merge(edited(known, figures=()), brief(figures=(cars(24),)), "1")
    new = cars(26, sentence=ELSEWHERE)
    added = merge(edited(reread(gone), figures=(replace(cars(26), evidence=()),)), brief(figures=(new,)), "1")
    assert (added.brief.figures, added.brief.again) == ((new,), ())
    both = merge(None, brief(figures=(cars(24), new)), "1")
    assert merge(edited(both, figures=()), brief(figures=(new,)), "1").generated.again == {}


def test_a_question_is_forgotten_with_its_figure() -> None:
    """What the generator has ceased to find leaves no question behind in the memory."""
    empty = merge(asked_of(), brief(), "1")
    assert merge(reread(empty), brief(), "1").generated.again == {}


def test_a_question_follows_the_figure_it_compares_with() -> None:
    """The person's figure moves under another id: what is asked is asked of that one."""
    moved = merge(asked_of(by_hand(25)), brief(figures=(cars(24, "f-moved"), cars(26, sentence=ELSEWHERE))), "1")
    assert moved.brief.again == (Again("figures/f-26", "figures/f-moved", "25 sleeping cars", False),)


def test_a_question_ends_where_one_of_the_two_is_settled() -> None:
    """The new figure is corrected by hand as well, or the generator comes to say what the person's says."""
    asked = asked_of(by_hand(25))
    assert asked.brief.again
    looked_at = [replace(it, measure="orders") if it.id == "f-26" else it for it in asked.brief.figures]
    assert edited(asked, figures=tuple(looked_at)).brief.again == ()
    assert merge(asked, brief(figures=(cars(25), cars(26, sentence=ELSEWHERE))), "1").brief.again == ()
