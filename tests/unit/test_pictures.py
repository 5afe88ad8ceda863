"""Pictures: drawn from enough points only, the same bytes each time, words that cannot break out."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.site.pictures.axis import Dot, axis
from generator.site.pictures.network import WIDE, Edge, Node, _crosses, _labels, network
from generator.site.pictures.series import Point, columns
from generator.site.pictures.svg import element, escape, number, shorten
from generator.site.words import Words

ENGLISH = Words.of("en")


def _day(value: date, text: str = "x", ahead: bool = False) -> Dot:
    return Dot(value, value, text, ahead)


def _dots(*days: int) -> list[Dot]:
    return [_day(date(2025, 1, d), f"day {d}") for d in days]


def test_numbers_are_short_and_never_waver() -> None:
    """One decimal at most, no negative nought."""
    assert [number(v) for v in (1.0, 1.26, -0.01, 100.0, 0.05)] == ["1", "1.3", "0", "100", "0.1"]


def test_attributes_are_escaped_and_named_as_svg_has_them() -> None:
    """Trailing and inner underscores become what SVG wants; quotes and angle brackets are references."""
    assert element("a", class_="b c", stroke_width=1.5, title='<">', x=None) == (
        '<a class="b c" stroke-width="1.5" title="&lt;&quot;&gt;"/>'
    )


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp")), max_size=60))
def test_any_text_is_one_text_node(text: str) -> None:
    """Whatever a name holds, the XML parses and shows exactly it."""
    root = ET.fromstring(element("text", escape(text)) if text.split() else "<text/>")
    assert (root.text or "") == " ".join(text.split())
    assert len(root) == 0


def test_three_dates_are_no_picture_and_four_are() -> None:
    """The same date told four times is one date."""
    assert axis(_dots(1, 2, 3), "three", ENGLISH) is None
    assert axis(_dots(1, 1, 1, 1), "one", ENGLISH) is None
    assert axis(_dots(1, 2, 3, 4), "four", ENGLISH) is not None


def test_the_axis_keeps_the_order_of_time_and_marks_what_is_ahead() -> None:
    """Dots run from left to right by date; an expected one has a class of its own."""
    dots = [_day(date(2025, 3, 1), "c", True), _day(date(2024, 1, 5), "a"), _day(date(2024, 8, 1), "b"),
            _day(date(2024, 12, 1), "d")]  # fmt: skip
    root = ET.fromstring(axis(dots, "four", ENGLISH) or "")
    circles = list(root.iter("circle"))
    places = [float(c.attrib["cx"]) for c in circles]
    assert places == sorted(places)
    assert [c.attrib["class"] for c in circles] == ["dot", "dot", "dot", "dot ahead"]
    assert [c[0].text for c in circles] == ["a", "b", "d", "c"]


def test_a_lonely_early_date_does_not_squeeze_the_others() -> None:
    """A date eighty years before the others stands at the edge, beyond a break, with its year."""
    dots = [_day(date(1945, 5, 9), "war"), *_dots(1, 8, 15, 22, 29)]
    picture = axis(dots, "six", ENGLISH) or ""
    root = ET.fromstring(picture)
    places = [float(c.attrib["cx"]) for c in root.iter("circle")]
    assert places[-1] - places[1] > 400
    assert ">1945<" in picture


def test_dots_of_one_day_stand_above_each_other() -> None:
    """No dot hides another."""
    root = ET.fromstring(axis([*_dots(1, 2, 3), _day(date(2025, 1, 3), "again"), *_dots(9)], "five", ENGLISH) or "")
    spots = [(c.attrib["cx"], c.attrib["cy"]) for c in root.iter("circle")]
    assert len(set(spots)) == len(spots)


def test_columns_need_three_points_and_start_at_nought() -> None:
    """Heights are in the proportion of the values."""
    points = [Point("2022", 10.0, "10"), Point("2023", 20.0, "20"), Point("2024", 5.0, "5", True)]
    assert columns(points[:2], "two") is None
    bars = [b.attrib for b in ET.fromstring(columns(points, "three") or "").iter("rect")]
    heights = [float(b["height"]) for b in bars]
    assert heights[1] == pytest.approx(2 * heights[0], abs=0.2)
    assert [b["class"] for b in bars] == ["bar", "bar", "bar current"]


def test_no_label_of_a_column_is_cut() -> None:
    """A long name is told whole and lies inside the picture, the first and last one too; labels cover columns."""
    names = [f"May {year} and on" for year in (2022, 2023, 2024)]
    root = ET.fromstring(columns([Point(n, 1.0, "1") for n in names], "three") or "")
    width = float(root.attrib["viewBox"].split()[2])
    assert {names[0], names[2]} <= {e.text for e in root.iter("text")}
    assert [e.tag for e in root][-5:] == ["text"] * 5
    for left, _, right, _ in _boxes(root):
        assert left >= -1
        assert right <= width + 1


def test_equal_and_zero_values_are_drawn() -> None:
    """Nothing divides by nought."""
    assert columns([Point(str(n), 0.0, "0") for n in range(3)], "flat") is not None


NODES = [Node(f"n{i}", f"Name {i}", "person", 10 - i) for i in range(6)]
EDGES = [Edge("n0", f"n{i}", 6 - i) for i in range(1, 6)] + [Edge("n1", "n2", 2)]


def test_a_network_needs_four_actors_and_three_lines() -> None:
    """Fewer are a sentence; who has no line is left out."""
    assert network(NODES[:3], EDGES[:2], "small") is None
    assert network(NODES, EDGES[:2], "two lines") is None
    drawn = network([*NODES, Node("x", "Lonely", "person", 1)], EDGES, "six") or ""
    assert "Lonely" not in drawn
    assert drawn.count("<circle") == 6


def _boxes(root: ET.Element) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of each line of a name, as wide as its words."""
    boxes = []
    for text in root.iter("text"):
        wide, x, y = len(text.text or "") * 6.7, float(text.attrib["x"]), float(text.attrib["y"])
        left = x - {"start": 0, "middle": wide / 2, "end": wide}[text.attrib.get("text-anchor", "start")]
        boxes.append((left, y - 10, left + wide, y + 1))
    return boxes


def test_labels_of_a_network_cover_neither_each_other_nor_a_dot() -> None:
    """Names have room of their own, those of two actors that stand close and of many lines too."""
    crowd = [*NODES, Node("n6", "Shared Organization of Long Names", "organization", 9), Node("n7", "N", "place", 9)]
    root = ET.fromstring(network(crowd, [*EDGES, Edge("n6", "n0", 5), Edge("n7", "n1", 4)], "eight") or "")
    boxes = _boxes(root)
    dots = [(x - r, y - r, x + r, y + r) for x, y, r in (
        (float(c.attrib["cx"]), float(c.attrib["cy"]), float(c.attrib["r"])) for c in root.iter("circle")
    )]  # fmt: skip
    for i, (left, top, right, bottom) in enumerate(boxes):
        assert 0 <= left < right <= 720
        for others in (boxes[i + 1 :], dots):
            assert not any(o[0] < right and left < o[2] and o[1] < bottom and top < o[3] for o in others)


@pytest.mark.parametrize(
    ("dots", "line", "base"),
    [
        ({}, (), 191),
        ({"b": (300, 188)}, (), 217),  # a dot in the way above
        ({"as long a name as any": (300, 178)}, (), 217),  # another name, whose place is its own in the first round
        ({"b": (200, 188), "c": (400, 188)}, ("b", "c"), 217),  # a line
        # A name that has no better place, with dots at its three other sides: "a" gives way in the second round.
        ({"b": (300, 165), "c": (320, 165), "d": (280, 165), "e": (300, 148), "f": (301, 149)}, (), 217),
    ],
)  # fmt: skip
def test_a_name_of_a_network_stands_above_its_dot_or_where_there_is_room(
    dots: dict[str, tuple[float, float]], line: tuple[str, ...], base: float
) -> None:
    """Below it where a dot, a name or a line is in the way above."""
    places = {"a": (300.0, 200.0), **dots}
    edges = [Edge(*line, 1)] if line else []
    found = _labels([Node(i, i, "person", 1) for i in places], edges, places, dict.fromkeys(places, 5.0), WIDE)
    assert (found["a"].anchor, found["a"].base) == ("middle", base)


def test_no_name_of_a_network_stands_outside() -> None:
    """At an edge of the picture it takes another side."""
    places = {"name": (WIDE.width - 6, 6.0)}
    found = _labels([Node("name", "name", "person", 1)], [], places, {"name": 5.0}, WIDE)
    assert found["name"].anchor == "end"


def test_a_long_name_of_a_network_is_told_whole_on_two_lines() -> None:
    """It breaks at the space nearest to its middle."""
    nodes = [*NODES, Node("o", "Shanghai Cooperation Organization", "organization", 9)]
    root = ET.fromstring(network(nodes, [*EDGES, Edge("o", "n0", 5)], "seven") or "")
    assert {"Shanghai Cooperation", "Organization"} <= {t.text for t in root.iter("text")}


def test_the_same_network_is_the_same_bytes() -> None:
    """The seed is fixed, coordinates are whole numbers, and the order of the lines does not matter to the places."""
    assert network(NODES, EDGES, "six") == network(NODES, EDGES, "six")


def test_no_picture_has_a_colour_or_style_of_its_own() -> None:
    """Colours come from the style sheet, which a strict policy demands too."""
    pictures = [axis(_dots(1, 2, 3, 4), "a", ENGLISH), columns([Point(str(n), n + 1.0, "v") for n in range(4)], "c"),
                network(NODES, EDGES, "n")]  # fmt: skip
    for drawn in pictures:
        assert drawn
        assert not re.search(r'style=|fill=|stroke="|#[0-9a-f]{3}', drawn)
        assert 'role="img"' in drawn


def test_long_names_are_cut_at_a_word() -> None:
    """A label ends in an ellipsis where something is missing."""
    assert shorten("Council on Foreign and Defence Policy", 20) == "Council on Foreign…"
    assert shorten("Short", 20) == "Short"
    assert shorten("Donaudampfschifffahrtsgesellschaft", 10) == "Donaudamp…"


def test_dots_never_cover_each_other_and_hollow_ones_are_explained() -> None:
    """Each dot is whole; where they have no room there is no picture."""
    dots = [_day(date(2024, 1, 1 + n), f"{n}", ahead=n == 8) for n in range(9)]
    dots += [_day(date(2020 + n, 6, 1)) for n in range(4)]
    picture = axis(dots, "many", ENGLISH) or ""
    spots = [(float(c.attrib["cx"]), float(c.attrib["cy"])) for c in ET.fromstring(picture).iter("circle")]
    size = 2 * float(next(ET.fromstring(picture).iter("circle")).attrib["r"])
    assert len(spots) == len(dots)
    assert all(abs(a - x) >= size or abs(b - y) >= size for n, (a, b) in enumerate(spots) for x, y in spots[n + 1 :])
    assert ">expected<" in picture
    assert ">expected<" not in (axis(_dots(1, 8, 15, 22), "none ahead", ENGLISH) or "")
    assert axis([*dots, *(_day(date(2024, 1, 2), f"again {n}") for n in range(5))], "too many", ENGLISH) is None


@given(st.tuples(*[st.floats(0, 50)] * 4), st.tuples(*[st.floats(0, 50)] * 2), st.tuples(*[st.floats(0, 50)] * 2))
def test_a_line_that_is_nowhere_near_a_name_is_passed_over(
    box: tuple[float, float, float, float], one: tuple[float, float], other: tuple[float, float]
) -> None:
    """Its points need not be looked at, as they were for each name and side; the answer is the same."""
    way = [[a + (b - a) * n / 40 for a, b in zip(one, other, strict=True)] for n in range(41)]
    assert _crosses(box, one, other) == any(box[0] < x < box[2] and box[1] < y < box[3] for x, y in way)
