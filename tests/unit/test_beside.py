"""The nouns that say what somebody is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from generator.extract.beside import nouns_beside

if TYPE_CHECKING:
    from generator.extract.parsed import Parsed


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("Jane Roe, a judge, left.", ["judge"]),
        ("Jane Roe is a judge.", ["judge"]),
        ("Jane Roe, who is a judge, left.", ["judge"]),
        ("His wife, Jane Roe, is a judge.", ["wife", "judge"]),
        ("The judge is Jane Roe.", ["judge"]),
        ("The judge became Jane Roe.", []),
        ("Jane Roe, who met a judge, left.", []),
        ("The judge met Jane Roe.", []),
    ],
)
def test_nouns_beside_a_name(text: str, nouns: list[str], parse: Callable[..., Parsed]) -> None:
    """What a verb but "be" joins with a name is another, of whom neither sex nor title tells anything."""
    doc = parse(text).doc
    name = next(t.i for t in doc if t.text == "Jane")
    assert [t.text for t in nouns_beside(doc[name : name + 2])] == nouns
