"""Properties of actors that hold for any text."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.core.model import Found
from generator.extract import actors
from generator.language import countries

if TYPE_CHECKING:
    from generator.extract.parsed import Parsed

PIECES = st.sampled_from(
    [
        "Ada Lovelace",
        "Lovelace",
        "the U.S.",
        "China’s",
        "President",
        "Foreign Minister",
        "of",
        "and",
        "the",
        "said",
        "(",
        ")",
        ",",
        ".",
        "“",
        "”",
        "-",
        "’",
        "'s",
        "Ministry of Health",
        "Bank",
        "Paris",
        "in",
        "2014",
        "election",
        "War",
        "former",
        "then-U.S.",
        "Beijing-Moscow",
        "\n\n",
        "who heads",
        "a professor at",
        "NATO",
        "ﬁn",
        "É",
        "😀",
        "\u200b",
        "²",
        "al-",
        "De",
    ]
)
TEXTS = st.lists(PIECES, max_size=25).map(" ".join) | st.text(max_size=60)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_invariants(text: str, parse: Callable[..., Parsed]) -> None:
    """Evidence is exact and ordered, mentions do not overlap, ids are unique, salience lies in 0..1, runs agree."""
    parsed = parse(text)
    found = actors.extract(parsed, Found())
    assert found == actors.extract(parsed, Found())
    last = 0
    for mention in found.mentions:
        first = mention.evidence[0]
        assert text[first.start : first.end] == first.exact == mention.text
        assert first.start >= last
        last = first.end
    ids = [a.id for a in found.actors]
    assert len(ids) == len(set(ids))
    assert all(0 < a.salience <= 1 for a in found.actors)
    assert [a.salience for a in found.actors[:1]] in ([], [1.0])
    for actor in found.actors:
        assert actor.name not in actor.aliases
        assert all(text[e.start : e.end] == e.exact for e in actor.evidence)


@settings(max_examples=200, deadline=None)
@given(name=st.text(max_size=30))
def test_normalised_names_are_stable(name: str) -> None:
    """What is looked up does not depend on spaces, and lookups never raise."""
    key = countries.normalise(name)
    assert countries.normalise(f"  {name} ") == key
    assert countries.lookup(name) is None or countries.lookup(key) is not None
