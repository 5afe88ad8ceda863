"""A reader of articles that is quick and simple enough to be its own oracle: it stands in for the language model.

And a small site of what it reads.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from generator.briefs.assemble import assemble
from generator.core.configuration import Catalog
from generator.core.errors import BriefingError
from generator.core.model import Actor, Article, Brief, Figure, Forward, Found, Statement
from generator.core.text import slugify, stable_id
from generator.desk.engine import Engine
from generator.desk.generate import generate
from generator.io.project import Project, project_at

_TEMPLATES = Path(__file__).parents[1] / "site_config" / "templates"
_SENTENCE = re.compile(r"[A-Z][^.\n]*\.")
_ACTOR = re.compile(r"\b(?:Council|Ministry|Harbour|Railway) of [A-Z][a-z]+")
_FIGURE = re.compile(r"\b(\d+) (tonnes|euros|ships)")


def found_in(article: Article, version: int) -> Found:
    """What rules of a version find: some of it depends on the version, as with real rules."""
    found = [m.span() for m in _SENTENCE.finditer(article.text)] or [(0, len(article.text))]
    sentences = [article.evidence(*span) for span in found]
    first = sentences[version % len(sentences)]
    actors: dict[str, Actor] = {}
    for m in _ACTOR.finditer(article.text):
        name, span = m[0], article.evidence(*m.span())
        old = actors.get(slugify(name))
        spans = (*old.evidence, span) if old else (span,)
        actors[slugify(name)] = Actor(
            slugify(name), name, "organization", f"body of rules {version}" if version % 3 else None, (), len(spans),
            round(1 / (1 + len(actors)), 4), spans,
        )  # fmt: skip
    figures = {
        (fid := stable_id("f", m[0], str(version // 4))): Figure(
            fid, m[0], Decimal(m[1]), m[2].removesuffix("s"), (article.evidence(*m.span()),)
        )
        for m in _FIGURE.finditer(article.text)
    }
    points = {stable_id("k", s.exact): s for s in sentences[1:4]}
    return Found(
        actors=tuple(actors.values()),
        figures=tuple(figures.values()),
        takeaway=Statement(first.exact, (first,), "t-1"),
        key_points=tuple(Statement(s.exact, (s,), key) for key, s in points.items()),
        whats_next=tuple(
            Forward(stable_id("n", s.exact), s.exact, "expected", article.published, (s,))
            for s in {s.exact: s for s in sentences if " will " in s.exact}.values()
        ),
    )


def engine(version: int = 1) -> Engine:
    """The fake rules of a version."""

    def read(
        articles: Sequence[Article], ids: Sequence[str | None], catalog: Catalog
    ) -> Iterator[Brief | BriefingError]:
        for article, brief_id in zip(articles, ids, strict=True):
            try:
                yield assemble(article, found_in(article, version), brief_id)
            except BriefingError as error:
                yield error

    return Engine(f"fake{version}", read)


def site_of_three(folder: Path) -> Project:
    """A site of the briefs `one`, `two` and `three` that can be rendered, in an empty folder."""
    (folder / "mkdocs.yml").write_text("site_name: Test\n")
    shutil.copytree(_TEMPLATES, folder / "site_config" / "templates")
    (folder / "articles").mkdir()
    for number, name in enumerate(("one", "two", "three"), 40):
        words = f"The Council of Arden said on Monday that it had counted {number} ships in the harbour of the town."
        head = f"---\ntitle: {name}\npublished: 2025-03-04\n---\n"
        (folder / "articles" / f"{name}.md").write_text(f"{head}{words} It was number {name}.\n")
    project = project_at(folder / "mkdocs.yml")
    assert not generate(project, engine=engine()).errors
    return project
