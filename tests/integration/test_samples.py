"""The project's own articles and briefs: up to date, the same by any way of making them."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.desk.generate import generate
from generator.desk.publish import check
from generator.io.project import Project, project_at

ROOT = Path(__file__).parents[2]


def project(tmp_path: Path, name: str = "a") -> Project:
    """The project's site with its briefs and pages elsewhere."""
    return project_at(ROOT / "mkdocs.yml", briefs=tmp_path / name / "briefs", site=tmp_path / name / "site")


def files(folder: Path) -> dict[str, bytes]:
    """All files below a folder by relative path."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.mark.model
def test_committed_briefs_are_what_the_generator_gives(tmp_path: Path) -> None:
    """Whoever changes a rule raises `RULES_VERSION`, runs `briefing generate` and commits the briefs."""
    made = project(tmp_path)
    assert not generate(made).errors
    assert files(made.briefs) == files(ROOT / "briefs")


def test_committed_briefs_pass_the_check() -> None:
    """No record is invalid, nothing is ungrounded, nothing is stale."""
    errors, remarks, count = check(project_at(ROOT / "mkdocs.yml"))
    assert count >= 10
    assert errors == []
    assert [r for r in remarks if r.code in ("stale", "not-in-article", "unverified")] == []
