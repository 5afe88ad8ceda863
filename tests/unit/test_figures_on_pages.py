"""Which figures the home page and an actor's page show: a figure alone says nothing, the same one twice no more."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from generator.core.configuration import Catalog
from generator.core.model import Brief, Evidence
from generator.link import link
from generator.link.corpus import Corpus
from generator.site.pages import actor_facts, home
from generator.site.pages.lookups import Index
from tests.linking import make_brief


def _brief(ident: str, day: str, *figures: dict[str, Any]) -> Brief:
    """A brief whose figures each stand in one sentence with its actor."""
    brief = make_brief({"id": ident, "published": day, "actors": ["Norwater"], "figures": list(figures)})
    spans = tuple((Evidence(9 * n, 9 * n + 4, "8 it"), Evidence(9 * n, 9 * n + 9, "8 it is it")) for n in range(9))
    (actor,) = brief.actors
    return replace(
        brief,
        actors=(replace(actor, evidence=tuple(Evidence(s.start + 5, s.start + 7, "it") for s, _ in spans)),),
        figures=tuple(replace(f, evidence=span) for f, span in zip(brief.figures, spans, strict=False)),
    )


def _figure(value: int, measure: str | None = None, **more: Any) -> dict[str, Any]:
    return {"text": f"{value}%", "value": value, "unit": "percent", "measure": measure, **more}


def _home(corpus: Corpus) -> tuple[list[str], str]:
    figures, heading = home._figures(corpus, Index.of(corpus))
    return [entry.tellings[0].figure.text for entry in figures], heading


def test_a_card_of_the_home_page_says_what_it_counts_and_since_when() -> None:
    """No figure without a label, no rise without its period, no measure twice; the shortest period that has as many."""
    corpus = link(
        [
            _brief("new", "2025-05-09", _figure(68, "Trade with Norland", change="up"), _figure(7)),
            _brief("mid", "2025-04-20", _figure(12, "Norland's tariffs"), _figure(13, "New tariffs of Norland's")),
            _brief("old", "2023-01-01", _figure(5, "Rate of interest", change="up", period="2022")),
        ],
        Catalog(),
    )
    assert _home(corpus) == (["12%", "5%"], "Figures of the briefs")
    assert _home(link([b for b in corpus.briefs if b.id != "old"], Catalog())) == (["12%"], "Figures of the month")
    assert _home(link([b for b in corpus.briefs if b.id == "new"], Catalog()))[0] == []


def test_an_actors_page_tells_a_figure_once() -> None:
    """Equal values are one where their measures share a word or one has none; other measures are other figures."""
    corpus = link(
        [
            _brief("a", "2025-05-09", _figure(20, "Trump's tariffs"), _figure(30, "Share of women")),
            _brief("b", "2025-05-08", _figure(20, "American tariffs"), _figure(30, "Rate of interest"), _figure(20)),
        ],
        Catalog(),
    )
    (entry,) = corpus.actors
    told = [(row.measure, brief) for row, brief, _ in actor_facts.figures(entry, Index.of(corpus))]
    assert told == [("Trump's tariffs", "a"), ("Share of women", "a"), ("Rate of interest", "b")]
