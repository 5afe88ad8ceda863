"""MkDocs' pages kept from build to build, and the others built in forked processes: the same bytes as without either.

A page of the tree that is not in the navigation is a function of its own Markdown, the configuration, the theme, and
of whether what it links to is there. It is kept under the digest of these. Its file is that of the standing site, if
that still is what was written there, under two names (a hard link); else it is written anew. All else MkDocs builds as
ever: pages of the navigation, static files, the sitemap; and it checks the links of kept pages too. Where the
configuration names anything by which a page could depend on more (a plugin, a Markdown extension that reads files, a
template that lists pages), or MkDocs is not the version this was written for, nothing is kept and nothing forked.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import multiprocessing
import os
import re
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, cast

import jinja2
from mkdocs import utils
from mkdocs.commands import build as mkdocs_build
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import meta

from generator.core.text import digest
from generator.io import builder_config, csp, pagefind
from generator.io.kept import Kept, own_code
from generator.io.mkdocs import Warnings
from generator.io.sums import Sums

KNOWN = "1.6."
"""Versions of MkDocs whose pages these are: what `_populate_page` and `Page.render` leave behind is theirs alone."""
PACKAGES = ("mkdocs", "mkdocs-material", "markdown", "pymdown-extensions", "jinja2", "pygments")
NAME = "briefing-desk/kept-pages"
PLUGINS = frozenset((NAME, "search", "material/search"))
"""Plugins that leave a page alone which is excluded from search, as all of ours are."""
EXTENSIONS = frozenset((
    "abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "nl2br", "sane_lists",
    "smarty", "tables", "toc",
    *(f"pymdownx.{name}" for name in (
        "betterem", "caret", "details", "emoji", "escapeall", "highlight", "inlinehilite", "keys", "mark",
        "smartsymbols", "superfences", "tabbed", "tasklist", "tilde",
    )),
))  # fmt: skip
"""Markdown extensions that read nothing but the page."""
_TAG = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
_FOREIGN = re.compile(r"\bpages\b|\bbuild_date_utc\b|\bupdate_date\b|(?<!\bpage)\.(?:content|toc|markdown)\b")
"""What in a tag of a template of the site's own would print other pages, or the time."""
_MESSAGE = re.compile(r"""\b_\(\s*(?:"[^"]*"|'[^']*')""")
"""A message of the interface, which may say "pages"."""
WRITTEN = frozenset(("404.html", "sitemap.xml", "sitemap.xml.gz", "search/search_index.json"))
"""What MkDocs and its theme write into a site beside its pages: never through a name of a file that stands."""
WORTH_WORKERS = 200
"""Fewer pages than this are built in one process."""
CHUNK = 20
"""Pages a worker takes at a time."""


class KeptPage(Page):
    """A page that is taken from what is kept, or else built and kept."""

    keeper: Keeper
    key: str = ""
    kept: Mapping[str, Any] | None = None
    sought: _Sought | None = None

    def read_source(self, config: Any) -> None:
        """The page's Markdown and what its front matter says."""
        if self.kept is None:
            super().read_source(config)
        else:
            self.markdown, self.meta = "", self.kept["meta"]

    def render(self, config: Any, files: Files) -> None:
        """Convert the Markdown, noting what is linked to."""
        if self.kept is None:
            self.sought = _Sought(files)
            super().render(config, cast(Files, self.sought))
            return
        self.content = ""
        self.present_anchor_ids = set(self.kept["anchors"])
        anchored = ((files.get_file_from_path(uri), links) for uri, links in self.kept["anchored"].items())
        self.links_to_anchors = {file: links for file, links in anchored if file is not None}

    def facts(self) -> dict[str, Any]:
        """What later builds need of a page that was built."""
        anchored = {file.src_uri: links for file, links in (self.links_to_anchors or {}).items()}
        linked = sorted(self.sought.found) if self.sought else []
        return {
            "meta": self.meta, "anchors": sorted(self.present_anchor_ids or ()), "anchored": anchored, "linked": linked,
        }  # fmt: skip

    @property
    def whole(self) -> bool:
        """Was all that it links to there, and is it out of MkDocs' own search index?"""
        return bool(self.sought and not self.sought.missed and (self.meta.get("search") or {}).get("exclude"))


class _Sought:
    """The files of a build, noting which of them are asked for."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self.found: set[str] = set()
        self.missed = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._files, name)

    def get_file_from_path(self, path: str) -> Any:
        """The file of a path, as MkDocs asks for it where a page links to it."""
        file = self._files.get_file_from_path(path)
        if file is None:
            self.missed = True
        else:
            self.found.add(path)
        return file


class KeptFile(File):
    """A file of the tree that is no page: the one of the standing site, where that was copied of the same bytes."""

    keeper: Keeper

    def copy_file(self, dirty: bool = False) -> None:
        """Put it into the site."""
        if not self.keeper.takes(self):
            super().copy_file(dirty)
            self.keeper.copied(self)


class PageTemplate(jinja2.Template):
    """A template that is not rendered for a page whose HTML is kept."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        """The HTML of a page (MkDocs gives its context as one mapping), or of anything else."""
        page = args[0].get("page") if args and isinstance(args[0], Mapping) else None
        if not isinstance(page, KeptPage):
            return super().render(*args, **kwargs)
        return page.keeper.html(page, lambda: super(PageTemplate, self).render(*args, **kwargs))


class Keeper(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """Puts a `KeptPage` in the place of each page that is not in the navigation.

    Args:
        folder: of the cache; None keeps nothing beyond the build.
        processes: how many to build pages in; None is as many as there are processors.
        standing: the folder of the site that stands while this one is built.
        tree: the folder that it is built of.
    """

    def __init__(
        self,
        folder: Path | None,
        processes: int | None = None,
        standing: Path | None = None,
        tree: Path | None = None,
    ) -> None:
        super().__init__()
        self.folder = folder
        self._standing = Standing(folder, standing)
        self._tree = str(tree)
        self._sums = self._standing.sums.files(tree) if tree and folder else {}
        self._store = Kept(folder, "pages")
        self._processes = processes or os.cpu_count() or 1
        self._build: _Build | None = None
        self._env: jinja2.Environment | None = None
        self._pages: list[KeptPage] = []
        self._copied: dict[str, str] = {}
        """The digests of the tree's files that are no pages, by their paths in the site."""

    def environment(self, get_env: Callable[[], jinja2.Environment]) -> Callable[[], jinja2.Environment]:
        """The theme's environment with templates that know kept pages."""

        def known() -> jinja2.Environment:
            self._env = env = get_env()
            env.template_class = PageTemplate
            return env

        return known

    def on_nav(self, nav: Any, *, config: Any, files: Files) -> Any:
        """Look up every page, and build those that are not kept in several processes where there are many."""
        surroundings = _surroundings(config, nav)
        if surroundings is None or self._env is None:
            return nav
        documents = files.documentation_pages()
        self._build = _Build(config, files, nav, self._env, documents)
        self._copy(files)
        listed = {page.file.src_uri for page in nav.pages}
        missing: list[KeptPage] = []
        there = files.src_uris
        for file in documents:
            if file.src_uri not in listed and not file.inclusion.is_excluded():  # type: ignore[no-untyped-call]
                page = KeptPage(None, file, config)
                page.keeper = self
                self._pages.append(page)
                page.key = digest(surroundings, self._known(file))
                kept = self._store.facts(file.src_uri, page.key)
                if kept is not None and all(uri in there for uri in kept["linked"]):
                    page.kept = kept
                else:  # known by the bytes that it is built of, though somebody wrote them a moment ago
                    page.key = digest(surroundings, hashlib.sha256(file.content_bytes).hexdigest())
                    missing.append(page)
        if len(missing) >= WORTH_WORKERS and self._processes > 1 and _may_fork():
            self._fork(self._build, missing)
        return nav

    def _known(self, file: File) -> str:
        """The digest of a file of the tree, if it is known: one that did not change is not read."""
        return self._sums.get(file.src_uri, "") if file.src_dir == self._tree else ""

    def _copy(self, files: Files) -> None:
        """Make a `KeptFile` of each file of the tree that is no page, unless MkDocs writes another in its place."""
        written = {page.dest_uri for page in files.documentation_pages()} | WRITTEN
        for file in files:
            if file.src_dir == self._tree and file.src_uri in self._sums and file.dest_uri not in written:
                self._copied[file.dest_uri] = self._sums[file.src_uri]
                file.__class__ = KeptFile
                cast(KeptFile, file).keeper = self

    def takes(self, file: KeptFile) -> bool:
        """Take a file from the standing site, if it is there."""
        return self._standing.link(file.dest_uri, self._copied[file.dest_uri], file.abs_dest_path)

    def copied(self, file: KeptFile) -> None:
        """Note what a page was copied of: the bytes that arrived, though somebody wrote them a moment ago."""
        if file.dest_uri.endswith(".html"):
            self._copied[file.dest_uri] = hashlib.sha256(Path(file.abs_dest_path).read_bytes()).hexdigest()

    def _fork(self, build: _Build, pages: Sequence[KeptPage]) -> None:
        """Build pages in other processes; what one of them would be warned of is left to be built and told here."""
        _AT_WORK[:] = [(build, pages)]
        starts = range(0, len(pages), CHUNK)
        try:
            with multiprocessing.get_context("fork").Pool(self._processes) as pool:
                for start, built in pool.imap_unordered(_chunk, starts):
                    for page, (facts, html) in zip(pages[start : start + CHUNK], built, strict=True):
                        if facts is not None:
                            self._store.put(page.file.src_uri, page.key, facts, html)
                            page.kept = facts
        finally:
            _AT_WORK.clear()

    def html(self, page: KeptPage, rendered: Callable[[], str]) -> str:
        """The HTML of a page; nothing for one that is kept, whose file follows when all others are written."""
        if page.kept is not None:
            return ""
        html = rendered()
        if page.whole:
            self._store.put(page.file.src_uri, page.key, page.facts(), html)
        return html

    def on_post_build(self, *, config: Any) -> None:
        """Put the files of kept pages into the site."""
        for page in self._pages:
            to = page.file.abs_dest_path
            if page.kept is not None and not self._standing.link(page.file.dest_uri, page.key, to):
                utils.write_file(self._body(page).encode("utf-8", errors="xmlcharrefreplace"), to)

    def _body(self, page: KeptPage) -> str:
        """The kept HTML of a page; it is made anew where its facts could be read and it cannot."""
        body = self._store.body(page.file.src_uri)
        if body is None:
            assert self._build is not None
            page.kept = None
            body = self._build.page(page)[1]
        return body

    def policies(self) -> dict[str, csp.Seen]:
        """What is known of the pages for the site's policy, by their paths in the site."""
        return self._standing.seen()

    def digests(self, carried: str | None) -> pagefind.Digests:
        """What is known of the files of the standing site and of the new one, whose pages carry a policy."""
        return self._standing.digests(carried)

    def remember(self, policy: csp.Policy, carried: bool) -> None:
        """Note what stands in the site now; `carried` is whether its pages carry the policy."""
        self._standing.remember({**self._copied, **{p.file.dest_uri: p.key for p in self._pages}}, policy, carried)

    def close(self) -> None:
        """Write what was kept."""
        self._store.close()


class Standing:
    """The site that stands: which of its files are those that were built of something, known by their bytes.

    Attributes:
        policy: what its pages carry.
        linked: the files that the new site has taken.
        sums: the digests of its files, and of others.
    """

    def __init__(self, cache: Path | None, folder: Path | None) -> None:
        self._cache = cache
        self._folder = folder
        self._files: Mapping[str, str] = {}
        self._pages: dict[str, tuple[str, csp.Seen]] = {}
        """Of each page what it was made of, and what the policy need know of it."""
        self._made: set[str] = set()
        self.sums = Sums(cache)
        self.policy: str | None = None
        self.linked: set[str] = set()
        if cache is not None and folder is not None:
            with Kept(cache, "sites") as kept:
                facts = kept.facts(str(folder), str(folder))
            # Not before: digests are kept in the same file, which one step holds at a time.
            with contextlib.suppress(TypeError, ValueError, KeyError, AttributeError, OSError):
                files = self.sums.files(folder)
                self._pages = {
                    name: (made_of, csp.Seen(tuple(scripts), tuple(refused), facts["policy"]))
                    for name, (made_of, own, scripts, refused) in facts["pages"].items()
                    if files.get(name) == own
                }
                self.policy = facts["policy"]
                self._files = files

    def link(self, name: str, made_of: str, to: str) -> bool:
        """Give a file a second name, if it stands there as it was made of this.

        A page is known by its key; any other file holds, if it is no page that was given a policy, what it was made of.
        """
        known = self._pages[name][0] if name in self._pages else self._files.get(name)
        if self._folder is None or known != made_of:
            return False
        try:
            if (parent := to.rpartition(os.sep)[0]) not in self._made:
                Path(parent).mkdir(parents=True, exist_ok=True)
                self._made.add(parent)
            Path(to).unlink(missing_ok=True)
            os.link(self._folder / name, to)
        except OSError:  # a file system without hard links
            return False
        self.linked.add(name)
        return True

    def seen(self) -> dict[str, csp.Seen]:
        """What the policy need know of the pages that were taken, by their paths."""
        return {name: seen for name, (_, seen) in self._pages.items() if name in self.linked}

    def digests(self, carried: str | None) -> pagefind.Digests:
        """Those of its files; the new site, whose pages carry a policy, has the same of what it has taken."""
        if self._folder is None:
            return pagefind.Digests()
        same = self.linked if carried == self.policy else ()
        return pagefind.Digests(self._folder, self._files, {name: self._files[name] for name in same})

    def remember(self, made_of: Mapping[str, str], policy: csp.Policy, carried: bool) -> None:
        """Keep what stands now, and of what its pages were made, by their paths in the site."""
        if self._cache is None or self._folder is None:
            return
        self.sums.renamed(self._folder, self.linked)
        files = self.sums.files(self._folder)
        self.sums.save()
        with Kept(self._cache, "sites") as kept:
            pages = {
                name: [own, files[name], policy.pages[name].scripts, policy.pages[name].refused]
                for name, own in made_of.items()
                if name in files and name in policy.pages
            }
            facts = {"policy": policy.value if carried else None, "pages": pages}
            kept.put(str(self._folder), str(self._folder), facts)


@dataclass(frozen=True, slots=True)
class _Build:
    """What MkDocs has in hand when it builds a page."""

    config: Any
    files: Files
    nav: Any
    env: jinja2.Environment
    listed: Sequence[File]

    def page(self, page: KeptPage) -> tuple[dict[str, Any] | None, str]:
        """A page's facts and HTML, made by MkDocs' own steps; no facts where it cannot be kept."""
        mkdocs_build._populate_page(page, self.config, self.files)
        page.active = True
        context = mkdocs_build.get_context(self.nav, self.listed, self.config, page)
        template = self.env.get_template(page.meta.get("template", "main.html"))
        context = self.config.plugins.on_page_context(context, page=page, config=self.config, nav=self.nav)
        html = jinja2.Template.render(template, context)
        return page.facts() if page.whole else None, html


_AT_WORK: list[tuple[_Build, Sequence[KeptPage]]] = []
"""What forked processes find when they begin."""


def _chunk(start: int) -> tuple[int, list[tuple[dict[str, Any] | None, str]]]:
    """In a forked process: the pages from `start` on, without those that MkDocs warns of or fails on."""
    build, pages = _AT_WORK[0]
    made: list[tuple[dict[str, Any] | None, str]] = []
    logger = logging.getLogger("mkdocs")
    for page in pages[start : start + CHUNK]:
        heard = Warnings()
        logger.handlers[:] = [heard]
        try:
            built = build.page(page)
        except Exception:  # met again, and told, in the process that started this one
            built = (None, "")
        made.append((None, "") if heard.messages or built[0] is None else built)
        page.content = None  # held no longer than it is needed
    return start, made


def _may_fork() -> bool:
    """Forking is safe where the system is known for it and no other thread runs."""
    return sys.platform == "linux" and threading.active_count() == 1


def _lists_pages(template: Path) -> bool:
    """Whether a template prints what stands on other pages than its own."""
    return any(_FOREIGN.search(_MESSAGE.sub("", tag)) for tag in _TAG.findall(template.read_text("utf-8", "replace")))


def _surroundings(config: Any, nav: Any) -> str | None:
    """The digest of all that a page's HTML comes from beside its Markdown; None where that cannot be told."""
    theme = config.theme
    own = Path(theme.custom_dir) if theme.custom_dir else None
    if not (
        version("mkdocs").startswith(KNOWN)
        and theme.name == "material"
        and set(config.plugins) <= PLUGINS
        and set(config.markdown_extensions) <= EXTENSIONS
        and not config.hooks
        and all(page.title is not None for page in nav.pages)  # else a title comes from a page's words
        and not (own and any(_lists_pages(p) for p in own.rglob("*.html") if p.is_file()))
    ):
        return None
    said = builder_config.read(Path(config.config_file_path))
    listed = [(page.title, page.url, meta.get_data(page.file.content_string)[1]) for page in nav.pages]
    try:
        words = json.dumps(
            [said, listed], sort_keys=True, default=lambda value: f"{value.__module__}.{value.__qualname__}"
        )
    except (TypeError, ValueError, AttributeError):
        return None
    looks = Sums(None).of(own) if own else ""
    return digest(own_code(), *(f"{name} {version(name)}" for name in PACKAGES), words, str(nav), looks)
