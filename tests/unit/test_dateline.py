"""Datelines: how much of a line they take, and the day they name."""

from __future__ import annotations

import pytest

from generator.language.dateline import Dateline, read_dateline


@pytest.mark.parametrize(
    ("dateline", "date"),
    [
        ("PORTVILLE, September 3, 2025 (Wire) - ", "2025-09-03"),
        ("EASTPORT, 3 September 2025 (Wire) – ", "2025-09-03"),
        ("PORTVILLE/EASTPORT, March 4 (Agency) — ", "XXXX-03-04"),
        ("PORTVILLE, Nov. 2 (Agency) -- ", "XXXX-11-02"),
        ("PORTVILLE (Agency)--", None),
        ("NEW PORTVILLE, N.Y., Sept 3 - ", "XXXX-09-03"),
        ("PORTVILLE, Norland, Friday — ", None),
        ("ST. ANNA, Fla. (Wire) — ", None),
        ("Portville (Wire) – ", None),
        ("PORTVILLE — ", None),
        ("PORTVILLE and EASTPORT, March 4, 2025 /Wire/ -- ", "2025-03-04"),
        ("Port Ville March 4/2025 ", "2025-03-04"),
        ("4 March 2025: ", "2025-03-04"),
        ("Ottawa – ", None),
        ("Ottawa: ", None),
        ("Portville, March 4, PNA - ", "XXXX-03-04"),
        ("Portville. March 4. PortTag - ", "XXXX-03-04"),
        ("(Agency) - ", None),
        ("Portville, Norland, September 3, 2025 – ", "2025-09-03"),
        ("September 3, 2025 — ", "2025-09-03"),
        ("PORTVILLE, Norland, Sept. 3, 2025 /Wire/ -- ", "2025-09-03"),
        ("PORTVILLE (Wire/DN) — 3 Sept. 2025 — ", "2025-09-03"),
        ("St Anna (Wire), 3 September 2025 -- ", "2025-09-03"),
        ("(PORTVILLE, Norland, 3 September 2025) ", "2025-09-03"),
        ("NEW PORTVILLE - (Wire) - September 3, 2025 - ", "2025-09-03"),
        ("Portville (Norland), Sept. 3, 2025: ", "2025-09-03"),
        ("PORTVILLE, Norland, Wednesday 3 September 2025 - ", "2025-09-03"),
        ("PORT VILLE, Sept 3, 2025 (Wire): ", "2025-09-03"),
        ("Portville | 3 September 2025 | ", "2025-09-03"),
        ("Portville, Norland - September 3, 2025 - ", "2025-09-03"),
        ("LONDON ", None),
        ("SEOUL/PARIS ", None),
        ("PORTVILLE, South Africa ", None),
    ],
)
def test_datelines(dateline: str, date: str | None) -> None:
    """A place, perhaps a region, a day and an agency, up to the dash: all of it is read, and the day as written."""
    assert read_dateline(dateline + "The gate was closed.") == Dateline(len(dateline), date)


@pytest.mark.parametrize(
    "line",
    [
        "NATO - an alliance of 32 states - will meet.",
        "The NPC - a firm - closed.",
        "A-10 - the plane - is old.",
        "On September 3, 2025 - a Wednesday - the gate closed.",
        "PORTVILLE, February 31, 2025 was no day.",
        "Portville – the port – is closed.",
        "Portville – The port is closed.",
        "Rome – Italy’s capital – is old.",
        "Portville: The port is closed.",
        "Roe (Labour): The port is closed.",
        "Portville, March 4 rain - the port is closed.",
        "PORTVILLE Holdings closed the gate.",
        "NASA Administrator Jane Roe closed the gate.",
        "LONDON is closed.",
        "KREMLIN Spokesman Jim Orr closed the gate.",
        "PORTVILLE, Oldtown Harbour closed the gate.",
    ],
)
def test_no_dateline(line: str) -> None:
    """Words between dashes and capitals at the head of a sentence are its own words."""
    assert read_dateline(line) is None
