"""What the briefs say of one actor: roles over time, its words, what sentences that name it say, its own timeline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from generator.core.model import Actor, Brief, Evidence, Figure, Quote
from generator.core.text import long_words
from generator.link import stated
from generator.link.corpus import ActorEntry, Happening, LedgerEntry, RoleNote
from generator.link.intervals import by_day
from generator.site.pages.lookups import Index
from generator.site.pages.wording import date_key, human_date
from generator.site.words import Words

READ = 200
"""Only so many briefs of an actor, newest first, are looked through."""
QUOTES = 8
LOOKS = 6
FIGURES = 8
DATES = 12


@dataclass(frozen=True, slots=True)
class Role:
    """An office, when it was held if an editor said so else when it was told, and the newest brief that tells it.

    `own` where a person wrote it into that brief.
    """

    role: str
    when: str
    brief: str | None
    others: tuple[str, ...]
    own: bool = False


def roles(entry: ActorEntry, words: Words) -> tuple[Role, ...]:
    """The offices of an actor, an editor's dated ones first, each wording once."""
    found = {n.role.casefold(): Role(n.role, _span(n, words), n.brief, n.others, n.own) for n in reversed(entry.roles)}
    return tuple(reversed(found.values()))


def _span(note: RoleNote, words: Words) -> str:
    if note.brief:
        first, last = human_date(note.first, words), human_date(note.published, words)
        if first and last and first != last:
            return words.gettext("told {first} to {last}", first=first, last=last)
        return words.gettext("told {day}", day=first or last) if first or last else ""
    since, until = human_date(note.since, words), human_date(note.until, words)
    if since and until:
        return words.gettext("{first} to {last}", first=since, last=until)
    if since:
        return words.gettext("since {day}", day=since)
    return words.gettext("until {day}", day=until) if until else ""


def quotes(entry: ActorEntry, index: Index) -> list[tuple[str, Quote]]:
    """What the actor is quoted with, newest first: brief and quotation."""
    return list(islice(_quotes(entry, index), QUOTES))


def _quotes(entry: ActorEntry, index: Index) -> Iterator[tuple[str, Quote]]:
    for brief in _briefs(entry, index):
        names = {entry.name, *(name for a in _own(entry, index, brief) for name in (a.name, *a.aliases))}
        yield from ((brief.id, quote) for quote in brief.quotes if quote.speaker in names)


def happenings(entry: ActorEntry, index: Index) -> tuple[list[Happening], list[Happening]]:
    """The happenings that name the actor: what is ahead, the nearest date first and then what has none; and the dates
    that are past, the latest first."""
    found: dict[str, Happening] = {}
    for brief in _briefs(entry, index):
        named = _mentions(entry, index, brief)
        for item in stated.dated(brief):
            if any(e.within(item.evidence) for e in named) and (happening := index.happenings.get((brief.id, item.id))):
                found.setdefault(happening.id, happening)
    ahead = sorted((h for h in found.values() if h.status == "ahead"), key=lambda h: date_key(h.date))
    past = [h for h in found.values() if h.date and h.status != "ahead"]
    past.sort(key=lambda h: (by_day(h.date), h.date, h.brief), reverse=True)
    return ahead[:LOOKS], past[:DATES]


def figures(entry: ActorEntry, index: Index) -> list[tuple[LedgerEntry, str, Figure]]:
    """Figures whose sentence names the actor, newest first: ledger entry, brief and telling, the same one once."""
    found: list[tuple[LedgerEntry, str, Figure]] = []
    for row, brief, figure in _figures(entry, index):
        if not any(_same(row, it[0]) for it in found):
            found.append((row, brief, figure))
        if len(found) == FIGURES:
            break
    return found


def _figures(entry: ActorEntry, index: Index) -> Iterator[tuple[LedgerEntry, str, Figure]]:
    for brief in _briefs(entry, index):
        named = _mentions(entry, index, brief)
        for figure in brief.figures:
            if any(e.within(figure.evidence) for e in named) and (row := index.ledger.get((brief.id, figure.id))):
                yield row, brief.id, figure


def _same(one: LedgerEntry, other: LedgerEntry) -> bool:
    """Whether two rows of the ledger are one to a reader of a list: equal values whose measures share a word, or of
    which one has no measure.
    """
    values = ((it.value, it.max_value, it.unit) for it in (one, other))
    words = [long_words(it.measure or "") for it in (one, other)]
    return len(set(values)) == 1 and (not all(words) or bool(words[0] & words[1]))


def _briefs(entry: ActorEntry, index: Index) -> Iterable[Brief]:
    return (index.briefs[i] for i in entry.briefs[:READ] if i in index.briefs)


def _own(entry: ActorEntry, index: Index, brief: Brief) -> list[Actor]:
    """The brief's own actors that are this one."""
    mapped, ident = index.corpus.brief_actors.get(brief.id, {}), entry.id
    return [a for a in stated.actors(brief) if mapped.get(a.id) == ident]


def _mentions(entry: ActorEntry, index: Index, brief: Brief) -> list[Evidence]:
    return [e for a in _own(entry, index, brief) for e in a.evidence]
