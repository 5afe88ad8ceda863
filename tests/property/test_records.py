"""Round trips of records hold for any words and numbers."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.briefs.edits import merge
from generator.briefs.records import parse_record
from generator.core.model import Article, Brief, Evidence, Figure, Statement
from tests.record_files import dump_record

HOSTILE = st.sampled_from(
    [
        "no",
        "~",
        "null",
        ": ",
        "- x",
        "2025-03",
        "2025-03-04",
        "1_000",
        "0x1F",
        "1e3",
        "@a",
        "%b",
        "!c",
        "---",
        "...",
        "a: b",
        "a #b",
        "'",
        '"',
        "\\",
        "😀",
        "{x}",
        "[x",
        "|",
        ">",
        "&a",
        "*a",
        "=",
        "<<",
    ]
)
WORDS = st.one_of(HOSTILE, st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40))
LARGEST = 10**26  # with three places within NUMBER_DIGITS of core.limits
SHOWN = WORDS.filter(lambda words: any(c.isprintable() and not c.isspace() for c in words))
"""A title has a character that shows."""
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-LARGEST, max_value=LARGEST)


@settings(max_examples=200, deadline=None)
@given(SHOWN, WORDS.filter(bool), WORDS, NUMBERS, WORDS, st.none() | WORDS)
def test_any_record_survives_the_file(
    title: str, words: str, unit: str, value: Decimal, note: str, outlet: str | None
) -> None:
    """What is written is read back, byte for byte and value for value, and nothing looks edited."""
    evidence = (Evidence(0, len(words), words),)
    brief = Brief(
        "x",
        Article("x.md", "", "d", authors=(title,), outlet=outlet or None),
        title,
        "article",
        Statement(words, evidence),
        figures=(Figure("f", words, value, unit, evidence),),
        note=note,
    )
    record = merge(None, brief, "1")
    files = dump_record(record)
    read = parse_record(files.page, "x.md", files.memory)
    assert dump_record(read) == files
    assert replace(read.brief, edited=frozenset()) == brief
    assert read.brief.edited == frozenset()
