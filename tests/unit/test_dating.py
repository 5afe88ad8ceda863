"""The publication date: which source counts, readings of figures, and what is left open."""

from __future__ import annotations

from contextlib import nullcontext

import pytest

from generator.ingest import ingest
from generator.ingest.cleaning.signature import read_signature
from generator.ingest.stamps import date_in_name, given_date, read_stamp

BODY = "The harbour authority closed the northern gate, its director said. It will open again when the work is done."
CLOSES = f"Harbour closes its gates\n\n{BODY}"


def dated(source: str, text: str) -> tuple[str | None, str]:
    """Date and source of an article."""
    article = ingest(source, text.encode())
    return article.published, article.published_source


def test_the_best_source_counts() -> None:
    """Front matter, file name, address, stamp and dateline, in this order: the first that is there is believed."""
    line = f"Harbour closes its gates\n3 April 2025\n\nPORTVILLE, April 2, 2025 (Wire) - {BODY}"
    url = "---\nurl: https://example.org/2025/04/04/gate\n---\n"
    assert dated("2025-04-05-gate.txt", f"---\npublished: 2025-04-06\n---\n{line}") == ("2025-04-06", "given")
    assert dated("2025-04-05-gate.txt", url + line) == ("2025-04-05", "filename")
    assert dated("gate.txt", url + line) == ("2025-04-04", "address")
    own = "---\npermalink: news/2025-04-04-the-gate/\n---\n"  # a page's own path on its site, as Jekyll writes it
    assert dated("gate.txt", own + line) == ("2025-04-04", "address")
    month = url.replace("/04/04/", "/04/")
    assert dated("gate.txt", month + line) == ("2025-04-03", "stated")
    assert dated("gate.txt", f"{month}PORTVILLE, April 2 (Wire) - {BODY}") == ("2025-04-02", "address")
    assert dated("gate.txt", f"{month}PORTVILLE, May 2 (Wire) - {BODY}") == ("2025-04", "address")
    assert dated("gate.txt", line) == ("2025-04-03", "stated")
    assert dated("gate.txt", line.replace("3 April 2025\n", "")) == ("2025-04-02", "dateline")
    assert dated("gate.txt", CLOSES) == (None, "unknown")


def test_of_lines_with_a_day_each_none_is_the_articles() -> None:
    """They tell what happened when; a day that opens one paragraph may be the article's own."""
    lines = ("3 March 2025: The harbour closes its gate.", "9 April 2025: A court opens it.", "2 May 2025: It opens.")
    assert dated("gate.txt", "\n\n".join((CLOSES, *lines)))[0] is None
    assert dated("gate.txt", f"{CLOSES}\n\n{lines[0]}")[0] == "2025-03-03"


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("09/17/25 02:22 PM EDT", "2025-09-17"),
        ("24.06.2025", "2025-06-24"),
        ("2 May 20263 min read", "2026-05-02"),
        ("2 May 2026 3 min read", "2026-05-02"),
        ("Wed., Sept. 3, 2025", "2025-09-03"),
        ("Last updated: 10 October 2025 09:15", "2025-10-10"),
        ("June 5, 2025, 7:30 AM GMT+2", "2025-06-05"),
        ("Thu 4 Sep 2025 07.00 CEST", "2025-09-04"),
        ("2025-09-03T10:00:00+02:00", "2025-09-03"),
        ("Updated 3rd Sept 2025, 4:05pm", "2025-09-03"),
        ("25/12/2025 · 1.2k views", "2025-12-25"),
        ("By Ana Torvik, Eastport | 12/25/2025", "2025-12-25"),
        ("Date: 3 March 2025 | Source: Wire", "2025-03-03"),
        ("Release date: March 3, 2025", "2025-03-03"),
        ("Published on Monday 3 March 2025 in News", "2025-03-03"),
        ("January 7, 2005 | Page 2", "2005-01-07"),
        ("Published: 08 Jan 2019 12:01 BdST Updated: 08 Jan 2019 12:01 BdST", "2019-01-08"),
        ("Tuesday, 10 May 2005 071/2005", "2005-05-10"),
        ("NR176  7 December 2001", "2001-12-07"),
        ("10 JUN 2025 2:38PM by NPB Norport", "2025-06-10"),
        ("Published 7 PM ET, Mon March 3, 2025", "2025-03-03"),
    ],
)
def test_stamps_of_many_outlets(line: str, date: str) -> None:
    """A line that is a date with notes beside it is the article's date, and leaves the text."""
    article = ingest("gate.txt", f"Harbour closes its gates\n{line}\n\n{BODY}".encode())
    assert (article.published, article.published_source, article.text) == (date, "stated", BODY)


@pytest.mark.parametrize(
    ("foot", "day"),
    [("Norport, August 11, 2022", "2022-08-11"), ("Norport met on May 3, 2022", None),
     ("Norport, May 3, 2022 was a day of rest", None)],
)  # fmt: skip
def test_a_statement_closes_with_its_place_and_day(foot: str, day: str | None) -> None:
    """A line of its own that is a place and a day and nothing else, where no day stands on top."""
    text = f"Harbour closes its gates\n\n{' '.join([BODY] * 4)}\n\n{foot}"
    assert ingest("gate.txt", text.encode()).published == day


def test_places_and_days_in_a_row_date_no_text() -> None:
    """They are the stations of what it tells of."""
    stations = "Norport, August 11, 2022\nOstby, August 13, 2022"
    text = f"The choir goes south\n\n{' '.join([BODY] * 4)}\n\n{stations}"
    assert ingest("gate.txt", text.encode()).published is None


def test_a_day_behind_a_bullet_is_no_stamp() -> None:
    """Pages list the day of the visit so."""
    assert ingest("gate.txt", f"Harbour closes its gates\n• Tue. Apr 23rd, 2024\n\n{BODY}".encode()).published is None


@pytest.mark.parametrize(
    ("glued", "date"),
    [
        ("date 2025-03-03 ", "2025-03-03"),
        ("date 2025-03 ", "2025-03"),
        ("Published on 3 March 2025 – ", "2025-03-03"),
        ("2025-03-03 ", "2025-03-03"),
        ("Published on 13/03/2025 - 15:26 GMT+2 ADVERTISEMENT ", "2025-03-13"),
        ("Published on 13/03/2025 9.05 p.m. EST ", "2025-03-13"),
        ("2025-03-13 9:05am ", "2025-03-13"),
        ("2025-03-13 | 12-minute read ", "2025-03-13"),
        ("2025-03-13 — 2 mins read  ", "2025-03-13"),
    ],
)
def test_a_stamp_glued_to_the_first_sentence(glued: str, date: str) -> None:
    """The stamp is the article's date and no word of its lead."""
    article = ingest("gate.txt", f"{glued}{BODY}".encode())
    assert (article.published, article.text) == (date, BODY)


@pytest.mark.parametrize(
    ("label", "day"),
    [
        ("Deadline", None),
        ("Scraped (UTC)", None),
        ("For immediate release", "2025-03-03"),
    ],
)
def test_a_day_with_a_label_of_its_own_is_not_the_articles(label: str, day: str | None) -> None:
    """What a page calls something else is not when it was published."""
    assert dated("gate.txt", f"Harbour closes its gates\n{label}: 3 March 2025\n\n{BODY}")[0] == day


def test_a_month_may_be_all_that_a_page_says() -> None:
    """In figures, too, where its label tells that it is no season."""
    head = "Harbour closes its gates\nPublished: 2025-03\nScraped (UTC): 2026-02-18T02:11:14+00:00"
    assert dated("gate.txt", f"{head}\n\n{BODY}")[0] == "2025-03"


def test_a_stamp_glued_to_a_line_above_the_title() -> None:
    """What stands there says nothing of the article: a section, who took the picture."""
    for line in ("TOP STORIES", "Images | Portnews", "Source: Town of Portville / Pagebook"):
        article = ingest("gate.txt", f"date 2025-03-03 {line}\n\nHarbour closes its gates\n\n{BODY}".encode())
        assert (article.title, article.published, article.text) == ("Harbour closes its gates", "2025-03-03", BODY)


def test_a_stamp_glued_to_the_lead_below_a_title() -> None:
    """The first paragraph may stand under its headline."""
    article = ingest("gate.txt", f"Harbour closes its gates\n\ndate 2025-03-03 {BODY}".encode())
    assert (article.title, article.published, article.text) == ("Harbour closes its gates", "2025-03-03", BODY)


def test_a_label_with_other_words_before_its_day_stays() -> None:
    """Only a day right behind the label is the page's."""
    assert ingest("gate.txt", f"Posted by the harbour 2025-03-03 {BODY}".encode()).text.startswith("Posted by")


@pytest.mark.parametrize("opening", ["On 3 March 2025 Portville", "3 March 2025 Portville", "Date 2025-03-03 was when"])
def test_a_sentence_that_opens_with_a_date_keeps_it(opening: str) -> None:
    """Without a label a date in words opens the sentence; what goes on in small letters does, too."""
    assert ingest("gate.txt", f"{opening} {BODY}".encode()).text == f"{opening} {BODY}"


@pytest.mark.parametrize("line", ["Meeting minutes 3 March 2025", "March 2025 was wet", "12/25 in numbers", "3/4"])
def test_no_stamp(line: str) -> None:
    """A title that holds a date is no stamp."""
    assert read_signature(line) is None


@pytest.mark.parametrize(
    ("words", "published", "source"),
    [
        ("The pact was signed this Tuesday in Portville.", "2025-09-02", "inferred"),
        ("The pact was signed on Sunday in Portville.", "2025-02-09", "inferred"),
        ("The pact was signed. It replaces that of 25/12/2024.", "2025-09-02", "inferred"),
        ("The pact was signed. It replaces that of 12/25/2024.", "2025-02-09", "inferred"),
        ("The pact was signed. It replaces that of 03/04/2024.", "2025", "stated"),
        ("The pact was signed. It replaces that of 08/08/2024.", "2025", "stated"),
        ("The pact was signed on Tuesday, 02/09/2025.", "2025-09-02", "inferred"),
        ("The pact was signed on Sunday, 02/09/2025.", "2025-02-09", "inferred"),
        ("The pact, signed on Saturday, 01/11/2025, holds.", "2025", "stated"),
        ("Talks will begin on Mon., 08/09/2025.", "2025-09-02", "inferred"),
        ("Talks will begin on Sun., 12/10/2025.", "2025-09-02", "inferred"),
        ("The pact was signed. Talks went from Monday to Thursday.", "2025", "stated"),
        ("Talks went from Monday, 1 September, to Tuesday.", "2025-09-02", "inferred"),
        ("Talks will go from Monday, 8 September, to Tuesday.", "2025-09-02", "inferred"),
        ("Talks will go on until September.", "2025", "stated"),
        ("The pact was signed on Tuesday. It is open until Friday.", "2025-09-02", "inferred"),
    ],
)
def test_order_of_day_and_month(words: str, published: str, source: str) -> None:
    """02/09/2025: the text's other dates or its weekday settle the order; else the year counts, with a question."""
    article = ingest("pact.txt", f"Two harbours sign a pact at last\n02/09/2025\n\n{words} {BODY}".encode())
    assert (article.published, article.published_source) == (published, source)
    assert ("date-order" in {d.code for d in article.diagnostics}) == (len(published) == 4)


@pytest.mark.parametrize(
    "stamp",
    [
        "0001-01-01T00:00:00Z",
        "9999-12-31",
        "3 May 2150",
        "1970-01-01",
        "1900-01-01 00:00",
        "30 December 1899",
        "01/01/1970",
    ],
)
def test_days_of_machines_are_no_dates(stamp: str) -> None:
    """Year 1 and the zero days of computers' calendars are fields nobody filled in."""
    assert read_stamp(stamp, "en-US") is None


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("٢٠٢٥-٠٣-٠٤", "2025-03-04"),
        ("２０２５-03", "2025-03"),
        ("２０２５年３月４日", "2025-03-04"),
        ("٤ March ٢٠٢٥", "2025-03-04"),
        ("0001-01-01T00:00:00Z", None),
        ("9999-12-31", None),
        ("2025-02-29", None),
    ],
)
def test_a_given_day_is_one_of_the_calendar_in_ascii_digits(written: str, day: str | None) -> None:
    """Digits of other scripts name folders and pages like ours; years at the ends of the calendar are refused."""
    with nullcontext() if day else pytest.raises(ValueError, match="must be a date"):
        assert given_date(written) == day


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("2025-04-08-harbour-closes.txt", "2025-04-08"),
        ("note_20250408.md", "2025-04-08"),
        ("2025.04.08 gate.txt", "2025-04-08"),
        ("2025-13-08.txt", None),
        ("report-2025.txt", None),
        ("12025040812.txt", None),
    ],
)
def test_dates_in_file_names(name: str, date: str | None) -> None:
    """A whole day in a name is a date, a year or other figures are none."""
    assert date_in_name(name) == date


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("Tuesday 02/09/2025", "2025-09-02"),
        ("Tue, 02-09-2025, 18:05", "2025-09-02"),
        ("Posted: SUNDAY 02/09/25", "2025-02-09"),
        ("02/09/2025 (Tuesday)", "2025-09-02"),
        ("02/09/2025, Sun.", "2025-02-09"),
        ("02/09/2025 Tuesday saw rain", None),
        ("Thursday 02/09/2025", None),
    ],
)
def test_a_weekday_beside_a_day_in_figures_settles_its_order(stamp: str, day: str | None) -> None:
    """2 September 2025 was a Tuesday, 9 February a Sunday; Thursday was neither, and both are left open."""
    assert read_stamp(stamp) == day


@pytest.mark.parametrize(
    ("stamp", "day"),
    [("25/01/28", None), ("Saturday 24/03/02", "2024-03-02"), ("99/05/06", "1999-05-06"), ("25/01/99", "1999-01-25")],
)
def test_of_two_digits_the_year_may_stand_first(stamp: str, day: str | None) -> None:
    """25/01/28 is of 2025 on one site, of 2028 on another; a weekday tells, or a number that no day of a month has."""
    assert read_stamp(stamp) == day


@pytest.mark.parametrize(
    ("stamp", "day"),
    [("03-29-2023", "2023-03-29"), ("04-05-2024", None), ("04/05/2024", None), ("04.05.2024", "2024-05-04")],
)
def test_hyphens_leave_the_order_of_day_and_month_open(stamp: str, day: str | None) -> None:
    """American sites write 04-05-2024 for 5 April, Dutch ones for 4 May: a wrong day is worse than none."""
    assert read_stamp(stamp) == day


def test_two_readings_of_two_years_are_of_neither() -> None:
    """What is sure is not even the year: the article is undated, and the question is asked."""
    article = ingest("gate.txt", b"A gate\n\n25/01/28\n\nThe gate was closed for good by the council of Norport.\n")
    assert (article.published, article.published_source) == (None, "unknown")
    assert "which one is the year?" in " ".join(d.message for d in article.diagnostics)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published on 05 June 2025", "2025-06-05"),
        ("Page uploaded: June 5, 2025", "2025-06-05"),
        ("Released on 5 June 2025, the ship sank.", None),
        ("Published on 5 June 2025\n\nPublished on 6 June 2025", None),
    ],
)
def test_a_line_that_says_when_a_page_was_published_tells_it_anywhere(line: str, day: str | None) -> None:
    """Below the first paragraph and above a page's last links; two such lines are of parts, or of other pages."""
    rusts, leans = (
        "\n\n".join(
            f"The gate in the wall of the harbour {what} in {n} places, as nobody has mended it." for n in range(4)
        )
        for what in ("rusts", "leans")
    )
    assert ingest("gate.txt", f"A gate closes\n\n{rusts}\n\n{line}\n\n{leans}".encode()).published == day
