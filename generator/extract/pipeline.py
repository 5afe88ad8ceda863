"""The extractors in their order.

To add a fact: write a module with ``extract(parsed: Parsed, found: Found) -> Found`` and name it in the tuple.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from generator.core.model import Diagnostic, Found
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


def extract(parsed: Parsed, extractors: tuple[Extractor, ...] = EXTRACTORS) -> Found:
    """All candidates of one article. An extractor that fails costs its own fields and leaves a diagnostic."""
    found = Found()
    for extractor in extractors:
        try:
            found = extractor(parsed, found)
        except Exception as error:  # a defect of one rule must not cost the article its brief
            found = replace(found, diagnostics=(*found.diagnostics, _failed(extractor, error)))
    return found


def _failed(extractor: Extractor, error: Exception) -> Diagnostic:
    field = extractor.__module__.removeprefix("generator.extract.").split(".")[0].replace("_", " ")
    reason = f"{type(error).__name__}: {error}"[:200]
    return Diagnostic("field-failed", "warning", f"Nothing was read for {field}: a rule failed ({reason}).")
