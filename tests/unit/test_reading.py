"""Reading goes on: a line, an article, an extractor or a statement that fails costs itself and nothing else."""

from __future__ import annotations

import json
import os
import random
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from pathlib import Path

import pytest

from generator.briefs.assemble import assemble
from generator.core.configuration import Catalog, SiteConfig
from generator.core.errors import BriefingError
from generator.core.model import Article, Brief, Evidence, Found, Items, Statement
from generator.desk import engine, reading
from generator.desk.extraction import extract_files, extract_lines
from generator.extract.parsed import Parsed
from generator.extract.pipeline import EXTRACTORS, extract
from tests.fake import found_in

TEXT = "The Council of Arden said on Monday that it had counted 40 ships in the harbour of the town. It was a record."
SAMPLES = Path(__file__).parents[2] / "articles"
STEPS, SECONDS = 450, 5.0
"""Frames of Python an extractor may stand on, and time it may take for a page of text."""


@pytest.mark.model
def test_every_line_gives_a_result_in_its_place(tmp_path: Path) -> None:
    """No JSON, no object, no id, no text, broken text, too deep, too large: an error each, under its id or number."""
    good = json.dumps({"id": "good", "text": TEXT}).encode()
    lines = [
        b"\xef\xbb\xbf" + good,
        b"{",
        b'["id", "text"]',
        b'{"text": "no id"}',
        b'{"id": null, "text": "It was here."}',
        b'{"id": {"a": 1}, "text": "It was here."}',
        b'{"id": true, "text": "It was here."}',
        json.dumps({"id": 7.5, "text": TEXT}).encode(),
        b'{"id": "seven", "text": 7}',
        b'{"id": "odd", "text": "It was \\ud800 here."}',
        b'{"id": "torn", "text": "caf\xe9"}',
        b'{"id": "deep", "text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"id": "digits", "text": ' + b"9" * 5000 + b"}",
        json.dumps({"id": "large", "text": TEXT * 9000}).encode(),
        json.dumps({"id": "empty", "text": ""}).encode(),
        json.dumps({"id": "title", "text": TEXT, "title": 7}).encode(),
        b"",
        json.dumps({"id": "day", "text": TEXT, "date": ["x"]}).encode(),
        good.replace(b"good", b"last"),
    ]
    (tmp_path / "in.jsonl").write_bytes(b"\n".join(lines))
    out = list(extract_lines(tmp_path / "in.jsonl", Catalog()))
    assert [line["id"] for line in out if "error" not in line] == ["good", "7.5", "title", "last"]
    refused = [line["id"] for line in out if "error" in line]
    assert refused == ["2", "3", "4", "5", "6", "7", "seven", "10", "11", "12", "13", "large", "empty", "day"]
    assert all(set(line) == {"id", "error"} and "\n" not in line["error"] for line in out if "error" in line)
    for line in out:
        json.dumps(line, ensure_ascii=False).encode()


@pytest.mark.model
def test_articles_in_other_languages_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """They never reach the language model, and their briefs stand in their places among the others."""
    asked: list[str] = []

    def watched(articles: Sequence[Article], catalog: Catalog) -> Iterator[Exception]:
        for article in articles:
            asked.append(article.source)
            yield BriefingError("is read elsewhere", path=article.source)

    monkeypatch.setattr(reading, "_parsed", watched)
    articles = [Article(f"{n}.md", "x", language=code) for n, code in enumerate(("fr", "en", "de"))]
    found = list(reading.briefs_of(articles, Catalog()))
    assert asked == ["1.md"]
    assert [it.path if isinstance(it, BriefingError) else it[0].article.source for it in found] == [
        "0.md",
        "1.md",
        "2.md",
    ]


def test_an_article_the_model_cannot_take_costs_that_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The model reads in batches; one that fails is read article by article, in the same order."""
    from generator.extract import nlp

    sound = nlp.parse

    def brittle(articles: object, catalog: Catalog) -> object:
        for article in articles:  # type: ignore[attr-defined]
            if "bad" in article.source:
                raise ValueError("no such text")
            yield from sound([article], catalog)

    monkeypatch.setattr(nlp, "parse", brittle)
    for name in ("a", "bad", "c"):
        (tmp_path / f"{name}.md").write_text(f"# The harbour of {name}\n\n{TEXT}\n")
    results, errors = extract_files([tmp_path], Catalog())
    assert [source for source, _ in results] == ["a.md", "c.md"]
    assert [(error.path, "ValueError" in error.problem) for error in errors] == [("bad.md", True)]


@pytest.mark.model
def test_an_extractor_that_fails_costs_its_own_field(parse: Callable[..., Parsed]) -> None:
    """Whatever it raises, the fields before and behind it are read, and a diagnostic names it."""

    def endless(parsed: Parsed, found: Found) -> Found:
        return endless(parsed, found)

    endless.__module__ = "generator.extract.quotes"
    parsed = parse(TEXT)
    whole = extract(parsed)
    torn = extract(parsed, (*EXTRACTORS[:3], endless, *EXTRACTORS[4:]))
    assert (torn.dates, torn.actors, torn.figures) == (whole.dates, whole.actors, whole.figures)
    assert torn.takeaway is not None
    assert torn.quotes == ()
    (told,) = (d for d in torn.diagnostics if d.code == "field-failed")
    assert "quotes" in told.message
    assert "RecursionError" in told.message


def test_what_the_article_does_not_say_is_left_out_of_the_brief() -> None:
    """A statement of other words, one without evidence and a span elsewhere go; the brief and the rest stay."""
    article = Article("a.md", TEXT, "d", title="Ships")
    found = found_in(article, 1)
    astray = Statement("A record.", (Evidence(3, 7, "none"),), "k-astray")
    unproven = Statement("It was so.", (), "k-unproven")
    point = found.key_points[0]
    other = replace(point, text="Other words.", id="k-other")
    brief = assemble(article, replace(found, key_points=(point, astray, unproven, other), more=Items(quotes=())))
    assert brief.key_points == (point,)
    assert brief.takeaway == found.takeaway
    told = [d.message for d in brief.diagnostics if d.code == "ungrounded"]
    assert [m.split()[0] for m in told] == ["key_points/k-astray", "key_points/k-unproven", "key_points/k-other"]
    folded = assemble(article, replace(found, takeaway=astray, more=Items(key_points=(point, other))))
    assert folded.takeaway == Statement("")
    assert folded.more.key_points == (point,)


def mangled(seed: int) -> str:
    """A page of our own sample articles' sentences, shuffled, cut in the middle and run together."""
    rng = random.Random(seed)
    text = " ".join(path.read_text("utf-8").split("---", 2)[-1] for path in sorted(SAMPLES.glob("*.md")))
    sentences = re.split(r"(?<=[.!?”])\s+", text)
    rng.shuffle(sentences)
    out = []
    for sentence in sentences[:40]:
        words = sentence.split() or ["and"]
        cut = rng.randrange(1, len(words) + 1)
        out.append(" ".join(rng.choice((words, words[:cut], words[cut:], words[::-1] if cut == 1 else words))))
    return "".join(piece + rng.choice((" ", ". ", "\n\n", "", ", ", "” ", " “", "; ")) for piece in out)


@pytest.mark.model
@pytest.mark.parametrize("seed", range(12))
def test_no_extractor_fails_on_mangled_sentences(seed: int, parse: Callable[..., Parsed]) -> None:
    """Nothing raises, recurses deeply or takes long, whatever the order and the ends of the sentences."""
    parsed = parse(mangled(seed), published="2025-03-04")
    depth, frame = 0, sys._getframe()
    while frame:
        depth, frame = depth + 1, frame.f_back  # type: ignore[assignment]
    limit = sys.getrecursionlimit()
    found = Found()
    for extractor in EXTRACTORS:
        begin = time.process_time()
        sys.setrecursionlimit(depth + STEPS)
        try:
            found = extractor(parsed, found)
        finally:
            sys.setrecursionlimit(limit)
        assert time.process_time() - begin < SECONDS, extractor.__module__
    brief = assemble(parsed.article, found)
    assert [d.message for d in brief.diagnostics if d.code in ("ungrounded", "field-failed")] == []


def test_a_worker_that_is_ended_costs_no_article(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first chunk came from a worker, then the pool broke: the rest is read here, each article once, in order."""
    articles = [Article(f"{n}.md", "", title=f"Title {n}") for n in range(engine.WORTH_WORKERS)]

    def read(
        articles: Sequence[Article], catalog: Catalog, ids: Sequence[str | None] | None = None
    ) -> Iterator[tuple[Brief, Found]]:
        return ((assemble(article, Found()), Found()) for article in articles)

    def broken(pool: object, articles: Sequence[Article], *rest: object) -> Iterator[list[Brief]]:
        assert os.environ.get("PYTHONSAFEPATH") == "1", "workers would look for modules in the folder one stands in"
        yield [assemble(article, Found()) for article in articles[: engine.CHUNK]]
        raise BrokenProcessPool

    monkeypatch.setattr(engine, "briefs_of", read)
    monkeypatch.setattr(engine, "_by_workers", broken)
    catalog = Catalog(SiteConfig(processes=2))
    made = engine.read_articles(articles, [None] * len(articles), catalog)
    assert [b.title for b in made if isinstance(b, Brief)] == [a.title for a in articles]
