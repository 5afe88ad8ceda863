"""Rules for dates told from where the text stands: today, last month, two years ago, Friday, now."""

from __future__ import annotations

import re
from datetime import timedelta

from generator.core.when import SEASONS
from generator.language.timex.absolute import EDGE
from generator.language.timex.calendar import (
    Anchor,
    Direction,
    moved,
    read_anchor,
    shift_day,
    shift_month,
    shift_quarter,
    shift_week,
    shift_year,
    weekday_value,
    year_value,
)
from generator.language.timex.context import Context, Timex
from generator.language.timex.words import (
    NUMBER,
    PART,
    REFERENCES,
    SEASON,
    UNIT,
    VAGUE,
    WEEKDAY_FULL,
    S,
    alternatives,
    number,
    singular,
    weekday_number,
)

SHIFTS = {"last": -1, "past": -1, "previous": -1, "preceding": -1, "prior": -1, "this": 0, "current": 0, "next": 1,
          "coming": 1, "following": 1, "upcoming": 1}
DAYTIMES = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}
_DAYTIME = rf"(?:{S}(?P<daytime>morning|afternoon|evening|night)\b)?"


def _shifted(anchor: Anchor, unit: str, shift: int) -> str:
    match singular(unit):
        case "day":
            return shift_day(anchor, shift)
        case "week":
            return shift_week(anchor, shift)
        case "fortnight":
            return shift_week(anchor, 2 * shift)
        case "weekend":
            return shift_week(anchor, shift, "-WE")
        case "month":
            return shift_month(anchor, shift)
        case "quarter":
            return shift_quarter(anchor, shift)
        case "decade":
            year = shift_year(anchor, 10 * shift)
            return year[:3] + "X"
        case "century" | "centuries":
            return shift_year(anchor, 100 * shift)[:2] + "XX"
        case _:
            return shift_year(anchor, shift)


def _with_daytime(context: Context, match: re.Match[str], value: str) -> str | Timex:
    daytime = match.groupdict().get("daytime")
    if daytime:
        return context.make(*match.span(), "TIME", value + DAYTIMES[daytime.casefold()])
    return value


def near_day(match: re.Match[str], context: Context) -> str | Timex | None:
    """Today, yesterday, tomorrow. "Today" of a present state is the present, not the day."""
    word = " ".join(match["near"].casefold().split())
    shift = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2,
             "the day after tomorrow": 2}[word]
    if word == "today":
        present = context.direction(match.start()) == "present"
        opening = re.search(r"(?:^|[.!?”\"]\s*)$", context.before(match.start())) is not None
        if context.anchor.year is None or (present and opening):
            return "PRESENT_REF"
    value = shift_day(context.anchor, shift)
    if word == "tonight":
        return context.make(*match.span(), "TIME", value + "TNI")
    return _with_daytime(context, match, value)


def near_unit(match: re.Match[str], context: Context) -> str | Timex | None:
    """This week, last month, earlier this year, next quarter, late next week, this morning."""
    shift, unit = SHIFTS[match["shift"].casefold()], match["unit"].casefold()
    article = match["article"] is not None
    if unit in DAYTIMES:
        if match["shift"].casefold() not in {"this", "last"}:
            return None
        return context.make(*match.span(), "TIME", shift_day(context.anchor, shift) + DAYTIMES[unit])
    if article:
        if match["shift"].casefold() in {"last", "past", "next", "coming", "upcoming"}:
            size = {"week": "P1W", "month": "P1M", "year": "P1Y", "decade": "P10Y", "quarter": "P3M",
                    "century": "P100Y"}.get(unit)
            return context.make(*match.span(), "DURATION", size) if size else None
        return _from_reference(context, unit, shift)
    if unit == "day":
        return None
    return _shifted(context.anchor, unit, shift)


def edge_of_unit(match: re.Match[str], context: Context) -> Timex | None:
    """The end of the month: that of the text, or of what is told of the past the one named last."""
    unit = match["unit"].casefold()
    past = context.direction(match.start()) == "past"
    return context.make(*match.span(), "DATE", _from_reference(context, unit, 0) if past else
                        _shifted(context.anchor, unit, 0))


def _from_reference(context: Context, unit: str, shift: int) -> str:
    """The unit before or after the one named last."""
    parts = {"day": 3, "week": 3, "weekend": 3, "month": 2, "quarter": 2}.get(singular(unit), 1)
    try:
        return _shifted(context.reference(parts), unit, shift)
    except ValueError:  # 29 February of another year
        return "XXXX"


def same_unit(match: re.Match[str], context: Context) -> str | None:
    """The same day, that month; that quarter a year ago; that date: the day named just before."""
    unit = match["unit"].casefold()
    if unit in {"date", "time"}:
        if unit == "time" and not re.search(r"\b(?:by|until|before|since)\s+$", context.before(match.start())):
            return None
        near = context.seen and re.match(r"[\dX]{4}-\d\d-\d\d", context.seen[-1].value)
        return near[0] if near else None
    if match["ago"]:
        before = _quarter_before(context, match.start()) if unit in {"quarter", "period"} else None
        before = _from_reference(context, "month", -12) if unit == "month" else before
        return before or shift_year(context.anchor, -1)
    told = context.seen and unit != "period"
    return _from_reference(context, unit, 0) if told else None


def the_day(match: re.Match[str], context: Context) -> Timex | None:
    """Ended the day higher: the day named last."""
    told = _from_reference(context, "day", 0)
    return context.make(match.start("what"), match.end(), "DATE", told) if told[0].isdigit() else None


def ago(match: re.Match[str], context: Context) -> str | Timex | None:
    """Two years ago, a week ago, five years from now, months ago: as coarse as its unit."""
    ahead = match["how"].casefold() not in {"ago", "back"}
    amount, unit, sign = number(match["number"] or ""), singular(match["unit"]), 1 if ahead else -1
    if match["vague"] or match["half"] or amount is None or unit in {"second", "minute"}:
        return "FUTURE_REF" if ahead else "PAST_REF"
    if unit == "hour":
        return context.make(*match.span(), "TIME", shift_day(context.anchor, 0))
    quarter = _quarter_before(context, match.start()) if (unit, amount, ahead) == ("year", 1, False) else None
    if quarter:
        return quarter
    if unit == "week" and amount == 1:
        return shift_day(context.anchor, 7 * sign)
    return _shifted(context.anchor, unit, sign * int(min(amount, 1e5)))


def _quarter_before(context: Context, start: int) -> str | None:
    """The quarter a year before the one the paragraph speaks of: what "a year ago" means where results are told."""
    named = context.last(r"\d{4}-Q\d")
    if named is None or "\n" in context.text[named.end:start]:
        return None
    return f"{int(named.value[:4]) - 1:04d}{named.value[4:7]}"


def later(match: re.Match[str], context: Context) -> str | None:
    """Two days later, a year earlier: told from the date named last; a duration when none was."""
    amount, unit = number(match["number"] or "one"), singular(match["unit"])
    if amount is None or unit in {"second", "minute", "hour", "century"} or amount != int(amount):
        return None
    sign = 1 if match["how"].casefold() in {"later", "after"} else -1
    quarter = _quarter_before(context, match.start()) if (unit, amount, sign) == ("year", 1, -1) else None
    if quarter:
        return quarter
    needs = {"day": r"[\dX]{4}-\d\d-\d\d", "week": r"[\dX]{4}-\d\d-\d\d", "month": r"\d{4}-\d\d"}.get(unit, r"\d{4}")
    if context.last(needs) is None and sign > 0:
        return None
    return _from_reference(context, unit, sign * int(min(amount, 1e5)))


_NAMED = re.compile(
    r"""(?x) (?: ^ | [,.;:(“"]\s* | \b(?:the|in|at|of)\s+ ) <\w+>\s+[A-Z][a-z] | >\s+(?:the\s+13th|Agreement)\b
    | \b(?:advent|ash|big|black|bloody|cyber|easter|fat|good|holy|low|maundy|mothering|palm|passion|remembrance|shrove
      |super|trinity|whit)\s+<""")
"""A weekday of a name ("the Sunday Times", ", Friday Okoro,"); "said Monday President Roe" goes on behind it."""
_ANY = re.compile(r"\bon a\s+<|\ba\s+<[\w ]+>(?!\s+(?!(?:in|of|at|when|and|or|with)\b)[a-z])|>\.[a-z]")
"""A weekday of no certain week ("born on a Friday"; "a Friday report" is of a certain one), or of an address."""
_COUNTED_FROM = re.compile(r"\bweeks?\s+(?:from|after|before|to|on)\s+$")


def weekday(match: re.Match[str], context: Context) -> str | Timex | None:
    """Friday; on Monday morning; last Friday; Friday next week; Sundays (a set)."""
    day, text = weekday_number(match["weekday"]), context.after(match.end())
    said = context.marked(*match.span())
    if _NAMED.search(said) or _ANY.search(said):
        return None
    if _COUNTED_FROM.search(context.before(match.start())) or re.match(r"\s+week\b", text):
        return None  # "a week from Thursday", "Thursday week": another day, told by `week_on` where it is ahead
    if match["plural"]:
        return context.make(*match.span(), "SET", f"XXXX-WXX-{day}")
    shift, anchor = SHIFTS.get((match["shift"] or "this").casefold().split()[-1], 0), context.anchor
    if match["week"]:
        now = moved(anchor, 7 * SHIFTS[match["week"].casefold().split()[0]])
        value = (now + timedelta(days=day - now.isoweekday())).isoformat() if now else f"XXXX-WXX-{day}"
        return _with_daytime(context, match, value)
    if anchor.date is None:
        return _with_daytime(context, match, f"XXXX-WXX-{day}")
    if shift:
        near = moved(anchor, shift) or anchor.date
        toward: Direction = "past" if shift < 0 else "future"
        return _with_daytime(context, match, weekday_value(Anchor(near.year, near.month, near.day), day, toward))
    return _with_daytime(context, match, context.weekday(match.start(), day))


def week_on(match: re.Match[str], context: Context) -> str | None:
    """A week today, a week on Friday, Friday week, a fortnight tomorrow: so long after the day to come."""
    if context.direction(match.start()) not in ("future", "present") or context.anchor.date is None:
        return None
    named, size = match["on"].casefold(), 7 if match["unit"].casefold() == "week" else 14
    if named.endswith("day") and named != "today":
        first = read_anchor(weekday_value(context.anchor, weekday_number(named), "future"))
        return shift_day(first, size)
    return shift_day(context.anchor, size + (named == "tomorrow"))


def near_season(match: re.Match[str], context: Context) -> Timex | None:
    """Last summer, this spring, in the autumn."""
    code, shift = SEASONS[match["season"].casefold()], SHIFTS.get((match["shift"] or "").casefold())
    year, month = context.anchor.year, context.anchor.month
    if year is not None and month is not None:
        start = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
        toward = {-1: "past", 1: "future", 0: None, None: context.direction(match.start())}[shift]
        if toward == "past" and month < start + (3 if shift else 0):
            year -= 1
        elif toward == "future" and month >= start + (0 if shift else 3):
            year += 1
    return context.make(match.start("what"), match.end(), "DATE", f"{year_value(year)}-{code}")


def reference(match: re.Match[str], context: Context) -> str | None:
    """Now, recently, soon."""
    words = " ".join(match[0].casefold().split())
    if words == "in the past" and re.match(r"\s+(?:\w+\s+)?(?:second|minute|hour|day|week|month|quarter|year|"
                                           r"decade|centur)",
                                           context.after(match.end())):
        return None
    if words == "now" and re.match(r"-|\s+that\b", context.after(match.end())):
        return None
    if words == "soon" and re.match(r"\s+(?:after|as|to be)\b|-|er\b", context.after(match.end())):
        return None
    return REFERENCES.get(words, "PRESENT_REF")


_EARLIER = rf"(?:(?i:earlier|later|late|early|mid|sometime|some time)(?:{S}|-)(?:on{S}|in{S})?)"
_SHIFT = r"(?P<shift>(?i:last|past|previous|preceding|prior|this|current|next|coming|following|upcoming))"
_PERIOD = r"(?P<unit>(?i:week|fortnight|month|quarter|year|decade|century|day|weekend|morning|afternoon|evening|night))"
_VAGUE = rf"(?P<vague>(?i:{alternatives(VAGUE)}))"
_AMOUNT = rf"(?:(?P<number>(?i:{NUMBER}))|{_VAGUE})"
_HOW = rf"(?P<how>ago|back|from{S}now|from{S}today|hence)\b"
_NEAR = (rf"(?:(?i:just|about|almost|nearly|over|more{S}than|less{S}than|some|around|roughly|exactly|only|well{S}over)"
         rf"{S})?")
_ALONE = r"(?!\w|\s+(?:the|a|an|its|his|her|their|this|that|it|he|she|they|last|next|[A-Z]))"
"""Not "the year before the vote": with the vote, it is another year."""

_WEEK = r"(?P<unit>(?i:week|fortnight))"
RULES = (
    (week_on, rf"\b(?i:a|one){S}{_WEEK}{S}(?:(?:on|from){S})?(?P<on>(?i:today|tomorrow)|{WEEKDAY_FULL})\b(?!s)"),
    (week_on, rf"\b(?P<on>{WEEKDAY_FULL}){S}{_WEEK}\b(?!-)"),
    (near_day, rf"\b{_EARLIER}?(?P<near>(?i:the{S}day{S}before{S}yesterday|the{S}day{S}after{S}tomorrow|today|tonight|"
               rf"yesterday|tomorrow))\b{_DAYTIME}"),
    (near_unit, rf"\b(?:{EDGE}(?<=\s))?{_EARLIER}?(?P<article>(?i:the){S})?{_SHIFT}{S}(?:(?i:fiscal|financial|"
                rf"calendar){S})?"
                rf"{_PERIOD}\b(?!-)"),
    (edge_of_unit, rf"\b{EDGE}(?<=\bthe\s)(?P<unit>(?i:month|week|quarter))\b(?!-|['’]|{S}of\b)"),
    (same_unit, rf"\b(?i:the{S}(?:very{S})?same|that){S}(?P<unit>(?i:day|week|month|quarter|period|year|time|date))"
                rf"\b(?P<ago>{S}(?i:a{S}year{S}(?:ago|earlier|before)|last{S}year|of{S}last{S}year|"
                rf"in{S}the{S}previous{S}year|"
                rf"the{S}previous{S}year|the{S}year{S}before))?"),
    (the_day, rf"\b(?i:for|end|ends|ended|ending|finish|finished|finishing|close|closed|closing|start|started|on|in){S}"
              rf"(?P<what>(?i:the){S}(?P<unit>(?i:day|session)))\b(?!{S}(?:of|when|that|before|after|to|in)\b)"),
    (ago, rf"\b{_NEAR}(?:{_AMOUNT}{S}(?P<half>(?i:and){S}(?i:a){S}(?i:half){S})?)?(?:(?i:full|whole|long|short|"
          rf"business){S})?(?P<unit>(?i:{UNIT})){S}{_HOW}"),
    (later, rf"\b{_NEAR}(?P<number>(?i:{NUMBER})){S}(?P<unit>(?i:{UNIT})){S}(?P<how>(?i:later|earlier|previously|"
            rf"before{_ALONE}))\b"),
    (later, rf"\b(?i:the){S}(?P<number>)(?P<unit>(?i:year|month|week|day)){S}(?P<how>(?i:previous|earlier|"
            rf"before{_ALONE}|after{_ALONE}))\b"),
    (weekday, rf"\b(?:(?:(?i:late|early|on){S})?(?P<shift>(?i:last|past|previous|next|this{S}coming|coming|"
              rf"upcoming|this)){S})?"
              rf"(?P<weekday>{WEEKDAY_FULL})(?P<plural>s\b|{S}(?:morning|afternoon|evening|night)s\b)?(?![\w])(?:{S}(?i:of{S})?(?P<week>(?i:this|last|"
              rf"next){S}(?i:week)))?{_DAYTIME}"),
    (near_season, rf"(?P<what>\b(?:(?i:the){S})?(?P<shift>(?i:last|past|this|next|coming)){S}(?:{PART}{S})"
                  rf"?(?P<season>{SEASON}))\b(?!-|{S}of)"),
    (near_season, rf"\b(?:in|by|during|since|until|over|through){S}(?P<what>(?P<shift>)(?:the{S})?(?:(?:{PART})"
                  rf"(?:{S}|-))?(?P<season>{SEASON}))\b(?!-|{S}of|,?{S}\d)"
                  rf"(?!{S}[a-z]+s\b)"),
    (near_season, r"(?<=[a-z’'] )(?P<what>(?P<shift>)(?P<season>Spring|Autumn|Summer|Winter))\b"
                  r"(?=\s+(?i:meetings?|statement|budget|session|summit|conference|forecast)\b)"),
    (reference, rf"\b(?i:{alternatives((*REFERENCES, 'current'))})\b(?![’'])"),
)
