"""Rules for durations ("two and a half years"), sets ("every Friday") and times of day ("18:00 UTC")."""

from __future__ import annotations

import re
from itertools import islice

from generator.core.limits import DATES_BACK
from generator.language.timex.calendar import day_value, shift_day, valid, weekday_value, year_of_day
from generator.language.timex.context import Context, Timex
from generator.language.timex.words import (
    DAY,
    MONTH,
    NUMBER,
    UNIT,
    VAGUE,
    WEEKDAY_FULL,
    S,
    alternatives,
    day_number,
    duration,
    month_number,
    number,
    singular,
    weekday_number,
)

_NO_SPAN = re.compile(
    r"""(?x) >[-\s]olds?\b | >\s+of\s+age\b | >\s+up\b | \baged?\s+< | [$€£¥]<   # an age, an amount
    | <[^>]*(?:quarter|century|decade)>[’']s\b
    | <(?:an?|one|the|another)\s+second> | second>                                # the ordinal
    | <(?:an?|one|three)?\s*quarters?> | <quarter>                                # a part
    | <\d+\scentur[^>]*>                                                          # a slip for "19th"
    | <(?:an?|the)\s(?:[^>]*-long|[a-z]+s)>                                       # "a decades-long dispute" """,
    re.IGNORECASE,
)
_ONE = re.compile(
    r"""(?x) \b(?: for | in | within | of | over | than | about | nearly | almost | only | just | once | takes? | took
    | half | least | after | every | through | last(?:ed|s|ing)? | spen[td] | another | during | around | past | next
    | under ) \s+ (?: the\s+ )? <
    | >\s+(?: ago | after | before | later | earlier | from\ now | long | or\ (?:so|two|more) | and\ a\ half | apart
    | early | late )\b""")
"""What makes "a year" a span rather than a rate ("a year", "a day")."""


def lasting(match: re.Match[str], context: Context) -> Timex | None:
    """Three days, several years, a 20 year low, two and a half years, the next five years."""
    words, unit = (match["number"] or "").casefold(), singular(match["unit"])
    said = context.marked(match.start("number") if match["number"] else match.start(), match.end())
    if not match["reach"] and _NO_SPAN.search(said):
        return None
    alone = words in {"a", "an", "one", "a single", "half"} and match["joint"] == " "
    if alone and not _ONE.search(said):
        return None
    amount = number(match["number"]) if match["number"] else None
    return context.make(*match.span(), "DURATION", duration(amount + 0.5 if amount and match["half"] else amount, unit))


def between(match: re.Match[str], context: Context) -> tuple[Timex, ...] | None:
    """60 to 90 days: two durations."""
    low, high = number(match["low"]), number(match["high"])
    if low is None or high is None or re.match(r"[-\s]olds?\b|\s+of\s+age\b", context.after(match.end())):
        return None
    unit = singular(match["unit"])
    return (context.make(*match.span("low"), "DURATION", duration(low, unit)),
            context.make(match.start("high"), match.end(), "DURATION", duration(high, unit)))


def vague(match: re.Match[str], context: Context) -> Timex | None:
    """For months, in recent years, decades-long."""
    return context.make(match.start("what"), match.end("what"), "DURATION", duration(None, match["unit"]))


def every(match: re.Match[str], context: Context) -> Timex | None:
    """Every year, each week, every two years, every Friday."""
    if match["weekday"]:
        return context.make(*match.span(), "SET", f"XXXX-WXX-{weekday_number(match['weekday'])}")
    if match["month"]:
        return context.make(*match.span(), "SET", f"XXXX-{month_number(match['month']):02d}")
    amount = number(match["number"]) if match["number"] else 2 if match["other"] else 1
    return context.make(*match.span(), "SET", duration(amount, match["unit"]))


_NEXT_DAY = re.compile(rf"(?:,|{S}on)?{S}(?:(?P<weekday>{WEEKDAY_FULL})\b|(?P<month>{MONTH}){S}(?P<day>{DAY})\b|"
                       rf"(?P<dom>{DAY}){S}(?P<mon>{MONTH})(?!\w))")


def _day_of(match: re.Match[str], context: Context) -> str:
    """The day a time of day belongs to: named right after it, before it in the line, else the anchor's."""
    ahead = _NEXT_DAY.match(context.text, match.end())
    if ahead and ahead["weekday"]:
        return weekday_value(context.anchor, weekday_number(ahead["weekday"]), context.direction(match.start()))
    if ahead:
        month = month_number(ahead["month"] or ahead["mon"])
        day = day_number(ahead["day"] or ahead["dom"])
        if valid(None, month, day):
            return day_value(year_of_day(context.anchor, month, day, context.direction(match.start())), month, day)
    for timex in islice(reversed(context.seen), DATES_BACK):
        if "\n" in context.text[timex.end:match.start()]:
            break
        if re.fullmatch(r"[\dX]{4}-[\dW]\d[-\d]{2,}|[\dX]{4}-WXX-\d", timex.value):
            return timex.value
    return shift_day(context.anchor, 0)


_AT = re.compile(r"\b(?:at|by|until|from|around|about|after|before|to|till|since|between|and|gmt|utc)\s+$")


def clock(match: re.Match[str], context: Context) -> Timex | None:
    """18:00 UTC; 6:40 p.m.; at 10:30; 9 a.m."""
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half, zone = (match["half"] or "").casefold(), match["zone"] or ""
    if not (half or zone or _AT.search(context.before(match.start()))):
        return None
    if half:
        hour = hour % 12 + (12 if half[0] == "p" else 0)
    suffix = "Z" if re.match(r"(?:UTC|GMT|Z)\b(?!\s*[+-])", zone.strip("( ")) else ""
    return context.make(*match.span(), "TIME", f"{_day_of(match, context)}T{hour:02d}:{minute:02d}{suffix}")


_REACH = (rf"(?:(?i:the){S})?(?:(?i:next|past|last|coming|previous|first|preceding|following|final|initial|"
          rf"remaining){S}(?:(?i:about|roughly){S})?)")
_MORE = (rf"(?:(?i:straight|consecutive|full|more|whole|additional|trading|working|business|calendar|long|further|"
         rf"successive|entire|solid|extra|short|other|fiscal|financial|tumultuous|intervening){S})?")
_VAGUE = alternatives(VAGUE)
_ZONE = (rf"(?P<zone>{S}?\(?(?:UTC|GMT|EST|EDT|CST|CDT|MST|MDT|PST|PDT|ET|PT|CET|CEST|BST|IST|JST|MSK|"
         rf"(?i:local{S}time|eastern{S}time))(?:{S}?[+-]{S}?\d{{1,2}}(?::?\d\d)?)?\)?)?")
_HALF = r"(?P<half>(?i:[ap]\.m\.|[ap]m\b))"

RULES = (
    (between, rf"(?<![\w$€£¥.,-])(?P<low>(?i:{NUMBER}))(?:{S}(?:to|or|and){S}|[-–])(?P<high>(?i:{NUMBER}))(?:{S}|-)"
              rf"{_MORE}(?P<unit>(?i:{UNIT}))(?!\w)"),
    (lasting, rf"(?<![\w$€£¥.,/-])(?P<reach>{_REACH})?(?P<number>(?i:{NUMBER}))"
              rf"(?P<half>(?:{S}|-)(?i:and)(?:{S}|-)(?i:a|one)(?:{S}|-)(?i:half))?(?P<joint>[ \t\u00a0-])"
              rf"{_MORE}(?P<unit>(?i:{UNIT}))(?:-long\b)?(?!\w)"),
    (lasting, rf"\b(?P<number>)(?P<half>)(?P<joint>)(?P<reach>{_REACH})?(?i:{_VAGUE})(?:{S}|-)"
              rf"{_MORE}(?P<unit>(?i:{UNIT}))\b"),
    (vague, rf"\b(?:for|within|over|after|of|lasting|in|took|takes|take){S}(?P<what>(?:the{S})?(?:(?:recent|"
            rf"past|coming|last|"
            rf"next|previous|following|many|long|intervening){S})?(?P<unit>(?:day|week|month|year|decade|hour|"
            rf"minute|centurie)s))\b"
            rf"(?!{S}(?:ago|later|old)|[’'])"),
    (vague, r"\b(?P<what>(?P<unit>days|weeks|months|years|decades|centuries|hours)-(?:long|old))\b"),
    (every, rf"\b(?i:every|each)(?:{S}(?P<other>other))?{S}(?:(?P<weekday>{WEEKDAY_FULL})|(?P<month>{MONTH})(?!\w)|"
            rf"(?:(?P<number>(?i:{NUMBER})){S})?(?:(?:single|passing){S})?(?P<unit>(?i:{UNIT}|night)))\b"),
    (clock, rf"(?<![\w.,:$€£-])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?!\d|:\d|-\d)"
            rf"(?:{S}?{_HALF})?{_ZONE}"),
    (clock, rf"(?<![\w.,:$€£-])(?P<hour>1[0-2]|0?[1-9])(?:\.(?P<minute>[0-5]\d))?{S}?{_HALF}{_ZONE}"),
)
