"""The project's own articles and briefs: up to date, the same by any way of making them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from generator.desk.generate import generate
from generator.desk.publish import check
from generator.io.project import Project, project_at
from generator.io.records import read_records

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


@pytest.mark.model
def test_order_and_number_of_runs_do_not_matter(tmp_path: Path) -> None:
    """Articles one at a time, last first, give the briefs that all at once give."""
    made = project(tmp_path)
    sources: Sequence[Path] = sorted((ROOT / "articles").glob("*.md"), reverse=True)[:4]
    for source in sources:
        assert not generate(made, [source]).errors
    for stored in read_records(made.briefs)[0]:
        assert stored.path.read_bytes() == (ROOT / "briefs" / stored.path.relative_to(made.briefs)).read_bytes()
