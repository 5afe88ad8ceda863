"""The check before a release, and that a new site gets none of the tool's own workflows."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

from generator.desk.init import TOOL_ONLY, new_site

ROOT = Path(__file__).parents[2]


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("release_check", ROOT / "scripts" / "release_check.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_ready_tag_has_no_fault() -> None:
    """The tag is the package's version and the changelog has a heading for it."""
    assert _script().faults("v1.2.3", "1.2.3", "# Changelog\n\n## 1.2.3 (2026-01-01)\n") == []


def test_another_version_and_a_silent_changelog_are_told() -> None:
    """Both faults are named with what to do; 1.2.3 in the changelog does not speak for 1.2.30."""
    wrong, silent = _script().faults("v1.2.30", "1.2.3", "## 1.2.3\n"), _script().faults("v1.2", "1.2", "## 1.2.3x\n")
    assert ["tag" in fault for fault in wrong] == [True]
    assert "CHANGELOG" in _script().faults("v1.2.30", "1.2.30", "## 1.2.3\n")[0]
    assert silent == []


def test_a_new_site_has_the_workflows_of_a_site() -> None:
    """The five for sites are copied, those that test and release the tool are not."""
    made = {path for path, _ in new_site("Trial")}
    assert ".github/workflows/ci.yml" in made
    assert not made & set(TOOL_ONLY)
    assert all((ROOT / path).is_file() for path in TOOL_ONLY)
