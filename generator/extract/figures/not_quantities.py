"""What looks like a number but is no quantity: dates, times, names, lists, scores, versions."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from generator.core.model import Found
from generator.core.tables import listed
from generator.core.text import small_letters
from generator.extract.figures.numbers import Number
from generator.extract.figures.tables import english, masks
from generator.extract.parsed import Parsed
from generator.extract.tags import TIMES

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens

Span = tuple[int, int]

_YEAR = re.compile(r"(?:1[0-9]|20)[0-9]{2}")
_YEAR_CUE = re.compile(
    r"(?:\b(?:in|since|until|till|from|by|between|before|after|during|of|to|and|year|through|early|late|mid|the|"
    r"for|circa|than)|[-–(])[ -]?$",
    re.IGNORECASE,
)
_COUNTED = re.compile(r" [a-z]+s\b")
_ALONE = re.compile(r"[.,;:!?]| [`\"“'‘]| (?:is|was|has|had|can|will|would|and)\b")
_LABELLED = re.compile(r"\b(?:top|bottom|last|first|final|other|these|those|all|either) $")
_BARE_NAMES = (
    (re.compile(r"[^\W\d_]$|(?<![^\W_])[^\W\d_]+-$"), re.compile("")),  # A380, G-20, but not 2bn-3bn
    (re.compile(""), re.compile(r"[^\W\d_]")),  # 747s, 24703L
    (re.compile(r"[.!?”\"] $"), re.compile(r"(?: [A-Z](?!\w+s\b)|\s*$)")),  # the number of a footnote
)
"""Digits without a unit that are part of a word or stand for a note, by what is before and after them."""
_LIST_NUMBER = re.compile(r"(?:^|[\n;:–—(-]) ?\(?$"), re.compile(r" ?[.)](?=\s)")
_CODE = re.compile(r"(?!minus-|sub-)\b[^\W\d_]+-$", re.IGNORECASE), re.compile(r"\s?[^\W\d_]{1,2}(?![^\W_])")
"""What is before and after the number of a code that only looks like a length: "SCP-173 m"."""
_SCORE = re.compile(
    r"""
    (?<![\w$€£.,]) ([0-9]{1,3}) [-–] ([0-9]{1,3})
    (?! [\w%.,/-]*[0-9%] | \ ?% | \ ?(?:per|pct|thousand|million|billion) | [-–]?[A-Za-z] )
    (?= (?P<ends> [.,;)!?\n] | $ | \ (?:win|victory|defeat|loss|down|up|draw|lead|record|advantage|scoreline)\b
                | \ (?:on|at|in|after|against|over|to)\b )? )
    """,
    re.VERBOSE,
)
"""Two whole numbers with a hyphen, and whether nothing behind them is what they count."""
_ODDS = re.compile(r"[0-9]/$"), re.compile(r"/[0-9]")
"""What is before and after one of two numbers with a stroke that are no fraction: odds of 11/2, 6/7 points."""
_SURE = re.compile(r"(?: ?%| per ?cent)(?:-| )(?:CI\b|(?:confidence|credible) (?:interval|level|limit))")
_NAMING = ("ORG", "PRODUCT", "WORK_OF_ART", "FAC", "LAW", "EVENT")


class Masks:
    """The stretches of one article in which a number is no quantity."""

    def __init__(self, parsed: Parsed, found: Found) -> None:
        text = parsed.article.text
        any_case, exact = masks()
        spans: list[Span] = [m.span() for m in any_case.finditer(small_letters(text))]
        spans += [m.span() for m in exact.finditer(text)]
        spans += [m.span() for m in _SCORE.finditer(text) if _is_score(m)]
        self._text, self._parsed = text, parsed
        self._spans = _merge(spans)
        self._starts = [s for s, _ in self._spans]
        dates = (d.evidence[:1] for d in found.dates if d.type in TIMES)
        self._dates = [(e.start, e.end) for evidence in dates for e in evidence]

    def covers(self, number: Number) -> bool:
        """True when the number stands in a date, a time, an address, an idiom."""
        i = bisect.bisect_right(self._starts, number.start) - 1
        return i >= 0 and number.start < self._spans[i][1]

    def is_time(self, number: Number) -> bool:
        """True for a number without a scale that is a year or part of a date."""
        dated = any(s <= number.start < e for s, e in self._dates)
        return not number.scaled and (dated or self._is_year(number))

    def _is_year(self, number: Number) -> bool:
        """True for a bare number that reads as a year: 1900 to 2099, or with a cue before it from 1000 on."""
        digits = self._text[number.start : number.end]
        counted = _COUNTED.match(self._text, number.end)
        if not _YEAR.fullmatch(digits):
            return False
        if digits >= "1900":
            return True
        return bool(_YEAR_CUE.search(self._text[max(0, number.start - 8) : number.start])) and not counted

    def is_name(self, number: Number, has_unit: bool) -> bool:
        """True when the number is part of a name, a code or a list number."""
        before, after = self._text[max(0, number.start - 40) : number.start], self._text[number.end : number.end + 30]
        if not number.digits:
            return not has_unit and self._capitalised(number, after)
        if _SURE.match(after):
            return True  # how sure a range is: "95% CI 0.7 to 0.9"
        if _ODDS[0].search(before) or _ODDS[1].match(after):
            return True
        if not has_unit and re.match(r"m(?![^\W_])", after):
            return True  # metres or millions, nobody knows of what
        plain = not re.search(r"[.,]", self._text[number.start : number.end])
        shapes = (_LIST_NUMBER, _CODE) if has_unit else (_LIST_NUMBER, *_BARE_NAMES)
        if any(b.search(before) and a.match(after) for b, a in shapes):
            return plain
        lettered = re.match(r"[A-Z](?![^\W_])", after) is not None  # "gate 12A" is no current, "unit 7C" no heat
        if lettered:
            return self._designated(before) or self._named(number, before, plain)
        return not has_unit and self._named(number, before, plain)

    def _designated(self, before: str) -> bool:
        """Whether a word stands before a number that makes it part of a name: "page 12", "unit 7C"."""
        word = re.search(r"([\w’'-]+)\.? $", before)
        return word is not None and word[1].lower() in english().designators

    def _named(self, number: Number, before: str, plain: bool) -> bool:
        """Whether a number follows a name or a word that it belongs to: "Boeing 737", "page 12"."""
        word = re.search(r"([\w’'-]+)\.? $", before)
        if word is None or self._designated(before):
            return word is not None
        name = word[1] != word[1].lower()  # "iPhone 11"
        if not (plain and name) or number.scaled:
            return False
        token = self._parsed.token_before(number.start - 2)
        opens = token.is_sent_start and _COUNTED.match(self._text, number.end)
        return not opens and (token.pos_ in ("PROPN", "X") or token.ent_type_ in _NAMING)

    def is_label(self, number: Number) -> bool:
        """True for a number that stands for a thing with no noun after it: "the 747", "the top three"."""
        before = self._text[max(0, number.start - 14) : number.start]
        if not number.digits:
            return bool(_LABELLED.search(before))
        if number.scaled or number.value < 100 or re.search("[.,]", self._text[number.start : number.end]):
            return False
        own = re.search(r"(?:\b(?:their|its|a|an)|['’]s) $", before)
        return bool(own or (before.endswith("the ") and _ALONE.match(self._text, number.end)))

    def is_model(self, number: Number, noun: Tokens) -> bool:
        """True for digits before a singular noun, a name's last part: "the 747 airliner", "22 High Street"."""
        written, head = self._text[number.start : number.end + 1], noun[-1]
        if not number.digits or number.scaled or number.value <= 1 or re.search(r"[.,]|-$", written):
            return False
        invariable = head.lower_.endswith("s") or head.lower_ in listed("quantity_words", "invariable")
        one = head.tag_ in ("NN", "NNP") and not invariable
        return one and (number.value >= 100 or (head.tag_ == "NNP" and head.text[:1].isupper()))

    def is_which(self, number: Number, noun: Tokens) -> bool:
        """True for a number that a word before it makes a name: "year 2 residents", "Chapter Nine institutions", "a top
        50 finish"."""
        token = self._parsed.token_before(number.start)
        before = token.nbor(-1) if token.i else token
        if number.scaled or token.nbor() not in noun:
            return False
        joined = before.is_alpha and before.dep_ in ("compound", "nmod") and before.head in (token, noun[-1])
        ranked = _LABELLED.search(self._text[max(0, number.start - 14) : number.start]) and noun[-1].tag_ == "NN"
        return bool(ranked) or (joined and before.tag_ in ("NN", "NNP"))

    def _capitalised(self, number: Number, after: str) -> bool:
        """ "Three Evils", "Big Three": a number word with a capital inside a sentence, beside another capital."""
        token = self._parsed.token_before(number.start)
        previous = token.nbor(-1) if token.i else token
        opens = token.is_sent_start or (previous.is_punct and previous.is_sent_start)
        if opens or not token.text[:1].isupper():
            return False
        return previous.pos_ == "PROPN" or re.match(r"[ -][A-Z][a-z]", after) is not None


def _merge(spans: Iterable[Span]) -> list[Span]:
    """Overlapping spans as one, sorted."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out


def _is_score(pair: re.Match[str]) -> bool:
    """Whether two numbers are votes, goals or sets and no range: the first is no smaller ("28-21"), or both are small
    and count nothing ("lost 2-4")."""
    return int(pair[1]) >= int(pair[2]) or (pair["ends"] is not None and len(pair[1]) < 3 > len(pair[2]))
