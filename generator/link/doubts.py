"""What in a sentence speaks against its telling that something has happened, or that it is the same thing. Pure.

A sentence may deny a happening ("did not visit"), only prepare it ("came to prepare a summit"), or tell of the second
where the first was meant. Word lists are in `data/link_words.yml`; windows are counted in words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from generator import countries
from generator.link.lexicon import words
from generator.link.words import stem

DENIED = 4
"""A negation reaches so many words on."""
PREPARED, PREPARED_BEFORE, PREPARED_PASSIVE = 6, 4, 14
"""What is announced or prepared stands within so many words after the verb or before it, in the passive further off."""
_PASSIVE = frozenset(("was", "were", "been", "is", "are", "being"))
_NEGATIONS = words("negations")
_PREPARING = frozenset(stem(w) for w in words("preparing_cues"))
_ORDINALS = words("ordinals")
_BACKGROUND = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(w) for w in sorted(words('background_cues')))})(?!\w)", re.I)
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")
_NO_AMOUNT = r"(?![.,]?\d|%| ?(?:per ?cent|million|billion))"
_LABEL = re.compile(r"\b([A-Z][\w’']*)[ ‐‑-](\d{1,3}|[IVX]{1,4})\b" + _NO_AMOUNT)
_ROMAN = {roman: str(n) for n, roman in enumerate(("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"), 1)}
_MONTH = re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")
_AHEAD = r"(?:will|would|may|might|could|shall|(?:is|are|expected|set|due|plans?|likely|intends?) to)(?: \w+ly)? "
_WILL = re.compile(_AHEAD + r"(\w+)", re.I)

_PLACE = re.compile(
    r"\b(?:in|to|at|into|through|with|visit(?:s|ed|ing)?|tour(?:s|ed|ing)?|near|reach(?:es|ed)?|left|enter(?:s|ed)?) "
    r"(?:the )?([A-Z][\w.’']*(?: (?:of |and |the )?[A-Z][\w.’']*)*)"
)


def places(text: str) -> frozenset[str]:
    """The countries where a sentence says something happens or with whom; a capital stands for its country."""
    return frozenset(c for m in _PLACE.finditer(text) if (c := _country(m[1])))


@lru_cache(maxsize=65536)
def _country(run: str) -> str | None:
    """The country that a run of capitalized words begins with ("Moscow for", "Russia’s Victory Day")."""
    parts = run.split()
    for end in range(min(4, len(parts)), 0, -1):
        name = " ".join(parts[:end])
        if found := countries.lookup(name) or countries.by_capital(name):
            return found.id
    return None


def is_background(text: str) -> bool:
    """Whether a sentence tells of other times ("last year", "every spring"); what it quotes may do so."""
    return _BACKGROUND.search(_QUOTED.sub(" ", text)) is not None


def denied(tokens: Sequence[str], concept: Callable[[str], str]) -> frozenset[str]:
    """The concepts a negation reaches."""
    at = [i for i, t in enumerate(tokens) if t in _NEGATIONS]
    return frozenset(c for i in at for t in tokens[i + 1 : i + 1 + DENIED] if (c := concept(t)))


def prepared(tokens: Sequence[str], concept: Callable[[str], str]) -> frozenset[str]:
    """The concepts that are announced, prepared, put off or asked for, not told to have happened."""
    at = [i for i, t in enumerate(tokens) if stem(t) in _PREPARING]
    back = (PREPARED_PASSIVE if i and tokens[i - 1] in _PASSIVE else PREPARED_BEFORE for i in at)
    spans = ((*tokens[max(0, i - b) : i], *tokens[i + 1 : i + 1 + PREPARED]) for i, b in zip(at, back, strict=True))
    near = (t for span in spans for t in span)
    return frozenset(c for t in near if (c := concept(t)))


def announces(text: str) -> bool:
    """Whether what is expected is itself an announcement ("will announce its budget")."""
    return any(stem(w.lower()) in _PREPARING for w in _WILL.findall(text))


def ordinals(tokens: Iterable[str]) -> frozenset[str]:
    """The ordinal numbers among the words, from "second" and "2nd" on."""
    return frozenset(t for t in tokens if t in _ORDINALS or re.fullmatch(r"\d+(?:st|nd|rd|th)", t))


def labels(text: str) -> dict[str, str]:
    """Names that end in a number -> the number ("Apollo 11": {"apollo": "11"}); days of months are none."""
    found = ((m[1], m[2]) for m in _LABEL.finditer(text) if not _MONTH.match(m[1]))
    return {name.casefold(): _ROMAN.get(number, number) for name, number in found}
