"""What an article says of itself above its body: title, names, date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.core.text import fold
from generator.ingest.cleaning import biography
from generator.ingest.cleaning.boilerplate import Removed, is_prose, is_section_heading
from generator.ingest.cleaning.signature import Signature, read_signature
from generator.ingest.cleaning.wrapping import LIST_ITEM
from generator.ingest.draft import Line
from generator.ingest.person_names import is_name, is_proper

ZONE = 10
"""Lines from the top among which a title, a byline or a date may stand."""
DECK_WORDS = 45
"""Between title and byline at most such a short introduction stands."""
CHRONICLE = 3
"""Date lines with text between them from which they are headings; fewer may be a date on top and one below."""
TITLE_WORDS = (3, 30)
"""A title of one or two words cannot be told from a section heading or a name."""


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
    title = article.title
    if title is None:
        found = _title(lines, above, {*gone, *posts})
        if found is not None:
            title = _title_words(lines[found].text)
            gone.add(found)
    else:
        gone.update(i for i in range(zone) if fold(_title_words(lines[i].text)) == fold(title))
    if title and not names and not article.authors:
        beside = (i for i in above if i not in gone and {i - 1, i + 2 if i + 1 in posts else i + 1} & dates.keys())
        names = {i: (lines[i].text,) for i in beside if is_name(lines[i].text)}
        gone.update(names)
    gone |= {i for i in posts if i - 1 in names}
    if not gone or len(gone) == len(lines):
        return article
    removed["removed-masthead", "title, names and date above the article"] += len(gone)
    return Stated(
        tuple(line for i, line in enumerate(lines) if i not in gone),
        title,
        article.authors or tuple(dict.fromkeys(name for i in sorted(names) for name in names[i])),
        article.dates or next(iter(dates.values()), ()),
    )


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
    dates = [i for i, signature in found.items() if signature.alone]
    chronicle = sum(i - 1 not in dates for i in dates) >= CHRONICLE
    prose = [i for i, line in enumerate(lines[:zone]) if is_prose(line.text)]
    # A date below the title and one introduction may still be the article's; further down it heads a part.
    last = zone if not prose else prose[0] if prose[0] == 0 else prose[1] if len(prose) > 1 else zone
    return {
        i: signature
        for i, signature in found.items()
        if i < zone and (signature.names or i < last) and not (chronicle and signature.alone)
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
    levels = [line.level for line in lines if line.level]
    marked = (i for i in candidates if lines[i].level == 1 or levels.count(lines[i].level) == 1)
    plain = [i for i in candidates if not lines[i].level]
    spoken = (i for i in plain if not is_name(lines[i].text))
    return next((i for group in (marked, spoken, plain) for i in group), None)


def _is_title(line: Line) -> bool:
    text, words = line.text, len(line.text.split())
    if line.level:
        return words <= TITLE_WORDS[1] and not is_section_heading(text)
    return (
        TITLE_WORDS[0] <= words <= TITLE_WORDS[1]
        and (text[0].isupper() or text[0].isdigit() or text[0] in "“‘\"'$€£")
        and not re.search(r"[.:;,…][\"”’')\]]*$", text)
        and not is_section_heading(text)
    )
