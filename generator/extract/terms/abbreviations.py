"""Abbreviations that the text spells out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.extract.parsed import Parsed
from generator.extract.tags import FINITE
from generator.extract.terms.capitalised_runs import SMALL
from generator.extract.terms.spelling import Candidate

_SHORT = re.compile(
    r"\s\([“\"]?([A-Z][A-Za-z0-9&-]{1,8}\+?)s?[”\"]?(?:[;,][^()]{0,40})?\)"
    r"|,\sor\s([A-Z][A-Za-z0-9&-]{1,8}\+?)(?=[,.;)])"
)

_REVERSED = re.compile(r"(?<![\w-])([A-Z][A-Z0-9&-]{1,7})\s\(([^\W\d_][^()\n]{5,70})\)")

_POSSESSIVE = re.compile(r"['’]s\b")
"""The s of "Seamen's Fund" begins no word, the I of "Brigade d'Intervention" does."""


def abbreviations(parsed: Parsed) -> Iterator[Candidate]:
    """``long form (LF)`` and ``long form, or LF,`` by the letters of the long form (Schwartz and Hearst, PSB 2003)."""
    text = parsed.article.text
    for m in _SHORT.finditer(text):
        short = m[1] or m[2]
        line = text.rfind("\n", 0, m.start()) + 1
        start = _long_form(text[line : m.start()], short) if sum(c.isupper() for c in short) > 1 else None
        if start is None or _is_told(parsed, line + start, m.start()):
            continue
        label = text[line + start : m.start()].strip(" “”\"'‘’")
        start = text.index(label, line + start)
        if label.startswith(("The ", "the ")):
            label, start = label[4:], start + 4
        yield from _spelled(label, start, short)
    for m in _REVERSED.finditer(text):
        if _long_form(" " + m[2], m[1]) == 1:
            yield from _spelled(m[2], m.start(2), m[1])


def _is_told(parsed: Parsed, start: int, end: int) -> bool:
    """Whether words tell something or begin within a name, and so are no long form: "came down at noon (CDAN)"."""
    words = parsed.doc.char_span(start, end, alignment_mode="expand")
    return words is None or words[0].lower_ in SMALL - {"the"} or any(t.tag_ in FINITE for t in words)


def _spelled(label: str, start: int, short: str) -> Iterator[Candidate]:
    """The long form as a candidate, with what is known of it."""
    run = label.split()
    if all(w.islower() for w in run[1:]):
        label = label[0].lower() + label[1:]
    capital = all(w[0].isupper() for w in run if w.casefold() not in SMALL)
    yield Candidate(label, start, start + len(label), "acronym", (short,), ("capital",) if capital else ())


def _long_form(before: str, short: str) -> int | None:
    """Where the words begin whose letters, in order, give the abbreviation; its first letter begins the first word."""
    letters = [c.casefold() for c in short if c.isalnum()]
    i, j = len(before) - 1, len(letters) - 1
    while j >= 0:
        if i < 0:
            return None
        at_start = i == 0 or not (before[i - 1].isalnum() or _POSSESSIVE.match(before, i - 1))
        if before[i].casefold() == letters[j] and (j > 0 or at_start):
            j -= 1
        i -= 1
    start = i + 1
    taken = before[start:].split()
    if not 2 <= len(taken) <= min(len(letters) + 5, len(letters) * 2) or re.search(r"[.;:!?]\s", before[start:]):
        return None
    initials = sum(w[0].casefold() in letters for w in taken)
    return start if initials >= min(len(letters), len(taken)) - 1 else None
