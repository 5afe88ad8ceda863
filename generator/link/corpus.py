"""What the briefs know together, as frozen data: the result of `link`, the input of `pages`.

`page` is a path in the Markdown tree ("actors/xi-jinping.md"). `brief`, `briefs` hold brief ids. Standard library only.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from generator.core.message import Message
from generator.core.model import ActorKind, Brief, Certainty, Change, Diagnostic, Event, Evidence, Figure, Forward

Status = Literal["ahead", "due", "reported"]
Agreement = Literal["single", "agree", "conflict"]
ProposalCode = Literal["whose-surname", "new-term", "new-topic"]


@dataclass(frozen=True, slots=True)
class RoleNote:
    """An office as the briefs tell it, or as an editor gives it with its time.

    Attributes:
        role: the newest wording that says all that the others say.
        brief, published: the newest brief that tells it and its date; None for an editor's.
        first: publication date of the oldest brief that tells it.
        others: other wordings of the same office ("President", "Russian leader").
        since, until: dates at any precision; None where open or not known.
        own: a person wrote it into its brief.
    """

    role: str
    brief: str | None
    published: str | None
    since: str | None = None
    until: str | None = None
    first: str | None = None
    others: tuple[str, ...] = ()
    own: bool = False


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """One actor across all briefs; `briefs` newest first, `with_` the ids of actors it shares most briefs with."""

    id: str
    name: str
    kind: ActorKind
    page: str
    briefs: tuple[str, ...]
    role: str | None = None
    roles: tuple[RoleNote, ...] = ()
    aliases: tuple[str, ...] = ()
    mentions: int = 0
    with_: tuple[str, ...] = ()

    @property
    def own_role(self) -> bool:
        """Whether a person wrote its role into a brief."""
        return any(note.own for note in self.roles if note.role == self.role)


@dataclass(frozen=True, slots=True)
class TermEntry:
    """One glossary term.

    Attributes:
        definition: the desk's own, or one that an analyst wrote into a brief; else the words of an article that explain
            the term, which are not published as a definition of ours.
        source: where the definition comes from: ``desk``, a book, or a brief's id.
        source_brief: the brief's id again, where it comes from one.
        reviewed: whether a person wrote or accepted the definition.
    """

    id: str
    term: str
    page: str
    briefs: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    definition: str | None = None
    source: str | None = None
    source_brief: str | None = None
    evidence: Evidence | None = None
    see_also: tuple[str, ...] = ()
    reviewed: bool = False


@dataclass(frozen=True, slots=True)
class Telling:
    """A figure as one brief tells it."""

    brief: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One quantity with all its tellings; `page` carries the anchor of its row ("figures/index.md#f-...").

    `measure` is what it measures, `label` that as readers are told it: `ledger.told_measure`.
    """

    id: str
    value: Decimal
    max_value: Decimal | None
    unit: str | None
    measure: str | None
    period: str | None
    change: Change | None
    tellings: tuple[Telling, ...]
    agreement: Agreement
    page: str
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The later brief that tells what an earlier one expected, and its matching sentence."""

    brief: str
    text: str


@dataclass(frozen=True, slots=True)
class OutlookEntry:
    """A forward look of one brief with what became of it."""

    brief: str
    item: Forward
    status: Status
    reported_by: tuple[Report, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence of a brief that tells a happening: an event, or a look ahead."""

    brief: str
    item: Event | Forward

    @property
    def text(self) -> str:
        """The sentence."""
        return self.item.text

    @property
    def ahead(self) -> bool:
        """Whether it looks ahead."""
        return isinstance(self.item, Forward)

    @property
    def path(self) -> str:
        """Where it stands in its brief."""
        return f"{'whats_next' if self.ahead else 'events'}/{self.item.id}"


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happens once, with all sentences that tell it.

    Attributes:
        id: stays when later briefs tell it too.
        date: TIMEX3 value with its year, None where no telling has one.
        tellings: the one that stands for all first, the others by the date of their brief.
        certainty, status: those of the whole, where any telling looks ahead; else None.
        reported_by: the briefs that tell what became of it.
    """

    id: str
    date: str | None
    tellings: tuple[Told, ...]
    certainty: Certainty | None = None
    status: Status | None = None
    reported_by: tuple[Report, ...] = ()

    @property
    def text(self) -> str:
        """The sentence that stands for all."""
        return self.tellings[0].text

    @property
    def brief(self) -> str:
        """The brief of the sentence that stands for all."""
        return self.tellings[0].brief

    @property
    def briefs(self) -> tuple[str, ...]:
        """The briefs that tell it, each once."""
        return tuple(dict.fromkeys(t.brief for t in self.tellings))

    @property
    def ahead(self) -> bool:
        """Whether nobody tells of it as of something that was."""
        return self.status is not None and self.status != "reported" and all(t.ahead for t in self.tellings)


@dataclass(frozen=True, slots=True)
class Related:
    """Another brief and why a reader of this one may want it."""

    brief: str
    reasons: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something an editor may want to write into a file of `site_config`; nothing writes it unasked.

    Attributes:
        code: what is proposed: ``whose-surname``, ``new-term``, ``new-topic``.
        subject: the name it is about.
        text: a sentence in plain words that gives the reason.
        file: the file it belongs into (``actors.yml``).
        entry: what could be written there, YAML; "" where only a person can know.
        commands: what would write it, or its opposite, as the words behind `briefing`.
        briefs: the briefs it rests on, newest first.
        weight: how sure or how useful it is, 0 to 1; proposals come the heaviest first.
    """

    code: ProposalCode
    subject: str
    text: Message
    file: str
    entry: str
    briefs: tuple[str, ...]
    weight: float = 0.5
    commands: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Corpus:
    """All briefs, newest first, and what links them."""

    as_of: str | None
    briefs: tuple[Brief, ...]
    brief_pages: dict[str, str]
    actors: tuple[ActorEntry, ...]
    terms: tuple[TermEntry, ...]
    ledger: tuple[LedgerEntry, ...]
    outlook: tuple[OutlookEntry, ...]
    happenings: tuple[Happening, ...]
    """In the order of time, a coarser time before its days; those without a date last, the newest brief's first."""
    related: dict[str, tuple[Related, ...]]
    brief_actors: dict[str, dict[str, str]]
    """For each brief id: the ids of its own actors -> the ids of their register entries."""
    diagnostics: tuple[Diagnostic, ...] = ()
    proposals: tuple[Proposal, ...] = ()
