"""Finds temporal expressions: all rules propose, the leftmost and longest proposal that resolves wins."""

from __future__ import annotations

import re
from collections.abc import Callable

from generator.core.when import MONTHS
from generator.language.timex import absolute, relative, spans
from generator.language.timex.calendar import read_anchor
from generator.language.timex.context import Bonds, Context, Hint, Timex

_Handler = Callable[[re.Match[str], Context], "str | Timex | tuple[Timex, ...] | None"]
"""What a rule makes of a match: expressions, or the value of a date that all of it is; None for none."""


_HELD = {
    "how": re.compile(r"ago\b|back\b|hence\b|from\s+(?:now|today)|(?i:later|earlier|previous|before|after)"),
    "century": re.compile(r"(?i:century)"),
    "size": re.compile(r"(?i:quarter|half)"),
    "edge": re.compile(r"[12]\d\d\d"),
    "near": re.compile(r"(?i:today|tonight|yesterday|tomorrow)"),
    "unit": re.compile(
        r"(?i:second|minute|hour|day|week|fortnight|month|quarter|year|decade|centur|morning|afternoon|evening|night|time)"
    ),
    "month": re.compile("|".join(f"{m[:3]}|{m[:3].upper()}" for m in MONTHS)),
    "weekday": re.compile(r"\b[A-Z][a-z]+day|[A-Z]+DAY"),
    "season": re.compile(r"[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter|[Ff]all"),
}
"""What an expression holds that has a group of that name (beside an "edge" a year): it is looked for around such words
only."""
_BEFORE, _BEHIND = 120, 60
"""How far such an expression reaches around the word, at the very most, in characters."""


def _held(pattern: str) -> str:
    """What of `_HELD` every match of a pattern holds, "" for none."""
    return next((name for name in _HELD if f"(?P<{name}>" in pattern and f"(?P<{name}>)" not in pattern), "")


_RULES: tuple[tuple[_Handler, re.Pattern[str], str], ...] = tuple(
    (handler, re.compile(pattern), _held(pattern))
    for handler, pattern in (*absolute.RULES, *relative.RULES, *spans.RULES)
)


def _around(text: str, held: re.Pattern[str]) -> tuple[tuple[int, int], ...]:
    """The stretches of a text that hold such a word with what may belong to it, in order, none overlapping."""
    stretches: list[tuple[int, int]] = []
    for word in held.finditer(text):
        start, end = max(0, word.start() - _BEFORE), min(len(text), word.end() + _BEHIND)
        if stretches and start <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], end)
        else:
            stretches.append((start, end))
    return tuple(stretches)


def find(
    text: str, anchor: str | None = None, hint: Hint | None = None, bond: Bonds = lambda year, day: "own"
) -> tuple[Timex, ...]:
    """The temporal expressions of a text with their TIMEX3 types and values, in order, none overlapping.

    Args:
        text: plain text; a line break ends an expression.
        anchor: when it was written, at the precision known (``2025-03-04``, ``2025-03``, ``2025``); None leaves
            open what depends on it (``XXXX-05-09``, ``XXXX-WXX-3``).
        hint: for an offset, where its governing verb looks: "past", "present", "future" or None. It decides which
            Friday or October is meant. Without it the last weekday, and the nearest month, is.
        bond: for the offsets of a year and of a day behind it, whether the year is told of the same verb.

    The values follow TIMEX3 (TimeML 1.2.1); modifiers such as "early" are not part of a value.
    """
    context = Context(text, read_anchor(anchor), hint or (lambda offset: None), bond)
    stretches = {"": ((0, len(text)),)} | {name: _around(text, held) for name, held in _HELD.items()}
    proposals = sorted(
        ((match.start(), -match.end(), order, match) for order, (_, pattern, held) in enumerate(_RULES)
         for start, end in stretches[held] for match in pattern.finditer(text, start, end)),
        key=lambda p: p[:3],
    )
    reached = 0
    for start, _, order, match in proposals:
        if start < reached:
            continue
        made = _RULES[order][0](match, context)
        if made is None:
            continue
        if isinstance(made, str):
            made = context.make(*match.span(), "DATE", made)
        for timex in made if isinstance(made, tuple) else (made,):
            context.seen.append(timex)
            reached = timex.end
    return tuple(context.seen)
