"""What a page of the real site offers to other programs, followed from its head as those programs would."""

from __future__ import annotations

import json
from typing import Any
from urllib.request import urlopen

import feedparser
import pytest
from icalendar import Calendar

pytestmark = pytest.mark.browser


def _get(url: str) -> bytes:
    with urlopen(url) as answer:
        data: bytes = answer.read()
        return data


def _links(page: Any, kind: str) -> list[str]:
    found: list[str] = page.eval_on_selector_all(f"link[type='{kind}']", "all => all.map(e => e.href)")
    return found


@pytest.mark.parametrize("path", ["", "actors/", "ACTOR", "TOPIC"])
def test_feeds_named_in_a_page_parse_and_lead_back(open_page: Any, site_url: str, path: str) -> None:
    """Every Atom feed of a page parses without complaint, and each of its entries is a page of the site."""
    if path == "ACTOR":
        rows = json.loads(_get(site_url + "data/actors.json"))
        path = max(rows, key=lambda a: len(a["briefs"]))["page"]
    if path == "TOPIC":
        page = open_page(site_url + "topics/").page
        path = page.locator("article h2 a").first.evaluate("e => e.href").removeprefix(site_url)
    feeds = _links(open_page(site_url + path).page, "application/atom+xml")
    assert len(feeds) == (2 if path not in ("", "actors/") else 1)
    for url in feeds:
        headers = {"content-location": url, "content-type": "application/atom+xml"}
        feed = feedparser.parse(_get(url), response_headers=headers)
        assert not feed.bozo, feed.get("bozo_exception")
        assert feed.feed.title
        assert feed.entries
        for entry in feed.entries:
            assert entry.link.startswith(site_url)
            assert _get(entry.link)
            assert entry.summary
        days = [e.updated for e in feed.entries]
        assert days == sorted(days, reverse=True)


def test_the_json_feed_names_the_same_briefs(open_page: Any, site_url: str) -> None:
    """JSON Feed and Atom have the same entries under the same ids."""
    page = open_page(site_url).page
    (address,) = _links(page, "application/feed+json")
    feed = json.loads(_get(address))
    atom = feedparser.parse(_get(_links(page, "application/atom+xml")[0]))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert [i["id"] for i in feed["items"]] == [e.id for e in atom.entries]


def test_the_calendar_parses_and_has_the_outlooks_dates(open_page: Any, site_url: str) -> None:
    """The file linked from the outlook holds an event of whole days for each dated entry of it not yet reported."""
    page = open_page(site_url + "whats-next/").page
    link = page.locator("article a[href$='.ics']").first.evaluate("e => e.href")
    shown = sum(page.locator(f"h2#{part} ~ .agenda").first.locator(".when").count() for part in ("ahead", "due")
                if page.locator(f"h2#{part}").count())  # fmt: skip
    calendar = Calendar.from_ical(_get(link))
    rows = json.loads(_get(site_url + "data/whats_next.json"))
    wanted = [r for r in rows if r["when"] and r["when"][:4].isdigit() and r["status"] != "reported"]
    events = calendar.walk("VEVENT")
    assert 0 < len(events) == shown < len(wanted), "several briefs tell one of them"
    assert sum(e.decoded("dtstart").isoformat() == "2025-05-09" for e in events) == 1
    assert len({str(e["UID"]) for e in events}) == len(events)
    for event in events:
        assert event.decoded("dtstart") < event.decoded("dtend")
    days = {r["when"] for r in wanted if len(r["when"]) == 10}
    assert days <= {e.decoded("dtstart").isoformat() for e in events}


@pytest.mark.parametrize("kind", ["", "BRIEF", "ACTOR", "TERM"])
def test_structured_data_parses_and_agrees_with_its_page(open_page: Any, site_url: str, kind: str) -> None:
    """JSON-LD in the head names what the heading names; Open Graph has title, kind and description."""
    names = {"BRIEF": "briefs", "ACTOR": "actors", "TERM": "glossary"}
    path = json.loads(_get(f"{site_url}data/{names[kind]}.json"))[0]["page"] if kind else ""
    page = open_page(site_url + path).page
    data = json.loads(page.locator("script[type='application/ld+json']").inner_text())
    assert data["@context"] == "https://schema.org"
    types = {"": {"WebSite"}, "BRIEF": {"NewsArticle"}, "TERM": {"DefinedTerm"}}
    assert data["@type"] in types.get(kind, {"Person", "Organization", "Country", "Place"})
    assert data.get("headline", data.get("name")) == page.locator("h1").evaluate("e => e.firstChild.data.trim()")
    if kind == "BRIEF":
        assert data["isBasedOn"]["@type"] == "NewsArticle"
        assert {a["@type"] for a in data["about"]} <= {"Person", "Organization", "Country", "Place"}
    for name in ("title", "type", "description", "site_name"):
        assert page.locator(f"meta[property='og:{name}']").get_attribute("content")


def test_the_editors_page_asks_to_be_left_out(open_page: Any, site_url: str) -> None:
    """It is reached from About, is no part of the search index, and search engines are asked not to list it."""
    page = open_page(site_url + "about/").page
    page.locator("article a[href*='editors']").click()
    assert page.locator("h1").inner_text().startswith("For editors")
    assert page.locator("meta[name='robots']").get_attribute("content") == "noindex"
    assert page.locator("[data-pagefind-body]").count() == 0
