"""The public interface: what may be imported, how it is called, what it raises."""

from __future__ import annotations

import doctest
import importlib
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import generator
from generator import Brief, BriefingError, read

PACKAGE = Path(generator.__file__).parent
TEXT = "Norway opened a tunnel on Monday. The tunnel cost 400 million euros, the ministry of transport said."


def test_public_names_change_only_on_purpose() -> None:
    """Whoever adds or takes away a public name must change this line, and the changelog with it."""
    assert sorted(generator.__all__) == ["Brief", "BriefingError", "__version__", "read"]
    assert all(inspect.getdoc(getattr(generator, name)) for name in generator.__all__ if name != "__version__")


def test_the_call_changes_only_on_purpose() -> None:
    """One positional argument, the rest by name: arguments can be added without breaking a caller."""
    told = inspect.signature(read)
    assert [p.name for p in told.parameters.values()] == ["source", "title", "published"]
    assert [p.kind.name for p in told.parameters.values()] == ["POSITIONAL_OR_KEYWORD", "KEYWORD_ONLY", "KEYWORD_ONLY"]


def test_types_are_shipped() -> None:
    """A type checker of a program that uses us reads our annotations."""
    assert (Path(generator.__file__).parent / "py.typed").is_file()


def test_importing_is_light() -> None:
    """`import generator` loads neither the language model nor pydantic nor YAML."""
    code = "import sys, generator; sys.exit(bool({'spacy', 'pydantic', 'yaml'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.model
def test_a_text_gives_a_brief() -> None:
    """A text is read as an article; what is given goes before what it states."""
    brief = read(TEXT, title="A tunnel", published="2025-03-04")
    assert isinstance(brief, Brief)
    assert (brief.title, brief.article.published) == ("A tunnel", "2025-03-04")
    assert brief.takeaway.evidence


@pytest.mark.model
def test_a_file_gives_a_brief_and_stays(tmp_path: Path) -> None:
    """A file is read with its front matter, and nothing is written beside it."""
    file = tmp_path / "tunnel.md"
    file.write_text(f"---\ntitle: A tunnel\npublished: 2025-03-04\n---\n{TEXT}\n", "utf-8")
    assert read(file).title == "A tunnel"
    assert [p.name for p in tmp_path.iterdir()] == ["tunnel.md"]


def test_what_cannot_be_read_is_said() -> None:
    """An unreadable text or day is one error with a remedy."""
    with pytest.raises(BriefingError, match="published"):
        read(TEXT, published="soon")
    with pytest.raises(BriefingError):
        read("")


@pytest.mark.model
def test_the_example_of_the_package_runs() -> None:
    """What `help(generator)` shows is what happens."""
    assert doctest.testmod(generator).failed == 0


@pytest.mark.parametrize(
    "path",
    [p for p in sorted(PACKAGE.rglob("*.py")) if p != PACKAGE / "__init__.py" and ">>> " in p.read_text("utf-8")],
)
def test_examples_of_functions_run(path: Path) -> None:
    """What a docstring shows is what happens."""
    name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
    told = doctest.testmod(importlib.import_module(name))
    assert told.attempted
    assert not told.failed
