"""Who appears with whom: actors as dots, their size the briefs that name them, lines the briefs they share.

Placed by networkx's spring layout (Fruchterman and Reingold 1991, Software: Practice and Experience 21, 1129-1164)
with a fixed seed, then labels that would cover each other are moved apart.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from generator.site.markup import Markdown
from generator.site.pictures.svg import CHAR, element, escape, label, picture, shorten

LEAST_NODES, LEAST_EDGES = 4, 3
WIDTH, HEIGHT = 720.0, 440.0
EDGE_X, EDGE_Y = 90.0, 26.0
SEED = 7
ITERATIONS = 200
SIZE = 12.0
LINE = 19.0
"""Least distance of two labels' base lines."""


@dataclass(frozen=True, slots=True)
class Node:
    """An actor: name, kind (a class of the style sheet) and how many briefs name it."""

    id: str
    name: str
    kind: str
    weight: int


@dataclass(frozen=True, slots=True)
class Edge:
    """Two actors and how many briefs name both."""

    a: str
    b: str
    weight: int


def network(nodes: Sequence[Node], edges: Sequence[Edge], alternative: str) -> Markdown | None:
    """The picture; None for fewer than four actors or three lines."""
    linked = {e.a for e in edges} | {e.b for e in edges}
    shown = [n for n in nodes if n.id in linked]
    if len(shown) < LEAST_NODES or len(edges) < LEAST_EDGES:
        return None
    places = _places(shown, edges)
    heaviest = max(e.weight for e in edges)
    most = max(n.weight for n in shown)
    marks = []
    for e in sorted(edges, key=lambda e: (e.weight, e.a, e.b)):
        (x1, y1), (x2, y2) = places[e.a], places[e.b]
        marks.append(
            element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_="edge", stroke_width=0.6 + 3.4 * e.weight / heaviest)
        )
    for n in shown:
        x, y = places[n.id]
        radius = 3.5 + 6.5 * math.sqrt(n.weight / most)
        marks.append(element("circle", element("title", escape(n.name)), cx=x, cy=y, r=radius, class_=f"node {n.kind}"))
        marks.append(label(shorten(n.name, 26), x, y - radius - 4, "middle", "name"))
    return picture("network", alternative, WIDTH, HEIGHT, *marks)


def _places(nodes: Sequence[Node], edges: Sequence[Edge]) -> dict[str, tuple[float, float]]:
    # Imported here: it takes longer than drawing, and most pages have no such picture.
    import networkx

    graph = networkx.Graph()
    graph.add_nodes_from(n.id for n in nodes)
    for e in edges:
        graph.add_edge(e.a, e.b)
    layout = networkx.spring_layout(graph, k=3.2 / math.sqrt(len(nodes)), iterations=ITERATIONS, seed=SEED)
    raw = {n.id: (float(layout[n.id][0]), float(layout[n.id][1])) for n in nodes}
    low_x, high_x = min(x for x, _ in raw.values()), max(x for x, _ in raw.values())
    low_y, high_y = min(y for _, y in raw.values()), max(y for _, y in raw.values())
    scaled = {
        ident: (
            round(EDGE_X + (x - low_x) / ((high_x - low_x) or 1) * (WIDTH - 2 * EDGE_X)),
            round(EDGE_Y + 12 + (y - low_y) / ((high_y - low_y) or 1) * (HEIGHT - 2 * EDGE_Y - 12)),
        )
        for ident, (x, y) in raw.items()
    }
    return _apart({n.id: (float(scaled[n.id][0]), float(scaled[n.id][1]), _width(n.name)) for n in nodes})


def _width(name: str) -> float:
    return len(shorten(name, 26)) * SIZE * CHAR


def _apart(boxes: dict[str, tuple[float, float, float]]) -> dict[str, tuple[float, float]]:
    """Move dots up and down until no two labels share a place; the rounds are bounded."""
    places = {ident: [x, y] for ident, (x, y, _) in boxes.items()}
    order = sorted(boxes)
    for _ in range(60):
        moved = False
        for i, a in enumerate(order):
            for b in order[i + 1 :]:
                near_x = abs(places[a][0] - places[b][0]) < (boxes[a][2] + boxes[b][2]) / 2 + 6
                distance = places[b][1] - places[a][1]
                if near_x and abs(distance) < LINE + 8:
                    push = (LINE + 8 - abs(distance)) / 2 + 0.5
                    lower, upper = (b, a) if distance >= 0 else (a, b)
                    places[lower][1] = min(HEIGHT - EDGE_Y, places[lower][1] + push)
                    places[upper][1] = max(EDGE_Y + 12, places[upper][1] - push)
                    moved = True
        if not moved:
            break
    return {ident: (round(x), round(y)) for ident, (x, y) in places.items()}
