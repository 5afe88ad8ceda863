"""Values in the words people use: dates, counts, kinds. Pure; never the word "None"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TypeVar

from generator.core.model import Article, Brief, Certainty, Figure
from generator.core.text import word_count
from generator.core.when import When
from generator.link.ledger import own_label, told_figures
from generator.link.letters import OTHER
from generator.link.letters import Place as Letter
from generator.site.pages.proof import Place
from generator.site.words import N_, NN_, Words

REFERENCES = {"PRESENT_REF": N_("now"), "FUTURE_REF": N_("in the future"), "PAST_REF": N_("in the past")}
QUARTERS = N_("first quarter"), N_("second quarter"), N_("third quarter"), N_("fourth quarter")
HALVES = N_("first half"), N_("second half")
SEASON_NAMES = {"SP": N_("spring"), "SU": N_("summer"), "FA": N_("autumn"), "AU": N_("autumn"), "WI": N_("winter")}
CERTAINTIES: dict[Certainty, str] = {
    "scheduled": N_("Scheduled"),
    "expected": N_("Expected"),
    "possible": N_("Possible"),
    "conditional": N_("Conditional"),
}

UNITS = {
    "Y": NN_("{n} year", "{n} years"),
    "M": NN_("{n} month", "{n} months"),
    "W": NN_("{n} week", "{n} weeks"),
    "D": NN_("{n} day", "{n} days"),
}

WORDS_PER_MINUTE = 238
"""Silent reading of English non-fiction by adults: Brysbaert 2019, Journal of Memory and Language 109, 104047."""


@lru_cache(maxsize=16384)
def human_date(value: str | None, words: Words) -> str:
    """A TIMEX3 or ISO 8601 date at the precision it states ("9 May 2025", "second quarter of 2025"); "" for None.

    Of what runs over several days both ends are told ("26–27 December 2026"). A value of no known shape comes back as
    it is, so that nothing a brief states is lost.
    """
    if not value:
        return ""
    first, stroke, last = value.partition("/")
    if stroke:
        return _range(first, last, words)
    when = When.parse(value, LEAP_YEAR)
    if when is None:
        return _no_date(value, words)
    clock = re.search(r"T([0-9][0-9]:[0-9][0-9])", value)
    said = _said(when, words, year=not value.startswith("XXXX"))
    return f"{said}, {clock[1]}" if clock else said


LEAP_YEAR = 2000
"""Stands for a year nobody states, in which every day of the calendar is possible."""


def _said(when: When, words: Words, *, year: bool) -> str:
    """A time whose shape is known, with or without its year."""
    start = when.start
    match when.precision:
        case "day":
            return words.day(start, year=year)
        case "weekend":
            return words.gettext("weekend of {day}", day=words.day(start, year=year))
        case "week":
            return words.gettext("week of {day}", day=words.day(start, year=year))
        case "month":
            return words.month(start, year=year)
        case "decade":
            return words.gettext("the {year}s", year=start.year)
        case "century":
            return words.pgettext("century", "the {year}s", year=start.year)
    part = {
        "quarter": QUARTERS[(start.month - 1) // 3],
        "half": HALVES[(start.month - 1) // 6],
        "season": SEASON_NAMES.get(when.text[5:], ""),
    }.get(when.precision)
    if part is None:
        return when.text
    said = words.gettext(part)
    return words.gettext("{part} of {year}", part=said, year=start.year) if year else said


def _range(first: str, last: str, words: Words) -> str:
    """Both ends, what they share told once."""
    one, other = _ends(first, last, words)
    if one.rstrip(".").isdigit() and first.count("-") == last.count("-"):
        return f"{one}–{other}"
    return words.gettext("{first} to {last}", first=one, last=other)


def _ends(first: str, last: str, words: Words) -> tuple[str, str]:
    """Two days in words, the first without the month or year that the last one tells."""
    one, other = When.parse(first, LEAP_YEAR), When.parse(last, LEAP_YEAR)
    if one and other and one.precision == other.precision == "day" and first[:4] == last[:4]:
        short = words.day_of_month(one.start) if first[:7] == last[:7] else words.day(one.start, year=False)
        return short, human_date(last, words)
    return human_date(first, words), human_date(last, words)


def published(article: Article, words: Words) -> str:
    """When an article appeared: "9 May 2025", "Between 3 and 9 May 2025" or "Date not known"."""
    if article.published:
        return human_date(article.published, words)
    if article.published_between:
        first, last = _ends(*article.published_between, words)
        return words.gettext("Between {first} and {last}", first=first, last=last)
    return words.gettext("Date not known")


def source(brief: Brief, words: Words) -> str:
    """Where a brief's words come from, on one line: authors, title, outlet, day, address."""
    article = brief.article
    authors = words.listed([name for name in article.authors if name != article.outlet])
    said = (
        authors,
        words.gettext(QUOTED, words=brief.title),
        article.outlet,
        article.published and human_date(article.published, words),
        article.url,
    )
    return ", ".join(" ".join(part.split()) for part in said if part)


QUOTED = N_("“{words}”")
DATED = {
    "given": N_("The date of publication was given with the article."),
    "filename": N_("The date of publication is that of the article’s file name."),
    "address": N_("The date of publication is that of the article’s address."),
    "stated": N_("The article states its date of publication."),
    "dateline": N_("The date of publication is that of the article’s dateline."),
    "inferred": N_("The date of publication was inferred from what the article says."),
    "interval": N_(
        "The article gives no date of publication; what it says settles only between which days it appeared."
    ),
    "unknown": N_("The article gives no date of publication."),
}
"""Where a date of publication comes from, by `Article.published_source`."""


def _no_date(value: str, words: Words) -> str:
    """What lies on no calendar: references, spans, and parts of a year nobody states."""
    if match := re.fullmatch(r"[0-9X]{4}-(?:Q([1-4X])|H([12X]))", value):
        names, number = (QUARTERS, match[1]) if match[1] else (HALVES, match[2])
        some = N_("a quarter") if match[1] else N_("a half")
        return words.gettext(names[int(number) - 1] if number.isdigit() else some)
    if match := re.fullmatch(r"[0-9X]{4}-W[0-9X]{2}(?:-([1-7]|WE))?", value):
        day = match[1]
        if day and day.isdigit():
            return words.weekday(int(day) - 1)
        return words.gettext(N_("the weekend") if day else N_("a week"))
    if match := re.fullmatch(r"P([0-9]+)([YMWD])", value):
        return words.ngettext(*UNITS[match[2]], int(match[1]))
    return words.gettext(REFERENCES[value]) if value in REFERENCES else value


def date_key(value: str | None) -> str:
    """Sorting key of a date: the last day it may mean, so the nearest comes first and a bare year after its months.

    What names no year comes last.
    """
    when = When.parse(value)
    return when.end.isoformat() if when else "9999"


def place(it: Place, words: Words) -> str:
    """Where in an article words stand: "paragraph 3 of 14", "paragraphs 3 and 5 of 14"."""
    numbers = words.listed([str(number) for number in it.paragraphs])
    found = words.form("paragraph {numbers} of {all}", "paragraphs {numbers} of {all}", len(it.paragraphs))
    return found.format(numbers=numbers, all=it.of)


def times(number: int, words: Words) -> str:
    """How often, in words where there is one: "once", "twice", "3 times"."""
    once = {1: N_("once"), 2: N_("twice")}.get(number)
    return words.gettext(once) if once else words.ngettext("{n} time", "{n} times", number)


def briefs(number: int, words: Words) -> str:
    """A number of briefs: "1 brief", "2,000 briefs"."""
    return words.ngettext("{n} brief", "{n} briefs", number)


def month_key(published: str | None) -> str:
    """The month a brief is filed under: ``2025-05``, ``2025`` when no month is known, or ``undated``."""
    return published[:7] if published else "undated"


def month_name(key: str, words: Words) -> str:
    """The heading of a month: "May 2025", "2025", "Undated"."""
    return words.gettext("Undated") if key == "undated" else human_date(key, words)


def part_name(name: str, words: Words) -> str:
    """A part of a long list in words: "2025", "May 2025", "May 2025, part 2" (``2025-05-part-2``)."""
    month, _, part = name.partition("-part-")
    return numbered(month_name(month, words), int(part or 1), words)


def numbered(name: str, part: int, words: Words) -> str:
    """The name of a part of a list that has several: the first one goes by the list's own."""
    return words.gettext("{name}, part {number}", name=name, number=part) if part > 1 else name


Entry = TypeVar("Entry")


def by_letter(places: Sequence[Letter[Entry]], words: Words) -> list[tuple[str, str, list[Entry]]]:
    """The pages of a register by letter: name ("A", "0–9", "A, part 2"), path and entries of each."""
    return [(numbered(letter_name(letter), part, words), path, entries) for letter, part, path, entries in places]


def letter_name(letter: str) -> str:
    """What heads the names of a letter; all that begin with none stand under digits."""
    return "0–9" if letter == OTHER else letter


def saved(brief: int, article: int, words: Words) -> str:
    """What reading a brief instead of its article saves ("1 min instead of 3"); "" where it is nothing."""
    short, long = (max(1, round(count / WORDS_PER_MINUTE)) for count in (brief, article))
    return words.gettext("{short} min instead of {long}", short=short, long=long) if short < long else ""


def brief_words(brief: Brief) -> int:
    """Number of words a reader of the brief reads, proofs closed and the rest of the article folded."""
    texts = [brief.title, brief.takeaway.text, brief.note]
    texts += [i.text for items in (brief.key_points, brief.whats_next) for i in items]
    texts += [_figure_line(brief, figure) for figure in told_figures(brief)]
    texts += [f"{a.name} {a.role or ''}" for a in brief.actors]
    return sum(word_count(text) for text in texts)


def _figure_line(brief: Brief, figure: Figure) -> str:
    """What stands of a figure on its brief: its label and value, or its clause, or its sentence."""
    label, around = own_label(brief, figure), figure.clause or figure.sentence
    return around.exact if around and not label else f"{label or ''} {figure.text}"


FIELDS = {
    "title": N_("title"), "published": N_("published"), "authors": N_("authors"), "outlet": N_("outlet"),
    "url": N_("url"), "language": N_("language"), "takeaway": N_("takeaway"), "key_points": N_("key points"),
    "actors": N_("actors"), "figures": N_("figures"), "whats_next": N_("what’s next"), "quotes": N_("quotes"),
    "events": N_("events"), "terms": N_("terms"),
}  # fmt: skip
"""What a person calls a field, or the list of an item."""


def named(field: str, words: Words) -> str:
    """What a person calls the field, or the list of the item, at a path."""
    head = field.removeprefix("article/").partition("/")[0]
    return words.gettext(FIELDS[head]) if head in FIELDS else head.replace("_", " ")


def sentence_case(text: str) -> str:
    """The text with its first letter in upper case; names inside keep theirs."""
    return text[:1].upper() + text[1:]
