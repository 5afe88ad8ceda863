"""What looks like a number but is no quantity: dates, times, names, lists, scores, versions."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from generator.extract.figures.numbers import Number
from generator.extract.figures.tables import english
from generator.extract.parsed import Parsed
from generator.model import Found

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens

Span = tuple[int, int]

_MONTH = (r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
          r"nov(?:ember)?|dec(?:ember)?)\b\.?")
_DAY = r"(?:[0-3]?[0-9])(?:st|nd|rd|th)?(?![0-9])"
_YEAR = r"(?:1[0-9]{3}|20[0-9]{2})(?![0-9])"
_IN_ANY_CASE = (
    rf"\b{_MONTH} ?{_DAY}(?! ?(?:%|per ?cent|percent|million|billion))(?:,? {_YEAR})?(?: ?[-–] ?{_DAY})?",
    rf"\b{_DAY} (?:of )?{_MONTH}(?:,? {_YEAR})?",
    rf"\b{_MONTH},? {_YEAR}",
    rf"\b(?:fiscal|fy) ?(?:year )?{_YEAR}",
    r"\b[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?\b", r"\b[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}\b", r"\b[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}\b",
    r"\b(?:1[0-9]|20)[0-9]{2}s\b|(?<!\w)['’]?[1-9]0s\b", r"\b(?:1[0-9]|20)[0-9]{2}[-–/][0-9]{2,4}\b",
    r"\b[0-2]?[0-9][:.][0-5][0-9] ?(?:[ap]\.?m\b\.?|gmt|utc|bst|est|edt|pst|cet|hrs)", r"\b[0-2]?[0-9]:[0-5][0-9](?::[0-9]{2})?\b",
    r"\b[0-9]{1,2} ?(?:[ap]\.m\.|[ap]m\b)", r"\b(?:[0-9]{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) ?o['’]clock",
    r"(?:https?://|www\.)\S+", r"\S+@\S+\.\w+", r"\b24/7\b", r"\b9/11\b",
    r"\bno\. ?[0-9]+", r"#[0-9]+", r"\b(?:one|two|three)[- ]by[- ](?:one|two|three)\b",
    r"\b(?:no|any|some|every)[- ]one\b", r"\bone another\b", r"\bone-(?:off|sided|way|party|on-one)\b", r"\bone (?:day|night|morning|evening)\b",
    r"\bone['’]s\b", r"\bone or (?:another|the other)\b", r"\b(?:the|this|that|which|each|another) one(?= (?:who|that|they|he|she|we|i|you|is|was|in|on|thing)\b|[.,;?!])",
    r"\bone of (?:them|us|you|these|those|its|their|his|her|my|our)\b(?! [a-z])", r"\bone and the same\b", r"\bback to square one\b",
    r"\bone (?:can|could|must|should|may|might|would|has|is|was|needs|does)\b(?! (?:consultant|dealer))", r"\bat one (?:point|time|stage)\b",
    r"\bone hand\b(?= )(?=,| and| the)", r"\bon (?:the )?one hand\b", r"\bone-time\b", r"\b(?:two|three|four)fold\b", r"\b[0-9]+[- ]?fold\b",
    r"\btwo-way\b", r"\bone (?:thing|such)\b", r"\bnumber one\b",
)
_AS_WRITTEN = (
    r"(?<![\w.,])\+?[0-9]{1,4}(?:[-–. ][0-9]{2,4}){2,}(?![\w,%.]*[0-9])(?! ?(?:%|per|million|billion))",  # telephone numbers
    r"\b[0-9]{4,}-[0-9]{4,}(?:-[0-9]+)*", r"\b[A-Z]{2} [0-9]{5}\b(?:-[0-9]{4})?", r"(?<=the )[0-9]{5}(?= ZIP)",
    r"\b[0-9]{1,3} (?:[A-Z][a-z]+ ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Boulevard|Way)\b", r"\bUnit [0-9]+ at [0-9]+-[0-9]+\b",
    r"(?<![\w$€£.,])[0-9]{1,2}[-–][0-9]{1,2}(?![\w%.,]*[0-9]| ?%| ?(?:per ?cent|percent|pct|million|billion)|[-–]?[A-Za-z])(?= (?:win|victory|defeat|loss|down|up|draw|lead|record|advantage|scoreline|on|at|in)\b|[.,;)!?\n]|$| (?:after|against|over|to)\b)",
    r"['’][0-9]{2}\b(?!['’])", r"\bGroup of (?:Seven|Eight|Twenty|[0-9]+)", r"\b[0-9]G\b(?! of)", r"\bf ?/ ?[0-9.]+(?: ?- ?[0-9.]+)?",
    r"\b[Pp]hase[- ](?:one|two|three)\b", r"\bPart (?:One|Two|Three)\b", r"(?<![\w.])[0-9]+\.[0-9]+\.[0-9.]+",
)
_PATTERN_ANY = re.compile("|".join(_IN_ANY_CASE), re.IGNORECASE)
_PATTERN = re.compile("|".join(_AS_WRITTEN))
_YEAR_CUE = re.compile(r"(?:\b(?:in|since|until|till|from|by|between|before|after|during|of|to|and|year|through|early|late|mid|the|"
                       r"for|circa|than)|[-–(])[ -]?$", re.IGNORECASE)
_LIST_NUMBER = re.compile(r"(?:^|[\n;:–—(-]) ?\(?$")
_INVARIABLE = frozenset("aircraft spacecraft people personnel staff crew fish sheep head cattle police troop mark level barrier threshold "
                        "series species offspring faculty point km word-minimum".split())
_UNNAMED = frozenset(
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "usd", "eur", "gbp"])


class Masks:
    """The stretches of one article in which a number is no quantity."""

    def __init__(self, parsed: Parsed, found: Found) -> None:
        text = parsed.article.text
        spans: list[Span] = [m.span() for m in _PATTERN_ANY.finditer(text)]
        spans += [m.span() for m in _PATTERN.finditer(text)]
        self._text, self._doc = text, parsed.doc
        self._spans = _merge(spans)
        self._starts = [s for s, _ in self._spans]
        self._dates = _merge((e.start, e.end) for d in found.dates if d.type in ("DATE", "TIME") for e in d.evidence[:1])
        self._names = _merge((e.start, e.end) for m in found.mentions for e in m.evidence[:1])
        self._tokens = [t.idx for t in self._doc]

    def token_before(self, offset: int) -> int:
        """Index of the token that starts at or before the offset."""
        return max(0, bisect.bisect_right(self._tokens, offset) - 1)

    def covers(self, number: Number) -> bool:
        """True when the number stands in a date, a time, an address, an idiom."""
        i = bisect.bisect_right(self._starts, number.start) - 1
        return i >= 0 and number.start < self._spans[i][1]

    def is_date(self, number: Number) -> bool:
        """True when the dates of the article claim the number."""
        return any(s <= number.start < e for s, e in self._dates)

    def is_year(self, number: Number) -> bool:
        """True for a bare number that reads as a year: 1900 to 2099, or with a cue before it from 1000 on."""
        digits = self._text[number.start:number.end]
        if not re.fullmatch(r"(?:1[0-9]|20)[0-9]{2}", digits):
            return False
        if "1900" <= digits <= "2099" and (int(digits) % 100 or not re.match(r" [a-z]+s\b", self._text[number.end:])):
            return True
        return bool(_YEAR_CUE.search(self._text[max(0, number.start - 8):number.start])) and not re.match(
            r" [a-z]+s\b", self._text[number.end:])

    def is_name(self, number: Number, has_unit: bool) -> bool:
        """True when the number is part of a name, a code or a list number."""
        text, start, end = self._text, number.start, number.end
        before, after = text[max(0, start - 40):start], text[end:end + 30]
        if re.search(r"[^\W\d_]$", before) and not has_unit:
            return True  # A380
        if re.search(r"[^\W\d_]-$", before) and number.digits and not has_unit:
            return True  # TPP-11
        if not has_unit and number.digits and re.match(r"[^\W\d_]", after):
            return True  # 737s, 24703L
        if number.digits and _LIST_NUMBER.search(before) and re.match(r" ?[.)](?=\s)", after) and "." not in text[start:end]:
            return True
        word = re.search(r"([^\W\d_]+)\.? $", before)
        if word and word[1].lower() in english().designators and not has_unit:
            return True
        if has_unit:
            return False
        if not number.digits:
            return self._capitalised_name(number, after)
        named = re.search(r"([A-Z][\w&’'-]*|&) $", before)
        if named and named[1].lower() not in _UNNAMED and "," not in text[start:end] and not number.scaled:
            token = self._doc[self.token_before(start - 2)]
            if token.pos_ in ("PROPN", "X") or token.ent_type_ in ("ORG", "PRODUCT", "WORK_OF_ART", "FAC", "LAW", "EVENT"):
                return not (token.is_sent_start and re.match(r" [a-z]+s\b", after))
        return any(s < start and number.end <= e for s, e in self._names)

    def is_label(self, number: Number) -> bool:
        """True for a number that stands for a thing with no noun after it: "the 486", "the top three"."""
        before = self._text[max(0, number.start - 14):number.start]
        if number.digits:
            return not number.scaled and number.value >= 100 and bool(re.search(r"(?:\b(?:the|their|its|a|an)|['’]s) $", before)) \
                and "." not in self._text[number.start:number.end] and "," not in self._text[number.start:number.end]
        return bool(re.search(r"\b(?:top|bottom|last|first|final|other|these|those|all|either) $", before))

    def is_model(self, number: Number, noun: Tokens) -> bool:
        """True for digits before a singular noun, a name's last part: "the 737 airliner", "787 Dreamliner", "22 High Street"."""
        if not number.digits or number.scaled or number.value <= 1 or self._text[number.end:number.end + 1] == "-":
            return False
        head = noun[-1]
        written = self._text[number.start:number.end]
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
        if token.is_sent_start or (token.i > 0 and self._doc[token.i - 1].is_punct and self._doc[token.i - 1].is_sent_start):
            return bool(re.match(r" [A-Z]", after)) and any(s <= number.start and number.end < e for s, e in self._names)
        previous = self._doc[token.i - 1] if token.i else token
        return bool(re.match(r"[ -][A-Z]", after)) or (previous.text[:1].isupper() and previous.pos_ == "PROPN")


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
