"""Whatever the article: statements are its words, short enough, and the same every time."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.core.model import Found
from generator.extract import summary
from generator.extract.cuts import balanced, joined, pieces
from generator.extract.parsed import Parsed

Parse = Callable[..., Parsed]

SENTENCES = st.sampled_from(
    [
        "Norway sells most of its gas to Germany.",
        "However, the government in Oslo (a minority since 2023) wants a lower price.",
        "This means that Berlin will pay less.",
        "He called the treaty “a gift to both sides”.",
        "Who will pay for the pipeline?",
        "The ministry paid 3 million euros — a third more than planned — for the repair of the bridge.",
        "In addition, France sent two ships [4] to the north.",
        "“We wait,” the minister said.",
        "Edited by the desk",
        "- talks on prices;",
        "Key Points",
        "It remains likely that prices will fall, according to the bank.",
        "OSLO (Reuters) - Norway's parliament approved the budget on Monday, ending weeks of talks.",
        "Yes",
        "( “ ) — ,",
    ]
)
ARTICLES = st.lists(st.tuples(SENTENCES, st.sampled_from([" ", "\n\n"])), max_size=12).map(
    lambda parts: "".join(s + gap for s, gap in parts).strip()
)


@pytest.mark.model
@settings(deadline=None, max_examples=60)
@given(text=ARTICLES, title=st.sampled_from([None, "Norway's gas", "(“"]))
def test_statements_are_the_articles_words(parse: Parse, text: str, title: str | None) -> None:
    """Text equals joined evidence, evidence equals the article, lengths keep their limits, a second run agrees."""
    parsed = parse(text, title=title)
    found = summary.extract(parsed, Found())
    statements = (*((found.takeaway,) if found.takeaway else ()), *found.key_points)
    for statement in statements:
        assert statement.text == " ".join(e.exact for e in statement.evidence)
        assert all(text[e.start : e.end] == e.exact for e in statement.evidence)
        starts = [e.start for e in statement.evidence]
        assert starts == sorted(starts)
    if found.takeaway:
        assert len(found.takeaway.text.split()) <= 60
    assert len({k.id for k in found.key_points}) == len(found.key_points)
    assert all(len(k.text.split()) <= 45 for k in found.key_points)
    texts = [s.text for s in statements]
    assert len({s.id for s in statements}) == len(set(texts))
    assert (found.headline is None) or (title is None and found.headline in _subsequences(found.headline, text))
    assert summary.extract(parse(text, title=title), Found()) == found


def _subsequences(headline: str, text: str) -> list[str]:
    """The headline itself when its words, an ellipsis aside, stand in the text in this order, else nothing."""
    words, told = iter(text.replace("\n", " ").casefold()), headline.removesuffix("…").casefold()
    inside = all(any(c == w for w in words) for c in told if not c.isspace())
    return [headline] if inside else []


@settings(deadline=None, max_examples=300)
@given(text=st.text('ab (),.“”"[]1—-:;Nn\u0130', min_size=1, max_size=60), tight=st.booleans())
def test_cutting_never_invents(text: str, tight: bool) -> None:
    """What stays are ordered, non-empty spans of the text, and no mark is left alone that had a partner."""
    spans = pieces(text, 0, len(text), tight=tight)
    assert spans
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    if balanced(text):
        assert balanced(joined(text, spans))
