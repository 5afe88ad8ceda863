"""Chooses the forward looks a brief shows: the strongest, each readable by itself, none told twice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.core.model import Certainty, DateMention, Evidence, Forward
from generator.core.text import fold, stable_id
from generator.extract.parsed import Block, Parsed
from generator.extract.whats_next.candidates import Look, certainty_of, dates_in, published, when_of
from generator.extract.whats_next.cues import Cue, cues, lexicon
from generator.language.sections import SECTION_HEADINGS

if TYPE_CHECKING:
    from spacy.tokens import Token

MOST = 8
"""More is a dump, not a list of what to watch."""
ENOUGH = 1.5
"""Looks below this weight are shown only where an article has none above it."""
SPARSE = 3
LEAST = 1.3
ALIKE = 0.6
"""Two looks that share this part of the shorter one's words tell the same."""
LEANS, LEANS_ON_LEAD = 0.9, 0.3
"""What an opening pronoun costs a look: by itself, and shown after the sentence that says who is meant."""
LEAD_WORDS = 55

_PRONOUN = re.compile(r"[\"“‘']?(?:He|She|It|They|This|That|These|Those|His|Her|Their|Its|Such|There)\b")
_NOW = re.compile(r"\b(?:may|might|could)\s+(?:\w+\s+){0,2}(?:now|currently|already)\b")
_FIRST_PERSON = frozenset({"i", "we", "you"})


@dataclass(frozen=True, slots=True)
class _Choice:
    at: int
    weight: float
    forward: Forward
    words: frozenset[str]


def choose(parsed: Parsed, looks: tuple[Look, ...], dates: tuple[DateMention, ...]) -> tuple[Forward, ...]:
    """At most `MOST` looks, in the order of the text. Headings of a "What's next" section come with their first
    sentence: evidence of two spans.
    """
    pairs, used = _headed(parsed, looks, dates)
    choices = [
        *pairs,
        *(
            _choice(parsed, look)
            for look in looks
            if look.sentence.index not in used and parsed.blocks[look.sentence.block].kind != "heading"
        ),
    ]
    choices.sort(key=lambda c: (-c.weight, c.at))
    kept: list[_Choice] = []
    for choice in choices:
        if len(kept) == MOST or choice.weight < (ENOUGH if len(kept) >= SPARSE else LEAST):
            break
        if not any(_alike(choice.words, other.words) for other in kept):
            kept.append(choice)
    return tuple(c.forward for c in sorted(kept, key=lambda c: c.at))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= ALIKE * max(1, min(len(one), len(other)))


def _content(text: str) -> frozenset[str]:
    return frozenset(w for w in re.findall(r"\w+", fold(text)) if len(w) > 3)


def _headed(
    parsed: Parsed,
    looks: tuple[Look, ...],
    dates: tuple[DateMention, ...],
) -> tuple[tuple[_Choice, ...], frozenset[int]]:
    """Headings inside a "What's next" section, each with the first sentence under it; and the sentences used."""
    out: list[_Choice] = []
    used: set[int] = set()
    by_sentence = {look.sentence.index: look for look in looks}
    for number, block in enumerate(parsed.blocks[:-1]):
        if block.section != "whats_next" or block.kind != "heading" or _names_section(parsed, block):
            continue
        below = parsed.blocks[number + 1]
        first = next((s for s in parsed.prose if s.block == number + 1 and s.start >= below.content), None)
        if first is None:
            continue
        evidence = (parsed.article.evidence(block.content, block.end), parsed.article.evidence(first.start, first.end))
        told = dates_in(block.start, block.end, dates) + dates_in(first.start, first.end, dates)
        when = when_of(parsed.article.text, told, published(parsed))
        heading = next((s for s in parsed.sentences if s.block == number), None)
        found: tuple[Cue, ...] = tuple(cues(heading.span)) if heading else ()
        if first.index in by_sentence:
            found += by_sentence[first.index].cues
        unsure: Certainty = "possible" if evidence[0].exact.endswith("?") else "expected"
        certainty = certainty_of(found, when) if found else unsure
        used.add(first.index)
        text = " ".join(e.exact for e in evidence)
        forward = Forward(stable_id("n", text), text, certainty, when, evidence)
        out.append(_Choice(block.content, 6.0, forward, _content(text)))
    return tuple(out), frozenset(used)


def _names_section(parsed: Parsed, block: Block) -> bool:
    words = re.sub(r"[^\w ]", "", fold(parsed.article.text[block.content : block.end]))
    return " ".join(words.split()) in SECTION_HEADINGS


def _choice(parsed: Parsed, look: Look) -> _Choice:
    evidence = _trimmed(parsed, look)
    weight = weigh(parsed, look)
    if _PRONOUN.match(evidence.exact):
        lead = _lead(parsed, look)
        evidence = lead or evidence
        weight -= LEANS_ON_LEAD if lead else LEANS
    text = evidence.exact
    forward = Forward(stable_id("n", text), text, look.certainty, look.when, (evidence,))
    return _Choice(evidence.start, round(weight, 3), forward, _content(text))


def _lead(parsed: Parsed, look: Look) -> Evidence | None:
    """The sentence together with the one before it, where that one says who "they" are and both are short enough."""
    sentence = look.sentence
    before = parsed.sentences[sentence.index - 1] if sentence.index else None
    if before is None or before.block != sentence.block or _PRONOUN.match(before.text):
        return None
    if len(before.text.split()) + len(sentence.text.split()) > LEAD_WORDS or before.text.endswith("?"):
        return None
    both = parsed.article.text[before.start : sentence.end]
    if both.count("“") != both.count("”") or both.count('"') % 2:
        return None
    return parsed.article.evidence(before.start, sentence.end)


def _trimmed(parsed: Parsed, look: Look) -> Evidence:
    """The sentence without an unclosed bracket or a leading connective, where a capital letter can follow."""
    start, end = look.sentence.start, look.sentence.end
    if look.text.startswith("(") and ")" not in look.text:
        start += 1
    text = parsed.article.text[start:end]
    for connective in lexicon().connectives:
        rest = re.match(re.escape(connective) + r",?\s+(?=[A-Z])", text)
        if rest:
            start += rest.end()
            break
    return parsed.article.evidence(start, end)


def weigh(parsed: Parsed, look: Look) -> float:
    """How much a reader wants to know of it: a date, a named actor, the main clause; not a fragment of a quotation."""
    span, text = look.sentence.span, look.text
    best = max(look.cues, key=lambda c: (c.weight, -c.at))
    weight = best.weight + 0.2 * min(2, sum(c.weight >= 1 for c in look.cues) - 1)
    weight += 0.8 if look.when and len(look.when) >= 7 else 0.5 if look.when else 0.0
    verb = _verb(span.doc[best.at])
    weight += 0.5 if verb.dep_ == "ROOT" or (verb.dep_ == "conj" and verb.head.dep_ == "ROOT") else 0.0
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is not None:
        named = subject.ent_type_ or any(t.ent_type_ or t.pos_ == "PROPN" for t in subject.subtree)
        weight += 0.6 if named else -0.6 if subject.lower_ in _FIRST_PERSON else 0.0
    root = span.root
    if verb.i != root.i and (root.tag_ == "VBD" or any(c.lower_ in ("had", "was", "were") for c in root.children)):
        pluperfect = any(c.lower_ == "had" and c.dep_ == "aux" for c in root.children)
        weight -= 1.2 if pluperfect else 0.0 if root.lemma_ in lexicon().reporters else 0.8
    if verb.tag_ == "VBD" and not best.kind.startswith(("modal", "date")) and verb.lemma_ not in lexicon().reporters:
        weight -= 1.0  # "decided to", "wanted to": told as past, mostly done by now
    if best.kind.startswith("modal:") and _NOW.search(text):
        weight -= 0.6  # "may now be": a guess at the present
    if text[:1].islower():
        weight -= 1.2
    if not any(t.ent_type_ for t in span):
        weight -= 0.7
    if text.count("“") != text.count("”") or text.count('"') % 2:
        weight -= 0.8
    words = len(text.split())
    weight -= 0.4 if words > 55 else 0.8 if words < 6 else 0.0
    weight -= 1.0 if text.rstrip('”"').endswith("?") else 0.0
    if parsed.blocks[look.sentence.block].section == "whats_next":
        weight += 1.2
    return round(weight, 3)


def _verb(token: Token) -> Token:
    """The verb a cue belongs to: that of a modal or a "to", the cue itself otherwise."""
    if token.tag_ == "MD":
        return token.head
    if token.tag_ == "TO":
        above = token.head.head
        if above.pos_ == "ADJ" and above.head.pos_ in ("AUX", "VERB"):
            return above.head
        return above if above.pos_ in ("VERB", "AUX") else token.head
    if token.pos_ == "ADJ" and token.head.pos_ in ("AUX", "VERB"):
        return token.head
    return token
