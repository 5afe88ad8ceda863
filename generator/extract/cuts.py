"""Cutting asides out of a sentence: what stays is a list of spans that join by single spaces.

A cut is made only where the join reads as if nothing had been there: no comma before a space, no sentence that
starts with a small letter, no bracket or quotation mark left alone. Otherwise the words stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from generator.core.model import Article, Evidence
from generator.extract.phrasing import connective_end

if TYPE_CHECKING:
    from spacy.tokens import Token

Span = tuple[int, int]

_BRACKETS = re.compile(r"\([^()\n]*\)|\[[\d\s,;–-]+\]")
_REFERENCE = re.compile(r"(?:\[[\d\s,;–-]+\]\s+)+")
_QUOTED = re.compile(r"“[^”\n]*”|\"[^\"\n]*\"")
_DASHES = re.compile(r"\s([—–]|--)\s(?P<aside>[^—–\n]{3,120}?)\s\1\s")
_ACRONYM = re.compile(r"\((?:the )?[A-Z][A-Za-z&.\-]{0,9}\)")
_IN_NAME = re.compile(
    r"(?<=[\w)] )\((?:[A-Z][\w’'-]*|and|of|the|for)(?: (?:[A-Z][\w’'-]*|and|of|the|for))*\)(?= [A-Z])"
)
"""Brackets within a name, as laws have them: "the Harbours (Temporary Measures) Act"."""
_PLACE = r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,2}"
_DATELINE = re.compile(  # "MOSCOW — ", "LONDON (Reuters) - ", "Evansville, Indiana, United States - "
    rf"(?:[A-Z]{{3,}}(?: [A-Z]{{2,}})*(?:, {_PLACE})*|{_PLACE}(?:, {_PLACE})+|{_PLACE}(?= \())"
    rf"(?: \([A-Z]\w+\))? ?(?:—|–|--| -) (?=[A-Z“\"])"
)
MARKS = frozenset({",", ";", ":", "—", "–", "--", "-", "(", ")", "[", "]"})
"""Marks that part phrases within a sentence."""
_RANGE_DASHES = ("-", "–", "—")
_OPEN_CLOSE = (("(", ")"), ("[", "]"), ("“", "”"))


def pieces(text: str, start: int, end: int, *, tight: bool = False) -> tuple[Span, ...]:
    """The spans of ``text[start:end]`` that stay when dateline, connective, citations and brackets are cut.

    Args:
        text: the article's text.
        start: where the sentence starts.
        end: where it ends.
        tight: also cut an aside between two dashes.
    """
    start = _opening(text, start, end)
    brackets = tuple(_brackets(text, start, end))
    # Of a row ("Norland (3%) and Ruritania (4%), ...") one value alone would be told of both.
    apart = all(_joins(text, after[0]) for _, at in brackets if (after := _shrink(text, at, end)))
    cuts = sorted([*(brackets if apart else ()), *(_dashed(text, start, end) if tight else ())])
    kept = _without(text, start, end, cuts)
    return kept if kept and balanced(joined(text, kept)) else ((start, end),)


def _opening(text: str, start: int, end: int) -> int:
    """Where the sentence starts without a reference, dateline or connective in front."""
    for opening in (_REFERENCE, _DATELINE):
        match = opening.match(text, start, end)
        start = match.end() if match else start
    lead = connective_end(text[start:end])
    return start + lead if lead and _may_open(text, start + lead) else start


def _brackets(text: str, start: int, end: int) -> Iterator[Span]:
    """Brackets that may go: none of an acronym, a name or somebody's words, which stay as they were said."""
    quoted = [m.span() for m in _QUOTED.finditer(text, start, end)]
    for match in _BRACKETS.finditer(text, start, end):
        said = any(a < match.start() < b for a, b in quoted)
        named = _ACRONYM.fullmatch(match[0]) or _IN_NAME.match(text, match.start())
        if not said and not named:
            yield match.span()


def _dashed(text: str, start: int, end: int) -> Iterator[Span]:
    """Asides between two dashes."""
    for match in _DASHES.finditer(text, start, end):
        yield match.start(), match.end() - 1


def _without(text: str, start: int, end: int, cuts: Sequence[Span]) -> tuple[Span, ...]:
    """What stays when the cuts are made whose sides join cleanly."""
    spans: list[Span] = []
    for cut_start, cut_end in cuts:
        left, right = _shrink(text, start, cut_start), _shrink(text, cut_end, end)
        if left and right and _joins(text, right[0]):
            spans.append(left)
            start = right[0]
    last = _shrink(text, start, end)
    return (*spans, last) if last else tuple(spans)


def joined(text: str, spans: tuple[Span, ...]) -> str:
    """The words of the spans, parted by single spaces."""
    return " ".join(text[a:b] for a, b in spans)


def to_evidence(article: Article, spans: tuple[Span, ...]) -> tuple[Evidence, ...]:
    """The spans as evidence of the article."""
    return tuple(article.evidence(a, b) for a, b in spans)


def balanced(text: str) -> bool:
    """Whether every bracket and double quotation mark of the text has its partner."""
    plain = re.sub("``|''", '"', text)  # as typewriters and TeX write them
    return all(plain.count(o) == plain.count(c) for o, c in _OPEN_CLOSE) and plain.count('"') % 2 == 0


def _shrink(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _joins(text: str, right_start: int) -> bool:
    """Whether what stands at the offset reads cleanly behind a single space."""
    return text[right_start] not in ".,;:!?)]’'”\"%"


def _may_open(text: str, at: int) -> bool:
    """Whether a sentence may start at the offset as it stands there."""
    return text[at : at + 1].isupper() or text[at : at + 1].isdigit()


def is_mark(token: Token) -> bool:
    """Whether a token parts phrases; the hyphen of a word, of a score and the dash of a range ("2.5% – 3%") do not."""
    before, behind = token.nbor(-1), token.doc[token.i + 1 : token.i + 2]
    number_before = before.like_num or before.text == "%"
    if token.text in _RANGE_DASHES and number_before and any(t.like_num for t in behind):
        return False
    return token.text in MARKS and (token.text != "-" or bool(before.whitespace_ and not before.like_num))
