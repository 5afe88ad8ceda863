"""What an article says of itself above its body: title, names, date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.ingest import biography
from generator.ingest.boilerplate import Removed, is_prose, is_section_heading
from generator.ingest.draft import Line
from generator.ingest.names import byline, is_name
from generator.ingest.wrapping import LIST_ITEM
from generator.text import fold
from generator.timex import parse_date

ZONE = 10
"""Lines from the top among which a title, a byline or a date may stand."""
DECK_WORDS = 45
"""Between title and byline at most such a short introduction stands."""
LONGEST_DATE = 120
"""Characters of a date line with its labels ("Published ..., last updated ...")."""
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
    published: str | None = None


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
    dates = _dates(lines, zone)
    names = _names(lines, min(zone, body), zone, article.authors)
    gone = {*dates, *names}
    title = article.title
    if title is None:
        found = _title(lines, min(body, zone), gone)
        if found is not None:
            title = lines[found].text
            gone.add(found)
    else:
        gone.update(i for i in range(zone) if fold(lines[i].text) == fold(title))
    if title and not names and not article.authors:
        beside = (i for i in range(min(body, zone)) if i not in gone and {i - 1, i + 1} & dates.keys())
        names = {i: (lines[i].text,) for i in beside if is_name(lines[i].text)}
        gone.update(names)
    if not gone or len(gone) == len(lines):
        return article
    removed["removed-masthead", "title, names and date above the article"] += len(gone)
    return Stated(
        tuple(line for i, line in enumerate(lines) if i not in gone),
        title,
        article.authors or tuple(dict.fromkeys(name for i in sorted(names) for name in names[i])),
        article.published or next(iter(dates.values()), None),
    )


def _zone(lines: Sequence[Line]) -> int:
    """How far down bylines and dates are looked for: past short introductions, not past the first long paragraph."""
    for i, line in enumerate(lines[:ZONE]):
        if len(line.text.split()) > DECK_WORDS or _opens_body(line.text):
            return i
    return min(ZONE, len(lines))


def _opens_body(text: str) -> bool:
    return is_section_heading(text) or bool(LIST_ITEM.match(text))


def _dates(lines: Sequence[Line], zone: int) -> dict[int, str]:
    """Lines of the zone that are nothing but a date; none where dates head the parts of a chronicle."""
    dates = {
        i: date for i, line in enumerate(lines) if len(line.text) <= LONGEST_DATE and (date := parse_date(line.text))
    }
    apart = sum(i - 1 not in dates for i in dates)
    return {i: date for i, date in dates.items() if i < zone} if apart < CHRONICLE else {}


def _names(lines: Sequence[Line], body: int, zone: int, known: Sequence[str]) -> dict[int, tuple[str, ...]]:
    """Lines that name authors: bylines, and above the body a name alone that is known or has a biography below."""
    folded = {fold(name) for name in known}
    found = {i: names for i in range(zone) if (names := byline(lines[i].text))}
    for i in range(body):
        text = lines[i].text
        if i not in found and (fold(text) in folded or (is_name(text) and biography.opens_below(lines[i + 1 :], text))):
            found[i] = (text,)
    return found


def _title(lines: Sequence[Line], above: int, gone: set[int]) -> int | None:
    """The line that is the title: a heading on top, or the first line there that reads like one."""
    if above >= len(lines):
        return None
    candidates = [i for i in range(above) if i not in gone and _is_title(lines[i])]
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
