"""Groups that are joined pair by pair, against the plainest way to say which things hang together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.link.groups import Groups

NUMBERS = range(9)


@given(st.lists(st.tuples(st.sampled_from(NUMBERS), st.sampled_from(NUMBERS)), max_size=20), st.booleans())
def test_whoever_asks_the_groups_are_the_same(joined: list[tuple[int, int]], asked: bool) -> None:
    """A question for a root shortens the way to it; asked or not, nothing that was joined comes apart."""
    groups = Groups(NUMBERS)
    expected = {n: {n} for n in NUMBERS}
    for a, b in joined:
        groups.join(a, b)
        together = expected[a] | expected[b]
        expected.update(dict.fromkeys(together, together))
        if asked:
            assert {n: groups.root(n) for n in NUMBERS} == {n: min(expected[n]) for n in NUMBERS}
    assert groups.parts() == sorted(sorted(part) for part in {min(p): p for p in expected.values()}.values())
