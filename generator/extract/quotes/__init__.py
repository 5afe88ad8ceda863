"""Quotations and who said them.

`raw_quotes` are all quotations, scare quotes of a word or two included: `extract.terms` looks for coinages among them.
`quotes` are those that may be quoted on a brief, likeliest first, each with a judgement of the quotation and one of its
speaker. A quotation broken by its attribution (``"A," said X. "B."``) is two quotes with one speaker, because evidence
is a span; so are the parts of a quotation that is opened anew in the next paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.core.model import Found, Judgement, Quote
from generator.core.tables import listed, table
from generator.core.text import fold, stable_id, word_count
from generator.extract.judgement import judge
from generator.extract.parsed import Parsed
from generator.extract.quotes.attribution import Attribution, find_speakers
from generator.extract.quotes.marks import Quotation, find_quotations
from generator.extract.quotes.scene import Scene, find_names
from generator.extract.tags import FINITE

LEAST_WORDS = 3
"""Fewer words are a scare quote or a name: something to explain, not to quote."""

Told = tuple[Quotation, Attribution, Quote]


def extract(parsed: Parsed, found: Found) -> Found:
    """Find all quotations (`raw_quotes`) and describe those that a brief may show (`quotes`, `judgements`)."""
    elided = tuple(table("quotes")["elisions"])
    quotations = find_quotations(parsed.article.text, [(b.start, b.end) for b in parsed.blocks], elided)
    scene = Scene(parsed, quotations, find_names(found))
    told = [(q, a, _quote(scene, q, a)) for q, a in zip(quotations, find_speakers(scene), strict=True)]
    candidates = list(_candidates(scene, told))
    judgements = [j for c in candidates for j in _judged(scene, c, candidates)]
    sure = {j.item: j.probability for j in judgements if j.field == "quotes"}
    return replace(
        found,
        raw_quotes=tuple(quote for _, _, quote in told),
        quotes=tuple(sorted((quote for _, _, quote in candidates), key=lambda q: (-sure[q.id], q.evidence[0].start))),
        judgements=(*found.judgements, *judgements),
    )


def _quote(scene: Scene, q: Quotation, told: Attribution) -> Quote:
    """The quotation as the brief has it: verbatim, without a comma that the attribution put inside the marks."""
    article = scene.parsed.article
    bare = article.text[q.start : q.end].rstrip(", ")
    words = article.evidence(q.start, q.start + len(bare) if bare else q.end)
    around = article.evidence(*scene.frame(q))
    who = told.speaker
    return Quote(
        stable_id("q", words.exact, str(q.start)),
        who.name if who is not None else None,
        words.exact,
        (words, around) if around != words else (words,),
        who.actor.id if who is not None and who.actor is not None else None,
    )


def _candidates(scene: Scene, told: list[Told]) -> Iterator[Told]:
    """The quotations that are words somebody said: no scare quote, title of a work, heading, repetition or mere opening
    of a sentence."""
    seen: set[str] = set()
    for q, attribution, quote in told:
        key = re.sub(r"\W+", " ", fold(quote.text)).strip()
        spoken = word_count(quote.text) >= LEAST_WORDS and not scene.parsed.in_heading(q.start) and not _opens(scene, q)
        if spoken and key not in seen and not _is_title(quote.text):
            seen.add(key)
            yield q, attribution, quote


def _opens(scene: Scene, q: Quotation) -> bool:
    """Whether the words are the opening of a sentence that goes on: ``"Three years ago," he said, "we had none."``."""
    words = scene.doc[scene.parsed.first_token(q.start) : scene.parsed.first_token(q.end)]
    _, end = scene.frame(q)
    goes_on = words[-1:].text == "," and any(q.end < other.start < end for other in scene.quotations)
    return goes_on and not any(t.tag_ in FINITE for t in words)


def _is_title(text: str) -> bool:
    """Whether the words are the title of a work or a show: all but small words are capitalised ("Home at Last")."""
    words = re.findall(r"[^\W\d_]+(?:['’]\w+)?", text)
    long = [w for w in words if w not in listed("quotes", "small") and w[:2] not in ("I", "I'", "I’")]
    return len(long) >= 2 and all(w[0].isupper() for w in long)


def _judged(scene: Scene, told: Told, candidates: list[Told]) -> Iterator[Judgement]:
    """The judgement of a quotation and, where it has a speaker, of that."""
    features = {**_of_words(scene, told[0], told[2]), **_of_speaker(told[1]), **_of_place(scene, told, candidates)}
    yield judge("quotes", told[2].id, features)
    if told[1].speaker is not None:
        yield judge("quotes.speaker", told[2].id, features)


def _of_words(scene: Scene, q: Quotation, quote: Quote) -> Mapping[str, float]:
    """What the quoted words are like: speech is a sentence, has verbs and says "we"."""
    text = quote.text
    tokens = scene.doc[scene.parsed.first_token(q.start) : scene.parsed.first_token(q.end)]
    capitals = [w[0].isupper() for w in text.split()]
    return {
        "words": word_count(text),
        "verbs": sum(t.tag_ in ("VBZ", "VBP", "VBD", "MD") for t in tokens),
        "first person": any(t.lower_ in ("i", "we", "our", "my", "us", "me") for t in tokens),
        "capitals": sum(capitals) / len(capitals),
    }


def _of_speaker(told: Attribution) -> Mapping[str, float]:
    """How the speaker was found, and what is known of whom the words are given to."""
    who = told.speaker
    actor = who.actor if who is not None else None
    lemma = told.verb.lemma_.lower() if told.verb is not None else ""
    of_who: dict[str, float] = {} if who is None else {
        f"form {who.form}": True,
        "person": who.person,
        "rivals": who.rivals,
        "back": who.back,
        "name words": len(who.name.split()),
    }  # fmt: skip
    of_actor: dict[str, float] = {}
    if actor is not None:
        of_actor = {"salience": actor.salience, "role": bool(actor.role)}
    return {
        "distance": told.distance,
        "verbs of saying": told.rivals,
        "say": lemma in ("say", "tell"),
        "other verb": bool(lemma) and lemma not in listed("quotes", "cues"),
        **of_who,
        **of_actor,
    }


def _of_place(scene: Scene, told: Told, candidates: list[Told]) -> Mapping[str, float]:
    """Where the quotation stands, and who and what else stands there."""
    q, attribution, _ = told
    start, end = scene.frame(q)
    sentence = scene.parsed.sentence_at(q.start)
    block = scene.parsed.blocks[sentence.block if sentence is not None else 0]
    people = {n.speaker for n in scene.names if n.person and block.start <= n.start < block.end}
    speakers = Counter(a.speaker.name for _, a, _ in candidates if a.speaker is not None)
    return {
        "position": q.start / max(1, len(scene.text)),
        "share of sentence": (q.end - q.start) / max(1, end - start),
        "people in paragraph": len(people),
        "quotes in article": len(candidates),
        "quotes of speaker": speakers[attribution.speaker.name] if attribution.speaker is not None else 0,
    }
