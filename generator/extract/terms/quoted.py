"""Quoted words that may be terms: coinages, nicknames of things, phrases with an explanation beside them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from generator.core.model import Found, Quote
from generator.extract.parsed import Parsed
from generator.extract.terms.capitalised_runs import SMALL, in_heading
from generator.extract.terms.spelling import Candidate, TermWords, term_key

_FUNCTION = frozenset(
    ("that", "which", "who", "was", "were", "has", "have", "had", "are", "will", "but", "would", "when")
)
_CALLED = re.compile(
    r"\b(?:called|dubbed|nicknamed|termed|christened|named|labelled|labeled|branded)"
    r"\s(?:the|this|that|its?|their)(?:\s[\w-]+){0,2}$"
)
_DEFINITE = re.compile(r"(?:\bthe|['’]s|s['’]|\bits|\btheir)$")
MOST_WORDS = 7
"""A longer quotation is speech, not a term."""


def quoted_candidates(parsed: Parsed, found: Found, words: TermWords) -> Iterator[Candidate]:
    """Quotations of a noun phrase that is no speech, no title of a work and no nickname of a person."""
    text = parsed.article.text
    spans = [(q, *_bare(q)) for q in found.raw_quotes]
    times = Counter(term_key(text[s:e]) for q, s, e in spans if q.speaker is None)
    for quote, start, end in spans:
        label = text[start:end]
        if 0 < len(label.split()) <= MOST_WORDS and not in_heading(parsed, start):
            says = _says(parsed, quote, start, end, words)
            if says is not None:
                says += ("repeated",) if times[term_key(label)] > 1 else ()
                whole = (quote.text,) if quote.text != label and quote.text.endswith(label) else ()
                yield Candidate(label, start, end, "quoted", whole, says, marked=True)


def _bare(q: Quote) -> tuple[int, int]:
    """The quoted words without a leading article and closing punctuation."""
    start = q.evidence[0].start
    bare = q.text.rstrip(" ,.;:!?…")
    article = re.match(r"(?:the|an?)\s(?=[a-z])", bare)
    return start + (article.end() if article else 0), start + len(bare)


def _says(parsed: Parsed, quote: Quote, start: int, end: int, words: TermWords) -> tuple[str, ...] | None:
    """What speaks for a quoted phrase being a term; None where it can be none."""
    text = parsed.article.text
    label = text[start:end]
    span = parsed.doc.char_span(start, end, alignment_mode="expand")
    before = text[max(0, start - 40) : start].rstrip(" “\"‘'`«[(").casefold()
    last = re.findall(r"[\w-]+", before)[-1:]
    if span is None or term_key(label) in words.generic or set(last) & words.works or _nickname(text, start, end):
        return None
    speech = any(t.tag_.startswith("PRP") or t.pos_ in ("AUX", "INTJ") for t in span) and " to " not in label
    nominal = any(t.pos_ in ("NOUN", "PROPN", "VERB") for t in span)
    if speech or not nominal or re.search(r"[.,!?;:]\s", label) or not re.search(r"[^\W\d_]{2}", label):
        return None
    content = [w for w in re.findall(r"[^\W\d_]+(?:['’-]\w+)*", label) if w.casefold() not in SMALL]
    after = re.match(r"[ ,.”\"’'»\]]+([a-z]{3,})", text[end : end + 30])
    said = {
        "introduced": re.search(rf"(?<!\w)(?:{'|'.join(words.introductions)})(?: an?| the| its| their| his)?$", before)
        is not None,
        "called": _CALLED.search(before) is not None,
        "capital": bool(content) and all(w[0].isupper() for w in content),
        "organization": bool(content) and content[-1].casefold() in words.organizations,
        "one word": len(content) < 2,
        "before a noun": after is not None and after[1] not in SMALL | _FUNCTION,
        "spoken": quote.speaker is not None,
        "coined": label.casefold().endswith(words.coined_endings),
        "definite": _DEFINITE.search(before) is not None,
        "right to": re.match(r"\w+ to (?:be )?\w+$", label) is not None,
        "noun phrase": span.root.pos_ in ("NOUN", "PROPN") and span[0].pos_ not in ("VERB", "ADV", "ADP"),
    }
    return tuple(name for name, holds in said.items() if holds)


def _nickname(text: str, start: int, end: int) -> bool:
    """A name between given and family name (John "Jack" Smith)."""
    before = re.search(r"[A-Z]\w+ [“\"‘']?$", text[max(0, start - 25) : start])
    return before is not None and re.match(r"[”\"’'] [A-Z]\w+", text[end : end + 25]) is not None
