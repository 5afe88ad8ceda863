"""A figure's value in the words of a page (``up at least 2.5 billion USD``, ``20 to 30 ships``), and its parts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from typing import Any, get_args

from generator.core.limits import NUMBER_DIGITS, in_bounds
from generator.core.model import Bound, Change
from generator.core.tables import table

PARTS = ("value", "max_value", "unit", "bound", "change")
"""The fields of a figure that its value in words stands for."""
BOUNDS: tuple[str, ...] = get_args(Bound)
CHANGES: tuple[str, ...] = get_args(Change)
_SCALES = {"trillion": 12, "billion": 9, "million": 6, "thousand": 3}
_DIGITS = r"(?:[1-9][0-9]{0,2}(?:,[0-9]{2,3})*,[0-9]{3}|[0-9]+(?:_[0-9]{3})*)"
"""Digits, in whose groups alone commas may stand: "4,5" is 4.5 to some and 45 to nobody (groups of two are Indian)."""
_NUMBER = rf"[-−]?{_DIGITS}(?:\.[0-9]+)?(?i: (?:thousand|million|billion|trillion)s?\b)?"
_NO_UNIT = r"(?:(?i:bn|mn|mln|mio|mrd|tn|trn|k|st|nd|rd|th)|[mbt]\s+(?:[A-Z]{3}|[$€£¥]))(?![^\W_])|(?i:[ex])[0-9]"
_UNIT = rf"(?!{_NO_UNIT})[^\W\d_].*|[%‰°$€£¥].*"
"""A unit begins with a letter. Short forms of scales, endings of "3rd" and the rest of "1e5" or "0x10" are none."""
MISSPELT = 0.9
"""From this likeness on (difflib's share of common characters) a word is a scale with a letter too many or too few."""
_MEASURES = ("pound",)
_WORDS = re.compile(
    rf"(?:(?P<change>{'|'.join(CHANGES)})\s)?"
    rf"(?:(?P<bound>{'|'.join(b for b in BOUNDS if b != 'exact')})\s)?"
    rf"(?P<value>{_NUMBER})(?:(?:\sto\s|\s[-–]\s|[-–])(?P<max>{_NUMBER}))?(?:\s?(?P<unit>{_UNIT}))?",
    re.DOTALL,
)


def quantity_words(parts: Mapping[str, Any]) -> str:
    """The parts of a figure's value in words."""
    numbers = [_number(parts[part]) for part in ("value", "max_value") if parts[part] is not None]
    if len(numbers) > 1 and _shared_scale(*numbers):
        numbers = [digits_of(parts[part]) for part in ("value", "max_value")]
    bound = None if parts["bound"] == "exact" else parts["bound"]
    return " ".join(filter(None, (parts["change"], bound, " to ".join(numbers), parts["unit"])))


class AmountError(ValueError):
    """Words that are no amount, and what to write instead."""

    def __init__(
        self, problem: str, remedy: str = "write it like `at least 2.5 billion USD` or `20 to 30 ships`"
    ) -> None:
        super().__init__(problem)
        self.remedy = remedy


def quantity(words: str) -> dict[str, Any]:
    """The parts of a value in words; raises AmountError."""
    match = _WORDS.fullmatch(words.strip())
    if not match:
        raise AmountError(f"{words!r} is not a number with its unit")
    unit = "percent" if match["unit"] in ("%", "per cent") else _code(match["unit"])
    if no_scale := _no_scale(unit or ""):
        word, scale = no_scale
        remedy = f"write {words.strip().replace(word, scale, 1)}" if scale else f"there are {', '.join(_SCALES)}"
        raise AmountError(f"{word!r} is no scale", remedy)
    top = _read_number(match["max"]) if match["max"] else None
    scale = _shared_scale(match["value"], match["max"]) if match["max"] else ""
    value = _read_number(match["value"] + scale)
    if top is not None and value > top:
        raise AmountError(f"{words!r} runs from the larger number to the smaller")
    return {
        "value": value,
        "max_value": top,
        "unit": unit,
        "bound": match["bound"] or "exact",
        "change": match["change"],
    }


def _no_scale(unit: str) -> tuple[str, str | None] | None:
    """The word in front of a unit that stands where a scale would, and the scale that is meant, if that is plain.

    It is nearly one ("bilion EUR", "milion barrels"), or all that stands in front of a currency ("milliard EUR").
    """
    word, _, rest = unit.partition(" ")
    near = get_close_matches(word.lower().removesuffix("s"), _SCALES, 1, MISSPELT)
    return (word, near[0] if near else None) if near or rest in _currencies().values() else None


def _code(unit: str | None) -> str | None:
    """The ISO 4217 code of a currency written in words ("euros"), as the generator has it; another unit as it is."""
    words = (unit or "").lower()
    return _currencies().get(words) or _currencies().get(words.removesuffix("s")) or unit


@cache
def _currencies() -> dict[str, str]:
    """The code of each name of a currency, without those that are a measure's too (a pound)."""
    rows = [row for row in table("currencies") if row["code"]]
    named = {word: row["code"] for row in rows for word in (row["name"].lower(), *row.get("words", ()))}
    return {word: code for word, code in named.items() if word not in _MEASURES}


def odd_value(text: str, parts: Mapping[str, Any]) -> str | None:
    """A figure's value in words where its text holds other numbers, else None; parts may be those of a memory."""
    numbers = {part: Decimal(str(n)) for part in PARTS[:2] if (n := parts.get(part)) is not None}
    words = quantity_words({**dict.fromkeys(PARTS), **parts, **numbers})
    return words if says_otherwise(text, numbers["value"], numbers.get("max_value")) else None


def says_otherwise(words: str, value: Decimal, top: Decimal | None) -> bool:
    """Do words hold numbers, none of which a value can be? A number without a scale may have it somewhere else."""
    found = [match[0] for match in re.finditer(rf"(?<![\w.,]){_NUMBER}(?![0-9.,]*[0-9])", words)]
    ends = [abs(end) for end in (value, top) if end is not None]
    return bool(found) and not any(
        abs(_read_number(number)) == end or (" " not in number and _figures(_read_number(number)) == _figures(end))
        for number in found
        for end in ends
    )


def _figures(value: Decimal) -> str:
    """The digits of a number without the zeros on either side."""
    return digits_of(abs(value)).replace(".", "").strip("0")


def _shared_scale(first: str, last: str) -> str:
    """The scale behind the second number of a range that is the first one's too ("20 to 30 million"), else nothing.

    In "500000 to 2 million" the first number has none: scaled it would be the larger.
    """
    digits, space, scale = last.partition(" ")
    shared = space + scale
    if not scale or " " in first or not _read_number(first):
        return ""
    return shared if _read_number(first) <= _read_number(digits) else ""


def kind_of(unit: str | None) -> str | None:
    """The kind of a quantity that a person wrote, as far as its unit alone tells it."""
    return "percent" if unit == "percent" else "money" if re.fullmatch(r"[A-Z]{3}", unit or "") else None


def _number(value: Decimal) -> str:
    """A number with the largest scale that leaves at most three places behind the point."""
    for scale, power in _SCALES.items():
        short = value.scaleb(-power).normalize()
        if power > 3 and abs(short) >= 1 and short.as_tuple().exponent >= -3:  # type: ignore[operator]
            return f"{short:f} {scale}"
    return digits_of(value)


def digits_of(value: Decimal) -> str:
    """A number in digits, exact at any size, without a zero behind the point that says nothing."""
    said = f"{value:f}"
    return (said.rstrip("0").rstrip(".") if "." in said else said) if value else "0"


def _read_number(words: str) -> Decimal:
    digits, _, scale = words.replace("−", "-").replace(",", "").replace("_", "").partition(" ")
    number = Decimal(digits)  # exact at any length, which arithmetic is not
    if not in_bounds(number):
        raise AmountError(f"a number has more than {NUMBER_DIGITS} digits")
    return number.scaleb(_SCALES[scale.lower().removesuffix("s")]) if scale else number
