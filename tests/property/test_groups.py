"""Groups that are joined pair by pair, against the plainest way to say which things hang together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.link.groups import Groups

NUMBERS = range(9)
pairs = st.lists(st.tuples(st.sampled_from(NUMBERS), st.sampled_from(NUMBERS)), max_size=20)


@given(pairs)
def test_whoever_asks_the_groups_are_the_same(joined: list[tuple[int, int]]) -> None:
    """A question shortens the way to the root; it may never part what was joined, however long that way was."""
    groups = Groups(NUMBERS)
    expected = {n: {n} for n in NUMBERS}
    for a, b in joined:
        groups.join(a, b)
        together = expected[a] | expected[b]
        expected.update(dict.fromkeys(together, together))
        assert {n: groups.root(n) for n in NUMBERS} == {n: min(expected[n]) for n in NUMBERS}


@given(pairs)
def test_the_parts_are_the_groups(joined: list[tuple[int, int]]) -> None:
    """Nobody asked for a root between: the long ways are still there when the parts are made."""
    groups = Groups(NUMBERS)
    expected = {n: {n} for n in NUMBERS}
    for a, b in joined:
        groups.join(a, b)
        together = expected[a] | expected[b]
        expected.update(dict.fromkeys(together, together))
    assert groups.parts() == sorted(sorted(part) for part in {min(p): p for p in expected.values()}.values())
