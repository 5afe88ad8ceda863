"""The time a figure is for, from the dates of its sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.core.model import Found
from generator.extract.parsed import Sentence

_CALENDAR = re.compile(r"\d{4}(?:-(?:\d{2}(?:-\d{2})?|Q[1-4]|H[12]|W\d{2}))?")
_YEAR = re.compile(r"(?<![\w$€£.,/-])((?:19|20)[0-9]{2})(?![\w%,]*[0-9]| ?%)")
_BETWEEN = re.compile(r"\b(?:between|from) $", re.IGNORECASE)

_RIGHT_AFTER = re.compile(r"\s(?:in|for|during|as of|at the end of|by)\s(?:the\s|early\s|late\s|mid-)?$", re.IGNORECASE)

_BASE = re.compile(
    r"\b(from|than|since|compared with|compared to|against|over|on)(?: in| that of| those of)? $", re.IGNORECASE
)
"""What stands before the date a figure is compared with."""

Dated = tuple[int, int, str]


def dated(text: str, sentence: Sentence, found: Found) -> list[Dated]:
    """Start, end and value of the calendar dates of a sentence; plain years count where no date was resolved."""
    out = [
        (e.start, e.end, d.value)
        for d in found.dates
        if d.type == "DATE" and _CALENDAR.fullmatch(d.value)
        for e in d.evidence[:1]
        if sentence.start <= e.start < sentence.end
    ]
    known = [(s, e) for s, e, _ in out]
    out += [
        (m.start(1), m.end(1), m[1])
        for m in _YEAR.finditer(text, sentence.start, sentence.end)
        if not any(s <= m.start(1) < e for s, e in known)
    ]
    return _joined(text, sorted(out))


def _joined(text: str, dates: list[Dated]) -> list[Dated]:
    """ "between 2022 and 2023" as one period, 2022/2023."""
    out: list[Dated] = []
    for date in dates:
        if (
            out
            and re.fullmatch(r" (?:and|to) (?:\w+ )?|[-–]", text[out[-1][1] : date[0]])
            and (_BETWEEN.search(text[max(0, out[-1][0] - 9) : out[-1][0]]) or text[out[-1][1]] in "-–")
            and "/" not in out[-1][2]
        ):
            out[-1] = (out[-1][0], date[1], f"{out[-1][2]}/{date[2]}")
        else:
            out.append(date)
    return out


def _claims(text: str, dates: Sequence[Dated], others: Sequence[tuple[int, int]]) -> dict[int, tuple[int, int]]:
    """Dates that stand right after a quantity ("$4.4 billion in 2023"), by their start."""
    ends = {end: (start, end) for start, end in others}
    out: dict[int, tuple[int, int]] = {}
    for s, _, _ in dates:
        link = _RIGHT_AFTER.search(text, max(0, s - 24), s)
        if link and link.start() in ends:
            out[s] = ends[link.start()]
    return out


def period(text: str, start: int, end: int, dates: Sequence[Dated], others: Sequence[tuple[int, int]]) -> str | None:
    """The nearest date of the sentence; other quantities, semicolons and contrasts in between push a date away."""
    claimed = _claims(text, dates, others)
    best: tuple[int, str] | None = None
    base: str | None = None
    for s, e, value in dates:
        if s < end and start < e:
            continue
        owner = claimed.get(s)
        if owner == (start, end):
            return value
        if owner is not None and re.search(r"\b(?:from|than) $", text[max(0, owner[0] - 6) : owner[0]]):
            continue
        a, b = (end, s) if s >= end else (e, start)
        gap = text[a:b]
        cost = (
            (80 if owner is not None else 0)
            + len(gap)
            + 60 * sum(a <= o and p <= b for o, p in others)
            + 60 * len(re.findall(r"\band (?:on|in|by|then)\b", gap))
            + 120 * len(re.findall(r";|\bwhile\b|\bwhereas\b|\bbut\b", gap))
        )
        if (
            (link := _BASE.search(text, max(0, s - 24), s))
            and not (link[1].lower() == "on" and len(value) > 4)
            and "/" not in value
            and s >= end
        ):
            if base is None and len(gap) < 40 and not any(a <= o and p <= b for o, p in others):
                base = value
            continue
        if re.search(r"\b(?:by|until|through|to) $", text[max(0, s - 9) : s]) and s < start:
            cost += 30
        if best is None or cost < best[0]:
            best = (cost, value)
    if best is None:
        return None
    if base is not None and re.fullmatch(r"\d{4}", base) and re.fullmatch(r"\d{4}", best[1]) and base < best[1]:
        return f"{base}/{best[1]}"
    return best[1]
