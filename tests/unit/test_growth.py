"""Twice the text costs twice the work: repetitions at doubling lengths, and limits where a parser is not ours."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial

import pytest

from generator.briefs.forms import item_of
from generator.briefs.records import parse_record
from generator.core.configuration import Catalog
from generator.core.errors import BriefingError, IngestError, RecordError
from generator.core.limits import HTML_ATTRIBUTES, HTML_TAGS, LIST_ITEMS, WORD_LENGTH
from generator.desk.reading import briefs_of
from generator.ingest import ingest
from generator.ingest.readers import html, mail
from generator.ingest.stamps import find_stamps
from generator.link.actors import register
from tests.benchmarks.growth import taken_in
from tests.growth import RATIO, misses, ratio
from tests.integration import hand_made

PLAIN = "The harbour authority handled many tonnes of cargo in the last year, its director said on Monday. "


@pytest.mark.parametrize(
    "piece",
    [
        "Mr. ", "A. ", "# ", "\\# ", "> # ", "# {: .x} ", "{: .x} ", "[a](", "[[", "![", "`a ", "*a ", "_a ", "~~a ",
        "&amp;", "amp;", "<b>", "<!-- ", "| ", "- [ ] ", "“ ", "said ", "expected to ", "5th anniversary of ",
        "May 4, ", "11/12/2024, ", "In 2024, on May 4, ", "the next day ", "on Monday ", "this fall ", "5 years ago ",
        "10.01 a.m. ",
        "a\n", "a\n=\n", "A b c d e f.\n\n",
    ],
)  # fmt: skip
def test_taking_in_an_article_is_linear(piece: str) -> None:
    """Marks, abbreviations, dates and breaks over and over: no article keeps a build waiting."""
    text = f"---\ntitle: t\n---\n{PLAIN}\n\n%s\n\n{PLAIN}"
    assert ratio(lambda n: ingest("a.md", (text % (piece * (n // len(piece)))).encode()), 3000) < RATIO


@pytest.mark.parametrize(
    ("head", "piece", "foot"),
    [
        ("{\n  title: 'x'", " ", "x,\n  content: 'The bridge opens in May.',\n}\n"),
        ("{\n", "title: 'a\n", "content: 'The bridge opens in May.',\n}\n"),
        ("{\n  content: 'The bridge opens in May.", "\\\\", "\n}\n"),
        ("# The bridge opens\n\n", "- **a**: b\n", "\nThe bridge opens in May.\n"),
        ("- **url**: https://example.org/a\n", "\n", "- **b**: c\n- **d** e\n\nThe bridge opens in May.\n"),
    ],
)
def test_fields_of_other_programs_are_read_in_linear_time(head: str, piece: str, foot: str) -> None:
    """Near misses of a record in a program's source and of labels in bold."""

    def read(n: int) -> None:
        with suppress(IngestError):
            ingest("a.md", (head + piece * (n // len(piece)) + foot).encode())

    assert ratio(read, 20_000) < RATIO


def test_a_word_without_an_end_holds_no_date() -> None:
    """The name of a month is sought where a word begins, not from each of its letters."""
    assert ratio(lambda n: find_stamps("year" * n, months=True), 2000) < RATIO


def test_near_misses_of_the_patterns_are_taken_in_at_once() -> None:
    """One in two hundred of those that are made from every pattern; all of them in `tests/benchmarks/growth.py`."""
    found = misses()
    assert len(found) > 4000
    slow = [miss for miss in found[::200] if ratio(partial(taken_in, miss), 3000, least=0.05) > RATIO]
    assert slow == []


def refused(work: Callable[[], object]) -> str:
    """The problem of a refusal, which comes at once."""
    begin = time.process_time()
    with pytest.raises(IngestError) as caught:
        work()
    assert time.process_time() - begin < 2
    return caught.value.problem


def test_pages_that_parsers_choke_on_are_refused() -> None:
    """Too many tags or attributes: one line, before the parser sees them."""
    wide = f"<html><body><article>{'<p>x</p>' * HTML_TAGS}</article></body></html>"
    assert "tags" in refused(lambda: html.read("a.html", wide.encode()))
    attributes = " ".join(f"a{i}=x" for i in range(HTML_ATTRIBUTES + 2))
    page = f"<html><body><article><p {attributes}>{PLAIN * 20}</p></article></body></html>"
    assert "attributes" in refused(lambda: html.read("a.html", page.encode()))


@pytest.mark.parametrize("field", ["From", "Subject", "Date", "Content-Type: text/plain; format"])
@pytest.mark.parametrize("piece", ['"', "\\", ",", "a ", "a*0*=x; ", "x@y.org, ", "=?utf-8?q?x?= "])
def test_the_head_of_a_mail_is_read_at_once(field: str, piece: str) -> None:
    """Parameters, addresses, encoded words, quotation marks over and over: a field has an end, and the text is read."""
    head = f"Subject: Cargo\n{field}: {piece * (60_000 // len(piece))}"
    begin = time.process_time()
    assert mail.read("a.eml", f"{head}\n\n{PLAIN * 8}\n".encode()).lines[-1].text == (PLAIN * 8).strip()
    assert time.process_time() - begin < 3


@pytest.mark.parametrize("block", ["<p>x</p>y", "x<br><br>", "<dd>x</dd>"])
def test_a_page_of_many_short_blocks_is_read_at_once(block: str) -> None:
    """Its article is told from them without a rule that walks from each past all the others."""
    crowd = block * (HTML_TAGS // 4)
    page = f"<html><body>{crowd}<article><h1>Cargo</h1><p>{PLAIN * 20}</p></article></body></html>"
    begin = time.process_time()
    assert PLAIN.strip() in html.read("a.html", page.encode()).lines[-1].text
    assert time.process_time() - begin < 8


def test_a_picture_inside_a_tag_is_no_crowd_of_attributes() -> None:
    """A drawing's path and a picture's data are long, quoted, and one attribute each."""
    drawn = f'<p data-x="{"M 1 2 L 3 4 " * 2000}">{PLAIN * 20}</p>'
    html.read("a.html", f"<html><body><article><h1>Cargo</h1>{drawn}</article></body></html>".encode())


def test_identifying_actors_of_one_slug_is_linear() -> None:
    """A thousand names that give one slug get their numbers without counting from the start each time."""
    brief = hand_made.pact_brief()
    actor = brief.actors[0]

    def work(n: int) -> None:
        names = [f"Body{'+' * i}" for i in range(1, n)]
        actors = tuple(replace(actor, id=f"b-{i}", name=name, kind="organization") for i, name in enumerate(names))
        entries = register((replace(brief, actors=actors),), (), None).entries
        assert len({e.page for e in entries}) == len(entries)

    assert ratio(work, 150) < RATIO


@pytest.mark.parametrize("piece", ["5-", "5 to 6 percent, ", "$5 "])
def test_reading_figures_is_bounded(piece: str) -> None:
    """Numbers over and over, in one sentence: each looks at its surroundings, not at the whole article."""
    catalog = Catalog()

    def work(n: int) -> None:
        article = ingest("a.md", f"{PLAIN}\n\n{piece * (n // len(piece))}\n\n{PLAIN}".encode())
        assert not any(isinstance(brief, BriefingError) for brief in briefs_of([article], catalog))

    work(100)
    assert ratio(work, 1000, tries=2) < RATIO


def test_quantities_beyond_so_many_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is compared with the others: what an article brings in thousands has an end."""
    text = PLAIN + " ".join(f"The port of Arden handled {n}00 tonnes of cargo in 20{n}." for n in range(11, 19))

    def figures() -> int:
        ((brief, *_),) = briefs_of([ingest("a.md", text.encode())], Catalog())
        assert not isinstance(brief, BriefingError)
        return len(brief.figures) + len(brief.more.figures)

    assert figures() > 2
    monkeypatch.setattr("generator.extract.figures.quantities.QUANTITIES", 2)
    assert figures() <= 2


def test_a_sentence_without_an_end_is_cut() -> None:
    """What compares all that stands in a sentence with all else in it meets no sentence of thousands of words."""
    words = "the harbour handled many tonnes and its director expected 12 percent more ships by May 2026 while "
    work: Callable[[int], object] = lambda n: list(  # noqa: E731
        briefs_of([ingest("a.md", (words * n + "it ended.").encode())], Catalog())
    )
    work(1)
    assert ratio(work, 150, tries=2) < RATIO


def test_words_without_an_end_lose_their_midst() -> None:
    """A row of digits is no figure, a picture's data is no text; both ends stay, so that marks around them close."""
    text = f"{PLAIN}It had {'9' * 5000} ships and a{' ' * 200}quay. ![a b](data:{'x' * 9000}) More came in May.\n"
    article = ingest("a.md", text.encode())
    assert max(map(len, article.text.split())) <= WORD_LENGTH
    assert "9…9" in article.text
    assert "a quay" in article.text
    assert "data:" not in article.text
    assert "](" not in article.text


def test_names_of_many_spaces_are_read_at_once() -> None:
    """Words and what stands in brackets behind them are parted without trying each space."""
    begin = time.process_time()
    assert item_of("actors", [(None, f"Anna{' ' * 100_000}Lund (person)")])["kind"] == "person"
    assert item_of("figures", [("7 ships", f"a{' ' * 100_000}b"), ("value", "7")])["period"] is None
    assert time.process_time() - begin < 2


@pytest.mark.parametrize("schema", [2, 3])
def test_lists_of_a_record_have_an_end(schema: int) -> None:
    """Each actor is compared with every other: a record of thousands is refused with its line or its list."""
    article = "a.md" if schema == 3 else "{source: a.md}"
    item = "- B{} (person)\n" if schema == 3 else "- {{name: B{}, kind: person}}\n"
    rows = "".join(item.format(i) for i in range(LIST_ITEMS + 1))
    id_ = "" if schema == 3 else "id: a\n"
    text = f"---\nschema: {schema}\n{id_}title: t\narticle: {article}\nactors:\n{rows}---\n"
    with pytest.raises(RecordError, match=f"actors: has more than {LIST_ITEMS} items"):
        parse_record(text, "a.md")
    parse_record(text.replace(item.format(LIST_ITEMS), ""), "a.md")
