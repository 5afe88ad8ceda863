"""Quantities that belong together: ranges made one, changes told apart from ranges, one unit for a whole list.

range    := "between" q "and" q | "from" q "to" q | q ("to" | "-" | "or") q      (units agree)
change   := verb of change ... "from" q "to" q                                   (one quantity that went that way)
shared   := number ("," number)* ("and" | "or" | "of the") quantity              (one unit for all)
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.extract.figures.grammar import Quantity, currencies_by_code
from generator.extract.figures.tables import english

_START = re.compile(
    r"\b(from|between)(?: (?:about|around|up to|as (?:low|little) as|roughly|an estimated|just))? $", re.IGNORECASE
)
_RANGES = re.compile(r"\b(?:rang|vari|vary)[a-z]*(?: in \w+)?,? from ", re.IGNORECASE)
_LINKS = ("-", "to", "up to", "and", "or")
_SAME_AGAIN = re.compile(r"[^.;\n]*\b(?:to|from|than|by|in [12]\d{3} and) ")
_ENDS = re.compile(r"(?:[.,;]?(?:\s|$))(?=$|\n|[A-Z]|(?:last|this|next|in|for|but|while|and|a year) )")
"""A number after these and before those takes its unit from the one it is compared with ("from 18 mpg to 24 for")."""

_COMPARED_WITH = re.compile(r"(?:,?|[^.;\n]{0,60}\b(?:up|down)) from |[^.;\n]{0,60}\b(?:against|compared (?:with|to)) ")
_COMES_TO = re.compile(r", \w+ to ")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two neighbouring quantities and the words around them.

    Attributes:
        link: what stands between them: ``-``, ``to``, ``and``, ``or``, ``up to``.
        word: "from" or "between" where the first follows it, else "".
    """

    a: Quantity
    b: Quantity
    link: str
    word: str
    before: str


def combine(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """Ranges made one, and one unit given to all numbers that share it."""
    out = _share_money(text, _share_back(text, _share_scale(text, _share(text, list(found)))))
    for only_hyphens in (True, False):  # "from 10 to 12-14 billion": the hyphen binds closer
        i = 0
        while i + 1 < len(out):
            link = text[out[i].end : out[i + 1].start].strip()
            fits = link and not (only_hyphens and link.strip("-–—"))
            pair = _pair(text, out[i], out[i + 1]) if fits else None
            joined = _joined(pair) if pair is not None else None
            if joined is not None:
                out[i : i + 2] = [joined]
            i += 1
    return out


def _pair(text: str, a: Quantity, b: Quantity) -> Pair | None:
    """The two quantities as a pair whose units agree; None when they have nothing to do with each other."""
    between = text[a.end : b.start]
    link = between.strip(" -–—~").lower() or "-"
    if a.max_value is not None or b.max_value is not None or "\n" in between or link not in _LINKS:
        return None
    if a.number.fraction != b.number.fraction:
        return None
    before = text[max(0, a.start - 160) : a.start]
    start = _START.search(before)
    word = start[1].lower() if start else ""
    if (link == "and" and word != "between") or not _units_agree(a, b, link == "to" and word == "from"):
        return None
    return Pair(a, b, link, word, before)


def _units_agree(a: Quantity, b: Quantity, stretched: bool) -> bool:
    """Whether both have one unit, or one of them tells it for both."""
    if a.unit is None or b.unit is None:
        return a.unit is None or stretched or a.kind == "money"
    rate = b.unit.split(" per ")[0]
    return (a.unit, a.kind) == (b.unit, b.kind) or rate in (a.unit, currencies_by_code().get(a.unit)) or (
        a.unit.split(" per ")[0] in (b.unit, currencies_by_code().get(b.unit))
    )  # fmt: skip


def _changes(before: str, near: bool) -> bool:
    """Whether a verb or noun of change stands in the clause before a pair; `near`: right before it ("rose by")."""
    words = re.split(r"[.;:,]", before)[-1].lower().split()
    if near:
        words = [w for w in words if w not in ("by", "from", "about", "around")][-1:]
    return any(word in english().changed for word in words)


def _joined(pair: Pair) -> Quantity | None:
    """The pair as one range, or as one change with its end; None where it is neither."""
    a, b = _one_scale(pair)
    small = pair.link == "-" and pair.b.unit is None and pair.a.unit is None and b.value < 20
    if a.value == b.value or small:
        return None
    opened = bool(pair.word) and pair.before.lower().endswith(f"{pair.word} ")
    begin = a.start - len(pair.word) - 1 if opened else a.start
    low, high = sorted((a.value, b.value))
    whole = replace(b, start=begin, value=low, max_value=high, number=replace(b.number, start=a.number.start))
    if _is_change(pair, a, b):
        return replace(whole, change="up" if b.value > a.value else "down")
    level = pair.link == "to" and pair.a.unit is not None and _changes(pair.before, True)
    return None if level or a.value > b.value or not _near(pair, a, b) else whole


def _is_change(pair: Pair, a: Quantity, b: Quantity) -> bool:
    """Whether "from A to B" tells of a change: it goes down, or a verb of change governs it and it does not "range"."""
    if pair.word != "from" or pair.link != "to":
        return False
    return a.value > b.value or (_changes(pair.before, False) and not _RANGES.search(pair.before))


def _near(pair: Pair, a: Quantity, b: Quantity) -> bool:
    """Whether two quantities are near enough for a range where little else says so."""
    if pair.link == "or":
        return b.value <= a.value * 2 and pair.a.end == pair.a.number.end and "either" not in pair.before[-10:]
    unlike = pair.a.number.scaled or pair.a.unit is not None or pair.b.unit is None
    apart = unlike and b.value > 3 * a.value  # "rose by 200 to 2,900"
    return not (pair.link == "to" and not pair.word and pair.before.endswith("by ") and apart)


def _one_scale(pair: Pair) -> tuple[Quantity, Quantity]:
    """Both quantities with the unit of the pair and the scale that the second tells for both ("5 to 7 million")."""
    a, b = pair.a, pair.b
    value = a.value
    if b.number.scaled and not a.number.scaled and b.number.base and a.number.value < b.number.base * 10:
        value = value * (b.value / b.number.base)
    elif a.unit is None and b.number.value and b.value != b.number.value:  # "10 to 12 bcm"
        value = value * (b.value / b.number.value)
    fuller = max((q for q in (a, b) if q.unit is not None), key=lambda q: len(q.unit or ""), default=b)
    return replace(a, value=value, unit=fuller.unit, kind=fuller.kind), replace(b, unit=fuller.unit, kind=fuller.kind)


def _share(text: str, found: list[Quantity]) -> list[Quantity]:
    """Numbers without a unit that stand in a list with one that has it take it over."""
    for i in range(len(found) - 2, -1, -1):
        a, b = found[i], found[i + 1]
        if a.unit is not None or b.unit is None or a.number.fraction:
            continue
        between = text[a.end : b.start]
        if b.kind in ("money", "minor money") and not a.number.scaled:
            continue  # "all 12, $5 million in sum"
        if re.fullmatch(r"-?(?:, ?| and | or |,? and )-?", between) or (between == " of the " and a.number.scaled):
            found[i] = replace(a, unit=b.unit, kind=b.kind)
    return found


def _share_scale(text: str, found: list[Quantity]) -> list[Quantity]:
    """ "Fell to 40 from 55 thousand tonnes": the end of a change has the unit and the scale told with its begin."""
    for i, (a, b) in enumerate(itertools.pairwise(found)):
        before = text[max(0, a.start - 60) : a.start]
        changed = a.unit is None and before.endswith(" to ") and _changes(before, False)
        if changed and text[a.end : b.start] == " from " and (b.unit or b.number.scaled):
            found[i] = _one_scale(Pair(a, b, "to", "from", before))[0]
    return found


def _share_back(text: str, found: list[Quantity]) -> list[Quantity]:
    """ "500 billion euros in 2023, down from 550 billion": a number compared with a quantity has its unit."""
    for i in range(1, len(found)):
        a, b = found[i - 1], found[i]
        between = text[a.end : b.start]
        if b.unit is not None or a.unit is None or len(between) >= 60:
            continue
        if _alike(a, b) and _SAME_AGAIN.fullmatch(between) and _ENDS.match(text, b.end):
            found[i] = replace(b, unit=a.unit, kind=a.kind)
    return found


def _share_money(text: str, found: list[Quantity]) -> list[Quantity]:
    """ "€1.2bn, up from 900m", "sales, up from 900m, came to €1.2bn": what money is compared with is money too."""
    for i, (a, b) in enumerate(itertools.pairwise(found)):
        between = text[a.end : b.start]
        if _COMPARED_WITH.fullmatch(between):
            found[i + 1] = _as_money(text, b, a)
        elif _COMES_TO.fullmatch(between) and text[: a.start].endswith((" up from ", " down from ")):
            found[i] = _as_money(text, a, b)
    return found


def _as_money(text: str, compared: Quantity, money: Quantity) -> Quantity:
    """An amount without a currency in that of another; the letter of the metre is millions of it."""
    number = compared.number
    if text.startswith("m", number.end) and compared.unit == "metre":
        number = number.times(Decimal(1000000), number.end + 1)
    elif compared.unit is not None:
        return compared
    if money.kind != "money" or not (money.number.scaled and number.scaled):
        return compared
    return replace(compared, value=number.value, end=number.end, number=number, unit=money.unit, kind="money")


def _alike(a: Quantity, b: Quantity) -> bool:
    """Whether a bare number is of the size of a measured one."""
    measured = a.kind not in ("money", "count", "time", "age", "bare", "fraction")
    return measured and b.number.digits and a.value < 10 * b.value < Decimal(100) * abs(a.value)
