"""Months and weekdays that are somebody's family name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from generator.extract.calendar_names import family_names

if TYPE_CHECKING:
    from generator.extract.parsed import Parsed


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "Sandra *May left. “No,” *May told him.",
        "Tiko *March wept. *March told the town that it was late. *March called for rain. *March sold it.",
        "Ruth *March wept, and *March told the town no.",
        "Klara *August is cold because *August told them so.",
        "Tiko *March left. *March says no.",
        "NORPORT MAY CLOSE\n\nTiko *May left. *May said no. It may rain, MAY SAID.",
        "The fair opens on Sunday May 4. May brought rain. May told no.",
        "Sandra *May said no. *May said so. Last May was cold. The old May wept. This May said no.",
        "Sandra *May left. May meet him. *May said.",
        "Tiko March said no. March was cold. In March, it rained.",
        "Tiko March left. March reports of rain were wrong.",
        "April Moss sold it. *April plans to go. April was cold. It rains in April.",
        "April Osgood sold her kiln. *April plans to go in April, for April is warm.",
        "The May Day march was long. May is over.",
        "Ruth *March left it. *March told no. *March asked. The last March told of it.",
    ],
)
def test_whose_family_name_a_month_is(text: str, parse: Callable[..., Parsed]) -> None:
    """Before each that is one stands an asterisk: a month with a word before it, in capitals, behind a weekday, or of
    which nobody tells anything is a time, which a reader must not see as a person."""
    parsed = parse(text.replace("*", ""))
    marked = [i for i, c in enumerate(text) if c == "*"]
    assert [parsed.doc[i].idx for i in sorted(family_names(parsed))] == [at - k for k, at in enumerate(marked)]
