"""Taking articles in: metadata, refusals with a remedy, texts taken as they stand."""

from __future__ import annotations

import hashlib
import subprocess
import sys

import pytest

from generator.core.errors import IngestError
from generator.ingest import SUFFIXES, ingest, ingest_text

BODY = "The council voted for the new bridge on Monday. It will cost 3 million euros.\n\nWork begins in spring.\n"


def refusal(data: bytes, source: str = "a.md", **options: int) -> IngestError:
    """The error that taking in these bytes raises."""
    with pytest.raises(IngestError) as caught:
        ingest(source, data, **options)
    assert caught.value.path == source
    assert caught.value.remedy
    return caught.value


def given(fields: str) -> bytes:
    """A file with this front matter."""
    return f"---\n{fields}\n---\n\n{BODY}".encode()


def test_plain_article() -> None:
    """An article without anything around it comes through as it is, with the digest of its bytes."""
    article = ingest("2025/bridge.txt", BODY.encode())
    assert article.text == BODY.strip()
    assert article.source == "2025/bridge.txt"
    assert article.digest == hashlib.sha256(BODY.encode()).hexdigest()
    assert (article.title, article.authors, article.language, article.diagnostics) == (None, (), "en", ())


def test_same_bytes_same_article_in_another_process() -> None:
    """Nothing depends on the process: hash seeds change no field."""
    data = "By Jane Roe and John Doe\nSHARE\nSign up for our newsletter\n" + BODY + "You may also like\nTen soups\n"
    code = f"from generator.ingest import ingest; print(repr(ingest('a.md', {data.encode()!r})))"
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert runs == {(repr(ingest("a.md", data.encode())) + "\n").encode()}


def test_toml_front_matter_is_read() -> None:
    """Fields between lines of +++ are read as those of YAML; one that is no TOML costs itself alone."""
    fields = 'title = "A bridge"\nauthors = Jane Roe and others\ndate = 2025-03-04T00:00:00Z\ntags = [\n  "towns",\n]\n'
    article = ingest("a.md", f"+++\n{fields}+++\n\n{BODY}".encode())
    assert (article.title, article.published, article.published_source) == ("A bridge", "2025-03-04", "given")
    assert (article.authors, article.text) == ((), BODY.strip())
    nested = ingest("a.md", f'+++\ntitle = "A bridge"\n[site]\noutlet = "Else"\n+++\n\n{BODY}'.encode())
    assert (nested.title, nested.outlet) == ("A bridge", None)
    for wrong in (f"deep = {'[' * 5000}{']' * 5000}", f"long = {'9' * 5000}"):
        costly = ingest("a.md", f'+++\ntitle = "A bridge"\n{wrong}\n+++\n\n{BODY}'.encode())
        assert costly.title == "A bridge"
    ruled = f"+++\n\n{BODY}"
    assert ingest("a.md", ruled.encode()).text.endswith(BODY.strip())


def test_names_of_fields_are_read_in_any_case() -> None:
    """Other sites write "Title" and "Published"; a day there that is none costs itself, not the article."""
    given = "Title: A bridge\nPublished: 2017-09-29 17:07:43 +06:00\nAuthor: Jane Roe"
    article = ingest("a.md", f"---\n{given}\n---\n\n{BODY}".encode())
    assert (article.title, article.published, article.authors) == ("A bridge", "2017-09-29", ("Jane Roe",))
    wrong = ingest("a.md", f"---\ntitle: A bridge\nTitle: No bridge\nPublished: some day\n---\n\n{BODY}".encode())
    assert (wrong.title, wrong.published) == ("A bridge", None)


def test_fields_of_a_post_are_those_of_the_article() -> None:
    """WordPress exports put "post_" before its fields; the article's own name goes before."""
    fields = "post_title: >\n  A bridge\n  opens\npost_date: 2016-01-13 14:01:04\npublished: true\npost_excerpt: ''"
    article = ingest("a.md", f"---\n{fields}\n---\n\n{BODY}".encode())
    assert (article.title, article.published, article.published_source) == ("A bridge opens", "2016-01-13", "given")
    both = ingest("a.md", f"---\npost_title: No bridge\ntitle: A bridge\n---\n\n{BODY}".encode())
    assert both.title == "A bridge"


def test_quotation_marks_within_quotation_marks_cost_no_title() -> None:
    """No YAML, but what a site's template wrote; marks within the words stay."""
    for written, read in (
        ('"The "cold" bridge"', 'The "cold" bridge'),
        ('Bridge: a "cold" one', 'Bridge: a "cold" one'),
        ('"Rome" falls: a vote', None),
        ("'", None),
    ):
        article = ingest("a.md", f"---\nlayout: post\ntitle: {written}\nauthor: Jane Roe\n---\n\n{BODY}".encode())
        assert (article.title, article.authors) == (read, ("Jane Roe",))


def test_the_text_may_stand_in_a_field() -> None:
    """Editors of content systems keep whole posts in their fields; what stands below counts before it."""
    first, second = "The council voted for the new bridge on Monday.", "It will cost 3 million euros."
    held = ingest("a.md", f"---\ntitle: A bridge\ncontent: >-\n  {first}\n\n  {second}\n---\n".encode())
    assert held.text == f"{first}\n\n{second}"
    assert not [d for d in held.diagnostics if "content" in d.message]
    assert ingest("a.md", f"---\ntitle: A bridge\nbody: No text.\n---\n\n{BODY}".encode()).text == BODY.strip()


def test_a_rich_text_is_read_from_its_nodes() -> None:
    """Content systems keep a text as nodes, its words under `text`: bold ones are a node beside the others."""
    nodes = """
description:
- type: paragraph
  content:
  - {type: text, text: 'The council voted '}
  - {type: text, marks: [{type: bold}], text: for the bridge.}
- {type: image, src: bridge.jpeg}
- type: bullet_list
  content:
  - {type: item, content: [{type: paragraph, content: [{type: text, text: It will cost 3 million euros.}]}]}
  - {type: item, content: [{type: paragraph, content: [{type: text, text: It opens in May.}]}]}
tags: [{text: bridges}]
"""
    held = ingest("a.md", f"---\ntitle: A bridge\n{nodes}---\n".encode())
    assert held.text == "The council voted for the bridge.\n\nIt will cost 3 million euros.\n\nIt opens in May."


def test_fields_may_stand_on_top_without_rulers() -> None:
    """Pelican and MultiMarkdown have them so; without a title among them they are lines of the text."""
    article = ingest("a.md", f"Title: The bridge: a vote\nDate: 2025-03-04 09:00\nAuthor: Jane Roe\n\n{BODY}".encode())
    assert (article.title, article.published, article.authors) == ("The bridge: a vote", "2025-03-04", ("Jane Roe",))
    assert article.text == BODY.strip()
    said = "Question: Will the bridge open?\nAnswer: Not before May, the council of Norport said."
    assert "Answer" in ingest("b.md", f"{said}\n\n{BODY}".encode()).text


def test_the_address_on_top_is_where_the_article_was_copied_from() -> None:
    """It may tell the day; front matter knows it better, and an address within the text is a word of it."""
    top = "https://example.org/2025/03/04/bridge.html"
    article = ingest("a.txt", f"{top}\n\nThe bridge opens\n\n{BODY}".encode())
    assert (article.url, article.published, article.title) == (top, "2025-03-04", "The bridge opens")
    assert article.text == BODY.strip()
    given = f"---\nurl: https://example.org/bridge\n---\n\n{top}\n\n{BODY}"
    assert ingest("a.md", given.encode()).url == "https://example.org/bridge"
    assert ingest("a.txt", f"{BODY}\n\n{top}\n".encode()).url is None


@pytest.mark.parametrize(
    ("line", "copied"),
    [
        ("Source: https://example.org/2025/03/04/bridge-opens/", True),
        ("> 来源：[https://example.org/bridge-opens](https://example.org/bridge-opens)", True),
        ("Source:<https://example.org/bridge-opens>", True),
        ("Watch: https://example.org/embed/4711", False),
        ("Watch: https://example.org/bridge-4711", False),
        ("https://example.org/embed/4711", False),
        ("The council, it says: https://example.org/bridge-opens for all", False),
    ],
)
def test_an_address_with_a_label_that_has_the_words_of_the_title_is_where_it_was_copied_from(
    line: str, copied: bool
) -> None:
    """Other addresses on top lead elsewhere."""
    article = ingest("a.md", f"# The bridge opens\n\n{line}\n\n{BODY}".encode())
    assert (article.url is not None) == copied
    assert article.text == BODY.strip()


@pytest.mark.parametrize(
    ("top", "copied"),
    [("https://example.org/embed/4711", True), ("Watch: https://example.org/embed/4711", False)],
)
def test_an_address_above_all_else_is_where_it_was_copied_from(top: str, copied: bool) -> None:
    """Whatever its words are, but for a label: that may say that it leads elsewhere."""
    article = ingest("a.md", f"{top}\n\n# The bridge opens\n\n{BODY}".encode())
    assert (article.url is not None) == copied
    titled = ingest(
        "a.md", f"---\ntitle: The bridge opens\n---\nSource: https://example.org/bridge-opens\n\n{BODY}".encode()
    )
    assert titled.url == "https://example.org/bridge-opens"


def test_fields_may_have_labels_in_bold() -> None:
    """Programs that keep pages write them so; without an address among them they are lines of the text."""
    fields = "- **URL**: https://example.org/bridge\n- **Scraped at**: 2025-05-01T10:00:00\n- **Date**: 4 March 2025\n"
    page = f"# example.org\n\n## Metadata\n\n{fields}\n## Links\n\n- Home\n\n## Content\n\nThe bridge opens\n\n{BODY}"
    article = ingest("a.md", page.encode())
    assert (article.title, article.published) == ("The bridge opens", "2025-03-04")
    assert (article.url, article.text) == ("https://example.org/bridge", BODY.strip())
    glued = (
        "**Published:** 2025-03-04\n**Source:** [https://example.org/b](https://example.org/b)\n**Author:** Jane Roe\n"
    )
    article = ingest("a.md", f"# The bridge opens\n\n{glued}\n{BODY}".encode())
    assert (article.title, article.url, article.text) == ("The bridge opens", "https://example.org/b", BODY.strip())
    assert (article.published, article.authors) == ("2025-03-04", ("Jane Roe",))
    event = "**When:** Thursday May 6th\n**Where:** 1 Harbour Street\n**Tickets:** https://example.org/tickets\n"
    assert "Where: 1 Harbour Street" in ingest("b.md", f"# The bridge opens\n\n{event}\n{BODY}".encode()).text


RECORDS = (
    "  {{\n    image: PIER,\n    title: 'A bridge\\'s vote',\n    date: 'Mar 4, 2025',\n"
    "    content: `\n  <p>{0}</p>\n  `,\n  }},\n",
    "  'a1' =>\n  array (\n    'id' => 'a1',\n    'date' => '2025-03-04',\n    'title' => 'A bridge\\'s vote',\n"
    "    'body' => '{0}',\n  ),\n",
)


@pytest.mark.parametrize("record", RECORDS, ids=["JavaScript", "PHP"])
def test_a_page_may_be_a_record_of_a_program(record: str) -> None:
    """Its title, day and text are fields; what stands in braces without any is text."""
    article = ingest("a.txt", record.format(BODY.strip()).encode())
    assert (article.title, article.published, article.text) == ("A bridge's vote", "2025-03-04", BODY.strip())
    assert ingest("b.txt", f"{{\n{BODY}\n}}".encode()).text == BODY.strip()


def test_a_record_of_a_program_is_of_one_page() -> None:
    """Parts of it, pages it leads to and another record have fields of the same names; escapes are characters."""
    page = (
        "{\n  content: 'The council voted for the bridge. Caf\\u00e9s\\topen.\\nIt did.\\ud83d',\n"
        "  image: {\n    title: 'A photo',\n  },\n  title: 'A vote',\n  published_source: 'a blog',\n"
        "  published: '0000-00-00',\n  related: [{\n    title: 'Other',\n    date: '2019-01-01',\n  }],\n"
        "  title: 'Another vote',\n"
    )
    article = ingest("a.txt", f"{page}}}\n".encode())
    assert (article.title, article.published) == ("A vote", None)
    assert article.text == "The council voted for the bridge. Cafés open.\n\nIt did."
    assert (
        "content:"
        in ingest("a.txt", f"{page}  }},\n  {{\n  content: 'Quite another page is told here.',\n}}\n".encode()).text
    )


def test_a_whole_page_names_its_title() -> None:
    """The line that the title of the page holds is the article's; a site's own heading ("News") is not."""
    page = (
        "<?php include('top.inc') ?>\n"
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"\n "https://example.org/strict.dtd">\n'
        "<html><head><title>Norport Rowing - We have won the cup</title>"
        f"</head><body>\n<h1>News</h1>\n<h3>We have won<br>the cup.</h3>\n<p>{BODY.strip()}</p></body></html>"
    )
    article = ingest("a.txt", page.encode())
    assert article.title == "We have won the cup"
    assert article.text == BODY.strip()


def test_a_field_holds_characters_not_their_references() -> None:
    """Content systems export what a page's source has: "&#039;" is an apostrophe, on a page and in a title."""
    article = ingest(
        "a.md", f"---\ntitle: 'The &quot;cold&quot; bridge&#039;s day'\noutlet: A &amp;amp; B\n---\n\n{BODY}".encode()
    )
    assert (article.title, article.outlet) == ('The "cold" bridge\'s day', "A & B")


def test_the_path_of_a_page_about_an_author_is_no_name() -> None:
    """A site's editor writes a relation into the field; it names nobody to a reader."""
    article = ingest("a.md", f"---\nauthors: [_authors/jane-roe.md, Jane Roe/AP]\n---\n\n{BODY}".encode())
    assert article.authors == ("Jane Roe/AP",)


@pytest.mark.parametrize(
    ("summary", "stands"),
    [
        ("The council of the town votes for a second bridge", True),
        ("The latest news, sport and weather from all of Norland's regions.", False),  # a site, of itself
        ("The council of the town votes for a second ...", False),  # cut off
        ("The council of the town votes for a second … Read more", False),
        ("Bridge voted.", False),
        ("The council votes for a bridge over the river.", False),  # the title again
    ],
)
def test_a_summary_outside_the_text_stands_above_it(summary: str, stands: bool) -> None:
    """What an article says of itself in front matter or meta elements is its standfirst, unless its text has it."""
    text = "The council of the town voted for a second bridge over the river on Monday, after a long debate."
    title = "THE COUNCIL VOTES FOR A BRIDGE OVER THE RIVER."
    article = ingest("a.md", f"---\ntitle: {title}\ndescription: {summary!r}\n---\n\n{text}\n".encode())
    assert article.text.split("\n\n") == ([summary, text] if stands else [text])
    assert article.standfirst == (len(summary) if stands else 0)
    whole = "The council of the town votes for a “second bridge.”"
    cut = ingest(
        "a.md",
        f"---\ntitle: A bridge\nexcerpt: {whole} The river has only one and it is too nar\n---\n\n{text}\n".encode(),
    )
    assert cut.text.split("\n\n")[0] == whole
    again = ingest("a.md", f"---\ntitle: A bridge\nexcerpt: {text}\n---\n\n{text}\n".encode())
    assert (again.text, again.standfirst) == (text, 0)


def test_front_matter_is_read() -> None:
    """All fields arrive, `author` and `date` as other names, unknown ones as a diagnostic."""
    article = ingest(
        "a.md",
        given(
            "title: A bridge\nauthor: Jane Roe\noutlet: The Example\nurl: https://example.org/b\n"
            "date: 2025-03\nslug: a-bridge\nlanguage: en\nlicense: CC0-1.0\nmood: calm"
        ),
    )
    assert (article.title, article.authors, article.outlet) == ("A bridge", ("Jane Roe",), "The Example")
    assert (article.url, article.slug) == ("https://example.org/b", "a-bridge")
    assert (article.published, article.published_source) == ("2025-03", "given")
    assert [(d.code, d.severity) for d in article.diagnostics] == [("unknown-front-matter", "info")]
    assert "'mood'" in article.diagnostics[0].message
    assert article.text == BODY.strip()


@pytest.mark.parametrize("title", ["1984", "007", "12:30", "2.50"])
def test_a_title_may_be_a_number(title: str) -> None:
    """As it is spelt, whatever YAML makes of it; so may an outlet."""
    article = ingest("a.md", given(f"title: {title}\noutlet: 1843"))
    assert (article.title, article.outlet, article.diagnostics) == (title, "1843", ())


def test_a_name_that_is_none_is_not_given() -> None:
    """Programs write such words into fields that nobody filled in."""
    article = ingest("a.md", given("title: A bridge\nauthors: [undefined, Jane Roe, Admin]\noutlet: 'NULL'"))
    assert (article.authors, article.outlet) == (("Jane Roe",), None)
    assert ingest("a.md", b"The bridge\n\nBy Admin\n\n" + BODY.encode()).authors == ()


@pytest.mark.parametrize("name", ["pubDate", "publish_date", "datePublished", "published-at"])
def test_the_day_of_publication_by_the_names_of_other_generators(name: str) -> None:
    """Site generators name one field in many ways, marks and capitals included."""
    article = ingest("a.md", given(f"title: A bridge\n{name}: '2025-03-04'"))
    assert (article.published, article.diagnostics) == ("2025-03-04", ())


def test_the_day_that_is_given_stays_beside_another_generators() -> None:
    """Whatever stands first; an empty field is none."""
    for fields in ("date: 2024-01-02\npublishDate: 2024-05-06", "publishDate: 2024-05-06\ndate: 2024-01-02"):
        assert ingest("a.md", given(f"title: A bridge\n{fields}")).published == "2024-01-02"
    assert ingest("a.md", given("title: A bridge\npubDate:\npublishDate: 2024-05-06")).published == "2024-05-06"


def test_a_misspelt_field_of_front_matter_is_warned_of() -> None:
    """It is told which field was meant; one of another site's that is like a field which is there is only unused."""
    article = ingest("a.md", given("titel: A bridge\npublished: 2025-03\npublisher: The Example"))
    assert [(d.severity, d.message.partition("; ")[2]) for d in article.diagnostics] == [
        ("warning", "did you mean title?"),
        ("info", ""),
    ]


@pytest.mark.parametrize(
    ("value", "published"),
    [
        ("2025-03-04", "2025-03-04"),
        ("'2024-02-29'", "2024-02-29"),
        ("2025-12", "2025-12"),
        ("2025-03-04T10:00:00Z", "2025-03-04"),
        ("2025-03-04 10:00", "2025-03-04"),
        ("2025-03-04 9:05:00 -0700", "2025-03-04"),
        ("4 March 2025", "2025-03-04"),
        ("Tue, 04 Mar 2025 23:00:00 -0700", "2025-03-04"),
    ],
)
def test_published_forms(value: str, published: str) -> None:
    """A day, a month, and a moment of which the day counts."""
    assert ingest("a.md", given(f"published: {value}")).published == published


@pytest.mark.parametrize(
    "fields",
    [
        "authors: Jane Roe",
        "author: [Jane Roe]",
        "author: Jane Roe",
        "author: {name: Jane Roe, email: jane@example.org}",
        "authors:\n- name: Jane Roe\n  affiliation: Arden",
    ],
)
def test_one_author(fields: str) -> None:
    """Sites write one author as a word, a list of one, or a name with more about the author, under either name."""
    assert ingest("a.md", given(fields)).authors == ("Jane Roe",)


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ("published: yesterday", "published", "YYYY-MM-DD"),
        ("published: 2025-02-29", "published", "YYYY-MM-DD"),
        ("published: 2025-13", "published", "YYYY-MM-DD"),
        ("published: 2025", "published", "string"),
        ("published: 04/03/2025", "published", "YYYY-MM-DD"),
        ("title: 'open", "line", "not valid YAML"),
        ("- a\n- b", "line 2", "fields"),
        ("title: !!timestamp 2025-99-99", "line 2", "not what its tag says"),
        ("title: " + "[" * 3000 + "]" * 3000, None, ""),
    ],
)
def test_broken_front_matter(fields: str, field: str | None, words: str) -> None:
    """The error names the field or the line, and what it should be."""
    error = refusal(given(fields))
    assert words in error.problem
    if field:
        assert (error.field or "").startswith(field)


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ("title: Oslo: a port votes\noutlet: Harbour Times", "Oslo: a port votes"),
        ("excerpt: The aims: to build\n  a port\noutlet: Harbour Times\ntitle: Oslo votes", "Oslo votes"),
        ("outlet: Harbour Times\ntitle: 'Oslo votes", "Gates"),
    ],
)
def test_a_field_that_is_no_yaml_costs_itself(fields: str, title: str) -> None:
    """Other sites write colons into plain words; what cannot be read at all is left out, and both are told."""
    article = ingest("gates.md", given(fields))
    assert article.outlet == "Harbour Times"
    assert (article.title or "Gates") == title
    assert any("not valid YAML" in d.message and d.severity == "warning" for d in article.diagnostics)


FRENCH = """\
Le port de Brest agrandit ses quais

Le conseil du port a décidé mardi 6 mai 2025 d’agrandir les quais, pour 12,5 millions d’euros.

Inscrivez-vous à notre lettre
"""


def test_an_article_in_another_language_is_kept_where_its_front_matter_says_so() -> None:
    """Unmarked it is refused, and the remedy says how to keep it; marked it is kept whole and unread."""
    error = refusal(FRENCH.encode())
    assert "only English" in error.problem
    assert "language: fr" in (error.remedy or "")
    article = ingest("2025-05-07-brest.md", b"---\nlanguage: fr-FR\n---\n" + FRENCH.encode())
    title, _, rest = FRENCH.strip().partition("\n\n")
    assert (article.language, article.unread, article.title, article.text) == ("fr", True, title, rest)
    assert (article.published, article.published_source) == ("2025-05-07", "filename")
    assert ingest("brest.md", b"---\nlanguage: fr\n---\n" + FRENCH.encode()).published is None
    assert article.diagnostics == ()


def test_a_language_that_the_words_do_not_bear_out_is_remarked() -> None:
    """What a person says of the language counts, and a slip is told."""
    article = ingest("a.md", given("language: de"))
    assert (article.language, [d.code for d in article.diagnostics]) == ("de", ["language-differs"])


def test_a_language_without_blanks_has_lines_too() -> None:
    """A Chinese sentence is one "word"; it is an article all the same."""
    text = "---\ntitle: 港口\nlanguage: zh\n---\n港口委员会星期二决定扩建码头，工程将于九月开始。\n"
    assert ingest("a.md", text.encode()).text.startswith("港口委员会")


@pytest.mark.parametrize("value", ["unknown", "04/03/2025", "2025-02-30", "''", "2025", "[a, b]"])
def test_a_date_of_another_site_costs_only_the_date(value: str) -> None:
    """What other generators write into `date` may be no day; the article is kept, undated, and says so."""
    article = ingest("a.md", given(f"date: {value}"))
    assert article.published is None
    assert "date-unreadable" in {d.code for d in article.diagnostics}


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ("authors: 7", "authors", "list"),
        ("authors: [Jane Roe, 7]", "authors.1", "string"),
        ("author: [Jane Roe, 7]", "author.1", "string"),
        ("url: ftp://example.org", "url", "http"),
        ("url: example.org", "url", "http"),
        ("slug: ../../etc", "slug", "hyphens"),
        ("slug: A Bridge", "slug", "a-bridge"),
        ("title: [A, B]", "title", "string"),
        ("language: English please", "language", "language code"),
        ("url: /2025/bridge/", "url", "http"),
        ("published: true", "published", "string"),
        ("title: false", "title", "string"),
        ("authors: yes", "authors", "list"),
    ],
)
def test_a_field_that_cannot_be_used_costs_only_itself(fields: str, field: str, words: str) -> None:
    """Other sites' generators write other things under these names; the article is kept, and told is what to write."""
    article = ingest("a.md", given(fields))
    assert article.text == BODY.strip()
    (remark,) = [d for d in article.diagnostics if d.code == "front-matter-value"]
    assert (remark.severity, f"{field!r} is not used" in remark.message, words in remark.message) == (
        "warning", True, True,
    )  # fmt: skip


@pytest.mark.parametrize(("value", "code"), [("German", "de"), ("german", "de"), ("de-AT", "de"), ("en-GB", "en")])
def test_a_language_may_be_told_by_its_name(value: str, code: str) -> None:
    """A code, or the language's English name as other sites write it."""
    assert ingest("a.md", given(f"language: {value}")).language == code


def test_front_matter_that_never_ends() -> None:
    """An opening ruler with fields and no closing one is a mistake, not an article."""
    assert "not closed" in refusal(f"---\ntitle: A bridge\n\n{BODY}".encode()).problem


def test_ruler_on_top_is_no_front_matter() -> None:
    """Text between two rulers is text."""
    article = ingest("a.md", f"---\nThe council has voted, and nobody was surprised by it.\n---\n\n{BODY}".encode())
    assert article.text.startswith("The council has voted")


def test_windows_front_matter() -> None:
    """A byte order mark and Windows line breaks hide no front matter."""
    data = b"\xef\xbb\xbf" + given("title: A bridge\npublished: 2025-03-04").replace(b"\n", b"\r\n")
    assert (ingest("a.md", data).title, ingest("a.md", data).published) == ("A bridge", "2025-03-04")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\xef\xbb\xbf\n", "no words"),
        (b"SHARE\n\nSubscribe\n\n***\n", "no words"),
        (b"text\x00text", "NUL at byte 4"),
        (bytes(range(1, 32)) * 20, "control characters"),
        (b"The caf\xe9 is open.", "byte 7 is 0xe9"),
        (b"\xef\xbb\xbfThe caf\xe9 is open.", "byte 10 is 0xe9"),
        ("The café is open.".encode("utf-16"), "UTF-16"),
        (b"Breaking news\n\nMore soon", "no line of 5 words"),
        ("Der Rat hat am Montag für die neue Brücke gestimmt. Sie wird drei Millionen Euro kosten.".encode(), "'de'"),
        (
            "Le conseil a voté lundi pour le nouveau pont, qui coûtera trois millions d'euros à la ville.".encode(),
            "'fr'",
        ),
        ("议会星期一投票赞成修建新桥。工程将于春天开始,预计耗资三百万欧元。".encode(), "'zh'"),
    ],
)
def test_refused(data: bytes, words: str) -> None:
    """What is no English article is refused in words that say why."""
    assert words in refusal(data).problem


def test_too_large() -> None:
    """The limit is in KB, and a file of just that size is taken."""
    data = BODY.encode().ljust(2048)
    assert ingest("a.md", data, max_kb=2).text == BODY.strip()
    assert "larger than 2 KB" in refusal(data + b" ", max_kb=2).problem


@pytest.mark.parametrize("source", ["a.docx", "a", "a.md.exe", ".md"])
def test_unknown_suffix(source: str) -> None:
    """A file of a kind nobody reads is refused with the kinds that are read."""
    assert ".md" in (refusal(BODY.encode(), source).remedy or "")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_kind_reads(suffix: str) -> None:
    """Each kind turns bytes into a text; upper case suffixes count."""
    assert ingest("a" + suffix.upper(), BODY.encode()).text


def test_text_as_it_stands() -> None:
    """`ingest_text` changes no character: offsets refer to what was given."""
    text = "  By Jane Roe\r\nSHARE\n\n\\$5 *million* &amp; more\u00a0\n"
    article = ingest_text("row-1", text, title="A", published="2008-05-24T10:00:00")
    assert (article.text, article.title, article.authors) == (text, "A", ())
    assert (article.published, article.published_source) == ("2008-05-24", "given")
    assert article.digest == ingest_text("row-2", text).digest


@pytest.mark.parametrize(
    "text",
    [
        "Il sindaco ha riaperto la biblioteca.",
        "O prefeito abriu a ponte ontem.",
        "Die Bäckerei am Markt schließt im Mai, sagte der Besitzer.",
        "De markt van Holt sluit morgen, zei het hoofd van de gilde.",
        "La biblioteca estará cerrada hasta junio y nadie sabe por qué, dijo la directora.",
        "図書館は月曜日に開いた。",
    ],
)
def test_a_line_in_another_language_is_refused(text: str) -> None:
    """A text that comes without a file is told by its words, as a file is."""
    with pytest.raises(IngestError, match="only English is read"):
        ingest_text("row-1", text)


@pytest.mark.parametrize("text", ["10.5 Zürich 3", "-5 degree Celsius", "Bayern Munich beat Borussia Dortmund 3-1."])
def test_a_name_or_two_are_no_other_language(text: str) -> None:
    """Of a few letters the detector only guesses."""
    assert ingest_text("row-1", text).text == text


def test_text_with_a_bad_date() -> None:
    """A date that may be two days counts as none and is reported, an empty one is just none."""
    article = ingest_text("row-1", "Words.", published="04/05/2008")
    assert (article.published, [d.code for d in article.diagnostics]) == (None, ["date-unreadable"])
    assert ingest_text("row-1", "Words.", published="").diagnostics == ()


def test_an_id_is_no_file_name() -> None:
    """The id of a line holds no date of its article; a dateline does."""
    assert ingest_text("2024-01-02-row", "The gate was closed.").published is None
    article = ingest_text("row", "PORTVILLE, March 4, 2025 (Wire) - The gate was closed.")
    assert (article.published, article.published_source) == ("2025-03-04", "dateline")


def test_no_language_model_is_loaded() -> None:
    """Ingest runs on every build: neither spaCy nor the language detector is imported for an English article."""
    code = (
        "import sys; from generator.ingest import ingest; ingest('a.md', b'The council voted for the new bridge "
        "and it will cost more than the old one did.'); "
        "print(sorted({'spacy', 'py3langid', 'numpy'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout == "[]\n"
