#!/usr/bin/env python3
"""Label the candidates of articles that a careful reader has marked: the material that `fit_judges.py` fits judges on.

    python scripts/mark_candidates.py TEXTS.jsonl GOLDS --source NAME [--out marks]

TEXTS holds a line ``{id, text, title?, date?}`` an article, GOLDS a file ID.yml each: everything the reader allows on a
brief (its form is told in `golds.py`). Each article is read as it is; for every judgement that an
extractor made, one line ``{doc, right, must?, features}`` goes to ``OUT/NAME/FIELD.jsonl``. Texts and words of articles
are never written, only names of documents, numbers and truths. Exits 2 on wrong usage.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path

from golds import articles, labels, musts

from generator.core.configuration import Catalog
from generator.extract.nlp import parse
from generator.extract.pipeline import extract


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
    rows: dict[str, list[str]] = defaultdict(list)
    for parsed, (article, gold) in zip(parse([a for a, _ in pairs], Catalog()), pairs, strict=True):
        found = extract(parsed)
        right = labels(found, gold)
        wanted = {(field, item) for field, _, items in musts(found, gold) for item in items}
        for j in found.judgements:
            if (j.field, j.item) in right and (not told.field or j.field in told.field):
                row = {"doc": Path(article.source).stem, "right": right[j.field, j.item], "features": dict(j.features)}
                if (j.field, j.item) in wanted:
                    row["must"] = True
                rows[j.field].append(json.dumps(row, ensure_ascii=False))
    folder = told.out / told.source
    folder.mkdir(parents=True, exist_ok=True)
    for field, lines in sorted(rows.items()):
        (folder / f"{field}.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
        print(f"{field}: {len(lines)} candidates, {sum(json.loads(x)['right'] for x in lines)} right")
    return 0


if __name__ == "__main__":
    sys.exit(main())
