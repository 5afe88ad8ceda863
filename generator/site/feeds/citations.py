"""What a reference manager takes: the article behind a brief as RIS and as CSL-JSON, beside the brief's page.

The article is what is cited; the brief gives its abstract and stands in the note. Names are whole, as the article
writes them: which part of one is the surname, nobody said.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from generator.core.configuration import Catalog
from generator.core.model import Brief
from generator.link.corpus import Corpus
from generator.site.export import address, safe_url
from generator.site.pages.channel import citations
from generator.site.words import Words


def files(corpus: Corpus, catalog: Catalog) -> dict[str, str | bytes]:
    """A file of each kind for each brief."""
    found: dict[str, str | bytes] = {}
    masthead = catalog.masthead
    words = Words.of(masthead.language)
    for brief in corpus.briefs:
        page = corpus.brief_pages[brief.id]
        own, places = address(masthead, page), citations(page)
        found[places["RIS"]] = ris(brief, own, words)
        found[places["CSL-JSON"]] = json.dumps([csl(brief, own, words)], ensure_ascii=False, indent=1) + "\n"
    return found


def ris(brief: Brief, address: str | None, words: Words) -> str:
    """The article as a record of RIS; `address` is that of the brief."""
    return "".join(
        f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in (*_ris(brief, address, words), ("ER", ""))
    )


def _ris(brief: Brief, address: str | None, words: Words) -> Iterator[tuple[str, str]]:
    article = brief.article
    yield "TY", "NEWS"
    yield "TI", brief.title
    yield from (("AU", name) for name in _authors(brief))
    if article.outlet:
        yield "T2", article.outlet
    if article.published:
        year, month, day = (*article.published.split("-"), "", "")[:3]
        yield "PY", year
        yield "DA", f"{year}/{month}/{day}/"
    if link := safe_url(article.url) or address:
        yield "UR", link
    if brief.takeaway.text:
        yield "AB", brief.takeaway.text
    if address:
        yield "N1", words.gettext("Brief: {address}", address=address)


def csl(brief: Brief, address: str | None, words: Words) -> dict[str, object]:
    """The article as an item of CSL-JSON; `address` is that of the brief."""
    article = brief.article
    item = {
        "id": brief.id,
        "type": "article-newspaper",
        "title": brief.title,
        "author": [{"literal": name} for name in _authors(brief)],
        "container-title": article.outlet,
        "issued": {"date-parts": [[int(part) for part in article.published.split("-")]]} if article.published else None,
        "URL": safe_url(article.url) or address,
        "abstract": brief.takeaway.text,
        "language": article.language,
        "note": words.gettext("Brief: {address}", address=address) if address else None,
    }
    return {name: value for name, value in item.items() if value}


def _authors(brief: Brief) -> tuple[str, ...]:
    return tuple(name for name in brief.article.authors if name != brief.article.outlet)
