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


@pytest.mark.parametrize("where", ["first", "middle", "last"])
def test_innocent_sentences_stay_anywhere(where: str) -> None:
    """Each sentence that begins as boilerplate does stays alone too, on top, between and below other paragraphs."""
    case = yaml.safe_load((CASES[0].parent / "sentences_that_look_like_boilerplate.yml").read_text("utf-8"))
    prose = [f"Paragraph {n} of the article tells at some length what the council did in that year." for n in range(4)]
    at = {"first": 0, "middle": 2, "last": 4}[where]
    for sentence in case["text"]:
        lines = [*prose[:at], sentence, *prose[at:]]
        assert ingest("a.txt", "\n".join(lines).encode()).text.split("\n\n") == lines
