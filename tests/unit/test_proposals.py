"""What is proposed to an editor, and what is not."""

from __future__ import annotations

from typing import Any

import yaml

from generator.core.configuration import Catalog, Topic
from generator.link import link
from generator.link.corpus import Proposal
from tests.linking import make_brief


def _found(briefs: list[dict[str, Any]], catalog: Catalog | None = None) -> list[Proposal]:
    return list(link([make_brief(b) for b in briefs], catalog or Catalog()).proposals)


def test_bare_surname() -> None:
    """A surname of two people asks which; one of nobody asks for the full name and offers no line."""
    found = _found(
        [
            {"id": "a", "actors": ["Franklin Roosevelt", "Theodore Roosevelt"]},
            {"id": "b", "actors": ["Roosevelt", "Curie"]},
        ]
    )
    assert [(p.code, p.subject, bool(p.entry)) for p in found] == [
        ("whose-surname", "Roosevelt", True),
        ("whose-surname", "Curie", False),
    ]
    assert "'Franklin Roosevelt' or 'Theodore Roosevelt'" in str(found[0].text)


def test_terms() -> None:
    """What two briefs use or one defines is proposed for the glossary, most used first; an actor's name is not."""
    found = _found(
        [
            {
                "id": "a",
                "terms": ["soft landing", {"term": "carry trade", "definition": "borrowing low to invest high"}],
            },
            {"id": "b", "terms": ["soft landing", "Concert of Europe"]},
            {"id": "c", "terms": ["Concert of Europe", "oddity"]},
            {"id": "d", "terms": ["World Bank"], "actors": [{"name": "World Bank", "kind": "organization"}]},
        ]
    )
    assert sorted((p.code, p.subject) for p in found) == [
        ("new-term", "carry trade"),
        ("new-term", "soft landing"),
    ]
    assert [p.weight for p in found] == sorted((p.weight for p in found), reverse=True)
    defined = next(p for p in found if p.subject == "carry trade")
    assert yaml.safe_load(defined.entry) == [{"term": "carry trade", "definition": "borrowing low to invest high"}]


def test_topics() -> None:
    """Three briefs without a topic that share a term or two actors are a topic; those that have one are not."""
    briefs = [
        {
            "id": f"b{n}",
            "terms": [{"term": "quantitative easing", "definition": "purchase of bonds"}],
            "actors": ["Ada Lovelace", "Alan Turing"],
        }
        for n in range(3)
    ] + [{"id": f"x{n}", "title": "wheat"} for n in range(9)]
    topics = {p.subject for p in _found(briefs) if p.code == "new-topic"}
    assert topics == {"quantitative easing", "Ada Lovelace and Alan Turing"}
    covered = Catalog(topics=(Topic("Money", ("quantitative easing",)), Topic("Farming", ("wheat",))))
    assert not [p for p in _found(briefs, covered) if p.code == "new-topic"]


def test_remarks() -> None:
    """`check` tells the first twenty and how many more there are."""
    briefs = [make_brief({"id": f"b{n}", "actors": [f"Name{chr(ord('a') + n)}"]}) for n in range(23)]
    corpus = link(briefs, Catalog())
    assert len(corpus.proposals) == 23
    assert [d.code for d in corpus.diagnostics] == ["proposal"] * 21
    assert all(d.severity == "info" for d in corpus.diagnostics)
    assert corpus.diagnostics[-1].message == "3 more proposals are on the editors' page"
