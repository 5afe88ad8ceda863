"""Topics: what `topics.yml` names, and the briefs that belong to each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.core.configuration import Catalog, Topic
from generator.core.model import Brief
from generator.core.text import Slugs, slugify
from generator.link.corpus import Corpus
from generator.link.topics import Assigned, assigned
from generator.site.pages.channel import of_topic
from generator.site.pages.page import Page
from generator.site.words import Words

INDEX = "topics/index.md"


def paths(topics: Iterable[Topic]) -> dict[str, str]:
    """Where the page of each topic stands in the tree, by its name; of two with one slug the first has it."""
    slugs = Slugs()
    return {topic.name: f"topics/{slugs.take(slugify(topic.name))}.md" for topic in topics}


_LAST: list[tuple[Corpus, Catalog, Assigned]] = []
"""What the corpus that is being built is about."""


def _found(corpus: Corpus, catalog: Catalog) -> Assigned:
    """What the briefs are about, found once a build for all who ask."""
    if not _LAST or _LAST[0][0] is not corpus or _LAST[0][1] is not catalog:
        _LAST[:] = [(corpus, catalog, assigned(corpus.briefs, catalog.topics))]
    return _LAST[0][2]


def of_briefs(corpus: Corpus, catalog: Catalog) -> dict[str, tuple[tuple[str, str], ...]]:
    """For each brief id the topics that head it as (name, page), the weightiest first."""
    pages = paths(catalog.topics)
    names = [(t.name, pages[t.name]) for t in catalog.topics]
    found = _found(corpus, catalog)
    return {brief: tuple(names[n] for n in about if n not in found.wide) for brief, about in found.about.items()}


@dataclass(frozen=True, slots=True)
class Group:
    """A topic with its page and the briefs that are about it, newest first; `wide`: nearly all are, it heads none."""

    topic: Topic
    page: str
    briefs: tuple[Brief, ...]
    wide: bool


def grouped(corpus: Corpus, catalog: Catalog) -> list[Group]:
    """All topics, in the editors' order."""
    pages, found = paths(catalog.topics), _found(corpus, catalog)
    return [
        Group(t, pages[t.name], tuple(b for b in corpus.briefs if n in found.about[b.id]), n in found.wide)
        for n, t in enumerate(catalog.topics)
    ]


def pages(corpus: Corpus, catalog: Catalog) -> Iterable[Page]:
    """The index of topics and a page for each."""
    words = Words.of(catalog.masthead.language)
    groups = grouped(corpus, catalog)
    yield Page(
        INDEX,
        "topics.md.j2",
        words.gettext("Topics"),
        {"topics": groups},
        description=words.gettext("Briefs by subject."),
    )
    for group in groups:
        yield Page(
            group.page,
            "topic.md.j2",
            group.topic.name,
            {"briefs": group.briefs, "index_page": INDEX},
            description=words.gettext("Briefs about {topic}.", topic=group.topic.name),
            feed=of_topic(group.page),
        )
