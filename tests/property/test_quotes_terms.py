"""Any text: no exception, exact spans, and no quotation that leaves its paragraph."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.core.model import Found
from generator.extract import quotes, terms
from generator.extract.quotes.marks import find_quotations
from generator.extract.terms.spelling import term_key, term_pattern

MARKS = ["“", "”", "‘", "’", '"', "'", "``", "''", "„", "«", "»", "(", ")", ",", ".", "?", "—", " ", "\n", "\n\n"]
WORDS = [
    "Harry Truman",
    "said",
    "he",
    "the ministry",
    "told",
    "so-called",
    "known as",
    "is a kind of",
    "which",
    "Green Deal",
    "pipeline",
    "2",
    "GDP",
    "gross domestic product",
    "players",
    "it's",
    "a",
    "the",
    "no limits",
    "Łódź",
    "🙂",
    "\u200b",
]
soup = st.lists(st.sampled_from(MARKS + WORDS + [" "] * 8), max_size=60).map("".join)


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Lines with something in them, as spans."""
    spans, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append((at, at + len(line)))
        at += len(line) + 1
    return spans


@settings(deadline=None, max_examples=400)
@given(st.one_of(soup, st.text(max_size=120)))
def test_quotations_stay_in_their_paragraph(text: str) -> None:
    """Quotations lie inside one paragraph, in order, without overlap, and have words in them."""
    blocks = paragraphs(text)
    end = 0
    for q in find_quotations(text, blocks):
        assert end <= q.outer_start <= q.start < q.end <= q.outer_end
        assert any(s <= q.outer_start and q.outer_end <= e for s, e in blocks)
        assert any(c.isalnum() for c in text[q.start : q.end])
        end = q.outer_end


@settings(deadline=None, max_examples=200)
@given(st.lists(st.from_regex(r"\A[A-Za-z]{2,8}\Z"), min_size=1, max_size=4), st.sampled_from([" ", "-", "  ", "\n"]))
def test_every_label_is_found_however_it_is_parted(words: list[str], gap: str) -> None:
    """The pattern of a label finds the label with hyphens or spaces between its words, and the key does not change."""
    variant = gap.join(words)
    match = term_pattern(" ".join(words)).search(f"a {variant}, b")
    assert match is not None
    assert match[0] == variant
    assert term_key(variant) == term_key(" ".join(words))


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=40))
def test_every_label_has_a_pattern(label: str) -> None:
    """No label, however odd, breaks the pattern made of it, and a pattern never matches nothing."""
    assert all(m[0] for m in term_pattern(label).finditer(label))


@pytest.mark.model
@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=soup)
def test_extraction_of_any_text(parse, text: str) -> None:
    """Quotes and terms of any text have exact spans; a quote's first span is its words."""
    parsed = parse(text)
    found = terms.extract(parsed, quotes.extract(parsed, Found()))
    items = [*found.raw_quotes, *found.quotes, *found.terms, *found.definitions]
    for item in items:
        assert item.evidence
        assert all(text[e.start : e.end] == e.exact for e in item.evidence)
    for quote in found.raw_quotes:
        assert quote.evidence[0].exact == quote.text
        assert "\n" not in quote.text
    for definition in found.definitions:
        assert definition.definition == " ".join(e.exact for e in definition.evidence[1:])
    assert set(found.quotes) <= set(found.raw_quotes)
    assert len({t.id for t in found.terms}) == len(found.terms)
