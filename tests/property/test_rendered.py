"""Pages of the tree taken as they were rendered before: the bytes of rendering all of them, whatever changed."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import jinja2
import pytest

from generator.core.configuration import Catalog, SiteConfig
from generator.core.model import Brief, Diagnostic
from generator.core.text import digest
from generator.site import rendered
from generator.site.build import build_site
from generator.site.rendered import Keeping
from tests.linking import make_brief
from tests.property.test_link_site import BRIEFS, CATALOG, TEMPLATES

SOURCES = {p.relative_to(TEMPLATES).as_posix(): p.read_text("utf-8") for p in TEMPLATES.rglob("*.j2")}
NEWEST = make_brief(
    {"id": "f", "published": "1961-07-01", "actors": ["Nikita Khrushchev", "Kennedy"], "takeaway": "Khrushchev left."}
)
OF_ONE_KNOWN = make_brief({"id": "g", "actors": [{"name": "Mongolia", "kind": "country"}]})


class Memory(dict[str, tuple[str, str, str]]):
    """A store that holds what it is given as JSON, and forgets what one build neither asked for nor put."""

    def __init__(self) -> None:
        super().__init__()
        self._used: set[str] = set()

    def close(self) -> None:
        """End a build."""
        for name in self.keys() - self._used:
            del self[name]
        self._used.clear()

    def facts(self, name: str, key: str) -> Any:
        """What is kept under a name, if it came from what `key` is the digest of."""
        kept = self.get(name)
        if kept is None or kept[0] != key:
            return None
        self._used.add(name)
        return json.loads(kept[1])

    def body(self, name: str) -> str | None:
        """The text kept under a name."""
        return self[name][2]

    def put(self, name: str, key: str, facts: Any, body: str = "") -> None:
        """Keep a value."""
        self[name] = (key, json.dumps(facts), body)
        self._used.add(name)


def made(
    briefs: Sequence[Brief], store: Memory | None, catalog: Catalog = CATALOG, templates: Mapping[str, str] = SOURCES
) -> tuple[Mapping[str, str], Sequence[Diagnostic]]:
    """The pages of a site, and what is said of them."""
    digests = {b.id: digest(repr(replace(b, edited=frozenset())), *sorted(b.edited)) for b in briefs}
    keeping = Keeping(store, "1", digests) if store is not None else None
    site = build_site(briefs, catalog, jinja2.DictLoader(dict(templates)), keeping)
    if store is not None:
        store.close()
    return site.pages, site.diagnostics


def pages(*given: Any, **more: Any) -> Mapping[str, str]:
    """The pages of a site, given as to `made`."""
    return made(*given, **more)[0]


@pytest.fixture
def again(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that are rendered from now on."""
    seen: list[str] = []
    original = rendered.render

    def render(page: Any, *given: Any) -> str:
        seen.append(page.path)
        return original(page, *given)

    monkeypatch.setattr(rendered, "render", render)
    return seen


def test_any_history_of_changes_gives_the_pages_of_a_clean_build() -> None:
    """Property: briefs come, go and change, the configuration and the templates change: what was kept never shows."""
    rng, store, told = random.Random(11), Memory(), set[str]()
    for _ in range(12):
        briefs = [b for b in (*BRIEFS, NEWEST) if rng.random() < 0.8]
        for at in (n for n in range(len(briefs)) if rng.random() < 0.1):
            said = replace(briefs[at].takeaway, text=f"Robert Kennedy spoke {rng.random()} times.")
            briefs[at] = replace(briefs[at], takeaway=said)
        catalog = rng.choice((CATALOG, Catalog(), Catalog(SiteConfig(quote_words=1))))
        about = SOURCES["about.md.j2"] + rng.choice(("", "\nOne line more.\n"))
        given = briefs, catalog, {**SOURCES, "about.md.j2": about}
        kept, clean = made(given[0], store, *given[1:]), made(given[0], None, *given[1:])
        assert kept == clean
        told |= {said.code for said in clean[1]}
    assert "quote-budget" in told


def test_what_an_added_brief_does_not_touch_is_not_rendered(again: list[str]) -> None:
    """Nothing at all where nothing changed; a brief that shares no actor with the new one keeps its page."""
    store = Memory()
    pages(BRIEFS, store)
    again.clear()
    pages(BRIEFS, store)
    assert again == []
    of_all = pages((*BRIEFS, NEWEST), store)
    assert "briefs/1961/f.md" in again
    assert len(again) < len(of_all) / 2


def test_what_was_said_of_a_page_is_said_again_where_it_stands(again: list[str]) -> None:
    """A page that is not rendered anew has its remarks, too: the desk is told of them by every build."""
    store, catalog = Memory(), Catalog(SiteConfig(quote_words=1))
    told = made(BRIEFS, store, catalog)[1]
    again.clear()
    assert made(BRIEFS, store, catalog)[1] == told
    assert again == []
    assert "quote-budget" in {said.code for said in told}


def test_pages_alone_are_not_taken(again: list[str]) -> None:
    """Where what the corpus was is lost, nobody can say what changed: a page of what is gone would stand."""
    own, store = {**SOURCES, "about.md.j2": f"{{{{ corpus.brief_pages.get({BRIEFS[0].id!r}) }}}}"}, Memory()
    pages(BRIEFS, store, templates=own)
    del store["*"]
    again.clear()
    pages(BRIEFS[1:], store, templates=own)
    assert "about.md" in again


@pytest.mark.parametrize(
    ("template", "asks"),
    [
        *(("brief.md.j2", asks) for asks in (
            "{{ corpus.actors | map(attribute='name') | list | listed }}", "{{ index.briefs | length }}",
            "{% for id in index.briefs %}{{ id }}{% endfor %}", "{{ index.corpus.briefs | length }}",
            "{% for item in above.actors %}{{ item.actor.mentions }}{{ item.actor.briefs | length }}{% endfor %}",
            "{{ index.actor_of(brief.id, 'ada-lovelace') }}", "{{ 'Khrushchev' | link }}",
            "{{ index.remarks | length }}",
        )),
        ("actor.md.j2", "{% for other in beside %}{{ other.mentions }}{% endfor %}"),
    ],
)  # fmt: skip
def test_whatever_a_template_asks_counts(template: str, asks: str) -> None:
    """Templates are the desk's to change: one that asks more of the corpus is rendered where that has changed."""
    own, store = {**SOURCES, template: SOURCES[template] + asks}, Memory()
    pages(BRIEFS, store, templates=own)
    briefs = (*BRIEFS, NEWEST, OF_ONE_KNOWN)
    assert pages(briefs, store, templates=own) == pages(briefs, None, templates=own)


@pytest.mark.parametrize(
    ("template", "source", "added"),
    [
        ("actor.md.j2", "{{ listed | length }}", OF_ONE_KNOWN),  # a page module read it, of an entry that it looked up
        ("actors.md.j2", "{% for group in groups %}{{ group[2] | map(attribute='mentions') | list }}{% endfor %}",
         OF_ONE_KNOWN),
        ("actor.md.j2", "{{ index.actor_of('g', 'mongolia') is none }}", OF_ONE_KNOWN),
        ("actor.md.j2", "{{ 'Edward Heath' | link }}", make_brief({"id": "h", "actors": ["Edward Heath"]})),
        ("actor.md.j2", "{{ 'Lovelace' | link }}", make_brief({"id": "h", "actors": ["Jane Lovelace"]})),
    ],
)  # fmt: skip
def test_what_is_asked_once_counts(template: str, source: str, added: Brief) -> None:
    """Whoever reads it, and however it was reached: nothing else of the page tells that it changed."""
    own, store = {**SOURCES, template: source}, Memory()
    pages(BRIEFS, store, templates=own)
    briefs = (*BRIEFS, added)
    assert pages(briefs, store, templates=own) == pages(briefs, None, templates=own)


def test_a_set_is_marked_in_one_order() -> None:
    """What it is made of may come in any, and in each process in another: a page would be rendered for nothing."""
    paths = [f"events/e-{n}" for n in range(100)]
    marks = [io.BytesIO(), io.BytesIO()]
    for mark, edited in zip(marks, (frozenset(paths), frozenset(reversed(paths))), strict=True):
        rendered._Marker(mark, {}).dump(replace(NEWEST, edited=edited))
    assert marks[0].getvalue() == marks[1].getvalue()
