"""Rewriting a record keeps what a person laid out in it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.briefs.edits import merge
from generator.briefs.layout import rewrite
from generator.briefs.records import Record, dump_record, parse_record
from generator.core.model import Actor, Brief, Statement
from tests.unit.test_records import sample_brief, sample_text

MARKED = (
    sample_text()
    .replace("takeaway:\n", "# why this one\ntakeaway: # see note\n", 1)
    .replace("- id: ministry\n", "# the payer\n- id: ministry # checked\n", 1)
    .replace("  kind: organization\n", "  # or a country?\n  kind: organization\n", 1)
    .replace("title_source: article\n", "", 1)
    .replace("generated:\n", "title_source: article\n\n# the machine's\ngenerated:\n", 1)
)


def rewritten(text: str, brief: Brief) -> str:
    """The text after the generator came to `brief`."""
    return rewrite(text, merge(parse_record(text, "x.md"), brief, "1"))


def test_a_file_nobody_laid_out_is_written_plainly() -> None:
    """Without comments or another order, the bytes are those of a new record."""
    new = replace(sample_brief(), title="Other")
    record = merge(parse_record(sample_text(), "x.md"), new, "1")
    assert rewrite(sample_text(), record) == dump_record(record)


def test_nothing_changed_changes_no_byte() -> None:
    """Comments, their places and the order of keys are exactly what they were."""
    assert rewritten(MARKED, sample_brief()) == MARKED


def test_a_changed_value_leaves_all_other_lines() -> None:
    """Only the lines of what changed differ."""
    brief = sample_brief()
    new = replace(brief, title="Other", actors=(replace(brief.actors[0], role="payer"),))
    text = rewritten(MARKED, new)
    gone = set(MARKED.splitlines()) - set(text.splitlines())
    assert all(line.startswith(("title:", "    title:", "    actors/ministry:")) for line in gone), gone
    assert "  role: payer\n" in text
    assert text.index("# the payer\n- id: ministry # checked") < text.index("  # or a country?\n  kind:")


def test_the_comment_of_an_item_that_goes_stays() -> None:
    """An item the generator no longer finds leaves an editor's remarks behind."""
    text = rewritten(MARKED, replace(sample_brief(), actors=()))
    assert "id: ministry" not in text
    for comment in ("# the payer", "# checked", "# or a country?"):
        assert comment in text


def test_new_items_and_line_ends_of_windows() -> None:
    """What is added to a file with CRLF line ends has them too, and the note is not touched."""
    text = MARKED.replace("\n", "\r\n")
    new = Actor("city", "City", "organization", evidence=sample_brief().actors[0].evidence)
    out = rewritten(text, replace(sample_brief(), actors=(*sample_brief().actors, new)))
    assert "- id: city\r\n" in out
    assert "\n" not in out.replace("\r\n", "")
    assert out.endswith("My own words.\r\n")


@pytest.mark.parametrize(
    "odd", ["takeaway: {text: a, id: t} # flow\n", "takeaway: &t\n  text: a\n  # inner\n  id: t\n"]
)
def test_odd_layouts_lose_nothing(odd: str) -> None:
    """Flow style and anchors are rewritten where they must be; the comments in them stay."""
    start, end = sample_text().index("takeaway:\n"), sample_text().index("actors:\n")
    text = sample_text()[:start] + odd + sample_text()[end:]
    record = parse_record(text, "x.md")
    out = rewrite(text, Record(replace(record.brief, takeaway=Statement("b")), record.generated))
    assert parse_record(out, "x.md").brief.takeaway.text == "b"
    assert odd.partition("#")[2].splitlines()[0] in out


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(st.integers(0, 40), st.text("abc #:-'\"", min_size=1, max_size=12), max_size=6),
    st.booleans(), st.booleans(), st.text("ab: #'", max_size=8),
)  # fmt: skip
def test_comments_anywhere_survive_any_change(comments: dict[int, str], drop: bool, add: bool, title: str) -> None:
    """Comment lines at any place of the front matter are there after any change, and the record says the same."""
    lines = sample_text().splitlines(keepends=True)
    end = lines.index("---\n", 1)
    for place in sorted(comments, reverse=True):
        lines.insert(1 + place % (end - 1), f"# {comments[place]}\n")
    text = "".join(lines)
    brief = replace(sample_brief(), title=title)
    if drop:
        brief = replace(brief, figures=())
    if add:
        brief = replace(brief, key_points=(Statement("Point.", (), "k-1"),))
    record = merge(parse_record(text, "x.md"), brief, "2")
    out = rewrite(text, record)
    assert dump_record(parse_record(out, "x.md")) == dump_record(record)
    for comment in comments.values():
        assert f"# {comment}".strip() in out
