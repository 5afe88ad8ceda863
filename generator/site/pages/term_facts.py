"""What the briefs say of one term: the sentences that use it, and the figures, dates and actors in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from generator.core.model import Brief, Event, Evidence, Figure, Forward, Statement
from generator.core.text import fold
from generator.link import stated
from generator.link.corpus import ActorEntry, Happening, LedgerEntry, TermEntry
from generator.site.pages.lookups import Index
from generator.site.pages.wording import date_key

READ = 100
"""Only so many briefs of a term, newest first, are looked through and listed."""
SENTENCES = 2
"""Sentences of one brief."""
FIGURES, DATES, ACTORS = 6, 6, 8


@dataclass(frozen=True, slots=True)
class Use:
    """A brief that uses the term, and the sentences in which it does, as far as the brief shows any."""

    brief: Brief
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is told of a term: its uses newest first, what its sentences tell besides."""

    uses: tuple[Use, ...]
    figures: tuple[tuple[LedgerEntry, str, Figure], ...]
    dates: tuple[Happening, ...]
    actors: tuple[ActorEntry, ...]


def facts(entry: TermEntry, index: Index) -> Facts:
    """What the briefs of a term say with it."""
    names = re.compile("|".join(rf"(?<!\w){re.escape(fold(n))}(?:s|es)?(?!\w)" for n in (entry.term, *entry.aliases)))
    uses: list[Use] = []
    figures: dict[str, tuple[LedgerEntry, str, Figure]] = {}
    dates: dict[str, Happening] = {}
    actors: Counter[str] = Counter()
    for brief in (index.briefs[i] for i in entry.briefs[:READ] if i in index.briefs):
        said = [(text, spans) for text, spans in _sentences(brief) if names.search(fold(text))]
        sentences = dict.fromkeys(text for text, _ in said if not any(text != t and text in t for t, _ in said))
        uses.append(Use(brief, tuple(sentences)[:SENTENCES]))
        spans = [span for _, parts in said for span in parts]
        for figure in brief.figures:
            row = index.ledger.get((brief.id, figure.id))
            if row and figure.evidence and figure.evidence[0].within(spans):
                figures.setdefault(row.id, (row, brief.id, figure))
        for item in stated.dated(brief):
            if names.search(fold(item.text)) and (happening := index.happenings.get((brief.id, item.id))):
                dates.setdefault(happening.id, happening)
        near = (a for a in stated.actors(brief) if any(e.within(spans) for e in a.evidence))
        actors.update({found.id for a in near if (found := index.actor_of(brief.id, a.id))})
    own = fold(entry.term)
    beside = (index.actors[i] for i, _ in sorted(actors.items(), key=lambda a: (-a[1], a[0])))
    dated = sorted((h for h in dates.values() if h.date), key=lambda h: (h.status != "ahead", date_key(h.date)))
    return Facts(
        tuple(uses),
        tuple(figures.values())[:FIGURES],
        tuple(dated[:DATES]),
        tuple(a for a in beside if fold(a.name) != own)[:ACTORS],
    )


def _sentences(brief: Brief) -> Iterator[tuple[str, tuple[Evidence, ...]]]:
    """What a brief shows in whole sentences, with the spans they come from: what stands first says most."""
    for lists in (brief, brief.more):
        items: tuple[Statement | Event | Forward, ...] = (*lists.key_points, *lists.events, *lists.whats_next)
        for item in items:
            yield item.text, item.evidence
        for figure in lists.figures:
            for span in figure.evidence[1:]:
                yield span.exact, (span,)
        if lists is brief:
            yield brief.takeaway.text, brief.takeaway.evidence
