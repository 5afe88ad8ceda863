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


def extract_lines(path: Path, catalog: Catalog) -> Iterator[str]:
    """One JSON brief a line for each ``{id, text, title?, date?}`` line, in order and under the same id.

    The text is taken as it stands. Raises BriefingError for a line that is not such an object.
    """
    articles: list[Article] = []
    ids: list[str] = []
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            articles.append(ingest_text(str(row["id"]), str(row["text"]), row.get("title"), row.get("date")))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BriefingError(
                f"is not a line {{id, text, title?, date?}} ({error!r})",
                path=f"{path}:{number}",
                remedy="write one JSON object a line",
            ) from error
        ids.append(str(row["id"]))
    for result in briefs_of(articles, catalog, ids):
        if isinstance(result, BriefingError):
            raise result
        yield json.dumps(brief_json(*result), ensure_ascii=False)
