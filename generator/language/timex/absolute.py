"""Rules for dates in figures and names: days, months, years, decades, centuries, quarters, halves, fiscal years."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date, timedelta
from functools import lru_cache

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

from generator.core.when import SEASONS, is_reckoned
from generator.language.timex.calendar import day_value, month_value, shift_year, valid, year_value
from generator.language.timex.context import Context, Timex
from generator.language.timex.words import (
    CENTURY_WORDS,
    COUNTED,
    DAY,
    EASTERN,
    FEASTS,
    HOLIDAYS,
    MONTH,
    NUMBER_TAKERS,
    NUMBERS,
    ORDINALS,
    PART,
    SEASON,
    WEEKDAY,
    WEEKDAY_FULL,
    YEAR,
    S,
    alternatives,
    day_number,
    month_number,
    weekday_number,
)

EDGE = (rf"(?:(?i:the{S})?(?i:(?:very{S})?(?:end|start|beginning|middle|close|opening|rest|remainder|course))"
        rf"{S}(?i:of){S}(?i:the{S}(?:year{S})?)?)")
NEXT_YEAR = (rf"(?P<rel>(?i:last|this|next|the{S}previous|the{S}same|that|the{S}following|the{S}current|the)"
             rf"{S}(?i:financial{S}|fiscal{S})?(?i:year))")
OF_YEAR = (rf"(?:(?:,?{S}(?i:of|in){S}|,?{S})(?:(?i:fiscal|financial){S}(?:(?i:year){S})?)?(?P<year>{YEAR})"
           rf"\b(?![-/.,]?\d)|(?:{S}(?i:of|in))?{S}{NEXT_YEAR}\b)")
ORDINAL = rf"(?P<ord>{alternatives(ORDINALS)}|(?i:{alternatives(ORDINALS)}))"
NOT_NUMBER = r"(?<![\w.,$€£¥#/:-])"


def relative_year(context: Context, words: str) -> int | None:
    """The year "last year", "this year" or "the previous year" means; None when the anchor is not known."""
    words = " ".join(words.casefold().split())
    if re.match(r"the (?:previous|same|following)|that", words):
        year, shift = context.reference(1).year, {"the p": -1, "the f": 1}.get(words[:5], 0)
    else:
        year, shift = context.anchor.year, {"last": -1, "next": 1}.get(words.split()[0], 0)
    return None if year is None else year + shift


def _year(context: Context, match: re.Match[str]) -> int | None:
    """The year a match states: in figures (two of them are of this century) or as "last year"."""
    groups = match.groupdict()
    if groups.get("year"):
        return int(groups["year"]) + (2000 if len(groups["year"]) == 2 else 0)
    return relative_year(context, groups["rel"]) if groups.get("rel") else None


def iso_day(match: re.Match[str], context: Context) -> str | None:
    """2025-03-04, 2025/3/4, 2025.03.04."""
    year, month, day = int(match[1]), int(match["month"]), int(match["day"])
    return day_value(year, month, day) if valid(year, month, day) else None


_SETTLED = re.compile(
    r"(?<![\d/.])(?:(?P<day>1[3-9]|2\d|3[01])/\d{1,2}|\d{1,2}/(?P<month>1[3-9]|2\d|3[01]))/(?:\d{4}|\d\d)(?![\d/])")


@lru_cache(maxsize=8)
def _order(text: str) -> str | None:
    """What the dates of a text in figures begin with, by those with a number above 12; None where none or both tell."""
    told = {match.lastgroup for match in _SETTLED.finditer(text)}
    return told.pop() if len(told) == 1 else None


def figures_day(match: re.Match[str], context: Context) -> str | None:
    """3/4/2025 in the order that something settles, else its year alone; 4.3.2025 is day first.

    What settles it is a number above 12, its weekday, the other dates of the text in figures, else the tense. With none
    of these 3/4/2025 may be 4 March or 3 April: neither is told.
    """
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    if len(match["year"]) == 2:
        year += 2000 if year < 60 else 1900
    both = {"day": (second, first)} | ({"month": (first, second)} if match["mark"] == "/" else {})
    read = {order: date(year, *r) for order, r in both.items() if valid(year, *r)}
    named = weekday_number(match["named"]) if match["named"] else None
    days = {day for day in read.values() if day.isoweekday() == named} or set(read.values())
    order = _order(context.text)
    if len(days) == 2 and order:
        days = {read[order]}
    if len(days) == 2:
        days = {day for day in days if _fits_tense(match, context, day)} or days
    if not days:
        return None
    return days.pop().isoformat() if len(days) == 1 else f"{year:04d}"


def _fits_tense(match: re.Match[str], context: Context, day: date) -> bool:
    now, direction = context.anchor.date, context.direction(match.start())
    if now is None or direction not in ("past", "future"):
        return False
    return day <= now if direction == "past" else day >= now


_FAR_YEAR = re.compile(r",?\s([02-9])\d{3}(?![\d%]|[.,]\d|\s(?:[a-z]+s|people|men|women|children)\b)")
"""A year that no calendar of news holds: "31 December 9999" is no day of this year."""
_LISTED = re.compile(rf"(?<![\w.,/-])(?:{DAY}, )+$")
_LISTED_ON = re.compile(rf"(?:, {DAY})+,? (?:and|&) {DAY}(?= ?[,.;:)]| (?:in|at|for|with|by)\b|$)")
"""Days before their month but for the last two, and behind it; "on April 8, 2 and 3 boats sank" counts boats."""


def named_day(match: re.Match[str], context: Context) -> tuple[Timex, ...] | None:
    """Feb. 24, 2023; 24 February; Tuesday, March 4; March 4-6 and 4-6 March (two expressions)."""
    month, day, year = month_number(match["month"]), day_number(match["day"]), _year(context, match)
    to = day_number(match["to"]) if match["to"] else None
    if not valid(year, month, day) or (to is not None and not valid(year, month, to)):
        return None
    stated = match["year"] or match["rel"]
    if not stated and (far := _FAR_YEAR.match(context.after(match.end()))):
        return (context.make(*match.span(), "DATE", "PAST_REF" if far[1] == "0" else "FUTURE_REF"),)
    value = day_value(year, month, day) if stated else context.day(match.start(), month, day)
    text, start, end = context.text, match.start(), match.end()
    on = _LISTED_ON.match(text, end) if match.end("day") == end else None
    if to is None:
        return (context.make(*match.span(), "DATE", value), *_listed(on, context, value))
    before = _LISTED.search(text, max(0, start - 24), start) if match.start("day") == start else None
    return (*_listed(before, context, value),
            context.make(match.start(), match.end("day"), "DATE", value),
            context.make(match.start("to"), match.end(), "DATE", value[:8] + f"{to:02d}"))


def _listed(days: re.Match[str] | None, context: Context, value: str) -> tuple[Timex, ...]:
    """The other days of a list, which has its month once: "on 8, 9 and 10 April", "on April 8, 9 and 10"."""
    if days is None:
        return ()
    found = re.compile(r"\d+").finditer(context.text, *days.span())
    return tuple(context.make(*m.span(), "DATE", f"{value[:8]}{int(m[0]):02d}")
                 for m in found if valid(None, int(value[5:7]), int(m[0])))


def month_of_year(match: re.Match[str], context: Context) -> str | None:
    """May 2008; October of next year; early May 2008."""
    month = month_number(match["month"])
    year = _year(context, match)
    return month_value(year, month)


def months_of_year(match: re.Match[str], context: Context) -> tuple[Timex, ...] | None:
    """January to March 2024: two months of one year (November to February 2024 begins the year before)."""
    first, last, year = month_number(match["month"]), month_number(match["to"]), int(match["year"])
    return (context.make(*match.span("month"), "DATE", month_value(year - (first > last), first)),
            context.make(match.start("to"), match.end(), "DATE", month_value(year, last)))


_MONTH_GLUED = re.compile(rf"[\w-]*\d|(?![’']s\b)[’']?[a-z]|-(?!{MONTH})[^\W\d_]")
_MONTH_SURE = re.compile(
    r"\b(?:in|since|until|till|last|next|early|mid|late|during|through|throughout)[\s-]*<"
    rf"|\b(?i:{MONTH}){S}?(?:to|[-–]){S}?<"
)
_MONTH_NAMED = re.compile(r"<\s+[A-Z][a-z]+")
_ACTS = re.compile(r"(?:^|[^\w\s]\s*)<\s+(?:(?:will|would|could|might|must|should|did|does|is|was|had|has)(?:n[’']t)?"
                   r"|can(?:[’']t)?|may)\b")
"""A sentence, or what stands behind a comma or a quotation mark, with its subject alone in front of a verb."""
FULL_MONTHS = frozenset({"january", "february", "september", "october", "november", "december", "july"})
"""Names of months that are no other word and no one's name."""
_MONTH_TOLD = {
    "may": re.compile(r"""(?x) \b(?: by | for | of | from | to | and | between | after | before | a | its | the | this
        | each | every )\s+ < (?! \s+ (?: be | have | not | on | through | by | in )\b)"""),
    "march": re.compile(r"""(?x) \b(?: by | for | from | and | between | after | before | each | every )\s+ <
        | \b(?: of | to | a | its | the | this )\s+ <
        (?: \s+\d | \s+[a-z]+(?: s|ing|ion|ment|al|ative|e )\b | [.,;)] )"""),
}
"""What stands round a name of a month (at ``<``) that is also a verb, for it to be one."""


def bare_month(match: re.Match[str], context: Context) -> str | None:
    """October; in May. A name that is also a word or a person's needs a preposition ("in", not "by April Jones")."""
    name, after = match["month"], context.after(match.end())
    low, said = name.casefold().rstrip("."), f"{context.before(match.start('month'))}<{after}"
    if _MONTH_GLUED.match(after) or (len(name) == len("Jan") and _ACTS.search(said)):
        return None  # "Jan will speak"
    if low not in FULL_MONTHS and not _MONTH_SURE.search(said):
        told = _MONTH_TOLD.get(low)
        if _MONTH_NAMED.search(said) or (told is not None and not told.search(said)):
            return None
    return context.month(match.start("month"), month_number(name))


def quarter_or_half(match: re.Match[str], context: Context) -> str | None:
    """Q1 2025; the first quarter of last year; second half of 2027; third-quarter results.

    Without a year, "the last quarter" is told from the anchor (another rule), "the first half" may be of a match.
    """
    groups = defaultdict(lambda: None, match.groupdict())
    letter = (groups["size"] or groups["letter"])[0].upper()
    word = (groups["ord"] or "").casefold()
    last, stated = word in {"last", "final"}, groups["year"] or groups["rel"]
    count = int(groups["number"] or ORDINALS[word])
    if word and not stated and (last or letter == "H"):
        return None
    year = _year(context, match) if stated else _year_of_quarter(context, count, letter)
    if groups["fiscal"]:
        year = None  # whose quarters begin when the firm's year does: no quarter of the calendar
    return f"{year_value(year)}-{letter}{count}"


def _year_of_quarter(context: Context, quarter: int, letter: str) -> int | None:
    """The nearest such quarter, this one or the coming one first; a half's is this year's."""
    year, month = context.anchor.year, context.anchor.month
    if year is None or month is None or letter == "H":
        return year
    now = (month + 2) // 3
    ahead = (quarter - now) % 4
    return (year * 4 + now - 1 + (ahead if ahead <= 1 else ahead - 4)) // 4


_NOUN_BEFORE = re.compile(r"(?i)\b(?:the|this|last|next|in|by|since|until|of|during|early|late|mid|every|each)[\s-]+$")


def season(match: re.Match[str], context: Context) -> str | None:
    """Summer 2024; the spring of last year."""
    code = SEASONS[match["season"].casefold()]
    if match["season"] == "fall" and not _NOUN_BEFORE.search(context.before(match.start("season"), 80)):
        return None  # "prices will fall next year"
    return f"{year_value(_year(context, match))}-{code}"


def fiscal_year(match: re.Match[str], context: Context) -> str | None:
    """Fiscal 2024; FY25; the 2023-24 financial year (the last one as 2023/2024)."""
    year = int(match["year"])
    year += 2000 if year < 100 else 0
    if match["to"]:
        return f"{year:04d}/{year // 100 * 100 + int(match['to'][-2:]):04d}"
    return f"{year:04d}"


def split_year(match: re.Match[str], context: Context) -> str | None:
    """2023/24 and 2023-24, two years that follow each other."""
    year = int(match[1])
    if (year + 1) % 100 != int(match[2]):
        return None
    return f"{year:04d}/{year + 1:04d}"


_CENTURY_LIKE = frozenset(f"{c}00" for c in range(10, 20))
"""The 1800s are a century; the 2000s, so far, a decade."""


def decade(match: re.Match[str], context: Context) -> str | None:
    """The 1970s; the sixties: 197X."""
    if match["decade"]:
        digits = match["decade"]
        return digits[:2] + "XX" if digits in _CENTURY_LIKE else digits[:3] + "X"
    if not match[0].casefold().startswith("the"):
        return None  # "in her twenties"
    word = match["word"].casefold().replace("ies", "y")
    return f"19{int(NUMBERS[word]) // 10}X"


def mid_century(match: re.Match[str], context: Context) -> Timex | None:
    """By mid-century, of what lies ahead: the middle of the anchor's century."""
    ahead = context.direction(match.start()) in ("future", "present")
    start, year = match.start("what"), f"{year_value(context.anchor.year)[:2]}50"
    return context.make(start, match.end(), "DATE", year) if ahead and context.anchor.year else None


def short_year(match: re.Match[str], context: Context) -> str | None:
    """'82, after a word that asks for a year."""
    year = int(match[1])
    return f"{(2000 if year < 40 else 1900) + year}"


def century(match: re.Match[str], context: Context) -> str | None:
    """The late 19th century: 18XX."""
    count = int(match["number"]) if match["number"] else CENTURY_WORDS[match["word"].casefold().replace(" ", "-")]
    return f"{count - 1:02d}XX"


_SURE_YEAR = re.compile(
    r"""(?x) \b(?: in | since | until | till | during | by | through(?:out)? | from | between | early | late | mid
    | year | before | after | (?: end | summer | spring | autumn | winter | fall )\ of | compared\ (?: to | with )
    | back\ in | beyond | circa ) [\s-]* (?: the\s+ )? <""")
_NO_YEAR = re.compile(
    rf"""(?x) \b(?: {alternatives(NUMBER_TAKERS)} ) \.? [\s(]* <                      # part of a name: "Agenda 2030"
    | \b(?: than | about | nearly | some | least | up\ to | total\ of | only | worth | almost | around )\s+ <
    | >-[a-zA-Z]                                                                   # "2020-odd"
    | (?<! the\ ) (?<! its\ ) (?<! their\ ) (?<! ’s\ ) (?<! 's\ ) (?<! this\ )
      <\d+>\s+[a-z]{{3,}}(?<![suia])s\b                                            # "1950 things" """)
_COUNT = re.compile(rf">[\s-]+(?:{alternatives(COUNTED)})\b(?!\s*[-–]\s*\d)", re.IGNORECASE)


def bare_year(match: re.Match[str], context: Context) -> str | None:
    """2024, where it looks like a year: not a count, not part of a name or a longer number."""
    said = context.marked(match.start("year"), match.end())
    year = int(match["year"])
    sure = match["part"] or match["edge"] or _SURE_YEAR.search(said)
    if _COUNT.search(said) or (not sure and _NO_YEAR.search(said)):
        return None
    odd = year < 1900 or year % 100 == 0  # a round number, or long ago: "in 1848", "2000", "the crisis of 1900 (...)"
    if odd and not sure and not re.search(r"(?:\bof\s+|\()<", said):
        return None
    return f"{year:04d}"


_AT = re.compile(r"\b(?:at|by|until|on|since|this|next|last)\s+$")
"""What stands before a feast of a name alone for it to be a day; "before Christmas" tells no day."""

_FROM = re.compile(r"\b(?:from|before|after)\s+$")


def moveable_feast(match: re.Match[str], context: Context) -> Timex | None:
    """Easter, Good Friday, Whit Monday: the nearest where the verb looks, as exact as its calendars agree."""
    name, now = " ".join(match[1].casefold().split()), context.anchor.date
    year, before = int(match["year"] or (now.year if now else 0)), context.before(match.start())
    if not is_reckoned(year) or not (_AT.search(before) or (" " in name and _FROM.search(before))):
        return None
    direction, now = context.direction(match.start()), now or date(year, 1, 1)
    feasts = [_feast(context.text, y, FEASTS[name]) for y in ((year,) if match["year"] else (year - 1, year, year + 1))]

    def far(feast: tuple[date, date]) -> tuple[bool, timedelta]:
        wrong = feast[0] < now if direction in ("future", "was ahead") else feast[0] > now and direction == "past"
        return wrong, abs(feast[0] - now)

    day, other = (d.isoformat() for d in min(feasts, key=far))
    value = day if day == other else day[:7]
    return context.make(*match.span(), "DATE", value) if other.startswith(value) else None


def _feast(text: str, year: int, after: int) -> tuple[date, date]:
    """The day so many days after the Easter of the west and of the east, one day twice where no word asks for both."""
    west, shift = easter(year, EASTER_WESTERN), timedelta(days=after)
    return west + shift, (easter(year, EASTER_ORTHODOX) if EASTERN.search(text) else west) + shift


def holiday(match: re.Match[str], context: Context) -> Timex | str | None:
    """Christmas Eve, with a year or without; "at Christmas", but not a Christmas tree."""
    name = " ".join(match[1].casefold().replace("’", "'").split())
    if name == "christmas" and not _AT.search(context.before(match.start())):
        return None
    month, day = map(int, HOLIDAYS[name].split("-"))
    year, start = match["year"], match.start()
    return day_value(int(year), month, day) if year else context.day(start, month, day, yearly=True)


def nth_weekday(match: re.Match[str], context: Context) -> str | None:
    """The second Tuesday in July; the last Friday of September 2026."""
    month, weekday = month_number(match["month"]), weekday_number(match["weekday"])
    named = _year(context, match)
    told = context.month(match.start(), month) if named is None else month_value(named, month)
    if not told[:4].isdigit():
        return told
    year = int(told[:4])
    first = (weekday - date(year, month, 1).isoweekday()) % 7 + 1
    days = [d for d in range(first, 32, 7) if valid(year, month, d)]
    count = {"last": len(days), "final": len(days), "fifth": 5}.get(match["nth"].casefold())
    count = count or ORDINALS[match["nth"].casefold()]
    return day_value(year, month, days[count - 1]) if count <= len(days) else None


def named_year(match: re.Match[str], context: Context) -> str | None:
    """The end of this year: that year; the rest of the year: the anchor's."""
    words = " ".join(match["rel"].casefold().split())
    if words == "the year":
        return shift_year(context.anchor, 0)
    return year_value(relative_year(context, match["rel"]))


_RANGE = rf"(?:{S}?(?:-|–|—|/|&|to|and|or){S}?(?P<to>{DAY}))?"
_UNTIL = _RANGE.replace("|or", rf"|or|until|till|through|up{S}to")
_YEAR_TAIL = (rf"(?:,?{S}(?:of{S})?(?P<year>{YEAR})\b(?!,\d)|,?{S}(?:of{S})?(?P<rel>(?i:last|this|next)"
              rf"{S}(?i:year))\b)?")
_WEEKDAY_HEAD = rf"(?:{WEEKDAY},?{S}(?:the{S})?)?"
_PARTED = rf"(?:(?i:{PART})(?:{S}|-))?"
_DECADES = alternatives(f"{w}ies" for w in ("twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet"))
_CENTURIES = alternatives(CENTURY_WORDS)
_HOLIDAYS = alternatives(HOLIDAYS).replace("'", "['’]")

RULES = (
    (iso_day, rf"{NOT_NUMBER}({YEAR})(?P<mark>[-/.])(?P<month>\d\d?)(?P=mark)(?P<day>\d\d?)(?![\w-])"),
    (figures_day, rf"{NOT_NUMBER}(?:(?P<named>{WEEKDAY_FULL}),?{S})?(?P<first>\d{{1,2}})(?P<mark>[/.])"
                  rf"(?P<second>\d{{1,2}})(?P=mark)(?P<year>\d{{4}}|\d\d)(?![\w/]|\.\d)"),
    (named_day, rf"\b{_WEEKDAY_HEAD}(?:(?i:early|late){S})?(?P<month>{MONTH}){S}?(?:the{S})?"
                rf"(?P<day>{DAY})\b(?!\d|[.,:]\d|%){_RANGE}{_YEAR_TAIL}"),
    (named_day, rf"(?<![\w.,$€£-]){_WEEKDAY_HEAD}(?P<day>{DAY})(?:,(?={S}and))?{_UNTIL}{S}?(?:(?:day{S})?of{S})?"
                rf"(?P<month>{MONTH})(?!\w){_YEAR_TAIL}"),
    (nth_weekday, rf"\b(?:(?i:the){S})?(?P<nth>(?i:first|second|third|fourth|fifth|last|final|[1-4](?:st|nd|rd|th)))"
                  rf"{S}(?P<weekday>{WEEKDAY_FULL}){S}(?i:in|of){S}(?P<month>{MONTH})(?!\w)(?:{OF_YEAR})?"),
    (month_of_year, rf"\b{EDGE}?{_PARTED}(?P<month>{MONTH}){OF_YEAR}"),
    (bare_month, rf"\b{EDGE}?{_PARTED}(?P<month>{MONTH})(?!\w)"),
    (quarter_or_half, rf"\b(?P<letter>[QH])(?P<number>[12]|(?<=Q)[34])(?!\w)"
                      rf"(?:{S}?(?:of{S})?(?P<fiscal>FY{S}?)?['’]?(?P<year>{YEAR}|\d\d)(?!\w|[.,%]\d|%))?"),
    (quarter_or_half, rf"\b(?:(?i:the){S})?(?:(?i:fiscal){S})?{ORDINAL}(?:{S}|-)(?:(?i:fiscal|financial){S})?"
                      rf"(?P<size>(?i:quarter|half))(?![\w-]){OF_YEAR}?"),
    (season, rf"\b(?:(?i:the){S})?{_PARTED}(?P<season>{SEASON}){OF_YEAR}"),
    (fiscal_year, rf"\b(?:(?i:the){S})?(?:(?i:fiscal|financial){S}(?:(?i:years?){S})?|FY{S}?|FY['’])"
                  rf"(?P<year>{YEAR}|\d\d)(?:[-–/](?P<to>\d\d(?:\d\d)?))?(?!\w|%|[.,]\d)"),
    (split_year, rf"{NOT_NUMBER}({YEAR})[-–/](\d\d)(?![\w/-]|[.,]\d)"),
    (decade, rf"(?<![\w-])(?:(?i:the){S})?{_PARTED}(?:to{S}{PART}(?:{S}|-))?"
             rf"(?:(?P<decade>(?:1[0-9]|20)\d0)['’]?s\b|(?P<word>{_DECADES})\b)"),
    (century, rf"\b(?:(?i:the){S})?{_PARTED}(?:(?P<number>\d{{1,2}})(?:st|nd|rd|th)|(?P<word>(?i:{_CENTURIES})))"
              rf"(?:{S}|-)(?P<century>(?i:century))\b"),
    (mid_century, rf"\b(?:by|until){S}(?P<what>mid(?:-|{S})(?P<century>century))\b"),
    (named_year, rf"\b{EDGE}(?<=\s){NEXT_YEAR}\b"),
    (bare_year, rf"(?:{NOT_NUMBER}|(?<=\d\d\d\d-))(?P<edge>{EDGE})?(?P<part>(?i:{PART})(?:{S}|-))?"
                rf"(?P<year>{YEAR})(?![\w%/]|[.,:]\d|-\d\d?\b)"),
    (short_year, r"['’](?:(?<=\bin .)|(?<=\bof .)|(?<=\bby .)|(?<=since .)|(?<=from .)|(?<=until .))(\d\d)(?![\w'’])"),
    (holiday, rf"\b((?i:{_HOLIDAYS}))(?:,?{S}(?P<year>{YEAR})\b)?"),
    (moveable_feast, rf"\b((?i:{alternatives(FEASTS)}))\b(?!{S}(?:[A-Z]|agreement))(?:,?{S}(?P<year>{YEAR})\b)?"),
    (months_of_year, rf"\b(?P<month>{MONTH}){S}?(?:-|–|to|and|through){S}?"
                     rf"(?P<to>{MONTH})(?:,?{S}(?:of{S})?(?P<year>{YEAR})\b(?![-/.,]?\d))"),
)
