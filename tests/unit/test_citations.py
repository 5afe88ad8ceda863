"""What reference managers take of a brief."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from generator.core.configuration import Catalog, Masthead
from generator.link import link
from generator.site.feeds.citations import csl, files, ris
from generator.site.words import Words
from tests.linking import make_brief

ENGLISH = Words.of("en")
BRIEF = make_brief(
    {"id": "wool", "title": "Wool\nrises", "outlet": "Wire", "published": "2025-05-09", "takeaway": "It rose."}
)
BRIEF = replace(BRIEF, article=replace(BRIEF.article, authors=("Ada Lovelace", "Wire"), url="https://w.example/a b"))


def test_an_article_is_told_in_ris() -> None:
    """One field a line, whole names, no outlet among the authors, an address that no space can cut."""
    assert ris(BRIEF, "https://d.example/wool/", ENGLISH).split("\r\n") == [
        "TY  - NEWS",
        "TI  - Wool rises",
        "AU  - Ada Lovelace",
        "T2  - Wire",
        "PY  - 2025",
        "DA  - 2025/05/09/",
        "UR  - https://w.example/a%20b",
        "AB  - It rose.",
        "N1  - Brief: https://d.example/wool/",
        "ER  - ",
        "",
    ]


@pytest.mark.parametrize(
    ("published", "parts"), [("2025-05-09", [2025, 5, 9]), ("2025-05", [2025, 5]), ("2025", [2025]), (None, None)]
)
def test_a_day_is_told_as_far_as_it_is_known(published: str | None, parts: list[int] | None) -> None:
    """A month or a year is no day; what is not known is left out."""
    brief = replace(BRIEF, article=replace(BRIEF.article, published=published))
    issued = csl(brief, None, ENGLISH).get("issued")
    assert issued == ({"date-parts": [parts]} if parts else None)
    assert ("DA  - " in ris(brief, None, ENGLISH)) == bool(parts)


def test_each_brief_has_both_files_beside_its_page() -> None:
    """An article without an address is cited by that of its brief."""
    corpus = link([replace(BRIEF, article=replace(BRIEF.article, url=None))], Catalog())
    found = files(corpus, Catalog(masthead=Masthead("Desk", url="https://d.example/")))
    assert sorted(found) == ["briefs/2025/wool.csl.json", "briefs/2025/wool.ris"]
    [item] = json.loads(found["briefs/2025/wool.csl.json"])
    assert item["URL"] == "https://d.example/briefs/2025/wool/"
    assert item["author"] == [{"literal": "Ada Lovelace"}]
