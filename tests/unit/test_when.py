"""Times at the precision they are stated."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.core.limits import EARLIEST_YEAR, LATEST_YEAR
from generator.core.when import When, in_words, read


@pytest.mark.parametrize(
    ("value", "start", "end", "precision"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31), "year"),
        ("202X", date(2020, 1, 1), date(2029, 12, 31), "decade"),
        ("19XX", date(1900, 1, 1), date(1999, 12, 31), "century"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "month"),
        ("2024-02-XX", date(2024, 2, 1), date(2024, 2, 29), "month"),
        ("2025-05-09", date(2025, 5, 9), date(2025, 5, 9), "day"),
        ("2025-05-09T10:00", date(2025, 5, 9), date(2025, 5, 9), "day"),
        ("2025-Q2", date(2025, 4, 1), date(2025, 6, 30), "quarter"),
        ("2025-H2", date(2025, 7, 1), date(2025, 12, 31), "half"),
        ("2025-FA", date(2025, 9, 1), date(2025, 11, 30), "season"),
        ("2025-SP", date(2025, 3, 1), date(2025, 5, 31), "season"),
        ("2025-SU", date(2025, 6, 1), date(2025, 8, 31), "season"),
        ("2025-AU", date(2025, 9, 1), date(2025, 11, 30), "season"),
        ("2025-WI", date(2025, 12, 1), date(2026, 2, 28), "season"),
        ("2025-W19", date(2025, 5, 5), date(2025, 5, 11), "week"),
        ("2025-W19-3", date(2025, 5, 7), date(2025, 5, 7), "day"),
        ("2025-W19-WE", date(2025, 5, 10), date(2025, 5, 11), "weekend"),
        ("2022/2023-03", date(2022, 1, 1), date(2023, 3, 31), "range"),
    ],
)
def test_a_value_spans_its_days(value: str, start: date, end: date, precision: str) -> None:
    """Each form of value has its first and last day, and says how exact it is."""
    when = When.parse(value)
    assert when is not None
    assert (when.text, str(when), when.start, when.end, when.precision) == (value, value, start, end, precision)


@pytest.mark.parametrize(
    "value",
    [None, "", "soon", "PRESENT_REF", "P3M", "XXXX-05-09", "2025-13", "2025-09-31", "2025-Q5", "2025-W60", "2023/2022",
     "2025/", "/2025", "0000", "2025-5", "9999-W52", "0009-12-31", "9900", "99XX", "990X", "٢٠٢٥-03", "２０２５-03-04"],
)  # fmt: skip
def test_what_is_no_known_day_is_none(value: str | None) -> None:
    """Impossible days, durations and values without a year span nothing."""
    assert When.parse(value) is None


def test_the_year_nobody_states_may_be_given() -> None:
    """An anchor fills in the year, on both sides of a range, and changes no year that is stated."""
    assert When.parse("XXXX-05-09", 2025) == When.parse("2025-05-09")
    assert When.parse("XXXX-05/XXXX-06", 2025) == When.parse("2025-05/2025-06")
    assert When.parse("2024-05", 2025) == When.parse("2024-05")
    assert When.parse("XXXX-02-29", 2025) is None


def test_order_is_certain_or_not() -> None:
    """A day is before the month after its own; whether it is before its own year's events is not certain."""
    day, month, year, after = (When.parse(v) for v in ("2025-05-09", "2025-06", "2025", "2026"))
    assert day
    assert month
    assert year
    assert after
    assert day.certainly_before(month)
    assert not month.certainly_before(day)
    assert not day.certainly_before(year)
    assert not day.certainly_before(day)
    assert year.certainly_before(after)
    assert day.overlaps(year)
    assert year.overlaps(day)
    assert not year.overlaps(after)
    assert not after.overlaps(year)
    assert month.overlaps(month)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("9 May 2025", "2025-05-09"),
        ("9th of May, 2025", "2025-05-09"),
        ("May 9, 2025", "2025-05-09"),
        ("Sept. 3 2025", "2025-09-03"),
        ("9 May", "XXXX-05-09"),
        ("29 February", "XXXX-02-29"),
        ("May 2025", "2025-05"),
        ("may  2025", "2025-05"),
        ("autumn 2025", "2025-FA"),
        ("fall of 2025", "2025-FA"),
        ("Q2 2025", "2025-Q2"),
        ("the second quarter of 2025", "2025-Q2"),
        ("first half 2025", "2025-H1"),
        ("the 2020s", "202X"),
        ("2022 to 2023", "2022/2023"),
        ("2022/2023", "2022/2023"),
        ("2025", "2025"),
        ("2025-05-09", "2025-05-09"),
        ("2025-W19", "2025-W19"),
        ("XXXX-05-09", "XXXX-05-09"),
    ],
)
def test_a_date_is_read_as_it_is_written(words: str, value: str) -> None:
    """Days, months, seasons, parts of years and ranges in the words people use."""
    assert read(words) == value


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("2025-09-31", "no calendar"),
        ("31 April", "no calendar"),
        ("31 April 2025", "no calendar"),
        ("February 30, 2025", "no calendar"),
        ("2025-13-01", "no calendar"),
        ("Mai 2025", "not a date"),
        ("2025-Q7", "not a date"),
        ("2025-ZZ", "not a date"),
        ("soon", "not a date"),
        ("2025-5", "not a date"),
        ("", "not a date"),
        ("third half 2025", "not a date"),
        ("9999-W52", "years 10 to 9899"),
        ("1 January 0001", "years 10 to 9899"),
        ("2025 to 9900", "years 10 to 9899"),
        ("2024/" * 5000 + "2024", "not a date"),
        ("２０２５-03-04", "not a date"),
        ("٤ March 2025", "not a date"),
        ("5 autumn 2025", "not a date"),
    ],
)
def test_what_is_no_date_says_so(words: str, problem: str) -> None:
    """A day that no calendar has is told from words that are no date."""
    with pytest.raises(ValueError, match=problem):
        read(words)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2025-05-09", "9 May 2025"),
        ("XXXX-05-09", "9 May"),
        ("2025-05", "May 2025"),
        ("2025-01-31", "31 January 2025"),
        ("2025-12", "December 2025"),
        ("2025-FA", "autumn 2025"),
        ("2025-Q2", "second quarter 2025"),
        ("2025-H1", "first half 2025"),
        ("202X", "the 2020s"),
        ("2022/2023", "2022 to 2023"),
        ("2025", "2025"),
        ("2025-AU", "2025-AU"),
        ("2025-W19", "2025-W19"),
        ("PRESENT_REF", "PRESENT_REF"),
        ("2025-13", "2025-13"),
    ],
)
def test_a_value_is_written_as_a_person_does(value: str, words: str) -> None:
    """Words where they say exactly the value, else the value itself."""
    assert in_words(value) == words


@given(
    st.dates(date(EARLIEST_YEAR, 1, 1), date(LATEST_YEAR, 12, 31)), st.sampled_from(("%Y-%m-%d", "%Y-%m", "XXXX-%m-%d"))
)
def test_what_is_written_is_read_back(day: date, form: str) -> None:
    """Any day and month comes back from its words."""
    value = day.strftime(form).zfill(7) if form == "%Y-%m" else day.strftime(form)
    value = value if form[0] == "X" else f"{day.year:04d}" + value[-6 if form == "%Y-%m-%d" else -3 :]
    assert read(in_words(value)) == value


@pytest.mark.parametrize(
    "module",
    ["core/when", "core/configuration", "briefs/page", "briefs/migrations", "briefs/quantities", "desk/article_folder"],
)
def test_digits_of_records_and_settings_are_ascii(module: str) -> None:
    """A backslash and d is a digit of any script, which stays in what is taken as it stands: a year, a path, an id."""
    text = (Path(__file__).parents[2] / "generator" / f"{module}.py").read_text("utf-8")
    assert r"\d" not in text.replace(r"[^\W\d_]", "")


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("9 to 12 May 2025", "2025-05-09/2025-05-12"),
        ("9th–12th May 2025", "2025-05-09/2025-05-12"),
        ("9-12 May 2025", "2025-05-09/2025-05-12"),
        ("from 9 to 12 May 2025", "2025-05-09/2025-05-12"),
        ("30 May - 2 June 2025", "2025-05-30/2025-06-02"),
        ("2017-2019", "2017/2019"),
        ("May to June 2025", "2025-05/2025-06"),
        ("spring to autumn 2025", "2025-SP/2025-FA"),
        ("December to January 2026", "2025-12/2026-01"),
        ("29 February to 3 March 2024", "2024-02-29/2024-03-03"),
        ("9 May to 12 May", "XXXX-05-09/XXXX-05-12"),
        ("XXXX-05/2025-06", "XXXX-05/2025-06"),
    ],
)
def test_the_first_end_takes_what_the_last_says_for_both(words: str, value: str) -> None:
    """As people write it: "May to June 2025" was a May of no year, and stood nowhere in the timeline."""
    assert read(words) == value
    assert read(in_words(value)) == value


@pytest.mark.parametrize(
    "words",
    ["20 May 2025 to 3 May 2025", "2025-05-09/2025-05-08", "9 to 5 May 2025", "the 2020s to the 2010s", "2025/2024"],
)
def test_what_ends_before_it_begins_is_no_date(words: str) -> None:
    """Nothing could place it in time, and nobody was told."""
    with pytest.raises(ValueError, match="ends before it begins"):
        read(words)
