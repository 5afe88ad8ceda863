"""One example for each small rule of reading that no other text of the tests needs; its name says why it is there."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from generator.core.model import Found
from generator.extract.parsed import Parsed
from generator.extract.pipeline import extract

Parse = Callable[..., Parsed]
pytestmark = pytest.mark.model


def found(parse: Parse, text: str) -> Found:
    """All candidates of a text of March 4, 2025."""
    return extract(parse(text, "2025-03-04"))


ACTORS: dict[str, tuple[str, dict[str, tuple[str, str | None]]]] = {
    "particles are of the name": (
        "The talks between al-Roe and Jane al-Tarn failed. Rocky De La Tarn said so.",
        {"Jane al-Tarn": ("person", None), "Rocky De La Tarn": ("person", None)},
    ),
    "a hyphen joins the parts of a name": (
        "Officials from Bois-le-Duc met Seung-hui Park. The Indo-Pacific Council agreed.",
        {"Seung-hui Park": ("person", None), "Indo-Pacific Council": ("organization", None)},
    ),
    "an election names a country, not an actor": (
        "The early Ruritanian presidential election was won by Jane Roe. The 2012 general election in South Africa was "
        "close.",
        {"Jane Roe": ("person", None), "South Africa": ("country", None)},
    ),
    "wars and battles are no actors": (
        "Jane Roe wrote of the Battle of Tarn Hill. In the War of the Roses many died.",
        {"Jane Roe": ("person", None)},
    ),
    "a prefix belongs to the title": (
        "Co-chief executive Jane Roe resigned. Deputy-director John Tarn stayed. Vice-president Ana Lund spoke.",
        {
            "Jane Roe": ("person", "Co-chief executive"),
            "John Tarn": ("person", "Deputy-director"),
            "Ana Lund": ("person", "Vice-president"),
        },
    ),
    "what somebody is or was, behind the verb": (
        "Jane Roe is a professor of law at the University of Leeds. John Tarn was the mayor of Arden.",
        {
            "Jane Roe": ("person", "professor of law at the University of Leeds"),
            "John Tarn": ("person", "former mayor of Arden"),
            "University of Leeds": ("organization", None),
            "Arden": ("place", None),
        },
    ),
    "a role before a comma, a relative is none": (
        "The state's army chief, John Tarn, agreed. Her brother, John Lund, left.",
        {"John Tarn": ("person", "army chief"), "John Lund": ("person", None)},
    ),
    "a phrase of a role ends at its noun": (
        "Ana Lund, a member of the board and, spoke on Monday.",
        {"Ana Lund": ("person", "member of the board")},
    ),
    "a person's name begins behind a party's": (
        "The Liberal Party Jane Roe lost. The Socialist Union Mary Tarn won.",
        {
            "Jane Roe": ("person", None),
            "Mary Tarn": ("person", None),
            "Liberal Party": ("organization", None),
            "Socialist Union": ("organization", None),
        },
    ),
}


@pytest.mark.parametrize("why", ACTORS)
def test_actors(why: str, parse: Parse) -> None:
    """Exactly these named actors, each with its kind and role."""
    text, wanted = ACTORS[why]
    told = {a.name: (a.kind, a.role) for a in found(parse, text).actors if not a.unnamed and a.name in text}
    if why == "particles are of the name":
        del told["Roe"]  # whoever that is
    assert told == wanted


FIGURES: dict[str, tuple[str, dict[str, tuple[str, str | None, str | None]]]] = {
    "a share is for somebody": ("It has 9% for the Greens.", {"9%": ("9", "percent", "Greens")}),
    "money is spent on something": (
        "The state found $5 billion being spent on oil.", {"$5 billion": ("5e9", "USD", "oil")}
    ),
    "a noun may be joined to its number": (
        "He sold a five-door car and 12 F-16 jets. War-damaged houses numbered 40.",
        {"five-door": ("5", "door", "car"), "12 F-16 jets": ("12", "F-16 jet", None),
         "40": ("40", "house", "War-damaged houses")},
    ),
    "years with a cue, counts without": (
        "In 1850 it was dry. Some 1,400 ships came. It has 1800 men.",
        {"Some 1,400 ships": ("1400", "ship", None), "1800 men": ("1800", "man", None)},
    ),
    "signs and words of minus": (
        "The temperature was minus-5 degrees. Profit was −3 percent. The fund lost -$5 million.",
        {"−3 percent": ("-3", "percent", "Profit"), "minus-5 degrees": ("-5", "degree", "temperature"),
         "-$5 million": ("-5e6", "USD", None)},
    ),
    "pounds are money where something costs": ("She paid 3 pounds for it.", {"3 pounds": ("3", "GBP", None)}),
    "won are money, pounds that somebody loses are none": (
        "He paid 5 million won for it. He lost 8 pounds.",
        {"5 million won": ("5e6", "KRW", None), "8 pounds": ("8", "pound", None)},
    ),
    "the same in brackets is no figure of its own": (
        "The lorry is 12 kilometres (7 miles) away.",
        {"12 kilometres": ("12", "kilometre", "lorry")},
    ),
    "rates by the year, the metre and the head": (
        "The rate is 5 litres per annum. It used 40 litres a year and 3 kg/m of rope. It grew 5 tons per employee.",
        {"5 litres per annum": ("5", "litre per annum", "rate"), "40 litres a year": ("40", "litre per year", None),
         "3 kg/m": ("3", "kilogram per metre", "rope"), "5 tons per employee": ("5", "ton per employee", None)},
    ),
    "a quarter of something is a share": (
        "One quarter of the votes was lost.", {"One quarter": ("0.25", None, "votes")}
    ),
    "one letter is a unit or a scale": (
        "The pole is 3m high and 60m people came. The 747s flew.",
        {"60m people": ("60e6", "person", None), "3m": ("3", "metre", "pole")},
    ),
}  # fmt: skip
RANGES = {
    "Globally 2.5bn-3bn people share land.": ("2.5e9", "3e9", "person"),
    "Between 2.5m and 3m people left.": ("2.5e6", "3e6", "person"),
    "Between 2.5m and 3m of cable was laid.": ("2.5", "3", "metre"),
}


@pytest.mark.parametrize("text", RANGES)
def test_a_scale_behind_each_end_of_a_range(text: str, parse: Parse) -> None:
    """Letters between digits and a hyphen are a scale and no name; the letter of the metre is one before a plural."""
    (told,) = found(parse, text).figures
    low, high, unit = RANGES[text]
    assert (told.value, told.max_value, told.unit) == (Decimal(low), Decimal(high), unit)


@pytest.mark.parametrize("why", FIGURES)
def test_figures(why: str, parse: Parse) -> None:
    """Exactly these figures, each with its value, unit and measure."""
    text, wanted = FIGURES[why]
    told = {f.text: (f.value, f.unit, f.measure) for f in found(parse, text).figures}
    assert told == {words: (Decimal(value), unit, measure) for words, (value, unit, measure) in wanted.items()}


def test_the_last_of_a_list_says_what_all_count(parse: Parse) -> None:
    """Each is a quantity of ships; which was lost when, only their order would tell, so none is a figure of a brief."""
    told = found(parse, "They lost 10, 12 and 40 ships.")
    assert [(str(q.value), q.unit) for q in told.quantities] == [("10", "ship"), ("12", "ship"), ("40", "ship")]
    assert not told.figures


QUOTES: dict[str, tuple[str, dict[str, str | None]]] = {
    "the speaker of several paragraphs is named in one": (
        "“The port is full.\n\n“It will stay full,” Jane Roe said.\n\n“Nobody knows why.”",
        {"The port is full.": "Jane Roe", "It will stay full": "Jane Roe", "Nobody knows why.": "Jane Roe"},
    ),
    "a report speaks for who wrote it": (
        "“It is full,” according to the report by Jane Roe.", {"It is full": "Jane Roe"}
    ),
    "a pronoun agrees with a title": (
        "Mrs. Jane Roe met John Tarn. “I am glad,” she said. “So am I,” he said.",
        {"I am glad": "Jane Roe", "So am I": "John Tarn"},
    ),
    "who is not named is nobody": (
        "“The quay sank,” the woman who runs the harbour said. “It is a pity,” added the captain of the ship.",
        {"The quay sank": None, "It is a pity": None},
    ),
    "a line that ends in a colon opens": ("Jane Roe wrote:\n\n“The port is full.”", {"The port is full.": "Jane Roe"}),
    "the owner of what follows speaks": (
        "“Fish is dear,” said the man. “Ships are dearer,” said Tarn, whose firm builds them.",
        {"Fish is dear": None, "Ships are dearer": "Tarn"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("why", QUOTES)
def test_quotes(why: str, parse: Parse) -> None:
    """Exactly these words, each with its speaker."""
    text, wanted = QUOTES[why]
    assert {q.text: q.speaker for q in found(parse, text).quotes} == wanted


AHEAD: dict[str, tuple[str, list[tuple[str, str | None]]]] = {
    "conditions": (
        "The ministry plans to close the port if talks fail. Unless the bill passes, the port will close.",
        [("conditional", None), ("conditional", None)],
    ),
    "considering": ("The council considers buying a ship.", [("possible", None)]),
    "adjectives and what lies ahead": (
        "The planned strike worries them. The upcoming vote matters. Markets fell ahead of the vote.",
        [("expected", None)] * 3,
    ),
    "is to, not what a strategy is, nor was to": (
        "The ministry is to publish a report on May 4. Its strategy is to wait. The minister was to speak on Monday.",
        [("scheduled", "2025-05-04")],
    ),
    "fixed for a time": (
        "The ship has been delayed until May. The ship is due in May. The debate is set for Friday.",
        [("scheduled", "2025-05"), ("scheduled", "2025-05"), ("scheduled", "2025-03-07")],
    ),
    "under way or open": (
        "Efforts to save the port go on. There is a chance that the port may close.", [("possible", None)] * 2
    ),
}  # fmt: skip


@pytest.mark.parametrize("why", AHEAD)
def test_what_lies_ahead(why: str, parse: Parse) -> None:
    """Exactly these looks ahead in the order of the text, each with its certainty and time."""
    text, wanted = AHEAD[why]
    looks = sorted(found(parse, text).forward, key=lambda look: look.evidence[0].start)
    assert [(look.certainty, look.when) for look in looks] == wanted


TERMS: dict[str, tuple[str, dict[str, str | None]]] = {
    "so-called": (
        "The so-called “green berth”, a place for clean ships, opened.", {"green berth": "a place for clean ships"}
    ),
    "the letters of a long form": (
        "The Shipping Reform Act (SRA) passed. The World Harbour Union, or WHU, met. The Clean Ports Act, a law that "
        "bans old ships, stands.",
        {"Shipping Reform Act": None, "World Harbour Union": None, "Clean Ports Act": "a law that bans old ships"},
    ),
    "a verb of naming": ("Slow steaming, known as eco-sailing, saves oil.", {"eco-sailing": None}),
}  # fmt: skip


@pytest.mark.parametrize("why", TERMS)
def test_terms(why: str, parse: Parse) -> None:
    """Exactly these terms, each with its definition."""
    text, wanted = TERMS[why]
    assert {t.term: t.definition for t in found(parse, text).terms} == wanted


def test_a_time_of_day_without_its_day_dates_no_event(parse: Parse) -> None:
    """ "At noon" of which day? A day, a year and a day of the week date what happened then."""
    text = "The talks ended at noon. The town was founded in 1850. It opened on 4 May 2024. It rained on Monday."
    assert sorted(e.date for e in found(parse, text).events) == ["1850", "2024-05-04", "2025-03-03"]


def test_a_sentence_without_an_end_begins_anew_behind_a_comma(parse: Parse) -> None:
    """A full stop starts the count again; where none comes, the last comma does."""
    words = "ships and boats of all the sizes " * 20
    parsed = parse(f"Roe sold {words.strip()}. Tarn bought {words * 2}, {words}and then left the town for good.")
    assert [s.text[:10] for s in parsed.doc.sents] == ["Roe sold s", "Tarn bough", "ships and "]
