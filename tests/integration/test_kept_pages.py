"""Pages kept from build to build, or built in forked processes: the bytes and the complaints of a plain build."""

from __future__ import annotations

import hashlib
import os
import random
import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest

from generator.core.errors import BuildError
from generator.io import kept, kept_pages, mkdocs

ROOT = Path(__file__).resolve().parents[2]
CONFIG = """\
site_name: Desk
strict: true
theme: {name: material, font: false, custom_dir: overrides}
nav: [{Home: index.md}]
not_in_nav: "/*/"
plugins: [search]
markdown_extensions: [attr_list, {toc: {permalink: true}}]
validation: {links: {not_found: warn, anchors: warn}}
"""
FRONT = "---\ntitle: {name}\nsearch: {{exclude: true}}\n---\n"
PAGES = 6


def page(number: int, words: str = "Words.", to: str = "") -> str:
    """A page that links to the next one and to a heading of it."""
    following = (number + 1) % PAGES
    link = to or f"p{following}.md#part-{following}"
    return FRONT.format(name=f"Page {number}") + f"# Page {number}\n\n## Part {number}\n\n{words} [On]({link})\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small tree with its configuration."""
    (tmp_path / "overrides").mkdir()
    (tmp_path / "mkdocs.yml").write_text(CONFIG)
    (tmp_path / "docs" / "data").mkdir(parents=True)
    (tmp_path / "docs" / "data" / "briefs.json").write_text("[]")
    (tmp_path / "docs" / "index.md").write_text("# Home\n")
    (tmp_path / "docs" / "part").mkdir()
    for number in range(PAGES):
        (tmp_path / "docs" / "part" / f"p{number}.md").write_text(page(number))
    return tmp_path


def built(site: Path, cache: Path | None, processes: int = 1) -> dict[str, bytes]:
    """The site's pages by path."""
    mkdocs.build(site / "mkdocs.yml", site / "docs", site / "site", kept=cache, processes=processes)
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in sorted((site / "site").rglob("*.html"))}


def plain(site: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """The pages as MkDocs makes them by itself."""
    with monkeypatch.context() as patch:
        patch.setattr(kept_pages, "_surroundings", lambda *given: None)
        return built(site, None)


def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages whose Markdown is converted in this process from now on."""
    seen: list[str] = []
    original = kept_pages.Page.render

    def render(self: kept_pages.Page, config: object, files: object) -> None:
        seen.append(self.file.src_uri)
        original(self, config, files)  # type: ignore[arg-type]

    monkeypatch.setattr(kept_pages.Page, "render", render)
    return seen


def test_any_history_of_changes_gives_the_bytes_of_a_plain_build(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Property: words, links, headings, the theme, the name of the site change, the cache is spoilt: it never shows."""
    rng, cache = random.Random(7), tmp_path / "cache"
    cache.mkdir()
    part = site / "docs" / "part"

    def name() -> None:
        (site / "mkdocs.yml").write_text(CONFIG.replace("Desk", f"Desk {rng.random()}"))

    def theme() -> None:
        footer = f"{{% block footer %}}<!-- {rng.random()} -->{{% endblock %}}"
        (site / "overrides" / "main.html").write_text(f'{{% extends "base.html" %}}{footer}')

    def deep() -> None:  # its scripts are others, and with them the policy that all pages carry
        (part / "deep" / "down").mkdir(parents=True)
        (part / "deep" / "down" / "p7.md").write_text(page(7, to="../../p2.md"))

    def tamper() -> None:
        (site / "site" / "part" / "p1" / "index.html").write_text("not what was built")

    def spoil() -> None:
        data = bytearray((cache / kept.FILE).read_bytes())
        for _ in range(300):
            data[rng.randrange(len(data))] = rng.randrange(256)
        (cache / kept.FILE).write_bytes(data)

    def cut() -> None:
        (cache / kept.FILE).write_bytes(b"SQLite format 3\0 and no more")

    changes: list[Callable[[], object]] = [
        lambda: (part / "p1.md").write_text(page(1, "Other words.")),
        lambda: (part / "p6.md").write_text(page(6, to="p2.md")),
        lambda: (part / "p6.md").unlink(),
        deep, tamper, theme, name, spoil, cut,
    ]  # fmt: skip
    built(site, cache)
    for change in changes:
        change()
        made = built(site, cache)
        shutil.copytree(site / "site", tmp_path / "stands", copy_function=os.link)
        assert made == plain(site, monkeypatch)
        shutil.rmtree(site / "site")
        (tmp_path / "stands").rename(site / "site")


def test_only_what_changed_is_converted_again(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One page of six changed: that one and the page of the navigation are made, the others are found."""
    built(site, tmp_path)
    (site / "docs" / "part" / "p3.md").write_text(page(3, "New words."))
    seen = rendered(monkeypatch)
    assert b"New words." in built(site, tmp_path)["site/part/p3/index.html"]
    assert sorted(seen) == ["index.md", "part/p3.md"]


def test_a_page_that_did_not_change_is_the_file_that_stands(site: Path, tmp_path: Path) -> None:
    """It has another name for a while, and is neither copied nor written: the others are new files."""
    built(site, tmp_path)
    (site / "docs" / "part" / "p3.md").write_text(page(3, "New words."))
    pages = [site / "site" / "part" / f"p{n}" / "index.html" for n in range(PAGES)]
    before = [path.stat().st_ino for path in pages]
    time.sleep(0.2)  # what was written a moment ago is not trusted
    built(site, tmp_path)
    assert [n for n, path in enumerate(pages) if path.stat().st_ino != before[n]] == [3]


def test_forked_pages_have_the_same_bytes(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages built in two other processes, and none here but the navigation's."""
    monkeypatch.setattr(kept_pages, "WORTH_WORKERS", 2)
    monkeypatch.setattr(kept_pages, "_may_fork", lambda: True)
    expected = plain(site, monkeypatch)
    seen = rendered(monkeypatch)
    assert built(site, None, processes=2) == expected
    assert seen == ["index.md"]


@pytest.mark.parametrize("heading", ["## Part 4", "no page"])
def test_a_link_that_breaks_is_told_by_a_page_that_did_not_change(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, heading: str
) -> None:
    """The page or the heading that a kept page leads to goes: the build fails as a plain one does."""
    monkeypatch.setattr(kept_pages, "WORTH_WORKERS", 2)
    built(site, tmp_path, processes=2)
    target = site / "docs" / "part" / "p4.md"
    if heading == "no page":
        target.unlink()
    else:
        target.write_text(target.read_text().replace(heading, "## Else"))
    with pytest.raises(BuildError) as expected:
        plain(site, monkeypatch)
    with pytest.raises(BuildError) as told:
        built(site, tmp_path, processes=2)
    assert str(told.value) == str(expected.value)
    assert "part/p3.md" in str(told.value)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("plugins: [search]", "plugins: [search, tags]"),
        ("[attr_list,", "[attr_list, pymdownx.magiclink,"),
        ("nav: [{Home: index.md}]", "nav: [index.md]"),
    ],
)
def test_where_a_page_could_depend_on_more_nothing_is_kept(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str
) -> None:
    """A plugin or an extension nobody knows, titles made of pages' words: every page is made anew."""
    (site / "mkdocs.yml").write_text(CONFIG.replace(old, new))
    built(site, tmp_path)
    seen = rendered(monkeypatch)
    built(site, tmp_path)
    assert len(seen) == PAGES + 1


def test_the_pages_of_the_projects_own_configuration_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing in `mkdocs.yml` and the overrides stands in the way: a message that says "pages" lists none."""
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    shutil.copytree(ROOT / "site_config", tmp_path / "site_config")
    said: list[str | None] = []
    original = kept_pages._surroundings
    monkeypatch.setattr(kept_pages, "_surroundings", lambda *given: said.append(original(*given)))
    docs = tmp_path / "docs"
    for path in re.findall(r": (\S+\.md)$", (ROOT / "mkdocs.yml").read_text("utf-8"), re.MULTILINE):
        (docs / path).parent.mkdir(parents=True, exist_ok=True)
        (docs / path).write_text("# Page\n")
    (docs / "data").mkdir()
    (docs / "data" / "briefs.json").write_text("[]")
    mkdocs.build(tmp_path / "mkdocs.yml", docs, tmp_path / "site")
    assert [bool(made_of) for made_of in said] == [True]


def test_a_template_that_lists_pages_keeps_nothing(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What such a template prints changes with every page."""
    (site / "overrides" / "main.html").write_text(
        '{% extends "base.html" %}{% block footer %}{{ pages | length }}{% endblock %}'
    )
    built(site, tmp_path)
    (site / "docs" / "part" / "p6.md").write_text(page(6, to="p2.md"))
    assert built(site, tmp_path) == plain(site, monkeypatch)


def test_a_file_that_is_no_page_is_the_one_that_stands(site: Path, tmp_path: Path) -> None:
    """Copying all of a tree's data, feeds and redirects took an eighth of the build of one added article."""
    names = ["data.json", "moved.html"]
    (site / "docs" / "data.json").write_text("{}")
    (site / "docs" / "moved.html").write_text('<!doctype html><meta charset="utf-8"><script>1</script>')
    first = built(site, tmp_path)
    before = [(site / "site" / name).stat().st_ino for name in names]
    time.sleep(0.2)
    assert built(site, tmp_path) == first
    assert [(site / "site" / name).stat().st_ino for name in names] == before
    (site / "docs" / "moved.html").write_text('<!doctype html><meta charset="utf-8"><script>2</script>')
    (site / "site" / "data.json").write_text("[]")
    time.sleep(0.2)
    assert b"2</script>" in built(site, tmp_path)["site/moved.html"]
    assert (site / "site" / "data.json").read_text() == "{}"


@pytest.mark.parametrize("name", ["404.html", "sitemap.xml", "p1/index.html"])
def test_nothing_is_written_through_a_name_that_stands(name: str, site: Path, tmp_path: Path) -> None:
    """A file of the tree where MkDocs writes its own: the standing site keeps its bytes until it is replaced."""
    (site / "docs" / name).parent.mkdir(exist_ok=True)
    (site / "docs" / name).write_text("ours")
    (site / "docs" / "p1.md").write_text(page(1, to="index.md"))
    built(site, tmp_path)
    stands = site / "site" / name
    shutil.copytree(site / "site", tmp_path / "seen", copy_function=os.link)
    before = stands.read_bytes()
    (site / "mkdocs.yml").write_text(CONFIG.replace("Desk", "Other desk"))
    time.sleep(0.2)
    built(site, tmp_path)
    assert (tmp_path / "seen" / name).read_bytes() == before


def test_what_stands_is_not_read_again(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The digests of the last build are found, though they are in the file of the cache that other steps hold too."""
    (site / "docs" / "data.json").write_text("{}")
    built(site, tmp_path)
    time.sleep(0.2)
    built(site, tmp_path)
    time.sleep(0.2)
    opened: list[str] = []
    digest = hashlib.file_digest

    def noted(file: BinaryIO, kind: str) -> object:
        opened.append(file.name)
        return digest(file, kind)

    monkeypatch.setattr("hashlib.file_digest", noted)
    built(site, tmp_path)
    kept_names = ("data.json", *(f"p{n}/index.html" for n in range(PAGES)))
    assert not [name for name in opened if name.endswith(kept_names)]
