"""Dates of an article: exact evidence, and the verb's tense decides which day is meant."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.core.model import Found
from generator.extract import dates, whats_next
from generator.extract.parsed import Parsed

pytestmark = pytest.mark.model
Parse = Callable[..., Parsed]
GOLDEN = [
    pytest.param(case, id=f"{path.stem}: {case['rule']}")
    for path in sorted((Path(__file__).parents[1] / "golden" / "dates").glob("*.yml"))
    for case in yaml.safe_load(path.read_text("utf-8"))
]


def values(parsed: Parsed) -> list[tuple[str, str]]:
    """Words and value of every date of an article."""
    found = dates.extract(parsed, Found()).dates
    for date in found:
        span = date.evidence[0]
        assert parsed.article.text[span.start : span.end] == span.exact == date.text
    return [(d.text, d.value) for d in found]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The minister spoke on Friday.", "2025-02-28"),
        ("The minister will speak on Friday.", "2025-03-07"),
        ("The minister is expected to speak on Friday.", "2025-03-07"),
        ("The talks, due to begin on Friday, are open.", "2025-03-07"),
        ("The minister said the talks would begin on Friday.", "2025-03-07"),
        ("The office said the storm would pass on Sunday.", "2025-03-02"),
        ("The ferry was expected to dock on Monday.", "2025-03-03"),
        ("The ferry was to dock on Monday.", "2025-03-03"),
        ("The ferry was expected to dock on Friday.", "2025-03-07"),
        ("The ferry will dock on Monday.", "2025-03-10"),
        ("The ferry, which was late, will dock on Monday.", "2025-03-10"),
        ("The mayor was asked whether she will speak on Monday.", "2025-03-10"),
        ("The ministry published the report in October.", "2024-10"),
        ("The ministry will publish the report in October.", "2025-10"),
        ("During a trip starting Wednesday, the minister will meet the king.", "2025-03-05"),
        ("The shares, issued on Monday, fell.", "2025-03-03"),
        ("The guild called a strike for Monday.", "2025-03-10"),
        ("A strike called for Monday will hit the port.", "2025-03-10"),
        ("The talks, called for Monday, were put off.", "2025-03-03"),
        ("The talks had been called for Monday.", "2025-03-03"),
        ("The draw for Monday was lost.", "2025-03-03"),
        ("He was fined for Saturday's brawl.", "2025-03-01"),
        ("She apologised for Saturday.", "2025-03-01"),
        ("The judge let the mill run from Friday.", "2025-03-07"),
        ("The board resolved to let the boats sail from Friday.", "2025-03-07"),
        ("The guild voted to strike in April.", "2025-04"),
        ("The house voted to cut fees on Friday.", "2025-02-28"),
        ("He wants the king to allow a walk in October.", "2025-10"),
        ("The port raised its fees from Friday.", "XXXX-WXX-5"),
        ("The mayor thanked the crews that clear the road on Friday.", "2025-02-28"),
        ("The mayor praised a fair that opens on Friday.", "2025-03-07"),
        ("The mayor named the crew, which meets the king on Friday.", "2025-03-07"),
        ("The board chose to sell the mill after a hearing on Friday.", "2025-02-28"),
        ("The board told its crews to leave the mill after a call on Friday.", "2025-02-28"),
        ("The board told its crews to leave the mill on Friday.", "2025-03-07"),
        ("The board hopes to sell the mill at a fair on Friday.", "2025-03-07"),
        ("The board likes to close the gate after a hearing on Friday.", "2025-03-07"),
        ("The mayor said that the fair opens after a hearing on Friday.", "2025-03-07"),
        ("The board asked its crews to read the report about the hearing on Friday.", "2025-03-07"),
        ("The board told its crews to leave the mill by noon of Friday.", "2025-03-07"),
        ("The board told its crews to clear the mill, a ruin on Friday.", "2025-03-07"),
        ("The port was shut from Friday until the ice broke.", "2025-02-28"),
    ],
)
def test_the_verb_tells_which_day(parse: Parse, text: str, value: str) -> None:
    """Tense, modal verbs and verbs of planning decide between the last and the next."""
    assert [v for _, v in values(parse(text, "2025-03-04"))] == [value]


def test_a_date_line_is_the_anchor_of_an_undated_article(parse: Parse) -> None:
    """Without a publication date, a line of the head that is only a date stands in for it."""
    text = "Ministers meet\nMarch 4, 2025\nThe ministers met yesterday in Vienna, the host said."
    assert ("yesterday", "2025-03-03") in values(parse(text))


def test_without_any_date_the_day_stays_open(parse: Parse) -> None:
    """Nothing is reckoned from the clock."""
    assert values(parse("The ministers met on May 9 in Vienna.")) == [("May 9", "XXXX-05-09")]


def test_an_article_without_dates(parse: Parse) -> None:
    """No date, no mention."""
    assert values(parse("He may march on.")) == []


@pytest.mark.parametrize("case", GOLDEN)
def test_rules_of_reading(parse: Parse, case: dict[str, Any]) -> None:
    """Each rule by its name: the values of all dates, and when what lies ahead will be."""
    found = dates.extract(parsed := parse(case["text"], case["published"]), Found())
    assert [d.value for d in found.dates] == case["dates"]
    assert [n.when for n in whats_next.extract(parsed, found).whats_next] == case["ahead"]


def test_somebodys_family_name_is_no_date(parse: Parse) -> None:
    """Who is called August is nobody's month; another month of the article stays one."""
    assert values(parse("Tiko August sold bread. August told the town no. It was cold in May.", "2025-03-05")) == [
        ("May", "2024-05")
    ]
