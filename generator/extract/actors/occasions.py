"""Elections and named events: "2012 Ruritanian general election", "Battle of X", "Second Y War"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.extract.actors.reader import Reader, Span
from generator.language import countries

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d(?:[-–/]\d{2,4})?$")
_ROMAN = re.compile(r"(?:[IVX]{1,4}|\d{1,2}|[A-Z])$")


def find_events(r: Reader) -> Iterator[Span]:
    """Elections and named events: "2012 Ruritanian general election", "Battle of X", "Second Y War"."""
    for i, word in enumerate(r.lower):
        if word in r.lex.elections:
            yield from _election(r, i)
        elif r.cap[i] and word in r.lex.event_heads:
            yield from _named_event(r, i)


def _election(r: Reader, i: int) -> Iterator[Span]:
    first, named = i, False
    while first > 0 and (
        r.lower[first - 1] in r.lex.election_words or (r.cap[first - 1] and r.texts[first - 1] != "The")
    ):
        first -= 1
        named = named or (r.cap[first] and r.lower[first] not in r.lex.months)
    while first < i and (
        r.texts[first] in ("-", "–")
        or r.lower[first] in ("and", "early", "snap")
        or (r.opening[first] and r.lower[first] in ("in", "at", "after"))
    ):
        first += 1
    dated = first > 0 and bool(_YEAR.match(r.texts[first - 1]))
    if dated:
        first -= 1
        if first > 0 and r.lower[first - 1] in r.lex.months:
            first -= 1
    if not named or not (dated or first < i - 1):
        return
    if (
        not dated
        and not any(r.lower[k] in r.lex.election_words for k in range(first, i))
        and r.lower[i] != "referendum"
    ):
        return
    last = i
    if i + 2 < len(r.texts) and r.lower[i + 1] == "in" and r.cap[i + 2] and dated:
        last = i + 2
        while last + 1 < len(r.texts) and r.cap[last + 1] and not countries.lookup(" ".join(r.texts[i + 2 : last + 1])):
            last += 1
    yield r.span(first, last, "event")


def _named_event(r: Reader, i: int) -> Iterator[Span]:
    first = last = i
    while first > 0 and (
        (r.cap[first - 1] and r.lower[first - 1] != "the" and not _possessor(r, first - 1))
        or (
            r.texts[first - 1] in ("'", "’", "-", "–", "'s", "’s")
            and first > 1
            and r.cap[first - 2]
            and not (r.texts[first - 1] in ("'s", "’s") and countries.lookup(r.texts[first - 2]))
        )
    ):
        first -= 1
    while first < i and (
        (r.opening[first] and r.pos[first] not in ("PROPN", "ADJ", "NUM")) or not r.texts[first][0].isalnum()
    ):
        first += 1
    if last + 1 < len(r.texts) and r.lower[i] == "war" and _ROMAN.match(r.texts[last + 1]):
        last += 1
    elif (
        last + 2 < len(r.texts)
        and r.lower[last + 1] in ("of", "in", "on")
        and (r.lower[i] in r.lex.event_openers or first < i)
    ):
        k = last + 2 + (r.lower[last + 2] == "the")
        if k < len(r.texts) and r.cap[k]:
            last = k
            while last + 1 < len(r.texts) and r.cap[last + 1] and r.texts[last + 1] not in ("The",):
                last += 1
    if first == last:
        return
    # "U.S. Army Corps", "Battle Creek": a run that goes on after the head is judged as a whole.
    if last == i and last + 1 < len(r.texts) and r.cap[last + 1]:
        return
    yield r.span(first, last, "event")


def _possessor(r: Reader, i: int) -> bool:
    return i + 1 < len(r.texts) and r.texts[i + 1] in ("'s", "’s")
