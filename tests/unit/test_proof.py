"""Proofs: what is shown of the article, where it points, and how much of it a page may show."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.core.model import Evidence, Items, Statement
from generator.site.export import safe_url
from generator.site.pages.proof import NEAR, Cut, _stands, neighbours, proof_of, proofs, quoted_words, text_fragment
from tests.integration import hand_made
from tests.linking import make_brief

TEXT = "Prices rose. They rose by 3 percent in May, it said."


def _ev(words: str) -> Evidence:
    at = TEXT.index(words)
    return Evidence(at, at + len(words), words)


def test_a_figure_is_marked_inside_its_sentence() -> None:
    """The sentence is shown whole, the figure's own words apart."""
    proof = proof_of("figures/f-1", (_ev("3 percent"), _ev("They rose by 3 percent in May, it said.")), None)
    assert proof is not None
    assert proof.cuts == (Cut("They rose by ", "3 percent", " in May, it said."),)


def test_a_figures_proof_is_its_sentence_not_its_clause() -> None:
    """The clause stands on the page already; what proves it is the sentence around it."""
    spans = (_ev("3 percent"), _ev("They rose by 3 percent"), _ev("They rose by 3 percent in May, it said."))
    proof = proof_of("figures/f-1", spans, None)
    assert proof is not None
    assert proof.cuts == (Cut("They rose by ", "3 percent", " in May, it said."),)


def test_a_figure_without_its_sentence_shows_its_own_words() -> None:
    """Where the record has one span, that span is the proof."""
    proof = proof_of("figures/f-1", (_ev("3 percent"),), None)
    assert proof is not None
    assert proof.cuts == (Cut("", "3 percent"),)


def test_neighbouring_spans_are_one_run_and_others_are_not() -> None:
    """Two sentences in a row are unbroken; where words were left out there are two cuts."""
    whole = proof_of("takeaway", (_ev("Prices rose."), _ev("They rose by 3 percent in May, it said.")), None)
    cut = proof_of("takeaway", (_ev("Prices rose."), _ev("3 percent")), None)
    assert whole is not None
    assert cut is not None
    assert [c.marked for c in whole.cuts] == [TEXT]
    assert [c.marked for c in cut.cuts] == ["Prices rose.", "3 percent"]


@pytest.mark.parametrize(
    ("words", "before", "after"),
    [
        ("Prices rose.", "Mr. Roe met J. Doe in May.", "They fell “soon.”"),
        ("They fell “soon.”", "Prices rose.", "What then?"),
        ("fell", "They", "“soon.”"),
        ("What then?", "They fell “soon.”", ""),  # a heading is no neighbour
        ("Nobody knows.", "", "It ends."),
        ("Mr. Roe", "", "met J. Doe in May."),
    ],
)
def test_neighbours_are_the_sentences_around(words: str, before: str, after: str) -> None:
    """Across paragraphs too, but no heading; of words inside a sentence, the rest of it."""
    first = "Mr. Roe met J. Doe in May. Prices rose. They fell “soon.”"
    text = f"{first}\n\nWhat then?\n\nThe outlook\n\nNobody knows. It ends."
    at = text.index(words)
    found = neighbours(text, (Evidence(at, at + len(words), words),))
    assert tuple(e.exact for e in found) == (before, after)
    assert all(text[e.start : e.end] == e.exact for e in found)


def test_a_long_neighbour_is_cut_between_words() -> None:
    """What is shown of a text without borders ends at a word."""
    text = "word " * 200 + "Here it is. " + "more " * 200
    at = text.index("Here")
    before, after = neighbours(text, (Evidence(at, at + 11, "Here it is."),))
    assert {*before.exact.split()} == {"word"}
    assert {*after.exact.split()} == {"more"}
    assert max(len(before.exact), len(after.exact)) <= NEAR


def test_neighbours_cost_no_proof() -> None:
    """They come after all proofs in the budget of words, and not at all where the article is not kept."""
    plain = replace(make_brief({"id": "a"}), takeaway=Statement("Prices rose.", (_ev("Prices rose."),), "t"))
    brief = replace(plain, article=replace(plain.article, text=TEXT))
    assert proofs(plain, 100)[0]["takeaway"].after == ""
    assert proofs(brief, 100)[0]["takeaway"].after == "They rose by 3 percent in May, it said."
    assert proofs(brief, 5)[0]["takeaway"].after == ""


def test_no_evidence_no_proof() -> None:
    """What an editor wrote has none."""
    assert proof_of("takeaway", (), None) is None


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://example.org/a?b=1&c=2#d", "https://example.org/a?b=1&c=2#d"),
        ("https://example.org/(x) <y>\"'`", "https://example.org/%28x%29%20%3Cy%3E%22%27%60"),
        ("https://example.org/ü", "https://example.org/%C3%BC"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("//example.org", None),
        ("https://", None),
        ("http://[", None),
        ("", None),
        (None, None),
    ],
)
def test_addresses_are_encoded_or_refused(url: str | None, safe: str | None) -> None:
    """Only http(s) is linked, and nothing in an address can end a Markdown link."""
    assert safe_url(url) == safe


def test_a_proof_points_into_the_original() -> None:
    """A text fragment names the first and last words; dashes and commas in them are encoded."""
    assert text_fragment("https://example.org/a", "one-two, three") == (
        "https://example.org/a#:~:text=one%2Dtwo%2C%20three"
    )
    long = text_fragment("https://example.org/a#part", "a b c d e f g h i j")
    assert long == "https://example.org/a#part:~:text=a%20b%20c%20d,g%20h%20i%20j"
    assert text_fragment("javascript:x", "a") is None


def test_words_shown_twice_count_once() -> None:
    """The budget counts words of the article, not of the page."""
    assert len(quoted_words([_ev("Prices rose."), _ev("rose. They rose")])) == 4


@pytest.mark.parametrize(
    ("path", "spans", "stand"),
    [("figures/f", 3, 2), ("figures/f", 2, 1), ("quotes/q", 3, 1), ("terms/t", 2, 0), ("key_points/k", 3, 3)],
)
def test_what_stands_on_a_page_with_its_proofs_closed(path: str, spans: int, stand: int) -> None:
    """Of a figure its clause too, which it shows where it has no label; of a term nothing, of a point all its words."""
    evidence = (_ev("3 percent"), _ev("They rose by 3 percent"), _ev("They rose by 3 percent in May, it said."))[:spans]
    assert _stands(path, evidence) == evidence[:stand]


def test_what_a_person_wrote_is_not_proved() -> None:
    """The spans that its record still has are those of other words."""
    brief = hand_made.pact_brief()
    kept, _ = proofs(replace(brief, edited=frozenset({"takeaway"})), 10_000)
    assert {*proofs(brief, 10_000)[0]} - {*kept} == {"takeaway"}
    point = f"whats_next/{brief.whats_next[0].id}"
    dated = replace(brief, edited=frozenset({point}), intact=frozenset({f"{point}/text"}))
    assert proofs(dated, 10_000)[0].keys() == proofs(brief, 10_000)[0].keys(), "of which the day alone is a person's"


def test_a_small_budget_keeps_the_statements_and_drops_the_least_important_proofs() -> None:
    """Statements are shown in any case; a proof that shows no further words stays, one that does goes first."""
    brief = hand_made.pact_brief()
    full, nothing = proofs(brief, 10_000)
    kept, problems = proofs(brief, 0)
    assert nothing == ()
    assert "figures/f-1" in full
    assert "figures/f-2" not in kept
    assert "takeaway" in kept
    assert [p.code for p in problems] == ["quote-budget"]


def test_folded_items_come_last_in_the_budget() -> None:
    """They are proved after all of the brief's own; one word too few costs a folded item, never one of the brief's."""
    brief = hand_made.folded_brief()
    own, _ = proofs(replace(brief, more=Items()), 10_000)
    full, _ = proofs(brief, 10_000)
    assert {*full} - {*own} == {
        "key_points/k-3", "key_points/k-4", "whats_next/w-1", "figures/f-3", "terms/t-2", "events/e-2"
    }  # fmt: skip
    for budget in range(0, 120, 3):
        kept, problems = proofs(brief, budget)
        alone, _ = proofs(replace(brief, more=Items()), budget)
        assert {path for path in kept if path in own} == {*alone}
        assert bool(problems) == (len(kept) < len(full))
