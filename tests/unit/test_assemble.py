"""From what was found to a brief: what is carried over, what is said to an editor, what is refused."""

from __future__ import annotations

from dataclasses import replace

from generator.briefs.assemble import assemble
from generator.briefs.confidence import assess
from generator.briefs.grounding import foreign_words
from generator.core.model import Actor, Article, Diagnostic, Event, Evidence, Found, Items, Judgement, Quote, Statement
from tests.unit.test_records import TEXT

ARTICLE = Article("port.md", TEXT, "d1", title="The port", published="2025-03-04", published_source="given")
SAID = Statement(TEXT, (Evidence(0, len(TEXT), TEXT),))
PORT = Actor("port", "port", "place", evidence=(Evidence(41, 45, "port"),))


def codes(article: Article, found: Found) -> list[str]:
    """The codes of what an editor is told."""
    return [remark.code for remark in assemble(article, found).diagnostics]


def test_what_the_judges_said_is_carried() -> None:
    """The chance of every item shown or folded, and of its values; not of what was dropped."""
    ministry = Actor("ministry", "ministry", "organization", evidence=(Evidence(4, 12, "ministry"),))
    judged = (
        Judgement("actors", "port", 0.91234, (("x", 1.0),)),
        Judgement("actors.role", "port", 0.5),
        Judgement("actors", "ministry", 0.7),
        Judgement("actors", "dropped", 0.2),
        Judgement("terms", "port", 0.2),
    )
    found = Found(takeaway=SAID, actors=(PORT,), more=Items(actors=(ministry,)), judgements=judged)
    brief = assemble(ARTICLE, found)
    assert brief.judged == (("actors/port", 0.912), ("actors/port.role", 0.5), ("actors/ministry", 0.7))
    assert (brief.actors, brief.more.actors) == ((PORT,), (ministry,))
    assert (brief.article.words, brief.article.paragraphs) == (9, (0,))


def test_ids_and_titles() -> None:
    """An id given before stays, else the article's slug, else one of the title; a title is made where none is."""
    assert assemble(ARTICLE, Found(takeaway=SAID)).id == "the-port"
    assert assemble(ARTICLE, Found(takeaway=SAID), "old").id == "old"
    bare = Article("port.md", TEXT, slug="mine")
    made = assemble(bare, Found(takeaway=SAID))
    assert (made.id, made.title, made.title_source) == ("mine", TEXT, "generated")
    assert assemble(bare, Found(takeaway=SAID, headline="Made")).title == "Made"
    long = assemble(Article("a.md", "word " * 30), Found())
    assert (len(long.title) <= 61, long.title.endswith("word…")) == (True, True)


def test_an_editor_is_told_what_to_look_at_first() -> None:
    """What is missing or made, after what the article and the extractors said."""
    assert codes(ARTICLE, Found(takeaway=SAID, actors=(PORT,))) == []
    bare = Article("port.md", TEXT, diagnostics=(Diagnostic("first", "info", ""),))
    found = Found(diagnostics=(Diagnostic("second", "info", ""),))
    assert codes(bare, found) == ["first", "second", "no-date", "title-generated", "no-takeaway", "no-actors"]
    inferred = Article("port.md", TEXT, title="x", published="2025", published_source="inferred")
    assert codes(inferred, Found(takeaway=SAID, actors=(PORT,))) == ["date-inferred"]
    between = Article("port.md", TEXT, title="x", published_between=("2025-03-01", "2025-03-04"))
    assert codes(between, Found(takeaway=SAID, actors=(PORT,))) == ["date-between"]


def test_what_is_not_in_the_article_is_left_out() -> None:
    """The one gate that everything passes, what is folded too: the item goes, and an editor is told."""
    wrong = Actor("x", "X", "place", evidence=(Evidence(0, 1, "X"),))
    brief = assemble(ARTICLE, Found(takeaway=SAID, actors=(PORT, wrong), more=Items(actors=(wrong,))))
    assert (brief.actors, brief.more.actors, brief.takeaway) == ((PORT,), (), SAID)
    (told,) = brief.diagnostics
    assert told.code == "ungrounded"
    assert told.message.startswith("actors/x was left out: its evidence 0:1 'X' is not in the article")
    gone = assemble(ARTICLE, Found(takeaway=Statement("Other.", SAID.evidence), actors=(PORT,)))
    assert gone.takeaway == Statement("")
    assert [remark.code for remark in gone.diagnostics] == ["ungrounded", "no-takeaway"]


def test_of_an_article_in_another_language_nothing_is_missed() -> None:
    """Its brief holds what a person writes: no rule finds anything, which is no warning."""
    brief = assemble(Article("a.md", "Le port agrandit ses quais.", title="Le port", language="fr"), Found())
    assert [remark.code for remark in brief.diagnostics] == ["no-date", "other-language"]
    assert [doubt.field for doubt in assess(brief) if doubt.level == "low"] == ["published", "takeaway"]
    ours = replace(
        brief,
        takeaway=Statement("The port of Brest grows by 3 quays."),
        key_points=(Statement("It is the only point.", (), "k-1"),),
        edited=frozenset({"takeaway", "key_points/k-1"}),
    )
    assert [doubt.field for doubt in assess(ours) if doubt.level != "high"] == ["published"]
    assert foreign_words(ours, ours.article.text) == ()


def test_words_put_into_a_mouth_are_told() -> None:
    """A quotation of which an editor changed a word is nobody's: names and numbers alone would not tell."""
    said = Quote("q", "Ada Lovelace", "paid 3 million euros", ())
    quotes = (said, replace(said, id="r", text="lost 3 million"), replace(said, id="s", text="[It] paid … the port."))
    edited = frozenset(f"quotes/{quote.id}" for quote in quotes)
    brief = replace(assemble(ARTICLE, Found(takeaway=SAID)), edited=edited, quotes=quotes)
    found = foreign_words(brief, TEXT)
    assert [words for path, words in found if path == "quotes/r"] == ["Lovelace", "lost 3 million"]
    assert {path for path, words in found if words != "Lovelace"} == {"quotes/r"}


def test_what_a_page_could_not_say_costs_itself() -> None:
    """A time that ends before it begins is refused where a page is read: its article would have had no brief at all."""
    event = Event("e", "1999/1900", TEXT, (Evidence(0, len(TEXT), TEXT),))
    brief = assemble(ARTICLE, Found(takeaway=SAID, events=(event,), actors=(PORT,)))
    assert (brief.events, brief.actors) == ((), (PORT,))
    assert "ends before it begins" in brief.diagnostics[0].message
