"""What the linkers share about words: tokens, stems, content words and the countries named by them.

Stems are Snowball's English ones (Porter2, Porter 2001, snowballstem.org), so that "commemorating" and "commemorate"
count as one word.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

from generator.core.text import fold
from generator.language import countries
from generator.link.lexicon import words

_STEMMER = snowballstemmer.stemmer("english")
_TOKEN = re.compile(r"(?:[A-Za-z]\.){2,}|[^\W_]+(?:[.,]\d+)*")
_POINTING = re.compile(r"\b(?:such|this|that|these|those)\b", re.IGNORECASE)
_NAME_RUN = re.compile(r"[A-Z][\w.]*(?:[ -](?:of |and |the )?[A-Z][\w.]*)*")

STOPWORDS = words("stopwords")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The Porter2 stem of a folded word; a word with a digit is its own stem."""
    return word if any(c.isdigit() for c in word) else str(_STEMMER.stemWord(word))


FILLERS = frozenset(stem(w) for w in words("measure_fillers"))
"""What says of any quantity the same: "record", "total"."""


@lru_cache(maxsize=65536)
def _folded(raw: str) -> str:
    """A word of a text in comparison form; an acronym with points keeps one, so that "U.S." is not "us"."""
    word = raw.lower() if raw.isascii() else fold(raw)
    return word.replace(".", "") + "." if raw.endswith(".") else word


@lru_cache(maxsize=65536)
def _content(raw: str) -> str:
    """The stem of a word of a text, empty for a word without subject matter."""
    word = _folded(raw)
    return "" if word in STOPWORDS or (len(word) < 2 and not word.isdigit()) else stem(word)


@lru_cache(maxsize=256)
def tokens(text: str) -> tuple[str, ...]:
    """The folded words of a text, in order; "U.S." is one word, written ``us.`` so that it is not "us"."""
    return tuple(map(_folded, _TOKEN.findall(text)))


def content(text: str) -> tuple[str, ...]:
    """The stems of the content words of a text, in order, with repetitions."""
    return tuple(filter(None, map(_content, _TOKEN.findall(text))))


@dataclass(frozen=True, slots=True)
class Content:
    """A text as two sets: the stems of its content words, and the ids of the countries it names."""

    words: frozenset[str]
    countries: frozenset[str]


@lru_cache(maxsize=32768)
def country_of(word: str, capitals: bool = True) -> str | None:
    """The id of the country a name, demonym or (unless told not to) seat of government stands for."""
    found = countries.lookup(word) or countries.by_demonym(word) or (countries.by_capital(word) if capitals else None)
    return found.id if found else None


@lru_cache(maxsize=8192)
def read(text: str, capitals: bool = True) -> Content:
    """The content words and countries of a text; a word that names a country is no content word."""
    found: set[str] = set()
    kept: list[str] = []
    position = 0
    for run in _NAME_RUN.finditer(text):
        kept.append(text[position : run.start()])
        left, named = _without_countries(run[0], capitals)
        kept.append(left)
        found |= named
        position = run.end()
    kept.append(text[position:])
    return Content(frozenset(content(" ".join(kept))), frozenset(found))


@lru_cache(maxsize=32768)
def label(measure: str | None) -> str | None:
    """The measure without parts that say of any quantity the same; None where nothing else is left.

    >>> label("trade, record of about"), label("all-time high")
    ('trade', None)
    """
    parts = (p.strip() for p in (measure or "").split(","))
    return ", ".join(p for p in parts if read(p).countries or read(p).words - FILLERS) or None


def figure_label(measure: str | None) -> str | None:
    """What a figure measures, as readers are told it: one phrase of two words or more, else None.

    One word leaves open whose it is, or of what; a measure in pieces ("goods, China") is no phrase that anybody wrote;
    one that points back ("such a programme") points at what is not there. The figure's clause or sentence tells all.

    >>> figure_label("Trade between China and Russia, record"), figure_label("Trade"), figure_label("goods, China")
    ('Trade between China and Russia', None, None)
    """
    told = label(measure)
    return told if told and " " in told and "," not in told and not _POINTING.search(told) else None


@lru_cache(maxsize=32768)
def _without_countries(run: str, capitals: bool) -> tuple[str, frozenset[str]]:
    """The words of a capitalised run that name no country, and the countries it names, longest names first."""
    parts = re.split(r"[ -]", run)
    left: list[str] = []
    found: set[str] = set()
    i = 0
    while i < len(parts):
        for j in range(min(len(parts), i + 4), i, -1):
            name = " ".join(parts[i:j])
            country = country_of(name, capitals) or country_of(name.rstrip("."), capitals)
            if country:
                found.add(country)
                i = j
                break
        else:
            left.append(parts[i])
            i += 1
    return " ".join(left), frozenset(found)


def initials(name: str) -> str:
    """The letters an acronym of the name would have: capitals of its words, small words left out."""
    return "".join(w[0] for w in re.findall(r"[^\W\d_][\w'’]*", name) if w[0].isupper() and w.casefold() != "the")


def is_acronym(name: str) -> bool:
    """Whether a name is two to six capitals ("EU", "ASEAN"), points allowed."""
    return re.fullmatch(r"(?:[A-Z]\.?){2,6}", name) is not None


def rarity(total: int, holders: int) -> float:
    """Inverse document frequency: the natural logarithm of ``total / holders``, never below zero."""
    return max(0.0, math.log(total / holders)) if holders and total else 0.0


def weigh(items: Iterable[str], weights: Mapping[str, float]) -> float:
    """The sum of the items' weights; exact until it is rounded once, so that their order does not count."""
    return math.fsum(weights[item] for item in items)
