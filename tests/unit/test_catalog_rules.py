"""What editors write in `site_config` and what of it contradicts itself."""

from __future__ import annotations

from pathlib import Path

import pytest

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
        ("actors", "[{name: A}, {name: B, aliases: [a]}]", "1.aliases: 'a' is already 'A': keep it in one of the two"),
        ("actors", "[{name: A}, {name: A}]", "1.name: 'A' is already 'A': keep it in one of the two"),
        ("actors", "[{name: A, aliases: [B], distinct_from: [B]}]",
         "0.distinct_from: 'B' is both a name of 'A' and kept apart from it: delete it from one of the two lists"),
        ("actors", "[{name: A, id: x}, {name: B, id: x}]", "1.id: the id 'x' is already that of 'A': give one"),
        ("actors", "[{name: A, reject: true, role: King}]", "0.reject: 'A' is rejected and yet described: delete"),
        ("actors", "[{name: A, role: King, roles: [{role: Prince}]}]",
         "0.role: 'A' has a role for all times and roles with dates: move it into roles"),
        ("actors", "[{name: A, roles: [{role: King, from: 1950-02, until: 1949}]}]",
         "0.roles.0.until: 'King' ends (1949) before it begins (1950-02): exchange the two dates"),
        ("actors", "[{name: A, roles: [{role: King, from: soon}]}]", "0.roles.0.from: "),
        ("glossary", "[{term: A}, {term: B, aliases: [A]}]", "1.aliases: 'A' is already 'A': keep it in one"),
        ("topics", "[{name: A}, {name: a}]", "1.name: 'a' is already 'A': keep it in one of the two"),
    ],
)  # fmt: skip
def test_contradictions(tmp_path: Path, file: str, text: str, message: str) -> None:
    """Each contradiction is one error that names file, field, problem and remedy."""
    (tmp_path / f"{file}.yml").write_text(text)
    with pytest.raises(ConfigError) as caught:
        load_catalog(tmp_path)
    assert str(caught.value).startswith(f"{tmp_path / f'{file}.yml'}: {message}")


def test_a_role_of_one_month_does_not_end_before_it_begins(tmp_path: Path) -> None:
    """A coarse end covers the whole of its time."""
    (tmp_path / "actors.yml").write_text("[{name: A, roles: [{role: King, from: 2022-12-05, until: 2022}]}]")
    assert load_catalog(tmp_path).actors[0].roles[0].until == "2022"
