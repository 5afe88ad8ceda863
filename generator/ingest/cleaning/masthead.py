"""What an article says of itself above its body: title, names, date."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from generator.core.text import fold, long_words
from generator.ingest.cleaning import biography
from generator.ingest.cleaning.boilerplate import Removed, is_prose, is_section_heading
from generator.ingest.cleaning.signature import SENTENCE_WITHIN, Signature, is_note, read_signature
from generator.ingest.cleaning.wrapping import LIST_ITEM
from generator.ingest.draft import Line
from generator.ingest.person_names import is_name, is_proper, is_trade
from generator.language.dateline import read_dateline

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
TOLD, UNTOLD = 0.5, 0.2
"""A text uses so many of its title's words, and fewer of those of a line that is not about it."""
STEM = 6
"""Words with the same first letters are one word in two forms ("strike", "strikes", "striking" not)."""
LABEL_WORDS = 4
"""A line of capitalised words between title and text of no more words is a label too, or a name."""

_COUNT = re.compile(
    r"\b\d{1,3}[ -]?min(?:ute)?s?[ ](?:read|listen|watch)\b|\b\d[\d.,]*k?[ ](?:views|shares|comments|reads|likes)\b",
    re.IGNORECASE,
)
"""Reading times and counts: no title holds them, and the line that does is a page's."""
PUBLISHED = re.compile(
    r"(?:^|(?<=[.!?)] ))\W?(?:(?:first|originally|article|page) )?(?:published|posted|uploaded|released|issued)\b",
    re.IGNORECASE,
)
"""How a line opens, or its last sentence, that says when its page was published."""
_PLACED = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?, ")
"""A place before a day ("Lima, August 11, 2022")."""
_REMOVED = ("removed-masthead", "title, names and date above the article")
_DASH = re.compile(r"\s+[–—|/:&>›»·-]\s+|:\s+")


PAGE_TITLE = 4
"""Lines in which a page's own title and the article's stand."""


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
    article = _foot(_top(_without_page_title(article, removed), removed), removed)
    lines, authors = biography.cut(article.lines, article.authors)
    removed["removed-biography", "the author's biography"] += len(article.lines) - len(lines)
    return replace(article, lines=lines, authors=authors)


def _without_page_title(article: Stated, removed: Removed) -> Stated:
    """The article without a first line that is a heading below it and more: the title of its page, in front of its own
    ("Harbour closes | Norport News", "Harbour closes - Norport NewsHomeMenuShare")."""
    first, *rest = article.lines[:PAGE_TITLE] or (Line(""),)
    told = (line.text for line in rest if line.level and len(line.text.split()) >= TITLE_WORDS[0])
    if not any(first.text != text and first.text.startswith(text) for text in told):
        return article
    removed[_REMOVED] += 1
    return replace(article, lines=article.lines[1:])


def _top(article: Stated, removed: Removed) -> Stated:
    """Read the lines above the body: each is the title, a signature, a name, a label, or stays."""
    head = _Head(article.lines, article.authors)
    gone = {*head.signatures, *head.names}
    title, at = _titled(article, head, gone)
    gone |= at
    names = head.names
    if title and not names and not article.authors:
        names = head.names_beside_dates(gone)
        gone.update(names)
    gone |= _labels(head, min(at), gone) if at else head.counts
    if not gone or len(gone) == len(head.lines):
        return article
    removed[_REMOVED] += len(gone)
    return Stated(
        tuple(line for i, line in enumerate(head.lines) if i not in gone),
        title,
        article.authors or tuple(dict.fromkeys(name for i in sorted(names) for name in names[i] if not is_trade(name))),
        article.dates or _day(head, at),
    )


def _day(head: _Head, title: Collection[int]) -> tuple[str, ...]:
    """The date of the head: below its title, else above it, where a page may have its own clock."""
    below = (dates for i, dates in head.dates.items() if title and i > min(title))
    return next(below, next(iter(head.dates.values()), ()))


def _foot(article: Stated, removed: Removed) -> Stated:
    """Take the date from the line below that says it is the day of publication, where the top has none.

    Such a line says so ("Originally published on 3 May 2024", also behind a credit), or is a day, perhaps behind
    a place, the only such line and the last one. Of two days, none: they are of parts, or of other pages.
    """
    if article.dates:
        return article
    sole = _sole_day(article.lines)
    found: dict[int, tuple[int, tuple[str, ...]]] = {}
    for i, line in enumerate(article.lines):
        said = PUBLISHED.search(line.text)
        at = said.start() if said else 0 if i == sole else None
        signature = None if at is None else read_signature(line.text[at:])
        if signature and signature.dates and at is not None:
            found[i] = at, signature.dates
    if len({dates for _, dates in found.values()}) != 1 or len(article.lines) == 1:
        return article
    i, (at, dates) = found.popitem()
    removed[_REMOVED] += 1
    credit = (replace(article.lines[i], text=article.lines[i].text[:at].rstrip()),) if at else ()
    return replace(article, lines=(*article.lines[:i], *credit, *article.lines[i + 1 :]), dates=dates)


def _sole_day(lines: Sequence[Line]) -> int | None:
    """The last line where it alone is a day, perhaps behind a place; of several, none: they are of parts."""
    signed = ((i, line.text, read_signature(line.text)) for i, line in enumerate(lines))
    days = [i for i, text, signature in signed if signature and (signature.alone or _PLACED.match(text))]
    return days[0] if days == [len(lines) - 1] else None


@dataclass(frozen=True)
class _Head:
    """The lines on top of an article by what they are; all sets and keys are numbers of lines."""

    lines: tuple[Line, ...]
    authors: tuple[str, ...]

    @cached_property
    def zone(self) -> int:
        """How far down bylines and dates are looked for: past short introductions, not past a first long paragraph."""
        ends = (len(line.text.split()) > DECK_WORDS or _opens_body(line.text) for line in self.lines[:ZONE])
        return next((i for i, end in enumerate(ends) if end), min(ZONE, len(self.lines)))

    @cached_property
    def above(self) -> range:
        """The lines above the first paragraph or section."""
        bodies = (i for i, line in enumerate(self.lines) if is_prose(line.text) or _opens_body(line.text))
        return range(min(self.zone, next(bodies, len(self.lines))))

    @cached_property
    def signatures(self) -> dict[int, Signature]:
        """Bylines and dates; a date alone does not count below the body's first lines, nor where dates head parts."""
        found = {i: signature for i, line in enumerate(self.lines) if (signature := read_signature(line.text))}
        dates = {i for i, signature in found.items() if signature.alone}
        if sum(i - 1 not in dates for i in dates) >= CHRONICLE:
            found = {i: signature for i, signature in found.items() if i not in dates or self._on_title(i)}
        return {i: s for i, s in found.items() if i < (self.zone if s.names else self._last_date)}

    def _on_title(self, i: int) -> bool:
        """Whether a line is the first and stands on the only heading of the first level: it heads the whole page."""
        return i == 0 and [k for k, line in enumerate(self.lines) if line.level == 1] == [1]

    @cached_property
    def _last_date(self) -> int:
        """A date below the title and one introduction may still be the article's; further down it heads a part."""
        prose = [i for i, line in enumerate(self.lines[: self.zone]) if is_prose(line.text)]
        return next((i for k, i in enumerate(prose) if k or i == 0), self.zone)

    @property
    def dates(self) -> dict[int, tuple[str, ...]]:
        """The dates of the signatures."""
        return {i: signature.dates for i, signature in self.signatures.items() if signature.dates}

    @cached_property
    def names(self) -> dict[int, tuple[str, ...]]:
        """Names in bylines, and on lines of their own those known already or with a biography below."""
        known = {fold(name) for name in self.authors}
        texts = {i: self.lines[i].text for i in self.above}
        told = {i for i, text in texts.items() if is_name(text) and biography.opens_below(self.lines[i + 1 :], text)}
        alone = {i: (text,) for i, text in texts.items() if i in told or fold(text) in known}
        return {i: s.names for i, s in self.signatures.items() if s.names} | alone

    @cached_property
    def counts(self) -> set[int]:
        """Lines with a reading time or a count of views, and those that are times, labels and no more ("Release"), or
        the address of a site."""
        texts = {i: self.lines[i].text for i in self.above}
        counted = (i for i, text in texts.items() if _COUNT.search(text) or is_note(text) or _HOST.fullmatch(text))
        return {i for i in counted if not is_prose(self.lines[i].text)}

    def names_beside_dates(self, taken: Collection[int]) -> dict[int, tuple[str, ...]]:
        """Names on lines next to a date."""
        left = {i: self.lines[i].text for i in self.above if i not in taken}
        return {i: (name,) for i, name in left.items() if is_name(name) and {i - 1, i + 1} & self.dates.keys()}

    def told(self, i: int) -> float:
        """Which share of a line's long words the text below uses; 0.0 where it has fewer than two."""
        words = {word[:STEM] for word in long_words(self.lines[i].text)}
        return len(words & self._used) / len(words) if len(words) > 1 else 0.0

    @cached_property
    def _used(self) -> frozenset[str]:
        """The beginnings of the long words of the text below."""
        prose = " ".join(line.text for line in self.lines[self.above.stop :] if is_prose(line.text))
        return frozenset(word[:STEM] for word in long_words(prose))

    def size(self, i: int) -> int:
        """The words of a line; a marked heading is no label and has no size as one."""
        return ZONE if self.lines[i].level else len(self.lines[i].text.split())


def _opens_body(text: str) -> bool:
    return is_section_heading(text) or (bool(LIST_ITEM.match(text)) and not is_note(text))


def _titled(article: Stated, head: _Head, taken: Collection[int]) -> tuple[str | None, set[int]]:
    """The title and the lines that are it: found here, or known and only repeated here."""
    if article.title is None:
        found = _title(head, taken)
        return (None, set()) if found is None else (title_words(head.lines[found].text), {found})
    known = fold(article.title).rstrip(".")
    return article.title, {i for i in range(head.zone) if fold(title_words(head.lines[i].text)).rstrip(".") == known}


def _labels(head: _Head, title: int, taken: Collection[int]) -> set[int]:
    """Lines of the head that are neither title nor text: sections and outlets above the title, labels below it.

    Told by form: short, without the end of a sentence, above the title or of capitalised words alone; reading times
    and counts anywhere in the head.
    """
    open_ended = [i for i in head.above if i not in taken and not re.search(r"[.!?…]$", head.lines[i].text)]
    kickers = {i for i in open_ended if i < title and head.size(i) <= KICKER_WORDS}
    below = (i for i in open_ended if i > title and head.size(i) <= LABEL_WORDS)
    labels = {i for i in below if _is_proper_list(head.lines[i].text) and not is_section_heading(head.lines[i].text)}
    return head.counts | kickers | labels


def _is_proper_list(text: str) -> bool:
    """Whether a line is capitalised words, perhaps parted by commas ("Example News, Portville", "Portville NRT —")."""
    return all(map(is_proper, filter(None, re.split(r",\s*", text.rstrip(" –—")))))


def title_words(text: str) -> str:
    """A title without a label before it or what stands after it: the outlet, a section of its site."""
    text = re.sub(r"^(?:title|headline)\s*:\s*", "", text, flags=re.IGNORECASE)
    parts = text.split(" | ")
    while len(parts) > 1 and is_proper(parts[-1]) and len(" | ".join(parts[:-1]).split()) >= TITLE_WORDS[0]:
        parts.pop()
    return " | ".join(parts)


def without_outlet(title: str, outlet: str | None, url: str | None) -> str:
    """A title without the outlet behind a bar or a dash or before it, by its name or by its page's address
    ("The gate opens - Norport News", at norportnews.com), or what seems to be one behind a bar."""
    title = title_words(title)
    if outlet:
        name = re.escape(outlet)
        ends = rf"\s+[|–—-]\s+{name}\s*$|^\s*{name}\s+[|–—:-]\s+"
        title = re.sub(ends, "", title, flags=re.IGNORECASE) or title
    parts = _SITE_BEHIND.fullmatch(title)
    host = _SITE.match(url or "")
    labels = host[1].lower().replace("-", "").split(".") if host else []
    named = parts and re.sub(r"[\W_]", "", parts["site"]).casefold() in {"".join(labels), *labels[:-1]}
    return parts["title"] if parts and named else title


def _title(head: _Head, taken: Collection[int]) -> int | None:
    """The line that is the title: a heading on top, or the first line there that reads like one.

    One whose words the text does not use gives way to one whose words it does: a page's own lines ("You are here")
    have a title's form, not its subject.
    """
    if head.above.stop >= len(head.lines):
        return None
    candidates = [i for i in head.above if i not in taken and _is_title(head.lines[i])]
    levels = Counter(line.level for line in head.lines if line.level)
    marked = [i for i in candidates if head.lines[i].level == 1 or levels[head.lines[i].level] == 1]
    plain = [i for i in candidates if not head.lines[i].level]
    plain.sort(key=lambda i: is_name(head.lines[i].text))  # a name only where nothing else could be it
    if marked:
        return marked[0]
    plain = _behind_outlet(head.lines, plain)
    first = next(iter(plain), None)
    if first is None or head.told(first) >= UNTOLD:
        return first
    short = (i for i in plain if i == first or head.size(i) <= TITLE_WORDS[1] / 2)  # not a deck
    return next((i for i in plain if head.told(i) >= TOLD), max(short, key=head.told))


def _behind_outlet(lines: Sequence[Line], candidates: list[int]) -> list[int]:
    """The candidates without the outlet's name in front of a longer one ("NU - Norland Union", "The Harbour Times")."""
    if len(candidates) < 2:
        return candidates
    first, second = (lines[i].text for i in candidates[:2])
    parts = _DASH.split(first)
    named = len(parts) > 1 or first.startswith("The ")
    outlet = first.isupper() or (named and all(map(is_proper, parts)))
    return candidates[1:] if outlet and len(second.split()) > max(len(first.split()), LABEL_WORDS) else candidates


_SITE = re.compile(r"https?://(?:www\.)?([\w.-]+)", re.IGNORECASE)
_SITE_BEHIND = re.compile(r"(?P<title>.*\S)\s+[|–—-]\s+(?P<site>\S.*)")
_HOST = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}/?")


def is_headline(text: str) -> bool:
    """Whether words can be an English article's headline: in its letters, and no site's address."""
    foreign = re.search(r"[^\W\d_]", text) and not re.search(r"[A-Za-z]", text)
    return not foreign and _HOST.fullmatch(text.strip()) is None


def _is_title(line: Line) -> bool:
    text, words = line.text, len(re.findall(r"\S*\w\S*", line.text))
    if not is_headline(text) or is_note(text):
        return False
    if line.level:
        return words <= TITLE_WORDS[1] and not is_section_heading(text)
    return (
        TITLE_WORDS[0] <= words <= TITLE_WORDS[1]
        and (text[0].isupper() or text[0].isdigit() or text[0] in "“‘\"'$€£")
        and not re.search(r"[.:;,…|/][\"”’')\]]*$", text)
        and not (words > TITLE_WORDS[1] / 2 and SENTENCE_WITHIN.search(text))
        and not _COUNT.search(text)
        and not re.search(r"://|\bwww\.", text)
        and not is_section_heading(text)
        and (text.isupper() or read_dateline(text) is None)
    )
