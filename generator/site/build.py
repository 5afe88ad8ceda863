"""The one composition of the second half: briefs -> linked corpus -> pages -> Markdown tree. Pure."""

from __future__ import annotations

import json
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

import jinja2

from generator.core.configuration import Catalog
from generator.core.errors import BriefingError, BuildError, ConfigError
from generator.core.heap import lasting
from generator.core.model import Brief, Diagnostic
from generator.core.text import legible, numbered
from generator.link import link
from generator.link.corpus import Corpus
from generator.link.register_pages import own
from generator.site import feeds, search_words, sharing
from generator.site.export import between, tables
from generator.site.pages import PAGE_TYPES, Later
from generator.site.pages.lookups import Index
from generator.site.pages.note import PICTURE, meant
from generator.site.pictures.share import Card
from generator.site.redirects import redirects
from generator.site.render import environment, html_text
from generator.site.rendered import Keeping, Renderer
from generator.site.words import LOCALES, Words, main_part

Links = tuple[tuple[str, str], ...]
PLACEHOLDER = ".gitkeep"
"""MkDocs refuses a configuration whose docs_dir does not exist; this empty file keeps the folder in a fresh clone."""


@dataclass(frozen=True, slots=True)
class Site:
    """A site before any builder has seen it.

    Attributes:
        pages: Markdown by path in the tree.
        files: other files of the tree by path (``data/briefs.json``).
        cards: what the pictures for shared links say, by path in the tree; `pictures.share.png` draws one.
        errors: what is wrong with one page and leaves it and the others standing.
    """

    pages: Mapping[str, str]
    files: Mapping[str, str | bytes]
    diagnostics: tuple[Diagnostic, ...]
    corpus: Corpus = field(repr=False)
    errors: tuple[BriefingError, ...]
    cards: Mapping[str, Card]


def build_site(
    briefs: Sequence[Brief], catalog: Catalog, templates: Path | jinja2.BaseLoader, keeping: Keeping | None = None
) -> Site:
    """The site of these briefs.

    Args:
        templates: the folder of page templates, or a Jinja loader of them.
        keeping: where pages are kept that need not be rendered again.

    Raises ConfigError for a missing folder, BuildError for a template that fails.
    """
    return compose(link(briefs, catalog), catalog, templates, keeping)


@lasting()
def compose(
    corpus: Corpus, catalog: Catalog, templates: Path | jinja2.BaseLoader, keeping: Keeping | None = None
) -> Site:
    """The site of a linked corpus."""
    if isinstance(templates, Path):
        if not templates.is_dir():
            raise ConfigError("there is no such folder", path=str(templates), remedy="copy it from this project")
        templates = jinja2.FileSystemLoader(templates)
    words = Words.of(catalog.masthead.language)
    env = environment(templates, words, catalog.masthead.language)
    folders = catalog.masthead.folders
    renderer = Renderer(corpus, env, catalog.masthead.language, folders, keeping)
    pages: dict[str, str] = {}
    links: dict[str, Links] = {}
    hidden: list[BriefingError] = []
    twice: list[Diagnostic] = []
    shared = sharing.pictures(corpus, catalog)
    for page_type in PAGE_TYPES:
        for page in page_type(corpus, catalog):
            if page.path in pages:  # links lead to the first one; the second can still be reached by search
                it = page.make(Index.of(corpus)) if isinstance(page, Later) else page
                told = f"{it.path}: two pages have this path; the one titled {it.title!r} stands beside it"
                twice.append(Diagnostic("page-name", "warning", told))
                page = replace(it, path=_free(it.path, pages))
            picture = shared.get(page.path, shared.get(sharing.HOME))
            done = renderer.page(page, picture.path if picture else None)
            if done.links:
                links[page.path] = done.links
            if page.brief:
                Index.of(corpus).remarks[page.brief] = done.remarks
            if done.problem:
                hidden.append(BuildError(done.problem, path=page.path, field="note", remedy="shorten or simplify it"))
            pages[page.path] = done.text
    moved = redirects(corpus, words, folders=folders)
    made = {**_data(corpus, folders), **search_words.files(corpus), **feeds.files(corpus, catalog)}
    made = {path: legible(file) if isinstance(file, str) else file for path, file in made.items()}
    files = {PLACEHOLDER: "", **made, **moved}
    names = (own(page) for page in (*(a.page for a in corpus.actors), *(t.page for t in corpus.terms)))
    errors = (*hidden, *_astray(links, pages, {*files, *names}, folders))
    return Site(
        dict(sorted(pages.items())),
        files,
        (*corpus.diagnostics, *chain(*Index.of(corpus).remarks.values()), *twice, *_untranslated(catalog)),
        corpus,
        errors,
        {picture.path: picture.card for picture in shared.values()},
    )


def _astray(
    links: Mapping[str, Links], pages: dict[str, str], files: Container[str], folders: bool
) -> Iterator[BriefingError]:
    """An error for each link of a note that leads to nothing in the tree; its words stay, its address goes, and so does
    a picture. One that is the address of a page as a browser shows it leads there.
    """
    for page, targets in links.items():
        for target, address in targets:
            if target not in pages and target not in files and not target.startswith("assets/"):
                link, source = (f' {attribute}="{html_text(address)}"' for attribute in ("href", "src"))
                if there := next((path for path in meant(target, page) if path in pages), None):
                    way = between(page, there, folders)
                    anchor = "".join(address.partition("#")[1:])
                    pages[page] = pages[page].replace(link, f' href="{html_text(way + anchor)}"')
                    continue
                for picture in {m[0] for m in PICTURE.finditer(pages[page]) if source in m[0]}:
                    pages[page] = pages[page].replace(picture, "")
                pages[page] = pages[page].replace(link, "")
                problem = f"leads to {target}, which is not there"
                remedy = "mend the link; one to another site begins with https://"
                yield BuildError(problem, path=page, field="note", remedy=remedy)


def _untranslated(catalog: Catalog) -> Iterator[Diagnostic]:
    """A warning where a site's language has no catalogue."""
    wanted = catalog.masthead.language
    if main_part(wanted) not in LOCALES:
        told = f"mkdocs.yml: theme: language: {wanted} has no catalogue; what the site says of itself stays English"
        yield Diagnostic("language", "warning", f"{told} (there are {', '.join(sorted(LOCALES))})")


def _free(path: str, taken: Container[str]) -> str:
    """The path with the first number that makes it a free one."""
    return next(p for name in numbered(path.removesuffix(".md")) if (p := f"{name}.md") not in taken)


def _data(corpus: Corpus, folders: bool) -> dict[str, str]:
    """The files for machines: `data/*.json`, one row a line."""
    return {
        f"data/{name}": "[" + ",".join("\n" + json.dumps(row, ensure_ascii=False) for row in rows) + "\n]\n"
        for name, rows in tables(corpus, folders).items()
    }
