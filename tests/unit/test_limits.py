"""What is too large, too deep or too often is refused in one line, before any work is done on it."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from generator.briefs.records import parse_record
from generator.core import limits, yamltext
from generator.core.configuration import load_catalog
from generator.core.errors import ConfigError, RecordError
from generator.core.limits import FIGURE_DIGITS, NUMBER_DIGITS, in_bounds
from generator.extract.figures.numbers import find_numbers
from generator.io.kept import Kept
from generator.link.ledger import ledger
from tests.integration import hand_made

HEAD = "---\nschema: 2\nid: a\ntitle: T\narticle: {source: a.md}\ntakeaway: {text: x}\n"


@pytest.mark.parametrize(
    ("lines", "field", "problem"),
    [
        ("figures: [{text: many, value: " + "9" * 310 + "}]", "line 7", "digits"),
        ("figures: [{text: many, value: " + "9" * 5000 + "}]", "line 7", "digits"),
        ("figures: [{text: many, value: '" + "9" * 310 + "', unit: ship}]", "figures/", "digits"),
        ("figures: [{text: many, value: 1, unit: ship, max_value: '1e400'}]", "figures/", "digits"),
        ("figures: [{text: many, value: 1.0e+400}]", "line 7", "digits"),
        ("figures: [{text: many, value: 1.0e+99999999}]", "line 7", "digits"),
        ("figures: [{text: many, value: .nan}]", "line 7", "digits"),
        ("actors: [{name: X, kind: person, salience: .inf}]", "line 7", "digits"),
        ("actors: [{name: X, kind: person, mentions: '" + "9" * 4000 + "'}]", "actors/x", "digits"),
        ("generated: {stale: {title: " + "[" * 3000 + "]" * 3000 + "}}", None, "inside each other"),
        ("generated: {stale: {title: " + "[" * 200000 + "]" * 200000 + "}}", None, "inside each other"),
        ("generated: {stale: {title: " + "{a: " * 50 + "}" * 50 + "}}", "line 7", "inside each other"),
        ("generated:\n  stale:\n    title:\n      " + "- " * 100000 + "x", None, "inside each other"),
        ("takeaway: {text: twice}", "line 7", "'takeaway' stands twice"),
        ("generated: {rules: a, rules: b}", "line 7", "'rules' stands twice"),
        ("title: !!int x", "line", ""),
        ("generated: {rules: !!int x}", "line", "or is none"),
        ("generated: {rules: !!bool x}", "line", "not what its tag says"),
        ("generated: {stale: &a {b: *a}}", "line", "aliases written out"),
        ("key_points: [{text: x, evidence: ['" + "9" * 5000 + ":1 x']}]", "key_points.0.evidence", "start:end"),
    ],
)
def test_a_record_beyond_the_limits_names_its_place(lines: str, field: str | None, problem: str) -> None:
    """Numbers no page can show, values without end, keys that hide each other: the file, the line or the field."""
    begin = time.perf_counter()
    with pytest.raises(RecordError) as caught:
        parse_record(f"{HEAD}{lines}\n---\n", "a.md")
    assert problem in caught.value.problem
    assert (caught.value.field or "").startswith(field or "")
    assert "\n" not in str(caught.value)
    assert time.perf_counter() - begin < 2


@pytest.mark.parametrize(
    "lines", ["takeaway: {text: %s}", "takeaway: {text: x}\nactors: [{name: A, kind: person, role: %s}]"]
)
def test_a_text_of_a_record_has_an_end(lines: str) -> None:
    """What links compare would grow with its square: one text of it is refused with its place, notes are not meant."""
    head = "---\nschema: 2\nid: a\ntitle: T\narticle: {source: a.md}\n"
    with pytest.raises(RecordError, match="has more than 20,000 characters") as caught:
        parse_record(f"{head}{lines % ('ab ' * 7000)}\n---\n", "a.md")
    assert caught.value.field in ("takeaway", "actors/a")
    parse_record(f"{head}{lines % ('ab ' * 6000)}\n---\n{'note ' * 9000}", "a.md")


def test_every_limit_stands_in_the_guide() -> None:
    """The table of the guide names each limit with the value that it has."""
    rows = (Path(__file__).parents[2] / "docs" / "guide" / "maintainers.md").read_text("utf-8").splitlines()
    for name, value in vars(limits).items():
        if name.isupper():
            assert any(f"`{name}` | {value:,} |" in row for row in rows), name


def test_aliases_are_counted_as_often_as_they_are_used() -> None:
    """Nine of nine of nine, eight times: refused before it is written out."""
    names = "abcdefgh"
    rows = ["a: &a [x,x,x,x,x,x,x,x,x]"]
    rows += [f"{n}: &{n} [{','.join([f'*{before}'] * 9)}]" for before, n in pairwise(names)]
    with pytest.raises(yaml.YAMLError, match="aliases written out"):
        yamltext.load("\n".join(rows))
    with pytest.raises(yaml.YAMLError, match="aliases written out"):
        yamltext.compose("\n".join(rows))
    assert yamltext.load("a: &a [x, y]\nb: *a\n") == {"a": ["x", "y"], "b": ["x", "y"]}


@pytest.mark.parametrize(
    "text", ["quote_words: " + "9" * 5000, "as_of: !!timestamp x", "as_of: 0001-01-05", "feeds: " + "[" * 9999]
)
def test_configuration_beyond_the_limits_names_its_file(text: str, tmp_path: Path) -> None:
    """Values no loader can build are the configuration's error, not an internal problem."""
    (tmp_path / "site.yml").write_text(text)
    with pytest.raises(ConfigError, match=r"site\.yml"):
        load_catalog(tmp_path)


@pytest.mark.parametrize("level", ["[", '[ "]", ', '{ "}": ', "[ x, ", "[ # ]\n"])
def test_brackets_in_quotes_hide_no_depth(level: str) -> None:
    """In a process of its own, which a parser in C without stack would end: 400 KB of levels are refused, not built.

    Whatever stands in quotation marks or comments closes no bracket; many that do close are no depth.
    """
    text = "a: " + level * (400_000 // len(level))
    program = (
        "import sys, yaml\nfrom generator.core import yamltext\n"
        "try: yamltext.load(sys.stdin.read())\nexcept yaml.YAMLError as error: print(error.problem)"
    )
    ran = subprocess.run([sys.executable, "-c", program], input=text, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert "stand inside each other" in ran.stdout
    flat = yamltext.load("a: [" + "[x], " * 5000 + "]\nb: '" + "- " * 100 + "'")
    assert len(flat["a"]) == 5000


@pytest.mark.parametrize("number", ["9" * (FIGURE_DIGITS + 1), "9" * 310, "9" * 4400, "0." + "0" * 400 + "1"])
def test_an_article_cannot_name_a_number_that_stops_the_site(number: str) -> None:
    """What is longer than any quantity is no figure, with and without a scale or a fraction."""
    for text in (f"{number} visitors", f"${number} billion", f"1/{number} of it", f"{number} x 10^99", f"-{number} C"):
        assert all(in_bounds(found.value, FIGURE_DIGITS) for found in find_numbers(text)), text
    assert find_numbers("9" * FIGURE_DIGITS + " billion ships") == []
    assert find_numbers("9" * FIGURE_DIGITS + " ships")[0].value == Decimal("9" * FIGURE_DIGITS)


def test_a_power_of_ten_costs_no_other_number() -> None:
    """ "5 x 10^40" is longer than a remainder can be: it is left out, and what stands beside it is read."""
    assert [n.value for n in find_numbers("about 5 x 10^40 atoms in 300 grams")] == [Decimal(300)]


def test_numbers_out_of_bounds_stay_out_of_the_ledger() -> None:
    """A brief from elsewhere with such a figure harms nobody: it is not compared with others."""
    brief = hand_made.pact_brief()
    huge = replace(brief.figures[0], value=Decimal("9" * 310))
    entries = ledger((replace(brief, figures=(huge, *brief.figures[1:])),))
    assert len(entries) == len(brief.figures) - 1


def test_a_cache_that_cannot_hold_a_value_costs_nothing(tmp_path: Path) -> None:
    """An integer of 5,000 digits is no JSON, nor is a Decimal. Neither stops the run."""
    for facts in ({"a": 10**5000}, Decimal(1)):
        kept = Kept(tmp_path, "numbers")
        kept.put("a", "1", facts)
        kept.close()
        kept = Kept(tmp_path, "numbers")
        assert kept.facts("a", "1") is None
        kept.close()


def test_bounds() -> None:
    """Ordinary numbers pass, of every type; what is not finite or has too many digits does not."""
    assert all(in_bounds(n) for n in (None, 0, -5, 0.1, Decimal("244800000000"), Decimal(1) / 3, 10**NUMBER_DIGITS - 1))
    odd = (10**NUMBER_DIGITS, float("inf"), float("nan"), 1e300, Decimal("1e400"), Decimal("1e-400"), Decimal("NaN"))
    assert not any(in_bounds(n) for n in odd)
