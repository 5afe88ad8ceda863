"""Hard-wrapped text: lines broken at a width are joined, lines that are paragraphs are left alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from generator.core.text import BULLETS

LIST_ITEM = re.compile(rf"(?:[-*+{BULLETS}]|\(?\d{{1,3}}[.)])[ \t]+\S")
_BLOCK_START = re.compile(
    rf"[ \t]*(?:[-*+{BULLETS}][ \t]|\(?\d{{1,3}}[.)][ \t]|#{{1,6}}[ \t]|>|\||```|~~~|[-=*_]{{3,}}[ \t]*$)"
)
_SENTENCE_END = re.compile(r"[.!?…:;][\"”’)\]]*$")

WIDTHS = range(40, 121)
"""Widths people and mail programs wrap at; RFC 3676 asks for 78 at most, editors wrap at up to 120."""
CONTINUED = 0.6
"""Share of lines that go on with a small letter, in running text more than half of the words: paragraphs do not."""
FEW = 3
"""Below this many broken lines, the lines tell no width."""
FIT = 0.85
"""Share of lines that a greedy wrapper would have broken where they are broken."""


def is_hard_wrapped(lines: Sequence[str]) -> bool:
    """Whether the lines were broken at a width.

    A greedy wrapper breaks a line only where the next word no longer fits; paragraphs of one line each break that
    rule nearly always, and end with a full stop. Of one or two broken lines no width can be told: each must go on
    with a small letter.
    """
    pairs = [
        (line.rstrip(), following.split(maxsplit=1)[0])
        for line, following in pairwise(lines)
        if line.strip() and following.strip() and line.lstrip()[0] != "#" and not _BLOCK_START.match(following)
    ]
    if not pairs:
        return False
    lengths = sorted(len(line) for line, _ in pairs)
    width = lengths[int(len(lengths) * 0.95)] if len(lengths) > 20 else lengths[-1]
    continued = sum(word[0].islower() and not _SENTENCE_END.search(line) for line, word in pairs)
    if len(pairs) < FEW:
        return continued == len(pairs) and lengths[0] >= WIDTHS[0]
    if width not in WIDTHS:
        return False
    if continued >= CONTINUED * len(pairs):
        return True  # broken within sentences, at a ragged width
    fitting = sum(len(line) + 1 + len(word) >= width for line, word in pairs)
    ended = sum(bool(_SENTENCE_END.search(line)) for line, _ in pairs)
    return lengths[-1] <= WIDTHS[-1] + 40 and fitting >= FIT * len(pairs) and ended <= len(pairs) / 2


def join(lines: Sequence[str]) -> str:
    """Wrapped lines as one; a hyphen at a line's end is kept, since nobody can tell a broken word from a compound."""
    pieces: list[str] = []
    for line in map(str.strip, lines):
        before = pieces[-1][-2:] if pieces else ""
        glued = before[:1].isalpha() and before[1:] == "-" and line[:1].islower()
        pieces += [line] if glued or not pieces else [" ", line]
    return "".join(pieces)
