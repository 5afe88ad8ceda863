"""Brief files to and from records."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from generator.briefs import memory, page
from generator.briefs.edits import merge
from generator.briefs.records import Record, parse_record
from generator.core.errors import RecordError
from generator.core.model import Actor, Article, Brief, Evidence, Figure, Items, Quote, Statement, Term
from tests.record_files import Files, dump_record

TEXT = "The ministry paid 3 million euros to the port."


def sample_brief() -> Brief:
    """A small brief whose every statement stands in `TEXT`."""
    whole = Evidence(0, len(TEXT), TEXT)
    return Brief(
        id="port",
        article=Article("port.md", "", "d1", authors=("no",), published="2025-03", published_source="given"),
        title="2025-03-04: yes",
        title_source="article",
        takeaway=Statement(TEXT, (whole,)),
        actors=(
            Actor(
                "ministry",
                "ministry",
                "organization",
                mentions=1,
                salience=1.0,
                evidence=(Evidence(4, 12, "ministry"),),
            ),
        ),
        figures=(
            Figure("f-1", "3 million euros", Decimal(3000000), "EUR", (Evidence(18, 33, "3 million euros"), whole)),
        ),
        note="My own words.\n",
    )


def sample_files() -> Files:
    """The files of `sample_brief`, as the generator writes them."""
    return dump_record(merge(None, sample_brief(), "1"))


def sample_text() -> str:
    """The page of `sample_brief`, as the generator writes it."""
    return sample_files().page


def read(text: str) -> Record:
    """A page beside the memory of `sample_brief`."""
    return parse_record(text, "briefs/2025/port.md", sample_files().memory)


def changed(old: str, new: str) -> Record:
    """The record after a person replaced words of the page."""
    assert old in sample_text()
    return read(sample_text().replace(old, new, 1))


def test_round_trip_is_exact() -> None:
    """Reading and writing gives the same bytes, and the values that were written."""
    record = read(sample_text())
    assert dump_record(record) == sample_files()
    assert replace(record.brief, edited=frozenset()) == sample_brief()
    assert record.brief.edited == frozenset()


def test_the_page_is_what_a_person_reads() -> None:
    """The whole of it, as it stands in the file: no digest, no offset, no id; dates and names as people write them."""
    assert sample_text() == (
        "---\nschema: 3\ntitle: >-\n  2025-03-04: yes\narticle: port.md\npublished: March 2025\nauthors: no\n"
        f"takeaway: >-\n  {TEXT}\nactors:\n- ministry (organization)\nfigures:\n- 3 million euros:\n"
        "  value: 3 million EUR\n---\nMy own words.\n"
    )


def test_everything_the_page_does_not_show_comes_back_from_the_memory() -> None:
    """Evidence, counts, scores, what was found and not shown, chances, offsets of paragraphs."""
    span = (Evidence(4, 12, "ministry"),)
    brief = replace(
        sample_brief(),
        article=replace(sample_brief().article, words=312, paragraphs=(0, 388, 709)),
        quotes=(Quote("q-1", "ministry", "ministry", span, "ministry"),),
        terms=(Term("port", "port", ("ports",), "a harbour", span),),
        more=Items(actors=(Actor("port", "Port", "place", evidence=span),), terms=(Term("x", "x"),)),
        judged=(("actors/ministry", 0.9), ("actors/ministry.role", 0.25)),
    )
    files = dump_record(merge(None, brief, "1"))
    record = parse_record(files.page, "port.md", files.memory)
    assert replace(record.brief, edited=frozenset()) == brief
    assert dump_record(record) == files


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("value: 3 million EUR", "value: 3.5 million EUR", "figures/f-1"),
        ("3 million euros:", "3 million euros: aid (2024)", "figures/f-1"),
        ("(organization)", "(group)", "actors/ministry"),
        ("- ministry (organization)", "- Port ministry (organization): payer", "actors/ministry"),
        ("2025-03-04: yes", "2025-03-04: no", "title"),
        ("March 2025", "4 March 2025", "article/published"),
        ("authors: no", "authors: yes", "article/authors"),
        ("the port", "a port", "takeaway"),
    ],
)
def test_a_changed_value_is_known_as_a_persons(old: str, new: str, path: str) -> None:
    """What differs from the memory is a hand edit, at the path of the item that was changed, and nothing else is."""
    record = changed(old, new)
    assert record.brief.edited == {path}
    assert path in record.generated.base, "the generator's value is known beside it"


def test_what_is_bound_to_changed_words_does_not_outlive_them() -> None:
    """Evidence goes with a sentence written anew; digits with a figure's words, its kind with its unit."""
    brief = replace(sample_brief(), figures=(replace(sample_brief().figures[0], kind="money", digits="3"),))
    files = dump_record(merge(None, brief, "1"))

    def figure(old: str, new: str) -> Figure:
        return parse_record(files.page.replace(old, new), "port.md", files.memory).brief.figures[0]

    unit = figure("3 million EUR", "3 million USD")
    assert (unit.kind, unit.digits) == ("money", "3")
    assert figure("3 million EUR", "3 million tonne").kind is None
    assert figure("3 million EUR", "4 million EUR").digits is None
    words = figure("3 million euros", "4 million euros")
    assert (words.kind, words.digits, bool(words.evidence)) == ("money", None, True)
    assert changed(TEXT, "Something else altogether").brief.takeaway.evidence == ()
    assert changed("the port", "a port").brief.takeaway.evidence == sample_brief().takeaway.evidence


def test_an_actor_or_term_renamed_keeps_its_evidence() -> None:
    """The article's mentions are still those of whom a page now names otherwise."""
    term = Term("aid", "aid", evidence=sample_brief().takeaway.evidence)
    files = dump_record(merge(None, replace(sample_brief(), terms=(term,)), "1"))
    page = files.page.replace("- ministry (", "- ministry of ports and of inland waterways (").replace(
        "terms:\n- aid\n", "terms:\n- official development aid of rich countries\n"
    )
    renamed = parse_record(page, "port.md", files.memory).brief
    assert (renamed.actors[0].name, renamed.terms[0].term) != ("ministry", "aid")
    assert renamed.actors[0].evidence == sample_brief().actors[0].evidence != ()
    assert renamed.terms[0].evidence == term.evidence


def test_a_speaker_named_by_hand_is_the_actor_of_that_name() -> None:
    """The id of an actor follows the name of a speaker, and goes with it."""
    brief = replace(sample_brief(), quotes=(Quote("q-1", None, "to the port", sample_brief().takeaway.evidence),))
    files = dump_record(merge(None, brief, "1"))
    assert "quotes:\n- >-\n  to the port\n" in files.page
    text = files.page.replace("- >-\n  to the port", "- ministry: >-\n    to the port")
    assert parse_record(text, "port.md", files.memory).brief.quotes[0].speaker_id == "ministry"
    other = text.replace("- ministry: >-", "- nobody: >-")
    assert parse_record(other, "port.md", files.memory).brief.quotes[0].speaker_id is None


def test_an_added_item_needs_no_id_and_no_evidence() -> None:
    """An editor may add an actor by name and kind alone, in either form."""
    for added in ("- Port Authority (organization)\n", "- name: Port Authority\n  kind: organisation\n"):
        record = changed("figures:\n", added + "figures:\n")
        assert record.brief.actors[1] == Actor("port-authority", "Port Authority", "organization")
        assert record.brief.edited == {"actors/port-authority"}


def test_an_actor_added_without_a_capital_letter_has_no_name() -> None:
    """The same words call others in another article; a name written over them is one."""
    added = changed("figures:\n", "- the port union (organization)\nfigures:\n").brief.actors
    assert [actor.unnamed for actor in added] == [False, True]
    files = dump_record(Record(replace(sample_brief(), actors=added)))
    assert parse_record(files.page, "port.md", files.memory).brief.actors == added, "kept in the memory"
    named = files.page.replace("the port union", "Port Union")
    assert not parse_record(named, "port.md", files.memory).brief.actors[1].unnamed


def test_two_added_items_never_share_an_id() -> None:
    """Items of the same head are told apart by a number."""
    record = changed("- ministry (organization)", "- ministry (organization)\n- Ministry (place)\n- MINISTRY (group)")
    assert [actor.id for actor in record.brief.actors] == ["ministry", "ministry-2", "ministry-3"]


def test_aliases_may_be_stated() -> None:
    """What the page does not show can still be said on it, field by field."""
    record = changed("- ministry (organization)", "- name: ministry\n  kind: organization\n  aliases: [MoF, the house]")
    assert record.brief.actors[0].aliases == ("MoF", "the house")
    again = dump_record(record)
    assert "aliases" not in again.page
    assert parse_record(again.page, "port.md", again.memory).brief.actors[0].aliases == ("MoF", "the house")


@pytest.mark.parametrize(
    "spoilt",
    [None, "", "{}", "[]", "nonsense", '{"schema": 3}', '{"schema": "x"}', "<<<<<<< ours\n{}\n>>>>>>> theirs"],
)
def test_without_a_memory_all_is_a_persons(spoilt: str | None) -> None:
    """A memory that is lost or spoilt is none: every value of the page stands as it is, and nothing proves it."""
    record = parse_record(sample_text(), "port.md", spoilt)
    assert record.lost is not None
    assert page.page_of(record.brief) == page.page_of(sample_brief())
    assert "takeaway" in record.brief.edited
    assert record.brief.takeaway.evidence == ()


@pytest.mark.parametrize(
    ("where", "value"),
    [
        ("id", "../../port"),
        ("judged", {"takeaway": float("nan")}),
        ("article", {}),
        ("digests", {"title": 1}),
        ("values", {"title": "x"}),
        ("values", {"title": "x", "takeaway": {"text": "x"}, "nowhere/x": {}}),
        ("title_source", "me"),
        ("values", {"title": "x", "takeaway": {"text": "x"}, "actors/a": {"id": "a", "name": "a", "kind": "king"}}),
        ("values", {"title": "x", "takeaway": {"text": "x"}, "article/authors": 7}),
        ("values", {"title": "x", "takeaway": {"text": "x"},
                    "actors/a": {"id": "a", "name": "a", "kind": "place", "salience": float("inf")}}),
        ("values", {"title": "x", "takeaway": {"text": "x"},
                    "figures/f": {"id": "f", "text": "x", "value": "1e400", "unit": "EUR"}}),
        ("values", {"title": "x", "takeaway": {"text": "x"},
                    "figures/f": {"id": "f", "text": "x", "value": "1", "max_value": "1e400", "unit": "EUR"}}),
        ("more", {"actors": "x"}),
        ("values", {"title": "x", "takeaway": None}),
        ("values", {"title": "x", "takeaway": {"text": "x"}, "actors/a": None}),
        ("values", {"title": "x", "takeaway": {"text": "\ud800"}}),
        ("judged", {"\udc00": 1}),
        ("again", {"title": "figures/f-1"}),
        ("again", {"figures/f-1": ""}),
    ],
)  # fmt: skip
def test_nothing_in_a_memory_is_taken_on_trust(where: str, value: object) -> None:
    """A file that a stranger or a merge spoilt is no memory: no path out of the folder, no number without end."""
    spoilt = json.dumps(json.loads(sample_files().memory) | {where: value})
    assert parse_record(sample_text(), "port.md", spoilt).lost is not None
    assert parse_record(sample_text(), "port.md", "[" * 100_000).lost is not None


def test_another_briefs_memory_is_none() -> None:
    """A memory of another brief and article says nothing of this one; one of a renamed file or article does."""
    files = sample_files()
    other = json.loads(files.memory) | {"id": "ship", "source": "ship.md"}
    assert parse_record(files.page, "port.md", json.dumps(other)).lost is not None
    renamed = json.loads(files.memory) | {"source": "ship.md"}
    assert parse_record(files.page, "port.md", json.dumps(renamed)).lost is None
    assert parse_record(files.page, "quay.md", files.memory).brief.id == "port", "the memory knows the id"
    assert parse_record(files.page, "quay.md").brief.id == "quay", "else the file's name is it"


def test_a_newer_memory_is_refused() -> None:
    """What a newer Briefing Desk wrote is not taken for spoilt."""
    newer = json.dumps(json.loads(sample_files().memory) | {"schema": 4})
    with pytest.raises(RecordError, match="update Briefing Desk"):
        parse_record(sample_text(), "port.md", newer)


def test_a_page_belongs_to_the_memory_it_was_written_with() -> None:
    """While a page is replaced both memories stand in the file; the page, even changed since, finds its own."""
    old, new = merge(None, sample_brief(), "1"), merge(None, replace(sample_brief(), title="Newer"), "2")
    (before, known), after = dump_record(old), dump_record(new)
    first = memory.load(known, "")
    text = memory.dump(memory.Memory(new.brief, new.generated, memory.digest(after.page), first))
    for written, rules in ((before, "1"), (after.page, "2")):
        for said in (written, written.replace("(organization)", "(group)")):
            record = parse_record(said, "port.md", text)
            assert record.generated.rules == rules
            assert record.pending
            assert record.brief.edited == ({"actors/ministry"} if said != written else frozenset())


def test_what_is_stale_is_told_in_words() -> None:
    """A person's value that the generator has moved on from is known to the brief, with the newer words."""
    again = dump_record(merge(changed("2025-03-04: yes", "mine"), replace(sample_brief(), title="Newer"), "2"))
    assert parse_record(again.page, "port.md", again.memory).brief.stale == (("title", "Newer"),)


def test_record_type() -> None:
    """A record of a new brief carries a digest for each of its values."""
    record: Record = merge(None, sample_brief(), "1")
    assert set(record.generated.digests) >= {"title", "takeaway", "actors/ministry", "figures/f-1", "article/published"}


def test_the_schema_describes_pages() -> None:
    """`briefing schema --record` names the keys of the page, those it must have, and how items stand."""
    schema = page.schema()
    assert {"id", "title", "takeaway", "actors"} <= set(schema["properties"])
    assert schema["required"] == ["schema", "title", "article"]
    words, fields = schema["properties"]["actors"]["items"]["anyOf"]
    assert words == schema["properties"]["title"] == {"type": "string"}
    assert "Foreign Minister" in fields.pop("description")
    assert fields == {"type": "object", "additionalProperties": {"type": ["string", "null"]}}
    assert (schema["additionalProperties"], schema["properties"]["schema"]) == (False, {"const": 3})


def test_empty_file_is_refused() -> None:
    """A file without front matter is no record."""
    with pytest.raises(RecordError, match="is empty"):
        parse_record("", "x.md")


SCHEMA_2 = """---
schema: 2
id: port
title: Mine
title_source: article
article:
  source: port.md
  digest: d1
  published: 2025-03
  paragraphs: 0 20
takeaway:
  text: The ministry paid 3 million euros to the port.
  evidence:
  - 0:46 The ministry paid 3 million euros to the port.
# the payer
actors:
- id: ministry
  name: ministry
  kind: organization
  mentions: 1
  salience: 1.0
  evidence:
  - 4:12 ministry
figures:
- id: f-1
  text: 3 million euros
  value: 3000000
  unit: EUR
  evidence:
  - 18:33 3 million euros
generated:
  rules: '1'
  digests:
    title: 0123456789abcdef
    article/authors: 4f53cda14f53cda1
    article/outlet: 74234e9874234e98
    article/url: 74234e9874234e98
    article/published: b9b0e18eb9b0e18e
    takeaway: TAKEAWAY
    actors/ministry: ACTOR
    actors/port: 00112233aabbccdd
    figures/f-1: FIGURE
---
My note.
"""


@pytest.mark.parametrize("odd", ["4:12", "4-12 ministry", "{start: 4}", "- 4:12 ministry", ""])
def test_evidence_of_schema_2_that_is_none_is_told(odd: str) -> None:
    """With the form that it should have."""
    text = SCHEMA_2.replace("- 4:12 ministry\n", f"- {odd}\n")
    with pytest.raises(RecordError) as caught:
        parse_record(text, "a.md")
    assert str(caught.value).startswith("a.md: actors.0.evidence.0")
    assert "is not `start:end words`: leave the evidence as the generator wrote it" in str(caught.value)


def test_a_record_of_schema_2_is_migrated_as_it_is_read() -> None:
    """A record as it was: machine's and person's values, removed items, note and evidence are what they were."""
    from generator.briefs.values import value_digest

    brief = sample_brief()
    takeaway = Statement(TEXT, (Evidence(0, 46, TEXT),))
    figure = replace(brief.figures[0], evidence=brief.figures[0].evidence[:1])
    known = {"TAKEAWAY": takeaway, "ACTOR": brief.actors[0], "FIGURE": figure, "b9b0e18eb9b0e18e": "2025-03"}
    text = SCHEMA_2
    for mark, value in known.items():
        text = text.replace(mark, value_digest(value))
    record = parse_record(text, "port.md")
    assert record.brief.edited == {"title"}
    assert (record.brief.takeaway, record.brief.actors, record.brief.figures) == (takeaway, brief.actors, (figure,))
    assert record.brief.article.paragraphs == (0, 20)
    files = dump_record(record)
    again = parse_record(files.page, "port.md", files.memory)
    assert (again.brief, again.generated) == (record.brief, record.generated)
    port = Actor("port", "port", "place")
    new = merge(again, replace(brief, actors=(*brief.actors, port), title="Theirs"), "2")
    assert [actor.id for actor in new.brief.actors] == ["ministry"], "what a person removed stays gone"
    assert (new.brief.title, new.brief.note, new.generated.stale) == ("Mine", "My note.\n", {"title": "Theirs"})


@pytest.mark.parametrize(
    ("written", "remedy"), [("99", "update Briefing Desk"), ("1", "write `schema: 3`"), ("true", "write `schema: 3`")]
)
def test_a_schema_nobody_knows_is_refused(written: str, remedy: str) -> None:
    """A newer record is for a newer Briefing Desk; anything else is a slip."""
    with pytest.raises(RecordError) as caught:
        parse_record(sample_text().replace("schema: 3", f"schema: {written}"), "port.md")
    assert (caught.value.field, caught.value.remedy) == ("line 2: schema", remedy)


@pytest.mark.parametrize(
    ("lines", "field"),
    [
        ("title: '\u2028'", "title"),
        ("title: t\nactors: [{name: '\u200b ', kind: person}]", "actors"),
        ("title: t\nterms: [{term: ' '}]", "terms"),
    ],
)
def test_names_have_a_character_that_shows(lines: str, field: str) -> None:
    """A page that nobody can name or press is no page: the record is refused, the others stand."""
    text = f"---\nschema: 2\nid: a\narticle: {{source: a.md}}\ntakeaway: {{text: x}}\n{lines}\n---\n"
    with pytest.raises(RecordError, match="no word that shows") as caught:
        parse_record(text, "a.md")
    assert caught.value.field == field
