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
from typing import Any

from generator.core.model import Judgement

Node = tuple[int, float, Any, Any]
"""The index of a feature, a threshold, the nodes to go on with at most and above it; a leaf has -1 and its value."""

ASKED = 0.5
"""Whether a reader would miss it is asked only of what is at least so likely right; the rest is not shown anyway."""
UNFITTED = 1.0
"""The probability of every candidate of a field that no judge was fitted for."""


@dataclass(frozen=True, slots=True)
class Judge:
    """A fitted model: log odds are `bias` plus one leaf of each tree."""

    features: tuple[str, ...]
    bias: float
    trees: tuple[Node, ...]

    def probability(self, features: Mapping[str, float]) -> float:
        """The probability, 0 to 1 and rounded to four places, that a candidate with these features is right.

        A feature that is not given counts as 0; one that the judge does not know is ignored.
        """
        vector = [features.get(name, 0.0) for name in self.features]
        leaves: list[float] = []
        for feature, value, low, high in self.trees:  # written out: these steps are most of what judging costs
            while feature >= 0:
                feature, value, low, high = low if vector[feature] <= value else high
            leaves.append(value)
        odds = self.bias + math.fsum(leaves)
        return round(1 / (1 + math.exp(-max(-30.0, min(30.0, odds)))), 4)


def _node(rows: Sequence[Sequence[Any]], at: int = 0) -> Node:
    """The tree of a table whose rows are: index of the feature (-1: a leaf), threshold, rows to go to, leaf's value."""
    feature, threshold, low, high, value = rows[at]
    return (feature, value, None, None) if feature < 0 else (feature, threshold, _node(rows, low), _node(rows, high))


@cache
def load_judge(field: str) -> Judge | None:
    """The judge of a field (``actors``, ``figures.measure``); None where none was fitted."""
    source = resources.files("generator") / "data" / "judges" / f"{field}.json"
    if not source.is_file():
        return None
    table = json.loads(source.read_text("utf-8"))
    return Judge(tuple(table["features"]), table["bias"], tuple(map(_node, table["trees"])))


def judge(field: str, item: str, features: Mapping[str, float]) -> Judgement:
    """The judgement of one candidate.

    Args:
        field: a list of the brief (``actors``) or a value of its items (``actors.role``).
        item: the id of the item in `Found`.
        features: what is known of it; numbers of any scale, truths as 0 and 1.
    """
    told = {name: round(float(value), 4) for name, value in features.items()}
    model, missed = load_judge(field), load_judge(f"{field}.must")
    probability = model.probability(told) if model else UNFITTED
    wanted = missed.probability(told) if missed and probability >= ASKED else 0.0
    return Judgement(field, item, probability, tuple(sorted(told.items())), wanted)
