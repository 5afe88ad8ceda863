"""The finder and resolver of temporal expressions: tables of writings with anchors."""

from __future__ import annotations

import pytest

from generator.language.timex import Direction, find, parse_date

ANCHOR = "2025-03-04"  # a Tuesday


def only(text: str, anchor: str | None = ANCHOR, direction: Direction | None = None) -> tuple[str, str, str]:
    """The words, type and value of the one expression of a text."""
    found = find(text, anchor, (lambda offset: direction) if direction else None)
    assert len(found) == 1, found
    return found[0].text, found[0].type, found[0].value


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It ended on Feb. 24, 2023, in Geneva.", "Feb. 24, 2023", "2023-02-24"),
        ("It ended on 24 February 2023.", "24 February 2023", "2023-02-24"),
        ("It ended on the 24th of February, 2023.", "24th of February, 2023", "2023-02-24"),
        ("Tuesday, March 4, 2025", "Tuesday, March 4, 2025", "2025-03-04"),
        ("MAY 9, 1995", "MAY 9, 1995", "1995-05-09"),
        ("As of 2024-11-05 it stands.", "2024-11-05", "2024-11-05"),
        ("Signed 5.11.2024 in Bern.", "5.11.2024", "2024-11-05"),
        ("A treaty of May 2008 holds.", "May 2008", "2008-05"),
        ("Prices rose in early January 2024.", "early January 2024", "2024-01"),
        ("It fell in 2024.", "2024", "2024"),
        ("It has grown since mid-2022.", "mid-2022", "2022"),
        ("the 2011 version of the plan", "2011", "2011"),
        ("at the end of 2019", "the end of 2019", "2019"),
        ("In the early 1970s they met.", "the early 1970s", "197X"),
        ("the late 1990s", "the late 1990s", "199X"),
        ("in the nineties", "the nineties", "199X"),
        ("the early 2000s", "the early 2000s", "200X"),
        ("late 19th century", "late 19th century", "18XX"),
        ("in the first quarter of 2024", "the first quarter of 2024", "2024-Q1"),
        ("Q3 2024 results", "Q3 2024", "2024-Q3"),
        ("Third-quarter 2024 results", "Third-quarter 2024", "2024-Q3"),
        ("in the second half of 2027", "the second half of 2027", "2027-H2"),
        ("in summer 2024", "summer 2024", "2024-SU"),
        ("in the autumn of 2024", "the autumn of 2024", "2024-FA"),
        ("fiscal year 2024", "fiscal year 2024", "2024"),
        ("FY25 results", "FY25", "2025"),
        ("the 2023-24 season", "2023-24", "2023/2024"),
        ("on Christmas Eve 2023", "Christmas Eve 2023", "2023-12-24"),
        ("at Easter 2027", "Easter 2027", "2027-03-28"),
        ("on Whit Monday 2027", "Whit Monday 2027", "2027-05-17"),
    ],
)
def test_absolute_dates(text: str, words: str, value: str) -> None:
    """Dates that need no anchor, in many writings."""
    assert only(text, None) == (words, "DATE", value)


@pytest.mark.parametrize(
    "word", ["at", "by", "until", "on", "since", "this", "next", "last", "before", "after", "from"]
)
def test_a_feast_is_a_day_behind_words_that_ask_for_one(word: str) -> None:
    """Of one word it is none behind those that may tell of days around it."""
    around = word in ("before", "after", "from")
    assert only(f"It opens {word} Good Friday 2027.")[2] == "2027-03-26"
    assert only(f"It opens {word} Easter 2027.")[2] == ("2027" if around else "2027-03-28")
    assert only(f"It opens {word} Easter Monday, 2027.")[2] == "2027-03-29"


@pytest.mark.parametrize(
    ("text", "direction", "value"),
    [
        ("It closes at the end of the month.", "future", "2025-03"),
        ("It closes at the end of the week.", "future", "2025-W10"),
        ("It closes at the end of the quarter.", "future", "2025-Q1"),
        ("It closes one week from Friday.", "future", "2025-03-14"),
        ("It closes Friday fortnight.", "future", "2025-03-21"),
    ],
)
def test_times_told_from_the_day_of_the_text(text: str, direction: Direction, value: str) -> None:
    """A part of its month, week or quarter, and so long after a day to come."""
    assert only(text, direction=direction)[2] == value


@pytest.mark.parametrize(
    "text",
    [
        "They sold it at Easter Island.",
        "They kept the Good Friday agreement.",
        "They spoke of the end of the week of song.",
        "They spoke of the end of the month-long fair.",
        "They spoke of the end of the month's rain.",
        "They met for the Friday week-end.",
    ],
)
def test_names_and_parts_of_another_time_are_no_dates(text: str) -> None:
    """What goes on behind them says so."""
    assert not find(text, ANCHOR, lambda offset: "future")


@pytest.mark.parametrize("link", ["until", "till", "through", "up to", "or"])
def test_days_of_one_month_on_both_sides_of_a_word(link: str) -> None:
    """The month stands behind the second."""
    assert [t.value for t in find(f"12 {link} 15 June 2025", None)] == ["2025-06-12", "2025-06-15"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("today", "2025-03-04"),
        ("yesterday", "2025-03-03"),
        ("tomorrow", "2025-03-05"),
        ("the day before yesterday", "2025-03-02"),
        ("this week", "2025-W10"),
        ("last week", "2025-W09"),
        ("next week", "2025-W11"),
        ("earlier this month", "2025-03"),
        ("last month", "2025-02"),
        ("next month", "2025-04"),
        ("this year", "2025"),
        ("next year", "2026"),
        ("last year", "2024"),
        ("the end of this year", "2025"),
        ("last quarter", "2024-Q4"),
        ("the first quarter of last year", "2024-Q1"),
        ("this decade", "202X"),
        ("two years ago", "2023"),
        ("a week ago", "2025-02-25"),
        ("three days ago", "2025-03-01"),
        ("six months ago", "2024-09"),
        ("two years from now", "2027"),
        ("October of next year", "2026-10"),
        ("last summer", "2024-SU"),
        ("this spring", "2025-SP"),
        ("last Friday", "2025-02-28"),
        ("next Tuesday", "2025-03-11"),
        ("Wednesday last week", "2025-02-26"),
        ("May 9", "2025-05-09"),
        ("9 May", "2025-05-09"),
        ("December 30", "2024-12-30"),
        ("now", "PRESENT_REF"),
        ("currently", "PRESENT_REF"),
        ("recently", "PAST_REF"),
        ("soon", "FUTURE_REF"),
        ("in the long term", "FUTURE_REF"),
    ],
)
def test_relative_dates(text: str, value: str) -> None:
    """Dates told from a day of publication."""
    assert only(f"They met {text}.") == (text, "DATE", value)


@pytest.mark.parametrize(
    ("text", "direction", "value"),
    [
        ("on Friday", "past", "2025-02-28"),
        ("on Friday", "future", "2025-03-07"),
        ("on Friday", None, "2025-02-28"),
        ("on Tuesday", "past", "2025-03-04"),
        ("on Tuesday", "future", "2025-03-04"),
        ("on Monday", "was ahead", "2025-03-03"),
        ("on Saturday", "was ahead", "2025-03-08"),
        ("on Tuesday", "was ahead", "2025-03-04"),
        ("until Friday", "past", "2025-03-07"),
        ("since Friday", "future", "2025-02-28"),
        ("starting Wednesday", None, "2025-03-05"),
        ("in October", "past", "2024-10"),
        ("in October", "future", "2025-10"),
        ("in March", "past", "2025-03"),
        ("in February", None, "2025-02"),
        ("in May", None, "2025-05"),
        ("on June 17", "future", "2025-06-17"),
        ("on June 17", "past", "2024-06-17"),
        ("on April 2", "past", "2025-04-02"),
    ],
)
def test_the_verb_decides_the_direction(text: str, direction: Direction | None, value: str) -> None:
    """A bare weekday, month or day lies where the hint points, unless the word before it says otherwise."""
    assert only(f"They met {text}", ANCHOR, direction)[2] == value


@pytest.mark.parametrize(
    ("text", "none", "month"),
    [
        ("May 9", "XXXX-05-09", "2025-05-09"),
        ("in February", "XXXX-02", "2025-02"),
        ("on Wednesday", "XXXX-WXX-3", "XXXX-WXX-3"),
        ("this year", "XXXX", "2025"),
        ("last month", "XXXX-XX", "2025-02"),
        ("next week", "XXXX-WXX", "XXXX-WXX"),
        ("yesterday", "XXXX-XX-XX", "XXXX-XX-XX"),
        ("today", "PRESENT_REF", "2025-03-XX"),
        ("two years ago", "XXXX", "2023"),
        ("the fourth quarter", "XXXX-Q4", "2024-Q4"),
    ],
)
def test_what_nobody_states_stays_open(text: str, none: str, month: str) -> None:
    """Without an anchor, or with a month alone, no part is invented."""
    assert only(f"They met {text}", None)[2] == none
    assert only(f"They met {text}", "2025-03")[2] == month


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("two and a half years", "two and a half years", "P2.5Y"),
        ("a three-day visit", "three-day", "P3D"),
        ("several years", "several years", "PXY"),
        ("for months", "months", "PXM"),
        ("in recent years", "recent years", "PXY"),
        ("a 20 year low", "20 year", "P20Y"),
        ("six straight days", "six straight days", "P6D"),
        ("over the next five years", "the next five years", "P5Y"),
        ("within a year", "a year", "P1Y"),
        ("a few weeks", "a few weeks", "PXW"),
        ("half an hour", "half an hour", "PT0.5H"),
        ("two centuries", "two centuries", "P200Y"),
        ("three-and-a-half years", "three-and-a-half years", "P3.5Y"),
        ("the coming months", "the coming months", "PXM"),
    ],
)
def test_durations(text: str, words: str, value: str) -> None:
    """Lengths of time, exact and vague."""
    assert only(f"It took {text}") == (words, "DURATION", value)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("every year", "every year", "P1Y"),
        ("each Friday", "each Friday", "XXXX-WXX-5"),
        ("on Sundays", "Sundays", "XXXX-WXX-7"),
        ("every two years", "every two years", "P2Y"),
    ],
)
def test_sets(text: str, words: str, value: str) -> None:
    """What comes again and again."""
    assert only(f"They meet {text}") == (words, "SET", value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("at 18:00 UTC", "2025-03-04T18:00Z"),
        ("at 6:40 p.m.", "2025-03-04T18:40"),
        ("at 12 a.m.", "2025-03-04T00:00"),
        ("this morning", "2025-03-04TMO"),
        ("yesterday evening", "2025-03-03TEV"),
        ("tonight", "2025-03-04TNI"),
    ],
)
def test_times_of_day(text: str, value: str) -> None:
    """Clock times and parts of a day."""
    assert only(f"It begins {text}")[1:] == ("TIME", value)


def test_a_time_belongs_to_the_day_named_beside_it() -> None:
    """The day comes from the same line, before or after the time."""
    assert [t.value for t in find("It flew on Monday at 18:00 UTC.", ANCHOR)] == ["2025-03-03", "2025-03-03T18:00Z"]
    assert [t.value for t in find("It flew at 18:00 UTC on March 1.", ANCHOR)] == ["2025-03-01T18:00Z", "2025-03-01"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("from 2009 to 2011", ["2009", "2011"]),
        ("from May to August 2011", ["2011-05", "2011-08"]),
        ("November-February 2024", ["2023-11", "2024-02"]),
        ("about 1,200 to 2,000 people in 2024", ["2024"]),
        ("in 2019-2021", ["2019", "2021"]),
        ("on March 4-6, 2024", ["2024-03-04", "2024-03-06"]),
        ("on 4 to 6 March 2024", ["2024-03-04", "2024-03-06"]),
        ("It closes on 8, 9 and 10 April.", ["2025-04-08", "2025-04-09", "2025-04-10"]),
        ("It closes on April 29, 30 and 31.", ["2025-04-29", "2025-04-30"]),
        ("between 60 and 90 days", ["P60D", "P90D"]),
        ("18 to 24 months", ["P18M", "P24M"]),
        ("It fell last month from the previous year.", ["2025-02", "2024"]),
        ("It rose last September and ends next May.", ["2024-09", "2025-05"]),
        ("On Friday it rose, ending the day higher.", ["2025-02-28", "2025-02-28"]),
        ("It opened on May 3, 2010; a year later it closed.", ["2010-05-03", "2011"]),
        ("It said so in a Friday report.", ["2025-02-28"]),
        ("It rose in January, against the same month a year ago.", ["2025-01", "2024-01"]),
    ],
)
def test_expressions_that_belong_together(text: str, values: list[str]) -> None:
    """Ranges are two expressions; some are told from the one before them."""
    assert [t.value for t in find(text, ANCHOR)] == values


@pytest.mark.parametrize(
    "text",
    [
        "He may go.",
        "May I come in?",
        "They march on the capital.",
        "March on!",
        "A second term begins.",
        "Give me a second chance.",
        "The Power of Siberia 2 pipeline",
        "under Article 5",
        "Resolution 1973 of the Council",
        "Agenda 2030 is a plan",
        "They sent 2000 soldiers.",
        "It cost $2024.",
        "1,945 people came.",
        "a score of 2:1",
        "Theresa May resigned; May said so.",
        "a 33-year-old man",
        "he is 20 years old",
        "Friday the 13th is a film",
        "the Sunday Times",
        "Its owner, Friday Okoro, sold it.",
        "A shop in Monday Lane",
        "Sept-Anne sold ore.",
        "Good Friday mass and the Good Friday Agreement",
        "The Daily Telegraph",
        "three quarters of all voters",
        "24/7 and 50/50",
        "version 10.12",
        "sun and sat",
        "in her twenties",
        "Black Friday sales",
        "a week from Thursday",
        "on Thursday week",
        "He was born on a Friday.",
        "It rang on a Friday night in Ghent.",
        "Critics at Friday.com",
        "They strike at the turn of the year.",
        "one of the quarters of the city",
        "by 25.5 percent",
        "flight 1549 landed",
        "At the same time, it rose",
    ],
)
def test_what_only_looks_like_a_date(text: str) -> None:
    """Verbs, names, counts, ages and scores are no dates."""
    assert find(text, ANCHOR) == ()


@pytest.mark.parametrize(
    ("text", "direction", "value"),
    [
        ("on 3/4/2025", None, "2025"),
        ("on 3/13/2025", None, "2025-03-13"),
        ("on 5/5/2025", None, "2025-05-05"),
        ("on 3/4/2025", "past", "2025-03-04"),
        ("on 3/4/2025", "future", "2025"),
        ("on 3.4.2025", None, "2025-04-03"),
        ("on 31/31/2025", None, None),
    ],
)
def test_the_order_of_figures(text: str, direction: Direction | None, value: str | None) -> None:
    """3/4/2025 is a day where something settles which; where nothing does, its year alone is told."""
    found = find(text, ANCHOR, (lambda offset: direction) if direction else None)
    assert [t.value for t in found if t.text[0].isdigit()] == ([value] if value else [])


def test_a_year_that_no_calendar_of_news_holds() -> None:
    """The day before it is none of the anchor's year; people counted behind a day are no year."""
    assert [t.value for t in find("until 31 December 9999", ANCHOR)] == ["FUTURE_REF"]
    assert [t.value for t in find("on 1 January 0001", ANCHOR)] == ["PAST_REF"]
    assert [t.value for t in find("On 3 March 4500 people came.", ANCHOR)] == ["2025-03-03"]


def test_today_of_a_present_state_is_the_present() -> None:
    """ "Today, trade is free" tells no day, "today announced" does."""
    assert only("Today, trade is free.", ANCHOR, "present")[2] == "PRESENT_REF"
    assert only("It announced today a plan.", ANCHOR, "past")[2] == "2025-03-04"


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("March 4, 2025", "2025-03-04"),
        ("4 Mar 2025", "2025-03-04"),
        ("2025-03-04", "2025-03-04"),
        ("Tuesday, March 4, 2025 10:30", "2025-03-04"),
        ("Published: 04 March 2025", "2025-03-04"),
        ("Updated March 4, 2025 at 10:30 a.m. EST", "2025-03-04"),
        ("2025-03-04T10:30:00Z", "2025-03-04"),
        ("Published March 4, 2025 | Updated March 5, 2025", "2025-03-04"),
        ("May 2025", "2025-05"),
        ("Sept. 9, 2024", "2024-09-09"),
        ("13/04/2025", "2025-04-13"),
        ("04.03.2025", "2025-03-04"),
        ("  — March 4, 2025 — ", "2025-03-04"),
        ("03/04/2025", None),
        ("On March 4, 2025, they met", None),
        ("March 4", None),
        ("Feb 30, 2024", None),
        ("2025", None),
        ("", None),
        ("March 4, 2025 was a Tuesday", None),
        ("2025-13-04", None),
    ],
)
def test_a_line_that_is_only_a_date(line: str, value: str | None) -> None:
    """A date line with its label and time; prose, half dates and two-way figures are none."""
    assert parse_date(line) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The minister leaves in October.", "XXXX-10"),
        ("The fair begins on 5 November.", "XXXX-11-05"),
        ("The fair begins on 5 May.", "2025-05-05"),
        ("The survey shows a fall in January.", "2025-01"),
        ("The survey shows what was paid on 28 February.", "2025-02-28"),
    ],
)
def test_the_present_tells_of_no_time_long_past(text: str, value: str) -> None:
    """What is so in the present is not what was months ago; whether it is a plan or a habit the text leaves open."""
    assert only(text, ANCHOR, "present")[2] == value


def test_an_old_story_goes_on_into_the_next_paragraph() -> None:
    """A bare day behind a paragraph of 1926 may be of 1926: its year is left open, until the text names another."""
    story = "In 1926 the mine was shut, and on 28 March it caught fire.\n\nAn inquiry opened on 7 June."
    assert [t.value for t in find(story, ANCHOR)] == ["1926", "1926-03-28", "XXXX-06-07"]
    plan = story.replace("An inquiry opened", "A chapel will open")
    assert find(plan, ANCHOR, lambda offset: "future" if offset > 60 else "past")[-1].value == "2025-06-07"
    told = "It was founded on 28 March 1926.\n\nAn inquiry opened on 7 February."
    assert find(told, ANCHOR)[-1].value == "2025-02-07"


@pytest.mark.parametrize(
    ("text", "value"), [("It sang on Sunday, 01/02/2026.", "2026-02-01"), ("It sang on 01/02/2026.", "2026")]
)
def test_a_weekday_settles_the_order_of_figures(text: str, value: str) -> None:
    """1 February 2026 is a Sunday, 2 January is none; without its weekday such a date is left open."""
    assert only(text)[2] == value


@pytest.mark.parametrize(
    ("text", "direction", "value"),
    [
        ("It met on Whit Monday.", "past", "2024-05-20"),
        ("It meets on Whit Monday.", "present", "2025-06-09"),
        ("It meets a week on Monday.", "present", "2025-03-17"),
        ("It will meet a fortnight tomorrow.", "future", "2025-03-19"),
    ],
)
def test_a_feast_and_a_week_on_are_no_bare_weekday(text: str, direction: Direction, value: str) -> None:
    """Another Monday than the next one."""
    assert only(text, direction=direction)[2] == value
