"""What a corpus costs, stage by stage, and how that grows: the table of README, measured beside goal (`make bench`).

    python -m tests.benchmarks.scale [SIZE...] [--read 200] [--most-pages 2000] [--check]

Each stage runs in a process of its own; its seconds are the processor's, its memory the most it held. Ratios are of
one run on one machine, so that they say the same on a slow one. `--check` exits 1 where a row that grows with the
corpus misses its goal by a fifth: what a small run in CI can tell.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from generator.core.configuration import Catalog
from generator.desk.generate import generate, ingest_file, sources_of
from generator.desk.publish import publish, render_tree
from generator.io import mkdocs, pagefind
from generator.io.files import read_bytes
from generator.io.kept import kept_folder
from generator.io.project import Project, project_at
from generator.io.records import read_records
from tests.benchmarks.corpus import Corpus

ROOT = Path(__file__).resolve().parents[2]
Spent = dict[str, float]
SLACK = 1.2


def project(root: Path) -> Project:
    """A site of its own for a corpus."""
    if not (root / "mkdocs.yml").exists():
        shutil.copy(ROOT / "mkdocs.yml", root)
        shutil.copytree(ROOT / "site_config", root / "site_config")
    return project_at(root / "mkdocs.yml")


@contextmanager
def timed(spent: Spent, name: str) -> Iterator[None]:
    """Add the processor's seconds of a block, those of its children too, under a name."""
    begin = os.times()
    yield
    end = os.times()
    spent[name] = spent.get(name, 0.0) + sum(end[:4]) - sum(begin[:4])


# --- stages: each takes the project's folder and the number of articles, and gives seconds by name ---


def write(root: Path, count: int) -> Spent:
    """Articles, and the records that say what they say."""
    spent: Spent = {}
    corpus, site = Corpus(count), project(root)
    corpus.write(site.articles)
    with timed(spent, "ingest"):
        for source, path in sources_of(site).items():
            ingest_file(path, source, read_bytes(path), Catalog())
    with timed(spent, "records written"):
        done = generate(site, engine=corpus.quick_engine())
    spent["doubles refused"] = len(done.errors)
    return spent


def nothing(root: Path, count: int) -> Spent:
    """`generate` where nothing changed."""
    spent: Spent = {}
    engine = Corpus(count).quick_engine()
    with timed(spent, "nothing to generate"):
        generate(project(root), engine=engine)
    return spent


def read(root: Path, count: int) -> Spent:
    """The language model alone, all of reading in one process, and in two by the clock."""
    import spacy

    from generator.desk.engine import read_articles

    spent: Spent = {}
    articles = [ingest_file(p, s, read_bytes(p), Catalog()) for s, p in list(sources_of(project(root)).items())[:count]]
    site = Catalog().site
    one, two = (Catalog(replace(site, processes=n)) for n in (1, 2))
    list(read_articles(articles[:20], [None] * 20, one))
    model = spacy.load(site.model)  # as it comes: ours remembers what it has looked up
    with timed(spent, "nlp.pipe"):
        begin = time.perf_counter()
        list(model.pipe([a.text for a in articles], batch_size=32))
        spent["nlp.pipe, clock"] = time.perf_counter() - begin
    with timed(spent, "reading"):
        list(read_articles(articles, [None] * len(articles), one))
    begin = time.perf_counter()
    list(read_articles(articles, [None] * len(articles), two))
    spent["reading in two, clock"] = time.perf_counter() - begin
    return spent


def second_half(root: Path, count: int) -> Spent:
    """Records read, linked, composed and written, each by itself."""
    from generator.link import link
    from generator.site.build import compose

    spent: Spent = {}
    site = project(root)
    catalog = site.published()
    with timed(spent, "records read"):
        read_records(site.briefs, kept_folder(site))
    with timed(spent, "unchanged records read"):
        stored, _ = read_records(site.briefs, kept_folder(site))
    with timed(spent, "linking"):
        corpus = link([item.record.brief for item in stored], catalog)
    with timed(spent, "composing"):
        made = compose(corpus, catalog, site.site_config / "templates")
    spent["pages"] = len(made.pages)
    spent["tree bytes"] = sum(len(text.encode()) for text in made.pages.values())
    return spent


def plain(root: Path, count: int) -> Spent:
    """What MkDocs takes for the same tree by itself, without any search."""
    spent: Spent = {}
    site = project(root)
    render_tree(site, site.docs)
    text = (root / "mkdocs.yml").read_text("utf-8").replace("  - search\n", "").replace("plugins:\n", "plugins: []\n")
    (root / "plain.yml").write_text(text.replace("hooks:\n  - site_config/hooks.py\n", ""), "utf-8")
    with timed(spent, "plain mkdocs"):
        subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "-q", "-f", "plain.yml", "-d", "plain-site"], cwd=root, check=True
        )
    spent["site bytes"] = sum(p.stat().st_size for p in (root / "plain-site").rglob("*") if p.is_file())
    shutil.rmtree(root / "plain-site")
    return spent


def site(root: Path, count: int) -> Spent:
    """The site of a tree: pages, search index, policy, manifest."""
    spent: Spent = {}
    where = project(root)
    with timed(spent, "pages built"):
        mkdocs.build(where.config, where.docs, where.site)
    with timed(spent, "index"):
        pagefind.index(where.site)
    return spent


def everything(root: Path, count: int) -> Spent:
    """The second half from nothing, then with nothing changed, then with one article more."""
    spent: Spent = {}
    where = project(root)
    for folder in (where.site, where.docs, root / ".cache"):
        shutil.rmtree(folder, ignore_errors=True)
    corpus = Corpus(count)
    with timed(spent, "all"):
        publish(where)
    with timed(spent, "nothing changed"):
        publish(where)
    list(corpus.articles())
    generate(where, engine=corpus.quick_engine())  # a desk that adds an article has looked at the others before
    added = corpus.known["added.md"] = corpus.added()
    (where.articles / added.source).write_text(added.text, "utf-8")
    with timed(spent, "one added"):
        generate(where, [where.articles / added.source], engine=corpus.quick_engine())
        publish(where)
    return spent


STAGES: tuple[Callable[[Path, int], Spent], ...] = (write, nothing, read, second_half, plain, site, everything)


def run(stage: Callable[[Path, int], Spent], root: Path, count: int) -> Spent:
    """A stage in a process of its own, with the most memory it held, in MiB."""
    command = [sys.executable, "-m", "tests.benchmarks.scale", "--stage", stage.__name__, str(root), str(count)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{stage.__name__}: {done.stderr[-3000:]}")
    spent: Spent = json.loads(done.stdout.splitlines()[-1])
    print(f"  {stage.__name__}: " + ", ".join(f"{k} {v:.6g}" for k, v in spent.items()), file=sys.stderr, flush=True)
    return spent


def alone(name: str, root: Path, count: int) -> None:
    """Run one stage here and print what it took."""
    spent = next(stage for stage in STAGES if stage.__name__ == name)(root, count)
    spent[f"{name}, MiB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(spent))


def measure(size: int, reading: int, most_pages: int) -> Spent:
    """All stages of a size: those that build pages up to `most_pages` briefs, reading for the first `reading`."""
    with tempfile.TemporaryDirectory(prefix="scale-") as folder:
        spent: Spent = {}
        for stage in STAGES:
            if (stage is read and not reading) or (stage in (plain, site, everything) and size > most_pages):
                continue
            spent |= run(stage, Path(folder), reading if stage is read else size)
        return spent


def exponent(found: dict[int, Spent], name: str) -> float:
    """How a stage grows from the smallest size to the largest: 1 is with the corpus, 2 with its square."""
    first, last = min(found), max(found)
    return math.log(found[last][name] / found[first][name]) / math.log(last / first) if last > first else math.nan


def rows(found: dict[int, Spent]) -> list[tuple[str, float, float]]:
    """The table: what, measured, goal."""
    last = max(found)
    most, pages = found[last], max((n for n in found if "all" in found[n]), default=last)
    built, out = found[pages], []

    def row(name: str, value: Callable[[], float], goal: float) -> None:
        with_all = True
        try:
            measured = value()
        except KeyError:
            with_all = False
        if with_all:
            out.append((name, measured, goal))

    per = {n: s for n, s in found.items() if "reading" in s}
    if per:
        told = per[min(per)]
        row("reading / nlp.pipe, one process", lambda: told["reading"] / told["nlp.pipe"], 1.10)
        row(
            "reading / nlp.pipe, two processes, by the clock",
            lambda: told["reading in two, clock"] / told["nlp.pipe, clock"],
            0.70,
        )
    row(
        f"site / plain mkdocs without search, {pages} briefs",
        lambda: built["pages built"] / built["plain mkdocs"],
        0.55,
    )
    row(f"second half: one article added / all, {pages} briefs", lambda: built["one added"] / built["all"], 0.02)
    row(f"second half: nothing changed / all, {pages} briefs", lambda: built["nothing changed"] / built["all"], 0.001)
    row(f"seconds to link {last} briefs", lambda: most["linking"], 20 * last / 10_000)
    row(f"seconds to compose the pages of {last} briefs", lambda: most["composing"], 60 * last / 10_000)
    row(f"seconds to read {last} unchanged records", lambda: most["unchanged records read"], 3 * last / 10_000)
    row(f"MiB to link and compose {last} briefs", lambda: most["second_half, MiB"], 1024)
    row("growth of linking, exponent", lambda: exponent(found, "linking"), 1.05)
    row("growth of composing, exponent", lambda: exponent(found, "composing"), 1.05)
    row("growth of the tree's bytes, exponent", lambda: exponent(found, "tree bytes"), 1.02)
    row("pages for each brief", lambda: most["pages"] / last, 2)
    return [r for r in out if not math.isnan(r[1])]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("sizes", nargs="*", type=int, default=[500, 2000])
    arguments.add_argument("--read", type=int, default=200)
    arguments.add_argument("--most-pages", type=int, default=2000)
    arguments.add_argument("--check", action="store_true")
    options = arguments.parse_args()
    found = {
        size: measure(size, options.read if size == min(options.sizes) else 0, options.most_pages)
        for size in sorted(options.sizes)
    }
    table = rows(found)
    print(f"| of {', '.join(map(str, found))} briefs | measured | goal |\n|---|---|---|")
    for name, value, goal in table:
        print(f"| {name} | {value:.3g} | {goal:.3g} |")
    if options.check and any(value > SLACK * goal for name, value, goal in table if name.startswith("growth")):
        raise SystemExit("a stage grows faster than the corpus")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--stage"]:
        alone(sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))
    else:
        main()
