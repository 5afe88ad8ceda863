"""What a brief stands for beyond its first screen: folded for want of room, yet sure enough for the desk's registers.

Nothing stands twice on a page, so what the takeaway says is folded; timeline, outlook and calendar still need it. An
actor for whom a brief has no room is still found in the register by who looks for the name.
"""

from __future__ import annotations

from generator.core.model import Actor, Brief, Event, Evidence, Forward

SURE = 0.9
"""A folded actor as likely as this is in the register: of those, 98 in 100 are right (EVALUATION.md, "The judges")."""


def actors(brief: Brief) -> tuple[Actor, ...]:
    """Who acts in the brief, then of those it folds who surely do."""
    judged = dict(brief.judged)
    return (*brief.actors, *(a for a in brief.more.actors if judged.get(f"actors/{a.id}", 0.0) >= SURE))


def leading(brief: Brief) -> list[Actor]:
    """The actors of its first screen, the most salient first."""
    return sorted(brief.actors, key=lambda a: (-a.salience, -a.mentions, a.id))


def looks(brief: Brief) -> tuple[Forward, ...]:
    """What the brief expects; of what is folded the dated looks that the takeaway tells."""
    return (*brief.whats_next, *(look for look in brief.more.whats_next if look.when and _told(look.evidence, brief)))


def events(brief: Brief) -> tuple[Event, ...]:
    """What happened; of what is folded the events that the takeaway tells."""
    return (*brief.events, *(event for event in brief.more.events if _told(event.evidence, brief)))


def dated(brief: Brief) -> tuple[Event | Forward, ...]:
    """What happened, then what is expected."""
    return (*events(brief), *looks(brief))


def _told(spans: tuple[Evidence, ...], brief: Brief) -> bool:
    """Whether the words of an item, its first span, stand in the takeaway."""
    return any(a.start < b.end and b.start < a.end for a in spans[:1] for b in brief.takeaway.evidence)
