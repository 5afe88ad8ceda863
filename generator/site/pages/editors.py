"""The editors' page: what wants a person's eye. It is not searched and asks search engines to leave it out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.briefs.confidence import assess
from generator.core.configuration import Catalog
from generator.core.model import Brief
from generator.link.corpus import Corpus
from generator.site.pages.lookups import Index
from generator.site.pages.page import Page

MOST = 40
"""Proposals of one kind that are listed, the most pressing first."""
KINDS = {
    "date-unreadable": "Dates that could not be read",
    "quote-budget": "Proofs left out by the quote budget",
}
"""Diagnostics that an editor can do something about, in the order they are shown."""


@dataclass(frozen=True, slots=True)
class Stale:
    """A value that a person wrote and the generator has since moved on from."""

    brief: Brief
    field: str
    mine: str
    newer: str | None


def pages(corpus: Corpus, catalog: Catalog) -> Iterable[Page]:
    """`editors.md`."""
    index = Index.of(corpus)
    remarks = _remarks(corpus, catalog)
    doubts = sorted(
        ((b, judged) for b in corpus.briefs for judged in assess(b) if judged.level != "high"),
        key=lambda d: d[1].level != "low",
    )
    undefined = sorted((t for t in corpus.terms if not t.reviewed), key=lambda t: (-len(t.briefs), t.term))
    roleless = sorted(
        (a for a in corpus.actors if a.kind in ("person", "organization") and not a.role),
        key=lambda a: (a.kind != "person", -len(a.briefs), -a.mentions, a.name),
    )
    conflicts = [e for e in corpus.ledger if e.agreement == "conflict"]
    due = [o for o in corpus.outlook if o.status == "due"]
    stale = [_stale(b, *item) for b in corpus.briefs for item in b.stale]
    yield Page(
        "editors.md",
        "editors.md.j2",
        "For editors",
        {
            "index": index,
            "doubts": (doubts[:MOST], len(doubts)),
            "remarks": [(KINDS[code], found[:MOST], len(found)) for code, found in remarks.items() if found],
            "notes": tuple(d for d in corpus.diagnostics if d.code != "proposal")[:MOST],
            "proposals": (corpus.proposals[:MOST], len(corpus.proposals)),
            "undefined": (undefined[:MOST], len(undefined)),
            "roleless": (roleless[:MOST], len(roleless)),
            "conflicts": (conflicts[:MOST], len(conflicts)),
            "due": (due[:MOST], len(due)),
            "stale": (stale[:MOST], len(stale)),
        },
        description="What wants an editor’s eye.",
        listed=False,
    )


def _remarks(corpus: Corpus, catalog: Catalog) -> dict[str, list[tuple[Brief, str]]]:
    index = Index.of(corpus)
    found: dict[str, list[tuple[Brief, str]]] = {code: [] for code in KINDS}
    for brief in corpus.briefs:
        for remark in (*brief.diagnostics, *index.proofs(brief, catalog.site.quote_words)[1]):
            if remark.code in found:
                found[remark.code].append((brief, remark.message))
    return found


def _stale(brief: Brief, field: str, newer: str | None) -> Stale:
    head, _, rest = field.partition("/")
    if head == "article":
        mine = getattr(brief.article, rest, "")
    elif rest:
        mine = next((i for i in getattr(brief, head, ()) if i.id == rest), "")
    else:
        mine = getattr(brief, head, "")
    words = next((w for name in ("text", "name", "term") if (w := getattr(mine, name, None))), mine)
    return Stale(brief, field, ", ".join(words) if isinstance(words, tuple) else str(words or ""), newer)
