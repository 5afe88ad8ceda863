"""What an article says of itself above its body: title, names, date."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from generator.core.text import fold
from generator.ingest.cleaning import biography
from generator.ingest.cleaning.boilerplate import Removed, is_prose, is_section_heading
from generator.ingest.cleaning.signature import Signature, read_signature
from generator.ingest.cleaning.wrapping import LIST_ITEM
from generator.ingest.draft import Line
from generator.ingest.person_names import is_name, is_proper

ZONE = 16
"""Lines from the top among which a title, a byline or a date may stand."""
DECK_WORDS = 45
"""Between title and byline at most such a short introduction stands."""
CHRONICLE = 3
"""Date lines with text between them from which they are headings; fewer may be a date on top and one below."""
TITLE_WORDS = (3, 30)
"""A title of one or two words cannot be told from a section heading or a name."""
KICKER_WORDS = 6
"""A line above the title of no more words is a label: the section, the outlet, a path through the site."""
LABEL_WORDS = 4
"""A line of capitalised words between title and text of no more words is a label too, or a name."""

_COUNT = re.compile(
    r"\b\d{1,3}[ -]?min(?:ute)?s?[ ](?:read|listen|watch)\b|\b\d[\d.,]*k?[ ](?:views|shares|comments|reads|likes)\b",
    re.IGNORECASE,
)
"""Reading times and counts: no title holds them, and the line that does is a page's."""
_DASH = re.compile(r"\s+[–—|/:&>›»·-]\s+|:\s+")


@dataclass(frozen=True, slots=True)
class Stated:
    """An article's lines and what was read off them."""

    lines: tuple[Line, ...]
    title: str | None = None
    authors: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    """The date it states: one, or the two readings of one like 03/04/2025."""


def read_masthead(article: Stated, removed: Removed) -> Stated:
    """Take the title, bylines and date lines out of the top and biographies out of the end.

    What is already known (from front matter, or an earlier pass) is not looked for again, but lines that only
    repeat it go.
    """
    article = _top(article, removed)
    lines, authors = biography.cut(article.lines, article.authors)
    removed["removed-biography", "the author's biography"] += len(article.lines) - len(lines)
    return replace(article, lines=lines, authors=authors)


def _top(article: Stated, removed: Removed) -> Stated:
    """Read the lines above the body: each is the title, a signature, a name, a post, a label, or stays."""
    lines, zone = article.lines, _zone(article.lines)
    body = next((i for i, line in enumerate(lines) if is_prose(line.text) or _opens_body(line.text)), len(lines))
    above = range(min(zone, body))
    signatures = _signatures(lines, zone)
    dates = {i: signature.dates for i, signature in signatures.items() if signature.dates}
    names = {i: signature.names for i, signature in signatures.items() if signature.names}
    names |= _lone_names(lines, above, article.authors)
    posts = {
        i for i in above if i and biography.is_post(lines[i].text) and (i - 1 in names or is_name(lines[i - 1].text))
    }
    gone = {*signatures, *names}
    title, at = _titled(article, lines, above, {*gone, *posts}, range(zone))
    gone |= at
    if title and not names and not article.authors:
        names = _names_beside(lines, [i for i in above if i not in gone], dates.keys(), posts)
        gone.update(names)
    gone |= {i for i in posts if i - 1 in names} | _labels(lines, above, at - {*posts}, gone)
    if not gone or len(gone) == len(lines):
        return article
    removed["removed-masthead", "title, names and date above the article"] += len(gone)
    return Stated(
        tuple(line for i, line in enumerate(lines) if i not in gone),
        title,
        article.authors or tuple(dict.fromkeys(name for i in sorted(names) for name in names[i])),
        article.dates or next(iter(dates.values()), ()),
    )


def _titled(
    article: Stated, lines: Sequence[Line], above: range, taken: set[int], zone: range
) -> tuple[str | None, set[int]]:
    """The title and the lines that are it: found here, or known and only repeated here."""
    if article.title is None:
        found = _title(lines, above, taken)
        return (None, set()) if found is None else (_title_words(lines[found].text), {found})
    known = fold(article.title)
    return article.title, {i for i in zone if fold(_title_words(lines[i].text)) == known}


def _names_beside(
    lines: Sequence[Line], left: Sequence[int], dates: Collection[int], posts: Collection[int]
) -> dict[int, tuple[str, ...]]:
    """Names on lines next to a date, a post between them or not."""
    beside = (i for i in left if i - 1 in dates or (i + 2 if i + 1 in posts else i + 1) in dates)
    return {i: (lines[i].text,) for i in beside if is_name(lines[i].text)}


def _labels(lines: Sequence[Line], above: range, title: set[int], gone: set[int]) -> set[int]:
    """Lines of the head that are neither title nor text: sections and outlets above the title, labels below it.

    Told by form: short, without the end of a sentence, above the title or of capitalised words alone; reading times
    and counts anywhere in the head.
    """
    counts = {i for i in above if _COUNT.search(lines[i].text) and not is_prose(lines[i].text)}
    if not title:
        return counts
    first = min(title)
    left = [i for i in above if i not in gone and not re.search(r"[.!?…]$", lines[i].text)]
    kickers = {i for i in left if i < first and len(lines[i].text.split()) <= KICKER_WORDS and not lines[i].level}
    labels = {
        i
        for i in left
        if i > first
        and not lines[i].level
        and len(lines[i].text.split()) <= LABEL_WORDS
        and is_proper(lines[i].text)
        and not is_section_heading(lines[i].text)
    }
    return counts | kickers | labels


def _zone(lines: Sequence[Line]) -> int:
    """How far down bylines and dates are looked for: past short introductions, not past the first long paragraph."""
    for i, line in enumerate(lines[:ZONE]):
        if len(line.text.split()) > DECK_WORDS or _opens_body(line.text):
            return i
    return min(ZONE, len(lines))


def _opens_body(text: str) -> bool:
    return is_section_heading(text) or bool(LIST_ITEM.match(text))


def _signatures(lines: Sequence[Line], zone: int) -> dict[int, Signature]:
    """Lines of the zone that hold a byline or a date; dates alone do not count where they head parts of a chronicle."""
    found = {i: signature for i, line in enumerate(lines) if (signature := read_signature(line.text))}
    dates = {i for i, signature in found.items() if signature.alone}
    chronicle = sum(i - 1 not in dates for i in dates) >= CHRONICLE
    # A date below the title and one introduction may still be the article's; further down it heads a part.
    prose = [i for i, line in enumerate(lines[:zone]) if is_prose(line.text)]
    introduced = prose[1:] if prose[:1] != [0] else prose
    last = introduced[0] if introduced else zone
    heads_a_part = dates if chronicle else set()
    return {
        i: signature
        for i, signature in found.items()
        if i < zone and i not in heads_a_part and (signature.names or i < last)
    }


def _lone_names(lines: Sequence[Line], above: range, known: Sequence[str]) -> dict[int, tuple[str, ...]]:
    """Lines above the body that are a name and no more, known already or with a biography below."""
    folded = {fold(name) for name in known}
    return {
        i: (lines[i].text,)
        for i in above
        if fold(lines[i].text) in folded
        or (is_name(lines[i].text) and biography.opens_below(lines[i + 1 :], lines[i].text))
    }


def _title_words(text: str) -> str:
    """A title without a label before it or the outlet after it."""
    text = re.sub(r"^(?:title|headline)\s*:\s*", "", text, flags=re.IGNORECASE)
    head, _, outlet = text.rpartition(" | ")
    return head if is_proper(outlet) and len(head.split()) >= TITLE_WORDS[0] else text


def _title(lines: Sequence[Line], above: range, gone: set[int]) -> int | None:
    """The line that is the title: a heading on top, or the first line there that reads like one."""
    if above.stop >= len(lines):
        return None
    candidates = [i for i in above if i not in gone and _is_title(lines[i])]
    levels = Counter(line.level for line in lines)
    marked = [i for i in candidates if lines[i].level == 1 or (lines[i].level and levels[lines[i].level] == 1)]
    plain = [i for i in candidates if not lines[i].level]
    spoken = [i for i in plain if not is_name(lines[i].text)]
    ranked = marked or _behind_outlet(lines, spoken) or plain
    return ranked[0] if ranked else None


def _behind_outlet(lines: Sequence[Line], candidates: list[int]) -> list[int]:
    """The candidates without the outlet's name in front of a longer one ("NU - Norland Union", "The Harbour Times")."""
    if len(candidates) < 2:
        return candidates
    first, second = (lines[i].text for i in candidates[:2])
    parts = _DASH.split(first)
    outlet = all(map(is_proper, parts)) and (len(parts) > 1 or first.startswith("The "))
    return candidates[1:] if outlet and len(second.split()) > max(len(first.split()), LABEL_WORDS) else candidates


def _is_title(line: Line) -> bool:
    text, words = line.text, len(line.text.split())
    if line.level:
        return words <= TITLE_WORDS[1] and not is_section_heading(text)
    return (
        TITLE_WORDS[0] <= words <= TITLE_WORDS[1]
        and (text[0].isupper() or text[0].isdigit() or text[0] in "“‘\"'$€£")
        and not re.search(r"[.:;,…][\"”’')\]]*$", text)
        and not _COUNT.search(text)
        and not is_section_heading(text)
    )
