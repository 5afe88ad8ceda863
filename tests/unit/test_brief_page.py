"""What of a brief's figures and actors stands above the fold of its page."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from generator.core.model import Actor, Article, Brief, Evidence, Figure, Statement
from generator.link.corpus import ActorEntry
from generator.link.ledger import told_figures
from generator.site.pages.briefs import Item, _folded, _once
from generator.site.pages.proof import Cut


def _figure(ident: str, text: str, at: int, sentence: tuple[int, int], measure: str | None = None) -> Figure:
    evidence = (Evidence(at, at + len(text), text), Evidence(*sentence, "x" * (sentence[1] - sentence[0])))
    return Figure(ident, text, Decimal(1), None, evidence, measure=measure)


def test_a_figure_without_a_label_is_told_by_its_sentence_once() -> None:
    """It is left out where its sentence stands above as a statement, folded where it stands beside another figure."""
    figures = (
        _figure("told", "80 years", 10, (0, 50)),  # in the takeaway
        _figure("measured", "9%", 12, (0, 50), "exports of wool"),  # there too
        _figure("first", "68%", 70, (60, 120), "trade"),
        _figure("second", "$4", 100, (60, 120)),  # in the sentence of the one before
        _figure("other", "three", 130, (125, 160)),
    )
    takeaway = Statement("x" * 50, (Evidence(0, 50, "x" * 50),))
    brief = Brief("b", Article("b.md", ""), "B", "article", takeaway, figures=figures)
    assert [f.id for f in told_figures(brief)] == ["first", "other"]
    assert [f.id for f in _folded(brief, "figures", {})] == ["second"]
    clause = Evidence(5, 30, "x" * 25)
    cut = replace(figures[0], evidence=(figures[0].evidence[0], clause, figures[0].evidence[1]))
    assert list(told_figures(replace(brief, figures=(cut,)))) == [], "its clause is in the takeaway"
    assert [f.id for f in _folded(replace(brief, figures=(cut,)), "figures", {})] == ["told"]
    assert list(told_figures(replace(brief, figures=(cut,), takeaway=Statement("y")))) == [cut]
    assert "told" in [f.id for f in told_figures(replace(brief, edited=frozenset({"figures/told"})))]


def test_a_period_that_the_clause_names_is_not_told_again() -> None:
    """ "Trade was up 68% in 2024" needs no "2024" behind it; "last year" does."""
    figure = replace(_figure("f", "68%", 0, (0, 20)), period="2024")
    named, unnamed = (
        Item(figure, None, False, clause=Cut("Trade was up ", "68%", after)) for after in (" in 2024", " then")
    )
    assert (named.period, unnamed.period) == (None, "2024")


def test_an_actor_merged_with_another_stands_once() -> None:
    """Two names of a brief that the register says are one actor are one above the fold; unregistered ones all stay."""
    quays = ActorEntry("quays", "Quay Society", "organization", "actors/quays.md", ("b",))
    names = {"Quay Society": quays, "Quay Board": quays, "Nobody": None, "None": None}
    items = [
        Item(Actor(name, name, "organization", mentions=1, salience=1, evidence=()), None, False, actor=entry)
        for name, entry in names.items()
    ]
    assert [item.it.id for item in _once(items)] == ["Quay Society", "Nobody", "None"]
