"""Dated events of the past: sentences in the past tense that name a day, month or year not after the article."""

from __future__ import annotations

import bisect
import dataclasses
import re
from typing import TYPE_CHECKING

from generator.core.model import DateMention, Event, Found
from generator.core.text import fold, stable_id
from generator.extract.parsed import Parsed, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

MOST = 12
"""Events of one brief: a timeline longer than a screen is not read."""
ALIKE = 0.6
"""Two sentences of one date that share this part of the shorter one's words tell the same."""
_VALUE = re.compile(r"(?:\d{4}|XXXX)(?:-\d\d(?:-\d\d)?)?")
_YEAR = re.compile(r"\d{4}")
_DECADE = re.compile(r"\d{3}X")
_SINCE = re.compile(
    r"(?i)\b(?:since|as of|until|till|by|before|than|from|compared (?:to|with)|up on|down from)"
    r"\s+(?:the\s+)?$"
)


def extract(parsed: Parsed, found: Found) -> Found:
    """Fill `found.events`: at most `MOST`, each date with its sentence, sorted by date, then by place."""
    events = [e for e in (_event(parsed, s, found.dates) for s in parsed.prose) if e]
    if not any(_VALUE.fullmatch(e.date) for e in events):
        chosen = events  # decades, where there is nothing more precise
    else:
        chosen = [e for e in events if _VALUE.fullmatch(e.date)]
    kept: list[Event] = []
    for event in sorted(chosen, key=lambda e: (-_precision(e.date), e.evidence[0].start)):
        if len(kept) < MOST and not any(_alike(event, other) for other in kept):
            kept.append(event)
    # A day whose year nobody states is of the article's own time: after the years that are told.
    kept.sort(key=lambda e: (e.date.replace("XXXX", "9999"), e.evidence[0].start))
    return dataclasses.replace(found, events=tuple(kept))


def _event(parsed: Parsed, sentence: Sentence, dates: tuple[DateMention, ...]) -> Event | None:
    """The event of a sentence: its most specific past date that tells when, with the whole sentence."""
    starts = [d.evidence[0].start for d in dates]
    inside = [
        d
        for d in dates[bisect.bisect_left(starts, sentence.start) : bisect.bisect_right(starts, sentence.end)]
        if d.evidence[0].end <= sentence.end and d.type in ("DATE", "TIME")
    ]
    today = parsed.article.published
    inside = [dataclasses.replace(d, value=d.value.partition("T")[0]) for d in inside]  # "Sunday evening" is a Sunday
    found = [
        d
        for d in inside
        if ((_VALUE.fullmatch(d.value) and d.value != "XXXX") or _DECADE.fullmatch(d.value))
        and _not_later(d.value, today)
        and _tells_when(parsed, sentence, d)
    ]
    if not found:
        return None
    best = max(found, key=lambda d: (_precision(d.value), bool(_YEAR.search(d.text)), -d.evidence[0].start))
    text = sentence.text
    return Event(
        stable_id("e", best.value, text), best.value, text, (parsed.article.evidence(sentence.start, sentence.end),)
    )


def _tells_when(parsed: Parsed, sentence: Sentence, date: DateMention) -> bool:
    """Whether the date says when something of the past happened: its verb, or the sentence's, is past."""
    before = parsed.article.text[max(0, date.evidence[0].start - 16) : date.evidence[0].start]
    if _SINCE.search(before):
        return False
    words = sentence.span.doc.char_span(date.evidence[0].start, date.evidence[0].end, alignment_mode="expand")
    if words is None:
        return False
    token = words.root
    while token.head.i != token.i:
        if token.tag_ == "VB" and date.value.startswith("XXXX"):
            return False  # "came to prepare a summit in May": perhaps still ahead
        if token.pos_ in ("VERB", "AUX"):
            told = _past(token)
            if told is not None:
                return told
        token = token.head
    return _past(token) is True


def _past(verb: Token) -> bool | None:
    """True for a verb of the past, False for one that is not, None where the verb above it decides."""
    if verb.pos_ not in ("VERB", "AUX"):
        return None
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if any(c.tag_ == "MD" for c in verb.children if c.dep_ == "aux"):
        return False
    if verb.tag_ == "VBD" or helpers & {"was", "were", "had", "did", "has", "have", "'ve", "’ve"}:
        return True
    if verb.tag_ == "VBN":
        return True if verb.dep_ in ("acl", "relcl") and not helpers else None
    if verb.tag_ in ("VBZ", "VBP"):
        return False
    return None


def _not_later(value: str, today: str | None) -> bool:
    """Whether a date is not after the article's own, at the coarser precision; XXXX-05-09 has to be believed."""
    if not today or not value[:4].isdigit():
        return True
    if not re.fullmatch(r"\d{4}(?:-\d\d){0,2}", value):
        return value[:4] <= today[:4]
    size = min(len(value), len(today))
    return value[:size] <= today[:size]


def _precision(value: str) -> int:
    """A day counts before a month, a month before a quarter, a quarter before a year; a known year before none."""
    parts = value.count("-")
    unknown = value.startswith("XXXX")
    return 0 if "X" in value and not unknown else parts * 2 + 1 - unknown


def _alike(one: Event, other: Event) -> bool:
    if one.evidence[0] == other.evidence[0]:
        return True
    words, others = (frozenset(w for w in re.findall(r"\w+", fold(e.text)) if len(w) > 3) for e in (one, other))
    return len(words & others) >= ALIKE * max(1, min(len(words), len(others)))
