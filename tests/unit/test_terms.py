"""Glossary terms: spelling, abbreviations, and golden cases of articles on several subjects."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

from generator.core.configuration import Catalog, GlossaryEntry
from generator.core.model import Found
from generator.extract import actors, quotes, terms
from generator.extract.composition import gain
from generator.extract.terms.capitalised_runs import _split_and
from generator.extract.terms.definitions import Definer
from generator.extract.terms.spelling import lexicon, term_key, term_pattern

GOLDEN = sorted((Path(__file__).parents[1] / "golden" / "terms").glob("*.yml"))


@pytest.mark.parametrize(
    ("one", "other"),
    [("carbon price", "Carbon-Prices"), ("the “Big Bang”", "big bang"), ("Marshall Plan", "the Marshall Plan")],
)
def test_spellings_of_one_term(one: str, other: str) -> None:
    """Case, hyphen, article, marks and a plural make no new term."""
    assert term_key(one) == term_key(other)


def test_different_terms_stay_apart() -> None:
    """A number or another word makes another term."""
    assert len({term_key(t) for t in ("Basel II", "Basel III", "crisis", "Crisis talks", "analysis")}) == 5


@pytest.mark.parametrize(
    ("label", "text", "expected"),
    [
        ("open-source", "Open source and open-source code", ["Open source", "open-source"]),
        ("stablecoin", "Stablecoins or a stablecoin", ["Stablecoins", "stablecoin"]),
        ("AMR", "AMR, not amr or AMRX", ["AMR"]),
        ("!!", "!!", []),
    ],
)
def test_pattern_finds_variants(label: str, text: str, expected: list[str]) -> None:
    """Variants of a term are found, other words are not; abbreviations keep their case."""
    assert [m[0] for m in term_pattern(label).finditer(text)] == expected


def test_lexicon_has_no_duplicates() -> None:
    """Each technical term is listed once, whatever its spelling."""
    keys = [term_key(t).replace(" ", "") for t in lexicon()]
    assert sorted(keys) == sorted(set(keys))


def run(parsed) -> Found:
    """Actors and quotes, then terms."""
    return terms.extract(parsed, quotes.extract(parsed, actors.extract(parsed, Found())))


@pytest.mark.model
@pytest.mark.parametrize("path", GOLDEN, ids=lambda p: p.stem)
def test_golden(path: Path, parse) -> None:
    """Each case's terms with the article's own definitions; nothing that is no term."""
    case = yaml.safe_load(path.read_text("utf-8"))
    out = run(parse(case["text"].strip()))
    found = {t.term: t for t in out.terms}
    assert {t: found[t].definition if t in found else "(missing)" for t in case["terms"]} == case["terms"]
    for term, alias in case.get("aliases", {}).items():
        assert alias in found[term].aliases
    sure = {j.item: j.probability for j in out.judgements if j.field == "terms"}
    assert not set(case.get("absent", ())) & {t for t, it in found.items() if gain(sure[it.id], 3.0) > 0}


@pytest.mark.model
def test_evidence_of_a_definition_in_two_pieces(parse) -> None:
    """The definition is its pieces joined by a space; the first span is the term."""
    text = "They finished a second gas pipeline, Nord Stream 2, which would have doubled the capacity."
    found = run(parse(text))
    (term,) = found.terms
    pieces = ["a second gas pipeline", "which would have doubled the capacity"]
    assert [e.exact for e in term.evidence] == ["Nord Stream 2", *pieces]
    assert term.definition == " ".join(e.exact for e in term.evidence[1:])
    assert [(d.term, d.definition) for d in found.definitions] == [(term.term, term.definition)]


@pytest.mark.model
def test_glossary_of_the_site_comes_first(parse) -> None:
    """A term the editors follow is found in any spelling and keeps their label; one that does not occur is left out."""
    parsed = parse("Prices of cap-and-floor schemes rose. The Paris Agreement stands.")
    entries = (GlossaryEntry("cap and floor", ("cap-and-floor scheme",)), GlossaryEntry("heat network"))
    found = run(replace(parsed, catalog=Catalog(glossary=entries)))
    assert [t.term for t in found.terms] == ["cap and floor", "Paris Agreement"]
    assert found.terms[0].evidence[0].exact == "cap-and-floor schemes"
    # What editors listed is a term, whatever a judge would say.
    (told,) = (j for j in found.judgements if j.field == "terms" and j.item == found.terms[0].id)
    assert (told.probability, told.settled) == (1.0, True)


@pytest.mark.model
def test_headings_give_no_terms(parse) -> None:
    """Title case in a heading makes no name."""
    body = "The ministry paid 3 million euros for roads that nobody in the town had asked for last year."
    assert run(parse(f"Why the New Grand Plan Fails\n\n{body}")).terms == ()


@pytest.mark.model
def test_a_definition_ends_before_the_verb_of_its_sentence(parse) -> None:
    """Where the parse takes that verb for one of the definition, the comma before it tells."""
    text = "In a note, the Berth Fees Office (BFO), the body that polices quay firms, said rents were too high."
    (found,) = run(parse(text)).definitions
    assert found.definition == "the body that polices quay firms"


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "term"),
    [
        (
            "The Harbour Authority, which has a surplus of berths, closed its northern gate on Tuesday.",
            "Harbour Authority",
        ),
        ("Under the Dublin Regulation, migrants must apply for asylum in the first country.", "Dublin Regulation"),
        ("They feared a “doom loop”, in which weak banks and weak states drag each other down.", "doom loop"),
        ("She kept a Tron Deck 2, the board game Simon and the old radio in a box.", "Tron Deck 2"),
        ("Research is needed on techniques to reduce solar radiation, also known as sky dimming.", "sky dimming"),
        ("They found a way of storing heat at the bottom of old mines, known as deep larder.", "deep larder"),
        ("In a press release, the Harbour Board Act, said growth has slowed.", "Harbour Board Act"),
        ("The consumer price index (CPI), the index of consumer price moves, rose.", "consumer price index"),
        ("Its head spoke of the Mooring Rule, a thought that fishermen laughed at.", "Mooring Rule"),
        ("The board read the Quay Treaty, a quarrel that went on until dawn, on Monday.", "Quay Treaty"),
    ],
)
def test_what_cannot_follow_is_defines_nothing(text: str, term: str, parse) -> None:
    """A clause, an item of a list, the term's own words and a comment are no definition, however near they stand."""
    found = {t.term: t for t in run(parse(text)).terms}
    assert term not in found or found[term].definition is None


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "term", "definition"),
    [
        (
            "It broke the Mooring Rule, the idea that all berths are equal.",
            "Mooring Rule",
            "the idea that all berths are",
        ),
        ("They signed the Quay Memorandum, a blueprint for green ports.", "Quay Memorandum", "a blueprint for green"),
        ("The envoys signed the Quay Treaty, a pact on fish.", "Quay Treaty", "a pact on fish"),
    ],
)
def test_a_name_of_a_kind_is_explained_by_a_thing_or_what_it_is_for(
    text: str, term: str, definition: str, parse
) -> None:
    """A rule is no debate; a pact it may be, and an idea or a blueprint where it is told which or what for."""
    found = {t.term: t.definition or "" for t in run(parse(text)).terms}
    assert found[term].startswith(definition)


@pytest.mark.model
def test_an_abbreviation_is_an_alias_of_what_it_stands_for(parse) -> None:
    """The long form and its abbreviation are one term without a definition, wherever either stands."""
    found = run(parse("The consumer price index (CPI) rose. The CPI is read closely. A CPI basket was changed."))
    assert [(t.term, t.aliases, t.definition) for t in found.terms] == [("consumer price index", ("CPI",), None)]


@pytest.mark.model
def test_an_abbreviation_does_not_begin_behind_an_apostrophe(parse) -> None:
    """The S of SPF is that of seamen, not the possessive's."""
    found = run(parse("The Seamen's Pension Fund (SPF), a fund for sailors and their widows, pays too little."))
    assert [(t.term, t.aliases) for t in found.terms] == [("Seamen's Pension Fund", ("SPF",))]
    found = run(parse("The Brigade de Recherche et d'Intervention (BRI), a unit that hunts gangs, was called."))
    assert [(t.term, t.aliases) for t in found.terms] == [("Brigade de Recherche et d'Intervention", ("BRI",))]


@pytest.mark.model
def test_a_name_with_its_union_in_front_is_the_same_term(parse) -> None:
    """The EU Port Safety Act and the Port Safety Act are one entry under the shorter name."""
    (term,) = run(parse("The EU Port Safety Act will be delayed. The Port Safety Act, a law on berths, stands.")).terms
    assert (term.term, term.aliases, term.definition) == ("Port Safety Act", ("EU Port Safety Act",), "a law on berths")


@pytest.mark.parametrize(
    ("words", "clause"),
    [
        ((("loans", "NNS", "nsubj"), ("fall", "VBP", "ROOT")), True),
        ((("loans", "NNS", "nsubj"), ("which", "WDT", "nsubj"), ("fall", "VBP", "relcl")), False),
        ((("loans", "NNS", "nsubj"), ("that", "IN", "nsubj"), ("fall", "VBP", "acl")), False),
        ((("loans", "NNS", "nsubj"), ("students", "NNS", "relcl"), ("repay", "VBP", "acl")), False),
    ],
)
def test_a_sentence_of_its_own_is_no_meaning(words: tuple[tuple[str, str, str], ...], clause: bool) -> None:
    """A verb makes a stretch a clause, unless what stands before it opens a relative one."""
    tokens = [SimpleNamespace(lower_=word, tag_=tag, dep_=dep) for word, tag, dep in words]
    text: Any = SimpleNamespace(span=lambda start, end: tokens, _first_noun=lambda start, end: None)
    assert Definer._is_clause(text, 0, 1) == clause


@pytest.mark.parametrize(
    ("text", "runs"),
    [("Northern Ports Authority and Norland Rail", ["Northern Ports Authority", "Norland Rail"]),
     ("Norland Rail and Northern Ports Authority", ["Norland Rail and Northern Ports Authority"])],
)  # fmt: skip
def test_a_long_name_ends_before_and(text: str, runs: list[str]) -> None:
    """Of three words and more before "and" nobody makes one name with what follows; of two one cannot tell."""
    assert [text[a:b] for a, b in _split_and(text, 0, len(text), {})] == runs


@pytest.mark.model
def test_what_happened_once_explains_no_term(parse) -> None:
    """A clause of one event beside a name or a noun is no definition, and who calls something names no term."""
    out = run(
        parse(
            "The envoys met the Harbour Board, a talk that lasted four hours. The club keeps a tenth of any later "
            "sale, a clause that its lawyer fought for. Her aide, Jane Roe, called the ruling harsh. The council pays "
            "for shore power, a scheme that feeds ships with electricity from the quay."
        )
    )
    assert {t.term: t.definition for t in out.terms} == {
        "shore power": "a scheme that feeds ships with electricity from the quay"
    }
