"""The article's own clause around a figure, from mark to mark."""

from __future__ import annotations

import pytest

from generator.core.model import Evidence, Found
from generator.extract import figures
from generator.extract.noun_phrases import phrase_around
from tests.unit.test_figures import Parse, only

CLAUSES = (
    # What is told, and the clause of its only figure.
    (
        "Officials said on Monday that 1,846 persons were taken to hospitals, the most since 2008.",
        "Officials said on Monday that 1,846 persons were taken to hospitals",
    ),
    (
        "Last year, trade rose by 5 percent, and the ports of Norland were full.",
        "Last year, trade rose by 5 percent",
    ),
    (
        "Doctors treat it when levels of lead pass 44 points, the bank of blood said in May.",
        "Doctors treat it when levels of lead pass 44 points, the bank of blood said in May",
    ),
    (
        "Norland will buy 12 million tonnes (MT) of soybeans by spring, which pleased farmers.",
        "Norland will buy 12 million tonnes (MT) of soybeans by spring",
    ),
    ("Norland will buy 12 million tonnes (MT), and more later.", "Norland will buy 12 million tonnes"),
    ("The council asked the firm to lose 300 workers - and soon.", "The council asked the firm to lose 300 workers"),
    ("The owner told the press that it lost 300 workers.", "The owner told the press that it lost 300 workers"),
    (
        "The overall rate of failure was 49% at the end of the trial.",
        "The overall rate of failure was 49% at the end of the trial",
    ),
    (
        "The crew finished 25 points behind its rival, which had won before.",
        "The crew finished 25 points behind its rival",
    ),
    ("The bloc consisting of 27 countries met in Oslo.", "The bloc consisting of 27 countries met in Oslo"),
    (
        "The prize honours writers younger than 35 and painters.",
        "The prize honours writers younger than 35 and painters",
    ),
    (
        "Dale won the 1.2 million dollar winner's share of the purse, and the crowd of Bergen cheered.",
        "Dale won the 1.2 million dollar winner's share of the purse",
    ),
    ("Rainfall will be 40 percent below normal - a record.", "Rainfall will be 40 percent below normal"),
    (
        "The region sold 5 million tonnes of wheat, barley and maize.",
        "The region sold 5 million tonnes of wheat, barley and maize",
    ),
    (
        "Income was 33 million euros lower year-on-year, the bank said.",
        "Income was 33 million euros lower year-on-year, the bank said",
    ),
    (
        "The firm lost 300 workers while its owner built a house.",
        "The firm lost 300 workers",
    ),
    (
        "The council of the island, the oldest of the north, voted to keep the tax rate at 14.5 percent.",
        "The council of the island, the oldest of the north, voted to keep the tax rate at 14.5 percent",
    ),
    (
        "Villages that lost 40 percent of their harvest have asked for help.",
        "Villages that lost 40 percent of their harvest have asked for help",
    ),
    ("Norland, which has 14 ports, met the firm, said Oslo.", "Norland, which has 14 ports, met the firm, said Oslo"),
    ("The town will build 300 houses if the council agrees.", "The town will build 300 houses if the council agrees"),
    ("Neither the bank nor the firm lost 5 percent.", "Neither the bank nor the firm lost 5 percent"),
    (
        "The ministry denied that the port was closed and that 20 people had been hurt.",
        "The ministry denied that the port was closed and that 20 people had been hurt",
    ),
    ("The mayor came after a 14-hour drive - and slept.", "The mayor came after a 14-hour drive"),
    ("And the bank sold 14 ferries.", "the bank sold 14 ferries"),
    ("The port is old, and the bank sold 14 ferries.", "the bank sold 14 ferries"),
    ("There were 14 villages under water, which had no boats.", "There were 14 villages under water"),
    (
        "The gross margin in the first half of the year was 45%.",
        "The gross margin in the first half of the year was 45%",
    ),
)


@pytest.mark.model
@pytest.mark.parametrize(("text", "clause"), CLAUSES, ids=[clause for _, clause in CLAUSES])
def test_a_clause_says_what_a_figure_is_about(parse: Parse, text: str, clause: str) -> None:
    """Subject, verb, number and what hangs on them; cut only where the article parts its words."""
    figure = only(parse(text))
    assert figure.clause is not None
    assert figure.clause.exact == clause


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "He sold 14 ferries.",
        "The bank said: “We sold 14 ferries, the most ever” in May.",
        "It was 49 percent.",
        "The total was 49 percent.",
    ],
    ids=("he", "half a quotation", "a pronoun only", "the total of what"),
)
def test_half_a_clause_is_none(parse: Parse, text: str) -> None:
    """Whose loss it was is what a reader asks: the sentence says it."""
    figure = only(parse(text))
    assert figure.clause is None
    assert figure.sentence is not None


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "clause"),
    [
        (
            "The target has been raised from the current 2.2% – 2.7% to a range of 2.5% – 3.0% which all like.",
            "The target has been raised from the current 2.2% – 2.7% to a range of 2.5% – 3.0% which all like",
        ),
        ("The bank lost 40% – a record – in May.", "The bank lost 40%"),
        ("The firm lost 300 workers – 40 cooks among them – in May.", "The firm lost 300 workers"),
    ],
)
def test_the_dash_of_a_range_ends_no_clause(text: str, clause: str, parse: Parse) -> None:
    """A dash between two numbers joins them; one beside a single number parts what follows."""
    first = min(figures.extract(parse(text), Found()).figures, key=lambda f: f.evidence[0].start)
    assert first.clause is not None
    assert first.clause.exact == clause


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "amount", "phrase"),
    [
        ("They want a wage increase of 77% over six years.", "77%", "a wage increase of 77% over six years"),
        (
            "This follows a cut of £350,000 for the current year (of the desk).",
            "£350,000",
            "a cut of £350,000 for the current year",
        ),
        (
            "It offers a year of leave paid at 85 percent of wages.",
            "85 percent",
            "a year of leave paid at 85 percent of wages",
        ),
        ("They demand a rise of 77% over that period.", "77%", None),
        ("They demand a rise of 77% over the other term of years.", "77%", None),
        ("They have a plan to cut 40 old jobs by May.", "40 old jobs", "a plan to cut 40 old jobs by May"),
        (
            "His Excellency, Nana Roe, President of Norland, on Tuesday July 5th 2022 cut sod for the commencement of "
            "the construction of a 78km rail line in Tarn.",
            "78km",
            None,
        ),
        ("They got a loan of $2 million.", "$2 million", None),
        ("They lost 40 ferries.", "40 ferries", None),
    ],
    ids=(
        "of",
        "a bracket behind",
        "a participle",
        "points back",
        "of two",
        "an infinitive",
        "a verb read as a noun",
        "of nothing",
        "counted",
    ),
)
def test_a_phrase_says_by_itself_what_a_figure_is_of(
    sentence: str, amount: str, phrase: str | None, parse: Parse
) -> None:
    """What stands around an amount in a sentence that leans on another, up to a mark; not where it points back."""
    parsed = parse(sentence)
    at = sentence.index(amount)
    found = phrase_around(parsed, Evidence(at, at + len(amount), amount))
    assert (found and found.exact) == phrase
