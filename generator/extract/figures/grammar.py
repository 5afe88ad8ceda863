"""From a number to a quantity: its currency or unit, its scale, its rate.

quantity := [currency] number [scale] [currency] [unit] [rate]
range    := "between" q "and" q | "from" q "to" q | q ("to" | "-" | "or") q      (units agree)
shared   := number ("," number)* ("and" | "or" | "of the") quantity              (one unit for all)
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from generator.extract.figures.numbers import Number, find_numbers
from generator.extract.figures.tables import Unit, currencies, currency_prefix, english, units

_MASS_CONTEXT = re.compile(
    r"\b(?:weigh\w*|heav\w+|lose|losing|lost|drop\w*|gain\w*|baby|meat|beef|fish|fruit|cargo|payload|explosives?|"
    r"trash|garbage|ton|tons|kg|kilograms?|ounces?)\b",
    re.IGNORECASE,
)
_STERLING_CONTEXT = re.compile(
    r"£|\b(?:pence|sterling|Britain|British|UK|U\.K\.|London|England|Scotland|Wales|profit|cost|paid|price|worth|"
    r"budget|tax|spend\w*|fine|salary|bonus)\b",
    re.IGNORECASE,
)
_RATE = re.compile(r"\s?/\s?|\s+per\s+|-per-|\s+(?:a|an)\s+|\s?-\s?(?:a|an)\s?-\s?", re.IGNORECASE)
_RATE_OF = re.compile(r"\s+of(?:\s+[a-z]+){1,3}?\s+(?:a|an|per|each)\s+(?=day|week|month|year|hour|quarter)")
_EARLIER = re.compile(r"\w+\s+(?:earlier|ago|later|before|after|hence)\b")
_RATE_NOUNS = frozenset(
    [
        "share",
        "barrel",
        "ounce",
        "gallon",
        "litre",
        "liter",
        "ton",
        "tonne",
        "pound",
        "kilo",
        "head",
        "person",
        "piece",
        "unit",
        "bushel",
        "pop",
        "mile",
        "kilometre",
        "kilometer",
        "dozen",
        "carat",
        "ticket",
        "night",
        "game",
        "vehicle",
        "seat",
        "word",
        "copy",
    ]
)
_AGE = re.compile(r"[\s-]*(?:old\b|olds\b)|\s+of\s+age\b", re.IGNORECASE)
_HALF = re.compile(r"\s+and\s+a\s+(half|quarter)\b", re.IGNORECASE)
_COUNTED_NEXT = re.compile(
    r" (?:(?!is\b|was\b|has\b|does\b|across\b|less\b|plus\b|towards\b|always\b)[a-z]{3,}s|people|men|women|children)\b"
)
_BRACKET = {"(": ")", "[": "]", "{": "}", "<": ">"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit; `start:end` are its words, `number` the place of its number alone."""

    start: int
    end: int
    value: Decimal
    unit: str | None
    kind: str
    number: Number
    max_value: Decimal | None = None
    touching: bool = False
    """A hyphen joins number and unit: "four-day"."""


def read(text: str, number: Number, floor: int = 0) -> Quantity:
    """The number with the currency or unit that stands beside it, if any; nothing before `floor` belongs to it."""
    money = _money(text, number, floor)
    if money is not None:
        return _rate(text, money)
    measured = _measured(text, number)
    if measured is not None:
        return _rate(text, measured)
    scaled = _scale_sign(text, number)
    return Quantity(number.start, scaled.end, scaled.value, None, "bare", scaled, scaled.max_value)


def _quantity(number: Number, start: int, end: int, unit: Unit, touching: bool = False) -> Quantity:
    top = None if number.max_value is None else number.max_value * unit.factor
    return Quantity(start, end, number.value * unit.factor, unit.name, unit.kind, number, top, touching)


def _scale_sign(text: str, number: Number, money: bool = False) -> Number:
    """The number with a scale written against it ("8m", "10k"); doubtful ones only beside a currency or a noun."""
    if not number.digits or number.scaled:
        return number
    match = re.compile(r"\s?([A-Za-z]{1,3})(?![^\W_])" if money else r"([A-Za-z]{1,2})(?![^\W_])").match(
        text, number.end
    )
    if not match or match[1] not in english().scale_signs or (money and match[0][0].isspace() and len(match[1]) == 1):
        return number
    if not money and (match[1] not in ("k", "K", "m", "M", "B") or not re.match(r"[ -][a-z]", text[match.end() :])):
        return number
    factor = english().scale_signs[match[1]]
    return replace(number, value=number.value * factor, end=match.end(), scaled=True, base=number.value)


def _money(text: str, number: Number, floor: int) -> Quantity | None:
    """Money, when a currency stands before or after the number."""
    prefix = currency_prefix().search(text, max(floor, number.start - 9), number.start) if number.digits else None
    table = currencies()
    if prefix is not None:
        unit = table.symbols[prefix["sign"]]
        start, unit = _widen(text, prefix.start("sign"), unit, prefix["sign"])
        scaled = _scale_sign(text, number, money=True)
        if text[prefix.start("sign") : number.start].isalpha() and number.value < unit.at_least and not scaled.scaled:
            return None  # "COP28" is a conference, "COP 28,000" are pesos
        if prefix["sign"] == "PS" and not scaled.scaled and number.value < 1000:
            return None
        end = scaled.end
        tail = re.compile(
            r"\s?(?:US\b|U\.S\.(?=\s|$)|USD\b|AUD\b|CAD\b|(?:[Uu][Ss] )?dollars?\b|euros?\b|yen\b|pounds\b|sterling\b)"
        ).match(text, end)
        if tail and tail[0].strip():
            end = tail.end()
        sign = re.search(r"(?<!\w)[-−–]$", text[max(0, start - 2) : start])
        if (
            sign
            and re.search(r"(?:^|[\s(])[-−–]$", text[max(0, start - 2) : start])
            and re.search(r"[\s(]$", text[: start - 1][-1:] or " ")
        ):
            scaled, start = replace(scaled, value=-scaled.value), start - 1
        return _quantity(scaled, start, end, unit)
    gap = re.compile(r"\s?-?\s?(?=\S)").match(text, number.end)
    if gap is None or "\n" in gap[0]:
        return None
    before_word = re.search(r"\b(dollar|USD|EUR|GBP) $", text[max(floor, number.start - 8) : number.start])
    scaled = _scale_sign(text, number, money=True)
    for candidate in dict.fromkeys((number, scaled)):
        at = candidate.end + len(re.compile(r"\s?-?\s?").match(text, candidate.end)[0])  # type: ignore[index]
        if "\n" in text[candidate.end : at]:
            continue
        named = table.word_at(text, at)
        if named is None:
            signed = table.symbol_at(text, at, at == candidate.end)
            named = (
                signed
                if signed and not _starts_next(text, signed[0], signed[1]) and _sign_fits(text, at, signed)
                else None
            )
        if named and text[at : named[1]] != "PS" and _believed(text, candidate, *named, at):
            unit, end = named
            more = re.compile(r"\s(million|billion|trillion)\b").match(text, end)
            if more and not candidate.scaled:  # "20 USD million"
                factor = english().scales[more[1]]
                candidate, end = (
                    replace(candidate, value=candidate.value * factor, scaled=True, base=candidate.value),
                    more.end(),
                )
            return _minor(text, _quantity(candidate, number.start, end, unit, touching="-" in text[candidate.end : at]))
    if before_word:
        start = number.start - len(before_word[0])
        spelt = table.word_at(text, start) or table.symbol_at(text, start, False)
        return _quantity(scaled, start, scaled.end, spelt[0]) if spelt else None
    return None


def _widen(text: str, start: int, unit: Unit, sign: str) -> tuple[int, Unit]:
    """A country written apart from its dollar sign: "C $ 20", "US $5", "hk $"."""
    apart = re.search(r"(?<![\w.'’])([A-Z.]{1,5}|[Uu]\.?[Ss]\.?|[ch]k?|nz|au) $", text[max(0, start - 7) : start])
    if sign == "$" and apart and apart[1] not in ("a", "A"):
        key = apart[1].replace(".", "").upper()
        wide = (
            currencies().symbols.get(key + "$")
            if key in ("US", "C", "CA", "CAN", "HK", "NZ", "NT", "AU", "USD", "S")
            else None
        )
        if wide:
            return start - len(apart[0]), wide
    dotted = re.search(r"(?<!\w)(?:[Uu]\.[Ss]\.?|usd|mxn|aud|cad|nzd|hkd|sgd) ?$", text[max(0, start - 6) : start])
    if sign == "$" and dotted:
        key = dotted[0].strip().replace(".", "").upper()
        return start - len(dotted[0]), currencies().symbols[key + "$"]
    return start, unit


def _starts_next(text: str, unit: Unit, end: int) -> bool:
    """True when a currency sign belongs to the number after it ("10 $ 30 $" apart): "5 $10 bills"."""
    return bool(re.match(r"[0-9]", text[end : end + 1])) and unit.kind == "money"


def _sign_fits(text: str, at: int, signed: tuple[Unit, int]) -> bool:
    """Letters used as signs are believed only in capitals or against the number."""
    sign = text[at : signed[1]]
    return not sign.isalpha() or sign.isupper() or len(sign) > 1 or not text[at - 1].isalpha()


def _believed(text: str, number: Number, unit: Unit, end: int, at: int) -> bool:
    """Ordinary words that are currencies too: "won", "pounds"."""
    if number.value < unit.at_least and not number.scaled and text[at:end].islower():
        return False
    if unit.name == "GBP" and text[at:end].lower().startswith("pound") and "sterling" not in text[at:end].lower():
        if number.scaled and not text[number.end : at].strip():
            return True
        window = text[max(0, number.start - 120) : end + 80]
        if re.match(r"-", text[number.end : at].strip()) or _MASS_CONTEXT.search(window):
            return False
        return bool(_STERLING_CONTEXT.search(window))
    return True


def _minor(text: str, money: Quantity) -> Quantity:
    """Dollars with their cents: "two dollars 40 cents", "four euros and ten cents", "9 dollars 80"."""
    if money.kind != "money" or money.value % 1 or money.touching:
        return money
    match = re.compile(r" (?:and )?(?=[0-9a-z])").match(text, money.end)
    if not match:
        return money
    window = text[match.end() : match.end() + 28]
    numbers = find_numbers(window)
    if not numbers or numbers[0].start or not 0 < numbers[0].value < 100 or numbers[0].value % 1 or numbers[0].scaled:
        return money
    small, rest = numbers[0], window[numbers[0].end :]
    cents = re.match(r" (?:cents?|pence|centimes|kopecks)\b", rest)
    if not cents and not re.match(r"\.?\s*$|[,;!?]|\.\s|\s(?:more|less|for|each|and|in|to|per)\b", rest):
        return money
    if not cents and (
        (not re.match(r" ?and ", match[0]) and small.value < 5)
        or (re.match(r"\.?\s*$", rest) is None and " and " in match[0])
    ):
        return money
    return replace(
        money, value=money.value + small.value / 100, end=match.end() + small.end + (cents.end() if cents else 0)
    )


def _measured(text: str, number: Number) -> Quantity | None:
    """A number with a unit of measurement after it."""
    gap = re.compile(r"[ \u00a0\u2009]?[-–]?[ ]?(?:(?:US|U\.S\.|imperial|metric) (?!ton))?([(\[{<]?)").match(
        text, number.end
    )
    of = (
        re.compile(r"\s+of\s+an?\s+(?:US\s+)?()").match(text, number.end)
        if number.fraction or number.value < 1
        else None
    )
    gap = of or gap
    if gap is None:
        return None
    table = units()
    touching = gap.end() == number.end
    at = gap.end()
    named = table.word_at(text, at)
    if named is None and number.digits:
        named = table.symbol_at(
            text, at, touching or bool(gap[1]) or text[at : at + 2] in ("in", "C", "F", "C ", "F ", "C.", "F.")
        )
        if named and not _symbol_fits(text, number, at, named[1], touching):
            named = None
    if named is None:
        return _pounds(text, number, at)
    unit, end = named
    if gap[1]:
        if text[end : end + 1] != _BRACKET[gap[1]]:
            return None
        end += 1
    hyphen = "-" in gap[0]
    if unit.kind == "time":
        age = _AGE.match(text, end)
        if age:
            return _quantity(
                number, number.start, age.end(), replace(unit, name=f"{unit.name} of age", kind="age"), hyphen
            )
    half = _HALF.match(text, end)
    if half and number.value % 1 == 0 and not number.scaled:
        part = Decimal(1) / english().fractions[half[1].lower()]
        return _quantity(replace(number, value=number.value + part), number.start, half.end(), unit, hyphen)
    return _quantity(number, number.start, end, unit, hyphen)


def _symbol_fits(text: str, number: Number, at: int, end: int, touching: bool) -> bool:
    """Doubts about short symbols: a quotation mark after a number, a letter that opens a name, "m" for million."""
    sign = text[at:end]
    if sign in ("″", "′") and re.match(r"s\b", text[end:]):
        return False
    if sign in ('"', "”"):
        return (touching and text[max(0, text.rfind("\n", 0, at)) : at].count(sign) % 2 == 0 and sign != "”") or (
            sign == '"' and not touching and bool(re.match(r" (?:long|wide|tall|high|thick|deep)\b", text[end:]))
        )
    if sign == "in":
        return bool(re.search(r"\b(?:ft|feet|foot) $", text[max(0, number.start - 6) : number.start]))
    if len(sign) == 1 and sign.isalpha():
        if re.match(r" [A-Z][a-z]", text[end:]) and not touching:
            return False
        if sign == "m" and touching and number.value < 1000 and _COUNTED_NEXT.match(text, end):
            return False  # "60m people": millions
        if (sign == "s" and touching and number.value % 1 == 0) or re.match(r"-?[0-9]", text[end:]):
            return False  # "747s"
        if sign in "sth" and re.match(r"[12][0-9]{3}$", text[number.start : number.end]):
            return False
        if sign in "CF" and abs(number.value) > 5000:
            return False
    return not text[end : end + 1].isdigit()


def _pounds(text: str, number: Number, at: int) -> Quantity | None:
    """Pounds that are no money, and stones."""
    match = re.compile(r"(pounds?|stones?|turns?)(?![^\W_])", re.IGNORECASE).match(text, at)
    if not match:
        return None
    name = match[1].lower().removesuffix("s")
    kind = "angle" if name == "turn" else "mass"
    if name == "stone" and not re.search(r"weigh|heav|los[et]", text[max(0, number.start - 60) : at + 40]):
        return None
    return _quantity(number, number.start, match.end(), Unit(name, kind, noun=name), "-" in text[number.end : at])


def _rate(text: str, quantity: Quantity) -> Quantity:
    """The quantity with "per X", "/X", "a X" after it, and with square and cubic symbols."""
    if quantity.kind in ("age", "bare", "ratio"):
        return quantity
    match = _RATE.match(text, quantity.end)
    if not match and quantity.kind in ("volume", "mass", "count", "energy"):
        match = _RATE_OF.match(text, quantity.end)  # "barrels of oil a day"
    if not match or quantity.unit is None or quantity.kind == "percent" or _EARLIER.match(text, match.end()):
        return quantity
    at, table = match.end(), units()
    named = table.word_at(text, at) or (table.symbol_at(text, at, True) if "/" in match[0] else None)
    word = re.compile(r"[a-z]+(?![^\W_])", re.IGNORECASE).match(text, at)
    noun = None
    indefinite = "per" not in match[0].lower() and "/" not in match[0]
    if (
        named
        and named[0].factor == 1
        and (not indefinite or named[0].kind in ("time", "mass", "volume", "area", "length", "energy", "data"))
    ):
        noun, end = named[0].name, named[1]
    elif word and word[0].lower() in ("annum", "anum"):
        noun, end = "year", word.end()
    elif word and (
        word[0].lower() in _RATE_NOUNS
        if indefinite
        else quantity.kind != "percent" and word[0].lower() not in ("the", "cent")
    ):
        noun, end = word[0].lower(), word.end()
    if noun is None or (
        indefinite and quantity.kind in ("percent", "time") and noun != "year" and quantity.kind == "percent"
    ):
        return quantity
    if quantity.kind == "time" and not indefinite and noun not in ("day", "week", "month", "year"):
        return quantity
    head = quantity.unit
    if quantity.kind == "money":
        head = currencies_by_code().get(head, head)
    return replace(
        quantity,
        unit=f"{head} per {noun}",
        kind="rate" if quantity.kind not in ("money", "minor money", "percent") else quantity.kind,
        end=end,
    )


@lru_cache(maxsize=1)
def currencies_by_code() -> dict[str, str]:
    """The English name of each currency, by what a figure of it carries as its unit."""
    table = currencies()
    return {u.name: u.noun for u in table.words.values() if u.kind == "money"}


def unit_of(noun: str) -> Unit | None:
    """The unit or currency that a counted noun is: "working days" are days, "millions of dollars" are dollars."""
    for table in (units(), currencies()):
        named = table.word_at(noun, 0)
        if named and named[1] == len(noun) and not (named[0].kind == "money" and named[0].at_least):
            return named[0]
    return None


def rate_of_count(text: str, quantity: Quantity) -> Quantity:
    """Counts per time: "two thousand calls a day"."""
    match = re.compile(
        r"\s(?:per|a|an|each)\s(day|week|month|year|hour|minute|second)\b(?!\s(?:ago|earlier|later|before))"
    ).match(text, quantity.end)
    return replace(quantity, end=match.end(), unit=f"{quantity.unit} per {match[1]}") if match else quantity
