"""The pictures for shared links: their bytes, their words, and which pages have one."""

from __future__ import annotations

import io

from PIL import Image

from generator.core.configuration import Catalog, Masthead
from generator.link import link
from generator.site import sharing
from generator.site.pictures import share
from generator.site.pictures.share import Card, png
from tests.linking import make_brief

CARD = Card(
    "Desk", "Ørsted sells half of its wind farm", "It keeps the other half.", "€2.1 billion", "Price", "A · 1 May"
)


def test_a_card_is_drawn_alike_each_time() -> None:
    """The same card has the same bytes, a PNG of the size that sites crop least, in few colours."""
    first = png(CARD)
    png.cache_clear()
    assert png(CARD) == first
    with Image.open(io.BytesIO(first)) as image:
        assert (image.size, image.mode, image.format) == ((1200, 630), "P", "PNG")
    assert len(first) < 40_000


def test_lines_stay_within_the_picture() -> None:
    """Words are wrapped by their width; what finds no room ends in an ellipsis, or is left out."""
    font = share._font("Bold", 64)
    lines = share._wrapped("one two three " * 30, font, 900, 3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert all(font.getlength(line) <= 900 for line in lines)
    assert share._wrapped("W" * 100, font, 900, 3) == []


def test_a_percent_sign_is_as_wide_as_it_looks() -> None:
    """What stands beside a figure does not overlap it: the face's other files give "%" no room."""
    font = share._font("Bold", 46)
    assert font.getlength("68%") >= font.getbbox("68%")[2] - 2


def test_a_text_the_face_cannot_write_is_left_out() -> None:
    """Boxes in the place of letters would be worse than nothing; Greek and Cyrillic are written."""
    assert share.drawable("Łódź, Åre, Ο Δήμος, Київ")
    assert not share.drawable("北京 talks")
    assert png(Card("Desk", "Talks", "北京")) == png(Card("Desk", "Talks"))


def test_pages_share_a_picture_where_the_site_has_an_address() -> None:
    """Each brief has its own, with the figure whose measure tells something; without an address there is none."""
    figures = [
        {"text": "2.9%", "value": 2.9, "unit": "percent", "measure": "trade"},
        {"text": "68%", "value": 68, "unit": "percent", "measure": "trade in wool", "change": "up"},
        {"text": "$4 billion", "value": 4_000_000_000, "unit": "USD", "measure": "exports of wool"},
    ]
    brief = make_brief({"id": "wool", "title": "Wool", "published": "2025-05-09", "figures": figures})
    named = make_brief({"id": "talks", "title": "北京", "published": "2025-05-08"})
    corpus = link([brief, named], Catalog())
    assert sharing.pictures(corpus, Catalog()) == {}
    found = sharing.pictures(corpus, Catalog(masthead=Masthead("Desk", url="https://example.org/")))
    assert set(found) == {"index.md", corpus.brief_pages["wool"]}
    card = found[corpus.brief_pages["wool"]].card
    assert (card.title, card.value, card.label, card.foot) == ("Wool", "$4 billion", "Exports of wool", "9 May 2025")
