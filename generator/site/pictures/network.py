"""Who appears with whom: actors as dots, their size the briefs that name them, lines the briefs they share.

Placed by networkx's spring layout (Fruchterman and Reingold 1991, Software: Practice and Experience 21, 1129-1164)
with a fixed seed, dots whose labels would cover each other moved apart; each label takes the side with most room.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.site.markup import Markdown
from generator.site.pictures.svg import CHAR, element, escape, label, picture, shorten

LEAST_NODES, LEAST_EDGES = 4, 3
SEED = 7
ITERATIONS = 200
SIZE = 12.0
LINE = 19.0
"""Least distance of two labels' base lines."""
ROUNDS = 5
"""How often the names choose a side at most."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The room of a picture: its size, what its edges keep free, how many actors, and letters on a line, have room."""

    width: float
    height: float
    edge_x: float
    edge_y: float
    nodes: int
    name: int


WIDE = Sheet(720.0, 440.0, 90.0, 26.0, 22, 26)
NARROW = Sheet(350.0, 460.0, 54.0, 26.0, 12, 20)
"""For a telephone, at the same size of letters."""


@dataclass(frozen=True, slots=True)
class Node:
    """An actor: name, kind (a class of the style sheet), how many briefs name it, and the address it leads to."""

    id: str
    name: str
    kind: str
    weight: int
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """Two actors and how many briefs name both."""

    a: str
    b: str
    weight: int


def network(nodes: Sequence[Node], edges: Sequence[Edge], alternative: str, sheet: Sheet = WIDE) -> Markdown | None:
    """The picture, of the first actors that have room; None for fewer than four of them or three lines."""
    linked = {e.a for e in edges} | {e.b for e in edges}
    shown = [n for n in nodes if n.id in linked][: sheet.nodes]
    there = {n.id for n in shown}
    edges = [e for e in edges if e.a in there and e.b in there]
    if len(shown) < LEAST_NODES or len(edges) < LEAST_EDGES:
        return None
    places = _places(shown, edges, sheet)
    heaviest = max(e.weight for e in edges)
    most = max(n.weight for n in shown)
    marks = []
    for e in sorted(edges, key=lambda e: (e.weight, e.a, e.b)):
        (x1, y1), (x2, y2) = places[e.a], places[e.b]
        marks.append(
            element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_="edge", stroke_width=0.6 + 3.4 * e.weight / heaviest)
        )
    radius = {n.id: 3.5 + 6.5 * math.sqrt(n.weight / most) for n in shown}
    spots = _labels(shown, edges, places, radius, sheet)
    for n in shown:
        x, y = places[n.id]
        told = element("title", escape(n.name))
        dot = element("circle", told, cx=x, cy=y, r=radius[n.id], class_=f"node {n.kind}")
        spot = spots[n.id]
        said = [
            label(line, spot.x, spot.base + SIZE * i, spot.anchor, "name")
            for i, line in enumerate(_lines(n.name, sheet))
        ]
        marks += [element("a", dot, *said, href=n.href)] if n.href else [dot, *said]
    role = "group" if any(n.href for n in shown) else "img"
    return picture("network", alternative, sheet.width, sheet.height, *marks, role=role)


_Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a name may stand: its first base line, and which part of the name lies at `x`."""

    x: float
    base: float
    anchor: str

    def box(self, lines: Sequence[str]) -> _Box:
        """The room of a name there; letters hang a little below their line."""
        wide = _width(lines)
        left = self.x - {"start": 0.0, "middle": wide / 2, "end": wide}[self.anchor]
        return (left - 2, self.base - SIZE + 2, left + wide + 2, self.base + SIZE * (len(lines) - 1) + 3)


def _labels(
    nodes: Sequence[Node],
    edges: Sequence[Edge],
    places: Mapping[str, tuple[float, float]],
    radius: Mapping[str, float],
    sheet: Sheet,
) -> dict[str, _Spot]:
    """Where each name stands: above its dot, or on the side where it covers no dot, no other name and fewest lines.

    Names choose in turn, and again for as long as one finds a better side, so that the first give way to the last too.
    """
    drawn = [(places[e.a], places[e.b]) for e in edges]
    dots = {i: (x - radius[i], y - radius[i], x + radius[i], y + radius[i]) for i, (x, y) in places.items()}
    names = {n.id: _lines(n.name, sheet) for n in nodes}
    found: dict[str, _Spot] = {}

    def cost(ident: str, spot: _Spot) -> int:
        box = spot.box(names[ident])
        others = [dot for i, dot in dots.items() if i != ident]
        others += [found[i].box(names[i]) for i in found if i != ident]
        outside = box[0] < 0 or box[1] < 0 or box[2] > sheet.width or box[3] > sheet.height
        return 1000 * outside + 100 * sum(_meet(box, o) for o in others) + sum(_crosses(box, *line) for line in drawn)

    for _ in range(ROUNDS):
        before = dict(found)
        for n in nodes:
            (x, y), r, more = places[n.id], radius[n.id], SIZE * (len(names[n.id]) - 1)
            tries = (
                _Spot(x, y - r - 4 - more, "middle"),
                _Spot(x, y + r + SIZE, "middle"),
                _Spot(x + r + 4, y + 4 - more / 2, "start"),
                _Spot(x - r - 4, y + 4 - more / 2, "end"),
            )
            found[n.id] = min(tries, key=lambda spot: cost(n.id, spot))
        if found == before:
            break
    return found


def _meet(a: _Box, b: _Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _crosses(box: _Box, one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether a line runs through a box: some of many points on it lies inside. Most lines are nowhere near."""
    left, right = sorted((one[0], other[0]))
    top, bottom = sorted((one[1], other[1]))
    if not _meet(box, (left - 1, top - 1, right + 1, bottom + 1)):
        return False
    steps = 40
    points = (
        (one[0] + (other[0] - one[0]) * n / steps, one[1] + (other[1] - one[1]) * n / steps) for n in range(steps + 1)
    )
    return any(box[0] < x < box[2] and box[1] < y < box[3] for x, y in points)


def _places(nodes: Sequence[Node], edges: Sequence[Edge], sheet: Sheet) -> dict[str, tuple[float, float]]:
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
            round(sheet.edge_x + (x - low_x) / ((high_x - low_x) or 1) * (sheet.width - 2 * sheet.edge_x)),
            round(sheet.edge_y + 12 + (y - low_y) / ((high_y - low_y) or 1) * (sheet.height - 2 * sheet.edge_y - 12)),
        )
        for ident, (x, y) in raw.items()
    }
    boxes = {n.id: (float(scaled[n.id][0]), float(scaled[n.id][1]), _width(_lines(n.name, sheet))) for n in nodes}
    return _apart(boxes, sheet)


def _lines(name: str, sheet: Sheet) -> tuple[str, ...]:
    """A name that is too long for one line in two, broken at the space nearest to its middle."""
    spaces = [i for i, c in enumerate(name) if c == " "]
    if len(name) <= sheet.name or not spaces:
        return (shorten(name, sheet.name),)
    at = min(spaces, key=lambda i: abs(2 * i - len(name)))
    return shorten(name[:at], sheet.name), shorten(name[at + 1 :], sheet.name)


def _width(lines: Sequence[str]) -> float:
    return max(map(len, lines)) * SIZE * CHAR


def _apart(boxes: dict[str, tuple[float, float, float]], sheet: Sheet) -> dict[str, tuple[float, float]]:
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
                    places[lower][1] = min(sheet.height - sheet.edge_y, places[lower][1] + push)
                    places[upper][1] = max(sheet.edge_y + 12, places[upper][1] - push)
                    moved = True
        if not moved:
            break
    return {ident: (round(x), round(y)) for ident, (x, y) in places.items()}
