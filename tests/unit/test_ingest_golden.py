"""Golden cases: dirty articles as they arrive, and what is left of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.ingest import ingest

CASES = sorted((Path(__file__).parents[1] / "golden" / "ingest").glob("*.yml"))
FIELDS = ("title", "authors", "outlet", "url", "slug", "published", "published_source")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_dirty_article(path: Path) -> None:
    """Text, metadata and diagnostics of one dirty article are what a careful person would make of it."""
    case: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    article = ingest(case["source"], case["raw"].encode("utf-8"))
    assert article.text.split("\n\n") == case["text"]
    found = {name: getattr(article, name) for name in FIELDS if name in case}
    assert found == {name: tuple(case[name]) if name == "authors" else case[name] for name in found}
    assert sorted({d.code for d in article.diagnostics}) == case["codes"]
    assert {d.severity for d in article.diagnostics} <= {"info"}


def test_every_case_is_collected() -> None:
    """The golden cases are there."""
    assert len(CASES) >= 15
