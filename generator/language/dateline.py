"""Datelines: the place, day and agency before an agency report's first words ("BRUSSELS, March 4 (Agency) - ")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.language.timex.calendar import day_value, valid
from generator.language.timex.words import DAY, MONTH, MONTHS, WEEKDAY, YEAR

# A place in capitals may stand alone before the dash where a sentence begins behind it ("NATO - an alliance" goes on);
# one in small letters only with an agency in brackets.
_PLACE = r"(?=[^a-z]{3})[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’/\ -]*[A-ZÀ-ÖØ-Þ.]"
_NAMED = r"[A-ZÀ-ÖØ-Þ][\w.'’-]*(?:[ /][A-ZÀ-ÖØ-Þ][\w.'’-]*){0,3}"
_REGION = rf",?\ (?!{MONTH}\b)[A-Z][\w.]*(?:\ [A-Z][\w.]*)?"
_TIME = rf"""(?:,?\ (?:{WEEKDAY},?\ ?)?(?:(?P<month>{MONTH})\ (?P<day>{DAY})|(?P<first>{DAY})\ (?P<named>{MONTH}))
              (?:,?\ (?P<year>{YEAR}))?|,?\ {WEEKDAY})"""
_AGENCY = r"\ ?\([^()\n]{1,40}\)"
_DASH = r"\ ?(?:[–—]\ ?|--?\ )(?=\S)"
_DATELINE = re.compile(
    rf"""(?: {_PLACE}(?:{_REGION}){{0,2}}{_TIME}?,?(?:{_AGENCY}|\ [A-Z]\w+)?{_DASH}(?=[A-ZÀ-ÖØ-Þ“"'‘\d])
          |  {_NAMED}(?:{_REGION})?{_TIME.replace("?P<", "?P<small_")}?,?{_AGENCY}{_DASH}
          |  \((?P<agency>[A-Z][\w.\ ]{{1,30}})\)\ ?(?:[–—]|--?)\ )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline: `end` is where the report's own words start, `date` its day (``XXXX-03-04`` without a year)."""

    end: int
    date: str | None


def read_dateline(line: str) -> Dateline | None:
    """The dateline a line begins with, None for any other line."""
    match = _DATELINE.match(line)
    if match is None:
        return None
    found = {name.removeprefix("small_"): text for name, text in match.groupdict().items() if text}
    month = found.get("month") or found.get("named")
    if month is None:
        return Dateline(match.end(), None)
    return Dateline(match.end(), _day(found.get("year", "XXXX"), month, found.get("day") or found["first"]))


def _day(year: str, month: str, day: str) -> str | None:
    number, of_month = MONTHS[month.casefold().rstrip(".")], int(re.sub(r"\D", "", day))
    of_year = None if year == "XXXX" else int(year)
    return day_value(of_year, number, of_month) if valid(of_year, number, of_month) else None
