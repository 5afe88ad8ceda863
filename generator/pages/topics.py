"""Topics: what `topics.yml` names, and the briefs that belong to each."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.catalog import Catalog, Topic
from generator.corpus import Corpus
from generator.model import Brief
from generator.pages.channel import of_topic
from generator.pages.page import Page
from generator.text import fold, slugify

INDEX = "topics/index.md"


def page_of(topic: Topic) -> str:
    """Where a topic's page stands in the tree."""
    return f"topics/{slugify(topic.name)}.md"


def _text(brief: Brief) -> str:
    said = [brief.title, brief.takeaway.text, *(k.text for k in brief.key_points)]
    said += [name for a in brief.actors for name in (a.name, *a.aliases)]
    said += [name for t in brief.terms for name in (t.term, *t.aliases)]
    return fold(" \n ".join(said))


def pattern_of(topic: Topic) -> re.Pattern[str]:
    """Finds any of a topic's words, as whole words, in folded text; finds nothing when it has none."""
    wanted = "|".join(re.escape(fold(word)) for word in topic.words if word)
    return re.compile(rf"(?<!\w)(?:{wanted})(?!\w)" if wanted else r"(?!)")


def belongs(brief: Brief, topic: Topic) -> bool:
    """Whether any of the topic's words stands in what the brief says or names."""
    return pattern_of(topic).search(_text(brief)) is not None


def of_briefs(corpus: Corpus, catalog: Catalog) -> dict[str, tuple[tuple[str, str], ...]]:
    """For each brief id its topics as (name, page)."""
    topics = [(t.name, page_of(t), pattern_of(t)) for t in catalog.topics]
    found = {}
    for brief in corpus.briefs:
        text = _text(brief)
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
