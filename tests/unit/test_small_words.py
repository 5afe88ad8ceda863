"""The small words that rules go by: each of a list has a sentence that needs it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from generator.briefs.forms import item_of
from generator.extract.actors.occasions import find_events
from generator.extract.actors.reader import Reader
from generator.extract.actors.role_words import phrase_end, role_head, title_start
from generator.extract.cues import cues
from generator.extract.figures import grammar
from generator.extract.figures.numbers import find_numbers
from generator.extract.parsed import Parsed
from generator.extract.verbs import direction
from generator.link.names import same_person

Parse = Callable[..., Parsed]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "verb", "told"),
    [
        ("She is waiting.", "waiting", "present"), ("They are waiting.", "waiting", "present"),
        ("I am waiting.", "waiting", "present"), ("She's waiting.", "waiting", "present"),
        ("She’s waiting.", "waiting", "present"), ("They're waiting.", "waiting", "present"),
        ("They’re waiting.", "waiting", "present"), ("She was waiting.", "waiting", "past"),
        ("They were waiting.", "waiting", "past"), ("They had been waiting.", "waiting", "past"),
        ("It did not sink.", "sink", "past"), ("It has not sunk.", "sunk", "past"),
        ("They have not paid.", "paid", "past"), ("They've paid.", "paid", "past"), ("They’ve paid.", "paid", "past"),
        ("They'd pay it.", "pay", "future"), ("It will sink.", "sink", "future"),
        ("The ships found there burn.", "found", "past"),
        ("The judges read their verdict on 12 December.", "read", None),
        ("The judge read it on Monday.", "read", "past"), ("The judges meet on Monday.", "meet", "present"),
    ],
)  # fmt: skip
def test_where_a_verb_looks(text: str, verb: str, told: str | None, parse: Parse) -> None:
    """Its form and the helpers beside it say so, whichever apostrophe is typed."""
    assert direction(next(t for t in parse(text).doc if t.text == verb)) == told


def _role(reader: Reader, first: int) -> str:
    head = role_head(reader, first)
    return "" if head is None else " ".join(reader.texts[first : phrase_end(reader, head, len(reader.doc)) + 1])


@pytest.mark.model
@pytest.mark.parametrize(
    "behind",
    [
        ", it rained", ". It rained", "; it rained", ": it rained", ") and rain", "( 51", "— it rained",
        "– it rained", "“ it rained", '" it rained', "” it rained", "! It rained", "? It rained", "who left",
        "which met", "that met", "whose seat fell", "whom they met", "or so", "but not rich", "while it rained",
        "when it rained", "as it rained", "and former mayor", "is here", "because it rained", "met", "of", "and",
    ],
)  # fmt: skip
def test_where_a_role_ends(behind: str, parse: Parse) -> None:
    """Marks, clauses, verbs and words left over end it."""
    assert _role(Reader(parse(f"member of the board {behind}")), 0) == "member of the board"


@pytest.mark.model
@pytest.mark.parametrize("word", ["leading", "managing", "founding", "acting", "commanding"])
def test_words_that_look_like_verbs_before_a_role(word: str, parse: Parse) -> None:
    """ "A managing director" is one."""
    assert _role(Reader(parse(f"Jane Roe, a {word} member of the board, left.")), 3).endswith("member of the board")


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("They met Secretary of State Jane Roe.", "Secretary of State"),
        ("They met the deputy foreign minister Jane Roe.", "deputy foreign minister"),
        ("They met co-founder Jane Roe.", "co - founder"),
        ("They met Gen. Jane Roe.", "Gen."),
        ("They met Jane Roe.", ""),
    ],
)
def test_where_a_title_begins(text: str, title: str, parse: Parse) -> None:
    """The longest known title before a name, with what modifies it."""
    reader = Reader(parse(text))
    end = reader.texts.index("Jane")
    assert " ".join(reader.texts[title_start(reader, end) : end]) == title


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("They met after the early Ruritanian presidential election.", "Ruritanian presidential election"),
        ("They wrote of the Battle of Tarn Hill at length.", "Battle of Tarn Hill"),
        ("He fought in World War II and lived.", "World War II"),
        ("It was an election.", ""),
        ("The Army Corps of Ruritania left.", ""),
    ],
)
def test_events_have_names(text: str, event: str, parse: Parse) -> None:
    """An election by its year, country and kind, a battle by its place."""
    assert [span.text for span in find_events(Reader(parse(text)))] == [event] * bool(event)


@pytest.mark.parametrize("below", [2, 3, 4, 5, 6, 8, 10, 16, 20, 32, 64, 100, 128, 1000])
def test_what_fractions_are_divided_by(below: int) -> None:
    """ "3 1/32 inches"; the number above the stroke is smaller."""
    assert [n.value for n in find_numbers(f"3 1/{below} inches")] == [3 + Decimal(1) / below]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("24/7", ["24", "7"]), ("9/11", ["9", "11"]), ("9/10", ["0.9"]), ("5/4", ["5", "4"]),
        ("nineteen twentieths", ["19"]), ("twenty fifths", ["20"]), ("four fifths", ["0.8"]), ("one fifth", ["0.2"]),
        ("one half of it", ["0.5"]), ("two halves", ["2"]), ("three quarters", ["0.75"]), ("two quarters", ["2"]),
        ("two quarters of it", ["0.5"]), ("one third", [str(Decimal(1) / 3)]), ("two third parties", ["2"]),
        ("two and a quarter", ["2.25"]), ("twenty eleven", ["20", "11"]), ("a hundred thousand", ["100000"]),
        ("thousand", []), ("-5", ["-5"]),
        ("7-5", ["7", "5"]), ("minus-5", ["-5"]), ("(+3", ["3"]),
    ],
)  # fmt: skip
def test_numbers_and_what_looks_like_them(text: str, values: list[str]) -> None:
    """Fractions have customary denominators, scales come in order, signs touch their number."""
    assert [str(n.value) for n in find_numbers(text)] == values


@pytest.mark.parametrize(
    ("text", "unit", "kind"),
    [
        ("5 pounds of cargo", "pound", "mass"), ("12 stones", None, "bare"),
        ("5 km", "kilometre", "length"), ("5 (km) long", "kilometre", "length"),
        ("magnitude 6.1", "magnitude", "magnitude"), ("3 years old", "year of age", "age"), ("COP28", None, "bare"),
        ("$5", "USD", "money"), ("US $5", "USD", "money"), ("5 euros", "EUR", "money"), ("5%", "percent", "percent"),
    ],
)  # fmt: skip
def test_units_and_their_kinds(text: str, unit: str | None, kind: str) -> None:
    """The kind decides later what a figure may be added to and compared with."""
    read = grammar.read(text, next(iter(find_numbers(text))))
    assert (read.unit, read.kind) == (unit, kind)


@pytest.mark.model
def test_a_phrase_ahead_may_open_its_sentence(parse: Parse) -> None:
    """The first letter is as good a place as any."""
    text = "In the coming weeks it rains."
    assert ("phrase", 0) in [(c.kind, c.at) for c in cues(next(parse(text).doc.sents))]


def test_nobody_is_the_other_generation() -> None:
    """Father and son have one name but for its end."""
    assert same_person(("john", "roe", "jr"), ("john", "q", "roe", "jr"))
    assert not same_person(("john", "roe", "jr"), ("john", "q", "roe", "sr"))
    assert not same_person(("john", "roe"), ("john", "q", "roe", "jr"))


def test_aliases_that_are_left_empty_are_none_at_all() -> None:
    """An empty field of a list is an empty list, that of a value is no value."""
    assert item_of("actors", [(None, "Anna Lund (person)"), ("aliases", None)])["aliases"] == ()
    assert item_of("figures", [("7 ships", "x"), ("value", "7"), ("period", None)])["period"] is None
