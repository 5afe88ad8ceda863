"""Articles read by the language model and assembled into briefs: where extraction meets the product's heart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.briefs.assemble import assemble
from generator.core.configuration import Catalog
from generator.core.errors import BriefingError
from generator.core.model import Article, Brief, Found


def briefs_of(
    articles: Sequence[Article], catalog: Catalog, ids: Sequence[str | None] | None = None
) -> Iterator[tuple[Brief, Found] | BriefingError]:
    """Read articles with the language model and assemble their briefs, one result an article, in order.

    A brief that is refused, and an article on which a rule fails, come out as an error; the others go on.
    """
    # Imported here so that a run which finds nothing to do loads neither tables nor language model.
    from generator.extract.composition import compose
    from generator.extract.nlp import parse
    from generator.extract.pipeline import extract

    for parsed, brief_id in zip(parse(articles, catalog), ids or (None,) * len(articles), strict=True):
        try:
            found = compose(parsed, extract(parsed))
            yield assemble(parsed.article, found, brief_id), found
        except BriefingError as error:
            yield error
        except Exception as error:  # a defect of a rule must not cost the other articles their briefs
            yield BriefingError(
                f"a rule failed ({type(error).__name__}: {error})",
                path=parsed.article.source,
                remedy="report this as a defect; the other articles were processed",
            )
