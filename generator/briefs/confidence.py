"""How far each field of a brief can be trusted, in three levels and plain words: where an editor looks first.

Derived from the brief alone, so that a correction changes it at once; nothing of it is stored.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from generator.core.model import Brief

Level = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True)
class Confidence:
    """One field's level and the reason for it; `reason` is empty for ``high``."""

    field: str
    level: Level
    reason: str = ""


def assess(brief: Brief) -> tuple[Confidence, ...]:
    """The confidence of each field that has something to say, in the order of the page.

    What a person wrote is high: it is the desk's own word. A list with nothing in it is no finding for figures, quotes
    and forward looks (many articles have none), but it is for takeaway, key points and actors.
    """
    return tuple(
        Confidence(field, "high") if _by_hand(brief, field) else Confidence(field, *judge(brief))
        for field, judge in _JUDGES
        if field in _EXPECTED or getattr(brief, field, None)
    )


def _by_hand(brief: Brief, field: str) -> bool:
    return (
        not brief.article.source
        or field in brief.edited
        or (field == "published" and "article/published" in brief.edited)
    )


def _title(brief: Brief) -> tuple[Level, str]:
    return ("high", "") if brief.title_source == "article" else ("medium", "made from the article, which has no title")


def _published(brief: Brief) -> tuple[Level, str]:
    if between := brief.article.published_between:
        return "medium", f"between {between[0]} and {between[1]}"
    if brief.article.published is None:
        return "low", "no date found"
    if brief.article.published_source == "inferred":
        return "medium", "inferred from what the text says"
    return "high", ""


def _takeaway(brief: Brief) -> tuple[Level, str]:
    if not brief.takeaway.text:
        return "low", "no sentence could serve"
    if len(brief.takeaway.text.split()) < 12:
        return "low", "rests on a few words"
    if len(brief.takeaway.evidence) == 1:
        return "medium", "rests on one sentence"
    return "high", ""


def _key_points(brief: Brief) -> tuple[Level, str]:
    if not brief.key_points:
        return "low", "none found"
    return ("high", "") if len(brief.key_points) >= 3 else ("medium", f"only {len(brief.key_points)} found")


def _actors(brief: Brief) -> tuple[Level, str]:
    if not brief.actors:
        return "low", "none found"
    people = [actor for actor in brief.actors if actor.kind == "person"]
    return _share(people, lambda actor: actor.role is None, "people have no role")


def _figures(brief: Brief) -> tuple[Level, str]:
    return _share(brief.figures, lambda figure: not figure.measure, "do not say what they measure")


def _whats_next(brief: Brief) -> tuple[Level, str]:
    # Most forward looks of an analysis are undated; only when all are is a date worth looking for.
    dated = any(item.when for item in brief.whats_next)
    return ("high", "") if dated or len(brief.whats_next) < 3 else ("medium", "none has a date")


def _quotes(brief: Brief) -> tuple[Level, str]:
    return _share(brief.quotes, lambda quote: quote.speaker is None, "have no speaker")


def _share(items: Sequence[Any], lacks: Callable[[Any], bool], what: str) -> tuple[Level, str]:
    """High while at most a third lack it, low when all of three or more do."""
    without = sum(map(lacks, items))
    if 3 * without <= len(items):
        return "high", ""
    level: Level = "low" if without == len(items) >= 3 else "medium"
    return level, f"{without} of {len(items)} {what}"


_JUDGES: tuple[tuple[str, Callable[[Brief], tuple[Level, str]]], ...] = (
    ("title", _title),
    ("published", _published),
    ("takeaway", _takeaway),
    ("key_points", _key_points),
    ("actors", _actors),
    ("figures", _figures),
    ("whats_next", _whats_next),
    ("quotes", _quotes),
)
_EXPECTED = frozenset({"title", "published", "takeaway", "key_points", "actors"})
