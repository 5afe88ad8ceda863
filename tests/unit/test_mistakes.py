"""What an editor does wrong, one file a mistake, and the one line that says where it is and what to write instead.

Each file of tests/golden/mistakes replaces `old` by `new` in its page.md; `says` is the whole message.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from generator.briefs.quantities import kind_of, quantity, quantity_words
from generator.briefs.records import parse_record
from generator.core.errors import RecordError
from generator.core.mistakes import nearest

FOLDER = Path(__file__).parents[1] / "golden" / "mistakes"
PAGE = (FOLDER / "page.md").read_text("utf-8")
CASES = sorted(FOLDER.glob("*.yml"))


def test_the_page_without_a_mistake_is_read() -> None:
    """Every message below comes from its mistake alone; and there are enough of them."""
    assert parse_record(PAGE, "gas.md").brief.title == "Gas for the east: a new pipeline"
    assert len(CASES) >= 40


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_mistake_is_told_with_its_place_and_its_remedy(case: Path) -> None:
    """File, line, item, field, problem, remedy: in one line, and none of it about regular expressions."""
    said = yaml.safe_load(case.read_text("utf-8"))
    assert said["old"] in PAGE
    with pytest.raises(RecordError) as caught:
        parse_record(PAGE.replace(said["old"], said["new"], 1), "gas.md")
    assert str(caught.value) == said["says"]
    assert caught.value.remedy


def test_what_is_allowed_is_told() -> None:
    """Of several words, of one, of none."""
    remedies = ["write a, b or c", "write a", "remove it"]
    assert [nearest("xyz", allowed) for allowed in (("a", "b", "c"), ("a",), ())] == remedies
    assert nearest("xyz", ("a", "b"), "$") == "write $a or b"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("9 May 2025", "2025-05-09"),
        ("9 May 2025", "May 9th, 2025"),
        ("(organization)", "(Organisation)"),
        ("autumn 2025, expected", "Fall of 2025, Expected"),
        ("- 2 April 2025:", "- April 2, 2025:"),
        ("value: 2.5 billion USD", "value: 2,500,000,000 USD"),
        ("value: 2.5 billion USD", "value: 2.5 Billions USD"),
        ("value: up 12 percent", "value: up 12%"),
        ("- Gazprom (organization): state company", "- Gazprom: state company\n  kind: organization"),
        ("authors: Jane Doe", "authors:\n- Jane Doe"),
    ],
)
def test_other_spellings_are_no_mistakes(old: str, new: str) -> None:
    """What a person may well write says the same."""
    assert old in PAGE
    assert parse_record(PAGE.replace(old, new, 1), "gas.md").brief == parse_record(PAGE, "gas.md").brief


@pytest.mark.parametrize("bound", ["about", "at least", "at most", "more than", "less than"])
@pytest.mark.parametrize("change", ["", "up ", "down "])
def test_a_value_in_words(bound: str, change: str) -> None:
    """Bounds and directions stand before the number, a unit behind it; the words come back as they were."""
    parts = quantity(f"{change}{bound} 20 to 30 thousand ships")
    assert parts == {
        "value": 20_000, "max_value": 30_000, "unit": "ships", "bound": bound, "change": change.strip() or None,
    }  # fmt: skip
    assert quantity_words(parts | {"max_value": None}) == f"{change}{bound} 20000 ships"
    assert quantity_words(quantity("2,500,000 per cent")) == "2.5 million percent"
    assert kind_of("USD") == "money"
    assert kind_of("percent") == "percent"
    assert kind_of("ship") is None


@pytest.mark.parametrize(
    ("words", "value", "top"),
    [
        ("20 to 30 million USD", 20_000_000, 30_000_000),
        ("1.5 to 2 billion USD", 1_500_000_000, 2_000_000_000),
        ("20 million to 30 million USD", 20_000_000, 30_000_000),
        ("500000 to 2 million USD", 500_000, 2_000_000),
        ("0 to 2 million USD", 0, 2_000_000),
        ("20 to 30000000 USD", 20, 30_000_000),
    ],
)
def test_the_scale_of_a_range_is_that_of_both_its_ends(words: str, value: int, top: int) -> None:
    """Unless the first end would then be the larger; and what is written is read back as it was."""
    parts = quantity(words)
    assert (parts["value"], parts["max_value"]) == (value, top)
    assert quantity(quantity_words(parts)) == parts


@pytest.mark.parametrize(
    "words",
    [
        *("4,5 million EUR", "0,5 percent", "1,234,5 USD", "10,00 EUR", "4_5 EUR"),
        *("4.5bn EUR", "4.5 Bn EUR", "4.5m EUR", "1.5k ships", "2 tn USD", "3rd", "1e5 EUR", "0x10 EUR", "1/2 EUR"),
        *("5 -20 ships", "30 to 20 ships", "2 to 0 ships", "5 (ships)"),
    ],
)
def test_a_value_that_would_be_read_as_another_is_none(words: str) -> None:
    """A decimal comma made ten times the value, "bn" a thousand-millionth of it, and neither was told."""
    with pytest.raises(ValueError, match=re.escape(repr(words))):
        quantity(words)


@pytest.mark.parametrize("words", ["5 m per second", "12,34,567 INR", "5km", "7 third parties", "-5 to -2 °C", "3 €"])
def test_values_that_look_odd_and_are_right(words: str) -> None:
    """What is refused above takes nothing from units that begin alike, nor from groups of digits of other countries."""
    parts = quantity(words)
    assert quantity(quantity_words(parts)) == parts


@pytest.mark.parametrize("between", [" to ", "-", "–", " – "])
def test_ranges_as_people_write_them(between: str) -> None:
    """A stroke between two numbers is a range, not a unit that begins with one."""
    assert quantity(f"10{between}20 million ships")["max_value"] == 20_000_000
