"""How likely a candidate is right and worth showing: one small fitted model a field.

Extractors find all they can and describe each candidate by named features; nothing is chosen there. A judge is a sum of
small decision trees (gradient boosting, Friedman 2001) whose weights are data: `data/judges/FIELD.json`, written by
``scripts/fit_judges.py`` from the marks in ``marks/`` and cross-validated by document. At run time it is a walk through
some tables, so that neither scikit-learn nor numpy is needed and the result is the same on every machine.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from generator.core.model import Judgement

Node = tuple[int, float, int, int, float]
"""Index of the feature (-1: a leaf), threshold, the nodes to go to at most and above it, value of a leaf."""

UNFITTED = 1.0
"""The probability of every candidate of a field that no judge was fitted for."""


@dataclass(frozen=True, slots=True)
class Judge:
    """A fitted model: log odds are `bias` plus one leaf of each tree."""

    features: tuple[str, ...]
    bias: float
    trees: tuple[tuple[Node, ...], ...]

    def probability(self, features: Mapping[str, float]) -> float:
        """The probability, 0 to 1 and rounded to four places, that a candidate with these features is right.

        A feature that is not given counts as 0; one that the judge does not know is ignored.
        """
        vector = [features.get(name, 0.0) for name in self.features]
        odds = self.bias + math.fsum(_leaf(tree, vector) for tree in self.trees)
        return round(1 / (1 + math.exp(-max(-30.0, min(30.0, odds)))), 4)


def _leaf(tree: Sequence[Node], vector: Sequence[float]) -> float:
    at = 0
    while tree[at][0] >= 0:
        feature, threshold, low, high, _ = tree[at]
        at = low if vector[feature] <= threshold else high
    return tree[at][4]


@cache
def load_judge(field: str) -> Judge | None:
    """The judge of a field (``actors``, ``figures.measure``); None where none was fitted."""
    source = resources.files("generator") / "data" / "judges" / f"{field}.json"
    if not source.is_file():
        return None
    table = json.loads(source.read_text("utf-8"))
    trees = tuple(tuple((n[0], n[1], n[2], n[3], n[4]) for n in tree) for tree in table["trees"])
    return Judge(tuple(table["features"]), table["bias"], trees)


def judge(field: str, item: str, features: Mapping[str, float]) -> Judgement:
    """The judgement of one candidate.

    Args:
        field: a list of the brief (``actors``) or a value of its items (``actors.role``).
        item: the id of the item in `Found`.
        features: what is known of it; numbers of any scale, truths as 0 and 1.
    """
    rounded = tuple(sorted((name, round(float(value), 4)) for name, value in features.items()))
    model, wanted, told = load_judge(field), load_judge(f"{field}.must"), dict(rounded)
    return Judgement(
        field,
        item,
        model.probability(told) if model else UNFITTED,
        rounded,
        wanted.probability(told) if wanted else 0.0,
    )
