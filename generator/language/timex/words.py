"""The vocabulary of English temporal expressions: months, weekdays, numbers, units, and the patterns made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable

MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun"),
         ("july", "jul"), ("august", "aug"), ("september", "sept", "sep"), ("october", "oct"), ("november", "nov"),
         ("december", "dec")), 1)
    for name in names
}
WEEKDAYS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (("monday", "mon"), ("tuesday", "tues", "tue"), ("wednesday", "wed"), ("thursday", "thurs", "thur", "thu"),
         ("friday", "fri"), ("saturday", "sat"), ("sunday", "sun")), 1)
    for name in names
}
SEASONS: dict[str, str] = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
"""TIMEX3 codes of the seasons."""

NUMBERS: dict[str, float] = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "half": 0.5, "half a": 0.5,
    "half an": 0.5, "a half": 0.5, "a quarter of a": 0.25, "a dozen": 12, "a hundred": 100, "a couple of": 2,
    "a couple": 2, "a pair of": 2, "another": 1, "a single": 1,
}
VAGUE: tuple[str, ...] = (
    "a few", "several", "some", "many", "a number of", "few", "countless", "dozens of", "hundreds of", "numerous",
    "multiple",
)
"""Quantifiers that make a duration without a number: PXY."""

ORDINALS: dict[str, int] = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
}
UNITS: dict[str, str] = {
    "second": "T1S", "minute": "T1M", "hour": "T1H", "day": "1D", "week": "1W", "fortnight": "2W", "month": "1M",
    "quarter": "3M", "year": "1Y", "decade": "10Y", "century": "100Y", "centuries": "100Y", "millennium": "1000Y",
    "night": "1D", "weekend": "1D",
}
"""Unit -> what one of it is in ISO 8601; a leading T means a part of a day."""

CENTURY_WORDS: dict[str, int] = {
    "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
    "twenty-first": 21,
}
FREQUENCIES: dict[str, str] = {
    "hourly": "PT1H", "daily": "P1D", "weekly": "P1W", "monthly": "P1M", "quarterly": "P3M", "annually": "P1Y",
    "yearly": "P1Y", "annual": "P1Y", "biennial": "P2Y", "fortnightly": "P2W",
}
HOLIDAYS: dict[str, str] = {
    "new year's day": "01-01", "new year's eve": "12-31", "christmas day": "12-25", "christmas eve": "12-24",
    "boxing day": "12-26", "christmas": "12-25", "halloween": "10-31", "valentine's day": "02-14",
}
"""Holidays on a fixed day all over the world."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NUMBER_TAKERS: frozenset[str] = _words(
    "article articles resolution resolutions section chapter flight room route highway page pages line model type "
    "number no nos paragraph rule rules directive regulation protocol agenda vision horizon version series class "
    "channel platform bill psalm verse apartment suite lot item case order form figure table grant area zone "
    "building platform unit squadron regiment brigade point points score asteroid windows firmware isbn issn box "
    "postcode zip code nato stanag iso rfc port gate bus train tram ship hull block proposition amendment"
)
"""Words after which a number is part of a name ("Resolution 1973", "Agenda 2030")."""

COUNTED: frozenset[str] = _words(
    "percent percentage per km kilometres kilometers miles metres meters feet tons tonnes kg kilograms grams "
    "litres liters barrels people persons men women children soldiers troops workers employees jobs votes points "
    "euros dollars yuan yen pounds rubles roubles rupees hours minutes seconds days weeks months years times "
    "units pages words copies megawatts mw gw kwh hectares acres cars vehicles homes houses students seats "
    "members dead deaths cases million billion trillion thousand hundred sq square cubic mph hp others more "
    "delegates guests residents migrants refugees prisoners patients items rpm mah bc b.c. meetings calories hz "
    "mhz ghz mb gb"
)
"""Words that make the number before them a count, not a year."""

S = r"(?:[ \t\u00a0]+)"
"""White space within a line."""


def alternatives(words: Iterable[str]) -> str:
    """A regular expression that matches any of the words, longest first."""
    return "|".join(re.escape(w).replace(r"\ ", S) for w in sorted(words, key=lambda w: (-len(w), w)))


def _capital(words: dict[str, int], least: int, most: int = 99) -> str:
    return alternatives(w.capitalize() for w in words if least <= len(w) <= most)


# "may", "march", "sun" and "sat" are words of their own: a month or weekday is capitalised (or all capitals).
_MONTH_FULL = _capital({m: n for m, n in MONTHS.items() if len(m) > 4 or m in {"may", "june", "july"}}, 3)
_MONTH_SHORT = _capital({m: n for m, n in MONTHS.items() if len(m) <= 4 and m not in {"may", "june", "july"}}, 3)
MONTH_FULL = f"(?:{_MONTH_FULL}|{_MONTH_FULL.upper()})"
MONTH = rf"(?:(?:{_MONTH_FULL}|{_MONTH_FULL.upper()})|(?:{_MONTH_SHORT}|{_MONTH_SHORT.upper()})\b\.?)"
_WEEKDAY_FULL = _capital(WEEKDAYS, 6)
_WEEKDAY_SHORT = _capital(WEEKDAYS, 3, 5)
WEEKDAY_FULL = f"(?:{_WEEKDAY_FULL}|{_WEEKDAY_FULL.upper()})"
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
