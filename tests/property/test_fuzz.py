"""A few inputs of every fuzzing target: no reader breaks, and what must hold of its answer holds."""

from __future__ import annotations

import pytest
from hypothesis.strategies import just

from tests.fuzz.__main__ import run
from tests.fuzz.targets import TARGETS, Target

CASES = {
    "page": [
        b"<link rel=canonical href='http://[x'>",
        b'<script type=\'application/ld+json\'>{"@type": "NewsArticle", "headline": "\\ud800 x"}</script>'
        + b"<p>a</p>",
    ],
    "feed": [
        b"<rss><channel><item><link>http://[x</link></item></channel></rss>",
        b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"title": "\\ud800"}]}',
    ],
    "address": ["http://a.b/\ud800"],
    "listing": [b"<urlset><url><loc>http://[x</loc></url></urlset>"],
    "formats": ["_"],
    "record": ["---\nschema: 3\ntitle: '\u2028'\narticle: a.md\n---\n"],
}
"""Inputs that broke a target once."""


@pytest.mark.parametrize("target", [t for t in TARGETS if not t.slow], ids=lambda t: t.name)
def test_no_target_breaks(target: Target) -> None:
    """Thirty inputs that look nearly right, and those that broke it once; hypothesis shows the smallest that does."""
    for case in CASES.get(target.name, ()):
        done, problem = run(Target(target.name, just(case), target.feed), 1, 60)
        assert (done, problem) == (1, None)
    assert run(target, 30, 60)[1] is None
