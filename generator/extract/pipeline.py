"""The extractors in their order.

To add a fact: write a module with ``extract(parsed: Parsed, found: Found) -> Found`` and name it in the tuple.
"""

from __future__ import annotations

from collections.abc import Callable

from generator.core.model import Found
from generator.extract import actors, dates, events, figures, quotes, summary, terms, whats_next
from generator.extract.parsed import Parsed

Extractor = Callable[[Parsed, Found], Found]

EXTRACTORS: tuple[Extractor, ...] = (
    dates.extract,  # first: figures must not read "February 24" as a quantity
    actors.extract,
    figures.extract,
    quotes.extract,
    terms.extract,
    whats_next.extract,
    events.extract,
    summary.extract,  # last: it weighs sentences by what was found in them
)


def extract(parsed: Parsed) -> Found:
    """Run all extractors over one article."""
    found = Found()
    for extractor in EXTRACTORS:
        found = extractor(parsed, found)
    return found
