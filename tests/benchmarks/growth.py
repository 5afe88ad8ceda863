"""``python -m tests.benchmarks.growth [EVERY]``: does reading grow faster than the text, at near-misses of any pattern?

Each piece is repeated to 6,000 characters and twice as many and taken in; each EVERY-th (8) is read by the language
model and all extractors as well. Prints what grows by more than 3.2 and exits with 1 when there is any.
"""

from __future__ import annotations

import contextlib
import sys

from generator.core.configuration import Catalog
from generator.core.errors import BriefingError
from generator.desk.reading import briefs_of
from generator.ingest import ingest, ingest_text
from tests.growth import pieces, ratio

RATIO = 3.2
PLAIN = "The harbour authority handled many tonnes of cargo in the last year, its director said on Monday. "


def taken_in(piece: str, size: int) -> None:
    with contextlib.suppress(BriefingError):
        text = f"---\ntitle: t\n---\n{PLAIN}\n\n{piece * max(1, size // len(piece))}\n\n{PLAIN}"
        ingest("a.md", text.encode("utf-8", "replace"))


def read(piece: str, size: int) -> None:
    with contextlib.suppress(BriefingError):
        text = f"{PLAIN}{piece * max(1, size // len(piece))} {PLAIN}"
        list(briefs_of([ingest_text("a.md", text, "Title", "2024-05-04")], Catalog()))


def main(every: int = 8) -> int:
    found = 0
    for number, piece in enumerate(pieces()):
        works = [("taken in", lambda n, piece=piece: taken_in(piece, n), 6000)]
        if number % every == 0:
            works.append(("read", lambda n, piece=piece: read(piece, n), 2000))
        for name, work, size in works:
            if (grows := ratio(work, size, least=0.05)) > RATIO:
                found += 1
                print(f"{name}: {piece[:60]!r} grows by {grows:.1f}", flush=True)
    print(f"{found} pieces at which reading grows faster than the text")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
