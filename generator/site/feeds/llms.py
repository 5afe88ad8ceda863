"""``llms.txt`` (llmstxt.org): what the site holds and where, in Markdown, for programs that read with a budget."""

from __future__ import annotations

import re

from generator.core.configuration import Catalog
from generator.core.text import printable
from generator.link.corpus import Corpus
from generator.site.export import url
from generator.site.pages.channel import AGENDA, ALL
from generator.site.words import Words

NEWEST = 100
TOP = 50
_MARKS = re.compile(r"[\\`\[\]<]|&(?=#?\w+;)")
"""What begins a link, code, HTML or a reference in the midst of a line: all that is escaped, for it is read as text."""


def _said(text: str) -> str:
    """The text on one line: no link, no markup, and otherwise its own characters."""
    return _MARKS.sub(r"\\\g<0>", printable(text))


def files(corpus: Corpus, catalog: Catalog) -> dict[str, str | bytes]:
    """``llms.txt``."""
    masthead = catalog.masthead
    words = Words.of(masthead.language)
    gettext = words.gettext

    def line(title: str, path: str, said: str | None = None) -> str:
        address = (masthead.url or "") + path
        return f"- [{_said(title)}]({address or './'})" + (f": {_said(said)}" if said else "")

    def page(title: str, path: str, said: str | None = None) -> str:
        return line(title, url(path, masthead.folders), said)

    lines = [f"# {_said(masthead.name)}", ""]
    if masthead.description:
        lines += [f"> {_said(masthead.description)}", ""]
    lines += [
        words.ngettext("{n} brief of published articles.", "{n} briefs of published articles.", len(corpus.briefs))
        + " "
        + gettext("Every statement of a brief is the article's own words; nothing is reworded."),
        "",
        "## " + gettext("Data"),
        "",
        line(gettext("Briefs"), "data/briefs.json", gettext("id, title, date, outlet, page")),
        line(gettext("Figures"), "data/figures.json", gettext("the ledger with all sources; also data/figures.csv")),
        line(gettext("Actors"), "data/actors.json", gettext("names, aliases, roles, briefs")),
        line(gettext("Glossary"), "data/glossary.json", gettext("terms and definitions")),
        line(
            gettext("What's next"),
            "data/whats_next.json",
            gettext("expectations and what became of them; also {file}", file=AGENDA),
        ),
        line(gettext("Timeline"), "data/timeline.json", gettext("dated events")),
        line(gettext("Feed"), f"{ALL}.xml", gettext("Atom; also {file}", file=f"{ALL}.json")),
        "",
        "## " + gettext("Briefs"),
        "",
        *(
            page(b.title, corpus.brief_pages[b.id], " ".join(filter(None, (b.article.published, b.takeaway.text))))
            for b in corpus.briefs[:NEWEST]
        ),
        "",
        "## " + gettext("Actors"),
        "",
        *(page(a.name, a.page, a.role) for a in sorted(corpus.actors, key=lambda a: (-len(a.briefs), a.name))[:TOP]),
    ]
    return {"llms.txt": "\n".join(lines).rstrip() + "\n"}
