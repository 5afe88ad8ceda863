"""The parts of ingest: names, titles, wrapped lines, repeats, rules, fingerprints."""

from __future__ import annotations

from collections import Counter

import pytest

from generator.ingest import ingest
from generator.ingest.cleaning.boilerplate import Removed, Rule, clean, drop_repeats, rules
from generator.ingest.cleaning.pages import own_part
from generator.ingest.cleaning.signature import read_signature
from generator.ingest.cleaning.wrapping import ends_paragraph, rejoined, wrapped_at
from generator.ingest.draft import Line
from generator.ingest.duplicates import SAME, among, fingerprint, kindred, shared
from generator.ingest.english import language_of
from generator.ingest.person_names import byline, is_name
from generator.ingest.readers.decode import tidy
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
        ("Words: Jane Roe", ("Jane Roe",)),
        ("Text and pictures: Jane Roe | 3 May 2024", ("Jane Roe",)),
        ("Words: what they mean", ()),
        ("Interview: Jane Roe", ()),
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


def test_an_account_beside_the_name_is_no_part_of_it() -> None:
    """Readers may write to it; it neither names nor unnames who signs."""
    for line in ("By Jane Roe @janeroe", "By Jane Roe (@janeroe)", "By Jane Roe, @janeroe"):
        signed = read_signature(line)
        assert signed
        assert signed.names == ("Jane Roe",)
    assert read_signature("Write to @janeroe about it") is None


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
    ("last", "authors"),
    [
        ("Dr. Jane Roe is professor of law at Norport. Her views are her own.", ("Jane Roe",)),
        ("Jane Roe has worked as a reporter since 1990.", ("Jane Roe",)),
        ("Jane Roe was an editor in Norport.", ("Jane Roe",)),
        ("Jane Roe has been a professor since 1990. Roe lives in Norport.", ("Jane Roe",)),
        ("Jane Roe, an economist at the bank, is tall.", ()),
        ("Jane Roe is the director of the museum. She says that it is free.", ()),
        ("Economist Jane Roe wrote the study. She counted 4,800 flats.", ()),
        ("Jane Roe, an economist at the bank, wrote the forecast.", ()),
        ("Jane Roe leads the team of researchers. She came in 2019.", ()),
        ("Jane Roe is the director of the museum. Entry costs 4 euros.", ()),
    ],
)
def test_a_biography_says_what_its_author_is(last: str, authors: tuple[str, ...]) -> None:
    """Who wrote or leads what the article tells of is nobody's author, nor is one whose paragraph goes on otherwise."""
    article = ingest("rents.txt", f"{PROSE}\n\n{last}\n".encode())
    assert (article.authors, last in article.text) == (authors, not authors)


def test_a_biography_is_of_nobody_the_article_tells_of() -> None:
    """Whose family name stands in the text is one it tells of, not its author; a line that is the name says nothing."""
    life = "Jane Roe is a professor of law at Norport."
    told = ingest("rents.txt", f"{PROSE}\n\nRoe had asked for it.\n\n{life}\n".encode())
    assert (told.authors, life in told.text) == ((), True)
    named = ingest("rents.txt", f"{PROSE}\n\nJane Roe\n\n{life}\n".encode())
    assert (named.authors, named.text) == (("Jane Roe",), PROSE)


def test_a_name_on_top_is_the_author_where_a_biography_opens_with_it_below() -> None:
    """Also above what a page has at its foot; a name of which nothing is told may be the section's."""
    head = f"Rents rise in all towns\n\nJane Roe\n\n{PROSE}\n\n"
    life = "Jane Roe is head of a council for law at Norport."
    assert ingest("rents.txt", f"{head}{life}\n\nReview\n\nArticles\n".encode()).authors == ("Jane Roe",)
    assert ingest("rents.txt", f"{head}Review\n\nArticles\n".encode()).authors == ()


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
        ("By Jane Roe March 4, 2025 | 04:22 am PT", ("Jane Roe",), "2025-03-04"),
        ("By Jane Roe - March 4, 2025", ("Jane Roe",), "2025-03-04"),
        ("Posted by Jane Roe on March 4, 2025", ("Jane Roe",), "2025-03-04"),
        ("March 4, 2025 / 10:22 AM EST / Example News", (), "2025-03-04"),
        ("Mar 4, 2025, 10:22am EST", (), "2025-03-04"),
        ("Date: 2025-03-04\nAuthor: Jane Roe", ("Jane Roe",), "2025-03-04"),
        ("Published 4 March 2025\nUpdated 5 March 2025", (), "2025-03-04"),
        ("Press Release No. 12/2025, dated 4 March 2025", (), "2025-03-04"),
        ("**Paper No. 68 Dated 4- March-2025** - By J.Roe", ("J. Roe",), "2025-03-04"),
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
        ("[The court][1] said [it][2] twice.[3]", "The court said it twice."),  # inserted words with a note are rarer
        ("ended.[1][2] Next", "ended. Next"),
        ("closed in 2019[3](#note-3) and", "closed in 2019 and"),
        ("they [sic][3] would go[es][3]", "they [sic] would go[es]"),
        ("narrow. **** For instance ****will be", "narrow. For instance will be"),
        ("****Norport wins****", "Norport wins"),
        ("It has four stars: ****", "It has four stars: ****"),
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
    buttons = ["SHARE", "f | Facebook", "f | Facebook", "f | Facebook"]
    assert not wrapped_at(["A paragraph of fifty letters or so, with its full stop.", *buttons])


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
    broken = ["The harbour handled 439 thousand tonnes, the harbour's director said, and that", "figure was a record."]
    assert wrapped_at(broken)
    assert [line.text for line in lines_of("\n".join(broken))] == [" ".join(broken)]
    assert not wrapped_at(["Harbour of the north handles more cargo than ever", "The harbour handled 439 tonnes."])
    assert not wrapped_at(["Sausages and", "ham"])


def test_short_repeats_stay_unless_their_neighbours_are_repeats() -> None:
    """A refrain is meant; a heading inside a stretch that stands twice is not."""
    verse = [Line("No."), Line(PROSE), Line("No."), Line("And then it rained for a whole week."), Line("No.")]
    assert drop_repeats(verse, Counter()) == tuple(verse)
    quoted = "“Nobody’s happy with the bridge,” the mayor said."
    again = [Line(quoted), Line(quoted.replace("“", '"').replace("”", '"').replace("’", "'"))]
    assert drop_repeats(again, Counter()) == (Line(quoted),)
    double = [Line("Costs"), Line(PROSE), Line("Costs"), Line(PROSE), Line("The end of it")]
    removed: Counter[tuple[str, str]] = Counter()
    assert [line.text for line in drop_repeats(double, removed)] == ["Costs", PROSE, "The end of it"]
    assert sum(removed.values()) == 2


@pytest.mark.parametrize("end", ["...", "…", " …", "[...]", " […]"])
def test_a_line_that_is_cut_off_goes_where_the_next_says_it_in_full(end: str) -> None:
    """Not one of few words, one that ends, or one that another follows."""
    whole = "The harbour of Tarn opened again on Monday, the board said."
    begun = whole[:40]
    assert drop_repeats([Line(begun + end), Line(whole)], Counter()) == (Line(whole),)
    more = f"{begun}{end} more"
    for lines in ((f"The harbour{end}", whole), (begun, whole), (begun + end, PROSE), (more, f"{more} {whole}")):
        assert [line.text for line in drop_repeats(list(map(Line, lines)), Counter())] == [*lines]


def test_labels_in_capitals_stand_before_words_that_open_a_sentence() -> None:
    """Where two stand before function words others are labels, too; none has three letters or a small one behind it."""
    text = "The council of the town met on Monday and spoke of nothing but boats and of what they cost."
    said = {
        "THE MAYOR'S PLAN The town would buy boats.": ["THE MAYOR'S PLAN", "The town would buy boats."],
        "COSTS It would be more in all.": ["COSTS", "It would be more in all."],
        "MONEY: A boat costs more than that.": ["MONEY", "A boat costs more than that."],
        "BOATS Ana Roe would buy none.": ["BOATS", "Ana Roe would buy none."],
        "MONEY is what it takes.": ["MONEY is what it takes."],
        "NRT Roe would not say.": ["NRT Roe would not say."],
    }
    lines = [line.text for line in lines_of("\n\n".join((text, *said)))]
    assert lines == [text, *(part for parts in said.values() for part in parts)]
    alone = "BOATS Ana Roe would buy none."
    one = "COSTS It would be more."
    for raw in ((text, alone), (one, text)):
        assert [line.text for line in lines_of("\n\n".join(raw))] == [*raw], "may be a dateline"
    assert len(lines_of(f"{text}\n\n{one}\n\n{alone}")) == 4, "one that is sure does not make others so"


def test_end_rules_leave_the_beginning_alone() -> None:
    """A rule for the end does not fit the same line at the beginning of a long article."""
    lines = (
        [Line("Translated by John Doe")] + [Line(f"{i}. {PROSE}") for i in range(40)] + [Line("Translated by John Doe")]
    )
    assert clean(lines, Counter()) == tuple(lines[:-1])


def test_a_short_line_above_a_paragraph_is_its_heading() -> None:
    """Of the lines below a link box's head, the last short one before prose is the article's and stays."""
    links = ["Wind farms wait for years until the grid has room for them", "The limits of the grid"]
    lines = lines_of("\n".join([PROSE, "Related articles", *links, "It is full. Nobody disputes that any more."]))
    assert [line.text for line in clean(lines, Counter())][1:-1] == links[1:]


def test_rules_are_well_formed() -> None:
    """Each rule has a known kind and place, a bound on its length unless it repairs, and fits no empty line."""
    for rule in rules():
        assert rule.kind in ("line", "paragraph", "block-from", "repair")
        assert rule.where in ("anywhere", "top", "end")
        assert (rule.words > 0) == (rule.kind != "repair")
        assert rule.kind == "repair" or not rule.pattern.match("")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('The dam broke.\n{{< photo src="a.jpg" alt="Two dams in four sections" >}}', "The dam broke."),
        ('{% include photo.html\nname="Two dams"\n%} The dam broke.', "The dam broke."),
        ("[Ana Roe]({% link people.md %}#ana) said [so]({{ site.url }}/a).", "Ana Roe said so."),
        ("[![Two dams](a.png)](https://example.org) The dam broke.", "The dam broke."),
        ("See [the outlook] (https://example.org/a), which is new.", "See the outlook, which is new."),
        ("It closed on 3[rd] May.", "It closed on 3rd May."),
        ("<?php\n// Author: Ana Roe\n?>\n\nThe dam broke.", "The dam broke."),
        ("<figure><img src=a><figcaption>Two dams</figcaption></figure>The dam broke.", "The dam broke."),
        ("The dam of {{w|Bonn}} broke.", "The dam of {{w|Bonn}} broke."),
        ("The dam {%broke.", "The dam {%broke."),
    ],
)
def test_what_only_a_generator_reads_is_no_text(text: str, words: str) -> None:
    """What a site's generator puts in, and code, is no word of the article; what stays open is."""
    assert " ".join(line.text for line in lines_of(text) if line.text) == words


def test_hostile_marks_cost_no_time() -> None:
    """Marks that never close are read in linear time (a quadratic reader would need minutes)."""
    for mark in (
        "[",
        "<!--",
        "*a ",
        "`",
        "\\",
        "[a](",
        "&amp;",
        "<script>",
        "_a ",
        "> ",
        "|",
        "**",
        "{%",
        "{{a.b",
        "<?",
    ):
        lines_of(mark * (60_000 // len(mark)) + "x")


def test_misread_characters_are_mended() -> None:
    """UTF-8 that was taken for Windows-1252 is put right; capitals before a quotation mark are left alone."""
    assert tidy("itâ€™s Â£5 in the cafÃ©") == "it’s £5 in the café"
    assert tidy("“CAFÉ” “IRMÔ") == "“CAFÉ” “IRMÔ"
    assert tidy("it\x92s") == "it’s"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The council voted for the bridge that it had wanted for years.", "en"),
        ("U.S. shares fell 3%.", "en"),
        ("Pilot Åge Sjøvåg met Canon Øyvind Bråthen in Tønsberg, and Siv Hågård in Ålesund, on Monday.", "en"),
        ("Curé Rémy Lefèvre met Sœur Hélène Béranger in Besançon on Monday, and Mère Zoé in Orléans.", "en"),
        ("Pilot Åge Sjøvåg møtte kannik Øyvind Bråthen i Tønsberg, og Siv Hågård i Ålesund, på mandag.", "no"),
        ("Der Rat stimmte am Montag für die neue Brücke, die drei Millionen kostet.", "de"),
        (
            "De raad stemde maandag voor de nieuwe brug, die drie miljoen euro kost, en het werk begint nu.",
            "nl",
        ),
    ],
)
def test_language(text: str, code: str) -> None:
    """English is known by its function words, other languages by the detector."""
    assert language_of(text) == code


def doubles(**texts: list[str]) -> dict[str, str]:
    """Those of some texts that are doubles of one before them by name, each with that one."""
    return among({name: fingerprint(" ".join(words)) for name, words in texts.items()}, sorted(texts))


def test_near_duplicates() -> None:
    """A copy with a few words changed is the same article, one with every eighth word changed is another."""
    words = [f"word{i * i % 1009}-{i}" for i in range(1200)]
    touched = ["changed" if i % 250 == 7 else word for i, word in enumerate(words)]
    rewritten = ["changed" if i % 8 == 7 else word for i, word in enumerate(words)]
    extended = words + [f"more{i}" for i in range(60)]
    assert doubles(d=extended, c=rewritten, b=touched, a=words) == {"b": "a", "d": "a"}
    assert shared(fingerprint(" ".join(words)), fingerprint(" ".join(rewritten))) < 0.1
    assert shared(fingerprint(" ".join(words)), fingerprint(" ".join(touched))) >= SAME


def test_a_text_of_which_half_is_another_may_be_its_newer_state() -> None:
    """Two thirds in common are kin; a third is a passage that both quote."""
    words = [f"word{i}" for i in range(600)]
    first = fingerprint(" ".join(words))
    for kept, kin in ((400, True), (200, False)):
        other = fingerprint(" ".join([*words[:kept], *(f"more{i}" for i in range(600 - kept))]))
        assert kindred(first, other) is kin


def test_copies_of_a_copy_point_at_the_first() -> None:
    """All copies name the first source, whatever the order they come in."""
    words = PROSE.split()
    assert doubles(c=words, a=words, b=words) == {"b": "a", "c": "a"}


def test_shared_notices_make_no_duplicates_and_no_crowd() -> None:
    """Articles with one long notice in common stay apart."""
    notice = PROSE.split() * 2
    marks = {f"s{i:03}": fingerprint(" ".join([f"w{i}-{j}" for j in range(60)] + notice)) for i in range(200)}
    assert among(marks, sorted(marks)) == {}
    assert among({}, []) == {}


def test_tiny_texts() -> None:
    """Texts shorter than a run of words are compared as a whole; an empty one is nobody's double."""
    assert doubles(a=["Yes."], b=["yes"], c=["no"]) == {"b": "a"}
    assert doubles(a=[], b=[]) == {}


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_each_rule_takes_its_examples(rule: Rule) -> None:
    """The examples that `boilerplate.yml` gives for a rule fit it: below an article, each leaves it."""
    body = [
        Line(f"Paragraph {n} of the article tells at some length what the council did in that year.") for n in (1, 2)
    ]
    for example in rule.examples:
        left = clean([Line("Council votes"), *body, Line(example)], Counter())
        assert example not in [line.text for line in left], example


def test_lines_that_go_on_with_small_letters_are_wrapped() -> None:
    """A ragged report is joined whatever its width; paragraphs of a line each begin with capitals."""
    ragged = [
        "OSLO, May 6 - The harbour of Bergen appears to be nearing a",
        "decision over its quay, the",
        "mayor says in",
        "a new report.",
    ]
    assert wrapped_at(ragged)
    assert not wrapped_at(["The harbour opened a quay.", "It is long.", "The mayor spoke.", "Nobody was hurt."])


def test_a_dateline_is_no_title() -> None:
    """The headline in capitals is the title; the report's first line, with its place and day, is not."""
    report = b"OSLO, May 6 - The harbour of Bergen nears a decision over its quay, the mayor said."
    text = b"QUAY OF BERGEN NEARS A DECISION - MAYOR\n\n" + report
    assert ingest("a.txt", text).title == "QUAY OF BERGEN NEARS A DECISION - MAYOR"


def test_one_long_line_among_broken_ones_hides_no_width() -> None:
    """A full line goes on with a capital, too; how long full lines are is told by nearly all of them, not by one."""
    broken = [Line("The council voted for the new bridge on Monday after a debate"), Line("that lasted for years.")]
    long = [Line("The mayor " + "and the mayor " * 12 + "said"), Line("that it was good.")]
    full = [Line("The letter was sent by the council of the harbour town"), Line("Norport.")]
    assert rejoined([*broken * 22, *long, *full])[-1].text == f"{full[0].text} Norport."


def test_a_day_belongs_to_the_heading_right_above_it() -> None:
    """What has another heading between has none: it is a part of the article, which ends at the next dated one."""
    prose = Line("The harbour board opened the east quay to ferries on Friday before a crowd of children.")
    own = (
        Line("Norport opens its quay", 1),
        Line("5 January 2024"),
        prose,
        Line("What it cost the town of Norport", 1),
    )
    other = (Line("Shares fall in Norport", 1), Line("30 January 2026"), prose)
    removed: Removed = Counter()
    assert own_part((*own, *other), removed) == own
    assert removed.total() == len(other)
    assert own_part((*own, Line("Shares fall in Norport", 1), prose), removed) == (
        *own,
        Line("Shares fall in Norport", 1),
        prose,
    )
