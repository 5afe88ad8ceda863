"""The singular of English nouns."""

from __future__ import annotations

import pytest

from generator.language.plurals import singular


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("potatoes", "potato"), ("heroes", "hero"), ("shoes", "shoe"), ("gases", "gas"), ("lenses", "lens"),
        ("campuses", "campus"), ("viruses", "virus"), ("houses", "house"), ("causes", "cause"), ("uses", "use"),
        ("crises", "crisis"), ("analyses", "analysis"), ("cases", "case"), ("churches", "church"),
        ("tranches", "tranche"), ("cities", "city"), ("movies", "movie"), ("boxes", "box"), ("glasses", "glass"),
        ("fishermen", "fisherman"), ("townspeople", "townsperson"), ("grandchildren", "grandchild"),
        ("shelves", "shelf"), ("stoves", "stove"), ("kilometres", "kilometre"),
    ],
)  # fmt: skip
def test_the_plural_has_one_singular(many: str, one: str) -> None:
    """Each ending with its rule, and the nouns that follow none."""
    assert singular(many) == one


@pytest.mark.parametrize("noun", ["specimen", "series", "aircraft", "gas", "bus", "crisis", "data", "A350", "it"])
def test_what_is_no_plural_stays(noun: str) -> None:
    """A singular, a word of one form and a code come back as they are."""
    assert singular(noun) == noun


@pytest.mark.parametrize(("many", "one"), [("MPs", "MP"), ("Women", "Woman"), ("MEN", "MAN"), ("A350s", "A350")])
def test_capitals_are_kept(many: str, one: str) -> None:
    """A name or an abbreviation in the plural keeps its letters."""
    assert singular(many) == one
