"""The singular of English nouns: rules of spelling and a table of the nouns that follow none (`data/plurals.yml`)."""

from __future__ import annotations

import re
from functools import lru_cache

from generator.core.tables import table

_ENDINGS: tuple[tuple[str, str, str], ...] = (
    ("ies", "y", "ie"),
    ("ches", "ch", "che"),
    ("oes", "o", "oe"),
)
"""Ending, what stands for it in the singular, and the list of those that lose only their -s."""
_SIBILANT = re.compile(r"(?:ss|sh|x|zz|tz)es$")
_GREEK = re.compile(r"(?:aly|the|gno|ptho|neuro|psycho)ses$")
_SINGULAR = re.compile(r"(?:ss|us|is)$")


@lru_cache(maxsize=4096)
def singular(noun: str) -> str:
    """The singular of an English noun; a word that is no plural comes back as it is.

    Capitals are kept: ``Churches`` gives ``Church``, ``MPs`` gives ``MP``.
    """
    if len(noun) > 2 and noun.endswith("s") and noun[:-1].isupper():
        return noun[:-1]
    low = noun.lower()
    one = _irregular(low) or _regular(low)
    pairs = enumerate(zip(low, one, strict=False))
    shared = next((i for i, (a, b) in pairs if a != b), min(len(low), len(one)))
    return one.upper() if noun.isupper() and len(noun) > 1 else noun[:shared] + one[shared:]


def _irregular(low: str) -> str | None:
    data = table("plurals")
    if low in data["irregular"]:
        return str(data["irregular"][low])
    if low in data["same"] or low in data["whole"]:
        return low
    for tail in ("people", "children", "women", "men", "wives", "feet"):
        stem = low.removesuffix(tail)
        if stem != low and len(stem) > 2:
            return stem + str(data["irregular"][tail])
    return None


def _regular(low: str) -> str:
    data = table("plurals")
    if len(low) < 4 or not low.endswith("s") or _SINGULAR.search(low):
        return low
    if _GREEK.search(low):
        return low[:-2] + "is"
    for ending, instead, kept in _ENDINGS:
        if low.endswith(ending):
            last = low[:-1].rpartition("-")[2]
            return low[:-1] if last in data[kept] else low.removesuffix(ending) + instead
    loses_two = _SIBILANT.search(low) or (
        low.endswith("uses") and not low.endswith(("auses", "ouses")) and low[:-1] not in data["use"]
    )
    return low[:-2] if loses_two or low[:-2] in data["s"] else low[:-1]
