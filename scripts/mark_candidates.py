#!/usr/bin/env python3
"""Label the candidates of articles that a careful reader has marked: the material that `fit_judges.py` fits judges on.

    python scripts/mark_candidates.py TEXTS.jsonl GOLDS --source NAME [--out marks]

TEXTS holds a line ``{id, text, title?, date?}`` an article, GOLDS a file ID.yml each: everything the reader allows on a
brief (its form is told in `golds.py`). Each article is read as it is; for every judgement that an
extractor made, one line ``[doc, right, must, values, words]`` goes to ``OUT/NAME/FIELD.jsonl``. Texts of articles are
never written, only names of documents, numbers and truths. Exits 2 on wrong usage.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from golds import articles, labels, musts

from generator.core.configuration import Catalog
from generator.extract.judgement import WORDING
from generator.extract.nlp import parse
from generator.extract.pipeline import extract

Row = tuple[str, bool, int, dict[str, float], tuple[int, ...]]
"""Document, right, must not be missing (of strict marks: 2 would be missed, 1 worth having), features, words."""


def write(path: Path, rows: Sequence[Row]) -> None:
    """A line with the names of the features, then ``[doc, right, must, values, words]`` for each of the candidates.

    What a judge made of the words is no feature here: it had seen the answer.
    """
    names = sorted({name for *_, features, _ in rows for name in features} - {WORDING})
    lines = [json.dumps(names)]
    for doc, right, must, features, words in rows:
        values = [int(v) if v == int(v) else v for v in (features.get(n, 0.0) for n in names)]
        lines.append(json.dumps([doc, int(right), int(must), values, words], separators=(",", ":")))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", "utf-8")


def main() -> int:
    """Read the articles, label what was judged, write the rows."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("texts", type=Path)
    asked.add_argument("golds", type=Path)
    asked.add_argument("--source", required=True, help="name of the folder below OUT")
    asked.add_argument("--out", type=Path, default=Path("marks"))
    asked.add_argument("--field", action="append", help="only these fields")
    told = asked.parse_args()
    pairs = articles(told.texts, told.golds)
    rows: dict[str, list[Row]] = defaultdict(list)
    for parsed, (article, gold) in zip(parse([a for a, _ in pairs], Catalog()), pairs, strict=True):
        found = extract(parsed)
        right = labels(found, gold)
        wanted = {(field, item) for field, _, items in musts(found, gold) for item in items}
        for j in found.judgements:
            key = j.field, j.item
            if key in right and (not told.field or j.field in told.field):
                rows[j.field].append((Path(article.source).stem, right[key], key in wanted, dict(j.features), j.words))
    for field, marked in sorted(rows.items()):
        write(told.out / told.source / f"{field}.jsonl", marked)
        print(f"{field}: {len(marked)} candidates, {sum(row[1] for row in marked)} right")
    return 0


if __name__ == "__main__":
    sys.exit(main())
