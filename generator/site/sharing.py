"""Which pages have a picture of their own for those who share their links, and what it says. Pure.

A picture needs the address of the site, since a link to it must be a whole one: without one none is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from generator.core.configuration import Catalog
from generator.core.model import Brief
from generator.link.corpus import Corpus
from generator.link.ledger import told_measure
from generator.site.pages import wording
from generator.site.pictures.share import Card, drawable
from generator.site.words import Words

FOLDER = "share"
HOME = "index.md"
"""The page whose picture stands for every page without one of its own."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by its path in the tree, with what it says."""

    path: str
    card: Card


def pictures(corpus: Corpus, catalog: Catalog) -> dict[str, Picture]:
    """The pictures by the page they stand for: the home page, and each brief whose title can be written."""
    masthead = catalog.masthead
    if not masthead.url:
        return {}
    words = Words.of(masthead.language)
    newest = corpus.briefs[0] if corpus.briefs else None
    foot = _foot(newest, words) if newest else ""
    home = Card(wording.briefs(len(corpus.briefs), words), masthead.name, masthead.description, foot=foot)
    found = {HOME: Picture(f"{FOLDER}/home.png", home)}
    for brief in corpus.briefs:
        if drawable(brief.title):
            page = corpus.brief_pages[brief.id]
            name = "-".join(PurePosixPath(page).with_suffix("").parts[1:])
            found[page] = Picture(f"{FOLDER}/{name}.png", _card(brief, masthead.name, words))
    return found


def _card(brief: Brief, site: str, words: Words) -> Card:
    """What a brief's picture says; a change has no place there, since the picture does not tell against what."""
    figure = next((f for f in brief.figures if told_measure(brief, f) and not f.change), None)
    said = (told_measure(brief, figure), wording.human_date(figure.period, words)) if figure else ()
    return Card(
        site,
        brief.title,
        brief.takeaway.text,
        figure.text if figure else "",
        wording.sentence_case(", ".join(filter(None, said))),
        _foot(brief, words),
    )


def _foot(brief: Brief, words: Words) -> str:
    return " · ".join(filter(None, (brief.article.outlet, wording.published(brief.article, words))))
