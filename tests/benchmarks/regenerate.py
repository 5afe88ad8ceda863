"""What a regeneration costs when nothing changed and when one article was added, beside doing all of it.

    python tests/benchmarks/regenerate.py [--articles 2000] [--words 450]

Each run is a process of its own, as an editor would start it; its seconds are the processor's. Goals: (a) nothing
changed at most 1% and (b) one article added at most 3% of (c) all. The articles are made of this project's own samples:
sentences in another order, with other names of places and other numbers, so that no two are the same.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]


def sentences() -> list[str]:
    texts = [p.read_text().split("---\n", 2)[-1] for p in sorted((ROOT / "articles").glob("*.md"))]
    return [s for t in texts for s in re.findall(r"[A-Z][^.\n#*>]{30,240}\.(?=\s)", t)]


def article(rng: random.Random, number: int, pool: list[str], words: int) -> str:
    def place() -> str:
        return "".join(rng.choice(SYLLABLES) for _ in range(3)).title()

    places = {name: place() for name in ("Moscow", "Beijing", "Kyiv", "Brussels", "Washington")}
    parts: list[str] = []
    while sum(p.count(" ") for p in parts) < words:
        some = " ".join(rng.sample(pool, 3))
        some = re.sub(r"\b\d+\b", lambda m: str(rng.randrange(2, 999)) if len(m[0]) < 4 else m[0], some)
        parts.append(re.sub("|".join(places), lambda m: places[m[0]], some))
    day = f"20{rng.randrange(15, 25)}-{rng.randrange(1, 13):02d}-{rng.randrange(1, 29):02d}"
    return f"---\ntitle: {place()} and {place()}, report {number}\npublished: {day}\n---\n" + "\n\n".join(parts) + "\n"


def run(folder: Path) -> tuple[float, str]:
    begin = os.times()
    done = subprocess.run(
        [sys.executable, "-m", "generator", "generate"], cwd=folder, capture_output=True, text=True, check=False,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    end = os.times()
    spent = end.children_user + end.children_system - begin.children_user - begin.children_system
    return spent, done.stdout.strip().splitlines()[-1] if done.stdout else done.stderr[-300:]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--articles", type=int, default=2000)
    arguments.add_argument("--words", type=int, default=450)
    options = arguments.parse_args()
    rng, pool = random.Random(1), sentences()
    folder = Path(tempfile.mkdtemp(prefix="regenerate-"))
    try:
        (folder / "articles").mkdir()
        shutil.copy(ROOT / "mkdocs.yml", folder)
        shutil.copytree(ROOT / "site_config", folder / "site_config")
        for number in range(options.articles):
            (folder / "articles" / f"{number:05d}.md").write_text(article(rng, number, pool, options.words))
        everything, said = run(folder)
        print(f"(c) all {options.articles}: {everything:8.2f} s   {said}", flush=True)
        nothing = run(folder)
        print(f"(a) nothing:  {nothing[0]:8.2f} s   {nothing[1]}   {nothing[0] / everything:.2%} of (c), goal 1%")
        one: list[tuple[float, str]] = []
        for extra in range(3):
            path = folder / "articles" / f"x{extra}.md"
            path.write_text(article(rng, options.articles + extra, pool, options.words))
            one.append(run(folder))
        print(f"(b) one more: {min(one)[0]:8.2f} s   {min(one)[1]}   {min(one)[0] / everything:.2%} of (c), goal 3%")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
