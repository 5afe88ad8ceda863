"""Dated events: sentences that tell of a day, month, year or decade not after the article, each judged by its form."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

from generator.core.model import DateMention, Event, Found
from generator.core.text import fold, stable_id
from generator.core.when import TO_THE_DAY, When
from generator.extract.cuts import joined, pieces, to_evidence
from generator.extract.judgement import judge
from generator.extract.parsed import Parsed, Sentence
from generator.extract.sentences import Features, date_features, precision_of, sentence_features
from generator.extract.stretches import span_of
from generator.extract.tags import TIMES
from generator.extract.verbs import (
    CLOCK,
    dates_in,
    direction,
    governor,
    helpers,
    is_moved,
    is_own_date,
    is_said_then,
    root_of,
    told_by,
    words,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

_OPENS = re.compile(r"(?i)\b(?:from|between)\s+(?:[^\s\w]?\d\S*\s+in\s+)?$")
_FROM = re.compile(r"\bfrom\s+(?:the\s+)?$")
"""What stands before a year or month when something began or is from: "upheld an order from 2023"."""
_GOES_ON = re.compile(r"\s+(?:to|and|until|till|through)\s")
_CLOSES = re.compile(r"(?i)\b(?:from|between)\s+[\w ]{3,20}\s(?:to|and|until|till|through)\s+$")
_NO_POINT = re.compile(
    r"(?i)\b(?:since|as of|until|till|before|after|prior to|up to|(?:than|(?<!early )(?<!late )as)(?: in)?"
    r"|compared (?:to|with)|up on|down from"
    r"|(?:from|(?:compared (?:to|with)|against)(?:\s\D\S*)?)\s\S*\d\S*(?:\s\w+)?\sin)\s+(?:the\s+)?$"
)
"""What stands before a date that is a bound or a measure, not the time of the happening: "from 40 ships in" 2023."""


def extract(parsed: Parsed, found: Found) -> Found:
    """Fill `found.events`: each sentence with its most exact past date, by date, then by place."""
    by_text: dict[str, tuple[Event, Sentence, DateMention]] = {}
    for sentence in parsed.prose:
        spans = pieces(parsed.article.text, sentence.start, sentence.end)
        shown = tuple(d for start, end in spans for d in dates_in(start, end, found.dates))
        date = None if _looks_ahead(parsed, sentence, shown) else _date_of(parsed, sentence, shown)
        if date is None:
            continue
        value = _time_of(parsed, date, shown)
        text = joined(parsed.article.text, spans)
        event = Event(stable_id("e", value, text), value, text, to_evidence(parsed.article, spans))
        by_text.setdefault(fold(text), (event, sentence, date))
    # A day whose year nobody states is of the article's own time: after the years that are told.
    told = sorted(by_text.values(), key=lambda t: (t[0].date.replace("XXXX", "9999"), t[1].start))
    judgements = tuple(judge("events", e.id, features(parsed, s, d, found)) for e, s, d in told)
    return dataclasses.replace(found, events=tuple(e for e, _, _ in told), judgements=(*found.judgements, *judgements))


def _time_of(parsed: Parsed, date: DateMention, dates: tuple[DateMention, ...]) -> str:
    """When it happened: a day ("Sunday evening" is a Sunday), month or year; both ends of what ran on."""
    when = When.parse(date.value)
    weeks = when is not None and when.precision in ("week", "weekend")
    return date.value if weeks else span_of(parsed, date, dates)


def _looks_ahead(parsed: Parsed, sentence: Sentence, dates: tuple[DateMention, ...]) -> bool:
    """Whether what a sentence tells, or tells that somebody said, lies ahead: it is no event, whenever it was said.

    Examples: "The dam, built in 1960, will be raised"; "The vote ends on 3 May, the clerk said on Monday". To say that
    one will do something ("On Monday she said that she will sue") is an event, where it has no date ahead.
    """
    root, today = sentence.span.root, When.parse(parsed.article.published)
    main = told_by(root)
    behind = main.i > root.i
    if direction(main) == "future" and not behind:
        return True
    ahead = [d for d in dates if today and (when := When.parse(d.value)) and today.certainly_before(when)]
    if behind:
        return any((own := root_of(parsed, d)) is not None and governor(own) == main for d in ahead)
    return bool(ahead) and not any(t.tag_ == "VBD" and (t != root or main == root) for t in sentence.span)


def _date_of(parsed: Parsed, sentence: Sentence, dates: tuple[DateMention, ...]) -> DateMention | None:
    """Of a sentence's shown dates that of what it tells: its own, not that of the saying ("In 2024 two ships sank, the
    owner said on Monday"), a past verb's, the most exact, one with its year.

    What took a while, or has a time of its own, was not on the day of the saying: "They had 60 days to object, the
    court said on Monday"; "The fair, held in June, drew 9,000, its head said on Monday".
    """
    roots = {d: root for d in dates if (root := root_of(parsed, d)) is not None}
    main = told_by(sentence.span.root)

    def rank(date: DateMention) -> tuple[bool, bool, bool, float, bool, int]:
        root = roots[date]
        dated = re.search(r"\d{4}", date.text) is not None
        rest = direction(root) == "past", precision_of(date.value), dated, -date.evidence[0].start
        named = main == sentence.span.root or (governor(root) == main and re.search(r"[\dA-Z]", date.text) is not None)
        return is_own_date(parsed, date), named, *rest

    date = max((d for d in dates if _tells_when(parsed, d)), key=rank, default=None)
    lasted = any(d.type == "DURATION" and governor(root) == main for d, root in roots.items())
    own = [d for d, r in roots.items() if d.type in TIMES and not is_said_then(r) and main.i < sentence.span.root.i]
    timed = any(precision_of(d.value) > precision_of("2025") for d in own)
    return None if date and (lasted or timed) and is_said_then(roots[date]) else date


def _tells_when(parsed: Parsed, date: DateMention) -> bool:
    """Whether a date can be that of something past: not after the article, no bound, and no verb ahead governs it."""
    start, root = date.evidence[0].start, root_of(parsed, date)
    if date.type not in TIMES or _NO_POINT.search(parsed.article.text[max(0, start - 40) : start]):
        return False
    if date.type == "TIME" and CLOCK.match(date.text):
        return False  # a time of day without its day
    text = parsed.article.text
    if len(date.value) < TO_THE_DAY and (_is_stretch(text, date) or _FROM.search(text[max(0, start - 12) : start])):
        return False
    ahead = ("future",) if parsed.article.published else ("future", "present")  # "opens on 5 May 2026" may lie ahead
    if root is None or direction(root) in ahead or not precision_of(date.value):
        return False
    if _is_unreal(root) or is_moved(parsed, date):
        return False
    if date.value.startswith("XXXX") and any(t.tag_ == "VB" for t in root.ancestors):
        return False  # "came to prepare a summit in May": perhaps still ahead
    when, today = When.parse(date.value), When.parse(parsed.article.published)
    return not (when and today) or not today.certainly_before(when)


def _is_unreal(token: Token) -> bool:
    """Whether a word hangs on a verb that tells what has not happened.

    Examples: "would have carried"; "Had it begun in 2023"; "nearly sank in May"; "failed to pay in May"; "was due in
    May".
    """
    verb = governor(token)
    if verb is None:
        return False
    failed = verb.tag_ == "VB" and "to" in helpers(verb) and verb.head.lemma_ in words("failures")
    inverted = any(c.lower_ == "had" and c.is_sent_start for c in verb.lefts)
    nearly = any(c.lower_ in ("nearly", "almost") for c in verb.lefts)
    due = any(c.lower_ == "due" and c.dep_ == "acomp" for c in verb.rights)
    return inverted or nearly or due or failed or bool(helpers(verb) & {"would", "could", "should", "might"})


def _is_stretch(text: str, date: DateMention) -> bool:
    """Whether a date is one end of a stretch of time, or of a change over it.

    Examples: "from 2003 to 2011"; "between April and June"; "from 26% in 2012 to 47% now".
    """
    start, end = date.evidence[0].start, date.evidence[0].end
    opens = _OPENS.search(text[max(0, start - 30) : start]) and _GOES_ON.match(text, end)
    return bool(opens or _CLOSES.search(text[max(0, start - 40) : start]))


def features(parsed: Parsed, sentence: Sentence, date: DateMention, found: Found) -> Features:
    """What is known of an event: its sentence and its date."""
    return {
        **sentence_features(parsed, sentence, found),
        **date_features(parsed, date, When.parse(parsed.article.published)),
        "date at": (date.evidence[0].start - sentence.start) / max(1, len(sentence.text)),
    }
