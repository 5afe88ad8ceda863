"""What holds of linking whatever the briefs say."""

from __future__ import annotations

import random
import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.core.configuration import ActorRule, Catalog, GlossaryEntry
from generator.link import link
from generator.link.autolink import Autolinker
from generator.site import export
from tests.linking import make_brief

NAMES = [
    "Ada Lovelace",
    "Lovelace",
    "Ada",
    "Karl Marx",
    "Groucho Marx",
    "Marx",
    "France",
    "the U.S.",
    "US",
    "World Bank",
    "WB",
    "Foreign Ministry",
    "French Foreign Ministry",
    "O'Neill",
    "Jean-Paul Sartre",
    "李白",
    "Curie 2",
    "€",
    "May",
]
TEXTS = [
    "France met Marx at the World Bank on May 9.",
    "Marx will visit France for a fair.",
    "Ada's engine ran.",
    "",
    "The U.S. and US agreed; it's Lovelace’s plan 2.",
    "Power Line 2 carried Power Line-3 gas.",
    "x" * 30,
]
DATES = ["2024-05-09", "2024-05", "2024", "XXXX-05-09", "2024-Q2", "FUTURE_REF", "nonsense", "2023/2024"]

names = st.sampled_from(NAMES)
texts = st.sampled_from(TEXTS)
dates = st.sampled_from(DATES)
kinds = st.sampled_from(["person", "organization", "country", "group", "place"])
actors = st.fixed_dictionaries(
    {
        "name": names,
        "kind": kinds,
        "aliases": st.lists(names, max_size=2),
        "mentions": st.integers(0, 5),
        "role": st.sampled_from([None, "President", "President of France", ""]),
    }
)
figures = st.fixed_dictionaries(
    {
        "text": st.sampled_from(["2.5 billion", "2 billion", "two", "20%"]),
        "value": st.sampled_from([0, 2, 20, "2.5e9", "-2e9"]),
        "unit": st.sampled_from([None, "USD", "percent"]),
        "period": st.sampled_from([None, "2023", "2024", "2023/2024"]),
        "measure": st.sampled_from([None, "trade", "trade of France", "wheat exports"]),
        "sentence": texts,
    }
)
said = st.fixed_dictionaries(
    {
        "published": st.sampled_from([None, "2024-05-01", "2024-05", "2023-01-31"]),
        "takeaway": texts,
        "points": st.lists(texts, max_size=2),
        "actors": st.lists(actors, max_size=5),
        "figures": st.lists(figures, max_size=3),
        "next": st.lists(st.fixed_dictionaries({"text": texts, "when": st.none() | dates}), max_size=2),
        "events": st.lists(st.fixed_dictionaries({"text": texts, "date": dates}), max_size=2),
        "quotes": st.lists(st.fixed_dictionaries({"speaker": st.none() | names, "text": texts}), max_size=1),
        "terms": st.lists(
            st.fixed_dictionaries(
                {
                    "term": st.sampled_from(["Power Line 2", "Power Line-3", "power line", "engine", "WB", "€", "the"]),
                    "definition": st.sampled_from([None, "a line of power"]),
                }
            ),
            max_size=3,
        ),
    }
)
corpora = st.lists(said, max_size=5).map(
    lambda many: [make_brief({**one, "id": f"b{n}", "actors": _numbered(one["actors"])}) for n, one in enumerate(many)]
)
CATALOG = Catalog(
    actors=(ActorRule("Karl Marx", distinct_from=("Marx",)), ActorRule("Curie 2", reject=True)),
    glossary=(GlossaryEntry("engine", definition="a machine"), GlossaryEntry("Power Line 2", see_also=("engine",))),
)


def _numbered(actors: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**a, "id": f"a{n}"} for n, a in enumerate(actors)]


@settings(deadline=None, max_examples=120)
@given(corpora, st.randoms(use_true_random=False))
def test_order_does_not_matter(briefs: list[Any], chance: random.Random) -> None:
    """The corpus is the same whatever order the briefs come in."""
    shuffled = list(briefs)
    chance.shuffle(shuffled)
    assert link(shuffled, CATALOG) == link(briefs, CATALOG)


@settings(deadline=None, max_examples=120)
@given(corpora)
def test_references_resolve(briefs: list[Any]) -> None:
    """Every id and page a part names is one that exists, ids and pages are unique, and nothing is lost."""
    corpus = link(briefs, CATALOG)
    known = {b.id for b in briefs}
    register = {a.id for a in corpus.actors}
    assert len(register) == len(corpus.actors)
    assert len({t.id for t in corpus.terms}) == len(corpus.terms)
    assert len({e.id for e in corpus.ledger}) == len(corpus.ledger)
    for entry in corpus.actors:
        assert entry.briefs
        assert known.issuperset(entry.briefs)
        assert register.issuperset(entry.with_)
        assert entry.id not in entry.with_
        assert entry.name not in entry.aliases
    terms = {t.id for t in corpus.terms}
    for term in corpus.terms:
        assert term.briefs
        assert known.issuperset(term.briefs)
        assert terms.issuperset(term.see_also)
    assert sum(len(e.tellings) for e in corpus.ledger) == sum(len(b.figures) for b in briefs)
    looks = {(b.id, f.id): b for b in briefs for f in b.whats_next}
    found = [(o.brief, o.item.id) for o in corpus.outlook]
    assert len(set(found)) == len(found)
    assert {look for look, b in looks.items() if b.article.published} <= set(found) <= looks.keys()
    for brief, others in corpus.related.items():
        assert len(others) <= 5
        assert brief not in {r.brief for r in others}
        assert known.issuperset(r.brief for r in others)
        assert all(r.reasons for r in others)
    for brief in briefs:
        mapped = corpus.brief_actors[brief.id]
        assert register.issuperset(mapped.values())
        kept = {a.id for a in brief.actors if a.name != "Curie 2"}
        assert kept <= mapped.keys()
    for name, rows in export.tables(corpus).items():
        assert name.endswith(".json")
        assert isinstance(rows, list)


@settings(deadline=None, max_examples=120)
@given(corpora)
def test_what_must_not_happen(briefs: list[Any]) -> None:
    """Two people are never one, an editor's split holds, years and units stay apart, reports are not from before."""
    corpus = link(briefs, CATALOG)
    told = {(a.name, alias) for b in briefs for a in b.actors for alias in a.aliases}  # a record says that they are one
    for brief in briefs:
        mapped = corpus.brief_actors[brief.id]
        people = {a.name: mapped[a.id] for a in brief.actors if a.kind == "person" and a.id in mapped}
        for one, other in (("Karl Marx", "Groucho Marx"), ("Karl Marx", "Marx")):
            if one in people and other in people and told.isdisjoint({(one, other), (other, one)}):
                assert people[one] != people[other]
    for entry in corpus.ledger:
        assert len({t.figure.unit for t in entry.tellings}) == 1
        assert not {"2023", "2024"} <= {t.figure.period for t in entry.tellings}
    published = {b.id: b.article.published for b in briefs}
    for item in corpus.outlook:
        for report in item.reported_by:
            before, after = published[item.brief], published[report.brief]
            assert report.brief != item.brief
            assert not (before and after and len(before) == len(after) == 10) or after > before


@settings(deadline=None, max_examples=120)
@given(corpora, st.text(alphabet=st.sampled_from("Ada Lovelace Marx2 -.’'US€李\n"), max_size=80) | texts)
def test_links_keep_the_text(briefs: list[Any], text: str) -> None:
    """Pieces joined are the text; a target is linked once; no link starts or ends inside a word or at its own page."""
    corpus = link(briefs, CATALOG)  # who stands in one brief alone has a place on the register and no page
    own = next((a.page for a in corpus.actors if a.id == "ada-lovelace"), "actors/ada-lovelace.md")
    linker = Autolinker(corpus).page(own, "b0")
    pieces = linker.pieces(text)
    assert "".join(p.text for p in pieces) == text
    targets = [(p.target.kind, p.target.id) for p in pieces if p.target]
    assert len(set(targets)) == len(targets)
    assert ("actor", "ada-lovelace") not in targets
    at = 0
    for piece in pieces:
        end = at + len(piece.text)
        if piece.target:
            assert not re.match(r"[^\W_]", text[at - 1 : at] or " ")
            assert not (text[end - 1].isalnum() and re.match(r"[^\W_]", text[end : end + 1] or " "))
        at = end
    assert all(p.target is None for p in linker.pieces(text) if p.target and (p.target.kind, p.target.id) in targets)
