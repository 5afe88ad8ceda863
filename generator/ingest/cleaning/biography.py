"""The authors' biographies below an article: they go."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.core.tables import table
from generator.core.text import fold
from generator.ingest.draft import Line
from generator.ingest.person_names import NAME

WORDS = 160
"""A longer paragraph is no biography."""

_NAMED = re.compile(
    rf"(?:(?:Dr|Prof|Professor|Mr|Ms|Mrs|Ambassador)\.?[ ])?({NAME})"
    rf"(?:,[^,.]{{2,80}},)?[ ](?:{'|'.join(table('bylines')['life'].split())})\b"
)
"""How a biography opens: the name, and what the author is or does."""


def cut(lines: Sequence[Line], authors: Sequence[str]) -> tuple[Line, ...]:
    """Lines without the authors' biographies, and their bare names, at the end."""
    known = {fold(name) for name in authors}
    end = len(lines)
    while end > 1 and len(lines[end - 1].text.split()) <= WORDS:
        named = _NAMED.match(lines[end - 1].text)
        if fold(named[1] if named else lines[end - 1].text) not in known:
            break
        end -= 1
    return tuple(lines[:end])
