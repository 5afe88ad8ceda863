"""Briefs in few words, for the tests of linking."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from generator.core.configuration import ActorRule, Catalog, GlossaryEntry, RoleRule, SiteConfig
from generator.core.model import Actor, Article, Brief, Event, Evidence, Figure, Forward, Quote, Statement, Term


def as_text(value: Any) -> Any:
    """The value with the dates that YAML makes of plain days turned back into text."""
    if isinstance(value, dict):
        return {k: as_text(v) for k, v in value.items()}
    if isinstance(value, list):
        return [as_text(v) for v in value]
    return value.isoformat() if isinstance(value, date) else value


def make_brief(said: dict[str, Any]) -> Brief:
    """A brief from plain values; what is left out is empty."""
    ident = said["id"]
    return Brief(
        id=ident,
        article=Article(
            f"{ident}.md",
            "",
            published=said.get("published"),
            published_between=tuple(said["between"]) if "between" in said else None,
            outlet=said.get("outlet"),
        ),
        title=said.get("title", ident),
        title_source="article",
        takeaway=Statement(said.get("takeaway", "")),
        key_points=tuple(Statement(t, id=f"k-{n}") for n, t in enumerate(said.get("points", ()))),
        actors=tuple(_actor(a) for a in said.get("actors", ())),
        figures=tuple(_figure(n, f) for n, f in enumerate(said.get("figures", ()))),
        whats_next=tuple(
            Forward(f"n-{n}", f["text"], f.get("certainty", "expected"), f.get("when"), ())
            for n, f in enumerate(said.get("next", ()))
        ),
        events=tuple(Event(f"e-{n}", e["date"], e["text"], ()) for n, e in enumerate(said.get("events", ()))),
        quotes=tuple(Quote(f"q-{n}", q["speaker"], q["text"], ()) for n, q in enumerate(said.get("quotes", ()))),
        terms=tuple(_term(n, t) for n, t in enumerate(said.get("terms", ()))),
    )


def make_catalog(said: dict[str, Any]) -> Catalog:
    """A catalogue from plain values: `as_of`, `actors`, `glossary`."""
    rules = (ActorRule(**{k: _frozen(k, v) for k, v in r.items()}) for r in said.get("actors", ()))
    words = (
        GlossaryEntry(**{k: tuple(v) if isinstance(v, list) else v for k, v in e.items()})
        for e in said.get("glossary", ())
    )
    return Catalog(SiteConfig(as_of=said.get("as_of")), tuple(rules), tuple(words))


def _frozen(key: str, value: Any) -> Any:
    if key == "roles":
        return tuple(RoleRule(**role) for role in value)
    return tuple(value) if isinstance(value, list) else value


def _actor(said: dict[str, Any] | str) -> Actor:
    said = {"name": said} if isinstance(said, str) else said
    return Actor(
        said.get("id") or said["name"].lower().replace(" ", "-"),
        said["name"],
        said.get("kind", "person"),
        said.get("role"),
        tuple(said.get("aliases", ())),
        said.get("mentions", 1),
        said.get("salience", 0.5),
        unnamed=said.get("unnamed", False),
    )


def _figure(number: int, said: dict[str, Any]) -> Figure:
    sentence = said.get("sentence", "")
    spans = (Evidence(0, len(said["text"]), said["text"]),)
    spans += (Evidence(0, len(sentence), sentence),) if sentence else ()
    printed = re.search(r"\d[\d,]*(?:\.\d+)?", said["text"])
    return Figure(
        f"f-{number}",
        said["text"],
        Decimal(str(said["value"])),
        said.get("unit"),
        spans,
        measure=said.get("measure"),
        period=said.get("period"),
        change=said.get("change"),
        bound=said.get("bound", "exact"),
        max_value=Decimal(str(said["max_value"])) if "max_value" in said else None,
        digits=printed[0].replace(",", "") if printed else None,
    )


def _term(number: int, said: dict[str, Any] | str) -> Term:
    said = {"term": said} if isinstance(said, str) else said
    definition = said.get("definition")
    spans = tuple(Evidence(0, len(t), t) for t in (said["term"], definition) if t)
    return Term(f"t-{number}", said["term"], tuple(said.get("aliases", ())), definition, spans)
