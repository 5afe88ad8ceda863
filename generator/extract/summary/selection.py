"""From weighed sentences to the takeaway.

The takeaway is the best *set* of one or two sentences, so that two sentences that say the same never win over two
that complete each other.
"""

from __future__ import annotations

import math
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from generator.core.model import Statement
from generator.core.text import stable_id
from generator.extract.cuts import balanced, joined, pieces, to_evidence
from generator.extract.parsed import Parsed
from generator.extract.summary.features import PROSE_WORDS, Candidate

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

MAX_WORDS = 45
"""A takeaway is read in ten to twelve seconds: 240 words a minute (Brysbaert 2019)."""
LEAST_WORDS = 20
"""A takeaway of fewer words says less: it is worth as large a part of one of these as it has of its words, `SHORT` at
least."""
SHORT = 0.4
"""Of 49 pairs of takeaways a blind reader liked the one that this chooses 33 times (at 0.3 to 0.5 32 or 33, at 1 24
times)."""
LONGEST = 60
"""A takeaway of one sentence may be this long."""
OWN_WORDS = 80
"""Two sentences of a section that the article itself calls its takeaway: its point often stands last."""
POOL = 14
"""How many candidates enter the sets: 105 sets of one or two, scored in a millisecond."""
READING = 0.05
"""What a second sentence costs, in probability. From 0.02 to 0.05 takeaways of eight reading rounds are right in 0.93,
at 0.1 in 0.92; for nothing they are five words longer."""


@dataclass(frozen=True, slots=True)
class Takeaway:
    """The chosen takeaway with the candidates it is made of.

    `sure` is how likely one of them gives the article's point, 0 to 1; 1 where the article itself says so.
    """

    statement: Statement
    candidates: tuple[Candidate, ...]
    sure: float


def overlap(a: Candidate, b: Candidate) -> float:
    """How much two sentences share: content lemmas in common over those of the smaller one."""
    return len(a.lemmas & b.lemmas) / (min(len(a.lemmas), len(b.lemmas)) or 1)


def possible_sets(
    candidates: Sequence[Candidate], likely: Sequence[float], most: int = MAX_WORDS
) -> Iterator[tuple[Candidate, ...]]:
    """All sets of one or two of the `POOL` likeliest candidates, in the text's order; a pair has at most `most` words.

    `likely` holds the probability of each sentence of the article, by `Candidate.order`.
    """
    pool = sorted(sorted(candidates, key=lambda c: (-likely[c.order], c.order))[:POOL], key=lambda c: c.order)
    yield from ((c,) for c in pool if c.words <= LONGEST)
    yield from (pair for pair in combinations(pool, 2) if sum(c.words for c in pair) <= most)


def sureness(chosen: Sequence[Candidate], likely: Sequence[float]) -> float:
    """How likely one of the sentences gives the point; a second one counts as far as it says something else."""
    first, *rest = sorted(chosen, key=lambda c: (-likely[c.order], c.order))
    return 1 - math.prod((1 - likely[first.order], *(1 - likely[c.order] * (1 - overlap(first, c)) for c in rest)))


def worth(chosen: Sequence[Candidate], likely: Sequence[float]) -> float:
    """What some sentences are worth as the takeaway: a second one has to add more than the `READING` it costs, one
    short sentence tells less (`LEAST_WORDS`)."""
    if len(chosen) > 1:
        return sureness(chosen, likely) - READING * (len(chosen) - 1)
    return sureness(chosen, likely) * min(1.0, max(SHORT, chosen[0].words / LEAST_WORDS))


def choose_takeaway(
    parsed: Parsed, candidates: Sequence[Candidate], likely: Sequence[float], ahead: Container[int] = ()
) -> Takeaway | None:
    """The takeaway; from the article's own takeaway section where it has one. None in a text without sentences.

    `likely` holds how likely each candidate gives the article's point, 0 to 1; `ahead` the order of those that a brief
    shows as what is next.
    """
    above = [c for c in candidates if c.sentence.end <= parsed.article.standfirst]
    text = candidates[len(above) :]
    own = [c for c in above if is_good(c) and not c.confides]
    own = own or [c for c in text if parsed.blocks[c.sentence.block].section == "takeaway"]
    for pool, sets in (
        ([_fitted(parsed, c) for c in own], _own_sets),
        ([_fitted(parsed, c) if c.words > MAX_WORDS else c for c in text], _sets),
    ):
        for usable in (is_good, is_short_enough):
            some = sets([c for c in pool if usable(c)], likely, ahead)
            best = max(some, key=lambda s: (round(worth(s, likely), 9), -s[0].order), default=None)
            if best:
                return _takeaway(parsed, best, 1.0 if sets is _own_sets else sureness(best, likely))
    return None


def opened_by(parsed: Parsed, first: Candidate, candidates: Sequence[Candidate], sure: Sequence[float]) -> Takeaway:
    """The takeaway that a sentence opens, with the next one where both are short and that says more."""
    first = _fitted(parsed, first)
    sets = [(first,), *((first, c) for c in candidates if c.order == first.order + 1 and is_good(c))]
    fit = [s for s in sets if sum(c.words for c in s) <= MAX_WORDS] or sets[:1]
    best = max(fit, key=lambda s: round(worth(s, sure), 9))
    return _takeaway(parsed, best, sureness(best, sure))


def _told_elsewhere(chosen: Sequence[Candidate], likely: Sequence[float], ahead: Container[int]) -> bool:
    """Whether the less likely of two sentences has its place under what is next, where it is worth more: not where the
    other one leans on it."""
    least = min(chosen, key=lambda c: (likely[c.order], -c.order))
    needed = least is chosen[0] and chosen[-1].leaning
    return len(chosen) > 1 and least.order in ahead and not needed


def _sets(
    candidates: Sequence[Candidate], likely: Sequence[float], ahead: Container[int]
) -> list[tuple[Candidate, ...]]:
    """The sets to choose from: a sentence, or two that stand beside each other."""
    return [s for s in _usable(candidates, likely, ahead) if _reads_on(s)]


def _usable(
    candidates: Sequence[Candidate], likely: Sequence[float], ahead: Container[int], most: int = MAX_WORDS
) -> list[tuple[Candidate, ...]]:
    """The possible sets that leave nothing open, and tell nothing that has its own place."""
    sets = (s for s in possible_sets(candidates, likely, most) if _opens_well(s))
    return [s for s in sets if not _told_elsewhere(s, likely, ahead)]


def _reads_on(chosen: Sequence[Candidate]) -> bool:
    """Whether a second sentence is the one behind the first, as the article wrote them.

    Of 23 takeaways of sentences from different places strict readers signed three, of 68 of one sentence 28 (fresh
    articles of all kinds).
    """
    return all(b.order - a.order == 1 for a, b in pairwise(chosen))


def _own_sets(
    candidates: Sequence[Candidate], likely: Sequence[float], ahead: Container[int]
) -> list[tuple[Candidate, ...]]:
    """The sets of the article's own takeaway: two sentences where two fit, with its point where one draws it."""
    sets = _usable(candidates, likely, ahead, OWN_WORDS)
    sets = [s for s in sets if any(c.feature("claim") for c in s)] or sets
    return [s for s in sets if len(s) > 1] or sets


def _takeaway(parsed: Parsed, chosen: tuple[Candidate, ...], sure: float) -> Takeaway:
    spans = tuple(span for c in chosen for span in c.spans)
    text = joined(parsed.article.text, spans)
    return Takeaway(Statement(text, to_evidence(parsed.article, spans), stable_id("t", text)), chosen, sure)


def _opens_well(chosen: Sequence[Candidate]) -> bool:
    """No sentence leans on one that was left out, or tells what somebody also did."""
    return not any((c.leaning or c.adds) and not any(o.order == c.order - 1 for o in chosen) for c in chosen)


def is_good(c: Candidate) -> bool:
    """A full sentence of a length that reads well, that asks and addresses nobody and is not somebody's words alone."""
    fit = c.whole and 6 <= c.words <= LONGEST
    return fit and not c.feature("question") and not (c.addresses or c.unsaid) and c.feature("quoted") < 0.5


def is_short_enough(c: Candidate) -> bool:
    """Anything that fits and is not somebody's words alone: a text without full sentences still gets a takeaway."""
    return c.words <= LONGEST and not c.unsaid


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
