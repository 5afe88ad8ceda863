#!/usr/bin/env python3
"""Fit the judges of `generator/data/judges` on the marks in ``marks/`` and say how far they can be trusted.

    pip install '.[fit]'
    python scripts/fit_judges.py [--marks marks] [--field FIELD ...] [--dry]

A judge is gradient boosting of shallow trees (scikit-learn) with the few settings below, the same for all fields.
Everything printed is cross-validated by document (ten folds, no document in two): precision where the likelier part of
the candidates is kept, and the reliability of the probabilities (of those said to be 90 % sure, how many are right).
Exits 2 on wrong usage.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.model_selection import GroupKFold

JUDGES = Path(__file__).resolve().parents[1] / "generator" / "data" / "judges"
SETTINGS = {"n_estimators": 80, "max_depth": 2, "learning_rate": 0.1, "min_samples_leaf": 15, "subsample": 0.8}
LEAST = 60
"""Fewer marks than this fit nothing; the field's candidates are then all shown."""
MANY = 2000
"""From so many marks on, deeper trees and more of them are worth it."""
DEEPER = {"n_estimators": 250, "max_depth": 4, "learning_rate": 0.05, "min_samples_leaf": 20, "subsample": 0.7}
"""Of the settings tried on rounds that the judge had not seen these ranked actors, figures and what's next best."""
FRESH = 3.0
"""What a mark of a reading round counts beside one of the wiki's news: rounds have articles of all kinds, as a desk
has. Leaving one round out at a time, the five likeliest actors are right in 0.925 with it, in 0.910 without."""
SEED = 7


def fitted(matrix: np.ndarray, target: np.ndarray, documents: list[str], marks: int) -> GradientBoostingClassifier:
    """The judge of some candidates of a field that has so many marks in all; the one that is measured and shipped."""
    more = DEEPER | {"max_features": "sqrt"} if marks >= MANY else {}
    weights = [FRESH if d.startswith("round-") else 1.0 for d in documents]
    model = GradientBoostingClassifier(random_state=SEED, **(SETTINGS | more))
    return model.fit(matrix, target, sample_weight=weights)


def load(marks: Path, field: str) -> tuple[list[str], np.ndarray, np.ndarray, np.ndarray, list[str]]:
    """Names of features, matrix (candidates by features), rights and musts (0 or 1), document of each candidate."""
    rows: list[tuple[str, int, int, dict[str, float]]] = []
    for path in sorted(marks.glob(f"*/{field}.jsonl")):
        names, *marked = map(json.loads, path.read_text("utf-8").splitlines())
        rows += [(f"{path.parent.name}/{d}", r, m, dict(zip(names, v, strict=True))) for d, r, m, v in marked]
    names = sorted({name for *_, features in rows for name in features})
    matrix = np.array([[features.get(n, 0.0) for n in names] for *_, features in rows], dtype=float)
    return names, matrix, np.array([r[1] for r in rows]), np.array([r[2] for r in rows]), [r[0] for r in rows]


def cross_validated(matrix: np.ndarray, right: np.ndarray, groups: list[str]) -> np.ndarray:
    """The probability of each candidate by a judge that has not seen its document."""
    out = np.zeros(len(right))
    folds = min(10, len(set(groups)))
    for train, test in GroupKFold(n_splits=folds).split(matrix, right, groups):
        if len(set(right[train])) < 2:
            out[test] = right[train].mean()
            continue
        model = fitted(matrix[train], right[train], [groups[i] for i in train], len(right))
        out[test] = model.predict_proba(matrix[test])[:, 1]
    return out


def exported(model: GradientBoostingClassifier, names: list[str]) -> dict[str, Any]:
    """The model as `generator.extract.judgement` reads it."""
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
    return {"features": names, "bias": round(float(np.log(prior / (1 - prior))), 5), "trees": trees}


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


def write(path: Path, model: GradientBoostingClassifier, names: list[str]) -> None:
    """Write a judge as `generator.extract.judgement` reads it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    table = json.dumps(exported(model, names), separators=(",", ":"))
    path.write_text(table.replace("]],[[", "]],\n[[") + "\n", "utf-8")


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
        names, matrix, right, must, groups = load(told.marks, field)
        if len(right) < LEAST or len(set(right)) < 2:
            print(f"{field}: {len(right)} marks are too few")
            continue
        print(report(field, cross_validated(matrix, right, groups), right, must, len(set(groups))))
        model = fitted(matrix, right, groups, len(right))
        if told.weights:
            order = np.argsort(-model.feature_importances_)
            print(" " * 19 + ", ".join(f"{names[i]} {model.feature_importances_[i]:.2f}" for i in order[:20]))
        if not told.dry:
            write(JUDGES / f"{field}.json", model, names)
            if must.sum() >= LEAST:
                write(JUDGES / f"{field}.must.json", fitted(matrix, must, groups, len(must)), names)
    return 0


if __name__ == "__main__":
    sys.exit(main())
