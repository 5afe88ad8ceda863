"""Briefs as JSON for other programs, writing nothing into the project."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from generator.briefs.contract import brief_json
from generator.core.configuration import Catalog
from generator.core.errors import BriefingError
from generator.core.model import Article
from generator.desk.generate import ingest_file
from generator.desk.reading import briefs_of
from generator.ingest import SUFFIXES, ingest_text
from generator.io.files import article_files, read_text


def extract_files(
    paths: Sequence[Path], catalog: Catalog
) -> tuple[list[tuple[str, dict[str, Any]]], list[BriefingError]]:
    """The briefs of article files and folders as (source, JSON), and the problems met on the way."""
    articles: list[Article] = []
    errors: list[BriefingError] = []
    for path, source in article_files(paths, SUFFIXES):
        try:
            articles.append(ingest_file(path, source, path.read_bytes(), catalog))
        except BriefingError as error:
            errors.append(error)
    results: list[tuple[str, dict[str, Any]]] = []
    for article, result in zip(articles, briefs_of(articles, catalog), strict=True):
        if isinstance(result, BriefingError):
            errors.append(result)
        else:
            results.append((article.source, brief_json(*result)))
    return results, errors


def extract_lines(path: Path, catalog: Catalog) -> Iterator[dict[str, Any]]:
    """For each ``{id, text, title?, date?}`` line, in order, its brief as JSON or what is wrong: ``{id, error}``.

    The text is taken as it stands. A line without an id goes by its number.
    """
    rows = [_row(number, line) for number, line in enumerate(read_text(path).split("\n"), 1) if line.strip()]
    articles = [article for _, article in rows if isinstance(article, Article)]
    ids = [name for name, article in rows if isinstance(article, Article)]
    results = briefs_of(articles, catalog, ids)
    for name, article in rows:
        result = next(results) if isinstance(article, Article) else article
        yield {"id": name, "error": str(result)} if isinstance(result, BriefingError) else brief_json(*result)


def _row(number: int, line: str) -> tuple[str, Article | BriefingError]:
    """The id and the article of one line, or what is wrong with the line."""
    name = str(number)
    try:
        row = json.loads(line)
        name = str(row["id"])
        return name, ingest_text(name, str(row["text"]), row.get("title"), row.get("date"))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return name, BriefingError(
            f"is not a line {{id, text, title?, date?}} ({error!r})",
            path=f"line {number}",
            remedy="write one JSON object a line",
        )
