"""From the linked corpus to pages: one module and one template a page type, in the tuple `PAGE_TYPES`.

To add a page type: write a module with ``pages(corpus, catalog) -> Iterable[Page]`` and a template, and name it here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from generator.core.configuration import Catalog
from generator.link.corpus import Corpus
from generator.site.pages import (
    about,
    actors,
    briefs,
    editors,
    figures,
    glossary,
    home,
    search,
    timeline,
    topics,
    whats_next,
)
from generator.site.pages.page import Later, Page

PageType = Callable[[Corpus, Catalog], Iterable[Page | Later]]

PAGE_TYPES: tuple[PageType, ...] = (
    home.pages,
    briefs.index_pages,
    briefs.pages,
    actors.index_pages,
    actors.pages,
    figures.pages,
    whats_next.pages,
    timeline.pages,
    glossary.index_pages,
    glossary.pages,
    topics.pages,
    search.pages,
    about.pages,
    editors.pages,
)

__all__ = ["PAGE_TYPES", "Later", "Page", "PageType"]
