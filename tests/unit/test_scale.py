"""The corpus that speed is measured on."""

from __future__ import annotations

from tests.benchmarks.corpus import DOUBLE, Corpus


def test_an_added_article_is_read() -> None:
    """Article 2,001 is the double of one that is not there: at that size the benchmark failed."""
    assert 2001 % DOUBLE == 0
    assert Corpus(2000).added().points
    assert Corpus(2000).added() == Corpus(2001).added()
