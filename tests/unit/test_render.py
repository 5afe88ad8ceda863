"""Values on their way into Markdown: escaping, links, titles, templates that fail."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import cast

import jinja2
import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from generator.core.configuration import Catalog
from generator.core.errors import BuildError
from generator.core.model import Again
from generator.desk.correct import correct, start
from generator.desk.generate import generate
from generator.desk.publish import render_tree
from generator.io.project import project_at, unheeded
from generator.link import link
from generator.link.autolink import Piece, Target
from generator.link.corpus import Corpus
from generator.site.markup import Environment, Markdown, joined, shown
from generator.site.pages.editors import Section
from generator.site.pages.editors import pages as editors
from generator.site.pages.page import Page, relative
from generator.site.render import (
    code,
    environment,
    html_text,
    inner_text,
    linked,
    render,
    tidy,
)
from generator.site.words import Words
from tests.fake import engine, site_of_three
from tests.integration import hand_made

# As in mkdocs.yml.
EXTENSIONS = [
    "attr_list", "def_list", "footnotes", "md_in_html", "pymdownx.details", "pymdownx.escapeall", "sane_lists",
    "tables", "toc",
]  # fmt: skip


class _NoLinks:
    def pieces(self, text: str) -> tuple[Piece, ...]:
        """The text in one piece."""
        return (Piece(text, None),)


TEMPLATES = Path(__file__).parents[2] / "site_config" / "templates"
ENGLISH = Words.of("en")
CORPUS = Corpus(None, (), {}, (), (), (), (), (), {}, {})


def _shown(source: str) -> str:
    """The text a browser shows for Markdown, spaces collapsed."""
    from html.parser import HTMLParser

    class Text(HTMLParser):
        out = ""

        def handle_data(self, data: str) -> None:
            self.out += data

    parser = Text()
    parser.feed(markdown.markdown(source, extensions=EXTENSIONS))
    parser.close()
    return " ".join(parser.out.split())


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp")), min_size=1)
TRICKY = st.lists(
    st.sampled_from(
        ["# ", "- ", "1. ", "??? note", "!!! note", "> ", "<b>", "&amp;", "[a](b)", "[^1]", "**", "_x_", "`", "|",
         "{#id}", "{: .c }", "\\", "$1", "~~", "==", "^", ": ", "***", "---", "http://a.b", "a", " ", "“", "’"]
    )
).map("".join)  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(TEXTS | TRICKY)
def test_escaped_text_shows_exactly_its_characters(text: str) -> None:
    """Whatever stands in a value, a reader sees just that: alone in a line, in a list item, in the midst of a line."""
    said = " ".join(text.split())
    if not said:
        return
    assert _shown(shown(text)) == said
    assert _shown(f"- {shown(text)}") == said
    assert _shown(f"x{inner_text(said)}y") == f"x{said}y"


@settings(deadline=None, max_examples=200)
@given(TEXTS | TRICKY)
def test_a_links_title_is_the_definition_and_nothing_else(text: str) -> None:
    """A definition as a link's title neither ends the link nor shows outside it."""
    said = " ".join(text.split())
    if not said or len(said) > 300:
        return
    source = linked([Piece("word", Target("word", "term", "glossary/word.md", said))], "index.md", ENGLISH)
    out = markdown.markdown(source, extensions=EXTENSIONS)
    assert _shown(source) == "word"
    assert out.count("<a ") == 1
    title = out[out.index('title="') + 7 :]
    import html

    assert html.unescape(title[: title.index('"')]) == said


def test_pieces_keep_the_spaces_between_them() -> None:
    """A link takes its words alone; spaces and full stops around it stay outside, and no escape shows."""
    pieces = [
        Piece("The ", None),
        Piece("Grid Council", Target("grid", "actor", "actors/grid.md", None)),
        Piece(". 2. Go", None),
    ]
    source = linked(pieces, "briefs/2025/a.md", ENGLISH)
    assert source == "The [Grid Council](../../actors/grid.md){ .actor }. 2. Go"
    assert _shown(source) == "The Grid Council. 2. Go"


def test_links_between_pages_are_relative() -> None:
    """From any folder to any other, with the anchor kept."""
    assert relative("actors/a.md", "index.md") == "actors/a.md"
    assert relative("index.md", "briefs/2025/a.md") == "../../index.md"
    assert relative("figures/index.md#f-1", "figures/index.md") == "index.md#f-1"


def test_titles_are_html_in_front_matter() -> None:
    """The theme prints title and description as they are, so they are escaped, also for YAML."""
    env = environment(jinja2.DictLoader({"t.j2": "# {{ page.title | md }}\n"}), ENGLISH)
    text = render(Page("a.md", "t.j2", 'a: "b" <c>\nno', description="'x'"), CORPUS, env, _NoLinks())
    assert "title: 'a: &quot;b&quot; &lt;c&gt; no'\n" in text
    assert "description: '&#39;x&#39;'\n" in text or "description: '&#39;x&#39;" in text
    assert html_text("a & b") == "a &amp; b"


def test_a_template_that_fails_is_named_with_its_line(tmp_path: Path) -> None:
    """An undefined name is an error of the template, not an empty place on the page."""
    (tmp_path / "t.j2").write_text("one\n{{ nothing.here }}\n")
    env = environment(jinja2.FileSystemLoader(tmp_path), ENGLISH)
    with pytest.raises(BuildError, match=r"t\.j2: line 2: .*nothing"):
        render(Page("a.md", "t.j2", "A"), CORPUS, env, _NoLinks())
    with pytest.raises(BuildError, match=r"missing\.j2"):
        render(Page("a.md", "missing.j2", "A"), CORPUS, env, _NoLinks())


def test_a_day_stands_whole_on_a_line() -> None:
    """`unbroken` joins words so that no line ends between them, and what it joins is text."""
    env = environment(jinja2.DictLoader({"a": "{{ '9 <May> 2025' | unbroken }}"}), ENGLISH)
    assert env.get_template("a").render() == "9&nbsp;&lt;May&gt;&nbsp;2025"


def test_a_template_compiled_before_is_that_of_its_words_and_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process compiles a template once; another text of it, or another language, is compiled anew."""
    compiled: list[str | None] = []
    of = Environment.compile
    monkeypatch.setattr(Environment, "compile", lambda *args: (compiled.append(args[2]), of(*args))[1])

    def shows(text: str, language: str) -> str:
        env = environment(jinja2.DictLoader({"compiled": text}), Words.of(language), language)
        return env.get_template("compiled").render()

    day = "{{ '2025-05-09' | date }}"
    assert [shows(day, "en"), shows(day, "de"), shows(day, "en")] == ["9 May 2025", "9. Mai 2025", "9 May 2025"]
    assert shows("{{ '2025-05-10' | date }}", "en") == "10 May 2025"
    assert len(compiled) == 3


def test_blank_lines_are_one_at_most() -> None:
    """Lines that held only template tags leave no gap and no trailing space."""
    assert tidy("\n\na  \n\n\n\nb\n \n\n") == "a\n\nb\n"


def test_a_links_title_is_cut_at_a_word() -> None:
    """A tooltip is short; the glossary page has the rest."""
    source = linked([Piece("word", Target("word", "term", "glossary/word.md", "word " * 100))], "index.md", ENGLISH)
    title = source[source.index('"') + 1 : source.rindex('"')]
    assert title.endswith("word…")
    assert len(title) <= 301


HOSTILE = "<b>*a* [x](y)</b> \"' &amp;"


@pytest.mark.parametrize(
    ("template", "marks"),
    [
        ("{{ x }}", ""),
        ("{{ x | md | md }}", ""),
        ("{{ x | e }}", ""),
        ("{{ (x | md) ~ x }}", ""),
        ("{{ x ~ (x | md) }}", ""),
        ("{{ x ~ x }}", ""),
        ("{{ [x, x | md] | join(x) }}", ""),
        ("{{ (x | md) + x }}", ""),
        ("{{ x + (x | md) }}", ""),
        ("{{ '%s' | format(x) }}", ""),
        ("{% macro m(v) %}**{{ v }}**{% endmacro %}{{ m(x) ~ x }}", "**"),
        ("{% set y %}**{{ x }}**{% endset %}{{ y }}{{ x }}", "**"),
        ("{% autoescape false %}{{ x }}{% endautoescape %}", ""),
    ],
)
def test_text_is_never_markup_however_a_template_joins_the_two(template: str, marks: str) -> None:
    """Text shows its characters wherever it is put; markup keeps its marks and is not escaped a second time."""
    out = Environment(loader=jinja2.BaseLoader()).from_string(template).render(x=HOSTILE)
    assert HOSTILE in _shown(out).replace("**", "")
    assert "<b" not in out
    assert out.count("**") == 2 * bool(marks)
    assert '"' not in out
    html = markdown.markdown(out, extensions=EXTENSIONS)
    assert "<b>" not in html
    assert "<em>" not in html
    assert "<a " not in html


def test_nothing_but_the_border_makes_markup() -> None:
    """Filters by which Jinja calls a text HTML are no filters here; a joined text stays text."""
    env = Environment(loader=jinja2.BaseLoader())
    for name in ("safe", "tojson", "urlize", "xmlattr", "forceescape"):
        with pytest.raises(jinja2.TemplateAssertionError):
            env.from_string(f"{{{{ x | {name} }}}}")
    assert not isinstance(joined(["a", "b"], ","), Markdown)
    assert joined([Markdown("<b>"), "<i>"]) == "<b>&lt;i&gt;"


def test_values_of_attributes_are_made_html() -> None:
    """No template puts a value into an attribute by the rules of Markdown, whose backslashes would be read there."""
    for path in sorted(TEMPLATES.rglob("*.j2")):
        for value in re.findall(r'[a-z-]+="[^"]*{{(.*?)}}', path.read_text("utf-8")):
            assert re.search(r"\| (?:html|page_url|rel|url) $|^ \"\w+\" if \w+ else \"\w+\" $", value), (path, value)


def test_code_keeps_the_indentation_of_its_lines() -> None:
    """YAML that is proposed to an editor can be copied as it stands."""
    assert code("- a: 1\n  b: [2]") == "- a: 1<br>  b: &#91;2&#93;"


def test_what_an_editor_wrote_is_marked_wherever_it_stands(tmp_path: Path) -> None:
    """In "Who acts", ledger, timeline and the home page's figure as on the brief; what the article says is not."""
    project = site_of_three(tmp_path)
    correct(project, "one", "figures", "77 ships: ships in repair (2025)")
    correct(project, "one", "actors", "Anna Holm (person): harbour master")
    correct(project, "one", "actors", "Quay Society (organization)")
    correct(project, "one", "events", "3 March 2025: A lighthouse was lit.")
    correct(project, "one", "takeaway", "The gate is to be shut, we say.")
    render_tree(project, project.docs)
    marked = '<span class="own">The desk’s own words</span>'
    of_the_desk = {
        "briefs/2025/one.md": "**[Anna Holm]",
        "figures/index.md": "77 ships",
        "timeline/index.md": "A lighthouse was lit.",
        "index.md": ">77 ships<",
    }
    cards = [("index.md", "The gate is to be shut, we say."), ("briefs/2025/one.md", "**[Quay Society]")]
    for name, words in (*of_the_desk.items(), *cards):
        lines = [line for line in (project.docs / name).read_text().splitlines() if words in line]
        assert lines, name
        assert all(marked in line for line in lines), lines
    assert marked not in (project.docs / "briefs/2025/two.md").read_text()


def test_only_what_an_editor_changed_is_marked(tmp_path: Path) -> None:
    """The role and not the name, the day and not the sentence, the period and not the article's words; a kind, which no
    line shows, nowhere; the title on its page, in lists, in feeds and in the calendar.
    """
    project = site_of_three(tmp_path)
    article = project.articles / "two.md"
    article.write_text(article.read_text() + "\nThe Ministry of Belmar will report in the summer on it.\n")
    generate(project, engine=engine())
    correct(project, "one", "title", "Ships counted")
    correct(project, "one", "actors/Council of Arden/role", "town council")
    correct(project, "three", "actors/Council of Arden/kind", "group")
    correct(project, "two", "figures/41 ships/period", "2024")
    correct(project, "two", "whats_next/The Ministry/when", "autumn 2025")
    correct(project, "two", "title", "Ships counted anew")
    render_tree(project, project.docs)
    mark = '<span class="own">The desk’s own words</span>'
    lines = [
        ("briefs/2025/one.md", f'council-of-arden.md)** <span class="role">Town council</span> {mark}'),
        ("briefs/2025/one.md", f"Title: {mark} · [4 March 2025]"),
        ("actors/council-of-arden.md", f"- Town council {mark} <span"),
        ("actors/council-of-arden.md", f"- [Ships counted](../briefs/2025/one.md) {mark} <span"),
        ("figures/index.md", f"2024</span> {mark} |"),
        ("whats-next/index.md", f'Autumn of 2025</span> <span class="chip chip--expected">Expected</span> {mark}'),
    ]
    for name, words in lines:
        text = " ".join((project.docs / name).read_text().split())
        assert words in text, (name, text)
    assert mark not in (project.docs / "briefs/2025/three.md").read_text()
    feed = json.loads((project.docs / "feeds/briefs.json").read_text())
    ours = [item["title"] for item in feed["items"] if "The desk’s own words: title." in item["content_html"]]
    assert sorted(ours) == ["Ships counted", "Ships counted anew"]
    calendar = Calendar.from_ical((project.docs / "feeds/whats-next.ics").read_bytes())
    (said,) = (str(event["DESCRIPTION"]) for event in calendar.walk("VEVENT"))
    assert "Ships counted anew (The desk’s own words)" in said


def test_a_correction_of_the_article_stands_on_its_brief_once(tmp_path: Path) -> None:
    """Above the fold, as the article's own note; no statement, figure or name is read from it."""
    project = site_of_three(tmp_path)
    note = "Correction: An earlier version of this article said that the Ministry of Belmar had counted 12 ships."
    article = project.articles / "two.md"
    article.write_text(f"{article.read_text()}\n{note}\n")
    generate(project, engine=engine())
    render_tree(project, project.docs)
    page = (project.docs / "briefs/2025/two.md").read_text()
    assert page.count("Belmar") == page.partition("<details")[0].count(f"The article says of itself: {note}") == 1


def test_a_note_of_the_desks_has_no_empty_fold_and_topics_are_an_editors_task(tmp_path: Path) -> None:
    """Readers are not told to write a file, nor led into a fold that holds nothing."""
    project = site_of_three(tmp_path)
    start(project, "A note", "5 March 2025", "We say so.")
    start(project, "A longer note", "5 March 2025", "We say so.")
    correct(project, "a-longer-note", "quotes", "Roe: Yes.")
    render_tree(project, project.docs)
    alone, longer = ((project.docs / "briefs/2025" / f"{name}.md").read_text() for name in ("a-note", "a-longer-note"))
    assert "<details" not in alone
    assert "## How this brief was made" in alone
    assert '<details class="fold"' in longer
    assert "topics.yml" not in (project.docs / "topics" / "index.md").read_text()
    assert "site&#95;config/topics.yml<br>" in (project.docs / "editors.md").read_text()


def test_folders_that_the_configuration_names_are_told_not_to_be_heeded(tmp_path: Path) -> None:
    """Whoever writes `site_dir` looks for the site there; what is written anyway says nothing."""
    project = site_of_three(tmp_path)
    for said, told in (
        ("site_dir: public\ndocs_dir: pages\n", ["site_dir: 'public' is not", "docs_dir: 'pages' is not"]),
        ("site_dir: ./site/\ndocs_dir: build/docs\n", []),
        (f"site_dir: {tmp_path / 'site'}\n", []),
    ):
        project.config.write_text(f"site_name: Test\n{said}")
        remarks = [
            remark.message for remark in render_tree(project, project.docs).remarks if "heeded" in remark.message
        ]
        assert [message.removeprefix(f"{project.config}: ").partition(" heeded")[0] for message in remarks] == told
    elsewhere = project_at(project.config, site=tmp_path / "public")
    project.config.write_text("site_name: Test\nsite_dir: public\n")
    assert unheeded(elsewhere) == []
    project.config.write_text("site_name: Test\nsite_dir: site\ndocs_dir: build/docs\n")
    assert unheeded(elsewhere) == [], "what is said of every site is no wish of its own"


@pytest.mark.parametrize(("removed", "said"), [(False, "which is yours"), (True, "which you removed")])
def test_the_editors_page_asks_whether_a_figure_is_one_of_the_desks(removed: bool, said: str) -> None:
    """The question stands with the commands that answer it: the one removes the new figure, the other the desk's."""
    pact = hand_made.pact_brief()
    figure = pact.figures[0]
    path = f"figures/{figure.id}"
    brief = replace(pact, again=(Again(path, "figures/f-old", "24 cars", removed),))
    (page,) = editors(link((brief,), Catalog()), Catalog())
    sections = cast("tuple[Section, ...]", page.context["sections"])
    (task,) = [task for section in sections for task in section.tasks if "another number" in task.words]
    assert task.words == f"figures: “{figure.text}” may be another number for “24 cars”, {said}"
    assert task.commands == (
        f"briefing accept {brief.id} figures/f-old",
        f'briefing set {brief.id} {path} ""',
    )


def test_a_site_without_briefs_has_no_task_for_its_editors() -> None:
    """Topics sort briefs: where there are none, nobody is asked to write them."""
    (page,) = editors(link((), Catalog()), Catalog())
    assert page.context["sections"] == ()
