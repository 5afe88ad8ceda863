"""Fixtures shared by all tests."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from generator.core.configuration import Catalog
from generator.core.model import Article

if TYPE_CHECKING:
    from generator.extract.parsed import Parsed


@pytest.fixture(scope="session")
def parse() -> Callable[..., Parsed]:
    """A function that reads a text with the language model: ``parse(text, published=None, title=None)``."""
    from generator.extract import nlp

    def read(text: str, published: str | None = None, title: str | None = None) -> Parsed:
        article = Article(
            "case.md", text, title=title, published=published, published_source="given" if published else "unknown"
        )
        return next(nlp.parse([article], Catalog()))

    return read
