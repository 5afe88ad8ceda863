"""A sentence as what it is about: whom it names, which countries, what happens in it and with what. Pure.

A concept is the stem of a content word; words for one kind of happening are one concept ("~visit": arrive, trip, host).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.core.when import CALENDAR_NAMES
from generator.link.corpus import ActorEntry
from generator.link.lexicon import classes, words
from generator.link.words import content, read, stem, tokens

MEETING = "~meet"
_HAPPENINGS = {stem(word): f"~{label}" for word, label in classes("happenings").items()}
_WORD = re.compile(r"[^\W_][\w’'-]*")
_ADDRESSES = words("titles") | words("honorifics")
_NO_NAMES = CALENDAR_NAMES | {word.lower() for address in _ADDRESSES for word in address.split()}

Surfaces = tuple[tuple[frozenset[str], frozenset[str]], ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """What one sentence is about.

    Attributes:
        concepts: happenings and other stems, those of its actors' names and of countries left out.
        actors: ids of the register entries it names.
        countries: ids of the countries it names.
    """

    concepts: frozenset[str]
    actors: frozenset[str]
    countries: frozenset[str]


def surfaces(actor: ActorEntry) -> Surfaces:
    """The names of an actor as sets of words, any of which in a sentence names it, with their stems."""
    names = (n for n in (actor.name, *actor.aliases) if any(c.isupper() for c in n))
    return tuple((words_of, frozenset(content(n))) for n in names if (words_of := frozenset(tokens(n))))


def surfaces_of(actors: Sequence[ActorEntry]) -> dict[str, Surfaces]:
    """The `surfaces` of all actors that are no countries, by id."""
    return {a.id: surfaces(a) for a in actors if a.kind != "country"}


def own_surfaces(own: Mapping[str, str], known: Mapping[str, Surfaces]) -> dict[str, Surfaces]:
    """The surfaces of the actors one brief has, given its ids -> ids of the register."""
    return {a: known[a] for a in sorted(set(own.values())) if a in known}


def read_sentence(text: str, own: Mapping[str, Surfaces]) -> Sentence:
    """The sentence read with the actors that its brief has."""
    said = read(text, capitals=False)
    present = frozenset(tokens(text))
    named = [(a, stems) for a, known in own.items() for words_of, stems in known if words_of <= present]
    names = {stem_of for _, stems in named for stem_of in stems}
    concepts = frozenset(_HAPPENINGS.get(c, c) for c in said.words if c not in names and not c.isdigit())
    return Sentence(concepts, frozenset(a for a, _ in named), said.countries)


@lru_cache(maxsize=65536)
def concept_of(token: str) -> str:
    """What a word of a sentence is about, empty for a word without subject matter."""
    found = content(token)
    return _HAPPENINGS.get(found[0], found[0]) if found else ""


def names_in(text: str) -> tuple[frozenset[str], ...]:
    """The names in a text, each as its concepts: words with a capital that they do not owe to a sentence's beginning.

    >>> [sorted(name) for name in names_in("Gunmen stormed Crocus City Hall near Moscow.")]
    [['citi', 'crocus', 'hall'], ['moscow']]
    """
    found: list[set[str]] = []
    end = -2
    words_of = list(_WORD.finditer(text))
    capital = [m[0][0].isupper() and m[0].lower() not in _NO_NAMES for m in words_of]
    for n, match in enumerate(words_of):
        if not capital[n]:
            continue
        follows, leads = match.start() == end + 1, n + 1 < len(words_of) and capital[n + 1]
        if not follows and not leads and _opens(text, match.start()):
            continue
        if not follows:
            found.append(set())
        found[-1].update(filter(None, map(concept_of, tokens(match[0]))))
        end = match.end()
    return tuple(map(frozenset, found))


def _opens(text: str, at: int) -> bool:
    """Whether a sentence, or a quotation or bracket, begins at this place."""
    before = text[max(0, at - 3) : at].rstrip()
    return not before or before[-1] in '.!?:“"(' or (before[-1] in "”’')" and before[-2:-1] in tuple(".!?"))
