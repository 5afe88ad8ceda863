"""Arithmetic on dates known in part: the anchor of a text and the values told relative to it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from generator.core.when import When, is_reckoned

Direction = Literal["past", "present", "future", "was ahead"]
"""Where the verb that governs an expression looks."""

NEAR = timedelta(days=65)
"""A day named without its year is this close ahead at most when told in the past tense: reports name the year of
days more than ten months back, so a plan told in passing is likelier."""
RECENT = 2
"""Months back that a present tense may still tell of ("the data show a fall in April", written in May)."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day a text was written, as far as known."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def date(self) -> date | None:
        """The day, when known in full."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)


def read_anchor(anchor: str | None) -> Anchor:
    """The anchor of ``2025-03-04``, ``2025-03`` or ``2025``; an empty one for anything else."""
    when = When.parse(anchor)
    known = when is not None and re.fullmatch(r"[\d-]+", when.text) is not None
    return Anchor(*map(int, when.text.split("-"))) if when and known else Anchor()


def valid(year: int | None, month: int, day: int) -> bool:
    """Whether there is such a day; a leap day counts when the year is unknown."""
    try:
        date(year or 2000, month, day)
    except ValueError:
        return False
    return True


def year_value(year: int | None) -> str:
    """``2025``; ``XXXX`` when it is unknown."""
    return "XXXX" if year is None else f"{year:04d}"


def day_value(year: int | None, month: int, day: int) -> str:
    """``2025-05-09``; ``XXXX-05-09`` when the year is unknown."""
    return f"{month_value(year, month)}-{day:02d}"


def month_value(year: int | None, month: int) -> str:
    """``2025-05``; ``XXXX-05`` when the year is unknown."""
    return f"{year_value(year)}-{month:02d}"


def shift_year(anchor: Anchor, years: int) -> str:
    """The year so many years from the anchor's."""
    if anchor.year is None or not is_reckoned(anchor.year + years):
        return "XXXX"
    return f"{anchor.year + years:04d}"


def shift_month(anchor: Anchor, months: int) -> str:
    """The month so many months from the anchor's."""
    if anchor.year is None or anchor.month is None:
        return "XXXX-XX"
    year, month = divmod(anchor.year * 12 + anchor.month - 1 + months, 12)
    return f"{year:04d}-{month + 1:02d}" if is_reckoned(year) else "XXXX-XX"


def shift_quarter(anchor: Anchor, quarters: int) -> str:
    """The quarter so many quarters from the anchor's."""
    if anchor.year is None or anchor.month is None:
        return "XXXX-QX"
    year, quarter = divmod(anchor.year * 4 + (anchor.month - 1) // 3 + quarters, 4)
    return f"{year:04d}-Q{quarter + 1}" if is_reckoned(year) else "XXXX-QX"


def shift_day(anchor: Anchor, days: int) -> str:
    """The day so many days from the anchor; of a month's anchor the day itself stays unknown."""
    day = moved(anchor, days)
    if day is None:
        return f"{shift_month(anchor, 0)}-XX" if days == 0 and anchor.month else "XXXX-XX-XX"
    return day.isoformat()


def shift_week(anchor: Anchor, weeks: int, suffix: str = "") -> str:
    """The ISO week so many weeks from the anchor's, with a suffix (``-WE`` for its weekend)."""
    day = moved(anchor, 7 * weeks)
    if day is None:
        return f"XXXX-WXX{suffix}"
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}{suffix}"


def moved(anchor: Anchor, days: int) -> date | None:
    """The day so many days from the anchor; None without a full anchor or outside the calendar."""
    day = anchor.date
    reckoned = day and is_reckoned(day.year + days // 365)
    return day + timedelta(days=days) if day and reckoned else None


def weekday_value(anchor: Anchor, weekday: int, direction: Direction | None) -> str:
    """The weekday (1 is Monday) next to the anchor in the direction told; the anchor's own weekday is that day.

    Without a direction the last one: news tells what happened. What "was ahead" when it was told may be over: of the
    two days before the anchor the weekday is meant ("The ship was expected on Wednesday", written on a Thursday).
    """
    day = anchor.date
    if day is None:
        return f"XXXX-WXX-{weekday}"
    until, since = (weekday - day.isoweekday()) % 7, (day.isoweekday() - weekday) % 7
    over = direction == "was ahead" and since in (1, 2)
    ahead = direction in ("future", "present", "was ahead") and not over
    return shift_day(anchor, until if ahead else -since)


def year_of_month(anchor: Anchor, month: int, direction: Direction | None) -> int | None:
    """The year of a month named without one; None where the present tense leaves it open ("She leaves in October")."""
    if anchor.year is None or anchor.month is None:
        return anchor.year
    ahead = (month - anchor.month) % 12
    if direction == "present" and 6 <= ahead < 12 - RECENT:
        return None
    forward = ahead == 0 or direction == "future" or (direction != "past" and ahead < 6)
    return (anchor.year * 12 + anchor.month - 1 + (ahead if forward else ahead - 12)) // 12


def may_have_been(anchor: Anchor, month: int, day: int) -> bool:
    """Whether a day told as ahead has just been: "will open on 4 August", written on 9 September, is a slip or an old
    text as likely as a plan for the next year."""
    now = anchor.date
    if now is None or (month, day) == (2, 29):
        return False
    last = date(now.year - ((month, day) > (now.month, now.day)), month, day)
    return timedelta() < now - last <= NEAR


def year_of_day(anchor: Anchor, month: int, day: int, direction: Direction | None) -> int | None:
    """The year of a day and month named without one; None where the present tense leaves it open."""
    now = anchor.date
    if now is None or anchor.year is None:
        return year_of_month(anchor, month, direction)
    near = [date(y, month, day) for y in range(anchor.year - 8, anchor.year + 9) if valid(y, month, day)]
    before, after = max(d for d in near if d <= now), min(d for d in near if d >= now)
    if direction == "future":
        return after.year
    if direction == "past":
        return after.year if after - now <= NEAR else before.year
    if direction == "present" and after - now >= now - before > NEAR:
        return None
    return after.year if after - now < now - before else before.year
