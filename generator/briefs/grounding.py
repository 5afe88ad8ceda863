"""Is every statement of a brief in its article? The one test that assembling, checking and building share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

from generator.briefs.forms import is_own
from generator.briefs.pairing import NAMED
from generator.core.model import Brief, Evidence, Statement
from generator.core.text import fold


def folded(brief: Brief) -> Brief:
    """What a brief folds, `Brief.more`, as a brief of its own without a takeaway."""
    lists: dict[str, Any] = {field.name: getattr(brief.more, field.name) for field in fields(brief.more)}
    return replace(brief, takeaway=Statement(""), **lists)


def statements(brief: Brief) -> Iterator[tuple[str, str | None, tuple[Evidence, ...]]]:
    """Each statement as (path, the words it must show or None, evidence).

    A takeaway, key point, forward look or event shows its spans joined by a space; a figure and a quote show the
    first span; an actor or a term shows no words of its own, its spans are where it stands.
    """
    yield "takeaway", _wanted("takeaway", brief.takeaway), brief.takeaway.evidence
    for name in ("key_points", "whats_next", "events", "figures", "quotes", "actors", "terms"):
        for item in getattr(brief, name):
            yield f"{name}/{item.id}", _wanted(name, item), item.evidence


def _wanted(name: str, item: Any) -> str | None:
    """The words of its evidence that an item should show and does not; None when they are right, or none are due."""
    words = [e.exact for e in item.evidence]
    want = " ".join(words[:1] if name in ("figures", "quotes") else words)
    return None if name in NAMED or item.text == want else want


def ungrounded(brief: Brief, text: str | None) -> tuple[tuple[str, str], ...]:
    """What of a brief is not in its article, as (path, problem); empty when all is.

    With `text` None (the article is not kept here) only the agreement of words and evidence is checked.
    What a person wrote (`Brief.edited`) owes no words, but evidence it still carries must be right.
    """
    problems: list[tuple[str, str]] = []
    for path, want, evidence in statements(brief):
        by_hand = path in brief.edited
        if not evidence and not by_hand and not (path == "takeaway" and not brief.takeaway.text):
            problems.append((path, "has no evidence"))
        elif want is not None and not by_hand:
            problems.append((path, f"does not show the words of its evidence ({want[:60]!r})"))
        for e in evidence:
            if text is not None and (e.start < 0 or text[e.start : e.end] != e.exact or not e.exact):
                problems.append((path, f"its evidence {e.start}:{e.end} {e.exact[:40]!r} is not in the article"))
                break
    return tuple(problems)


_NAME_OR_NUMBER = re.compile(r"\d[\d.,]*\d|\d|(?<![.!?“\"'‘’]\s)(?<!^)(?<=\s)[A-ZÀ-ÖØ-Þ][\w’'-]*\w")


_LEFT_OUT = re.compile(r"\s*(?:\[[^\]]*\]|…|\.{3,})\s*")


def foreign_words(brief: Brief, text: str) -> tuple[tuple[str, str], ...]:
    """Names, numbers and quoted words among a person's words that the article does not have, as (path, words).

    A name is a capitalised word that does not open a sentence; it is looked up without regard to case or accents. Of a
    quotation every word counts, but for what stands in brackets.
    In an article of another language neither is written as here, so that nothing is looked up.
    """
    if brief.article.unread or not brief.edited:
        return ()
    known = fold(text)
    found: list[tuple[str, str]] = []
    for path in sorted(brief.edited):
        for words in _words_at(brief, path):
            found += [(path, w) for w in dict.fromkeys(_NAME_OR_NUMBER.findall(words)) if fold(w) not in known]
    for quote in brief.quotes:
        path = f"quotes/{quote.id}"
        said = _LEFT_OUT.split(quote.text) if is_own(brief, path) else ()
        found += [(path, words) for words in said if fold(words).strip(".,") not in known]
    return tuple(dict.fromkeys(found))


def _words_at(brief: Brief, path: str) -> Iterator[str]:
    head, _, item_id = path.partition("/")
    if head == "title":
        yield brief.title
    elif head == "takeaway":
        yield brief.takeaway.text
    elif head != "article":
        names = ("speaker",) if head == "quotes" else ("text", "name", "role", "term", "definition", "measure")
        for item in getattr(brief, head):
            if item.id == item_id:
                own = (name for name in names if f"{path}/{name}" not in brief.intact)
                yield from (v for name in own if isinstance(v := getattr(item, name, None), str))
