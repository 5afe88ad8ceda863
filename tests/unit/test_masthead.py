"""Heads of articles as outlets print them: what is title, name, date and label, and that all of it leaves the text."""

from __future__ import annotations

import pytest

from generator.ingest import ingest

BODY = (
    "The ruling party of Norland lost its majority in parliament on Tuesday, after 12 years in which it had governed "
    "alone, first results showed.\n\nIts leader said that he would talk to all sides."
)
TITLE = "Norland's ruling party loses majority"
ANA = ("Ana Torvik",)
DAY = "2025-09-03"


@pytest.mark.parametrize(
    ("head", "authors", "published"),
    [
        (f"{TITLE}\nPublished\n3 September 2025\nAna Torvik\nBBC News, Portville\nShare\nSave", ANA, DAY),
        (f"{TITLE}\nAna Torvik\nWed 3 Sep 2025 06.00 BST\nLast modified on Wed 3 Sep 2025", ANA, DAY),
        (f"{TITLE}\nBy Ana Torvik\nSeptember 3, 20257:04 AM GMT+2Updated 3 hours ago", ANA, DAY),
        (f"{TITLE}\nPublished On 3 Sep 20253 Sep 2025", (), DAY),
        (f"FOR IMMEDIATE RELEASE\nSeptember 3, 2025\n{TITLE}", (), DAY),
        (f"{TITLE}\nSource: Xinhua | 2025-09-03 20:15:45 | Editor: somebody", (), DAY),
        (f"{TITLE}\nSeptember 3, 2025\n18:40\nThe Palace, Portville", (), DAY),
        (f"{TITLE}\n03.09.2025. 06:20h", (), DAY),
        (f"{TITLE}\n3 September 2025, 18h30", (), DAY),
        (f"norport.example.org\n{TITLE}\n3 September 2025, 18:30 hrs", (), DAY),
        (f"COMMENTARY\nAna Torvik\nSep 3, 2025\n{TITLE}", ANA, DAY),
        (f"{TITLE}\n12 hours ago\n5 min read", (), None),
        (f"By Ana Torvik\n\n# {TITLE}\n\n3 September 2025", ANA, DAY),
        (f"Tuesday, 02 December 2025 12:17 GMT\n{TITLE}\n2025-09-03 07:09:45", (), DAY),
        (f"{TITLE}\n(Updated: Sept. 3, 2025, 5:11 p.m.)", (), DAY),
        (f"{TITLE}\n3rd September 2025 by Ana Torvik", ANA, DAY),
        (f"{TITLE}\nPosted on: September 3, 2025 / Last updated: September 4, 2025", (), DAY),
        (f"{TITLE}\nBy Ana Torvik | Portville Times | September 3, 2025 | Updated: September 3, 2025", ANA, DAY),
        (f"{TITLE}\nSeptember 3,2025", (), DAY),
        (f"{TITLE}\nWednesday, 3 September, 2025", (), DAY),
        (f"Home\nNews\nWorld\n{TITLE}\nBy ANA TORVIK\nPUBLISHED: 06:30 GMT, 3 September 2025\n1.2k shares", ANA, DAY),
        (f"{TITLE}\nSeptember 03, 2025 14:22 CET\nBy NR/NL's Norland Service", ("NR/NL's Norland Service",), DAY),
        (f"{TITLE}\nAna Torvik,\nPortville Times\nSep 3, 2025 (Norland)", (), DAY),
        (f"* PRESS RELEASE\n{TITLE}\n3 September 2025", (), DAY),
    ],
)
def test_heads_of_outlets(head: str, authors: tuple[str, ...], published: str | None) -> None:
    """Title, names and date are read, labels and times go, and the text begins with its first paragraph."""
    article = ingest("vote.txt", f"{head}\n\n{BODY}".encode())
    assert (article.title, article.authors, article.published) == (TITLE, authors, published)
    assert article.text == BODY


def test_an_address_is_no_title() -> None:
    """A site's stands above what it announces, and the text has its words."""
    text = "The Norport Harbour Authority closed the gate on Monday, the authority's director told the harbour news."
    page = f"All Harbour News at www.norport.com\n\nNo Ship Can Leave Now\n\n{text}"
    assert ingest("a.txt", page.encode()).title == "No Ship Can Leave Now"


def test_a_line_of_two_long_sentences_is_no_title() -> None:
    """A page asks its reader something; a short one may be a title of two ("The gate is shut. What now?")."""
    asks = "You have come from a country outside of Norland to read these pages. Which pages would you like to see?"
    assert ingest("vote.txt", f"{asks}\n\n{TITLE}\n\n{BODY}".encode()).title == TITLE
    assert ingest("vote.txt", f"The gate is shut. What now?\n\n{BODY}".encode()).title == "The gate is shut. What now?"


def test_a_date_below_the_article() -> None:
    """A last line that says when the article was first published is its date; one that tells a story is text."""
    article = ingest("vote.txt", f"{TITLE}\n\n{BODY}\n\nFirst published on 3 September 2025".encode())
    assert (article.published, article.text) == (DAY, BODY)
    above = f"{TITLE}\n3 September 2025\n\n{BODY}\n\nFirst published on 1 May 2020"
    assert ingest("vote.txt", above.encode()).published == DAY, "the day above is the one of this text"
    told = "Published figures of 3 September 2025 were wrong, the office said."
    assert ingest("vote.txt", f"{TITLE}\n\n{BODY}\n\n{told}".encode()).text == f"{BODY}\n\n{told}"


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("3 SEPTEMBER 2025", ""),
        ("3.9.2025", ""),
        ("Page uploaded: September 3, 2025", ""),
        (
            "*Written by somebody from here. Originally published on 3/September/2025. *",
            "*Written by somebody from here.",
        ),
        ("First published on 3 September, 2025 on Harbour Times.", ""),
    ],
)
def test_the_day_at_the_foot(line: str, left: str) -> None:
    """A day and nothing else as the last line, or words behind a credit that say it, are the day of publication."""
    article = ingest("vote.txt", f"{TITLE}\n\n{BODY}\n\n{line}".encode())
    assert (article.published, article.text) == (DAY, "\n\n".join(filter(None, (BODY, left))))


def test_days_in_a_list_at_the_foot_are_of_its_parts() -> None:
    """Of two lines that are a day each none is the article's: they belong to what stands by them."""
    other = "1 March 2025\n\nThe mayor of Portville said that the harbour would close for two weeks."
    article = ingest("vote.txt", f"{TITLE}\n\n{BODY}\n\n{other}\n\n3 September 2025".encode())
    assert article.published != DAY
    behind = "3 September 2025\n\nThe mayor of Portville said that the harbour would close for two weeks."
    assert ingest("vote.txt", f"{TITLE}\n\n{BODY}\n\n{behind}".encode()).published != DAY


def test_the_day_above_the_title_is_the_articles_where_days_of_other_pages_follow() -> None:
    """Teasers of other pages with their days below make no chronicle of a page whose own day stands on its title."""
    teasers = "".join(f"\n\n{day} July 2025\n\nA teaser of another page." for day in (1, 2, 4))
    assert ingest("a.md", f"3.9.2025\n# {TITLE}\n\n{BODY}{teasers}".encode()).published == DAY
    below = ingest("a.md", f"3.9.2025\n\nA first part.{teasers}\n\n# {TITLE}\n\n{BODY}".encode())
    assert below.published is None


def test_notes_titled_by_their_day_are_of_it() -> None:
    """A title that is a day and nothing else is the day of publication; the headline is made."""
    article = ingest("a.md", f"---\ntitle: September 3, 2025\n---\n{BODY}".encode())
    assert (article.title, article.published, article.text) == (None, DAY, BODY)


def test_a_month_that_heads_an_entry_dates_the_entry() -> None:
    """ "October 2009: Portville Festival" is a line of a list, no signature."""
    article = ingest("a.txt", f"{TITLE}\nOctober 2009: Portville Festival\n\n{BODY}".encode())
    assert article.published is None


def test_a_dateline_below_what_a_page_left_above_it() -> None:
    """A report opens with its first paragraphs of prose, however many links and labels stand above them."""
    links = "".join(f"* [Language {name}](https://example.org/{name})\n" for name in "abcd")
    page = f"# {TITLE}\n\nThis page in:\n\n{links}\nPress\n\n**PORTVILLE, September 3, 2025**—{BODY}"
    assert ingest("a.md", page.encode()).published == DAY


def test_numbers_of_paragraphs_are_none_of_their_words() -> None:
    """A release that numbers its paragraphs without a mark tells of more than 200 fines, not of "1 More than 200"."""
    told = (
        "More than 200 people were fined in the city on Monday.",
        "Members of the public helped the police to find them.",
        "The minister thanked all those who had helped the police.",
    )
    numbered = "\n\n".join(f"{number} {words}" for number, words in enumerate(told, 1))
    assert ingest("a.txt", f"{TITLE}\n\n{BODY}\n\n{numbered}".encode()).text == "\n\n".join((BODY, *told))
    ranks = f"{BODY}\n\n1 Ana Torvik 2:30:11\n\n2 Bo Lind 2:31:40\n\n3 Cy Holm 2:33:05"
    assert ingest("a.txt", f"{TITLE}\n\n{ranks}".encode()).text == ranks, "a table of results has its ranks"
    counted = f"1 Man was hurt in Portville on Monday, the police said.\n\n{BODY}"
    assert ingest("a.txt", f"{TITLE}\n\n{counted}".encode()).text == counted
    counted = f"{BODY}\n\n2 Men and a boy were hurt in Portville, the police said on Monday.\n\n3 Of them are well."
    assert ingest("a.txt", f"{TITLE}\n\n{counted}".encode()).text == counted


@pytest.mark.parametrize(
    "line",
    [
        "GET THE PORT DESK ON THE GO BY CLICKING HERE",
        "FOUNDER 'PROUD' OF WORKERS WHO LIVE THE DREAM",
        "Loading map ...",
    ],
)
def test_calls_between_paragraphs_go(line: str) -> None:
    """A line in capitals and a line that trails off are a page's, between paragraphs; a short heading is not."""
    first, second = BODY.split("\n\n")
    assert ingest("vote.txt", f"{TITLE}\n\n{first}\n\n{line}\n\n{second}".encode()).text == BODY
    assert "WHAT NEXT" in ingest("vote.txt", f"{TITLE}\n\n{first}\n\nWHAT NEXT\n\n{second}".encode()).text


@pytest.mark.parametrize("heading", ["www.norport-news.com", "norport.org/", "港口关闭大门"])
def test_a_site_s_address_and_another_script_are_no_headline(heading: str) -> None:
    """Neither as a heading nor in front matter, where archives of pages have them."""
    assert ingest("a.md", f"# {heading}\n\n{BODY}".encode()).title is None
    assert ingest("a.md", f"---\ntitle: {heading}\n---\n\n# {TITLE}\n\n{BODY}".encode()).title == TITLE


@pytest.mark.parametrize(
    ("behind", "kept"),
    [
        ("- NR News", ""),
        ("| nrnews.example", ""),
        ("– Norport-Daily", ""),  # the outlet that is given
        ("- The vote", " - The vote"),
        ("- example", " - example"),  # the end of the address says nothing of the site
    ],
)
def test_a_site_behind_a_title_is_none_of_it(behind: str, kept: str) -> None:
    """A site is known by the letters of the page's address, or by the outlet's name."""
    fields = f'title: "{TITLE} {behind}"\nurl: https://www.nr-news.example/vote\noutlet: Norport-Daily'
    assert ingest("vote.md", f"---\n{fields}\n---\n\n{BODY}".encode()).title == f"{TITLE}{kept}"


def test_sections_behind_a_title_are_none_of_it() -> None:
    """A page's title names the part of the site and the outlet after it; a title of its own with a bar stays."""
    assert ingest("a.md", f"# {TITLE} | Media Releases | NNB\n\n{BODY}".encode()).title == TITLE
    assert ingest("a.md", f"# {TITLE} | what follows now\n\n{BODY}".encode()).title == f"{TITLE} | what follows now"


@pytest.mark.parametrize("line", ["JOINT PRESS RELEASE", "FOR MEDIA 9 July 1981", "# News release"])
def test_a_kind_of_document_or_a_date_is_no_title(line: str) -> None:
    """What says only what kind of document a text is, or when it is of, is no title of it."""
    assert ingest("a.md", f"{line}\n\n{BODY} The joint release for media says so.".encode()).title is None


def test_the_day_beside_a_kind_of_document_is_the_articles() -> None:
    """A line that says what a text is and when tells its day of publication; one that only says what it is goes."""
    dated = ingest("a.md", f"FOR MEDIA 9 July 1981\n\n{BODY}".encode())
    assert (dated.published, dated.published_source, dated.text) == ("1981-07-09", "stated", BODY)
    assert ingest("a.md", f"Press release\n\n{BODY}".encode()).text == BODY


def test_an_article_in_capitals_stays() -> None:
    """Capitals say nothing where the whole text is in capitals."""
    text = f"{TITLE}\n\n{BODY}\n\nHE DID NOT SAY WHEN THAT WOULD BE".upper()
    assert ingest("vote.txt", text.encode()).text.endswith("HE DID NOT SAY WHEN THAT WOULD BE")


def test_no_headline_before_the_first_paragraph_is_another_articles() -> None:
    """ "Latest news" above the title takes nothing with it."""
    article = ingest("vote.txt", f"Latest news\n\n{TITLE}\n\n{BODY}".encode())
    assert (article.title, article.text) == (TITLE, BODY)


def test_labels_glued_to_the_first_word() -> None:
    """A bold label that comes twice goes; bold words that come once are words of their sentence."""
    labelled = "**Summary** Yoga helps, the office said.\n\n**Summary** Coffee does not, it said."
    lines = f"{labelled}\n\n**Norland** Radio told it."
    article = ingest("yoga.md", f"---\ntitle: Five ways\n---\n{lines}".encode())
    assert article.text.split("\n\n") == [
        "Yoga helps, the office said.",
        "Coffee does not, it said.",
        "Norland Radio told it.",
    ]


def test_labels_that_differ_stand_above_their_paragraphs() -> None:
    """Two or more before a capital; where bold words go on with a small letter, they open sentences."""
    labelled = "**Result** Yoga helps, the office said.\n\n**Bottom line** Drinking coffee does not, it said."
    parted = ["Result", "Yoga helps, the office said.", "Bottom line", "Drinking coffee does not, it said."]
    head, lead = "---\ntitle: Five ways\n---\n", "The office in Norland has asked 40 people how they sleep."
    assert ingest("yoga.md", f"{head}{lead}\n\n{labelled}".encode()).text.split("\n\n") == [lead, *parted]
    shown = f"{head}{lead}\n\n{labelled}\n\n**The office** has closed."
    assert "Result Yoga helps" in ingest("yoga.md", shown.encode()).text


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        (
            "**How yoga works** From May on the office teaches it.",
            ["How yoga works", "From May on the office teaches it."],
        ),
        ("**Rules of the House** Committee were kept.", ["Rules of the House Committee were kept."]),
        ("**Jane** May teaches it.", ["Jane May teaches it."]),
        ("**The yoga of The** New School helps.", ["The yoga of The New School helps."]),
        ("**How yoga works.** From May on it is taught.", ["How yoga works. From May on it is taught."]),
    ],
)
def test_headings_in_bold_stand_above_their_paragraph(line: str, parts: list[str]) -> None:
    """A heading is never run into its sentence; a name in bold is no heading, nor is a sentence."""
    head, lead = "---\ntitle: Five ways\n---\n", "The office in Norland has asked 40 people how they sleep."
    assert ingest("yoga.md", f"{head}{lead}\n\n{line}".encode()).text.split("\n\n") == [lead, *parts]


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("**Background** Yoga helps, the office said.", ["Background", "Yoga helps, the office said."]),
        (
            "**Aim** Yoga may help. **Findings** Nurses slept for nine hours.",
            ["Aim", "Yoga may help.", "Findings", "Nurses slept for nine hours."],
        ),
        (
            "Yoga may help us. **Tip** Drink coffee before noon.",
            ["Yoga may help us. Tip Drink coffee before noon."],
        ),
        (
            "Yoga helps. **Norland** Radio told it. **The office** has closed.",
            ["Yoga helps. Norland Radio told it. The office has closed."],
        ),
    ],
)
def test_labels_of_an_abstract_that_lost_its_breaks(line: str, parts: list[str]) -> None:
    """One alone counts where the parts of papers are called so; bold words within a paragraph open sentences, too."""
    assert ingest("yoga.md", f"---\ntitle: Five ways\n---\n{line}".encode()).text.split("\n\n") == parts


def test_a_line_break_in_a_paragraph_of_html_is_a_blank() -> None:
    """Pages saved with their tags have paragraphs over several lines, and short lines that are no names."""
    head, lead = "---\ntitle: Five ways\n---\n", "<p>The office in Norland has asked 40 people how they sleep.</p>"
    shown = f"{head}{lead}<p class='a'>NHU\nSecretary Jane Roe slept.</p><p>It\nrained.\n\nThe end came\nsoon."
    parts = ["NHU Secretary Jane Roe slept.", "It rained.", "The end came", "soon."]
    assert ingest("yoga.md", shown.encode()).text.split("\n\n")[1:] == parts


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('[caption id="a_1" width="300"]<img src="a.jpg"/> The office.[/caption]It rained.', ["It rained."]),
        ('[caption id="a_1"\nwidth="300"]![The\noffice](a.jpg)\nThe office.[/caption]\n\nIt rained.', ["It rained."]),
        ("import { A } from '../a.astro'\n\nexport const a = 1\n\nIt rained.", ["It rained."]),
        ("Import of wine fell, the 'Post' said.", ["Import of wine fell, the 'Post' said."]),
        ("See [it](a.html) and [a]/[b].", ["See it and [a]/[b]."]),
        ("It costs {{% note %}}twice as{{% /note %}} much.<o:p></o:p>", ["It costs twice as much."]),
    ],
)
def test_commands_of_a_site_are_no_words(written: str, shown: list[str]) -> None:
    """Posts are kept as their system stores them, with its commands and code; what they enclose stays."""
    head, lead = "---\ntitle: Five ways\n---\n", "The office in Norland has asked 40 people how they sleep."
    assert ingest("yoga.md", f"{head}{lead}\n\n{written}".encode()).text.split("\n\n") == [lead, *shown]


@pytest.mark.parametrize(
    "rest", [" | Norport News", " - Norport NewsHomeMenuMenuShare this page with your friends on all of its pages"]
)
@pytest.mark.parametrize("mark", ["# ", ""])
def test_the_title_of_a_page_gives_way_to_the_article_s_own(mark: str, rest: str) -> None:
    """Converters of pages put the browser's title on top, with whatever stood beside it."""
    told = "The harbour closes on Monday, the council said."
    text = f"{mark}The harbour closes{rest}\n\n## The harbour closes\n\n4 March 2025\n\n{told}"
    article = ingest("a.md", text.encode())
    assert (article.title, article.published, article.text) == ("The harbour closes", "2025-03-04", told)


def test_a_heading_that_opens_as_a_later_one_far_below_stays() -> None:
    """Only what stands right below is the same title."""
    parts = "\n\n".join(f"The council said so {n} times, and the harbour closes." for n in range(4))
    article = ingest(
        "a.md", f"# The harbour closes for good\n\n{parts}\n\n## The harbour closes\n\n{parts} It did.".encode()
    )
    assert article.title == "The harbour closes for good"
