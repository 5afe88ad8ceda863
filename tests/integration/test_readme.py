"""README's day at the desk, run as it stands there; and every command that it names exists."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from generator.commands.main import cli

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
GUIDES = README + "".join(path.read_text("utf-8") for path in sorted((ROOT / "docs" / "guide").glob("*.md")))
PAGE = README.partition("## Correcting a brief")[2].partition("```yaml\n")[2].partition("```")[0]
DAY = README.partition("## A day at the desk")[2].partition("\n## ")[0]
FEW = 2
"""Sample articles of the test's site, in place of README's twelve: reading them takes its time."""
ARTICLE = "articles/2025-03-04-harbour-handles-more-cargo-than-ever.md"


def steps() -> Iterator[tuple[str, list[str]]]:
    """Each command of the day with the lines that README says it prints."""
    for block in re.findall(r"```console\n(.*?)```", DAY, re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *said = part.rstrip("\n").split("\n")
            yield command, said


def run(command: str) -> str:
    """Run a command of the day in this process, which loads the language model once; what it prints."""
    words = shlex.split(command)
    if words[0] == "rm":
        Path(words[1]).unlink()
        return ""
    result = CliRunner().invoke(cli, words[1:])
    assert result.exit_code == 0, (command, result.output, result.exception)
    return result.stdout


@pytest.mark.model
def test_the_day_goes_as_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Add, correct, date, merge, define, accept, withdraw: each command ends well and prints what README shows."""
    samples = sorted((ROOT / "articles").glob("*.md"))
    (tmp_path / "articles").mkdir()
    for path in samples[:FEW]:
        shutil.copy(path, tmp_path / "articles")
    shutil.copytree(ROOT / "site_config", tmp_path / "site_config")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    told = re.search(r"```text\n(.*?)```", DAY, re.DOTALL)
    assert told
    (tmp_path / "port.txt").write_text(told[1])
    monkeypatch.chdir(tmp_path)
    run("briefing generate -q")
    few = {str(len(samples)): str(FEW), str(len(samples) + 1): str(FEW + 1)}
    done = 0
    for command, said in steps():
        if command == "briefing serve":  # tests/integration/test_preview.py
            continue
        if "13 written" in " ".join(said):  # what README asks the reader to do in between
            article = tmp_path / ARTICLE
            text = article.read_text().replace("439", "440").replace("more cargo than ever", "even more cargo")
            article.write_text(text)
        printed = run(command).splitlines()
        if command.startswith("briefing add"):
            (record,) = (tmp_path / "briefs").rglob("harbour*.md")
            assert record.read_text() == PAGE, "the page under 'Correcting a brief' is another"
        for line in said:
            start, dots, _ = re.sub(r"\b1\d\b(?= (?:written|unchanged))", lambda m: few[m[0]], line).partition("...")
            found = [it for it in printed if it == start or (dots and it.startswith(start))]
            assert found, (command, line, printed)
        done += 1
    assert done >= 13
    (kept,) = (tmp_path / "briefs" / "retired").glob("harbour*.md")
    assert kept.read_text().endswith("The figure is preliminary.\n")


def test_every_command_that_is_named_exists() -> None:
    """Commands and their options in README and the guides are those of the program."""
    context = click.Context(cli)
    named = re.findall(r"(?:`|\$ |/)briefing ([a-z]+)((?:[^`\n#]|\\`)*)", GUIDES)
    assert len(named) > 40
    for name, rest in named:
        command = cli.get_command(context, name)
        assert command is not None, name
        known = {opt for option in command.params for opt in option.opts + option.secondary_opts} | {"--help"}
        assert set(re.findall(r"(?<![\w-])--[a-z-]+", rest)) <= known, (name, rest)
