"""Blocks and sections of an article."""

from __future__ import annotations

import pytest

from generator.extract.parsed import find_blocks

TEXT = """The Takeaway

The central bank kept its rate where it was, and said that it would wait for the next figures before moving again.

In Brief

- Prices rose more slowly than in the months before, which the bank had hoped for.

1. Wages follow

- Wages rose faster than prices for the first time in two years, the bank said in its report.

What’s Next?

1. A decision in June

The board meets again in June, and most of those who follow it expect that it will cut its rate then."""


def test_sections_are_read_from_headings() -> None:
    """Each block carries the section it stands in; subheadings do not end one."""
    blocks = find_blocks(TEXT)
    assert [(b.kind, b.section) for b in blocks] == [
        ("heading", "takeaway"), ("paragraph", "takeaway"),
        ("heading", "key_points"), ("item", "key_points"), ("heading", "key_points"), ("item", "key_points"),
        ("heading", "whats_next"), ("heading", "whats_next"), ("paragraph", "whats_next"),
    ]  # fmt: skip
    assert TEXT[blocks[3].content :].startswith("Prices rose")


def test_a_text_without_headings_has_none() -> None:
    """Short last lines and questions are prose."""
    text = "Rates fell.\n\nWhy now? Nobody knows what made the bank change its mind so soon.\n\nNo comment"
    blocks = find_blocks(text)
    assert [b.kind for b in blocks] == ["paragraph"] * 3
    assert {b.section for b in blocks} == {None}


def test_empty_text_has_no_blocks() -> None:
    """Nothing gives nothing."""
    assert find_blocks("\n \n") == ()


def test_a_title_with_the_lead_behind_it_is_a_block_of_its_own() -> None:
    """A page saved without its line breaks does not run the headline into the first sentence."""
    text = "Old harbour to grow The city said on Monday that it would widen the harbour."
    blocks = find_blocks(text, "Old harbour to grow")
    assert [(b.kind, text[b.start : b.end][:8]) for b in blocks] == [("heading", "Old harb"), ("paragraph", "The city")]
    for subject in ("Old harbour", "Old harbour to gr", "Old harbour to grow The city said"):
        assert len(find_blocks(text, subject)) == 1, subject


@pytest.mark.parametrize(
    "dateline",
    [
        "LISBON — ",
        "BRUSSELS/LONDON (Agency) - ",
        "ST. JOHN'S, March 4 — ",
        "TOKYO (March 19) - ",
        "OSLO, Norway -- ",
        "SUEZ, Egypt, March 29 - ",
    ],
)
def test_a_dateline_is_no_part_of_the_lead(dateline: str) -> None:
    """The first sentence starts behind the place and the dash."""
    text = f"{dateline}The port will grow, the city said on Monday."
    (block,) = find_blocks(text)
    assert (text[block.content :][:8], block.kind) == ("The port", "paragraph")
    links = "\n\n".join(("Home", "News", "Ports", "Ships", "Press release", text))  # a page's own lines stand above it
    assert links[find_blocks(links)[-1].content :].startswith("The port")


@pytest.mark.parametrize(
    "lead", ["NATO said on Monday - as before - that", "A-levels are out", "US-China talks", "The EU"]
)
def test_capitals_alone_are_no_dateline(lead: str) -> None:
    """An acronym that opens a sentence stays in it."""
    (block,) = find_blocks(f"{lead} went on for the whole of the week.")
    assert block.content == 0
