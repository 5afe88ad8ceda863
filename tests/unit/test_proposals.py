"""What is proposed to an editor, and what is not."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from generator.core.configuration import Catalog, Topic
from generator.link import link
from generator.link.corpus import Proposal
from generator.link.spelling import alike, skeleton
from tests.linking import make_brief, make_catalog


def _found(briefs: list[dict[str, Any]], catalog: Catalog | None = None) -> list[Proposal]:
    return list(link([make_brief(b) for b in briefs], catalog or Catalog()).proposals)


def _pairs(names: list[str]) -> set[frozenset[str]]:
    words = {n: tuple(n.lower().split()) for n in names}
    return {frozenset((a, b)) for a, b, _ in alike(words)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("serguei", "sergei"),
        ("sergey", "sergei"),
        ("zelenskyy", "zelensky"),
        ("tchaikovsky", "chaikovskii"),
        ("yeltsin", "yeltzin"),
        ("kuznetsov", "kuznecov"),
        ("mohammed", "muhammad"),
        ("yulia", "iulia"),
    ],
)
def test_skeleton(one: str, other: str) -> None:
    """Romanizations of one name have one skeleton."""
    assert skeleton(one) == skeleton(other)


def test_alike() -> None:
    """A transliteration and a slip of the pen are alike; another first name, a short word and a number are not."""
    assert _pairs(["serguei rakhmaninov", "sergei rakhmaninov"])
    assert _pairs(["gordon brown", "gordon browne"])
    assert _pairs(["henry kissinger", "henry kisinger", "henri kissinger"]) >= {
        frozenset(("henry kissinger", "henry kisinger")),
        frozenset(("henry kissinger", "henri kissinger")),
    }
    assert not _pairs(["wang yi", "yang yi", "karl marx", "groucho marx", "apollo 1", "apollo 2"])


def test_same_actor() -> None:
    """Two spellings in two articles are a question with the lines to write."""
    found = _found([{"id": "a", "actors": ["Sergei Rachmaninoff"]}, {"id": "b", "actors": ["Serguei Rachmaninov"]}])
    assert [(p.code, p.file, p.briefs) for p in found] == [("same-actor", "actors.yml", ("a", "b"))]
    assert yaml.safe_load(found[0].entry) == [
        {"name": "Sergei Rachmaninoff", "kind": "person", "aliases": ["Serguei Rachmaninov"]}
    ]


def test_what_is_written_ends_the_question() -> None:
    """An alias joins, distinct_from answers, and two whom one article names are two."""
    briefs = [{"id": "a", "actors": ["Sergei Rachmaninoff"]}, {"id": "b", "actors": ["Serguei Rachmaninov"]}]
    for rule in ({"aliases": ["Serguei Rachmaninov"]}, {"distinct_from": ["Serguei Rachmaninov"]}):
        assert _found(briefs, make_catalog({"actors": [{"name": "Sergei Rachmaninoff", **rule}]})) == []
    assert _found([{"id": "a", "actors": ["Sergei Rachmaninoff", "Serguei Rachmaninov"]}]) == []


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


def test_person_taken_for_organization() -> None:
    """A name that some articles take for an organization is told, with its kind."""
    found = _found(
        [
            {"id": "a", "actors": ["Ada Lovelace"]},
            {"id": "b", "actors": ["Ada Lovelace"]},
            {"id": "c", "actors": [{"name": "Ada Lovelace", "kind": "organization"}]},
        ]
    )
    assert [(p.code, str(p.text)) for p in found] == [
        ("actor-kind", "'Ada Lovelace' is a person in 2 briefs and an organization in 1 brief; kind settles it")
    ]


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
        ("term-undefined", "Concert of Europe"),
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
