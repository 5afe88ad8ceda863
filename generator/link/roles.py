"""An actor's roles over time: what the briefs tell, and before it what an editor says. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.briefs.forms import is_own
from generator.core.configuration import ActorRule
from generator.core.model import Actor, Brief
from generator.core.text import fold
from generator.core.when import When
from generator.language.offices import is_office
from generator.link.corpus import RoleNote
from generator.link.lexicon import words
from generator.link.words import read, stem, tokens

_LEADERS = frozenset(map(stem, words("leaders")))
_PAST = frozenset(("former", "ex", "late"))


def told(tellings: Sequence[tuple[int, Actor]], briefs: Sequence[Brief]) -> tuple[RoleNote, ...]:
    """Each office once, with the newest and oldest brief that tell it; `tellings` are numbers of briefs, newest first.

    Two wordings are one office where one says all that the other says ("President": "Russian President"); a word for
    whoever leads ("Russian leader") says nothing beside an office of the same country; what is no office says who
    somebody is only where no office is told.
    """
    wordings: dict[str, RoleNote] = {}
    for number, actor in tellings:
        if actor.role and actor.role.strip():
            brief, day = briefs[number], briefs[number].article.published
            own = is_own(brief, f"actors/{actor.id}", "role")
            note = wordings.setdefault(fold(actor.role), RoleNote(actor.role, brief.id, day, first=day, own=own))
            wordings[fold(actor.role)] = replace(note, first=day or note.first)
    offices: list[list[RoleNote]] = []
    for note in [n for n in wordings.values() if is_office(n.role)] or wordings.values():
        office = next(
            (o for o in offices if any(_covers(n.role, note.role) or _covers(note.role, n.role) for n in o)), None
        )
        offices.append([note]) if office is None else office.append(note)
    return tuple(map(_one, offices))


def _covers(role: str, other: str) -> bool:
    """Whether a role says all that the other says."""
    more, less = read(role), read(other)
    words_of = less.words - _LEADERS if less.countries else less.words
    return words_of <= more.words and less.countries <= more.countries and _former(role) == _former(other)


def _former(role: str) -> bool:
    return not _PAST.isdisjoint(tokens(role))


def _one(office: Sequence[RoleNote]) -> RoleNote:
    """An office of all its wordings, newest first."""
    role = best(office) or office[0].role
    first = min((n.first for n in office if n.first), default=None)
    own = any(n.own for n in office if n.role == role)
    others = tuple(n.role for n in office if n.role != role)
    return replace(office[0], role=role, first=first, others=others, own=own)


def given(rule: ActorRule) -> tuple[RoleNote, ...]:
    """An editor's dated roles, the latest first."""
    notes = [RoleNote(r.role, None, None, r.since, r.until) for r in rule.roles]
    return tuple(sorted(notes, key=lambda n: (n.since or "", n.until or "9999", n.role), reverse=True))


def present(notes: Sequence[RoleNote], as_of: str | None) -> str | None:
    """The role among an editor's that covers the day `as_of` (the latest without one), None when none does."""
    day = When.parse(as_of)
    for note in notes:
        since, until = When.parse(note.since), When.parse(note.until)
        if day is None and until is None:
            return note.role
        if day and not (since and day.certainly_before(since)) and not (until and until.certainly_before(day)):
            return note.role
    return None


def best(roles: Sequence[RoleNote]) -> str | None:
    """The newest role told, or the newest that says all it says and more ("president": "President of China")."""
    if not roles:
        return None
    chosen = roles[0].role
    for note in roles[1:]:
        had, has = read(chosen), read(note.role)
        if (had.words | had.countries) < (has.words | has.countries) and had.words <= has.words:
            chosen = note.role
            break
    return chosen


def roles_of(
    rule: ActorRule | None, tellings: Sequence[tuple[int, Actor]], briefs: Sequence[Brief], as_of: str | None
) -> tuple[str | None, tuple[RoleNote, ...]]:
    """The role an actor has now, and all its roles, an editor's first.

    An editor's word wins: with dated roles, someone whom none covers on the day `as_of` was the last of them
    ("former ..."), whatever an older brief says.
    """
    notes = told(tellings, briefs)
    if rule is None or not (rule.role or rule.roles):
        return best(notes), notes
    own = given(rule)
    said = rule.role or present(own, as_of)
    if said is None:
        last = next((n.role for n in own if _over(n, as_of)), None)
        said = f"former {last}" if last else None
    return said, (*own, *notes)


def _over(note: RoleNote, as_of: str | None) -> bool:
    until, day = When.parse(note.until), When.parse(as_of)
    return until is not None and (day is None or until.certainly_before(day))
