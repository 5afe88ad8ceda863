"""Readers of pages, mails, feeds and PDF files, and date stamps: pure functions from bytes."""

from __future__ import annotations

import builtins
import io
import json
from collections.abc import Callable
from typing import Any

import pytest

from generator.core.errors import IngestError
from generator.ingest.readers import feeds, html, mail, markdown, pdf
from generator.ingest.stamps import date_in_address, read_stamp
from tests.pdfs import column
from tests.pdfs import pdf as make_pdf

PROSE = (
    "<p>The port handled 430 million tonnes of cargo in 2024, more than in any year before, its owners said.</p>"
    "<p>They expect the growth to go on until a second terminal opens in May 2026, and perhaps beyond.</p>"
)


def page(head: str = "", body: str = "", html_attributes: str = 'lang="en"') -> bytes:
    """A page with an article of two paragraphs."""
    return f"<html {html_attributes}><head>{head}</head><body>{body}<article>{PROSE}</article></body></html>".encode()


@pytest.mark.parametrize(
    ("text", "locale", "day"),
    [
        ("2025-03-04T23:59:59-08:00", "", "2025-03-04"),
        ("2025-03-04 10:12:13", "", "2025-03-04"),
        ("20250304", "", "2025-03-04"),
        ("20250304T1012Z", "", "2025-03-04"),
        ("Wed, 05 Mar 2025 23:30:00 -0500", "", "2025-03-05"),
        ("March 4, 2025 at 7:15 AM", "", "2025-03-04"),
        ("Updated: 4th March 2025", "", "2025-03-04"),
        ("4. März 2025", "de", "2025-03-04"),
        ("Publié le 1er août 2024 à 18h30", "fr", "2024-08-01"),
        ("12 de septiembre de 2024", "es", "2024-09-12"),
        ("9 мая 2025, 14:05", "ru", "2025-05-09"),
        ("15 października 2024", "pl", "2024-10-15"),
        ("3 Şubat 2025", "tr", "2025-02-03"),
        ("2025年3月4日", "zh", "2025-03-04"),
        ("2025.03.04", "", "2025-03-04"),
        ("2025-03-4 13:35:58 -0000", "", "2025-03-04"),
        ("04.03.2025 18:00", "de", "2025-03-04"),
        ("03/04/2025", "en-US", "2025-03-04"),
        ("03/04/2025", "en_GB", "2025-04-03"),
        ("03/04/2025", "fr", "2025-04-03"),
        ("03/04/2025", "en", None),
        ("03/25/2025", "en", "2025-03-25"),
        ("31.02.2025", "de", None),
        ("30 february 2025", "", None),
        ("the summer of 2025", "", None),
        ("version 2.3.2025.1", "", None),
        ("", "", None),
        ("x" * 200 + " 2025-03-04", "", None),
    ],
)
def test_stamps(text: str, locale: str, day: str | None) -> None:
    """Dates in the forms of many outlets; what is ambiguous, impossible or no stamp gives none."""
    assert read_stamp(text, locale) == day


def test_dates_in_addresses() -> None:
    """A path that names a day gives it; numbers that are no day do not."""
    assert date_in_address("https://example.org/2025/03/04/port") == "2025-03-04"
    assert date_in_address("https://example.org/news/20250304/port.html") == "2025-03-04"
    assert date_in_address("https://example.org/2025/13/04/port") is None
    assert date_in_address("https://example.org/item/20250399") is None
    assert date_in_address("https://example.org/2025/03/the-port-opens") == "2025-03"
    assert date_in_address("https://example.org/world/2025/mar/04/port") == "2025-03-04"
    assert date_in_address("/issue-1/mar-2025/port/") == "2025-03"
    assert date_in_address("https://example.org/2025/99/port-mar-2025") is None
    for other in (
        "sport/2011-12-season/review",
        "2020-10-reasons-why",
        "2025/may-wins-the-vote",
        "2025-march-for-life/",
    ):
        assert date_in_address(f"https://example.org/{other}") is None


@pytest.mark.parametrize(
    ("data", "charset", "text"),
    [
        ("Größe “x”".encode(), None, "Größe “x”"),
        ("Größe “x”".encode("cp1252"), None, "Größe “x”"),
        ("Größe “x”".encode("cp1252"), "iso-8859-1", "Größe “x”"),
        (b'<meta charset="koi8-r">' + "порт".encode("koi8-r"), None, '<meta charset="koi8-r">порт'),
        (
            b'<?xml version="1.0" encoding="windows-1251"?>' + "порт".encode("cp1251"),
            None,
            '<?xml version="1.0" encoding="windows-1251"?>порт',
        ),
        ("Größe".encode("utf-16"), "utf-8", "Größe"),
        ("Größe".encode("utf-8-sig"), "iso-8859-1", "Größe"),
        ("Größe".encode(), "no-such-charset", "Größe"),
        (b"Gr\xc3\xb6\xc3\x9fe \xff", "utf-8", "Größe \ufffd"),
    ],
)
def test_encodings(data: bytes, charset: str | None, text: str) -> None:
    """Byte order mark before the server's word before the page's own; Latin-1 means Windows-1252 on the web."""
    assert html.decode_page(data, charset) == text


def test_nothing_is_guessed() -> None:
    """A page that states no date, author or outlet has none, whatever years and names stand in its text."""
    given = html.read("a.html", page("<title>A year at the port</title>")).given
    assert (given.title, given.authors, given.outlet, given.published, given.url) == (
        "A year at the port",
        (),
        None,
        None,
        None,
    )


@pytest.mark.parametrize(
    ("head", "authors"),
    [
        ('<meta name="author" content="By Ana Example and Bo Sample">', ("Ana Example", "Bo Sample")),
        (
            '<meta name="author" content="https://example.org/ana"><meta name="byl" content="Ana Example">',
            ("Ana Example",),
        ),
        ('<meta name="author" content="admin">', ()),
        (
            '<script type="application/ld+json">{"@type":"Article","author":["Ana Example",{"name":"Bo Sample","@type":'
            '"Person"}]}</script>',
            ("Ana Example", "Bo Sample"),
        ),
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","author":{"@type":"Organization","name":'
            '"Port Wire"}}</script>',
            ("Port Wire",),
        ),
        ('<script type="application/ld+json">{broken</script><meta name="author" content="李明">', ("李明",)),
    ],
)
def test_authors(head: str, authors: tuple[str, ...]) -> None:
    """Names as metadata write them, cleaned of "By", addresses and account names."""
    assert html.read("a.html", page(head)).given.authors == authors


def test_canonical_addresses() -> None:
    """Relative ones are completed; one that points at the front page is the page's mistake and is not followed."""
    url = "https://example.org/news/port?utm_source=x"
    assert html.read("a", page('<link rel="canonical" href="/news/port">'), url=url).given.url == (
        "https://example.org/news/port"
    )
    assert html.read("a", page('<link rel="canonical" href="https://example.org/">'), url=url).given.url == url
    assert html.read("a", page('<link rel="canonical" href="javascript:x">'), url=url).given.url == url


def test_pages_without_an_article() -> None:
    """Menus and empty pages are refused with a remedy."""
    for data in (b" ", b"<html><body><nav><a href=/>Home</a></nav></body></html>"):
        with pytest.raises(IngestError) as caught:
            html.read("a.html", data)
        assert caught.value.remedy


@pytest.mark.parametrize(
    ("read", "data", "package"),
    [
        (html.read, page(), "trafilatura"),
        (pdf.read, make_pdf([column(700, 10, ["Words"])]), "pypdf"),
        (feeds.read, b"<rss><channel></channel></rss>", "feedparser"),
    ],
)
def test_a_missing_library_is_said(
    read: Callable[..., Any], data: bytes, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the extra the error names the library and how to install it."""
    real = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name.split(".")[0] == package:
            raise ImportError(f"No module named {package!r}")
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(IngestError, match=rf"needs {package}.*briefing-desk\[add\]"):
        read("a", data)


def test_feeds_are_known_by_their_bytes() -> None:
    """Whatever a server calls them; a page that speaks of feeds is none."""
    assert feeds.is_feed(b'\xef\xbb\xbf<?xml version="1.0"?><!-- x --><rss version="2.0"></rss>')
    assert feeds.is_feed(b'<feed xmlns="http://www.w3.org/2005/Atom"/>')
    assert feeds.is_feed(b'{"version": "https:\\/\\/jsonfeed.org\\/version\\/1", "items": []}')
    assert not feeds.is_feed(b"<!DOCTYPE html><html><body>&lt;rss&gt; explained: <code><rss></code></body></html>")
    assert not feeds.is_feed(b'{"items": []}')


def test_a_feed_never_opens_a_file_or_an_address() -> None:
    """Bytes that look like a path or an address are read as what they are."""
    for data in (b"/etc/hostname", b"http://127.0.0.1:9/feed"):
        with pytest.raises(IngestError):
            feeds.read("a.xml", data)


def test_broken_feeds() -> None:
    """Broken XML, broken JSON and JSON of another kind are refused."""
    for data in (b"<rss><channel><item>", b"{", b'{"items": {}}', b"[]"):
        with pytest.raises(IngestError) as caught:
            feeds.read("a", data)
        assert caught.value.remedy


def test_entities_do_not_blow_up() -> None:
    """A feed of nested entities (the billion laughs) costs neither time nor memory."""
    levels = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))
    head = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{levels}]>'
    bomb = f"{head}<rss><channel><title>&l11;</title></channel></rss>"
    try:
        title = feeds.read("a.xml", bomb.encode()).title or ""
    except IngestError:
        title = ""
    assert len(title) < 10_000


def test_json_feed_text_is_escaped() -> None:
    """A text entry's angle brackets are words, its lines paragraphs."""
    feed = {"version": "https://jsonfeed.org/version/1", "items": [{"id": "1", "content_text": "a < b\n\nc & d"}]}
    assert feeds.read("f", json.dumps(feed).encode()).entries[0].html == "<p>a &lt; b</p><p>c &amp; d</p>"


def test_a_mail_of_html_alone() -> None:
    """Layout tables are no data: the paragraphs in them are the text."""
    body = f"<html><body><table><tr><td>Logo</td></tr><tr><td>{PROSE}</td></tr></table></body></html>"
    letter = f"From: Port Letter <a@example.org>\nSubject: Re: The port\nContent-Type: text/html\n\n{body}".encode()
    draft = mail.read("a.eml", letter)
    assert (draft.given.title, draft.given.outlet) == ("The port", "Port Letter")
    assert [line.text.split()[0] for line in draft.lines if len(line.text.split()) > 3] == ["The", "They"]


def test_what_is_no_mail() -> None:
    """Text without a mail's head, and a mail without text, are refused."""
    for data in (b"The port handled cargo.\n", b"Subject: x\n\n"):
        with pytest.raises(IngestError):
            mail.read("a.eml", data)


def test_pdf_lines_become_paragraphs() -> None:
    """Gaps, sizes and short last lines part paragraphs; running heads and page numbers go; broken words are joined."""

    def foot(number: int) -> list[tuple[float, float, float, str]]:
        return [(72, 40, 8, "Island Transport Review 3/2025"), (500, 40, 8, str(number))]

    first = column(
        710,
        10,
        [
            "The ferry company wants to replace its four oldest ships by 2030. It",
            "told the council on Friday that the new ones would run on batteries for",
            "the first ten miles. The crossing takes the same 55 minutes as today.",
            "",
            "Each ship costs 38 million euros. The company expects the state to pay",
            "a third of it, since the harbour must be rebuilt in any case and the indus-",
            "try around it hopes for work. The talks about that are to begin in May.",
        ],
    )
    second = column(
        780,
        10,
        [
            "What the islanders say",
            "",
            "Most islanders are for it. They fear only that the fare will rise, as it",
            "did after the last ships were bought.",
        ],
    )
    third = column(780, 10, ["A decision is expected before the summer of 2026."])
    head = [
        (72.0, 780.0, 20.0, "New ships for the island"),
        (72.0, 752.0, 10.0, "By Ana Example"),
        (72.0, 738.0, 10.0, "14 March 2025"),
    ]
    info = {"Title": "Microsoft Word - ships_final.doc", "Author": "jdoe", "CreationDate": "D:20250315101010"}
    draft = pdf.read("a.pdf", make_pdf([[*head, *first, *foot(1)], [*second, *foot(2)], [*third, *foot(3)]], info))
    assert draft.given.title == "New ships for the island"
    assert draft.given.authors == ()
    assert draft.given.published is None, "the day a file was made is no date of publication"
    assert [line.text for line in draft.lines] == [
        "New ships for the island",
        "By Ana Example",
        "14 March 2025",
        "The ferry company wants to replace its four oldest ships by 2030. It told the council on Friday that the new "
        "ones would run on batteries for the first ten miles. The crossing takes the same 55 minutes as today.",
        "Each ship costs 38 million euros. The company expects the state to pay a third of it, since the harbour must "
        "be rebuilt in any case and the industry around it hopes for work. The talks about that are to begin in May.",
        "What the islanders say",
        "Most islanders are for it. They fear only that the fare will rise, as it did after the "
        "last ships were bought.",
        "A decision is expected before the summer of 2026.",
    ]


def test_pdf_metadata_that_mean_something() -> None:
    """A title that is no file's name and an author that is a name are taken."""
    data = make_pdf(
        [column(700, 10, ["The ferry runs again, said the port."])],
        {"Title": "Ferries in winter", "Author": "Ana Example and Bo Sample"},
    )
    given = pdf.read("a.pdf", data).given
    assert (given.title, given.authors) == ("Ferries in winter", ("Ana Example", "Bo Sample"))


def test_pdf_files_that_cannot_be_read() -> None:
    """Broken files, scans and books are refused with a remedy."""
    for data in (b"%PDF-1.4\nnothing", make_pdf([[]]), make_pdf([column(700, 10, ["A few words here"])] * 121)):
        with pytest.raises(IngestError) as caught:
            pdf.read("a.pdf", data)
        assert caught.value.remedy


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_pdf_with_an_empty_password(algorithm: str) -> None:
    """A PDF that forbids changes but opens without a password is read; one with a password says that it is locked."""
    pypdf = pytest.importorskip("pypdf")

    def encrypted(password: str) -> bytes:
        page = column(800, 11, ["The harbour will close in May, its owner said."])
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(make_pdf([page])))
        writer.encrypt(password, "owner", algorithm=algorithm)
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue()

    assert pdf.read("a.pdf", encrypted("")).lines[0].text == "The harbour will close in May, its owner said."
    with pytest.raises(IngestError, match="locked"):
        pdf.read("a.pdf", encrypted("secret"))


@pytest.mark.parametrize(
    ("name", "outlet"),
    [
        ("Port Desk", "Port Desk"),
        ("U.S.", None),
        ("NULL", None),
        ("undefined", None),
        ("portdesk.example", None),
        ("https://portdesk.example/", None),
    ],
)
def test_outlets_that_are_none(name: str, outlet: str | None) -> None:
    """A country, an address and a program's word for nothing are fields filled in wrongly, not outlets."""
    assert html.read("a.html", page(f'<meta property="og:site_name" content="{name}">')).given.outlet == outlet


@pytest.mark.parametrize(
    ("window", "heading", "title"),
    [
        ("Ferry line ends | Norport Echo", "Ferry line ends after 90 years", "Ferry line ends after 90 years"),
    ],
)
def test_a_title_without_the_name_of_its_site(window: str, heading: str, title: str) -> None:
    """Capitalised words behind a bar are the site's name; a heading that goes on where the title ends is the title."""
    source = page(f"<title>{window}</title>", f"<h1>{heading}</h1>")
    assert html.read("a.html", source).given.title == title


@pytest.mark.parametrize(
    ("field", "byline", "authors"),
    [
        ("Email The Author", "By Ana Example | Email the author", ("Ana Example",)),
        ("admin", "By Ana Example", ("Ana Example",)),
        ("Ana Example", "By Bo Sample", ("Ana Example",)),
        ("Contact the editor", "", ()),
        ("By", "", ()),
        ("undefined", "", ()),
        ("none", "By Ana Example", ("Ana Example",)),
        ("Example Wire", "", ("Example Wire",)),
    ],
)
def test_authors_that_are_none(field: str, byline: str, authors: tuple[str, ...]) -> None:
    """What names nobody in an author field gives way to the byline, or to nothing."""
    head, body = f'<meta name="author" content="{field}">', f'<h1>Port</h1><p class="byline">{byline}</p>'
    assert html.read("a.html", page(head, body)).given.authors == authors


def test_a_paragraph_that_is_a_link_goes() -> None:
    """It leads to another article; a link within a paragraph stays."""
    link = '<p><a href="/x">Holt opens a warehouse in Arden</a></p><p>The <a href="/y">port</a> is full, they said.</p>'
    lines = [line.text for line in html.read("a.html", page(body="").replace(b"</article>", link.encode())).lines]
    assert "The port is full, they said." in lines
    assert not any("warehouse" in line for line in lines)


def test_a_link_with_its_label_in_it_goes() -> None:
    """The label may stand within the link as well as before it."""
    link = '<p><strong><a href="/x">TAKE OUR TEST: HOW MANY HERONS DO YOU KNOW?</a></strong></p>'
    draft = html.read("a.html", page().replace(b"</article>", link.encode() + b"</article>"))
    assert not any("HERONS" in line.text for line in draft.lines)


@pytest.mark.parametrize(
    ("stated", "shown", "published"),
    [
        ("2099-12-31T23:59:59Z", "<p>4 March 2025</p>", "2025-03-04"),
        ("2099-06-01", "", None),
        ("2052-03-04", "<p>4 March 2025</p>", "2025-03-04"),
        ("2052-03-04", '<meta property="article:modified_time" content="2025-03-05">', "2025-03-05"),
        ("2025-12-04", "<p>4 March 2025</p>", "2025-12-04"),
        ("2024-03-04", "<p>4 March 2025</p>", "2024-03-04"),
        ("2052-03-04", "", "2052-03-04"),
    ],
)
def test_a_day_far_ahead_of_all_others_is_none(stated: str, shown: str, published: str | None) -> None:
    """A page is not published years after the days that it shows; 2099 stands for "never"."""
    head = f'<meta property="article:published_time" content="{stated}">'
    assert html.read("a.html", page(head, f"<h1>Port grows</h1>{shown}")).given.published == published


def test_a_long_line_below_the_heading_is_a_stamp_where_it_says_no_more() -> None:
    """Weekday, label and time of day beside the day make it longer than a bare one."""
    shown = "<h1>Port grows</h1><p>First published: Tuesday, 4 March 2025, 7:15 am</p>"
    assert html.read("a.html", page("", shown)).given.published == "2025-03-04"
    told = "<h1>Port grows</h1><p>The owners have waited since Tuesday, 4 March 2025</p>"
    assert html.read("a.html", page("", told)).given.published is None


def test_a_box_of_facts_above_the_text_goes() -> None:
    """A table above the first paragraph is none of its words; one below a paragraph that speaks of it stays."""
    rows = "<tr><td>Depth</td><td>14 metres</td></tr><tr><td>Owner</td><td>Norland Ports</td></tr>"
    table = f"<table>{rows}</table>".encode()
    above = page().replace(b"<article>", b"<article><h1>Port grows</h1>" + table)
    assert not any("metres" in line.text for line in html.read("a.html", above).lines)
    below = page().replace(b"</article>", table + b"</article>")
    assert "Depth | 14 metres" in [line.text for line in html.read("a.html", below).lines]


def test_labels_that_differ_are_parted_from_their_paragraphs() -> None:
    """Each on a line of its own; first words that are bold for show stay where they are."""
    result, tip = "<p><b>Result</b> Ships wait less.</p>", "<p><b>Tip</b> Sailors should call.</p>"
    parted = html.read("a.html", page().replace(b"</article>", f"{result}{tip}</article>".encode()))
    assert [line.text for line in parted.lines][2:] == ["Result", "Ships wait less.", "Tip", "Sailors should call."]
    shown = f"{result}{tip}<p><b>The sailors</b> have called.</p></article>"
    glued = html.read("a.html", page().replace(b"</article>", shown.encode()))
    assert "Result Ships wait less." in [line.text for line in glued.lines]


def test_a_bold_label_that_touches_its_paragraph_is_parted_from_it() -> None:
    """Where a page's blocks were joined, "NoticePlease" would be a name."""
    lines = markdown.lines_of(
        "The port of Norport grows by a third.\n\n**Notice**Please call the harbour master at once."
    )
    assert [line.text for line in lines][1:] == ["Notice", "Please call the harbour master at once."]


def test_a_feed_that_names_no_site() -> None:
    """A link without a host leads nowhere when the feed has no address and names no site: the entry has none."""
    entry = "<item><title>Port</title><link>/port</link><description>Words.</description></item>"
    feed = feeds.read("a.xml", f"<rss version='2.0'><channel><title>Coast</title>{entry}</channel></rss>".encode())
    assert [e.url for e in feed.entries] == [None]


def test_a_labelled_link_goes_and_a_labelled_sentence_stays() -> None:
    """What leads elsewhere is told by its form, whatever its label says."""
    below = (
        '<p>Most shared: <a href="/x">Herons return to the mill pond</a></p><p>Note: it <a href="/y">closed</a>.</p>'
    )
    draft = html.read("x.html", page().replace(b"</article>", below.encode() + b"</article>"))
    assert [line.text for line in draft.lines][2:] == ["Note: it closed."]


def test_lines_of_one_element_are_read_one_by_one() -> None:
    """A day that a line break parts from a name below the heading is the page's day."""
    head = "<h1>Port grows again</h1><p>Ana Example, Portville<br>Tuesday 4 March 2025 11.02</p>"
    assert html.read("x.html", page(body=head)).given.published == "2025-03-04"


@pytest.mark.parametrize(
    ("closing", "kept"),
    [
        ("Warmly,\n\nAna Example\nTel. +47 22 00 00 00", []),
        ("Ana\n\nThis message is meant for its reader and for nobody else at all.", []),
        ("Ana Example and Bo Sample signed it.", ["Ana Example and Bo Sample signed it."]),
    ],
)
def test_a_sender_s_signature_is_no_text(closing: str, kept: list[str]) -> None:
    """What stands below the sender's own name at the end is private; a sentence with the name is not."""
    told = "The port handled 430 million tonnes of cargo in 2024, more than in any year before."
    head = b"From: Ana Example <ana@example.org>\nSubject: Port note\nDate: Tue, 4 Mar 2025 08:00:00 +0000\n\n"
    draft = mail.read("x.eml", head + f"{told}\n\n{closing}\n".encode())
    assert [line.text for line in draft.lines] == [told, *kept]


@pytest.mark.parametrize(
    ("stated", "published"),
    [("1741082400000", "2025-03-04"), ("1741082400", "2025-03-04"), ('"1741082400000"', "2025-03-04"), ("17410", None)],
)
def test_a_day_that_is_counted_from_1970(stated: str, published: str | None) -> None:
    """In thousandths of seconds, as scripts count, or in seconds."""
    head = f'<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": {stated}}}</script>'
    assert html.read("a.html", page(head)).given.published == published
