"""Names that may be one name in two spellings: transliterations and slips of the pen. Pure.

A skeleton is what romanizations of one name have in common. The rules cover what French, German, English and ISO 9 do
with Cyrillic, and the commonest variants of Arabic and Chinese names; two names with equal skeletons are a question
to an editor, never a merge.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from functools import lru_cache
from itertools import combinations

LEAST = 5
"""Shorter words differ by a letter without being slips ("Wang", "Yang")."""
MOST = 12
"""Names that share a key are compared pairwise up to this many: more share it by chance."""
_RULES = tuple((re.compile(pattern), new) for pattern, new in (
    (r"gu(?=[eiy])", "g"), (r"tch|tsch|cz|č", "ch"), (r"sch|sz|š", "sh"), (r"kh(?!$)|ch(?=[rlmn])", "h"),
    (r"zh|ž", "j"), (r"dj", "j"), (r"ts|tz", "c"), (r"ph", "f"), (r"ck|q", "k"), (r"w", "v"), (r"x", "ks"),
    (r"ou|oo", "u"), (r"ee|ie(?=$)", "i"), (r"y[aá]|j[aá](?=$)", "ia"), (r"yu", "iu"), (r"yo", "io"),
    (r"[iy]y|[ei]y|ij|ei|ey|y", "i"), (r"mohamm?[ae]d|muhamm?[ae]d|mehmet", "muhamad"), (r"th", "t"), (r"ff$|v$", "f"),
    (r"(.)\1+", r"\1"),
))  # fmt: skip


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """What the spellings of a folded word have in common ("serguei", "sergey": "sergi")."""
    for pattern, new in _RULES:
        word = pattern.sub(new, word)
    return word


def alike(names: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str, float]]:
    """Pairs of ids whose names may be one, with how sure that is; `names` are ids -> folded words.

    Equal skeletons count more (0.9) than one letter's difference in one long word (0.6). Linear in the names.
    """
    found: dict[tuple[str, str], float] = {}
    for sure, keys in ((0.9, _skeletons), (0.6, _deletions)):
        blocks: dict[Hashable, list[str]] = defaultdict(list)
        for ident in sorted(names):
            for key in keys(names[ident]):
                blocks[key].append(ident)
        for block in blocks.values():
            for a, b in combinations(block[:MOST], 2):
                if names[a] != names[b]:
                    found.setdefault((a, b), sure)
    return [(a, b, sure) for (a, b), sure in sorted(found.items(), key=lambda x: (-x[1], x[0]))]


def _skeletons(words: tuple[str, ...]) -> Iterable[Hashable]:
    return (tuple(map(skeleton, words)),)


def _deletions(words: tuple[str, ...]) -> Iterable[Hashable]:
    """The name with one letter of one long word left out: two names one letter apart share such a form (SymSpell)."""
    return {
        (place, *words[:place], word[:i] + word[i + 1 :], *words[place + 1 :])
        for place, word in enumerate(words)
        if len(word) >= LEAST and word.isalpha()
        for i in range(len(word) + 1)  # the word itself is one of its forms, so that "Brown" meets "Browne"
    }
