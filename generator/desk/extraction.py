"""Briefs as JSON for other programs, writing nothing into the project."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from generator.briefs.contract import brief_json
from generator.core.configuration import Catalog
from generator.core.errors import BriefingError, defect
from generator.core.model import Article
from generator.desk.generate import ingest_file
from generator.desk.reading import briefs_of
from generator.ingest import SUFFIXES, ingest_text
from generator.io.files import article_files, read_bytes


def extract_files(
    paths: Sequence[Path], catalog: Catalog
) -> tuple[list[tuple[str, dict[str, Any]]], list[BriefingError]]:
    """The briefs of article files and folders as (source, JSON), and the problems met on the way."""
    articles: list[Article] = []
    errors: list[BriefingError] = []
    for path, source in article_files(paths, SUFFIXES):
        try:
            articles.append(ingest_file(path, source, read_bytes(path), catalog))
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

    The text is taken as it stands. An id is text or a number; a line without one is an error, under its own number.
    """
    most = catalog.site.max_article_kb
    lines = enumerate(read_bytes(path).removeprefix(codecs.BOM_UTF8).split(b"\n"), 1)
    rows = [_row(number, line, most) for number, line in lines if line.strip()]
    articles = [article for _, article in rows if isinstance(article, Article)]
    ids = [name for name, article in rows if isinstance(article, Article)]
    results = briefs_of(articles, catalog, ids)
    for name, article in rows:
        result = next(results) if isinstance(article, Article) else article
        yield {"id": name, "error": str(result)} if isinstance(result, BriefingError) else brief_json(*result)


def _row(number: int, line: bytes, max_kb: int) -> tuple[str, Article | BriefingError]:
    """The id and the article of one line, or what is wrong with the line."""
    name = str(number)
    try:
        row = json.loads(line)
        json.dumps(row, ensure_ascii=False).encode()  # half of a surrogate pair is no text, and cannot be printed
        if not _is_word(row["id"]):
            raise TypeError("the id is no text")
        name = str(row["id"])
        if not isinstance(row["text"], str) or len(line) > max_kb * 1024:
            raise ValueError(f"the text is none, or larger than {max_kb} KB")
        title, day = row.get("title"), row.get("date")
        if not all(value is None or _is_word(value) for value in (title, day)):
            raise TypeError("title and date are text")
        if not row["text"].strip():
            raise ValueError("the text is empty")
        return name, ingest_text(name, row["text"], title and str(title), day and str(day))
    except BriefingError as error:
        return name, error
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        return name, BriefingError(
            f"is not a line {{id, text, title?, date?}} ({error!r})"[:300],
            path=f"line {number}",
            remedy="write one JSON object a line",
        )
    except Exception as error:  # a defect of a rule must not cost the other lines their briefs
        return name, defect(error, f"line {number}")


def _is_word(value: object) -> bool:
    """Text, or a number that stands for its digits."""
    return isinstance(value, (str, int, float)) and not isinstance(value, bool)
