"""The dated statements that a brief stands for: those of its lists, and those that its takeaway tells.

Nothing stands twice on a page, so what the takeaway says is folded; timeline, outlook and calendar still need it.
"""

from __future__ import annotations

from generator.core.model import Brief, Event, Evidence, Forward


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
