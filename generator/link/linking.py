"""From many briefs to a corpus: who is who, which figures are one, what came true, what belongs together.

`link` is pure and does not depend on the order of the briefs; each question has its own module.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from generator.core.configuration import Catalog
from generator.core.heap import lasting
from generator.core.model import Brief, Diagnostic
from generator.core.text import RESERVED, Slugs, page_name, slugify
from generator.core.when import When
from generator.link.actors import register
from generator.link.corpus import Corpus
from generator.link.glossary import glossary
from generator.link.happenings import agreed, happenings
from generator.link.intervals import newest_first
from generator.link.ledger import ledger
from generator.link.ledger_pages import placed
from generator.link.outcomes import outlook
from generator.link.proposals import proposals, remarks
from generator.link.register_pages import own, placed_actors, placed_terms
from generator.link.related import related


@lasting()
def link(briefs: Sequence[Brief], catalog: Catalog) -> Corpus:
    """Link all briefs of a site. Raises ValueError when two of them have the same id."""
    twice = sorted(ident for ident, count in Counter(b.id for b in briefs).items() if count > 1)
    if twice:
        raise ValueError(f"two briefs have the id {twice[0]}")
    ordered = tuple(sorted(briefs, key=newest_first))
    as_of = catalog.site.as_of or _newest(ordered)
    who = register(ordered, catalog.actors, as_of)
    entries = placed_actors(who.entries)
    terms = placed_terms(glossary(ordered, catalog.glossary))
    figures = placed(ledger(ordered), ordered)
    looks = outlook(ordered, who.entries, who.brief_actors, as_of)
    told = happenings(ordered, who.entries, who.brief_actors, figures, looks, as_of)
    ahead = agreed(looks, told)
    corpus = Corpus(
        as_of=as_of,
        briefs=ordered,
        brief_pages=_brief_pages(ordered),
        actors=entries,
        terms=terms,
        ledger=figures,
        outlook=ahead,
        happenings=told,
        related=related(ordered, who.entries, terms, figures, ahead, who.brief_actors),
        brief_actors=who.brief_actors,
    )
    proposed = proposals(corpus, catalog)
    return replace(corpus, proposals=proposed, diagnostics=(*remarks(proposed), *_moved(corpus)))


def _brief_pages(briefs: Sequence[Brief]) -> dict[str, str]:
    """The page of each brief (newest first), by id: of two that want one path the older brief has it.

    One called like a file beside another's page comes behind that other, however old it says it is.
    """
    slugs: dict[str, Slugs] = defaultdict(Slugs)
    newest_last = tuple(reversed(briefs))
    in_turn = sorted(newest_last, key=lambda b: page_name(b.id) != b.id.casefold())
    pages = {b.id: f"briefs/{b.year}/{slugs[b.year].take(b.id)}.md" for b in in_turn}
    return {b.id: pages[b.id] for b in briefs}


def _moved(corpus: Corpus) -> Iterator[Diagnostic]:
    """A remark for each page that has not the name its brief, actor or term asks for, because that is taken."""
    ids = {actor.id for actor in corpus.actors}
    twins = {a.name: slug for a in corpus.actors if (slug := slugify(a.name)) in ids and a.id.startswith(f"{slug}-")}
    wanted = [
        *(("brief", b.id, b.id, corpus.brief_pages[b.id]) for b in corpus.briefs),
        *(("actor", a.name, twins.get(a.name, a.id), own(a.page)) for a in corpus.actors),
        *(("term", t.term, slugify(t.term), own(t.page)) for t in corpus.terms),
    ]
    for kind, name, slug, page in wanted:
        if PurePosixPath(page).stem != slug or slug.removesuffix("-x") in RESERVED:
            yield Diagnostic("page-name", "info", f"the {kind} {name!r} has the page {page}: the name itself is taken")


def _newest(briefs: Sequence[Brief]) -> str | None:
    """The newest publication date; one known to the month only counts as that month's first day."""
    days = [when.start for b in briefs if (when := When.parse(b.article.published))]
    return max(days).isoformat() if days else None
