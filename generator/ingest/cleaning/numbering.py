"""Numbers of paragraphs, as ministries and courts print them without a mark behind ("3 The minister said ...")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.ingest.cleaning.boilerplate import is_prose
from generator.ingest.draft import Line

SERIES = 3
"""Paragraphs of prose numbered from 1 on without a gap; fewer may open with a count ("1 Man was hurt")."""

_NUMBER = re.compile(r"(?P<number>\d{1,3})\s+(?=[\"“‘'(]?[A-Z])")


def unnumbered(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, numbers of paragraphs taken off: what is told of 200 fines is not told of "1 More than 200 fines".

    A number with a mark ("3. The minister") needs no care: it opens a list, and no word is read with it.
    """
    numbered: list[int] = []
    for i, line in enumerate(lines):
        match = _NUMBER.match(line.text)
        if match and int(match["number"]) == len(numbered) + 1:
            numbered.append(i)
    if sum(is_prose(lines[i].text) for i in numbered) < SERIES:  # a table of results has its ranks
        return tuple(lines)
    return tuple(
        replace(line, text=_NUMBER.sub("", line.text, count=1)) if i in numbered else line
        for i, line in enumerate(lines)
    )
