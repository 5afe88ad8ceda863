"""A dask.distributed cluster that somebody else runs, as an executor: the only place that imports it.

Who is on the cluster runs what this sends there, and this takes what comes back: it is to be a cluster of one's own.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from concurrent.futures import Executor
from threading import Event, Thread
from typing import Any

from generator.core.errors import BriefingError, ConfigError

ANSWER_SECONDS = 10
"""How long an address may take to answer."""
LOOK_SECONDS = 2.0
"""How often the workers are counted."""
PATIENCE = 15
"""How many times in a row no worker is there before the work is called off: a nanny starts one anew in seconds."""


@contextlib.contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """The workers of the cluster whose scheduler listens at `address` (`tcp://host:8786`), until the block ends.

    What one worker loses as it dies the cluster gives to another. Where none is left, or the scheduler is gone, what
    still waits is cancelled (`concurrent.futures.CancelledError`) instead of waiting for ever.

    Raises:
        ConfigError: dask.distributed is not installed.
        BriefingError: nobody answers at the address, or no worker is there.
    """
    with _client(address) as client:
        if not client.nthreads():
            raise BriefingError("the cluster has no worker", path=address, remedy=f"start one: dask worker {address}")
        executor: Executor = client.get_executor(pure=False)
        ended = Event()
        watch = Thread(target=_watch, args=(client, executor, ended), daemon=True)
        watch.start()
        try:
            yield executor
        finally:
            ended.set()
            watch.join()


@contextlib.contextmanager
def _client(address: str) -> Iterator[Any]:
    """A connection to a scheduler; dask's own log stays silent, for what goes wrong is told in one line."""
    try:
        import dask

        with dask.config.set({"logging": {"distributed": "critical", "distributed.client": "critical"}}):
            from distributed import Client
    except ImportError as error:
        raise ConfigError(
            "dask.distributed is not installed", path="--dask", remedy="pip install 'briefing-desk[dask]'"
        ) from error
    try:
        client = Client(address, timeout=ANSWER_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:  # ValueError: it is no address
        raise BriefingError(
            f"nobody answers there ({type(error).__name__}: {error})"[:200],
            path=address,
            remedy="name the address that `dask scheduler` prints",
        ) from error
    try:
        yield client
    finally:
        client.close(timeout=ANSWER_SECONDS)


def _watch(client: Any, executor: Executor, ended: Event) -> None:
    """Call off what waits once no worker was there `PATIENCE` times in a row."""
    missing = 0
    while missing < PATIENCE and not ended.wait(LOOK_SECONDS):
        try:
            missing = 0 if client.nthreads() else missing + 1
        except Exception:  # the connection is lost or closed: the client itself cancels what waits
            missing += 1
    if not ended.is_set():
        executor.shutdown(wait=False)
