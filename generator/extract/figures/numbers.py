"""Numbers in English text: digits, number words, fractions and scales.

number   := [sign] (digits [fraction] | words) scale* | opener scale* | fraction
words    := hundreds ["and" small] scale ...   ("four thousand one hundred", "thirty two", "thirty-two")
opener   := "a" before a scale, "half a", "a quarter of", "a few" ...     (`_openers`)
fraction := "two-thirds" | "1/16" | "½"

Digits are grouped by commas (Western and Indian), blanks, apostrophes (Swiss) or full stops. A comma before one or two
digits is a decimal sign where a scale, a unit or a currency stands beside the number, or where the numbers of the text
that leave no doubt say so; the full stop of "800.000" is read as they say, and where nothing does there is no number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from generator.core.limits import FIGURE_DIGITS, in_bounds
from generator.extract.figures.tables import Lookup, currencies, currency_before, english, units

DENOMINATORS = frozenset((2, 3, 4, 5, 6, 8, 10, 16, 20, 32, 64, 100, 128, 1000))
"""What a written fraction may be divided by; other pairs of numbers with a stroke are dates and names (24/7, 9/11)."""

_LEXEME = re.compile(
    r"""
      (?P<indian>  [1-9][0-9]{0,2} (?:,[0-9]{2,3})* ,[0-9]{3} (?:\.[0-9]+)? (?!,?[0-9]) )   # 1,250.75 and 12,34,567
    | (?P<narrow>  [0-9]{1,3} (?:[\u00a0\u202f\u2009'’][0-9]{3})+ (?:[.,][0-9]+)? (?![0-9]) )   # 1 250 and 1'250
    | (?P<dotted>  [0-9]{1,3} (?:\.[0-9]{3})+ ,[0-9]+ (?![0-9]) | [0-9]{1,3} (?:\.[0-9]{3}){2,} (?![.,]?[0-9]) )
    | (?P<pointed> [1-9][0-9]{0,2}\.[0-9]{3} (?![.,]?[0-9]) )                           # 800.000
    | (?P<blank>   [0-9]{1,3} (?:\ [0-9]{3})* (?:\ 000 | \ [0-9]{3}\ [0-9]{3}) (?:,[0-9]{1,2})? (?!,?[0-9]) )
    | (?P<spaced>  [0-9]{1,3},\ 000(?![0-9,]) )
    | (?P<doubtful> [0-9]{1,3}\ [0-9]{3} (?![0-9]) (?:,[0-9]{1,2}(?![0-9]))?           # 14 400, 12,5
                  | (?: 0,[0-9]+ | (?!(?:19|20)[0-9]{2},)[0-9]+,[0-9]{1,2} ) (?!,?[0-9]|\.[0-9]) )
    | [0-9]+(?:\.[0-9]+)* | (?<![\w.])\.[0-9]+                                            # 7, 7.5, 1.2.3, .5
    | [^\W\d_]+(?:['’][^\W\d_]+)* | \S
    """,
    re.VERBOSE,
)
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)*|,")
_POWER = re.compile(r"\s?[×x]\s?10\^\s?([-−–]?[0-9]{1,2})(?![0-9])")
_RAISED = re.compile(r"\s?×\s?10\s?([-−–]?[1-9][0-9]?)(?![0-9])")
"""A power whose raised digits lost their height ("3×108"); what is "1920x1080" or "4×100" is a size or a race."""
_STROKE = re.compile(r"([0-9]{1,3})[/⁄]([0-9]{1,4})(?![0-9]|[/⁄.][0-9])")
_NEXT = re.compile(r"[ \u00a0\u2009]?-?([^\W\d_]+)(?![^\W_])")
_GAP = re.compile(r"\s?-?")
_PART = re.compile(r" ?[ -] ?([a-z]+)", re.IGNORECASE)
_COMPARED = re.compile(r" ?\([-–−]?[0-9][0-9.,]*\)")
_AND_A_HALF = re.compile(r"(?: and a |-and-a-)(half|quarter)\b")
_OF_A_SCALE = re.compile(r" of an?(?= (?:hundred|thousand|million|billion|trillion)\b)")
_COUNTED_AFTER = re.compile(r" (?:[a-z]{2,}s|people|men|women|children)\b")
"""A plural: "12 500 lots" are one number; where the first is a day ("May 12 500 people"), they are none."""
_DOLLARS = re.compile(r"[$£]\s?\Z| (?:dollar|dlr|pound)s?\b")
"""Money of countries that write a decimal point."""
_STOPS = {
    "indian": ",", "narrow": "\u00a0\u202f\u2009'’", "dotted": ".", "blank": " ", "spaced": ", ", "doubtful": " "
}  # fmt: skip
"""What groups the digits in each form."""
_TELLING = re.compile(
    r"""
    (?<![\w.,]) (?:
      (?P<comma> [0-9]{1,3}(?:\.[0-9]{3})+ (?: ,[0-9]{1,2} | (?:\.[0-9]{3}) ) (?![.,]?[0-9]) )
    | (?P<point> [1-9][0-9]{0,2}(?:,[0-9]{3})+ (?!,?[0-9]) )
    | (?P<sum>   [1-9][0-9]{1,2}\.000 (?![.,]?[0-9]) )
    | (?P<few>   [0-9]+ (?P<sign>[.,]) [0-9]{1,2} (?![.,]?[0-9]) )
    )
    """,
    re.VERBOSE,
)
"""Numbers that tell which decimal sign a text writes: "1.250.000" and "3,5 %", "1,250" and "3.5 %", and "12.000 euros",
since nobody tells a price to three noughts of a thousandth."""


class Lexeme(NamedTuple):
    """A run of digits, a word or a single sign, with its place; `value` of digits, None for a version (1.2.3)."""

    text: str
    start: int
    end: int
    value: Decimal | None = None

    @property
    def low(self) -> str:
        """The text in lower case."""
        return self.text.lower()

    @property
    def is_digits(self) -> bool:
        """True for a run of digits."""
        return self.text[-1].isascii() and self.text[-1].isdigit()


@dataclass(frozen=True, slots=True)
class Number:
    """A number and its place.

    Attributes:
        max_value: upper end, for "dozens of" and the like.
        digits: written in digits.
        printed: these digits, without separators: "12.5".
        scaled: a scale word or sign is part of it ("3 million").
        base: the value before its scale, to spread one scale over a range ("5 to 7 million").
        fraction: a part of a whole ("half of", "two-thirds", "one in 13").
        vague: only its magnitude is told ("dozens of", "a few thousand").
    """

    start: int
    end: int
    value: Decimal
    max_value: Decimal | None = None
    digits: bool = False
    printed: str | None = None
    scaled: bool = False
    base: Decimal | None = None
    fraction: bool = False
    vague: bool = False

    def times(self, factor: Decimal, end: int) -> Number:
        """The number with a scale that ends at `end`."""
        top = None if self.max_value is None else self.max_value * factor
        base = self.base or self.value
        return replace(self, value=self.value * factor, max_value=top, end=end, scaled=True, base=base, fraction=False)


@dataclass(frozen=True, slots=True)
class Opener:
    """Words that stand for a number before a scale or a whole: what kind, and words that they are no number behind."""

    pattern: re.Pattern[str]
    value: Decimal
    kind: str
    not_after: frozenset[str]


@lru_cache(maxsize=1)
def _openers() -> tuple[Opener, ...]:
    en = english()
    words = {
        "scales": "|".join(en.scales),
        "plurals": "|".join(f"{s}s" for s in en.scales),
        "parts": "|".join(sorted(en.fractions, key=len, reverse=True)),
    }
    rows = []
    for row in en.openers:
        pattern = row["find"]
        for name, words_of in words.items():
            pattern = pattern.replace("{" + name + "}", f"(?:{words_of})")
        found = re.compile(pattern, re.IGNORECASE)
        rows.append(Opener(found, Decimal(row["value"]), row.get("kind", ""), frozenset(row.get("not_after", ()))))
    return tuple(rows)


def lex(text: str) -> list[Lexeme]:
    """The lexemes of a text, in order."""
    return list(_lexemes(text))


def _lexemes(text: str) -> Iterator[Lexeme]:
    for match in _LEXEME.finditer(text):
        form = _form(text, match)
        if form == "apart":
            for part in _PLAIN.finditer(text, match.start(), match.end()):
                yield Lexeme(part[0], part.start(), part.end(), _value(part[0], None))
        else:
            yield Lexeme(match[0], match.start(), match.end(), _value(match[0], form))


def _form(text: str, match: re.Match[str]) -> str | None:
    """How a run of digits is written, told by what stands beside it or by the text; "apart" for two numbers.

    "unknown" is what may be either: "350.000 euros" of a text that nowhere shows whether it writes "1,5" or "1.5".
    """
    form, (start, end) = match.lastgroup, match.span()
    if form == "doubtful" and not _beside_unit(text, start, end):
        if "," not in match[0] or _decimal_sign(text) != ",":
            return "unknown" if "," in match[0] and _COUNTED_AFTER.match(text, end) else "apart"
    elif form == "pointed":
        if _decimal_sign(text) == ",":
            return "dotted"
        measured = _measured(text, end) or _of_dollars(text, start, end)
        for_decimal = (_decimal_sign(text) == ".", text[end - 1] != "0", measured)
        return None if _scale_after(text, end) or sum(for_decimal) > 1 else "unknown"
    return form


@lru_cache(maxsize=8)
def _decimal_sign(text: str) -> str:
    """The decimal sign of a text by its numbers that leave no doubt; "" where there are none or they disagree."""
    found = (m for m in _TELLING.finditer(text) if _leaves_no_doubt(text, m))
    signs = {m["sign"] or ("," if m["comma"] or m["sum"] else ".") for m in found}
    return signs.pop() if len(signs) == 1 else ""


def _leaves_no_doubt(text: str, telling: re.Match[str]) -> bool:
    start, end = telling.span()
    if telling["sum"]:
        beside = currency_before(text, 0, start) or _measured(text, end, currencies())
        return bool(beside) and not (_of_dollars(text, start, end) or _scale_after(text, end))
    return not telling["few"] or _beside_unit(text, start, end)


def _of_dollars(text: str, start: int, end: int) -> bool:
    return bool(_DOLLARS.search(text, max(0, start - 4), start) or _DOLLARS.match(text, end))


@lru_cache(maxsize=4096)
def _value(text: str, form: str | None) -> Decimal | None:
    """The value of a run of digits; None for words, versions (1.2.3), codes (007) and what is too long or in doubt."""
    if not (text[-1].isascii() and text[-1].isdigit()) or form == "unknown" or re.match("0[0-9]", text):
        return None
    plain = text.translate({ord(c): None for c in _STOPS.get(form or "", "")})
    plain = plain.replace(",", ".")
    if len(plain) > 2 * FIGURE_DIGITS or plain.count(".") > 1:
        return None
    return Decimal(plain) if in_bounds(Decimal(plain), FIGURE_DIGITS) else None


def _beside_unit(text: str, start: int, end: int) -> bool:
    """Whether a scale, a unit, a currency or a counted noun stands beside what could be two numbers ("14 400")."""
    counted = text[end - 4] == " " and _COUNTED_AFTER.match(text, end)
    if text[start] == "0" or currency_before(text, 0, start) or counted or _scale_after(text, end):
        return True
    return _measured(text, end) or _measured(text, end, currencies())


def _scale_after(text: str, end: int) -> bool:
    """Whether a scale stands behind a number: "3.125 million"."""
    word = _NEXT.match(text, end)
    return bool(word and (word[1].lower() in english().scales or word[1] in english().sure_signs))


def _measured(text: str, end: int, table: Lookup | None = None) -> bool:
    """Whether a unit of measurement, or one of a table, stands behind a number."""
    at, table = _GAP.match(text, end).end(), table or units()  # type: ignore[union-attr]  # it matches the empty string
    return bool(table.word_at(text, at) or table.symbol_at(text, at, at == end))


def find_numbers(text: str) -> list[Number]:
    """All numbers of a text, in order, none overlapping."""
    lexemes, out, i = lex(text), [], 0
    while i < len(lexemes):
        found = _number(text, lexemes, i)
        if found is None:
            i += 1
            continue
        raised = "^" in (text[found.start - 1 : found.start], text[found.end : found.end + 1])  # "10^99" is neither
        if not raised and in_bounds(found.value, FIGURE_DIGITS) and in_bounds(found.max_value, FIGURE_DIGITS):
            out.append(found)
        while i < len(lexemes) and lexemes[i].start < found.end:
            i += 1
    return out


def _low(lexemes: Sequence[Lexeme], i: int) -> str:
    return lexemes[i].low if 0 <= i < len(lexemes) else ""


def _number(text: str, lx: Sequence[Lexeme], i: int) -> Number | None:
    written = lx[i].is_digits or unicodedata.category(lx[i].text[0]) == "No"
    number = _digits(text, lx, i) if written else _words(text, lx, i)
    sign = _sign(text, lx, i) if number and (written or _low(lx, i - 1) == "minus") else None
    if number and sign:
        return replace(number, start=sign[0], value=number.value * sign[1])
    return number or (None if written else _opened(text, lx, i))


def _sign(text: str, lx: Sequence[Lexeme], i: int) -> tuple[int, int] | None:
    """Start and factor of a sign written against the number, not a hyphen between words or numbers."""
    written = i > 1 and lx[i - 1].text == "-" and lx[i - 2].low == "minus"  # "minus-5"
    mark = lx[i - 1 - written] if i else None
    if mark is None or (i > 1 and mark.text != "+" and (lx[i - 2].is_digits or lx[i - 2].low in english().numbers)):
        return None  # "10-7", "ten minus three"
    if mark.low == "minus":
        return mark.start, -1
    before = text[mark.start - 1] if mark.start else " "
    if mark.end == lx[i].start and mark.text in "-−–+" and (before.isspace() or before in "([{$€£¥:"):
        return mark.start, 1 if mark.text == "+" else -1
    return None


def is_whole(value: Decimal) -> bool:
    """Whether a number has no part behind its point, however long it is: a remainder has no more than 28 digits."""
    return value == value.to_integral_value()


def _digits(text: str, lx: Sequence[Lexeme], i: int) -> Number | None:
    first = lx[i]
    vulgar = _vulgar(first.text)
    fraction = _written_fraction(text, first.start)
    if fraction is not None:
        return _scaled(text, Number(first.start, fraction[1], fraction[0], digits=True))
    value, end = vulgar if vulgar is not None else first.value, first.end
    if value is None:
        return None
    if vulgar is None and is_whole(value):
        value, end = _with_fraction(text, value, end)
    power = _POWER.match(text, end) or (_RAISED.match(text, end) if value < 10 else None)
    if power:
        value, end = value.scaleb(int(re.sub("[−–]", "-", power[1]))), power.end()
    return _tail(
        text,
        Number(
            first.start, end, value, digits=True, printed=str(value if vulgar or not is_whole(value) else first.value)
        ),
    )


def _vulgar(sign: str) -> Decimal | None:
    """The value of a fraction that is one sign ("½")."""
    top, stroke, bottom = unicodedata.normalize("NFKC", sign).partition("⁄")
    return Decimal(top) / Decimal(bottom) if stroke and top.isdecimal() and bottom.isdecimal() else None


def _with_fraction(text: str, value: Decimal, end: int) -> tuple[Decimal, int]:
    """A whole number with the fraction written behind it: "7½", "3 1/2", "4-3/4"."""
    at = end + 1 if text[end : end + 1] == " " else end
    vulgar = _vulgar(text[at : at + 1]) if at < len(text) else None
    if vulgar is not None:
        return value + vulgar, at + 1
    written = _written_fraction(text, end + 1) if text[end : end + 1] in " -" else None
    return (value + written[0], written[1]) if written else (value, end)


def _written_fraction(text: str, at: int) -> tuple[Decimal, int] | None:
    """The value of "1/16" or "1⁄32" and its end; only with customary denominators."""
    match = _STROKE.match(text, at)
    if not match:
        return None
    top, bottom = int(match[1]), int(match[2])
    customary = bottom in DENOMINATORS and 0 < top < bottom
    return (Decimal(top) / bottom, match.end()) if customary else None


_State = tuple[Decimal, Decimal | None, Decimal]
"""What the scales so far have closed, what stands since the last of them, and what the next must be smaller than."""


def _words(text: str, lx: Sequence[Lexeme], i: int) -> Number | None:
    """Number words: "thirty-two", "four thousand one hundred", "two and a half million", "two-thirds"."""
    if lx[i].low not in english().numbers and lx[i].low not in english().tens:
        return None
    state: _State = (Decimal(0), None, Decimal(10) ** FIGURE_DIGITS)
    base: Decimal | None = None
    j, scaled = i, False
    while j < len(lx):
        k = _next_word(lx, j, scaled) if j > i else j
        said = _add(state, _low(lx, k))
        if said is None:
            break
        if _low(lx, k) in english().scales:
            base, scaled = base or state[1], True
        state, j = said, k + 1
    return _tail(text, Number(lx[i].start, lx[j - 1].end, state[0] + (state[1] or 0), scaled=scaled, base=base))


def _next_word(lx: Sequence[Lexeme], j: int, scaled: bool) -> int:
    """The lexeme that may go on with number words, past a hyphen or an "and"."""
    nearest = lx[j + 1].start if j + 1 < len(lx) else -1
    hyphen = lx[j].text == "-" and lx[j - 1].end == lx[j].start and nearest == lx[j].end
    scale = _low(lx, j - 1)
    joined = lx[j].low == "and" and scaled and scale in english().scales and _low(lx, j + 2) != scale
    return j + 1 if hyphen or joined else j


def _add(state: _State, word: str) -> _State | None:
    """The number words with one more; None where it does not fit ("twenty eleven")."""
    total, group, ceiling = state
    en = english()
    small = en.tens.get(word, en.numbers.get(word))
    if small is not None:
        open_units = group is not None and group % 100 >= 20 and group % 10 == 0 and 0 < small < 10
        fits = group is None or (group >= 100 and group % 100 == 0) or open_units
        return (total, (group or Decimal(0)) + small, ceiling) if fits else None
    scale = en.scales.get(word)
    if scale is None or group is None:
        return None
    if scale == 100:
        return (total, group * 100, ceiling) if group < 100 else None
    return (total + group * scale, None, scale) if scale < ceiling else None


def _tail(text: str, number: Number) -> Number:
    """The number with what may follow it: a fraction's denominator, "and a half", scales."""
    en = english()
    part = _PART.match(text, number.end)
    word = part[1].lower() if part else ""
    if part and word in en.fractions and not number.digits and _divides(text, number, word, part.end()):
        of_a = _OF_A_SCALE.match(text, part.end())  # "three quarters of a billion"
        end = of_a.end() if of_a else part.end()
        part_of = replace(number, value=number.value / en.fractions[word], end=end, fraction=True)
        return _scaled(text, part_of)
    half = _AND_A_HALF.match(text, number.end)
    if half:
        number = replace(number, value=number.value + Decimal(1) / en.fractions[half[1].lower()], end=half.end())
    return _scaled(text, number)


def _divides(text: str, number: Number, word: str, end: int) -> bool:
    """Whether "two thirds" and the like are a fraction: "one quarter" of a year and "two halves" of a game are none."""
    if number.scaled or number.value >= 20 or not (number.value == 1 or word.endswith("s")):
        return False
    if word.startswith("quarter"):
        following = _PART.match(text, end)
        return number.value == 3 or bool(following and following[1] in ("of", *english().scales))
    return number.value == 1 or not word.startswith("hal")


def _scaled(text: str, number: Number) -> Number:
    """The number with the scale words and sure scale signs that follow it."""
    en = english()
    other = _COMPARED.match(text, number.end) if number.digits else None
    shared = _NEXT.match(text, other.end()) if other else None
    if shared and shared[1].lower() in en.scales:  # "sales of 29,496 (34,993) million": the year before in brackets
        return number.times(en.scales[shared[1].lower()], shared.end())
    while match := _NEXT.match(text, number.end):
        word = match[1]
        factor = en.scales.get(word.lower()) or en.scales.get(word.lower().removesuffix("s"))
        if factor is None and number.digits and word in en.sure_signs:
            factor = en.scale_signs[word]
        if factor is None:
            break
        stop = word.lower() in ("mio", "mrd") and text[match.end() : match.end() + 1] == "."
        number = number.times(factor, match.end() + stop)
    return number


def _opened(text: str, lx: Sequence[Lexeme], i: int) -> Number | None:
    """ "a million", "half a million", "a third of", "half an hour", "dozens of"; the table tells which."""
    if lx[i].low not in english().opening:
        return None
    for opener in _openers():
        match = opener.pattern.match(text, lx[i].start)
        if match and _low(lx, i - 1) not in opener.not_after:
            value = opener.value
            parts = match.groupdict()
            if parts.get("part"):
                value = value / english().fractions[parts["part"].lower()]
            number = Number(match.start(), match.end(), value)
            number = replace(number, fraction=opener.kind == "fraction")
            for scale in (parts.get("more"), parts.get("scale")):
                if scale:
                    number = number.times(english().magnitude(scale), match.end())
            if opener.kind == "vague":
                number = replace(number, max_value=number.value * 10, vague=True)
            return _scaled(text, number)
    return None
