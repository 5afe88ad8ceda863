"""Pages that stay bounded however many briefs there are, and what is chosen for them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from generator.core.configuration import ActorRule, Catalog, SiteConfig, load_catalog
from generator.core.errors import ConfigError
from generator.core.model import Article, Brief, Event, Evidence, Figure, Statement
from generator.core.shell import command
from generator.link import link
from generator.link.corpus import ActorEntry, Happening, LedgerEntry, Telling, Told
from generator.link.ledger_pages import ON_ONE_PAGE, placed
from generator.link.letters import by_letter, paths
from generator.link.register_pages import anchor, own, placed_actors
from generator.site.build import build_site
from generator.site.pages import home, timeline
from generator.site.pages.editors import pages as editors
from generator.site.pages.proof import place_of
from generator.site.pages.wording import part_name, place
from generator.site.words import Words
from tests.integration import hand_made
from tests.integration.test_site import TEMPLATES

ENGLISH = Words.of("en")


def _brief(number: int, published: str, *figures: Figure) -> Brief:
    article = Article(f"{number}.md", "", published=published)
    return Brief(f"b-{number:04d}", article, f"Brief {number}", "article", Statement(""), figures=figures)


def _figure(number: int, value: str, measure: str, period: str | None, unit: str = "USD", **more: object) -> Figure:
    words = f"{value} {unit}"
    return Figure(f"f-{number}", words, Decimal(value), unit, (Evidence(0, len(words), words),), measure=measure,
                  period=period, **more)  # type: ignore[arg-type]  # fmt: skip


def _entry(number: int, *briefs: Brief) -> LedgerEntry:
    figure = _figure(number, "1", "x", None)
    return LedgerEntry(f"f-{number}", Decimal(1), None, "USD", "x", None, None,
                       tuple(Telling(b.id, figure) for b in briefs), "single", "")  # fmt: skip


def test_a_short_ledger_is_one_page() -> None:
    """Up to the limit all entries stand on the index."""
    brief = _brief(1, "2025-05-01")
    rows = placed([_entry(n, brief) for n in range(ON_ONE_PAGE)], [brief])
    assert {r.page.partition("#")[0] for r in rows} == {"figures/index.md"}


def test_a_long_ledger_has_a_page_for_each_month_of_the_first_telling() -> None:
    """No page has more entries than the limit, and a later telling does not move an entry."""
    briefs = [_brief(1, "2025-04-30"), _brief(2, "2025-05-01"), replace(_brief(3, ""), article=Article("u.md", ""))]
    entries = [_entry(n, briefs[n % 3]) for n in range(3 * ON_ONE_PAGE + 30)]
    rows = placed(entries, briefs)
    count = Counter(r.page.partition("#")[0] for r in rows)
    assert max(count.values()) <= ON_ONE_PAGE
    assert set(count) == {f"figures/{n}{p}.md" for n in ("2025-04", "2025-05", "undated") for p in ("", "-part-2")}
    assert [r.id for r in rows] == [e.id for e in entries]
    later = _brief(4, "2025-06-01")
    again = placed([replace(e, tellings=(Telling(later.id, e.tellings[0].figure), *e.tellings)) for e in entries],
                   [later, *briefs])  # fmt: skip
    assert [r.page for r in again] == [r.page for r in rows]


def test_a_long_timeline_is_split_by_year_and_a_long_year_by_month() -> None:
    """Parts are bounded and hold every entry once; what is known to the year alone has its own part."""
    dates = [f"2025-{1 + n % 12:02d}-{1 + n % 28:02d}" for n in range(900)] + ["2025"] * 5 + ["2024-03"] * 50
    entries = [Happening(f"h{n}", day, (Told("b", Event("e", day, f"t{n}", ())),)) for n, day in enumerate(dates)]
    entries.sort(key=lambda e: e.date or "", reverse=True)
    parts = timeline._parts(entries)
    assert max(len(own) for _, own in parts) <= timeline.ON_ONE_PAGE
    assert sorted(e.text for _, own in parts for e in own) == sorted(e.text for e in entries)
    names = [name for name, _ in parts]
    assert len(set(names)) == len(names)
    assert {"2024", "2025", "2025-12"} <= set(names)
    assert part_name("2025-12-part-2", ENGLISH) == "December 2025, part 2"


def test_the_other_pages_of_a_timeline_stand_by_year() -> None:
    """A year is named once, before its months, and is a link where one page is all of it."""
    names = ("2025", "2024-12", "2024-12-part-2", "2024-03", "2024")
    assert timeline._others([(name, f"{name}.md") for name in names], ENGLISH) == [
        ("2025", "2025.md", []),
        ("2024", "2024.md", [
            ("December", "2024-12.md"), ("December, part 2", "2024-12-part-2.md"), ("March", "2024-03.md"),
        ]),
    ]  # fmt: skip


def test_registers_have_a_page_for_each_letter_and_no_letter_is_too_long() -> None:
    """Names are filed without accents and quotation marks; digits and other scripts come last under "#"."""
    groups = by_letter(["Émile", "eden", "“Zed”", "3M", "中国"], str)
    assert [(letter, own) for letter, own in groups] == [
        ("#", ["3M", "中国"]), ("E", ["eden", "Émile"]), ("Z", ["“Zed”"])
    ]  # fmt: skip
    many = paths("actors", [("M", [str(n) for n in range(900)])])
    assert [(path, len(own)) for _, _, path, own in many] == [
        ("actors/letters/m.md", 400), ("actors/letters/m-2.md", 400), ("actors/letters/m-3.md", 100)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("starts", "said"), [((0,), "paragraph 1 of 3"), ((12, 3), "paragraphs 1 and 2 of 3"), ((25, 0, 12), None)]
)
def test_a_proof_names_its_paragraphs(starts: tuple[int, ...], said: str | None) -> None:
    """Where paragraphs begin is known, a span's start tells which it is in; else nothing is said."""
    evidence = [Evidence(s, s + 1, "x") for s in starts]
    found = place_of(evidence, (0, 10, 20))
    assert found is not None
    assert place(found, ENGLISH) == (said or "paragraphs 1, 2 and 3 of 3")
    assert place_of(evidence, ()) is None


def test_sections_are_the_owners(tmp_path: Path) -> None:
    """`site.yml` orders and leaves out sections; a name that is none, or stands twice, is an error in words."""
    (tmp_path / "site.yml").write_text("brief_sections: [figures, takeaway]\n")
    assert load_catalog(tmp_path).site.brief_sections == ("figures", "takeaway")
    for wrong in ("[figure]", "[figures, figures]"):
        (tmp_path / "site.yml").write_text(f"brief_sections: {wrong}\n")
        with pytest.raises(ConfigError, match="figure"):
            load_catalog(tmp_path)


def test_chosen_sections_come_in_the_chosen_order() -> None:
    """A brief whose owner wants figures first and no terms has just that."""
    from generator.site.build import build_site

    site = SiteConfig(brief_sections=("figures", "takeaway"), home_sections=("actors",))
    found = build_site((hand_made.pact_brief(),), Catalog(site), TEMPLATES)
    page = found.pages["briefs/2025/northern-grid-to-be-linked.md"]
    assert page.index("## Figures") < page.index("## The takeaway")
    assert "## Terms" not in page
    assert "## Most in the news" in found.pages["index.md"]
    assert "## Latest briefs" not in found.pages["index.md"]


def test_an_actor_of_whom_an_acronym_alone_is_known_is_named_defined_or_rejected() -> None:
    """The lines to copy give it its full name and kind, the acronym a meaning; none where the desk has an entry."""
    brief = hand_made.pact_brief()
    (council,) = (actor for actor in brief.actors if actor.name == "Northern Grid Council")
    short = replace(council, name="NGC", evidence=())
    brief = replace(brief, actors=(*(actor for actor in brief.actors if actor != council), short))
    for rules in ((), (ActorRule("NGC"),)):
        catalog = Catalog(actors=rules)
        (page,) = editors(link((brief,), catalog), catalog)
        sections = {section.heading: section.tasks for section in page.context["sections"]}  # type: ignore[attr-defined]
        (task,) = sections["Actors without a role"]
        assert task.commands[-2:] == ('briefing define NGC "…"', "briefing reject NGC")
        copied = "# site_config/actors.yml\n- name: …\n  kind: organization\n  aliases:\n  - NGC\n"
        assert task.entry == ("" if rules else copied)


def test_an_actor_that_no_brief_shows_has_its_lines_to_copy() -> None:
    """It is among what is folded, so that no brief can be corrected; one that a brief shows is corrected there."""
    brief = hand_made.pact_brief()
    (council,) = (actor for actor in brief.actors if actor.name == "Northern Grid Council")
    others = tuple(actor for actor in brief.actors if actor != council)
    sure = ((f"actors/{council.id}", 1.0),)
    folded = replace(brief, actors=others, more=replace(brief.more, actors=(council,)), judged=sure)
    for told, entry in ((brief, ""), (folded, "# site_config/actors.yml\n- name: Northern Grid Council\n")):
        (page,) = editors(link((told,), Catalog()), Catalog())
        sections = {section.heading: section.tasks for section in page.context["sections"]}  # type: ignore[attr-defined]
        (task,) = sections["Actors without a role"]
        assert task.entry.startswith(entry)
        assert bool(task.entry) is bool(entry)


def test_the_editors_page_proposes_and_shows_what_is_stale() -> None:
    """A term without a meaning, an actor without a role, an edit the generator has moved on from."""
    brief = replace(hand_made.pact_brief(), stale=(("title", "A newer title"), ("figures/f-1", None)))
    (page,) = editors(link((brief,), Catalog()), Catalog())
    sections = {section.heading: section.tasks for section in page.context["sections"]}  # type: ignore[attr-defined]
    (council,) = sections["Actors without a role"]
    assert council.name == "Northern Grid Council"
    assert council.commands[-1] == 'briefing reject "Northern Grid Council"'
    title, figure = sections["Edits the generator has moved on from"]
    assert "yours is “Northern grid to be linked”, the generator now has “A newer title”" in title.words
    assert title.commands == (f"briefing accept {brief.id} title", f"briefing accept {brief.id} title --keep")
    assert "yours is “$2.5 billion”, the generator no longer finds it" in figure.words
    assert not page.listed


def test_the_editors_page_tells_the_most_harmful_first() -> None:
    """A brief without a date comes before all else, with the limits that are known and the command."""
    pact = hand_made.pact_brief()
    undated = replace(pact.article, published=None, published_between=("2025-03-01", "2025-03-09"))
    brief = replace(pact, article=undated, stale=(("title", "A newer title"),))
    (page,) = editors(link((brief,), Catalog()), Catalog())
    first = page.context["sections"][0]  # type: ignore[index]
    assert first.heading == "Briefs without a date"
    (task,) = first.tasks
    assert task.words == "between 1 March 2025 and 9 March 2025"
    assert task.commands == (f"briefing set {brief.id} published YYYY-MM-DD",)


@pytest.mark.parametrize("name", ["$(rm -rf ~)", "a`id`", 'a" b', "100%", "--all", "a\\b", "a!b", "two\nlines", "a;b"])
def test_no_command_to_copy_holds_what_a_shell_reads(name: str) -> None:
    """Names come from articles: where one could mean more to a shell than itself, no command is proposed."""
    assert command("reject", name) == ('briefing reject "a;b"' if name == "a;b" else None)
    assert command("merge", "Wang Yi", "O’Neil & Sons (U.K.)") == 'briefing merge "Wang Yi" "O’Neil & Sons (U.K.)"'


def test_a_name_of_one_brief_stands_on_its_register_and_keeps_its_address() -> None:
    """With the second brief it has a page, at the address that led to its entry before; the anchor stays."""
    one = hand_made.briefs()[:1]
    catalog = Catalog()
    alone, both = link(one, catalog), link(hand_made.briefs(), catalog)
    before = {a.id: a.page for a in alone.actors}
    after = {a.id: a.page for a in both.actors if len(a.briefs) > 1}
    assert set(before.values()) == {f"actors/index.md#e-{ident}" for ident in before}
    assert after
    for ident, page in after.items():
        assert page == own(before[ident]) == f"actors/{ident}.md"
        assert anchor(page) == before[ident].partition("#")[2]
    assert {t.page.partition("#")[0] for t in alone.terms} == {"glossary/index.md"}
    built = build_site(one, catalog, TEMPLATES)
    for page in before.values():
        target = own(page).removesuffix(".md") + "/index.html"
        assert f'url=../#{anchor(page)}"' in str(built.files[target])
        assert f"#{anchor(page)} }}" in built.pages["actors/index.md"]
        assert own(page) not in built.pages


def test_in_a_long_register_names_of_one_brief_stand_under_their_letter() -> None:
    """Where the index does not list all, an entry is on its letter's page, which does."""
    names = [ActorEntry(f"m{n:03d}", f"M{n:03d}", "person", f"actors/m{n:03d}.md", ("b",)) for n in range(500)]
    placed = placed_actors(names)
    assert {a.page.partition("#")[0] for a in placed} == {"actors/letters/m.md", "actors/letters/m-2.md"}
    assert {own(a.page) for a in placed} == {a.page for a in names}
    assert placed_actors(names[:100])[0].page == "actors/index.md#e-m000"


def test_home_tells_no_value_twice_and_names_those_of_two_briefs() -> None:
    """Two ledger entries of one value are one card; an actor of one brief is in the news only where nobody has two."""
    measures = ("tariff on wool", "fee for copper")
    figures = [_figure(n, "145", measure, None, "percent") for n, measure in enumerate(measures)]
    corpus = link([_brief(n, f"2025-01-0{n + 1}", figure) for n, figure in enumerate(figures)], Catalog())
    assert len(corpus.ledger) == 2
    context = next(iter(home.pages(corpus, Catalog()))).context
    assert [e.tellings[0].figure.text for e in context["figures"]] == ["145 percent"]  # type: ignore[attr-defined]
    both = link(hand_made.briefs(), Catalog())
    named = next(iter(home.pages(both, Catalog()))).context["actors"]
    assert {len(a.briefs) for a in named} == {2}  # type: ignore[attr-defined]
