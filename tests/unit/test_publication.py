"""The inferred month of publication: given where the text settles it, never otherwise."""

from __future__ import annotations

import pytest

from generator.ingest.publication import infer_published

PEG = "On June 12, the ministers met in Vienna and signed a pact. "
KEPT = "They will mark the 50th anniversary of the Helsinki Accords."


@pytest.mark.parametrize(
    ("text", "published"),
    [
        (PEG + "Both capitals are planning events for the 50th anniversary of the Helsinki Accords.", "2025-06"),
        (
            "On June 28, they spoke again, after a meeting earlier this month. "
            "They will mark the 50th anniversary of the Helsinki Accords.",
            "2025-06",
        ),
    ],
)
def test_what_the_text_settles(text: str, published: str) -> None:
    """Month and year told by the article's own words."""
    assert infer_published(text).published == published


@pytest.mark.parametrize(
    "text",
    [
        PEG,
        PEG + "The plant will open in 2027.",
        PEG + "The 50th anniversary of the Helsinki Accords was celebrated in 2025 with a parade.",
        PEG + "Next year, the two will mark the 75th anniversary of the founding of NATO.",
        "Both capitals are planning events for the 50th anniversary of the Helsinki Accords.",
        f"On June 28, the ministers met in Vienna. {KEPT}",
        f"The ministers meet on August 30. They will sign on September 2. {KEPT}",
        f"Trade is up. Prices are down. Its stay in Moscow ended on June 2. {KEPT}",
        "",
    ],
)
def test_none_where_a_choice_is_left(text: str) -> None:
    """A past year, a far plan, a conflict, or a day that may be last month's settles nothing."""
    assert infer_published(text).published is None


@pytest.mark.parametrize(
    ("text", "published"),
    [
        (
            "Arriving in Moscow to mark the 80th anniversary of the victory over Nazi Germany, the premier "
            "thanked his hosts.",
            "2025-05",
        ),
        (
            "The premier will visit Moscow this week. On Friday he will attend a parade in Red Square that marks the "
            "80th anniversary of the victory over Nazi Germany.",
            "2025-05",
        ),
        ("Veterans are gathering for ceremonies to mark the 75th anniversary of the Normandy landings.", "2019-06"),
        (
            "The premier will visit Moscow this week. On Sunday he will attend a parade in Red Square that marks the "
            "80th anniversary of the victory over Nazi Germany.",
            None,
        ),
        ("Last year the premier went to Moscow for the 80th anniversary of the victory over Nazi Germany.", None),
        ("The premier will go to Moscow for the 80th anniversary of the victory over Nazi Germany.", None),
    ],
)
def test_anniversaries_with_a_day(text: str, published: str | None) -> None:
    """A well-known day that is kept this week gives the month; on another weekday or last year it does not."""
    assert infer_published(text).published == published


@pytest.mark.parametrize(
    ("text", "added", "between"),
    [
        (
            "It bought the terminal in December 2025. It will take the firm to court in May 2026.",
            None,
            ("2025-12-01", "2026-05-31"),
        ),
        ("The gate closed in March 2025, the director said.", "2025-06-02", ("2025-03-01", "2025-06-02")),
        ("The gate closed in March 2025, the director said.", None, None),
        ("The director agreed in March 2025 to close the gate in 2031.", "2025-06-02", ("2025-03-01", "2025-06-02")),
        ("The gate closed in 2014. It will open in 2031.", None, None),
        ("The gate is to open again, which it has not done since 2025. It closed in 2025.", None, None),
        ("The gate closed in March 2025. It will open in 2024.", None, None),
    ],
)
def test_limits(text: str, added: str | None, between: tuple[str, str] | None) -> None:
    """What is told as past and what is to come limit the date; wide or contradictory limits are none."""
    assert infer_published(text, added=added).between == between
