"""What a page is about in schema.org's words (JSON-LD): a brief and the article it is based on, an actor, a term."""

from __future__ import annotations

from collections.abc import Iterable

from generator.core.configuration import Masthead
from generator.core.model import ActorKind, Brief
from generator.language.offices import is_office
from generator.link.corpus import ActorEntry, TermEntry
from generator.site.export import address, safe_url
from generator.site.words import Words

Data = dict[str, object]
CONTEXT = "https://schema.org"
TYPES: dict[ActorKind, str] = {
    "person": "Person",
    "organization": "Organization",
    "country": "Country",
    "group": "Organization",
    "place": "Place",
}
MOST = 8
"""Actors named in a brief's data; the page has them all."""


def _filled(**fields: object) -> Data:
    """The fields that say something; a leading ``at_`` stands for ``@``."""
    return {("@" + k[3:] if k.startswith("at_") else k): v for k, v in fields.items() if v not in (None, "", [], ())}


def actor(entry: ActorEntry, masthead: Masthead, context: bool = True) -> Data:
    """An actor as Person, Organization, Country or Place."""
    office = entry.kind == "person" and is_office(entry.role or "")
    return _filled(
        at_context=CONTEXT if context else None,
        at_type=TYPES[entry.kind],
        name=entry.name,
        alternateName=list(entry.aliases) if context else None,
        jobTitle=entry.role if office else None,
        description=None if office else entry.role,
        url=address(masthead, entry.page),
    )


def term(entry: TermEntry, masthead: Masthead, words: Words) -> Data:
    """A term as DefinedTerm of the site's glossary."""
    return _filled(
        at_context=CONTEXT,
        at_type="DefinedTerm",
        name=entry.term,
        alternateName=list(entry.aliases),
        description=entry.definition if entry.reviewed else None,
        inDefinedTermSet=_filled(
            at_type="DefinedTermSet",
            name=words.gettext("{site}: glossary", site=masthead.name),
            url=address(masthead, "glossary/index.md"),
        ),
        url=address(masthead, entry.page),
    )


def brief(it: Brief, page: str, actors: Iterable[ActorEntry], masthead: Masthead) -> Data:
    """A brief as NewsArticle that is based on its article."""
    article = it.article
    own = masthead.language if not article.source or "takeaway" in it.edited else article.language
    named = list({a.id: a for a in actors}.values())[:MOST]
    return _filled(
        at_context=CONTEXT,
        at_type="NewsArticle",
        headline=it.title,
        abstract=it.takeaway.text,
        datePublished=article.published,
        inLanguage=own,
        url=address(masthead, page),
        publisher=_filled(at_type="Organization", name=masthead.name, url=masthead.url),
        isBasedOn=article.source
        and _filled(
            at_type="NewsArticle",
            headline=it.title if it.title_source == "article" else None,
            inLanguage=article.language if article.language != own else None,
            url=safe_url(article.url),
            datePublished=article.published,
            author=[_filled(at_type="Person", name=name) for name in article.authors if name != article.outlet],
            publisher=_filled(at_type="Organization", name=article.outlet) if article.outlet else None,
        ),
        about=[actor(a, masthead, context=False) for a in named],
    )


def site(masthead: Masthead) -> Data:
    """The home page as WebSite."""
    return _filled(
        at_context=CONTEXT,
        at_type="WebSite",
        name=masthead.name,
        description=masthead.description,
        url=masthead.url,
        inLanguage=masthead.language,
    )
