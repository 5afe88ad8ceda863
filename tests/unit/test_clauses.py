"""The words that stand in a label's place: the article's own clause around a figure, never more than a few words."""

from __future__ import annotations

import pytest

from generator.extract.figures.clauses import MOST
from tests.unit.test_figures import Parse, found, only

CLAUSES = (
    # What is told, and the clause of its only figure.
    ("Officials said on Monday that 1,846 persons were taken to hospitals.", "1,846 persons were taken to hospitals"),
    ("The overall rate of failure was 49% at the end of the trial.", "The overall rate of failure was 49%"),
    ("The fleet took 300 vessels to sea.", "The fleet took 300 vessels"),
    (
        "Operating income was 33 million euros lower than a year before.",
        "Operating income was 33 million euros lower than a year before",
    ),
    ("The bloc consisting of 27 countries met in Oslo.", "The bloc consisting of 27 countries"),
    (
        "Dale won the 1.2 million dollar winner's share of the purse.",
        "Dale won the 1.2 million dollar winner's share of the purse",
    ),
    (
        "The government of the northern island with its many small harbours and long rivers wants to hire 300 doctors.",
        "hire 300 doctors",
    ),
    ("Rainfall will be 40 percent below normal.", "Rainfall will be 40 percent below normal"),
    ("Prices fell to 18 dollars.", "Prices fell to 18 dollars"),
    ("The total of votes was 490.", "The total of votes was 490"),
    ("The crew finished 0.1 points ahead of its rivals.", "The crew finished 0.1 points ahead of its rivals"),
    ("The court told the firm, the largest of a group that runs ferries, not to use 16 vans.", "not to use 16 vans"),
    (
        "The council voted to keep the tax rate at 14.5 percent.",
        "The council voted to keep the tax rate at 14.5 percent",
    ),
    (
        "Villages that lost 40 percent of their harvest have asked for help.",
        "Villages that lost 40 percent of their harvest",
    ),
    ("The mayor made a 14-hour drive to the capital.", "The mayor made a 14-hour drive to the capital"),
    (
        "The port handled a record 2.4 million containers, more than ever.",
        "The port handled a record 2.4 million containers",
    ),
)


@pytest.mark.model
@pytest.mark.parametrize(("text", "clause"), CLAUSES, ids=[clause for _, clause in CLAUSES])
def test_a_clause_says_what_a_figure_is_about(parse: Parse, text: str, clause: str) -> None:
    """Subject, verb and number where they are few words; else the verb's part; without what hangs on behind."""
    figure = only(parse(text))
    assert figure.clause is not None
    assert figure.clause.exact == clause
    assert len(clause.split()) <= MOST


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "The firm that had built the two oldest ferries of the long northern line to the islands lost 300 workers.",
        "More than 40 countries have blocked the plans of the new union of farmers and growers of grain in the south.",
    ],
    ids=("without its subject", "without its object"),
)
def test_half_a_clause_is_none(parse: Parse, text: str) -> None:
    """Who lost 300 workers, and what 40 countries blocked, is what a reader asks: the sentence says it."""
    figure = next(f for f in found(parse(text)).quantities if f.value in (40, 300))
    assert figure.clause is None


@pytest.mark.model
def test_where_no_clause_tells_the_sentence_does(parse: Parse) -> None:
    """A number whose clause has no word that tells anything has its sentence only."""
    for text in ("It was 49 percent.", "The total was 49 percent."):
        figure = only(parse(text))
        assert figure.clause is None
        assert figure.sentence is not None
