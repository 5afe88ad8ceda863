"""The judges and what describes candidates speak of the same features."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest

from generator.core.configuration import Catalog
from generator.core.model import Actor, Evidence
from generator.extract.judgement import load_judge, load_weights
from generator.extract.nlp import parse
from generator.extract.pipeline import extract
from generator.extract.standing import Standing, strict_features
from generator.ingest import ingest

NOTES = """\
The Arden Times sued: did you see it? The council built a quay of 12 kilometres (7 miles), 40 to 50 metres wide. But
dozens of ships waited.

- Berth pooling, a method that ports use to share their quays, saves room.
- 5 km of rail: you will need it on May 4, 2027.
- The Head of Public Service closed the old quay, and on Monday the Head of Public Service sold it.
- Ships that wait turn to a trick called berth hopping.
- Of these, 12 men of the harbour union agreed.
- The council will also pay for 8km of new road that leads from the harbour to the town.

The European Harbour Union (EHU) says that the “green berth”, as Jane Roe called it, will open. “The quay
has been full since the spring,” according to Jane Roe. The new head of the port is Jane Roe.
"""
RARE = {
    "actors": {"digits", "numbered", "thing"},
    "actors.role": {"adjective", "as_predicate", "as_setting", "definite", "digits", "headed", "inside", "numbered",
                    "outlet", "post", "thing", "unnamed", "weak"},
    "events": {"date looks ahead", "second person"},
    "figures": {"unit_votes"},
    "figures.measure": {"unit_votes", "vague"},
    "key_points": {"connective", "leaning", "of sentence second person", "purpose", "question"},
    "quotes": {"form owner", "form role"},
    "quotes.speaker": {"form owner", "form role"},
    "terms": {"rule case", "says guess country", "says guess event", "says guess place", "upper"},
    "terms.definition": {"rule acronym", "rule head", "rule introduced", "rule lexicon", "says capital",
                         "says spoken", "says guess country", "says guess event", "says guess place", "upper"},
    "takeaway": {"of sentence second person"},
    "whats_next": {"second person"},
}  # fmt: skip
"""Features by field that hold nowhere in the project's articles and the notes."""


@pytest.mark.model
def test_what_a_judge_asks_is_told_of_the_candidates() -> None:
    """A feature that is not given counts as 0 without a word: one renamed on either side would only make us worse."""
    files = sorted((Path(__file__).parents[2] / "articles").glob("*.md"))
    articles = [*(ingest(f.name, f.read_bytes()) for f in files), ingest("notes.md", NOTES.encode())]
    told: dict[str, set[str]] = {}
    for parsed in parse(articles, Catalog()):
        for said in extract(parsed).judgements:
            told.setdefault(said.field, set()).update(name for name, value in said.features if value)
    missing = {}
    for file in (resources.files("generator") / "data" / "judges").iterdir():
        if file.name.endswith((".sound.json", ".missed.json", ".kept.json")):
            continue
        field, fitted = file.name.removesuffix(".json"), load_judge(file.name.removesuffix(".json"))
        assert fitted is not None
        field = field.removesuffix(".must")
        missing[file.name] = (
            {fitted.features[row[0]] for tree in fitted.trees for row in tree if row[0] >= 0}
            - told[field]
            - RARE.get(field, set())
        )
    assert {name: sorted(features) for name, features in missing.items() if features} == {}


@pytest.mark.model
def test_what_a_strict_judge_weighs_is_told_of_the_candidates() -> None:
    """A weight of a feature that nobody gives counts for nothing, without a word: no extractor renames one alone."""
    files = sorted((Path(__file__).parents[2] / "articles").glob("*.md"))[:4]
    articles = [*(ingest(f.name, f.read_bytes()) for f in files), ingest("notes.md", NOTES.encode())]
    told: dict[str, set[str]] = {}
    for parsed in parse(articles, Catalog()):
        standing = Standing(parsed, "")
        own = standing.features((Evidence(0, 9, parsed.article.text[:9]),)) | standing.actor_features(
            Actor("x", "X", "place")
        )
        for said in extract(parsed).judgements:
            told.setdefault(said.field, set()).update(strict_features(said, own))
    missing = {
        f"{field}.{what}": load_weights(f"{field}.{what}")[1].keys() - told[field]
        for field, what in (
            *((f, "sound") for f in ("actors", "figures", "key_points", "whats_next")),
            ("key_points", "missed"),
            ("figures", "kept"),
        )
    }
    assert {name: sorted(features) for name, features in missing.items() if features} == {}
