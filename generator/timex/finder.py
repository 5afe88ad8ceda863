"""Finds temporal expressions: all rules propose, the leftmost and longest proposal that resolves wins."""

from __future__ import annotations

import re
from collections.abc import Callable

from generator.timex import absolute, relative, spans
from generator.timex.calendar import Direction, read_anchor
from generator.timex.context import Context, Hint, Timex

_Handler = Callable[[re.Match[str], Context], "Timex | tuple[Timex, ...] | None"]


def _compiled() -> tuple[tuple[_Handler, re.Pattern[str]], ...]:
    rules: list[tuple[_Handler, str]] = [*absolute.RULES, *relative.RULES, *spans.RULES]
    return tuple((handler, re.compile(pattern)) for handler, pattern in rules)


_RULES = _compiled()


def _no_hint(offset: int) -> Direction | None:
    return None


def find(text: str, anchor: str | None = None, hint: Hint | None = None) -> tuple[Timex, ...]:
    """The temporal expressions of a text with their TIMEX3 types and values, in order, none overlapping.

    Args:
        text: plain text; a line break ends an expression.
        anchor: when it was written, at the precision known (``2025-03-04``, ``2025-03``, ``2025``); None leaves
            open what depends on it (``XXXX-05-09``, ``XXXX-WXX-3``).
        hint: for an offset, where its governing verb looks: "past", "present", "future" or None. It decides which
            Friday or October is meant. Without it the last weekday, and the nearest month, is.

    The values follow TIMEX3 (TimeML 1.2.1); modifiers such as "early" are not part of a value.
    """
    context = Context(text, read_anchor(anchor), hint or _no_hint)
    proposals = sorted(
        ((match.start(), -match.end(), order, match) for order, (_, pattern) in enumerate(_RULES)
         for match in pattern.finditer(text)),
        key=lambda p: p[:3],
    )
    reached = 0
    for start, _, order, match in proposals:
        if start < reached and match.end() <= reached:
            continue
        made = _RULES[order][0](match, context)
        if made is None:
            continue
        for timex in made if isinstance(made, tuple) else (made,):
            if timex.start >= reached and timex.end > timex.start:
                context.seen.append(timex)
                reached = timex.end
    return tuple(context.seen)
