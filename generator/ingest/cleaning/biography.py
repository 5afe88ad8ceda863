"""The author's biography below an article: it goes, and names the author where nothing else does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.core.tables import table
from generator.core.text import fold
from generator.ingest.draft import Line
from generator.ingest.person_names import NAME

WORDS = 160
"""A longer paragraph is no biography."""
POST_WORDS = 10
"""Words of a line that tells a post."""
NEAR_END = 6
"""Lines at the end among which a name on top is looked for again."""

_WORDS = table("bylines")
_VERB = rf"(?:,[^,.]{{2,80}},)?[ ](?:{'|'.join(_WORDS['life'].split())})\b"
_NAMED = re.compile(rf"(?:(?:Dr|Prof|Professor|Mr|Ms|Mrs|Ambassador)\.?[ ])?({NAME}){_VERB}")
_CALLING = re.compile(rf"\b(?:{'|'.join(_WORDS['callings'].split())})s?\b", re.IGNORECASE)
_BEING = re.compile(r"\b(?:is|was|been|as)\b")
_HEADING = re.compile(
    r"(?:about[ ]the[ ](?:authors?|writers?|contributors?)|the[ ]authors?|authors?(?:[ ]bio(?:graphy)?)?)[ ]?:?",
    re.IGNORECASE,
)
_UNNAMED = re.compile(
    r"(?:the[ ](?:author|writer)s?[ ](?:is|are|was|were|has|have|teaches|works|writes)|about[ ]the[ ]authors?:)\b",
    re.IGNORECASE,
)


def is_post(line: str) -> bool:
    """Whether a line under a name tells the author's post ("Senior Fellow, Example Institute")."""
    return (
        len(line.split()) <= POST_WORDS and bool(_CALLING.search(line)) and line[0].isupper() and line[-1] not in ".?!"
    )


def opens_below(lines: Sequence[Line], name: str) -> bool:
    """Whether a name opens a biography among the last lines."""
    opening = re.compile(re.escape(name) + _VERB)
    return any(opening.match(line.text) for line in lines[-NEAR_END:])


def cut(lines: Sequence[Line], authors: Sequence[str]) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """Lines without the biographies at their end, and the authors known by then, in the order of the text."""
    kept = list(lines)
    known = {fold(name) for name in authors}
    found: list[str] = []
    while len(kept) > 1 and len(kept[-1].text.split()) <= WORDS:
        last, above = kept[-1].text, [line.text for line in kept[:-1]]
        name = named[1] if (named := _NAMED.match(last)) else ""
        if name and fold(name) not in known and _presents(last, name, above):
            known.add(fold(name))
            found.insert(0, name)
        if not (fold(name or last) in known or (not name and _is_about(last, above[-1]))):
            break
        kept.pop()
    return tuple(kept), tuple(authors) or tuple(found)


def _is_about(line: str, above: str) -> bool:
    """Whether a line that names nobody belongs to a biography: its heading, what stands below it, "The author is"."""
    unnamed = _UNNAMED.match(line) and _CALLING.search(line)
    return bool(unnamed or _HEADING.fullmatch(line) or _HEADING.fullmatch(above))


def _presents(text: str, name: str, above: Sequence[str]) -> bool:
    """Whether a last paragraph presents someone the article has not spoken of: its author.

    Its first sentence says behind the name that this is the calling ("is a fellow at", not "Economist Jane Roe wrote
    the study"), each other sentence tells of the same person; it quotes nobody, and nothing above has the name but a
    line of its own.
    """
    first, *others = re.split(r"(?<=[a-z0-9)])\.\s", text.partition(name)[2])
    surname = rf"\b{re.escape(name.split()[-1])}\b"
    being = _BEING.search(first)
    return (
        being is not None
        and bool(_CALLING.search(first, being.end()))
        and all(re.search(rf"\b(?:s?he|his|hers?|him|they|their)\b|{surname}", s, re.IGNORECASE) for s in others)
        and not re.search(r"[“”\"]|\bsa(?:id|ys)\b", text)
        and not any(re.search(surname, line) and fold(line) != fold(name) for line in above)
    )
