"""Runs of capitalised words: what a name looks like in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.core.tables import listed
from generator.core.when import CALENDAR_NAMES, MONTH_NUMBERS
from generator.extract.long_forms import SMALL
from generator.extract.parsed import Parsed
from generator.extract.terms.spelling import term_key

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORD = r"(?:[a-z]{1,2}(?=[A-Z][a-z])|[dl]['’]|al-|el-)?[A-Z][^\W_]*(?:\.[A-Z]\.?)*(?:[-–][^\W_]+(?:\.\d(?!\d))?)*\+?"
_JOIN = r"\s(?:[A-Z]\.\s)?(?:(?:of|for|on|against)\s(?:the\s)?|and\s|(?:de|du|des|dei|di|do|dos|das|del|der|la)\s)?"
_RUN = re.compile(rf"(?<![\w-]){_WORD}(?:{_JOIN}{_WORD}|\s\d{{1,2}}(?![\w%,.:]*\d))*(?!\w)")
_FIRST = re.compile(r"\S+\s+|\S+$")
_SEAM = re.compile(r"\s(and|(?:of|for|on|against)(?:\sthe)?)\s")
NOT_NUMBERED = listed("terms", "numbered_not") | {name.capitalize() for name in MONTH_NUMBERS}
"""What a number behind it does not make the name of a thing."""
NUMBER = re.compile(r"(?:\d{1,2}|[IVX]{1,4}|[A-C])\Z")
"""The last word of a numbered name."""
_GRAMMAR = frozenset(("DET", "ADP", "CCONJ", "SCONJ", "PRON", "ADV", "VERB", "AUX", "PART", "INTJ"))
_LAWS = frozenset(
    ("Act", "Agreement", "Treaty", "Pact", "Convention", "Directive", "Regulation", "Law", "Bill", "Accord")
)
_GOVERNS = ("of", "on", "for")
_LED = ("-led", "-backed", "-based", "-sponsored", "-brokered")


@dataclass(frozen=True, slots=True)
class Run:
    """A run of capitalised words in prose."""

    start: int
    end: int
    words: tuple[str, ...]


def find_runs(parsed: Parsed, names: Mapping[str, str]) -> Iterator[Run]:
    """The runs of the prose in order; `names` tells the kind of names by `term_key`."""
    text = parsed.article.text
    starts = parsed.token_at
    for block in parsed.blocks:
        if block.kind == "heading":
            continue
        for m in _RUN.finditer(text, block.content, block.end):
            for start, end in _split_and(text, m.start(), m.end(), names):
                start = _trim(text, start, end, starts)
                if start < end:
                    yield Run(start, end, tuple(text[start:end].split()))


def _split_and(text: str, start: int, end: int, names: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """Two names joined by "and" or a preposition are two runs when the first is a name by itself; a day behind "on" is
    no part of a name."""
    if " " not in text[start:end]:
        yield start, end
        return
    last = text[start:end].split()[-1]
    law = last in _LAWS and "the " in (text[max(0, start - 4) : start].casefold(), text[start : start + 4].casefold())
    for m in _SEAM.finditer(text[start:end]):
        left = text[start : start + m.start()]
        kind = names.get(term_key(left))
        parts = kind is not None if m[1] == "and" else kind not in (None, "organization")
        if law and m[1] == "and":
            continue  # the NAME and NAME Act
        dated = m[1] == "on" and text[start + m.end() : end].split()[0].lower() in CALENDAR_NAMES
        if parts or dated or (m[1] == "and" and len(left.split()) > 2):
            yield start, start + m.start()
            yield from _split_and(text, start + m.end(), end, names)
            return
    yield start, end


def _trim(text: str, start: int, end: int, tokens: dict[int, Token]) -> int:
    """Without a first word that is capitalised because the sentence begins there, or is a date."""
    while start < end:
        m = _FIRST.match(text[start:end])
        if m is None:
            return end
        token = tokens.get(start)
        word, rest = m[0].strip(), text[start + m.end() : end]
        date = token is not None and token.ent_type_ == "DATE" and word.lower() in MONTH_NUMBERS
        grammar = token is not None and token.pos_ in _GRAMMAR
        # "Leaders of the NAME": a common noun that has its capital from the sentence.
        first = token is not None and token.is_sent_start and token.pos_ == "NOUN"
        leading = (first and re.match(r"(?:of|for|on)\s", rest) is not None) or word.endswith(_LED)
        if not (date or word[0].isdigit() or grammar or leading or word.casefold() in SMALL):
            return start
        start += m.end()
    return start


def is_law(run: tuple[str, ...]) -> bool:
    """Whether the name's own words say that it is an agreement, a law, a plan or the like."""
    first, last = run[0], run[-1]
    if not 2 <= len(run) <= 9 or first in NOT_NUMBERED:
        return False
    return last in listed("terms", "heads") or (first in listed("terms", "heads") and run[1] in _GOVERNS)
