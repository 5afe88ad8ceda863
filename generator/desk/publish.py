"""Briefs to Markdown tree to site, and the check that all of it holds."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

from generator.core.configuration import Catalog
from generator.core.errors import BriefingError, Problems, defect
from generator.core.heap import lasting
from generator.core.limits import BRIEFS_TOGETHER
from generator.core.model import Diagnostic
from generator.core.text import digest
from generator.desk.committed import lost_entries
from generator.desk.retired import lost_successors, read_addresses, redirects
from generator.desk.unchanged import built_of, remember, still_built
from generator.desk.verify import Edit, doubts, edits_of, twice, verify
from generator.io import mkdocs, zensical
from generator.io.kept import Kept, kept_folder, own_code
from generator.io.outputs import guard, refuse_links, write_tree
from generator.io.project import Project, unheeded
from generator.io.records import Stored, read_records
from generator.site.build import Site, build_site
from generator.site.pictures.share import Card, png
from generator.site.rendered import Keeping
from generator.site.words import Words

MKDOCS, ZENSICAL = "mkdocs", "zensical"
"""What makes a site of the Markdown tree; the first is what is asked where nobody says."""


@dataclass(frozen=True, slots=True)
class Published:
    """What was said of the briefs, and the errors of the records that were left out (unreadable ones) or hold something
    twice.
    """

    remarks: tuple[Diagnostic, ...]
    errors: tuple[BriefingError, ...] = ()


@lasting()
def check(project: Project) -> tuple[list[BriefingError], list[Diagnostic], int]:
    """Every record valid, every statement grounded, every link and term resolved; with the number of briefs."""
    refuse_links(project)
    catalog = project.catalog()
    kept = kept_folder(project)
    stored, errors = read_records(project.briefs, kept)
    proven, remarks, texts = verify(project, stored, catalog, kept)
    errors += proven
    site = _site(project, stored, catalog, texts)
    errors += (*twice(stored), *catalog.errors, *site.errors)
    try:
        remarks += lost_successors(project.briefs, {item.record.brief.id for item in stored})
    except BriefingError as error:
        errors.append(error)
    remarks += [Diagnostic("lost-entries", "warning", told) for told in lost_entries(project)]
    remarks += (*doubts(project, stored), *site.diagnostics)
    return errors, sorted(remarks, key=_harm), len(stored)


_FIRST = ("lost-entries", "not-in-article", "value-not-its-words", "figure-again", "stale")
"""The remarks that tell of what readers may see wrong, what harms most first; all others follow, doubts last."""


def _harm(remark: Diagnostic) -> tuple[bool, int, bool]:
    place = _FIRST.index(remark.code) if remark.code in _FIRST else len(_FIRST)
    return remark.severity == "info", place, remark.code.endswith("-confidence")


def edits(project: Project) -> list[Edit]:
    """Mine, theirs and base of all that people did to the briefs that can be read."""
    return [edit for item in read_records(project.briefs)[0] for edit in edits_of(item)]


def render_tree(project: Project, docs: Path, *, partial: bool = True, proven_only: bool = False) -> Published:
    """Write the Markdown tree of the records that can be read.

    Args:
        project: where everything is.
        docs: the folder of the tree.
        partial: whether records that cannot be read may be left out; a preview keeps the last good pages up instead.
        proven_only: whether briefs that their articles do not bear out are left out as well: what is shown to the
            reviewers of a change, and published by nobody.

    Raises Problems when a statement is not in its article or no record can be read, and BriefingError, before anything
    is written, for a folder that is not ours to empty.
    """
    refuse_links(project)
    guard(project, docs)
    catalog = project.published()
    kept = kept_folder(project)
    stored, errors = read_records(project.briefs, kept)
    unproven, remarks, texts = verify(project, stored, catalog, kept)
    if unproven and proven_only:
        named = {error.path for error in unproven}
        stored = [it for it in stored if str(it.path) not in named and not verify(project, [it], catalog)[0]]
        errors, unproven = [*errors, *unproven], []
    if unproven or (errors and not (stored and partial)):
        raise Problems([*errors, *unproven])
    site = _site(project, stored, catalog, texts)
    said = catalog.masthead
    remarks += [Diagnostic("not-heeded", "warning", told) for told in unheeded(project)]
    moved = redirects(
        read_addresses(project.briefs), site.corpus.brief_pages, Words.of(said.language), folders=said.folders
    )
    with Kept(kept, "pictures") as pictures:
        drawn = {path: _drawn(docs, path, card, pictures) for path, card in site.cards.items()}
    write_tree(docs, {**moved, **site.pages, **site.files, **drawn})
    return Published((*remarks, *site.diagnostics), (*errors, *twice(stored), *catalog.errors, *site.errors))


def _with_text(item: Stored, text: str) -> Stored:
    """A record whose brief knows its article's text, from which a proof shows what stands around its words."""
    brief = item.record.brief
    known = replace(brief, article=replace(brief.article, text=text))
    return replace(item, record=replace(item.record, brief=known))


def _drawn(docs: Path, name: str, card: Card, kept: Kept) -> bytes:
    """The picture of a card: the file that stands there if it is the one drawn of the same words, else a new one."""
    path = docs / name
    key = digest(own_code(), version("pillow"), version("font-source-serif-pro"), repr(card))
    if (known := kept.facts(name, key)) and path.is_file() and not path.is_symlink():
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() == known:
            return data
    data = png(card)
    kept.put(name, key, hashlib.sha256(data).hexdigest())
    return data


@lasting()
def publish(
    project: Project,
    step: Callable[[str], None] = lambda name: None,
    *,
    proven_only: bool = False,
    builder: str = MKDOCS,
) -> Published:
    """Render the Markdown tree and build the site of it; the last good site stands until the new one is whole.

    Where tree and site stand as they were built, and of what they would be built of, nothing is done.

    `step` is called with the name of each step as it begins; `proven_only` as for `render_tree`.
    """
    refuse_links(project)
    made_of = None if proven_only else built_of(project, builder)
    if made_of and (remarks := still_built(project, made_of)) is not None:
        return Published(remarks)
    guard(project, project.docs, project.site)
    step("Checking and linking the briefs")
    published = render_tree(project, project.docs, proven_only=proven_only)
    step("Building the site and its search index")
    refused = build_pages(project, builder)
    published = replace(published, remarks=(*published.remarks, *refused))
    if made_of and not published.errors and built_of(project, builder) == made_of:  # nobody saved anything meanwhile
        remember(project, made_of, published.remarks)
    return published


def build_pages(project: Project, builder: str = MKDOCS) -> tuple[Diagnostic, ...]:
    """Build the site of the Markdown tree; with MkDocs, pages that did not change are taken from the cache."""
    if builder == ZENSICAL:
        return zensical.build(project.config, project.docs, project.site)
    processes = project.catalog().site.processes
    return mkdocs.build(project.config, project.docs, project.site, kept=kept_folder(project), processes=processes)


def _site(project: Project, stored: Iterable[Stored], catalog: Catalog, texts: Mapping[Path, str]) -> Site:
    """The site of these briefs, given the texts of their articles as far as they are known.

    A brief on which a rule fails, alone or beside those before it, is left out and named by the site's errors.
    """
    stored = [_with_text(item, texts.get(item.path, "")) for item in stored]
    made_by = digest(own_code(), *(f"{name} {version(name)}" for name in ("babel", "jinja2", "markupsafe", "pyyaml")))
    digests = {
        item.record.brief.id: digest(item.text, item.memory or "", item.record.brief.article.text) for item in stored
    }

    def build(items: Iterable[Stored]) -> Site:
        briefs = [item.record.brief for item in items]
        with Kept(kept_folder(project), "rendered") as store:
            return build_site(briefs, catalog, project.site_config / "templates", Keeping(store, made_by, digests))

    def fails(items: Sequence[Stored]) -> BriefingError | None:
        """The error of the last of these briefs, where no site can be built of them."""
        try:
            build_site([item.record.brief for item in items], catalog, project.site_config / "templates")
        except BriefingError:  # a template's, which is everybody's
            return None
        except Exception as error:
            return defect(error, str(items[-1].path), "no page can be made of it: ")
        return None

    try:
        return build(stored)
    except BriefingError:
        raise
    except Exception:
        kept, failed = _apart(stored, fails)
        if not kept:
            raise
        site = build(kept)
        return replace(site, errors=(*failed, *site.errors))


def _apart(
    items: Sequence[Stored], fails: Callable[[Sequence[Stored]], BriefingError | None]
) -> tuple[list[Stored], list[BriefingError]]:
    """The briefs of which a site can be built, and the errors of the others: those that fail alone, then those that
    cannot stand beside the ones before them. None where these are more than `BRIEFS_TOGETHER`, or half of all.
    """
    alone = {item.path: error for item in items if (error := fails([item]))}
    kept, failed = [item for item in items if item.path not in alone], [*alone.values()]
    for _ in range(min(BRIEFS_TOGETHER, len(items) // 2)):
        if not (kept and fails(kept)):
            break
        last = bisect_left(range(len(kept)), True, key=lambda n: fails(kept[: n + 1]) is not None)
        failed += [error for error in (fails(kept[: last + 1]),) if error]
        del kept[last]
    return ([], failed) if kept and fails(kept) else (kept, failed)
