"""The time a figure is for: a year, quarter, month or the like that the amount's own clause gives.

A date right after the amount ("in 2023") is its own. Else it is the one date that hangs on the amount's own verb; where
two stand there, or the date is another amount's, a deadline, a start or the base of a comparison, there is none. A day
is when something happened or was said, and an age or a distance has no period: the sentence tells what is left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from generator.core.model import DateMention, Found
from generator.core.when import When
from generator.extract.figures.measure import Amount, own_verb
from generator.extract.figures.tables import measure_words
from generator.extract.parsed import Parsed
from generator.extract.verbs import dates_in, root_of

if TYPE_CHECKING:
    from spacy.tokens import Token

PERIODS = frozenset({"decade", "year", "half", "season", "quarter", "month", "range"})
"""Precisions of a date that is a period."""
_TIMELESS = frozenset({"age", "time", "ratio", "length", "speed"})
"""Kinds of quantities that are not for a time."""
_RIGHT_AFTER = re.compile(r"\s(?:in|for|during|as of|at the end of|by)\s(?:the\s|early\s|late\s|mid-)?$", re.IGNORECASE)
_DASHES = re.compile(r"—| [–-] ")
_DURING = frozenset({"in", "during", "at", "of", "for", "within", "throughout", "as"})
"""What may stand between a date and its verb: all other prepositions make it a base, a start or a deadline."""
_COMPARED = frozenset({"ADP", "SCONJ", "PRON"})
"""Words of "than in 2021", "above that of 2021", whose date is another amount's."""
_EARLIER = re.compile(
    r"[^.;,]{0,24}\b(?:(?:a|one|the) (?:year|month|quarter|week) (?:earlier|before|ago|prior)|"
    r"the (?:prior|previous|preceding) (?:year|month|quarter|week|period)\b|"
    r"the (?:same|corresponding|comparable) (?:period|time|week|month|quarter|half|season))\b",
    re.IGNORECASE,
)
"""A base of comparison, which is told by another time that may stand anywhere."""


class Periods:
    """The periods of one article, for its amounts."""

    def __init__(self, parsed: Parsed, found: Found, amounts: Sequence[Amount]) -> None:
        self._parsed, self._text = parsed, parsed.article.text
        ends = {a.quantity.end for a in amounts}
        self._dates = tuple(d for d in found.dates if (when := When.parse(d.value)) and when.precision in PERIODS)
        self._owned: dict[int, int] = {}  # where an amount ends, and the date that is its own
        for i, date in enumerate(self._dates):
            link = _RIGHT_AFTER.search(self._text, max(0, date.evidence[0].start - 24), date.evidence[0].start)
            if link and link.start() in ends:
                self._owned[link.start()] = i

    def of(self, amount: Amount) -> str | None:
        """The period of an amount; None where no date is surely its own."""
        start, end = amount.quantity.start, amount.quantity.end
        sentence = self._parsed.sentence_at(start)
        if amount.quantity.kind in _TIMELESS or sentence is None or _EARLIER.match(self._text, end, sentence.end):
            return None
        if end in self._owned:
            return self._dates[self._owned[end]].value
        verb = own_verb(amount.head)
        if verb is None or verb.lemma_.lower() in measure_words("reporting"):
            return None
        dates = dates_in(sentence.start, sentence.end, self._dates)
        own = [d for d in dates if self._hangs(d, verb)]
        sure = not any(self._in_aside(d, amount) or self._is_of_another(d, amount) for d in own)
        sure = sure and all(map(self._during, own))
        return own[0].value if sure and len({d.value for d in own}) == 1 else None

    def _hangs(self, date: DateMention, verb: Token) -> bool:
        """Whether a date that no amount owns hangs on a verb."""
        root = root_of(self._parsed, date)
        if root is None or root.dep_ not in ("pobj", "npadvmod"):  # "the 1973 building"
            return False
        return self._dates.index(date) not in self._owned.values() and own_verb(root) == verb

    def _during(self, date: DateMention) -> bool:
        """Whether a date on a verb is the time of it: nothing between them starts, ends, compares or falls due."""
        span, root = date.evidence[0], root_of(self._parsed, date)
        above = () if root is None else takewhile(lambda t: t != own_verb(root), root.ancestors)
        between = (t for t in above if not span.start <= t.idx < span.end)
        return all(t.lower_ != "due" and (t.lower_ in _DURING or t.pos_ not in _COMPARED) for t in between)

    def _in_aside(self, date: DateMention, amount: Amount) -> bool:
        """Whether a dash parts a date from an amount, or the date is in brackets: "two dams (one burst in 2019)"."""
        start, end = sorted((amount.quantity.end, date.evidence[0].start))
        between = self._text[start:end]
        opens, closes = "()" if start == amount.quantity.end else ")("
        return between.count(opens) > between.count(closes) or len(_DASHES.findall(between)) % 2 == 1

    def _is_of_another(self, date: DateMention, amount: Amount) -> bool:
        """Whether a date stands behind a noun that may have it itself: "paid 3 million over a fire in 2019".

        That is one with a preposition of its own; "of" joins it to the amount ("sold 3 tonnes of copper in 2019"). A
        name of somebody or of a place has no year.
        """
        start = self._parsed.token_before(date.evidence[0].start)
        before = next((t for t in reversed(start.doc[amount.last + 1 : start.i]) if t.pos_ not in ("ADP", "DET")), None)
        while before is not None and before.dep_ == "pobj" and before.head.lower_ == "of":
            before = before.head.head
        if before is None or (before.dep_, before.pos_) != ("pobj", "NOUN"):
            return False
        return before.head.i > amount.last
