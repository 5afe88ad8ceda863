"""The language model is the one the project was measured with."""

from __future__ import annotations

import base64
import hashlib
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

from generator.core.configuration import Catalog, SiteConfig
from generator.core.errors import ConfigError
from generator.core.model import Article
from generator.extract import nlp
from generator.extract.parsed import Parsed

# Urlsafe base64 SHA-256 of the weights in spaCy's official release en_core_web_sm 3.8.0.
WEIGHTS = {
    "ner/model": "zZPpypEmxp8dEKEDnvZ8PZ7BIjtE0HmFZwWXDw8Z_04",
    "parser/model": "4AmJEFNahj1DAILs5XRV1foHHNTKOgBU6AWCB2x1Kx4",
    "tagger/model": "HsPZPzjOvhcvK1yJ2EvnKFbOQsjxpk8WmfHZincfNrc",
    "tok2vec/model": "6E_AbrMZyU0o5GD8M04pISCwHxi6pdyLUMl3RZggoJA",
}


@pytest.mark.parametrize(("part", "expected"), WEIGHTS.items())
def test_weights_are_the_official_release(part: str, expected: str) -> None:
    """Byte for byte the model that spaCy's makers published."""
    spec = find_spec(nlp.DEFAULT_MODEL)
    assert spec is not None
    assert spec.origin is not None
    (file,) = Path(spec.origin).parent.glob(f"*/{part}")
    found = base64.urlsafe_b64encode(hashlib.sha256(file.read_bytes()).digest()).rstrip(b"=").decode()
    assert found == expected


def test_no_sentence_crosses_a_line_break(parse: Callable[..., Parsed]) -> None:
    """A heading or list item without a full stop does not run into what follows."""
    parsed = parse("The harbour plan\n\nThe city will widen the harbour next year\n\n- Two cranes arrive in May\n")
    assert [s.text for s in parsed.sentences] == [
        "The harbour plan",
        "The city will widen the harbour next year",
        "Two cranes arrive in May",
    ]
    assert all(parsed.article.text[s.start : s.end] == s.text for s in parsed.sentences)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("The tower is as high as 90 m. Bats live in it.", 2),
        ("It sold the mill for $7m. Bakers had asked for it.", 2),
        ("The mayor met Major (ret.) A.B. Roe in May.", 1),
        ("Its debt is 3.2 Mio. €, the receiver said.", 1),
        ("The station yields 16.1 bln. KW/h of electricity.", 1),
        ("Earnings of the mill saw a substantial increase to Rs. 17,717 million.", 1),
        ("The fund has 5 mln. people in it.", 1),
        ("The station cost 16.1 bln. The council paid.", 2),
        ("The tank is cooled to -162 °C. GDP will not suffer.", 2),
        ("It runs along 20 m. of wall.", 1),
        ("The two met, the office told Norport.Az. They talked of trade.", 2),
        ("The two met on Monday.It was cold.", 2),
        ("The train left at 5 p.m. Monday.", 1),
    ],
)
def test_full_stops_of_units_and_brackets(parse: Callable[..., Parsed], text: str, sentences: int) -> None:
    """A unit has no stop of its own: one behind it before a capital ends the sentence; one in a bracket does not."""
    assert len(parse(text).sentences) == sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("The cup went to Capt. Ana Roe and Cpl. Bo Model of the yard. They shared it.", 2),
        ("Det. Sgt. Jane Roe and Insp. Al Sample came on Friday.", 1),
        ("The loss is shown in Fig. 3 and on pp. 8 to 9 of the report.", 1),
        ("The ferry from Ste. Agathe was late.", 1),
        ("They went to the Museum of Art. Nobody came.", 2),
    ],
)
def test_a_rank_or_a_label_ends_no_sentence(parse: Callable[..., Parsed], text: str, sentences: int) -> None:
    """What is cut short before a name or a number has a stop of its own."""
    assert len(parse(text).sentences) == sentences


def test_a_missing_model_is_one_line() -> None:
    """A model that is not installed is the user's to mend."""
    with pytest.raises(ConfigError, match="is not installed"):
        next(nlp.parse([Article("a.md", "Words.")], Catalog(SiteConfig(model="en_core_web_none"))))


def test_reading_the_project_does_not_load_spacy() -> None:
    """Neither the second half nor the extractors' modules import spaCy by themselves."""
    names = "generator.commands.main, generator.extract.pipeline, generator.briefs.records"
    code = f"import sys, {names}; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
