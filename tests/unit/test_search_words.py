"""The words that a misspelt search may have meant."""

from __future__ import annotations

import json

from generator.core.configuration import Catalog
from generator.link import link
from generator.site.search_words import PATH, files
from tests.linking import make_brief


def test_words_of_names_and_titles_stand_once_the_commonest_first() -> None:
    """Spellings that differ by marks or capitals alone are one word; short words and numbers are left out."""
    titles = ("Ørsted builds in 2025", "New TARIFFS", "New tariffs on tariffs", "Tariffs go")
    briefs = [make_brief({"id": f"b{n}", "title": title}) for n, title in enumerate(titles)]
    words = json.loads(files(link(briefs, Catalog()))[PATH])
    # Of spellings equally common it is the first by the alphabet.
    assert words == ["TARIFFS", "New", "builds", "Ørsted"]


def test_words_of_the_text_with_letters_that_few_keyboards_have_are_listed_last() -> None:
    """The index finds "Malmö" by "malmo" itself, "Tønder" only by this list."""
    brief = make_brief({"id": "b", "title": "Ferries are dear", "points": ["Tønder has no ferry to Malmö."]})
    words = json.loads(files(link([brief], Catalog()))[PATH])
    assert words == ["are", "dear", "Ferries", "Tønder"]
