"""A crawl of our own site as built: every link leads where its words say, and every page can be reached."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from generator.core.configuration import load_catalog
from generator.core.model import Brief, Quote
from generator.core.text import fold
from generator.io import mkdocs
from generator.io.outputs import write_tree
from generator.io.records import read_records
from generator.link.corpus import Corpus
from generator.site.build import build_site
from generator.site.export import url
from generator.site.pages.briefs import READ_NEXT

ROOT = Path(__file__).resolve().parents[2]
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
QUOTED = ("q", "blockquote", "code", "pre", "mark")


@dataclass
class Link:
    """A link of a page's article: where it leads, its words, and the elements around it."""

    href: str
    classes: frozenset[str]
    around: tuple[str, ...]
    text: str = ""


@dataclass
class Page(HTMLParser):
    """The links and ids of a page; links of the article apart from those of the navigation."""

    html: str
    ids: set[str] = field(default_factory=set)
    every: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[str] = []
        self._link: Link | None = None
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note ids and links."""
        said = dict(attrs)
        self.ids.add(said.get("id") or "")
        if tag not in ("br", "img", "meta", "link", "input", "hr", "wbr"):
            self._open.append(tag)
        if tag == "a" and said.get("href") is not None:
            self.every.append(said["href"] or "")
            assert self._link is None, "a link inside a link"
            self._link = Link(said["href"] or "", frozenset((said.get("class") or "").split()), tuple(self._open[:-1]))
            if "article" in self._open:
                self.links.append(self._link)

    def handle_endtag(self, tag: str) -> None:
        """Close elements."""
        if tag == "a":
            self._link = None
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Words of a link."""
        if self._link is not None:
            self._link.text += data


def _quoting(brief: Brief) -> Brief:
    """A brief with a quotation that is full of names, as an editor may add one: the samples' own are phrases."""
    assert brief.takeaway is not None
    quote = Quote("q-of-the-desk", brief.actors[0].name, brief.takeaway.text, brief.takeaway.evidence)
    return replace(brief, quotes=(*brief.quotes, quote))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Corpus, Path, dict[str, Page]]:
    """Our own site: its corpus, its folder and its pages by path."""
    folder = tmp_path_factory.mktemp("crawl")
    stored, errors = read_records(ROOT / "briefs")
    assert not errors
    made = build_site(
        [_quoting(s.record.brief) for s in stored],
        load_catalog(ROOT / "site_config"),
        ROOT / "site_config" / "templates",
    )
    write_tree(folder / "docs", {**made.pages, **made.files})
    mkdocs.build(ROOT / "mkdocs.yml", folder / "docs", folder / "site")
    built = folder / "site"
    pages = {p.relative_to(built).as_posix(): Page(p.read_text("utf-8")) for p in sorted(built.rglob("*.html"))}
    assert made.corpus is not None
    return made.corpus, built, {name: page for name, page in pages.items() if "pagefind" not in name}


def _target(page: str, href: str) -> tuple[str, str] | None:
    """File and anchor of an internal link; None for one that leads away."""
    found = urlsplit(urljoin("http://site/" + page.removesuffix("index.html"), href))
    if found.netloc != "site":
        return None
    path = unquote(found.path).lstrip("/")
    return (path + "index.html" if path.endswith("/") or not path else path), unquote(found.fragment)


def _built(page: str) -> str:
    """The file of a page of the tree, and its anchor."""
    path, mark, anchor = url(page).partition("#")
    return f"{path}index.html{mark}{anchor}"


def _named(pages: dict[str, Page]) -> Iterator[tuple[str, Link, str]]:
    """Every actor's or term's link in an article: page, link, file and anchor it leads to."""
    for name, page in pages.items():
        for link in page.links:
            if link.classes & {"actor", "term"} and (target := _target(name, link.href)):
                yield name, link, "#".join(filter(None, target))


def test_no_dead_link_or_anchor(site: tuple[Corpus, Path, dict[str, Page]]) -> None:
    """Each internal link has its file, each anchor its element."""
    _, folder, pages = site
    dead = []
    for name, page in pages.items():
        for href in page.every if name != "404.html" else ():
            target = _target(name, href)
            if target is None:
                continue
            file, anchor = target
            if not (folder / file).is_file() or (
                anchor and not anchor.startswith(("__", ":~:")) and file in pages and anchor not in pages[file].ids
            ):
                dead.append((name, href))
    assert dead == []


def test_no_orphan(site: tuple[Corpus, Path, dict[str, Page]]) -> None:
    """From the home page every page can be reached, but those that are for editors alone and those that lead on."""
    _, _, pages = site
    seen, waiting = {"index.html"}, ["index.html"]
    while waiting:
        name = waiting.pop()
        for href in pages[name].every:
            target = _target(name, href)
            if target and target[0] in pages and target[0] not in seen:
                seen.add(target[0])
                waiting.append(target[0])
    moved = {name for name, page in pages.items() if 'http-equiv="refresh"' in page.html}
    assert set(pages) - seen - moved <= {"404.html", "editors/index.html"}
    assert moved.isdisjoint(seen), "our own links lead there at once"


def test_links_lead_where_their_words_say(site: tuple[Corpus, Path, dict[str, Page]]) -> None:
    """The words of an actor's or term's link are one of its names; no other name takes its place."""
    corpus, _, pages = site
    names = {
        _built(e.page): {fold(n) for n in (label, *e.aliases)}
        for e, label in (*((a, a.name) for a in corpus.actors), *((t, t.term) for t in corpus.terms))
    }
    titles = {url(page) + "index.html": brief for brief, page in corpus.brief_pages.items()}
    found = list(_named(pages))
    assert len(found) > 100
    for name, link, file in found:
        said = fold(re.sub(r"[-‐‑]", " ", link.text))
        assert said in {re.sub(r"[-‐‑]", " ", n) for n in names[file]}, (name, link.text, file)
    by_id = {b.id: b for b in corpus.briefs}
    for name, page in pages.items():
        for link in page.links:
            target = _target(name, link.href)
            if target and target[0] in titles and "headerlink" not in link.classes and not target[1]:
                text = " ".join(link.text.split())
                assert text in (" ".join(by_id[titles[target[0]]].title.split()), "To the brief"), (name, text)


def test_never_inside_and_never_to_itself(site: tuple[Corpus, Path, dict[str, Page]]) -> None:
    """No name is linked in a heading, a quotation, a marked proof or code, nor on its own page, nor twice on a page."""
    _, _, pages = site
    twice: set[tuple[str, str]] = set()
    for name, link, file in _named(pages):
        assert not set(link.around) & {*HEADINGS, *QUOTED}, (name, link.text)
        assert file != name, (name, link.text)
        assert (name, link.href) not in twice, (name, link.text)
        twice.add((name, link.href))


def test_quotations_keep_their_words(site: tuple[Corpus, Path, dict[str, Page]]) -> None:
    """A quotation stands on its page character for character, unlinked."""
    corpus, folder, _ = site
    count = 0
    for brief in corpus.briefs:
        page = (folder / url(corpus.brief_pages[brief.id]) / "index.html").read_text("utf-8")
        shown = re.findall(r'<span class="words">(.*?)</span>', page, re.DOTALL)
        plain = {" ".join(re.sub("&[a-z]+;|&#\\d+;", "", s).split()) for s in shown}
        assert not any("<a" in s for s in shown)
        for quote in brief.quotes:
            said = " ".join(re.sub("[&<>\"']", "", quote.text).split())
            assert any(said in p.replace('"', "").replace("'", "") for p in plain), (brief.id, quote.text)
            count += 1
    assert count >= len(corpus.briefs)


def test_backlinks(site: tuple[Corpus, Path, dict[str, Page]]) -> None:
    """Every actor and term links each of its briefs, and each of these briefs its nearest others with a reason."""
    corpus, _, pages = site
    for entry in (*corpus.actors, *corpus.terms):
        name = _built(entry.page).partition("#")[0]
        leads = {t[0] for link in pages[name].links if (t := _target(name, link.href))}
        assert {url(corpus.brief_pages[b]) + "index.html" for b in entry.briefs} <= leads, entry.id
    for brief, related in corpus.related.items():
        name = url(corpus.brief_pages[brief]) + "index.html"
        leads = {t[0] for link in pages[name].links if (t := _target(name, link.href))}
        assert {url(corpus.brief_pages[r.brief]) + "index.html" for r in related[:READ_NEXT]} <= leads
        assert len(related) <= 5


def test_data_points_at_pages(site: tuple[Corpus, Path, dict[str, Page]]) -> None:
    """Each row's page of `data/*.json` exists, with its anchor."""
    _, folder, pages = site
    for path in sorted((folder / "data").glob("*.json")):
        for row in json.loads(path.read_text("utf-8")):
            if "page" in row:
                file, anchor = _target("index.html", row["page"]) or ("", "")
                assert file in pages
                assert not anchor or anchor in pages[file].ids
