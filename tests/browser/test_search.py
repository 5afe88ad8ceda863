"""Searching as a reader does: the header's box, the page with facets, shared addresses, the keyboard, a sub-path."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from generator.core.configuration import Catalog, Topic
from generator.core.model import Actor, ActorKind, Article, Brief, Evidence, Statement, Term
from generator.io import mkdocs, pagefind
from generator.io.outputs import write_tree
from generator.site.build import build_site
from tests.browser.conftest import ROOT, serve

pytestmark = pytest.mark.browser

BOX = ".md-search__input"
FOUND = ".md-search-result__link"
WORDS = "#desk-words"
CARD = ".desk-search__card"
STATUS = ".desk-search__status"
RESULTS = ".desk-search__results > li > a"
ENGINE = re.compile(r"/pagefind/|/assets/search/(?!box\.js)|search_index|/workers/")

OUTLETS = ("Alpha Wire", "Beta Post", None)
ACTORS: dict[str, ActorKind] = {
    "Port Authority": "organization", "Grid Council": "group", "Rail Board": "organization",
    'Wool, "Hemp" & Co.': "organization", "Sergei Shoigu": "person", "Ørsted": "organization",
}  # fmt: skip
TERMS = ("feed-in tariff", "base load")
TOPICS = (Topic("Ports", ("harbour",)), Topic("Power", ("turbine",)))
MONTHS = ("2024-11", "2024-12", "2025-01", "2025-02")


def _brief(n: int) -> Brief:
    """A brief whose words and facets follow from its number by different divisors."""
    actors = [a for i, a in enumerate(ACTORS) if n % (i + 2) == 0]
    terms = [t for i, t in enumerate(TERMS) if n % (i + 3) == 1]
    words = ["harbour" if n % 2 else "turbine", "dredger" if n % 3 == 0 else "crane", f"berth{n}"]
    # The last word says nothing about the date, so that order by date is not order by chance.
    takeaway = f"Report {n} tells of a {words[0]} and a {words[1]} at {words[2]}." + " Dredger work goes on." * (n % 4)
    text, spans = "", []
    for piece in (takeaway, *actors, *terms):
        spans.append(Evidence(len(text), len(text) + len(piece), piece))
        text += piece + " "
    rest = iter(spans[1:])
    day = f"{MONTHS[n * 7 % 4]}-{n % 28 + 1:02}" if n % 11 else None
    article = Article(
        f"a{n}.md", text, f"{n:064}", f"Number {n}", outlet=OUTLETS[n % 3], published=day,
        published_source="given" if day else "unknown",
    )  # fmt: skip
    return Brief(
        f"number-{n}", article, f"Number {n}", "article", Statement(takeaway, (spans[0],)),
        actors=tuple(Actor(f"a-{i}", a, ACTORS[a], mentions=1, salience=1.0, evidence=(next(rest),))
                     for i, a in enumerate(actors)),
        terms=tuple(Term(f"t-{i}", t, definition="A word of the trade.", evidence=(next(rest),))
                    for i, t in enumerate(terms)),
    )  # fmt: skip


BRIEFS = tuple(_brief(n) for n in range(1, 49))


def _facets(brief: Brief) -> dict[str, set[str]]:
    """The facets of a brief as a reader of its record would tell them."""
    text = brief.takeaway.text
    return {
        **{kind: {a.name for a in brief.actors if a.kind == kind} for kind in ACTORS.values()},
        "topic": {t.name for t in TOPICS if t.words[0] in text},
        "outlet": {brief.article.outlet} if brief.article.outlet else set(),
        "term": {t.term for t in brief.terms},
    }


def _scan(word: str, chosen: dict[str, list[str]]) -> list[Brief]:
    """The briefs with a word and all chosen actors, topics and terms, any of the outlets, within the months."""
    found = []
    [first], [last] = chosen.get("from", [""]), chosen.get("to", ["9"])
    for brief in BRIEFS:
        has = _facets(brief)
        month = (brief.article.published or "")[:7]
        every = all(set(values) <= has[f] for f, values in chosen.items() if f not in ("outlet", "from", "to"))
        either = not chosen.get("outlet") or set(chosen["outlet"]) & has["outlet"]
        within = first <= month <= last and (month or not {"from", "to"} & set(chosen))
        if every and either and within and word in brief.takeaway.text.lower():
            found.append(brief)
    return found


@pytest.fixture(scope="module")
def sub_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site of 48 briefs in shards of at most 20, below a path of its host."""
    folder = tmp_path_factory.mktemp("sub")
    site = build_site(BRIEFS, Catalog(topics=TOPICS), ROOT / "site_config" / "templates")
    write_tree(folder / "docs", {**site.pages, **site.files})
    shutil.copytree(ROOT / "site_config", folder / "site_config")
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    config = re.sub(r"^site_url:.*$", "site_url: https://example.org/desk/sub/", config, flags=re.MULTILINE)
    (folder / "mkdocs.yml").write_text(config, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pagefind.shards, "__defaults__", (20,))
        mkdocs.build(folder / "mkdocs.yml", folder / "docs", folder / "host" / "desk" / "sub")
    assert len(list((folder / "host" / "desk" / "sub" / "pagefind").rglob("pagefind-entry.json"))) >= 3
    for url in serve(folder / "host"):
        yield url + "desk/sub/"


def _type(page: Any, field: str, words: str) -> None:
    page.locator(field).click()
    page.keyboard.type(words, delay=15)


def _told(page: Any, words: str) -> None:
    """Wait until the live region says so; the policy forbids Playwright's own wait for a script's word."""
    page.locator(STATUS).filter(has_text=re.compile(f"^{re.escape(words)}$")).wait_for()


def _ids(page: Any) -> list[str]:
    """The briefs of the results shown, all pages of them unfolded."""
    more = page.locator(".desk-search__more")
    while more.is_visible():
        before = page.locator(RESULTS).count()
        more.click()
        page.locator(RESULTS).nth(before).wait_for()
    links = page.locator(RESULTS).evaluate_all("links => links.map(a => new URL(a.href).pathname)")
    return [link.rstrip("/").rpartition("/")[2] for link in links]


def _address(url: str, words: str, chosen: dict[str, list[str]], sort: str = "") -> str:
    pairs = [("query", words), *((f, v) for f, values in chosen.items() for v in values)]
    pairs += [("sort", sort)] if sort else []
    return f"{url}search/?" + "&".join(f"{name}={quote(value)}" for name, value in pairs)


def test_nothing_of_the_search_moves_before_it_is_used(site_url: str, chromium: Any) -> None:
    """Opening a page asks for no index, worker or engine; the focus on the box does."""
    page = chromium.new_context().new_page()
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url))
    page.goto(site_url, wait_until="networkidle")
    assert [url for url in asked if ENGINE.search(url)] == []
    with page.expect_request("**/pagefind/pagefind.js"):
        page.locator(BOX).focus()
    page.context.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_the_form_keeps_its_room_until_its_script_has_come(site_url: str, chromium: Any, width: int) -> None:
    """What stands below the search form stays where it was when the form appears: a reader may be reading it."""
    context = chromium.new_context(viewport={"width": width, "height": 844})
    page = context.new_page()
    held: list[Any] = []
    page.route("**/assets/search/page.js", lambda route: held.append(route))
    page.goto(f"{site_url}search/", wait_until="commit")
    top = "document.querySelector('.desk-search-browse').getBoundingClientRect().top"
    page.locator(".desk-search-browse .names a").last.wait_for()
    before = page.evaluate(top)
    assert not page.locator("#desk-words").is_visible()
    held[0].continue_()
    page.locator("#desk-words").wait_for()
    assert page.evaluate(top) == before
    context.close()


def test_the_box_finds_what_has_the_name_first(open_page: Any, site_url: str) -> None:
    """The term of just this name stands first and Enter opens it; then the brief about it, its words marked as one."""
    watched = open_page(site_url)
    page = watched.page
    _type(page, BOX, "Power of Siberia 2")
    page.locator(f"{FOUND}[href$='?h=Power+of+Siberia+2'] mark").first.wait_for()
    assert page.locator(FOUND).nth(0).inner_text().startswith("Power of Siberia 2\n")
    assert page.locator(FOUND).nth(1).inner_text().startswith("Power of Siberia 2: ")
    assert page.locator(f"{FOUND} mark").first.inner_text() == "Power of Siberia 2"
    assert re.fullmatch(r"\d+ matching documents?", page.locator(".md-search-result__meta").inner_text())
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary/power-of-siberia-2/**")
    page.locator("article mark[data-md-highlight]").first.wait_for()
    page.go_back()
    _type(page, BOX, "tarrifs")
    page.locator(".md-search-result__meta", has_text="Showing “tariffs”.").wait_for()
    assert page.locator(FOUND).first.inner_text().startswith("Europe weighs American")
    assert watched.problems == []


def test_the_box_keeps_materials_keys(open_page: Any, site_url: str) -> None:
    """ "/" opens the box, arrows move through results and back, Escape closes it."""
    page = open_page(site_url).page
    page.keyboard.press("/")
    page.keyboard.type("pipeline", delay=15)
    page.locator(f"{FOUND}[href$='?h=pipeline']").first.wait_for()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement === document.querySelector('.md-search-result__link')")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.matches('.md-search__input')")
    page.keyboard.press("Escape")
    assert not page.locator("#__search").is_checked()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_closed_box_takes_no_focus_and_the_open_one_keeps_it(open_page: Any, site_url: str, width: int) -> None:
    """Tab passes a closed box in one step; from a typed word it leads to all results and out again, closing the box."""
    page = open_page(site_url, width=width).page
    focus = "document.activeElement.className"
    stops = []
    for _ in range(6):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(focus))
    assert not [stop for stop in stops if "scrollwrap" in stop or "desk-search-all" in stop], stops
    page.keyboard.press("/")
    page.keyboard.type("pipeline", delay=15)
    page.locator(f"{FOUND}[href$='?h=pipeline']").first.wait_for()
    stops = []
    while "desk-search-all" not in "".join(stops) and len(stops) < 20:
        page.keyboard.press("Tab")
        stops.append(page.evaluate(focus))
        assert page.locator("#__search").is_checked(), stops
    assert len(stops) < 5, stops  # the results themselves are reached by the arrows
    page.keyboard.press("Tab")
    assert not page.locator("#__search").is_checked()


def test_the_box_says_when_nothing_fits_and_leads_to_the_page(open_page: Any, sub_url: str) -> None:
    """A word of no brief gives none; the link below carries the words to the search page, below a path too."""
    watched = open_page(sub_url + "about/")
    page = watched.page
    _type(page, BOX, "xylophone")
    page.get_by_text("No matching documents").wait_for()
    page.locator(BOX).fill("")
    _type(page, BOX, "dredger")
    page.locator(FOUND).first.wait_for()
    page.locator(".desk-search-all").click()
    page.wait_for_url("**/desk/sub/search/?query=dredger")
    page.locator(RESULTS).first.wait_for()
    assert watched.problems == []


def test_a_result_of_the_box_opens_below_a_path(open_page: Any, sub_url: str) -> None:
    """A result found in an old shard opens its page, wherever the site lies."""
    watched = open_page(sub_url)
    oldest = min((b for b in BRIEFS if b.article.published), key=lambda b: b.article.published or "")
    number = oldest.id.removeprefix("number-")
    _type(watched.page, BOX, f"berth{number}")
    # While a word is typed, the box shows what its beginning finds: only this word's own results count.
    watched.page.locator(f"{FOUND}[href$='?h=berth{number}']").first.click()
    watched.page.wait_for_url(f"**/desk/sub/briefs/2024/number-{number}/**")
    assert watched.page.locator("h1").inner_text().startswith(f"Number {number}")
    assert watched.problems == []


def test_the_box_finds_actors_and_terms_behind_the_best_brief(open_page: Any, sub_url: str) -> None:
    """A name leads to its own page too; the best brief stays first, and Enter opens it."""
    watched = open_page(sub_url)
    page = watched.page
    _type(page, BOX, "rail boa")
    second = page.locator(FOUND).nth(1)
    page.locator(f"{FOUND}[href$='?h=rail+boa']").nth(1).wait_for()
    assert second.inner_text().split("\n")[0] == "Rail Board"
    assert second.get_attribute("href") == sub_url + "actors/rail-board/?h=rail+boa"
    assert "/briefs/" in (page.locator(FOUND).first.get_attribute("href") or "")
    page.keyboard.press("Enter")
    page.wait_for_url("**/briefs/**")
    page.go_back()
    _type(page, BOX, "base load")
    page.locator(f"{FOUND}[href$='/glossary/base-load/?h=base+load']").click()
    page.wait_for_url("**/glossary/base-load/**")
    assert watched.problems == []


COMBINATIONS: tuple[dict[str, list[str]], ...] = (
    {},
    {"organization": ["Port Authority"]},
    {"organization": ["Port Authority", "Rail Board"]},
    {"organization": ['Wool, "Hemp" & Co.'], "topic": ["Ports"]},
    {"outlet": ["Alpha Wire", "Beta Post"], "from": ["2024-12"], "to": ["2025-01"]},
    {"term": ["feed-in tariff"], "from": ["2025-01"]},
    {"group": ["Grid Council"], "outlet": ["Beta Post"], "term": ["base load"], "topic": ["Power"], "to": ["2025-01"]},
    {"person": ["Sergei Shoigu"], "topic": ["Ports", "Power"]},
)


@pytest.mark.parametrize(("word", "chosen"), list(zip(("dredger", "harbour") * 4, COMBINATIONS, strict=True)))
def test_facets_combine_as_a_scan_of_the_records_does(
    open_page: Any, sub_url: str, word: str, chosen: dict[str, list[str]]
) -> None:
    """A shared address gives exactly the briefs that a plain scan finds, and each count is what choosing it leaves."""
    watched = open_page(_address(sub_url, word, chosen))
    page = watched.page
    wanted = _scan(word, chosen)
    said = {0: "No brief has all of these.", 1: "1 brief"}.get(len(wanted), f"{len(wanted)} briefs")
    _told(page, said)
    assert sorted(_ids(page)) == sorted(b.id for b in wanted)
    for button in page.locator(".desk-search__all").all():
        button.click()
    shown = page.locator("fieldset label").evaluate_all(
        "labels => labels.map(({firstChild: f, lastChild}) => [f.name, f.value, f.checked, +lastChild.textContent])"
    )
    checked = {(facet, value) for facet, value, is_checked, _ in shown if is_checked}
    assert checked == {(f, v) for f, values in chosen.items() for v in values if f not in ("from", "to")}
    for facet, value, _, count in shown:
        alone = [value] if facet == "outlet" else [*chosen.get(facet, []), value]
        assert count == len(_scan(word, {**chosen, facet: alone})), (facet, value)
    assert watched.problems == []


@pytest.mark.parametrize("word", ["dredger", "crane"])
def test_newest_first_holds_across_shards(open_page: Any, sub_url: str, word: str) -> None:
    """Sorted by date, all results of all shards stand in the order of their dates, undated ones last."""
    page = open_page(_address(sub_url, word, {}, "date")).page
    page.locator(RESULTS).first.wait_for()
    dates = {b.id: b.article.published or "" for b in BRIEFS}
    shown = [dates[i] for i in _ids(page)]
    assert len(shown) == len(_scan(word, {}))
    assert shown == sorted(shown, reverse=True)


def test_back_undoes_a_choice_and_a_reload_keeps_it(open_page: Any, sub_url: str) -> None:
    """Words, facets and order stand in the address; back goes one choice back; a reload shows the same."""
    watched = open_page(sub_url + "search/")
    page = watched.page
    _type(page, WORDS, "dredger")
    _told(page, f"{len(_scan('dredger', {}))} briefs")
    page.get_by_role("checkbox", name="Rail Board").check()
    wanted = len(_scan("dredger", {"organization": ["Rail Board"]}))
    _told(page, f"{wanted} briefs")
    page.get_by_label("Order").select_option("Newest first")
    assert parse_qs(urlsplit(page.url).query) == {
        "query": ["dredger"],
        "organization": ["Rail Board"],
        "sort": ["date"],
    }
    page.reload()
    _told(page, f"{wanted} briefs")
    assert page.get_by_label("Order").input_value() == "date"
    page.go_back()
    page.wait_for_url(lambda url: "sort" not in url)
    page.go_back()
    page.wait_for_url(lambda url: "organization" not in url)
    _told(page, f"{len(_scan('dredger', {}))} briefs")
    page.go_back()
    page.wait_for_url(lambda url: "?" not in url)
    assert page.locator(WORDS).input_value() == ""
    _told(page, "Type a word to search, or browse below.")
    assert page.get_by_role("link", name="Rail Board").is_visible()
    assert watched.problems == []


def test_a_facet_without_a_word_lists_its_briefs(open_page: Any, sub_url: str) -> None:
    """What is chosen without a word lists its briefs, newest first; without either the page lists pages to browse."""
    watched = open_page(sub_url + "search/?organization=Port+Authority&from=2024-12&to=2025-01")
    page = watched.page
    wanted = _scan("", {"organization": ["Port Authority"], "from": ["2024-12"], "to": ["2025-01"]})
    _told(page, f"{len(wanted)} briefs")
    shown = _ids(page)
    assert sorted(shown) == sorted(b.id for b in wanted)
    dates = {b.id: b.article.published or "" for b in BRIEFS}
    assert [dates[i] for i in shown] == sorted(map(dates.__getitem__, shown), reverse=True)
    assert not page.get_by_role("heading", name="Topics").is_visible()
    page.get_by_role("button", name="Remove the filter From December 2024").click()
    _told(page, f"{len(_scan('', {'organization': ['Port Authority'], 'to': ['2025-01']}))} briefs")
    page.get_by_role("button", name="Clear all").click()
    assert page.url == sub_url + "search/"
    assert page.get_by_role("link", name="Rail Board").get_attribute("href") == "../actors/rail-board/"
    assert watched.problems == []


SOUGHT = (
    # What is typed, what the page says was meant, the card's name, and how the first brief's title begins.
    ("Power of Siberia 2", None, "Power of Siberia 2", "Power of Siberia 2"),
    ("tarrifs", "tariffs", None, "Europe weighs American tariffs"),
    ("tarrifs China", "tariffs China", None, "Europe weighs American tariffs"),
    ("Shoygu", "Shoigu", "Sergei Shoigu", ("The 'reverse Kissinger' debate", "Why Beijing will")),  # both name him
    ("Vladimir Puttin", "Vladimir Putin", "Vladimir Putin", "Xi and Putin"),
    ("Vladimir Putin", None, "Vladimir Putin", "Xi and Putin"),
    ("reverse Kissinger", None, "reverse Kissinger", "The 'reverse Kissinger' debate"),
)


@pytest.mark.parametrize(("typed", "meant", "card", "first"), SOUGHT, ids=[row[0] for row in SOUGHT])
def test_a_search_puts_the_right_thing_first(
    open_page: Any, site_url: str, typed: str, meant: str | None, card: str | None, first: str | tuple[str, ...]
) -> None:
    """A misspelt word gives way to a near one, who has the name stands on top, and the best brief is the first."""
    watched = open_page(f"{site_url}search/?query={quote(typed)}")
    page = watched.page
    page.locator(STATUS).filter(has_text=re.compile(r"\d briefs?$")).wait_for()
    told = page.locator(STATUS).inner_text()
    assert (f"“{meant}”" in told) if meant else ("“" not in told)
    assert page.locator(f"{CARD} > a").all_inner_texts() == ([card] if card else [])
    assert page.locator(RESULTS).first.inner_text().startswith(first)
    for mark in page.locator(".desk-search__results mark").all_inner_texts():
        assert len(mark.strip('"“”.,')) > 2, mark
    assert watched.problems == []


def test_a_phrase_is_marked_as_one(open_page: Any, site_url: str) -> None:
    """The words of a name are marked together, in a sentence, and on the page a result leads to."""
    page = open_page(f"{site_url}search/?query=Power+of+Siberia+2").page
    page.locator(RESULTS).first.wait_for()
    marks = page.locator(".desk-search__results mark").all_inner_texts()
    assert {mark.strip('"“”.,') for mark in marks} == {"Power of Siberia 2"}
    assert page.locator(".desk-search__results > li > p:last-child").first.inner_text().rstrip().endswith(".")
    page.locator(RESULTS).first.click()
    page.locator("article mark[data-md-highlight]").first.wait_for()
    assert set(page.locator("article mark[data-md-highlight]").all_text_contents()) == {"Power of Siberia 2"}


def test_a_question_is_searched_for_by_what_it_asks_for(open_page: Any, site_url: str) -> None:
    """No brief has all of its words: those that tell something are searched for, and it is said which."""
    page = open_page(_address(site_url, "how much gas does Russia sell?", {})).page
    page.locator(RESULTS).first.wait_for()
    assert page.locator(STATUS).inner_text().startswith("No brief has just that; showing “gas Russia sell”.")
    both = ("who sells gas to China?", "sells gas China")
    asked, told = (open_page(_address(site_url, words, {})).page for words in both)
    told.locator(RESULTS).first.wait_for()
    asked.locator(RESULTS).first.wait_for()
    assert asked.locator(RESULTS).all_inner_texts() == told.locator(RESULTS).all_inner_texts()


def test_letters_with_marks_are_found_without_them(open_page: Any, sub_url: str) -> None:
    """ "Orsted" finds Ørsted and calls it no other spelling; the box shows the actor first, and Enter opens it."""
    watched = open_page(sub_url + "search/?query=Orsted")
    page = watched.page
    _told(page, f"{sum(any(a.name == 'Ørsted' for a in b.actors) for b in BRIEFS)} briefs")
    assert page.locator(f"{CARD} > a").inner_text() == "Ørsted"
    _type(page, BOX, "Orsted")
    page.locator(f"{FOUND}[href*='/actors/'][href$='?h=%C3%98rsted']").wait_for()
    assert page.locator(FOUND).first.inner_text().startswith("Ørsted")
    page.keyboard.press("Enter")
    page.wait_for_url("**/actors/**")
    assert watched.problems == []


def test_a_result_quotes_prose_and_never_a_list(open_page: Any, sub_url: str) -> None:
    """A word that stands in a brief's list of actors alone shows how the brief begins, not the list."""
    page = open_page(sub_url + "search/?query=Rail+Board").page
    page.locator(RESULTS).first.wait_for()
    said = page.locator(".desk-search__results > li > p:last-child").all_inner_texts()
    assert all(text.startswith("Report ") for text in said), said


def test_the_page_works_by_keyboard_alone(open_page: Any, sub_url: str) -> None:
    """Words, a facet, more results: reached by Tab, used by Space and Enter, the focus never lost."""
    page = open_page(sub_url + "search/").page
    page.locator(WORDS).focus()
    page.keyboard.type("dredger", delay=15)
    _told(page, f"{len(_scan('dredger', {}))} briefs")
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "checkbox":
            break
    name, value = page.evaluate("[document.activeElement.name, document.activeElement.value]")
    page.keyboard.press("Space")
    _told(page, f"{len(_scan('dredger', {name: [value]}))} briefs")
    assert page.evaluate("[document.activeElement.value, document.activeElement.checked]") == [value, True]
    page.keyboard.press("Space")
    _told(page, f"{len(_scan('dredger', {}))} briefs")
    page.get_by_role("button", name="More results").focus()
    page.keyboard.press("Enter")
    page.locator(RESULTS).nth(10).wait_for()
    assert page.evaluate(f"[...document.querySelectorAll('{RESULTS}')].indexOf(document.activeElement)") == 10


def test_without_scripts_the_page_tells_how_to_browse(chromium: Any, sub_url: str) -> None:
    """No dead form: a sentence and lists of topics, actors, months and terms."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(sub_url + "search/")
    assert not page.locator(WORDS).is_visible()
    assert page.get_by_text("needs JavaScript").is_visible()
    for name in ("Ports", "Rail Board", "January 2025", "base load"):
        assert page.get_by_role("link", name=name).first.is_visible(), name
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_markup_in_results_stays_text(open_page: Any, hostile_url: str, width: int) -> None:
    """Titles, excerpts and facet values of a hostile brief run nothing, show their characters, and fit the window."""
    watched = open_page(hostile_url + "search/?query=alert", width=width)
    page = watched.page
    page.locator(RESULTS).first.wait_for()
    page.evaluate("document.querySelector('.desk-search__filters').open = true")
    assert page.locator(RESULTS).first.inner_text().startswith("<script>alert(1)</script> [x](javascript:alert(1))")
    assert page.locator(".desk-search img, .desk-search script").count() == 0
    assert page.locator(".desk-search__results mark").count() > 0
    page.locator("fieldset[data-facet=outlet] input").first.check()
    page.locator(RESULTS).first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert watched.problems == []


def test_the_policy_is_in_force(open_page: Any, sub_url: str) -> None:
    """What the policy forbids is refused: the tests above run under it."""
    page = open_page(sub_url + "search/?query=dredger").page
    page.locator(RESULTS).first.wait_for()
    refused = page.evaluate(
        "new Promise(done => { document.addEventListener('securitypolicyviolation', e => done(e.violatedDirective));"
        " const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s); })"
    )
    assert refused == "script-src-elem"
    assert page.evaluate("window.ran") is None


def test_the_policy_may_stand_in_the_pages(chromium: Any, tmp_path: Path) -> None:
    """Each page carries the policy, and the search works under it, without a header of the server."""
    site = build_site(BRIEFS[:3], Catalog(topics=TOPICS), ROOT / "site_config" / "templates")
    write_tree(tmp_path / "docs", {**site.pages, **site.files})
    shutil.copytree(ROOT / "site_config", tmp_path / "site_config")
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    config = re.sub(r"^( *)content_security_policy:.*$", r"\1content_security_policy: true", config, flags=re.MULTILINE)
    (tmp_path / "mkdocs.yml").write_text(config, "utf-8")
    mkdocs.build(tmp_path / "mkdocs.yml", tmp_path / "docs", tmp_path / "site")
    context = chromium.new_context()
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    for url in serve(tmp_path / "site"):
        page.goto(url + "search/?query=harbour")
        page.locator(RESULTS).first.wait_for()
    assert page.locator("meta[http-equiv=Content-Security-Policy]").count() == 1
    assert errors == []
    context.close()
