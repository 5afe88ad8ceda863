"""Where an editor should look first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator.briefs.confidence import assess
from generator.briefs.edits import merge
from generator.core.model import Actor, Diagnostic
from generator.desk.verify import doubts
from generator.io.project import project_at
from generator.io.records import Stored
from tests.unit.test_records import sample_brief


def levels(**changes: object) -> dict[str, tuple[str, str]]:
    """Field -> level and reason of the sample brief with some fields changed."""
    return {c.field: (c.level, str(c.reason)) for c in assess(replace(sample_brief(), **changes))}  # type: ignore[arg-type]


def test_each_field_has_its_reason() -> None:
    """A lack is named in plain words; a field that needs nothing is high."""
    found = levels()
    assert found["title"] == ("high", "")
    assert found["takeaway"] == ("high", "")
    assert found["key_points"] == ("low", "none found")
    assert found["figures"] == ("medium", "1 of 1 do not say what they measure")
    assert "quotes" not in found


def test_warnings_of_an_article_come_first() -> None:
    """`check` tells what its reading warned of (a misspelt field, a date in doubt), not what was merely removed."""
    told = tuple(Diagnostic("code", severity, f"a {severity}") for severity in ("info", "warning"))
    record = merge(None, replace(sample_brief(), diagnostics=told), "1")
    first, *rest = doubts(project_at(Path("mkdocs.yml")), [Stored(Path("port.md"), record, "", None)])
    assert (first.severity, first.message) == ("warning", "port.md: a warning")
    assert rest
    assert all("confidence" in remark.message for remark in rest)


def test_what_is_missing_lowers_the_level() -> None:
    """No date, no title and people without roles are said."""
    people = tuple(Actor(f"p-{i}", f"P {i}", "person") for i in range(3))
    article = replace(sample_brief().article, published=None, published_source="unknown")
    found = levels(actors=people, article=article, title_source="generated")
    assert found["published"] == ("low", "no date found")
    assert found["title"][0] == "medium"
    assert found["actors"] == ("low", "3 of 3 people have no role")


def test_how_sure_the_takeaway_is_says_its_judge() -> None:
    """What the judge made of it is carried, not guessed from its length."""
    reason = "the article may make another point"
    assert levels(judged=(("takeaway", 0.49),))["takeaway"] == ("low", reason)
    assert levels(judged=(("takeaway", 0.5),))["takeaway"] == ("medium", reason)
    assert levels(judged=(("takeaway", 0.85),))["takeaway"] == ("high", "")


def test_a_persons_word_is_high() -> None:
    """A corrected takeaway or date needs no second look."""
    found = levels(edited=frozenset({"takeaway", "article/published"}))
    assert found["takeaway"] == found["published"] == ("high", "")
