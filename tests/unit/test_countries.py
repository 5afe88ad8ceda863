"""Countries by name, demonym and capital."""

from __future__ import annotations

import pytest

from generator.core.text import slugify
from generator.language import countries


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("the U.S.", "United States"),
        ("US", "United States"),
        ("U. S.", "United States"),
        ("America", "United States"),
        ("UK", "United Kingdom"),
        ("Britain", "United Kingdom"),
        ("DPRK", "North Korea"),
        ("China’s", "China"),
        ("the Netherlands", "Netherlands"),
        ("Türkiye", "Turkey"),
        ("Côte d’Ivoire", "Ivory Coast"),
        ("USSR", "Soviet Union"),
        ("EU", "European Union"),
        ("Burma", "Myanmar"),
        ("Hong Kong", "Hong Kong"),
        ("Georgia", "Georgia"),
    ],
)
def test_names_and_aliases(name: str, country: str) -> None:
    """Names are found with article, points, possessive and typographic apostrophe."""
    found = countries.lookup(name)
    assert found is not None
    assert found.name == country


@pytest.mark.parametrize("word", ["us", "turkey", "Atlantis", "", "Washington", "Chinese", "can", "it"])
def test_words_that_are_no_country(word: str) -> None:
    """Lower-case words, capitals and demonyms are not names of countries."""
    assert countries.lookup(word) is None


@pytest.mark.parametrize(
    ("word", "country"),
    [
        ("Chinese", "China"),
        ("Russians", "Russia"),
        ("North Korean", "North Korea"),
        ("Dutch", "Netherlands"),
        ("Soviet", "Soviet Union"),
        ("Nigerien", "Niger"),
        ("Nigerian", "Nigeria"),
        ("Dominican", "Dominican Republic"),
    ],
)
def test_demonyms(word: str, country: str) -> None:
    """Adjectives and words for people lead to their country."""
    found = countries.by_demonym(word)
    assert found is not None
    assert found.name == country


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Beijing", "China"),
        ("Kyiv", "Ukraine"),
        ("Kiev", "Ukraine"),
        ("the Kremlin", "Russia"),
        ("White House", "United States"),
        ("Washington", "United States"),
        ("Brussels", "European Union"),
        ("Canberra", "Australia"),
    ],
)
def test_capitals_and_seats(name: str, country: str) -> None:
    """Capitals and seats of government lead to the country whose government sits there."""
    found = countries.by_capital(name)
    assert found is not None
    assert found.name == country


def test_seats_are_not_capitals() -> None:
    """A seat of government is told apart from a city."""
    assert "Kremlin" in countries.seats()
    assert "Moscow" not in countries.seats()


def test_entries_are_sound() -> None:
    """Ids are slugs of names and unique, and there are about as many as there are states."""
    entries = countries.all_countries()
    assert all(c.id == slugify(c.name) for c in entries)
    assert len({c.id for c in entries}) == len(entries) > 220


def test_names_are_not_shared() -> None:
    """No name or alias of one entry is a name or alias of another."""
    seen: dict[str, str] = {}
    for country in countries.all_countries():
        for name in (country.name, *country.aliases):
            key = countries.normalise(name)
            assert seen.setdefault(key, country.id) == country.id, name


def test_capitals_are_no_countries() -> None:
    """A capital named like a country (Singapore, Luxembourg) is left out: it would never be told apart."""
    assert [c for c in countries.capitals() if countries.lookup(c)] == []
