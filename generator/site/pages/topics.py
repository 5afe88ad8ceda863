"""Topics: what `topics.yml` names, and the briefs that belong to each."""

from __future__ import annotations

from collections.abc import Iterable

from generator.core.configuration import Catalog, Topic
from generator.core.model import Brief
from generator.core.text import slugify
from generator.link.corpus import Corpus
from generator.link.topics import pattern_of, text_of
from generator.site.pages.channel import of_topic
from generator.site.pages.page import Page

INDEX = "topics/index.md"


def page_of(topic: Topic) -> str:
    """Where a topic's page stands in the tree."""
    return f"topics/{slugify(topic.name)}.md"


def of_briefs(corpus: Corpus, catalog: Catalog) -> dict[str, tuple[tuple[str, str], ...]]:
    """For each brief id its topics as (name, page)."""
    topics = [(t.name, page_of(t), pattern_of(t)) for t in catalog.topics]
    found = {}
    for brief in corpus.briefs:
        text = text_of(brief)
        found[brief.id] = tuple((name, page) for name, page, pattern in topics if pattern.search(text))
    return found


def grouped(corpus: Corpus, catalog: Catalog) -> list[tuple[Topic, str, tuple[Brief, ...]]]:
    """Each topic with its page and its briefs, newest first."""
    by_brief = of_briefs(corpus, catalog)
    return [
        (t, page_of(t), tuple(b for b in corpus.briefs if (t.name, page_of(t)) in by_brief[b.id]))
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
