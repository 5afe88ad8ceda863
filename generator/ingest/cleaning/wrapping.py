"""Hard-wrapped text: lines broken at a width are joined, lines that are paragraphs are left alone.

`wrapped_at` tells the width of a text whose paragraphs are parted by empty lines, `rejoined` mends what no width tells:
a paragraph of a scan or of a PDF, with an empty line behind each of its lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from generator.core.tables import listed
from generator.core.text import BULLETS
from generator.ingest.draft import Line

LIST_ITEM = re.compile(rf"(?:[-*+{BULLETS}]|\(?\d{{1,3}}[.)])[ \t]+\S")
_BLOCK_START = re.compile(
    rf"[ \t]*(?:[-*+{BULLETS}][ \t]|\(?\d{{1,3}}[.)][ \t]|#{{1,6}}[ \t]|>|\||```|~~~|[-=*_]{{3,}}[ \t]*$)"
)
_SMALL = re.compile(r"(?:[a-z]+(?:-[a-z]+)*(?=[ ,;:?!)]|$)|[a-z]{5,}\.(?: |$))")
"""A word in small letters; "iPhone" and "al-Shabaab" open a paragraph as well, "ii." an item, "example.org" a line."""
_SENTENCE_END = re.compile(r"[.!?…:;][\"”’)\]]*$")

WIDTHS = range(40, 133)
"""Widths people and mail programs wrap at; RFC 3676 asks for 78 at most, terminals hold 132."""
CONTINUED = 0.6
"""Share of lines that go on with a small letter, in running text more than half of the words: paragraphs do not."""
FEW = 3
"""Below this many broken lines, the lines tell no width."""
MANY = 4
"""Below this many, it is chance where lines that go on with a capital end."""
ROOM = 0.92
"""Share of the width that a line and the next word fill: some wrap before the last column, the longest line past it."""
SHORT = 0.6
"""A line that stays below this share of the width, next word included, ends what it stands in."""
FIT = 0.85
"""Share of lines that a greedy wrapper would have broken where they are broken."""


def wrapped_at(lines: Sequence[str]) -> int:
    """The width in characters that the lines were broken at; 0 where each is a paragraph.

    A greedy wrapper breaks a line only where the next word no longer fits; paragraphs of one line each break that
    rule nearly always, and end with a full stop. Of one or two broken lines no width can be told: each must go on
    with a small letter.
    """
    breaks = _breaks(lines)
    if not breaks:
        return 0
    width = _longest([len(line) for line, _ in breaks])
    within = [(line, word) for line, word in breaks if not _SENTENCE_END.search(line)]
    going_on = [len(line) for line, word in within if word[0].islower()]
    if len(breaks) < FEW:
        return width if len(going_on) == len(breaks) and width >= WIDTHS[0] else 0
    if width not in WIDTHS:
        return 0
    if len(going_on) >= CONTINUED * len(breaks) and max(going_on) >= WIDTHS[0]:
        return width  # broken within sentences, at a ragged width
    return width if _is_greedy(within, width) else 0


def _longest(lengths: Sequence[int]) -> int:
    """The greatest of some lengths, of many without the last in twenty: paragraphs may stand among broken lines."""
    ordered = sorted(lengths)
    return ordered[int(len(ordered) * 0.95)] if len(ordered) > 20 else ordered[-1]


def _breaks(lines: Sequence[str]) -> list[tuple[str, str]]:
    """Each line that another follows in its paragraph, with the first word of that."""
    return [
        (line.rstrip(), following.split(maxsplit=1)[0])
        for line, following in pairwise(lines)
        if line.strip() and following.strip() and line.lstrip()[0] != "#" and not _BLOCK_START.match(following)
    ]


def _is_greedy(breaks: Sequence[tuple[str, str]], width: int) -> bool:
    """Whether lines that end no sentence or paragraph are full or go on with a small letter, half of them full."""
    breaks = [b for b in breaks if not ends_paragraph(*b, width)]  # a name, an address: it stands alone
    full = [len(line) + 1 + len(word) >= ROOM * width for line, word in breaks]
    broken = sum(f or word[0].islower() for f, (_, word) in zip(full, breaks, strict=True))
    return len(full) >= MANY and broken >= FIT * len(full) and sum(full) >= len(full) / 2


def ends_paragraph(line: str, following: str, width: int) -> bool:
    """Whether a line of a text wrapped at a width is a paragraph's last: there was much room for the next word, which
    does not go on with a small letter."""
    word = following.split(maxsplit=1)[0]
    return len(line) + 1 + len(word) < SHORT * width and not word[0].islower()


def rejoined(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, those that break off within a sentence with the line that goes on.

    A line without a sentence's end goes on in one that opens with a small letter. Where that is so of `FEW`, the
    longest of them tells the width, and a full line also goes on with a capital. What itself opens with a small letter
    is no paragraph's first line but an item of a list without marks: it goes on nowhere. No sentence and no title ends
    in "the" or "during", or in a comma.
    """
    small = _joined(lines, width=0)
    broken = [len(line.text) for line, goes_on in zip(lines, small, strict=True) if goes_on]
    width = _longest(broken) if len(broken) >= FEW else 0
    out: list[list[Line]] = []
    for line, goes_on in zip(lines, (False, *(_joined(lines, width) if width in WIDTHS else small)), strict=False):
        if goes_on:
            out[-1].append(line)
        else:
            out.append([line])
    return tuple(part[0] if len(part) == 1 else Line(join([line.text for line in part])) for part in out)


def _joined(lines: Sequence[Line], width: int) -> list[bool]:
    """Whether each line goes on in the next one; with a `width`, full lines go on with a capital as well."""
    out: list[bool] = []
    for line, following in pairwise((*lines, Line(""))):
        within = bool(out) and out[-1]
        item = LIST_ITEM.match(following.text) or (not within and _SMALL.match(line.text))
        ended = len(line.text) < WIDTHS[0] or _SENTENCE_END.search(line.text)
        if line.level or following.level or not following.text or item or ended:
            out.append(False)
            continue
        full = ROOM * width <= len(line.text) + 1 + len(following.text.split(maxsplit=1)[0])
        open_end = line.text.endswith(",") or line.text.rpartition(" ")[2] in listed("function_words", "unfinished")
        out.append(open_end or bool(_SMALL.match(following.text)) or (len(line.text) <= width and full))
    return out


def join(lines: Sequence[str]) -> str:
    """Wrapped lines as one; a hyphen at a line's end is kept, since nobody can tell a broken word from a compound."""
    pieces: list[str] = []
    for line in map(str.strip, lines):
        before = pieces[-1][-2:] if pieces else ""
        glued = before[:1].isalpha() and before[1:] == "-" and line[:1].islower()
        pieces += [line] if glued or not pieces else [" ", line]
    return "".join(pieces)
