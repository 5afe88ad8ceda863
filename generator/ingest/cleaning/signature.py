"""A line that signs an article: a date, a byline, or both ("By First Last | March 4, 2025 | 5 min read")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.core.tables import listed
from generator.core.text import fold
from generator.ingest.person_names import byline, is_name, is_proper
from generator.ingest.stamps import Stamp, find_stamps

LONGEST = 160
"""Characters of such a line with all its parts."""

_PART = re.compile(r"\s*[|•·∙]\s*|\s+[–—/-]\s+|,\s+(?=[A-Z\d])|\s+(?:on|in)\s+(?=[A-Z\d])|\s+(?=\d{1,3} ?min)")
_LABELLED = re.compile(r"[A-Z][a-z]+(?: [a-z]+)?:\s+\S+(?: \S+){0,2}")
"""A note with a label of its own ("Editor: somebody")."""
_EDGE = re.compile(r"[\s,;|•·∙–—/()\[\]*-]+")
_ENDS = re.compile(r"^(?:\s*in\b)?[\s,;|•·∙–—/()\[\]-]+|(?:\s+(?:on|at))?[\s,;|•·∙–—/-]*$")
_JOINED_BEFORE = re.compile(r"(?:^|[,;|•·∙–—/():-]|\bon|\bat|\bdated:?)\s*$", re.IGNORECASE)
_JOINED_BEHIND = re.compile(r"\s*(?:$|[,;|•·∙–—/()-]|\d{1,3} ?min\b|by\b|in\b|on\b)", re.IGNORECASE)
_LABELS = (
    r"(?:(?:first|last|originally|page)[ ])?"
    r"(?:updated|published|posted|uploaded|release[ds]?|issued|modified|created|dated?)\b:?"
)
"""What is written before a page's day."""
# What stands with a date and says nothing of its own: labels, weekdays, times of day, reading times and counts.
_NOTES = re.compile(
    rf"""\b{_LABELS} | \b(?:on|at)\b:?
      | \b(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?
      | \bT?\d{{1,2}}(?:[:.h]\d{{2}}){{1,2}}(?:[ ]?(?:[ap]\.?m|h(?:rs?)?)\b\.?)?
        (?:[ ]?(?:(?-i:[A-Z][A-Za-z]{{0,3}}[A-Z])|[A-Z][a-z]+[ ]time)\b)?
        (?:[ ]?[+-]\d\d?:?\d*)?
      | \b\d{{1,2}}[ ]?[ap]\.?m\b\.?(?:[ ](?-i:[A-Z]{{2,4}})\b)?
      | \b\d{{1,3}}[ -]?(?:min|minute|hour|day|week)s?\b(?:[ ](?:read|listen|watch|ago)\b)?
      | \bpage[ ][A-Z]?\d{{1,3}}\b | \b(?-i:[A-Z]{{2,4}})\d{{2,4}}\b | \b\d{{1,4}}/\d{{4}}\b
      | \bno\.[ ]?\d[\d/-]*  # a paper, a document
      | \b\d[\d.,]*k?[ ](?:views|shares|comments|reads|likes)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LABEL = re.compile(rf"{_LABELS}\s*(?:on )?", re.IGNORECASE)
_LABELLED_SO = re.compile(r"([^|•·∙]*\w)\)?:\s*$")
"""A label right before a day."""
_OPENS = re.compile(
    r"""\s+(?:[|–—-]\s+)?
        (?:\d{1,2}[:.]\d\d(?:[ ]?[ap]\.?m\.?)?(?:[ ][A-Z]{2,4}(?:[+-]\d{1,2})?)?\s+)?   # "15:26 GMT+2"
        (?:\d{1,3}[ -]min(?:ute)?s?[ ]read\s+)?(?:ADVERTISEMENT\s+)?(?=[“\"‘']?[A-Z])""",
    re.VERBOSE,
)
"""What stands between a day and the text it was glued to."""
_ACCOUNT = re.compile(r"[ ,]*[ (]@\w{2,30}\)?(?=\s|$)")
"""An author's account somewhere, beside the name."""
SENTENCE_WITHIN = re.compile(r"[a-z)][.!?][\"”’]? [A-Z]")
"""Where a sentence ends and another begins."""


@dataclass(frozen=True, slots=True)
class Signature:
    """What a line says of the article; `alone` when it is a date and nothing else.

    `dates` holds one date, or the two readings of one like 03/04/2025.
    """

    names: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    alone: bool = False


def read_signature(text: str) -> Signature | None:
    """The names and the date of a line all of whose parts sign an article; None for any other line.

    A name without "by" counts beside a date only: alone, it may be a heading.
    """
    if len(text) > LONGEST or not text:
        return None
    text = re.sub(r"(?<=\d)(?=[A-Z][a-z]{2})", " ", text)  # "7:04 AM GMT+2Updated ..." lost a blank
    text = re.sub(r"(?<=\d{4})(?=[A-Z]{3,}$)", " | ", text)  # "May 2nd 2020TARN": where it was written
    text = _ACCOUNT.sub("", text)
    stamps = find_stamps(text, months=True) if any(c.isdigit() for c in text) else ()
    found = (_around(stamp, text[: stamp.start], text[stamp.end :]) for stamp in stamps)
    signature = next((signature for signature in found if signature), None)
    return signature or (Signature(names) if (names := byline(text)) else None)


def part_stamp(text: str) -> tuple[str, ...]:
    """A stamp that was glued to the front of a text, and the text ("Published 2024-02-14 The company sold its mill.").

    Empty where there is none. It has a label before it or is all figures: "On 3 May 2024 Norland" and "3 May 2024 was"
    open a sentence.
    """
    label = _LABEL.match(text)
    start = label.end() if label else 0
    stamp = next(iter(find_stamps(text[:LONGEST], months=label is not None)), None)
    opens = _OPENS.match(text, stamp.end) if stamp and stamp.start == start else None
    if stamp is None or opens is None or not (label or not re.search(r"[^\W\d_]", text[: stamp.end])):
        return ()
    return text[: stamp.end], text[opens.end() :]


def _around(stamp: Stamp, before: str, after: str) -> Signature | None:
    """The signature if what stands before and after its date are names and notes and nothing else."""
    labelled = _LABELLED_SO.search(before)
    if labelled and _bare(labelled[1]):
        return None  # "Deadline: 3 May 2025", "Scraped (UTC): 2025-05-03"
    names: tuple[str, ...] = ()
    alone = True
    for side, joined in ((before, _JOINED_BEFORE.search), (after, _JOINED_BEHIND.match)):
        if not _bare(side):
            continue
        words = _ENDS.sub("", side)
        signed = byline(words)
        found = signed or ((words,) if is_name(words) else ())
        apart = signed or joined(side) or joined(_NOTES.sub("", side))
        if not apart or not (found or all(map(_is_note, _PART.split(words)))):
            return None
        names, alone = names or found, False
    return Signature(names, stamp.values, alone)


def is_note(text: str) -> bool:
    """Whether a line holds labels, weekdays, times, reading times and counts, and nothing else ("12 hours ago")."""
    return len(text) <= LONGEST and not _bare(text) and not find_stamps(text)


def _bare(part: str) -> str:
    """What is left of a part without dates, labels, weekdays, times and counts."""
    for stamp in reversed(find_stamps(part)):
        part = f"{part[: stamp.start]} {part[stamp.end :]}"
    words = re.findall(r"[^\W\d_]+", part)
    if words and all(fold(word) in listed("page_marks", "documents") for word in words):
        return ""  # "FOR MEDIA 9 July 1981": what kind of document it is
    return _EDGE.sub(" ", _NOTES.sub(" ", part)).strip(" .:")


def _is_note(part: str) -> bool:
    bare = _bare(part).removeprefix("by ")  # "by PIB Delhi" is no person
    return not bare or is_proper(bare) or bool(_LABELLED.fullmatch(bare))
