"""Kinds of numbers, changes, periods and measures that were once read wrongly, each with several of its kind."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from generator.core.model import Figure, Found
from generator.extract import dates, figures
from generator.extract.figures.numbers import find_numbers
from generator.extract.parsed import Parsed

Parse = Callable[..., Parsed]


def told(parse: Parse, text: str, published: str | None = "2026-03-24") -> dict[str, Figure]:
    """The candidates for a brief by their words, with the dates of the text resolved."""
    parsed = parse(text, published=published) if published else parse(text)
    return {f.text: f for f in figures.extract(parsed, dates.extract(parsed, Found())).figures}


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The mines exported gold worth $13 049 million.", "13049000000", "USD"),
        ("The average rent is 1 200 € a month.", "1200", "EUR"),
        ("The farm lost 14 400 euros.", "14400", "EUR"),
        ("The yard owes 12,5 million euros to its banks.", "12500000", "EUR"),
        ("Power cost it 0,32 €/kWh.", "0.32", "EUR"),
        ("Its debt of $3,5 billion is due.", "3500000000", "USD"),
        ("The yard was sold for 1,5 Mio. €, the receiver said.", "1500000", "EUR"),
        ("The bridge cost 2,75 Mrd. € in all.", "2750000000", "EUR"),
        ("Some hundred thousand euros are missing.", "100000", "EUR"),
        ("The flood cost a quarter of a billion euros.", "250000000", "EUR"),
        ("They raised three quarters of a million euros.", "750000", "EUR"),
        ("The fund holds 1.234.567 euros.", "1234567", "EUR"),
        ("The bank paid 1'250'000 Swiss francs.", "1250000", "CHF"),
        ("The dam cost Rs 12,34,567 in all.", "1234567", "INR"),
        ("The state spent Rs 5 lakh crore.", "5000000000000", "INR"),
        ("The harbour authority repaid a dollars 900m loan.", "900000000", "USD"),
        ("It bought the dock for pounds 9.3bn.", "9300000000", "GBP"),
        ("The appeal raised yen 50,000.", "50000", "JPY"),
        ("The plank is 4-3/4 inches wide.", "4.75", "inch"),
        ("The field yields 816 250 tonnes.", "816250", "tonne"),
        ("The hall sold 14 250 tickets.", "14250", "ticket"),
        ("The storm had winds of 157 m.p.h. near the coast.", "157", "mile per hour"),
    ],
)
def test_numbers_in_other_conventions(parse: Parse, text: str, value: str, unit: str) -> None:
    """Blanks, commas, apostrophes and full stops in digits, scales of other languages, currency words in front."""
    assert [(f.value, f.unit) for f in told(parse, text).values()] == [(Decimal(value), unit)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("see sections 3,5 and 7", ["3", "5", "7"]),
        ("in 2014 300 men", ["2014", "300"]),
        ("rows 12 500 and 14", ["12", "500", "14"]),
        ("version 1.2.3", []),
        ("1920x1080 pixels", ["1920", "1080"]),
        ("the 4 × 100 m relay", ["4", "100"]),
        ("a screen of 1920 × 1080 dots", ["1920", "1080"]),
        ("1" * 40, []),
    ],
)
def test_two_numbers_stay_two(text: str, values: list[str]) -> None:
    """A comma or a blank between digits joins them only beside a scale, a unit or a currency; monsters are refused."""
    assert [n.value for n in find_numbers(text)] == [Decimal(v) for v in values]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Gas cost $250 per 1,000 cubic metres.", "dollar per 1,000 cubic metre"),
        ("The pipe carries 50 billion cubic metres of gas annually.", "cubic metre per year"),
        ("The pipe carries 38 billion cubic metres (bcm) of gas per year.", "cubic metre per year"),
        ("The plant makes 300 cars daily.", "car per day"),
        ("The wells gave 4 million barrels each month.", "barrel per month"),
    ],
)
def test_rates_belong_to_the_unit(parse: Parse, text: str, unit: str) -> None:
    """What an amount is per, by words, adverbs and numbers."""
    parsed = parse(text)
    assert [f.unit for f in figures.extract(parsed, Found()).quantities] == [unit]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "words", "period"),
    [
        ("In the 1990s the mill employed 9,000 people.", "9,000 people", "199X"),
        ("In the early 2000s its output was 2 million tonnes.", "2 million tonnes", "200X"),
        ("Since 2015 the firm has paid $90 million in tax.", "$90 million", None),
        ("In 2014–15 the mines exported 7 tonnes of gold.", "7 tonnes", "2014/2015"),
        ("In the third quarter of 2024 sales rose 5%.", "5%", "2024-Q3"),
        ("The permit, valid to 31 December 2030, covers 40 wells.", "40 wells", None),
        ("The licence runs until March 2028 and covers 12 wells.", "12 wells", None),
        ("The margin was 38.9% a year earlier.", "38.9%", None),
        ("The port handled 30 ships, the mayor said on Monday.", "30 ships", None),
        ("The pipe — the first opened in 2019 — carries 50 tonnes.", "50 tonnes", None),
        ("The loan, due in 2031, brought in 60 million euros.", "60 million euros", None),
    ],
)
def test_periods_as_they_are_stated(parse: Parse, text: str, words: str, period: str | None) -> None:
    """Decades, split years and quarters are periods; starts, deadlines, asides and the day of the saying are none."""
    assert told(parse, text)[words].period == period


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "words", "change"),
    [
        ("The margin is 2.4 percentage points lower than the 38.9% of last year.", "38.9%", None),
        ("The margin is 2.4 percentage points lower than the 38.9% of last year.", "2.4 percentage points", "down"),
        ("Exports rose from 816,000 tonnes in 2013 to 934,000 tonnes in 2014.", "934,000 tonnes", "up"),
        ("Exports rose from 816,000 tonnes in 2013 to 934,000 tonnes in 2014.", "816,000 tonnes", None),
    ],
)
def test_what_is_compared_with_has_no_way(parse: Parse, text: str, words: str, change: str | None) -> None:
    """The base of a comparison and the start of a change went nowhere."""
    assert told(parse, text)[words].change == change


@pytest.mark.model
def test_the_first_letter_of_an_abbreviation_is_no_unit(parse: Parse) -> None:
    """ "20 p.p.m." are no pence, and "7 m.a.t." no metres."""
    found = told(parse, "The well held 20 p.p.m. of lead. The mill made 7 m.a.t. of board.")
    assert {f.unit for f in found.values()} & {"penny", "metre"} == set()


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "words", "measure"),
    [
        ("Output could rise, according to Harbour News, by $3 billion.", "$3 billion", "Output"),
        ("The tank holds fuel. It stores 4.3 MWh.", "4.3 MWh", None),
        ("The blast killed eleven people in the port.", "eleven people", "killed people in the port, blast"),
        ("The Greens won 14 seats.", "14 seats", "won seats, Greens"),
        ("Two men left.", "Two men", "men left"),
        ("The pipe carries 55 billion cubic metres of gas a year.", "55 billion cubic metres of gas a year", "gas"),
        ("Bond Street is one of the ten new stations.", "ten new stations", "new stations, Bond Street"),
        ("Timber and wool rose by $3 billion and $4 billion respectively.", "$4 billion", None),
    ],
)
def test_measures_of_the_own_clause(parse: Parse, text: str, words: str, measure: str | None) -> None:
    """Who says so and another sentence give no measure; what is counted is told with what is done."""
    assert told(parse, text)[words].measure == measure


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("Tolls make up 40% of its income.", None),
        ("The town set up a $9 million fund.", None),
        ("The bank wrote off 9 million euros.", None),
        ("Shares ended up 4%.", "up"),
        ("Rents went down 4%.", "down"),
    ],
)
def test_a_particle_of_a_verb_is_no_change(parse: Parse, text: str, change: str | None) -> None:
    """What is made up or set up has not risen; what went up has."""
    assert [f.change for f in told(parse, text).values()] == [change]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Bars must close at ten.", [None]),
        ("Apples brought in 14,000.", [None]),
        ("The sculptor died at 84.", ["year old"]),
        ("The school has 900 today.", [None]),
        ("She won 4,000 votes.", ["vote"]),
        ("Crews will walk out on 5, 6 and 7 May.", []),
        ("The band plays on May 5, 6 and 7.", []),
        ("They met in room 12A and sat in section 5C.", []),
        ("On May 12 500 cyclists met.", []),
        ("Sales of 2 billion euros compare with 1.6 billion two years earlier.", ["EUR", "year", None]),
        ("The dam cost 10^99 euros.", []),
        ("The club owes £30m. Its debt doubled to 45m, or 7.5m.", ["GBP"]),
        ("The club owes £30m. Its hall is 45m long.", ["GBP", "metre"]),
        ("The ridge fell 45m.", ["metre"]),
        ("She earned a six-figure sum.", []),
    ],
)
def test_what_a_number_does_not_count(parse: Parse, text: str, units: list[str | None]) -> None:
    """A subject that does not reach the number, an hour, a day of a list, "today", "won" and the letter of a label."""
    assert [f.unit for f in told(parse, text).values()] == units
