"""Which topics of `topics.yml` a brief is about: those whose words stand where it matters and set briefs apart.

A word of a topic weighs more the fewer briefs have it (inverse document frequency: one that stands in every brief says
nothing of any), and more in the title than among the names. A brief has the topics that weigh at least `PART` as much
as its first, which one word that is only named does not make, unless nothing better is there. A topic that nearly every
brief of a desk would have heads none of them: it tells no brief from another. Pure.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.core.configuration import Topic
from generator.core.model import Brief
from generator.core.text import fold

TITLE, TAKEAWAY, POINTS, NAMES = 3.0, 2.0, 1.0, 0.5
"""What a word weighs in the title, the takeaway, the key points, and among the names of actors and terms."""
PART = 0.5
MOST = 3
"""Topics of one brief."""
WIDE, FEW = 0.75, 8
"""A topic of more than this part of the briefs heads none, where there are at least so many of them."""


@dataclass(frozen=True, slots=True)
class Assigned:
    """Topics by number in the editors' list.

    Attributes:
        about: for each brief id the topics it is about, the weightiest first.
        wide: those that head no brief, because nearly every one is about them.
    """

    about: dict[str, tuple[int, ...]]
    wide: frozenset[int]


def assigned(briefs: Sequence[Brief], topics: Sequence[Topic]) -> Assigned:
    """What the briefs are about."""
    patterns = [_pattern(topic) for topic in topics]
    found = [[_weights(parts, pattern) for pattern in patterns] for parts in (tuple(_parts(b)) for b in briefs)]
    holders = Counter(word for of_brief in found for words in of_brief for word in words)
    rarity = {word: math.log((len(briefs) + 1) / count) for word, count in holders.items()}
    about = [_about([_score(words, rarity) for words in of_brief], found[n]) for n, of_brief in enumerate(found)]
    count = Counter(topic for chosen in about for topic in chosen)
    wide = frozenset(topic for topic, n in count.items() if len(briefs) >= FEW and n > WIDE * len(briefs))
    return Assigned({brief.id: chosen for brief, chosen in zip(briefs, about, strict=True)}, wide)


def without(briefs: Iterable[Brief], topics: Sequence[Topic]) -> list[Brief]:
    """The briefs in which no word of any topic stands."""
    patterns = [_pattern(topic) for topic in topics]
    return [b for b in briefs if not any(p.search(text) for _, text in _parts(b) for p in patterns)]


def _about(scores: Sequence[float], words: Sequence[dict[str, float]]) -> tuple[int, ...]:
    """The topics of a brief, the weightiest first."""
    ranked = sorted((n for n, score in enumerate(scores) if score > 0), key=lambda n: (-scores[n], n))
    told = [n for n in ranked if len(words[n]) > 1 or max(words[n].values()) > NAMES]
    return tuple([n for n in told if scores[n] >= PART * scores[told[0]]][:MOST] or ranked[:1])


def _score(words: dict[str, float], rarity: dict[str, float]) -> float:
    return math.fsum(weight * rarity[word] for word, weight in sorted(words.items()))


def _parts(brief: Brief) -> Iterator[tuple[float, str]]:
    """What a topic's words are looked for in, folded, with what they weigh there."""
    yield TITLE, fold(brief.title)
    yield TAKEAWAY, fold(brief.takeaway.text)
    yield POINTS, fold(" \n ".join(k.text for k in brief.key_points))
    names = [name for a in brief.actors for name in (a.name, *a.aliases)]
    names += [name for t in brief.terms for name in (t.term, *t.aliases)]
    yield NAMES, fold(" \n ".join(names))


def _weights(parts: Sequence[tuple[float, str]], pattern: re.Pattern[str]) -> dict[str, float]:
    """The words of a topic that a brief has, with what each weighs: once, where it weighs most."""
    found: dict[str, float] = {}
    for weight, text in parts:
        for match in pattern.finditer(text):
            found.setdefault(match[0], weight)
    return found


def _pattern(topic: Topic) -> re.Pattern[str]:
    """Finds any of a topic's words, as whole words, in folded text; finds nothing when it has none."""
    wanted = "|".join(re.escape(word) for word in sorted(map(fold, topic.words), key=len, reverse=True) if word)
    return re.compile(rf"(?<!\w)(?:{wanted})(?!\w)" if wanted else r"(?!)")
