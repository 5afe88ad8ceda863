"""How far words stand by themselves, and what follows from it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from generator.core.model import Actor, ActorKind, Evidence, Found, Judgement, Mention, Statement
from generator.extract.composition import compose
from generator.extract.judgement import log_odds
from generator.extract.parsed import Parsed
from generator.extract.standing import Standing, strict_features, strictly

Parse = Callable[..., Parsed]

BEFORE = "A strike closed the harbour of Norland one evening. "


def _features(parse: Parse, text: str, shown: str, above: str = "") -> dict[str, float]:
    """What is known of the part `shown` of a text, under `above`."""
    start = text.index(shown)
    return Standing(parse(text), above).features((Evidence(start, start + len(shown), shown),))


@pytest.mark.model
@pytest.mark.parametrize(
    ("shown", "above", "where"),
    [
        pytest.param("The strike cost two million euros.", "", "before", id="an earlier sentence tells which"),
        pytest.param("The strike cost two million euros.", "Strike in Norland", "above", id="the headline does"),
        pytest.param("The strike of the pilots cost two million euros.", "", "", id="its own words do"),
        pytest.param("The Monday strike cost two million euros.", "", "", id="a name before it does"),
        pytest.param("A strike cost two million euros.", "", "", id="it is a new one"),
        pytest.param("The sun shone.", "", "", id="all know which"),
        pytest.param("That evening they met again.", "", "", id="a time"),
        pytest.param("A strike is near, and the strike will hurt.", "", "", id="told within"),
        pytest.param("That harbour is small.", "", "before", id="pointed at"),
    ],
)
def test_where_a_reader_must_look(shown: str, above: str, where: str, parse: Parse) -> None:
    """Whoever has the headline and the words alone asks "which strike?" only where nothing of these tells."""
    told = _features(parse, BEFORE + shown, shown, above)
    assert (told["open before"], told["open above"]) == (float(where == "before"), float(where == "above"))


@pytest.mark.model
def test_an_owner_must_be_told(parse: Parse) -> None:
    """ "Its" has an owner where a noun stands before it in what is shown."""
    assert _features(parse, BEFORE + "Its cranes stood still.", "Its cranes stood still.")["open owner"] == 1
    assert _features(parse, "The port sold its cranes.", "The port sold its cranes.")["open owner"] == 0
    assert _features(parse, "They sold their cranes.", "They sold their cranes.")["open owner"] == 1


@pytest.mark.model
def test_what_is_shown_of_a_sentence(parse: Parse) -> None:
    """Words, times and past verbs are counted in what is shown, not in what is cut; a cut is known from its place."""
    text = "In May the board, they said, closed two docks and must sell “old ships”."
    cut = _features(parse, text, "closed two docks and must sell “old ships”")
    whole = _features(parse, text, text)
    assert (cut["shown words"], cut["times shown"], cut["told past"], cut["duty"]) == (8, 0, 1, 1)
    assert (whole["shown words"], whole["times shown"], whole["told past"]) == (14, 1, 2)
    assert (cut["cut before"], whole["cut before"]) == (True, False)
    assert (cut["small opening"], whole["small opening"]) == (True, False)
    assert cut["quotation marks"] == 2
    assert (cut["clause"], _features(parse, "Two old docks.", "Two old docks.")["clause"]) == (True, False)


@pytest.mark.model
def test_what_the_words_above_say_is_a_share(parse: Parse) -> None:
    """Of the long words of a headline a point says some again; of no headline none."""
    text = "The harbour board closed docks."
    assert _features(parse, text, text, "Harbour strike closed Norland")["above"] == pytest.approx(0.5)
    assert _features(parse, text, text)["above"] == 0


@pytest.mark.model
def test_nothing_shown_is_known_by_nothing(parse: Parse) -> None:
    """What an editor wrote has no span, and no judge weighs it by one."""
    assert Standing(parse("Rain fell."), "").features(()) == {}


@pytest.mark.model
@pytest.mark.parametrize(
    ("name", "kind", "role", "told"),
    [
        pytest.param("Ana Roe", "person", None, {"named above"}, id="by the family name"),
        pytest.param("Chen Li", "person", None, {"of nobody"}, id="not by a part of a word"),
        pytest.param("Chen Li", "person", "minister", {"open role"}, id="a role says who it is, not of which land"),
        pytest.param("Chen Li", "person", "minister of trade", set(), id="of what"),
        pytest.param("Chen Li", "person", "Vice President, Norport Bank", set(), id="of which body"),
        pytest.param("Chen Li", "person", "Norland envoy", set(), id="of which land"),
        pytest.param("Chen Li", "person", "coach, harbour swimming club", set(), id="of which club"),
        pytest.param("Chen Li", "person", "island's governor", set(), id="whose"),
        pytest.param("Robert Roe Jr.", "person", None, {"named above"}, id="not by Jr."),
        pytest.param("EU", "organization", None, set(), id="no part of Museum"),
        pytest.param("Police", "organization", None, {"named above", "bare", "common name"}, id="in any case"),
        pytest.param("Foreign Ministry", "organization", None, {"common name"}, id="any land's"),
    ],
)
def test_who_is_named_above_is_somebody(
    name: str, kind: ActorKind, role: str | None, told: set[str], parse: Parse
) -> None:
    """A person without a role is somebody where the headline or the takeaway names it, as a word of its own; of a
    common word for a body, and of a role that names none, a reader asks whose."""
    standing = Standing(parse("Rain fell."), "Roe and police close museum")
    features = standing.actor_features(Actor(name.lower(), name, kind, role))
    assert {known for known, true in features.items() if true} == told
    assert features.keys() == {"named above", "of nobody", "bare", "common name", "open role"}


@pytest.mark.model
@pytest.mark.parametrize(
    ("shown", "above", "another"),
    [
        pytest.param("The company lost a tenth of its sales.", "Norport Mills in trouble", True, id="named last"),
        pytest.param("The company lost a tenth of its sales.", "Tarn Steel in trouble", False, id="named above"),
        pytest.param("The company behind it lost a tenth.", "Norport Mills in trouble", True, id="nothing tells which"),
        pytest.param("The company that left lost a tenth.", "Norport Mills in trouble", False, id="its clause tells"),
        pytest.param("The Norport company lost a tenth.", "Norport Mills in trouble", False, id="its name tells"),
        pytest.param("Tarn Steel fell as the company lost a tenth.", "Norport Mills", False, id="named within"),
        pytest.param("The council lost a tenth of its money.", "Norport Mills in trouble", False, id="no firm"),
    ],
)
def test_the_company_is_the_one_named_last(shown: str, above: str, another: bool, parse: Parse) -> None:
    """In a report on many firms a brief would show the sales of one as those of the one in its headline."""
    text = f"Norport Mills sold its ships. Tarn Steel had a bad year. {shown} {'And so on. ' * 60}"
    names = {"norport": "Norport Mills", "tarn": "Tarn Steel"}
    at = [(m.start(), key, m[0]) for key, name in names.items() for m in re.finditer(name, text)]
    mentions = [Mention(n, "organization", (Evidence(i, i + len(n), n),), key) for i, key, n in sorted(at)]
    start = text.index(shown)
    spans = (Evidence(start, start + len(shown), shown),)
    parsed = parse(text)
    assert Standing(parsed, above).is_of_another(spans, mentions) is another
    points = (Statement(shown, spans, "k"),)
    titled = replace(parsed, article=replace(parsed.article, title=above))
    assert (compose(titled, Found(key_points=points, mentions=tuple(mentions))).key_points == ()) is another


def test_a_strict_reader_asks_what_the_others_made_of_it() -> None:
    """The likelier and the less dangling a candidate, the sounder; its features stay as they were."""
    judged = Judgement("figures", "f", 0.9, (("figures", 2.0),), wanted=0.5)
    features = strict_features(judged, {"open before": 1.0})
    assert features == pytest.approx({"figures": 2.0, "open before": 1.0, "odds": 2.1972, "missed odds": 0.0}, abs=1e-4)
    assert log_odds(1.0) == -log_odds(0.0) == pytest.approx(6.9078, abs=1e-4)
    sound, open_ = strictly(judged, {}), strictly(judged, {"open before": 3.0})
    assert sound.probability > open_.probability
    assert strictly(replace(judged, wanted=0.9), {}).probability > sound.probability
    assert (sound.wanted, sound.features) == (0.5, judged.features)
    assert strictly(replace(judged, field="key_points"), {}).wanted != 0.5


@pytest.mark.model
@pytest.mark.parametrize(
    ("probability", "wanted", "shown"), [(0.9, 0.9, True), (0.25, 0.9, False), (0.35, 0.2, False), (0.35, 0.9, True)]
)
def test_what_would_not_be_signed_is_not_shown(
    probability: float, wanted: float, shown: bool, parse: Parse, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the one judge holds right and the strict one does not is folded, not shown; what may not be missing needs
    less."""
    monkeypatch.setattr("generator.extract.standing.weighed", lambda field, features: probability)
    actor = Actor("russia", "Russia", "country", evidence=(Evidence(0, 6, "Russia"),))
    found = Found(
        takeaway=Statement("Gas.", (), "t"),
        actors=(actor,),
        judgements=(Judgement("actors", "russia", 0.95, (("words", 1.0),), wanted=wanted),),
    )
    told = compose(parse("Russia sells gas. " + "And so on. " * 60), found)
    assert (told.actors, told.more.actors) == (((actor,), ()) if shown else ((), (actor,)))
