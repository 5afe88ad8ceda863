"""Feeds, calendar, tables and structured data of hand-made briefs, one of them full of markup."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import feedparser
import pytest
from icalendar import Calendar

from generator.core.configuration import Catalog, Masthead
from generator.io import mkdocs
from generator.io.outputs import write_tree
from generator.io.project import read_masthead
from generator.link import link
from generator.site import feeds
from generator.site.build import build_site
from generator.site.feeds import llms
from generator.site.render import script_json
from tests.integration import hand_made
from tests.integration.test_site import ROOT, TEMPLATES, _Html, _pages

PLACED = Masthead("A desk & <b>more</b>", "What it is.", "https://example.org/desk/", "en")


def _files(masthead: Masthead = PLACED) -> dict[str, Any]:
    catalog = replace(hand_made.catalog(), masthead=masthead)
    return feeds.files(link(hand_made.briefs(), catalog), catalog)


def test_feeds_hold_hostile_titles_as_text() -> None:
    """Markup in a title comes out of Atom and JSON Feed as the characters it is, and its summary is escaped HTML."""
    found = _files()
    feed = feedparser.parse(found["feeds/briefs.xml"])
    assert not feed.bozo
    titles = [e.title for e in feed.entries]
    assert len(titles) == 3
    raw = found["feeds/briefs.xml"].decode()
    assert "<script" not in raw
    items = json.loads(found["feeds/briefs.json"])["items"]
    assert hand_made.HOSTILE in [i["title"] for i in items]
    assert all("<script" not in i["content_html"] for i in items)


def test_an_entry_has_the_articles_authors_and_its_outlet_is_a_category() -> None:
    """An outlet is no author; where the article names nobody the entry has the feed's, which is the site."""
    first, later = hand_made.pact_brief(), hand_made.later_brief()
    first = replace(first, article=replace(first.article, authors=("Jane Roe", "Ann Poe"), outlet="Harbour Weekly"))
    later = replace(later, article=replace(later.article, outlet="Harbour Weekly"))
    found = feeds.files(link((first, later), Catalog()), Catalog())
    feed = feedparser.parse(found["feeds/briefs.xml"])
    told = {e.title: ([a.get("name") for a in e.get("authors", ())], [t.term for t in e.tags]) for e in feed.entries}
    assert told == {first.title: (["Jane Roe", "Ann Poe"], ["Harbour Weekly"]), later.title: ([], ["Harbour Weekly"])}
    items = {i["title"]: i for i in json.loads(found["feeds/briefs.json"])["items"]}  # type: ignore[arg-type]
    assert items[first.title]["authors"] == [{"name": "Jane Roe"}, {"name": "Ann Poe"}]
    assert "authors" not in items[later.title]
    assert items[later.title]["tags"] == ["Harbour Weekly"]


def test_addresses_are_absolute_where_the_site_has_one() -> None:
    """With a `site_url` below a path every link names it; without one links are relative to the feed."""
    here = feedparser.parse(_files()["feeds/briefs.xml"])
    assert all(e.link.startswith("https://example.org/desk/briefs/") for e in here.entries)
    items = json.loads(_files(Masthead())["feeds/topics/energy.json"])["items"]
    assert all(i["url"].startswith("../../briefs/") for i in items)
    assert json.loads(_files(Masthead(folders=False))["feeds/briefs.json"])["items"][0]["url"].endswith(".html")


def test_ids_do_not_change_with_the_sites_address() -> None:
    """A reader that moves with the site sees nothing twice."""
    a, b = (json.loads(_files(m)["feeds/briefs.json"])["items"] for m in (PLACED, Masthead()))
    assert [i["id"] for i in a] == [i["id"] for i in b]


def test_an_actor_of_one_brief_has_no_feed() -> None:
    """Feeds are for those named in two briefs or more."""
    names = sorted(n for n in _files() if n.startswith("feeds/actors/") and n.endswith(".xml"))
    assert names == ["feeds/actors/ada-lovelace.xml", "feeds/actors/mongolia.xml",
                     "feeds/actors/northern-grid-council.xml"]  # fmt: skip


def test_the_calendar_enters_days_and_the_last_day_of_longer_times() -> None:
    """A quarter is an entry on its last day that says so; a day is itself"""
    events = Calendar.from_ical(_files()["feeds/whats-next.ics"]).walk("VEVENT")
    said = {str(e["SUMMARY"]): e for e in events}
    quarter = said["Second quarter of 2026: A second line could follow in the second quarter of 2026"]
    assert quarter.decoded("dtstart").isoformat() == "2026-06-30"
    assert str(quarter["STATUS"]) == "TENTATIVE"
    assert str(quarter["URL"]) == "https://example.org/desk/briefs/2025/northern-grid-to-be-linked/"
    day = said["The council will meet again on 9 May 2025."]
    assert (day.decoded("dtstart").isoformat(), day.decoded("dtend").isoformat()) == ("2025-05-09", "2025-05-10")
    assert str(day["STATUS"]) == "CONFIRMED"


def test_the_table_is_one_row_a_telling_and_safe_in_a_spreadsheet() -> None:
    """Each telling has its own value and words; a cell that would be a formula is text."""
    brief = hand_made.later_brief()
    risky = replace(brief, title="=1+1", figures=(replace(brief.figures[0], value=Decimal("0.000001")),))
    corpus = link((hand_made.pact_brief(), risky), Catalog())
    rows = list(csv.DictReader(io.StringIO(feeds.files(corpus, Catalog())["data/figures.csv"].lstrip("\ufeff"))))  # type: ignore[arg-type]
    assert {r["title"] for r in rows} == {"Northern grid to be linked", "'=1+1"}
    assert "0.000001" in {r["value"] for r in rows}
    assert all(r["page"].startswith("figures/") for r in rows)


def test_a_corpus_without_briefs_has_valid_formats() -> None:
    """A new site has feeds and a calendar, both empty."""
    found = feeds.files(link((), Catalog()), Catalog())
    assert not feedparser.parse(found["feeds/briefs.xml"]).bozo
    assert Calendar.from_ical(found["feeds/whats-next.ics"]).walk("VEVENT") == []


def test_structured_data_cannot_end_its_element() -> None:
    """A title with ``</script>`` or a comment stays inside the JSON and comes back as it was."""
    evil = {"name": "</script><!--<script>\u2028 & 'x'"}
    text = script_json(evil)
    assert "<" not in text
    assert "\u2028" not in text
    assert json.loads(text) == evil


@pytest.fixture(scope="module")
def as_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hand-made site with pages as files, as for a plain folder, below a path."""
    folder = tmp_path_factory.mktemp("files")
    config = folder / "mkdocs.yml"
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    text = re.sub(r"(?m)^use_directory_urls: .*$", "use_directory_urls: false", text)
    text = re.sub(r"(?m)^site_url: .*$", "site_url: https://example.org/desk/", text)
    config.write_text(text, "utf-8")
    shutil.copytree(ROOT / "site_config", folder / "site_config")
    catalog = replace(hand_made.catalog(), masthead=read_masthead(config))
    site = build_site(hand_made.briefs(), catalog, TEMPLATES)
    write_tree(folder / "docs", {**site.pages, **site.files})
    mkdocs.build(config, folder / "docs", folder / "site")
    return folder / "site"


def test_a_plain_folder_can_be_read(as_files: Path) -> None:
    """With `use_directory_urls: false` every link of every page names a file that is there, data and feeds included."""
    from urllib.parse import unquote, urljoin, urlsplit

    pages = _pages(as_files)
    assert "briefs/2025/northern-grid-to-be-linked.html" in pages
    missing = []
    for name, page in pages.items():
        for target in page.links:
            parts = urlsplit(urljoin(f"http://here/{name}", target))
            if parts.netloc == "here" and name != "404.html" and not (as_files / unquote(parts.path)[1:]).is_file():
                missing.append((name, target))
    assert missing == []
    for row in json.loads((as_files / "data/actors.json").read_text("utf-8")):
        assert (as_files / row["page"]).is_file()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2025-03-26 C# *5 a_b 3 > 2", "2025-03-26 C# *5 a_b 3 > 2"),
        ("[x](javascript:y)\n# z", r"\[x\](javascript:y) # z"),
        ("<b> & &lt; `c` \\", r"\<b> & \&lt; \`c\` \\"),
        ("a\x1b[2Jb", r"a\[2Jb"),
    ],
)
def test_llms_txt_holds_words_as_they_are(text: str, said: str) -> None:
    """No link, code or HTML begins in a title; dates and figures, which are read as text, carry no backslash."""
    assert llms._said(text) == said


def test_a_site_below_a_path_says_where_it_is(as_files: Path) -> None:
    """The sitemap, Open Graph and JSON-LD carry the address, path included; llms.txt links by it."""
    sitemap = (as_files / "sitemap.xml").read_text("utf-8")
    assert "<loc>https://example.org/desk/actors/mongolia.html</loc>" in sitemap
    assert "<lastmod>2025-03-04</lastmod>" in sitemap
    assert "editors" not in sitemap
    page = _Html((as_files / "briefs/2025/northern-grid-to-be-linked.html").read_text("utf-8"))
    (data,) = page.data
    ld = json.loads(data)
    assert ld["url"] == "https://example.org/desk/briefs/2025/northern-grid-to-be-linked.html"
    assert ld["isBasedOn"]["url"] == "https://example.org/grid?a=1&b=%282%29"
    head = (as_files / "briefs/2025/northern-grid-to-be-linked.html").read_text("utf-8")
    picture = "https://example.org/desk/share/2025-northern-grid-to-be-linked.png"
    assert f'<meta property="og:image" content="{picture}">' in head
    assert '<meta name="twitter:card" content="summary_large_image">' in head
    assert "https://example.org/desk/share/home.png" in (as_files / "actors/mongolia.html").read_text("utf-8")
    assert '<meta name="robots" content="noindex">' in (as_files / "404.html").read_text("utf-8")
    assert "noindex" not in head
    listed = (as_files / "llms.txt").read_text("utf-8")
    assert "(https://example.org/desk/briefs/2025/northern-grid-to-be-linked.html): 2025-03-04 The Northern" in listed
