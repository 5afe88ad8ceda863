"""Quotations and who said them.

`raw_quotes` are all quotations, scare quotes of a word or two included: `extract.terms` looks for coinages among them.
A quotation broken by its attribution (``"A," said X. "B."``) is two quotes with one speaker, because evidence is a
span; so are the parts of a quotation that is opened anew in the next paragraph.
"""

from __future__ import annotations

import re
from dataclasses import replace

from generator.core.model import Actor, Found, Quote
from generator.core.text import fold, stable_id, word_count
from generator.extract.parsed import Parsed
from generator.extract.quotes.attribution import find_speakers
from generator.extract.quotes.marks import Quotation, find_quotations
from generator.extract.quotes.speakers import Scene, find_names, load_cues

MIN_WORDS = 5
"""Shorter quotations are scare quotes or fragments: words to explain, not words to quote."""
SENTENCE_WORDS = 3
"""A quotation that ends as a sentence does ("We did it!" said X) is one from this many words on."""
ALONE_WORDS = 8
"""A quotation nobody is named for must be at least this long to be a quote."""
MOST = 8
"""At most this many quotes in a brief."""
_FULL = (8, 45)
"""A quote of this many words stands on its own and is still read."""


def extract(parsed: Parsed, found: Found) -> Found:
    """Find all quotations (`raw_quotes`) and choose those for the brief (`quotes`: the best, in the text's order)."""
    cues = load_cues()
    text = parsed.article.text
    quotations = find_quotations(text, [(b.start, b.end) for b in parsed.blocks], cues.elisions)
    scene = Scene(parsed, quotations, find_names(parsed, found))
    raw = tuple(_quote(scene, q, speaker) for q, speaker in zip(quotations, find_speakers(scene, cues), strict=True))
    return replace(found, raw_quotes=raw, quotes=_choose(parsed, raw, found.actors))


def _quote(scene: Scene, q: Quotation, speaker: str | None) -> Quote:
    article = scene.parsed.article
    words = article.evidence(q.start, q.end)
    start, end = scene.frame(q)
    around = article.evidence(start, end)
    return Quote(
        stable_id("q", words.exact, str(q.start)),
        speaker,
        words.exact,
        (words, around) if around != words else (words,),
    )


def _choose(parsed: Parsed, raw: tuple[Quote, ...], actors: tuple[Actor, ...]) -> tuple[Quote, ...]:
    salience = {a.name: a.salience for a in actors}
    seen: set[str] = set()
    candidates: list[tuple[float, int, Quote]] = []
    for i, quote in enumerate(raw):
        key = re.sub(r"\W+", " ", fold(quote.text)).strip()
        sentence = parsed.sentence_at(quote.evidence[0].start)
        whole = SENTENCE_WORDS if quote.text[-1:] in tuple(".,!?…") else MIN_WORDS
        least = whole if quote.speaker else ALONE_WORDS
        if word_count(quote.text) < least or key in seen or _is_title(quote.text):
            continue
        if sentence is not None and parsed.blocks[sentence.block].kind == "heading":
            continue
        seen.add(key)
        candidates.append((_worth(quote, salience), -i, quote))
    best = sorted(candidates, key=lambda c: (-c[0], -c[1]))[:MOST]
    return tuple(quote for _, _, quote in sorted(best, key=lambda c: c[2].evidence[0].start))


def _worth(quote: Quote, salience: dict[str, float]) -> float:
    """How much a quote serves a reader: whose it is counts most, then whether it stands on its own."""
    score = 0.0
    if quote.speaker is not None:
        score += 2.0 + salience.get(quote.speaker, 0.0)
    words = word_count(quote.text)
    score += 1.0 if _FULL[0] <= words <= _FULL[1] else 0.0
    score += 0.5 if quote.text[0].isupper() else 0.0
    return score


def _is_title(text: str) -> bool:
    """Whether the words are the title of a work: all but small words are capitalised."""
    words = re.findall(r"[^\W\d_]+(?:['’]\w+)?", text)
    long = [w for w in words if len(w) > 3]
    return len(long) >= 2 and text[-1] not in ".!?," and all(w[0].isupper() for w in long)
