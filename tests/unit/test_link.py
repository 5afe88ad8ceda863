"""Linking in parts: dates, words, names, keys, the form of what is published."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from generator.core.configuration import Catalog, GlossaryEntry, Masthead, load_catalog
from generator.core.model import Evidence, Figure
from generator.core.when import When
from generator.link import link
from generator.link.autolink import Autolinker
from generator.link.corpus import ActorEntry, RoleNote
from generator.link.glossary import term_key
from generator.link.intervals import oldest_first, placed, resolve
from generator.link.ledger import own_label, precision
from generator.link.names import organization_key, person_tokens, same_person, short_title, without_title
from generator.link.outcomes import _misdated, _Text, speaks_of_now
from generator.link.roles import told as offices
from generator.link.words import content, initials, read, tokens
from generator.site import export
from generator.site.pages import json_ld
from tests.linking import make_brief, make_catalog


@pytest.mark.parametrize(
    ("value", "published", "ahead", "expected"),
    [
        ("XXXX-05-09", "2025-04-08", True, "2025-05-09"),
        ("XXXX-01-15", "2025-12-20", True, "2026-01-15"),
        ("XXXX-12-24", "2025-01-02", False, "2024-12-24"),
        ("XXXX-04-02", "2025-04-08", False, "2025-04-02"),
        ("XXXX-05-09", None, True, "XXXX-05-09"),
        ("XXXX-12-26/XXXX-12-27", "2026-11-14", True, "2026-12-26/2026-12-27"),
        ("2023-05", "2025-04-08", True, "2023-05"),
    ],
)
def test_resolve(value: str, published: str | None, ahead: bool, expected: str) -> None:
    """A day without a year is the next one ahead of publication, or the last one before it."""
    assert resolve(value, published, ahead) == expected


def test_placed_by_events() -> None:
    """An undated article was written no earlier than its latest fully dated event."""
    brief = make_brief({"id": "a", "events": [{"date": "2024-05-02", "text": "x"}, {"date": "2025", "text": "y"}]})
    told = placed(brief)
    assert told is not None
    assert (told.start.isoformat(), told.end.year) == ("2024-05-02", 9999), "no earlier, and who knows how much later"
    ran_on = placed(make_brief({"id": "c", "events": [{"date": "2024-05-03/2024-05-11", "text": "x"}]}))
    assert ran_on is not None
    assert ran_on.start.isoformat() == "2024-05-11"
    assert placed(make_brief({"id": "b"})) is None


def test_words() -> None:
    """Forms of one word share a stem; function words go; points keep an acronym from being a pronoun."""
    assert content("They commemorated the victories") == content("commemorating of victory")
    assert tokens("The U.S. told us: $1.5 billion") == ("the", "us.", "told", "us", "1.5", "billion")
    assert initials("Organization of the Petroleum Exporting Countries") == "OPEC"


def test_read_countries() -> None:
    """Names, demonyms and capitals are countries, and no content words."""
    said = read("trade between China and Russia in Washington")
    assert said.countries == {"china", "russia", "united-states"}
    assert said.words == {"trade"}
    assert read("trade of Moscow", capitals=False).countries == frozenset()


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("President Xi Jinping", "Xi Jinping"),
        ("Mr. Lincoln", "Lincoln"),
        ("Prince", "Prince"),
        ("then-President Harry Truman", "Harry Truman"),
        ("Ada Lovelace", "Ada Lovelace"),
        ("French President Charles de Gaulle", "Charles de Gaulle"),
    ],
)
def test_without_title(name: str, bare: str) -> None:
    """A title before a name goes, a name that is a title's word stays."""
    assert without_title(name) == bare


@pytest.mark.parametrize(
    ("role", "title"),
    [
        ("Foreign Minister of China", "Foreign Minister"),
        ("Chinese President", "President"),
        ("former President", None),
        ("Deputy Foreign Minister of Russia", "Deputy Foreign Minister"),
        ("President of the Council", None),
        ("adviser to the President", None),
        ("physicist", None),
        (None, None),
    ],
)
def test_short_title(role: str | None, title: str | None) -> None:
    """Only an office one holds can stand before the name."""
    assert short_title(role) == title


@pytest.mark.parametrize(
    ("short", "full", "same"),
    [
        ("John Kennedy", "John F. Kennedy", True),
        ("Lula da Silva", "Luiz Inacio Lula da Silva", True),
        ("JD Vance", "James David Vance", True),
        ("John Kennedy", "John F. Kennedy Jr.", False),
        ("Wang Yi", "Wang Yiwei", False),
        ("Jane Kennedy", "John F. Kennedy", False),
        ("Kennedy", "John Kennedy", False),
        ("Maria Silva", "Maria Costa Silva", False),
    ],
)
def test_same_person(short: str, full: str, same: bool) -> None:
    """Initials and dropped first names make no other person; other words do."""
    assert same_person(person_tokens(short), person_tokens(full)) is same


def test_organization_key() -> None:
    """A ministry is one under its forms, with its country; the article and British spelling do not count."""
    forms = ("Chinese Foreign Ministry", "China's Foreign Ministry", "Ministry of Foreign Affairs of China")
    assert len({organization_key(f) for f in forms}) == 1
    assert organization_key("Foreign Ministry") != organization_key("Chinese Foreign Ministry")
    assert organization_key("the World Health Organisation") == organization_key("World Health Organization")


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Power of Siberia-2", "the “Power of Siberia 2” pipeline", True),
        ("Power of Siberia 1", "Power of Siberia 2", False),
        ("Marshall Plan", "Marshall", False),
        ("peace plan", "peace", False),
        ("BRICS nations", "BRICS", True),
        ("dual use", "dual-use", True),
        ("World Health Organisation (WHO)", "World Health Organization", True),
    ],
)
def test_term_key(a: str, b: str, same: bool) -> None:
    """What is one term has one key, and numbers and proper heads make another."""
    assert (term_key(a) == term_key(b)) is same


@pytest.mark.parametrize(
    ("text", "value", "step", "digits"),
    [
        ("$244.8 billion", "244800000000", "100000000", 4),
        ("$245 billion", "245000000000", "1000000000", 3),
        ("32.7%", "32.7", "0.1", 3),
        ("2,000 people", "2000", "1", 1),
        ("two", "2", "0", 1),
    ],
)
def test_precision(text: str, value: str, step: str, digits: int) -> None:
    """The last printed place is worth its scale."""
    brief = make_brief({"id": "a", "figures": [{"text": text, "value": value}]})
    assert precision(brief.figures[0]) == (Decimal(step), digits)


@pytest.mark.parametrize(
    ("text", "now"),
    [
        ("The leaders met in Vienna.", True),
        ("The leaders will meet in Vienna.", False),
        ("The leaders may meet.", False),
        ("The leaders met on May 9.", True),
        ("If they met, it was late.", False),
        ("Arriving in Rome, he praised it.", True),
        ("They are expected in Rome.", False),
        ("A summit in Rome", False),
    ],
)
def test_speaks_of_now(text: str, now: bool) -> None:
    """Past and present report; what looks ahead or supposes does not."""
    assert speaks_of_now(text) is now


def test_two_briefs_of_one_id() -> None:
    """Two briefs under one id are refused, not merged."""
    with pytest.raises(ValueError, match="two briefs have the id a"):
        link([make_brief({"id": "a"}), make_brief({"id": "a"})], Catalog())


def test_empty_corpus() -> None:
    """A site without briefs links and exports."""
    corpus = link([], Catalog())
    assert corpus.as_of is None
    assert all(rows == [] for rows in export.tables(corpus).values())


def test_pages() -> None:
    """Pages lie in the folders the design names; an undated brief's is `undated`."""
    dated = make_brief({"id": "a", "published": "2024-05-01", "actors": ["Ada Lovelace"]})
    corpus = link([dated, make_brief({"id": "b"})], Catalog())
    assert corpus.brief_pages == {"a": "briefs/2024/a.md", "b": "briefs/undated/b.md"}
    assert corpus.actors[0].page == "actors/index.md#e-ada-lovelace"
    assert corpus.as_of == "2024-05-01"


@pytest.mark.parametrize(
    ("page", "url"),
    [
        ("actors/a.md", "actors/a/"),
        ("figures/index.md#f-1", "figures/#f-1"),
        ("index.md", ""),
        ("briefs/2024/a.md", "briefs/2024/a/"),
    ],
)
def test_url(page: str, url: str) -> None:
    """A page's address is that of its folder on the built site."""
    assert export.url(page) == url


def test_export_has_the_contract() -> None:
    """Each table has exactly the fields that are published, as JSON knows them."""
    corpus = link(
        [
            make_brief(
                {
                    "id": "a",
                    "published": "2024-05-01",
                    "actors": ["Ada Lovelace"],
                    "terms": [{"term": "engine", "definition": "a machine"}],
                    "next": [{"text": "It will run.", "when": "2025"}],
                    "events": [{"date": "2024-04-01", "text": "It ran."}],
                    "figures": [{"text": "1.5 billion", "value": "1500000000", "max_value": "2.5", "unit": "EUR"}],
                }
            )
        ],
        Catalog(),
    )
    tables = json.loads(json.dumps(export.tables(corpus)))
    assert {name: list(rows[0]) for name, rows in tables.items()} == {
        "briefs.json": ["id", "article", "title", "published", "outlet", "url", "page"],
        "actors.json": ["id", "name", "kind", "role", "aliases", "briefs", "page"],
        "figures.json": ["id", "value", "max_value", "unit", "measure", "period", "sources", "page"],
        "glossary.json": ["term", "aliases", "definition", "source", "briefs", "page"],
        "whats_next.json": ["brief", "text", "when", "certainty", "status", "reported_by"],
        "timeline.json": ["date", "text", "brief"],
    }
    assert tables["briefs.json"][0]["article"] == "a"
    row = tables["figures.json"][0]
    assert (row["value"], row["max_value"]) == (1_500_000_000, 2.5)
    assert row["sources"] == [{"brief": "a", "text": "1.5 billion", "value": 1_500_000_000}]


def test_tooltips() -> None:
    """A linked term brings its definition and whether a person reviewed it, a linked actor its role."""
    corpus = link(
        [
            make_brief(
                {
                    "id": "a",
                    "actors": [{"name": "Ada Lovelace", "role": "mathematician"}],
                    "terms": [{"term": "analytical engine", "definition": "a machine"}],
                }
            )
        ],
        Catalog(),
    )
    pieces = Autolinker(corpus).page("index.md").pieces("Ada Lovelace knew the analytical engine.")
    found = [(p.target.kind, p.target.page, p.target.definition, p.target.reviewed) for p in pieces if p.target]
    assert found == [
        ("actor", "actors/index.md#e-ada-lovelace", "Ada Lovelace, mathematician", True),
        ("term", "glossary/index.md#e-analytical-engine", "a machine", False),
    ]


def test_a_definition_is_ours_only_when_a_person_wrote_it() -> None:
    """An article's words stay unreviewed, however good; what an analyst wrote goes before them."""
    told = make_brief(
        {"id": "a", "terms": [{"term": "engine", "definition": "a machine of brass that weaves numbers"}]}
    )
    (entry,) = link([told], Catalog()).terms
    assert (entry.definition, entry.source, entry.reviewed) == ("a machine of brass that weaves numbers", "a", False)
    written = make_brief({"id": "b", "terms": [{"term": "engine", "definition": "a machine"}]})
    written = replace(written, edited=frozenset({f"terms/{written.terms[0].id}"}))
    (entry,) = link([told, written], Catalog()).terms
    assert (entry.definition, entry.source, entry.reviewed) == ("a machine", "b", True)
    (entry,) = link([told], Catalog(glossary=(GlossaryEntry("engine", definition="Ours."),))).terms
    assert (entry.definition, entry.source, entry.reviewed) == ("Ours.", "desk", True)


def test_a_role_is_ours_only_where_a_person_wrote_the_wording_that_is_shown() -> None:
    """Of two wordings of one office and of two offices; a role that somebody left as it was is not theirs."""
    newer, older = (
        make_brief({"id": i, "published": day, "actors": [{"name": "Jane Roe", "role": role}]})
        for i, day, role in (("b", "2025-03-04", "President"), ("a", "2025-03-03", "President of France"))
    )
    tellings = [(0, newer.actors[0]), (1, older.actors[0])]
    path = frozenset({f"actors/{newer.actors[0].id}"})
    for briefs, own in (
        ((newer, older), False),
        ((replace(newer, edited=path), older), False),
        ((newer, replace(older, edited=path)), True),
        ((newer, replace(older, edited=path, intact=frozenset(f"{p}/role" for p in path))), False),
    ):
        (note,) = offices(tellings, briefs)
        assert (note.role, note.own) == ("President of France", own)
    notes = (RoleNote("mayor", "b", None), RoleNote("rower", "a", None, own=True))
    entry = ActorEntry("jane-roe", "Jane Roe", "person", "actors/jane-roe.md", ("b", "a"), roles=notes)
    assert [replace(entry, role=role).own_role for role in ("mayor", "rower", None)] == [False, True, False]


def test_the_oldest_brief_is_first_and_one_without_a_day_before_it() -> None:
    """Of one day by their ids."""
    days = {"c": "2025-03-04", "b": "2025-03-04", "a": "2026-01-01", "d": None}
    briefs = [make_brief({"id": i, "published": day}) for i, day in days.items()]
    assert [brief.id for brief in sorted(briefs, key=oldest_first)] == ["d", "b", "c", "a"]


def test_default_configuration(pytestconfig: pytest.Config) -> None:
    """The project's own register and glossary are valid, and every term in them is defined."""
    catalog = load_catalog(pytestconfig.rootpath / "site_config")
    assert catalog.glossary
    assert all(entry.definition for entry in catalog.glossary)
    keys = [term_key(entry.term) for entry in catalog.glossary]
    assert len(set(keys)) == len(keys)


def test_the_ledger_tells_a_measure_as_an_editor_wrote_it() -> None:
    """One word, or one with a comma, is no label that articles give; an editor's stands, before a fuller one."""
    figure = {"text": "32.7%", "value": 32.7, "unit": "percent", "sentence": "Trade with Freedonia rose by 32.7%."}
    briefs = [
        make_brief({"id": "a", "figures": [{**figure, "measure": "trade with Freedonia last year"}]}),
        make_brief({"id": "b", "figures": [{**figure, "measure": "Trade, all told"}]}),
    ]
    (entry,) = link(briefs, make_catalog({})).ledger
    assert entry.label == "trade with Freedonia last year"
    (entry,) = link([briefs[0], replace(briefs[1], edited=frozenset({"figures/f-0"}))], make_catalog({})).ledger
    assert (entry.measure, entry.label) == ("Trade, all told",) * 2
    (entry,) = link(briefs[1:], make_catalog({})).ledger
    assert entry.label is None


@pytest.mark.parametrize(
    ("words", "misdated"),
    [("The bridge opened.", False), ("The bridge opened in 2025.", False), ("The bridge opened in 2026.", True),
     ("The bridge opened in 2024.", True), ("Unlike in 2024, the bridge opened in 2025.", False)],
)  # fmt: skip
def test_a_report_that_names_another_year_is_of_something_else(words: str, misdated: bool) -> None:
    """What was expected for June 2025 did not happen in the year before or after it."""
    none: frozenset[str] = frozenset()
    expected = _Text(0, "It will open in June 2025.", none, none, none, none, "2025-06", When.parse("2025-06"), None)
    assert _misdated(expected, _Text(1, words, none, none, none, none, None, None, None)) == misdated


@pytest.mark.parametrize(
    ("words", "written", "later", "misdated"),
    [("The bridge opened in 2024.", "2025-03-01", None, True),
     ("The bridge opened in 2025.", "2025-03-01", None, False),
     ("The bridge opened in 2025.", None, "2026-03-01", True), ("The bridge opened.", "2025-03-01", None, False),
     ("The bridge opened.", None, "2026-03-01", False), ("The bridge opened.", None, None, True)],
)  # fmt: skip
def test_what_was_expected_without_a_day_did_not_happen_before_it_was_expected(
    words: str, written: str | None, later: str | None, misdated: bool
) -> None:
    """A year before that of the article speaks against a report; where nothing has a date, no report can be told."""
    none: frozenset[str] = frozenset()
    before, after = When.parse(written), When.parse(later)
    expected = _Text(0, "The bridge will open.", none, none, none, none, None, None, before)
    assert _misdated(expected, _Text(1, words, none, none, none, none, None, None, after)) == misdated


def test_a_clause_says_more_than_a_label() -> None:
    """Whose it is and that it rose stand in the clause; only what an editor wrote is a label."""
    words, sentence = Evidence(0, 14, "33,000 barrels"), Evidence(0, 40, "33,000 barrels more came from Iran's wells")
    figure = Figure("f", "33,000 barrels", Decimal(33000), "barrel", (words, sentence), measure="crude oil production")
    brief = replace(make_brief({"id": "b"}), figures=(figure,))
    assert own_label(brief, figure) is None
    edited = replace(brief, edited=frozenset({"figures/f"}))
    assert own_label(edited, figure) == "crude oil production"
    assert own_label(replace(edited, intact=frozenset({"figures/f/text", "figures/f/measure"})), figure) is None


@pytest.mark.parametrize("telling", ["who leads the mission", "of the Norland Academy"])
def test_what_is_no_office_says_who_somebody_is_only_where_no_office_is_told(telling: str) -> None:
    """A newer brief that tells only whose somebody is takes no office away; alone it stands, and is no job title."""
    old = {"id": "a", "published": "2024-01-01", "actors": [{"name": "Ana Roe", "role": "prime minister of Norland"}]}
    new = {"id": "b", "published": "2025-01-01", "actors": [{"name": "Ana Roe", "role": telling}]}
    both, alone = link([make_brief(old), make_brief(new)], Catalog()), link([make_brief(new)], Catalog())
    assert [a.role for a in both.actors] == ["prime minister of Norland"]
    assert [a.role for a in alone.actors] == [telling]
    assert short_title(telling) is short_title("who was prime minister") is None
    data = json_ld.actor(alone.actors[0], Masthead())
    assert (data.get("jobTitle"), data["description"]) == (None, telling)
