"""What the words of a role say: whether it is an office at all, and whether it tells of which body or land."""

from __future__ import annotations

from functools import cache

from generator.core.tables import listed

OF = frozenset({"of", "from", "at", "for"})
"""What stands before whose somebody is."""


@cache
def title_words() -> frozenset[str]:
    """All words of titles, in small letters; of "vice-president" the whole and both parts."""
    titles = listed("actors_lexicon", "titles")
    return frozenset(word for title in titles for form in (title, title.replace("-", " ")) for word in form.split())


def is_office(role: str) -> bool:
    """Whether a role is an office or trade, and not what a clause or a body tells of somebody.

    Such tellings begin so: "who leads the team", "of the harbour board".
    """
    return OF.union(("who",)).isdisjoint(role.split(maxsplit=1)[:1])


def is_open(role: str) -> bool:
    """Whether a role names no body or land that it is of ("vice president", "lawyer"): it has no name and no "of".

    Capitals of offices ("Vice President") are no name.
    """
    words = role.split()
    told = OF.union(("in", "to", "on", "with", "who")).intersection(words) or "," in role
    owned = any(w.endswith(("'s", "’s")) for w in words)
    return not told and not owned and all(w.islower() or w.lower() in title_words() for w in words)
