"""Words as characters."""

from __future__ import annotations

import html as entities

import markdown
import pytest

from generator.core.text import (
    digest,
    escape_markdown,
    fold,
    slugify,
    split_front_matter,
    stable_id,
    straight,
    word_count,
)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("What’s Next in Łódź", "whats-next-in-lodz"),
        ("  Süd-Tirol: 2 % of GDP ", "sud-tirol-2-of-gdp"),
        ("", "untitled"),
        ("a" * 100, "a" * 80),
    ],
)
def test_slugs_are_ascii_and_bounded(text: str, slug: str) -> None:
    """Accents and marks go, words are joined by hyphens, length is bounded."""
    assert slugify(text) == slug


def test_slug_is_cut_at_a_word() -> None:
    """A long title loses whole words."""
    assert slugify("alpha beta gamma", limit=12) == "alpha-beta"


def test_names_without_ascii_letters_get_different_slugs() -> None:
    """Two names in other scripts do not collide in an empty slug."""
    assert slugify("中国") != slugify("俄罗斯")


def test_fold_and_straight() -> None:
    """Folding is for comparison; straightening keeps every offset."""
    assert fold("  “É’s”\n x ") == '"e\'s" x'
    assert len(straight("“a’s”")) == len("“a’s”")


def test_digest_keeps_parts_apart() -> None:
    """("ab", "c") and ("a", "bc") are different values."""
    assert digest("ab", "c") != digest("a", "bc")
    assert stable_id("f", "x") == stable_id("f", "x") != stable_id("f", "y")


@pytest.mark.parametrize(
    "text",
    [
        "1. not a list",
        "2) nor this",
        "1.",
        "# not a heading",
        "+ not an item",
        "a *b* _c_ `d` [e](f) ![g](h) <i>j</i> &amp; k ~~l~~ ^^m^^ ==n== $o$",
        "- - -",
        "<script>alert(1)</script>",
        "[x]: javascript:alert(1)",
        "{{ 7*7 }} {: .class }",
        "> quoted | cell",
    ],
)
def test_escaped_text_shows_as_it_is(text: str) -> None:
    """Markdown gives back the very characters, as plain words of one paragraph."""
    html = markdown.markdown(
        escape_markdown(text), extensions=["attr_list", "tables", "abbr", "footnotes", "md_in_html"]
    )
    assert html.startswith("<p>")
    assert html.count("<") == 2
    assert entities.unescape(html.removeprefix("<p>").removesuffix("</p>")) == text


@pytest.mark.parametrize("text", ["2025-03-26", "2.9%", "1.", "9:30", "2025: a year", "3+4"])
def test_a_number_is_escaped_only_where_it_begins_a_list(text: str) -> None:
    """Dates and figures reach programs that read Markdown unrendered (`llms.txt`): they show no backslash."""
    assert escape_markdown(text) == text.replace("1.", "1\\.")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("---\na: 1\n---\nbody", ("a: 1\n", "body")),
        ("---\r\na: 1\r\n---\r\nbody", ("a: 1\r\n", "body")),
        ("---\na: 1\n...\n", ("a: 1\n", "")),
        ("no front matter\n---\n", (None, "no front matter\n---\n")),
        ("----\na\n---\n", (None, "----\na\n---\n")),
        ("---\nnever closed", (None, "---\nnever closed")),
    ],
)
def test_front_matter_is_split(text: str, parts: tuple[str | None, str]) -> None:
    """Only a closed block at the very start counts."""
    assert split_front_matter(text) == parts


def test_words_are_counted_as_a_reader_would() -> None:
    """Contractions, compounds and numbers are one word each."""
    assert word_count("Putin’s co-operation cost $1,234.5 billion — today.") == 6


def test_a_name_without_latin_letters_is_a_digest() -> None:
    """Eight digits of it, the same in every run; nothing at all is untitled."""
    assert slugify("中国") == "x-" + digest("中国")[:8]
    assert slugify("  ") == slugify("") == "untitled"


def test_a_slug_is_cut_between_words() -> None:
    """At the last word that fits whole; a single word that is too long at its letters."""
    assert slugify("one two three", 7) == "one-two"
    assert slugify("one two three", 6) == "one"
    assert slugify("abcdefgh", 4) == "abcd"
