"""Golden cases: what a short article's headline, takeaway and key points are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.core.model import Found
from generator.extract import summary
from generator.extract.parsed import Parsed

GOLDEN = Path(__file__).parents[1] / "golden" / "summary"
HEADLINES = sorted((GOLDEN / "headlines").glob("*.yml"))
TAKEAWAYS = sorted((GOLDEN / "takeaways").glob("*.yml"))
Parse = Callable[..., Parsed]


@pytest.mark.model
@pytest.mark.parametrize("path", HEADLINES, ids=lambda path: path.stem)
def test_headline(path: Path, parse: Parse) -> None:
    """A made headline is the main clause of a leading sentence, whole and short."""
    case: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    assert summary.extract(parse(case["text"].strip()), Found()).headline == case["headline"]


@pytest.mark.model
@pytest.mark.parametrize("path", TAKEAWAYS, ids=lambda path: path.stem)
def test_takeaway(path: Path, parse: Parse) -> None:
    """The takeaway tells the claim in spans that read on; the key points are among the other sentences that stand."""
    case: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    found = summary.extract(parse(case["text"].strip(), case.get("published"), case.get("title")), Found())
    assert found.takeaway is not None
    assert [e.exact for e in found.takeaway.evidence] == case["takeaway"]
    assert set(case["key_points"]) <= {k.text for k in found.key_points}


def test_every_case_is_collected() -> None:
    """The golden cases are there."""
    assert len(HEADLINES) >= 12
    assert len(TAKEAWAYS) >= 6
