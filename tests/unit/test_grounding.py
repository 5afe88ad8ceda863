"""Is every statement in its article, and does a person's wording name what the article does not?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.briefs.grounding import folded, foreign_words, ungrounded
from generator.core.model import Actor, Article, Brief, Event, Evidence, Figure, Forward, Items, Quote, Statement, Term
from tests.unit.test_records import TEXT, sample_brief


def whole(text: str = TEXT) -> tuple[Evidence, ...]:
    """The article as evidence."""
    return (Evidence(0, len(text), text),)


def test_a_brief_of_the_articles_words_is_grounded() -> None:
    """Nothing is wrong with it, with the article at hand or without."""
    assert ungrounded(sample_brief(), TEXT) == ungrounded(sample_brief(), None) == ()


@pytest.mark.parametrize(
    ("field", "item", "shows"),
    [
        ("key_points", Statement("Other.", whole(), "x"), True),
        ("whats_next", Forward("x", "Other.", "expected", None, whole()), True),
        ("events", Event("x", "2025", "Other.", whole()), True),
        ("figures", replace(sample_brief().figures[0], id="x", text="4 million euros"), True),
        ("quotes", Quote("x", None, "Other.", whole()), True),
        ("actors", Actor("x", "Other", "place", evidence=whole()), False),
        ("terms", Term("x", "other", evidence=whole()), False),
    ],
)
def test_each_field_is_held_to_its_evidence(field: str, item: object, shows: bool) -> None:
    """Sentences show their spans, figures and quotes the first one; names and terms only have to stand there."""
    brief = replace(sample_brief(), **{field: (item,)})  # type: ignore[arg-type]
    found = dict(ungrounded(brief, TEXT))
    assert (f"{field}/x" in found) is shows
    bare = replace(sample_brief(), **{field: (replace(item, evidence=()),)})  # type: ignore[arg-type, type-var]
    assert dict(ungrounded(bare, TEXT)) == {f"{field}/x": "has no evidence"}
    assert ungrounded(replace(bare, edited=frozenset({f"{field}/x"})), TEXT) == (), "a person's words owe none"


@pytest.mark.parametrize(
    "span", [Evidence(0, 3, "the"), Evidence(-46, -43, "The"), Evidence(0, 0, ""), Evidence(43, 49, "ort.")]
)
def test_evidence_must_stand_where_it_says(span: Evidence) -> None:
    """Whoever wrote the item: a span whose words are elsewhere proves nothing."""
    brief = replace(sample_brief(), actors=(Actor("x", "X", "place", evidence=(span,)),))
    assert "is not in the article" in dict(ungrounded(brief, TEXT))["actors/x"]
    by_hand = replace(brief, edited=frozenset({"actors/x"}))
    assert "actors/x" in dict(ungrounded(by_hand, TEXT))
    assert ungrounded(by_hand, None) == (), "without the article nobody can say"


def test_what_a_brief_folds_is_held_to_its_evidence() -> None:
    """It stands on the page as well, so it is checked as a brief of its own, without a takeaway."""
    brief = replace(sample_brief(), more=Items(events=(Event("x", "2025", "Other.", whole()),)))
    assert ungrounded(brief, TEXT) == ()
    assert [path for path, _ in ungrounded(folded(brief), TEXT)] == ["events/x"]
    assert ungrounded(folded(sample_brief()), TEXT) == ()


def test_a_takeaway_may_be_empty() -> None:
    """No sentence could serve; but one that says something owes its words."""
    assert ungrounded(replace(sample_brief(), takeaway=Statement("")), TEXT) == ()
    assert dict(ungrounded(replace(sample_brief(), takeaway=Statement("Mine.")), TEXT)) == {
        "takeaway": "has no evidence"
    }


def test_spans_are_joined_by_a_space() -> None:
    """A statement of two spans is both, in their order."""
    spans = (Evidence(0, 17, "The ministry paid"), Evidence(34, 46, "to the port."))
    said = replace(sample_brief(), takeaway=Statement("The ministry paid to the port.", spans))
    assert ungrounded(said, TEXT) == ()
    assert ungrounded(replace(said, takeaway=Statement("The ministry paidto the port.", spans)), TEXT)


def by_hand(words: str, path: str = "takeaway") -> Brief:
    """A brief whose takeaway a person wrote."""
    return replace(sample_brief(), takeaway=Statement(words), edited=frozenset({path}))


@pytest.mark.parametrize(
    ("words", "foreign"),
    [
        ("The ministry paid 3 million euros.", []),
        ("The ministry paid 4 million euros.", ["4"]),
        ("The ministry paid 3.5 million euros, then 3.5 more.", ["3.5"]),
        ("The MINISTRY and the Port.", []),
        ("It went to Berlin.", ["Berlin"]),
        ("Berlin paid.", []),
        ("It paid. Berlin did not.", []),
        ("It went to Ångström, and to Ångström again.", ["Ångström"]),
    ],
)
def test_names_and_numbers_that_the_article_does_not_have(words: str, foreign: list[str]) -> None:
    """Each is told once, by its path; case and accents do not matter, and what opens a sentence may be any word."""
    assert [word for _, word in foreign_words(by_hand(words), TEXT)] == foreign


def test_only_a_persons_words_are_looked_at() -> None:
    """The machine's own are proven; of an item every field that shows words counts, of the article's facts none."""
    brief = by_hand("It went to Berlin.", "title")
    assert foreign_words(brief, TEXT) == (("title", "2025"), ("title", "03"), ("title", "04"))
    role = replace(brief.actors[0], role="friend of Berlin")
    figure = Figure("f-2", "9 ships", brief.figures[0].value, None, (), measure="ships of Oslo")
    term = Term("t", "term", definition="a word of Rome")
    brief = replace(
        sample_brief(),
        article=Article("port.md", "", outlet="The Paris News"),
        actors=(role,),
        figures=(figure,),
        terms=(term,),
        edited=frozenset({"actors/ministry", "figures/f-2", "terms/t", "article/outlet"}),
    )
    assert foreign_words(brief, TEXT) == (
        ("actors/ministry", "Berlin"),
        ("figures/f-2", "9"),
        ("figures/f-2", "Oslo"),
        ("terms/t", "Rome"),
    )
    brief = replace(brief, intact=frozenset({"figures/f-2/text", "actors/ministry/role"}))
    assert foreign_words(brief, TEXT) == (("figures/f-2", "Oslo"), ("terms/t", "Rome")), "what the generator had is not"


@pytest.mark.parametrize(
    ("path", "field", "item"),
    [
        ("key_points/x", "key_points", Statement("In Berlin.", (), "x")),
        ("actors/x", "actors", Actor("x", "Bank of Berlin", "place")),
        ("quotes/x", "quotes", Quote("x", None, "in Berlin", ())),
        ("terms/x", "terms", Term("x", "wall of Berlin")),
        ("events/x", "events", Event("x", "2025", "In Berlin.", ())),
        ("whats_next/x", "whats_next", Forward("x", "In Berlin.", "expected", None, ())),
    ],
)
def test_every_kind_of_words_is_looked_at(path: str, field: str, item: object) -> None:
    """Sentences, names, quotes and terms that a person wrote."""
    brief = replace(sample_brief(), **{field: (item,)}, edited=frozenset({path}))  # type: ignore[arg-type]
    words = "in Berlin" if field == "quotes" else "Berlin"  # somebody said all of a quotation, or did not
    assert foreign_words(brief, TEXT) == ((path, words),)
