"""From weighed sentences to the takeaway.

The takeaway is the best *set* of one or two sentences, so that two sentences that say the same never win over two
that complete each other.
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
from typing import TYPE_CHECKING

from generator.core.model import Statement
from generator.core.text import stable_id
from generator.extract.cuts import balanced, joined, pieces, to_evidence
from generator.extract.parsed import Parsed
from generator.extract.summary.features import FEATURES, PROSE_WORDS, Candidate

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

MAX_WORDS = 45
"""A takeaway is read in ten to twelve seconds: 240 words a minute (Brysbaert 2019)."""
LEAST_WORDS = 20
"""A shorter sentence gets a second one beside it."""
LONGEST = 60
"""A takeaway of one sentence may be this long."""
OWN_WORDS = 80
"""Two sentences of a section that the article itself calls its takeaway: its point often stands last."""
POOL = 14
"""How many candidates enter the sets: 105 sets of one or two, scored in a millisecond."""
CLAIM = 0.02
"""What a sentence that draws the conclusion adds, about half the spread between good sets. Not trained: the texts
with human summaries are news and guides with little to argue, the desk's articles are not (it costs no ROUGE there)."""
SET_FEATURES = (
    *FEATURES,
    "title_covered",
    "topic_covered",
    "redundant",
    "words",
    "words_squared",
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
    pairs = [overlap(a, b) for a, b in combinations(chosen, 2)]
    extra = (
        len(title) / title_size if title_size else 0.0,
        math.fsum(w for x, w in sorted(topic.weight.items()) if x in lemmas) / topic.total,
        max(pairs, default=0.0),
        words / MAX_WORDS,
        (words / MAX_WORDS) ** 2,
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


def possible_sets(candidates: Sequence[Candidate], most: int = MAX_WORDS) -> Iterator[tuple[Candidate, ...]]:
    """All sets of one or two of the best `POOL` candidates, in the text's order; a pair has at most `most` words."""
    best = sorted(candidates, key=lambda c: (-sentence_score(c), c.order))[:POOL]
    pool = sorted(best, key=lambda c: c.order)
    yield from ((c,) for c in pool if c.words <= LONGEST)
    yield from (pair for pair in combinations(pool, 2) if sum(c.words for c in pair) <= most)


def choose_takeaway(parsed: Parsed, candidates: Sequence[Candidate]) -> Takeaway | None:
    """The takeaway; from the article's own takeaway section where it has one. None in a text without sentences."""
    own = [c for c in candidates if parsed.blocks[c.sentence.block].section == "takeaway"]
    topic = topic_of(candidates)
    for pool, sets in (
        ([_fitted(parsed, c) for c in own], _own_sets),
        ([_fitted(parsed, c) if c.words > MAX_WORDS else c for c in candidates], _sets),
    ):
        for usable in (is_good, is_short_enough):
            some = sets([c for c in pool if usable(c)])
            best = max(some, key=lambda s: (round(set_score(s, topic), 9), -s[0].order), default=None)
            if best:
                return _takeaway(parsed, best)
    return None


def _sets(candidates: Sequence[Candidate]) -> list[tuple[Candidate, ...]]:
    """The sets to choose from; a short sentence stands alone only where no other fits beside it."""
    sets = [s for s in possible_sets(candidates) if _opens_well(s)]
    return [s for s in sets if len(s) > 1 or s[0].words >= LEAST_WORDS] or sets


def _own_sets(candidates: Sequence[Candidate]) -> list[tuple[Candidate, ...]]:
    """The sets of the article's own takeaway: two sentences where two fit, with its point where one draws it."""
    sets = [s for s in possible_sets(candidates, OWN_WORDS) if _opens_well(s)]
    sets = [s for s in sets if any(c.feature("claim") for c in s)] or sets
    return [s for s in sets if len(s) > 1] or sets


def _takeaway(parsed: Parsed, chosen: tuple[Candidate, ...]) -> Takeaway:
    spans = tuple(span for c in chosen for span in c.spans)
    text = joined(parsed.article.text, spans)
    return Takeaway(Statement(text, to_evidence(parsed.article, spans), stable_id("t", text)), chosen)


def _opens_well(chosen: Sequence[Candidate]) -> bool:
    """No sentence leans on one that was left out."""
    return not any(c.leaning and not any(o.order == c.order - 1 for o in chosen) for c in chosen)


def is_good(c: Candidate) -> bool:
    """A full sentence of a length that reads well, that asks and addresses nobody and is not somebody's words alone."""
    fit = c.whole and 6 <= c.words <= LONGEST
    return fit and not c.feature("question") and not c.addresses and c.feature("quoted") < 0.5


def is_short_enough(c: Candidate) -> bool:
    """Anything that fits: a text without full sentences still gets a takeaway."""
    return c.words <= LONGEST


def _fitted(parsed: Parsed, c: Candidate) -> Candidate:
    """A sentence that is too long to be read at a glance without its asides between dashes, then without its tail."""
    if c.words <= 35:
        return c
    text = parsed.article.text
    spans = pieces(text, c.sentence.start, c.sentence.end, tight=True)
    words = len(joined(text, spans).split())
    end = tail_start(c.sentence.span) if words > MAX_WORDS else None
    if end is not None and spans[-1][0] < end:
        spans = (*spans[:-1], (spans[-1][0], end))
    shown = joined(text, spans)
    return replace(c, spans=spans, text=shown, words=len(shown.split())) if balanced(shown) else c


def tail_start(sentence: Span) -> int | None:
    """Where a sentence may end early: before a comma and a clause that only adds to it, up to its end.

    Such a tail is a participle's ("..., undermining the plan") or a relative clause's ("..., which was built in 1930");
    the longest one that leaves `PROSE_WORDS` words. Returns the offset behind the last word that stays.
    """
    doc, last = sentence.doc, max((t.i for t in sentence if not t.is_punct), default=-1)
    starts = sorted(t.left_edge.i for t in sentence if t.dep_ in _TAILS and t.right_edge.i >= last and _adds(t))
    for start in starts:
        before = doc[start - 1] if start > sentence.start else None
        if before is not None and before.text == "," and start - sentence.start > PROSE_WORDS:
            return before.idx
    return None


_TAILS = frozenset({"advcl", "relcl", "acl"})


def _adds(verb: Token) -> bool:
    """Whether the clause of a verb adds to the sentence: a participle, or opened by a relative pronoun."""
    return verb.tag_ in {"VBG", "VBN"} or verb.left_edge.tag_ in {"WDT", "WP", "WP$", "WRB"}
