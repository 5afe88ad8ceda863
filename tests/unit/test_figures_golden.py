"""Golden cases: every quantity of a short article."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.core.model import Figure, Found
from generator.extract import dates, figures
from generator.extract.parsed import Parsed

CASES = sorted((Path(__file__).parents[1] / "golden" / "figures").glob("*.yml"))


def as_row(figure: Figure) -> dict[str, Any]:
    """A figure as a golden file writes it: what is not told is left out."""
    value = figure.value if figure.max_value is None else f"{figure.value}..{figure.max_value}"
    row: dict[str, Any] = {"text": figure.text, "value": value if isinstance(value, str) else Decimal(value)}
    row |= {"unit": figure.unit, "measure": figure.measure, "period": figure.period, "change": figure.change}
    row["bound"] = None if figure.bound == "exact" else figure.bound
    return {key: value for key, value in row.items() if value is not None}


@pytest.mark.model
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_figures(path: Path, parse: Callable[..., Parsed]) -> None:
    """All quantities in order, with value, unit, measure, period, bound and change; each is a candidate, told once."""
    case = yaml.safe_load(path.read_text("utf-8"))
    parsed = parse(case["text"].strip())
    found = figures.extract(parsed, dates.extract(parsed, Found()))
    want = [
        row | {"value": row["value"] if ".." in str(row["value"]) else Decimal(str(row["value"]))}
        for row in case["quantities"]
    ]
    assert [as_row(f) for f in found.quantities] == want
    assert {f.id for f in found.figures} <= {f.id for f in found.quantities}
