"""Briefs as JSON: what a program gets is what the schema promises."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from generator.briefs.contract import brief_json, json_schema, number
from generator.core.model import Actor, Article, Found, Items, Quote
from tests.unit.test_records import TEXT, sample_brief


def test_every_promised_field_is_there_and_no_other() -> None:
    """Top level, items and the raw layer, each with its values."""
    article = replace(sample_brief().article, text=TEXT, outlet="The Harbour", url="https://example.org/")
    more = Items(actors=(Actor("x", "X", "place"),))
    brief = replace(sample_brief(), article=article, more=more, quotes=(Quote("q", "Ann", "so", (), "ann"),))
    found = Found(quantities=brief.figures, raw_quotes=brief.quotes)
    said = json.loads(json.dumps(brief_json(brief, found)))
    schema = json_schema()
    assert set(said) == set(schema["properties"]) == set(schema["required"])
    assert set(said["raw"]) == {"mentions", "quantities", "dates", "forward", "quotes", "definitions"}
    assert {name: said[name] for name in ("id", "title", "text", "outlet", "url", "published", "authors")} == {
        "id": "port", "title": "2025-03-04: yes", "text": TEXT, "outlet": "The Harbour",
        "url": "https://example.org/", "published": "2025-03", "authors": ["no"],
    }  # fmt: skip
    assert said["figures"][0]["value"] == said["raw"]["quantities"][0]["value"] == 3000000
    assert (said["quotes"][0]["speaker_id"], said["raw"]["quotes"][0]["text"]) == ("ann", "so")
    assert said["more"]["actors"][0]["name"] == "X"


def test_the_schema_knows_every_field_of_an_item() -> None:
    """Kind and digits of a figure, the actors of a forward look: what the model carries, a program may read."""
    kinds = json_schema()["$defs"]
    assert {"kind", "digits"} <= set(kinds["Figure"]["properties"])
    assert "actors" in kinds["Forward"]["properties"]
    assert "speaker_id" in kinds["Quote"]["properties"]


@pytest.mark.parametrize(
    ("value", "written"), [("3", "3"), ("2.50", "2.5"), ("1E+3", "1000"), ("12345678901234567", "12345678901234567")]
)
def test_numbers_are_numbers(value: str, written: str) -> None:
    """Whole ones stay exact at any size."""
    assert json.dumps(number(Decimal(value))) == written


def test_an_article_without_facts_has_nulls() -> None:
    """What nobody states is null, not missing."""
    brief = replace(sample_brief(), article=Article("a.md", "x"))
    said = brief_json(brief, Found())
    assert (said["outlet"], said["url"], said["published"], said["language"]) == (None, None, None, "en")
