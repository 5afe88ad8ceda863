"""Features that a sentence has whatever it is shown as: place, form, whose it is, how it is told."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from generator.core.model import DateMention, Evidence, Found
from generator.core.text import long_words
from generator.core.when import When
from generator.extract.parsed import Parsed, Sentence
from generator.extract.tags import PRESENT
from generator.extract.verbs import direction, governor, helpers, root_of, words

if TYPE_CHECKING:
    from spacy.tokens import Token

Features = dict[str, float]
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


COUNTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "first person": ("lower_", ("i", "we", "my", "our", "us", "me")),
    "second person": ("lower_", ("you", "your")),
    "names": ("ent_iob_", ("B",)),
    "modals": ("tag_", ("MD",)),
    "pasts": ("tag_", ("VBD",)),
    "presents": ("tag_", PRESENT),
    "negations": ("dep_", ("neg",)),
}
"""Which words of a sentence are counted: the values of an attribute of a token."""
VERBS: dict[str, Callable[[Token], bool]] = {
    "past": lambda v: v.tag_ == "VBD" or bool(helpers(v) & {"was", "were", "did"}),
    "present": lambda v: v.tag_ in PRESENT,
    "modal": lambda v: any(c.tag_ == "MD" for c in v.children),
    "negated": lambda v: any(c.dep_ == "neg" for c in v.children),
    "says": lambda v: v.lemma_ in words("reporters"),
}
"""What is asked of a verb: its tense and mood."""


def sentence_features(parsed: Parsed, sentence: Sentence, found: Found) -> Features:
    """Where a sentence stands, its form, how much of it is quoted, and whom it names."""
    count, own, tokens = max(1, len(parsed.sentences)), long_words(sentence.text), list(sentence.span)
    title, start, end = long_words(parsed.article.title or ""), sentence.start, sentence.end
    acting = [n for n, a in enumerate(found.actors) if any(start <= m.start and m.end <= end for m in a.evidence)]
    said = {of: [getattr(t, of) for t in tokens] for of in {of for of, _ in COUNTS.values()}}
    return {
        "central": _centrality(parsed, own),
        "of lead": len(own & long_words(parsed.sentences[0].text)) / max(1, len(own)),
        "in title": len(own & title) / max(1, len(title)),
        "story age": _story_age(parsed, sentence, found),
        "place": sentence.index / count,
        "index": min(sentence.index, 30),
        "sentences": min(count, 80),
        "block": min(sentence.block, 20),
        "words": len(sentence.text.split()),
        "quoted": quoted(found, sentence),
        "actors": min(len(acting), 6),
        "best actor": min(acting, default=20),
        **{name: sum(map(counted.__contains__, said[of])) for name, (of, counted) in COUNTS.items()},
    }


def verb_features(verb: Token, found: Found, whose: str) -> Features:
    """Tense and mood of a verb, and what its subject is; named after whose verb it is."""
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "expl")), None)
    told: Features = {name: ask(verb) for name, ask in VERBS.items()}
    if subject is not None:
        covered = {t.idx for t in subject.subtree}
        told["subject pronoun"] = subject.pos_ == "PRON"
        told["subject actor"] = any(m.start in covered for a in found.actors for m in a.evidence)
    return {f"{whose} {name}": value for name, value in told.items()}


def date_features(parsed: Parsed, date: DateMention, today: When | None) -> Features:
    """How exact a date is, how it is told, how far from publication, and what it hangs on."""
    when, root, start = When.parse(date.value), root_of(parsed, date), date.evidence[0].start
    word = (parsed.article.text[max(0, start - 14) : start].split()[-1:] or [""])[0].lower()
    out: Features = {
        "date precision": precision_of(date.value),
        "date has year": re.search(r"\d{4}", date.text) is not None,
        "date weekday": re.search(r"day\b", date.text) is not None,
        "date deictic": re.match(r"(?i)(?:today|to|yester|this|last|next|earlier|later|the)", date.text) is not None,
        "date preposition": PREPOSITIONS.index(word) + 1 if word in PREPOSITIONS else 0,
    }
    if when and today:
        days = (when.start - today.start).days
        out["date days"] = math.copysign(math.log1p(abs(days)), days)
    if root is not None:
        above = list(root.ancestors)
        verb = governor(root)
        reach = above.index(verb) if verb in above else len(above)
        out |= {
            "date looks past": direction(root) == "past",
            "date looks ahead": direction(root) == "future",
            "date reach": min(reach + 1, 6),
        }
    return out


def _centrality(parsed: Parsed, own: frozenset[str]) -> float:
    """The mean share of the article's sentences that hold a content word of this one."""
    return sum(map(parsed.spread.__getitem__, own)) / (len(parsed.sentences) * len(own)) if own else 0.0


def _story_age(parsed: Parsed, sentence: Sentence, found: Found) -> float:
    """How long before publication, in the logarithm of days, the last past date before a sentence is."""
    today = When.parse(parsed.article.published)
    told = (When.parse(d.value) for d in reversed(found.dates) if d.evidence[0].start < sentence.end)
    past = next((when for when in told if when and today and when.certainly_before(today)), None)
    return math.log1p((today.start - past.end).days) if today and past else 0.0


def quoted(found: Found, sentence: Sentence) -> float:
    """The part of a sentence that stands in quotations."""
    spans = [q.evidence[0] for q in found.raw_quotes]
    inside = sum(max(0, min(e.end, sentence.end) - max(e.start, sentence.start)) for e in spans)
    return min(1.0, inside / max(1, sentence.end - sentence.start))
