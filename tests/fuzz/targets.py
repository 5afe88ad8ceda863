"""What strangers' bytes reach, each with inputs that look nearly right and with what must hold of the answer.

A reader may raise `BriefingError` and nothing else. ``python -m tests.fuzz --seconds 60`` runs each for a minute,
``--inputs N`` as many in all; the ordinary suite runs a few of each.
"""

from __future__ import annotations

import csv
import html
import io
import json
import re
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from email.message import Message
from functools import lru_cache
from pathlib import Path
from random import Random
from tempfile import mkdtemp
from typing import Any
from xml.etree import ElementTree

import markdown
import yaml
from hypothesis import strategies as st

from generator.briefs import memory
from generator.briefs.records import parse_record
from generator.core import yamltext
from generator.core.configuration import Catalog, load_catalog
from generator.core.errors import BriefingError, IngestError
from generator.core.when import When
from generator.desk.reading import briefs_of
from generator.extract.figures import grammar
from generator.extract.figures.numbers import find_numbers
from generator.ingest import ingest, ingest_text
from generator.ingest.readers import feeds, listings, mail, pdf
from generator.ingest.readers import html as pages
from generator.ingest.stamps import date_in_address, find_stamps, read_stamp
from generator.io import builder_config
from generator.io.kept import FILE, Kept
from generator.io.web import _check_type, _fetched, _Response, _retry_after, _rules
from generator.io.web_addresses import checked_url, is_public
from generator.language.timex import find, parse_date
from generator.link import link
from generator.link.autolink import Autolinker
from generator.previews.comment import harmless
from generator.site.feeds import llms, table
from generator.site.markup import shown
from generator.site.pages.note import EXTENSIONS, note
from generator.site.pictures import svg
from generator.site.render import code, linked
from generator.site.words import Words
from tests.integration import hand_made
from tests.record_files import dump_record

MARKUP = (
    "<", ">", "&", '"', "'", "<script>", "</script>", "<!--", "-->", "<b onclick=x>", "&lt;", "&#60;", "](", "[", "]",
    "![", "(javascript:x)", "`", "```", "*", "**", "_", "__", "~~", "==", "^", "#", "# ", "\n# ", "\n- ", "\n1. ",
    "\n> ", "\n\n", "\n", "|", "\n|", "{", "}", "{: .a }", "{ #b }", "\\", "\\\\", "$", "::", "\n: ", "??? ", "[^1]",
    "@name", "#12", "http://a.b/", " ", "\t", "a", "Word", "7", "é", "北", "\u202e", "\u2028", "\x00", "\x1b", "\x02",
    "\x03", "\ufeff", "\ud7ff", "👍", "://",
)  # fmt: skip
NUMBERS = (
    "1", "0", "12", "9" * 30, "1,000", "1.5", ".5", "1e9", "½", "²", "%", " percent", "$", "€", "£", " million", "bn",
    "k", " per ", "-", "–", "−", "+", "/", " of ", " to ", "from ", "between ", " and ", " a dozen", " half", "twenty",
    "-one", " hundred", "first", " kWh", " m2", "°C", " km/h", " people", " times", "x", " ", "\n", "(", ")", ",", ".",
    " tonnes", "US$", " cents", " p.m.", ":30",
)  # fmt: skip
DATES = (
    "May", "may", " 4", "4th", ", ", "2024", "'24", "20", "-", "/", "11/12/2024", "2024-05-04", "T10:00Z", "next ",
    "last ", "this ", "Monday", "week", "weekend", "month", "quarter", "Q3", "half", "year", "years", " ago", " later",
    "in ", "by ", "until ", "from ", "to ", "between ", "and ", "early ", "late ", "the ", "1990s", "21st century",
    "spring", "FA", "H1", "W53", "XXXX", "P3D", " ", "\n", "(", ")", ".", "9999", "0000", "32", "noon", "10:30 a.m.",
    "fiscal ", "decade", "two ", "several ", "end of ", "midnight",
)  # fmt: skip
PROSE = (
    "The harbour authority ", "Anna Lund", ", its director, ", "said on Monday ", "that it ", "expects ", "handled ",
    "rose by ", "12 percent", "in 2024", ". ", "“", "”", "\"", "? ", "! ", "\n\n", "- ", "# ", "(AHA) ",
    "the Arden Harbour Act ", "is a ", "law ", "will ", "open ", "by May 2026", ", ", "; ", ": ", "according to ",
    "$2.5 billion ", "Mr. ", "Minister ", "Norway ", "and ", "not ", "…", "—", "he said", "told ", "reporters ", "7 ",
    "ships ", "a", " ", "its ", "if ", "may ", "last year ", "EU", "’s ",
)  # fmt: skip
HTML = (
    "<html>", "<head>", "<body>", "<article>", "</article>", "<p>", "</p>", "<div class=x>", "</div>", "<h1>", "</h1>",
    "<table>", "<tr>", "<td>", "<li>", "<br>", "<script>", "</script>", "<!--", "-->", "<![CDATA[", "]]>",
    "<meta charset=x>", "<time datetime='2024-05-04'>", "<script type='application/ld+json'>",
    '{"@type": "NewsArticle", "headline": "x", "datePublished": ', '"2024"', '"\\ud800"', "}", "[", "]",
    "<title>", "</title>", "<a href='x'>", "</a>", "&amp;", "&#0;", "&#x110000;", "<svg>", "<math>", "<template>",
    "<x:y>", "<", ">", "'",
    '"', "=", "The harbour handled 7 ships on Monday, its director said. ", "\x00", "\xff", "é", "\n", " ",
    "<base href='//a'>", "<link rel=canonical href='http://[x'>",
)  # fmt: skip
XML = (
    "<?xml version='1.0'?>", "<rss>", "</rss>", "<channel>", "</channel>", "<item>", "</item>", "<title>", "</title>",
    "<link>", "</link>", "<description>", "</description>", "<feed xmlns='http://www.w3.org/2005/Atom'>", "</feed>",
    "<entry>", "</entry>", "<updated>", "</updated>", "<pubDate>", "</pubDate>", "<content type='html'>", "</content>",
    "<![CDATA[", "]]>", "&lt;p&gt;", "&x;", "<!DOCTYPE x [<!ENTITY x 'y'>]>", "http://[x", "http://a.b/c",
    "2024-05-04", "Mon, 99 May", '{"version": "https://jsonfeed.org/version/1.1", "items": [', '{"url": ', '"x"',
    '"\\ud800"', '"title": ', "}", "]", ",", ": ", "null", "1e400", "\x00", "é", "<urlset>", "<url><loc>",
    "</loc></url></urlset>", " ", "\n",
)  # fmt: skip
MAIL = (
    "From: ", "Subject: ", "Date: ", "To: ", "Content-Type: ", "text/html", "text/plain",
    "multipart/mixed; boundary=b", "; charset=", "utf-8", "utf-7", "x-unknown", "Content-Transfer-Encoding: ",
    "base64", "quoted-printable", "\n", "\n\n", "--b\n", "--b--\n", "=?utf-8?q?x?=", "=?x?b?!!?=", "=20", "=", "TWFu",
    "Anna <a@b.c>", "Mon, 4 May 2024 10:00:00 +9999", "<p>The harbour handled 7 ships.</p>",
    "The harbour handled 7 ships on Monday. ", "\x00", "\xff", "é", " ", "\t", ";", ":", "\"",
)  # fmt: skip
YAML = (
    "schema: 3\n", "schema: 2\n", "title: ", "article: a.md\n", "article: {source: a.md}\n", "published: 4 May 2024\n",
    "id: a\n", "takeaway: ", ">-\n  ", "actors:\n", "- Anna Lund (person)\n", "- {name: Anna, kind: person}\n",
    "figures:\n", "- 7 ships: cargo (2024)\n", "  value: 7 ship\n", "quotes:\n", "- Anna Lund: “It grew.”\n",
    "whats_next:\n", "- May 2026, scheduled: It opens.\n", "events:\n", "- 2024: It grew.\n", "terms:\n",
    "- AHA: a law\n", "key_points:\n", "- It grew.\n", "---\n", "...\n", "a note\n", "[", "]", "{", "}", "&a ", "*a",
    "!!python/name:x ", "!!int ", "!!set ", "<<: ", "? ", ": ", "- ", "  ", "\n", "#", "|", ">", "'", '"', "~", "null",
    "1e999", "0x1F", "9" * 400, ".nan", "2024-05-04", "1:30", "\t", "\x00", "\ufeff", "é", "x", "name: ", "kind: ",
    "role: ", "aliases: ", "reject: true\n", "term: ", "definition: ", "words: ", "feeds: ", "quote_words: ",
    "as_of: ", "- term: x\n", "- name: x\n", "site_name: ", "INHERIT: ", "plugins:\n", "!ENV ", "home_sections: ",
    "search",
)  # fmt: skip
JSON = (
    '{"version": "1", "values": ', '{"a": ', "{", "}", "[", "]", '"', ",", ": ", "null", "true", "1", "1e999", "-",
    "\\ud800", "\\u0000", '"schema": 3', '"id": "a"', '"article": ', '"title": "x"', '"evidence": ["0:1 x"]',
    '"actors": [', '"x"', "é", " ", "NaN", "Infinity", "9" * 400,
)  # fmt: skip
PDF = (
    "%PDF-1.7\n", "1 0 obj\n", "<<", ">>", "/Type ", "/Catalog ", "/Pages ", "/Page ", "/Kids [", "]", "2 0 R",
    "/Count 1", "/Contents ", "stream\n", "\nendstream\n", "endobj\n", "xref\n0 2\n", "trailer\n", "startxref\n9\n",
    "%%EOF", "BT (x) Tj ET", "/Filter /FlateDecode", "/Length 9", "(", ")", "\x00", "\xff", "9" * 20, "/Root 1 0 R",
    "/Encrypt ", "/Parent 1 0 R", " ", "\n",
)  # fmt: skip
ADDRESSES = (
    "http://", "https://", "//", "a.b", "[", "]", "::1", ":80", ":99999", "@", "/", "?", "#", "%", "%2", "%zz", "\\",
    " ", "xn--", "é", "。", "127.0.0.1", "0x7f.1", "user:pw", "javascript:", "file:", "\n", "\x00", "a" * 70, ".", "..",
    "64:ff9b::", "2002:", "fe80::1%x", "\ud800",
)  # fmt: skip
ROBOTS = (
    "User-agent: *\n", "User-agent: briefing\n", "Disallow: ", "Allow: ", "/", "*", "$", "?", "%", "\n", "a",
    "Crawl-delay: ", "9" * 30, "x", "\x00", "\xff", "#", ":", " ", "Sitemap: http://a\n",
)  # fmt: skip


ANSWERS = (
    "text/html", "text/plain", ";", "charset", "charset*", "charset*0*", "a*0", "=", "''", "'", "utf-8", "idna", "\\",
    '"', "%", "%zz", "(", ")", " ", ",", "/", "x", "é", "9" * 30, "-1", "Mon, 4 May 2024 10:00:00 ", "+9999", "99",
    ":", "May", "\t", "rot13", "utf-16",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Inputs:
    """Texts of these pieces, at most so many, now and then with characters of any kind between them, and what is made
    of each text.
    """

    pieces: tuple[str, ...]
    most: int
    made: Callable[[str], Any] = str

    def map(self, further: Callable[[Any], Any]) -> Inputs:
        """The same, with something more made of each."""
        return Inputs(self.pieces, self.most, lambda text: further(self.made(text)))

    def searched(self) -> st.SearchStrategy[Any]:
        """As hypothesis draws them: few, and the smallest that breaks."""
        drawn = st.lists(st.sampled_from(self.pieces) | st.text(max_size=3), max_size=self.most)
        return drawn.map("".join).map(self.made)

    def drawn(self, chance: Random) -> list[str]:
        """The pieces of one text, by chance alone: many, in a fifth of the time."""
        return [
            chr(chance.choice((chance.randrange(0x80), chance.randrange(0xD800), chance.randrange(0xE000, 0x110000))))
            if chance.random() < 0.15
            else chance.choice(self.pieces)
            for _ in range(chance.randint(0, self.most))
        ]


def made_of(pieces: tuple[str, ...], most: int = 14) -> Inputs:
    """Texts of these pieces, one behind the other."""
    return Inputs(pieces, most)


def as_bytes(pieces: tuple[str, ...], most: int = 14) -> Inputs:
    """The same as bytes; characters up to U+00FF are one byte, so that they are not always UTF-8."""
    return made_of(pieces, most).map(_bytes)


def _bytes(text: str) -> bytes:
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that is fed: its name, its inputs, what is done with one; `slow` ones need the language model."""

    name: str
    inputs: Inputs
    feed: Callable[[Any], object]
    slow: bool = False


@lru_cache(maxsize=1)
def _folder() -> Path:
    return Path(mkdtemp(prefix="briefing-fuzz-"))


def _file(name: str, text: str) -> Path:
    path = _folder() / name
    path.write_text(text, "utf-8", errors="surrogatepass", newline="")
    return path


def _page_shows(text: str) -> None:
    """Escaped text is one paragraph of exactly its characters, for a browser."""
    said = " ".join(re.sub(r"[\x02\x03]", "", text).split())
    out = markdown.markdown(str(shown(said)), extensions=list(EXTENSIONS))
    assert "<" not in re.sub(r"^<p>|</p>$", "", out), out
    assert " ".join(html.unescape(out[3:-4]).split()) == " ".join(html.unescape(html.escape(said)).split())


def _note_is_inert(text: str) -> None:
    made = note(text, "briefs/2025/a.md", folders=True)
    if made:
        for tag in re.findall(r"<[a-z][^>]*>", made.shown):
            assert not re.match(r"<(?:script|style|iframe|object|embed|form|svg|base|meta|link)\b", tag)
            assert not re.search(r"\s(?:on\w+|style)=|javascript:", re.sub(r'"[^"]*"', '""', tag))
        assert made.shown.count("<div") == made.shown.count("</div>")


@lru_cache(maxsize=1)
def _linker() -> Autolinker:
    return Autolinker(link(hand_made.briefs(), hand_made.catalog()))


def _linked(text: str) -> None:
    pieces = _linker().page("briefs/2025/x.md", None).pieces(text)
    assert "".join(p.text for p in pieces) == text
    linked(pieces, "briefs/2025/x.md", Words.of("en"))


def _record(text: str) -> None:
    record = parse_record(text, "briefs/2025/a.md")
    files = dump_record(record)
    assert parse_record(files.page, "briefs/2025/a.md", files.memory).brief == record.brief


def _configuration(text: str) -> None:
    for name in ("site.yml", "actors.yml", "glossary.yml", "topics.yml"):
        _file(name, "")
    for name in ("site.yml", "actors.yml", "glossary.yml", "topics.yml"):
        _file(name, text)
        with suppress(BriefingError):
            load_catalog(_folder())
        _file(name, "")


def _figures(text: str) -> None:
    for number in find_numbers(text):
        quantity = grammar.read(text, number)
        assert 0 <= quantity.start < quantity.end <= len(text)
        grammar.rated(text, quantity)


def _dates(text: str) -> None:
    for found in find(text, "2024-05-04"):
        assert 0 <= found.start < found.end <= len(text)
        When.parse(found.value)
    parse_date(text)
    When.parse(text)
    read_stamp(text)
    find_stamps(text, months=True)
    date_in_address(text)


def _extracted(text: str) -> None:
    try:
        article = ingest_text("a.md", text or "x", "Title", "2024-05-04")
    except IngestError:  # in another language
        return
    for made in briefs_of([article], Catalog()):
        assert not isinstance(made, BriefingError), made
        assert not [d for d in made[0].diagnostics if "rule failed" in d.message], made[0].diagnostics


def _comment(text: str) -> None:
    out = harmless(text, "https://example.invalid/preview/")
    assert not re.search(r"(?<![\w`])@\w", re.sub(r"`[^`]*`", "", out).replace("@\u200b", ""))
    assert "<script" not in out.lower()


def _formats(text: str) -> None:
    written = io.StringIO()
    csv.writer(written).writerow((table._cell(text), "x"))
    (row,) = csv.reader(io.StringIO(written.getvalue()))
    for cell in row[0].split(";"):
        assert next((c for c in cell if unicodedata.category(c)[0] not in "CZM"), "") not in tuple("=@|%")
    assert "\n" not in llms._said(text)
    try:
        ElementTree.fromstring(f"<a b='{svg.escape(text)}'>{svg.escape(text)}</a>")
    except ElementTree.ParseError:
        assert re.search(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", text)
    assert not re.search(r"[<>\"'`*_\[\]|{}\\]", code(" ".join(text.split())))


def _builder(text: str) -> None:
    builder_config.read(_file("mkdocs.yml", text))


def _storable(read: object) -> None:
    """What a reader gives can be written into a file."""
    json.dumps(read, ensure_ascii=False, default=asdict).encode("utf-8")


def _address(text: str) -> None:
    try:
        is_public(text)
    except ValueError:
        assert ":" in text or "." in text or text == text
    assert checked_url(text).isascii()


def _answer(text: str) -> None:
    headers = Message()
    headers["Content-Type"] = text.encode("latin-1", "replace").decode("latin-1")
    _check_type("http://a.b/", _Response(200, headers, b"x"), robots=True)
    assert isinstance(_fetched("http://a.b/", _Response(200, headers, b"x")).content_type, str)
    assert (_retry_after(text) or 0.0) >= 0


def _yaml(text: str) -> None:
    try:
        value = yamltext.load(text)
    except yaml.YAMLError as error:
        yamltext.describe(error, text)
    else:
        yamltext.dump(value)


def _cache(text: str) -> None:
    kept = Kept(_file(FILE, text).parent, "facts")
    assert kept.facts("name", "1") is None
    kept.close()


ARTICLE = made_of((*PROSE, *MARKUP, *YAML[:8]), 30)
TARGETS = (
    Target("ingest .md", ARTICLE.map(lambda t: t.encode("utf-8", "replace")), lambda data: ingest("a.md", data)),
    Target("ingest .txt", as_bytes((*PROSE, *MARKUP), 30), lambda data: ingest("a.txt", data)),
    Target("record", made_of(YAML, 30).map("---\nschema: 3\ntitle: t\narticle: a.md\n{}\n---\n".format), _record),
    Target(
        "record of schema 2", made_of(YAML, 30).map(lambda t: f"---\nschema: 2\nid: a\ntitle: t\n{t}\n---\n"), _record
    ),
    Target("memory", made_of(JSON, 20), lambda text: memory.load(text, "a.proof.json")),
    Target("yaml", made_of(YAML, 30), _yaml),
    Target("configuration", made_of(YAML, 20), _configuration),
    Target("builder configuration", made_of(YAML, 20), _builder),
    Target("cache", made_of(JSON, 20), _cache),
    Target("figures", made_of(NUMBERS, 14), _figures),
    Target("dates", made_of(DATES, 14), _dates),
    Target("escaper", made_of(MARKUP), _page_shows),
    Target("autolinker", made_of((*PROSE, *MARKUP, "Ada Lovelace", "Northern Grid Council", "Mongolia")), _linked),
    Target("note", made_of((*MARKUP, *HTML), 20), _note_is_inert),
    Target("formats", made_of((*MARKUP, "=1+1", "@x", "-1", "\r\n")), _formats),
    Target("review comment", made_of((*MARKUP, "16c999e8c71134401a78d4d46435517b2271d6ac", "GH-1", "a/b#1")), _comment),
    Target("page", as_bytes(HTML, 40), lambda data: _storable(pages.read("a.html", data, url="http://a.b/c"))),
    Target("feed", as_bytes(XML, 30), lambda data: _storable(feeds.read("a.xml", data, "http://a.b/c"))),
    Target("listing", as_bytes(XML, 20), lambda data: listings.listing("a", data, "http://a.b/c")),
    Target("mail", as_bytes(MAIL, 30), lambda data: _storable(mail.read("a.eml", data))),
    Target("pdf", as_bytes(PDF, 40), lambda data: pdf.read("a.pdf", data)),
    Target("address", made_of(ADDRESSES, 8), _address),
    Target("head of an answer", made_of(ANSWERS, 10), _answer),
    Target("robots.txt", as_bytes(ROBOTS, 20), lambda data: _rules(data)),
    Target("extractors", made_of(PROSE, 40), _extracted, slow=True),
)
