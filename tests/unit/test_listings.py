"""Sitemaps, OPML and lists of addresses: the addresses they name, and nothing taken for a listing that is none."""

from __future__ import annotations

import time

import pytest

from generator.core.errors import IngestError
from generator.ingest.readers.listings import listing

NEWS = b"""<?xml version="1.0" encoding="UTF-8"?>
<!-- made by hand -->
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://a.example/old</loc><lastmod>2025-01-02</lastmod></url>
<url><loc>/about</loc></url>
<url><loc>https://a.example/new</loc>
<news:news><news:publication_date>2025-03-04T10:00:00Z</news:publication_date></news:news></url>
<url><loc>https://a.example/old</loc><lastmod>2025-01-02</lastmod></url>
<url><loc>javascript:alert(1)</loc><lastmod>2026-01-01</lastmod></url>
</urlset>"""
INDEX = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://a.example/1.xml</loc><lastmod>2024-01-01</lastmod></sitemap>
<sitemap><loc>https://a.example/2.xml</loc><lastmod>2025-01-01</lastmod></sitemap></sitemapindex>"""
OPML = b"""<opml version="2.0"><body><outline text="News"><outline xmlUrl="https://a.example/feed"/>
<outline xmlurl="https://b.example/atom.xml"/><outline text="no feed"/></outline></body></opml>"""
LIST = b"\xef\xbb\xbf# to read\n\n- https://a.example/1\n2) https://a.example/2?x=1#part\nhttps://a.example/1\n"


@pytest.mark.parametrize(
    ("data", "addresses"),
    [
        (NEWS, ("https://a.example/new", "https://a.example/old", "https://a.example/about")),
        (INDEX, ("https://a.example/2.xml", "https://a.example/1.xml")),
        (OPML, ("https://a.example/feed", "https://b.example/atom.xml")),
        (LIST, ("https://a.example/1", "https://a.example/2?x=1#part")),
        (b"<urlset></urlset>", ()),
    ],
)
def test_what_a_listing_names(data: bytes, addresses: tuple[str, ...]) -> None:
    """Each address once, the newest first; what is no address of the web is left out."""
    assert listing("a", data, "https://a.example/sitemap.xml") == addresses


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"# only a comment\n",
        b"The port was closed, says https://a.example/1\n",
        b"https://a.example/1\nThe port was closed.\n",
        b"<html><body>https://a.example/1</body></html>",
        b"<rss><channel/></rss>",
        b"\xff\xfe",
    ],
)
def test_what_is_no_listing(data: bytes) -> None:
    """An article that names an address is an article."""
    assert listing("a", data) is None


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"<urlset><url>", "is not XML"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><urlset><url><loc>&a;</loc></url></urlset>', "declares entities"),
        (
            '<?xml version="1.0" encoding="utf-16"?><!--\u753c\u6c72\u6573\u2074--><!DOCTYPE x [<!ENTITY a "b">]>'
            "<urlset><url><loc>&a;</loc></url></urlset>".encode("utf-16-le"),
            "declares entities",
        ),
    ],
)
def test_a_listing_that_is_broken_or_unfolds_is_refused(data: bytes, problem: str) -> None:
    """In one line with a remedy, before anything of it is built."""
    with pytest.raises(IngestError, match=problem) as caught:
        listing("a", data)
    assert caught.value.remedy


def test_an_entrys_own_address_counts_and_entries_in_entries_are_read_once() -> None:
    """A picture's address (Google's image extension) is not its page's; thousands of entries inside each other wait for
    nobody.
    """
    pictured = b"<url><loc>http://a.b/c</loc><image><loc>http://a.b/p.png</loc></image></url>"
    assert listing("a", b"<urlset>" + pictured + b"</urlset>") == ("http://a.b/c",)
    begin = time.process_time()
    assert listing("a", b"<urlset>" + b"<url>" * 30_000 + pictured + b"</url>" * 30_000 + b"</urlset>")
    assert time.process_time() - begin < 2
