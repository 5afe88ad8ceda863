"""Quotations: pairing of marks on texts alone, speakers and choice on hand-written articles."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

from generator.core.model import Actor, Evidence, Found, Mention
from generator.extract import actors, quotes
from generator.extract.parsed import Parsed
from generator.extract.quotes.attribution import _Asked
from generator.extract.quotes.marks import find_quotations

GOLDEN = sorted((Path(__file__).parents[1] / "golden" / "quotes").glob("*.yml"))


def read(parsed: Parsed) -> Found:
    """What the article's actors and its quotations are."""
    return quotes.extract(parsed, actors.extract(parsed, Found()))


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
    found = read(parse(case["text"].strip()))
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
def test_a_quotation_that_goes_on_has_the_speaker_of_its_last_part(parse) -> None:
    """Nothing before it names one; an unnamed source would be an answer."""
    result = read(parse("“The bridge is old.\n\n“It has to be kept,” said Jane Roe.\n\nThe mayor of Oslo left."))
    first, last = sorted(result.quotes, key=lambda q: q.evidence[0].start)
    assert (first.speaker, last.speaker) == ("Jane Roe", "Jane Roe")


def test_evidence_is_words_then_sentence(parse) -> None:
    """The first span is the words without their marks, the second the whole sentence."""
    text = "The vote is over. “We have counted every ballot twice,” the ministry said. Nobody objected."
    (quote,) = read(parse(text)).raw_quotes
    assert quote.evidence[0].exact == quote.text == "We have counted every ballot twice"
    assert quote.evidence[1].exact == "“We have counted every ballot twice,” the ministry said."
    assert all(text[e.start : e.end] == e.exact for e in quote.evidence)


@pytest.mark.model
def test_the_opening_of_a_sentence_is_no_candidate(parse) -> None:
    """What says nothing before the rest of its sentence is not quoted alone; a whole exclamation is."""
    text = "Jane Roe spoke. “Nine long years ago,” Roe said, “we had no roof.” “A great day for us,” she added."
    found = read(parse(text))
    assert len(found.raw_quotes) == 3
    assert {q.text for q in found.quotes} == {"we had no roof.", "A great day for us"}
    told = read(parse("Jane Roe called it “a very fine roof” and spoke of “a long day.”"))
    assert {q.text for q in told.quotes} == {"a very fine roof", "a long day."}, "no comma, no opening"


@pytest.mark.model
def test_each_candidate_once_with_a_judgement(parse) -> None:
    """Words quoted twice are one candidate; each has a judgement of its words and of its speaker."""
    lines = [f"“The ministry will build {n} new schools in the north,” Harry Truman said." for n in range(12, 16)]
    found = read(parse("\n\n".join([*lines, lines[0]])))
    assert (len(found.raw_quotes), len(found.quotes)) == (5, 4)
    judged = [(j.field, j.item) for j in found.judgements if j.field.startswith("quotes")]
    assert judged == [(f, q.id) for q in found.raw_quotes[:4] for f in ("quotes", "quotes.speaker")]


CASES = [
    ('"The feast will not be the same without presents," grumbled Jo Marchant, a shopkeeper.', "Jo Marchant"),
    ('"We leave tomorrow," the delegate to the harbour assembly, Tom Haas, told reporters.', "Tom Haas"),
    ('Tom Haas disagreed with the findings: "The wells were dry by the spring of that year."', "Tom Haas"),
    ('"Anna is a true expert, and she will be an asset." - Commissioner Tom Haas', "Tom Haas"),
    ('The statement of the Coast Office read: "All boats have to stay in port tonight."', "Coast Office"),
    ('Tom Haas spoke first.\n\nAnna Berg wrote:\n\n"All boats have to stay in port tonight."', "Anna Berg"),
    ('Jo Marchant said the quarter showed "strong execution," while Tom Haas said that all is well.', "Jo Marchant"),
    ('The advertisement uses footage of a nurse asking, "who is going to pay for all of it?"', None),
    ('The closure was "unavoidable," according to a statement from the Coast Office on Tuesday.', "Coast Office"),
    ('"The river was never tested," according to a report. Only Tom Haas had asked for it.', None),
    ('Tom Haas came to the gate. An official said that "the other half will be gone in a year."', None),
    ('Tom Haas and Anna Berg met. The two men wanted to "respect the right of all peoples."', None),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "speaker"), CASES)
def test_the_subject_of_the_governing_verb_speaks(text: str, speaker: str | None, parse) -> None:
    """Whoever is the subject of the verb that governs the words, by any verb; else nobody."""
    names = ("Tom Haas", "Anna Berg", "Jo Marchant", "Coast Office")
    people, mentions = [], []
    for name in (n for n in names if n in text):
        span = Evidence(text.index(name), text.index(name) + len(name), name)
        kind = "organization" if name == "Coast Office" else "person"
        slug = name.lower().replace(" ", "-")
        people.append(Actor(slug, name, kind, evidence=(span,)))
        mentions.append(Mention(name, kind, (span,), slug))
    found = Found(actors=tuple(people), mentions=tuple(mentions))
    (quote,) = quotes.extract(parse(text), found).raw_quotes
    assert quote.speaker == speaker
    assert (quote.speaker_id is None) == (speaker is None)


@pytest.mark.model
def test_the_expert_added_keeps_the_speaker(parse) -> None:
    """A common noun that adds something is the one who spoke last."""
    text = "“There is little doubt about it,” Harry Truman said.\n\n“But trade is in our interest,” the expert added."
    assert [q.speaker for q in read(parse(text)).raw_quotes] == ["Harry Truman", "Harry Truman"]


@pytest.mark.model
@pytest.mark.parametrize("meant", ["karl-weber", "anna-weber", None])
def test_a_family_name_of_two_is_whose_the_text_says_or_nobodys(meant: str | None, parse) -> None:
    """A bare name that two bear speaks for whom it was resolved to; resolved to none, for nobody."""
    text = "Karl Weber died in 2009. Anna Weber runs the works.\n\n“We have laid off nobody,” Chief Weber said."
    spans = [Evidence(0, 10, "Karl Weber"), Evidence(25, 35, "Anna Weber")]
    last = text.rindex("Weber")
    both = (
        Actor("karl-weber", "Karl Weber", "person", evidence=(spans[0],)),
        Actor("anna-weber", "Anna Weber", "person", evidence=(spans[1],)),
    )
    mentions = (
        Mention("Karl Weber", "person", (spans[0],), "karl-weber"),
        Mention("Anna Weber", "person", (spans[1],), "anna-weber"),
        Mention("Weber", "person", (Evidence(last, last + 5, "Weber"),), meant),
    )
    (quote,) = quotes.extract(parse(text), Found(actors=both, mentions=mentions)).raw_quotes
    assert quote.speaker_id == meant
    assert (quote.speaker is None) == (meant is None)


@pytest.mark.model
@pytest.mark.parametrize("subject", ["A drivers' spokesman", "Another nurse"])
def test_a_pronoun_behind_somebody_without_a_name_is_nobody_named_before(subject: str, parse) -> None:
    """The person told of last is meant, although only one before has a name."""
    text = f"Harry Truman praised the line. {subject} was less impressed. “Half of it stood still,” he said."
    assert [q.speaker for q in read(parse(text)).raw_quotes] == [None]


@pytest.mark.model
def test_neither_a_day_nor_a_clause_on_a_document_issues_it(parse) -> None:
    """Whoever is named in what the sentence goes on to say of a document has not written it."""
    letter = "“The dam can no longer be trusted,” according to a letter"
    for rest in (" by the owners, which Harry Truman read out.", " on Monday."):
        assert [q.speaker for q in read(parse(letter + rest)).raw_quotes] == [None]


@pytest.mark.model
@pytest.mark.parametrize(
    "title", ["“Meet the Press.”", "“Good Morning Europe Today.”", "“Songs of Winter Rain”", "“Evening with You.”"]
)
def test_the_title_of_a_show_is_no_quotation(title: str, parse) -> None:
    """Words with capitals throughout name a work."""
    text = f"“We will cut taxes this year,” Harry Truman said in an interview on {title}"
    assert [q.text for q in read(parse(text)).quotes] == ["We will cut taxes this year"]


@pytest.mark.model
@pytest.mark.parametrize(
    ("source", "itself"),
    [
        ("according to {} report", "the report"),
        ("according to {} statement on {} website", "the statement"),
        ("according to {} spokesman", None),
        ("per {} filing", "the filing"),
        ("in the words of {} report", "the report"),
        ("said {} spokesman of {} office", None),
        ("{} statement said", "the statement"),
    ],
)
@pytest.mark.parametrize("article", ["a", "the", "its", "another"])
def test_an_unnamed_source_ends_the_search(source: str, itself: str | None, article: str, parse) -> None:
    """Where nobody is named the search for an owner ends: "the report" is its own source, others are no speaker."""
    text = f"“The river was never tested for mercury,” {source.replace('{}', article)}."
    found = read(parse(text))
    assert [q.speaker for q in found.raw_quotes] == [itself if article == "the" else None]


@pytest.mark.parametrize(
    ("between", "begins", "alone", "follows"),
    [("", 0, False, True), ("says", 0, True, False), ("", 8, True, True), ("", 8, False, False)],
)
def test_where_a_quotation_goes_on(between: str, begins: int, alone: bool, follows: bool) -> None:
    """In its own paragraph behind the last one; in the next only where that paragraph is nothing else."""
    text = f"{'“One.”':8}{between}“Two.”"
    nothing = {(8, 8 + len(between)): not between, (begins, 20): alone}
    scene = SimpleNamespace(
        text=text, frame=lambda q: (0, 8), says_nothing_between=lambda start, end: nothing[start, end]
    )
    asked: Any = SimpleNamespace(scene=scene)
    last: Any = SimpleNamespace(start=1)
    this: Any = SimpleNamespace(outer_start=8 + len(between))
    block: Any = SimpleNamespace(start=begins, end=20)
    assert _Asked._follows(asked, last, this, block) == follows


@pytest.mark.model
def test_a_name_of_the_next_paragraph_speaks_not(parse) -> None:
    """A verb that a paragraph breaks off behind has no subject in the next one."""
    found = read(parse("The council met.\n\n“We will not go along with it,” said\n\nJane Roe left the hall at noon."))
    assert [quote.speaker for quote in found.raw_quotes] == [None]
