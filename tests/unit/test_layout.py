"""Rewriting a record keeps what a person laid out in it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.briefs.edits import merge
from generator.briefs.layout import laid_out, rewrite
from generator.briefs.records import Record, parse_record
from generator.core.model import Actor, Brief, Statement
from tests.record_files import dump_record
from tests.unit.test_records import SCHEMA_2, TEXT, sample_brief, sample_files, sample_text

MARKED = (
    sample_text()
    .replace("takeaway: >-\n", "# why this one\ntakeaway: >- # see note\n", 1)
    .replace(
        "- ministry (organization)\n",
        "# the payer\n- name: ministry # checked\n  # or a country?\n  kind: organisation\n",
    )
    .replace("published: March 2025\n", "", 1)
    .replace("figures:\n", "published: 2025-03\n\n# the money\nfigures:\n", 1)
)
"""The page of `sample_brief` as an editor might leave it: the same values, in other words and another order."""


def record_of(text: str) -> Record:
    """A page beside the memory of `sample_brief`."""
    return parse_record(text, "port.md", sample_files().memory)


def rewritten(text: str, brief: Brief) -> str:
    """The text after the generator came to `brief`."""
    old = record_of(text)
    return rewrite(text, old, merge(old, brief, "1"))


def test_a_file_nobody_laid_out_is_written_plainly() -> None:
    """Without comments or another order, the bytes are those of a new record."""
    new = replace(sample_brief(), title="Other")
    assert rewritten(sample_text(), new) == dump_record(merge(None, new, "1")).page


def test_other_words_for_the_same_values_are_no_edit() -> None:
    """A date, a kind or a form of another spelling says the same."""
    assert record_of(MARKED).brief.edited == frozenset()


def test_nothing_changed_changes_no_byte() -> None:
    """Comments, their places and the order of keys are exactly what they were."""
    assert rewritten(MARKED, sample_brief()) == MARKED


def test_a_changed_value_leaves_all_other_lines() -> None:
    """Only the lines of what changed differ."""
    brief = sample_brief()
    new = replace(brief, title="Other", actors=(replace(brief.actors[0], role="payer"),))
    text = rewritten(MARKED, new)
    gone = set(MARKED.splitlines()) - set(text.splitlines())
    assert gone == {"  2025-03-04: yes", "- name: ministry # checked", "  # or a country?", "  kind: organisation"}
    assert "# the payer\n# checked\n# or a country?\n- ministry (organization): payer\n" in text
    assert "published: 2025-03\n\n# the money\nfigures:\n" in text


def test_the_comment_of_an_item_that_goes_stays() -> None:
    """An item the generator no longer finds leaves an editor's remarks behind."""
    text = rewritten(MARKED, replace(sample_brief(), actors=()))
    assert "ministry" not in text.replace(TEXT, "")
    for comment in ("# the payer", "# checked", "# or a country?"):
        assert comment in text


def test_the_comment_of_an_item_that_goes_stands_where_it_stood() -> None:
    """Another item of its list takes it over: it is gathered on top only where there is no such place."""
    two = replace(sample_brief(), actors=(*sample_brief().actors, Actor("x", "Xylo Works", "organization")))
    files = dump_record(merge(None, two, "1"))
    text = files.page.replace("- ministry", "# the payer\n- ministry")
    old = parse_record(text, "port.md", files.memory)
    new = rewrite(text, old, merge(old, replace(two, actors=two.actors[1:]), "1"))
    assert "actors:\n# the payer\n- Xylo Works (organization)\n" in new


def test_what_looks_like_a_comment_in_a_block_is_text() -> None:
    """Lines of a sentence that begin with # belong to it: they are no remark, whatever becomes of it."""
    text = sample_text().replace("  2025-03-04: yes", "  #1 in trade", 1)
    assert not laid_out(text)
    assert laid_out(MARKED)
    assert laid_out(text.replace("takeaway:", "# mine\ntakeaway:"))
    other = replace(sample_brief(), takeaway=Statement("#2 in trade"))
    out = rewritten(MARKED.replace("  2025-03-04: yes", "  #1 in trade", 1), other)
    assert "title: >-\n  #1 in trade\n" in out
    assert "takeaway: >-\n  #2 in trade\n" in out


def test_lists_keep_the_place_of_their_items() -> None:
    """New items stand where the record has them, with the indentation of the list; others keep their lines."""
    text = sample_text().replace("- ministry (organization)", "  # one\n  - ministry (organisation)  # two")
    city = Actor("city", "City", "place", evidence=sample_brief().actors[0].evidence)
    out = rewritten(text, replace(sample_brief(), actors=(city, *sample_brief().actors)))
    assert "actors:\n  - City (place)\n  # one\n  - ministry (organisation)  # two\n" in out


def test_new_items_and_line_ends_of_windows() -> None:
    """What is added to a file with CRLF line ends has them too, and the note is not touched."""
    text = MARKED.replace("\n", "\r\n")
    new = Actor("city", "City", "organization", evidence=sample_brief().actors[0].evidence)
    out = rewritten(text, replace(sample_brief(), actors=(*sample_brief().actors, new)))
    assert "- City (organization)\r\n" in out
    assert "\n" not in out.replace("\r\n", "")
    assert out.endswith("My own words.\r\n")


@pytest.mark.parametrize(
    "odd", ["actors: [ministry (organization)] # flow\n", "actors:\n- {name: ministry, kind: organization} # flow\n"]
)
def test_odd_layouts_lose_nothing(odd: str) -> None:
    """Flow style is rewritten where it must be; the comments in it stay."""
    text = sample_text().replace("actors:\n- ministry (organization)\n", odd)
    assert record_of(text).brief.edited == frozenset()
    out = rewritten(text, replace(sample_brief(), actors=(replace(sample_brief().actors[0], role="payer"),)))
    assert "# flow\n- ministry (organization): payer\n" in out.replace("# flow\nactors:\n", "# flow\n")


def test_a_record_of_an_older_schema_keeps_its_comments() -> None:
    """Written in the new form, a record has the remarks of the old one above it."""
    old = SCHEMA_2.replace("\n# the payer", "\n# the payer", 1)
    record = parse_record(old, "port.md")
    assert rewrite(old, record, record).startswith("---\n# the payer\nschema: 3\n")
    assert laid_out(old)
    assert not laid_out(old.replace("# the payer\n", ""))


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(st.integers(0, 40), st.text("abc #:-'\"", min_size=1, max_size=12), max_size=6),
    st.booleans(), st.booleans(), st.text("ab: #'", min_size=1, max_size=8).filter(str.strip),
)  # fmt: skip
def test_comments_anywhere_survive_any_change(comments: dict[int, str], drop: bool, add: bool, title: str) -> None:
    """Comment lines at any place of the front matter are there after any change, and the record says the same."""
    lines = sample_text().splitlines(keepends=True)
    front = lines[1 : lines.index("---\n", 1) + 1]
    places = [n for n, _ in enumerate(front, 1) if not lines[n - 1].endswith(">-\n")]
    for place in sorted(comments, key=lambda number: places[number % len(places)], reverse=True):
        lines.insert(places[place % len(places)], f"# {comments[place]}\n")
    text = "".join(lines)
    brief = replace(sample_brief(), title=title)
    if drop:
        brief = replace(brief, figures=())
    if add:
        brief = replace(brief, key_points=(Statement("Point.", (), "k-1"),))
    old = record_of(text)
    assert old.brief.edited == frozenset()
    record = merge(old, brief, "2")
    out = rewrite(text, old, record)
    files = dump_record(record)
    assert dump_record(parse_record(out, "port.md", files.memory)) == files
    for comment in comments.values():
        assert f"# {comment}".strip() in out
