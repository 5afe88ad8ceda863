"""For everyone: accessibility rules on every page type, keyboard, proof without scripts, paper, and what is moved."""

from __future__ import annotations

import gzip
import json
import re
from io import BytesIO
from typing import Any
from urllib.request import urlopen

import pytest

from tests.browser.conftest import rest, violations

pytestmark = pytest.mark.browser

BRIEF = ".md-content a[href*='briefs/20']"
TYPES = (
    "", "briefs/", "BRIEF", "whats-next/", "figures/", "timeline/", "actors/", "ACTOR", "glossary/", "TERM", "topics/",
    "TOPIC", "search/", "about/", "editors/", "404.html",
)  # fmt: skip
BRIEF_HTML, FIRST_VISIT = 15 * 1024, 120 * 1024
"""The promises of the README, in bytes as moved with gzip."""


def _data(site_url: str, name: str) -> list[dict[str, Any]]:
    with urlopen(f"{site_url}data/{name}.json") as answer:
        rows: list[dict[str, Any]] = json.load(answer)
        return rows


def _address(site_url: str, kind: str) -> str:
    """A page of a type: the first brief, the actor in most briefs, a term with a meaning, the first topic."""
    if kind == "BRIEF":
        return str(_data(site_url, "briefs")[0]["page"])
    if kind == "ACTOR":
        return str(max(_data(site_url, "actors"), key=lambda a: len(a["briefs"]))["page"])
    if kind == "TERM":
        return str(next(t for t in _data(site_url, "glossary") if t["definition"])["page"])
    if kind == "TOPIC":
        with urlopen(site_url + "topics/") as answer:
            found = re.search(r'<h2[^>]*><a href="(?:\.\./topics/|\./|)([^"./]+/)"', answer.read().decode())
            assert found
            return f"topics/{found[1]}"
    return kind


@pytest.mark.parametrize("kind", TYPES)
def test_no_accessibility_rule_is_broken(open_page: Any, site_url: str, axe: str, kind: str) -> None:
    """axe-core finds nothing on any type of page with all unfolded, in both schemes and widths; nothing sticks out."""
    watched = open_page(site_url + _address(site_url, kind))
    page = watched.page
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    for scheme, body in (("light", "default"), ("dark", "slate")):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.locator(f"body[data-md-color-scheme={body}]").wait_for()
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert violations(page, axe) == [], (scheme, width)
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert watched.problems == [] or kind == "404.html"


def test_a_proof_opens_without_scripts(chromium: Any, site_url: str) -> None:
    """With JavaScript switched off a tap on the mark opens the proof; the mark is 24 px or more in each direction."""
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800}, has_touch=True)
    page = context.new_page()
    page.goto(site_url + _address(site_url, "BRIEF"))
    proof = page.locator("details.proof").first
    mark = proof.locator("summary")
    box = mark.bounding_box()
    assert box["width"] >= 24
    assert box["height"] >= 24
    assert not proof.locator("p").first.is_visible()
    mark.tap()
    assert proof.locator("p").first.is_visible()
    assert proof.locator("mark").first.is_visible()
    context.close()


def test_every_mark_has_a_name(open_page: Any, site_url: str) -> None:
    """To those who listen each mark is called "Proof", though the eye gets a quotation mark."""
    page = open_page(site_url + _address(site_url, "BRIEF")).page
    marks = page.locator("details.proof > summary")
    assert marks.count() >= 5
    assert set(marks.all_text_contents()) == {"Proof"}


def test_an_open_proof_of_a_whole_sentence_marks_it_in_place(open_page: Any, site_url: str) -> None:
    """A key point shown word for word is highlighted where it stands, and the proof does not repeat it."""
    page = open_page(site_url + _address(site_url, "BRIEF")).page
    point = page.locator("li:has(> details.verbatim)").first
    statement = point.locator("> p").first
    colour = "e => getComputedStyle(e).backgroundColor"
    before = statement.evaluate(colour)
    point.locator("summary").click()
    assert statement.evaluate(colour) != before
    said = statement.inner_text().strip()
    assert said not in point.locator("details > p").first.inner_text()


def test_the_keyboard_reaches_everything_on_a_brief(open_page: Any, site_url: str) -> None:
    """Tab goes through every link and mark of a brief in the order of the page, each with a visible outline."""
    watched = open_page(site_url + _address(site_url, "BRIEF"))
    page = watched.page
    page.locator("article h1").evaluate("e => { e.tabIndex = -1; e.focus(); }")
    wanted = page.evaluate(
        "[...document.querySelectorAll('article a[href], article summary')]"
        ".filter(e => e.checkVisibility() && e.tabIndex >= 0).map((e, i) => (e.dataset.nr = i, i))"
    )
    seen = []
    for _ in wanted:
        page.keyboard.press("Tab")
        number, outline = page.evaluate(
            "[document.activeElement.dataset.nr, getComputedStyle(document.activeElement).outlineStyle]"
        )
        seen.append(number and int(number))
        assert outline != "none", page.evaluate("document.activeElement.outerHTML")
    assert [n for n in seen if n is not None] == wanted[1:] or seen == wanted


def test_no_mark_stands_alone_on_a_line(open_page: Any, site_url: str) -> None:
    """Each mark lies on the last line of the words it proves, inside the page, whatever the width."""
    page = open_page(site_url).page
    for row in _data(site_url, "briefs"):
        page.goto(site_url + row["page"])
        page.evaluate("document.querySelector('details.fold').open = true")
        for width in (320, 390, 700, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            alone = page.evaluate(
                """() => [...document.querySelectorAll('details.proof > summary')].filter(mark => {
                    const words = mark.parentElement.previousElementSibling;
                    const line = [...words.getClientRects()].at(-1), at = mark.getBoundingClientRect();
                    const apart = Math.abs((line.top + line.bottom) / 2 - (at.top + at.bottom) / 2);
                    return words.tagName !== 'P' || apart > 8 || at.left < line.left
                        || at.right > mark.parentElement.parentElement.getBoundingClientRect().right + 1;
                }).map(mark => mark.parentElement.previousElementSibling.innerText)"""
            )
            assert alone == [], (row["id"], width)


@pytest.mark.parametrize("width", [390, 1280])
def test_a_date_and_what_became_of_it_lie_in_their_own_row(open_page: Any, site_url: str, width: int) -> None:
    """The column of dates is as wide for what has none, and no chip reaches into the next row or the text."""
    page = open_page(site_url + "whats-next/", width=width).page
    rows = page.locator(".agenda > ul > li")
    assert rows.count() > 5
    starts, faults = page.evaluate(
        """() => { const rows = [...document.querySelectorAll('.agenda > ul > li')];
            const faults = rows.filter(row => { const box = row.getBoundingClientRect();
                const text = row.querySelector('p + p').getClientRects()[0];
                return [...row.querySelectorAll('p:first-child > *')].some(e => { const at = e.getBoundingClientRect();
                    return at.bottom > box.bottom || at.right > text.left; }); });
            const start = row => Math.round(row.querySelector('p + p').getClientRects()[0].left);
            return [[...new Set(rows.map(start))], faults.map(row => row.innerText)]; }"""
    )
    assert faults == []
    assert len(starts) == 1


def test_the_rest_of_the_article_is_folded_until_it_is_asked_for(chromium: Any, open_page: Any, site_url: str) -> None:
    """The fold is closed; a link to what stands in it, with scripts or without, opens it."""
    address = site_url + _address(site_url, "BRIEF")
    page = open_page(address).page
    assert not page.locator("#how-this-brief-was-made").is_visible()
    page.locator("details.fold > summary").click()
    assert page.locator("#how-this-brief-was-made").is_visible()
    page = open_page(address + "#how-this-brief-was-made").page
    assert page.locator("#how-this-brief-was-made").is_visible()
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "#how-this-brief-was-made")
    assert page.locator("#how-this-brief-was-made").is_visible()
    context.close()


def test_a_brief_is_brief(open_page: Any, site_url: str) -> None:
    """At 1280 px a brief is 2,000 px tall (a tenth more with other fonts), on a phone its fold is 3 screens down."""
    page = open_page(site_url).page
    for row in _data(site_url, "briefs"):
        page.goto(site_url + row["page"])
        for width, height, tall in ((1280, 800, 2200), (390, 844, 99_999)):
            page.set_viewport_size({"width": width, "height": height})
            whole, fold = page.evaluate(
                "[document.documentElement.scrollHeight, "
                "document.querySelector('details.fold').getBoundingClientRect().top]"
            )
            assert whole <= tall, row["id"]
            assert fold <= 3.1 * height, row["id"]


def test_paper_gets_what_is_unfolded(open_page: Any, site_url: str) -> None:
    """Printed as it is a brief leaves the fold out; opened, the fold is on paper too."""
    pypdf = pytest.importorskip("pypdf")
    page = open_page(site_url + _address(site_url, "BRIEF")).page

    def paper() -> str:
        return " ".join(p.extract_text() for p in pypdf.PdfReader(BytesIO(page.pdf(format="A4"))).pages).lower()

    assert "everything the article says" not in paper()
    assert "who is named" not in paper()
    page.evaluate("document.querySelector('details.fold').open = true")
    assert "who is named" in paper()


def test_paper_gets_a_brief_on_one_page(open_page: Any, site_url: str) -> None:
    """Printed on A4, every brief of the site is one page that has its takeaway and no navigation."""
    pypdf = pytest.importorskip("pypdf")
    watched = open_page(site_url)
    for row in _data(site_url, "briefs"):
        watched.page.goto(site_url + row["page"])
        pages = pypdf.PdfReader(BytesIO(watched.page.pdf(format="A4"))).pages
        text = " ".join(pages[0].extract_text().split())
        assert len(pages) == 1, row["id"]
        assert "takeaway" in text.lower()
        assert "Glossary" not in text


def test_nothing_moves_for_who_wants_no_motion(chromium: Any, site_url: str) -> None:
    """With reduced motion no transition or animation lasts."""
    context = chromium.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(site_url)
    longest = page.evaluate(
        "Math.max(...[...document.querySelectorAll('*')].flatMap(e => { const s = getComputedStyle(e);"
        " return [s.transitionDuration, s.animationDuration].flatMap(d => d.split(',').map(parseFloat)); }))"
    )
    assert longest <= 0.001
    context.close()


def test_a_first_visit_to_a_brief_is_light(chromium: Any, site_url: str) -> None:
    """All that a first visit moves, compressed, stays within the promise; so does the page itself."""
    context = chromium.new_context()
    page = context.new_page()
    moved: dict[str, int] = {}

    def note(response: Any) -> None:
        moved[response.url.removeprefix(site_url)] = len(gzip.compress(response.body(), 6))

    page.on("response", note)
    path = _address(site_url, "BRIEF")
    page.goto(site_url + path, wait_until="networkidle")
    context.close()
    for name, size in sorted(moved.items(), key=lambda m: -m[1]):
        print(f"{size:8,} {name}")
    print(f"{sum(moved.values()):8,} in all")
    assert moved[path] <= BRIEF_HTML
    assert sum(moved.values()) <= FIRST_VISIT


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pictures_follow_the_scheme(open_page: Any, site_url: str, scheme: str) -> None:
    """Lines and words of a picture stand out from the page in both schemes."""
    page = open_page(site_url + "actors/", scheme=scheme).page
    fill = page.locator(".picture .name").first.evaluate("e => getComputedStyle(e).fill")
    bright = sum(map(int, re.findall(r"\d+", fill)[:3])) / 3
    assert (bright > 150) == (scheme == "dark")


def test_every_picture_has_an_alternative_and_its_numbers(open_page: Any, site_url: str) -> None:
    """The role of an image, or of a group of links; words for it; a table or list of the same values on the page."""
    for path in ("actors/", "timeline/", _address(site_url, "ACTOR")):
        page = open_page(site_url + path).page
        pictures = page.locator("svg.picture")
        assert pictures.count() >= 1, path
        for words in pictures.evaluate_all("all => all.map(e => e.getAttribute('role') + ' ' + e.ariaLabel)"):
            assert words.startswith("group " if path == "actors/" else "img ")
            assert len(words) > 20
    assert open_page(site_url + "actors/").page.locator("details.numbers table tbody tr").count() >= 3


def test_the_rules_are_really_asked(open_page: Any, site_url: str, axe: str) -> None:
    """A picture without an alternative, put into a page, is found."""
    page = open_page(site_url).page
    page.evaluate("document.querySelector('article').append(document.createElement('img'))")
    assert any(v.startswith("image-alt") for v in violations(page, axe))


KEPT = """async () => [localStorage.length, sessionStorage.length, document.cookie,
    (await indexedDB.databases()).length, (await caches.keys()).length,
    matchMedia('print').matches, matchMedia('(forced-colors)').matches]"""
LEAVE = """async () => {
    localStorage.a = sessionStorage.a = 1;
    document.cookie = 'a=1; max-age=600';
    await new Promise(done => indexedDB.open('a').onsuccess = event => done(event.target.result.close()));
    await caches.open('a');
}"""


def test_what_a_test_leaves_on_a_page_is_not_the_next_ones(open_page: Any, site_url: str) -> None:
    """Pages are lent on: what one test stored, emulated, caught or opened is gone."""
    watched = open_page(site_url)
    page = watched.page
    before = page.evaluate(KEPT)
    page.evaluate(LEAVE)
    page.emulate_media(media="print", forced_colors="active")
    page.context.new_page()
    page.route("**/*", lambda route: route.abort())
    assert all(now != was for now, was in zip(page.evaluate(KEPT), before, strict=True))
    rest(watched)
    page.goto(site_url)
    assert page.evaluate(KEPT) == before
    assert page.context.pages == [page]
