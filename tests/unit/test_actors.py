"""Actors: golden cases, and what golden cases cannot show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from generator.core.configuration import ActorRule, Catalog
from generator.core.model import Actor, Found
from generator.extract import actors
from generator.extract.actors.evidence import EVIDENCE, FORMS, Form, Near, form_points
from generator.extract.actors.kinds import KINDS, Name, _office, _share_words, collect
from generator.extract.actors.lexicon import lexicon
from generator.extract.actors.name_runs import find_spans
from generator.extract.actors.organizations import _spelled, _wholes
from generator.extract.actors.reader import Reader
from generator.extract.actors.role_words import phrase_end
from generator.extract.actors.roles import _says_nothing
from generator.extract.composition import gain

if TYPE_CHECKING:
    from generator.extract.parsed import Parsed

CASES = sorted((Path(__file__).parents[1] / "golden" / "actors").glob("*.yml"))
Parse = Callable[..., "Parsed"]


def _actors(parsed: Parsed) -> dict[str, Actor]:
    return {a.name: a for a in actors.extract(parsed, Found()).actors}


def _shown(parsed: Parsed) -> set[str]:
    """The candidates that are likely enough to stand on a brief."""
    found = actors.extract(parsed, Found())
    sure = {j.item: j.probability for j in found.judgements if j.field == "actors"}
    return {a.name for a in found.actors if gain(sure[a.id], 3.0) > 0}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_golden_case(path: Path, parse: Parse) -> None:
    """Names, kinds, roles, aliases and counts of one short text; and names that must not become actors."""
    case: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    found = _actors(parse(case["text"]))
    for want in case["actors"]:
        assert want["name"] in found, sorted(found)
        got = found[want["name"]]
        for name, value in want.items():
            have: Any = getattr(got, name)
            assert (list(have) if name == "aliases" else have) == value, (want["name"], name)
    assert not [n for n in case["never"] if n in found and n in _shown(parse(case["text"]))]


def test_every_case_is_collected() -> None:
    """The golden cases are there."""
    assert len(CASES) >= 11


def test_most_salient_first_and_evidence_is_exact(parse: Parse) -> None:
    """The first actor has salience 1, the rest fall; evidence repeats the article's words in order."""
    text = "Marie Curie won the Nobel Prize twice. Curie worked in Paris. France honoured Curie and Pierre Curie."
    parsed = parse(text, title="How Marie Curie won twice")
    listed = actors.extract(parsed, Found()).actors
    assert listed[0].name == "Marie Curie"
    assert listed[0].salience == 1
    values = [a.salience for a in listed]
    assert values == sorted(values, reverse=True)
    for actor in listed:
        assert actor.mentions == len(actor.evidence) > 0
        assert [e.start for e in actor.evidence] == sorted(e.start for e in actor.evidence)
        assert all(text[e.start : e.end] == e.exact for e in actor.evidence)


def test_authors_are_not_actors(parse: Parse) -> None:
    """Who wrote the article is not who acts in it."""
    parsed = parse("George Orwell went to Spain in 1936. George Orwell fought for the Republic of Spain.")
    assert "George Orwell" in _actors(parsed)
    written = replace(parsed, article=replace(parsed.article, authors=("George Orwell",)))
    assert "George Orwell" not in _actors(written)


def test_register_names_and_rejects(parse: Parse) -> None:
    """An editor's register gives names, ids, kinds and roles, and keeps actors out."""
    parsed = parse("Napoleon entered Moscow. Napoleon left Russia in winter. The Grande Armee suffered.")
    rules = (
        ActorRule(
            "Napoleon Bonaparte", id="napoleon", kind="person", role="Emperor of the French", aliases=("Napoleon",)
        ),
        ActorRule("Russia", reject=True),
    )
    found = _actors(replace(parsed, catalog=Catalog(actors=rules)))
    napoleon = found["Napoleon Bonaparte"]
    assert (napoleon.id, napoleon.kind, napoleon.role) == ("napoleon", "person", "Emperor of the French")
    assert napoleon.aliases == ("Napoleon",)
    assert "Russia" not in found


def test_register_alias_is_not_a_namesake(parse: Parse) -> None:
    """A bare alias of the register does not rename somebody else with a full name of their own."""
    parsed = parse("Franklin Roosevelt wrote to Eleanor Roosevelt. Eleanor Roosevelt answered.")
    rule = ActorRule("Franklin Delano Roosevelt", aliases=("Roosevelt", "Franklin Roosevelt"))
    found = _actors(replace(parsed, catalog=Catalog(actors=(rule,))))
    assert {"Franklin Delano Roosevelt", "Eleanor Roosevelt"} <= set(found)


def test_names_of_record(parse: Parse) -> None:
    """A body keeps the article's acronym, with its full name as alias; a leader gets theirs, a namesake none."""
    found = _actors(parse("The UN met in Geneva. Gorbachev spoke there. The UN thanked Raisa Gorbacheva."))
    assert found["UN"].aliases == ("United Nations",)
    assert found["Mikhail Gorbachev"].aliases == ("Gorbachev",)


def test_measures_and_classes_are_nobody(parse: Parse) -> None:
    """Capitals that are owned, measured, had for a period or joined with a bare noun are things; bodies act, too."""
    found = _actors(
        parse(
            "LDL and weight made a difference in the trial. Its CRM cost the clinic 4 million euros, and EBIT for the "
            "second quarter came in at 20 million. ARR climbed to $40m. The A9 was shut for a day. The HRC fined the "
            "clinic on Monday, and HRC and staff signed a pact. PVK rose to 30 seats. The PVK wants talks."
        )
    )
    assert {name for name in found if name.isupper()} == {"HRC", "PVK"}


@pytest.mark.parametrize(
    ("text", "name", "named"),
    [
        (
            "Snow fell on the town. Households say that it is too much. Households said they would not pay.",
            "Households",
            False,
        ),
        ("Beetles ate the trees. Households paid for the snow.", "Beetles", False),
        (
            "Police said the Chief Lands Registrar left. Jane Roe met the Lands Registrar. The Lands Registrar wrote.",
            "Lands Registrar",
            False,
        ),
        (
            "“Yes,” said the Lands Registrar. “No,” said Lands Registrar. Lands Registrar smiled.",
            "Lands Registrar",
            True,
        ),
        (
            "The storm Jane hit the Azores on Wednesday, and winds blew at sea. The Azores lie far out.",
            "Azores",  # of one word it may be a place's name
            True,
        ),
        ("The Company sold it. Jane Roe of the Council asked the Party.", "Company", False),
        ("The Company sold it. Jane Roe of the Council asked the Party.", "Council", True),
    ],
)
def test_what_is_a_name(text: str, name: str, named: bool, parse: Parse) -> None:
    """A noun that opens sentences and one of many companies are no candidates at all, likely or not; the one council of
    a place is."""
    assert (name in _actors(parse(text))) is named


def test_a_month_that_is_a_family_name(parse: Parse) -> None:
    """It is so behind a title, and whatever the model takes it for."""
    left = "Sandra May left. Mrs May said no. Prime Minister May wept. President Sandra May said it. May said yes."
    assert _actors(parse(left))["Sandra May"].mentions == 5


def test_mentions_point_to_actors(parse: Parse) -> None:
    """Raw mentions cover what the brief leaves out, and name the actor they were resolved to."""
    found = actors.extract(
        parse("Germany elected a parliament in the 1990 German federal election. Bonn rejoiced."), Found()
    )
    kinds = {m.text: (m.kind, m.actor) for m in found.mentions}
    assert kinds["Germany"] == ("country", "germany")
    assert kinds["1990 German federal election"][0] == "event"


def test_a_capital_acts_or_is_a_place(parse: Parse) -> None:
    """A capital counts for its country where it acts, not where something happens in it."""
    found = _actors(parse("Japan protested. Tokyo said the talks were over. The delegates stayed in Tokyo for a day."))
    assert found["Japan"].mentions == 2
    assert found["Japan"].aliases == ("Tokyo",)


@pytest.mark.parametrize(
    "text", ["", "\n\n", "no names here at all.", "THE END", "’s", "1 2 3 $ 4", "A", "The The The of of"]
)
def test_texts_without_actors(text: str, parse: Parse) -> None:
    """Texts with nobody in them give empty lists and raise nothing."""
    assert actors.extract(parse(text), Found()).actors == ()


EXAMPLES: dict[str, dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "golden" / "evidence.yml").read_text("utf-8")
)


@pytest.mark.parametrize("row", EVIDENCE)
def test_evidence_around_a_name(row: str, parse: Parse) -> None:
    """Each row of evidence is shown by the mention of its example: what stands in the table is read from a text."""
    name, text = EXAMPLES["evidence"][row]
    reader = Reader(parse(text))
    first = next(i for i in range(len(reader.doc)) if reader.idx[i] == text.index(name))
    span = reader.span(first, first + name.count(" "))
    assert EVIDENCE[row].shown(Near(reader, span, " " in name))


@pytest.mark.parametrize("row", FORMS)
def test_evidence_of_a_form(row: str, parse: Parse) -> None:
    """Each row on the words of a name is shown by its example, and no row of another kind that is stronger."""
    kind, points, shown = FORMS[row]
    name = EXAMPLES["forms"][row]
    reader = Reader(parse("It rained."))
    assert shown(Form(reader, name))
    assert form_points(reader, name)[kind] >= points


@pytest.mark.model
def test_people_are_nobody(parse: Parse) -> None:
    """They act in every second sentence and are no candidate; those of a place or a trade are."""
    found = _actors(
        parse("People crossed the bridge. People sang. Fishing people closed the port. Fishing people left.")
    )
    assert list(found) == ["fishing people"]


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "Georgia",
        "Minister, Jane Roe",
        "Minister, Jane Roe attended the trade meeting",
        "May said the Bank of Norland Deputy",
        "The council of Tarn and the council of Tarn and",
        "See http://x.org/ab ” (AB) today",
        "Roe, Doe &",
        "Jane Roe of",
        "Jane Roe, who",
        ", Jane Roe said",
    ],
)
def test_names_at_either_end_of_a_text(text: str, parse: Parse) -> None:
    """What is read beside a name is nothing where the text begins or ends, and no word of its other end."""
    known = {actor.name: actor.role for actor in actors.extract(parse(text), Found()).actors}
    assert known.get("Jane Roe") in (None, "Minister")


@pytest.mark.model
def test_nothing_stands_outside_a_text(parse: Parse) -> None:
    """Before the first token and behind the last one every row is empty."""
    reader = Reader(parse("Jane Roe sings."))
    for i in (-2, -1, len(reader.doc), len(reader.doc) + 1):
        assert (reader.texts[i], reader.lower[i], reader.pos[i], reader.label[i]) == ("", "", "", "")
        told = (reader.cap[i], reader.opening[i], reader.heading[i], reader.common(i))
        assert not any((*told, reader.capital_at(i), reader.number_at(i)))


@pytest.mark.model
@pytest.mark.parametrize(
    ("name", "post"),
    [("Head of Public Service", 1.0), ("Deputy Chief Commissioner", 1.0), ("Public Service Union", 0.0)],
)
def test_a_post_is_told_from_a_body(name: str, post: float, parse: Parse) -> None:
    """Who holds a post acts; the judge sees that a name in capitals is a post's and no body's."""
    found = actors.extract(parse(f"The {name} opened the port. On Monday the {name} closed the old bridge."), Found())
    names = {a.id: a.name for a in found.actors}
    told = [dict(j.features)["post"] for j in found.judgements if j.field == "actors" and names[j.item] == name]
    assert told == [post]


def test_a_word_of_a_name_of_two_words_is_of_its_kind() -> None:
    """ "Vega" is the ship that "Lyra Vega" is, not the person that it looks like alone."""
    none: frozenset[str] = frozenset()
    heads = dict.fromkeys(("company_ends", "organization_heads", "place_heads", "event_heads", "given_names"), none)
    reader: Any = SimpleNamespace(lex=SimpleNamespace(**heads), lone=1.0, common=lambda at: True)
    points = dict.fromkeys(KINDS, 0.0)
    span: Any = SimpleNamespace(first=0)
    whole = Name("Lyra Vega", ("Lyra", "Vega"), points | {"other": 5.0})
    word = Name("Vega", ("Vega",), points | {"person": 1.0}, [span])
    _share_words(reader, {name.key: name for name in (whole, word)})
    assert word.likeliest == "other"


@pytest.mark.model
@pytest.mark.parametrize(("between", "mentions"), [(1, 1), (40, 2)])
def test_a_bare_name_is_that_of_the_namesake_told_of_here(between: int, mentions: int, parse: Parse) -> None:
    """One who was named pages before leaves nothing open; one who was named right before does."""
    story = "It rained on the hills. " * between
    text = f"Jane Weber opened the works. {story}Karl Weber came home. Then Weber left the room."
    assert _actors(parse(text))["Karl Weber"].mentions == mentions


@pytest.mark.parametrize("word", ["who", "which", "that", "whose", "whom", "or", "but", "while", "when", "as"])
def test_a_role_ends_before_a_clause(word: str) -> None:
    """Whatever the tagger takes the word for: "chair of board while plan" is a chair of the board."""
    words = ["chair", "of", "board", word, "plan"]
    pos = ["NOUN", "ADP", "NOUN", "NOUN", "NOUN"]
    reader: Any = SimpleNamespace(texts=words, lower=words, pos=pos, cap=[False] * 5)
    assert phrase_end(reader, 0, 5) == 2


@pytest.mark.model
def test_the_letters_of_a_currency_name_no_country(parse: Parse) -> None:
    """ "US $219,755" is money; the US beside it a country."""
    found = actors.extract(parse("The winner takes US $219,755 this year. The loser flew home to Norport."), Found())
    assert "US" not in [m.text for m in found.mentions]
    assert "US" in [m.text for m in actors.extract(parse("The winner flew to the US this year."), Found()).mentions]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "code", "body"),
    [
        ("The BSO fell to 4 players, and on Friday the BSO sued the town.", "BSO", True),
        ("The DKK gained ground, while the AMD slipped.", "DKK", False),
        ("The DKK gained ground, but AMD said that it would build a plant.", "AMD", True),
        ("The singer spoke to NPR on Monday.", "NPR", True),
    ],
)
def test_what_is_measured_or_money_is_no_body(text: str, code: str, body: bool, parse: Parse) -> None:
    """A kind of thing, what a number is told of each time, and a currency beside another that says nothing."""
    reader = Reader(parse(text))
    assert (collect(reader, find_spans(reader))[code].kind == "organization") is body


@pytest.mark.parametrize(("short", "told"), [("CONOT", ["CONOT"]), ("CXQZ", []), ("NOTC", []), ("Conot", [])])
def test_a_short_form_in_brackets_is_letters_of_the_name(short: str, told: list[str], parse: Parse) -> None:
    """In their order, from the first on, in capitals; what else stands in brackets is another thing."""
    reader = Reader(parse(f"Leaders of the Council of Southern Norlandic Towns ({short}) met in Norport."))
    name = next(n for n in collect(reader, find_spans(reader)).values() if n.key.startswith("Council"))
    assert list(_spelled(reader, name)) == told


def test_what_a_body_is_called_by_a_part_of_its_name(parse: Parse) -> None:
    """What ends in a word that bodies are called by, and nothing else."""
    names = [
        Name(" ".join(t), t, {}) for t in (("Radio", "Kestrel"), ("Bank", "of", "Norland"), ("Norport", "Council"))
    ]
    assert _wholes(Reader(parse("It rained.")), names) == {
        ("Bank",): {"bank of norland"},
        ("Council",): {"norport council"},
    }


@pytest.mark.parametrize(
    ("role", "nothing"),
    [("Dale", True), ("Senator (retired)", False), ("counterpart", True), ("Founder", True), ("Council Member", False)],
)
def test_what_says_nothing_is_no_role(role: str, nothing: bool) -> None:
    """Neither the name again, nor only whom somebody stands beside."""
    assert _says_nothing(role, "Mary Dale") is nothing


def test_posts_are_of_all_lists_without_short_forms() -> None:
    """ "16 sen lower" tells of no senator; "Dr" is how somebody is addressed."""
    posts = lexicon().posts
    assert {"minister", "ceo", "mp"} <= posts
    assert posts.isdisjoint({"sen", "gov", "dr", "mr"})


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("The police found Gerard Holm, the brother of the mayor, in Norport.", "brother of the mayor"),
        ("The police found Gerard Holm, brother, in Norport.", None),
    ],
)
def test_whose_relative_somebody_is_has_to_be_told(sentence: str, role: str | None, parse: Parse) -> None:
    """A brother of nobody says nothing."""
    people = [a for a in actors.extract(parse(sentence), Found()).actors if a.kind == "person"]
    assert [a.role for a in people] == [role]


@pytest.mark.model
@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Lt. Col.", "lieutenant colonel"),
        ("Maj. Gen.", "major general"),
        ("Sgt. Maj.", "sergeant major"),
        ("Det. Insp.", "detective inspector"),
        ("Supt.", "superintendent"),
    ],
)
def test_ranks_of_several_words_are_read_in_full(title: str, role: str, parse: Parse) -> None:
    """The first word of a rank that is written short belongs to it and to no body."""
    told = actors.extract(parse(f"{title} Gerard Holm was hurt in Norport."), Found()).actors
    assert [a.role for a in told if a.kind == "person"] == [role]


@pytest.mark.model
def test_a_noun_for_a_body_is_no_name(parse: Parse) -> None:
    """ "The Government" of one article is not that of another; a body of record and one the desk rules on are named."""
    text = (
        "The Government paid Norport on Monday. The Norland Bank and the European Central Bank thanked the Government."
    )
    parsed = parse(text)
    unnamed = {a.name: a.unnamed for a in actors.extract(parsed, Found()).actors}
    assert (unnamed["Government"], unnamed["Norland Bank"]) == (True, False)
    ruled = replace(parsed, catalog=Catalog(actors=(ActorRule("Government"),)))
    assert not _actors(ruled)["Government"].unnamed


@pytest.mark.model
def test_a_short_form_in_the_plural_is_a_kind_of_thing(parse: Parse) -> None:
    """ "ICBMs" are things, whatever they do."""
    reader = Reader(parse("ICBMs threaten Norport, its mayor said on Monday. ICBMs said nothing."))
    assert collect(reader, find_spans(reader))["ICBMs"].kind == "other"


@pytest.mark.model
def test_a_participle_before_its_noun_ends_no_role(parse: Parse) -> None:
    """ "The head of the organising committee" is head of something."""
    found = _actors(parse("Jane Roe, the head of the organising committee, said on Monday that it would rain."))
    assert found["Jane Roe"].role == "head of the organising committee"


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Engineers said the KVX stayed cool. The mayor praised the plant.", "KVX", "other"),
        ("Engineers said the KVX stayed cool.", "KVX", "organization"),
        ("Nobody saw the QLU. Two leaders of the QLU left the hall.", "QLU", "organization"),
        ("Nobody saw the QLU. Two engines of the QLU left the hall.", "QLU", "other"),
    ],
    ids=["nothing is of it", "of a sentence alone nothing is known", "leaders are of it", "things are of it"],
)
def test_letters_that_nobody_is_of_are_a_things(text: str, name: str, kind: str, parse: Parse) -> None:
    """Unless they act, say or hear something."""
    reader = Reader(parse(text))
    assert collect(reader, find_spans(reader))[name].kind == kind


@pytest.mark.model
def test_a_body_and_a_post_in_it_name_nobody(parse: Parse) -> None:
    """ "UNHC Principal Field Coordinator" is what somebody is."""
    found = _actors(parse("UNHC Principal Field Coordinator in Chad, Jane Roe, said no. UNHC needs money."))
    assert (found["Jane Roe"].role, "UNHC" in found) == ("UNHC Principal Field Coordinator in Chad", True)
    assert not [name for name in found if name.endswith("Coordinator")]


@pytest.mark.model
def test_an_article_in_brackets_is_no_word_of_a_name(parse: Parse) -> None:
    """As in "[T]he Harbour Board", where a quotation was made to fit."""
    found = _actors(parse("“[T]he Harbour Board believes in stone,” said Jane Roe. The Harbour Board met on Monday."))
    assert sorted(found) == ["Harbour Board", "Jane Roe"]


@pytest.mark.model
def test_a_family_name_is_of_its_bearers_kind(parse: Parse) -> None:
    """Of "April Tarnu", whom the calendar's word makes a person, Tarnu is the family name, whoever else fines."""
    found = _actors(parse("April Tarnu and June Castel sued the bank in Lagos. Tarnu said that it had taken 40 naira."))
    assert found["April Tarnu"].aliases == ("Tarnu",)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The Ministry of Ports, Rivers and Lakes (MPRL) fined the town. The MPRL said it would go on.", True),
        ("The town grew by Mining, Renting and Leasing (MRL). The MRL fell in May.", False),
        ("Jane Roe, the Member of Parliament (MP) for Norport, said no. The MP left.", False),
        ("The Members' Society (MS) of Norport said no. The MS left.", True),
    ],
    ids=["a body with a list in its name", "a list that calls no body", "a post", "a society of members"],
)
def test_a_long_form_is_a_name_where_it_calls_a_body(text: str, named: bool, parse: Parse) -> None:
    """Neither what somebody is nor what only lists things."""
    assert [form.named for form in Reader(parse(text)).spelled] == [named]


@pytest.mark.model
def test_what_is_measured_never_acts(parse: Parse) -> None:
    """A name that ends in a word for a measure is nobody's."""
    found = _actors(parse("The bank cut the Standing Deposit Facility Rate. The Standing Deposit Facility Rate fell."))
    assert not [name for name in found if name.endswith("Rate")]


@pytest.mark.model
def test_a_body_may_write_what_it_does(parse: Parse) -> None:
    """Who writes an article is nobody in it, unless it is a body that tells of itself."""
    parsed = parse("Norport Council opened the port. Norport Council will pay for it. Jane Roe sang.")
    parsed = replace(parsed, article=replace(parsed.article, authors=("Norport Council", "Jane Roe")))
    assert [a.name for a in actors.extract(parsed, Found()).actors if a.kind != "place"] == ["Norport Council"]


def test_a_body_that_is_taken_for_a_person_is_no_office(parse: Parse) -> None:
    """The model may call "the Water Board" a person, which its last word says that it is not."""
    reader = Reader(parse("The Water Board left. The Lands Registrar left."))
    names = {n: Name(n, tuple(n.split()), {}) for n in ("Water Board", "Lands Registrar")}
    for name in names.values():
        first = next(t for t, word in enumerate(reader.texts) if word == name.tokens[0])
        name.spans.append(replace(reader.span(first, first + 1), label="PERSON"))
    assert {n: _office(reader, name) for n, name in names.items()} == {"Water Board": False, "Lands Registrar": True}


@pytest.mark.model
def test_an_office_behind_its_holder_is_nobody(parse: Parse) -> None:
    """It is the holder's role, though it ends in a word for a body."""
    text = "Suffolk Rivers Board met on Monday. Tony Marsh, Chair of Suffolk Rivers Board added that it was clear."
    assert "Chair of Suffolk Rivers Board" not in _actors(parse(text))


@pytest.mark.model
def test_parties_in_the_name_of_a_case_are_nobody(parse: Parse) -> None:
    """They acted in another case; who else is named beside a "v." is told of by himself, too."""
    case = "Jane Roe leads the ward.\n\nThe court cited the decision in Norport Jabalpur v. Ravi Shukla, a dark hour."
    assert "Ravi Shukla" not in _actors(parse(case))
    assert "Ravi Shukla" in _actors(parse(f"{case} Ravi Shukla told the court so."))
