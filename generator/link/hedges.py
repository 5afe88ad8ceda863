"""What in a sentence speaks against its telling that something has happened, or that it is the same thing. Pure.

A sentence may deny a happening ("did not visit"), only prepare it ("came to prepare a summit"), or tell of the second
where the first was meant. Word lists are in `data/link_words.yml`; windows are counted in words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.core.when import MONTHS
from generator.language import countries
from generator.link.lexicon import phrases, words
from generator.link.words import stem, tokens

DENIED = 4
"""A negation reaches so many words on."""
PREPARED, PREPARED_BEFORE, PREPARED_PASSIVE = 6, 4, 14
"""What is announced or prepared stands within so many words after the verb or before it, in the passive further off."""
_PASSIVE = frozenset(("was", "were", "been", "is", "are", "being"))
_NEGATIONS = words("negations")
_PREPARING = frozenset(stem(w) for w in words("preparing_cues"))
_ORDINALS = words("ordinals")
_BACKGROUND = phrases("background_cues", tokens)
_FUTURE = phrases("future_cues", tokens)
_BY_CASE = {"may": re.compile(r"\bmay\b(?! \d)"), "times": re.compile(r"\btimes\b")}
"""Words that look ahead or tell of many times only in small letters."""
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")
_NO_AMOUNT = r"(?![.,]?\d|%| ?(?:per ?cent|million|billion))"
_LABEL = re.compile(r"\b([A-Z][\w’']*)[ ‐‑-](\d{1,3}|[IVX]{1,4})\b" + _NO_AMOUNT)
_ROMAN = {roman: str(n) for n, roman in enumerate(("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"), 1)}
_MONTH = re.compile("|".join(name[:3] for name in MONTHS))
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
        if found := countries.stands_for(name):
            return found.id
    return None


@dataclass(frozen=True, slots=True)
class Qualifiers:
    """Where and which: the places of a sentence, its ordinals, and the numbers of its labels."""

    places: frozenset[str]
    ordinals: frozenset[str]
    labels: Mapping[str, str]

    @classmethod
    def of(cls, text: str) -> Qualifiers:
        """Those of a sentence."""
        return cls(places(text), ordinals(tokens(text)), labels(text))

    def contradict(self, other: Qualifiers) -> bool:
        """Whether two sentences with these cannot tell one thing: other places, ordinals, or numbers of one label."""
        sets = (self.places, other.places), (self.ordinals, other.ordinals)
        if any(one and two and one.isdisjoint(two) for one, two in sets):
            return True
        return any(other.labels.get(name, number) != number for name, number in self.labels.items())


@dataclass(frozen=True, slots=True)
class Doubts:
    """All that one sentence says of that kind."""

    denied: frozenset[str]
    prepared: frozenset[str]
    announces: bool
    qualifiers: Qualifiers


def read(text: str, concept: Callable[[str], str]) -> Doubts:
    """A sentence read for doubts; `concept` is what a word of it is about."""
    said = tokens(text)
    return Doubts(denied(said, concept), prepared(said, concept), announces(text), Qualifiers.of(text))


def looks_elsewhere(text: str, said: Sequence[str]) -> bool:
    """Whether a sentence looks ahead, supposes ("will", "would", "if"), or tells of other or many times ("last year").

    `said` are its tokens. What it quotes may tell of other times; the month is no "may", a paper's name no "times".
    """
    if _FUTURE.stand_in(said) or any(word in said and form.search(text) for word, form in _BY_CASE.items()):
        return True
    if _BACKGROUND.stand_in(said):
        return _BACKGROUND.stand_in(tokens(_QUOTED.sub(" ", text)))
    return False


def denied(said: Sequence[str], concept: Callable[[str], str]) -> frozenset[str]:
    """The concepts a negation reaches."""
    at = [i for i, t in enumerate(said) if t in _NEGATIONS]
    return frozenset(c for i in at for t in said[i + 1 : i + 1 + DENIED] if (c := concept(t)))


def prepared(said: Sequence[str], concept: Callable[[str], str]) -> frozenset[str]:
    """The concepts that are announced, prepared, put off or asked for, not told to have happened."""
    at = [i for i, t in enumerate(said) if stem(t) in _PREPARING]
    back = (PREPARED_PASSIVE if i and said[i - 1] in _PASSIVE else PREPARED_BEFORE for i in at)
    spans = ((*said[max(0, i - b) : i], *said[i + 1 : i + 1 + PREPARED]) for i, b in zip(at, back, strict=True))
    near = (t for span in spans for t in span)
    return frozenset(c for t in near if (c := concept(t)))


def ahead(text: str) -> bool:
    """Whether a sentence tells what is to come or may be ("will reach", "is expected to cost")."""
    return _WILL.search(text) is not None


def announces(text: str) -> bool:
    """Whether what is expected is itself an announcement ("will announce its budget")."""
    return any(stem(w.lower()) in _PREPARING for w in _WILL.findall(text))


def ordinals(said: Iterable[str]) -> frozenset[str]:
    """The ordinal numbers among the words, from "second" and "2nd" on."""
    return frozenset(t for t in said if t in _ORDINALS or (t[0].isdigit() and t.endswith(("st", "nd", "rd", "th"))))


def labels(text: str) -> dict[str, str]:
    """Names that end in a number -> the number ("Apollo 11": {"apollo": "11"}); days of months are none."""
    found = ((m[1], m[2]) for m in _LABEL.finditer(text) if not _MONTH.match(m[1]))
    return {name.casefold(): _ROMAN.get(number, number) for name, number in found}
