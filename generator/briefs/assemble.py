"""From what was found to a brief: the one place where a writer other than the article itself could be let in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from generator.briefs import forms
from generator.briefs.grounding import folded, ungrounded
from generator.briefs.values import LISTS
from generator.core.message import N_
from generator.core.model import SHOWN, Article, Brief, Diagnostic, Found, Items, Severity, Statement
from generator.core.text import clipped, paragraph_starts, slugify, word_count

RULES_VERSION = "98"
"""Raised with every change of rules or tables that changes what an unchanged article gives; part of each record."""


def assemble(article: Article, found: Found, brief_id: str | None = None) -> Brief:
    """The brief of an article. A statement that is not the article's own words is left out, and a diagnostic says so.

    Args:
        article: the source text after cleaning.
        found: what the extractors found in it.
        brief_id: the id an earlier run gave; by default the article's slug, or one made from the title.
    """
    title = article.title or found.headline or clipped(article.text, 60)
    lists: dict[str, Any] = {name: getattr(found, name) for name in LISTS}
    brief = Brief(
        id=brief_id or article.slug or slugify(title),
        article=replace(article, words=word_count(article.text), paragraphs=paragraph_starts(article.text)),
        title=title,
        title_source="article" if article.title else "generated",
        takeaway=found.takeaway or Statement(""),
        more=found.more,
        judged=_judged(found),
        diagnostics=article.diagnostics + found.diagnostics,
        **lists,
    )
    brief = _grounded(brief)
    return replace(brief, diagnostics=brief.diagnostics + _remarks(brief))


def _grounded(brief: Brief) -> Brief:
    """The brief without what its article does not say: a defect of a rule costs its own item, never the brief."""
    text = brief.article.text
    left_out = dict((*ungrounded(folded(brief), text), *ungrounded(brief, text), *_unwritable(brief)))

    def kept(holder: Items) -> dict[str, Any]:
        items = ((name, getattr(holder, name)) for name in LISTS)
        return {name: tuple(item for item in own if f"{name}/{item.id}" not in left_out) for name, own in items}

    told = tuple(
        Diagnostic("ungrounded", "warning", f"{path} was left out: {problem}; report this as a defect")
        for path, problem in left_out.items()
    )
    return replace(
        brief,
        takeaway=Statement("") if "takeaway" in left_out else brief.takeaway,
        more=replace(brief.more, **kept(brief.more)),
        diagnostics=brief.diagnostics + told,
        **kept(brief),
    )


def _unwritable(brief: Brief) -> Iterator[tuple[str, str]]:
    """What the brief's page could not say so that it would be read again, as (path, problem)."""
    for name in LISTS:
        for item in getattr(brief, name):
            try:
                forms.item_of(name, forms.pairs_of(name, forms.shown(name, item))[0])
            except forms.WrongError as error:
                yield f"{name}/{item.id}", str(error)


def _judged(found: Found) -> tuple[tuple[str, float], ...]:
    """What the judges said of the takeaway and of the items that the brief shows or folds."""
    ids = {name: {item.id for part in (found, found.more) for item in getattr(part, name)} for name in LISTS}
    said = ((*j.field.partition(".")[::2], j) for j in found.judgements)
    takeaway = (("takeaway", round(j.probability, 3)) for j in found.judgements if j.field == SHOWN)
    items = (
        (f"{name}/{j.item}" + (f".{part}" if part else ""), round(j.probability, 3))
        for name, part, j in said
        if j.item in ids.get(name, ())
    )
    return (*takeaway, *items)


def _remarks(brief: Brief) -> tuple[Diagnostic, ...]:
    """What an editor should look at first."""
    article = brief.article
    dated, between, read = article.published, article.published_between, not article.unread
    said: tuple[tuple[object, str, Severity, str], ...] = (
        (not dated and not between, "no-date", "warning",
         "No publication date was given, stated or could be inferred."),
        (article.published_source == "inferred", "date-inferred", "info",
         f"The publication date {dated} was inferred from what the text says."),
        (between, "date-between", "warning", f"The article was published between {' and '.join(between or ())}."),
        (brief.title_source == "generated", "title-generated", "info",
         "The article has no title; this one was made from it."),
        (not read, "other-language", "info", N_("The article is in a language that is not read.")),
        (read and not brief.takeaway.text, "no-takeaway", "warning", N_("No sentence could serve as the takeaway.")),
        (read and not brief.actors, "no-actors", "warning", N_("No key actors were found.")),
    )  # fmt: skip
    return tuple(Diagnostic(code, severity, message) for holds, code, severity, message in said if holds)
