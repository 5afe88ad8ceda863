"""The vocabulary of English temporal expressions: months, weekdays, numbers, units, and the patterns made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.core.tables import table
from generator.core.when import MONTH_NUMBERS, MONTHS
from generator.core.when import WEEKDAYS as DAYS

_TABLE = table("timex")
WEEKDAYS = {name[:n].casefold(): i for i, name in enumerate(DAYS, 1) for n in (3, len(name))} | {
    "tues": 2, "thur": 4, "thurs": 4}
NUMBERS: dict[str, float] = _TABLE["numbers"]
VAGUE: list[str] = _TABLE["vague"]
ORDINALS: dict[str, int] = _TABLE["ordinals"]
UNITS: dict[str, str] = _TABLE["units"]
CENTURY_WORDS: dict[str, int] = _TABLE["centuries"]
HOLIDAYS: dict[str, str] = _TABLE["holidays"]
FEASTS: dict[str, int] = _TABLE["feasts"]
EASTERN = re.compile("|".join(map(re.escape, _TABLE["eastern"])))
NUMBER_TAKERS: list[str] = _TABLE["number_takers"]
COUNTED: list[str] = _TABLE["counted"]
REFERENCES = {w: f"{kind.upper()}_REF" for kind in ("present", "past", "future") for w in _TABLE[kind]}

S = r"(?:[ \t\u00a0]+)"
"""White space within a line."""


def alternatives(words: Iterable[str]) -> str:
    """A regular expression that matches any of the words, longest first."""
    return "|".join(re.escape(w).replace(r"\ ", S) for w in sorted(words, key=lambda w: (-len(w), w)))


# "may", "march", "sun" and "sat" are words of their own: a month or weekday is capitalised (or all capitals).
_MONTH_SHORT = alternatives({m.capitalize() for m in MONTH_NUMBERS} - {*MONTHS})
MONTH_FULL = f"(?:{alternatives(MONTHS)}|{alternatives(MONTHS).upper()})"
MONTH = rf"(?:{MONTH_FULL}|(?:{_MONTH_SHORT}|{_MONTH_SHORT.upper()})\b\.?)"
_WEEKDAY_SHORT = alternatives({d.capitalize() for d in WEEKDAYS} - {*DAYS})
WEEKDAY_FULL = f"(?:{alternatives(DAYS)}|{alternatives(DAYS).upper()})"
WEEKDAY = rf"(?:{WEEKDAY_FULL}|(?:{_WEEKDAY_SHORT})\b\.?)"
DAY = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)(?:st|nd|rd|th)?"
YEAR = r"(?:1[0-9]|20|21)\d\d"
SEASON = r"(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter|[Ff]all)"

_TENS = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
_ONES = r"(?:one|two|three|four|five|six|seven|eight|nine)"
NUMBER = (
    rf"(?:\d{{1,4}}(?:,\d{{3}})*(?:\.\d{{1,2}})?|{_TENS}[- ]{_ONES}|"
    rf"{alternatives(w for w in NUMBERS if w not in {'half', 'hundred', 'a half'})}|half)"
)
UNIT = r"(?:seconds?|minutes?|hours?|days?|weeks?|fortnights?|months?|quarters?|years?|decades?|century|centuries)"
PART = r"(?:early|mid|late)"


def number(words: str) -> float | None:
    """The value of a numeral in words or digits; None when it is not one."""
    words = " ".join(words.casefold().replace("\u00a0", " ").split())
    if words in NUMBERS:
        return NUMBERS[words]
    try:
        return float(words.replace(",", ""))
    except ValueError:
        pass
    parts = re.split(r"[- ]", words)
    if len(parts) == 2 and parts[0] in NUMBERS and parts[1] in NUMBERS:
        return NUMBERS[parts[0]] + NUMBERS[parts[1]]
    return None


def month_number(name: str) -> int:
    """1 for January, Jan or Jan."""
    return MONTH_NUMBERS[name.casefold().rstrip(".")]


def weekday_number(name: str) -> int:
    """1 for Monday, Mon or Mon."""
    return WEEKDAYS[name.casefold().rstrip(".")]


def day_number(words: str) -> int:
    """4 for 4, 04 or 4th."""
    return int(re.sub(r"\D", "", words))


def singular(unit: str) -> str:
    """The unit's key in `UNITS`."""
    unit = unit.casefold()
    return unit if unit in UNITS else unit.removesuffix("s")


def duration(amount: float | None, unit: str) -> str:
    """ISO 8601 duration: ``P2.5Y``, ``PT12H``; PXY where the amount is not told."""
    code = UNITS[singular(unit)]
    time, size, letter = ("T", code[1:-1], code[-1]) if code[0] == "T" else ("", code[:-1], code[-1])
    if amount is None:
        return f"P{time}X{letter}"
    total = amount * int(size)
    return f"P{time}{total:g}{letter}" if total < 1e6 else f"P{time}{int(total)}{letter}"
