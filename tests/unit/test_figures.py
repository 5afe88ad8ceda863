"""Figures: the grammar of quantities, their measures, periods, bounds, and the choice for the brief."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from generator.core.model import DateMention, Evidence, Figure, Found
from generator.extract import figures
from generator.extract.dates import extract as read_dates
from generator.extract.figures import grammar, ranges
from generator.extract.figures.numbers import find_numbers
from generator.extract.parsed import Parsed

Parse = Callable[..., Parsed]


def numbers(text: str) -> list[Decimal]:
    """The values of the numbers of a text."""
    return [n.value for n in find_numbers(text)]


def units(text: str) -> list[tuple[Decimal, Decimal | None, str | None]]:
    """What the grammar reads without a language model."""
    found = ranges.combine(text, [grammar.read(text, n) for n in find_numbers(text)])
    return [(q.value, q.max_value, q.unit) for q in found]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,250.75", "1250.75"),
        ("12,34,567", "1234567"),
        ("1,204 (998) million", "1204000000"),
        ("3 1/2", "3.5"),
        ("7½", "7.5"),
        ("5/8", "0.625"),
        ("forty-two", "42"),
        ("sixty three", "63"),
        ("two hundred and six", "206"),
        ("five thousand one hundred", "5100"),
        ("two and a half million", "2500000"),
        ("half a billion", "500000000"),
        ("a quarter of the votes", "0.25"),
        ("three-quarters of them", "0.75"),
        ("4.2bn", "4200000000"),
        ("25 lakh", "2500000"),
        ("two dozen", "24"),
        ("6 × 10^3", "6000"),
        ("3×108", "300000000"),
        ("1 000 000", "1000000"),
        ("five-and-a-half", "5.5"),
        ("one hundred and one thousand and one", "101001"),
        (".5", "0.5"),
    ],
)
def test_reads_numbers_in_digits_and_words(text: str, value: str) -> None:
    """Digits, words, fractions and scales give one value."""
    assert numbers(text) == [Decimal(value)]


def test_vague_scales_span_one_order_of_magnitude() -> None:
    """ "Thousands of" is from a thousand to ten thousand."""
    (number,) = find_numbers("thousands of visitors")
    assert (number.value, number.max_value) == (1000, 10000)


@pytest.mark.parametrize("text", ["the first half", "the third quarter", "release 1.2.3", "a year", "in a second"])
def test_leaves_ordinary_words_alone(text: str) -> None:
    """Halves of games, quarters of years, versions and articles are no numbers."""
    assert numbers(text) == []


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("US$9.1bn", "9100000000", "USD"),
        ("245 billion dollars", "245000000000", "USD"),
        ("C $ 20.5 million", "20500000", "CAD"),
        ("A$30", "30", "AUD"),
        ("a $4 fee", "4", "USD"),
        ("£35m", "35000000", "GBP"),
        ("¥900", "900", "JPY"),
        ("RM2.50", "2.50", "MYR"),
        ("Rs 500 crore", "5000000000", "INR"),
        ("$1.7 B now", "1700000000", "USD"),
        ("$5 M&Ms", "5", "USD"),
        ("Rs five crore", "50000000", "INR"),
        ("£five million", "5000000", "GBP"),
        ("US$ten million", "10000000", "USD"),
        ("7 million Danish crowns", "7000000", "DKK"),
        ("300 Swiss francs", "300", "CHF"),
        ("60 francs", "60", "franc"),
        ("80 million Finnish markka", "80000000", "Finnish markka"),
        ("9 Deutsche marks", "9", "Deutsche Mark"),
        ("EUR 12", "12", "EUR"),
        ("12 EUR", "12", "EUR"),
        ("20 USD million", "20000000", "USD"),
        ("40 MUSD", "40000000", "USD"),
        ("kEUR 850", "850000", "EUR"),
        ("TNOK 9,700", "9700000", "NOK"),
        ("$-8bn", "-8000000000", "USD"),
        ("two dollars 40 cents", "2.4", "USD"),
        ("30 cents", "30", "cent"),
        ("$5 a barrel", "5", "dollar per barrel"),
        ("€90 per square metre", "90", "euro per square metre"),
        ("ALL 7 rooms", "7", None),
    ],
)
def test_reads_money_with_its_currency(text: str, value: str, unit: str | None) -> None:
    """Signs, codes and names of currencies on either side, with scale and rate."""
    got, _, named = units(text)[0]
    assert (got, named) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("7%", "7", "percent"),
        ("104per cent", "104", "percent"),
        ("3 pct", "3", "percent"),
        ("2 percentage points", "2", "percentage point"),
        ("50 basis points", "50", "basis point"),
        ("9 km²", "9", "square kilometre"),
        ("9 km^2", "9", "square kilometre"),
        ("300 sq. ft.", "300", "square foot"),
        ("9.8 m/s2", "9.8", "metre per second squared"),
        ("38 bcm", "38000000000", "cubic metre"),
        ("2 million barrels a day", "2000000", "barrel per day"),
        ("3 million barrels of oil a day", "3000000", "barrel per day"),
        ("60 mph", "60", "mile per hour"),
        ("90 km/h", "90", "kilometre per hour"),
        ("12 °C", "12", "degree Celsius"),
        ("12 degrees celcius", "12", "degree Celsius"),
        ("70 deg f", "70", "degree Fahrenheit"),
        ("-4 degrees fahrenheit", "-4", "degree Fahrenheit"),
        ("minus four degrees", "-4", "degree"),
        ("12 °C below zero", "-12", "degree Celsius"),
        ("fell to 20 degrees below zero", "-20", "degree"),
        ("a 3-inch gap", "3", "inch"),
        ("200lbs", "200", "pound"),
        ("5 GWh", "5", "gigawatt hour"),
        ("six years old", "6", "year of age"),
        ("a 14-month-old child", "14", "month of age"),
        ("an hour and a half", "1.5", "hour"),
        ("half a percent", "0.5", "percent"),
        ("the 747s", "747", None),
        ("“We were only 25” is what", "25", None),
        ("in 250′s film", "250", None),
    ],
)
def test_reads_units_of_measurement(text: str, value: str, unit: str | None) -> None:
    """Percent in all spellings, metric and customary units, temperatures, ages; quotation marks are no inches."""
    got, _, named = units(text)[0]
    assert (got, named) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("between 5 and 7 percent", "5", "7", "percent"),
        ("2-3%", "2", "3", "percent"),
        ("from $2 to $4 million", "2000000", "4000000", "USD"),
        ("$40 to 45 billion", "40000000000", "45000000000", "USD"),
        ("three or four years", "3", "4", "year"),
        ("10–12 km", "10", "12", "kilometre"),
        ("from 9 pounds to 7", "7", "9", "pound"),
    ],
)
def test_ranges_are_one_quantity(text: str, low: str, high: str, unit: str) -> None:
    """Both ends with one unit; the lower end comes first."""
    assert units(text) == [(Decimal(low), Decimal(high), unit)]


def test_a_change_and_its_level_are_no_range() -> None:
    """ "Rose 5 percent to 20 percent" tells an amount and a level."""
    assert units("rose 5 percent to 20 percent") == [(5, None, "percent"), (20, None, "percent")]


def test_a_list_shares_its_unit() -> None:
    """The unit of the last number is that of all."""
    assert units("1.5 and 2 GHz") == [(Decimal("1.5"), None, "gigahertz"), (2, None, "gigahertz")]


def found(parsed: Parsed, *dates: DateMention) -> Found:
    """What the extractor finds, given dates or else those of the text."""
    return figures.extract(parsed, Found(dates=dates) if dates else read_dates(parsed, Found()))


def only(parsed: Parsed) -> Figure:
    """The one quantity of a text."""
    (figure,) = found(parsed).quantities
    return figure


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "The talks begin on February 24.",
        "It was founded in 1957 and grew in the 1990s.",
        "The train leaves at 6.45pm or 18:30.",
        "The ferry left at 1815hrs and came back at 0630 GMT.",
        "World War II ended the old order.",
        "The second pipeline is called Power of Siberia 2.",
        "Officials invoked Article 5 of the treaty.",
        "The Group of 77 met in Room 12.",
        "A Boeing 737 landed in Oslo.",
        "Their No. 2 envoy resigned.",
        "No one came to the 80th anniversary.",
        "It is the second-largest economy.",
        "Call 020 7946 0958 at once.",
        "1. The outlook for trade",
        "The study agrees [12].",
        "The team won 3-1.",
        "Sensor XR-173 m was lost.",
        "See document A/52/PV.7 for details.",
        "The ratio is 3:1.",
    ],
)
def test_dates_names_and_lists_are_no_quantities(parse: Parse, text: str) -> None:
    """Numbers in dates, times, names, ranks, ordinals, lists, citations and scores count nothing."""
    assert found(parse(text)).quantities == ()


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The paper cut 90 editing jobs.", 90, "editing job"),
        ("The firm owns two large Airbus plants.", 2, "large Airbus plant"),
        ("Some 4.3 million people voted.", 4300000, "person"),
        ("Dozens of houses burnt.", 12, "house"),
        ("Ukraine received 18 F-16 jets.", 18, "F-16 jet"),
        ("The bloc has 27 member states.", 27, "member state"),
        ("They worked for six straight days.", 6, "day"),
        ("They took six more A350s.", 6, "A350"),
        ("Four small, friendly towns joined.", 4, "small friendly town"),
        ("The clinic takes two thousand calls a day.", 2000, "call per day"),
    ],
)
def test_counts_carry_the_noun_with_its_modifiers(parse: Parse, text: str, value: int, unit: str) -> None:
    """A counted noun is singular and keeps what defines it; counted units are units."""
    figure = only(parse(text))
    assert (figure.value, figure.unit) == (value, unit)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("It cost around 40 euros.", "about"),
        ("It cost nearly half a million euros.", "about"),
        ("It cost at least 40 euros.", "at least"),
        ("It cost up to 40 euros.", "at most"),
        ("It cost more than 40 euros.", "more than"),
        ("It cost no more than 40 euros.", "at most"),
        ("It cost under 40 euros.", "less than"),
        ("It cost 40 euros or more.", "at least"),
        ("It cost 40 euros.", "exact"),
    ],
)
def test_bounds_are_read_and_shown(parse: Parse, text: str, bound: str) -> None:
    """The words of a bound set it and belong to the figure's text."""
    figure = only(parse(text))
    assert figure.bound == bound
    assert figure.text == text.removeprefix("It cost ").removesuffix(".")


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("Exports rose 5 percent.", "up"),
        ("Exports fell by 5 percent.", "down"),
        ("Exports were up 5 percent.", "up"),
        ("Exports reached 5 percent of output.", None),
        ("Exports rose to 5 million euros.", None),
        ("The charity raised 5 million euros.", None),
        ("The index finished off 0.17 percent higher.", "up"),
    ],
)
def test_change_is_told_of_the_amount_that_changed(parse: Parse, text: str, change: str | None) -> None:
    """An amount of change goes up or down; a level reached does not."""
    assert only(parse(text)).change == change


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Trade between India and Brazil reached $12 billion.", "Trade between India and Brazil"),
        ("About 85% of farmers agree.", "farmers"),
        ("Norway lost 9 square kilometres of forest.", "forest"),
        ("Canada fears a 30% tariff on steel.", "tariff on steel"),
        ("The envoy began a four-day trip.", "trip"),
        ("The ministry paid 3 million euros for the bridge.", "bridge"),
        ("The outlook is mixed: cotton up 4 percent.", "cotton"),
        ("The call lasted over an hour and a half.", "call"),
        ("Cocoa exports hit an all-time high of $9 billion.", "Cocoa exports, all-time high"),
        ("The firm cut its forecast to 3 percent.", "forecast"),
        ("The Greens finished with 11.5%.", "Greens"),
    ],
)
def test_the_measure_says_what_is_measured(parse: Parse, text: str, measure: str) -> None:
    """Part, owner, object paid for, neighbour or subject."""
    assert only(parse(text)).measure == measure


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "Trade with Peru grew fast. It came to $9 billion.",
        "The unit lost $40m. Rivals gained 5% more customers.",
        "The ministry said in March that it was 12 percent.",
    ],
)
def test_the_measure_is_an_argument_of_its_own_verb_or_none(parse: Parse, text: str) -> None:
    """Nothing is taken from another sentence, from a pronoun or from who says so."""
    assert {f.measure for f in found(parse(text)).figures} <= {None, "unit", "more customers"}


@pytest.mark.model
def test_another_unit_of_the_same_is_no_figure_of_its_own(parse: Parse) -> None:
    """What stands in brackets behind a length is read, and stands on no line; money in another currency does."""
    both = found(parse("The council paid for a road of 5 miles (8 km) and a bridge of £3 million ($4 million)."))
    assert [str(q.value) for q in both.quantities] == ["5", "8", "3000000", "4000000"]
    assert {str(f.value) for f in both.figures} == {"5", "3000000", "4000000"}


@pytest.mark.model
def test_an_amount_in_brackets_is_measured_as_the_one_before(parse: Parse) -> None:
    """The same thing in another unit."""
    first, again = found(parse("The road rose by 5 miles (8 km) last spring.")).quantities
    assert (again.unit, again.measure, again.change) == ("kilometre", first.measure, first.change)


@pytest.mark.model
def test_the_period_is_the_date_that_stands_with_the_figure(parse: Parse) -> None:
    """Each figure takes its own year; where two years compete, or one is a base or a start, there is none."""
    text = "Sales rose from $3 million in 2021 to $4 million in 2023. In 2022 costs were $5 million, as in 2020."
    assert [f.period for f in found(parse(text)).quantities] == ["2021", "2023", None]
    up = found(parse("Sales hit a record $5 million in 2024, up 68% from 2021.")).quantities
    assert [f.period for f in up] == ["2024", None]


@pytest.mark.model
def test_a_day_or_an_age_has_no_period(parse: Parse) -> None:
    """A day is when it happened, which the sentence says; an age is for no year; a year within a name dates nothing."""
    text = "Nine men were jailed on 3 May 2024. In 2023 he was 45 years old. The 1973 building holds 90 families."
    assert [f.period for f in found(parse(text)).quantities] == [None, None, None]


@pytest.mark.model
def test_resolved_dates_give_the_period(parse: Parse) -> None:
    """What the dates extractor resolved is taken over."""
    text = "In the first quarter, exports were $7 million."
    date = DateMention("the first quarter", "DATE", "2025-Q1", (Evidence(3, 20, "the first quarter"),))
    assert found(parse(text), date).quantities[0].period == "2025-Q1"


@pytest.mark.model
def test_a_founding_year_is_no_period(parse: Parse) -> None:
    """The date of another clause says nothing about the figure."""
    assert only(parse("The agency, founded in 1957, has 178 member states.")).period is None


@pytest.mark.model
def test_people_are_whole(parse: Parse) -> None:
    """An index is at 437.68, not that many people."""
    text = "Fears hurt the list as well as the Harbour 50 Index, which slid 2.5%, or 11.20, by Tuesday, to 437.68."
    *_, figure = found(parse(text)).quantities
    assert figure.unit is None


@pytest.mark.model
def test_people_hurt_are_counted_without_a_noun(parse: Parse) -> None:
    """The verb says that they are people."""
    first, second = found(parse("The blast killed 12 people and injured 40.")).quantities
    assert (first.unit, second.unit, second.value) == ("person", "person", 40)


@pytest.mark.model
def test_parts_of_a_whole_count_the_same_thing(parse: Parse) -> None:
    """ "300 of its 900 schools": both are schools."""
    assert [f.unit for f in found(parse("The town closed 300 of its 900 schools.")).quantities] == ["school", "school"]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "value", "top", "unit"),
    [
        ("People aged between 18 and 24 voted.", 18, 24, "year of age"),
        ("Toddlers aged 18-24 months took part.", 18, 24, "month of age"),
        ("The mayor, 57, resigned.", 57, None, "year of age"),
        ("She was 41 when she retired.", 41, None, "year of age"),
    ],
)
def test_ages_are_told_in_many_ways(parse: Parse, text: str, value: int, top: int | None, unit: str) -> None:
    """Ranges of ages, ages in apposition and ages after "was"."""
    figure = only(parse(text))
    assert (figure.value, figure.max_value, figure.unit) == (value, top, unit)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("New Zealand pays for roads. The bill that New Zealand got was $42,000 a year.", "dollar per year"),
        ("New Zealand pays for roads. The bill that New Zealand got was US$42,000.", "USD"),
        ("New Zealand pays for roads. The bill that New Zealand got was U.S$42,000.", "USD"),
        ("The United States and New Zealand pay. The bill that the United States got was $42,000.", "USD"),
        ("New Zealand pays for roads. The bill was $42,000.", "dollar"),
        ("New Zealand and Egypt pay for roads. The bill was $42,000.", "USD"),
        ("Egypt lets ships pass. The bill that Egypt got was $42,000.", "USD"),
    ],
)
def test_whose_dollar_it_is(parse: Parse, text: str, unit: str) -> None:
    """Where the country most named has dollars of its own, a bare sign may mean them: then no country's is told."""
    assert [f.unit for f in found(parse(text)).figures] == [unit]


@pytest.mark.model
@pytest.mark.parametrize("text", ["He paid tax for the 1989, 1990, 1991 years.", "The sys4ml group met in the port."])
def test_a_number_in_a_name_or_a_date_is_no_quantity(parse: Parse, text: str) -> None:
    """Years counted as years, and what letters run into."""
    assert found(parse(text)).quantities == ()


@pytest.mark.model
def test_evidence_is_the_figure_its_clause_and_its_sentence(parse: Parse) -> None:
    """Three spans: its own words, the few around them that say what it is about, and the whole sentence."""
    text = "It rained. The dam holds 3 million cubic metres of water, as engineers said on Monday. It leaks."
    figure = only(parse(text))
    assert [text[e.start : e.end] for e in figure.evidence] == [e.exact for e in figure.evidence]
    assert figure.evidence[0].exact == figure.text == "3 million cubic metres"
    assert figure.clause is not None
    assert figure.clause.exact == "The dam holds 3 million cubic metres of water"
    assert figure.sentence is not None
    assert figure.sentence.exact == "The dam holds 3 million cubic metres of water, as engineers said on Monday."


@pytest.mark.model
def test_the_end_of_a_word_makes_no_change(parse: Parse) -> None:
    """ "Listened" and "opened" end as "widened" does, and tell of no more and no less."""
    both = found(parse("He listened from 8 to 10 hours a day."))
    assert [q.change for q in both.quantities] == [None]
    assert [f.change for f in both.figures] in ([], [None])


@pytest.mark.model
def test_one_zero_tells_no_sign_of_two_degrees(parse: Parse) -> None:
    """Whether both ends of a range are below it, its words do not say."""
    both = found(parse("At night it is 20 to 30 degrees below zero."))
    assert all(q.value > 0 and (q.max_value or 1) > 0 for q in both.quantities)
