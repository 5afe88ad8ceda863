#!/usr/bin/env python3
"""Train the weights of `generator/data/summary_weights.json` from texts with human summaries.

    python scripts/train_takeaway.py INPUT.jsonl GOLD.jsonl [--out generator/data/summary_weights.json] [--folds 10]

INPUT rows: ``{id, text, title?, date?}``; GOLD rows: ``{id, references[], model_references[]?, genre?}``. The project's
table was made from the openly licensed half of GUM V11 (57 texts); the texts themselves are not part of the project.

Two ridge regressions on differences within a text (so that easy and hard texts count alike): the value of a sentence,
which picks the pool, and the value of a set of sentences. The value learnt is the mean of ROUGE-1, -2 and -L F1, half
against the human references, half against the model-written ones, which steady it. Prints the cross-validated scores
(human references only) beside those of the leading sentences, then writes the weights of all texts.
Needs numpy and rouge-score, which the project itself does not.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rouge_score import rouge_scorer

from generator.core.configuration import Catalog
from generator.core.model import Article, Found
from generator.extract import nlp, summary
from generator.extract.parsed import Parsed
from generator.extract.pipeline import EXTRACTORS
from generator.extract.summary import selection as choose
from generator.extract.summary.features import FEATURES, Candidate, weigh

SCORER = rouge_scorer.RougeScorer(["rouge1", "rouge2", "rougeL"], use_stemmer=True)
RIDGE_SENTENCE, RIDGE_SET = 20.0, 100.0
"""Best of 1 to 10,000 by cross-validation; anything from 30 to 3,000 does nearly as well."""
FOLDS_SEED = 0


class Text:
    """One text with its candidates, its references and the scores of what was tried."""

    def __init__(self, parsed: Parsed, gold: dict[str, Any]) -> None:
        self.parsed = parsed
        self.genre: str = gold.get("genre") or ""
        self.human: list[str] = gold["references"]
        self.model: list[str] = gold.get("model_references") or self.human
        found = Found()
        for extractor in EXTRACTORS:
            if extractor is not summary.extract:
                found = extractor(parsed, found)
        self.all = weigh(parsed, found)
        self.candidates = [c for c in self.all if choose.is_good(c)] or list(self.all)
        self.topic = choose.topic_of(self.all)
        self._known: dict[tuple[str, bool], Any] = {}

    def score(self, text: str, human: bool) -> Any:
        """Mean ROUGE-1, -2, -L F1 against the references."""
        key = (text, human)
        if key not in self._known:
            scores = [SCORER.score(r, text) for r in (self.human if human else self.model)]
            self._known[key] = np.array([[s[n].fmeasure for n in sorted(s)] for s in scores]).mean(0)
        return self._known[key]

    def worth(self, text: str) -> float:
        """What is learnt: half human, half model references."""
        return float((self.score(text, True) + self.score(text, False)).mean() / 2)


def ridge(rows: Sequence[tuple[Any, Any]], strength: float) -> Any:
    """Weights of a ridge regression on rows centred within each text, every text counting 300 rows."""
    size = rows[0][0].shape[1]
    spread = np.concatenate([x - x.mean(0) for x, _ in rows]).std(0) + 1e-9
    left, right = np.zeros((size, size)), np.zeros(size)
    for x, y in rows:
        z, weight = (x - x.mean(0)) / spread, 300 / len(x)
        left += weight * z.T @ z
        right += weight * z.T @ (y - y.mean())
    return np.linalg.solve(left + strength * np.eye(size), right) / spread


def shown(chosen: Sequence[Candidate]) -> str:
    """The words of a set."""
    return " ".join(c.text for c in chosen)


def install(sentence: Any, sets: Any | None) -> dict[str, dict[str, float]]:
    """Make the weights the ones the project uses, for this process."""
    tables = {
        "sentence": dict(zip(FEATURES, (round(float(w), 4) for w in sentence), strict=True)),
        "set": {} if sets is None else dict(zip(choose.SET_FEATURES, (round(float(w), 4) for w in sets), strict=True)),
    }
    choose.load_weights = lambda: tables  # type: ignore[assignment]
    choose._vector.cache_clear()
    return tables


def train(texts: Sequence[Text]) -> dict[str, dict[str, float]]:
    """Both tables from some texts."""
    rows = [
        (np.array([c.features for c in t.candidates]), np.array([t.worth(c.text) for c in t.candidates])) for t in texts
    ]
    sentence = ridge(rows, RIDGE_SENTENCE)
    install(sentence, None)
    rows = []
    for t in texts:
        sets = list(choose.possible_sets(t.candidates))
        if sets:
            rows.append(
                (np.array([choose.set_features(s, t.topic) for s in sets]), np.array([t.worth(shown(s)) for s in sets]))
            )
    return install(sentence, ridge(rows, RIDGE_SET))


def report(name: str, texts: Sequence[Text], words: Sequence[str]) -> None:
    """Print the scores against human references, all and by genre."""
    scores = np.array([t.score(w, True) for t, w in zip(texts, words, strict=True)]) * 100
    length = np.array([len(w.split()) for w in words])
    for genre in ("", *sorted({t.genre for t in texts})):
        mask = np.array([not genre or t.genre == genre for t in texts])
        r1, r2, rl = scores[mask].mean(0)
        head = f"{name:18s} {genre or 'all':10s} n={mask.sum():3d}"
        print(f"{head}  R1 {r1:.1f}  R2 {r2:.1f}  RL {rl:.1f}  words {length[mask].mean():.0f}")


def main() -> None:
    """Read, cross-validate, train, write."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("input", type=Path)
    ap.add_argument("gold", type=Path)
    ap.add_argument("--out", type=Path)
    ap.add_argument("--folds", type=int, default=10)
    args = ap.parse_args()
    gold = {r["id"]: r for r in map(json.loads, args.gold.read_text("utf-8").splitlines())}
    rows = [r for r in map(json.loads, args.input.read_text("utf-8").splitlines()) if r["id"] in gold]
    articles = [Article(r["id"], r["text"], title=r.get("title"), published=r.get("date")) for r in rows]
    texts = [Text(p, gold[p.article.source]) for p in nlp.parse(articles, Catalog())]
    report("lead of two", texts, [" ".join(s.text for s in t.parsed.prose[:2]) for t in texts])
    report("lead of three", texts, [" ".join(s.text for s in t.parsed.prose[:3]) for t in texts])

    order = list(range(len(texts)))
    random.Random(FOLDS_SEED).shuffle(order)
    words = [""] * len(texts)
    for fold in range(args.folds):
        held = order[fold :: args.folds]
        train([t for i, t in enumerate(texts) if i not in held])
        for i in held:
            takeaway = choose.choose_takeaway(texts[i].parsed, texts[i].all)
            words[i] = takeaway.statement.text if takeaway else ""
    report("cross-validated", texts, words)

    tables = train(texts)
    chosen = [choose.choose_takeaway(t.parsed, t.all) for t in texts]
    report("on its own texts", texts, [c.statement.text if c else "" for c in chosen])
    if args.out:
        args.out.write_text(json.dumps(tables, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
