"""Quoted words that are terms: coinages, nicknames, phrases with an explanation beside them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from generator.core.model import Found, Quote
from generator.extract.parsed import Parsed
from generator.extract.terms.capitalised_runs import SMALL, in_heading
from generator.extract.terms.loose_explanations import Explainer
from generator.extract.terms.spelling import Candidate, TermWords, term_key

_FUNCTION = frozenset(
    ("that", "which", "who", "was", "were", "has", "have", "had", "are", "will", "but", "would", "when")
)
_NOT_FIRST = frozenset(("VERB", "ADV", "ADP", "CCONJ", "SCONJ"))
EXPLAINED_WORDS = 5
"""A quotation that is a term because it is explained has at most this many words."""
MOST_WORDS = 7
"""A longer quotation is speech, not a term."""


def quoted_candidates(parsed: Parsed, found: Found, explainer: Explainer, words: TermWords) -> Iterator[Candidate]:
    """Quotations that look like terms, or are explained beside the marks."""
    text = parsed.article.text
    spans = [_stripped(q) for q in found.raw_quotes]
    times = Counter(term_key(text[s:e]) for q, (s, e) in zip(found.raw_quotes, spans, strict=True) if q.speaker is None)
    for quote, (start, end) in zip(found.raw_quotes, spans, strict=True):
        label = text[start:end]
        if not label or len(label.split()) > MOST_WORDS or in_heading(parsed, start):
            continue
        score = _coinage(parsed, quote, start, end, times[term_key(label)], words)
        if score < 3 and len(label.split()) <= EXPLAINED_WORDS and _may_be_explained(parsed, start, end, words):
            loose = explainer.explanation(start, end, marked=True)
            strict = explainer.define(start, end, marked=True)
            explained = loose is not None or (strict is not None and strict.rank < 3)
            score = max(score, 2.5 if explained else 0.0)
        if score:
            whole = (quote.text,) if quote.text != label and quote.text.endswith(label) else ()
            yield Candidate(label, start, end, score, whole, sure=score >= 3, marked=True)


def _may_be_explained(parsed: Parsed, start: int, end: int, words: TermWords) -> bool:
    """Whether quoted words could be a term at all: no speech, no title of a work, no nickname."""
    text = parsed.article.text
    span = parsed.doc.char_span(start, end, alignment_mode="expand")
    last = re.findall(r"[\w-]+", text[max(0, start - 30) : start])[-1:]
    if span is None or _nickname(text, start, end) or (last and last[0].casefold() in words.works):
        return False
    speech = any(t.tag_.startswith("PRP") or t.pos_ in ("AUX", "INTJ") for t in span)
    speech = speech or not any(t.pos_ in ("NOUN", "PROPN", "VERB") for t in span)
    return not speech and not re.search(r"[.,!?;:]\s", text[start:end])


def _stripped(q: Quote) -> tuple[int, int]:
    """The quoted words without a leading article and closing punctuation."""
    start = q.evidence[0].start
    bare = q.text.rstrip(" ,.;:!?…")
    article = re.match(r"(?:the|an?)\s(?=[a-z])", bare)
    return start + (article.end() if article else 0), start + len(bare)


def _coinage(parsed: Parsed, quote: Quote, start: int, end: int, times: int, words: TermWords) -> float:
    """How much a quoted phrase looks like a term; 0 for scare quotes, speech and titles of works."""
    text = parsed.article.text
    label = text[start:end]
    span = parsed.doc.char_span(start, end, alignment_mode="expand") if start < end else None
    tokens = list(span) if span is not None else []
    before = text[max(0, start - 40) : start].rstrip(" “\"‘'`«[(").casefold()
    after = text[end : end + 30].lstrip(" ,.”\"’'»])")
    last_word = re.findall(r"[\w-]+", before)[-1:] or [""]
    if not tokens or last_word[0] in words.works or term_key(label) in words.generic or _nickname(text, start, end):
        return 0.0
    speech = any(
        t.pos_ in ("PRON", "AUX", "PUNCT") and t.text not in "-–'’" and (t.i == 0 or t.nbor(-1).lower_ != "to")
        for t in tokens
    )
    if speech or re.search(r"[.,!?;:]\s", label) or not re.search(r"[^\W\d_]{2}", label):
        return 0.0
    introduced = any(
        re.search(rf"(?<!\w){re.escape(w)}(?: an?| the| its| their| his)?$", before) for w in words.introductions
    )
    introduced = introduced or _called(before)
    content = [w for w in re.findall(r"[^\W\d_]+(?:['’-]\w+)*", label) if w.casefold() not in SMALL]
    capital = bool(content) and all(w[0].isupper() for w in content)
    head = span.root if span is not None else tokens[-1]
    nominal = any(t.pos_ in ("NOUN", "PROPN") for t in tokens) and tokens[0].pos_ not in _NOT_FIRST
    plain = len(content) == 1 and not capital  # one ordinary word needs a definition as well
    if introduced and (nominal or capital):
        return (3.0 if start > quote.evidence[0].start else 1.5) if plain else 5.0
    if capital and content[-1].casefold() in words.organizations:
        return 0.0
    if capital and (len(content) > 1 or times > 1):
        return 4.0
    if capital and _modifies(after) and not speech and quote.speaker is None:
        return 3.0
    if not nominal:
        return 0.0
    if times > 1:
        return 1.5 if plain else 4.0
    if quote.speaker is not None:
        return 0.0
    if len(tokens) == 1:
        return 2.5 if len(head.text) > 7 and head.text.casefold().endswith(words.coined_endings) else 0.0
    if len(content) < 2 and not _modifies(after):
        return 0.0
    if content[0][0].islower() and content[-1][0].isupper() and len(content) == 2:
        return 3.0  # a name turned into a common noun by what stands before it
    if re.match(r"\w+ to (?:be )?\w+$", label) and tokens[0].pos_ == "NOUN":
        return 2.5  # right to repair, right to be forgotten
    if head.pos_ not in ("NOUN", "PROPN") or any(t.pos_ in ("VERB", "ADV") for t in tokens):
        return 0.0
    definite = bool(re.search(r"(?:\bthe|['’]s|s['’]|\bits|\btheir)$", before))
    plural = head.tag_ in ("NNS", "NNPS")
    return 2.5 if definite and (not plural or _modifies(after)) else 1.0


def _modifies(after: str) -> bool:
    """Whether the quoted words stand before a noun (the "no limits" partnership): a lower-case word follows."""
    word = re.match(r"[a-z]{3,}", after)
    return word is not None and word[0] not in SMALL | _FUNCTION


def _called(before: str) -> bool:
    """Whether a verb of naming with its object stands before: ``called the day "..."``."""
    return (
        re.search(
            r"\b(?:called|dubbed|nicknamed|termed|christened|named|labelled|labeled|branded)"
            r"\s(?:the|this|that|its?|their)(?:\s[\w-]+){0,2}$",
            before,
        )
        is not None
    )


def _nickname(text: str, start: int, end: int) -> bool:
    """A name between given and family name (John "Jack" Smith)."""
    before = re.search(r"[A-Z]\w+ [“\"‘']?$", text[max(0, start - 25) : start])
    after = re.match(r"[”\"’'] [A-Z]\w+", text[end : end + 25])
    return before is not None and after is not None
