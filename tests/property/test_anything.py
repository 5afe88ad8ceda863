"""Any bytes in any place of a project: the run ends with an answer or one line, and every other brief is unchanged."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from generator.core.errors import BriefingError
from generator.desk.generate import generate
from generator.desk.publish import check, render_tree
from generator.io.project import project_at
from tests.fake import engine, site_of_three
from tests.fuzz import targets

PLACES = {
    "articles/x.md": targets.ARTICLE,
    "articles/x.txt": targets.ARTICLE,
    "briefs/2025/x.md": targets.made_of(targets.YAML, 30).map(
        "---\nschema: 3\ntitle: t\narticle: x.md\n{}\n---\n".format
    ),
    "briefs/2025/two.md": targets.made_of(targets.YAML, 30),
    "briefs/2025/two.proof.json": targets.made_of(targets.JSON, 20),
    "briefs/retired.yml": targets.made_of(targets.YAML, 20),
    ".cache/briefing/kept.sqlite": targets.made_of(targets.JSON, 20),
    "site_config/actors.yml": targets.made_of(targets.YAML, 20),
    "site_config/glossary.yml": targets.made_of(targets.YAML, 20),
    "site_config/topics.yml": targets.made_of(targets.YAML, 20),
    "site_config/site.yml": targets.made_of(targets.YAML, 20),
}
ANYTHING = st.sampled_from(sorted(PLACES)).flatmap(
    lambda place: st.tuples(st.just(place), PLACES[place].searched().map(lambda text: text.encode("utf-8", "replace")))
) | st.tuples(st.sampled_from(sorted(PLACES)), st.binary())


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of three briefs, never written to again."""
    folder = tmp_path_factory.mktemp("sound")
    site_of_three(folder)
    return folder


@settings(deadline=None, max_examples=12, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(anything=ANYTHING)
def test_any_bytes_in_any_place_cost_that_place(
    anything: tuple[str, bytes], sound: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever stands there, generate, check and render end, and the records beside it have the bytes they had."""
    place, data = anything
    folder = tmp_path_factory.mktemp("any") / "site"
    shutil.copytree(sound, folder)
    (folder / place).parent.mkdir(parents=True, exist_ok=True)
    (folder / place).write_bytes(data)
    project = project_at(folder / "mkdocs.yml")
    kept = {path: path.read_bytes() for name in ("one", "three") for path in folder.glob(f"briefs/2025/{name}.*")}
    assert len(kept) == 4
    with suppress(BriefingError):
        generate(project, engine=engine())
    with suppress(BriefingError):
        check(project)
    with suppress(BriefingError):
        render_tree(project, project.docs)
    assert {path: path.read_bytes() for path in kept} == kept
