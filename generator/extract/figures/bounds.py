"""The shades of a quantity: its bound ("at least"), and the change it tells of ("rose by")."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from generator.core.model import Bound, Change
from generator.extract.figures.grammar import Quantity
from generator.extract.figures.tables import english

if TYPE_CHECKING:
    from spacy.tokens import Token


@lru_cache(maxsize=2)
def _pattern(after: bool) -> re.Pattern[str]:
    cues = english().bounds_after if after else english().bounds
    alternatives = "|".join((r"(?<!\w)" if c[0].isalpha() and not after else "") + re.escape(c) for c, _ in cues)
    return re.compile(
        rf"\s?(?:{alternatives})(?!\w)" if after else rf"(?:{alternatives})\s?(?:a |an |another |only |just )?$",
        re.IGNORECASE,
    )


def bound(text: str, start: int, end: int) -> tuple[Bound, int, int]:
    """The bound that the words just before or after `start:end` set, and the span widened by them."""
    window = text[max(0, start - 28) : start]
    cut = window.rfind("\n") + 1
    match = _pattern(False).search(window, cut)
    if match:
        cue = re.sub(r"\s?(?:a |an |another |only |just )?$", "", match[0]).lower()
        label = dict(english().bounds).get(cue) or dict(english().bounds).get(match[0].strip().lower())
        negated = re.search(r"\b(?:no|not) $", window[: match.start()])
        if label and not (
            cue in ("over", "above", "below", "under", "within", "say", "some", "minimum")
            and _spatial(window, match.start())
        ):
            if negated and label in ("more than", "less than"):
                label = "at most" if label == "more than" else "at least"
            return cast(Bound, label), start - (len(window) - match.start()), end
    tail = _pattern(True).match(text, end)
    if tail:
        label = dict(english().bounds_after)[tail[0].strip().lower()]
        return cast(Bound, label), start, tail.end()
    return "exact", start, end


def _spatial(window: str, at: int) -> bool:
    """ "victory over two rivals" is no bound: a noun of contest or place stands before the preposition."""
    return bool(
        re.search(
            r"\b(?:win|wins|won|victory|victories|lead|advantage|control|power|battle|dispute|spread|took|take|agreement|turn|turned|concerns?)\s$",
            window[:at],
            re.IGNORECASE,
        )
    )


_LINK = frozenset(
    [
        "about",
        "around",
        "nearly",
        "almost",
        "roughly",
        "approximately",
        "some",
        "over",
        "under",
        "just",
        "only",
        "by",
        "another",
        "a",
        "an",
        "as",
        "much",
        "more",
        "than",
        "least",
        "up",
        "down",
        "to",
        "further",
        "at",
    ]
)


_DEALS = frozenset(("raise", "lift", "boost", "lose", "gain", "add", "cut", "lower", "slash"))
"""Verbs that with money say what was done with it, not which way a value went ("raised 3 million euros")."""


def _governor(tokens: list[Token]) -> str | None:
    """The lemma of the verb or noun that has the quantity as its "by": "decreased by 1", "a rise by 3 percent"."""
    own = {t.i for t in tokens}
    for token in tokens:
        if token.head.i in own:
            continue
        up = token.head
        for _ in range(2):
            if up.lower_ == "by" and up.pos_ == "ADP" and up.i < tokens[0].i:
                return up.head.lemma_.lower() if up.head.pos_ in ("VERB", "NOUN") else None
            up = up.head
    return None


def change(quantity: Quantity, tokens: list[Token]) -> Change | None:
    """The way a quantity went, when a verb or particle of change governs it directly.

    "rose 5 percent", "fell by 3 points", "up 68%", "a 9 percent drop": the amount itself is the change. "rose to 7
    billion" tells a level, which carries no change of its own unless only the level is told.
    """
    ways = english().change
    is_count = quantity.kind in ("count", "time", "age") and quantity.unit != "point"
    governor = _governor(tokens)
    if governor is not None and governor in ways and not (is_count and governor in _DEALS):
        return cast(Change, ways[governor])
    if is_count:
        return None
    first, last = tokens[0], tokens[-1]
    i, steps, level = first.i - 1, 0, False
    while i >= first.sent.start and steps < 7:
        token = first.doc[i]
        low = token.lower_
        if low in ("up", "down", "off", "higher", "lower", "upward", "upwards", "downward", "downwards") and not (
            low == "up" and first.doc[i + 1].lower_ in ("to", "of")
        ):
            if level:
                return None
            return cast(Change, ways.get(low, "down"))
        way = ways.get(token.lemma_.lower()) if token.pos_ in ("VERB", "AUX") else None
        if way and quantity.kind == "money" and token.lemma_.lower() in _DEALS:
            return None
        if way:
            return None if level else cast(Change, way)
        if low in ("to", "at", "from"):
            level = True
        elif (low not in _LINK and not token.is_punct and token.pos_ not in ("ADV", "SYM", "DET")) or (
            token.is_punct and token.text not in ("$", "-")
        ):
            break
        i -= 1
        steps += 1
    noun = first.doc[first.i - 2] if first.i - 2 >= first.sent.start else None
    if noun is not None and first.doc[first.i - 1].lower_ == "of" and noun.pos_ == "NOUN":
        way = ways.get(noun.lemma_.lower())
        if way and quantity.kind == "percent":
            return cast(Change, way)  # "a pay rise of 5 percent"
    after = [t for t in first.doc[last.i + 1 : min(last.i + 3, first.sent.end)] if not t.is_space]
    if after and after[0].lower_ in ("higher", "lower", "up", "down"):
        return cast(Change, ways.get(after[0].lower_, "up" if after[0].lower_ == "higher" else "down"))
    more = after[0].lower_ if len(after) > 1 and quantity.kind == "percent" else ""
    if more in ("more", "less", "fewer") and after[1].pos_ in ("ADJ", "ADV", "NOUN") and after[1].lower_ != "than":
        return "up" if more == "more" else "down"  # "82% less likely"
    text = first.doc.text[quantity.start : quantity.start + 1]
    if text in ("+", "-", "−") and quantity.kind == "percent":
        return "up" if text == "+" else "down"
    return None


def level(quantity: Quantity, first: Token) -> Change | None:
    """The way to a level, for a brief where it says more than none: "fell to 24%", "shrunk to 12 percent".

    Only for a quantity right after the "to" (or "at") of a verb of change; not for what it came from.
    """
    i = first.i - 1
    while i > first.sent.start and first.doc[i].lower_ in _LINK and first.doc[i].lower_ not in ("to", "at"):
        i -= 1
    prep = first.doc[i]
    if prep.lower_ != "to" or i <= first.sent.start:
        return None
    verb = prep.head
    if verb.pos_ not in ("VERB", "NOUN") or verb.i > i:
        return None
    if quantity.kind == "count" and verb.lemma_.lower() in _DEALS:
        return None
    return cast("Change | None", english().change.get(verb.lemma_.lower()))
