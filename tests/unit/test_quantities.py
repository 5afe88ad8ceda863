"""A figure's value in words: the names of currencies, and words that hold another number."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.briefs.quantities import AmountError, quantity, says_otherwise


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("98 million euros", "EUR"),
        ("98 million Euro", "EUR"),
        ("5 US dollars", "USD"),
        ("20 to 30 Swedish kronor", "SEK"),
        ("3 pounds", "pounds"),
        ("3 sleeping cars", "sleeping cars"),
        ("3 EUR", "EUR"),
        ("3", None),
    ],
)
def test_a_currency_in_words_is_its_code(words: str, unit: str | None) -> None:
    """As the generator writes it; what is a measure too stays as it is."""
    assert quantity(words)["unit"] == unit


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        ("5 milion barrels", "write 5 million barrels"),
        (" 5 Bilions EUR ", "write 5 billion EUR"),
        ("5 Milliards EUR", "there are trillion, billion, million, thousand"),
    ],
)
def test_a_word_that_stands_where_a_scale_would_is_none(words: str, remedy: str) -> None:
    """With a letter too many or too few, or in front of a currency, whatever its case and number."""
    with pytest.raises(AmountError, match="is no scale") as refused:
        quantity(words)
    assert refused.value.remedy == remedy


@pytest.mark.parametrize("unit", ["milling machines", "bullion bars", "missions", "thousandths"])
def test_a_unit_with_another_letter_than_a_scale_is_one(unit: str) -> None:
    """It is a word of its own."""
    assert quantity(f"12 {unit}")["unit"] == unit


@pytest.mark.parametrize(
    ("words", "value", "top", "otherwise"),
    [
        ("97 million euros", "69000000", None, True),
        ("97 million euros", "97000000", None, False),
        ("97 million euros", "970000000", None, True),
        ("20 to 30 million", "20000000", "30000000", False),
        ("$4.5bn", "4500000000", None, False),
        ("down 12 percent", "-12", None, False),
        ("nine hundred", "900", None, False),
        ("24 sleeping cars", "26", None, True),
        ("1,200 ships", "1200", None, False),
    ],
)
def test_words_with_another_number(words: str, value: str, top: str | None, otherwise: bool) -> None:
    """Only what certainly differs: a scale may be written in any way, and a number in words says nothing here."""
    assert says_otherwise(words, Decimal(value), (top and Decimal(top)) or None) is otherwise
