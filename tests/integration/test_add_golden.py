"""Golden cases of `briefing add`: pages, feeds, mails and a PDF as they arrive, and the articles made of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.core.errors import BriefingError
from generator.desk.add import add
from generator.ingest import ingest
from generator.io.project import Project, project_at
from generator.io.web import Fetched, Fetcher

FOLDER = Path(__file__).parents[1] / "golden" / "add"
CASES = sorted(FOLDER.glob("*.yml"))
FIELDS = ("title", "authors", "outlet", "published", "url")


@dataclass
class Shelf(Fetcher):
    """Answers from files: addresses and what stands behind them."""

    pages: Any = None

    def fetch(self, url: str) -> Fetched:
        """The page of an address; no other address exists."""
        if url not in self.pages:
            raise BriefingError("not in this case", path=url)
        name, kind = self.pages[url]
        return Fetched(url, (FOLDER / name).read_bytes(), kind, None)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An empty site."""
    (tmp_path / "mkdocs.yml").write_text("site_name: Test\n")
    return project_at(tmp_path / "mkdocs.yml")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_page_to_article(path: Path, project: Project) -> None:
    """Title, date, authors, outlet, address and every paragraph of the text, and nothing else, come out."""
    case: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    source = case.get("url") or str(FOLDER / case["page"])
    pages = {url: (name, "text/html") for url, name in case.get("pages", {}).items()}
    pages[source] = (case["page"], case.get("content_type", "text/html"))
    done, errors = add(project, [source], fetcher=Shelf(pages=pages))
    assert errors == []
    added = [result for result in done if result.status == "added"]
    assert len(done) - len(added) == case.get("known", 0)
    assert [result.path.name for result in added] == [expected["file"] for expected in case["articles"]]
    for result, expected in zip(added, case["articles"], strict=True):
        article = ingest(result.path.name, result.path.read_bytes())
        if "text" in expected:
            assert article.text.split("\n\n") == expected["text"]
        found = {name: getattr(article, name) for name in FIELDS if name in expected}
        assert found == {name: tuple(expected[name]) if name == "authors" else expected[name] for name in found}
        if "remarks" in expected:
            assert list(result.remarks) == expected["remarks"]


def test_every_case_is_collected() -> None:
    """The golden cases are there, and each page belongs to one."""
    named = {yaml.safe_load(path.read_text("utf-8"))["page"] for path in CASES}
    assert len(CASES) >= 18
    assert {path.name for path in FOLDER.iterdir() if path.suffix != ".yml"} == named
