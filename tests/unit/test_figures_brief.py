"""Which figures a brief shows."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from generator.extract.figures import grammar, ranges
from generator.extract.figures.numbers import find_numbers
from generator.extract.parsed import Parsed
from tests.unit.test_figures import found

Parse = Callable[..., Parsed]


def numbers(text: str) -> list[Decimal]:
    """The values of the numbers of a text."""
    return [n.value for n in find_numbers(text)]


def units(text: str) -> list[tuple[Decimal, Decimal | None, str | None]]:
    """What the grammar reads without a language model."""
    found = ranges.combine(text, [grammar.read(text, n) for n in find_numbers(text)])
    return [(q.value, q.max_value, q.unit) for q in found]


BRIEF = (
    "Two men met in Oslo for four hours. Their two countries want peace. One of the men left after two years. "
    "Trade between the countries reached $244 million in 2024. It grew 12% in a year. "
    "The envoy began a four-day visit. "
    "Trade between the countries reached $244 million in 2024. "
)


@pytest.mark.model
def test_a_figure_told_again_is_one_candidate(parse: Parse) -> None:
    """The likelier of two tellings stands for both; all quantities are kept."""
    result = found(parse(BRIEF))
    shown = [f.text for f in result.figures]
    assert shown.count("$244 million") == 1
    assert {"$244 million", "12%", "four-day"} <= set(shown)
    assert len(result.quantities) > len(result.figures)


@pytest.mark.model
def test_what_passes_is_less_likely_than_what_tells(parse: Parse) -> None:
    """Money, shares and large counts go before small counts and spans of time in passing."""
    result = found(parse(BRIEF))
    sure = {j.item: j.probability for j in result.judgements if j.field == "figures"}
    likely = {f.text: sure[f.id] for f in result.figures}
    assert min(likely["$244 million"], likely["12%"]) > max(likely["One of the men"], likely["two years"])


@pytest.mark.model
def test_how_deep_an_amount_hangs_is_described(parse: Parse) -> None:
    """The judge of figures counts the words above it, up to the verb of the main clause."""
    result = found(parse("Trade reached $244 million. Sales of a firm with debts of $5 million fell."))
    described = {j.item: dict(j.features) for j in result.judgements if j.field == "figures"}
    assert {f.text: described[f.id]["depth"] for f in result.figures} == {"$244 million": 1, "$5 million": 5}
