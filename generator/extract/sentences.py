"""Features that a sentence has whatever it is shown as: place, form, whose it is, how it is told."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.core.model import DateMention, Evidence, Found
from generator.core.text import fold
from generator.core.when import When
from generator.extract.cues import words
from generator.extract.parsed import Parsed, Sentence
from generator.extract.verbs import direction, governor, helpers, root_of

if TYPE_CHECKING:
    from spacy.tokens import Token

Features = dict[str, float]
FINITE = ("VBD", "VBZ", "VBP", "MD")
PREPOSITIONS = ("in", "on", "at", "by", "since", "until", "from", "for", "before", "after", "of", "between", "during")
PRECISIONS = ("century", "decade", "year", "half", "season", "quarter", "month", "week", "weekend", "day")
"""From coarse to exact; `precision_of` counts from 1."""


def precision_of(value: str) -> float:
    """How exact a TIMEX3 value is, 0 where it is no date; the year nobody states costs half a step."""
    when = When.parse(value, 2000)
    if when is None or when.precision == "range" or value.startswith(("XXXX-Q", "XXXX-H", "XXXX-W")):
        return 0
    return PRECISIONS.index(when.precision) + (0.5 if value.startswith("XXXX") else 1)


def actors_in(found: Found, evidence: tuple[Evidence, ...]) -> tuple[str, ...]:
    """The ids of the actors that are mentioned within some spans, most salient first."""
    return tuple(
        a.id for a in found.actors if any(e.start <= m.start and m.end <= e.end for m in a.evidence for e in evidence)
    )


def sentence_features(parsed: Parsed, sentence: Sentence, found: Found) -> Features:
    """Where a sentence stands, its form, how much of it is quoted, its main verb, and whom it names."""
    text, count = sentence.text, max(1, len(parsed.sentences))
    block = parsed.blocks[sentence.block]
    title = _content(parsed.article.title or "")
    own = _content(text)
    evidence = (parsed.article.evidence(sentence.start, sentence.end),)
    acting = actors_in(found, evidence)
    ranks = [n for n, a in enumerate(found.actors) if a.id in acting]
    lead = parsed.sentences[0].text if parsed.sentences else ""
    return {
        "central": _centrality(parsed, own),
        "of lead": len(own & _content(lead)) / max(1, len(own)),
        "story age": _story_age(parsed, sentence, found),
        "place": sentence.index / count,
        "index": min(sentence.index, 30),
        "sentences": min(count, 80),
        "block": min(sentence.block, 20),
        "opens block": sentence.index == 0 or parsed.sentences[sentence.index - 1].block != sentence.block,
        "last": sentence.index == count - 1,
        "item": block.kind == "item",
        "section": block.section == "whats_next",
        "words": len(text.split()),
        "in title": len(own & title) / max(1, len(title)),
        "quoted": _quoted(found, sentence),
        "mark": text[:1] in "\"“‘'",
        "unbalanced": text.count("“") != text.count("”") or text.count('"') % 2 == 1,
        "question": text.rstrip("”\"'").endswith("?"),
        "colon": text.rstrip().endswith(":"),
        "first person": sum(t.lower_ in ("i", "we", "my", "our", "us", "me") for t in sentence.span),
        "second person": any(t.lower_ in ("you", "your") for t in sentence.span),
        "pronoun opens": sentence.span[0].tag_ in ("PRP", "PRP$", "DT")
        and sentence.span[0].lower_ not in ("the", "a", "an"),
        "names": sum(t.ent_type_ != "" and t.ent_iob_ == "B" for t in sentence.span),
        "modals": sum(t.tag_ == "MD" for t in sentence.span),
        "pasts": sum(t.tag_ == "VBD" for t in sentence.span),
        "presents": sum(t.tag_ in ("VBZ", "VBP") for t in sentence.span),
        "negation": any(t.dep_ == "neg" for t in sentence.span),
        "if": any(t.lower_ in ("if", "unless", "whether") for t in sentence.span),
        "actors": min(len(acting), 6),
        "best actor": min(ranks, default=20),
        **{f"root {name}": value for name, value in verb_features(sentence.span.root, found).items()},
    }


def verb_features(verb: Token, found: Found) -> Features:
    """Tense, voice, mood and place in the sentence of a verb, and what its subject is."""
    subject = _subject(verb)
    says = verb.lemma_ in words("reporters")
    above = governor(verb)
    out: Features = {
        "is root": verb.dep_ == "ROOT" or (verb.dep_ == "conj" and verb.head.dep_ == "ROOT"),
        "past": verb.tag_ == "VBD" or bool(helpers(verb) & {"was", "were", "did"}),
        "perfect": bool(helpers(verb) & {"has", "have", "'ve", "’ve"}),
        "pluperfect": "had" in helpers(verb),
        "present": verb.tag_ in ("VBZ", "VBP"),
        "modal": any(c.tag_ == "MD" for c in verb.children),
        "passive": any(c.dep_ == "auxpass" for c in verb.children),
        "negated": any(c.dep_ == "neg" for c in verb.children),
        "no verb": verb.pos_ not in ("VERB", "AUX"),
        "says": says,
        "copula": verb.lemma_ == "be",
        "reported": above is not None and above.lemma_ in words("reporters"),
        "above past": above is not None and direction(above) == "past",
        "relative": any(t.dep_ in ("relcl", "acl") for t in (verb, *verb.ancestors)),
        "adverbial": any(t.dep_ == "advcl" for t in (verb, *verb.ancestors)),
        "depth": min(sum(1 for _ in verb.ancestors), 8),
        "no subject": subject is None,
    }
    if subject is not None:
        mentions = [m for a in found.actors for m in a.evidence]
        covered = {t.idx for t in subject.subtree}
        out |= {
            "subject named": bool(subject.ent_type_) or any(t.pos_ == "PROPN" for t in subject.subtree),
            "subject pronoun": subject.pos_ == "PRON",
            "subject first": subject.lower_ in ("i", "we"),
            "subject plural": subject.tag_ in ("NNS", "NNPS"),
            "subject bare": not any(c.dep_ in ("det", "poss") for c in subject.children) and subject.pos_ == "NOUN",
            "subject actor": any(m.start in covered for m in mentions),
        }
    return out


def date_features(parsed: Parsed, date: DateMention, today: When | None) -> Features:
    """How exact a date is, how it is told, how far from publication, and what it hangs on."""
    when, root, start = When.parse(date.value), root_of(parsed, date), date.evidence[0].start
    before = parsed.article.text[max(0, start - 14) : start]
    word = re.findall(r"[\w’']+", before)[-1:] or [""]
    out: Features = {
        "precision": precision_of(date.value),
        "has year": re.search(r"\d{4}", date.text) is not None,
        "has digit": re.search(r"\d", date.text) is not None,
        "weekday": re.search(r"day\b", date.text) is not None,
        "deictic": re.match(r"(?i)(?:today|to|yester|this|last|next|earlier|later|the)", date.text) is not None,
        "ago": "ago" in date.text.split(),
        "time": date.type == "TIME",
        "preposition": PREPOSITIONS.index(word[0].lower()) + 1 if word[0].lower() in PREPOSITIONS else 0,
        "bracket": before.rstrip().endswith("("),
    }
    if when and today:
        days = (when.start - today.start).days
        out |= {"days": math.copysign(math.log1p(abs(days)), days), "today": when.start == today.start}
    if root is not None:
        steps = [root, *root.ancestors]
        verb = governor(root)
        reach = steps.index(verb) if verb in steps else len(steps)
        out |= {
            "looks past": direction(root) == "past",
            "looks ahead": direction(root) == "future",
            "of noun": any(t.pos_ in ("NOUN", "PROPN") for t in steps[1:reach]),
            "modifies": root.dep_ in ("poss", "amod", "compound", "nmod", "nummod"),
            "acts": root.dep_ in ("nsubj", "nsubjpass", "dobj", "attr"),
            "reach": min(reach, 6),
            "fronted": verb is not None and root.i < verb.i,
            "of saying": verb is not None and verb.lemma_ in words("reporters"),
            "verb past": verb is not None and (verb.tag_ == "VBD" or bool(helpers(verb) & {"was", "were"})),
            "verb root": verb is not None and verb.dep_ == "ROOT",
        }
    return out


def _subject(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "expl")), None)


def _centrality(parsed: Parsed, own: frozenset[str]) -> float:
    """The mean share of the article's sentences that hold a content word of this one."""
    others = [_content(s.text) for s in parsed.sentences]
    shares = [sum(word in other for other in others) / len(others) for word in own]
    return sum(shares) / max(1, len(shares))


def _story_age(parsed: Parsed, sentence: Sentence, found: Found) -> float:
    """How long before publication, in the logarithm of days, the last past date before a sentence is."""
    today = When.parse(parsed.article.published)
    told = [when for d in found.dates if d.evidence[0].start < sentence.end and (when := When.parse(d.value))]
    past = [when for when in told if today and when.certainly_before(today)]
    return math.log1p((today.start - past[-1].end).days) if today and past else 0.0


def _quoted(found: Found, sentence: Sentence) -> float:
    """The part of a sentence that stands in quotations."""
    spans = [q.evidence[0] for q in found.raw_quotes if q.evidence]
    inside = sum(max(0, min(e.end, sentence.end) - max(e.start, sentence.start)) for e in spans)
    return min(1.0, inside / max(1, sentence.end - sentence.start))


@lru_cache(maxsize=1024)
def _content(text: str) -> frozenset[str]:
    return frozenset(w for w in re.findall(r"\w+", fold(text)) if len(w) > 3)
