"""The packaged tables of units, currencies and number words, ready for look-up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from generator.core.model import Change
from generator.core.tables import table

_IN_WORD = re.compile(r"[^\W\d_]\.?\Z")
"""What stands before letters that are no code of a currency but part of a word or abbreviation."""


_VOWEL = re.compile(r"[aeiouy ]")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measurement or a currency.

    Attributes:
        name: what a figure carries: ISO 4217 code, ``percent`` or a singular English noun.
        kind: what it measures (``length``, ``time``, ``percent``, ``money``, ``count`` ...).
        factor: what one of it is worth in `name`.
        noun: the name inside a rate: "dollar" in "dollar per barrel".
        at_least: smallest number it is believed with (words that are ordinary English too).
    """

    name: str
    kind: str
    factor: Decimal = Decimal(1)
    noun: str = ""
    at_least: int = 0


@dataclass(frozen=True, slots=True)
class Lookup:
    """Spellings of units: words in any case and symbols in their own."""

    words: dict[str, Unit]
    symbols: dict[str, Unit]
    near: dict[str, Unit]
    word_pattern: re.Pattern[str]
    symbol_pattern: re.Pattern[str]

    def word_at(self, text: str, start: int) -> tuple[Unit, int] | None:
        """The longest name of a unit that starts here, and its end."""
        match = self.word_pattern.match(text, start)
        return (self.words[squeeze(match[0])], match.end()) if match else None

    def symbol_at(self, text: str, start: int, touching: bool) -> tuple[Unit, int] | None:
        """The longest symbol that starts here; `touching`: it is written against the number."""
        match = self.symbol_pattern.match(text, start)
        if not match:
            return None
        unit = self.symbols.get(match[0]) or (self.near.get(match[0]) if touching else None)
        return (unit, match.end()) if unit else None


@dataclass(frozen=True, slots=True)
class Words:
    """Number words, bounds and other closed lists of English."""

    numbers: dict[str, int]
    tens: dict[str, int]
    scales: dict[str, Decimal]
    scale_signs: dict[str, Decimal]
    sure_signs: frozenset[str]
    fractions: dict[str, int]
    bounds: tuple[tuple[str, str], ...]
    bounds_after: tuple[tuple[str, str], ...]
    change: dict[str, Change]
    changed: dict[str, Change]
    designators: frozenset[str]
    opening: frozenset[str]
    openers: tuple[dict[str, Any], ...]

    def magnitude(self, scale: str) -> Decimal:
        """What a scale in the singular or plural multiplies by ("tens" by ten)."""
        word = scale.lower()
        return Decimal(10) if word == "tens" else self.scales.get(word) or self.scales[word.removesuffix("s")]


def squeeze(text: str) -> str:
    """Comparison form of a unit's name: lower case, hyphens, full stops and runs of blanks as one blank."""
    return re.sub(r"[.\s-]+", " ", text).strip().casefold()


def plurals(name: str) -> list[str]:
    """The name itself and its regular plurals: "degree Celsius" gives "degrees Celsius" too."""
    first, *rest = name.split(" ")
    last = name + ("" if name.endswith("s") else "s")
    return [name, last, " ".join([first if first.endswith("s") else first + "s", *rest])]


def _lookup(words: dict[str, Unit], symbols: dict[str, Unit], near: dict[str, Unit]) -> Lookup:
    names = sorted(words, key=lambda w: (-len(w), w))
    signs = sorted({*symbols, *near}, key=lambda s: (-len(s), s))
    alternatives = "|".join(r"[.\s-]+".join(re.escape(p) for p in w.split(" ")) for w in names)
    # What goes on behind a point is a longer abbreviation: "157 m.p.h." are no metres.
    marks = "|".join(re.escape(s) + (r"(?![^\W_]|\.[a-z])" if s[-1].isalnum() else "") for s in signs)
    return Lookup(words, symbols, near, re.compile(rf"(?:{alternatives})(?![^\W_])", re.IGNORECASE), re.compile(marks))


@lru_cache(maxsize=1)
def units() -> Lookup:
    """Units of measurement (`data/units.yml`)."""
    words: dict[str, Unit] = {}
    symbols: dict[str, Unit] = {}
    near: dict[str, Unit] = {}
    for row in table("units"):
        unit = Unit(row["name"], row["kind"], Decimal(row.get("factor", 1)), row["name"])
        for word in row.get("words", ()):
            for form in plurals(word):
                words.setdefault(squeeze(form), unit)
            if not _VOWEL.search(word):  # an abbreviation, which may have its points: "m.p.h."
                symbols |= dict.fromkeys((".".join(word), ".".join(word) + "."), unit)
        symbols |= dict.fromkeys(row.get("symbols", ()), unit)
        near |= dict.fromkeys(row.get("near", ()), unit)
    return _lookup(words, symbols, near)


@lru_cache(maxsize=1)
def units_before() -> dict[str, Unit]:
    """Units whose name may stand before the number, by their words."""
    rows = [row for row in table("units") if row.get("before")]
    return {word: Unit(row["name"], row["kind"], noun=row["name"]) for row in rows for word in row["words"]}


@lru_cache(maxsize=1)
def currencies() -> Lookup:
    """Currencies and their hundredths (`data/currencies.yml`); codes count as symbols."""
    words: dict[str, Unit] = {}
    symbols: dict[str, Unit] = {}
    near: dict[str, Unit] = {}
    listed = table("quantity_words")
    for row in table("currencies"):
        unit = Unit(row["code"] or row["name"], "money", noun=row["name"], at_least=row.get("at_least", 0))
        for word in (row["name"], *row.get("words", ())):
            for form in plurals(word):
                words.setdefault(squeeze(form), unit)
        minor: list[str] = row.get("minor") or []
        for word in minor:
            for form in plurals(word):
                words.setdefault(squeeze(form), Unit(minor[0], "minor money", noun=minor[0]))
        for sign in row.get("minor_symbols", ()):
            symbols[sign] = Unit(minor[0], "minor money", noun=minor[0])
        signs = [s for s in (row["code"], *row.get("symbols", ())) if s]
        symbols |= dict.fromkeys(signs, unit)
        if row["code"] in listed["english_codes"]:
            del symbols[row["code"]]
        elif row["code"]:
            symbols |= {row["code"].lower(): unit} if row["code"] in listed["informal_codes"] else {}
            thousands = Unit(unit.name, "money", Decimal(1000), unit.noun)
            symbols |= dict.fromkeys((letter + row["code"] for letter in "kKT"), thousands)  # "kEUR 850", "TNOK 9,700"
            symbols |= {"M" + row["code"]: Unit(unit.name, "money", Decimal(1000000), unit.noun)}  # "40 MUSD"
    return _lookup(words, symbols, near)


@lru_cache(maxsize=1)
def exchanges() -> re.Pattern[str]:
    """The stock exchanges of lands with a dollar of their own, before the sign of a share: "(TSX: ABC)"."""
    names = (name for row in table("currencies") for name in row.get("exchanges", ()))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})[-/, A-Z]{{0,16}}:\s?[A-Z0-9]")


def currency_before(text: str, floor: int, end: int) -> tuple[str, int] | None:
    """The sign or code of a currency right before a number, the longest of several, and where it starts."""
    stop = end - text[max(0, end - 1) : end].isspace()
    for start in range(max(0, floor, end - 9), stop):
        sign = text[start:stop]
        inside = sign[0].isalpha() and _IN_WORD.search(text[max(0, start - 2) : start])
        if sign in currencies().symbols and not inside:
            return sign, start
    return None


@lru_cache(maxsize=16)
def measure_words(kind: str) -> frozenset[str]:
    """A list of lemmas by which measures are found (`data/quantity_words.yml`, `measure`)."""
    return frozenset(table("quantity_words")["measure"][kind])


@lru_cache(maxsize=1)
def masks() -> tuple[re.Pattern[str], ...]:
    """What hides numbers that are no quantities (`data/number_masks.yml`): in small letters, then as written.

    The first is for a text in small letters: that is ten times as fast as ignoring case.
    """
    data = table("number_masks")
    any_case: list[str] = []
    exact: list[str] = []
    for row in data["masks"]:
        find = row["find"]
        for part, pattern in data["parts"].items():
            find = find.replace("{" + part + "}", pattern)
        (exact if row.get("case") == "exact" else any_case).append(find)
    return _either(any_case), _either(exact)


def _either(patterns: Sequence[str]) -> re.Pattern[str]:
    """One pattern of several; those that begin at the border of a word ask for it once: most of the time goes there."""
    words = "|".join(p.removeprefix(r"\b") for p in patterns if p.startswith(r"\b"))
    return re.compile("|".join([rf"\b(?:{words})", *(p for p in patterns if not p.startswith(r"\b"))]))


@lru_cache(maxsize=1)
def english() -> Words:
    """Closed lists of English words (`data/quantity_words.yml`)."""
    data = table("quantity_words")

    def flat(table: dict[str, list[str]]) -> tuple[tuple[str, str], ...]:
        pairs = [(cue, label) for label, cues in table.items() for cue in cues]
        return tuple(sorted(pairs, key=lambda p: (-len(p[0]), p[0])))

    return Words(
        numbers=data["numbers"],
        tens=data["tens"],
        scales={k: Decimal(v) for k, v in data["scales"].items()},
        scale_signs={k: Decimal(v) for k, v in data["scale_signs"].items()},
        sure_signs=frozenset(data["scale_signs_sure"]),
        fractions=data["fractions"],
        bounds=flat(data["bounds"]),
        bounds_after=flat(data["bounds_after"]),
        change={lemma: way for way, lemmas in data["change"].items() for lemma in lemmas},
        changed={f: way for way, forms in data["change_forms"].items() for f in forms},
        designators=frozenset(data["designators"]),
        opening=frozenset(data["opening"]),
        openers=tuple(data["openers"]),
    )
