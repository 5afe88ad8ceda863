"""Brief files to and from records."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from generator.briefs.edits import merge
from generator.briefs.records import Record, dump_record, parse_record, record_schema
from generator.core.errors import RecordError
from generator.core.model import Actor, Article, Brief, Evidence, Figure, Statement

TEXT = "The ministry paid 3 million euros to the port."


def sample_brief() -> Brief:
    """A small brief whose every statement stands in `TEXT`."""
    whole = Evidence(0, len(TEXT), TEXT)
    return Brief(
        id="port",
        article=Article("port.md", "", "d1", authors=("no",), published="2025-03", published_source="given"),
        title="2025-03-04: yes",
        title_source="article",
        takeaway=Statement(TEXT, (whole,)),
        actors=(
            Actor(
                "ministry",
                "ministry",
                "organization",
                mentions=1,
                salience=1.0,
                evidence=(Evidence(4, 12, "ministry"),),
            ),
        ),
        figures=(
            Figure("f-1", "3 million euros", Decimal(3000000), "EUR", (Evidence(18, 33, "3 million euros"), whole)),
        ),
        note="My own words.\n",
    )


def sample_text() -> str:
    """The file of `sample_brief`, as the generator writes it."""
    return dump_record(merge(None, sample_brief(), "1"))


def test_round_trip_is_exact() -> None:
    """Reading and writing gives the same bytes, and the values that were written."""
    record = parse_record(sample_text(), "port.md")
    assert dump_record(record) == sample_text()
    assert replace(record.brief, edited=frozenset()) == sample_brief()
    assert record.brief.edited == frozenset()


def test_a_changed_value_is_known_as_a_persons() -> None:
    """The digest tells a hand edit from the generator's own words."""
    record = parse_record(sample_text().replace("value: 3000000", "value: 3500000"), "port.md")
    assert record.brief.edited == {"figures/f-1"}


def test_an_added_item_needs_no_id_and_no_evidence() -> None:
    """An editor may add an actor by name and kind alone."""
    text = sample_text().replace("figures:\n", "- name: Port Authority\n  kind: organization\nfigures:\n")
    record = parse_record(text, "port.md")
    assert record.brief.actors[1].id == "port-authority"
    assert "actors/port-authority" in record.brief.edited


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("kind: organization", "knd: organization", "actors.0"),
        ("value: 3000000", "value: many", "figures.0.value"),
        ("schema: 2", "schema: 3", "schema"),
        ("18:33 3", "18-33 3", "figures.0.evidence"),
        ("title_source: article", "title_source: [", "line"),
        ("- id: f-1", "- id: f-1\n  text: a\n  value: 1\n  unit: x\n- id: f-1", "figures"),
    ],
)
def test_a_mistake_names_file_and_field(old: str, new: str, field: str) -> None:
    """Every broken record is one line with its file, its field and a remedy."""
    text = sample_text()
    assert old in text
    with pytest.raises(RecordError) as caught:
        parse_record(text.replace(old, new, 1), "briefs/port.md")
    assert str(caught.value).startswith("briefs/port.md: ")
    assert field in (caught.value.field or "")
    assert caught.value.remedy
    assert "\n" not in str(caught.value)


def test_an_unknown_key_is_not_lost_silently() -> None:
    """A misspelt key beside the right ones is refused, at any depth."""
    text = sample_text().replace("  kind: organization\n", "  kind: organization\n  rolle: payer\n")
    with pytest.raises(RecordError, match="rolle"):
        parse_record(text, "port.md")


def test_the_schema_describes_records() -> None:
    """`briefing schema --record` names the fields of the file."""
    assert {"id", "title", "takeaway", "actors"} <= set(record_schema()["properties"])


def test_empty_file_is_refused() -> None:
    """A file without front matter is no record."""
    with pytest.raises(RecordError, match="no front matter"):
        parse_record("", "x.md")


def test_record_type() -> None:
    """A record of a new brief carries a digest for each of its values."""
    record: Record = merge(None, sample_brief(), "1")
    assert set(record.generated.digests) >= {"title", "takeaway", "actors/ministry", "figures/f-1", "article/published"}


def test_the_size_of_an_article_is_kept_on_two_lines() -> None:
    """Words and the starts of paragraphs come back as they were; a record without them reads as unknown."""
    brief = sample_brief()
    brief = replace(brief, article=replace(brief.article, words=312, paragraphs=(0, 388, 709)))
    text = dump_record(merge(None, brief, "1"))
    assert "  words: 312\n  paragraphs: 0 388 709\n" in text
    read = parse_record(text, "port.md").brief.article
    assert (read.words, read.paragraphs) == (312, (0, 388, 709))
    assert parse_record(sample_text(), "port.md").brief.article.paragraphs == ()


def test_what_is_stale_is_told_in_words() -> None:
    """A person's value that the generator has moved on from is known to the brief, with the newer words."""
    first = dump_record(merge(None, sample_brief(), "1"))
    mine = parse_record(first.replace("title: '2025-03-04: yes'", "title: mine"), "port.md")
    again = merge(mine, replace(sample_brief(), title="Newer"), "2")
    assert parse_record(dump_record(again), "port.md").brief.stale == (("title", "Newer"),)


SCHEMA_1 = """---
schema: 1
id: port
title: Mine
title_source: article
article:
  source: port.md
  digest: d1
  published: 2025-03
takeaway:
  text: The ministry paid 3 million euros to the port.
  evidence:
  - 0:46 The ministry paid 3 million euros to the port.
figures:
- id: f-1
  text: 3 million euros
  value: 3000000
  unit: EUR
  evidence:
  - 18:33 3 million euros
generated:
  rules: '1'
  digests:
    article/authors: 4f53cda18c2b
    article/outlet: 74234e98afe7
    article/published: 4ff4fd6d8f7c
    article/url: 74234e98afe7
    figures/f-1: FIGURE
    figures/f-2: 0123456789ab
    takeaway: TAKEAWAY
    title: 0123456789ab
---
"""


def test_a_record_of_schema_1_is_migrated_as_it_is_read() -> None:
    """What the machine wrote is the machine's, what a person changed or removed is a person's, as before."""
    import hashlib
    import json

    def old(value: object) -> str:
        return hashlib.sha256(json.dumps(value, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:12]

    text = "The ministry paid 3 million euros to the port."
    figure = {"id": "f-1", "text": "3 million euros", "value": "3000000", "unit": "EUR",
              "evidence": ["18:33 3 million euros"]}  # fmt: skip
    takeaway = {"text": text, "evidence": [f"0:46 {text}"]}
    file = SCHEMA_1.replace("FIGURE", old(figure)).replace("TAKEAWAY", old(takeaway))
    file = file.replace("4ff4fd6d8f7c", old("2025-03"))
    record = parse_record(file, "port.md")
    assert record.brief.edited == {"title"}
    assert "figures/f-2" in record.generated.digests, "a removed item is remembered"
    again = parse_record(dump_record(record), "port.md")
    assert again.brief.edited == {"title"}
    assert dump_record(again).startswith("---\nschema: 2\n")
    new = merge(record, replace(sample_brief(), title="Theirs"), "2")
    assert new.brief.title == "Mine"
    assert new.generated.stale == {"title": "Theirs"}


@pytest.mark.parametrize(
    ("written", "remedy"), [("99", "update Briefing Desk"), ("0", "write `schema: 2`"), ("true", "write `schema: 2`")]
)
def test_a_schema_nobody_knows_is_refused(written: str, remedy: str) -> None:
    """A newer record is for a newer Briefing Desk; anything else is a slip."""
    with pytest.raises(RecordError) as caught:
        parse_record(sample_text().replace("schema: 2", f"schema: {written}"), "port.md")
    assert (caught.value.field, caught.value.remedy) == ("schema", remedy)


@pytest.mark.parametrize(("old", "new"), [("id: port", "id: ../port"), ("published: 2025-03", "published: ../x")])
def test_what_names_a_file_must_be_a_name(old: str, new: str) -> None:
    """An id or a date never leads out of the folder of briefs."""
    assert f"{old}\n" in sample_text().replace("'", "")
    with pytest.raises(RecordError, match="pattern"):
        parse_record(sample_text().replace("'2025-03'", "2025-03").replace(old, new, 1), "port.md")
