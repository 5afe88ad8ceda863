"""Figures as a brief tells them: money by its code, unsaid nouns, levels, and what fills free places."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from generator.core.model import Figure, Found
from generator.extract import figures
from generator.extract.parsed import Parsed

Parse = Callable[..., Parsed]


def shown(parse: Parse, text: str) -> dict[str, Figure]:
    """The figures of the brief by their words."""
    return {f.text: f for f in figures.extract(parse(text), Found()).figures}


@pytest.mark.model
def test_money_by_its_code_keeps_its_rate(parse: Parse) -> None:
    """The brief's unit is the ISO code with the rate: a wage a year is no sum."""
    found = figures.extract(parse("Crude oil closed at $81.50 a barrel."), Found())
    (raw,), (told,) = found.quantities, found.figures
    assert (raw.unit, told.unit) == ("dollar per barrel", "USD per barrel")
    assert raw.id == told.id


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("India will spend 40 billion rupees on ports.", "INR"),
        ("Pakistan will spend 40 billion rupees on ports.", "PKR"),
        ("The Mexican government paid 40 billion pesos for ports.", "MXN"),
        ("The port cost 40 billion rupees.", "rupee"),
        ("Nepal will spend Rs 40 billion on ports.", "NPR"),
        ("Nepal will spend Rs40 billion on ports.", "NPR"),
        ("Potatoes in Sri Lanka are dearer by Rs. 50 per kilo.", "LKR per kilogram"),
        ("The port cost Rs 40 billion.", "INR"),
        ("A licence is 1.8 million kwacha, the Malawian treasury said.", "MWK"),
        ("A licence is 1.8 million kwacha.", "kwacha"),
        ("Egypt is dear. A ticket is 200 pounds for Egyptians.", "EGP"),
        ("Egypt is dear. A ticket is £200 for Egyptians.", "GBP"),
        ("Britain is dear. A ticket is 12 pounds in Britain.", "GBP"),
        ("Tonnes of coal come from Britain. The lift takes 500 pounds.", "pound"),
        ("Cocoa was 5,960 pounds a tonne.", "GBP per tonne"),
        ("Norport Gold (TSX: NPG) earned $40 million.", "dollar"),
        ("Norport Gold (NYSE, ASX: NPG) earned $40 million.", "dollar"),
        ("Norport Gold (NYSE: NPG) earned $40 million.", "USD"),
    ],
)
def test_shared_names_of_currencies_by_country(parse: Parse, text: str, code: str) -> None:
    """A name that several countries share is resolved by the country told, else left as it is."""
    assert [f.unit for f in shown(parse, text).values()] == [code]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "words", "measure"),
    [
        ("The court fined the bank 90 million euros on Monday.", "90 million euros", "bank"),
        ("Analysts see the policy rate at 3.4% next year.", "3.4%", "policy rate"),
        ("The law provides $12 billion for hospitals.", "$12 billion", "hospitals"),
        ("The Liberals took 14.8%, followed by the Greens with 11.5%.", "11.5%", "Greens"),
        ("The board set a range of 0.5 to 0.75 per cent for the overnight rate.", "0.5 to 0.75 per cent", "overnight"),
        ("The state guarantees the bank against losses of up to 9 billion euros.", "up to 9 billion euros", "losses"),
        ("The group agreed to buy its rival for $3 billion in shares.", "$3 billion", "rival"),
        ("The council sold the mill to a Swedish trust for 3 million euros.", "3 million euros", "mill"),
        ("The best share was Norsk Stone, up 6 cents to 80 cents.", "80 cents", "Norsk Stone"),
        ("The mill told of an increase in revenue to 46 million euros.", "46 million euros", "revenue"),
    ],
)
def test_measures_what_the_verb_deals_with(parse: Parse, text: str, words: str, measure: str) -> None:
    """The thing measured is told, not the subject alone."""
    assert measure in (shown(parse, text)[words].measure or "")


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "words", "change"),
    [
        ("The union won an average pay rise of 5.28 per cent.", "5.28 per cent", "up"),
        ("The party fell to 24.1% of the vote.", "24.1%", "down"),
        ("The share has shrunk to 12 percent from 37 percent in 1990.", "12 percent", "down"),
        ("The new version is 82% less likely to fail.", "82%", "down"),
        ("The new version costs 40% more than the old one.", "40%", None),
    ],
)
def test_the_way_to_a_level(parse: Parse, text: str, words: str, change: str | None) -> None:
    """A level that a verb of change leads to carries its way in the brief."""
    assert shown(parse, text)[words].change == change


@pytest.mark.model
def test_a_change_and_a_level_are_two_figures(parse: Parse) -> None:
    """ "by 2 million to 1.4 billion" is no range, and a population is counted in people."""
    told = shown(parse, "The population shrank by 2.08 million to 1.41 billion.")
    assert {(f.value, f.max_value, f.unit) for f in told.values()} == {
        (Decimal(1410000000), None, "person"),
        (Decimal(2080000), None, "person"),
    }


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("While 54 states have signed the treaty, only 27 have ratified it.", "27", "state"),
        ("The greens won 16 seats while the reds won 9.", "9", "seat"),
        ("The town has 250 buses, of which 40 are electric.", "40", "bus"),
        ("More than 30 nurses have left since May, 17 of them in a week.", "17", "nurse"),
        ("The marches drew 250 guards in Arle, 100 in Tarn and 36 in Brede.", "100", "guard"),
        ("The town has 250 buses. The port owns 40.", "40", None),
        ("The greens won 16 seats. The reds won 9.", "9", "seat"),
        ("The price of 250 buses rose to 4.", "4", None),
        ("The marches drew 250 guards in Arle and about 100 in Tarn.", "about 100", "guard"),
        ("Five nurses have left. Two of them moved to Arle.", "Two", "nurse"),
        ("Two banks have bought 5,000 of them.", "5,000", None),
        ("Norport has 54 ships. Storms sank 27 of them.", "27", "ship"),
        ("It took almost 1,000 Martian days.", "almost 1,000 Martian days", "Martian day"),
        ("It took almost 30 working days.", "almost 30 working days", "day"),
        ("The greens won 16 seats. The town is old and rich. The reds won 9.", "9", None),
        ("The town has 250 buses, a ride on which costs 4.", "4", None),
    ],
)
def test_the_noun_told_before(text: str, number: str, unit: str | None, parse: Parse) -> None:
    """A bare number counts what was counted before it: a part of that, a row, the same place in the clause."""
    told = {f.text: f.unit for f in shown(parse, text).values()}
    assert told.get(number) == unit


@pytest.mark.model
@pytest.mark.parametrize("text", ["She presided over COP28 in Dubai.", "By the staff | 4 min read | Opinion"])
def test_no_figures(parse: Parse, text: str) -> None:
    """Names of conferences and reading times are no quantities."""
    assert figures.extract(parse(text), Found()).quantities == ()


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "value", "unit", "change"),
    [
        ("Deliveries rose from 10 to 12 bcm.", 12000000000, "cubic metre", "up"),
        ("The bank cut its rate from 4 percent to 3.5 percent.", "3.5", "percent", "down"),
        (
            "Supplies go from 38 billion cubic metres of gas per year to 44 bcm.",
            44000000000,
            "cubic metre per year",
            "up",
        ),
        ("Prices range from 10 to 12 dollars.", 10, "USD", None),
    ],
)
def test_from_one_amount_to_another_is_one_change(
    parse: Parse, text: str, value: int | str, unit: str, change: str | None
) -> None:
    """A brief tells the end of a change and its way; without a verb of change it is a range."""
    (figure,) = shown(parse, text).values()
    assert (figure.value, figure.unit, figure.change) == (Decimal(value), unit, change)
    assert (figure.max_value is None) == (change is not None)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The death toll rose to 81.", 81, "death"),
        ("Infections have passed 58,000.", 58000, "infection"),
        ("The number of cases reached 120.", 120, "case"),
        ("The blast injured at least 50 more.", 50, "person"),
        ("The agency put the magnitude at 5.8.", "5.8", "magnitude"),
        ("A magnitude 6.1 earthquake hit the coast.", "6.1", "magnitude"),
    ],
)
def test_a_bare_number_counts_what_its_sentence_says(parse: Parse, text: str, value: int | str, unit: str) -> None:
    """What is counted stands in the subject, or the verb says that it is people."""
    assert [(f.value, f.unit) for f in shown(parse, text).values()] == [(Decimal(value), unit)]


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "Exports grew by 1.8, 2.6 and 2.0 per cent in three regions.",
        "Shares and bonds of Arle and Tarn stood at 4 percent and 5 percent respectively.",
    ],
)
def test_what_a_number_tells_only_beside_others_is_not_told(parse: Parse, text: str) -> None:
    """Which of a list is whose tells its order alone: all stay in `quantities`."""
    found = figures.extract(parse(text), Found())
    assert len(found.quantities) > 1
    assert not [f for f in found.figures if f.unit == "percent"]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The flood hit 12 out of the 14 districts.", ["12 district"]),
        ("Jane Roe won 34 of 48 points.", ["34 point"]),
        ("Bob Low got 5.5 out of 6 points.", ["5.5 point"]),
        (
            "Norport won nine gold, six silver, and 12 bronze medals.",
            ["12 bronze medal", "6 silver medal", "9 gold medal"],
        ),
        ("In Norport 40 voted, 12 young men fled.", ["12 young man"]),
        ("The bank takes the rate to 5% from 5.25%.", ["5 percent"]),
        ("The work brings the carbon in the soil from an average of 0.5% back to 1.5%.", ["1.5 percent"]),
        ("Exports rose from 816,000 tonnes in 2013 to 934,000 tonnes in 2014.", ["934000 tonne"]),
        ("Sales were 9 million euros last year, up from 7 million euros.", ["9000000 EUR"]),
        ("Sales rose to 9 million euros and costs fell from 7 million euros.", ["7000000 EUR", "9000000 EUR"]),
        ("The fund moved 9 million euros from 7 countries.", ["9000000 EUR", "7 country"]),
        ("There are three times as many storks as five years ago.", ["3 time"]),
        ("The lizard lived 55 million years ago.", ["55000000 year"]),
        ("Sales were 3 million euros in the 12 months to June 30.", ["3000000 EUR"]),
        ("It took the 12 months to build.", ["12 month"]),
        ("The hall has under 300 seats.", ["300 seat"]),
        ("The path, built from 6 to 8 metres, leads on.", ["6 metre"]),
        ("Norport has been shut since nine months earlier.", []),
        ("The mill will be sold ten years hence.", []),
        ("Sales were 3 million euros in the 12 months ended on June 30.", ["3000000 EUR"]),
        ("Sales were 3 million euros in the 12 months ending June 30.", ["3000000 EUR"]),
        ("Sales were 3 million euros in the 12 months through the end of June.", ["3000000 EUR"]),
        ("Sales were 3 million euros in the 12 months until end-June.", ["3000000 EUR"]),
        ("The fee is 7 euros, a decrease from 9 euros.", ["7 EUR"]),
        ("The fee is 7 euros, a fall from 9 euros.", ["7 EUR"]),
        ("The fee is 7 euros, a rise from 5 euros.", ["7 EUR"]),
        ("The fee is 7 euros, an increase from 5 euros.", ["7 EUR"]),
        ("The fee is 7 euros, down from 9 euros.", ["7 EUR"]),
        ("The fee stands at 7 euros, with others, from 9 euros.", ["7 EUR"]),
        ("The fee went from 7 euros in the spring of the year of the flood of Norport to 9 euros.", ["7 EUR", "9 EUR"]),
        ("Sales rose to 9 million euros, costs fell from 7 million euros.", ["7000000 EUR", "9000000 EUR"]),
        ("There were under 12 ships in the port.", ["12 ship"]),
        ("Bob Low got one of 6 points.", ["6 point"]),
        ("Norport won 9 gold and 12 big silver medals.", ["12 big silver medal"]),
        ("Norport won 9 gold and 12 medals.", ["12 medal"]),
        ("Norport won 9 gold cups and 12 silver medals.", ["12 silver medal", "9 cup"]),
        ("Deposits, loans and rates rose 4 percent and 5 percent respectively.", []),
        ("They were 4 percent and 5 percent for deposits and loans respectively.", []),
        ("Loans and deposits that lay abroad rose 4 percent and 5 percent, respectively and respectively.", []),
    ],
)
def test_what_leans_on_another_amount_is_not_told(parse: Parse, text: str, told: list[str]) -> None:
    """Not the whole of a part, the begin of a change, a length of time that says when, names that are not counted, nor
    what may be a range or a change."""
    assert sorted(f"{f.value} {f.unit}" for f in shown(parse, text).values()) == sorted(told)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("Exports and imports grew by 3.5 percent and 2.1 percent, respectively.", ["Exports", "imports"]),
        (
            "The bank cut the deposit rate and the lending rate to 4.00 percent and 5.50 percent respectively.",
            ["deposit rate", "lending rate"],
        ),
        ("Arle, Tarn and Sandby won 45, 38 and 12 seats respectively.", ["Arle", "Tarn", "Sandby"]),
    ],
)
def test_what_respectively_gives_its_order_measures_what_has_its_place(
    parse: Parse, text: str, measures: list[str]
) -> None:
    """There is one row of nouns as long as the row of amounts."""
    told = sorted(shown(parse, text).values(), key=lambda f: f.evidence[0].start)
    assert [f.measure for f in told] == measures


@pytest.mark.model
def test_amounts_of_a_list_that_each_tell_their_unit_are_told(parse: Parse) -> None:
    """What is counted stands beside each number: neither needs the other; "some" is no part that is told."""
    assert len(shown(parse, "There were 250 guests and 300 soldiers at the parade.")) == 2
    assert [f.value for f in shown(parse, "The flood hit some of the 14 districts.").values()] == [Decimal(14)]


@pytest.mark.model
def test_a_change_told_as_a_pledge(parse: Parse) -> None:
    """Every form of a verb of change makes "from A to B" a change, told by its end."""
    (told,) = shown(parse, "The pledge of boosting the share of wind from 20 to 25 per cent by 2030 stands.").values()
    assert (told.value, told.max_value, told.change) == (Decimal(25), None, "up")


@pytest.mark.model
def test_each_figure_is_judged(parse: Parse) -> None:
    """Candidates stand in the order in which they would be missed, each judged itself and in the values it has."""
    found = figures.extract(parse("Sales rose 5% in 2024. Two men met. The firm employs 300 people."), Found())
    sure = {(j.field, j.item): j.probability * (1 + j.wanted) for j in found.judgements}
    order = [sure["figures", f.id] for f in found.figures]
    assert order == sorted(order, reverse=True)
    assert {("figures.measure", f.id) for f in found.figures if f.measure} <= set(sure)


@pytest.mark.model
def test_a_figure_carries_its_kind_and_its_printed_digits(parse: Parse) -> None:
    """Data that is known is carried: no page guesses them from the words again."""
    told = shown(parse, "The yard owes 12,5 million euros. It has two cranes.")
    assert [(f.kind, f.digits) for f in told.values()] == [("money", "12.5"), ("count", None)]


@pytest.mark.model
def test_a_number_compared_takes_the_unit(parse: Parse) -> None:
    """ "from 18 mpg to 24 for": both are miles per gallon."""
    found = figures.extract(parse("Mileage rose from about 18 mpg to 24 for large cars."), Found())
    assert {f.unit for f in found.quantities} == {"mile per gallon"}


@pytest.mark.model
@pytest.mark.parametrize("text", ["The price of 5 barrels", "Up 3 percent of", "Norway sold 40 ships of"])
def test_a_text_that_breaks_off_is_read(text: str, parse: Parse) -> None:
    """No rule looks behind the last word: a torn text has figures or none, never an error."""
    assert isinstance(figures.extract(parse(text), Found()), Found)
