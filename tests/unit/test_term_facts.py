"""What the page of a term tells besides its meaning."""

from __future__ import annotations

from dataclasses import replace

from generator.core.configuration import Catalog
from generator.link import link
from generator.site.pages.lookups import Index
from generator.site.pages.term_facts import facts
from tests.integration import hand_made


def test_a_term_is_told_with_its_sentences_and_what_stands_in_them() -> None:
    """Of each brief the sentences that use the term, each once; the actors of these sentences, and no other brief's."""
    corpus = link(hand_made.briefs(), Catalog())
    (entry,) = (t for t in corpus.terms if t.term == "Power of Siberia 2")
    told = facts(entry, Index.of(corpus))
    assert [use.brief.id for use in told.uses] == list(entry.briefs)
    assert told.uses[0].sentences == ("Mongolia welcomed Power of Siberia 2 on 10 May 2025.",)
    assert [a.name for a in told.actors] == ["Mongolia"]


def test_a_brief_that_shows_no_sentence_with_the_term_is_named_all_the_same() -> None:
    """The brief stands in the list without a sentence: a word that only begins like the term is not it."""
    brief = hand_made.pact_brief()
    term = replace(brief.terms[0], term="Gri", aliases=())
    corpus = link([replace(brief, id=ident, terms=(term,)) for ident in ("a", "b")], Catalog())
    (entry,) = corpus.terms
    assert [use.sentences for use in facts(entry, Index.of(corpus)).uses] == [(), ()]
