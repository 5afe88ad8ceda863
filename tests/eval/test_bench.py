"""The script that runs public benchmarks: its tables, its numbers, and a whole run over a folder of our own."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "bench.py"

PRINTED = """\
metric               P     R     F1    tp  gold
value strict         90.0  80.0  84.7  8   10
value+unit, money          70.0        7   10
"""

CONVERTER = "import sys\nprint(open(sys.argv[2]).read().count('\\n'))\n"
SCORER = "import sys\nprint('metric        F1')\nprint('value strict ', 10 * int(open(sys.argv[2]).read()))\n"


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    """The script as a module."""
    spec = importlib.util.spec_from_file_location("bench", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench"] = module
    spec.loader.exec_module(module)
    return module


def test_tables_are_read_by_column(bench: ModuleType) -> None:
    """An empty cell stays empty and moves nothing."""
    rows = bench.read_table(PRINTED)
    assert rows[0] == {"metric": "value strict", "P": "90.0", "R": "80.0", "F1": "84.7", "tp": "8", "gold": "10"}
    assert (rows[1]["P"], rows[1]["R"], rows[1]["F1"]) == ("", "70.0", "")


def test_a_number_is_picked_by_row_and_column(bench: ModuleType) -> None:
    """The row with the cells and the column give the number; what is not there is an error, never a zero."""
    rows = bench.read_table(PRINTED)
    assert bench.pick(rows, ("value strict",), "F1") == 84.7
    assert bench.pick(rows, (), "R") == 80.0
    for cells, column in ((("value",), "F1"), (("value+unit, money",), "F1"), ((), "F2")):
        with pytest.raises(bench.StepError):
            bench.pick(rows, cells, column)
    with pytest.raises(bench.StepError):
        bench.pick(bench.read_table(""), (), "F1")


def test_the_report_marks_what_is_below_its_goal(bench: ModuleType) -> None:
    """Only a number below its goal is marked; the Markdown table has one row a task."""
    results = [("one", 85.94, 80.0, 86), ("two", 86.0, None, 86), ("three", 1.0, None, None)]
    lines = bench.report(results, markdown=False).splitlines()
    assert [line.endswith("!") for line in lines] == [False, True, False, False]
    assert bench.report(results, markdown=True).splitlines()[2] == "| one | 85.9 | 80 | 86 |"


def test_a_folder_without_benchmarks_is_refused(bench: ModuleType, tmp_path: Path) -> None:
    """A folder that does not hold the converter is wrong usage."""
    with pytest.raises(SystemExit) as exit_:
        bench.main([str(tmp_path)])
    assert exit_.value.code == 2


def test_a_step_that_fails_is_told(bench: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder with the converter and no inputs exits 1 and says which step failed."""
    (tmp_path / "to_rows.py").write_text(CONVERTER)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "newsquant.input.jsonl").write_text("no json\n")
    assert bench.main([str(tmp_path), "--only", "newsquant, value strict"]) == 1
    assert "extract" in capsys.readouterr().err


@pytest.mark.model
def test_a_whole_run(bench: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Inputs go through the command, the folder's converter and its scorer, and the scorer's number is shown."""
    (tmp_path / "to_rows.py").write_text(CONVERTER)
    (tmp_path / "score_figures.py").write_text(SCORER)
    (tmp_path / "data").mkdir()
    rows = [f'{{"id": "{i}", "text": "The ministry paid {i} million euros."}}\n' for i in range(2, 5)]
    (tmp_path / "data" / "newsquant.input.jsonl").write_text("".join(rows))
    kept = tmp_path / "kept"
    assert bench.main([str(tmp_path), "--only", "newsquant, value strict", "--keep", str(kept)]) == 0
    shown = " ".join(capsys.readouterr().out.splitlines()[1].split())
    assert shown == "NewsQuant, value strict F1 30.0 89.1 92 !"
    assert len((kept / "newsquant.briefs.jsonl").read_text().splitlines()) == 3


@pytest.mark.model
def test_actors_are_ranked_whole(bench: ModuleType, tmp_path: Path) -> None:
    """The list of ten is no brief: all that are named, most prominent first, and nobody without a name."""
    text = "Norway signed the pact. Norway's parliament agreed. Later Sweden protested, and the police left."
    (tmp_path / "x.jsonl").write_text(f'{{"id": "x", "text": "{text}"}}\n', "utf-8")
    (row,) = bench.ranked_actors(tmp_path / "x.jsonl")
    assert [a["name"] for a in row["actors"]][:2] == ["Norway", "Sweden"]
    assert "police" not in {a["name"] for a in row["actors"]}
