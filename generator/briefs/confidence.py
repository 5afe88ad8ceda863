"""How far each field of a brief can be trusted, in three levels and plain words: where an editor looks first.

Derived from the brief alone, so that a correction changes it at once; nothing of it is stored.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from generator.core.message import N_, Message, message
from generator.core.model import Brief

Level = Literal["high", "medium", "low"]
NOTHING = Message("")
HIGH: tuple[Level, Message] = "high", NOTHING

LIKELY, SURE = 0.5, 0.85
"""Of 44 takeaways less likely than the second to give the point strict readers signed four, of 56 surer ones 33; of
articles read after this was known four of 15 and 29 of 43."""

LONG = 800
"""Words of an article from which on key points are missed: of 198 shorter ones read for a desk 174 had none, and a
takeaway beside figures and actors was what they had to say; of 18 longer ones nine had some."""


@dataclass(frozen=True, slots=True)
class Confidence:
    """One field's level and the reason for it, which is `NOTHING` for ``high``."""

    field: str
    level: Level
    reason: Message = NOTHING


def assess(brief: Brief) -> tuple[Confidence, ...]:
    """The confidence of each field that has something to say, in the order of the page.

    What a person wrote is high: it is the desk's own word. A list with nothing in it is no finding for figures, quotes
    and forward looks (many articles have none), but it is for takeaway, actors and, in a long article, key points.
    """
    return tuple(
        Confidence(field, "high") if _by_hand(brief, field) else Confidence(field, *judge(brief))
        for field, judge in _JUDGES
        if field in (_ASKED if brief.article.unread else _EXPECTED) or getattr(brief, field, None)
    )


def _by_hand(brief: Brief, field: str) -> bool:
    return (
        not brief.article.source
        or (brief.article.unread and field not in _ASKED)
        or field in brief.edited
        or (field == "published" and "article/published" in brief.edited)
    )


def _title(brief: Brief) -> tuple[Level, Message]:
    return HIGH if brief.title_source == "article" else ("medium", message("made from the article, which has no title"))


def _published(brief: Brief) -> tuple[Level, Message]:
    if between := brief.article.published_between:
        return "medium", message("between {first} and {last}", first=between[0], last=between[1])
    if brief.article.published is None:
        return "low", message("no date found")
    if brief.article.published_source == "inferred":
        return "medium", message("inferred from what the text says")
    return HIGH


def _takeaway(brief: Brief) -> tuple[Level, Message]:
    if not brief.takeaway.text and brief.article.unread:
        return "low", message("the article is in a language that is not read: write it")
    if not brief.takeaway.text:
        return "low", message("no sentence could serve")
    sure = dict(brief.judged).get("takeaway", 1.0)
    if sure < SURE:
        return "low" if sure < LIKELY else "medium", message("the article may make another point")
    return HIGH


def _key_points(brief: Brief) -> tuple[Level, Message]:
    missed = not brief.key_points and brief.article.words >= LONG
    return ("medium", message("none found")) if missed else HIGH


def _actors(brief: Brief) -> tuple[Level, Message]:
    if not brief.actors:
        return "low", message("none found")
    people = [actor for actor in brief.actors if actor.kind == "person"]
    return _share(people, lambda actor: actor.role is None, N_("{without} of {all} people have no role"))


def _figures(brief: Brief) -> tuple[Level, Message]:
    bare = N_("{without} of {all} do not say what they measure")
    return _share(brief.figures, lambda figure: not (figure.measure or figure.clause), bare)


def _whats_next(brief: Brief) -> tuple[Level, Message]:
    # Most forward looks of an analysis are undated; only when all are is a date worth looking for.
    dated = any(item.when for item in brief.whats_next)
    return HIGH if dated or len(brief.whats_next) < 3 else ("medium", message("none has a date"))


def _quotes(brief: Brief) -> tuple[Level, Message]:
    return _share(brief.quotes, lambda quote: quote.speaker is None, N_("{without} of {all} have no speaker"))


def _share(items: Sequence[Any], lacks: Callable[[Any], bool], what: str) -> tuple[Level, Message]:
    """High while at most a third lack it, low when all of three or more do."""
    without = sum(map(lacks, items))
    if 3 * without <= len(items):
        return HIGH
    level: Level = "low" if without == len(items) >= 3 else "medium"
    return level, Message(what, {"without": without, "all": len(items)})


_JUDGES: tuple[tuple[str, Callable[[Brief], tuple[Level, Message]]], ...] = (
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
_ASKED = frozenset({"title", "published", "takeaway"})
"""Fields that a brief has something in, and those of a brief whose article is in a language that is not read."""
