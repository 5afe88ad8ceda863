"""Quoted words that may be terms: coinages, nicknames of things, phrases with an explanation beside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.core.model import Found, Quote
from generator.extract.long_forms import SMALL
from generator.extract.parsed import Parsed
from generator.extract.tags import NOUNS
from generator.extract.terms.spelling import Candidate

if TYPE_CHECKING:
    from spacy.tokens import Span

_DEFINITE = re.compile(r"(?:\bthe|['’]s|s['’]|\bits|\btheir)$")
MOST_WORDS = 7
"""A longer quotation is speech, not a term."""


def quoted_candidates(parsed: Parsed, found: Found) -> Iterator[Candidate]:
    """Quotations of a few words that are no speech."""
    text = parsed.article.text
    for quote in found.raw_quotes:
        start, end = _bare(quote)
        label = text[start:end]
        if 0 < len(label.split()) <= MOST_WORDS and not parsed.in_heading(start):
            says = _says(parsed, quote, start, end)
            if says is not None:
                whole = (quote.text,) if quote.text != label and quote.text.endswith(label) else ()
                yield Candidate(label, start, end, "quoted", whole, says)


def _bare(q: Quote) -> tuple[int, int]:
    """The quoted words without a leading article and closing punctuation."""
    start = q.evidence[0].start
    bare = q.text.rstrip(" ,.;:!?…")
    article = re.match(r"(?:the|an?)\s(?=[a-z])", bare)
    return start + (article.end() if article else 0), start + len(bare)


def _says(parsed: Parsed, quote: Quote, start: int, end: int) -> tuple[str, ...] | None:
    """What speaks for a quoted phrase being a term; None where it can be none."""
    text = parsed.article.text
    span = parsed.doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return None
    label = text[start:end]
    content = tuple(w for w in re.findall(r"[^\W\d_]+(?:['’-]\w+)*", label) if w.casefold() not in SMALL)
    before = text[max(0, start - 40) : start].rstrip(" “\"‘'`«[(").casefold()
    place = _Place(content, before, span, quote.speaker is not None)
    if " to " not in label and any(t.tag_.startswith("PRP") or t.pos_ in ("AUX", "INTJ") for t in span):
        return None  # speech
    return tuple(name for name, holds in _SAID.items() if holds(place))


@dataclass(frozen=True, slots=True)
class _Place:
    """A quoted phrase: its words of content, and what stands before it."""

    content: tuple[str, ...]
    before: str
    span: Span
    spoken: bool


_SAID: dict[str, Callable[[_Place], bool]] = {
    "capital": lambda p: bool(p.content) and all(w[0].isupper() for w in p.content),
    "spoken": lambda p: p.spoken,
    "definite": lambda p: _DEFINITE.search(p.before) is not None,
    "noun phrase": lambda p: p.span.root.pos_ in NOUNS and p.span[0].pos_ not in ("VERB", "ADV", "ADP"),
}
"""What a quoted phrase says of itself: features of the judge."""
