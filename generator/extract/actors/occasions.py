"""Elections and named events: "2012 Ruritanian general election", "Battle of X", "Second Y War"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.core.when import CALENDAR_NAMES
from generator.extract.actors.reader import Reader, Span

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d(?:[-–/]\d{2,4})?$")
_ROMAN = re.compile(r"(?:[IVX]{1,4}|\d{1,2}|[A-Z])$")
_LEADING = frozenset({"-", "–", "and", "early", "snap", "in", "at", "after"})


def find_events(r: Reader) -> Iterator[Span]:
    """The elections and named events of a text."""
    for i, word in enumerate(r.lower):
        if word in r.lex.elections:
            yield from _election(r, i)
        elif r.cap[i] and word in r.lex.event_heads:
            yield from _named_event(r, i)


def _election(r: Reader, i: int) -> Iterator[Span]:
    """An election by what stands before its noun: a year, a country, what is elected."""
    first = i
    while r.lower[first - 1] in r.lex.election_words or r.capital_at(first - 1):
        first -= 1
    while first < i and r.lower[first] in _LEADING:
        first += 1
    words = frozenset(r.lower[first:i])
    named = not words <= r.lex.election_words | CALENDAR_NAMES
    dated = bool(_YEAR.match(r.texts[first - 1]))
    kind = first < i - 1 and words & r.lex.election_words
    if named and (dated or kind):
        yield r.span(first - dated, i, "event")


def _named_event(r: Reader, i: int) -> Iterator[Span]:
    """A named event by the capitals before its noun, or after it and "of" or "in"."""
    first = i
    while r.capital_at(first - 1) or (r.texts[first - 1] in ("-", "–", "'", "’") and r.capital_at(first - 2)):
        first -= 1
    last = _event_end(r, i, first < i)
    # "U.S. Army Corps", "Battle Creek": a run that goes on after the head is judged as a whole.
    if first < last and not (last == i and r.capital_at(i + 1)):
        yield r.span(first, last, "event")


def _event_end(r: Reader, i: int, named: bool) -> int:
    """The last token of a named event: a number after "War", or a name after "of" or "in"."""
    if r.lower[i] == "war" and _ROMAN.match(" ".join(r.texts[i + 1 : i + 2])):
        return i + 1
    last, then = i, i + 2 + (r.lower[i + 2 : i + 3] == ["the"])
    if (named or r.lower[i] in r.lex.event_openers) and r.lower[i + 1 : i + 2] in (["of"], ["in"], ["on"]):
        while r.capital_at(then):
            last, then = then, then + 1
    return last
