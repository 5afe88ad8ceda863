"""What a figure tells agrees with the words around it: its verb, its noun in number, the year beside it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.core.model import Figure, Found
from generator.extract import dates, figures
from generator.extract.parsed import Parsed

Parse = Callable[..., Parsed]


def told(parse: Parse, text: str) -> list[Figure]:
    """The candidates for a brief in their order, with the dates of the text resolved."""
    parsed = parse(text, published="2026-03-24")
    found = figures.extract(parsed, dates.extract(parsed, Found())).figures
    return sorted(found, key=lambda f: f.evidence[0].start)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("Norland grew 3.1 million tonnes of pears and sold half.", None),
        ("They grew 40 tonnes.", None),
        ("The yard cut 9,000 tonnes of slate a year.", None),
        ("The crane raised 300 tonnes of steel.", None),
        ("The pilot dropped 40 tonnes of water.", None),
        ("The town added 40 km of cycle paths.", None),
        ("Labour lost 10.", None),
        ("The plant cut output by 40,000 tonnes.", "down"),
        ("The village grew by 300 people.", "up"),
        ("The economy grew 12 percent.", "up"),
        ("Output grew 40,000 tonnes in May.", "up"),
        ("The river rose 3 metres overnight.", "up"),
        ("The mill lost a fifth of its orders.", "down"),
        ("The index lost 54 points.", "down"),
        ("Demand would have grown to 300 GWh by then.", None),
        ("The debt could have risen by 40 percent.", None),
        ("The debt may have risen by 40 percent.", "up"),
    ],
)
def test_a_change_is_how_far_something_went(parse: Parse, text: str, change: str | None) -> None:
    """What a verb makes, moves or gives up has not risen or fallen, and what would have been was not."""
    assert told(parse, text)[0].change == change


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("A tower with 900 stands there now.", [None]),
        ("There are 900 stands at the fair.", ["stand"]),
        ("A stadium with 900 seats stands in the square.", ["seat"]),
        ("Of ten pupils, nine cycle to school.", ["pupil"]),
        ("Of the 30 staff, 12 work from home.", ["staff"]),
        ("Twelve cycle routes opened.", ["cycle route"]),
        ("Tents for two sleep four.", [None]),
        ("The Norport Under 20 team won.", []),
        ("The keepers freed 12 dace. The dace were tagged.", ["dace"]),
    ],
)
def test_what_is_counted_agrees_in_number(parse: Parse, text: str, units: list[str | None]) -> None:
    """A verb behind a number is no noun, and above one a singular is not counted, unless it is a plural as well."""
    assert [f.unit for f in told(parse, text)] == units


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "words", "value", "measure"),
    [
        ("One household in six burns wood.", "One household in six", "0.17", "household"),
        ("One house in six uses gas.", "One house in six", "0.17", "house"),
        ("One farm in five sold land.", "One farm in five", "0.20", "farm"),
        ("Roe reckons that one house in eight cannot be let.", "one house in eight", "0.12", "house"),
        ("There is a three-in-five chance of rain.", "three-in-five", "0.60", "chance of rain"),
    ],
)
def test_so_many_in_so_many(parse: Parse, text: str, words: str, value: str, measure: str | None) -> None:
    """A number behind "in" that counts nothing of its own makes a part of a whole."""
    (figure,) = told(parse, text)
    assert (figure.text, f"{figure.value:.2f}", figure.unit, figure.measure) == (words, value, None, measure)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("One ward in three hospitals closed.", ["ward", "hospital"]),
        ("He keeps one cow in six barns.", ["cow", "barn"]),
        ("He won two in five weeks.", [None, "week"]),
    ],
)
def test_what_a_number_behind_in_counts(parse: Parse, text: str, units: list[str | None]) -> None:
    """Where the clause has a verb, the noun behind the second number is counted."""
    assert [f.unit for f in told(parse, text)] == units


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "The odds were 11/2.",
        "The horse won at 9/4.",
        "Roe ended the cup on 6/7 points.",
        "The house voted 28-21 last Monday for the bridge.",
        "Norport lost 2-4. The rerun ended 0-7 to the guests.",
    ],
)
def test_names_odds_and_scores_count_nothing(parse: Parse, text: str) -> None:
    """A number word and a noun that are one thing, or stand as a name elsewhere, two numbers with a stroke, or two with
    a hyphen of which the first is no smaller."""
    assert told(parse, text) == []


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Seven sisters run the pub.", "Seven sisters"),
        ("Three Kenyans won medals.", "Three Kenyans"),
        ("They won 2/3 of the seats.", "2/3"),
        ("He drank 1/2 litre of milk.", "1/2 litre"),
        ("The storm sank 100-120 boats.", "100-120 boats"),
    ],
)
def test_what_counts_all_the_same(parse: Parse, text: str, words: str) -> None:
    """A people at the start of a sentence, and a true fraction."""
    assert [f.text for f in told(parse, text)] == [words]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("The firm has to pay $27 million over a spill in 2019.", None),
        ("The city will pay 3 million euros to victims of the collapse in 2021.", None),
        ("The firm booked 9 million euros for a strike in 2022.", None),
        ("The mill paid 3 million euros in 2019.", "2019"),
        ("The mill made a loss of 3 million euros in 2019.", "2019"),
        ("The firm sold 30,000 tonnes of copper in 2019.", "2019"),
        ("The firm spent 3 million euros in Norland in 2023.", "2023"),
        ("In 2023 it paid 3 million euros over a fire.", "2023"),
    ],
)
def test_the_year_of_another_noun_is_no_period(parse: Parse, text: str, period: str | None) -> None:
    """A year behind a noun with a preposition of its own may be that of the noun."""
    assert told(parse, text)[0].period == period


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("The island kept 40,000 sheep. In May a disease killed 6,000 more.", None),
        ("The frost killed 400 trees and 200 more were sick.", None),
        ("The blast killed three people and wounded 40 others.", "person"),
        ("The crash killed two riders and injured 40 more.", "person"),
        ("The blast killed 40 more.", "person"),
    ],
)
def test_more_of_what_was_counted(parse: Parse, text: str, unit: str | None) -> None:
    """More of what is no people is not counted in people."""
    assert told(parse, text)[-1].unit == unit


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("The van unit lost £65m.", None),
        ("The striker will join the club for 31 million euros.", None),
        ("The group bought the club for 31 million euros.", "club"),
        ("Roe said that sales had come to EUR 88m and costs to EUR 71m.", "costs"),
        ("Rivers: Arle 3.1m, Tarn 2.8m, Lune 1.9m.", "Lune"),
        ("The party elected a hall with 900.", None),
        ("After a long race, 15-year-old Jane Roe was first.", "Jane Roe"),
    ],
)
def test_the_measure_is_the_thing_itself(parse: Parse, text: str, measure: str | None) -> None:
    """Not who lost it, what was joined for it, nor the noun of the clause or the row before."""
    assert told(parse, text)[-1].measure == measure
