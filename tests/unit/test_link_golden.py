"""Linking, case by case: every file of `golden/link` is a small corpus and what has to come of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.link import link
from generator.link.autolink import Autolinker
from generator.link.corpus import Corpus
from tests.linking import as_text, make_brief, make_catalog

CASES = sorted((Path(__file__).parent.parent / "golden" / "link").glob("*.yml"))


def _corpus(case: dict[str, Any]) -> Corpus:
    return link([make_brief(b) for b in case["briefs"]], make_catalog(case.get("catalog", {})))


def _actors(corpus: Corpus) -> dict[str, Any]:
    return {
        a.id: {
            "name": a.name,
            "kind": a.kind,
            "role": a.role,
            "aliases": list(a.aliases),
            "briefs": list(a.briefs),
            "with": list(a.with_),
        }
        for a in corpus.actors
    }


def _terms(corpus: Corpus) -> dict[str, Any]:
    return {
        t.id: {
            "term": t.term,
            "aliases": list(t.aliases),
            "briefs": list(t.briefs),
            "definition": t.definition,
            "source": t.source,
            "see_also": list(t.see_also),
        }
        for t in corpus.terms
    }


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_case(path: Path) -> None:
    """The corpus says exactly what the case expects of the parts it names."""
    case = as_text(yaml.safe_load(path.read_text("utf-8")))
    corpus, expect = _corpus(case), case["expect"]
    for part, found in (("actors", _actors(corpus)), ("terms", _terms(corpus))):
        if part in expect:
            assert sorted(found) == sorted(expect[part]), case["what"]
            for ident, fields in expect[part].items():
                assert {k: found[ident][k] for k in fields} == fields, f"{case['what']}: {ident}"
    if "ledger" in expect:
        found = [[sorted({t.brief for t in e.tellings}), e.agreement] for e in corpus.ledger]
        assert sorted(found) == sorted(expect["ledger"]), case["what"]
    if "outlook" in expect:
        found = [[o.brief, o.status, [r.brief for r in o.reported_by]] for o in corpus.outlook]
        assert sorted(found) == sorted(expect["outlook"]), case["what"]
    if "timeline" in expect:
        assert [[h.date, h.brief, h.ahead] for h in corpus.happenings if h.date] == expect["timeline"], case["what"]
    for brief, related in expect.get("related", {}).items():
        assert [[r.brief, "; ".join(map(str, r.reasons))] for r in corpus.related[brief]] == related, case["what"]
    for text in expect.get("links", ()):
        linker = Autolinker(corpus).page(text.get("page", "index.md"), text.get("brief"))
        pieces = linker.pieces(text["text"])
        assert "".join(p.text for p in pieces) == text["text"]
        assert [[p.text, p.target.id] for p in pieces if p.target] == text["found"], case["what"]


def test_cases_are_many() -> None:
    """The folder of cases is where this file looks for it."""
    assert len(CASES) >= 25
