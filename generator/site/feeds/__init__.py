"""The site in the formats other programs read: feeds, a calendar, tables, a summary for language models. Pure.

To add a format: write a function ``files(corpus, catalog) -> dict[path, contents]`` in a module of its own and name it
in `FORMATS`.
"""

from __future__ import annotations

from collections.abc import Callable

from generator.core.configuration import Catalog
from generator.link.corpus import Corpus
from generator.site.feeds import agenda, channels, citations, llms, table

Format = Callable[[Corpus, Catalog], dict[str, "str | bytes"]]

FORMATS: tuple[Format, ...] = (channels.files, agenda.files, llms.files, table.files, citations.files)


def files(corpus: Corpus, catalog: Catalog) -> dict[str, str | bytes]:
    """All files of all formats by their path in the tree; the same corpus gives the same bytes."""
    return {path: file for made in FORMATS for path, file in made(corpus, catalog).items()}
