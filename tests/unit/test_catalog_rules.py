"""What editors write in `site_config` and what of it contradicts itself."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from generator.core.configuration import RoleRule, load_catalog
from generator.core.errors import ConfigError


def test_roles_have_dates(tmp_path: Path) -> None:
    """A role's time is read at any precision, quoted or not."""
    (tmp_path / "actors.yml").write_text(
        "- name: Ada Lovelace\n  roles:\n"
        "  - {role: analyst, from: 1842, until: 1843-09}\n  - {role: author, from: '1843'}\n"
    )
    assert load_catalog(tmp_path).actors[0].roles == (
        RoleRule("analyst", "1842", "1843-09"),
        RoleRule("author", "1843", None),
    )


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("actors", "[{name: A}, {name: B, aliases: [a]}]", "line 1: actor B: aliases: 'a' is already 'A': keep it"),
        ("actors", "[{name: A}, {name: A}]", "line 1: actor A: name: 'A' is already 'A': keep it in one of the two"),
        ("actors", "[{name: A, aliases: [B], distinct_from: [B]}]",
         "line 1: actor A: distinct_from: 'B' is both a name of 'A' and kept apart from it: delete"),
        ("actors", "[{name: A, id: x}, {name: B, id: x}]", "line 1: actor B: id: the id 'x' is already that of 'A'"),
        ("actors", "[{name: A, reject: true, role: King}]", "line 1: actor A: reject: 'A' is rejected and yet"),
        ("actors", "[{name: A, role: King, roles: [{role: Prince}]}]",
         "line 1: actor A: role: 'A' has a role for all times and roles with dates: move it into roles"),
        ("actors", "[{name: A, roles: [{role: King, from: 1950-02, until: 1949}]}]",
         "line 1: actor A: roles: until: 'King' ends (1949) before it begins (1950-02): exchange the two dates"),
        ("actors", "[{name: A, roles: [{role: King, from: soon}]}]", "line 1: actor A: roles: from: 'soon'"),
        ("glossary", "[{term: A}, {term: B, aliases: [A]}]", "line 1: term B: aliases: 'A' is already 'A': keep"),
        ("topics", "[{name: A}, {name: a}]", "line 1: topic a: name: 'a' is already 'A': keep it in one of the two"),
    ],
)  # fmt: skip
def test_contradictions(tmp_path: Path, file: str, text: str, message: str) -> None:
    """Each contradiction is one error that names file, field, problem and remedy."""
    (tmp_path / f"{file}.yml").write_text(text)
    (error,) = load_catalog(tmp_path).errors
    assert str(error).startswith(f"{tmp_path / f'{file}.yml'}: {message}")


def test_a_role_of_one_month_does_not_end_before_it_begins(tmp_path: Path) -> None:
    """A coarse end covers the whole of its time."""
    (tmp_path / "actors.yml").write_text("[{name: A, roles: [{role: King, from: 2022-12-05, until: 2022}]}]")
    assert load_catalog(tmp_path).actors[0].roles[0].until == "2022"


def _first(folder: Path) -> ConfigError:
    """What is wrong with the configuration, whether one entry was left out for it or nothing can be read."""
    try:
        return load_catalog(folder).errors[0]
    except ConfigError as error:
        return error


def test_one_bad_entry_costs_that_entry(tmp_path: Path) -> None:
    """The others hold, whatever number of them is wrong; each is told with its own line."""
    rows = ["- name: A", "- name: B\n  kind: ship", "- {name: C, aliases: [A]}", "- 7", "- {name: D, aliases: [x]}"]
    (tmp_path / "actors.yml").write_text("\n".join([*rows, "- name: E\n  roles: no"]) + "\n")
    catalog = load_catalog(tmp_path)
    assert [rule.name for rule in catalog.actors] == ["A", "D"]
    assert sorted(str(error).split(": ")[1] for error in catalog.errors) == ["line 3", "line 4", "line 5", "line 8"]


MISTAKES = sorted((Path(__file__).parents[1] / "golden" / "config_mistakes").glob("*.yml"))


@pytest.mark.parametrize("case", MISTAKES, ids=lambda path: path.stem)
def test_a_mistake_is_told_with_its_entry_its_line_and_its_remedy(case: Path, tmp_path: Path) -> None:
    """Nothing of numbers in place of names, and nothing of how values are checked."""
    said = yaml.safe_load(case.read_text("utf-8"))
    (tmp_path / said["file"]).write_text(said["text"])
    assert str(_first(tmp_path)) == f"{tmp_path / said['file']}: {said['says']}"


def test_there_are_sixty_mistakes() -> None:
    """Those of pages and those of what spans briefs, each a small file."""
    pages = list((Path(__file__).parents[1] / "golden" / "mistakes").glob("*.yml"))
    assert len(pages) + len(MISTAKES) >= 60


def test_a_kind_in_another_spelling_is_no_mistake(tmp_path: Path) -> None:
    """On either side of the Atlantic, in any case."""
    (tmp_path / "actors.yml").write_text("- {name: A, kind: Organisation}\n- {name: B, kind: Person}\n")
    assert [rule.kind for rule in load_catalog(tmp_path).actors] == ["organization", "person"]
