"""From weighed sentences to takeaway and key points.

The takeaway is the best *set* of one to three sentences, so that two sentences that say the same never win over two
that complete each other. Key points are picked one by one, each as far as possible from all that stands already
(maximal marginal relevance, Carbonell and Goldstein 1998).
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from itertools import combinations
from operator import mul

from generator.core.model import Statement
from generator.core.text import stable_id
from generator.extract.parsed import Parsed
from generator.extract.summary.cues import load_cues, plain
from generator.extract.summary.features import FEATURES, Candidate
from generator.extract.summary.trim import joined, pieces, to_evidence
from generator.language.sections import Section

MAX_WORDS = 80
"""A takeaway is read in twenty seconds: 240 words a minute (Brysbaert 2019)."""
POINT_WORDS = 45
POOL = 14
"""How many candidates enter the sets: 469 sets of one to three, scored in a few milliseconds."""
CLAIM = 0.02
"""What a sentence that draws the conclusion adds, about half the spread between good sets. Not trained: the texts
with human summaries are news and guides with little to argue, the desk's articles are not (it costs no ROUGE there)."""
SET_FEATURES = (
    *FEATURES,
    "title_covered",
    "topic_covered",
    "actors_covered",
    "redundant",
    "words",
    "words_squared",
    "single",
    "triple",
    "loose",
)


@dataclass(frozen=True, slots=True)
class Takeaway:
    """The chosen takeaway with the candidates it is made of."""

    statement: Statement
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """How much each content word weighs in the article, and the share of salience of each actor."""

    weight: dict[str, float]
    total: float


def topic_of(candidates: Sequence[Candidate]) -> Topic:
    """The words of more than one sentence, weighed by the number of sentences they stand in (at most the top 20)."""
    counts = Counter(lemma for c in candidates for lemma in sorted(c.lemmas))
    top = sorted(((n, x) for x, n in counts.items() if n > 1), key=lambda item: (-item[0], item[1]))[:20]
    weight = {x: float(n) for n, x in top}
    return Topic(weight, math.fsum(weight.values()) or 1.0)


def set_features(chosen: Sequence[Candidate], topic: Topic) -> tuple[float, ...]:
    """The features of a set, in the order of `SET_FEATURES`: word-weighted means, then what the whole covers."""
    words = sum(c.words for c in chosen) or 1
    means = [math.fsum(column) / words for column in zip(*(c.weighted for c in chosen), strict=True)]
    lemmas = frozenset().union(*(c.lemmas for c in chosen))
    title = frozenset().union(*(c.title_lemmas for c in chosen))
    title_size = max((len(c.title_lemmas) / c.feature("title") for c in chosen if c.title_lemmas), default=0.0)
    actors: dict[int, float] = {}
    for c in chosen:
        actors.update(c.actors)
    pairs = [overlap(a, b) for a, b in combinations(chosen, 2)]
    loose = sum(c.leaning and not any(o.order == c.order - 1 for o in chosen) for c in chosen)
    extra = (
        len(title) / title_size if title_size else 0.0,
        math.fsum(w for x, w in sorted(topic.weight.items()) if x in lemmas) / topic.total,
        math.fsum(v for _, v in sorted(actors.items())),
        max(pairs, default=0.0),
        words / MAX_WORDS,
        (words / MAX_WORDS) ** 2,
        float(len(chosen) == 1),
        float(len(chosen) == 3),
        loose / len(chosen),
    )
    return (*means, *extra)


def overlap(a: Candidate, b: Candidate) -> float:
    """How much two sentences share: content lemmas in common over those of the smaller one."""
    return len(a.lemmas & b.lemmas) / (min(len(a.lemmas), len(b.lemmas)) or 1)


@lru_cache(maxsize=1)
def load_weights() -> dict[str, dict[str, float]]:
    """The trained tables: ``sentence`` and ``set``, feature name to weight."""
    source = resources.files("generator") / "data" / "summary_weights.json"
    tables: dict[str, dict[str, float]] = json.loads(source.read_text("utf-8"))
    return tables


@lru_cache(maxsize=2)
def _vector(table: str, names: tuple[str, ...]) -> tuple[float, ...]:
    return tuple(load_weights()[table].get(name, 0.0) for name in names)


def sentence_score(candidate: Candidate) -> float:
    """The linear model's value of one sentence by itself."""
    return math.fsum(map(mul, _vector("sentence", FEATURES), candidate.features))


def set_score(chosen: Sequence[Candidate], topic: Topic) -> float:
    """The linear model's value of a set."""
    told = math.fsum(map(mul, _vector("set", SET_FEATURES), set_features(chosen, topic)))
    return told + CLAIM * any(c.feature("claim") for c in chosen)


def possible_sets(candidates: Sequence[Candidate]) -> Iterator[tuple[Candidate, ...]]:
    """All sets of one to three of the best `POOL` candidates that fit `MAX_WORDS`, each in the order of the text."""
    best = sorted(candidates, key=lambda c: (-sentence_score(c), c.order))[:POOL]
    pool = sorted(best, key=lambda c: c.order)
    for size in (1, 2, 3):
        for chosen in combinations(pool, size):
            if sum(c.words for c in chosen) <= MAX_WORDS:
                yield chosen


def choose_takeaway(parsed: Parsed, candidates: Sequence[Candidate]) -> Takeaway | None:
    """The takeaway; from the article's own takeaway section where it has one. None in a text without sentences."""
    own = [c for c in candidates if parsed.blocks[c.sentence.block].section == "takeaway"]
    topic = topic_of(candidates)
    for pool in ([_fitted(parsed, c) for c in own], list(candidates)):
        for usable in (is_good, is_fair, is_short_enough):
            some = [c for c in pool if usable(c)]
            best = _best_set(some, topic)
            if best:
                return _takeaway(parsed, best)
    return None


def _takeaway(parsed: Parsed, chosen: tuple[Candidate, ...]) -> Takeaway:
    spans = tuple(span for c in chosen for span in c.spans)
    text = joined(parsed.article.text, spans)
    return Takeaway(Statement(text, to_evidence(parsed.article, spans), stable_id("t", text)), chosen)


def _best_set(candidates: Sequence[Candidate], topic: Topic) -> tuple[Candidate, ...] | None:
    """The best set of two or three sentences; a single one where no two fit or none stands beside it."""
    sets = [s for s in possible_sets(candidates) if _opens_well(s)]
    several = [s for s in sets if len(s) > 1]
    return max(several or sets, key=lambda s: (round(set_score(s, topic), 9), -s[0].order), default=None)


def _opens_well(chosen: Sequence[Candidate]) -> bool:
    """No sentence leans on one that was left out."""
    return not any(c.leaning and not any(o.order == c.order - 1 for o in chosen) for c in chosen)


def is_good(c: Candidate) -> bool:
    """A full sentence of a length that reads well, that asks nothing and is not somebody's words alone."""
    return c.whole and 6 <= c.words <= 60 and not c.feature("question") and c.feature("quoted") < 0.5


def is_fair(c: Candidate) -> bool:
    """A full sentence that fits."""
    return c.whole and c.words <= MAX_WORDS


def is_short_enough(c: Candidate) -> bool:
    """Anything that fits: a text without full sentences still gets a takeaway."""
    return c.words <= MAX_WORDS


def _fitted(parsed: Parsed, c: Candidate) -> Candidate:
    """A long sentence without its asides between dashes."""
    if c.words <= 35:
        return c
    text = parsed.article.text
    spans = pieces(text, c.sentence.start, c.sentence.end, tight=True)
    shown = joined(text, spans)
    return replace(c, spans=spans, text=shown, words=len(shown.split()))


def choose_key_points(
    parsed: Parsed, candidates: Sequence[Candidate], takeaway: Takeaway | None
) -> tuple[Statement, ...]:
    """Three to six statements that stand on their own, each about another part of the article, in its order."""
    taken = takeaway.candidates if takeaway else ()
    pool = [c for c in candidates if _stands(c) and all(c.order != t.order for t in taken)]
    blocks = {c.sentence.block for c in candidates}
    wanted = max(3, min(6, 2 + len(blocks) // 3))
    chosen: list[Candidate] = []
    used: Counter[int] = Counter(t.sentence.block for t in taken)
    while pool and len(chosen) < wanted:

        def gain(c: Candidate) -> tuple[float, int]:
            near = max((overlap(c, o) for o in (*taken, *chosen)), default=0.0)
            same = used[c.sentence.block]
            return (round(_point_score(parsed, c) - 0.5 * near - 0.15 * same, 9), -c.order)

        best = max(pool, key=gain)
        pool.remove(best)
        if any(overlap(best, o) > 0.6 for o in (*taken, *chosen)):
            continue
        chosen.append(best)
        used[best.sentence.block] += 1
    chosen.sort(key=lambda c: c.order)
    return tuple(Statement(c.text, to_evidence(parsed.article, c.spans), stable_id("k", c.text)) for c in chosen)


def _stands(c: Candidate) -> bool:
    """Whether the sentence can be read by itself."""
    return (
        c.whole
        and not c.leaning
        and 6 <= c.words <= POINT_WORDS
        and not c.feature("question")
        and c.feature("quoted") < 0.5
        and not c.feature("connective")
    )


def _points_back(c: Candidate) -> bool:
    """Whether a "this offer" or "both markets" inside the sentence points at something told before."""
    return any(
        t.dep_ in {"det", "predet", "amod"}
        and t.lower_ in _POINTERS
        and t.head.ent_type_ not in {"DATE", "TIME"}
        and not any(x.dep_ == "conj" for x in t.head.children)  # "both China and Russia" names them
        for t in c.sentence.span
    )


_POINTERS = frozenset({"this", "that", "these", "those", "such", "both"})
_SECTION_BONUS: dict[Section | None, float] = {"key_points": 0.3, "implications": 0.25, "takeaway": 0.1}


def _point_score(parsed: Parsed, c: Candidate) -> float:
    """Why it matters: central, of the main actors, claiming, at the head of its paragraph, with a figure."""
    section = parsed.blocks[c.sentence.block].section
    return math.fsum(
        (
            0.5 * c.feature("central"),
            0.35 * c.feature("actors"),
            0.25 * c.feature("claim"),
            0.1 * c.feature("figures"),
            0.1 * c.feature("block_start"),
            0.2 * c.feature("title"),
            0.15 * c.feature("purpose"),
            -0.3 * c.feature("personal"),
            -0.3 * c.feature("quoted"),
            -0.15 * bool(load_cues().echo.search(plain(c.text))),
            -0.25 * _points_back(c),
            _SECTION_BONUS.get(section, 0.0),
            0.3 * c.feature("block_start") * (section == "implications"),
        )
    )
