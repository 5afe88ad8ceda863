"""Whatever surrounds an article, its own paragraphs survive word for word, and cleaning twice is cleaning once."""

from __future__ import annotations

from collections import Counter

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from generator.core.errors import IngestError
from generator.core.model import Article
from generator.core.text import settle
from generator.ingest import fingerprint, ingest
from generator.ingest.cleaning.boilerplate import clean
from generator.ingest.duplicates import among, shared
from generator.ingest.readers.markdown import lines_of

relaxed = settings(deadline=None, max_examples=100)

SUBJECTS = (
    "The ministry",
    "Parliament",
    "The central bank",
    "A court in the capital",
    "The union",
    "Every second farmer",
    "The “council of elders”",
    "Nobody in the valley",
    "The port’s operator",
    "Share prices",
    "Related companies",
    "A newsletter",
    "The editor",
    "The views of the board",
    "Photo agencies",
    "Join-up teams",
    "Read literally, the law",
)
VERBS = (
    "will publish",
    "has refused",
    "now expects",
    "is looking for",
    "paid",
    "did not want",
    "had promised",
    "may yet accept",
    "said it supports",
    "can share",
    "would subscribe to",
    "follows",
)
OBJECTS = (
    "a new budget",
    "3 million euros",
    "the result of the vote",
    "twenty percent more than last year",
    "a second bridge",
    "“all of it, and soon”",
    "the plan – or what is left of it",
    "its own report on cookies",
    "an advertisement for milk",
)
TAILS = (
    "before the summer break",
    "after months of talks with the neighbouring states",
    "in spite of the rain",
    "because the old one was too small for the traffic of today",
    "for the first time since 1998",
    "as the people who live there had asked in a letter to the government",
)

sentences = st.builds("{} {} {} {}.".format, *(st.sampled_from(words) for words in (SUBJECTS, VERBS, OBJECTS, TAILS)))
paragraphs = st.lists(sentences, min_size=1, max_size=4).map(" ".join)
bodies = st.lists(paragraphs, min_size=1, max_size=12, unique=True)

ANYWHERE = (
    "SHARE",
    "Share this article",
    "f | Facebook",
    "X | Twitter",
    "in | LinkedIn",
    "Facebook Twitter WhatsApp Email",
    "Copy link",
    "Share on LinkedIn",
    "ADVERTISEMENT",
    "Advertisement",
    "Story continues below advertisement",
    "Sign up for our weekly newsletter",
    "Get the latest stories delivered to your inbox",
    "Enter your email address",
    "We use cookies to give you the best experience on our site.",
    "Accept all cookies",
    "Read more: What the new budget means for you",
    "ALSO READ | Ten towns worth a visit",
    "Read more",
    "Subscribe now",
    "To continue reading, subscribe or log in.",
    "You have 3 free articles left this month.",
    "5 min read",
    "Listen to this article",
    "Follow us on Facebook",
    "Click here to download our app",
    "Sponsored content",
    "(Photo by Jane Roe/Example Images)",
    "FILE PHOTO: A bridge in the evening sun.",
    "Skip to content",
    "View comments (3)",
)
ENDS = (
    "• Edited by Jane Roe, Senior Editor",
    "(Reporting by Jane Roe; Editing by John Doe)",
    "Translated by John Doe",
    "The views expressed in this article are those of the author.",
    "This article was first published by The Example Review.",
    "© 2025 Example News. All rights reserved.",
    "Tags: budget, bridges",
    "Do you have a story to tell? Write to us.",
    "The opinions expressed here do not necessarily reflect those of the publisher.",
)
LINKS = (
    "You may also like",
    "Related articles",
    "Most read",
    "Recommended for you",
    "More from Example News",
    "Trending now",
)
HEADLINES = (
    "Ten soups that warm you up when it is cold",
    "Will it rain tomorrow? See the forecast for your town",
    "'I never looked back': one couple and their lighthouse",
    "Supermarket’s £9 lamp sold out within an hour",
    "What the neighbours knew about the missing cow",
    "Striker signs for two years after long search",
)

tails = st.one_of(
    st.lists(st.sampled_from(ENDS), max_size=3, unique=True),
    st.builds(
        lambda head, lines: [head, *lines],
        st.sampled_from(LINKS),
        st.lists(st.sampled_from(HEADLINES), max_size=5, unique=True),
    ),
)


@st.composite
def dirty(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """An article's paragraphs, and the same with junk before, between and after them."""
    body = draw(bodies)
    lines: list[str] = []
    for paragraph in body:
        lines += [*draw(st.lists(st.sampled_from(ANYWHERE), max_size=2)), paragraph]
    return body, [*lines, *draw(st.lists(st.sampled_from(ANYWHERE), max_size=3)), *draw(tails)]


@relaxed
@given(dirty(), st.sampled_from(("\n", "\n\n", "\r\n", "\n \n\n")), st.sampled_from((".txt", ".md")))
def test_prose_survives_and_junk_goes(case: tuple[list[str], list[str]], gap: str, suffix: str) -> None:
    """Every paragraph of prose comes through word for word, in order, and nothing else does."""
    body, lines = case
    article = ingest("a" + suffix, gap.join(lines).encode())
    assert article.text.split("\n\n") == body
    removed = {d.code for d in article.diagnostics if d.code.startswith("removed-")}
    assert bool(removed) == (len(lines) > len(body))


@relaxed
@given(dirty(), st.sampled_from(("Jane Roe", "By Jane Roe", "Written by Jane Roe | 4 min read")), st.booleans())
def test_masthead_is_read_and_taken_out(case: tuple[list[str], list[str]], byline: str, dated_first: bool) -> None:
    """Title, byline and date on top become metadata; the body below stays as it is."""
    body, lines = case
    below = [byline, "4 March 2025"][:: -1 if dated_first else 1]
    article = ingest("a.txt", "\n".join(["A budget nobody asked for", *below, *lines]).encode())
    assert (article.title, article.authors) == ("A budget nobody asked for", ("Jane Roe",))
    assert (article.published, article.published_source) == ("2025-03-04", "stated")
    assert article.text.split("\n\n") == body


@relaxed
@given(dirty())
def test_repeated_body_is_kept_once(case: tuple[list[str], list[str]]) -> None:
    """A file that holds the article twice yields it once."""
    body, lines = case
    assert ingest("a.txt", "\n".join([*body, *lines]).encode()).text.split("\n\n") == body


@relaxed
@given(bodies, st.lists(st.sampled_from(HEADLINES), min_size=2, max_size=4, unique=True), st.sampled_from(LINKS))
def test_link_box_in_the_middle(body: list[str], headlines: list[str], opener: str) -> None:
    """A box of links between paragraphs never takes a paragraph with it."""
    lines = [body[0], opener, *headlines, *body[1:]]
    assert [p for p in ingest("a.txt", "\n".join(lines).encode()).text.split("\n\n") if p in body] == body


@relaxed
@given(dirty())
def test_clean_text_of_clean_text_is_itself(case: tuple[list[str], list[str]]) -> None:
    """Taking in the text of an article gives the same text, and nothing more is removed."""
    once = ingest("a.md", "\n".join(case[1]).encode())
    twice = ingest("a.md", once.text.encode())
    assert twice.text == once.text
    assert not twice.diagnostics


marks = st.text(alphabet="ab c.1|#>*_-[]()!\\`~&;<>\n\t\u00a0\u200b\u00ade\u0301âÂ", max_size=80)


@relaxed
@given(marks)
@example("\\# a\n\n&amp;lt;b&gt;")
@example("*a*b*")
@example("> \\> # [a](b)(c)")
@example("_a_\u0301")
@example("<c>\\")
def test_marks_are_stripped_once_and_for_all(text: str) -> None:
    """Whatever the marks, the words of a text have no further marks to strip."""
    once = "\n\n".join(line.text for line in lines_of(text))
    assert "\n\n".join(line.text for line in lines_of(once)) == once
    assert all(line == " ".join(line.split()) and line for line in once.split("\n\n") if once)


@relaxed
@given(dirty())
def test_rules_settle(case: tuple[list[str], list[str]]) -> None:
    """The rules reach a state in which they find nothing more to do."""
    lines = settle(lambda ls: clean(ls, Counter()), lines_of("\n".join(case[1])), 12)
    assert clean(lines, Counter()) == lines


@relaxed
@given(st.binary(max_size=300), st.sampled_from((".md", ".txt")))
def test_any_bytes_give_an_article_or_a_plain_error(data: bytes, suffix: str) -> None:
    """No bytes bring up anything but an article or an error that names the file and a remedy."""
    outcome: Article | IngestError
    try:
        outcome = ingest("a" + suffix, data)
    except IngestError as error:
        outcome = error
    if isinstance(outcome, IngestError):
        assert outcome.path == "a" + suffix
        assert outcome.remedy
    else:
        assert outcome.text


@relaxed
@given(bodies)
def test_duplicates_are_found_and_others_are_not(body: list[str]) -> None:
    """An article and its copy with other line breaks are one; an article of other words is not."""
    text = "\n\n".join(body)
    assume(len(text.split()) > 30)
    other = " ".join(reversed(text.split()))
    texts = {"c.md": other, "b.md": text.replace("\n\n", "\n").upper(), "a.md": text}
    assert among({name: fingerprint(words) for name, words in texts.items()}, sorted(texts)) == {"b.md": "a.md"}


@relaxed
@given(bodies)
def test_fingerprint_of_the_same_words(body: list[str]) -> None:
    """Typographic quotes and spacing do not change a fingerprint; a text shares everything with itself."""
    text = "\n\n".join(body)
    mark = fingerprint(text)
    assert mark == fingerprint(text.replace("“", '"').replace("”", '"').replace("’", "'").replace("\n\n", "  "))
    assert shared(mark, mark) == 1.0
