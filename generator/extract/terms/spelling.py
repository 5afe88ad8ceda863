"""The word lists of ``data/terms.yml`` and the spelling of terms: keys, variants, places in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

from generator.core.tables import table
from generator.core.text import fold

_NO_WORD = re.compile(r"[\W_]+")


Rule = Literal[
    "glossary", "lexicon", "defined", "acronym", "quoted", "introduced", "head", "numbered", "explained", "case",
]  # fmt: skip
RULES: tuple[Rule, ...] = get_args(Rule)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible term: its words as they stand at ``text[start:end]`` and other names the text gives it there.

    Attributes:
        rule: what found it, one of `RULES`.
        says: what the place says for it beside that; names of features.
    """

    label: str
    start: int
    end: int
    rule: Rule
    aliases: tuple[str, ...] = ()
    says: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def term_key(label: str) -> str:
    """What makes two spellings one term: case, accents, quotation marks, hyphens, a leading article, a plural s."""
    words = _NO_WORD.sub(" ", fold(label).replace("'s ", "s ").replace("'", "")).split()
    if len(words) > 1 and words[0] in ("the", "a", "an"):
        words = words[1:]
    if words and len(words[-1]) > 3 and words[-1].endswith("s") and not words[-1].endswith(("ss", "us", "is")):
        words[-1] = words[-1][:-1]
    return " ".join(words)


def lexicon() -> list[str]:
    """The packaged technical terms."""
    return ", ".join(table("terms")["lexicon"].values()).split(", ")


@lru_cache(maxsize=1)
def lexicon_pattern() -> tuple[dict[str, str], re.Pattern[str]]:
    """Terms by key, and one pattern that finds them all in small letters: hyphen or space, singular or plural."""
    longest_first = sorted(map(str.lower, lexicon()), key=lambda term: (-len(term), term))
    bodies = [r"[\s\-–]+".join(re.escape(w) for w in re.split(r"[\s-]+", term)) for term in longest_first]
    return {term_key(t): t for t in lexicon()}, re.compile(rf"(?<![\w-])(?:{'|'.join(bodies)})s?(?!\w)")


def term_pattern(label: str) -> re.Pattern[str]:
    """Finds a term's variants: hyphen or space between its words, singular or plural.

    Case counts for abbreviations and for single capitalised words, which may have another meaning in lower case.
    """
    words = re.findall(r"[^\W_]+(?:[.'’][^\W_]+)*\+?", label)
    if not words:
        return re.compile(r"(?!)")
    last = words[-1]
    if len(last) > 3 and last.endswith("s") and not last.endswith(("ss", "us", "is")) and not last.isupper():
        words[-1] = last[:-1]
    plural = r"(?:s|es)?" if words[-1][-1].isalpha() else ""
    body = r"[\s\-–]+".join(re.escape(w).replace("'", "['’]").replace("’", "['’]") for w in words)
    careful = (len(words) == 1 and words[0][:1].isupper()) or any(w.isupper() and len(w) > 1 for w in words)
    return re.compile(rf"(?<![\w-]){body}{plural}(?![\w])", 0 if careful else re.IGNORECASE)
