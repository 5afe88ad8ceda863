"""What the extractors cost beside the language model's own pipeline, on the project's articles.

    python tests/benchmarks/extraction.py [FOLDER] [--repeat 20]

Prints seconds for the pipeline alone, for each extractor, and the ratio of the whole to the pipeline (goal: at most
1.5).
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from pathlib import Path

from generator.core.configuration import Catalog
from generator.core.model import Found
from generator.extract.nlp import load, parse
from generator.extract.pipeline import EXTRACTORS
from generator.ingest import SUFFIXES, ingest


def main() -> None:
    """Run the benchmark."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", nargs="?", type=Path, default=Path("articles"))
    arguments.add_argument("--repeat", type=int, default=5)
    options = arguments.parse_args()
    files = sorted(p for p in options.folder.rglob("*") if p.suffix in SUFFIXES)
    articles = [ingest(p.name, p.read_bytes()) for p in files] * options.repeat
    load()
    list(parse(articles[:2], Catalog()))
    begin = time.process_time()
    parsed = list(parse(articles, Catalog()))
    model = time.process_time() - begin
    spent: dict[str, float] = defaultdict(float)
    for one in parsed:
        found = Found()
        for extractor in EXTRACTORS:
            begin = time.process_time()
            found = extractor(one, found)
            spent[extractor.__module__.removeprefix("generator.extract.")] += time.process_time() - begin
    words = sum(len(one.doc) for one in parsed)
    print(f"{len(articles)} articles, {words} tokens")
    print(f"{'language model':<16}{model:8.2f} s  {words / model:8.0f} tokens a second")
    for name, seconds in spent.items():
        print(f"{name:<16}{seconds:8.2f} s  {seconds / model:6.2f} of the model")
    print(f"{'ratio':<16}{1 + sum(spent.values()) / model:8.2f}")


if __name__ == "__main__":
    main()
