"""Articles one at a time, in any order, give the records and the site that all of them at once give."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from generator.desk.generate import generate
from generator.desk.publish import render_tree
from generator.io.project import project_at

ROOT = Path(__file__).parents[2]


def _files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.mark.model
def test_one_at_a_time_in_any_order(tmp_path: Path) -> None:
    """The site is rendered after each article; at the end nothing tells in which order they came."""
    sources = sorted((ROOT / "articles").glob("*.md"))[-4:]
    made = []
    for name in ("once", "stepwise"):
        articles = tmp_path / name / "articles"
        articles.mkdir(parents=True)
        project = project_at(
            ROOT / "mkdocs.yml", articles=articles, briefs=tmp_path / name / "briefs", site=tmp_path / name / "site"
        )
        order = list(sources) if name == "once" else random.Random(7).sample(sources, len(sources))
        for number, source in enumerate(order):
            shutil.copy(source, articles / source.name)
            if name == "stepwise" or number == len(order) - 1:
                assert not generate(project).errors
                render_tree(project, tmp_path / name / "docs")
        made.append((_files(tmp_path / name / "briefs"), _files(tmp_path / name / "docs")))
    assert made[0][0] == made[1][0]
    assert made[0][1].keys() == made[1][1].keys()
    assert [name for name, data in made[0][1].items() if made[1][1][name] != data] == []
    assert len(made[0][0]) == 8, "a page and a memory each"
