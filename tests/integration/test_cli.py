"""The command from outside: good runs, bad input, nothing lost."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command import run_here

ARTICLE = """---
title: {title}
published: 2025-03-{day:02d}
---
The port of Rotterdam handled {n} million tonnes of cargo in 2024, the port authority said on Monday. Its director said
that the figure was the highest in five years.

The authority expects to open a second terminal in May 2026. Ships from Norway will use it first.
"""
ROOT = Path(__file__).parents[2]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command in a small site of its own.

    `apart` runs it in a process of its own; `spacy=False` puts the model out of reach, and apart any import of spaCy.
    """
    (tmp_path / "mkdocs.yml").write_text("site_name: Test\n")
    (tmp_path / "articles").mkdir()
    shutil.copytree(ROOT / "site_config", tmp_path / "site_config")

    def out_of_reach(*_: object) -> None:
        raise AssertionError("the language model was asked for")

    def call(*args: str, spacy: bool = True, apart: bool = False) -> subprocess.CompletedProcess[str]:
        if not apart:
            with monkeypatch.context() as here:
                if not spacy:
                    here.setattr("generator.extract.nlp.load", out_of_reach)
                return run_here(tmp_path, *args)
        guard = "" if spacy else "sys.modules['spacy'] = None; "
        code = f"import sys; {guard}from generator.commands.main import main; main()"
        return subprocess.run(
            [sys.executable, "-c", code, *args], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=300
        )

    return call


def write(folder: Path, name: str, title: str, day: int = 4, n: int = 430) -> Path:
    """Put one article into the site."""
    path = folder / "articles" / name
    path.write_text(ARTICLE.format(title=title, day=day, n=n))
    return path


@pytest.mark.model
def test_generate_then_nothing_to_do_without_spacy(run: Run, tmp_path: Path) -> None:
    """A second run reads digests only, writes nothing and does not import spaCy."""
    write(tmp_path, "port.md", "A record year for the port")
    first = run("generate", apart=True)
    assert (first.returncode, first.stderr.count("\n")) == (0, 1), first.stderr
    brief = tmp_path / "briefs" / "2025" / "a-record-year-for-the-port.md"
    before = (brief.read_bytes(), brief.stat().st_mtime_ns)
    second = run("generate", spacy=False, apart=True)
    assert second.returncode == 0, second.stderr
    assert "0 written, 1 unchanged" in second.stdout
    assert (brief.read_bytes(), brief.stat().st_mtime_ns) == before


@pytest.mark.model
def test_bad_articles_are_named_and_the_others_processed(run: Run, tmp_path: Path) -> None:
    """One line and a remedy for each bad file, exit 1; the good ones have their briefs, two of one title both."""
    write(tmp_path, "good.md", "A record year for the port")
    write(tmp_path, "same-slug.md", "A record year for the port", day=9, n=77)
    write(tmp_path, "twin.md", "Quite another title", day=5)
    bad = {
        "empty.md": b"",
        "binary.txt": b"\x00\x01\x02" * 100,
        "latin.txt": "Der Hafen wächst. Größe zählt.".encode("latin-1"),
        "german.md": ("Der Hafen von Rotterdam hat im vergangenen Jahr mehr Güter umgeschlagen als je zuvor. "
                      "Die Behörde erwartet für das kommende Jahr noch mehr.").encode(),
        "huge.txt": b"The port handled much cargo in the year. " * 130_000,
        "words.md": b"port cargo\n",
        "front.md": b"---\ntitle: [\n---\nThe port handled much cargo in the year that ended.\n",
        "date.md": b"---\npublished: soon\n---\nThe port handled much cargo in the year that ended.\n",
    }  # fmt: skip
    for name, data in bad.items():
        (tmp_path / "articles" / name).write_bytes(data)
    result = run("generate")
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    lines = result.stderr.splitlines()
    for name in [*bad, "twin.md"]:
        about = [line for line in lines if line.startswith(f"articles/{name}: ")]
        assert len(about) == 1, (name, lines)
        assert about[0].count(": ") >= 2, about
    made = sorted(p.name for p in (tmp_path / "briefs").rglob("*.md"))
    assert made == ["a-record-year-for-the-port-2.md", "a-record-year-for-the-port.md"]


@pytest.mark.model
def test_an_editors_change_survives_a_changed_article(run: Run, tmp_path: Path) -> None:
    """The corrected title stays when the article changes; `check` says that it is stale."""
    article = write(tmp_path, "port.md", "A record year for the port")
    assert run("generate").returncode == 0
    brief = tmp_path / "briefs" / "2025" / "a-record-year-for-the-port.md"
    brief.write_text(
        brief.read_text().replace("title: >-\n  A record year for the port", "title: Rotterdam grows", 1) + "My note.\n"
    )
    article.write_text(article.read_text().replace("title: A record", "title: The record"))
    assert run("generate").returncode == 0
    text = brief.read_text()
    assert "title: Rotterdam grows" in text
    assert text.endswith("My note.\n")
    checked = run("check")
    assert "title: edited by hand; the generator now has 'The record year" in checked.stdout


@pytest.mark.model
def test_a_broken_record_is_never_overwritten(run: Run, tmp_path: Path) -> None:
    """An editor's half-finished file stays as it is until it can be read."""
    write(tmp_path, "port.md", "A record year for the port")
    assert run("generate").returncode == 0
    brief = tmp_path / "briefs" / "2025" / "a-record-year-for-the-port.md"
    broken = brief.read_text().replace("takeaway:", "takeaway: [", 1)
    brief.write_text(broken)
    result = run("generate")
    assert result.returncode == 1
    assert brief.read_text() == broken
    assert f"briefs/2025/{brief.name}: line" in result.stderr


@pytest.mark.model
def test_a_brief_that_says_what_its_article_does_not_fails_the_check(run: Run, tmp_path: Path) -> None:
    """A changed span is found out, in the memory as well: a figure's words that the article has not."""
    write(tmp_path, "port.md", "A record year for the port")
    assert run("generate").returncode == 0
    (brief,) = (tmp_path / "briefs").rglob("*.proof.json")
    assert run("check").returncode == 0, run("check").stderr
    brief.write_text(brief.read_text().replace("430 million", "930 million"))
    result = run("check")
    assert result.returncode == 1
    assert "is not in the article" in result.stderr


@pytest.mark.model
def test_extract_prints_json_and_writes_nothing_into_the_project(run: Run, tmp_path: Path) -> None:
    """The contract's fields are there, in files of their own when asked."""
    write(tmp_path, "port.md", "A record year for the port")
    result = run("extract", "articles", "--json")
    brief = json.loads(result.stdout)
    assert {"id", "takeaway", "actors", "figures", "whats_next", "raw", "diagnostics"} <= set(brief)
    for figure in brief["raw"]["quantities"]:
        span = figure["evidence"][0]
        assert brief["text"][span["start"] : span["end"]] == figure["text"]
    assert run("extract", "articles", "--json", "--out", "out").returncode == 0
    assert json.loads((tmp_path / "out" / "port.json").read_text()) == brief
    assert not (tmp_path / "briefs").exists()


@pytest.mark.model
def test_extract_jsonl_keeps_ids_and_order(run: Run, tmp_path: Path) -> None:
    """One brief a line, the text taken as it stands."""
    rows = [{"id": f"r{i}", "text": f"The city paid {i} million euros for the bridge.  "} for i in (3, 1, 2)]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    result = run("extract", "--jsonl", "in.jsonl")
    assert result.returncode == 0, result.stderr
    out = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(b["id"], b["text"]) for b in out] == [(row["id"], row["text"]) for row in rows]


@pytest.mark.model
def test_extract_jsonl_reads_all_lines(run: Run, tmp_path: Path) -> None:
    """A line that is wrong gives an error in its place, and the lines behind it are read."""
    rows = ['{"id": "one", "text": "The bridge will open in May 2026."}', "{", '{"id": "three", "text": "It."}']
    french = "Le pont de la ville va fermer au mois de mai, a dit le maire. Les habitants sont en colère."
    rows += ['{"id": "four", "text": " "}', json.dumps({"id": "five", "text": french})]
    (tmp_path / "in.jsonl").write_text("\n".join(rows))
    result = run("extract", "--jsonl", "in.jsonl")
    assert result.returncode == 1
    out = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(line["id"], "error" in line) for line in out] == [
        ("one", False),
        ("2", True),
        ("three", False),
        ("four", True),
        ("five", True),
    ]
    assert "only English is read" in out[-1]["error"]


@pytest.mark.parametrize(
    ("args", "code"),
    [(("extract",), 2), (("generate", "nowhere.md"), 1), (("frobnicate",), 2), (("build", "--config", "none.yml"), 1)],
)
def test_wrong_usage_and_missing_files(run: Run, args: tuple[str, ...], code: int) -> None:
    """Exit 2 for wrong usage, 1 with a remedy for what is not there; never a traceback."""
    result = run(*args, spacy=False)
    assert result.returncode == code
    assert "Traceback" not in result.stderr


def test_schema_is_json_schema(run: Run) -> None:
    """Both schemas parse and name their fields."""
    for args in (("schema",), ("schema", "--record")):
        assert "takeaway" in json.loads(run(*args).stdout)["properties"]


@pytest.mark.model
def test_a_folder_that_cannot_be_written_is_one_line(run: Run, tmp_path: Path) -> None:
    """Nothing can be written, and that is said."""
    write(tmp_path, "port.md", "A record year for the port")
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs" / "2025").write_text("in the way")
    result = run("generate")
    assert result.returncode == 1
    assert "cannot be written" in result.stderr
    assert result.stderr.count("\n") == 2, result.stderr


def test_commands_report_to_programs(run: Run, tmp_path: Path) -> None:
    """With --json each command prints one JSON document and nothing beside it; mistakes still end with 1."""
    first = json.loads(run("new", "A summit", "--date", "9 May 2025", "--json", spacy=False).stdout)
    assert first["path"].endswith("a-summit.md")
    told = json.loads(run("set", "a-summit", "title", "A meeting", "--json", spacy=False).stdout)
    assert [change["words"] for change in told["changes"]] == ["title: A summit -> A meeting"]
    done = run("generate", "--json", spacy=False)
    assert json.loads(done.stdout) == {
        "written": [], "unchanged": 0, "moved": [], "without_article": [], "errors": [], "warnings": []
    }  # fmt: skip
    assert done.stderr == ""
    entry = json.loads(run("define", "thaw", "Better relations.", "--json", spacy=False).stdout)
    assert entry["entry"] == {"term": "thaw", "definition": "Better relations."}
    drawn = json.loads(run("render", "--out", "tree", "--json", spacy=False).stdout)
    assert (drawn["tree"], drawn["left_out"]) == ("tree", [])
    wrong = run("set", "a-sumit", "title", "x", "--json", spacy=False)
    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert wrong.stderr == "a-sumit: there is no such brief: did you mean a-summit?\n"


@pytest.mark.model
def test_a_day_at_the_desk(run: Run, tmp_path: Path) -> None:
    """The same by hand, in the file: correct, regenerate, check, accept, withdraw. README's day has a test."""
    write(tmp_path, "other.md", "Another matter", n=12)
    article = write(tmp_path, "port.md", "A record year for the port")
    assert run("generate").returncode == 0
    brief = tmp_path / "briefs" / "2025" / "a-record-year-for-the-port.md"
    old, new = "title: >-\n  A record year for the port", "# shorter\ntitle: Rotterdam sets a record"
    brief.write_text(brief.read_text().replace(old, new) + "Mine.\n")
    assert "0 written, 2 unchanged" in run("generate").stdout
    article.write_text(article.read_text().replace("A record year", "A good year").replace("430", "440"))
    assert "1 written, 1 unchanged" in run("generate").stdout
    assert "440 million" in brief.read_text()
    said = run("check").stdout
    for words in ("now has 'A good year for the port'", "yours is 'Rotterdam sets a record'", "it had 'A record year"):
        assert words in said
    edits = json.loads(run("check", "--json").stdout)["edits"]
    assert [(e["path"], e["mine"], e["theirs"], e["base"]) for e in edits] == [
        ("title", "Rotterdam sets a record", "A good year for the port", "A record year for the port")
    ]
    assert run("accept", brief.stem).returncode == 2
    assert run("accept", brief.stem, "title", "--keep").stdout == "title: kept: Rotterdam sets a record\n"
    assert "edited by hand" not in run("check").stdout
    assert run("accept", brief.stem, "title").stdout == "title: Rotterdam sets a record -> A good year for the port\n"
    assert run("accept", brief.stem, "title").returncode == 1
    assert "# shorter\n" in brief.read_text()
    article.unlink()
    told = run("generate")
    assert (told.returncode, brief.exists()) == (0, True)
    assert "Nothing was retired" in told.stderr
    assert run("generate", "--retire").returncode == 0
    assert not brief.exists()
    assert (tmp_path / "briefs" / "retired" / brief.name).read_text().endswith("Mine.\n")
    assert "page: 2025/a-record-year-for-the-port" in (tmp_path / "briefs" / "retired.yml").read_text()
