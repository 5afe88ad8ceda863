"""``llms.txt`` (llmstxt.org): what the site holds and where, in Markdown, for programs that read with a budget."""

from __future__ import annotations

import re

from generator.core.configuration import Catalog
from generator.core.text import plural, printable
from generator.link.corpus import Corpus
from generator.site.export import url
from generator.site.pages.channel import AGENDA, ALL

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

    def line(title: str, path: str, said: str | None = None) -> str:
        address = (masthead.url or "") + path
        return f"- [{_said(title)}]({address or './'})" + (f": {_said(said)}" if said else "")

    def page(title: str, path: str, said: str | None = None) -> str:
        return line(title, url(path, masthead.folders), said)

    lines = [f"# {_said(masthead.name)}", ""]
    if masthead.description:
        lines += [f"> {_said(masthead.description)}", ""]
    lines += [
        f"{plural(len(corpus.briefs), 'brief')} of published articles. Every statement of a brief is the article's own "
        "words; nothing is reworded.",
        "",
        "## Data",
        "",
        line("Briefs", "data/briefs.json", "id, title, date, outlet, page"),
        line("Figures", "data/figures.json", "the ledger with all sources; also data/figures.csv"),
        line("Actors", "data/actors.json", "names, aliases, roles, briefs"),
        line("Glossary", "data/glossary.json", "terms and definitions"),
        line("What's next", "data/whats_next.json", f"expectations and what became of them; also {AGENDA}"),
        line("Timeline", "data/timeline.json", "dated events"),
        line("Feed", f"{ALL}.xml", f"Atom; also {ALL}.json"),
        "",
        "## Briefs",
        "",
        *(
            page(b.title, corpus.brief_pages[b.id], " ".join(filter(None, (b.article.published, b.takeaway.text))))
            for b in corpus.briefs[:NEWEST]
        ),
        "",
        "## Actors",
        "",
        *(page(a.name, a.page, a.role) for a in sorted(corpus.actors, key=lambda a: (-len(a.briefs), a.name))[:TOP]),
    ]
    return {"llms.txt": "\n".join(lines).rstrip() + "\n"}
