"""Where feeds stand in the tree, for the pages that link to them and the formats that write them."""

from __future__ import annotations

from pathlib import PurePosixPath

from generator.core.text import CSL, RIS
from generator.link.corpus import ActorEntry

ALL = "feeds/briefs"
AGENDA = "feeds/whats-next.ics"
LEAST = 2
"""From this many briefs on an actor has a feed: one who was named once is not news to wait for."""


def of_actor(entry: ActorEntry) -> str | None:
    """The feed of an actor, without ending; None for one of too few briefs."""
    return f"feeds/actors/{PurePosixPath(entry.page).stem}" if len(entry.briefs) >= LEAST else None


def of_topic(page: str) -> str:
    """The feed of a topic's page, without ending."""
    return f"feeds/topics/{PurePosixPath(page).stem}"


def citations(page: str) -> dict[str, str]:
    """What reference managers take of a brief's page: files beside it, by the name of their format."""
    stem = PurePosixPath(page).with_suffix("").as_posix()
    return {"RIS": stem + RIS, "CSL-JSON": stem + CSL}
