"""Which amounts a brief tells: those that tell something without another.

Not the begin of a change whose end is told, nor the whole of a part, nor a time that only says when something was,
nor a list whose unit or order is not clear.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.extract.figures.in_turn import told_in_turn
from generator.extract.parsed import Parsed
from generator.extract.tags import TIMES

if TYPE_CHECKING:
    from generator.extract.figures.steps import Reading

_LISTED = re.compile(r"-?(?:, (?:and )?| and )(?:about |around |over )?-?")
_IN_TURN = re.compile(r"\brespective(?:ly)?\b", re.IGNORECASE)
_OF_MORE = re.compile(r"\S (?:out )?of (?:(?:all|the|its|their|his|her|our|these|those) )?$")
_AGO = re.compile(r" (?:ago|earlier|hence)\b")
_BEFORE_CALENDARS = 10000
"""Years, or any other unit: nobody says "ten thousand days ago"."""
_UNTIL = re.compile(r" (?:to|through|until|ended|ending) ")
_FROM = re.compile(r"\bfrom (?:an? \w+ of )?$")
_ON_TO = re.compile(r"(?: [^.,;:\n]{1,40})? to ")
_BACK_FROM = re.compile(r"(?:,? [^.,;:\n]{1,60})?,? from ")
_DOWN_FROM = re.compile(r"(?:,? [^.,;:\n]{1,60})?,? (?:up|down|increase|decrease|rise|fall) from ")
"""What stands between the two ends of a change: "from 9 in 2013 to 12", "to 5% from 5.25%", "12, up from 9"."""


def apart(parsed: Parsed, readings: Sequence[Reading]) -> list[Reading]:
    """The readings whose amount tells something without another: not of a list whose unit its end alone tells ("grew by
    2, 3 and 4 percent") or whose order is not clear, nor what leans on another amount or thing."""
    out: list[Reading] = []
    for row in _rows(parsed, readings):
        if len(row) > 1:
            out += told_in_turn(parsed, row)
        elif not (_is_whole_of_part(parsed, row[0]) or _is_when(parsed, row[0])):
            out += row
    return _ends(parsed, out)


def _rows(parsed: Parsed, readings: Sequence[Reading]) -> list[list[Reading]]:
    """The readings, those that stand in a list together."""
    rows: list[list[Reading]] = []
    for reading in reversed(readings):
        if rows and _in_turn(parsed, reading, rows[0][0], len(rows[0]) > 1):
            rows[0].insert(0, reading)
        else:
            rows.insert(0, [reading])
    return rows


def _in_turn(parsed: Parsed, a: Reading, b: Reading, goes_on: bool) -> bool:
    """Whether two amounts stand in a list that may go on, their unit told at its end alone, or "respectively" in their
    sentence."""
    first, second = a.amount.quantity, b.amount.quantity
    if first.unit is None or not _LISTED.fullmatch(parsed.article.text[first.end : second.start]):
        return False
    once = first.end == first.number.end and (goes_on or second.end > second.number.end)
    return once or _IN_TURN.search(b.raw.evidence[-1].exact) is not None


def _is_whole_of_part(parsed: Parsed, reading: Reading) -> bool:
    """Whether an amount is what a number above one is of: of "12 out of the 14 districts" and "34 of 48 points" the
    first is told."""
    quantity = reading.amount.quantity
    of = _OF_MORE.search(parsed.article.text, max(0, quantity.start - 20), quantity.start)
    number = parsed.token_before(of.start()) if of is not None else None
    return number is not None and number.pos_ == "NUM" and number.lower_ != "one"


def _is_when(parsed: Parsed, reading: Reading) -> bool:
    """Whether a length of time only says when: "five years ago", "in the 12 months to June 30".

    What was before any calendar has no other date: "lived 55 million years ago".
    """
    quantity, text = reading.amount.quantity, parsed.article.text
    if quantity.kind != "time" or quantity.value >= _BEFORE_CALENDARS:
        return False
    ends = _UNTIL.match(text, quantity.end)
    dated = ends is not None and parsed.doc[parsed.first_token(ends.end())].ent_type_ in TIMES
    return _AGO.match(text, quantity.end) is not None or (dated and text[: quantity.start].endswith("the "))


def _ends(parsed: Parsed, readings: Sequence[Reading]) -> list[Reading]:
    """The readings without the begins of changes whose ends are told: of "took the rate to 5% from 5.25%" the 5% are,
    and that they are fewer."""
    out: list[Reading] = []
    for reading in readings:
        last = out[-1] if out else None
        if last is not None and _begins(parsed, reading, last):
            out[-1] = _gone(last, reading)
        elif last is not None and _begins(parsed, last, reading):
            out[-1] = _gone(reading, last)
        else:
            out.append(reading)
    return out


def _begins(parsed: Parsed, begin: Reading, end: Reading) -> bool:
    """Whether an amount is what another went from: "to 5% from 5.25%", "from 9 tons in 2013 to 12 tons"."""
    a, b = begin.amount.quantity, end.amount.quantity
    text = parsed.article.text
    if a.unit != b.unit or begin.amount.sentence != end.amount.sentence or a.change or b.change:
        return False
    first, second = sorted((begin.raw.evidence[0], end.raw.evidence[0]), key=lambda e: e.start)
    between = text[first.end : second.start]
    words = parsed.doc[parsed.token_before(first.end).i + 1 : parsed.token_before(second.start).i]
    if any(t.pos_ in ("VERB", "CCONJ") for t in words):
        return False  # "rose to 9 million and costs fell from 8 million"
    if first is begin.raw.evidence[0]:
        return _FROM.search(text, 0, first.start) is not None and _ON_TO.fullmatch(between) is not None
    reached = text[: first.start].endswith((" to ", " at "))
    return (_BACK_FROM if reached else _DOWN_FROM).fullmatch(between) is not None


def _gone(end: Reading, begin: Reading) -> Reading:
    """An end of a change with the way it went, by both amounts."""
    a, b = begin.raw.value, end.raw.value
    return end if a == b else replace(end, raw=replace(end.raw, change="up" if b > a else "down"))
