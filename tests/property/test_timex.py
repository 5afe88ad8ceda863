"""Temporal expressions: whatever the text, the finder keeps its promises; written dates come back."""

from __future__ import annotations

import re
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.core.when import MONTHS, WEEKDAYS
from generator.ingest.publication import infer_published
from generator.language.timex import Direction, find, parse_date

_FRAGMENTS = st.sampled_from(
    [
        "March",
        "May",
        "Feb.",
        "Friday",
        "the",
        "a",
        "half",
        "of",
        "last",
        "next",
        "this",
        "year",
        "years",
        "quarter",
        "ago",
        "in",
        "on",
        "until",
        "2025",
        "24",
        "'82",
        "5th",
        "century",
        "1970s",
        "early",
        "mid-",
        "-",
        "–",
        ",",
        "\n",
        "10:30",
        "p.m.",
        "UTC",
        "week",
        "every",
        "twice",
        "several",
        "two and a half",
        "days later",
        "the same",
        "same month",
        "day",
        "99999",
        "0",
        "31",
        "/",
        "9/11",
        "FY",
        "Q1",
        "H2",
        "weekend",
        "from now",
        "1,000,000",
        "decades",
        "now",
        "٣",
        "½",
        "the day before yesterday",
        "summer",
        "first",
        "end of",
        "Christmas Eve",
        "hundred",
        "months",
        "from",
        "to",
        "and",
    ]
)
_TEXTS = st.one_of(st.text(max_size=200), st.lists(_FRAGMENTS, max_size=25).map(" ".join))
_ANCHORS = st.one_of(
    st.none(),
    st.dates(date(1, 1, 1), date(9999, 12, 31)).map(date.isoformat),
    st.dates(date(1, 1, 1), date(9999, 12, 31)).map(lambda d: d.isoformat()[:7]),
    st.sampled_from(["", "0000", "x", "2025-13"]),
)
_HINTS: st.SearchStrategy[Direction | None] = st.sampled_from(["past", "present", "future", None])
_VALUE = re.compile(
    r"(?:[\dX]{4}(?:-(?:[\dX]{2}(?:-[\dX]{2})?|W[\dX]{2}(?:-\d|-WE)?|[QH][\dX]|SP|SU|FA|WI))?|\d{4}/\d{4})"
    r"(?:T(?:\d\d:\d\dZ?|MO|AF|EV|NI))?|PT?(?:\d+(?:\.\d+)?|X)[YMWDHS]|(?:PRESENT|PAST|FUTURE)_REF"
)


@settings(deadline=None, max_examples=300)
@given(_TEXTS, _ANCHORS, _HINTS)
def test_the_finder_holds_for_any_text(text: str, anchor: str | None, direction: Direction | None) -> None:
    """It never raises; spans are exact, ordered, apart and within a line; values are TIMEX3."""
    reached = 0
    for timex in find(text, anchor, lambda offset: direction):
        assert text[timex.start : timex.end] == timex.text
        assert timex.text.strip() == timex.text != ""
        assert timex.start >= reached
        assert "\n" not in timex.text
        assert _VALUE.fullmatch(timex.value), timex
        reached = timex.end


@settings(deadline=None, max_examples=100)
@given(_TEXTS, _ANCHORS)
def test_the_finder_is_deterministic(text: str, anchor: str | None) -> None:
    """The same text gives the same expressions."""
    assert find(text, anchor) == find(text, anchor)


_DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
_FORMS = st.sampled_from(
    [
        "{d} {month} {y}",
        "{month} {d}, {y}",
        "{weekday}, {month} {d}, {y}",
        "{y}-{m:02d}-{d:02d}",
        "{mon}. {d}, {y}",
        "{d:02d}.{m:02d}.{y}",
        "{d} {month}, {y}",
    ]
)


def _written(day: date, form: str) -> str:
    month, weekday = MONTHS[day.month - 1], WEEKDAYS[day.weekday()]
    mon = "Sept" if day.month == 9 else month[:3]
    text = form.format(d=day.day, m=day.month, y=day.year, month=month, weekday=weekday, mon=mon)
    return text.replace("May.", "May")


@settings(deadline=None, max_examples=300)
@given(_DAYS, _FORMS, _ANCHORS)
def test_written_dates_come_back(day: date, form: str, anchor: str | None) -> None:
    """A full date means itself, in a sentence and on a line of its own, whatever the anchor."""
    words = _written(day, form)
    found = find(f"They signed it on {words} in the capital.", anchor)
    assert [(t.text, t.value) for t in found] == [(words, day.isoformat())]
    assert parse_date(words) == day.isoformat()


@settings(deadline=None, max_examples=200)
@given(_DAYS, st.sampled_from(["past", "future"]))
def test_weekdays_lie_within_a_week(day: date, direction: Direction) -> None:
    """A bare weekday is the nearest one on the side its verb looks to."""
    for number, name in enumerate(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), 1):
        value = date.fromisoformat(find(f"on {name}", day.isoformat(), lambda offset: direction)[0].value)
        assert value.isoweekday() == number
        assert 0 <= (value - day).days * (1 if direction == "future" else -1) < 7


@settings(deadline=None, max_examples=150)
@given(st.one_of(st.text(max_size=300), st.lists(_FRAGMENTS, max_size=30).map(" ".join)))
def test_inference_holds_for_any_text(text: str) -> None:
    """The inferred date is a date or nothing, limits stand in their order, and a line's date is a date or nothing."""
    inferred = infer_published(text)
    assert inferred.published is None or re.fullmatch(r"\d{4}(?:-\d\d(?:-\d\d)?)?", inferred.published)
    assert inferred.between is None or inferred.between[0] <= inferred.between[1]
    line = parse_date(text)
    assert line is None or re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?", line)


def test_the_finder_is_fast_on_long_lines() -> None:
    """No pattern backtracks without bound: a hundred thousand characters of one kind are read in seconds."""
    for unit in ("the ", "a few ", "2025 ", "early ", "1,000", "the end of ", "last ", " ", "May ", "and a half "):
        assert len(find(unit * (20_000 // len(unit)), "2025-03-04")) < 20_000
