"""Quotations: pairing of marks on texts alone, speakers and choice on hand-written articles."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from generator.core.model import Actor, Evidence, Found, Mention
from generator.extract import quotes
from generator.extract.quotes.marks import find_quotations

GOLDEN = sorted((Path(__file__).parents[1] / "golden" / "quotes").glob("*.yml"))


def words(text: str) -> list[str]:
    """The quotations of a text whose lines are its paragraphs."""
    blocks, at = [], 0
    for line in text.split("\n"):
        if line:
            blocks.append((at, at + len(line)))
        at += len(line) + 1
    return [text[q.start : q.end] for q in find_quotations(text, blocks, ("em", "til"))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “go on” and “stop.”", ["go on", "stop."]),
        ('He said "go on" and "stop."', ["go on", "stop."]),
        ("He said ‘go on’ and ‘stop.’", ["go on", "stop."]),
        ("He said 'go on' and 'stop.'", ["go on", "stop."]),
        ("He said „go on“ and «stop».", ["go on", "stop"]),
        ("He said `` go on '' and stopped.", ["go on"]),
        ('features such as " voice control ", which help', ["voice control"]),
        ("It’s the players’ own choice, isn’t it?", []),
        ("‘It’s the players’ fault,’ he said.", ["It’s the players’ fault,"]),
        ("the ‘three seas’ plan and the ministers’ reply", ["three seas"]),
        ("‘He called it a “bad day” for us,’ she said.", ["He called it a “bad day” for us,"]),
        ("“He called it a ‘bad day’ for us,” she said.", ["He called it a ‘bad day’ for us,"]),
        ('"It would not be "research" then," she said.', ['It would not be "research" then,']),
        ("“We go on, she said. “We stop.”", ["We stop."]),
        ("We go on,” she said. “We stop.”", ["We stop."]),
        ('"We go on, she said. "We stop."', ["We stop."]),
        ("in the ’90s and the '80s, ask ’em", []),
        ('a 13" screen and 6\' 2" of wood', []),
        ('He is 6\'2" tall and said "go on" twice.', ["go on"]),
        ("“wrong mark“ closes", ["wrong mark"]),
        ("empty “” and “ … ” say nothing", []),
        ("“Open to the end.\n\nNo mark here.", []),
        ("“Open to the end.\n\n“Opened anew.” More.", ["Open to the end.", "Opened anew."]),
        ("She said, `` We stay.\nWe pay.'' Then they left.", ["We stay.", "We pay."]),
        ("She said, `` We stay.\n\nWe pay.'' Then they left.", []),
    ],
)
def test_pairing(text: str, expected: list[str]) -> None:
    """Marks of every kind pair within their paragraph; odd ones pair with nothing."""
    assert words(text) == expected


def test_reopened_quotation_is_marked_as_continued() -> None:
    """The part in the next paragraph knows that it goes on."""
    text = "“One.\n\n“Two.”"
    first, second = find_quotations(text, [(0, 5), (7, 13)])
    assert (first.continues, second.continues) == (False, True)


@pytest.mark.model
@pytest.mark.parametrize("path", GOLDEN, ids=lambda p: p.stem)
def test_golden(path: Path, parse) -> None:
    """Each case's quotations and speakers, and, where given, those chosen for the brief."""
    case = yaml.safe_load(path.read_text("utf-8"))
    found = quotes.extract(parse(case["text"].strip()), Found())
    assert [{"speaker": q.speaker, "text": q.text} for q in found.raw_quotes] == case["quotes"]
    if "chosen" in case:
        assert [q.text for q in found.quotes] == case["chosen"]


@pytest.mark.model
def test_speaker_has_the_name_of_the_actors(parse) -> None:
    """Where the actors are known, a speaker is named as they are, also by title."""
    text = "Prime Minister Attlee opened the session. “The rationing will end next year,” the prime minister said."
    at = text.index("Attlee")
    span = Evidence(at, at + 6, "Attlee")
    actor = Actor("clement-attlee", "Clement Attlee", "person", role="Prime Minister", evidence=(span,))
    found = Found(actors=(actor,), mentions=(Mention("Attlee", "person", (span,), "clement-attlee"),))
    assert [q.speaker for q in quotes.extract(parse(text), found).quotes] == ["Clement Attlee"]


@pytest.mark.model
def test_evidence_is_words_then_sentence(parse) -> None:
    """The first span is the words without their marks, the second the whole sentence."""
    text = "The vote is over. “We have counted every ballot twice,” the ministry said. Nobody objected."
    (quote,) = quotes.extract(parse(text), Found()).raw_quotes
    assert quote.evidence[0].exact == quote.text == "We have counted every ballot twice,"
    assert quote.evidence[1].exact == "“We have counted every ballot twice,” the ministry said."
    assert all(text[e.start : e.end] == e.exact for e in quote.evidence)


@pytest.mark.model
def test_brief_takes_at_most_eight_and_no_duplicate(parse) -> None:
    """Quotes of a brief are few, each once, in the order of the text."""
    lines = [f"“The ministry will build {n} new schools in the north,” Harry Truman said." for n in range(12, 24)]
    found = quotes.extract(parse("\n\n".join([*lines, lines[0]])), Found())
    assert len(found.raw_quotes) == 13
    assert len(found.quotes) == quotes.MOST
    assert len({q.text for q in found.quotes}) == quotes.MOST
    starts = [q.evidence[0].start for q in found.quotes]
    assert starts == sorted(starts)


@pytest.mark.model
@pytest.mark.parametrize(
    "source",
    [
        "according to {} report",
        "according to {} statement on {} website",
        "according to {} spokesman",
        "in the words of {} report",
        "said {} spokesman of {} office",
        "{} statement said",
    ],
)
@pytest.mark.parametrize("article", ["a", "the", "its", "another"])
def test_an_unnamed_source_ends_the_search(source: str, article: str, parse) -> None:
    """A source noun that nobody is named for gives a quotation without a speaker: the search for its owner ends."""
    text = f"“The river was never tested for mercury,” {source.replace('{}', article)}."
    found = quotes.extract(parse(text), Found())
    assert [q.speaker for q in found.raw_quotes] == [None]
