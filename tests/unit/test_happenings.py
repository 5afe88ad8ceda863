"""Which tellings are one happening: how often that is right, and what the joined ones say together."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.core.model import Brief
from generator.link import link
from generator.link.corpus import Corpus, Happening
from tests.linking import as_text, make_brief, make_catalog

GOLD = Path(__file__).parent.parent / "golden" / "happenings"
LEAST = 0.95
"""Of the pairs that are joined so many are to be one happening, in each file."""
FOUND = 0.55
"""Of the pairs that are one happening so many are joined, in all: more would be wrong more often."""


def _pairs(path: Path) -> tuple[int, int, int]:
    """Pairs that are one happening, pairs that were joined, and pairs that are both."""
    case = as_text(yaml.safe_load(path.read_text("utf-8")))
    told = [
        (str(day["date"]), key, text) for day in case["days"] for key, texts in day["told"].items() for text in texts
    ]
    corpus = link([_brief(n, date, text, case["names"]) for n, (date, _, text) in enumerate(told)], make_catalog({}))
    joined = {t.brief: h.id for h in corpus.happenings for t in h.tellings}
    of_a_day = [(n, m) for n, m in combinations(range(len(told)), 2) if told[n][0] == told[m][0]]
    one = {(n, m) for n, m in of_a_day if told[n][1] == told[m][1]}
    found = {(n, m) for n, m in of_a_day if joined[f"b{n}"] == joined[f"b{m}"]}
    return len(one), len(found), len(one & found)


def _brief(number: int, date: str, text: str, names: Mapping[str, list[str]]) -> Brief:
    actors = [
        {"name": name, "kind": kind, "aliases": aliases}
        for name, (kind, *aliases) in names.items()
        if any(re.search(rf"\b{re.escape(n)}\b", text) for n in (name, *aliases))
    ]
    published = date if len(date) == 10 else "2026-06-01"
    said = {"id": f"b{number}", "published": published, "events": [{"date": date, "text": text}], "actors": actors}
    return make_brief(said)


@pytest.mark.parametrize("path", sorted(GOLD.glob("*.yml")), ids=lambda p: p.stem)
def test_what_is_joined_is_one_happening(path: Path) -> None:
    """At least 95 in 100 of the joined pairs are rightly so, on the days the rules were set on and on others."""
    _, found, right = _pairs(path)
    assert right >= LEAST * found > 0


def test_the_gold_is_large_and_most_of_it_is_found() -> None:
    """More than a hundred pairs are joined, and more than half of those that should be."""
    counts = [_pairs(path) for path in GOLD.glob("*.yml")]
    one, found, right = (sum(column) for column in zip(*counts, strict=True))
    assert found >= 100
    assert right >= FOUND * one


ADA = {"name": "Ada Lovelace", "aliases": ["Lovelace"]}
OPENING = "Ada Lovelace opens the Halden bridge on 4 March."


def _corpus(*briefs: dict[str, Any], as_of: str | None = None) -> Corpus:
    made = [make_brief({"id": f"b{n}", "actors": [ADA], **brief}) for n, brief in enumerate(briefs)]
    return link(made, make_catalog({"as_of": as_of}))


def _only(corpus: Corpus) -> Happening:
    (happening,) = corpus.happenings
    return happening


def test_one_happening_has_one_status_and_one_certainty() -> None:
    """Looks of two articles at one day get the status of the whole, also where only one of them was reported."""
    corpus = _corpus(
        {"published": "2026-02-01", "next": [{"text": OPENING, "when": "2026-03-04", "certainty": "possible"}]},
        {
            "published": "2026-02-20",
            "next": [
                {
                    "text": "The Halden bridge will be opened by Lovelace on 4 March.",
                    "when": "2026-03-04",
                    "certainty": "scheduled",
                }
            ],
        },
        {
            "published": "2026-03-05",
            "events": [{"text": "Ada Lovelace opened the Halden bridge on 4 March.", "date": "2026-03-04"}],
        },
    )
    happening = _only(corpus)
    assert (happening.status, happening.certainty, happening.ahead) == ("reported", "scheduled", False)
    assert happening.text == "Ada Lovelace opened the Halden bridge on 4 March."
    assert happening.briefs == ("b2", "b0", "b1")
    assert [(o.status, [r.brief for r in o.reported_by]) for o in corpus.outlook] == [("reported", ["b2"])] * 2


def test_a_day_that_has_come_and_that_nobody_reports_is_due() -> None:
    """Without a report the day of the site tells whether it is ahead or due, for all tellings alike."""
    look = {"published": "2026-02-01", "next": [{"text": OPENING, "when": "2026-03-04"}]}
    other = {"published": "2026-02-02", "next": [{"text": OPENING, "when": "2026-03-04"}]}
    assert _only(_corpus(look, other, as_of="2026-03-04")).status == "ahead"
    assert _only(_corpus(look, other, as_of="2026-03-05")).status == "due"


def test_a_later_telling_does_not_change_the_id() -> None:
    """What links to a happening or holds it in a calendar finds it again when another brief tells it."""
    look = {"published": "2026-02-01", "next": [{"text": OPENING, "when": "2026-03-04"}]}
    later = {"published": "2026-03-05", "events": [{"text": OPENING, "date": "2026-03-04"}]}
    assert _only(_corpus(look)).id == _only(_corpus(look, later)).id


def test_sentences_of_one_article_stay_apart() -> None:
    """An article that tells two things of a day tells two things, however alike they are; the same words are one."""
    events = [
        {"text": OPENING, "date": "2026-03-04"},
        {"text": OPENING.replace("opens", "paints"), "date": "2026-03-04"},
    ]
    assert len(_corpus({"published": "2026-03-05", "events": events}).happenings) == 2
    assert len(_corpus({"published": "2026-03-05", "events": events[:1] * 2}).happenings) == 1


def test_a_look_without_a_date_joins_one_of_a_year_but_never_two() -> None:
    """The meeting without a date is that of one year; it does not make one meeting of those of two years."""
    text = "Lovelace will travel to the annual meeting of the Halden Society."
    looks = [
        {"published": f"2025-0{n}-01", "next": [{"text": text.replace(".", f" in {year}."), "when": year}]}
        for n, year in ((1, "2026"), (2, "2027"))
    ]
    corpus = _corpus(*looks, {"published": "2025-03-01", "next": [{"text": text, "when": None}]})
    assert sorted(h.date or "" for h in corpus.happenings) == ["2026", "2027"]
    assert sorted(len(h.tellings) for h in corpus.happenings) == [1, 2]


def test_what_has_no_date_comes_last_and_the_newest_first() -> None:
    """The outlook begins its list of undated looks with the newest brief's."""
    briefs = [
        {"published": f"2026-0{n}-01", "next": [{"text": f"Lovelace wants {what}.", "when": when}]}
        for n, what, when in ((1, "a boat", None), (3, "a mill", None), (2, "a quarry", None), (1, "a ferry", "2027"))
    ]
    told = [h.brief for h in _corpus(*briefs).happenings]
    assert told == ["b3", "b1", "b2", "b0"]


def test_an_office_stands_once_with_its_dates() -> None:
    """Wordings that say the same or less of one office are one; another office and a former one are others."""
    roles = ("President", "Russian leader", "Russian President", "former mayor of Leningrad", "mayor of Leningrad")
    briefs = [
        make_brief({"id": f"b{n}", "published": f"2025-0{n + 1}-01", "actors": [{"name": "Ivan Petrov", "role": role}]})
        for n, role in enumerate(roles)
    ]
    (entry,) = link(briefs, make_catalog({})).actors
    found = {note.role: (note.first, note.published, set(note.others)) for note in entry.roles}
    assert found == {
        "Russian President": ("2025-01-01", "2025-03-01", {"President", "Russian leader"}),
        "former mayor of Leningrad": ("2025-04-01", "2025-04-01", set()),
        "mayor of Leningrad": ("2025-05-01", "2025-05-01", set()),
    }
