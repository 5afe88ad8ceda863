"""Where each actor and term stands: on a page of its own from the second brief on, else on that of its register.

Most are named once. A page that leads to one brief says nothing that the brief does not, and would be most of a site.
The address of the page it would have leads to its entry (`own` tells it), so that an address once given goes on leading
there whether briefs come or go.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TypeVar

from generator.link.corpus import ActorEntry, TermEntry
from generator.link.letters import Place, by_letter, paths

E = TypeVar("E", ActorEntry, TermEntry)
LEAST = 2
"""From this many briefs on there is a page."""
ACTORS_ON_INDEX = 150
"""Actors of one kind that the index lists; with more of them each letter has a page, which lists them all."""
TERMS_ON_INDEX = 300
"""Beyond this many terms each letter has a page, and the index lists those used most."""
_MARK = "e-"
"""Before the anchor of an entry: no heading has one like it."""


def actors_by_letter(entries: Sequence[ActorEntry]) -> list[Place[ActorEntry]]:
    """The pages of the register by letter, as `letters.paths`; none where its index lists all."""
    many = any(count > ACTORS_ON_INDEX for count in Counter(e.kind for e in entries).values())
    return paths("actors", by_letter(entries, lambda e: e.name)) if many else []


def terms_by_letter(entries: Sequence[TermEntry]) -> list[Place[TermEntry]]:
    """The pages of the glossary by letter, as `letters.paths`; none where its index lists all."""
    return paths("glossary", by_letter(entries, lambda e: e.term)) if len(entries) > TERMS_ON_INDEX else []


def placed_actors(entries: Sequence[ActorEntry]) -> tuple[ActorEntry, ...]:
    """The actors, those of one brief with their place on the register as page ("actors/index.md#e-ada-lovelace")."""
    return _placed(entries, actors_by_letter(entries), "actors/index.md")


def placed_terms(entries: Sequence[TermEntry]) -> tuple[TermEntry, ...]:
    """The terms, those of one brief with their place in the glossary as page."""
    return _placed(entries, terms_by_letter(entries), "glossary/index.md")


def _placed(entries: Sequence[E], letters: Sequence[Place[E]], index: str) -> tuple[E, ...]:
    where = {e.id: path for _, _, path, under in letters for e in under}
    pages = (e.page if len(e.briefs) >= LEAST else f"{where.get(e.id, index)}#{anchor(e.page)}" for e in entries)
    return tuple(replace(e, page=page) for e, page in zip(entries, pages, strict=True))


def anchor(page: str) -> str:
    """The anchor of an entry on its register, given its page."""
    return page.partition("#")[2] or _MARK + PurePosixPath(page).stem


def own(page: str) -> str:
    """The page an entry has or would have ("actors/ada-lovelace.md"), given its page: an address that stays.

    >>> own("actors/letters/l.md#e-ada-lovelace"), own("glossary/algae.md")
    ('actors/ada-lovelace.md', 'glossary/algae.md')
    """
    register, _, mark = page.partition("#")
    return f"{PurePosixPath(register).parts[0]}/{mark.removeprefix(_MARK)}.md" if mark else page


def has_page(page: str) -> bool:
    """Whether this is a page of its own and no place on a register."""
    return "#" not in page
