"""Look-ups that page modules share: briefs, register entries and ledger rows by what a page has in hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from generator.core.model import Brief, Diagnostic
from generator.core.text import fold
from generator.link.corpus import ActorEntry, Corpus, Happening, LedgerEntry, OutlookEntry, TermEntry


@dataclass(frozen=True)
class Index:
    """Look-ups over one corpus, each made once in a build."""

    corpus: Corpus
    remarks: dict[str, tuple[Diagnostic, ...]] = field(default_factory=dict, compare=False, repr=False)
    """What was said of each brief's page when it was made, by the brief's id."""

    @classmethod
    def of(cls, corpus: Corpus) -> Index:
        """The look-ups of a corpus: the same ones for every page module that asks while this corpus is built."""
        if not _LAST or _LAST[0].corpus is not corpus:
            _LAST[:] = [cls(corpus)]
        return _LAST[0]

    @cached_property
    def briefs(self) -> dict[str, Brief]:
        """Briefs by id."""
        return {b.id: b for b in self.corpus.briefs}

    @cached_property
    def actors(self) -> dict[str, ActorEntry]:
        """Register entries by id."""
        return {a.id: a for a in self.corpus.actors}

    @cached_property
    def terms(self) -> dict[str, TermEntry]:
        """Glossary entries by folded term or alias; the term itself goes before another's alias."""
        found = {fold(alias): t for t in reversed(self.corpus.terms) for alias in t.aliases}
        return found | {fold(t.term): t for t in self.corpus.terms}

    @cached_property
    def terms_by_id(self) -> dict[str, TermEntry]:
        """Glossary entries by id."""
        return {t.id: t for t in self.corpus.terms}

    @cached_property
    def ledger(self) -> dict[tuple[str, str], LedgerEntry]:
        """Ledger entries by the brief and the figure of each telling."""
        return {(t.brief, t.figure.id): e for e in self.corpus.ledger for t in e.tellings}

    @cached_property
    def outlook(self) -> dict[tuple[str, str], OutlookEntry]:
        """What became of a forward look, by its brief and its id."""
        return {(o.brief, o.item.id): o for o in self.corpus.outlook}

    @cached_property
    def happenings(self) -> dict[tuple[str, str], Happening]:
        """The happening of an event or a forward look, by its brief and its id."""
        return {(t.brief, t.item.id): h for h in self.corpus.happenings for t in h.tellings}

    def actor_of(self, brief: str, actor_id: str) -> ActorEntry | None:
        """The register entry of a brief's own actor; None for one that an editor rejects or that has no name."""
        return self.actors.get(self.corpus.brief_actors.get(brief, {}).get(actor_id, ""))


def by_briefs(actors: Iterable[ActorEntry]) -> list[ActorEntry]:
    """Actors, those first that most briefs name."""
    return sorted(actors, key=lambda a: (-len(a.briefs), -a.mentions, a.name))


_LAST: list[Index] = []
"""The look-ups of the corpus that is being built."""
