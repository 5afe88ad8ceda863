"""A process that reads for us: it answers, it dies of what goes beyond its limits, and the next file has a new one."""

from __future__ import annotations

import os
import sys
import time

import pytest

from generator.core.errors import IngestError
from generator.core.limits import READER_MB
from generator.io import confined


def shout(source: str, data: bytes) -> str:
    """A reader that reads, and that prints, as libraries do."""
    print("noise")
    return f"{source}: {data.decode()}"


def waits(source: str) -> None:
    """A reader that does not come back."""
    time.sleep(60)


def hungry(source: str) -> int:
    """A reader that wants more memory than it may have, though the machine would promise it."""
    return len(bytes(READER_MB << 20))


def dies(source: str) -> None:
    """A reader whose library ends the process."""
    os._exit(1)


def refuses(source: str) -> None:
    """A reader that says what is wrong."""
    raise IngestError("is a scan", path=source, remedy="type it up")


def fails(source: str) -> None:
    """A reader with a defect."""
    raise ZeroDivisionError("of a rule")


def test_a_reader_answers_through_the_process() -> None:
    """The result comes back as it was made, whatever a library prints beside it."""
    assert confined.read(shout, "a", b"words") == "a: words"


@pytest.mark.parametrize(
    ("reader", "problem"),
    [
        (waits, "takes more than 2 seconds"),
        (dies, "ends the program that reads it"),
        (refuses, "is a scan"),
        (fails, "ZeroDivisionError: of a rule"),
        pytest.param(hungry, "MemoryError", marks=pytest.mark.skipif(sys.platform != "linux", reason="no such limit")),
    ],
)
def test_what_goes_wrong_there_costs_that_file(reader: object, problem: str) -> None:
    """One line that names the file; the next one is read."""
    begin = time.monotonic()
    with pytest.raises(IngestError, match=problem) as caught:
        confined.read(reader, "bad.pdf", seconds=2)  # type: ignore[arg-type]
    assert caught.value.path == "bad.pdf"
    assert time.monotonic() - begin < 20
    assert confined.read(shout, "a", b"again") == "a: again"
