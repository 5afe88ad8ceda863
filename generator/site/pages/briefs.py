"""One page for each brief, and the index of briefs by month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

from generator.briefs.forms import is_own
from generator.core.configuration import Catalog
from generator.core.model import Actor, Brief, Event, Figure, Forward, Quote, Statement, Term
from generator.core.text import fold
from generator.link import stated
from generator.link.corpus import ActorEntry, Corpus, LedgerEntry, OutlookEntry, TermEntry
from generator.link.intervals import resolved
from generator.link.ledger import own_label, told_figures
from generator.site.markup import Markdown
from generator.site.pages import channel, facets, json_ld, note, topics, wording
from generator.site.pages.lookups import Index
from generator.site.pages.page import Later, Page
from generator.site.pages.proof import Cut, Proof, clause_of, proofs
from generator.site.pages.time_axis import drawn
from generator.site.words import NN_, Words

ALL_ON_INDEX = 60
"""Up to this many briefs the index lists them all; beyond it, the newest and a page for each month."""
FOLDED = ("quotes", "events", "terms")
"""What a page folds below, of the brief's own lists; the others stand above, and only `Brief.more` adds to the fold."""
NAMES = {
    "key_points": NN_("{n} further point", "{n} further points"),
    "figures": NN_("{n} further figure", "{n} further figures"),
    "whats_next": NN_("{n} further look ahead", "{n} further looks ahead"),
    "actors": NN_("{n} actor", "{n} actors"),
    "quotes": NN_("{n} quotation", "{n} quotations"),
    "events": NN_("{n} event", "{n} events"),
    "terms": NN_("{n} term", "{n} terms"),
}
"""The lists of a brief, and what one item of each is called in the fold."""
READ_NEXT = 3
"""How many other briefs a brief leads to."""
INDEX = "briefs/index.md"


Shown = Statement | Figure | Forward | Event | Quote | Term | Actor


@dataclass(frozen=True, slots=True)
class Item:
    """One statement of a brief with what the page knows about it."""

    it: Shown
    proof: Proof | None
    own: bool
    """Its words were written by the desk, not the article (`forms.is_own`)."""
    path: str = ""
    actor: ActorEntry | None = None
    term: TermEntry | None = None
    entry: LedgerEntry | None = None
    outlook: OutlookEntry | None = None
    label: str | None = None
    """What a figure measures in the words of the desk (`own_label`)."""
    clause: Cut | None = None
    """The words around a figure that the article alone tells."""

    @property
    def period(self) -> str | None:
        """The period of a figure, where its clause does not name the year."""
        period = self.it.period if isinstance(self.it, Figure) else None
        told = self.clause and period and period[:4] in self.clause.before + self.clause.after
        return None if told else period


def pages(corpus: Corpus, catalog: Catalog) -> Iterable[Later]:
    """The page of every brief."""
    by_topic = topics.of_briefs(corpus, catalog)
    # What a page is made of is told with it, so it is given no more of the configuration than that.
    said = Catalog(catalog.site, masthead=catalog.masthead)
    settings = repr(said)
    for brief in corpus.briefs:
        given = by_topic.get(brief.id, ()), month_page(corpus, brief)
        make = partial(_page, brief, said, *given)
        yield Later(corpus.brief_pages[brief.id], brief.id, (brief, settings, *given), make)


def _page(brief: Brief, catalog: Catalog, brief_topics: tuple[tuple[str, str], ...], month: str, index: Index) -> Page:
    kept, remarks = proofs(brief, catalog.site.quote_words)
    words = Words.of(catalog.masthead.language)

    def item(kind: str, it: Shown) -> Item:
        path = f"{kind}/{it.id}" if kind != "takeaway" else kind
        own = is_own(brief, path)
        label = own_label(brief, it) if isinstance(it, Figure) else None
        return Item(
            it,
            kept.get(path),
            own,
            path,
            actor=_actor(index, brief, it),
            term=index.terms.get(fold(it.term)) if isinstance(it, Term) else None,
            entry=index.ledger.get((brief.id, it.id)) if isinstance(it, Figure) else None,
            outlook=index.outlook.get((brief.id, it.id)) if isinstance(it, Forward) else None,
            label=label,
            clause=clause_of(it) if isinstance(it, Figure) and not label and not own else None,
        )

    above = {kind: [item(kind, it) for it in _above(brief, kind)] for kind in NAMES}
    above["actors"] = list(_once(above["actors"]))
    told = replace(
        brief,
        figures=tuple(told_figures(brief)),
        whats_next=tuple(i.it for i in above["whats_next"] if isinstance(i.it, Forward)),
    )
    # Dates first, nearest first; what has none keeps the article's order.
    above["whats_next"].sort(key=lambda i: wording.date_key(i.it.when if isinstance(i.it, Forward) else None))
    said = note.note(
        brief.note,
        index.corpus.brief_pages[brief.id],
        folders=catalog.masthead.folders,
        as_written=catalog.site.notes_as_written,
    )
    fold_of = {kind: [item(kind, it) for it in _folded(brief, kind, kept)] for kind in NAMES}
    return Page(
        index.corpus.brief_pages[brief.id],
        "brief.md.j2",
        brief.title,
        {
            "brief": brief,
            "show": catalog.site.brief_sections,
            "note": said.shown if said else None,
            "picture": _picture(brief, index.corpus.as_of, words),
            "index": index,
            "topics": brief_topics,
            "facets": facets.facets(index, brief, brief_topics),
            "undated": facets.UNDATED,
            "saved": wording.saved(wording.brief_words(told), brief.article.words, words),
            "dated": words.gettext(wording.DATED[brief.article.published_source]),
            "source": wording.source(brief, words),
            "citations": channel.citations(index.corpus.brief_pages[brief.id]),
            "month_page": month,
            "takeaway": item("takeaway", brief.takeaway),
            "above": above,
            "folded": fold_of,
            "holds": [
                words.ngettext(*NAMES[kind], len(items))
                for kind, items in fold_of.items()
                if items and kind in catalog.site.brief_sections
            ],
            "names_used": {a.id: _names_used(a) for a in (*brief.actors, *brief.more.actors)},
            "related": index.corpus.related.get(brief.id, ())[:READ_NEXT],
        },
        description=brief.takeaway.text or brief.title,
        brief=brief.id,
        published=brief.article.published,
        data=json_ld.brief(
            brief,
            index.corpus.brief_pages[brief.id],
            (i.actor for i in above["actors"] if i.actor is not None),
            catalog.masthead,
        ),
        links=said.links if said else (),
        problem=said.problem if said else None,
        remarks=remarks,
    )


def _above(brief: Brief, kind: str) -> list[Shown]:
    """What stands of a list above the fold: all but what its sentence tells there already."""
    if kind == "figures":
        return list(told_figures(brief))
    own: tuple[Shown, ...] = getattr(brief, kind)
    told = [fold(s.text) for s in (brief.takeaway, *brief.key_points)] if kind == "whats_next" else []
    return [] if kind in FOLDED else [it for it in own if not any(fold(_words(it)) in words for words in told)]


def _adds(brief: Brief, it: Shown) -> bool:
    """Whether an item of the fold tells more than its sentence, which stands on the page as a statement: a figure in
    its clause or a look ahead with its day does, the bare number or the sentence again does not.
    """
    if isinstance(it, Forward):
        return bool(it.when) or not any(fold(it.text) in fold(s.text) for s in (brief.takeaway, *brief.key_points))
    if not isinstance(it, Figure) or f"figures/{it.id}" in brief.edited or it.clause:
        return True
    dated: tuple[Forward | Event, ...] = (*brief.whats_next, *brief.events, *brief.more.whats_next, *brief.more.events)
    statements: tuple[Statement | Forward | Event, ...] = (
        brief.takeaway, *brief.key_points, *brief.more.key_points, *dated,
    )  # fmt: skip
    return not it.evidence[0].within(e for s in statements for e in s.evidence)


def _folded(brief: Brief, kind: str, kept: Mapping[str, Proof]) -> list[Shown]:
    """What the fold tells of a list: its own items that do not stand above, the actors again with the names they go by,
    then of `Brief.more` what can be proved and does not stand on the page already.

    A sentence that is an event or a look ahead, with its date, is no further point besides.
    """
    own: tuple[Shown, ...] = getattr(brief, kind)
    more: tuple[Shown, ...] = getattr(brief.more, kind)
    stands = own
    if kind == "key_points":
        dated: tuple[Shown, ...] = (*brief.whats_next, *brief.more.whats_next, *brief.events, *brief.more.events)
        stands = (brief.takeaway, *own, *dated)
    said = [fold(_words(it)) for it in stands]

    def is_new(it: Shown) -> bool:
        words = fold(_words(it))
        return words not in said if kind != "key_points" else not any(words in told for told in said)

    above = () if kind == "actors" else _above(brief, kind)
    provable = (it for it in more if kind == "actors" or f"{kind}/{it.id}" in kept)
    told = (*(it for it in own if it not in above), *filter(is_new, provable))
    return [it for it in told if _adds(brief, it)]


def _words(it: Shown) -> str:
    """The words by which an item is known on the page."""
    return it.name if isinstance(it, Actor) else it.term if isinstance(it, Term) else it.text


def _picture(brief: Brief, as_of: str | None, words: Words) -> Markdown | None:
    """The events and expectations of one article on an axis of time."""
    told = {e.text for e in brief.events}
    said: list[tuple[str | None, str, bool]] = [(e.date, e.text, False) for e in brief.events]
    said += [(f.when, f.text, True) for f in brief.whats_next if f.text not in told]
    return drawn([(resolved(when, brief, ahead), text, ahead) for when, text, ahead in said], as_of, words)


def _actor(index: Index, brief: Brief, it: object) -> ActorEntry | None:
    if isinstance(it, Actor):
        return index.actor_of(brief.id, it.id)
    if isinstance(it, Quote) and it.speaker:
        own = next((a for a in stated.actors(brief) if it.speaker in (a.name, *a.aliases)), None)
        return index.actor_of(brief.id, own.id) if own else None
    return None


def _once(actors: list[Item]) -> Iterator[Item]:
    """The actors without the second name of one that the register has merged: the fold tells all names."""
    seen: set[str] = set()
    for item in actors:
        if item.actor is None or item.actor.id not in seen:
            yield item
        if item.actor is not None:
            seen.add(item.actor.id)


def _names_used(actor: Actor) -> tuple[str, ...]:
    """The names the article uses for an actor, most frequent first: where they stand is the proof of naming it."""
    return tuple(name for name, _ in Counter(e.exact for e in actor.evidence).most_common())


def months(corpus: Corpus) -> tuple[tuple[str, tuple[Brief, ...]], ...]:
    """The briefs by month, newest month first, undated ones last."""
    ordered = sorted(corpus.briefs, key=lambda b: b.article.published or "", reverse=True)
    months = groupby(ordered, lambda b: wording.month_key(b.article.published))
    return tuple((month, tuple(briefs)) for month, briefs in months)


def month_page(corpus: Corpus, brief: Brief) -> str:
    """Where a brief's month is listed."""
    key = wording.month_key(brief.article.published)
    return f"{INDEX}#{_anchor(key)}" if len(corpus.briefs) <= ALL_ON_INDEX else f"briefs/months/{key}.md"


def _anchor(key: str) -> str:
    return f"m-{key}"


def index_pages(corpus: Corpus, catalog: Catalog) -> Iterable[Page]:
    """The index of briefs and, when they are many, a page for each month."""
    words = Words.of(catalog.masthead.language)
    by_month = months(corpus)
    many = len(corpus.briefs) > ALL_ON_INDEX
    yield Page(
        INDEX,
        "briefs.md.j2",
        words.gettext("All briefs"),
        {
            "many": many,
            "months": [(key, _anchor(key), f"briefs/months/{key}.md", group) for key, group in by_month],
            "newest": corpus.briefs[:ALL_ON_INDEX] if many else (),
        },
        description=words.gettext("Every brief by month, newest first."),
    )
    if many:
        for n, (key, group) in enumerate(by_month):
            yield Page(
                f"briefs/months/{key}.md",
                "month.md.j2",
                words.gettext("Briefs: {part}", part=wording.month_name(key, words)),
                {
                    "briefs": group,
                    "index_page": INDEX,
                    "newer": by_month[n - 1][0] if n else None,
                    "older": by_month[n + 1][0] if n + 1 < len(by_month) else None,
                },
                description=f"{wording.briefs(len(group), words)}, {wording.month_name(key, words)}.",
            )
