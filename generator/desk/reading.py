"""Articles read by the language model and assembled into briefs: where extraction meets the product's heart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.briefs.assemble import assemble
from generator.core.configuration import Catalog
from generator.core.errors import BriefingError, ConfigError, defect
from generator.core.model import Article, Brief, Found
from generator.ingest import ingest
from generator.ingest.stamps import given_date

if TYPE_CHECKING:
    from generator.extract.parsed import Parsed


def briefs_of(
    articles: Sequence[Article], catalog: Catalog, ids: Sequence[str | None] | None = None
) -> Iterator[tuple[Brief, Found] | BriefingError]:
    """Read articles with the language model and assemble their briefs, one result an article, in order.

    An article in a language that is not read gives a brief in which nothing was found. A brief that is refused, and an
    article on which a rule fails, come out as an error; the others go on.
    """
    # Imported here so that a run which finds nothing to do loads neither tables nor language model.
    from generator.extract.composition import compose
    from generator.extract.pipeline import extract

    names = ids or (None,) * len(articles)
    read = _parsed([article for article in articles if not article.unread], catalog)
    for article, brief_id in zip(articles, names, strict=True):
        if article.unread:
            yield assemble(article, Found(), brief_id), Found()
            continue
        parsed = next(read)
        try:
            if isinstance(parsed, Exception):
                raise parsed
            found = compose(parsed, extract(parsed), catalog.site.budget)
            yield assemble(parsed.article, found, brief_id), found
        except BriefingError as error:
            yield error
        except Exception as error:  # a defect of a rule must not cost the other articles their briefs
            yield defect(error, article.source)


def _parsed(articles: Sequence[Article], catalog: Catalog) -> Iterator[Parsed | Exception]:
    """The articles read by the language model, or why one could not be read.

    The model reads in batches: where one fails, what is left is read one by one, so that it costs one article.
    """
    from generator.extract.nlp import parse

    done = 0
    try:
        for parsed in parse(articles, catalog):
            done += 1
            yield parsed
    except ConfigError:  # no model is installed
        raise
    except Exception:  # text no model can take: told of the article it is in
        for article in articles[done:]:
            try:
                yield next(parse([article], catalog))
            except Exception as error:
                yield error


def read_one(source: str, data: bytes, title: str | None = None, published: str | None = None) -> Brief:
    """The brief of one article file's bytes; `title` and `published` go before what it states.

    Raises BriefingError when the article cannot be read.
    """
    article = ingest(source, data)
    if published:
        try:
            article = replace(article, published=given_date(published), published_source="given")
        except ValueError as error:
            raise BriefingError(
                str(error), path=source, field="published", remedy="write 2025-03-04 or 2025-03"
            ) from error
    (result,) = briefs_of([replace(article, title=title or article.title)], Catalog())
    if isinstance(result, BriefingError):
        raise result
    return result[0]
