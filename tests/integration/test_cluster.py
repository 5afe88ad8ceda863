"""Articles read by somebody else's workers: the same bytes, and what goes wrong there is one line."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from generator.briefs.assemble import assemble
from generator.core.configuration import Catalog
from generator.core.errors import BriefingError, ReadingStoppedError
from generator.core.model import Article, Brief, Found
from generator.desk import engine
from generator.io import cluster as io_cluster
from generator.io.project import project_at
from tests.command import run_here
from tests.fake import found_in

WORDS = "The Council of Arden said on Monday that it had counted {} ships in the harbour of the town."


def site(folder: Path, names: str) -> Path:
    """A site with an article for each letter, not read yet."""
    (folder / "articles").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text("site_name: Test\n")
    for number, name in enumerate(names, 40):
        head = f"---\ntitle: The harbour of {name}\npublished: 2025-03-04\n---\n"
        (folder / "articles" / f"{name}.md").write_text(f"{head}{WORDS.format(number)} It was number {name}.\n")
    return folder


def files(folder: Path) -> dict[str, bytes]:
    """All files below a folder."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A cluster of two processes on this machine, in which a chunk that ends a worker is not tried again."""
    distributed = pytest.importorskip("distributed", reason="needs the extra dask: pip install 'briefing-desk[dask]'")
    import dask

    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, protocol="tcp"
        ) as local,
    ):
        yield local.scheduler_address


@pytest.mark.model
def test_a_cluster_writes_the_same_bytes(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three articles, each a chunk of its own, on two workers and in this process."""
    monkeypatch.setattr(engine, "CHUNK", 1)
    here, there = site(tmp_path / "here", "abc"), site(tmp_path / "there", "abc")
    assert run_here(here, "generate").returncode == 0
    assert run_here(there, "generate", "--dask", address).returncode == 0
    assert len(files(here / "briefs")) >= 3
    assert files(there / "briefs") == files(here / "briefs")


def dying(articles: Sequence[Article], ids: Sequence[str | None], *rest: object) -> list[Brief]:
    """What a worker does: reads the first article, and is ended over any other."""
    if articles[0].source != "a.md":
        time.sleep(1)  # the first article is read and fetched
        os.kill(os.getpid(), signal.SIGKILL)
    return [assemble(articles[0], found_in(articles[0], 1), ids[0])]


def test_a_worker_that_dies_costs_what_it_had(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line, exit 1; what was read before is written and not read again."""
    monkeypatch.setattr(engine, "CHUNK", 1)
    home = site(tmp_path / "home", "ab")
    with monkeypatch.context() as patch:
        patch.setattr(engine, "_chunk", dying)
        ended = run_here(home, "generate", "-q", "--dask", address)
    assert ended.returncode == 1
    (line,) = ended.stderr.splitlines()
    assert "KilledWorker" in line
    assert "run again" in line
    assert [p.stem for p in project_at(home / "mkdocs.yml").briefs.rglob("*.md")] == ["the-harbour-of-a"]
    again = run_here(home, "generate")
    assert "1 written, 1 unchanged, 0 problems" in again.stdout


def test_an_address_that_nobody_answers_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A port where nothing listens, and what is no address."""
    pytest.importorskip("distributed", reason="needs the extra dask: pip install 'briefing-desk[dask]'")
    monkeypatch.setattr(io_cluster, "ANSWER_SECONDS", 0.5)
    home = site(tmp_path / "home", "a")
    for wrong in ("tcp://127.0.0.1:1", "nowhere://x"):
        ended = run_here(home, "generate", "--dask", wrong)
        assert ended.returncode == 1
        (line,) = ended.stderr.splitlines()
        assert line.startswith(f"{wrong}: nobody answers there")


def test_without_the_extra_the_command_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line, before anything is read."""
    monkeypatch.setitem(sys.modules, "dask", None)
    home = site(tmp_path / "home", "a")
    ended = run_here(home, "generate", "--dask", "tcp://127.0.0.1:1")
    assert ended.returncode == 1
    assert ended.stderr == "--dask: dask.distributed is not installed: pip install 'briefing-desk[dask]'\n"


def test_a_cluster_that_has_lost_all_workers_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits is called off after some looks, not at the first: a nanny starts a worker anew."""
    counts = iter([{}, {"tcp://x": 1}, *[{}] * io_cluster.PATIENCE])

    class Client:
        def nthreads(self) -> dict[str, int]:
            return next(counts)

    called: list[bool] = []

    class Workers(ThreadPoolExecutor):
        def shutdown(self, wait: bool = True, **options: Any) -> None:
            called.append(wait)

    monkeypatch.setattr(io_cluster, "LOOK_SECONDS", 0.0)
    io_cluster._watch(Client(), Workers(1), Event())
    assert called == [False]
    assert not list(counts)


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading without the language model: a brief is a title."""

    def read(
        articles: Sequence[Article], catalog: Catalog, ids: Sequence[str | None]
    ) -> Iterator[tuple[Brief, Found] | BriefingError]:
        return ((assemble(article, Found(), name), Found()) for article, name in zip(articles, ids, strict=True))

    monkeypatch.setattr(engine, "briefs_of", read)


ARTICLES = [Article(f"{n}.md", "", title=f"Title {n}") for n in range(engine.CHUNK + 3)]


@pytest.mark.usefixtures("plain")
def test_any_executor_reads_in_the_order_of_the_articles() -> None:
    """Threads, too, though chunks that are read later may be finished first; few articles are handed over as well."""
    with ThreadPoolExecutor(3) as pool:
        made = list(engine.default_engine(pool).read(ARTICLES, [None] * len(ARTICLES), Catalog()))
    assert [b.title for b in made if isinstance(b, Brief)] == [a.title for a in ARTICLES]


class Ended(Executor):
    """Reads the first chunk; the others end with an error."""

    def __init__(self, error: BaseException) -> None:
        self.error, self.futures = error, []  # type: ignore[var-annotated]

    def submit(self, fn: Any, /, *args: Any, **options: Any) -> Future[Any]:
        """Done at once."""
        future: Future[Any] = Future()
        if self.futures:
            future.set_exception(self.error)
        else:
            future.set_result(fn(*args))
        self.futures.append(future)
        return future


@pytest.mark.usefixtures("plain")
@pytest.mark.parametrize("error", [BrokenProcessPool("gone"), CancelledError(), MemoryError("x")], ids=repr)
def test_whatever_ends_a_lent_executor_is_one_problem(error: Exception) -> None:
    """What was read before it comes out first."""
    made: list[Brief | BriefingError] = []
    with pytest.raises(ReadingStoppedError, match=type(error).__name__):
        made.extend(engine.read_articles(ARTICLES, [None] * len(ARTICLES), Catalog(), Ended(error)))
    assert len(made) == engine.CHUNK


@pytest.mark.usefixtures("plain")
def test_a_worker_with_other_rules_reads_nothing() -> None:
    """Its briefs would not be those that one process gives."""
    with pytest.raises(ReadingStoppedError, match="another version"):
        engine._chunk(ARTICLES, [None] * len(ARTICLES), Catalog(), "older")
