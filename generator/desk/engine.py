"""What turns articles into briefs, in how many processes: the language model, or what a test puts in its place."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from threading import Lock

import generator
from generator.briefs.assemble import RULES_VERSION
from generator.core.configuration import BUDGETS, Catalog
from generator.core.errors import BriefingError, ReadingStoppedError
from generator.core.model import Article, Brief, Found
from generator.core.text import digest
from generator.desk.reading import briefs_of
from generator.io.environment import variables

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
    articles: Sequence[Article], ids: Sequence[str | None], catalog: Catalog, executor: Executor | None = None
) -> Iterator[Brief | BriefingError]:
    """The briefs of the articles, in order; the bytes are the same whoever reads them.

    Args:
        executor: what reads them, however few; without one as many processes as the site allows, where there is
            enough to read. Its workers need this package with the same rules, and the language model.

    Raises:
        ReadingStoppedError: the executor's workers are gone, or cannot read for us.
    """
    if executor is not None:
        yield from _lent(executor, articles, ids, catalog)
        return
    processes = catalog.site.processes or min(os.cpu_count() or 1, MOST_WORKERS)
    done = 0
    if processes > 1 and len(articles) >= WORTH_WORKERS:
        try:
            # They take no module from the folder one stands in: a branch may bring a `pickle.py`.
            apart = variables(PYTHONSAFEPATH="1")
            with apart, ProcessPoolExecutor(processes, multiprocessing.get_context("spawn")) as pool:
                for results in _by_workers(pool, articles, ids, catalog):
                    done += len(results)
                    yield from results
        except BrokenProcessPool:  # one was ended from outside, most likely for its memory: the rest is read here
            pass
    yield from (_brief(r) for r in briefs_of(articles[done:], catalog, ids[done:]))


def _lent(
    executor: Executor, articles: Sequence[Article], ids: Sequence[str | None], catalog: Catalog
) -> Iterator[Brief | BriefingError]:
    """The briefs read by somebody else's workers; whatever ends them, and each library has its own error, is told."""
    try:
        for results in _by_workers(executor, articles, ids, catalog):
            yield from results
    except ReadingStoppedError:
        raise
    except Exception as error:
        raise ReadingStoppedError(
            f"reading stopped: a worker is gone or cannot read ({type(error).__name__}: {error})"[:300],
            remedy="what was read is kept; see to the workers and run again for the rest",
        ) from error


def _by_workers(
    executor: Executor, articles: Sequence[Article], ids: Sequence[str | None], catalog: Catalog
) -> Iterator[list[Brief | BriefingError]]:
    """The briefs by chunks, in order; raises what the executor raises when a worker is gone."""
    waiting = deque(
        executor.submit(_chunk, articles[i : i + CHUNK], ids[i : i + CHUNK], catalog, own_rules())
        for i in range(0, len(articles), CHUNK)
    )
    try:
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()


_MODEL = Lock()
"""Held while the language model reads: it is not made for threads, and an executor may have some in one process."""


def _chunk(
    articles: Sequence[Article], ids: Sequence[str | None], catalog: Catalog, rules: str
) -> list[Brief | BriefingError]:
    """What a worker does; raises ReadingStoppedError where its rules are not those of who asks."""
    if rules != own_rules():
        raise ReadingStoppedError(
            "reading stopped: a worker has another version of Briefing Desk",
            remedy="install the same one there and run again",
        )
    with _MODEL:
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


@lru_cache(maxsize=1)
def own_rules() -> str:
    """The version of this package's rules."""
    return version_of(table_files())


def default_engine(executor: Executor | None = None) -> Engine:
    """The language model and the rules of this package, in this machine's processes or by an executor's workers."""
    return Engine(own_rules(), partial(read_articles, executor=executor))


def rules_of(catalog: Catalog, engine: Engine) -> str:
    """The version of the rules and of the configuration that bears on extraction, as records keep it.

    The register counts, for it says who is whom in an article, and so do the terms of the glossary; its definitions
    and the topics do not. A budget counts that is not the usual one.
    """
    site = catalog.site
    budget = () if site.budget == BUDGETS else (repr(site.budget),)
    terms = (f"{entry.term}\x1e{'|'.join(entry.aliases)}" for entry in catalog.glossary)
    return f"{engine.version}-{digest(site.model, repr(catalog.actors), *terms, *budget)[:8]}"
