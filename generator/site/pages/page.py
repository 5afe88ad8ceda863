"""A page before it is rendered: its path in the Markdown tree, its template and what the template is given."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.core.model import Diagnostic

if TYPE_CHECKING:
    from generator.site.pages.lookups import Index


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the Markdown tree.

    Attributes:
        path: path in the tree ("actors/xi-jinping.md").
        template: file name in the templates folder.
        title: plain text; the template writes it as the heading, the front matter carries it for navigation.
        context: what the template may use besides `page`, `corpus` and the filters.
        brief: id of the brief the page shows, so that its own actors and terms are linked.
        toc: whether the list of its sections is shown beside it.
        feed: path of the page's own feed in the tree, without ending.
        data: what the page is about in schema.org's words, for JSON-LD.
        published: day of publication for Open Graph, ``2025-05-09``.
        picture: path in the tree of the PNG that stands for the page where its link is shared.
        listed: whether search engines may list the page.
        problem: what is wrong with what a person wrote for the page and keeps it from being shown.
        links: paths in the tree that the page leads to by an address a person wrote, each with that address.
        remarks: what else is to be said of the page.
    """

    path: str
    template: str
    title: str
    context: Mapping[str, object] = field(default_factory=dict)
    description: str = ""
    brief: str | None = None
    toc: bool = True
    feed: str | None = None
    data: Mapping[str, object] | None = None
    published: str | None = None
    picture: str | None = None
    listed: bool = True
    links: tuple[tuple[str, str], ...] = ()
    problem: str | None = None
    remarks: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Later:
    """A page that is made only where it is not known already (`site.rendered`).

    Attributes:
        path, brief: as the page will have them.
        of: what it is made of beside what it asks of the look-ups: data that tells one page from another.
        make: what makes it of the look-ups of a corpus.
    """

    path: str
    brief: str | None
    of: tuple[object, ...]
    make: Callable[[Index], Page]


def relative(target: str, page: str) -> str:
    """The link from one page of the tree to another; `target` may carry an anchor."""
    path, mark, anchor = target.partition("#")
    return posixpath.relpath(path, posixpath.dirname(page) or ".") + mark + anchor
