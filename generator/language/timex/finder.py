"""Finds temporal expressions: all rules propose, the leftmost and longest proposal that resolves wins."""

from __future__ import annotations

import re
from collections.abc import Callable

from generator.language.timex import absolute, relative, spans
from generator.language.timex.calendar import read_anchor
from generator.language.timex.context import Bonds, Context, Hint, Timex

_Handler = Callable[[re.Match[str], Context], "str | Timex | tuple[Timex, ...] | None"]
"""What a rule makes of a match: expressions, or the value of a date that all of it is; None for none."""


_RULES: tuple[tuple[_Handler, re.Pattern[str]], ...] = tuple(
    (handler, re.compile(pattern)) for handler, pattern in (*absolute.RULES, *relative.RULES, *spans.RULES)
)


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
    proposals = sorted(
        ((match.start(), -match.end(), order, match) for order, (_, pattern) in enumerate(_RULES)
         for match in pattern.finditer(text)),
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
