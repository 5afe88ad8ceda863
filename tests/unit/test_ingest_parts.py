"""The parts of ingest: names, titles, wrapped lines, repeats, rules, fingerprints."""

from __future__ import annotations

import pytest

from generator.ingest import ingest
from generator.ingest.cleaning.signature import read_signature
from generator.ingest.cleaning.wrapping import ends_paragraph, rejoined, wrapped_at
from generator.ingest.draft import Line
from generator.ingest.person_names import byline, is_name
from generator.ingest.readers.markdown import lines_of
from generator.ingest.readers.markup import words_of

PROSE = "The council voted for the new bridge on Monday, after a debate that had lasted for nearly two years in all."


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Jane Roe", ("Jane Roe",)),
        ("BY JANE ROE", ("Jane Roe",)),
        ("ByJane Roe", ("Jane Roe",)),
        ("By Jane Roe, John Doe and Richard Roe", ("Jane Roe", "John Doe", "Richard Roe")),
        ("By Jane Roe, Staff Writer", ("Jane Roe",)),
        ("By Jane Roe in Geneva", ("Jane Roe",)),
        ("By Jane Roe for The Example Review", ("Jane Roe",)),
        ("Written by Jane van der Roe | 4 March 2025 | 5 min read", ("Jane van der Roe",)),
        ("Author: J. R. Roe", ("J. R. Roe",)),
        ("By Example News Agency", ("Example News Agency",)),
        ("By the numbers", ()),
        ("By Monday the bridge was open.", ()),
        ("By 2030, Half Of All Cars", ()),
        ("Byron Roe", ()),
        ("Bylaws For Small Towns", ()),
        ("By and large a good year for ports", ()),
    ],
)
def test_byline(line: str, names: tuple[str, ...]) -> None:
    """A byline gives its names, and a sentence or title that begins with By gives none."""
    assert byline(line) == names


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Jane Roe", True),
        ("Jean-Luc O’Roe", True),
        ("J. R. R. Roe", True),
        ("Ludwig van Beethoven", True),
        ("José Ángel Roe", True),
        ("United Nations", False),
        ("The Bridge", False),
        ("jane roe", False),
        ("Jane", False),
        ("Why Bridges Fall", False),
        ("Jane Roe, editor", False),
        ("Jane Roe 2", False),
    ],
)
def test_names(line: str, name: bool) -> None:
    """A name has two to five capitalised words, none of them one that titles or institutions are made of."""
    assert is_name(line) is name


@pytest.mark.parametrize(
    ("top", "title"),
    [
        ("You are here now\n\nCouncil votes for the bridge", "Council votes for the bridge"),
        ("News Release 4 of 9\n\nCouncil votes for the bridge", "Council votes for the bridge"),
        ("A quiet bridge, a loud crossing\n\nCouncil votes for the bridge", "A quiet bridge, a loud crossing"),
        ("You are here now", "You are here now"),
    ],
)
def test_a_title_is_about_the_text(top: str, title: str) -> None:
    """A page's own line gives way to one whose words the text uses; without another, it is the title all the same."""
    told = "The council voted for the bridge on Monday, and the bridge will be built by the council within three years."
    assert ingest("a.md", f"{top}\n\n{told} {PROSE}".encode()).title == title


@pytest.mark.parametrize(
    ("top", "title"),
    [
        ("A bridge for the next hundred years", "A bridge for the next hundred years"),
        ("Can a bridge pay for itself?", "Can a bridge pay for itself?"),
        ("# Bridges", "Bridges"),
        ("## Bridges of the valley", "Bridges of the valley"),
        ("“A bridge too many”", "“A bridge too many”"),
        ("The Takeaway", None),
        ("# Key points", None),
        ("Why it matters", None),
        ("The council has voted.", None),
        ("- a first point of a list", None),
        ("In short:", None),
        ("Bridges", None),
        ("March 4, 2025", None),
        ("JANE ROE TARN |", None),
    ],
)
def test_title_on_top(top: str, title: str | None) -> None:
    """A line that reads like a title becomes it and leaves the text; section headings and sentences do not."""
    article = ingest("a.md", f"{top}\n\n{PROSE}".encode())
    assert article.title == title
    assert article.text.endswith(PROSE)
    assert (article.text == PROSE) == (title is not None or article.published is not None)


@pytest.mark.parametrize(
    ("top", "authors", "published"),
    [
        ("By **Jane Roe**\n*March 4, 2025*", ("Jane Roe",), "2025-03-04"),
        ("By Staff Reporters\nMarch 4, 2025", (), "2025-03-04"),
        ("Jane Roe, March 4, 2025", ("Jane Roe",), "2025-03-04"),
        ("4 March 2025 | Jane Roe", ("Jane Roe",), "2025-03-04"),
        ("Jane Roe • 4 March 2025 • 5 min read", ("Jane Roe",), "2025-03-04"),
        ("By Jane Roe, Example News\nUpdated 5:30 PM EST, Tue March 4, 2025", ("Jane Roe",), "2025-03-04"),
        ("Published 10:22 a.m. ET March 4, 2025", (), "2025-03-04"),
        ("By Jane Roe\nExample News Staff Writer\nMarch 2025", ("Jane Roe",), "2025-03"),
        ("Jane Roe\nSenior Fellow, Example Institute\nMarch 4, 2025", ("Jane Roe",), "2025-03-04"),
        ("By Jane Roe March 4, 2025 | 04:22 am PT", ("Jane Roe",), "2025-03-04"),
        ("By Jane Roe - March 4, 2025", ("Jane Roe",), "2025-03-04"),
        ("Posted by Jane Roe on March 4, 2025", ("Jane Roe",), "2025-03-04"),
        ("March 4, 2025 / 10:22 AM EST / Example News", (), "2025-03-04"),
        ("Mar 4, 2025, 10:22am EST", (), "2025-03-04"),
        ("Date: 2025-03-04\nAuthor: Jane Roe", ("Jane Roe",), "2025-03-04"),
        ("Published 4 March 2025\nUpdated 5 March 2025", (), "2025-03-04"),
    ],
)
@pytest.mark.parametrize("title_first", [True, False])
def test_signatures(top: str, authors: tuple[str, ...], published: str, title_first: bool) -> None:
    """Names and dates under or over the title are read in the forms outlets use, and leave the text."""
    head = ["A bridge at last", top] if title_first else [top, "A bridge at last"]
    article = ingest("a.txt", "\n".join([*head, PROSE]).encode())
    assert (article.title, article.authors, article.published) == ("A bridge at last", authors, published)
    assert article.text == PROSE


@pytest.mark.parametrize(
    "line",
    [
        "On March 4, 2025 the council voted",
        "March 4, 2025, was a cold day",
        "May and June 2025 compared",
        "Budget 2025",
        "NEXT FERRY: TARN 2025-03-04 18:30",
        "4:30",
        "",
    ],
)
def test_no_signature(line: str) -> None:
    """Words beside a date that are neither names nor notes make a sentence or a title of the line."""
    assert read_signature(line) is None


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Published: 11:01, 4 March 2025", "2025-03-04"),
    ],
)
def test_a_day_beside_words_of_publication(line: str, date: str) -> None:
    """A month behind "published in", a day behind a label and a time."""
    signature = read_signature(line)
    assert signature is not None
    assert signature.dates == (date,)


def test_a_date_between_paragraphs_is_not_the_articles() -> None:
    """Below a title and one introduction a date counts, between paragraphs it heads a part and stays."""
    deck = "The vote came after a debate of two years, and it was close."
    assert ingest("a.txt", f"A bridge at last\n{deck}\nMarch 4, 2025\n{PROSE}".encode()).published == "2025-03-04"
    article = ingest("a.txt", f"{deck}\n\nMarch 4, 2021\n\n{PROSE}".encode())
    assert article.published_source != "stated"
    assert "March 4, 2021" in article.text


@pytest.mark.parametrize(
    ("top", "title"),
    [("Title: A bridge at last", "A bridge at last"), ("A bridge at last | Example News", "A bridge at last")],
)
def test_title_is_freed_of_labels(top: str, title: str) -> None:
    """A label before a title and the outlet after it are not its words."""
    assert ingest("a.txt", f"{top}\n{PROSE}".encode()).title == title


def test_headings_further_down_are_no_title() -> None:
    """The first of several equal headings below the prose or above it names a part, not the article."""
    assert ingest("a.md", f"{PROSE}\n\n## The costs\n\nThey are high. Nobody denies it now.".encode()).title is None
    assert ingest("a.md", f"## The vote\n\n{PROSE}\n\n## The costs\n\nThey are high.".encode()).title is None


def test_given_title_is_not_repeated_in_the_text() -> None:
    """A heading that repeats the front matter's title goes."""
    article = ingest("a.md", f'---\ntitle: A “new” bridge\n---\n# A "new" bridge\n\n{PROSE}'.encode())
    assert (article.title, article.text) == ("A “new” bridge", PROSE)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("[reached \\\\$244](#) again", "reached $244 again"),
        ('["Three" \\(one, two\\)](#), and', '"Three" (one, two), and'),
        ("a “[plan](#)” b", "a “plan” b"),
        ('see [x [y] z](https://e.org/a_(b) "t")', "see x [y] z"),
        ("*in* **the** ***end*** _we_ __won__", "in the end we won"),
        ("2 * 3 * 4 and s*lt and snake_case_name", "2 * 3 * 4 and s*lt and snake_case_name"),
        ("[…] and [sic] and [1] stay", "[…] and [sic] and [1] stay"),
        ("territory.[12] Next[3][4]", "territory. Next"),
        ("<b>bold</b> <5 percent <name@example.org>", "bold <5 percent <name@example.org>"),
        ("AT&amp;T &#8364;5 R&D &copy 5", "AT&T €5 R&D &copy 5"),
        ("``He said so'' and ``left''", "``He said so'' and ``left''"),
        ("one\\", "one"),
        ("C\\D stays", "C\\D stays"),
    ],
)
def test_words_of_a_line(line: str, words: str) -> None:
    """Marks go, words stay, and what only looks like a mark stays too."""
    assert words_of(line) == words
    assert words_of(words) == words


def test_wrapped_lines_are_known_by_their_breaks() -> None:
    """Lines broken at a width are wrapped; paragraphs of a line each and lists are not."""
    wrapped = [
        "The council voted for the new bridge on Monday, after a debate",
        "that had lasted for nearly two years and had divided the town",
        "into those who live on the left bank of the river and the many",
        "who live on the right one.",
    ]
    assert wrapped_at(wrapped)
    assert not wrapped_at([line + "." for line in wrapped])
    assert not wrapped_at(["- " + line for line in wrapped])
    assert not wrapped_at(["A line", "of a poem", "that is short", "and goes on"])


WIRE = (
    "OSLO, May 6 (Wire) - The council of the harbour town voted for",
    "a new bridge on Monday.",
    "It will cost 40 million euros, twice as much as planned when",
    "Jane Roe, who has since left the council, first spoke of it in",
    "2019.",
    "Work begins in May.",
    "The mayor, John Doe, said the old bridge had to stay open until",
    "the new one could take lorries.",
)
"""Paragraphs wrapped before the last column, with no line between them, some lines going on with a capital."""


def test_a_wire_report_without_blank_lines_is_wrapped() -> None:
    """Only lines that end no sentence tell whether lines were broken at a width, and few wrap at the last column."""
    assert wrapped_at(WIRE) == max(map(len, WIRE))


def test_names_and_addresses_above_a_wrapped_text_hide_no_width() -> None:
    """They end early and go on with a capital, so that they stand alone and say nothing of how lines were broken."""
    address = (
        "Ann Roe",
        "Harbour Office, Norport",
        "(Phone: 202)",
        "Ben Dale",
        "Pilots, Tarn",
        "(Phone: 321)",
        "Ed Lund",
    )
    assert wrapped_at([*address, "Harbour, Oslo", "", *WIRE]) == max(map(len, WIRE))


def test_a_first_word_on_a_line_of_its_own_hides_no_width() -> None:
    """Copies of pages with large initials break behind them: what goes on with a small letter is broken, too."""
    drop = ("Hundreds", "of people were told on Monday to leave the valley below the dam,", "which has a crack.")
    lines = [*drop, "More", "than 40 homes in the town of Tarn have no power, and the railway", "to Norport is closed."]
    assert wrapped_at([*lines, *WIRE])
    page = [
        "Have YOU got a story? Write to tips@example.org",
        "By ANN ROE FOR NORLAND",
        "Published: 11:01, 24 May 2025",
    ]
    assert wrapped_at([*page, "", "Share or comment on this article:", "Legendary mayor dies"]) == 0
    assert wrapped_at(["Harbour", "news of the day", "Weather", "and tides", "The port", "opens at six"]) == 0


def test_lines_need_not_reach_the_last_column() -> None:
    """A letter or two may lack where the next line begins with a name; short lines between long ones tell no width."""
    names = [
        "The council of Norport voted on Monday for the bridge of Engineer",
        "Jane Roe and of her daughter in law, and then told the Mayor",
        "Karl Stone of Norport and the Councillor Mary Dale, whom the",
        "Dunns had asked twice, that this was a job for a Minister",
        "Leo Marsh.",
    ]
    assert wrapped_at(names)
    verse = ["going on", "and on", "as ever", "up the hill", "and down", "and then"]
    prose = [
        f"it rained for {n} days on all of the old town." for n in ("four", "five", "six", "seven", "eight", "ten")
    ]
    assert not wrapped_at([*verse, *prose])


def test_a_line_with_much_room_left_ends_its_paragraph() -> None:
    """The next word would have fitted; one with a small letter goes on all the same."""
    texts = [line.text for line in lines_of("\n".join(WIRE))]
    assert [t.split()[0] for t in texts] == ["OSLO,", "It", "Work", "The"]
    assert ends_paragraph("of the town.", "The mayor spoke.", 60)
    assert not ends_paragraph("The mayor said", "that it was late.", 60)


def test_one_broken_sentence_is_whole() -> None:
    """A short article with a single line broken has one paragraph there, a title above its paragraph has not."""
    broken = [Line("The council voted for the new bridge on Monday after a debate"), Line("that lasted for years.")]
    long = [Line("The mayor " + "and the mayor " * 12 + "said"), Line("that it was good.")]
    full = [Line("The letter was sent by the council of the harbour town"), Line("Norport.")]
    assert rejoined([*broken * 22, *long, *full])[-1].text == f"{full[0].text} Norport."
