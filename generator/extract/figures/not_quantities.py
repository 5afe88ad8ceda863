"""What looks like a number but is no quantity: dates, times, names, lists, scores, versions."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from generator.core.model import Found
from generator.core.text import small_letters
from generator.extract.figures.numbers import Number
from generator.extract.figures.tables import english, masks
from generator.extract.parsed import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens

Span = tuple[int, int]

_YEAR_CUE = re.compile(
    r"(?:\b(?:in|since|until|till|from|by|between|before|after|during|of|to|and|year|through|early|late|mid|the|"
    r"for|circa|than)|[-–(])[ -]?$",
    re.IGNORECASE,
)
_LIST_NUMBER = re.compile(r"(?:^|[\n;:–—(-]) ?\(?$")
_ALONE = re.compile(r"[.,;:!?]| [`\"“'‘]| (?:is|was|has|had|can|will|would|and)\b")
_PREFIXES = frozenset(("sub", "minus", "plus", "now", "to", "under", "over", "non", "mid", "pre", "post", "than"))
_SURE = frozenset(("percent", "money", "minor money", "age"))
_INVARIABLE = frozenset(
    (
        "aircraft",
        "spacecraft",
        "people",
        "personnel",
        "staff",
        "crew",
        "fish",
        "sheep",
        "head",
        "cattle",
        "police",
        "troop",
        "mark",
        "level",
        "barrier",
        "threshold",
        "series",
        "species",
        "offspring",
        "faculty",
        "point",
        "km",
    )
)
"""Singular forms that numbers of a hundred and more count all the same."""
_UNNAMED = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "usd",
        "eur",
        "gbp",
    ]
)


class Masks:
    """The stretches of one article in which a number is no quantity."""

    def __init__(self, parsed: Parsed, found: Found) -> None:
        text = parsed.article.text
        any_case, exact = masks()
        spans: list[Span] = [m.span() for m in any_case.finditer(small_letters(text))]
        spans += [m.span() for m in exact.finditer(text)]
        self._text, self._doc = text, parsed.doc
        self._spans = _merge(spans)
        self._starts = [s for s, _ in self._spans]
        self._dates = _merge(
            (e.start, e.end) for d in found.dates if d.type in ("DATE", "TIME") for e in d.evidence[:1]
        )
        self._names = _merge((e.start, e.end) for m in found.mentions for e in m.evidence[:1])
        self._tokens = parsed.token_starts

    def token_before(self, offset: int) -> int:
        """Index of the token that starts at or before the offset."""
        return max(0, bisect.bisect_right(self._tokens, offset) - 1)

    def covers(self, number: Number) -> bool:
        """True when the number stands in a date, a time, an address, an idiom."""
        i = bisect.bisect_right(self._starts, number.start) - 1
        return i >= 0 and number.start < self._spans[i][1]

    def is_time(self, number: Number) -> bool:
        """True for a number without a scale that is a year or part of a date."""
        return not number.scaled and (self.is_year(number) or self.is_date(number))

    def is_date(self, number: Number) -> bool:
        """True when the dates of the article claim the number."""
        return any(s <= number.start < e for s, e in self._dates)

    def is_year(self, number: Number) -> bool:
        """True for a bare number that reads as a year: 1900 to 2099, or with a cue before it from 1000 on."""
        digits = self._text[number.start : number.end]
        if not re.fullmatch(r"(?:1[0-9]|20)[0-9]{2}", digits):
            return False
        if "1900" <= digits <= "2099" and (int(digits) % 100 or not re.match(r" [a-z]+s\b", self._text[number.end :])):
            return True
        return bool(_YEAR_CUE.search(self._text[max(0, number.start - 8) : number.start])) and not re.match(
            r" [a-z]+s\b", self._text[number.end :]
        )

    def is_name(self, number: Number, has_unit: bool, kind: str = "bare") -> bool:
        """True when the number is part of a name, a code or a list number."""
        text, start, end = self._text, number.start, number.end
        before, after = text[max(0, start - 40) : start], text[end : end + 30]
        if re.search(r"[^\W\d_]$", before) and not has_unit:
            return True  # A380
        if (
            not has_unit
            and number.digits
            and re.search(r"[.!?”\"] $", before)
            and re.match(r" [A-Z]|\s*$", after)
            and number.value < 200
        ):
            return "," not in text[start:end] and not re.match(r" [A-Z]\w+s\b", after)  # the number of a footnote
        if re.search(r"[^\W\d_]-$", before) and number.digits and not has_unit:
            return True  # G-20
        if not has_unit and number.digits and re.match(r"[^\W\d_]", after):
            return True  # 747s, 24703L
        if (
            number.digits
            and _LIST_NUMBER.search(before)
            and re.match(r" ?[.)](?=\s)", after)
            and "." not in text[start:end]
        ):
            return True
        word = re.search(r"([^\W\d_]+)\.? $", before)
        if word and word[1].lower() in english().designators and not has_unit:
            return True
        if not number.digits and kind not in _SURE:
            return self._capitalised_name(number, after)
        code = re.search(r"([^\W\d_]+)-?$", before)
        if has_unit and kind not in _SURE and code and code[1].lower() not in _PREFIXES:
            return bool(re.match(r"\s?[^\W\d_]{1,2}(?![^\W_])", after))  # "SCP-173 m": a code, no length
        if has_unit:
            return bool(kind == "electricity" and re.search(r"[\w-]$", before))
        named = re.search(r"([A-Z][\w&’'-]*|&) $", before)
        if named and named[1].lower() not in _UNNAMED and "," not in text[start:end] and not number.scaled:
            token = self._doc[self.token_before(start - 2)]
            if token.pos_ in ("PROPN", "X") or token.ent_type_ in (
                "ORG",
                "PRODUCT",
                "WORK_OF_ART",
                "FAC",
                "LAW",
                "EVENT",
            ):
                return not (token.is_sent_start and re.match(r" [a-z]+s\b", after))
        return any(s < start and number.end <= e for s, e in self._names)

    def is_label(self, number: Number) -> bool:
        """True for a number that stands for a thing with no noun after it: "the 747", "the top three"."""
        before = self._text[max(0, number.start - 14) : number.start]
        if number.digits:
            return (
                not number.scaled
                and number.value >= 100
                and bool(
                    re.search(r"(?:\b(?:their|its|a|an)|['’]s) $", before)
                    or (re.search(r"\bthe $", before) and _ALONE.match(self._text, number.end))
                )
                and "." not in self._text[number.start : number.end]
                and "," not in self._text[number.start : number.end]
            )
        return bool(re.search(r"\b(?:top|bottom|last|first|final|other|these|those|all|either) $", before))

    def is_model(self, number: Number, noun: Tokens) -> bool:
        """True for digits before a singular noun, a name's last part: "the 747 airliner", "22 High Street"."""
        if not number.digits or number.scaled or number.value <= 1 or self._text[number.end : number.end + 1] == "-":
            return False
        head = noun[-1]
        written = self._text[number.start : number.end]
        if "," in written or "." in written:
            return False
        one = head.tag_ in ("NN", "NNP") and not head.lower_.endswith("s") and head.lower_ not in _INVARIABLE
        if head.pos_ == "PROPN" and head.tag_ == "NNP" and one and head.text[:1].isupper():
            return True
        return one and number.value >= 100

    def _capitalised_name(self, number: Number, after: str) -> bool:
        """ "Three Evils", "Big Three": a number word with a capital inside a sentence, beside another capital."""
        if not self._text[number.start].isupper():
            return False
        token = self._doc[self.token_before(number.start)]
        if token.is_sent_start or (
            token.i > 0 and self._doc[token.i - 1].is_punct and self._doc[token.i - 1].is_sent_start
        ):
            return bool(re.match(r" [A-Z]", after)) and any(
                s <= number.start and number.end < e for s, e in self._names
            )
        previous = self._doc[token.i - 1] if token.i else token
        return bool(re.match(r"[ -][A-Z][a-z]", after)) or (previous.text[:1].isupper() and previous.pos_ == "PROPN")


def _merge(spans: Iterable[Span]) -> list[Span]:
    """Overlapping spans as one, sorted."""
    return list(_joined(sorted(spans)))


def _joined(spans: list[Span]) -> Iterator[Span]:
    current: Span | None = None
    for span in spans:
        if current and span[0] < current[1]:
            current = (current[0], max(current[1], span[1]))
        else:
            if current:
                yield current
            current = span
    if current:
        yield current
