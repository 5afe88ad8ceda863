"""What judges are fitted with and rounds counted by: golds, marks, the fitted model as it is shipped, tables."""

from __future__ import annotations

import importlib
import json
import sys
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from generator.core.model import Actor, Event, Evidence, Figure, Forward, Found, Items, Quote, Statement, Term
from generator.extract.judgement import judge, load_judge

SCRIPTS = Path(__file__).parents[2] / "scripts"
SPAN = (Evidence(0, 1, "x"),)
GOLD: dict[str, Any] = {
    "headline_any": [["tunnel"]],
    "takeaway_any": [["tunnel", "opened"]],
    "key_points": [{"about": ["long", "tunnel"]}],
    "actors": [{"name": "Norland", "kind": ["country"], "must": True}, {"name": "Jane Roe", "role": ["minister"]}],
    "figures": [{"value": 400000000, "unit": "EUR", "measure": ["cost"], "period": "2024", "must": True}],
    "whats_next": [{"about": ["second tunnel"], "when": "2026-05"}],
    "events": [{"about": ["opened"], "date": ["2025-03-03"]}],
    "quotes": [{"has": ["long wait"], "speaker": "Jane Roe"}],
    "terms": [{"term": "undersea tunnel", "definition_has": ["under the sea"]}],
}


def _script(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(SCRIPTS))
    sys.modules.pop(name, None)
    return importlib.import_module(name)


def _figure(**changed: Any) -> Figure:
    told = {"value": Decimal(400000000), "unit": "EUR", "measure": "the cost", "period": "2024", **changed}
    return Figure("f", "400 million euros", evidence=SPAN, **told)


@pytest.mark.parametrize(
    ("items", "key", "right"),
    [
        (Items(key_points=(Statement("A long tunnel.", SPAN, "k"),)), ("key_points", "k"), True),
        (Items(key_points=(Statement("A tunnel.", SPAN, "k"),)), ("key_points", "k"), False),
        (Items(actors=(Actor("a", "the Norland", "country"),)), ("actors", "a"), True),
        (Items(actors=(Actor("a", "Norland", "person"),)), ("actors", "a"), False),
        (Items(actors=(Actor("a", "Jane Roe", "person", "prime minister"),)), ("actors.role", "a"), True),
        (Items(actors=(Actor("a", "Jane Roe", "person", "singer"),)), ("actors.role", "a"), False),
        (Items(figures=(_figure(),)), ("figures", "f"), True),
        (Items(figures=(_figure(unit="USD"),)), ("figures", "f"), False),
        (Items(figures=(_figure(max_value=Decimal(5)),)), ("figures", "f"), False),
        (Items(figures=(_figure(measure="ships"),)), ("figures.measure", "f"), False),
        (Items(figures=(_figure(period="2023"),)), ("figures.period", "f"), False),
        (Items(whats_next=(Forward("n", "A second tunnel.", "expected", "2026", SPAN),)), ("whats_next", "n"), True),
        (Items(whats_next=(Forward("n", "A second tunnel.", "expected", None, SPAN),)), ("whats_next", "n"), False),
        (Items(events=(Event("e", "2025-03-03", "It opened.", SPAN),)), ("events", "e"), True),
        (Items(events=(Event("e", "2024-03-03", "It opened.", SPAN),)), ("events", "e"), False),
        (Items(quotes=(Quote("q", "Roe", "a long wait", SPAN),)), ("quotes", "q"), True),
        (Items(quotes=(Quote("q", "Poe", "a long wait", SPAN),)), ("quotes.speaker", "q"), False),
        (Items(terms=(Term("t", "undersea tunnel", definition="one under the sea"),)), ("terms.definition", "t"), True),
        (Items(terms=(Term("t", "undersea tunnel", definition="a road"),)), ("terms.definition", "t"), False),
    ],
)
def test_a_gold_makes_right_and_wrong(
    items: Items, key: tuple[str, str], right: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each field is right by what its gold demands, and wrong where one part of that differs."""
    assert _script("golds", monkeypatch).labels(items, GOLD)[key] is right


def test_a_summary_marks_the_sentences_that_share_most_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Golds may be human summaries: the best sentence gives the point and so does one nearly as good; no other does."""
    (tmp_path / "texts.jsonl").write_text('{"id": "a", "text": "The tunnel opened. Rain fell for days."}\n', "utf-8")
    (tmp_path / "golds.jsonl").write_text('{"id": "a", "references": ["A tunnel opened in Norland."]}\n', "utf-8")
    golds = _script("golds", monkeypatch)
    ((_, gold),) = golds.articles(tmp_path / "texts.jsonl", tmp_path / "golds.jsonl")
    told = {"The tunnel opened.": True, "Rain fell for days.": False, "Trains in Norland wait for workers.": False}
    leads = tuple(Statement(text, SPAN, text) for text in told)
    assert golds.labels(Found(leads=leads), gold) == {("takeaway", text): right for text, right in told.items()}


def test_no_date_is_the_same_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty date in a gold allows none: every text begins with nothing."""
    same = _script("golds", monkeypatch).same_date
    assert not same("2025", None)
    assert not same("2025", [""])
    assert same("2025", ["2025-03"])


def test_a_day_of_an_open_year_is_that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """An undated article says "May 17" and so does its brief; which year it is nobody asks."""
    same = _script("golds", monkeypatch).same_date
    assert same("XXXX-05-17", ["2017-05-17"])
    assert same("XXXX-05", ["--05-17"])
    assert not same("XXXX-05-17", ["2017-05-18", "2017"])


def test_musts_are_found_by_what_tells_them_rightly(monkeypatch: pytest.MonkeyPatch) -> None:
    """A must counts as found by a right item alone: the actor is there, the figure has another unit."""
    items = Items(actors=(Actor("a", "Norland", "country"),), figures=(_figure(unit="USD"),))
    found = list(_script("golds", monkeypatch).musts(items, GOLD))
    assert found == [("actors", 0, {"a"}), ("figures", 0, set())]


def test_marks_are_read_as_they_were_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names of features once, then numbers; a feature that one source lacks counts as 0 there."""
    marking, fitting = (_script(name, monkeypatch) for name in ("mark_candidates", "fit_judges"))
    marking.write(
        tmp_path / "one" / "actors.jsonl", [("d1", True, True, {"lead": 1.0, "count": 2.5, "wording": 1.0}, (3, 5))]
    )
    marking.write(tmp_path / "two" / "actors.jsonl", [("d1", False, False, {"count": 3.0}, ())])
    marks = fitting.load(tmp_path, "actors")
    assert marks.names == ("count", "lead"), "what a judge made of the words is told anew"
    assert marks.matrix.tolist() == [[2.5, 1.0], [3.0, 0.0]]
    assert (marks.right.tolist(), marks.must.tolist()) == ([1, 0], [1, 0])
    assert marks.documents.tolist() == ["one/d1", "two/d1"], "two sources may name a document alike"
    assert marks.words == ((3, 5), ())


def _marks(
    fitting: ModuleType,
    matrix: np.ndarray,
    right: np.ndarray,
    documents: list[str],
    words: list[tuple[int, ...]],
) -> Any:
    names = tuple("abc"[: matrix.shape[1]])
    return fitting.Marks(names, matrix, right, right * 0, np.array(documents), tuple(words))


@pytest.mark.parametrize(("marks", "worded"), [(200, False), (2500, False), (200, True)])
def test_the_judge_that_is_shipped_is_the_one_that_was_fitted(
    marks: int, worded: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tables give scikit-learn's probabilities; a field of many marks has the deeper trees that were measured."""
    fitting = _script("fit_judges", monkeypatch)
    draw = np.random.default_rng(3)
    matrix = draw.random((300, 3)).round(4)
    target = (matrix[:, 0] * matrix[:, 1] > 0.3).astype(int)
    documents = [f"{'round-1' if n % 3 else 'wikinews'}/{n}" for n in range(300)]
    words = [(7, 9) if draw.random() < 0.3 + 0.4 * one else (9,) for one in target]
    told = _marks(fitting, matrix, target, documents, words if worded else [()] * 300)
    fit = fitting.fitted(told, target, marks)
    assert fit.trees.max_depth == (4 if marks >= fitting.MANY else 2)
    assert fit.trees.init_.class_prior_[1] != target.mean(), "marks of rounds weigh more"
    fitting.write(tmp_path / "data" / "judges" / "x.json", fit)
    monkeypatch.setattr("generator.extract.judgement.resources.files", lambda package: tmp_path)
    load_judge.cache_clear()
    judgements = [
        judge("x", "", dict(zip("abc", row, strict=True)), bag)
        for row, bag in zip(matrix.tolist(), told.words, strict=True)
    ]
    load_judge.cache_clear()
    assert not worded or len({dict(j.features)["wording"] for j in judgements}) == 2
    assert np.abs(np.array([j.probability for j in judgements]) - fit.probabilities(told)).max() < 0.005


def test_trees_do_not_trust_words_that_only_their_own_documents_have(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words are weighed by other documents than those the trees see them in: a word of one tells them nothing."""
    fitting = _script("fit_judges", monkeypatch)
    documents, right = [f"d{n // 10}" for n in range(300)], np.array([n // 10 % 2 for n in range(300)])
    words = [(n // 10,) for n in range(300)]
    fit = fitting.fitted(_marks(fitting, np.zeros((300, 1)), right, documents, words), right, 300)
    assert fit.names[-1] == "wording"
    assert fit.trees.feature_importances_[-1] == 0


def test_no_document_is_judged_by_one_that_has_seen_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cross-validation leaves whole documents out: a feature that names the document is worth nothing."""
    fitting = _script("fit_judges", monkeypatch)
    documents = [f"d{n // 20}" for n in range(400)]
    names_it = np.array([[float(d[1:])] for d in documents])
    right = np.array([int(d[1:]) % 2 for d in documents])
    words = [(n // 20,) for n in range(400)]  # so is a word that stands in one document alone
    judged = fitting.cross_validated(_marks(fitting, names_it, right, documents, words))
    assert ((judged > 0.5) == right).mean() < 0.7


def test_a_linear_judge_weighs_what_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    """A feature that tells the right ones counts, one of the same value for all does not, rounded as it may be; what
    it is told of a document it has not seen."""
    fitting = _script("fit_judges", monkeypatch)
    right = np.array([n % 2 for n in range(40)])
    told = np.array([[float(r), 6.9078] for r in right])
    documents = [f"strict/round-1-{n // 4:02}" for n in range(40)]
    marks = _marks(fitting, told, right, documents, [()] * 40)
    bias, weights = fitting.weights_of(marks, right)
    assert bias + weights @ np.array([1.0, 6.9]) > 0 > bias + weights @ np.array([0.0, 6.9])
    assert abs(weights[1]) < 0.001
    assert (((fitting.cross_validated(marks, linear=True)) > 0.5) == right).all()


def test_a_marked_sheet_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Right, wrong, trivial and unmarked statements by field, wrong ones and minutes by article."""
    counted = _script("read_round", monkeypatch).from_sheet(
        "## one\n\n- [r] actors: Norland\n- [w: kind] actors: Roe\n"
        "- [t] figures: 2\n- [t] figures: 3\n\nmissing: \nminutes: 2\n"
        "## two\n\n- [ ] actors: Poe\n\nmissing: the mayor\nminutes: 1.5\n"
    )
    counts, wrong, minutes = counted
    assert dict(counts["actors"]) == {"shown": 3, "right": 1, "wrong": 1, "unmarked": 1}
    assert counts["figures"]["trivial"] == 2
    assert counts["missing"]["shown"] == 1
    assert (wrong, minutes) == ([1, 0], [2.0, 1.5])


def test_the_table_of_a_round(monkeypatch: pytest.MonkeyPatch) -> None:
    """A row a field, its share of right ones last, a dash where nothing was shown."""
    rows = _script("read_round", monkeypatch).table(
        {"actors": Counter(shown=4, right=3), "quotes": Counter()}, ("shown", "right")
    )
    assert rows.splitlines()[2:] == ["| actors | 4 | 3 | 0.75 |", "| quotes | 0 | 0 | - |"]


@pytest.mark.model
def test_a_strict_readers_sheet_becomes_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is marked on the sheet of a folder is told by field, right or not; what is not found again is said."""
    (tmp_path / "one.txt").write_text(
        "Norland opens a port\n\nPrime Minister Jane Roe opened the port of Narvik on Monday for 30 million euros. "
        "Jane Roe said that the port of Narvik would take 200 ships a year. The union of Norland opposed it.\n",
        "utf-8",
    )
    strict = _script("mark_strict", monkeypatch)
    monkeypatch.setattr(sys, "argv", ["mark_strict.py", str(tmp_path)])
    assert strict.main() == 0
    sheet = (tmp_path / "candidates.md").read_text("utf-8")
    assert "- [ ] actors jane-roe: Jane Roe (person): Prime Minister" in sheet
    marked = sheet.replace("[ ] actors jane-roe", "[m] actors jane-roe").replace("[ ] figures", "[d] figures")
    (tmp_path / "candidates.md").write_text(f"{marked}- [w] actors nobody: Nobody\n", "utf-8")
    monkeypatch.setattr(sys, "argv", ["mark_strict.py", str(tmp_path), "--source", "s", "--out", str(tmp_path)])
    assert strict.main() == 1
    assert "actors nobody is not found any more" in capsys.readouterr().err
    fitting = _script("fit_judges", monkeypatch)
    actors, figures = (fitting.load(tmp_path, f"{field}.sound") for field in ("actors", "figures"))
    assert (actors.right.tolist(), actors.must.tolist()) == ([1], [2])
    assert set(figures.right.tolist()) == {0}
    assert {"odds", "of nobody"} <= set(actors.names)


def test_what_would_be_missed_is_fitted_on_the_same_marks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no other judge tells what a reader would miss, a second one is written; a dry run writes neither."""
    fitting = _script("fit_judges", monkeypatch)
    monkeypatch.setattr(fitting, "JUDGES", tmp_path)
    right = np.array([n % 2 for n in range(40)])
    told = np.column_stack((right, 1.0 - right % 3, np.ones(40)))
    marks = replace(
        _marks(fitting, told, right, [f"s/{n // 4}" for n in range(40)], [()] * 40),
        must=np.array([0, 2] * 10 + [0, 1] * 10),
    )
    fitting._fit_linear("key_points.sound", marks, True)
    assert not list(tmp_path.iterdir())
    fitting._fit_linear("key_points.sound", marks, False)
    sound, missed = (json.loads((tmp_path / f"key_points.{n}.json").read_text("utf-8")) for n in ("sound", "missed"))
    assert "c" not in sound["weights"], "what does not vary has no weight"
    assert missed["bias"] < sound["bias"], "fewer would be missed than are right"
    fitting._fit_linear("figures.sound", marks, False)
    sound, kept = (json.loads((tmp_path / f"figures.{n}.json").read_text("utf-8")) for n in ("sound", "kept"))
    assert kept == sound, "what is worth having or would be missed is all that is right here"
    fitting._fit_linear("actors.sound", marks, False)
    assert sorted(path.name for path in tmp_path.glob("actors.*")) == ["actors.sound.json"]
