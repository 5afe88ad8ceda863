"""Values in the words people use."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import get_args

import pytest

from generator.core.model import Article, Evidence, Figure, PublishedSource
from generator.core.text import plural
from generator.site.pages import wording
from generator.site.words import Words
from tests.integration.hand_made import pact_brief

ENGLISH = Words.of("en")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2025-05-09", "9 May 2025"),
        ("2025-05", "May 2025"),
        ("2025", "2025"),
        ("2025-Q2", "second quarter of 2025"),
        ("2025-H1", "first half of 2025"),
        ("XXXX-05-09", "9 May"),
        ("XXXX-05", "May"),
        ("XXXX-Q3", "third quarter"),
        ("2025-W19", "week of 5 May 2025"),
        ("2025-W19-5", "9 May 2025"),
        ("2025-W19-WE", "weekend of 10 May 2025"),
        ("2004-W53-WE", "weekend of 1 January 2005"),
        ("2023-W53-WE", "the weekend"),
        ("2026-12-26/2026-12-27", "26–27 December 2026"),
        ("2026-11-28/2026-12-02", "28 November to 2 December 2026"),
        ("2026-12-30/2027-01-03", "30 December 2026 to 3 January 2027"),
        ("XXXX-12-26/XXXX-12-27", "26–27 December"),
        ("XXXX-WXX-5", "Friday"),
        ("2025-SU", "summer of 2025"),
        ("202X", "the 2020s"),
        ("19XX", "the 1900s"),
        ("2022/2023", "2022–2023"),
        ("2024-01/2024-03", "January 2024 to March 2024"),
        ("2025-05-09T10:00", "9 May 2025, 10:00"),
        ("P3M", "3 months"),
        ("PRESENT_REF", "now"),
        ("2025-13", "2025-13"),
        ("something else", "something else"),
        ("", ""),
        (None, ""),
    ],
)
def test_dates_are_said_as_precisely_as_they_are_known(value: str | None, said: str) -> None:
    """Each shape of value has its words, and one of no known shape stays as it is."""
    assert wording.human_date(value, ENGLISH) == said


def test_counts_have_the_right_form() -> None:
    """One is singular, all else plural, thousands are parted."""
    assert [plural(n, "brief") for n in (0, 1, 2, 2000)] == ["0 briefs", "1 brief", "2 briefs", "2,000 briefs"]
    assert [wording.times(n, ENGLISH) for n in (1, 2, 3)] == ["once", "twice", "3 times"]


def test_lists_read_as_in_a_sentence() -> None:
    """Commas, and an "and" before the last."""
    assert [ENGLISH.listed(w) for w in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]


@pytest.mark.parametrize(
    ("published", "between", "said"),
    [
        ("2025-05-09", None, "9 May 2025"),
        (None, ("2025-05-03", "2025-05-09"), "Between 3 and 9 May 2025"),
        (None, ("2025-04-28", "2025-05-03"), "Between 28 April and 3 May 2025"),
        (None, ("2024-12-30", "2025-01-02"), "Between 30 December 2024 and 2 January 2025"),
        (None, None, "Date not known"),
    ],
)
def test_a_day_of_publication_is_told_as_far_as_it_is_known(
    published: str | None, between: tuple[str, str] | None, said: str
) -> None:
    """A day, two days between which it lies with what they share told once, or that it is not known."""
    assert wording.published(Article("a.md", "", published=published, published_between=between), ENGLISH) == said


def test_every_source_of_a_date_has_its_words() -> None:
    """No brief says nothing of where its date comes from."""
    assert set(wording.DATED) == set(get_args(PublishedSource))


@pytest.mark.parametrize(
    ("brief", "article", "said"),
    [
        (200, 1200, "1 min instead of 5"),
        (480, 1200, "2 min instead of 5"),
        (200, 300, ""),
        (500, 400, ""),
        (200, 0, ""),
    ],
)
def test_what_a_brief_saves_is_told_only_where_it_saves(brief: int, article: int, said: str) -> None:
    """Whole minutes are compared; an article whose words nobody counted promises nothing."""
    assert wording.saved(brief, article, ENGLISH) == said


def test_the_words_of_a_brief_are_those_that_its_page_shows() -> None:
    """A figure stands in its clause or sentence, none where a statement holds it; behind the label a person wrote."""
    brief = replace(pact_brief(), note="", key_points=(), whats_next=(), actors=(), figures=())
    words, clause, sentence = (
        Evidence(900, 903, "4 t"),
        Evidence(890, 910, "we sold 4 t of ore"),
        Evidence(880, 950, "-"),
    )
    figure = Figure("f-1", "4 t", Decimal(4), "tonne", (words, clause, sentence), measure="ore of Norland")
    alone = wording.brief_words(brief)
    assert wording.brief_words(replace(brief, figures=(figure,))) == alone + 6
    unparted = replace(figure, evidence=(words, replace(sentence, exact="we sold 4 t of ore then")))
    assert wording.brief_words(replace(brief, figures=(unparted,))) == alone + 7
    told = replace(brief, takeaway=replace(brief.takeaway, evidence=(sentence,)), figures=(figure,))
    assert wording.brief_words(told) == alone
    written = replace(brief, edited=frozenset({"figures/f-1"}), figures=(figure,))
    assert wording.brief_words(written) == alone + 5
