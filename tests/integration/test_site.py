"""The second half as a whole: briefs made by hand, linked, rendered, and built by MkDocs itself."""

from __future__ import annotations

import html
import json
import re
import shutil
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from generator.core.configuration import Catalog, GlossaryEntry, SiteConfig
from generator.core.errors import BuildError
from generator.core.model import Actor, Brief
from generator.io import mkdocs
from generator.io.outputs import write_manifest, write_tree
from generator.io.project import read_masthead
from generator.link import link
from generator.link.register_pages import own
from generator.site import feeds
from generator.site.build import Site, build_site
from tests.integration import hand_made

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "site_config" / "templates"


class _Html(HTMLParser):
    """What a browser would act on: links, ids, scripts, event handlers, and the text shown."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.scripts: list[str] = []
        self.data: list[str] = []
        self.handlers: list[str] = []
        self.tags: set[str] = set()
        self.text = ""
        self._script = self._data = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._script = tag in ("script", "style")
        self._data = tag == "script" and dict(attrs).get("type") == "application/ld+json"
        if tag == "script":
            self.scripts.append(dict(attrs).get("src") or "")
        for name, value in attrs:
            if name in ("href", "src") and value is not None:
                self.links.append(value)
            if name == "id" and value:
                self.ids.add(value)
            if name.startswith("on"):
                self.handlers.append(f"{tag} {name}={value}")

    def handle_endtag(self, tag: str) -> None:
        self._script = self._script and tag not in ("script", "style")
        self._data = self._data and tag != "script"

    def handle_data(self, data: str) -> None:
        if self._data:
            self.data.append(data)
        elif self._script:
            self.scripts.append(data)
        else:
            self.text += data


def _built(briefs: tuple[Brief, ...], catalog: Catalog, folder: Path) -> tuple[Site, Path]:
    site = build_site(briefs, catalog, TEMPLATES)
    write_tree(folder / "docs", {**site.pages, **site.files})
    mkdocs.build(ROOT / "mkdocs.yml", folder / "docs", folder / "site")
    return site, folder / "site"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, Path]:
    """The site of the hand-made briefs, built once; a warning of MkDocs would raise BuildError."""
    return _built(hand_made.briefs(), hand_made.catalog(), tmp_path_factory.mktemp("built"))


def _pages(folder: Path) -> dict[str, _Html]:
    return {p.relative_to(folder).as_posix(): _Html(p.read_text("utf-8")) for p in sorted(folder.rglob("*.html"))}


def _article(folder: Path, path: str) -> str:
    """The text a reader sees of a page, spaces collapsed."""
    source = (folder / path).read_text("utf-8")
    body = source[source.index("<article") : source.rindex("</article>")]
    return " ".join(_Html(body).text.replace("¶", " ").split())


def test_every_page_of_the_navigation_is_made(built: tuple[Site, Path]) -> None:
    """Each entry of the explicit navigation exists, and so does a page for each brief, actor and term."""
    site, folder = built
    for path in ("", "briefs/", "whats-next/", "figures/", "timeline/", "actors/", "glossary/", "topics/", "about/"):
        assert (folder / path / "index.html").is_file(), path
    for page in [*site.corpus.brief_pages.values(), *(own(a.page) for a in site.corpus.actors)]:
        assert (folder / page.removesuffix(".md") / "index.html").is_file(), page


def test_every_internal_link_and_anchor_resolves(built: tuple[Site, Path]) -> None:
    """A crawl of the built files finds a file for each link and an id for each anchor."""
    _, folder = built
    pages = _pages(folder)
    broken = []
    for name, page in pages.items():
        base = "http://site/" + name.removesuffix("index.html")
        for link_ in page.links:
            target = urlsplit(urljoin(base, link_))
            if target.netloc != "site" or name == "404.html":
                continue
            path = unquote(target.path).lstrip("/")
            file = path + "index.html" if path.endswith("/") or not path else path
            if not (folder / file).is_file():
                broken.append((name, link_))
            elif target.fragment and not target.fragment.startswith("__") and file in pages:
                ids = pages[file].ids
                if unquote(target.fragment) not in ids:
                    broken.append((name, link_))
    assert not broken


def test_no_page_names_another_origin(built: tuple[Site, Path]) -> None:
    """Nothing is loaded from elsewhere: style sheets, scripts, images and icons are the site's own."""
    _, folder = built
    for path in sorted(folder.rglob("*.html")):
        for tag in re.findall(r"<(?:script|link|img|iframe|source)\b[^>]*>", path.read_text("utf-8")):
            assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//""", tag), (path.name, tag)


def test_hostile_strings_show_as_text_everywhere(built: tuple[Site, Path]) -> None:
    """Markup in a title, name, quotation, topic or diagnostic is inert and comes out character for character."""
    _, folder = built
    for name, page in _pages(folder).items():
        assert not page.handlers, (name, page.handlers)
        assert not any("alert(1)" in s or "alert(2)" in s for s in page.scripts), name
        assert not any(link.lower().startswith("javascript:") for link in page.links), name
    text = _article(folder, "briefs/undated/hostile/index.html")
    wanted = " ".join(hand_made.HOSTILE.split())
    assert text.startswith(wanted)
    assert text.count(wanted) >= 15
    title = (folder / "briefs/undated/hostile/index.html").read_text("utf-8")
    head = title[title.index("<title>") + 7 : title.index("</title>")]
    assert html.unescape(head).startswith(wanted)


def test_a_brief_shows_all_its_parts_with_proof(built: tuple[Site, Path]) -> None:
    """Every statement stands on the page, and its proof opens the article's words with its own words marked."""
    _, folder = built
    path = "briefs/2025/northern-grid-to-be-linked/index.html"
    text = _article(folder, path)
    for words in (
        "Example Wire", "By The Desk", "4 March 2025", "Read the original", "The takeaway", "Key points",
        "the link would cost $2.5 billion, about", "12.5% ▲ up 2024 “Gas flows rose by 12.5% in 2024.”", "9 May 2025",
        "Scheduled", "Second quarter of 2026", "Possible", "Council chair", "In their words",
        "“The line pays for itself,”", "3 March 2025", "Power of Siberia 2", "The analyst’s note",
        "A share widget was left out.", "Named 3 times as “Lovelace”, “Ada Lovelace”",
        "The date of publication was given with the article.",
    ):  # fmt: skip
        assert words in text, words
    source = (folder / path).read_text("utf-8")
    assert len(re.findall(r'<details class="proof( verbatim)?">', source)) == 9  # 1 + 2 + 1 + 2 + 1 + 1 + 1
    assert len(re.findall(r"<p>(?:<span data-pagefind-ignore>.*)?<span data-pagefind-ignore><mark>", source)) == 5
    assert "Paragraph 2 of 3" in text
    assert "Gas flows rose by <mark>12.5%</mark> in 2024." in source
    assert "cost $2.5 billion</mark> […] <mark>about twice" in source
    assert "#:~:text=The%20Northern%20Grid%20Council,link%20its%20power%20lines." in source


def test_a_briefs_first_screen_tells_and_the_rest_is_folded(built: tuple[Site, Path]) -> None:
    """Quotations, events, terms, names used and how the brief was made wait in one closed fold with their anchors."""
    _, folder = built
    source = (folder / "briefs/2025/northern-grid-to-be-linked/index.html").read_text("utf-8")
    article = source[source.index("<article") : source.rindex("</article>")]
    above, mark, below = article.partition('<details class="fold" id="everything">')
    assert mark
    folded, _, after = below.partition('id="read-next"')
    assert after
    heads = re.compile(r'<h2[^>]* id="([^"]+)"')
    assert heads.findall(above) == [
        "the-takeaway", "key-points", "figures", "whats-next", "who-acts", "the-analysts-note",
    ]  # fmt: skip
    assert heads.findall(folded) == [
        "who-is-named", "in-their-words", "how-it-came-about", "terms", "how-this-brief-was-made",
    ]  # fmt: skip
    assert "3 actors, 1 quotation, 1 event and 1 term</span></summary>" in folded
    # Search reads the fold: it stands inside the part that is indexed.
    assert "data-pagefind-body" in above
    assert above.count("<div") - above.count("</div") > article.count('<div class="md-content__inner')


_NEAR = re.compile(r"<span data-pagefind-ignore>.*?</span>")
"""What a proof repeats of the article, so that its words are seen among their neighbours."""


def test_what_found_no_room_is_folded_once_and_provable() -> None:
    """Items of `Brief.more` stand in the fold, each with its proof; one that stands on the page already does not."""
    page = build_site((hand_made.folded_brief(),), Catalog(), TEMPLATES).pages[
        "briefs/2025/northern-grid-to-be-linked.md"
    ]
    fold = page.partition('<details class="fold"')[2]
    fold = fold[: fold.index("## How this brief was made")]
    for words in (
        "1 further point, 1 further look ahead, 4 actors, 1 quotation, 2 events and 2 terms",
        "## Further points", "-   Gas flows rose by 12.5% in 2024.",
        "**[Power lines](../../glossary/index.md#e-power-lines)**",
        "## Further ahead", "The council will meet again", "**The council** <span class=\"meta\">Named once",
    ):  # fmt: skip
        assert words in fold, words
    assert (
        _NEAR.sub("", fold).count("link its power lines") == 1
    )  # the brief's own event; as a further point it would be told again
    assert fold.count("??? proof") == 1 + 1 + 1 + 2 + 2


def test_nothing_is_told_twice_before_the_fold() -> None:
    """A look ahead that is the takeaway, or part of a key point, waits in the fold with its date."""
    brief = hand_made.pact_brief()
    twice = replace(brief, takeaway=replace(brief.takeaway, text=brief.whats_next[0].text))
    page = build_site((twice,), Catalog(), TEMPLATES).pages["briefs/2025/northern-grid-to-be-linked.md"]
    above, _, fold = _NEAR.sub("", page).partition('<details class="fold"')
    above = above[above.index("# Northern grid") :]  # behind the front matter with the page's description
    assert above.count("meet again on 9 May 2025") == 1
    assert "A second line could follow" in above
    assert "9 May 2025</span>" in fold.partition("## Further ahead")[2]


def test_a_folded_item_that_passes_the_quote_budget_is_not_shown() -> None:
    """A brief's own statements stand whatever they cost; folded ones come last and stand only with their proof."""
    brief = hand_made.folded_brief()
    site = build_site((brief,), Catalog(SiteConfig(quote_words=60)), TEMPLATES)
    page = site.pages["briefs/2025/northern-grid-to-be-linked.md"]
    assert "## Further points" not in page
    assert "## Further ahead" not in page
    assert "The line pays for itself" in page
    assert "folded statements were left out" in next(d.message for d in site.diagnostics if d.code == "quote-budget")


def test_reading_time_is_told_where_a_brief_saves_some() -> None:
    """What is saved is told, and nothing where the article is as short or nobody counted its words."""
    brief = hand_made.pact_brief()
    for words, said in ((0, ""), (200, ""), (700, "1 min instead of 3")):
        counted = replace(brief, article=replace(brief.article, words=words))
        page = build_site((counted,), Catalog(), TEMPLATES).pages["briefs/2025/northern-grid-to-be-linked.md"]
        assert (" instead of " in page) == bool(said)
        assert said in page


def test_two_days_between_which_an_article_appeared_are_told() -> None:
    """Where only an interval is known the brief, its card and how it was made say so."""
    brief = hand_made.pact_brief()
    between = replace(
        brief.article, published=None, published_between=("2025-03-03", "2025-03-09"), published_source="interval"
    )
    pages = build_site((replace(brief, article=between),), Catalog(), TEMPLATES).pages
    page = pages["briefs/undated/northern-grid-to-be-linked.md"]
    assert "[Between 3 and 9 March 2025](" in page
    assert "settles only between which days it appeared" in page
    assert "Between 3 and 9 March 2025" in pages["index.md"]


def test_a_term_nobody_reviewed_is_explained_in_the_articles_words() -> None:
    """The article's words stand in quotation marks and are called its own; the desk's definition stands as ours."""
    brief = hand_made.pact_brief()
    told = build_site((brief,), Catalog(), TEMPLATES).pages["briefs/2025/northern-grid-to-be-linked.md"]
    said = (
        '“a planned gas pipeline that would run through Mongolia” <span class="meta">as the article explains it</span>'
    )
    assert said in told
    ours = build_site((brief,), hand_made.catalog(), TEMPLATES).pages["briefs/2025/northern-grid-to-be-linked.md"]
    assert "as the article explains it" not in ours
    assert "A planned gas pipeline from Russia to China." in ours


def test_no_page_says_none(built: tuple[Site, Path]) -> None:
    """Empty values leave no trace: no "None", no empty section, and counts have the right plural."""
    _, folder = built
    for name, page in _pages(folder).items():
        assert "None" not in page.text, name
        assert "1 briefs" not in page.text, name
    text = _article(folder, "briefs/2025/mongolia-welcomes-the-pipeline/index.html")
    for heading in ("Key points", "What’s next", "In their words", "The analyst’s note"):
        assert heading not in text


def test_the_first_mention_alone_is_a_link(built: tuple[Site, Path]) -> None:
    """A term's first mention links to its page and carries its meaning; the next ones are plain."""
    _, folder = built
    source = (folder / "briefs/2025/northern-grid-to-be-linked/index.html").read_text("utf-8")
    assert source.count('class="term"') == 1
    assert 'title="A planned gas pipeline from Russia to China."' in source


def test_an_editors_words_are_marked_and_owe_no_proof(built: tuple[Site, Path]) -> None:
    """What a person wrote is called the desk's own words."""
    _, folder = built
    source = (folder / "briefs/undated/hostile/index.html").read_text("utf-8")
    words = r"<p class=\"ours\"><span class=\"own\">The desk’s own words</span>"
    assert re.search(r"<p[^>]*>\?\?\? note</p>\s*" + words, source)


def test_the_ledger_sets_tellings_side_by_side(built: tuple[Site, Path]) -> None:
    """A figure told twice is one entry with both sources and sentences."""
    _, folder = built
    text = _article(folder, "figures/index.html")
    assert "Ada Lovelace put the cost of the grid link at $2.5 billion." in text
    assert "Council chair Ada Lovelace said the link would cost $2.5 billion" in text


def test_the_data_files_follow_the_contract(built: tuple[Site, Path]) -> None:
    """Each file parses, has exactly the promised fields, and its pages exist."""
    _, folder = built
    fields = {
        "briefs": "id article title published outlet url page",
        "actors": "id name kind role aliases briefs page",
        "figures": "id value max_value unit measure period sources page",
        "glossary": "term aliases definition source briefs page",
        "whats_next": "brief text when certainty status reported_by",
        "timeline": "date text brief",
    }
    known = {b.id for b in hand_made.briefs()}
    for name, wanted in fields.items():
        rows = json.loads((folder / "data" / f"{name}.json").read_text("utf-8"))
        assert rows, name
        for row in rows:
            assert list(row) == wanted.split(), name
            if "page" in row:
                assert (folder / row["page"].partition("#")[0] / "index.html").is_file(), row["page"]
            assert {row["brief"]} <= known if "brief" in row else True
            assert set(row.get("briefs", ())) <= known
    assert any(r["title"] == hand_made.HOSTILE for r in json.loads((folder / "data/briefs.json").read_text("utf-8")))


def test_the_same_briefs_give_the_same_bytes(built: tuple[Site, Path], tmp_path: Path) -> None:
    """A second build, from the briefs in another order and elsewhere, differs in no byte."""
    _, first = built
    _, second = _built(hand_made.briefs()[::-1], hand_made.catalog(), tmp_path)
    before = {p.relative_to(first): p.read_bytes() for p in first.rglob("*") if p.is_file()}
    after = {p.relative_to(second): p.read_bytes() for p in second.rglob("*") if p.is_file()}
    assert sorted(before) == sorted(after)
    assert [str(p) for p in before if before[p] != after[p]] == []


def test_a_french_site_speaks_french_at_the_same_addresses(built: tuple[Site, Path], tmp_path: Path) -> None:
    """`theme: language: fr` alone: pages, dates, plurals, navigation, search box, scripts; no address changes."""
    said = (ROOT / "mkdocs.yml").read_text("utf-8").replace("language: en", "language: fr")
    config = tmp_path / "mkdocs.yml"
    config.write_text(said, "utf-8")
    shutil.copytree(ROOT / "site_config" / "overrides", tmp_path / "site_config" / "overrides")
    catalog = replace(hand_made.catalog(), masthead=read_masthead(config))
    site = build_site(hand_made.briefs(), catalog, TEMPLATES)
    write_tree(tmp_path / "docs", {**site.pages, **site.files})
    mkdocs.build(config, tmp_path / "docs", tmp_path / "site")

    english, french = _pages(built[1]), _pages(tmp_path / "site")
    assert french.keys() == english.keys()
    assert all((french[path].ids, french[path].links) == (page.ids, page.links) for path, page in english.items())

    brief = (tmp_path / "site/briefs/2025/northern-grid-to-be-linked/index.html").read_text("utf-8")
    assert '<html lang="fr"' in brief
    for words in (
        "L’essentiel", "Points clés", "4 mars 2025", "Deuxième trimestre 2026", "1 événement", "Programmé",
        "Paragraphe 1 sur 3", 'data-copied="Copié"', "Lire l’original",
        'title="Lien vers cette section"', "Couleurs claires", "Tous les résultats, avec filtres", "Rechercher",
    ):  # fmt: skip
        assert words in brief.replace("\xa0", " "), words
    assert " Dernières " in french["index.html"].text.replace("\n", " ")
    assert "Page introuvable" in (tmp_path / "site/404.html").read_text("utf-8")
    assert "<title>Briefing Desk: Ada Lovelace</title>" in str(site.files["feeds/actors/ada-lovelace.xml"].decode())
    assert "Attendu" not in built[0].pages["whats-next/index.md"]


def test_a_failed_build_names_the_page_and_keeps_the_last_good_site(tmp_path: Path) -> None:
    """A broken link of a template, or of a note kept as written, stops the build; the site that stood there stands."""
    site = build_site((hand_made.later_brief(),), hand_made.catalog(), TEMPLATES)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "old.txt").write_text("still here")
    write_manifest(tmp_path / "site")
    page = "briefs/2025/mongolia-welcomes-the-pipeline.md"
    broken = {**site.pages, page: site.pages[page] + "\n[gone](nowhere.md)\n"}
    write_tree(tmp_path / "docs", {**broken, **site.files})
    with pytest.raises(BuildError, match=r"mongolia-welcomes-the-pipeline\.md.*nowhere\.md"):
        mkdocs.build(ROOT / "mkdocs.yml", tmp_path / "docs", tmp_path / "site")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["docs", "site"]
    assert (tmp_path / "site" / "old.txt").read_text() == "still here"


def test_a_site_without_briefs_builds(tmp_path: Path) -> None:
    """An empty site is a valid one: every page says what is missing."""
    _, folder = _built((), Catalog(), tmp_path)
    assert "There are no briefs yet" in _article(folder, "index.html")


def test_an_actor_without_a_name_stands_on_its_brief_alone() -> None:
    """Two articles' "police" are two: no link, page, entry, feed, facet or node, even where another has that name."""

    def named(brief: Brief, actor: Actor) -> Brief:
        return replace(brief, actors=(*brief.actors, actor))

    police = Actor("police", "police", "organization", mentions=2, salience=1.0, unnamed=True)
    briefs = (
        named(hand_made.pact_brief(), police),
        named(hand_made.later_brief(), police),
        named(hand_made.hostile_brief(), replace(police, name="Police", unnamed=False)),
    )
    catalog = hand_made.catalog()
    site = build_site(briefs, catalog, TEMPLATES)
    page = next(p for name, p in site.pages.items() if name.endswith(f"/{briefs[0].id}.md"))
    assert "police" in page
    assert "[police]" not in page
    assert "actors/police" not in page
    corpus = link(briefs, catalog)
    assert [a.briefs for a in corpus.actors if a.name == "Police"] == [(briefs[2].id,)]
    assert not any("feeds/actors/police" in name for name in feeds.files(corpus, catalog))


def test_the_quote_budget_leaves_out_the_least_important_proofs(tmp_path: Path) -> None:
    """Over `quote_words` the proofs of figures and quotations go, the statements stay, and a diagnostic says so."""
    catalog = Catalog(SiteConfig(quote_words=60))
    site = build_site((hand_made.pact_brief(),), catalog, TEMPLATES)
    page = site.pages["briefs/2025/northern-grid-to-be-linked.md"]
    full = build_site((hand_made.pact_brief(),), Catalog(), TEMPLATES).pages[
        "briefs/2025/northern-grid-to-be-linked.md"
    ]
    assert 0 < page.count("??? proof") < full.count("??? proof")
    assert "The line pays for itself" in page
    found = [d for d in site.diagnostics if d.code == "quote-budget"]
    assert len(found) == 1
    assert "site.yml allows 60" in found[0].message


def test_a_terms_page_says_where_its_meaning_comes_from() -> None:
    """An article's words are no definition of ours and name their brief; the desk's is called so; terms are linked."""
    brief = hand_made.pact_brief()
    twice = (brief, replace(brief, id="the-same-again"))
    told = build_site(twice, Catalog(), TEMPLATES).pages["glossary/power-of-siberia-2.md"]
    assert "From [Northern grid to be linked](../briefs/2025/northern-grid-to-be-linked.md)" in told
    assert "<mark>a planned gas pipeline that would run through Mongolia</mark>" in told
    assert "As an article explains it" in told
    assert "not reviewed" in told
    assert "What it means" not in told
    catalog = Catalog(
        glossary=(
            GlossaryEntry("Power of Siberia 2", definition="A pipeline.", see_also=("power line",)),
            GlossaryEntry("power line", aliases=("power lines",), definition="A cable.", source="Example Handbook"),
        )
    )
    entry = build_site((brief,), catalog, TEMPLATES).pages["glossary/index.md"]
    assert "The desk’s own definition." in entry
    assert "Source: Example Handbook." in entry
    assert "See also [power line](index.md#e-power-line)." in entry
    pages = build_site(twice, catalog, TEMPLATES).pages
    assert "The desk’s own definition" in pages["glossary/power-of-siberia-2.md"]
    assert "[power line](power-line.md)" in pages["glossary/power-of-siberia-2.md"]
    assert "Source: Example Handbook" in pages["glossary/power-line.md"]


def test_a_figure_whose_label_tells_nothing_shows_its_sentence() -> None:
    """ "Total: $2.5 billion" leaves open of what: the sentence says it, once; the desk's own label stays."""
    brief = hand_made.pact_brief()
    figure = replace(brief.figures[0], measure="record, all-time high")
    told = replace(brief, figures=(figure,), key_points=brief.key_points[1:])
    path = "briefs/2025/northern-grid-to-be-linked.md"
    page = build_site((told,), Catalog(), TEMPLATES).pages[path]
    assert "said the link would cost <mark>$2.5 billion</mark>, about twice the first estimate.”</span>" in page
    assert "Record" not in page
    page = build_site((replace(told, edited=frozenset({"figures/f-1"})),), Catalog(), TEMPLATES).pages[path]
    assert '<span class="what">Record, all-time high:</span>' in page
    page = build_site((brief,), Catalog(), TEMPLATES).pages[path]
    assert "$2.5 billion" in page.partition("## Key points")[2].partition("## ")[0]
    assert "$2.5 billion" not in page.partition("## Figures")[2].partition("## ")[0]


def test_a_term_of_the_glossary_stands_with_its_meaning(built: tuple[Site, Path]) -> None:
    """Each letter is one list, the meaning of a term inside of the term's own item."""
    source = " ".join((built[1] / "glossary/index.html").read_text("utf-8").split())
    item = source[source.index(">Power of Siberia 2</a>") :].partition("</li>")[0]
    assert "<p>" in item.partition("brief")[2], item
    assert not re.search(r"</ul> <p>", source[source.index("<article") : source.rindex("</article>")])


@pytest.mark.parametrize(
    ("key", "line", "said"),
    [
        ("theme", "theme: {name: materiel}", "Unrecognised theme name: 'materiel'"),
        ("site_url", "site_url: example.org", "The URL isn't valid"),
        ("plugins", "plugins: [serch]", 'The "serch" plugin is not installed'),
        ("nav", "nav: [Home: index.md, Other: othr.md]", "A reference to 'othr.md' is included in the 'nav'"),
    ],
)
def test_what_is_wrong_in_the_builders_configuration_is_told_with_its_line(
    key: str, line: str, said: str, tmp_path: Path
) -> None:
    """Whoever misspelt a theme was sent to the pages' templates and an analyst's note."""
    config, docs = tmp_path / "mkdocs.yml", tmp_path / "docs"
    docs.mkdir()
    (docs / "index.md").write_text("# Home\n")
    config.write_text(f"site_name: Small\n{line}\nvalidation: {{nav: {{not_found: warn}}}}\n")
    with pytest.raises(BuildError) as caught:
        mkdocs.build(config, docs, tmp_path / "site")
    assert str(caught.value).startswith(f"{config}: line 2: {key}: {said}")
    assert "note" not in (caught.value.remedy or "")
