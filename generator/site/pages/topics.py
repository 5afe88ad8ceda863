"""Topics: what `topics.yml` names, and the briefs that belong to each."""

from __future__ import annotations

from collections.abc import Iterable

from generator.core.configuration import Catalog, Topic
from generator.core.model import Brief
from generator.core.text import Slugs, slugify
from generator.link.corpus import Corpus
from generator.link.topics import pattern_of, text_of
from generator.site.pages.channel import of_topic
from generator.site.pages.page import Page

INDEX = "topics/index.md"


def paths(topics: Iterable[Topic]) -> dict[str, str]:
    """Where the page of each topic stands in the tree, by its name; of two with one slug the first has it."""
    slugs = Slugs()
    return {topic.name: f"topics/{slugs.take(slugify(topic.name))}.md" for topic in topics}


def of_briefs(corpus: Corpus, catalog: Catalog) -> dict[str, tuple[tuple[str, str], ...]]:
    """For each brief id its topics as (name, page)."""
    pages = paths(catalog.topics)
    topics = [(t.name, pages[t.name], pattern_of(t)) for t in catalog.topics]
    found = {}
    for brief in corpus.briefs:
        text = text_of(brief)
        found[brief.id] = tuple((name, page) for name, page, pattern in topics if pattern.search(text))
    return found


def grouped(corpus: Corpus, catalog: Catalog) -> list[tuple[Topic, str, tuple[Brief, ...]]]:
    """Each topic with its page and its briefs, newest first."""
    by_brief, pages = of_briefs(corpus, catalog), paths(catalog.topics)
    return [
        (t, pages[t.name], tuple(b for b in corpus.briefs if (t.name, pages[t.name]) in by_brief[b.id]))
        for t in catalog.topics
    ]


def pages(corpus: Corpus, catalog: Catalog) -> Iterable[Page]:
    """The index of topics and a page for each."""
    groups = grouped(corpus, catalog)
    yield Page(INDEX, "topics.md.j2", "Topics", {"topics": groups}, description="Briefs by subject.")
    for topic, path, briefs in groups:
        yield Page(
            path,
            "topic.md.j2",
            topic.name,
            {"briefs": briefs, "index_page": INDEX},
            description=f"Briefs about {topic.name}.",
            feed=of_topic(path),
        )
