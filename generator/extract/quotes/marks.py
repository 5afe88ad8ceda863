"""Which quotation marks belong together.

Marks pair within a paragraph. A mark without its partner pairs with nothing, so an odd mark spoils no more than its
own paragraph. A paragraph that leaves a quotation open counts as quoted to its end only when the next one opens again
with a mark, as newspapers do; each of the paragraphs then is a quotation of its own. So it is with the lines of a text
that has a line break after every sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

_OPEN_DOUBLE = "“„‟«"
_CLOSE_DOUBLE = "”»"
_SINGLE = "‘’‚‛'`"
_MARK = re.compile(r"``|''|[“”„‟«»\"‘’‚‛'`]")
_BEFORE_OPEN = "([{<—–-/…:;,"
_AFTER_CLOSE = ")]}>—–-/….,:;!?"
_ENDS = ",;:!?)]}"
_SPEECH_END = ".,!?…—–"

Role = Literal["open", "close", "either", "none"]


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
    elided = frozenset(elisions)
    out: list[Quotation] = []
    continues = False
    all_marks = [_marks(text, start, end, elided) for start, end in blocks]
    for i, (start, end) in enumerate(blocks):
        marks = all_marks[i]
        if continues and not _opens_at(marks, start):
            marks = [_Mark(start, start, False, "open"), *marks]  # a wrapped line
        goes_on = i + 1 < len(blocks) and (
            _opens_at(all_marks[i + 1], blocks[i + 1][0])
            or (_wrapped(text, end, blocks[i + 1][0]) and _closes_first(all_marks[i + 1]))
        )
        found, left_open = _pair(text, marks, end if goes_on else None)
        if continues and found and found[0].outer_start == start:
            found[0] = replace(found[0], continues=True)
        out.extend(found)
        continues = left_open
    return tuple(out)


def _opens_at(marks: list[_Mark], start: int) -> bool:
    return bool(marks) and marks[0].start == start and not marks[0].single and marks[0].role in ("open", "either")


def _wrapped(text: str, end: int, start: int) -> bool:
    """Whether a single line break parts two blocks: lines of one paragraph rather than two paragraphs."""
    return text.count("\n", end, start) == 1


def _closes_first(marks: list[_Mark]) -> bool:
    """Whether the first double mark can only close: its partner must stand in the line before."""
    first = next((m for m in marks if not m.single), None)
    return first is not None and first.role == "close"


def _marks(text: str, start: int, end: int, elided: frozenset[str]) -> list[_Mark]:
    out: list[_Mark] = []
    for m in _MARK.finditer(text, start, end):
        mark = m[0]
        left = text[m.start() - 1] if m.start() > start else ""
        right = text[m.end()] if m.end() < end else ""
        single = mark in _SINGLE and mark != "''"
        role = _single_role(text, m, left, right, elided) if single else _double_role(mark, left, right)
        if role != "none":
            out.append(_Mark(m.start(), m.end(), single, role))
    return out


def _double_role(mark: str, left: str, right: str) -> Role:
    """What a double mark can do: typographic marks by their shape unless the place contradicts it, others by place."""
    if mark in ("``", "''"):
        return "open" if mark == "``" else "close"
    free_left = not left.strip() or left in _BEFORE_OPEN + _OPEN_DOUBLE + "‘'"
    free_right = not right.strip() or right in _AFTER_CLOSE + _CLOSE_DOUBLE + "’'"
    if mark in _OPEN_DOUBLE:
        # A mark turned the wrong way, or the German closing mark.
        return "open" if free_left or not free_right else "either"
    if mark in _CLOSE_DOUBLE:
        return "open" if not left.strip() and not free_right else "close"
    if left.isdigit() and free_right:
        return "close"  # inches, unless a quotation is open
    ends = bool(right) and right in _ENDS
    opens = bool(right.strip()) and free_left and not ends
    closes = ends or (bool(left.strip()) and free_right)
    if opens == closes:
        return "either"
    return "open" if opens else "close"


def _single_role(text: str, m: re.Match[str], left: str, right: str, elided: frozenset[str]) -> Role:
    word_left, word_right = left.isalnum(), right.isalnum()
    if word_left and word_right:
        return "none"  # apostrophe
    if not word_left and right and (word_right or right in '([“"$€£…'):
        if left and not left.isspace() and left not in _BEFORE_OPEN + '“"':
            return "none"
        following = re.match(r"\w+", text[m.end() : m.end() + 12])
        word = following[0].casefold() if following else ""
        if word in elided or re.fullmatch(r"\d\ds?", word):
            return "none"
        return "open" if m[0] != "’" else "none"
    if left and not left.isspace() and m[0] in "’'‘" and not word_right:
        return "none" if left.isdigit() and m[0] == "'" else "close"
    return "none"


def _pair(text: str, marks: list[_Mark], reopened_end: int | None) -> tuple[list[Quotation], bool]:
    """Pairs in one paragraph; when `reopened_end` is given, a quotation left open runs to there."""
    out: list[Quotation] = []
    opened: _Mark | None = None
    i = 0
    while i < len(marks):
        mark = marks[i]
        if mark.single:
            if opened is None and mark.role == "open":
                close = _single_close(text, marks, i)
                if close is not None:
                    _add(out, text, mark.start, mark.end, marks[close].start, marks[close].end)
                    i = close
        elif opened is None:
            if mark.role in ("open", "either"):
                opened = mark
        elif mark.role == "open":
            inner = [j for j in range(i + 1, len(marks)) if not marks[j].single][:2]
            if len(inner) == 2 and all(marks[j].role == "close" for j in inner):
                i = inner[0]  # a quotation inside with the same marks
            else:
                opened = mark  # the mark before has no partner
        else:
            _add(out, text, opened.start, opened.end, mark.start, mark.end)
            opened = None
        i += 1
    if opened is not None and reopened_end is not None:
        _add(out, text, opened.start, opened.end, reopened_end, reopened_end)
        return out, True
    return out, False


def _single_close(text: str, marks: list[_Mark], opening: int) -> int | None:
    """The mark that closes a single quotation mark, by telling it from a possessive apostrophe ("the players' coach").

    A mark after punctuation, or after a word without s, closes. After an s it closes when nothing better follows
    before the next opening mark, or when what it would close is too short for speech.
    """
    start = marks[opening].end
    before_it = text[: marks[opening].start].rstrip()[-1:]
    speech = text[start : start + 1].isupper() and before_it in ("", ",", ":", ".", "!", "?")
    possessive: int | None = None
    for i in range(opening + 1, len(marks)):
        mark = marks[i]
        if not mark.single:
            continue
        if mark.role == "open":
            break
        before = text[mark.start - 1]
        if before in "sS":
            if possessive is None:
                possessive = i
                if not speech and len(text[start : mark.start].split()) <= 4:
                    return i
        elif possessive is None or before in _SPEECH_END:
            return i
    return possessive


def _add(out: list[Quotation], text: str, outer_start: int, start: int, end: int, outer_end: int) -> None:
    words = text[start:end]
    start, end = start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))
    if start < end and any(c.isalnum() for c in text[start:end]):
        out.append(Quotation(start, end, outer_start, outer_end))
