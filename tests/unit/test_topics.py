"""Which topics head a brief: those that tell it from others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from generator.core.configuration import Catalog, Topic
from generator.core.model import Brief
from generator.link import link
from generator.link.topics import FEW, Assigned, assigned
from generator.site.pages import topics
from tests.linking import make_brief

TRADE = Topic("Trade", ("tariff", "exports"))
SEA = Topic("The sea", ("harbour", "Halden Line"))


def _about(*said: dict[str, Any]) -> list[list[str]]:
    briefs = [make_brief({"id": f"b{n}", **brief}) for n, brief in enumerate(said)]
    found = assigned(briefs, (TRADE, SEA))
    names = ("Trade", "The sea")
    return [[names[n] for n in found.about[b.id] if n not in found.wide] for b in briefs]


def test_a_word_that_every_brief_has_heads_none() -> None:
    """What all briefs name beside their subject is nobody's topic; the rarer word is."""
    everywhere = {"title": "The tariff", "terms": ["Halden Line"]}
    others = [{**everywhere, "takeaway": "The tariff hits exports."} for _ in range(FEW)]
    assert _about({"title": "A new harbour", "terms": ["Halden Line"]}, *others)[0] == ["The sea"]
    assert _about(*others) == [[]] * FEW, "nearly every brief would have it"


def test_what_is_only_named_gives_way_to_what_is_said() -> None:
    """One name in the fold makes no topic beside what the brief says, however rare; alone it is better than none."""
    plain = {"title": "Wool"}
    said = {"title": "Silk", "points": ["The tariff rose."], "terms": ["Halden Line"]}
    other = {"title": "Higher tariff on wool"}
    named = {"title": "Wool again", "terms": ["Halden Line"]}
    assert _about(said, other, plain) == [["Trade"], ["Trade"], []]
    assert _about(other, named, plain) == [["Trade"], ["The sea"], []]


def test_two_subjects_of_like_weight_are_two_topics() -> None:
    """A brief on both has both, the weightier first."""
    trade = {"title": "Exports rise", "takeaway": "The harbour of Halden is busy."}
    sea = {"title": "A harbour is busy", "takeaway": "Exports rise."}
    others = ({"title": "Wool"}, {"title": "Silk"})
    assert _about(trade, *others)[0] == ["Trade", "The sea"]
    assert _about(sea, *others)[0] == ["The sea", "Trade"]


def test_topics_are_found_once_a_build(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages, search and feeds ask for them: with 2,000 briefs each answer anew takes a quarter of a second."""
    asked: list[object] = []

    def noted(briefs: Sequence[Brief], wanted: Sequence[Topic]) -> Assigned:
        asked.append(briefs)
        return assigned(briefs, wanted)

    monkeypatch.setattr(topics, "assigned", noted)
    catalog, briefs = Catalog(topics=(TRADE, SEA)), [make_brief({"id": "b", "title": "A new harbour"})]
    corpus = link(briefs, catalog)
    assert topics.of_briefs(corpus, catalog)["b"] == (("The sea", "topics/the-sea.md"),)
    assert [len(group.briefs) for group in topics.grouped(corpus, catalog)] == [0, 1]
    assert len(asked) == 1
    assert not topics.of_briefs(link([], catalog), catalog)
    assert len(asked) == 2, "another corpus"
