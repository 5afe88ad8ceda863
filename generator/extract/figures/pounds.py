"""Pounds: money, or a weight, by the words of weighing and paying in their clause; of both or neither it is open."""

from __future__ import annotations

import re
from functools import lru_cache

from generator.core.tables import table
from generator.extract.figures.numbers import Number

_REACH = 160
_PARTED = re.compile(r"[.!?][”\"]?\s|\n|[,;:]\s|\s(?:and|but|or)\s")
_PIECES = re.compile(r"[^\W\d_]+|£")
_STUFF = re.compile(r" of [a-z]|[- ]?per[- ]square[- ]inch| ?[(\[][\d.,]+ ?kg")
_PRICE = re.compile(
    r" ?(?:/|an? |per )(?:ton|tonne|kilo|kilogram|kg|ounce|litre|barrel|gallon|head|ticket|copy|share|night)\b"
)
"""What has a price in pounds, and no weight in them."""
_STERLING = re.compile(r"£|\b(?:pence|sterling|GBP)\b")


def kind_of(text: str, number: Number, at: int, end: int) -> str:
    """What the pounds at `at:end` are: "money", "mass", or "pound" where neither is sure ("lift 500 pounds").

    Examples: "raised 62,000 pounds", "5 million pounds"; "weigh 30 pounds", "40 pounds of coal", "6 pounds (2.7 kg)".
    """
    if _PRICE.match(text, end):
        return "money"
    clause = _PARTED.split(text[max(0, number.start - _REACH) : number.start])[-1]
    clause += _PARTED.split(text[end : end + _REACH])[0]
    told = {_words()[piece.lower()] for piece in _PIECES.findall(clause) if piece.lower() in _words()}
    weighed = "mass" in told or bool(_STUFF.match(text, end))
    paid = "money" in told or number.scaled
    if weighed == paid:
        sterling = not weighed and text[at - 1] != "-" and _STERLING.search(text)
        return "money" if sterling else "pound"
    return "mass" if weighed else "money"


@lru_cache(maxsize=8)
def tells_weights(text: str) -> bool:
    """Whether a text tells weights anywhere, so that its pounds may be some."""
    return any(_words().get(piece) == "mass" for piece in _PIECES.findall(text.lower()))


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    """The words that tell, in the forms of verbs and nouns, with what they tell."""
    told: dict[str, str] = {}
    for kind, lemmas in table("quantity_words")["pounds"].items():
        for lemma in lemmas:
            stem = lemma.removesuffix("e")
            forms = (lemma, f"{lemma}s", f"{stem}es", f"{stem}ed", f"{stem}ing", f"{lemma.removesuffix('y')}ies")
            told |= dict.fromkeys(forms, kind)
    return told
