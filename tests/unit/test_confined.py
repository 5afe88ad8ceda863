"""A process that reads for us: it answers, it dies of what goes beyond its limits, and the next file has a new one."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from generator.core.errors import IngestError
from generator.core.limits import READER_MB
from generator.io import confined
from generator.io.environment import variables


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


def test_no_module_of_the_folder_one_stands_in_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stranger's branch may hold a `pickle.py`: no process that reads for us imports it."""
    for name in ("pickle", "signal", "multiprocessing", "concurrent"):
        (tmp_path / f"{name}.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [path for path in sys.path if path])
    confined._reader.end()
    assert confined.read(shout, "a", b"words") == "a: words"
    with variables(PYTHONSAFEPATH="1"), ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        assert pool.submit(shout, "a", b"words").result(60) == "a: words"
    assert not (tmp_path / "ran").exists()


def test_a_variable_is_what_it_was_when_its_while_is_over() -> None:
    """A value of before comes back, also behind what fails, and one that was none is none again."""
    with variables(BRIEFING_TEST="a"):
        with contextlib.suppress(KeyError), variables(BRIEFING_TEST="b"):
            assert os.environ.pop("BRIEFING_TEST") == "b"
            os.environ["BRIEFING_TEST"]
        assert os.environ["BRIEFING_TEST"] == "a"
    assert "BRIEFING_TEST" not in os.environ


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
