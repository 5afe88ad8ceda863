"""Datelines: the place, day and agency before an agency report's first words ("BRUSSELS, March 4 (Agency) - ")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.language import countries, timex
from generator.language.timex.words import DAY, MONTH, WEEKDAY, YEAR

LONGEST = 200
"""Characters from a line's beginning in which its dateline ends."""

# A place in capitals may stand alone before the dash where a sentence begins behind it ("NATO - an alliance" goes on);
# one in small letters only with an agency in brackets.
_PLACE = r"(?=[^a-z]{3})[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’/\ -]*[A-ZÀ-ÖØ-Þ.]"
_NAMED = r"[A-ZÀ-ÖØ-Þ][\w.'’-]*(?:[ /][A-ZÀ-ÖØ-Þ][\w.'’-]*){0,3}"
_REGION = rf"(?:,?\ (?!{MONTH}\b|{WEEKDAY}\b)[A-Z][\w.]*(?:\ [A-Z][\w.]*)?|\ \([A-Z][\w.\ ]{{1,30}}\))"
_DAY_OF_MONTH = rf"(?:{MONTH}\ {DAY}|{DAY}\ {MONTH})"
_TIME = rf"(?:,?\ (?:{WEEKDAY},?\ ?)?{_DAY_OF_MONTH}(?:,?\ {YEAR})?|,?\ {WEEKDAY})"
_FULL = rf"{_DAY_OF_MONTH},?\ {YEAR}"
_AGENCY = r"\ ?(?:\([^()\n]{1,40}\)|/[^/\n]{1,30}/)"
_LETTERS = r"[A-Z]\w*[A-Z]\w*"
_DASH = r"\ ?(?:(?:[–—]|--)\ ?|-\ )(?=\S)"
_DATELINE = re.compile(
    rf"""(?: {_PLACE}(?:\ (?:and|&)\ {_PLACE})?(?:{_REGION}){{0,2}}{_TIME}?,?(?:{_AGENCY}|\ [A-Z]\w+)?{_DASH}
          |  {_NAMED}(?:{_REGION})?{_TIME}?,?{_AGENCY}(?:,?\ {_FULL})?{_DASH}
          |  {_NAMED}(?:{_REGION})?{_TIME},?{_AGENCY}:[ ]
          |  {_NAMED}(?:{_REGION})?\ (?P<bar>[|–—-])\ {_FULL}\ (?P=bar)[ ]
          |  {_NAMED}(?:{_REGION})?[,.]\ {_DAY_OF_MONTH}(?:,?\ {YEAR})?[,.]?(?:\ {_LETTERS})?{_DASH}
          |  {_NAMED}(?:{_REGION})?,?\ {_FULL}(?:{_DASH}|:\ )
          |  \({_NAMED}(?:{_REGION})?,?\ {_FULL}\)(?:{_DASH}|\ )
          |  {_FULL}(?:{_AGENCY})?(?:{_DASH}|:\ )
          |  {_NAMED},?\ {_DAY_OF_MONTH}/{YEAR}(?:{_DASH}|:?\ )
          |  \([A-Z][\w.\ ]{{1,30}}\)\ ?(?:[–—]|--?)\ )
          (?:{_AGENCY}{_DASH})?(?:{_FULL}{_DASH})?
          (?=[A-ZÀ-ÖØ-Þ“"'‘\d])""",
    re.VERBOSE,
)
_BARE = re.compile(
    rf"(?P<place>{_PLACE})(?:, (?P<land>[A-Z][a-z]+(?: [A-Z][a-z]+)?))? (?=[A-ZÀ-ÖØ-Þ][\w’'-]*[a-zß-öø-ÿ])"
)
"""A place in capitals, perhaps with its country, right before a sentence, as converters leave it that lose the dash."""


_CAPITAL = re.compile(rf"(?P<place>{_NAMED})(?: (?:[–—]|--)|:) (?=[A-ZÀ-ÖØ-Þ“\"])(?!.{{0,80}} [–—] )")
"""A capital before a dash or colon and a sentence, which no second dash makes an aside of ("Rome – Italy's seat – is
old")."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline: `end` is where the report's own words start, `date` its day (``XXXX-03-04`` without a year)."""

    end: int
    date: str | None


def read_dateline(line: str) -> Dateline | None:
    """The dateline a line begins with, None for any other line."""
    match = _DATELINE.match(line[:LONGEST])
    if match is None:
        bare = _BARE.match(line[:LONGEST])
        if bare and _is_known(bare["place"], bare["land"]):
            return Dateline(bare.end(), None)
        capital = _CAPITAL.match(line[:LONGEST])
        return Dateline(capital.end(), None) if capital and countries.by_capital(capital["place"]) else None
    days = (t.value for t in timex.find(match[0].replace("/", " ")))
    return Dateline(match.end(), next((day for day in days if re.fullmatch(r"[\dX]{4}-\d\d-\d\d", day)), None))


def _is_known(place: str, land: str | None) -> bool:
    """Whether a place stands beside its country, or is a capital, or two of them ("SEOUL/PARIS")."""
    if land:
        return countries.lookup(land) is not None
    return all(
        countries.by_capital(one) is not None and countries.normalise(one) not in countries.seats()
        for one in place.title().split("/")
    )
