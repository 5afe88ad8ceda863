"""From a number to a quantity: its currency or unit, its scale, its rate.

quantity := [currency] number [scale] [currency] [unit] [rate]
rate     := ("per" | "/" | "a" | "each") [number] unit | "annually" | "of" noun "per" unit
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from generator.core.model import Change
from generator.core.tables import listed
from generator.extract.figures import pounds
from generator.extract.figures.numbers import Number, find_numbers, is_whole
from generator.extract.figures.tables import Lookup, Unit, currencies, currency_before, english, units, units_before

_RATE = re.compile(
    r"""
    (?:\s\([\w²³/]{1,6}\))?                                   # "billion cubic metres (bcm) a year"
    (?: \s?/\s? | -per- | \s+per\s+(?P<by>[0-9][0-9,.\ ]*[0-9]\ )?      # "per 1,000 cubic metres"
      | \s+(?P<indefinite>an?|each|every)\s+ | \s?-\s?(?P<hyphened>an?)\s?-\s? )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_RATE_OF = re.compile(
    r"(?:\s\([\w²³/]{1,6}\))?\s+of(?:\s+[a-z]+){1,3}?"  # "of gas", before a rate
    r"(?=\s+(?:(?:a|an|per|each|every)\s+(?:day|week|month|year|hour|quarter)|annually|yearly|daily|monthly|weekly)\b)"
)
_ADVERB = re.compile(r"\s(?:(annu|year|month|week|dai|hour)(?:al)?ly)\b")
_ADVERBS = {"annu": "year", "year": "year", "month": "month", "week": "week", "dai": "day", "hour": "hour"}
_EARLIER = re.compile(r"\w+\s+(?:earlier|ago|later|before|after|hence)\b")
_DOUBTFUL = ('"', "”", "in")
"""Symbols of inches that are mostly something else."""
_PERIODS = ("second", "minute", "hour", "day", "week", "month", "quarter", "year")
_MILLIONS = re.compile(r"(?P<sign>[^\W\d_]{2,3}\$?|[^\w\s])?\ ?(?<![0-9.,])[0-9][0-9.,]{0,12}m\b\ ?")
_TEMPERATURE = re.compile(r"[°º]|\b(?:degrees?|temperatures?|celsius|fahrenheit|centigrade)\b", re.IGNORECASE)
_PAGES = re.compile(r"p\.(?:[,;:)]| [a-z(])")
"""A stop that ends no sentence is an abbreviation's: "7 p., 1 map" has no pence."""
_LONG = re.compile(r"[ -](?:long|wide|high|deep|tall|thick|broad|above|below|away|apart|from|up|down|of water)\b")
"""What makes metres of the "40m" of a text in which other such letters are millions."""
_CENTS = re.compile(
    r"""
    \ (?P<and>and\ )?(?P<small>[0-9]{1,2}|[a-z]{3,9}(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?)
    (?: (?P<cents>\ (?:cents?|pence|centimes|kopecks)\b) | (?P<last>\.?\s*$)
      | (?P<alone>(?=[,;!?]|\.\s|\s(?:more|less|for|each)\b)) )
    """,
    re.VERBOSE,
)
_WORD = re.compile(r"(?!(?:the|cent)\b)[a-z]+(?![^\W_])", re.IGNORECASE)
_AGE = re.compile(r"[\s-]*(?:old\b|olds\b)|\s+of\s+age\b", re.IGNORECASE)
_HALF = re.compile(r"\s+and\s+a\s+(half|quarter)\b", re.IGNORECASE)
_BLANK = re.compile(r"[^\S\n]?-?[^\S\n]?")
_GAP = re.compile(r"[ \u00a0\u2009]?[-–]?[ ]?(?:(?:US|U\.S\.|imperial|metric) (?!ton))?([(\[{<]?)")
_POUNDS = re.compile(r"pounds?(?![^\W_])", re.IGNORECASE)
_CLOSES = {"(": ")", "[": "]", "{": "}", "<": ">"}
_OF_A = re.compile(r"\s+of\s+an?\s+(?:US\s+)?()")
_LAND = re.compile(r"(?<![\w.'’])([Uu]\.?[Ss]\.?|CA?|CAN|HK|NZ|NT|AU|S|usd|mxn|aud|cad|nzd|hkd|sgd|hk|nz|au|c)\s?$")
"""A country written apart from its dollar sign: "C $ 20", "US $5", "hk $"."""
_CURRENCY_AGAIN = re.compile(
    r"\s?(?:US\b|U\.S\.(?=\s|$)|USD\b|AUD\b|CAD\b|(?:[Uu][Ss] )?dollars?\b|euros?\b|yen\b|pounds\b|sterling\b)"
)
_COUNTED_NEXT = re.compile(
    r"(?:(?:-| (?:and|to|or) )[0-9][0-9.]*m)?"
    r" (?:(?!is\b|was\b|has\b|does\b|across\b|less\b|plus\b|towards\b|always\b)[a-z]{3,}s|people|men|women|children)\b"
)
_SHORT = ("PS", "R")
"""Signs of money in capitals that much else begins with: of large amounts only."""
_APART = re.compile(r" (?:[BM]|[Cc]r)(?![\w&’'-])")
"""A scale that a blank parts from its amount of money: "$1.7 B", "Rs 30 cr", but not "$5 M&Ms"."""


_BELOW = re.compile(r" below zero\b")
_SECOND = re.compile(r"\d ?(?:[-–—]|(?:to|and|or) )$")
"""What stands before the second number of a range, whose two signs one "below zero" does not tell."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit; `start:end` are its words, `number` the place of its number alone.

    Attributes:
        kind: what is measured, as the tables of units have it, or "money", "count", "age", "rate", "fraction", "bare".
        touching: a hyphen joins number and unit: "four-day".
        change: the way it went, where `value` and `max_value` are the two ends of a change ("from 38 to 44").
    """

    start: int
    end: int
    value: Decimal
    unit: str | None
    kind: str
    number: Number
    max_value: Decimal | None = None
    touching: bool = False
    change: Change | None = None


def read(text: str, number: Number, floor: int = 0) -> Quantity:
    """The number with the currency or unit that stands beside it, if any; nothing before `floor` belongs to it."""
    rules = (_money_signed, _money_after, _money_named_before, _measured)
    found = next((q for rule in rules if (q := rule(text, number, floor)) is not None), None)
    if found is not None:
        return rated(text, found)
    scaled = _scale_sign(text, number)
    return Quantity(number.start, scaled.end, scaled.value, None, "bare", scaled, scaled.max_value)


def _quantity(number: Number, start: int, end: int, unit: Unit, touching: bool = False) -> Quantity:
    top = None if number.max_value is None else number.max_value * unit.factor
    return Quantity(start, end, number.value * unit.factor, unit.name, unit.kind, number, top, touching)


def _scale_sign(text: str, number: Number, money: bool = False) -> Number:
    """The number with a scale written against it ("8m", "10k"); doubtful ones only beside a currency or a noun."""
    pattern = r"\s?([A-Za-z]{1,3})(?![^\W_])" if money else r"([kKmMB])(?![^\W_])(?=[ -](?!of\b)[a-z])"
    match = re.compile(pattern).match(text, number.end)
    if not match or not number.digits or number.scaled or match[1] not in english().scale_signs:
        return number
    if money and match[0][0].isspace() and not _APART.match(text, number.end):
        return number
    return number.times(english().scale_signs[match[1]], match.end())


def _money_signed(text: str, number: Number, floor: int) -> Quantity | None:
    """Money with its sign or code before it: "US$5m", "EUR 12", "-$3", "Rs five crore"."""
    found = currency_before(text, floor, number.start) if number.digits or number.scaled else None
    if found is None:
        return None
    (sign, start), unit = found, currencies().symbols[found[0]]
    land = _LAND.search(text, max(floor, start - 7), start) if sign == "$" else None
    if land is not None:
        wide = currencies().symbols.get(land[1].replace(".", "").upper() + "$")
        start, unit = (land.start(), wide) if wide else (start, unit)
    scaled = _scale_sign(text, number, money=True)
    touching = text[start : number.start].isalpha()
    least = 1000 if sign in _SHORT else unit.at_least if touching else 0
    parted = sign != "R" or not re.fullmatch(r"[0-9]+", text[number.start : number.end])  # "R1200" may be a model
    if not scaled.scaled and (number.value < least or not parted):
        return None  # "COP28" is a conference, "COP 28,000" are pesos
    again = _CURRENCY_AGAIN.match(text, scaled.end)
    end = again.end() if again else scaled.end
    if re.search(r"(?:^|[\s(])[-−–]$", text[max(0, start - 2) : start]):
        scaled, start = replace(scaled, value=-scaled.value), start - 1
    return _quantity(scaled, start, end, unit)


def _money_named_before(text: str, number: Number, floor: int) -> Quantity | None:
    """Money with the name of its currency before it: "dollars 900m", "yen 50,000"."""
    match = re.search(r"(?<!\w)([A-Za-z]+) $", text[max(floor, number.start - 16) : number.start])
    unit = currencies().words.get(match[1].lower()) if match and number.digits else None
    if match is None or unit is None or unit.kind != "money" or (unit.at_least and match[1].islower()):
        return None  # "won 5,000 votes": what is ordinary English too is no currency there
    scaled = _scale_sign(text, number, money=True)
    large = scaled.scaled or number.value >= 1000
    return _quantity(scaled, number.start - len(match[0]), scaled.end, unit) if large else None


def _money_after(text: str, number: Number, floor: int) -> Quantity | None:
    """Money with its currency behind it: "5 million euros", "12 EUR", "40 €", "20 USD million"."""
    for candidate in dict.fromkeys((number, _scale_sign(text, number, money=True))):
        at = _BLANK.match(text, candidate.end).end()  # type: ignore[union-attr]  # it matches the empty string
        named = currencies().word_at(text, at) or _sign_after(text, at, candidate.end)
        if named is None or not _believed(text, candidate, *named, at):
            continue
        unit, end = named
        more = re.compile(r"\s(million|billion|trillion)\b").match(text, end)
        if more:
            candidate, end = candidate.times(english().scales[more[1]], more.end()), more.end()
        return _with_cents(text, _quantity(candidate, number.start, end, unit, "-" in text[number.end : at]))
    return None


def _sign_after(text: str, at: int, end: int) -> tuple[Unit, int] | None:
    """A currency sign behind a number: not that of the next number ("5 $10 bills"), no letter that ends a word."""
    signed = currencies().symbol_at(text, at, at == end)
    if signed is None or text[signed[1] : signed[1] + 1].isdigit() or text[at : signed[1]] == "PS":
        return None
    if _PAGES.match(text, at):
        return None
    return signed


def _believed(text: str, number: Number, unit: Unit, end: int, at: int) -> bool:
    """Whether a word that is ordinary English too is a currency here: "won", "pounds"."""
    word = text[at:end].lower()
    if number.value < unit.at_least and not number.scaled and text[at:end].islower():
        return False
    return word not in ("pound", "pounds") or pounds.kind_of(text, number, at, end) == "money"


def _with_cents(text: str, money: Quantity) -> Quantity:
    """Dollars with their cents: "two dollars 40 cents", "four euros and ten cents", "9 dollars 80"."""
    match = _CENTS.match(text, money.end) if money.kind == "money" and is_whole(money.value) else None
    number = next(iter(find_numbers(match["small"])), None) if match else None
    if match is None or number is None:
        return money
    return replace(
        money, value=money.value + number.value / 100, end=match.end("cents") if match["cents"] else match.end("small")
    )


def _measured(text: str, number: Number, floor: int) -> Quantity | None:
    """A number with a unit of measurement after it."""
    part = _OF_A.match(text, number.end) if number.fraction or number.value < 1 else None
    gap = part or _GAP.match(text, number.end)
    assert gap is not None  # it matches the empty string
    named = units().word_at(text, gap.end()) or _symbol(text, number, gap) or _pounds(text, number, gap.end())
    if named is None or (gap[1] and not text.startswith(_CLOSES[gap[1]], named[1])):
        return _named_before(text, number, floor)
    unit, end = named
    if re.match(r" [0-9]", text[end : end + 2]) and text[gap.end() : end].lower() in units_before():
        return None  # the magnitude of "20 magnitude 4.0 quakes" is that of the number behind it
    joined = text[end : end + 1] in ("-", "–")
    times = units().word_at(text, end + 1) or _pounds(text, number, end + 1) if joined else None
    if times:
        unit, end = Unit(f"{unit.name}-{times[0].name}", "product"), times[1]  # "tonne-kilometres"
    end += len(gap[1])  # the bracket that closes
    hyphen = "-" in gap[0]
    age = _AGE.match(text, end) if unit.kind == "time" else None
    if age:
        return _quantity(number, number.start, age.end(), replace(unit, name=f"{unit.name} of age", kind="age"), hyphen)
    half = _HALF.match(text, end) if is_whole(number.value) and not number.scaled else None
    if half:
        part_of = Decimal(1) / english().fractions[half[1].lower()]
        return _quantity(replace(number, value=number.value + part_of), number.start, half.end(), unit, hyphen)
    cold = _BELOW.match(text, end) if unit.kind == "temperature" or unit.name == "degree" else None
    if cold and not _SECOND.search(text, 0, number.start):
        return _quantity(replace(number, value=-number.value), number.start, cold.end(), unit, hyphen)
    return _quantity(number, number.start, end, unit, hyphen)


def _named_before(text: str, number: Number, floor: int) -> Quantity | None:
    """A number after the name of its scale: "magnitude 6.1", "a magnitude of 6.1"."""
    match = re.search(r"(?<!\w)([a-z]+)(?: of)? $", text[max(floor, number.start - 24) : number.start].lower())
    unit = units_before().get(match[1]) if match and number.digits else None
    return _quantity(number, number.start, number.end, unit) if unit else None


def _symbol(text: str, number: Number, gap: re.Match[str]) -> tuple[Unit, int] | None:
    """The symbol of a unit, where it is one."""
    at, touching = gap.end(), gap.end() == number.end
    near = touching or bool(gap[1]) or bool(re.match(r"in|[CF](?:[ .]|$)", text[at : at + 2]))
    named = units().symbol_at(text, at, near) if number.digits else None
    if named is None:
        return None
    sign = text[at : named[1]]
    letter, plain = len(sign) == 1 and sign.isalpha(), is_whole(number.value) and number.value > 0
    return None if sign in _DOUBTFUL or (letter and not _letter(text, named[1], touching, plain)) else named


@lru_cache(maxsize=8)
def _in_millions(text: str) -> bool:
    """Whether a text writes millions of money with the letter of the metre ("£40m", "3m euros"): it is no unit."""
    found = _MILLIONS.finditer(text)
    return any(m["sign"] in currencies().symbols or currencies().word_at(text, m.end()) for m in found)


@lru_cache(maxsize=8)
def _tells_temperatures(text: str) -> bool:
    """Whether a text says that it tells temperatures: a capital at digits alone is no degree."""
    return _TEMPERATURE.search(text) is not None


def _letter(text: str, end: int, touching: bool, whole: bool) -> bool:
    """One letter is a unit unless a number goes on, or it ends a plural ("747s") or is a scale ("60m people")."""
    sign, rest = text[end - 1], text[end : end + 40]
    if sign in "CF" and touching and whole and not _tells_temperatures(text):
        return False  # "18F" may be whatever is called so
    if re.match(r"-?[0-9]", rest) or (sign == "m" and touching and _in_millions(text) and not _LONG.match(rest)):
        return False
    return sign != "s" and not (sign == "m" and touching and _COUNTED_NEXT.match(rest))


def _pounds(text: str, number: Number, at: int) -> tuple[Unit, int] | None:
    """Pounds that are not surely money."""
    match = _POUNDS.match(text, at)
    return (Unit("pound", pounds.kind_of(text, number, *match.span()), noun="pound"), match.end()) if match else None


def rated(text: str, quantity: Quantity) -> Quantity:
    """The quantity with its rate: "per X", "/X", "a year", "annually", also behind what it is of ("of oil a day")."""
    if quantity.unit is None or quantity.kind in ("age", "bare", "ratio", "percent"):
        return quantity
    of = _RATE_OF.match(text, quantity.end) if quantity.kind in ("volume", "mass", "count", "energy") else None
    start = of.end() if of else quantity.end
    adverb = _ADVERB.match(text, start)
    found = (_ADVERBS[adverb[1]], adverb.end()) if adverb else _per(text, start, quantity.kind)
    if found is None:
        return quantity
    head = currencies_by_code().get(quantity.unit, quantity.unit) if quantity.kind == "money" else quantity.unit
    kind = quantity.kind if quantity.kind in ("money", "minor money", "count") else "rate"
    again = _per(text, found[1], "time")  # "litres a person a day"
    per = f"{found[0]} per {again[0]}" if again else found[0]
    return replace(quantity, unit=f"{head} per {per}", kind=kind, end=again[1] if again else found[1])


def _per(text: str, start: int, kind: str) -> tuple[str, int] | None:
    """What a rate is per, and its end; after "a" only a period, a unit or a noun of the table ("a share")."""
    match = _RATE.match(text, start)
    if match is None or _EARLIER.match(text, match.end()):
        return None
    noun, end, is_unit = _denominator(text, match.end(), "/" in match[0])
    known = is_unit or noun in listed("quantity_words", "rate_nouns")
    if kind in ("count", "time"):
        known = noun in _PERIODS
    definite = not (match["indefinite"] or match["hyphened"])
    return ((match["by"] or "") + noun, end) if noun and (known or definite) else None


def _denominator(text: str, at: int, stroke: bool) -> tuple[str, int, bool]:
    """The unit or noun that stands at an offset, its end, and whether it is a unit; "" where there is none."""
    named = units().word_at(text, at) or (units().symbol_at(text, at, True) if stroke else None)
    if named is not None:
        return named[0].name, named[1], True
    word = _WORD.match(text, at)
    return (word[0].lower(), word.end(), False) if word else ("", at, False)


@lru_cache(maxsize=1)
def currencies_by_code() -> dict[str, str]:
    """The English name of each currency, by what a figure of it carries as its unit."""
    return {u.name: u.noun for u in currencies().words.values() if u.kind == "money"}


def unit_of(noun: str) -> Unit | None:
    """The unit or currency that a counted noun is: "working days" are days, "millions of dollars" are dollars."""
    lookups: tuple[Lookup, ...] = (units(), currencies())
    for lookup in lookups:
        named = lookup.word_at(noun, 0)
        if named and named[1] == len(noun):
            return named[0]
    return None
