"""``python -m tests.benchmarks.growth [EVERY]``: does reading grow faster than the text, at near-misses of any pattern?

Each runs to 6,000 characters and twice as many and is taken in; each EVERY-th (30) is read by the language
model and all extractors as well. Prints what grows by more than 3.2 and exits with 1 when there is any.
"""

from __future__ import annotations

import contextlib
import sys
from functools import partial

from generator.core.configuration import Catalog
from generator.core.errors import BriefingError
from generator.desk.reading import briefs_of
from generator.ingest import ingest, ingest_text
from tests.growth import RATIO, Miss, misses, ratio

PLAIN = "The harbour authority handled many tonnes of cargo in the last year, its director said on Monday. "


def taken_in(miss: Miss, size: int) -> None:
    with contextlib.suppress(BriefingError):
        text = f"---\ntitle: t\n---\n{PLAIN}\n\n{miss.text(size)}\n\n{PLAIN}"
        ingest("a.md", text.encode("utf-8", "replace"))


def read(miss: Miss, size: int) -> None:
    with contextlib.suppress(BriefingError):
        text = f"{PLAIN}{miss.text(size)} {PLAIN}"
        list(briefs_of([ingest_text("a.md", text, "Title", "2024-05-04")], Catalog()))


def main(every: int = 30) -> int:
    found = 0
    for number, miss in enumerate(misses()):
        works = [("taken in", taken_in, 6000)]
        if number % every == 0:
            works.append(("read", read, 2000))
        for name, work, size in works:
            if (grows := ratio(partial(work, miss), size, least=0.05)) > RATIO:
                found += 1
                print(f"{name}: {str(miss)[:160]} grows by {grows:.1f}", flush=True)
    print(f"{found} texts at which reading grows faster than the text")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
