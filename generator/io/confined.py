"""Readers of what strangers wrote, in a process of their own: pages, mails, PDF files and feeds are parsed by libraries
that are not ours, and a file can make any of them slow, hungry or fall over.

One process reads one thing after the other and lives as long as this one; what goes beyond the limits ends it, costs
that one file, and the next file gets a new process. Memory is limited where the system can (not on Windows), time
everywhere.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from generator.core.errors import BriefingError, IngestError
from generator.core.limits import READER_MB, READER_SECONDS

T = TypeVar("T")
_SERVE = "from generator.io.confined import serve; serve()"


class _Reader:
    """The process, started when it is first needed."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._one_at_a_time = threading.Lock()

    def ask(self, function: Callable[..., Any], args: tuple[Any, ...], seconds: float) -> Any:
        """What the function gives or raises there; raises EOFError when the process ended meanwhile."""
        with self._one_at_a_time:
            process = self._running()
            assert process.stdin is not None
            assert process.stdout is not None
            alarm = threading.Timer(seconds, process.kill)
            alarm.start()
            try:
                pickle.dump((function, args), process.stdin)
                process.stdin.flush()
                return pickle.load(process.stdout)
            except (OSError, EOFError, pickle.UnpicklingError) as error:
                self.end()
                raise EOFError from error
            except BaseException:  # an interrupted run must not take the next answer for its own
                self.end()
                raise
            finally:
                alarm.cancel()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            paths = os.pathsep.join(path for path in sys.path if path)
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-c", _SERVE],  # -P: no module of the folder one stands in, a branch's perhaps
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # the last words of a parser that dies; the error says what matters
                env={**os.environ, "PYTHONPATH": paths},
            )
        return self._process

    def end(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            for pipe in (process.stdin, process.stdout):
                with contextlib.suppress(OSError):
                    if pipe is not None:
                        pipe.close()
            process.wait()


_reader = _Reader()
atexit.register(_reader.end)


def read(function: Callable[..., T], source: str, *args: object, seconds: float = READER_SECONDS) -> T:
    """What ``function(source, *args)`` gives, read in the other process.

    Args:
        function: a reader, a function of a module.
        source: the name of what is read.
        args: its bytes and what else the reader wants; they and the result must be plain data.
        seconds: how long it may take.

    Raises the reader's own BriefingError, and IngestError for what went beyond the limits or met a defect.
    """
    try:
        answer = _reader.ask(function, (source, *args), seconds)
    except EOFError as error:
        raise IngestError(
            f"takes more than {seconds:g} seconds or {READER_MB} MB to read, or ends the program that reads it",
            path=source,
            remedy="save the article's text as .txt",
        ) from error
    if isinstance(answer, BriefingError):
        raise answer
    if isinstance(answer, _Failed):
        raise IngestError(f"cannot be read ({answer.said})", path=source, remedy="save the article's text as .txt")
    result: T = answer
    return result


@dataclass(frozen=True, slots=True)
class _Failed:
    """What a reader met that it did not reckon with."""

    said: str


def serve() -> None:
    """The other process: answers one question after the other until there are none."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that asks decides
    _limit_memory()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    while True:
        try:
            function, args = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        answers.write(_answered(function, args))
        answers.flush()


def _answered(function: Callable[..., Any], args: tuple[Any, ...]) -> bytes:
    """The result or the error, as bytes."""
    try:
        return pickle.dumps(function(*args))
    except BriefingError as error:
        return pickle.dumps(error)
    except Exception as error:
        return pickle.dumps(_Failed(f"{type(error).__name__}: {error}"[:200]))


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    with contextlib.suppress(ValueError, OSError):  # a system that allows less already, or cannot
        resource.setrlimit(resource.RLIMIT_AS, (READER_MB << 20, READER_MB << 20))
