"""Dated events: past sentences with the most precise date they tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from generator.core.model import Event, Found
from generator.extract import dates, events
from generator.extract.composition import compose
from generator.extract.parsed import Parsed

pytestmark = pytest.mark.model
Parse = Callable[..., Parsed]


def run(parsed: Parsed) -> tuple[Event, ...]:
    """The events of an article."""
    return events.extract(parsed, dates.extract(parsed, Found())).events


def test_events_are_sorted_and_grounded(parse: Parse) -> None:
    """One event a sentence, by date, each the words of its evidence."""
    text = (
        "In 2024, the port handled more grain than ever. On March 3, 2025, the ministry opened a second pier. "
        "The company bought the port in May 2019."
    )
    parsed = parse(text, "2025-03-10")
    found = run(parsed)
    assert [e.date for e in found] == ["2019-05", "2024", "2025-03-03"]
    assert all(text[e.evidence[0].start : e.evidence[0].end] == e.text == e.evidence[0].exact for e in found)
    assert len({e.id for e in found}) == 3


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("The cup was played in Norport from 3 to 11 May 2024.", "2024-05-03/2024-05-11"),
        ("The piers were rebuilt in July 2014-March 2015.", "2014-07/2015-03"),
        ("Roe led the federation in 2009-2012.", "2009/2012"),
        ("Sales rose to 5 million euros for the February to March period, the firm said.", "2025-02/2025-03"),
        ("Sales rose to 5 million euros in the February-March season, the firm said.", "2025-02/2025-03"),
        ("The talks failed last weekend.", "2025-W10-WE"),
        ("The talks failed last week.", "2025-W10"),
        ("The pier opened on Sunday evening.", "2025-03-09"),
    ],
)
def test_what_ran_on_has_both_ends(text: str, date: str, parse: Parse) -> None:
    """A reader sees from when to when; a weekend is one already, and an evening is of its day."""
    parsed = parse(text, "2025-03-10")
    assert [e.date for e in run(parsed)] == [date]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry will open the pier on April 2.",
        "The pier is to open in 2027.",
        "Exports are the lowest since 2022.",
        "The ministry now runs the port.",
        "He went to Vienna to prepare a summit in May.",
        "The port is busy every year.",
        "From 2003 to 2011 the port paid its debts.",
        "The share of exports rose from 26% in 2012 to 47%.",
        "Fees fell between April and June.",
        "Fees (4 million euros in 2022) are to fall.",
        "The pier should have opened on March 3, 2025.",
        "Had they begun in 2023, the pier would stand.",
        "Fees are lower than in 2023.",
        "The pier was meant to open in 2023.",
        "The new pier was due in March 2024.",
        "The report had been due to be published in May 2024.",
        "The ministry had planned to open the pier in 2023.",
        "The pier, built in 1960, will be raised by a metre.",
        "The crew had hoped to return by June.",
        "Before 2008 nobody lived there.",
        "The mast fell after 3 March 2024.",
        "Up to May 2019 the port was shut.",
        "The port nearly closed in January.",
        "The crew failed to land in May 2019.",
        "The vote was moved from 1 March to 8 March.",
        "The court upheld an order of the town from 2023.",
        "The choir has half as many as nine years ago.",
    ],
)
def test_what_is_no_dated_event(parse: Parse, text: str) -> None:
    """Plans, present states, comparisons and vague times are none."""
    assert run(parse(text)) == ()


def test_a_present_day_of_an_undated_article_may_lie_ahead(parse: Parse) -> None:
    """What opens on a day is an event only where the article's own day says that it is over."""
    told = "The new quay is handed over on 3 June 2025. The old one burned down on 4 May 2019."
    assert [e.date for e in run(parse(told))] == ["2019-05-04"]
    assert [e.date for e in run(parse(told, "2025-06-10"))] == ["2019-05-04", "2025-06-03"]


def test_the_most_exact_date_of_a_sentence_counts(parse: Parse) -> None:
    """A decade or a year beside a day gives way to the day; alone it is the date."""
    decade = "In the 1970s, the two countries opened their border."
    assert [e.date for e in run(parse(decade))] == ["197X"]
    both = "In the spring of 2019, on March 3, 2019, the two countries opened their border."
    assert [e.date for e in run(parse(both))] == ["2019-03-03"]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("In the spring of 2019, after talks that began on March 3, 2019, the two countries met.", "2019-SP"),
        ("The council criticised four men who had stolen coins in 2015.", None),
        ("The council criticised four men who had stolen coins in 2015-2017.", None),
        ("The plant was owned by the city before being sold to Ford in 2008.", None),
        ("Speaking in Oslo on 3 March 2020, the minister opened the fair.", "2020-03-03"),
        ("She opened the letters of the 1998 prize.", None),
        ("A report in September 2015 found the coins.", "2015-09"),
        ("The bank said on its page that profit rose in May 2019.", "2019-05"),
        ("The port opened and was sold in 1991.", "1991"),
        ("The mayor left in May 2019 due to the cold.", "2019-05"),
        ("The shares have bounced off their yearly low above $40, set in May 2020.", None),
        ("The port's profit rose to 5 million euros, compared with €4 million in 2019.", None),
        ("The port's traffic fell to 20 ships from 40 in 2019.", None),
        ("People from 40 countries met in Oslo in 2019.", "2019"),
        ("The senate repealed the law of 2014.", None),
        ("The law of 2011 was repealed.", None),
        ("The town lost its ferry in the early months of 2019.", "2019"),
        ("The flood of 2013 destroyed the mill.", "2013"),
        ("The mill burned down as late as 2019.", "2019"),
    ],
)
def test_the_date_of_another_thing_is_not_that_of_the_sentence(parse: Parse, text: str, date: str | None) -> None:
    """What is told beside the happening, which thing is meant, and what it is compared with have times of their own."""
    parsed = parse(text)
    found = events.extract(parsed, dates.extract(parsed, Found()))
    assert [e.date for e in compose(parsed, replace(found, judgements=())).events] == ([date] if date else [])


@pytest.mark.parametrize(
    "text",
    [
        "Voting for the cup ends on 20 March, the club said on Monday.",
        "The pier will open on the first Sunday in April, the port said on Monday.",
        "The choir festival runs from April 28 through May 6, its director said on Saturday.",
        "The ministry announced on Monday that fees will fall next year.",
        "The pier opens on 12 March.",
        "The port, which lost a pier, said on Monday that fees will fall in June.",
        "Lamps were given out in four days, the union said on Monday.",
        "The film fair, opened in January, lost money, its head said on Monday.",
    ],
)
def test_the_day_of_a_saying_is_no_event_of_what_is_said(parse: Parse, text: str) -> None:
    """A plan is ahead whenever it was told, and what took a while was not on the day it was told."""
    assert run(parse(text, "2025-03-10")) == ()
    fair = "The flower fair runs from November 20 through December 6, its director said on Saturday."
    assert run(parse(fair, "2025-11-10")) == ()


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("In 2023 the port lost two cranes, its owner said on Monday.", "2023"),
        ("The pier was closed on Friday, the port said on Monday.", "2025-03-07"),
        ("Two ships were damaged, the port said on Monday.", "2025-03-10"),
        ("Two men are in prison, the port said on Monday.", "2025-03-10"),
        ("The port said on Monday that it sold its pier and opens a new one in May.", "2025-03-10"),
        ("On Monday she said that she will not sing again; a new voice is sought for 2026.", "2025-03-10"),
        ("The minister said on Monday that his office will drop the bill.", "2025-03-10"),
        ("Fees rose last year, the port said on Monday.", "2025-03-10"),
        ("The last fair took place on 5 December; the next one is due on 4 April.", "2024-12-05"),
        ("The port announced on Monday a plan to close the pier by 2030.", "2025-03-10"),
    ],
)
def test_what_is_said_has_its_own_time(parse: Parse, text: str, date: str) -> None:
    """A vaguer time of what is said counts before the day of the saying, which stands where there is no other."""
    assert [e.date for e in run(parse(text, "2025-03-10"))] == [date]


def test_a_sentence_told_twice_is_one_event(parse: Parse) -> None:
    """The same words again are no second event."""
    twice = "On March 3, 2025, the ministry opened a second pier.\n" * 2
    assert len(run(parse(twice))) == 1


def test_each_event_is_judged(parse: Parse) -> None:
    """The brief's composition chooses by a judgement of each candidate."""
    parsed = parse("In 2024, the port opened. On March 3, 2025, the ministry opened a second pier.", "2025-03-10")
    found = events.extract(parsed, dates.extract(parsed, Found()))
    assert {j.item for j in found.judgements} == {e.id for e in found.events}


def test_who_comes_from_somewhere_in_a_year_does_so_then(parse: Parse) -> None:
    """Only a number behind "from" makes a year the end of a change: one may leave a place in it."""
    told = ("She returned from Paris in 2012 to lead the team.", "The firm withdrew from Norland in 2022 and sold it.")
    assert [e.date for text in told for e in run(parse(text))] == ["2012", "2022"]
