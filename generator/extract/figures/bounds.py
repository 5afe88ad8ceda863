"""The shades of a quantity: its bound ("at least"), and the change it tells of ("rose by")."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from generator.core.model import Bound, Change
from generator.core.tables import listed
from generator.extract.figures.grammar import Quantity
from generator.extract.figures.measure import Amount, own_verb
from generator.extract.figures.tables import english
from generator.extract.tags import NOUNS, PRESENT, SUBJECTS, VERBS
from generator.extract.verbs import helpers

if TYPE_CHECKING:
    from spacy.tokens import Token

_FILLER = r"\s?(?:a |an |another |only |just )?$"
_LASTING = re.compile(
    r"(?:^|\b(?:for|lasted|lasts|last|took|takes|take|is|was|are|were|been|of|after|just|reportedly|some|and|than|to)\s)$"
)
_SPATIAL = ("over", "above", "below", "under", "within", "say", "some", "minimum")
"""Bounds that are also plain prepositions: "victory over two rivals"."""
_FALLS_SHORT = re.compile(r"\b(?:just|f[ae]ll(?:s|en|ing)?) $")
_WENT = re.compile(r"\b(?:went|gone|(?:was|were|is|are|be|been|being) put) $")
_FROM_NUMBER = re.compile(r",? from (?:about |around |just |only )?(?:[^\W\d_]{0,3} ?[^\w\s]?)(?!(?:19|20)\d\d\b)\d")
"""What tells that "up to" says how far something went: "went up to 45", "is up to 45 from 40"."""
_OPPOSITE: dict[Bound, Bound] = {"more than": "at most", "less than": "at least"}
"""What a bound becomes where it is denied."""
_DENIALS = ("not", "n't", "n’t", "never", "nobody", "none", "nothing", "neither")
_UNREAL = ("would", "could", "should", "might")
"""Helpers that tell with "have" what did not come about, or perhaps not."""
_PARTS = ("percent", "fraction")
_COMPARED = 14
"""Tokens behind an amount that tell what it is compared with."""
_FURTHEST = 7
"""Tokens between a verb of change and its amount."""


@lru_cache(maxsize=2)
def _pattern(after: bool) -> re.Pattern[str]:
    cues = english().bounds_after if after else english().bounds
    alternatives = "|".join((r"(?<!\w)" if c[0].isalpha() and not after else "") + re.escape(c) for c, _ in cues)
    return re.compile(rf"\s?({alternatives})(?!\w)" if after else rf"({alternatives}){_FILLER}", re.IGNORECASE)


def of(text: str, amount: Amount) -> tuple[Bound, int, int]:
    """The bound that the words just before or after a quantity set, and its span widened by them."""
    quantity = amount.quantity
    start, end = quantity.start, quantity.end
    cut = max(0, start - 28, text.rfind("\n", 0, start) + 1)
    match = _pattern(False).search(text, cut, start)
    if match and not _is_preposition(text, match, quantity):
        label = cast(Bound, dict(english().bounds)[match[1].lower()])
        denial = _denial(amount, match.start()) if label in _OPPOSITE else None
        if denial is None:
            return label, match.start(), end
        beside = denial.i + 1 < amount.first and denial.nbor().idx == match.start()
        return _OPPOSITE[label], denial.idx if beside else start, end
    tail = _pattern(True).match(text, end)
    if tail:
        return cast(Bound, dict(english().bounds_after)[tail[1].lower()]), start, tail.end()
    more = re.compile(r" ?\+(?! ?\d)").match(text, quantity.number.end)
    return "at least" if more else "exact", start, end


def _denial(amount: Amount, cue: int) -> Token | None:
    """The word that denies a bound: "not be higher than 65", "no older than 12", "no lorry may weigh more than 7".

    Only verbs and what describes them stand between the two; how long something has not been ("unpaid" told as "has not
    been paid for more than a year") is no bound that is denied, nor is what is said on top ("not only over 40").
    """
    doc = amount.head.doc
    lasting = amount.quantity.kind == "time"
    for token in reversed(doc[amount.sentence.start : amount.first]):
        if token.idx >= cue:
            continue
        low = token.lower_
        if low in _DENIALS or (low == "no" and token.nbor().idx == cue):
            added = token.nbor().lower_ in ("only", "just", "merely", "simply")
            return None if added or (token.i and token.nbor(-1).lower_ == "if") else token
        if token.pos_ in NOUNS:
            return next((c for c in token.lefts if c.lower_ == "no"), None)
        through = low in ("at", "by", "to") or (low == "for" and not lasting)
        if not through and token.pos_ not in (*VERBS, "ADJ", "ADV", "PART"):
            return None
    return None


def _is_preposition(text: str, match: re.Match[str], quantity: Quantity) -> bool:
    """Whether the word is no bound here: "victory over two rivals", "over ten years" for during them."""
    cue, before = match[1].lower(), text[max(0, match.start() - 24) : match.start()]
    if cue == "short of":  # "fell short of 9,000", but of who is short of 9,000 workers just so many are missing
        return _FALLS_SHORT.search(before) is None
    if cue == "up to" and (_WENT.search(before) or _FROM_NUMBER.match(text, quantity.end)):
        return True
    if cue == "over" and quantity.kind == "time":
        return not _LASTING.search(before[-12:])
    contest = re.search(r"\b(\w+)\s$", before)
    return cue in _SPATIAL and contest is not None and contest[1].lower() in listed("quantity_words", "contests")


def change(amount: Amount) -> Change | None:
    """The way a quantity went, when a verb or particle of change governs it directly.

    "rose 5 percent", "fell by 3 points", "up 68%", "a 9 percent drop": the amount itself is the change. "rose to 7
    billion" tells a level, which carries no change of its own unless only the level is told (`level`). What did not
    rise went nowhere, and what was put off twice did not fall.
    """
    counted = amount.quantity.kind in ("count", "time", "age", "ratio") and amount.quantity.unit != "point"
    verb = own_verb(amount.head)
    denied = verb is not None and not _happened(verb)
    way = None if denied else _by(amount, counted)
    if way or counted or denied or _stays(amount, verb):
        return way
    behind = _after(amount)  # before what stands in front: "finished off 3 percent higher"
    said = behind or _before(amount)
    return _signed(amount) if said is None else None if said == "level" else cast(Change, said)


def _stays(amount: Amount, verb: Token | None) -> bool:
    """Whether an amount tells how far something stretches, or how it compares with another, at one time: "the road
    climbs to 4,257 metres", "a fall of 12 metres", "rents are 15% higher than in Norport"."""
    if amount.quantity.kind == "length":
        before = amount.head.doc[max(0, amount.first - 1)]
        return before.lower_ == "of" or verb is None or (verb.tag_ in PRESENT and not helpers(verb))
    behind = amount.head.doc[amount.last + 1 : min(amount.last + _COMPARED, amount.sentence.end)]
    than = next((t.i for t in behind[1:2] if t.lower_ == "than"), None)
    return than is not None and not any(t.ent_type_ == "DATE" for t in behind if t.i > than)


def _happened(verb: Token) -> bool:
    """Whether a verb tells no change that was none: "did not grow", "would have grown"."""
    told = helpers(verb)
    unreal = "have" in told and not told.isdisjoint(_UNREAL)
    return not unreal and all(c.dep_ != "neg" for c in verb.children)


def _by(amount: Amount, counted: bool) -> Change | None:
    """ "decreased by 1", "a rise by 3 percent": the way of what governs "by"."""
    token = amount.head
    for up in (token.head, token.head.head):
        if up.lower_ == "by" and up.head.pos_ in ("VERB", "NOUN"):
            lemma = up.head.lemma_.lower()
            return None if counted and lemma in listed("quantity_words", "deals") else english().change.get(lemma)
    return None


def _before(amount: Amount) -> str | None:
    """The way of the verb or particle before an amount; ``level`` where it only tells what was reached or left."""
    ways, level = listed("quantity_words", "ways"), False
    before = amount.head.doc[max(amount.sentence.start, amount.first - _FURTHEST) : amount.first]
    for token in reversed(before):
        low, after = token.lower_, token.nbor().lower_
        if low in ways and after in ("to", "of", "than"):
            return "level"  # "up to 5 percent", "lower than the 5 percent"
        if _belongs_to_verb(token, amount.head):
            return None
        way = english().change.get(low if low in ways else token.lemma_.lower())
        if way and (low in ways or token.pos_ in VERBS):
            return "level" if level or _is_handled(token, amount) else way
        level = level or low in ("to", "at", "from")
        if (
            low not in listed("quantity_words", "links")
            and token.text not in ("$", "-")
            and token.pos_ not in ("ADV", "SYM", "DET")
        ):
            return None
    return None


def _is_handled(verb: Token, amount: Amount) -> bool:
    """Whether an amount is what a verb makes or deals with, not how far its subject went.

    Money and things are, of a verb that deals with them ("cut 40 tonnes"), and so is an object that is of something
    ("grew 40 tonnes of oats") or that somebody has, who is no quantity ("Norport grew 40 tonnes").
    """
    quantity = amount.quantity
    if quantity.kind in (*_PARTS, "minor money") or quantity.unit == "point":
        return False
    if verb.lemma_.lower() in listed("quantity_words", "deals"):
        return True
    somebody = (c.pos_ == "PROPN" or c.tag_ == "PRP" for c in verb.lefts if c.dep_ in SUBJECTS and c.lower_ != "it")
    of_something = any(c.lower_ == "of" for c in amount.head.rights)
    object_of = amount.head.dep_ in ("dobj", "npadvmod")
    return object_of and (of_something or (quantity.kind != "bare" and any(somebody)))


def _belongs_to_verb(particle: Token, amount: Token) -> bool:
    """Whether a particle is part of a verb whose object the amount is: "make up 30%", "set up a $4 million fund"."""
    objects = [c for c in particle.head.rights if c.dep_ == "dobj"] if particle.dep_ == "prt" else []
    return any(c == amount or c.is_ancestor(amount) for c in objects)


def _after(amount: Amount) -> Change | None:
    """ "5% higher", "3 points down", "82% less likely"."""
    after = amount.head.doc[amount.last + 1 : amount.last + 3]
    ways: dict[str, Change] = {"higher": "up", "up": "up", "lower": "down", "down": "down"}
    if len(after) == 2 and amount.quantity.kind == "percent" and after[1].pos_ in ("ADJ", "ADV", "NOUN"):
        ways |= {"more": "up", "less": "down", "fewer": "down"}
    return ways.get(after[0].lower_) if len(after) else None


def _signed(amount: Amount) -> Change | None:
    """ "+0.3%": the way of the sign."""
    if amount.quantity.kind != "percent":
        return None
    token = amount.head.doc[amount.first]
    ways: dict[str, Change] = {"+": "up", "-": "down", "−": "down"}
    return ways.get(token.text[amount.quantity.start - token.idx :][:1])


def level(amount: Amount, bound: Bound) -> Change | None:
    """The way to a level, for a brief where it says more than none: "fell to 24%", "shrunk to 12 percent".

    Only for a quantity right after the "to" of a verb or the "of" of a noun of change; not for what it came from.
    """
    doc, i = amount.head.doc, amount.first - 1
    if _stays(amount, own_verb(amount.head)):
        return None
    links = listed("quantity_words", "links")
    while i > amount.sentence.start and doc[i].lower_ in links and doc[i].lower_ not in ("to", "at", "of"):
        i -= 1
    verb: Token = doc[i].head
    if not _happened(verb):
        return None
    if bound == "exact" and doc[max(0, i - 1) : i + 1].text.lower() == "up to":
        return "up"  # "went up to 45", which is no bound
    governs = {"to": ("VERB", "NOUN"), "of": ("NOUN",)}.get(doc[i].lower_, ())  # "a pay rise of 5 percent"
    if i <= amount.sentence.start or verb.pos_ not in governs or verb.i > i:
        return None
    deal = amount.quantity.kind == "count" and verb.lemma_.lower() in listed("quantity_words", "deals")
    return None if deal else english().change.get(verb.lemma_.lower())
