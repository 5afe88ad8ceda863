"""The interface's words: one catalogue, whole in every language, and nothing said beside it."""

from __future__ import annotations

import dataclasses
import gettext
import html
import importlib
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType
from typing import Any

import jinja2
import markdown
import pytest
import yaml
from babel.messages.catalog import Message as Entry
from jinja2 import nodes

from generator.core.configuration import Catalog, Masthead
from generator.core.message import Message, counted, message
from generator.core.text import split_front_matter
from generator.io import builder_words
from generator.link import link
from generator.site import words as catalogue
from generator.site.build import build_site, compose
from generator.site.pages.wording import human_date, published, times
from generator.site.words import LOCALES, SOURCE, Words
from tests.integration import hand_made
from tests.unit.test_render import EXTENSIONS

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "site_config" / "templates"
LANGUAGES = [language for language in LOCALES if language != SOURCE]
FORMATS = frozenset(("Atom", "JSON", "Feed", "CSV", "RIS", "CSL", "A", "a"))
"""Names that every language has, and article's letters that a template cuts off."""
_WORD = re.compile(r"[A-Za-z]+")
_PLACE = re.compile(r"\{\w+\}")


@pytest.fixture(scope="module")
def collected() -> ModuleType:
    """The script that collects the messages of code and templates."""
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        return importlib.import_module("messages")
    finally:
        sys.path.pop(0)


def _entries(collected: ModuleType, language: str) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """The messages of a language: the English they are known by, their English forms, what is said for each."""
    it: Entry
    for it in collected.catalogue(language):
        if it.id:
            english = (it.id,) if isinstance(it.id, str) else tuple(it.id)
            yield english[0], english, (it.string,) if isinstance(it.string, str) else tuple(it.string)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_every_message(collected: ModuleType, language: str) -> None:
    """Nothing that code or templates say is left in English, and nothing is kept that nobody says any more."""
    assert collected.missing(language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_have_the_places_of_their_english(collected: ModuleType, language: str) -> None:
    """A place that is lost or misspelt would fail the build or hide a number; the form for one need not say "1"."""
    for key, english, said in _entries(collected, language):
        wanted = {place for form in english for place in _PLACE.findall(form)}
        for number, form in enumerate(said):
            places = set(_PLACE.findall(form))
            assert places == wanted or (len(said) > 1 and number == 0 and places == wanted - {"{n}"}), (key, form)
            assert form.count("`") == english[0].count("`"), (key, form)
            assert form.count("#") == english[0].count("#"), (key, form)


@pytest.mark.parametrize("language", [SOURCE, *LANGUAGES])
def test_no_message_is_markup(collected: ModuleType, language: str) -> None:
    """Messages go into attributes and scripts' data as they are: no straight mark, angle bracket or bare ampersand."""
    said = (
        (form for _, _, forms in _entries(collected, language) for form in forms)
        if language != SOURCE
        else (form for _, one, many in collected.messages() for form in (one, many) if form)
    )
    for form in said:
        assert not re.search(r"""[<>"]|&(?!nbsp;)|\n""", form), form


def test_templates_say_nothing_of_their_own() -> None:
    """A template's words are messages: what stands between its tags, and in attributes that are read out, is none."""
    found = {
        (path.relative_to(ROOT).as_posix(), word)
        for path in sorted((ROOT / "site_config").rglob("*"))
        if path.suffix in (".j2", ".html")
        for word in _bare(_source(path))
    }
    assert found == set()


def test_a_bare_word_of_a_template_is_found() -> None:
    """In the text, in a heading, in an attribute that is read out, and as one of two things to be printed."""
    for source in (
        "## Key points", '<a title="Copied">', "{{ 'Also' if x else _('Other') }}", "{% if a %}Told by{% endif %}",
        "[All actors]({{ x | rel }})", "{{ x ~ ' by hand' }}", '<p data-none="None found">', '??? proof "Proof"',
    ):  # fmt: skip
        assert _bare(source), source
    for source in (
        "## {{ _('Key points') }} { #key-points }",
        '<p class="{{ "a" if x else "b" }}">',
        "{{ 'a.md' | rel }}",
    ):
        assert not _bare(source), source


def _source(path: Path) -> str:
    return path.read_text("utf-8")


class _Text(HTMLParser):
    """What a reader sees or hears of HTML: its text and the attributes that are read out."""

    HEARD = re.compile(r"title|alt|placeholder|aria-label|data-(?!pagefind|md-|sort|facet|source)\w+")
    UNSEEN = ("script", "style", "code")

    def __init__(self, source: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self._unseen = 0
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in self.UNSEEN
        self.said += [value for name, value in attrs if value and self.HEARD.fullmatch(name)]

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in self.UNSEEN

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.said.append(data)


def _bare(source: str) -> set[str]:
    """The words of a template that no catalogue knows."""
    parsed = jinja2.Environment(extensions=["jinja2.ext.i18n"]).parse(source)
    shown = "".join(_shown(node) for output in parsed.find_all(nodes.Output) for node in output.nodes)
    shown = re.sub(r"\]\([^)\s]*", "](", shown)  # a link's destination
    shown = re.sub(r"\{:?(?: *[.#][\w-]*| *[\w-]+(?:=\"[^\"]*\")?)* *\}", "", shown)  # attributes in Markdown
    shown = re.sub(r"\?\?\? [a-z ]+", "", shown)  # a collapsible block and its classes
    shown = re.sub(r"[\w-]*\.(?:json|csv|ics|txt)\b", "", shown)
    return {word for text in _Text(shown).said for word in _WORD.findall(text)} - FORMATS


def _shown(node: nodes.Node) -> str:
    """What of a template stands on the page as it is written there; values are nothing."""
    if isinstance(node, nodes.TemplateData):
        return node.data
    if isinstance(node, nodes.Const):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, nodes.CondExpr):
        return " ".join(_shown(part) for part in (node.expr1, node.expr2) if part)
    if isinstance(node, nodes.Concat):
        return "".join(map(_shown, node.nodes))
    if isinstance(node, nodes.Filter) and node.node and node.name not in ("rel", "url", "page_url"):
        return _shown(node.node)
    return ""


def test_scripts_say_nothing_of_their_own() -> None:
    """Scripts take their words from the page: no string of theirs has two words, or a capital before small letters."""
    for path in sorted((ROOT / "site_config" / "overrides" / "assets").rglob("*.js")):
        code = re.sub(r"/\*.*?\*/|(?<![:\"'])//[^\n]*", "", _source(path), flags=re.DOTALL)
        strings = re.findall(r"\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'", code)
        for said in filter(None, (one or other for one, other in strings)):
            if said == "use strict" or re.search(r"[.#\[\]():/<>=_-]", said):
                continue  # selectors, addresses, names of properties
            assert not re.search(r"[A-Za-z]{2,} [A-Za-z]{2,}", said), (path.name, said)
            assert not re.fullmatch(r"[A-Z][a-z]+", said) or said in ("Tab", "Escape"), (path.name, said)


LATIN = {ord(latin): 0x410 + number for number, latin in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}
LATIN |= {ord(latin): 0x430 + number for number, latin in enumerate("abcdefghijklmnopqrstuvwxyz")}
KEPT = re.compile(
    r"(\{\w+\}|`[^`]*`|\]\([^)]*\)|&nbsp;|[\w-]+\.(?:json|csv|ics|txt|yml)\b|" + "|".join(FORMATS - {"A", "a"}) + ")"
)
WRITTEN = frozenset((
    "text", "exact", "name", "title", "role", "definition", "term", "measure", "label", "outlet", "authors", "speaker",
    "aliases", "note", "others", "message", "values", "subject", "source_brief_title", "words",
))  # fmt: skip
"""Fields whose text articles and people write."""


def _veiled(text: str) -> str:
    """A text in letters of another script; places, code, addresses and names of formats stay."""
    return "".join(part if n % 2 else part.translate(LATIN) for n, part in enumerate(KEPT.split(text)))


class _Elsewhere(gettext.NullTranslations):
    """A language whose every message is told in letters of another script."""

    def gettext(self, message: str) -> str:
        return _veiled(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return _veiled(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return _veiled(message)


def _foreign(value: Any, field: str = "") -> Any:
    """Data with all that articles and people wrote in letters of another script."""
    if isinstance(value, Message):
        return replace(value, values={key: _foreign(it, "text") for key, it in value.values.items()})
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        changed = {f.name: _foreign(getattr(value, f.name), f.name) for f in dataclasses.fields(value) if f.init}
        return replace(value, **changed)
    if isinstance(value, tuple):
        return tuple(_foreign(it, field) for it in value)
    if isinstance(value, dict):
        return {key: _foreign(it, field) for key, it in value.items()}
    return value.translate(LATIN) if isinstance(value, str) and field in WRITTEN else value


def test_all_that_pages_say_comes_from_the_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    """Articles and catalogue in letters of another script: what Latin letters are left, code or a template said."""
    monkeypatch.setitem(LOCALES, "uk", "uk")
    monkeypatch.setattr(catalogue, "_words", lambda language: Words("uk", _Elsewhere()))
    known = hand_made.catalog()
    pact, later = hand_made.pact_brief(), hand_made.later_brief()
    edited = replace(hand_made.folded_brief(), id="folded", edited=frozenset({"takeaway"}), stale=(("title", "Інше"),))
    undated = replace(later, id="undated", article=replace(later.article, published=None, published_source="unknown"))
    briefs = (pact, later, edited, undated)
    corpus = _foreign(link(briefs, known))
    known = replace(_foreign(known), masthead=Masthead("Газета", "Огляди", "https://desk.example/", "uk"))
    site = compose(corpus, replace(known, site=hand_made.catalog().site), TEMPLATES)
    left: dict[str, set[str]] = {}
    for path, page in {**site.pages, **{p: t for p, t in site.files.items() if p.endswith(".html")}}.items():
        head, body = split_front_matter(str(page))
        meta = yaml.safe_load(head or "{}")
        body = body.replace(">undated</i>", "></i>")  # the hidden value of a facet
        shown = markdown.markdown(body, extensions=EXTENSIONS) if path.endswith(".md") else body
        said = [*_Text(shown).said, *(html.unescape(str(meta.get(key, ""))) for key in ("title", "description"))]
        said = [re.sub(r"[\w-]+\.(?:json|csv|ics|txt)\b|\{\w+\}", "", text) for text in said]
        if words := {word for text in said for word in _WORD.findall(text)} - FORMATS:
            left[path] = words
    for line in str(site.files["feeds/whats-next.ics"]).splitlines():
        if line.startswith(("SUMMARY", "DESCRIPTION", "X-WR-CALNAME")) and _WORD.search(line.partition(":")[2]):
            left["feeds/whats-next.ics"] = {line}
    assert left == {}


@pytest.mark.parametrize(
    ("value", "french", "german"),
    [
        ("2025-05-09", "9 mai 2025", "9. Mai 2025"),
        ("2025-05-01", "1er mai 2025", "1. Mai 2025"),
        ("2025-05", "mai 2025", "Mai 2025"),
        ("XXXX-12-24", "24 décembre", "24. Dezember"),
        ("2025-Q2", "deuxième trimestre 2025", "zweites Quartal 2025"),
        ("2025-WI", "hiver 2025", "Winter 2025"),
        ("2025-W19", "semaine du 5 mai 2025", "Woche vom 5. Mai 2025"),
        ("202X", "années 2020", "2020er-Jahre"),
        ("2026-12-26/2026-12-27", "26–27 décembre 2026", "26.–27. Dezember 2026"),
        ("2026-11-28/2026-12-02", "28 novembre – 2 décembre 2026", "28. November bis 2. Dezember 2026"),
        ("XXXX-WXX-5", "vendredi", "Freitag"),
        ("P3M", "3 mois", "3 Monate"),
        ("PAST_REF", "par le passé", "früher"),
    ],
)
def test_dates_are_said_as_each_language_says_them(value: str, french: str, german: str) -> None:
    """The CLDR's forms of days and months, the catalogue's words for what it has none for."""
    assert [human_date(value, Words.of(language)) for language in ("fr", "de")] == [french, german]


def test_numbers_lists_and_plurals_are_each_languages_own() -> None:
    """Nought is singular in French; thousands are parted as the CLDR has it; lists end in the language's "and"."""
    french, german = Words.of("fr-CA"), Words.of("de")
    assert [french.ngettext("{n} brief", "{n} briefs", n) for n in (0, 1, 2)] == [
        "0 synthèse",
        "1 synthèse",
        "2 synthèses",
    ]
    assert german.ngettext("{n} actor", "{n} actors", 2000) == "2.000 Akteure"
    assert french.number(2000) == "2\u202f000"
    assert [words.listed(["a", "b", "c"]) for words in (french, german)] == ["a, b et c", "a, b und c"]
    assert [times(n, german) for n in (1, 2, 3)] == ["einmal", "zweimal", "3-mal"]
    between = replace(hand_made.pact_brief().article, published=None, published_between=("2025-05-03", "2025-05-09"))
    assert published(between, german) == "Zwischen dem 3. und dem 9. Mai 2025"


def test_a_language_without_a_catalogue_is_said_in_english() -> None:
    """Words and dates alike, so that no page mixes two languages by half; who builds the site is told."""
    assert Words.of("it") is Words.of("en")
    site = build_site((), Catalog(masthead=Masthead(language="it")), TEMPLATES)
    assert [d.message for d in site.diagnostics if d.code == "language"] == [
        "mkdocs.yml: theme: language: it has no catalogue; what the site says of itself stays English "
        "(there are de, en, fr)"
    ]


def test_a_message_waits_for_its_language() -> None:
    """What the corpus says of itself is English until a page says it; values may be messages and lists."""
    it = message(
        "{one} or {other}",
        one=message("both name {names}", names=("A", "B")),
        other=counted("{n} brief", "{n} briefs", 2),
    )
    assert str(it) == "both name A and B or 2 briefs"
    assert Words.of("fr").say(it) == "toutes deux nomment A et B ou 2 synthèses"
    assert str(message("both name {names}", names=("A", "B{x}"))) == "both name A and B{x}"
    assert Words.of("de").say(message("both name {names}", names=("A", "B{x}"))) == "beide nennen A und B{x}"


def test_what_is_in_another_language_than_the_page_is_marked() -> None:
    """WCAG 2.2, 3.1.2: an article's words carry its language wherever they stand; what a person wrote carries none."""
    first, later = hand_made.pact_brief(), hand_made.later_brief()
    first = replace(first, article=replace(first.article, language="fr"), edited=frozenset({"takeaway"}))
    pages = build_site((first, later), hand_made.catalog(), TEMPLATES).pages
    page = pages["briefs/2025/northern-grid-to-be-linked.md"]
    assert '# Northern grid to be linked { lang="fr" }' in page
    assert "article in French" in page
    assert "{: #takeaway }" in page
    assert '{: #k-1 lang="fr" }' in page
    assert '<span lang="fr"><mark>the link would cost' in page
    assert '[<span lang="fr">Northern grid to be linked</span>]' in pages["briefs/index.md"]
    assert '<span lang="fr">The council will meet' in pages["whats-next/index.md"] + pages["timeline/index.md"]
    assert "lang=" not in pages["briefs/2025/mongolia-welcomes-the-pipeline.md"].replace('<span lang="fr">North', "")
    french = build_site((later,), Catalog(masthead=Masthead(language="fr")), TEMPLATES).pages
    assert '{: #takeaway lang="en" }' in french["briefs/2025/mongolia-welcomes-the-pipeline.md"]


def test_the_names_of_mkdocs_yml_are_messages() -> None:
    """What the builder's configuration comes with is what is translated: none of its names is forgotten."""
    said = yaml.safe_load(re.sub(r"!ENV ", "", (ROOT / "mkdocs.yml").read_text("utf-8")))
    (toc,) = (it["toc"] for it in said["markdown_extensions"] if isinstance(it, dict) and "toc" in it)
    names = {title for item in said["nav"] for title in item} | {toc["title"], toc["permalink_title"]}
    names |= {palette["toggle"]["name"] for palette in said["theme"]["palette"]}
    assert names == builder_words.NAMES
