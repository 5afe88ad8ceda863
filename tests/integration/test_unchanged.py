"""A site that stands as it was built, of what it would be built of, is not built again; anything else is."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.core.model import Diagnostic
from generator.desk.generate import generate
from generator.desk.publish import publish
from generator.io import mkdocs
from generator.io.kept import FILE
from generator.io.outputs import write_tree
from generator.io.project import Project, project_at
from tests.fake import engine

ROOT = Path(__file__).parents[2]
REMARK = Diagnostic("policy", "warning", "index.html: a script: the content security policy refuses it")
WORDS = "The Council of Arden said on Monday that it had counted 40 ships in the harbour of the town. It was a record."


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with one brief."""
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    shutil.copytree(ROOT / "site_config", tmp_path / "site_config")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "one.md").write_text(f"---\ntitle: one\npublished: 2025-03-04\n---\n{WORDS}\n")
    made = project_at(tmp_path / "mkdocs.yml")
    assert not generate(made, engine=engine()).errors
    return made


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The sites that are built, each of one page, in place of MkDocs."""
    seen: list[Path] = []

    def build(config: Path, docs: Path, site: Path, **rest: Any) -> tuple[Diagnostic, ...]:
        seen.append(site)
        write_tree(site, {"index.html": "built"})
        return (REMARK,)

    monkeypatch.setattr(mkdocs, "build", build)
    return seen


def test_nothing_is_built_where_nothing_changed(project: Project, builds: list[Path]) -> None:
    """What was said of the briefs and of the pages is said again."""
    first = publish(project)
    assert REMARK in first.remarks
    assert publish(project) == first
    assert len(builds) == 1


def _append(path: str) -> Callable[[Project], object]:
    """Write a line more into a file of the project."""

    def change(project: Project) -> None:
        file = project.config.parent / path
        file.write_text(file.read_text() + "\n\n")

    return change


@pytest.mark.parametrize(
    "change",
    [
        lambda project: project.config.write_text(project.config.read_text().replace("Briefing Desk", "Desk", 1)),
        _append("briefs/2025/one.md"), _append("site_config/templates/about.md.j2"),
        _append("site_config/overrides/assets/desk.css"), _append("site_config/site.yml"),
        _append("site/index.html"), _append("build/docs/index.md"),
        lambda project: (project.site / "index.html").unlink(),
        lambda project: (project.config.parent / ".cache" / "briefing" / FILE).write_bytes(b"spoilt"),
    ],
)  # fmt: skip
def test_whatever_changed_the_site_is_built(
    project: Project, builds: list[Path], change: Callable[[Project], object]
) -> None:
    """What goes in, and what stands there: each counts by its bytes."""
    publish(project)
    change(project)
    publish(project)
    assert (len(builds), (project.site / "index.html").read_text()) == (2, "built")


def test_a_variable_of_the_configuration_counts(
    project: Project, builds: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The site's address comes from the environment in a workflow."""
    publish(project)
    monkeypatch.setenv("SITE_URL", "https://desk.example/")
    publish(project)
    assert len(builds) == 2


def test_a_record_that_was_left_out_is_told_each_time(project: Project, builds: list[Path]) -> None:
    """A build with errors is never taken for done."""
    (project.briefs / "2025" / "broken.md").write_text("---\n[\n---\n")
    assert [len(publish(project).errors) for _ in range(2)] == [1, 1]
    assert len(builds) == 2


@pytest.mark.parametrize("taken_back", [False, True])
def test_what_is_saved_while_a_site_is_built_is_not_missed(
    project: Project, builds: list[Path], monkeypatch: pytest.MonkeyPatch, taken_back: bool
) -> None:
    """The build that began before the change counts for neither state: not for the new one, nor for the old again."""
    build = mkdocs.build
    file = project.site_config / "site.yml"
    before = file.read_text()

    def slow(*given: Any, **rest: Any) -> tuple[Diagnostic, ...]:
        _append("site_config/site.yml")(project)
        return build(*given, **rest)

    with monkeypatch.context() as patch:
        patch.setattr(mkdocs, "build", slow)
        publish(project)
    if taken_back:
        file.write_text(before)
    publish(project)
    assert len(builds) == 2
