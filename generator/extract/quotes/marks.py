"""Which quotation marks belong together.

Marks pair within a paragraph. A mark without its partner pairs with nothing, so an odd mark spoils no more than its
own paragraph. A paragraph that leaves a quotation open counts as quoted to its end only when the next one opens again
with a mark, as newspapers do; each of the paragraphs then is a quotation of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Literal

_MARK = re.compile(r"``|''|[“”„‟«»\"‘’‚‛'`]")
_SINGLE = "‘’‚‛'`"
_BEFORE = r"(?:(?<!\S)|(?<=[(\[{<—–\-/…:;,“„‟«‘'\"]))"
"""What stands before an opening mark."""
_AFTER = r"(?![^\s)\]}>—–\-/….,:;!?”»’'])"
"""What stands behind a closing mark."""

Role = Literal["open", "close", "either"]

# The first row that fits tells what a mark can do. A typographic mark goes by its shape unless its place says otherwise
# (it is turned the wrong way, or is the German closing mark), a straight one by its place alone.
_DOUBLE: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("open", re.compile(rf"``|{_BEFORE}[“„‟«]|[“„‟«](?!{_AFTER})")),
    ("open", re.compile(rf"(?<!\S)[”»](?!{_AFTER})")),
    ("close", re.compile(r"''|[”»]")),
    ("close", re.compile(rf"(?<=\d)\"{_AFTER}")),  # inches, unless a quotation is open
    ("open", re.compile(rf"(?<!\S)\"(?=[^\s,;:!?)\]}}])|{_BEFORE}\"(?!{_AFTER})")),
    ("close", re.compile(rf"\"(?=[,;:!?)\]}}])|(?<=\S)\"{_AFTER}")),
    ("either", re.compile(r"[“„‟«\"]")),
)
# A mark that no row fits is an apostrophe. %s are the words that begin with one; so do decades ("the '90s").
_OPEN_SINGLE = rf"{_BEFORE}[‘‚‛'`](?=[\w(\[“\"$€£…])(?!(?:%s)\b|\d\ds?\b)"
_CLOSE_SINGLE = re.compile(r"(?<=\S)[’‘](?!\w)|(?<=[^\s\d])'(?!\w)")
_PAIR = re.compile(r"[oe](?:oc)?[ce]")
"""A quotation in the initials of the roles of a paragraph's double marks; inside it there may be one with the same."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words between two marks, ``text[start:end]``; the marks themselves reach from `outer_start` to `outer_end`.

    `continues` is true when the quotation before it was left open and this one opens it again.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    continues: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    single: bool
    role: Role


def find_quotations(
    text: str, blocks: Sequence[tuple[int, int]], elisions: Iterable[str] = ()
) -> tuple[Quotation, ...]:
    """The outermost quotations of a text, in order; `blocks` are its paragraphs as half-open spans.

    Quotations inside quotations belong to the outer one. `elisions` are words that start with an apostrophe.
    """
    opening = re.compile(_OPEN_SINGLE % ("|".join(map(re.escape, elisions)) or "(?!)"), re.IGNORECASE)
    marks = [list(_marks(text, start, end, opening)) for start, end in blocks]
    out: list[Quotation] = []
    continues = False
    for i, (start, end) in enumerate(blocks):
        own, behind = marks[i], i + 1
        reopened = behind < len(blocks) and _goes_on(blocks[behind][0], marks[behind])
        if reopened:
            own.append(_Mark(end, end, False, "close"))
        pairs = list(_pairs(text, own))
        found = _outermost(text, pairs)
        out.extend(replace(q, continues=continues and q.outer_start == start) for q in found)
        continues = any(close.start == close.end for _, close in pairs)
    return tuple(out)


def _goes_on(start: int, marks: list[_Mark]) -> bool:
    """Whether a quotation left open before is opened again in the block from `start`, which has these marks."""
    first = next((m for m in marks if not m.single), None)
    return first is not None and first.start == start and first.role != "close"


def _marks(text: str, start: int, end: int, opening: re.Pattern[str]) -> Iterator[_Mark]:
    singles: tuple[tuple[Role, re.Pattern[str]], ...] = (("open", opening), ("close", _CLOSE_SINGLE))
    for m in _MARK.finditer(text, start, end):
        single = m[0] in _SINGLE
        role = next((role for role, fits in (singles if single else _DOUBLE) if fits.match(text, m.start())), None)
        if role is not None:
            yield _Mark(m.start(), m.end(), single, role)


def _pairs(text: str, marks: list[_Mark]) -> Iterator[tuple[_Mark, _Mark]]:
    """The marks of one paragraph that belong together."""
    doubles, singles = [m for m in marks if not m.single], [m for m in marks if m.single]
    for m in _PAIR.finditer("".join(mark.role[0] for mark in doubles)):
        yield doubles[m.start()], doubles[m.end() - 1]
    for i, mark in enumerate(singles):
        close = _single_close(text, mark, singles[i + 1 :]) if mark.role == "open" else None
        if close is not None:
            yield mark, close


def _single_close(text: str, opening: _Mark, behind: list[_Mark]) -> _Mark | None:
    """The mark that closes a single one: in speech the first after punctuation (no possessive), else the first.

    ``'It's the players' fault,' she said``, but ``the players' 'three seas' plan``.
    """
    closes = list(takewhile(lambda m: m.role == "close", behind))
    speech = text[opening.end : opening.end + 1].isupper()
    told = [m for m in closes if speech and text[m.start - 1] in ".,!?…—–"]
    return next(iter((*told, *closes)), None)


def _outermost(text: str, pairs: list[tuple[_Mark, _Mark]]) -> Iterator[Quotation]:
    """The quotations of pairs that lie in no other, without space at their ends; none without a letter or number."""
    past = -1
    for opening, closing in sorted(pairs, key=lambda p: p[0].start):
        words = text[opening.end : closing.start]
        if opening.start >= past and any(c.isalnum() for c in words):
            past = closing.end
            start = opening.end + len(words) - len(words.lstrip())
            yield Quotation(start, start + len(words.strip()), opening.start, closing.end)
