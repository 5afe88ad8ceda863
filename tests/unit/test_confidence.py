"""Where an editor should look first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from generator.briefs.confidence import assess
from generator.briefs.edits import merge
from generator.core.model import Actor, Diagnostic, Severity
from generator.desk import publish
from generator.desk.correct import correct
from generator.desk.generate import generate
from generator.desk.publish import check, render_tree
from generator.desk.verify import doubts
from generator.io.project import project_at
from generator.io.records import Stored
from tests.fake import engine, site_of_three
from tests.unit.test_records import sample_brief


def levels(**changes: object) -> dict[str, tuple[str, str]]:
    """Field -> level and reason of the sample brief with some fields changed."""
    return {c.field: (c.level, str(c.reason)) for c in assess(replace(sample_brief(), **changes))}  # type: ignore[arg-type]


def test_each_field_has_its_reason() -> None:
    """A lack is named in plain words; a field that needs nothing is high."""
    found = levels()
    assert found["title"] == ("high", "")
    assert found["takeaway"] == ("high", "")
    assert found["figures"] == ("medium", "1 of 1 do not say what they measure")
    assert "quotes" not in found


def test_what_a_short_article_has_not_is_no_lack() -> None:
    """Most have no key points, and a figure that stands in its clause says what it is about."""
    brief = sample_brief()
    (figure,) = brief.figures
    told = replace(figure, measure=None, evidence=(figure.evidence[0], *figure.evidence, *figure.evidence)[:3])
    assert "key_points" not in {field for field, (level, _) in levels(figures=(told,)).items() if level != "high"}
    assert levels(figures=(told,))["figures"] == ("high", "")
    assert levels(article=replace(brief.article, words=799))["key_points"] == ("high", "")
    assert levels(article=replace(brief.article, words=800))["key_points"] == ("medium", "none found")


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


def test_check_tells_first_what_harms_most(tmp_path: Path) -> None:
    """Whatever brief it is of: words that no article has, a value at odds with its words, what is only unsure."""
    project = site_of_three(tmp_path)
    correct(project, "one", "figures/40 ships/value", "41 ships")
    article = project.articles / "one.md"
    article.write_text(article.read_text().replace("title: one", "titel: one"))
    generate(project, engine=engine())
    correct(project, "two", "takeaway", "The harbour of Belmar paid.")
    codes = [(remark.severity, remark.code) for remark in check(project)[1]]
    first = [("warning", "not-in-article"), ("warning", "value-not-its-words")]
    assert codes[:2] == first
    assert len(codes) > 2
    assert codes == sorted(codes, key=lambda it: (it[0] == "info", it not in first))


def test_remarks_stand_in_the_order_of_their_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What readers may see wrong, then what else is warned of, then what is unsure; all that only informs is last."""
    order = [
        ("lost-entries", "warning"), ("not-in-article", "warning"), ("value-not-its-words", "warning"),
        ("figure-again", "warning"), ("stale", "warning"), ("other", "warning"), ("low-confidence", "warning"),
        ("stale", "info"), ("other", "info"), ("medium-confidence", "info"),
    ]  # fmt: skip
    told = [Diagnostic(code, cast("Severity", severity), "x") for code, severity in reversed(order)]
    monkeypatch.setattr(publish, "doubts", lambda *_: told)
    remarks = check(site_of_three(tmp_path))[1]
    assert [(remark.code, remark.severity) for remark in remarks if remark.message == "x"] == order


def test_an_actor_that_stands_twice_is_told_by_check_and_build(tmp_path: Path) -> None:
    """Both say it, and the site is built all the same."""
    project = site_of_three(tmp_path)
    path = project.briefs / "2025" / "one.md"
    path.write_text(path.read_text().replace("actors:\n", "actors:\n- Council of Arden (organization): host\n"))
    for errors in (check(project)[0], render_tree(project, project.docs).errors):
        assert ["stands twice" in str(error) for error in errors] == [True]
