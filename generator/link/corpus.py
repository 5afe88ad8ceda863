"""What the briefs know together, as frozen data: the result of `link`, the input of `pages`.

`page` is a path in the Markdown tree ("actors/xi-jinping.md"). `brief`, `briefs` hold brief ids. Standard library only.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from generator.core.model import ActorKind, Brief, Change, Diagnostic, Evidence, Figure, Forward

Status = Literal["ahead", "due", "reported"]
Agreement = Literal["single", "agree", "conflict"]
ProposalCode = Literal["same-actor", "whose-surname", "actor-kind", "new-term", "term-undefined", "new-topic"]


@dataclass(frozen=True, slots=True)
class RoleNote:
    """A role as one brief tells it, with that brief's publication date, or as an editor gives it with its time.

    `brief` is None for an editor's; `since` and `until` are dates at any precision, None where open or not known.
    """

    role: str
    brief: str | None
    published: str | None
    since: str | None = None
    until: str | None = None


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
    """One quantity with all its tellings; `page` carries the anchor of its row ("figures/index.md#f-...")."""

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
class TimelineEntry:
    """One point of the common time axis: an event, or a forward look that names its time."""

    date: str
    text: str
    brief: str
    ahead: bool


@dataclass(frozen=True, slots=True)
class Related:
    """Another brief and why a reader of this one may want it, in words."""

    brief: str
    reason: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something an editor may want to write into a file of `site_config`; nothing writes it unasked.

    Attributes:
        code: what is proposed: ``same-actor``, ``whose-surname``, ``actor-kind``, ``new-term``, ``term-undefined``,
            ``new-topic``.
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
    text: str
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
    timeline: tuple[TimelineEntry, ...]
    related: dict[str, tuple[Related, ...]]
    brief_actors: dict[str, dict[str, str]]
    """For each brief id: the ids of its own actors -> the ids of their register entries."""
    diagnostics: tuple[Diagnostic, ...] = ()
    proposals: tuple[Proposal, ...] = ()
