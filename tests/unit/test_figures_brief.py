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
def test_the_brief_shows_what_tells_most_and_nothing_twice(parse: Parse) -> None:
    """Money and percent first, small counts not at all, a repeated figure once."""
    result = found(parse(BRIEF))
    shown = [f.text for f in result.figures]
    assert set(shown[:2]) == {"$244 million", "12%"}
    assert shown.count("$244 million") == 1
    assert "four-day" in shown
    assert not {"Two men", "two countries", "One of the men", "two years"} & set(shown)
    assert len(result.quantities) > len(result.figures)


@pytest.mark.model
def test_the_brief_shows_at_most_eight(parse: Parse) -> None:
    """A table of numbers does not flood the brief."""
    text = " ".join(f"Region {name} earned {n} million euros." for n, name in enumerate("ABCDEFGHIJKL", start=11))
    result = found(parse(text))
    assert len(result.quantities) == 12
    assert len(result.figures) == 8
