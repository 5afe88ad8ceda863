"""The site that Zensical makes holds what the one of MkDocs holds; skipped where the extra is not installed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest

from generator.core.errors import BuildError
from generator.io import mkdocs, zensical
from generator.io.outputs import write_manifest, write_tree
from generator.io.project import read_masthead
from generator.site.build import build_site
from generator.site.words import Words
from tests.integration import hand_made

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "site_config" / "templates"
HOST = "https://example.org"
installed = pytest.mark.skipif(find_spec("zensical") is None, reason="the extra zensical is not installed")

THEMES = ("assets/javascripts/", "assets/stylesheets/")
"""Folders of the theme's own files, which are the builder's."""
OWN = {"search.json", "search/search_index.json", "sitemap.xml.gz", "csp.txt", ".briefing-desk.json"}
"""Files of one builder alone (an index of no page, a copy), and what names the theme's scripts and files."""
ADDRESSES = {"href", "src", "action"}


@dataclass(frozen=True)
class _Built:
    config: Path
    docs: Path
    mkdocs: Path
    zensical: Path


class _Told(HTMLParser):
    """What a page tells: elements, attributes and text of its content, its navigation and its head."""

    def __init__(self, address: str, html: str) -> None:
        super().__init__()
        self.address, self.inside, self.told = address, [""], []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: urljoin(self.address, value or "") if name in ADDRESSES else value for name, value in attrs}
        if tag in ("article", "title") or said.get("class") == "md-tabs__link":
            self.inside.append(tag)
            said.pop("class", None)
        if tag == "script":
            self.inside.append(tag if said.get("type") == "application/ld+json" else "")
        if said.get("id") == "__skip" or said.get("name") == "generator" or said.get("rel") == "stylesheet":
            return  # the theme's
        if "http-equiv" in said:  # the policy, of the theme's scripts
            return
        if self.inside[-1] or tag in ("html", "meta", "link"):
            self.told.append((tag, tuple(sorted(said.items(), key=str))))

    def handle_endtag(self, tag: str) -> None:
        if tag == self.inside[-1] or tag == "script":
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if self.inside[-1] and data.split():
            self.told.append(" ".join(data.split()))


def _files(folder: Path) -> dict[str, bytes]:
    found = {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
    return {name: data for name, data in found.items() if not name.startswith(THEMES) and name not in OWN}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[_Built]:
    """Two briefs, one of hostile strings, as a French site with marks in its name; the same tree built by both."""
    folder = tmp_path_factory.mktemp("zensical")
    said = (ROOT / "mkdocs.yml").read_text("utf-8").replace("language: en", "language: fr")
    said = said.replace("site_name: Briefing Desk", """site_name: 'North & "South" <b>'""")
    made = _Built(folder / "mkdocs.yml", folder / "docs", folder / "mkdocs", folder / "zensical")
    made.config.write_text(said, "utf-8")
    shutil.copytree(ROOT / "site_config" / "overrides", folder / "site_config" / "overrides")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", f"{HOST}/desk")
        catalog = replace(hand_made.catalog(), masthead=read_masthead(made.config))
        site = build_site((hand_made.pact_brief(), hand_made.hostile_brief()), catalog, TEMPLATES)
        write_tree(made.docs, {**site.pages, **site.files})
        mkdocs.build(made.config, made.docs, made.mkdocs)
        zensical.build(made.config, made.docs, made.zensical)
        yield made


@installed
def test_both_builders_make_the_same_site(built: _Built) -> None:
    """Pages with links and tooltips, heads, navigation; feeds, data and search index to the byte; the same files."""
    theirs, ours = _files(built.mkdocs), _files(built.zensical)
    tooltips = 0
    assert ours.keys() == theirs.keys()
    for name, data in theirs.items():
        if name.endswith(".html"):
            address = f"{HOST}/desk/{name.removesuffix('index.html')}"
            told = [_Told(address, html.decode()).told for html in (ours[name], data)]
            assert told[0] == told[1], name
            elements = [part for part in told[0] if isinstance(part, tuple)]
            tooltips += sum(element == "a" and "title" in dict(attributes) for element, attributes in elements)
        elif name == "sitemap.xml":
            assert _places(ours[name]) == _places(data)
        else:
            assert ours[name] == data, name
    assert tooltips
    assert any(name.startswith("pagefind/fragment/") for name in ours)


def _places(sitemap: bytes) -> set[tuple[str | None, ...]]:
    return {tuple(part.text for part in place) for place in ElementTree.fromstring(sitemap)}


@installed
def test_a_page_of_zensical_runs_no_script_that_its_policy_refuses(built: _Built) -> None:
    """The policy is written of what this theme brings, and a manifest of what may be removed."""
    page = (built.zensical / "index.html").read_text("utf-8")
    assert (built.zensical / "csp.txt").read_text("utf-8").strip() in page
    assert (built.zensical / ".briefing-desk.json").is_file()
    assert 'class="desk-find"' in page


@installed
def test_the_same_tree_gives_the_same_bytes(built: _Built, tmp_path: Path) -> None:
    """Zensical works in threads: a second build elsewhere differs in no byte."""
    zensical.build(built.config, built.docs, tmp_path / "again")
    assert _files(tmp_path / "again") == _files(built.zensical)


@installed
def test_a_broken_link_names_its_page_and_keeps_the_last_good_site(built: _Built, tmp_path: Path) -> None:
    """A build is strict, whatever the configuration says; nothing is left of it."""
    write_tree(tmp_path / "docs", {"index.md": "# Here\n\n[gone](nowhere.md)\n", "data/briefs.json": "[]"})
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "old.txt").write_text("still here")
    write_manifest(tmp_path / "site")
    with pytest.raises(BuildError, match=r"index\.md:3:8: page does not exist"):
        zensical.build(built.config, tmp_path / "docs", tmp_path / "site")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["docs", "site"]
    assert (tmp_path / "site" / "old.txt").read_text() == "still here"


def test_without_the_extra_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing is asked of MkDocs or the disk before it is known that Zensical is there."""
    monkeypatch.setattr(zensical, "find_spec", lambda name: None)
    with pytest.raises(BuildError, match=r"zensical: is not installed: install it with: pip install"):
        zensical.build(tmp_path / "mkdocs.yml", tmp_path / "docs", tmp_path / "site")
    assert not list(tmp_path.iterdir())


def test_html_of_a_page_leads_where_it_led() -> None:
    """Zensical leads addresses of HTML one folder up, on pages that become folders; other addresses stay."""
    page = '<a class="x" href="../b/">b</a> <img src="c.png"><a href="../">up</a> [d](../d.md) &lt;a href="../e/"'
    other = '<a href="#f">f</a><a href="https://example.org/">g</a><a href="/h">h</a><a href="?i">i</a>'
    assert zensical.from_source(page + other, "a") == (
        '<a class="x" href="b/">b</a> <img src="a/c.png"><a href="./">up</a> [d](../d.md) &lt;a href="../e/"' + other
    )


def test_messages_of_a_template_are_said_in_the_sites_language() -> None:
    """A message becomes a string of the template; what only looks like one, and a message nobody has, stay."""
    said = zensical.in_language(
        """{{ _("Page not found") }} {{ _('It isn\\'t known') }} {{ a_("x") }}""", Words.of("fr")
    )
    assert said == """{{ "Page introuvable" }} {{ 'It isn\\'t known' }} {{ a_("x") }}"""


def test_the_error_that_ended_a_build_is_told_before_its_warnings() -> None:
    """Ended by a template's error, Zensical takes links to pages that it has not read for broken."""
    warning = "\x1b[33mWarning:\x1b[0m page does not exist\n    \x1b[38m╭─[\x1b[0m a.md:3:8 ]\n 3 │ x\n"
    strict = "RuntimeError: Aborted because --strict flag is set\n"
    template = "RuntimeError: unknown function: ngettext is unknown (in 404.html:3)\n"
    assert zensical.problems(warning + strict) == ["a.md:3:8: page does not exist"]
    assert zensical.problems(warning + template) == ["unknown function: ngettext is unknown (in 404.html:3)"]
