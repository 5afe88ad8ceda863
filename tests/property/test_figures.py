"""Figures hold for any number and every row of the tables."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.core.model import Found
from generator.core.tables import table
from generator.extract import figures
from generator.extract.figures import grammar, tables
from generator.extract.figures.numbers import find_numbers
from generator.extract.parsed import Parsed

AMOUNTS = st.decimals(min_value=2, max_value=999999, places=2, allow_nan=False, allow_infinity=False)
WORDS = sorted(tables.units().words)
SYMBOLS = sorted(s for s in tables.units().symbols if s not in ('"', "''", "”", "s"))
CURRENCIES = sorted((w, u) for w, u in tables.currencies().words.items() if u.kind == "money")
CODES = sorted({u.name for u in tables.currencies().words.values() if len(u.name) == 3 and u.name.isupper()})
SPOKEN = tuple(tables.english().numbers)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def read(text: str) -> tuple[Decimal, str | None]:
    """The first quantity of a text by the grammar alone."""
    number = find_numbers(text)[0]
    quantity = grammar.read(text, number)
    return quantity.value, quantity.unit


def spell(n: int) -> str:
    """A whole number below a million in English words."""
    if n < 20:
        return SPOKEN[n]
    if n < 100:
        return TENS[n // 10 - 2] + (f"-{SPOKEN[n % 10]}" if n % 10 else "")
    for size, name in ((1000, "thousand"), (100, "hundred")):
        if n >= size:
            rest = f" {spell(n % size)}" if n % size else ""
            return f"{spell(n // size)} {name}{rest}"
    raise ValueError(n)


@given(AMOUNTS, st.sampled_from(WORDS))
@settings(deadline=None)
def test_every_unit_is_read_by_name(amount: Decimal, word: str) -> None:
    """A number before a unit's name gives the number and the unit."""
    unit = tables.units().words[word]
    assert read(f"It was {amount} {word} then") == (amount * unit.factor, unit.name)


@given(AMOUNTS, st.sampled_from(SYMBOLS))
@settings(deadline=None)
def test_every_unit_is_read_by_symbol(amount: Decimal, symbol: str) -> None:
    """A number before a unit's symbol gives the number and the unit, except where money goes first."""
    value, unit = read(f"It was {amount} {symbol}, then")
    row = tables.units().symbols[symbol]
    money = tables.currencies().symbols.get(symbol)
    assert (value, unit) in [(amount * row.factor, row.name), (amount, money.name if money else None)]


@given(AMOUNTS, st.sampled_from(CURRENCIES))
@settings(deadline=None)
def test_every_currency_is_read_by_name(amount: Decimal, named: tuple[str, tables.Unit]) -> None:
    """Millions before a currency's name give its code; pounds and sums too small for "won" apart."""
    word, unit = named
    assert read(f"It cost {amount} million {word} then") == (amount * 1000000, unit.name)


@given(AMOUNTS, st.sampled_from(CODES))
@settings(deadline=None)
def test_every_code_is_read_on_either_side(amount: Decimal, code: str) -> None:
    """ISO codes before and after the number; those that are English words are not believed."""
    if code in table("quantity_words")["english_codes"]:
        return
    assert read(f"It cost {code} {amount} then") == (amount, code)
    assert read(f"It cost {amount} {code} then") == (amount, code)


@given(st.integers(0, 999999))
@settings(deadline=None)
def test_number_words_are_read_back(n: int) -> None:
    """A number spelt out has its value."""
    (number,) = find_numbers(spell(n))
    assert number.value == n


@given(st.integers(0, 10**12), st.sampled_from(("", " million", " billion")))
@settings(deadline=None)
def test_grouped_digits_are_read_back(n: int, scale: str) -> None:
    """Thousands separators change nothing."""
    factor = {"": 1, " million": 10**6, " billion": 10**9}[scale]
    (number,) = find_numbers(f"{n:,}{scale} people")
    assert number.value == n * factor


@given(st.text(max_size=80))
@settings(deadline=None)
def test_numbers_stand_where_they_say(text: str) -> None:
    """Any text: numbers in order, inside the text, finite, none overlapping."""
    end = 0
    for number in find_numbers(text):
        assert end <= number.start < number.end <= len(text)
        assert number.value.is_finite()
        end = number.end


PIECES = (
    "Trade grew",
    "at least",
    "about",
    "$3.1 billion",
    "7%",
    "two",
    "plants",
    "between",
    "and",
    "5",
    "to",
    "2024",
    "in",
    "(",
    ")",
    "No.",
    "one of the",
    "half",
    "million",
    "people",
    "a",
    "per",
    "-",
    "year-old",
    "10 km",
    "€",
    "°C",
    ".",
    ",",
    ":",
    "\n",
    "12-day",
    "trip",
    "of",
    "the",
    "lasted",
    "“",
    "”",
    "U.S.",
    "+0.4%",
    "dozens of",
)


@pytest.mark.model
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=14).map(" ".join))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_figure_is_proved_by_its_words(parse: Callable[..., Parsed], text: str) -> None:
    """Any jumble: evidence is the article's own words, values are finite, ranges ascend, the brief is part of all."""
    result = figures.extract(parse(text), Found())
    for figure in result.quantities:
        assert figure.evidence[0].exact == figure.text
        for evidence in figure.evidence:
            assert text[evidence.start : evidence.end] == evidence.exact != ""
        assert figure.evidence[1].start <= figure.evidence[0].start < figure.evidence[0].end <= figure.evidence[1].end
        assert figure.value.is_finite()
        assert figure.max_value is None or figure.max_value > figure.value
        assert figure.unit is None or figure.unit.strip()
    # unit, measure and change may be told otherwise in the brief, and a change by its end; the words may not
    every = {(f.id, f.text, f.evidence): {f.value, f.max_value} for f in result.quantities}
    assert all(f.value in every[f.id, f.text, f.evidence] for f in result.figures)
    assert figures.extract(parse(text), Found()) == result
