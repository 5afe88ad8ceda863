"""Forward-looking sentences: a sentence with its cues, its certainty, and when what it looks to will be."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass

from generator.core.model import Certainty, DateMention, Evidence
from generator.extract.parsed import Parsed, Sentence
from generator.extract.whats_next.cues import Cue, cues

DATED = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?|-[QH]\d|-W\d\d(?:-WE)?|-(?:SP|SU|FA|WI))?$|XXXX-\d\d(?:-\d\d)?$|\d{3}X$")
"""Values of DateMention that place something in the calendar, at least in part."""

LISTED_WORDS = 4
"""A shorter line of a list tells nothing by itself."""


@dataclass(frozen=True, slots=True)
class Look:
    """A forward-looking sentence."""

    sentence: Sentence
    cues: tuple[Cue, ...]
    text: str
    certainty: Certainty
    when: str | None
    evidence: tuple[Evidence, ...]

    @property
    def weight(self) -> float:
        """The weight of the strongest cue."""
        return max((c.weight for c in self.cues), default=0.0)


def published(parsed: Parsed) -> str | None:
    """The article's date when it is one; dates are compared with it."""
    given = parsed.article.published
    return given if given and re.fullmatch(r"\d{4}(?:-\d\d(?:-\d\d)?)?", given) else None


def find_looks(parsed: Parsed, dates: tuple[DateMention, ...]) -> tuple[Look, ...]:
    """Every forward-looking sentence, headings included, in order."""
    out = []
    for sentence in parsed.sentences:
        look = look_at(parsed, sentence, dates_in(sentence.start, sentence.end, dates))
        if look:
            out.append(look)
    return tuple(out)


def dates_in(start: int, end: int, dates: tuple[DateMention, ...]) -> tuple[DateMention, ...]:
    """The dates whose words lie in the span."""
    starts = [d.evidence[0].start for d in dates]
    return tuple(d for d in dates[bisect.bisect_left(starts, start) :] if d.evidence[0].end <= end)


def look_at(parsed: Parsed, sentence: Sentence, dates: tuple[DateMention, ...]) -> Look | None:
    """The look of one sentence, None when it does not look ahead."""
    span = sentence.span
    found = list(cues(span))
    today = published(parsed)
    for date in dates:
        if _ahead(date, today) and not _past_future(sentence) and _adverbial(parsed, date):
            words = span.doc.char_span(date.evidence[0].start, date.evidence[0].end, alignment_mode="expand")
            if words is not None:
                found.append(Cue("date", "scheduled", 1.4, words.start))
    if (
        not found
        and _listed(parsed, sentence)
        and (parsed.blocks[sentence.block].kind == "item" or when_of(parsed.article.text, dates, today))
    ):
        found.append(Cue("section", "expected", 1.6, span.start))
    if not found or is_over(sentence, dates, today):
        return None
    found.sort(key=lambda c: (c.at, c.kind))
    evidence = (parsed.article.evidence(sentence.start, sentence.end),)
    when = when_of(parsed.article.text, dates, today)
    return Look(sentence, tuple(found), sentence.text, certainty_of(tuple(found), when), when, evidence)


def _listed(parsed: Parsed, sentence: Sentence) -> bool:
    """Whether a statement stands in a "What's next" section, where it needs no cue ("June 3: vote in parliament")."""
    block = parsed.blocks[sentence.block]
    return block.section == "whats_next" and block.kind != "heading" and len(sentence.text.split()) >= LISTED_WORDS


def _ahead(date: DateMention, today: str | None) -> bool:
    """Whether a date lies ahead: later than the article, or told so ("the next four years")."""
    if date.type == "SET":
        return False
    return later(date.value, today) or re.match(r"(?i)(?:the )?(?:next|coming)\b", date.text) is not None


_WHEN = re.compile(r"(?i)\b(?:in|by|until|till|on|from|before|after|for|during|through|to|and|of|since)\s+$")
_OVER = re.compile(r"\b(?:was|were|had been) (?:to|due|set|supposed|scheduled|expected|planned)\b")


def _adverbial(parsed: Parsed, date: DateMention) -> bool:
    """Whether a date tells when, rather than naming a thing ("the 2030 agenda")."""
    if not date.text[:1].isdigit():
        return True
    before = parsed.article.text[max(0, date.evidence[0].start - 12) : date.evidence[0].start]
    return _WHEN.search(before) is not None


def later(value: str, published: str | None) -> bool:
    """Whether a date lies after the article's own, compared at the coarser precision of the two."""
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?|-Q(\d)|-H(\d)|-W(\d\d).*)?", value)
    if not match or not published:
        return False
    if match[6]:
        from datetime import date

        if len(published) < 10:
            return False
        year, week, _ = date.fromisoformat(published).isocalendar()
        return (int(match[1]), int(match[6])) > (year, week)
    if match[4] or match[5]:
        month = int(match[4]) * 3 - 2 if match[4] else int(match[5]) * 6 - 5
        value = f"{match[1]}-{month:02d}"
    size = min(len(value), len(published))
    return value[:size] > published[:size]


_BACK = re.compile(r"(?i)(?:earlier|last|past|previous|yesterday|since|the previous|the same)\b|.*\bago\b")
_STANDS = re.compile(r"(?i)\b(?:as of|since|until|after)\s+(?:the\s+)?$")


def when_of(text: str, dates: tuple[DateMention, ...], today: str | None) -> str | None:
    """The most precise date of a sentence that is not over; None when it gives none.

    Without a date of publication a year alone counts only where it follows "in", "by" or "during".
    """

    def is_open(date: DateMention) -> bool:
        before = text[max(0, date.evidence[0].start - 12) : date.evidence[0].start]
        if date.type != "DATE" or not DATED.match(date.value) or _BACK.match(date.text) or _STANDS.search(before):
            return False
        if date.value.startswith("XXXX"):
            return True
        if today:
            return later(date.value, today) or date.value[: len(today)] == today[: len(date.value)]
        return re.search(r"(?i)\b(?:in|by|during|on)\s+(?:the\s+)?$", before) is not None

    open_ = [d for d in dates if is_open(d)]
    return max(open_, key=lambda d: (len(d.value), -d.evidence[0].start)).value if open_ else None


def certainty_of(found: tuple[Cue, ...], when: str | None) -> Certainty:
    """The certainty of the strongest cue; "will" with a day or month is scheduled, with "if" conditional."""
    kinds = {c.kind for c in found}
    best = max(found, key=lambda c: (c.weight, -c.at))
    if "if" in kinds and best.certainty != "scheduled":
        return "conditional"
    firm = best.certainty == "scheduled" or best.kind in ("modal:will", "modal:'ll", "modal:’ll", "modal:shall")
    if firm and when and len(when) >= 7:
        return "scheduled"
    if best.kind == "date":
        return "scheduled" if when and len(when) >= 7 else "expected"
    return best.certainty


def _past_future(sentence: Sentence) -> bool:
    """was to, were due: a future that is over."""
    return _OVER.search(sentence.text) is not None


def is_over(sentence: Sentence, dates: tuple[DateMention, ...], published: str | None) -> bool:
    """Whether a sentence of the past tells of a future that is over: it is told of a year before the last."""
    if not published or not published[:4].isdigit():
        return False
    years = [int(d.value[:4]) for d in dates if d.type == "DATE" and d.value[:4].isdigit()]
    root = sentence.span.root
    told_past = root.tag_ == "VBD" or any(c.lower_ in ("had", "was", "were") for c in root.children)
    return bool(years) and told_past and max(years) < int(published[:4]) - 1
