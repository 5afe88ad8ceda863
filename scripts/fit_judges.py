#!/usr/bin/env python3
"""Fit the judges of `generator/data/judges` on the marks in ``marks/`` and say how far they can be trusted.

    pip install '.[fit]'
    python scripts/fit_judges.py [--marks marks] [--field FIELD ...] [--dry]

A judge is gradient boosting of shallow trees (scikit-learn) with the few settings below, the same for all fields; those
of strict readers (`LINEAR`), whose marks are few, are logistic regressions.
Everything printed is cross-validated by document (ten folds, no document in two): precision where the likelier part of
the candidates is kept, and the reliability of the probabilities (of those said to be 90 % sure, how many are right).
Exits 2 on wrong usage.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from generator.extract.judgement import BUCKETS, WORDING

JUDGES = Path(__file__).resolve().parents[1] / "generator" / "data" / "judges"
SETTINGS = {"n_estimators": 80, "max_depth": 2, "learning_rate": 0.1, "min_samples_leaf": 15, "subsample": 0.8}
LEAST = 60
"""Fewer marks than this fit nothing; the field's candidates are then all shown."""
MANY = 2000
"""From so many marks on, deeper trees and more of them are worth it."""
DEEPER = {"n_estimators": 250, "max_depth": 4, "learning_rate": 0.05, "min_samples_leaf": 20, "subsample": 0.7}
"""Of the settings tried on rounds that the judge had not seen these ranked actors, figures and what's next best."""
FRESH = 3.0
"""What a mark of a reading round, or by a summary, counts beside one of the wiki's news: they are of all kinds, as a
desk's articles are. Leaving one round out, the five likeliest actors are right in 0.925 with it, in 0.910 without."""
SEED = 7
RIDGE = 0.1
"""The inverse of how far the weights of words are held back; from 0.03 to 0.3 what's next is judged alike."""
LINEAR = ("actors.sound", "figures.sound", "key_points.sound", "whats_next.sound")
"""Fields of few marks, those of strict readers: a weight for each feature, no trees."""
KEPT, MISSED = 1, 2
"""What strict marks have in the place of `must`: worth having, would be missed (`mark_strict.WORTH`)."""
BESIDE = {
    "figures.sound": ("figures.kept", KEPT),
    "key_points.sound": ("key_points.missed", MISSED),
}
"""The judge that is fitted on the same marks, and from which mark on it says yes."""
HELD = 0.01
"""The inverse of how far those weights are held back; from 0.003 to 0.03 unseen candidates are ranked alike."""
WORDED = 5
"""Folds of documents in which words are weighed by the others, so that the trees see how far words can be trusted."""


@dataclass(frozen=True)
class Marks:
    """The marked candidates of a field: a row each.

    Attributes:
        names: of the features.
        matrix: candidates by features.
        right: 0 or 1.
        must: 1 of what may not be missing; of strict marks 2 of what would be missed, 1 of what is worth having.
        documents: where each stands.
        words: the numbers of its words; none where words do not count.
    """

    names: tuple[str, ...]
    matrix: np.ndarray
    right: np.ndarray
    must: np.ndarray
    documents: np.ndarray
    words: tuple[tuple[int, ...], ...]

    @cached_property
    def weights(self) -> np.ndarray:
        """What each row counts."""
        return np.array([1.0 if d.startswith("wikinews") else FRESH for d in self.documents])

    @cached_property
    def bags(self) -> csr_matrix:
        """Candidates by words, 1 where a word is one of a candidate's."""
        rows, columns = [i for i, bag in enumerate(self.words) for _ in bag], [w for bag in self.words for w in bag]
        return csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(self.words), BUCKETS))

    def of(self, rows: np.ndarray) -> Marks:
        """Some of the rows."""
        words = tuple(self.words[i] for i in rows)
        return Marks(self.names, self.matrix[rows], self.right[rows], self.must[rows], self.documents[rows], words)


def load(marks: Path, field: str) -> Marks:
    """All that was marked of a field; a feature that one source lacks counts as 0 there."""
    rows: list[tuple[str, int, int, dict[str, float], tuple[int, ...]]] = []
    for path in sorted(marks.glob(f"*/{field}.jsonl")):
        names, *marked = map(json.loads, path.read_text("utf-8").splitlines())
        rows += [
            (f"{path.parent.name}/{d}", r, m, dict(zip(names, v, strict=True)), tuple(w)) for d, r, m, v, w in marked
        ]
    told = tuple(sorted({name for row in rows for name in row[3]}))
    matrix = np.array([[row[3].get(n, 0.0) for n in told] for row in rows], dtype=float)
    documents, right, must = (np.array([row[k] for row in rows]) for k in (0, 1, 2))
    return Marks(told, matrix, right, must, documents, tuple(row[4] for row in rows))


@dataclass(frozen=True)
class Fitted:
    """A judge as fitted: the weights of words, none where words do not count, and the trees."""

    names: tuple[str, ...]
    trees: GradientBoostingClassifier
    words: LogisticRegression | None = None

    def probabilities(self, marks: Marks) -> np.ndarray:
        """How likely each candidate is right."""
        told = (marks.matrix, self.words.decision_function(marks.bags)) if self.words else (marks.matrix,)
        return np.asarray(self.trees.predict_proba(np.column_stack(told))[:, 1])


def _weighed_words(marks: Marks) -> LogisticRegression:
    """How far each word speaks for a right one; a candidate of none of them speaks for nothing."""
    model = LogisticRegression(C=RIDGE, solver="liblinear", fit_intercept=False)
    return model.fit(marks.bags, marks.right, sample_weight=marks.weights)


def fitted(marks: Marks, target: np.ndarray, size: int) -> Fitted:
    """The judge of some candidates of a field that has `size` marks in all; the one that is measured and shipped."""
    more = DEEPER | {"max_features": "sqrt"} if size >= MANY else {}
    trees = GradientBoostingClassifier(random_state=SEED, **(SETTINGS | more))
    if not any(marks.words):
        return Fitted(marks.names, trees.fit(marks.matrix, target, sample_weight=marks.weights))
    told = np.zeros(len(target))
    for train, test in GroupKFold(n_splits=WORDED).split(told, target, marks.documents):
        told[test] = _weighed_words(marks.of(train)).decision_function(marks.bags[test])
    trees.fit(np.column_stack((marks.matrix, told)), target, sample_weight=marks.weights)
    return Fitted((*marks.names, WORDING), trees, _weighed_words(marks))


def weights_of(marks: Marks, right: np.ndarray) -> tuple[float, np.ndarray]:
    """The bias and the weights of a linear judge, of features as they are."""
    mean, spread = marks.matrix.mean(axis=0), marks.matrix.std(axis=0)
    constant = np.ptp(marks.matrix, axis=0) == 0
    spread[constant] = 1.0
    model = LogisticRegression(C=HELD, max_iter=2000).fit((marks.matrix - mean) / spread, right)
    weights = np.where(constant, 0.0, model.coef_[0] / spread)
    return float(model.intercept_[0] - weights @ mean), weights


def cross_validated(marks: Marks, linear: bool = False) -> np.ndarray:
    """The probability of each candidate by a judge that has not seen its document."""
    out, right = np.zeros(len(marks.right)), marks.right
    folds = min(10, len(set(marks.documents)))
    for train, test in GroupKFold(n_splits=folds).split(marks.matrix, right, marks.documents):
        seen, asked = marks.of(train), marks.of(test)
        if len(set(seen.right)) < 2:
            out[test] = seen.right.mean()
        elif linear:
            bias, weights = weights_of(seen, seen.right)
            out[test] = 1 / (1 + np.exp(-bias - asked.matrix @ weights))
        else:
            out[test] = fitted(seen, seen.right, len(right)).probabilities(asked)
    return out


def exported(judge: Fitted) -> dict[str, Any]:
    """The judge as `generator.extract.judgement` reads it."""
    model = judge.trees
    prior = float(model.init_.class_prior_[1])
    trees = []
    for (tree,) in model.estimators_:
        t = tree.tree_
        trees.append(
            [
                [
                    int(t.feature[i]) if t.children_left[i] >= 0 else -1,
                    round(float(t.threshold[i]), 5) if t.children_left[i] >= 0 else 0.0,
                    int(max(t.children_left[i], 0)),
                    int(max(t.children_right[i], 0)),
                    round(float(model.learning_rate * t.value[i][0][0]), 5),
                ]
                for i in range(t.node_count)
            ]
        )
    bias = round(float(np.log(prior / (1 - prior))), 5)
    words = {str(n): round(float(w), 3) for n, w in enumerate(judge.words.coef_[0])} if judge.words else {}
    return {"features": judge.names, "bias": bias, "words": {n: w for n, w in words.items() if w}, "trees": trees}


FLOORS = (0.5, 0.6, 0.7, 0.8, 0.9)


def report(field: str, probability: np.ndarray, right: np.ndarray, must: np.ndarray, documents: int) -> str:
    """All marks of a field, how many a document are kept at which precision by some floors, and reliability."""
    parts = [f"{field:<18} {len(right):>5} marks, {right.mean():.2f} right;"]
    for floor in FLOORS:
        kept = probability >= floor
        if kept.any():
            found, shown = right[kept].sum() / max(1, right.sum()), kept.sum() / documents
            wanted = f", musts {must[kept].sum() / must.sum():.2f}" if must.any() else ""
            told = f"precision {right[kept].mean():.2f}, recall {found:.2f}{wanted}"
            parts.append(f"\n{'':<19}p>={floor}: {shown:.1f} a brief, {told}")
    bins = [(a, b) for a, b in ((0.0, 0.25), (0.25, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01))]
    told = []
    for low, high in bins:
        inside = (probability >= low) & (probability < high)
        if inside.sum() >= 10:
            told.append(f"{probability[inside].mean():.2f}->{right[inside].mean():.2f} ({inside.sum()})")
    return " ".join(parts) + "\n" + " " * 19 + "reliability " + ", ".join(told)


def write(path: Path, judge: Fitted) -> None:
    """Write a judge as `generator.extract.judgement` reads it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    table = json.dumps(exported(judge), separators=(",", ":"))
    path.write_text(table.replace("]],[[", "]],\n[[") + "\n", "utf-8")


def _fit_linear(field: str, marks: Marks, dry: bool) -> None:
    documents = len(set(marks.documents))
    targets = {field: marks.right}
    if field in BESIDE:
        beside, least = BESIDE[field]
        targets[beside] = (marks.must >= least).astype(int)
    missed = (marks.must == MISSED).astype(int)
    for name, target in targets.items():
        print(report(name, cross_validated(replace(marks, right=target), linear=True), target, missed, documents))
        if dry:
            continue
        bias, weights = weights_of(marks, target)
        table = {name: round(float(weight), 5) for name, weight in zip(marks.names, weights, strict=True) if weight}
        written = json.dumps({"bias": round(bias, 5), "weights": table}, separators=(",", ":"))
        (JUDGES / f"{name}.json").write_text(written.replace(',"', ',\n"') + "\n", "utf-8")


def main() -> int:
    """Fit each field that has marks, print its report, write its judge; a second one for what would be missed."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--marks", type=Path, default=Path("marks"))
    asked.add_argument("--field", action="append")
    asked.add_argument("--dry", action="store_true", help="print the reports, write no judge")
    asked.add_argument("--weights", action="store_true", help="print the features by importance")
    told = asked.parse_args()
    fields = told.field or sorted({p.stem for p in told.marks.glob("*/*.jsonl")})
    for field in fields:
        marks = load(told.marks, field)
        size = len(marks.right)
        if size < LEAST or len(set(marks.right)) < 2:
            print(f"{field}: {size} marks are too few")
            continue
        if field in LINEAR:
            _fit_linear(field, marks, told.dry)
            continue
        print(report(field, cross_validated(marks), marks.right, marks.must, len(set(marks.documents))))
        judge = fitted(marks, marks.right, size)
        if told.weights:
            weights = judge.trees.feature_importances_
            print(" " * 19 + ", ".join(f"{judge.names[i]} {weights[i]:.2f}" for i in np.argsort(-weights)[:20]))
        if not told.dry:
            write(JUDGES / f"{field}.json", judge)
            if marks.must.sum() >= LEAST:
                missed = replace(fitted(marks, marks.must, size), words=None)  # the other judge weighs the words
                write(JUDGES / f"{field}.must.json", missed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
