"""What lies ahead: which sentences look ahead, how surely, when, and which a brief shows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

from generator.core.model import Found
from generator.extract import dates, whats_next
from generator.extract.cues import _TO
from generator.extract.parsed import Parsed

pytestmark = pytest.mark.model
Parse = Callable[..., Parsed]
GOLDEN = sorted((Path(__file__).parents[1] / "golden" / "whats_next").glob("*.yml"))


def run(parsed: Parsed) -> Found:
    """Dates and forward looks of an article, their evidence checked."""
    found = whats_next.extract(parsed, dates.extract(parsed, Found()))
    for look in (*found.forward, *found.whats_next):
        assert look.text == " ".join(e.exact for e in look.evidence)
        assert all(parsed.article.text[e.start : e.end] == e.exact for e in look.evidence)
    return found


@pytest.mark.parametrize(
    ("text", "certainty", "when"),
    [
        ("The ministers will meet on April 2.", "scheduled", "2025-04-02"),
        ("The summit is scheduled for June 2025.", "scheduled", "2025-06"),
        ("The summit is due in September.", "scheduled", "2025-09"),
        ("The ministers will meet on June 5 and 6.", "scheduled", "2025-06-05/2025-06-06"),
        ("The ministers will meet on June 5 and June 12.", "scheduled", "2025-06-05"),
        ("The ministry will open a second pier.", "expected", None),
        ("The company plans to build a plant by 2027.", "expected", "2027"),
        ("Analysts expect that prices will fall.", "expected", None),
        ("It is likely that the ministry will agree.", "expected", None),
        ("The treaty is set to expire next year.", "scheduled", "2026"),
        ("The bank may cut its rate.", "possible", None),
        ("The company hopes to sell the port.", "possible", None),
        ("The ministry is considering closing the port.", "possible", None),
        ("The ministry could close the port if the strike goes on.", "conditional", None),
        ("The pact, it said, would end the dispute.", "conditional", None),
        ("The ministry said that it would open a second pier.", "expected", None),
        ("The ministry announced cuts to tariffs.", "expected", None),
    ],
)
def test_forward_looking_sentences(parse: Parse, text: str, certainty: str, when: str | None) -> None:
    """Each cue gives its certainty; a time told is resolved."""
    forward = run(parse(text, "2025-03-04")).forward
    assert [(f.certainty, f.when) for f in forward] == [(certainty, when)]


@pytest.mark.parametrize(
    "text",
    [
        "The ministers met in Vienna on March 1.",
        "The company has built a plant.",
        "The vote would have failed.",
        "The plane was due to land at noon.",
        "The ministry had planned to close the port.",
        "Grain is sold by weight.",
        "He went on stage to thank the crew.",
        "He read out the will.",
        "In 2010, the firm announced plans for a plant.",
    ],
)
def test_what_does_not_look_ahead(parse: Parse, text: str) -> None:
    """The past, past futures, general truths and purposes are no look ahead."""
    assert run(parse(text, "2025-03-04")).forward == ()


@pytest.mark.parametrize(
    "text",
    [
        "Choirs are like clocks: if one is wound in June and the other in May, they never strike together.",
        "If you plan to travel in August, bring a coat.",
        "You will not hear a louder bell.",
    ],
)
def test_conditions_and_advice_are_no_plans(parse: Parse, text: str) -> None:
    """What a condition tells does not lie ahead by itself, nor does what is said to the reader without a day."""
    assert run(parse(text, "2025-03-04")).whats_next == ()


@pytest.mark.parametrize(
    "text",
    [
        "In 1988 the board was hoping that sales would double by 1999.",
        "In 2009 she said that she would stop in 2019.",
        "Few believed that the shaft could be sunk by 2018.",
    ],
)
def test_a_future_told_in_the_past_is_over_where_no_day_says_otherwise(parse: Parse, text: str) -> None:
    """Without a day of publication only a report of the past tense ("said that") may still look ahead."""
    assert run(parse(text)).whats_next == ()
    assert run(parse("The board said that it would close the shaft in 2031.")).whats_next


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Fees (4 million euros in 2031) are to fall in June.", "2025-06"),
        ("If the strike begins on Monday, the port will shut on Friday.", "2025-03-07"),
        ("The envoy will be in Ghent from Sunday to Wednesday.", "2025-03-09/2025-03-12"),
    ],
)
def test_the_time_of_the_plan_itself(parse: Parse, text: str, when: str) -> None:
    """No time of a bracket or a condition; weekdays that run on run forward."""
    assert [f.when for f in run(parse(text, "2025-03-04")).whats_next] == [when]


def test_a_question_is_no_plan(parse: Parse) -> None:
    """Who asks whether something will happen has not said that it will, inside quotation marks or out of them."""
    text = "Will the port close in May? “When will it open again?” The port will close in June."
    assert [d.when for d in run(parse(text, "2025-03-04")).whats_next] == ["2025-06"]


def test_the_rest_of_a_sentence_is_no_plan(parse: Parse) -> None:
    """A block that begins with a comma began elsewhere."""
    text = "The mayor is old.\n\n, if he is to stay, will need a second bridge by Friday."
    assert not run(parse(text, "2025-03-04")).whats_next


def test_a_leading_connective_is_left_out(parse: Parse) -> None:
    """The item starts at the sentence proper, where that starts with a capital."""
    text = "Trade fell in 2024. However, China will buy more grain from Brazil next year."
    item = run(parse(text, "2025-03-04")).whats_next[0]
    assert item.text == "China will buy more grain from Brazil next year."
    assert item.when == "2026"


def test_what_a_heading_of_the_section_announces_is_read(parse: Parse) -> None:
    """The sentence under a heading below "What's next" needs no cue, and the heading never runs into it."""
    text = (
        "Talks went well\nThe ministers of Austria and Hungary met on Monday and spoke about grain "
        "for an hour.\n"
        "What's Next\n1. Vienna prepares for the summit\n"
        "The occasion is the festival on June 9, "
        "which brings leaders of many countries to the capital of Austria.\n"
    )
    item = run(parse(text, "2025-03-04")).whats_next[0]
    assert (item.text[:12], item.when) == ("The occasion", "2025-06-09")


def test_a_time_of_what_is_going_on_is_no_plan_of_before(parse: Parse) -> None:
    """ "Had extended until May" still holds; "had been planned for May" does not."""
    text = "The governor said the state had extended the ban on fishing until May 1."
    assert [d.when for d in run(parse(text, "2025-03-04")).whats_next] == ["2025-05-01"]


def test_a_bare_agenda_is_read(parse: Parse) -> None:
    """In a section of that name, a dated line looks ahead without a verb that says so."""
    text = (
        "The budget failed in parliament on Monday, and the coalition of four parties is close to its end.\n"
        "What's Next\n- March 20: second reading of the budget in parliament\n"
        "- Party congress of the liberals in Graz on June 3\n"
    )
    items = run(parse(text, "2025-03-04")).whats_next
    assert [i.when for i in items] == ["2025-03-20", "2025-06-03"]


def test_an_open_bracket_is_left_out(parse: Parse) -> None:
    """A sentence that opens a bracket closed later is shown without it."""
    text = "(However, France may sell the port of Calais. It has said so before.)"
    assert run(parse(text, "2025-03-04")).whats_next[0].text == "France may sell the port of Calais."


def test_none_is_told_twice(parse: Parse) -> None:
    """The same sentence again is found again, and is one candidate."""
    twice = run(parse("France will open a new bridge in Lyon.\nFrance will open a new bridge in Lyon.", "2025-03-04"))
    assert len(twice.forward) == 2
    assert len(twice.whats_next) == 1


def test_dated_ones_come_first(parse: Parse) -> None:
    """What has a date stands before what has none, the earlier date first; each is judged."""
    text = "France may sell the port.\nSpain will vote in 2027.\nItaly will vote on June 3, 2026."
    found = run(parse(text, "2025-03-04"))
    assert [i.when for i in found.whats_next] == ["2026-06-03", "2027", None]
    assert {j.item for j in found.judgements} == {i.id for i in found.whats_next}


def test_an_article_about_the_past_has_no_outlook(parse: Parse) -> None:
    """Nothing is made up where nothing lies ahead."""
    assert run(parse("The ministers met in Vienna. They signed a pact.", "2025-03-04")).whats_next == ()


@pytest.mark.parametrize("path", GOLDEN, ids=lambda p: p.stem)
def test_golden(parse: Parse, path: Path) -> None:
    """Whole articles: the items a brief shows, with certainty and time."""
    case = yaml.safe_load(path.read_text("utf-8"))
    items = run(parse(case["text"].strip(), case.get("published"))).whats_next
    assert [[i.text, i.certainty, i.when] for i in items] == case["whats_next"]


def test_there_are_golden_cases() -> None:
    """The cases are where the test looks for them."""
    assert GOLDEN


@pytest.mark.parametrize(
    ("lemma", "apart", "ought"),
    [("have", 1, True), ("have", 2, True), ("have", 3, False), ("have", -1, False), ("hold", 1, False)],
)
def test_who_has_to_does_not_have_something_to_do(lemma: str, apart: int, ought: bool) -> None:
    """ "Has to leave" and "has now to leave" are a duty; "has three days to leave" and "to have" are none."""
    (holds,) = (holds for kind, _, holds in _TO if kind == "ought")
    to: Any = SimpleNamespace(i=7 + apart)
    have: Any = SimpleNamespace(i=7, lemma_=lemma)
    assert holds(to, have) == ought


DAY = "on 30 November 2026."


@pytest.mark.parametrize(
    ("before", "look"),
    [
        ("Ada Roe runs the mill in Norport. ", f"She will retire {DAY}"),
        ("Ada Roe runs the mill in Norport. ", f"Her son will take over {DAY}"),
        ("Bob Low runs the mill in Norport. ", f"He will retire {DAY}"),
        ("Bob Low runs the mill in Norport. ", f"His son will take over {DAY}"),
        ("The mill stands in Norport. ", f"It will close {DAY}"),
        ("The mill stands in Norport. ", f"Its gate will close {DAY}"),
        ("The mills stand in Norport. ", f"They will close {DAY}"),
        ("The mills stand in Norport. ", f"Their gates will close {DAY}"),
    ],
)
def test_a_sentence_that_opens_with_a_pronoun_is_shown_with_what_explains_it(
    parse: Parse, before: str, look: str
) -> None:
    """A person, one thing or many, by the pronoun."""
    (shown,) = run(parse(before + look, published="2026-03-10")).whats_next
    assert shown.text == before + look


@pytest.mark.parametrize(
    ("before", "look"),
    [
        ("Ada Roe runs the mill in Norport.\n\n", f"She will retire {DAY}"),
        ("Ada Roe runs the mill in Norport. ", "She will retire in 2027."),
        ("Ada Roe runs the mill in Norport. ", "She will retire some day."),
        ("Ada Roe runs the mill in Norport. ", f"Bob Low will retire {DAY}"),
        ("Ada Roe will sing on 3 May 2026. ", f"She will retire {DAY}"),
        ("He runs the mill in Norport. ", f"He will retire {DAY}"),
        ("Ada Roe sold it to Bob Low. ", f"She will retire {DAY}"),
        ("The mills stand in Norport. ", f"It will close {DAY}"),
        ("The mill stands in Norport. ", f"They will close {DAY}"),
        ("The mill stands in Norport. ", f"He will retire {DAY}"),
        ("But the mill stands in Norport. ", f"It will close {DAY}"),
        ("The mill (which is red stands in Norport. ", f"It will close {DAY}"),
        (f"The mill stands in Norport{', by a red gate' * 12}. ", f"It will close {DAY}"),
        ("", f"It will close {DAY}"),
    ],
)
def test_what_explains_no_pronoun_is_not_shown_with_it(parse: Parse, before: str, look: str) -> None:
    """Of another paragraph, a look itself, of another number, with pronouns of its own, broken off or long; nor is a
    look of no day worth the room."""
    assert run(parse(before + look, published="2026-03-10")).whats_next[-1].text == look
    (first,) = run(
        parse("It will close on 30 November 2026. The mill stands there.", published="2026-03-10")
    ).whats_next
    assert first.text == "It will close on 30 November 2026."
