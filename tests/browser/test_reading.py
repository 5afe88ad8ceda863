"""A reader's first minutes with the site, in a real browser."""

from __future__ import annotations

from typing import Any

import pytest

from generator.core.text import fold

pytestmark = pytest.mark.browser

BRIEF = ".md-content a[href*='briefs/20']"
TERM = ".md-content a.term"


def _first_brief(watched: Any) -> None:
    watched.page.locator(BRIEF).first.click()
    watched.page.wait_for_load_state("load")


def test_home_opens_without_errors_and_leads_to_a_brief(open_page: Any, site_url: str) -> None:
    """The home page lists briefs, its first one opens, and neither page has an error or leaves the origin."""
    home = open_page(site_url)
    assert home.page.locator("h1").inner_text().startswith("Briefing Desk")
    assert home.page.get_by_role("heading", name="Latest briefs").is_visible()
    assert home.page.locator(BRIEF).count() >= 6
    _first_brief(home)
    assert home.page.get_by_role("heading", name="The takeaway").is_visible()
    assert home.problems == []


def test_search_for_the_pipeline_leads_to_a_brief_that_tells_of_it(open_page: Any, site_url: str) -> None:
    """Typing "Power of Siberia 2" into the header's box lists results; the first brief of them names the pipeline."""
    watched = open_page(site_url)
    page = watched.page
    page.locator(".md-search__input").click()
    page.keyboard.type("Power of Siberia 2", delay=20)
    results = page.locator(".md-search-result__link")
    results.first.wait_for()
    briefs = page.locator(".md-search-result__link[href*='briefs/20']")
    briefs.first.wait_for()
    briefs.first.click()
    page.wait_for_load_state("load")
    assert "/briefs/20" in page.url
    assert "power of siberia 2" in fold(page.locator("article").inner_text())
    assert watched.problems == []


def _page_with_term(watched: Any, site_url: str) -> Any:
    """The first brief whose page has a term with a meaning; its term."""
    links = watched.page.locator(BRIEF)
    addresses = list(dict.fromkeys(links.nth(i).get_attribute("href") for i in range(links.count())))
    for address in addresses:
        watched.page.goto(site_url + address)
        if watched.page.locator(TERM).count():
            return watched.page.locator(TERM).first
    raise AssertionError("no brief has a term with a meaning")


def test_a_terms_meaning_shows_on_hover(open_page: Any, site_url: str) -> None:
    """Pointing at a term shows its meaning; moving away hides it."""
    watched = open_page(site_url)
    term = _page_with_term(watched, site_url)
    tip = watched.page.get_by_role("tooltip")
    assert not tip.is_visible()
    term.hover()
    tip.wait_for(state="visible")
    assert len(tip.inner_text()) > 5
    watched.page.mouse.move(1, 1)
    tip.wait_for(state="hidden")


def test_a_terms_meaning_shows_on_focus_and_escape_closes_it(open_page: Any, site_url: str) -> None:
    """The keyboard reaches a term, is told its meaning, and can close it."""
    watched = open_page(site_url)
    term = _page_with_term(watched, site_url)
    tip = watched.page.get_by_role("tooltip")
    term.focus()
    tip.wait_for(state="visible")
    assert term.get_attribute("aria-describedby") == tip.get_attribute("id")
    watched.page.keyboard.press("Escape")
    tip.wait_for(state="hidden")


def test_a_terms_meaning_shows_on_the_first_tap(open_page: Any, site_url: str) -> None:
    """On a phone the first tap shows the meaning inside the window, the second opens the glossary."""
    watched = open_page(site_url, width=390, touch=True)
    term = _page_with_term(watched, site_url)
    before = watched.page.url
    tip = watched.page.get_by_role("tooltip")
    term.tap()
    tip.wait_for(state="visible")
    box = tip.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert watched.page.url == before
    term.tap()
    watched.page.wait_for_url("**/glossary/**")


def test_who_an_actor_is_shows_on_hover_and_focus(open_page: Any, site_url: str) -> None:
    """Where a text says "Xi", pointing at it or reaching it by keyboard tells the whole name and the office."""
    watched = open_page(f"{site_url}whats-next/")
    actor = watched.page.locator(".md-content a.actor[href*='vladimir-putin']").first
    tip = watched.page.get_by_role("tooltip")
    actor.hover()
    tip.wait_for(state="visible")
    assert tip.inner_text() == "Vladimir Putin, Russian President"
    watched.page.keyboard.press("Escape")
    tip.wait_for(state="hidden")
    actor.focus()
    tip.wait_for(state="visible")


def test_what_a_brief_says_shows_where_it_is_a_source(open_page: Any, site_url: str) -> None:
    """Beside a look ahead the brief that tells it shows its takeaway; a tap opens the brief at once."""
    watched = open_page(f"{site_url}whats-next/")
    source = watched.page.locator(".md-content a.brief").first
    source.hover()
    tip = watched.page.get_by_role("tooltip")
    tip.wait_for(state="visible")
    assert len(tip.inner_text().split()) >= 10
    watched = open_page(f"{site_url}whats-next/", width=390, touch=True)
    watched.page.locator(".md-content a.brief").first.tap()
    watched.page.wait_for_url("**/briefs/20**")


def test_a_phones_first_screen_holds_takeaway_and_points(open_page: Any, site_url: str) -> None:
    """At 390 × 844, before anything is scrolled: a median over the briefs, since a headline may run to five lines."""
    watched = open_page(site_url, width=390, touch=True)
    links = watched.page.locator(BRIEF)
    ends = []
    for address in dict.fromkeys(links.nth(i).get_attribute("href") for i in range(links.count())):
        watched.page.goto(site_url + address)
        points = watched.page.locator("#key-points + ul")  # a brief may have none
        ends.append((points if points.count() else watched.page.locator("#takeaway")).first.bounding_box())
    bottoms = sorted(box["y"] + box["height"] for box in ends)
    assert bottoms[len(bottoms) // 2] <= 844, bottoms


def test_a_proof_opens_by_keyboard(open_page: Any, site_url: str) -> None:
    """Enter on a proof mark shows the passage with its words marked."""
    watched = open_page(site_url)
    _first_brief(watched)
    proof = watched.page.locator("details.proof").first
    assert not proof.locator("mark").first.is_visible()
    proof.locator("summary").focus()
    watched.page.keyboard.press("Enter")
    assert proof.locator("mark").first.is_visible()


def test_a_statement_is_copied_with_its_source_and_its_address(open_page: Any, hostile_url: str) -> None:
    """Below a proof, by keyboard alone: words, source, address; this leads to the statement, in the fold too."""
    watched = open_page(hostile_url + "briefs/2025/northern-grid-to-be-linked/")
    page = watched.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("details.proof > summary").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.localName") != "button":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("status").filter(has_text="Copied").wait_for()
    said, source, address = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert said.startswith("The Northern Grid Council agreed on 3 March 2025")
    assert source.startswith("— ")
    assert "“Northern grid to be linked”" in source
    assert address == page.url + "#takeaway"
    folded = page.evaluate("document.querySelector('details.fold p[id]').id")
    watched.page.goto(f"{page.url}#{folded}")
    watched.page.reload()
    assert page.locator(f"[id='{folded}']").is_visible()
    assert watched.problems == []


def test_the_site_follows_a_dark_system(open_page: Any, site_url: str) -> None:
    """A reader whose system is dark gets light text on a dark page."""
    watched = open_page(site_url, scheme="dark")
    red = watched.page.evaluate("parseInt(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0])")
    assert red < 60
    assert open_page(site_url).page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_markup_in_an_article_stays_text_in_the_browser(open_page: Any, hostile_url: str) -> None:
    """Pages, tooltip and search results of a hostile brief run nothing and show its characters."""
    watched = open_page(hostile_url)
    page = watched.page
    page.goto(hostile_url + "briefs/undated/hostile/")
    assert page.locator("h1").inner_text().startswith("<script>alert(1)</script> [x](javascript:alert(1)) {{ 7*7 }}")
    term = page.locator(TERM).first
    term.hover()
    tip = page.get_by_role("tooltip")
    tip.wait_for(state="visible")
    assert tip.inner_text().startswith("From an article, not reviewed: “<script>alert(1)</script>")
    page.locator(".md-search__input").click()
    page.keyboard.type("onerror", delay=20)
    page.locator(".md-search-result__link").first.wait_for()
    page.wait_for_timeout(300)
    assert page.locator(".md-search-result img, .md-search-result script").count() == 0
    assert watched.problems == []
