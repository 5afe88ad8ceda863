"""What turns articles into briefs, in how many processes: the language model, or what a test puts in its place."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

import generator
from generator.briefs.assemble import RULES_VERSION
from generator.core.configuration import BUDGETS, Catalog
from generator.core.errors import BriefingError
from generator.core.model import Article, Brief, Found
from generator.core.text import digest
from generator.desk.reading import briefs_of

CHUNK = 32
"""Articles a worker process takes at a time."""
WORTH_WORKERS = 300
"""Fewer articles than this are read in one process: each worker loads the language model anew."""
MOST_WORKERS = 8
"""Processes where the site does not say how many: each holds the model, 0.4 GB."""
LINKING_TABLES = ("link_words.yml",)
"""Tables that only the second half reads: no brief depends on them."""

Read = Callable[[Sequence[Article], Sequence[str | None], Catalog], Iterator[Brief | BriefingError]]


@dataclass(frozen=True, slots=True)
class Engine:
    """A version of the rules, and the function that reads articles by them.

    `read` takes articles, the id each is to have (None: made of its title) and the catalogue, and gives one brief or
    error an article, in order.
    """

    version: str
    read: Read


def read_articles(
    articles: Sequence[Article], ids: Sequence[str | None], catalog: Catalog
) -> Iterator[Brief | BriefingError]:
    """The briefs of the articles, in order, by as many processes as the site allows; the bytes are the same by any."""
    processes = catalog.site.processes or min(os.cpu_count() or 1, MOST_WORKERS)
    done = 0
    if processes > 1 and len(articles) >= WORTH_WORKERS:
        try:
            for results in _by_workers(processes, articles, ids, catalog):
                done += len(results)
                yield from results
        except BrokenProcessPool:  # one was ended from outside, most likely for its memory: the rest is read here
            pass
    yield from (_brief(r) for r in briefs_of(articles[done:], catalog, ids[done:]))


def _by_workers(
    processes: int, articles: Sequence[Article], ids: Sequence[str | None], catalog: Catalog
) -> Iterator[list[Brief | BriefingError]]:
    """The briefs by chunks, in order; raises BrokenProcessPool when a worker is gone."""
    starts = range(0, len(articles), CHUNK)
    with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(
            _chunk,
            (articles[i : i + CHUNK] for i in starts),
            (ids[i : i + CHUNK] for i in starts),
            (catalog for _ in starts),
        )


def _chunk(articles: Sequence[Article], ids: Sequence[str | None], catalog: Catalog) -> list[Brief | BriefingError]:
    return [_brief(r) for r in briefs_of(articles, catalog, ids)]


def _brief(result: tuple[Brief, Found] | BriefingError) -> Brief | BriefingError:
    return result if isinstance(result, BriefingError) else result[0]


def table_files() -> list[Path]:
    """The tables of `generator/data` that bear on what an article gives, sorted."""
    folder = Path(generator.__file__).parent / "data"
    tables = [p for p in folder.iterdir() if p.suffix in (".yml", ".json") and p.name not in LINKING_TABLES]
    return sorted([*tables, *(folder / "judges").glob("*.json")])


def version_of(tables: Iterable[Path]) -> str:
    """The version of the rules: `RULES_VERSION` and a digest of the tables, their comments left out."""
    said = [
        "\n".join(line for line in path.read_text("utf-8").splitlines() if line and not line.lstrip().startswith("#"))
        for path in tables
    ]
    return f"{RULES_VERSION}.{digest(*said)[:8]}"


def default_engine() -> Engine:
    """The language model and the rules of this package."""
    return Engine(version_of(table_files()), read_articles)


def rules_of(catalog: Catalog, engine: Engine) -> str:
    """The version of the rules and of the configuration that bears on extraction, as records keep it.

    The register counts, for it says who is whom in an article, and so do the terms of the glossary; its definitions
    and the topics do not. A budget counts that is not the usual one.
    """
    site = catalog.site
    budget = () if site.budget == BUDGETS else (repr(site.budget),)
    terms = (f"{entry.term}\x1e{'|'.join(entry.aliases)}" for entry in catalog.glossary)
    return f"{engine.version}-{digest(site.model, repr(catalog.actors), *terms, *budget)[:8]}"
