"""Who appears with whom: the pairs of actors that most briefs name together, as a picture and as a table."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from generator.link.corpus import ActorEntry, Corpus
from generator.site.markup import Markdown
from generator.site.pages.wording import plural
from generator.site.pictures.network import Edge, Node, network

NODES = 22
LINES = 3
"""Lines an actor may ask for: those to the others it shares most briefs with. All of them would be a ball of wool."""
LEAST = 2
"""Briefs two actors must share: one brief says that they were named once, not that they belong together."""
ROWS = 20

Pairs = tuple[tuple[ActorEntry, ActorEntry, int], ...]


def together(corpus: Corpus) -> tuple[Markdown | None, Pairs]:
    """The picture, and the strongest pairs behind it; None and nothing where there are too few."""
    top = sorted(corpus.actors, key=lambda a: (-len(a.briefs), -a.mentions, a.name))[:NODES]
    by_id = {a.id: a for a in top}
    shared: Counter[tuple[str, str]] = Counter()
    for own in corpus.brief_actors.values():
        shared.update(combinations(sorted(set(own.values()) & by_id.keys()), 2))
    strong = {pair: n for pair, n in shared.items() if n >= LEAST}
    kept: set[tuple[str, str]] = set()
    for actor in top:
        # Shared briefs as a part of both actors' (Jaccard), so that who is named everywhere does not take all lines.
        near = sorted((p for p in strong if actor.id in p), key=lambda p: (-_tie(p, strong[p], by_id), p))
        kept.update(near[:LINES])
    edges = [Edge(a, b, strong[a, b]) for a, b in sorted(kept)]
    nodes = [Node(a.id, a.name, a.kind, len(a.briefs)) for a in top]
    ranked = sorted(kept, key=lambda p: (-strong[p], p))[:ROWS]
    pairs = tuple((by_id[a], by_id[b], strong[a, b]) for a, b in ranked)
    said = "; ".join(f"{a.name} and {b.name} in {plural(n, 'brief')}" for a, b, n in pairs[:5])
    picture = network(nodes, edges, f"Who is named with whom. Most often: {said}.")
    return picture, pairs if picture else ()


def _tie(pair: tuple[str, str], count: int, by_id: dict[str, ActorEntry]) -> float:
    a, b = (len(by_id[i].briefs) for i in pair)
    return round(count / (a + b - count), 6)
