"""Pounds: money, or a weight.

What stands beside them tells: a thing weighed ("7 pounds of coal", "82 pounds (37 kg)"), else the nearest word before
them, then behind them, that is of weighing or of paying, else the money that the text names. Where nothing tells, their
kind stays open: "lift 500 pounds".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from generator.core.tables import table
from generator.extract.figures.numbers import Number

_WEIGHED = re.compile(
    r" ?[(\[][^()]{0,12}[0-9.,]+[ -]?(?:kg|kilo|g\b|gram|tonn?e?s?\b|stone)|[- ]?per[- ]square[- ]inch|"
    r",? (?:and )?\w+ (?:oz|ounces?)\b|[- ](?:heav|light|over|under)(?:ier|er|weight)"
)
_STUFF = re.compile(r" of ((?:[\w'’-]+ ?){1,4})")
_SLIMMED = re.compile(r"\b(?:los(?:e|es|t|ing)|gain\w*|shed\w*|drop\w*|put on)\b[^,;]{0,20}$", re.IGNORECASE)
_SOLD = re.compile(r"\b(?:sold|sells?|bought|buys?)\b[^,;]*\bfor (?:\w+ ){0,3}$", re.IGNORECASE)
_STERLING = re.compile(r"£|\b(?:pence|sterling|GBP)\b")
_PIECES = re.compile(r"[^\W\d_]+|[£,;:]")
_END = re.compile(r"[.!?][”\"]?\s|\n")


def kind_of(text: str, number: Number, at: int, end: int) -> str:
    """What the pounds at `at:end` are: "money", "mass", or "pound" where neither is sure."""
    before = _END.split(text[max(0, number.start - 240) : number.start])[-1]
    after = _END.split(text[end : end + 160])[0]
    if _WEIGHED.match(after):
        return "mass"
    if stuff := _STUFF.match(after):
        return "money" if _told(_PIECES.findall(stuff[1])) == "money" else "mass"
    if text[at - 1] == "-" and not number.scaled:
        return _told(_PIECES.findall(after)[:2]) or "pound"  # "a 500-pound fine", "a 20-pound dog"
    if _SLIMMED.search(before) and number.value < 1000:
        return "pound"
    told = _told(_PIECES.findall(before)[::-1])
    told = told or ("money" if number.scaled or _SOLD.search(before) else _told(_PIECES.findall(after)))
    return told or ("money" if _STERLING.search(text) else "pound")


def _told(pieces: Sequence[str]) -> str | None:
    """The kind that the nearest word of weighing or paying tells; one of weighing tells it of its own phrase only."""
    crossed = False
    for piece in pieces:
        kind = _words().get(piece.lower())
        if kind and not (crossed and kind == "mass"):
            return kind
        crossed = crossed or piece in ",;:"
    return None


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
