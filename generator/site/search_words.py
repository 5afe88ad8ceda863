"""The words a misspelt search may have meant: those of names of actors (folded ones too), terms and titles, and all
that are written with a letter few keyboards have. Pure.

The search page fetches them only when a word is in doubt (`overrides/assets/search/spelling.js`).
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from generator.core.text import fold
from generator.link.corpus import Corpus
from generator.link.glossary import shown

PATH = "search/words.json"
LEAST = 3
"""Fewest letters of a listed word: of shorter ones too many are near to any typed word."""
_WORD = re.compile(r"[^\W\d_]+")
_WHOLE = re.compile(r"[øØłŁđĐðÐþÞßẞæÆœŒıħĦ]")
"""Letters that Unicode does not take apart: the index folds the others' marks away, and "bodo" finds no Bodø there."""


def files(corpus: Corpus) -> dict[str, str]:
    """`search/words.json`: each word once, in its commonest spelling, those of most briefs first."""
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name, briefs in _names(corpus):
        for word in set(_WORD.findall(name)):
            if len(word) >= LEAST:
                spellings[fold(word)][word] += briefs
    ranked = sorted(spellings.items(), key=lambda item: (-item[1].total(), item[0]))
    words = [min(counted, key=lambda word: (-counted[word], word)) for _, counted in ranked]
    return {PATH: json.dumps(words, ensure_ascii=False) + "\n"}


def _names(corpus: Corpus) -> Iterator[tuple[str, int]]:
    """Every name and title with the number of briefs it stands in, and words that are found by them alone."""
    for brief in corpus.briefs:
        yield brief.title, 1
        for word in {word for text in shown(brief) if _WHOLE.search(text) for word in _WORD.findall(text)}:
            if _WHOLE.search(word):
                yield word, 0
        for folded in brief.more.actors:
            yield folded.name, 1
    for actor in corpus.actors:
        for name in (actor.name, *actor.aliases):
            yield name, len(actor.briefs)
    for term in corpus.terms:
        for name in (term.term, *term.aliases):
            yield name, len(term.briefs)
