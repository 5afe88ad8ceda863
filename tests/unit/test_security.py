"""SECURITY.md: each attack it names is stopped by a test that there is."""

from __future__ import annotations

import re
from pathlib import Path

TESTS = Path(__file__).parents[1]
SECURITY = TESTS.parent / "SECURITY.md"
_ROW = re.compile(r"^\|(?P<attack>[^|]+)\|(?P<stop>.+)\|(?P<tests>[^|]+)\|$", re.MULTILINE)
_NAMED = re.compile(r"`(?:(?P<file>[\w/]+\.py))?(?:::(?P<test>\w+))?`|`[^`]*`")


def test_every_line_of_security_names_tests_that_exist() -> None:
    """A name alone is in the file that is named before it."""
    rows = [m for m in _ROW.finditer(SECURITY.read_text("utf-8")) if m["tests"].strip(" -") not in ("", "Test")]
    assert len(rows) > 40
    for row in rows:
        files: list[Path] = []
        found = 0
        for named in _NAMED.finditer(row["tests"]):
            if named["file"]:
                files = [path for path in TESTS.rglob("*.py") if path.as_posix().endswith(f"/{named['file']}")]
                assert files, (row["attack"], named["file"])
            if named["test"]:
                defined = f"def {named['test']}("
                assert any(defined in path.read_text("utf-8") for path in files), (row["attack"], named["test"])
            found += bool(named["file"] or named["test"])
        assert found, row["attack"]
