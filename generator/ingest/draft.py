"""What a reader hands on: the metadata a file gives and its lines, before anything is cleaned away."""

from __future__ import annotations

from dataclasses import dataclass

from generator.core.model import Diagnostic, PublishedSource


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph, list item or heading; `level` is 1 to 6 for a marked heading, 0 for anything else."""

    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Given:
    """Metadata the file states outside its words; None or empty where it does not.

    `path` is the page's own on its site (``/news/2025-03-04-a-vote/``).

    `summary` is what its author or editor says of it in a sentence or two, outside the text.

    `published_source` says where `published` comes from, `added` is the day the article was brought in: it was
    published by then.
    """

    title: str | None = None
    slug: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    published_source: PublishedSource = "given"
    added: str | None = None
    language: str | None = None
    summary: str | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A file as read by the reader of its kind."""

    given: Given
    lines: tuple[Line, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
