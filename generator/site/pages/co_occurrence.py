"""Who appears with whom: the pairs of actors that most briefs name together, as a picture and as a table."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations

from generator.link.corpus import ActorEntry, Corpus
from generator.site.export import url
from generator.site.markup import Markdown
from generator.site.pages.lookups import by_briefs
from generator.site.pictures.network import NARROW, WIDE, Edge, Node, network
from generator.site.words import Words

NODES = WIDE.nodes
LINES = 3
"""Lines an actor may ask for: those to the others it shares most briefs with. All of them would be a ball of wool."""
LEAST = 2
"""Briefs two actors must share: one brief says that they were named once, not that they belong together."""
ROWS = 20

Pairs = tuple[tuple[ActorEntry, ActorEntry, int], ...]


@dataclass(frozen=True, slots=True)
class Together:
    """The picture for a wide and for a narrow screen, the kinds of actors in it, and the strongest pairs; nothing where
    there are too few.
    """

    wide: Markdown | None = None
    narrow: Markdown | None = None
    pairs: Pairs = ()
    kinds: frozenset[str] = frozenset()


def together(corpus: Corpus, page: str, words: Words, *, folders: bool = True) -> Together:
    """Who appears with whom, for the page at this path in the tree; `folders` as in `export.url`."""
    top = by_briefs(corpus.actors)[:NODES]
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
    up = "../" * url(page, folders).count("/")
    nodes = [Node(a.id, a.name, a.kind, len(a.briefs), up + url(a.page, folders)) for a in top]
    ranked = sorted(kept, key=lambda p: (-strong[p], p))[:ROWS]
    pairs = tuple((by_id[a], by_id[b], strong[a, b]) for a, b in ranked)
    said = words.gettext("; ").join(
        words.ngettext("{pair} in {n} brief", "{pair} in {n} briefs", n, pair=words.listed((a.name, b.name)))
        for a, b, n in pairs[:5]
    )
    alternative = words.gettext("Who is named with whom. Most often: {pairs}.", pairs=said)
    wide = network(nodes, edges, alternative)
    kinds = frozenset(by_id[i].kind for pair in kept for i in pair)
    return Together(wide, network(nodes, edges, alternative, NARROW), pairs, kinds) if wide else Together()


def _tie(pair: tuple[str, str], count: int, by_id: dict[str, ActorEntry]) -> float:
    a, b = (len(by_id[i].briefs) for i in pair)
    return round(count / (a + b - count), 6)
