"""A few inputs of every fuzzing target: no reader breaks, and what must hold of its answer holds."""

from __future__ import annotations

import pytest

from tests.fuzz.__main__ import draw, fed, search
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
    "head of an answer": ["99\x1c", "x;charset*0*;charset*"],
    "builder configuration": ["aliases: !!int ", "\ufeff\ufeff"],
    "figures": ["1e9(%", "5 (%"],
    "address": ["http://a.b/\ud800"],
    "listing": [b"<urlset><url><loc>http://[x</loc></url></urlset>"],
    "formats": ["_"],
    "record": ["---\nschema: 3\ntitle: '\u2028'\narticle: a.md\n---\n", "---\n? schema: 3\n---\n"],
}
"""Inputs that broke a target once."""


@pytest.mark.parametrize("target", [t for t in TARGETS if not t.slow], ids=lambda t: t.name)
def test_no_target_breaks(target: Target) -> None:
    """Inputs that look nearly right, searched and by chance, and those that broke it once: the smallest is shown."""
    for case in CASES.get(target.name, ()):
        fed(target, case)
    assert search(target, 20, 60)[1] is None
    assert draw(target, 100, 60, "suite")[1] is None
