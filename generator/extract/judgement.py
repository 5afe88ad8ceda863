"""How likely a candidate is right and worth showing: one small fitted model a field.

Extractors find all they can and describe each candidate by named features; nothing is chosen there. A judge is a sum of
small decision trees (gradient boosting, Friedman 2001) whose weights are data: `data/judges/FIELD.json`, written by
``scripts/fit_judges.py`` from the marks in ``marks/`` and cross-validated by document. At run time it is a walk through
some tables, so that neither scikit-learn nor numpy is needed and the result is the same on every machine.

Where words tell more than any feature ("pending", "verdict"), a judge also has a weight for each: their sum is one
more feature, `WORDING`. A word is kept as a number of `BUCKETS` (the hashing trick, Weinberger et al. 2009), so that
marks hold no text.
"""

from __future__ import annotations

import json
import math
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from generator.core.model import Judgement

ASKED = 0.5
"""Whether a reader would miss it is asked only of what is at least so likely right; the rest is not shown anyway."""
BUCKETS = 4096
"""How many numbers stand for all words; two words that share one are told apart by the others of their sentence."""
WORDING = "wording"
"""The feature that is the sum of a candidate's words."""
UNFITTED = 1.0
"""The probability of every candidate of a field that no judge was fitted for."""


Row = tuple[int, float, int, int, float]
"""A row of a tree: the index of its feature (-1: a leaf), its threshold, the rows to go to at most and above it, and
the value of a leaf."""


@dataclass(frozen=True, slots=True)
class Judge:
    """A fitted model: log odds are `bias` plus one leaf of each tree, whose first row is its root.

    Attributes:
        words: the weight of each word that counts, by its number.
    """

    features: Sequence[str]
    bias: float
    trees: Sequence[Sequence[Row]]
    words: Mapping[int, float]

    def wording(self, words: Iterable[int]) -> float:
        """What the words of a candidate speak for it, in log odds."""
        return math.fsum(self.words.get(word, 0.0) for word in words)

    def probability(self, features: Mapping[str, float]) -> float:
        """The probability, 0 to 1 and rounded to four places, that a candidate with these features is right.

        A feature that is not given counts as 0; one that the judge does not know is ignored.
        """
        given = [features.get(name, 0.0) for name in self.features]
        leaves: list[float] = []
        for tree in self.trees:  # here and not in a function: three million walks are a tenth of reading 150 articles
            feature, threshold, low, high, value = tree[0]
            while feature >= 0:
                feature, threshold, low, high, value = tree[low if given[feature] <= threshold else high]
            leaves.append(value)
        return _probability(self.bias + math.fsum(leaves))


@cache
def load_judge(field: str) -> Judge | None:
    """The judge of a field (``actors``, ``figures.measure``); None where none was fitted."""
    source = resources.files("generator") / "data" / "judges" / f"{field}.json"
    if not source.is_file():
        return None
    table = json.loads(source.read_text("utf-8"))
    words = {int(number): weight for number, weight in table.get("words", {}).items()}
    return Judge(table["features"], table["bias"], table["trees"], words)


@cache
def load_weights(field: str) -> tuple[float, Mapping[str, float]]:
    """The bias and the weights of a linear judge (logistic regression), in log odds."""
    table = json.loads((resources.files("generator") / "data" / "judges" / f"{field}.json").read_text("utf-8"))
    return table["bias"], table["weights"]


def weighed(field: str, features: Mapping[str, float]) -> float:
    """How likely a linear judge holds a candidate to be what is asked of it, 0 to 1.

    Where marks are few, a weight for each feature ranks candidates that were not seen better than trees do.
    """
    bias, weights = load_weights(field)
    return _probability(bias + math.fsum(weight * features.get(name, 0.0) for name, weight in weights.items()))


def _probability(odds: float) -> float:
    """The probability of some log odds, 0 to 1 and rounded to four places."""
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, odds)))), 4)


def log_odds(probability: float) -> float:
    """The log odds of a probability, those of 0 and 1 held at a thousandth."""
    return math.log(max(probability, 0.001) / max(1 - probability, 0.001))


def word_numbers(words: Iterable[str]) -> tuple[int, ...]:
    """The numbers that stand for some words, each once and in order."""
    return tuple(sorted({zlib.crc32(word.encode()) % BUCKETS for word in words}))


def judge(field: str, item: str, features: Mapping[str, float], words: tuple[int, ...] = ()) -> Judgement:
    """The judgement of one candidate.

    Args:
        field: a list of the brief (``actors``) or a value of its items (``actors.role``).
        item: the id of the item in `Found`.
        features: what is known of it; numbers of any scale, truths as 0 and 1.
        words: what `word_numbers` gives for the words that count.
    """
    model, missed = load_judge(field), load_judge(f"{field}.must")
    told = {name: round(v, 4) if isinstance(v, float) else float(v) for name, v in features.items()}
    if model and words:
        told[WORDING] = round(model.wording(words), 4)
    probability = model.probability(told) if model else UNFITTED
    wanted = missed.probability(told) if missed and probability >= ASKED else 0.0
    return Judgement(field, item, probability, tuple(sorted(told.items())), wanted, words=words)
