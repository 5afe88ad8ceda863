"""Quantities that belong together: ranges made one, and one unit for all numbers of a list.

range    := "between" q "and" q | "from" q "to" q | q ("to" | "-" | "or") q      (units agree)
shared   := number ("," number)* ("and" | "or" | "of the") quantity              (one unit for all)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.extract.figures.grammar import Quantity, currencies_by_code


def combine(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """Ranges made one, and one unit given to all numbers that share it."""
    out = _share_back(text, _share(text, list(found)))
    for links in ("-–—", "andortup "):  # "from 10 to 12-14 billion": the hyphen binds closer
        i = 0
        while i + 1 < len(out):
            link = text[out[i].end : out[i + 1].start].strip()
            merged = _range(text, out[i], out[i + 1]) if link and set(link) & set(links) else None
            if merged is not None:
                out[i : i + 2] = [merged]
            i += 1
    return out


def _range(text: str, a: Quantity, b: Quantity) -> Quantity | None:
    """The two as one range, when words and units allow it."""
    between = text[a.end : b.start]
    link = between.strip(" -–—~").lower() or ("-" if between.strip() else "")
    before = text[max(0, a.start - 24) : a.start].lower()
    if a.max_value is not None or b.max_value is not None or len(between) > 10 or "\n" in between:
        return None
    starts = re.search(
        r"\b(from|between)(?: (?:about|around|up to|as (?:low|little) as|roughly|an estimated|just))? $", before
    )
    word = starts[1] if starts else ""
    if not (link in ("-", "to", "up to") or (link == "and" and word == "between") or link in ("or",)):
        return None
    same = a.unit == b.unit or a.unit is None or (b.unit is None and link == "to" and word == "from")
    if a.kind == "money" and b.unit is None and not a.number.scaled:  # "$40 to 45 billion"
        same = True
    if a.unit is not None and b.unit is not None and (a.unit, a.kind) != (b.unit, b.kind):
        same = b.unit.startswith(a.unit + " per ") or currencies_by_code().get(a.unit, "?") == b.unit.split(" per ")[0]
    if (
        not same
        or (a.number.fraction != b.number.fraction)
        or (a.unit is not None and b.unit is None and a.kind != "money" and not (link == "to" and word == "from"))
    ):
        return None
    low, high = a.value, b.value
    if b.number.scaled and not a.number.scaled and b.number.base is not None and a.number.value < b.number.base:
        low = low * (b.value / b.number.base)
    if link == "or" and not (low < high <= low * 2 and a.end == a.number.end and "either" not in before):
        return None
    if link in ("-",) and b.unit is None and a.unit is None and not (high > low and high >= 20):
        return None
    moved = re.search(
        r"\b(?:up|down|r[io]se|fell|fall|grew|gained|lost|climb\w*|dropp?\w*|add\w*|jump\w*|slid|\w+creas\w+) "
        r"(?:by )?$",
        before,
    )
    if link == "to" and moved and not word and a.unit is not None:
        return None
    apart = b.value < a.value or b.value > 3 * a.value
    if link == "to" and not word and before.endswith("by ") and apart and (a.number.scaled or a.unit is not None):
        return None  # "fell by 2.1 million to 1.4 billion": a change and a level
    if link == "to" and word != "from" and a.unit is None and b.unit is None and high < low:
        return None
    if high == low:
        return None
    if high < low:
        if word != "from":
            return None
        low, high = high, low
    if b.unit is None:
        b = replace(b, unit=a.unit, kind=a.kind)
    begin = max(0, a.start - 24) + starts.start() if starts and text[a.start - 8 : a.start].strip() == word else a.start
    return replace(b, start=begin, value=low, max_value=high, number=replace(b.number, start=a.number.start))


def _share(text: str, found: list[Quantity]) -> list[Quantity]:
    """Numbers without a unit that stand in a list with one that has it take it over."""
    for i in range(len(found) - 2, -1, -1):
        a, b = found[i], found[i + 1]
        if a.unit is not None or b.unit is None or (b.kind in ("money", "minor money") and not a.number.scaled):
            continue
        if a.number.fraction or a.kind != "bare":
            continue
        between = text[a.end : b.start]
        listed = re.fullmatch(r"-?(?:, ?| and | or |,? and )-?", between)
        if between == " of the " and a.number.scaled and b.number.scaled and b.kind == "money":
            listed = re.match("", "")
        if listed:
            found[i] = replace(a, unit=b.unit, kind=b.kind)
    return found


def _share_back(text: str, found: list[Quantity]) -> list[Quantity]:
    """ "500 billion euros in 2023, down from 550 billion": a scaled number compared with money is money."""
    for i in range(1, len(found)):
        a, b = found[i - 1], found[i]
        between = text[a.end : b.start]
        if a.kind == "money" and b.unit is None and b.number.scaled and len(between) < 60 and _COMPARED.search(between):
            found[i] = replace(b, unit=a.unit, kind="money")
        elif (
            a.unit is not None
            and a.kind not in ("money", "count", "time", "age", "bare", "fraction")
            and b.unit is None
            and b.number.digits
            and len(between) < 50
            and a.value < 10 * b.value < 100 * abs(a.value)
            and _SAME_AGAIN.search(between)
            and _ENDS.match(text, b.end)
        ):
            found[i] = replace(b, unit=a.unit, kind=a.kind)
    return found


_COMPARED = re.compile(r"^[^.;\n]*\b(?:from|than|against|to|versus)(?: \w+)? $")
_SAME_AGAIN = re.compile(r"^[^.;\n]*\b(?:to|from|than|by|in [12]\d{3} and) $")
_ENDS = re.compile(r"(?:[.,;]?(?:\s|$))(?=$|\n|[A-Z]|(?:last|this|next|in|for|but|while|and|a year) )")
"""A number after these and before those takes its unit from the one it is compared with ("from 18 mpg to 24 for")."""
