"""Numbers in English text: digits, number words, fractions and scales, by a small descending grammar.

number   := [sign] (digits [fraction] | words) scale* | a (scale | fraction scale) | fraction
words    := hundreds ["and" small] scale ...   ("four thousand one hundred", "thirty two", "thirty-two")
fraction := "half" | "two-thirds" | "a quarter of" | "1/16" | "½"
vague    := "dozens of" | "tens of thousands of"     (a range of one order of magnitude)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from generator.core.limits import FIGURE_DIGITS, in_bounds
from generator.extract.figures.tables import english

VULGAR = {
    "½": (1, 2),
    "⅓": (1, 3),
    "⅔": (2, 3),
    "¼": (1, 4),
    "¾": (3, 4),
    "⅕": (1, 5),
    "⅖": (2, 5),
    "⅗": (3, 5),
    "⅘": (4, 5),
    "⅙": (1, 6),
    "⅚": (5, 6),
    "⅛": (1, 8),
    "⅜": (3, 8),
    "⅝": (5, 8),
    "⅞": (7, 8),
}
DENOMINATORS = frozenset((2, 3, 4, 5, 6, 8, 10, 16, 20, 32, 64, 100, 128, 1000))
"""What a written fraction may be divided by; other pairs of numbers with a stroke are dates and names (24/7, 9/11)."""

_HALVED = frozenset(
    (
        "hour",
        "hours",
        "mile",
        "miles",
        "inch",
        "inches",
        "day",
        "century",
        "percent",
        "point",
        "points",
        "turn",
        "turns",
        "pound",
        "pounds",
    )
)
_LEXEME = re.compile(
    r"[0-9]{1,3}(?:,[0-9]{2,3})*,[0-9]{3}(?:\.[0-9]+)?(?![0-9])"
    r"|[0-9]{1,3}(?:[\u00a0\u202f\u2009][0-9]{3})+(?![0-9])"
    r"|[0-9]{1,3}(?: [0-9]{3})* (?:000|[0-9]{3} [0-9]{3})(?![0-9,])"
    r"|[0-9]{1,3}, 000(?:, 000)*(?![0-9,])|[0-9]+(?:\.[0-9]+)*"
    r"|(?<![\w.])\.[0-9]+|[^\W\d_]+(?:['’][^\W\d_]+)*|\S"
)


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A run of digits, a word or a single sign, with its place."""

    text: str
    start: int
    end: int

    @property
    def low(self) -> str:
        """The text in lower case."""
        return self.text.lower()

    @property
    def is_digits(self) -> bool:
        """True for a run of digits."""
        return (self.text[0].isdigit() and self.text[0].isascii()) or (self.text[0] == "." and len(self.text) > 1)


@dataclass(frozen=True, slots=True)
class Number:
    """A number and its place.

    Attributes:
        max_value: upper end, for "dozens of" and the like.
        digits: written in digits.
        scaled: a scale word or sign is part of it ("3 million").
        base: the value before its scale, to spread one scale over a range ("5 to 7 million").
        fraction: a part of a whole ("half of", "two-thirds", "one in 13").
    """

    start: int
    end: int
    value: Decimal
    max_value: Decimal | None = None
    digits: bool = False
    scaled: bool = False
    base: Decimal | None = None
    fraction: bool = False
    vague: bool = False
    article: bool = False


def lex(text: str) -> list[Lexeme]:
    """The lexemes of a text, in order."""
    return [Lexeme(m[0], m.start(), m.end()) for m in _LEXEME.finditer(text)]


def find_numbers(text: str) -> list[Number]:
    """All numbers of a text, in order, none overlapping."""
    lexemes, out, i = lex(text), [], 0
    while i < len(lexemes):
        found = _number(text, lexemes, i)
        if found is None:
            i += 1
            continue
        number, i = found
        if in_bounds(number.value, FIGURE_DIGITS) and in_bounds(number.max_value, FIGURE_DIGITS):
            out.append(number)
    return out


@lru_cache(maxsize=4096)
def _plain(text: str) -> Decimal | None:
    """The value of a run of digits; None for versions (1.2.3) and for what is longer than any quantity."""
    digits = re.sub(r"[,\s]", "", text)
    return Decimal(digits) if digits.count(".") <= 1 and len(digits) <= 2 * FIGURE_DIGITS else None


def _low(lexemes: Sequence[Lexeme], i: int) -> str:
    return lexemes[i].low if 0 <= i < len(lexemes) else ""


def _gap(text: str, lexemes: Sequence[Lexeme], i: int) -> str:
    """What stands between lexeme i-1 and i."""
    return text[lexemes[i - 1].end : lexemes[i].start] if 0 < i < len(lexemes) else "\n"


def _number(text: str, lx: Sequence[Lexeme], i: int) -> tuple[Number, int] | None:
    first = lx[i]
    for rule in (_digits, _words, _article, _vague):
        found = rule(text, lx, i)
        if found:
            number, j = found
            sign = _sign(text, lx, i)
            if sign is not None and number.digits:
                number = replace(number, start=sign[0], value=number.value * sign[1])
            return replace(number, start=min(number.start, first.start)), j
    return None


def _sign(text: str, lx: Sequence[Lexeme], i: int) -> tuple[int, int] | None:
    """Start and factor of a sign written against the number, not a hyphen between words or numbers."""
    if i and lx[i - 1].low == "minus" and not (i > 1 and lx[i - 2].is_digits):
        return lx[i - 1].start, -1
    if i == 0 or lx[i - 1].end != lx[i].start or (i > 1 and lx[i - 2].is_digits and lx[i - 1].text != "+"):
        return None
    mark = lx[i - 1]
    before = text[mark.start - 1] if mark.start else " "
    if mark.text in ("-", "−", "–", "+") and (before.isspace() or before in "([{$€£¥:"):
        return mark.start, 1 if mark.text == "+" else -1
    if mark.text in "-−" and _low(lx, i - 2) == "minus":
        return lx[i - 2].start, -1
    return None


def _digits(text: str, lx: Sequence[Lexeme], i: int) -> tuple[Number, int] | None:
    first = lx[i]
    if first.text in VULGAR:
        top, bottom = VULGAR[first.text]
        number = Number(first.start, first.end, Decimal(top) / bottom, digits=True)
        return _scaled(text, lx, number, i + 1)
    if not first.is_digits:
        return None
    value = _plain(first.text)
    if value is None:
        return None
    j, end = i + 1, first.end
    fraction = _written_fraction(text, lx, i)
    if fraction is not None:
        number = Number(first.start, lx[fraction[1] - 1].end, fraction[0], digits=True)
        return _scaled(text, lx, number, fraction[1])
    if j < len(lx) and lx[j].text in VULGAR and _gap(text, lx, j) in ("", " "):
        top, bottom = VULGAR[lx[j].text]
        value, end, j = value + Decimal(top) / bottom, lx[j].end, j + 1
    elif value == value.to_integral_value() and _gap(text, lx, j) in (" ", "-"):
        k = j + 1 if _low(lx, j) == "-" else j
        mixed = _written_fraction(text, lx, k) if k < len(lx) else None
        if mixed is not None and mixed[0] < 1:
            value, end, j = value + mixed[0], lx[mixed[1] - 1].end, mixed[1]
    power = re.compile(r"\s?[×x]\s?10\^?\s?([-−–]?[0-9]{1,2})(?![0-9])").match(text, end)
    if power:
        value = value.scaleb(int(re.sub("[−–]", "-", power[1])))
        end = power.end()
        while j < len(lx) and lx[j].start < end:
            j += 1
    number = Number(first.start, end, value, digits=True)
    if _low(lx, j) == "and" and _low(lx, j + 1) in ("a",) and _low(lx, j + 2) in ("half", "quarter"):
        part = Decimal(1) / english().fractions[lx[j + 2].low]
        number, j = replace(number, value=value + part, end=lx[j + 2].end), j + 3
    return _scaled(text, lx, number, j)


def _written_fraction(text: str, lx: Sequence[Lexeme], i: int) -> tuple[Decimal, int] | None:
    """ "1/16" and "1⁄32": value and next index; only with customary denominators."""
    if i + 2 >= len(lx) or lx[i + 1].text not in "/⁄" or not (lx[i].text.isdecimal() and lx[i + 2].text.isdecimal()):
        return None
    if text[lx[i].start : lx[i + 2].end] != lx[i].text + lx[i + 1].text + lx[i + 2].text or _low(lx, i + 3) in (
        "/",
        "⁄",
    ):
        return None
    if max(len(lx[i].text), len(lx[i + 2].text)) > len(str(max(DENOMINATORS))):
        return None
    top, bottom = int(lx[i].text), int(lx[i + 2].text)
    if bottom not in DENOMINATORS or not 0 < top < bottom or (bottom == 10 and top == 9):
        return None
    return Decimal(top) / bottom, i + 3


def _words(text: str, lx: Sequence[Lexeme], i: int) -> tuple[Number, int] | None:
    """Number words: "thirty-two", "four thousand one hundred", "two and a half million", "two-thirds"."""
    en = english()
    total, j = Decimal(0), i
    group: Decimal | None = None  # what stands since the last scale, below a thousand
    base: Decimal | None = None
    scaled, last_scale = False, Decimal(10) ** 30
    while j < len(lx):
        k = j
        if j > i:
            gap = _gap(text, lx, j)
            whole = group is None if group is None or group < 100 else group % 100 == 0
            hyphen = lx[j].text == "-" and gap == "" and _gap(text, lx, j + 1) == ""
            if hyphen or (lx[j].low == "and" and scaled and whole and _low(lx, j + 1) != "a"):
                k = j + 1
            elif "\n" in gap:
                break
        word = _low(lx, k)
        open_tens = group is None or (group >= 100 and group % 100 == 0)
        if word in en.tens and open_tens:
            group = (group or Decimal(0)) + en.tens[word]
        elif word in en.numbers and (
            open_tens or (group is not None and group % 100 >= 20 and group % 10 == 0 and 0 < en.numbers[word] < 10)
        ):
            group = (group or Decimal(0)) + en.numbers[word]
        elif word == "hundred" and group is not None and group < 100:
            base = base or group
            group, scaled = group * 100, True
        elif word in en.scales and word != "hundred" and group is not None and en.scales[word] < last_scale:
            base = base or group
            total, group, scaled, last_scale = total + group * en.scales[word], None, True, en.scales[word]
        else:
            break
        j = k + 1
    if j == i:
        return None
    value = total + (group or 0)
    number = Number(lx[i].start, lx[j - 1].end, value, scaled=scaled, base=base)
    return _after_words(text, lx, number, j)


def _after_words(text: str, lx: Sequence[Lexeme], number: Number, j: int) -> tuple[Number, int]:
    """What may follow number words: a fraction's denominator, "and a half", a further scale."""
    en = english()
    k = j + 1 if _low(lx, j) == "-" else j
    word = _low(lx, k)
    if word in en.fractions and not number.scaled and number.value < 20 and (number.value == 1 or word.endswith("s")):
        if word.startswith("quarter") and not (_low(lx, k + 1) in ("of", *en.scales) or number.value == 3):
            return number, j
        if word not in ("half", "halves") or number.value == 1:
            part = replace(number, value=number.value / en.fractions[word], end=lx[k].end, fraction=True)
            return _scaled(text, lx, part, k + 1)
    if [_low(lx, n) for n in range(j, j + 5)] == ["-", "and", "-", "a", "-"] and _low(lx, j + 5) in ("half", "quarter"):
        half = Decimal(1) / en.fractions[lx[j + 5].low]
        number, j = replace(number, value=number.value + half, end=lx[j + 5].end), j + 6
    elif _low(lx, j) == "and" and _low(lx, j + 1) == "a" and _low(lx, j + 2) in ("half", "quarter"):
        half = Decimal(1) / en.fractions[lx[j + 2].low]
        number, j = replace(number, value=number.value + half, end=lx[j + 2].end), j + 3
    return _scaled(text, lx, number, j)


def _scaled(text: str, lx: Sequence[Lexeme], number: Number, j: int) -> tuple[Number, int]:
    """The number with the scale words and sure scale signs that follow it."""
    en = english()
    while j < len(lx):
        k = j + 1 if lx[j].text == "-" and lx[j].start == number.end else j
        if k >= len(lx) or "\n" in text[number.end : lx[k].start]:
            break
        word = lx[k].text
        factor = en.scales.get(word.lower()) or en.scales.get(word.lower().removesuffix("s"))
        if factor is None and number.digits and word in en.sure_signs and len(text[number.end : lx[k].start]) <= 1:
            factor = en.scale_signs[word]
        if factor is None or (word.lower() == "dozen" and number.value % 1):
            break
        number = replace(
            number,
            value=number.value * factor,
            end=lx[k].end,
            scaled=True,
            base=number.base or number.value,
            fraction=False,
        )
        j = k + 1
    return number, j


def _article(text: str, lx: Sequence[Lexeme], i: int) -> tuple[Number, int] | None:
    """ "a million", "half a million", "a third of", "half an hour", "a quarter million"; bare scales before a noun."""
    en = english()
    word, after, third = lx[i].low, _low(lx, i + 1), _low(lx, i + 2)
    if word in ("a", "an"):
        if _low(lx, i + 2) == "and" and _low(lx, i + 3) == "a" and _low(lx, i + 4) in ("half", "quarter"):
            return Number(lx[i].start, lx[i].end, Decimal(1), article=True), i + 1  # "an hour and a half"
        if after in en.scales and not (after == "hundred" and third == "percent"):
            return _scaled(text, lx, Number(lx[i].start, lx[i].end, Decimal(1)), i + 1)
        by = _low(lx, i - 1) == "by"
        if (after in en.fractions and after != "half" and (by or third == "of" or third in en.scales)) or (
            after == "half" and third in (*en.scales, "of", "dozen")
        ):
            part = Decimal(1) / en.fractions[after]
            return _scaled(text, lx, Number(lx[i].start, lx[i + 1].end, part, fraction=True), i + 2)
        if after == "half" and (third in _HALVED or (third == "-" and _low(lx, i + 3) in _HALVED)):
            return Number(lx[i].start, lx[i + 1].end, Decimal("0.5")), i + 2
        return None
    if (
        word == "half"
        and (after in _HALVED or (after == "-" and _low(lx, i + 2) in _HALVED))
        and _low(lx, i - 1) not in ("first", "second")
    ):
        return Number(lx[i].start, lx[i].end, Decimal("0.5")), i + 1
    if word == "half" and _low(lx, i - 1) not in (
        "a",
        "first",
        "second",
        "the",
        "this",
        "last",
        "next",
        "other",
        "better",
        "-",
        "latter",
        "each",
        "either",
    ):
        if after in ("a", "an") and third not in ("year", "season"):
            number = Number(lx[i].start, lx[i].end, Decimal("0.5"), fraction=third not in en.scales)
            if third in en.scales:
                number, j = _scaled(text, lx, number, i + 2)
                return replace(number, fraction=False), j
            return replace(number, end=lx[i + 1].end), i + 2
        if _low(lx, i - 1) == "by" and (not after or not after[0].isalpha()):
            return Number(lx[i].start, lx[i].end, Decimal("0.5"), fraction=True), i + 1
        if after in en.scales or after in ("of", "the", "its", "his", "her", "their", "our", "those", "these", "all"):
            return _scaled(text, lx, Number(lx[i].start, lx[i].end, Decimal("0.5"), fraction=True), i + 1)
        return None
    if word == "quarter" and after in en.scales:
        return _scaled(text, lx, Number(lx[i].start, lx[i].end, Decimal("0.25")), i + 1)
    if (
        word in ("million", "billion", "trillion")
        and _low(lx, i - 1) not in ("several", "few", "many", "-", "multi", "some")
        and after
        and after[0].isalpha()
        and after not in ("of", "and", "or")
    ):
        return Number(lx[i].start, lx[i].end, en.scales[word], scaled=True, base=Decimal(1)), i + 1
    return None


def _vague(text: str, lx: Sequence[Lexeme], i: int) -> tuple[Number, int] | None:
    """ "dozens of people", "tens of thousands of voters": from the magnitude to ten times as much."""
    en = english()
    names = {"tens": Decimal(10)} | {k + "s": v for k, v in en.scales.items()}
    if lx[i].low not in names or _low(lx, i + 1) not in ("of", "more"):
        return None
    value, j = names[lx[i].low], i + 1
    if _low(lx, j) == "of" and _low(lx, j + 1) in names:
        value, j = value * names[lx[j + 1].low], j + 2
    elif lx[i].low == "tens":
        return None
    return Number(lx[i].start, lx[j - 1].end, value, value * 10, scaled=True, base=Decimal(1), vague=True), j
