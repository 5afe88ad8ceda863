"""Briefs made by hand for the tests of the site: known facts in our own words, and one full of hostile strings."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from generator.core.configuration import Catalog, GlossaryEntry, SiteConfig, Topic
from generator.core.model import (
    Actor,
    Article,
    Brief,
    Diagnostic,
    Event,
    Evidence,
    Figure,
    Forward,
    Items,
    Quote,
    Statement,
    Term,
)

HOSTILE = (
    "<script>alert(1)</script> [x](javascript:alert(1)) {{ 7*7 }} | # * _a_ ~b~ $c$ `d` "
    "\"e\" 'f' &amp; <img src=x onerror=alert(2)>"
)


def _ev(article: Article, *pieces: str) -> tuple[Evidence, ...]:
    out, start = [], 0
    for piece in pieces:
        at = article.text.find(piece, start)
        at = article.text.index(piece) if at < 0 else at
        out.append(article.evidence(at, at + len(piece)))
        start = at + len(piece)
    return tuple(out)


def _statement(article: Article, ident: str, *pieces: str) -> Statement:
    return Statement(" ".join(pieces), _ev(article, *pieces), ident)


def _named(
    article: Article, name: str, kind: str, role: str | None = None, aliases: tuple[str, ...] = (), slug: str = ""
) -> Actor:
    evidence = tuple(
        article.evidence(i, i + len(n))
        for n in (name, *aliases)
        for i in range(len(article.text))
        if article.text.startswith(n, i)
    )
    ident = slug or name.lower().replace(" ", "-")
    return Actor(ident, name, kind, role, aliases, len(evidence), 1.0, tuple(sorted(evidence, key=lambda e: e.start)))  # type: ignore[arg-type]


def pact_brief() -> Brief:
    """A brief with every kind of statement."""
    text = (
        "The Northern Grid Council agreed on 3 March 2025 to link its power lines. Council chair Ada Lovelace said "
        "the link would cost $2.5 billion, about twice the first estimate.\n\n"
        "“The line pays for itself,” Lovelace said. Power of Siberia 2 is a planned gas pipeline that would run "
        "through Mongolia. Gas flows rose by 12.5% in 2024.\n\n"
        "The council will meet again on 9 May 2025. A second line could follow in the second quarter of 2026, it said."
    )
    article = Article(
        "2025-03-04-grid.md",
        text,
        digest="0" * 64,
        title="Northern grid to be linked",
        authors=("The Desk",),
        outlet="Example Wire",
        url="https://example.org/grid?a=1&b=(2)",
        published="2025-03-04",
        published_source="given",
    )
    return Brief(
        "northern-grid-to-be-linked",
        article,
        "Northern grid to be linked",
        "article",
        _statement(article, "", "The Northern Grid Council agreed on 3 March 2025 to link its power lines."),
        key_points=(
            _statement(article, "k-1", "the link would cost $2.5 billion", "about twice the first estimate."),
            _statement(article, "k-2", "Power of Siberia 2 is a planned gas pipeline that would run through Mongolia."),
        ),
        actors=(
            _named(article, "Ada Lovelace", "person", "Council chair", ("Lovelace",)),
            _named(article, "Northern Grid Council", "organization"),
            _named(article, "Mongolia", "country"),
        ),
        figures=(
            Figure(
                "f-1",
                "$2.5 billion",
                Decimal(2500000000),
                "USD",
                _ev(article, "$2.5 billion")
                + _ev(
                    article,
                    "Council chair Ada Lovelace said the link would cost $2.5 billion, about twice the first estimate.",
                ),
                measure="cost of the link",
                kind="money",
                digits="2.5",
            ),
            Figure(
                "f-2",
                "12.5%",
                Decimal("12.5"),
                "percent",
                _ev(article, "12.5%") + _ev(article, "Gas flows rose by 12.5% in 2024."),
                measure="gas flows",
                period="2024",
                change="up",
                kind="percent",
                digits="12.5",
            ),
        ),
        whats_next=(
            Forward(
                "w-1",
                "The council will meet again on 9 May 2025.",
                "scheduled",
                "2025-05-09",
                _ev(article, "The council will meet again on 9 May 2025."),
            ),
            Forward(
                "w-2",
                "A second line could follow in the second quarter of 2026",
                "possible",
                "2026-Q2",
                _ev(article, "A second line could follow in the second quarter of 2026"),
            ),
        ),
        events=(
            Event(
                "e-1",
                "2025-03-03",
                "The Northern Grid Council agreed on 3 March 2025 to link its power lines.",
                _ev(article, "The Northern Grid Council agreed on 3 March 2025 to link its power lines."),
            ),
        ),
        quotes=(
            Quote(
                "q-1",
                "Ada Lovelace",
                "The line pays for itself,",
                _ev(article, "The line pays for itself,") + _ev(article, "“The line pays for itself,” Lovelace said."),
            ),
        ),
        terms=(
            Term(
                "t-1",
                "Power of Siberia 2",
                ("PoS-2",),
                "a planned gas pipeline that would run through Mongolia",
                _ev(article, "Power of Siberia 2")
                + _ev(article, "a planned gas pipeline that would run through Mongolia"),
            ),
        ),
        diagnostics=(Diagnostic("removed", "info", "A share widget was left out."),),
        note="The desk adds: see the [timeline](../../timeline/index.md).",
    )


def folded_brief() -> Brief:
    """The first brief with what found no room in it; one item of it stands on the page already."""
    brief = pact_brief()
    article = brief.article
    return replace(
        brief,
        whats_next=brief.whats_next[1:],
        more=Items(
            key_points=(
                _statement(article, "k-3", "Gas flows rose by 12.5% in 2024."),
                _statement(article, "k-4", "The Northern Grid Council agreed on 3 March 2025 to link its power lines."),
            ),
            actors=(_named(article, "The council", "organization"),),
            figures=(
                Figure(
                    "f-3",
                    "about twice",
                    Decimal(2),
                    None,
                    _ev(article, "about twice") + _ev(article, "about twice the first estimate"),
                    measure="cost of the link",
                ),
            ),
            whats_next=brief.whats_next[:1],
            events=(
                Event(
                    "e-2", "2024", "Gas flows rose by 12.5% in 2024", _ev(article, "Gas flows rose by 12.5% in 2024")
                ),
            ),
            terms=(Term("t-2", "Power lines", (), "lines", _ev(article, "power lines")),),
        ),
    )


def later_brief() -> Brief:
    """A later brief that shares an actor, a term and a figure with the first."""
    text = (
        "Mongolia welcomed Power of Siberia 2 on 10 May 2025. Ada Lovelace put the cost of the "
        "grid link at $2.5 billion.\n\n"
        "The Northern Grid Council met on 9 May 2025 and approved the first line."
    )
    article = Article(
        "2025-05-11-gas.md",
        text,
        digest="1" * 64,
        title="Mongolia welcomes the pipeline",
        published="2025-05-11",
        published_source="stated",
    )
    return Brief(
        "mongolia-welcomes-the-pipeline",
        article,
        "Mongolia welcomes the pipeline",
        "article",
        _statement(article, "", "Mongolia welcomed Power of Siberia 2 on 10 May 2025."),
        actors=(
            _named(article, "Mongolia", "country"),
            _named(article, "Ada Lovelace", "person"),
            _named(article, "Northern Grid Council", "organization"),
        ),
        figures=(
            Figure(
                "f-1",
                "$2.5 billion",
                Decimal(2500000000),
                "USD",
                _ev(article, "$2.5 billion")
                + _ev(article, "Ada Lovelace put the cost of the grid link at $2.5 billion."),
                measure="cost of the grid link",
            ),
        ),
        events=(
            Event(
                "e-1",
                "2025-05-09",
                "The Northern Grid Council met on 9 May 2025 and approved the first line.",
                _ev(article, "The Northern Grid Council met on 9 May 2025 and approved the first line."),
            ),
        ),
        terms=(Term("t-1", "Power of Siberia 2", evidence=_ev(article, "Power of Siberia 2")),),
    )


def hostile_brief() -> Brief:
    """A brief whose every text tries to be markup."""
    text = f"{HOSTILE} and {HOSTILE} paid 3 euros. {HOSTILE} will come."
    article = Article(
        "hostile.md",
        text,
        digest="2" * 64,
        title=HOSTILE,
        authors=(HOSTILE,),
        outlet=HOSTILE,
        url="javascript:alert(1)",
    )
    whole = article.evidence(0, len(text))
    first = article.evidence(0, len(HOSTILE))
    return Brief(
        "hostile",
        article,
        HOSTILE,
        "article",
        Statement(text, (whole,)),
        key_points=(Statement(text, (whole,), "k-1"), Statement("??? note", (), "k-2")),
        actors=(Actor("hostile", HOSTILE, "organization", HOSTILE, (), 1, 1.0, (first,)),),
        figures=(Figure("f-1", "3 euros", Decimal(3), "EUR", (*_ev(article, "3 euros"), whole), measure=HOSTILE),),
        whats_next=(Forward("w-1", text, "expected", None, (whole,)),),
        events=(Event("e-1", "XXXX-05-09", text, (whole,)),),
        quotes=(Quote("q-1", HOSTILE, HOSTILE, (first,)),),
        terms=(Term("t-1", HOSTILE, (), HOSTILE, (first, first)),),
        diagnostics=(Diagnostic("x", "info", HOSTILE),),
        edited=frozenset({"key_points/k-2"}),
    )


def briefs() -> tuple[Brief, ...]:
    """All of them."""
    return (pact_brief(), later_brief(), hostile_brief())


def catalog() -> Catalog:
    """Curated data for them: one topic, one hostile term."""
    return Catalog(
        SiteConfig(as_of="2025-05-11"),
        glossary=(GlossaryEntry("Power of Siberia 2", definition="A planned gas pipeline from Russia to China."),),
        topics=(Topic("Energy", ("gas", "grid")), Topic(HOSTILE, ("euros",))),
    )
