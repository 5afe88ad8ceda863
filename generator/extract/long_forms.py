"""Abbreviations that the text spells out, by the letters of the long form (Schwartz and Hearst, PSB 2003)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.extract.parsed import Parsed
from generator.extract.tags import FINITE

SMALL = frozenset(re.findall(r"\w+", "of the and for on in to a an with without by at from or de du des la le"))
"""Words that stand within names and begin none."""
_SHORT = re.compile(
    r"\s\([“\"]?([A-Z][A-Za-z0-9&-]{1,8}\+?)s?[”\"]?(?:[;,][^()]{0,40})?\)"
    r"|,\sor\s([A-Z][A-Za-z0-9&-]{1,8}\+?)(?=[,.;)])"
)

_REVERSED = re.compile(r"(?<![\w-])([A-Z][A-Z0-9&-]{1,7})\s\(([^\W\d_][^()\n]{5,70})\)")

_END = re.compile(r"(?:(?<![A-Z])\.|[;:!?])\s")
"""The end of a sentence or a part of it; "U.S. Navy" has none."""
_POSSESSIVE = re.compile(r"['’]s\b")
"""The s of "Seamen's Fund" begins no word, the I of "Brigade d'Intervention" does."""


@dataclass(frozen=True, slots=True)
class LongForm:
    """A long form without its article at ``text[start:end]``, and its short form at ``text[at:]``."""

    label: str
    start: int
    short: str
    at: int

    @property
    def end(self) -> int:
        """Where the long form ends."""
        return self.start + len(self.label)


def long_forms(parsed: Parsed) -> Iterator[LongForm]:
    """``long form (LF)`` and ``long form, or LF,``, then ``LF (long form)``."""
    text = parsed.article.text
    for m in _SHORT.finditer(text):
        group = 1 if m[1] else 2
        short = m[group]
        line = text.rfind("\n", 0, m.start()) + 1
        start = _long_form(text[line : m.start()], short) if sum(c.isupper() for c in short) > 1 else None
        if start is None or _is_told(parsed, line + start, m.start()):
            continue
        label = text[line + start : m.start()].strip(" ,“”\"'‘’")
        start = text.index(label, line + start)
        yield LongForm(label, start, short, m.start(group))
    for m in _REVERSED.finditer(text):
        if _long_form(" " + m[2], m[1]) == 1:
            yield LongForm(m[2], m.start(2), m[1], m.start())


def _is_told(parsed: Parsed, start: int, end: int) -> bool:
    """Whether words tell something or begin within a name, and so are no long form: "came down at noon (CDAN)"."""
    words = parsed.doc.char_span(start, end, alignment_mode="expand")
    return words is None or words[0].lower_ in SMALL - {"the"} or any(t.tag_ in FINITE for t in words)


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
    if not 2 <= len(taken) <= min(len(letters) + 5, len(letters) * 2) or _END.search(before, start):
        return None
    initials = sum(w[0].casefold() in letters for w in taken)
    return start if initials >= min(len(letters), len(taken)) - 1 else None
