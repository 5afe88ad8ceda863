"""The inferred month of publication: given where the text settles it, never otherwise."""

from __future__ import annotations

import pytest

from generator.ingest.publication import infer_published

PEG = "On June 12, the ministers met in Vienna and signed a pact. "


@pytest.mark.parametrize(
    ("text", "published"),
    [
        (
            PEG + "The union will mark the 75th anniversary of its founding treaty, signed in 1949, "
            "with a ceremony this year.",
            "2024-06",
        ),
        (PEG + "This year, 2024, is one of many elections.", "2024-06"),
        (PEG + "In 2023, the two sides traded little. They expect trade to reach a record in 2024.", "2024-06"),
        (PEG + "Both capitals are planning events for the 50th anniversary of the Helsinki Accords.", "2025-06"),
        (
            "They last met just over a month ago, on May 25. On June 28, they spoke again. "
            "So far in 2024 they have agreed on little.",
            "2024-06",
        ),
        (
            "On June 28, they spoke again, after a meeting earlier this month. "
            "So far in 2024 they have agreed on little.",
            "2024-06",
        ),
    ],
)
def test_what_the_text_settles(text: str, published: str) -> None:
    """Month and year told by the article's own words."""
    assert infer_published(text) == published


@pytest.mark.parametrize(
    "text",
    [
        PEG,
        "In 2024, their navies held drills. On June 12, the ministers met in Vienna.",
        PEG + "The plant will open in 2027.",
        PEG + "The 75th anniversary of the treaty, signed in 1949, was celebrated in 2024 with a parade.",
        PEG + "Next year, the two will mark the 75th anniversary of the founding of NATO.",
        PEG + "This year, 2024, is over soon, and this year, 2025, is not.",
        PEG + "This year, 2024, is quiet. In 2026, the firm collapsed.",
        "This year, 2024, is one of many elections.",
        "On June 28, the ministers met in Vienna. This year, 2024, is one of many elections.",
        "The ministers meet on August 30. They will sign on September 2. This year, 2024, is one of many elections.",
        "Trade is up. Prices are down. Its stay in Moscow ended on June 2. This year, 2024, is one of many elections.",
        "",
    ],
)
def test_none_where_a_choice_is_left(text: str) -> None:
    """A past year, a far plan, a conflict, or a day that may be last month's settles nothing."""
    assert infer_published(text) is None
