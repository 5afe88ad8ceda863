"""The search page: a form that needs a script, and static lists to browse by each facet without a word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from generator.core.configuration import Catalog
from generator.link.corpus import Corpus
from generator.site.pages import briefs, facets, topics
from generator.site.pages.lookups import by_briefs
from generator.site.pages.page import Page
from generator.site.words import Words

MOST = 16
"""How many values of a facet the page offers to browse; the index pages have the rest."""


def pages(corpus: Corpus, catalog: Catalog) -> Iterable[Page]:
    """`search/index.md`."""
    words = Words.of(catalog.masthead.language)
    by_topic = topics.of_briefs(corpus, catalog)
    pages = topics.paths(catalog.topics)
    count = Counter(page for found in by_topic.values() for _, page in found)
    months = [(key, briefs.month_page(corpus, group[0]), len(group)) for key, group in briefs.months(corpus)]
    yield Page(
        "search/index.md",
        "search.md.j2",
        words.gettext("Search"),
        {
            "topics": [(name, page, count[page]) for name, page in pages.items()],
            "kinds": [(kind, words.gettext(name)) for kind, name in facets.KINDS],
            "months": months,
            "several": words.form("{n} brief", "{n} briefs", 2).format(n="#"),  # the page's script knows the number
            "actors": by_briefs(corpus.actors),
            "terms": sorted(corpus.terms, key=lambda t: (-len(t.briefs), t.term)),
            "most": MOST,
        },
        description=words.gettext("Search the briefs by words, actor, topic, outlet, month and term."),
        toc=False,
    )
