"""The authors' biographies below an article: they go, and name the authors where nothing else does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.core.tables import table
from generator.core.text import fold
from generator.ingest.draft import Line
from generator.ingest.person_names import NAME

WORDS = 160
"""A longer paragraph is no biography."""
NEAR_END = 6
"""Lines at the end among which a name on top is looked for again."""

_WORDS = table("bylines")
_VERB = rf"(?:,[^,.]{{2,80}},)?[ ](?:{'|'.join(_WORDS['life'].split())})\b"
_NAMED = re.compile(rf"(?:(?:Dr|Prof|Professor|Mr|Ms|Mrs|Ambassador)\.?[ ])?({NAME}){_VERB}")
"""How a biography opens: the name, and what the author is or does."""
_CALLED = re.compile(rf"\b(?:is|was|been|as)\b.*\b(?:{'|'.join(_WORDS['callings'].split())})s?\b", re.IGNORECASE)


def opens_below(lines: Sequence[Line], name: str) -> bool:
    """Whether a name opens a biography among the last lines."""
    opening = re.compile(re.escape(name) + _VERB)
    return any(opening.match(line.text) for line in lines[-NEAR_END:])


def cut(lines: Sequence[Line], authors: Sequence[str]) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """Lines without the authors' biographies, and their bare names, at the end; and the authors known by then."""
    known = {fold(name) for name in authors}
    found: list[str] = []
    end = len(lines)
    while end > 1 and len(lines[end - 1].text.split()) <= WORDS:
        last = lines[end - 1].text
        named = _NAMED.match(last)
        if named and fold(named[1]) not in known and _presents(last, named[1], lines[: end - 1]):
            known.add(fold(named[1]))
            found.insert(0, named[1])
        if fold(named[1] if named else last) not in known:
            break
        end -= 1
    return tuple(lines[:end]), tuple(authors) or tuple(found)


def _presents(text: str, name: str, above: Sequence[Line]) -> bool:
    """Whether a last paragraph presents someone the article has not spoken of: its author.

    Its first sentence says behind the name that this is the calling ("is a fellow at", not "Economist Jane Roe wrote
    the study"), each other sentence tells of the same person; it quotes nobody, and nothing above has the name but a
    line of its own.
    """
    first, *others = re.split(r"(?<=[a-z0-9)])\.\s", text.partition(name)[2])
    surname = rf"\b{re.escape(name.split()[-1])}\b"
    return (
        _CALLED.search(first) is not None
        and all(re.search(rf"\b(?:s?he|his|hers?|him|they|their)\b|{surname}", s, re.IGNORECASE) for s in others)
        and not re.search(r"[“”\"]|\bsa(?:id|ys)\b", text)
        and not any(re.search(surname, line.text) and fold(line.text) != fold(name) for line in above)
    )
