"""The whole second half does not depend on the order in which briefs come."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.link import link
from generator.site.build import Site, build_site
from tests.integration import hand_made
from tests.linking import make_brief, make_catalog

TEMPLATES = Path(__file__).resolve().parents[2] / "site_config" / "templates"
SUMMIT = {
    "next": [
        {"text": "Kennedy will visit Vienna on June 3 for a summit at the Schönbrunn palace.", "when": "1961-06-03"}
    ],
}
BRIEFS = (
    *hand_made.briefs(),
    make_brief(
        {"id": "a", "published": "1961-05-20", "actors": [{"name": "John Kennedy", "aliases": ["Kennedy"]}], **SUMMIT}
    ),
    make_brief(
        {
            "id": "b",
            "published": "1961-06-05",
            "actors": [{"name": "John F. Kennedy", "aliases": ["Kennedy"]}],
            "takeaway": "Kennedy met the Soviet leader at a summit in Vienna.",
            "figures": [
                {
                    "text": "$245 billion",
                    "value": "245e9",
                    "unit": "USD",
                    "measure": "trade of Austria",
                    "period": "1960",
                    "sentence": "The trade of Austria came to $245 billion in 1960.",
                }
            ],
        }
    ),
    make_brief(
        {
            "id": "c",
            "published": "1961-06-05",
            "actors": ["Kennedy", "Robert Kennedy"],
            "terms": ["Concert of Europe"],
            "figures": [
                {
                    "text": "$244.8 billion",
                    "value": "244.8e9",
                    "unit": "USD",
                    "measure": "trade of Austria",
                    "period": "1960",
                    "sentence": "In 1960 the trade of Austria came to $244.8 billion.",
                }
            ],
        }
    ),
    make_brief(
        {
            "id": "d",
            "actors": ["Serguei Rachmaninov"],
            "terms": ["the Concert of Europe"],
            "events": [{"date": "XXXX-06-03", "text": "Nobody knows the year."}],
        }
    ),
    make_brief({"id": "e", "actors": ["Sergei Rachmaninoff"], "quotes": [{"speaker": "Kennedy", "text": "Vienna"}]}),
)
CATALOG = make_catalog({"actors": [{"name": "Robert Kennedy", "distinct_from": ["John Kennedy"]}]})


def _site(briefs: tuple[object, ...]) -> Site:
    return build_site(briefs, CATALOG, TEMPLATES)  # type: ignore[arg-type]


EXPECTED = _site(BRIEFS)


@settings(deadline=None, max_examples=12)
@given(st.permutations(BRIEFS))
def test_any_order_gives_the_same_site(briefs: list[object]) -> None:
    """Pages, files, diagnostics and corpus are the same, byte for byte, whatever order the briefs come in."""
    found = _site(tuple(briefs))
    assert found.pages == EXPECTED.pages
    assert found.files == EXPECTED.files
    assert found.diagnostics == EXPECTED.diagnostics
    assert found.corpus == EXPECTED.corpus


@settings(deadline=None, max_examples=25)
@given(st.permutations(BRIEFS), st.integers(1, len(BRIEFS) - 1))
def test_one_at_a_time_is_all_at_once(briefs: list[object], first: int) -> None:
    """What was linked before leaves no trace: adding the rest gives what all together give."""
    link(briefs[:first], CATALOG)  # type: ignore[arg-type]
    assert link(briefs, CATALOG) == EXPECTED.corpus  # type: ignore[arg-type]


def test_the_briefs_are_linked() -> None:
    """The briefs of these tests have something to link, or order could not matter."""
    corpus = EXPECTED.corpus
    assert corpus is not None
    assert {o.status for o in corpus.outlook} >= {"reported", "ahead"}
    assert {e.agreement for e in corpus.ledger} >= {"agree", "single"}
    assert any(len(t.briefs) > 1 for t in corpus.terms)
