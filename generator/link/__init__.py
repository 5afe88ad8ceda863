"""From many briefs to a corpus: who is who, which figures are one, what came true, what belongs together.

`link` is pure and does not depend on the order of the briefs; each question has its own module, and modules of
questions do not know each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from generator.core.configuration import Catalog
from generator.core.model import Brief
from generator.core.when import When
from generator.link.actors import register
from generator.link.corpus import Corpus
from generator.link.glossary import glossary
from generator.link.intervals import newest_first
from generator.link.ledger import ledger
from generator.link.ledger_pages import placed
from generator.link.outcomes import outlook
from generator.link.proposals import proposals, remarks
from generator.link.related import related
from generator.link.timeline import timeline


def link(briefs: Sequence[Brief], catalog: Catalog) -> Corpus:
    """Link all briefs of a site. Raises ValueError when two of them have the same id."""
    twice = sorted(ident for ident, count in Counter(b.id for b in briefs).items() if count > 1)
    if twice:
        raise ValueError(f"two briefs have the id {twice[0]}")
    ordered = tuple(sorted(briefs, key=newest_first))
    as_of = catalog.site.as_of or _newest(ordered)
    who = register(ordered, catalog.actors, as_of)
    terms = glossary(ordered, catalog.glossary)
    figures = placed(ledger(ordered), ordered)
    ahead = outlook(ordered, who.entries, who.brief_actors, as_of)
    corpus = Corpus(
        as_of=as_of,
        briefs=ordered,
        brief_pages={b.id: f"briefs/{b.year}/{b.id}.md" for b in ordered},
        actors=who.entries,
        terms=terms,
        ledger=figures,
        outlook=ahead,
        timeline=timeline(ordered),
        related=related(ordered, who.entries, terms, figures, ahead, who.brief_actors),
        brief_actors=who.brief_actors,
    )
    proposed = proposals(corpus, catalog)
    return replace(corpus, proposals=proposed, diagnostics=remarks(proposed))


def _newest(briefs: Sequence[Brief]) -> str | None:
    """The newest publication date; one known to the month only counts as that month's first day."""
    days = [when.start for b in briefs if (when := When.parse(b.article.published))]
    return max(days).isoformat() if days else None
