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
        ("The average rent is 1 200 € a month.", "1200", "EUR per month"),
        ("The farm lost 14 400 euros.", "14400", "EUR"),
        ("The yard owes 12,5 million euros to its banks.", "12500000", "EUR"),
        ("Power cost it 0,32 €/kWh.", "0.32", "EUR per kilowatt hour"),
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
        ("The lute fetched £2 650 000, a record.", "2650000", "GBP"),
        ("The lute fetched 2 650 000,50 €.", "2650000.5", "EUR"),
        ("A seat went for 1475,50 euros.", "1475.5", "EUR"),
        ("A sheet costs 0,125 euros.", "0.125", "EUR"),
        ("The mill was sold for 175.000 euros.", "175000", "EUR"),
        ("The owner was paid R95 000 in damages.", "95000", "ZAR"),
        ("The court gave her R 2.6 million.", "2600000", "ZAR"),
        ("The road will cost Rs 30 cr.", "300000000", "INR"),
        ("The shop takes Kshs 4,500 for it.", "4500", "KES"),
    ],
)
def test_numbers_in_other_conventions(parse: Parse, text: str, value: str, unit: str) -> None:
    """Blanks, commas, apostrophes and full stops in digits, scales of other languages, currency words in front."""
    assert [(f.value, f.unit) for f in told(parse, text).values()] == [(Decimal(value), unit)]


def test_a_model_is_no_money(parse: Parse) -> None:
    """R and digits alone may be a bike or a road; rand are written with a blank, a group or a scale."""
    assert not told(parse, "The owner bought an R1200 on the coast.")


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
        ("in 2012,25 people", ["2012", "25"]),
        ("agent 007", []),
    ],
)
def test_two_numbers_stay_two(text: str, values: list[str]) -> None:
    """A comma or a blank between digits joins them only beside a scale, a unit or a currency; monsters are refused."""
    assert [n.value for n in find_numbers(text)] == [Decimal(v) for v in values]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The weir cost € 2.750.000 and the ladder € 600.000.", ["2750000", "600000"]),
        ("Inflation is 1,8 %; the ladder cost 31.500 euros.", ["1.8", "31500"]),
        ("The ladder cost € 600.000 and the rope € 31.500.", ["600000", "31500"]),
        ("The rope cost € 31.500.", []),
        ("The pass rose to $600.000.", []),
        ("Shares ended at $8.375, up 1.5 percent.", ["8.375", "1.5"]),
        ("Shares ended at $8.375.", ["8.375"]),
        ("The ladder cost € 600.000, or 1.5 percent of all.", ["1.5"]),
        ("It sold $2.125 billion of notes at 6.375 percent.", ["2125000000", "6.375"]),
        ("Pay rises by between 2,5 and 3,25 per cent.", ["2.5", "3.25"]),
        ("Milk costs 1,20 euros; a cow gives 21,5 pails, once 18,25.", ["1.2", "21.5", "18.25"]),
        ("A cow gives 21,5 pails.", []),
    ],
)
def test_the_text_tells_its_decimal_sign(text: str, values: list[str]) -> None:
    """What may be thousands or a decimal is read as the sure numbers of the text say; where none do, there is none."""
    assert [n.value for n in find_numbers(text)] == [Decimal(v) for v in values]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The pier will cost 1.4bn reais, up from 800m.", {"1.4bn reais": "1400000000 BRL"}),
        ("Sales, down from 700m, came to €0.5bn.", {"700m": "700000000 EUR", "€0.5bn": "500000000 EUR"}),
        ("It earned £30m, against 25m in 2024.", {"£30m": "30000000 GBP", "25m": "25000000 GBP"}),
        ("The 2bn euro mast is 300m, up from 250m.", {"2bn euro": "2000000000 EUR", "300m": "300 metre"}),
        ("Catches fell to 30 from 45 thousand tonnes.", {"30": "30000 tonne"}),
        ("The quota rose to 8 from 6 percent.", {"8": "8 percent"}),
        ("The staff grew by 150 to 2,100.", {"150": "150 None", "2,100": "2100 None"}),
        ("The herd shrank by 40 to 900.", {"40": "40 None", "900": "900 None"}),
        ("Fares rose by 2 to 9 percent.", {"2 to 9 percent": "2 percent"}),
    ],
)
def test_what_is_compared_has_one_unit(parse: Parse, text: str, values: dict[str, str]) -> None:
    """Unit and scale told once in a comparison hold for both amounts, of which the begin of a change is not told; by
    how much is no range with what was reached."""
    assert {words: f"{f.value} {f.unit}" for words, f in told(parse, text).items()} == values


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "words", "bound"),
    [
        ("The fence may not be higher than 3 metres.", "3 metres", "at most"),
        ("No van may carry more than 2 tonnes.", "2 tonnes", "at most"),
        ("Pupils are no older than 12 years.", "no older than 12 years", "at most"),
        ("The toll must not exceed 40 percent.", "not exceed 40 percent", "at most"),
        ("The boat cannot be sold for less than 900 euros.", "900 euros", "at least"),
        ("No fewer than 30 boats sank.", "No fewer than 30 boats", "at least"),
        ("Not only over 40 cows died.", "over 40 cows", "more than"),
        ("Dozens, if not more than 70 cows, died.", "more than 70 cows", "more than"),
        ("He has not been paid for more than three months.", "more than three months", "more than"),
        ("They did not know that more than 40 huts burnt.", "more than 40 huts", "more than"),
    ],
)
def test_a_denied_bound_is_turned_round(parse: Parse, text: str, words: str, bound: str) -> None:
    """What may not be higher is at most so high; a denial of something else leaves the bound alone."""
    assert {f.text: f.bound for f in told(parse, text).values()}.get(words) == bound


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "words", "bound"),
    [
        ("Membership has gone up to 8,000 from 6,500.", "8,000", "exact"),
        ("The fee was put up to 45 euros.", "45 euros", "exact"),
        ("The share is up to 14% from 12%.", "14%", "exact"),
        ("The fine is up to 300 euros.", "up to 300 euros", "at most"),
        ("They can put up to 30 guests in a hut.", "up to 30 guests", "at most"),
        ("The bank will pay up to 40 euros from 2027.", "up to 40 euros", "at most"),
        ("The hospitals are short of 9,000 nurses.", "9,000 nurses", "exact"),
        ("The vote fell short of 9,000 signatures.", "short of 9,000 signatures", "less than"),
        ("The train stopped just short of 20 km.", "short of 20 km", "less than"),
    ],
)
def test_words_of_bounds_that_are_none(parse: Parse, text: str, words: str, bound: str) -> None:
    """How far something went is no upper bound, how many are missing no lower one."""
    assert {f.text: f.bound for f in told(parse, text).values()}.get(words) == bound


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "told_as"),
    [
        ("She raised 62,000 pounds for a lifeboat.", "GBP"),
        ("The new lamp costs 700 pounds.", "GBP"),
        ("He got a 300-pound fine.", "GBP"),
        ("They sold the organ for 800 pounds.", "GBP"),
        ("The choir made a profit of 5 million pounds.", "GBP"),
        ("The fund lost 3 million pounds of public money.", "pound"),
        ("The cup is £40. No prize is above 600 pounds.", "GBP"),
        ("A crate may weigh 30 pounds.", "mass"),
        ("He was arrested with 40 pounds of powder, worth 900 euros.", "mass"),
        ("The pup was 6 pounds (2.7 kg).", "mass"),
        ("The cart weighs 90 pounds and is rented.", "mass"),
        ("The lift takes 500 pounds.", "pound"),
        ("The 900-pound bell fell.", "pound"),
        ("He paid a coach and lost 30 pounds.", "pound"),
    ],
)
def test_pounds_are_money_or_a_weight_or_left_open(parse: Parse, text: str, told_as: str) -> None:
    """A word of weighing or of paying in their clause tells; of both or neither their kind is open."""
    pounds = next(f for f in told(parse, text).values() if "pound" in f.text)
    assert told_as == (pounds.unit if pounds.kind == "money" else pounds.kind)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Gas cost $250 per 1,000 cubic metres.", "dollar per 1,000 cubic metre"),
        ("The pipe carries 50 billion cubic metres of gas annually.", "cubic metre per year"),
        ("The pipe carries 38 billion cubic metres (bcm) of gas per year.", "cubic metre per year"),
        ("The plant makes 300 cars daily.", "car per day"),
        ("The wells gave 4 million barrels each month.", "barrel per month"),
        ("The line carries 6 billion tonne-kilometres annually.", "tonne-kilometre per year"),
        ("The wheel takes 40 foot-pounds.", "foot-pound"),
        ("The strike cost 9,000 man-hours.", "man-hour"),
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
        ("In May 2024 the margin was 36.1%, a notch below the 38.9% seen in the prior month.", "38.9%", None),
        ("The margin was 38.9% in the same quarter of the previous year.", "38.9%", None),
        ("It lost £8 in the same quarter of 2025.", "£8", None),
        ("The port handled 30 ships, the mayor said on Monday.", "30 ships", None),
        ("The pipe — the first opened in 2019 — carries 50 tonnes.", "50 tonnes", None),
        ("The second of two pipes — the first was laid in 2019 — carries oil.", "two pipes", None),
        ("The crew will mend five dams (the third burst in 2019).", "five dams", None),
        ("In 2024 she won 300 votes (8%) in 40 towns.", "8%", "2024"),
        ("In 2024 she won 300 votes (8%) in 40 towns.", "40 towns", "2024"),
        ("In 2024 — a wet year — sales fell by 5%.", "5%", "2024"),
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
        ("The fee was put up to 45 euros.", "45 euros", "up"),
        ("The bank took the rate to 5% from 5.25%.", "5%", "down"),
        ("The bank took the rate to 5.0% from 5%.", "5.0%", None),
        ("Rents are 15% higher than in Norport.", "15%", None),
        ("Rents are 15% higher than in May.", "15%", "up"),
        ("The road climbs to 4,257 metres.", "4,257 metres", None),
        ("A lift of 410 metres serves the mine.", "410 metres", None),
        ("Jane Roe raised the record to 6.25 metres.", "6.25 metres", "up"),
    ],
)
def test_what_is_compared_with_has_no_way(parse: Parse, text: str, words: str, change: str | None) -> None:
    """The base of a comparison, what is so high and another place went nowhere; what is compared with an earlier time
    did."""
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
        ("The blast killed eleven people in the port.", "eleven people", "people in the port"),
        ("The Greens won 14 seats.", "14 seats", None),
        ("Two men left.", "Two men", None),
        ("The pipe carries 55 billion cubic metres of gas a year.", "55 billion cubic metres of gas a year", "gas"),
        ("Use fell from 40 t of old paper a day to 2 t.", "from 40 t of old paper a day to 2 t", "old paper"),
        ("Bond Street is one of the ten new stations.", "ten new stations", None),
    ],
)
def test_measures_of_the_own_clause(parse: Parse, text: str, words: str, measure: str | None) -> None:
    """Who says so and another sentence give no measure; what is counted is told where more is said than its unit."""
    assert told(parse, text)[words].measure == measure


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "words", "measure"),
    [
        ("The flood cut off 900 people.", "900 people", None),
        ("Notary Jan Peeters keeps 12 old wills of his clients.", "12 old wills", "old wills of his clients"),
        ("Nine other cyclists fell.", "Nine other cyclists", None),
        ("The six-storey hotel shut.", "six-storey", "hotel"),
        ("The town bought a 30-day supply of wood-burning stoves.", "30-day", "supply"),
        ("Fans met at a match of the Harbour Town Sailing Club tour and 9 ex-players of Arden.", "9 ex-players", None),
    ],
)
def test_a_count_is_measured_by_its_own_noun_phrase(parse: Parse, text: str, words: str, measure: str | None) -> None:
    """No verb, no holder, no half of a word, and nothing that only says the unit again."""
    assert told(parse, text)[words].measure == measure


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "words", "measure"),
    [
        (
            "The bus line in Arden owes 4,000 rupees to each of 90 drivers whose wages were cut, "
            "a court held on Monday.",
            "4,000 rupees",
            None,
        ),
        ("Union head Mia Lund put the harvest at 9 million litres.", "9 million litres", "harvest"),
        ("A dealer from Ghent will buy the barge for 2 million euros.", "2 million euros", "barge"),
        ("The dairy lost 18 million euros.", "18 million euros", None),
        ("The union called for 7%.", "7%", None),
        ("Trade reached a new record, up 68% on 2021.", "68%", None),
        ("Cash flow rose to $31 million.", "$31 million", "Cash flow"),
        ("Trade reached a record, up 68% on 2021.", "68%", None),
        ("The tolls cost shops 70 million dollars.", "70 million dollars", "tolls"),
        ("The barge was sold for 3 million euros.", "3 million euros", "barge"),
        ("Wool shares closed at 42 euros.", "42 euros", "Wool shares"),
        ("The storm lasted two days.", "two days", "storm"),
        ("The tour sold out in four days.", "four days", None),
        ("The clerk was jailed for six months.", "six months", None),
        ("Sales of wool hit a record of 9 million euros.", "9 million euros", "Sales of wool"),
        ("The mint sold the coin at a cost of 3 million euros.", "3 million euros", "coin"),
    ],
)
def test_who_has_or_handles_an_amount_is_not_measured(parse: Parse, text: str, words: str, measure: str | None) -> None:
    """The subject is measured where the verb tells how much of it there is, and no object stands behind a comma."""
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
        ("The fair was put off three times.", None),
        ("Rents did not rise by 4%.", None),
        ("Rents did not fall to 4%.", None),
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
        ("Sales of 2 billion euros compare with 1.6 billion two years earlier.", ["EUR", None]),
        ("The dam cost 10^99 euros.", []),
        ("The club owes £30m. Its debt doubled to 45m, or 7.5m.", ["GBP"]),
        ("The club owes £30m. Its hall is 45m long.", ["GBP", "metre"]),
        ("The ridge fell 45m.", ["metre"]),
        ("She earned a six-figure sum.", []),
        ("Costs will pass 80 million.", [None]),
    ],
)
def test_what_a_number_does_not_count(parse: Parse, text: str, units: list[str | None]) -> None:
    """A subject that does not reach the number, an hour, a day of a list, "today", "won" and the letter of a label."""
    assert [f.unit for f in told(parse, text).values()] == units


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "words", "unit"),
    [
        ("The town used 90 litres a head a day.", "90 litres a head a day", "litre per head per day"),
        ("Rent is 9 euros a square metre a month.", "9 euros a square metre a month", "EUR per square metre per month"),
        ("Wool cost 40 euros a kilo a year ago.", "40 euros a kilo", "EUR per kilogram"),
        ("There were 30 magnitude 3.0 to 3.9 quakes in May.", "30 magnitude 3.0 to 3.9 quakes", "quake"),
        ("The port counted over 300 magnitude 2+ quakes.", "over 300 magnitude 2+ quakes", "quake"),
        ("A magnitude 5.1 quake hit the port.", "5.1", "magnitude"),
        ("The yard has old boats and bought 40 new ones.", "40", None),
        ("A ticket fell from 97 p to 90 p.", "from 97 p to 90 p", "penny"),
        ("See Harbour Journal 12 (2019), 7 p. and a map.", "7", None),
    ],
)
def test_units_of_rates_sizes_and_none(parse: Parse, text: str, words: str, unit: str | None) -> None:
    """Both parts of a rate, what a size stands before; a word for another and pages are no unit."""
    assert told(parse, text)[words].unit == unit


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Falls fell by 31% (RR 0.69, 95% CI 0.6 to 0.8).", {("31%", "percent")}),
        ("The ratio was low (95% confidence interval).", set()),
        ("Staff at 22F left.", set()),
        ("Ice must stay below -70C.", {("below -70C", "degree Celsius")}),
        ("The temperature at the port was 22F.", {("22F", "degree Fahrenheit")}),
    ],
)
def test_what_has_no_unit(parse: Parse, text: str, figures: set[tuple[str, str]]) -> None:
    """How sure a range is, letters of a name, and the hours of an office."""
    assert {(f.text, f.unit) for f in told(parse, text).values() if f.unit} == figures


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "words", "measure"),
    [
        ("The Reds came third with 14.8%.", "14.8%", "Reds"),
        ("The Reds won 14.8%.", "14.8%", "Reds"),
        ("The Reds won 3 million euros.", "3 million euros", None),
        ("Sales came to 126 million euros.", "126 million euros", "Sales"),
    ],
)
def test_a_share_is_told_of_who_takes_it(parse: Parse, text: str, words: str, measure: str | None) -> None:
    """Money that somebody wins does not measure them."""
    assert told(parse, text)[words].measure == measure
