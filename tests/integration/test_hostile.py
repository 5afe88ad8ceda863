"""What strangers control, article, record, feed, file name, theme, configuration, and what stops each of it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from importlib.metadata import entry_points
from pathlib import Path
from types import SimpleNamespace

import jinja2
import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import File
from mkdocs.utils import copy_file

from generator.core.configuration import Catalog, SiteConfig, Topic
from generator.core.errors import BuildError, ConfigError, IngestError, shown
from generator.core.model import Actor, Brief, Event, Forward, Statement, Term
from generator.core.text import RESERVED, Slugs, slugify
from generator.desk import unchanged
from generator.desk.add import add
from generator.desk.retired import Address, redirects
from generator.io import builder_config, csp, mkdocs, zensical
from generator.io.project import project_at
from generator.io.theme_sandbox import sandboxed
from generator.io.web_addresses import is_public
from generator.previews.comment import harmless
from generator.review.warnings import _brief, changed_code
from generator.site.build import Site, build_site
from generator.site.export import url
from generator.site.feeds.table import _cell
from generator.site.words import Words
from tests.integration import hand_made

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "site_config" / "templates"
MARKUP = '2025<img src=x onerror="owned=1">[x](y.md)'


def site_of(*briefs: Brief, catalog: Catalog | None = None) -> Site:
    """The site of these briefs."""
    return build_site(briefs, catalog or Catalog(), TEMPLATES)


def named(brief: Brief, **names: str) -> Brief:
    """A brief with an actor or a term of a name, or both, and nothing else in its lists."""
    actors = (Actor(slugify(names["actor"]), names["actor"], "organization"),) if "actor" in names else ()
    terms = (Term(slugify(names["term"]), names["term"], (), "a list of things"),) if "term" in names else ()
    return replace(brief, actors=actors, terms=terms, quotes=(), figures=(), whats_next=(), events=(), key_points=())


def test_times_of_a_record_are_text_on_every_page() -> None:
    """A value of `when`, `date` or `period` that is markup runs nowhere and links nowhere, whatever page shows it."""
    brief = hand_made.pact_brief()
    span = brief.takeaway.evidence
    brief = replace(
        brief,
        figures=tuple(replace(figure, period=MARKUP) for figure in brief.figures),
        whats_next=(Forward("n-1", "A terminal opens.", "expected", MARKUP, span),),
        events=(Event("e-1", MARKUP, "A terminal opened.", span),),
    )
    for path, text in site_of(brief).pages.items():
        body = text.split("---\n", 2)[2]
        assert "<img src=x" not in body, path
        assert "[x](y.md)" not in body, path


def test_no_name_takes_the_page_of_another() -> None:
    """An actor, a term or a topic named like a folder's own page gets another one, and all pages are built."""
    names = ("Index", "README", "Con", "lpt1", "letters")
    brief = hand_made.pact_brief()
    # An actor has a page of its own from the second brief on.
    briefs = [replace(named(brief, actor=name, term=name), id=f"pact-{name}-{n}") for name in names for n in (1, 2)]
    topics = (*(Topic(name, ("gas",)) for name in names), Topic("C#", ("x",)), Topic("C++", ("y",)))
    site = site_of(brief, *briefs, catalog=Catalog(topics=topics))
    pages = [page for page in site.pages if not page.endswith("/index.md")]
    assert not ({Path(page).stem for page in pages} - {"index"}) & RESERVED
    assert all(f"{folder}/index.md" in site.pages for folder in ("actors", "glossary", "topics"))
    for folder in ("actors", "glossary", "topics"):
        assert len([page for page in pages if page.startswith(f"{folder}/")]) >= len(names), folder
    assert {"topics/c.md", "topics/c-2.md"} <= site.pages.keys()


def test_two_pages_of_one_path_are_both_built() -> None:
    """Of two briefs whose pages differ in case alone the older keeps its page; the other is told of."""
    old, new = hand_made.pact_brief(), hand_made.later_brief()
    new = replace(new, id=old.id.upper())
    site = site_of(old, replace(new, article=replace(new.article, published="2025-12-01")))
    assert f"briefs/{old.year}/{old.id}.md" in site.pages
    assert f"briefs/{old.year}/{old.id.upper()}-2.md" in site.pages
    assert any(d.code == "page-name" and "-2.md" in d.message for d in site.diagnostics)


def test_a_brief_called_like_a_file_beside_another_is_built() -> None:
    """No folder of a page, and none of an address that leads on, has the path of a file."""
    brief = hand_made.pact_brief()
    site = site_of(*(replace(brief, id=name) for name in ("good", "good.ris", "good.csl.json")))
    moved = redirects(
        [Address(page="2025/good.ris"), Address(page="2025/gone.ris")], site.corpus.brief_pages, Words.of("en")
    )
    paths = {**site.files, **moved, **dict.fromkeys(url(page) + "index.html" for page in site.pages)}
    folders = {str(folder) for path in paths for folder in Path(path).parents}
    assert not folders & paths.keys()
    assert list(moved) == ["briefs/2025/gone.ris/index.html"]
    assert site.corpus.brief_pages["good"] == "briefs/2025/good.md"


def test_slugs_are_handed_out_once() -> None:
    """Who comes first keeps his, whatever the case; a name no page can have is nobody's."""
    slugs = Slugs(["taken"])
    assert [slugs.take(s) for s in ("a", "A", "a", "taken", "index")] == ["a", "A-2", "a-3", "taken-2", "index-2"]
    assert slugs.take("a", "a-person") == "a-person"
    beside = ("good", "good.ris", "Good.csl.json", "good.ris.html", "good.v1", "index.html")
    assert [slugs.take(s) for s in beside] == [
        "good", "good.ris-2", "Good.csl.json-2", "good.ris.html-2", "good.v1", "index.html-2"
    ]  # fmt: skip
    assert slugify("CON") == "con-x"


def test_a_weekend_between_two_years_does_not_split_the_timeline() -> None:
    """The weekend of the last week of 2004 is in 2005; the timeline has one page for each year all the same."""
    brief = hand_made.pact_brief()
    span = brief.takeaway.evidence
    days = [f"{year}-{month:02d}-{day:02d}" for year in (2004, 2005) for month in range(1, 13) for day in range(1, 10)]
    events = tuple(Event(f"e-{n}", day, f"Event {n}.", span) for n, day in enumerate([*days, "2004-W53-WE"]))
    pages = site_of(replace(brief, events=events)).pages
    assert [path for path in pages if re.search(r"-\d\.md$|2004-2", path) and path.startswith("timeline")] == []
    assert pages["timeline/2004.md"].count("{ #y-2004 }") == 1


@pytest.mark.parametrize("year", ["0001", "0010", "9899", "9999"])
def test_the_ends_of_the_calendar_stop_nothing(year: str) -> None:
    """What briefs expect and tell there, the picture of it and the newest day: all is reckoned with or is no date."""
    brief = hand_made.pact_brief()
    days = [f"{year}-{day}" for day in ("01-01", "01-02", "12-30", "12-31")]
    span = brief.takeaway.evidence
    dated = replace(
        brief,
        whats_next=tuple(Forward(f"n-{day}", "The council will meet.", "expected", day, span) for day in (*days, year)),
        events=tuple(Event(f"e-{day}", day, "The council met.", span) for day in days),
    )
    briefs = [replace(dated, id=day, article=replace(brief.article, published=day)) for day in days]
    site_of(*briefs)
    site_of(*briefs, catalog=Catalog(SiteConfig(as_of=days[0])))


@pytest.mark.parametrize("day", ["9999-12-31", "2106-02-08", "1969-12-31", "0001-01-01"])
def test_the_time_of_a_build_is_one_that_gzip_can_hold(day: str, tmp_path: Path) -> None:
    """A date no archive's head has room for is nobody's: the next newest counts, and the sitemap is written."""
    (tmp_path / "data").mkdir()
    rows = [{"published": day}, {"published": None}, {"published": "1999-02-01"}]
    (tmp_path / "data" / "briefs.json").write_text(json.dumps(rows))
    assert mkdocs.build_time(tmp_path) == "917827200"


def test_no_control_characters_reach_what_is_read() -> None:
    """A terminal would obey them: none of a record's stands on a page, in its head, or in a file, nor breaks a line."""
    brief, odd = hand_made.pact_brief(), "Owned\x01\x1b[31m\x7f\x9b by\n- [x](y)\u2028"
    figures = tuple(replace(figure, text=odd, measure=odd) for figure in brief.figures)
    article = replace(brief.article, authors=(odd,), outlet=odd, source=f"{odd}.md")
    site = site_of(replace(brief, title=odd, article=article, figures=figures, takeaway=Statement(odd, ())))
    for path, text in {**site.pages, **site.files}.items():
        said = text if isinstance(text, str) else text.decode()
        if not path.endswith(".json"):  # where they are escaped
            assert not re.search(r"[\x01\x1b\x7f-\x9f\u2028]|^- \[x|\\e\[31m|\\x(?:01|1b)", said, re.MULTILINE), path
        assert not re.search(r"[\x01\x1b\x7f-\x9f]", said), path


def test_no_mark_before_a_linked_name_makes_an_image() -> None:
    """An exclamation mark that stands against the name of an actor stays one."""
    brief = hand_made.pact_brief()
    name = brief.actors[0].name
    said = Statement(f"Hurrah!{name} came.", ())
    site = site_of(replace(brief, takeaway=said, edited=frozenset({"takeaway"})))
    page = site.pages[f"briefs/{brief.year}/{brief.id}.md"]
    assert "![" not in page
    assert "Hurrah&#33;[" in page


@pytest.mark.parametrize(
    ("title", "heading"),
    [("Why we love C#", "# Why we love C&#35;"), ("__config", "{ #config }"), ("__search", "{ #search }")],
)
def test_titles_keep_their_words_and_take_no_id_of_the_theme(title: str, heading: str) -> None:
    """Closing hashes stay; an id that the theme's own script looks for is nobody's."""
    brief = replace(hand_made.pact_brief(), title=title)
    page = site_of(brief).pages[f"briefs/{brief.year}/{brief.id}.md"]
    assert heading in next(line for line in page.splitlines() if line.startswith("# "))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//x", "http://[x"])
def test_addresses_of_records_are_handed_on_only_when_they_are_of_the_web(url: str) -> None:
    """Neither pages nor the files for machines carry an address that another program might run or open."""
    brief = hand_made.pact_brief()
    site = site_of(replace(brief, article=replace(brief.article, url=url)))
    assert json.loads(str(site.files["data/briefs.json"]))[0]["url"] is None


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("-2+3+cmd|' /C calc'!A0", False), ("=1+1", False), ("+1-1", False), ("@SUM(A1)", False), ("-x", False),
        ("\uff1dcmd", False), ("|calc", False), ("-4.5", True), ("+1,200", True), ("439 tonnes", True), ("", True),
        *((f"{unseen}=1+1", False) for unseen in "\u200b\ufeff\u00ad\x00\u2060\u3164\u034f\ufe0f\u2800\U000e0020"),
        ("\ufe66x", False), ("\u2212A1", False), ("\u200b-4.5", False), ("-4.5 percent", True), ("-4 A1", False),
        ("$5", True), ("\u201cWell\u201d", True), ("~20", True), ("-3 %", True), ("5; more", True),
    ],
)  # fmt: skip
def test_a_cell_is_a_number_or_text(cell: str, safe: bool) -> None:
    """What a spreadsheet would take for a formula gets an apostrophe, a number with its sign does not."""
    assert _cell(cell) == (cell if safe else "'" + cell)


def test_each_part_of_a_cell_that_a_semicolon_may_end_is_text() -> None:
    """Where lists are parted by semicolons, what follows one is a cell; tabs and line breaks are spaces."""
    assert _cell("a; =1+1;x") == "a;' =1+1;x"
    assert _cell("\t\r=1+1\r\n@x") == "'=1+1 @x"


def test_the_policy_allows_the_themes_scripts_alone(tmp_path: Path) -> None:
    """Scripts of a note are in no policy, even when the note closes the element it stands in, or opens another."""
    note = '<script>owned("note")</script></article><script>owned("after")</script><article><!--'
    page = f"<html><head><script>theme()</script></head><body><article>{note}</article><script>end()</script></body>"
    assert csp.own_scripts(page) == ["theme()", "end()"]
    (tmp_path / "index.html").write_text(page)
    assert csp.write(tmp_path).value.count("sha256-") == 2


def test_a_note_with_html_and_changed_code_are_said_to_the_reviewer() -> None:
    """The comment names the tags of a note, and every changed file that is run when the branch is built."""
    brief = replace(hand_made.pact_brief(), note="<script>x</script> and [y](javascript:z)")
    told = [c.words for c in _brief(brief, Catalog(), set())]
    assert "the note holds HTML: <script, javascript:" in told
    told = [c.words for c in _brief(brief, Catalog(SiteConfig(notes_as_written=True)), set())]
    assert "the note holds HTML, which the site leaves as written: <script, javascript:" in told
    data = ["articles/a.md", "briefs/2025/a.md", "docs/x.md", "site_config/actors.yml", "README.md", "LICENSE"]
    assert list(changed_code(data)) == []
    code = ["mkdocs.yml", "site_config/hooks.py", "site_config/templates/about.md.j2", ".github/workflows/x.yml",
            "requirements.txt", "site_config/overrides/main.html", "generator/x.py"]  # fmt: skip
    (caution,) = changed_code([*data, *code])
    assert all(name in caution.words for name in code)


@pytest.mark.parametrize(
    "attack",
    [
        "{{ cycler.__init__.__globals__.os.popen('x') }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ page.__class__.__init__.__globals__ }}",
        "{{ range(10 ** 9) }}",
        "{{ 'x' * 10 ** 15 }}",
        "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
    ],
)
def test_templates_run_in_a_sandbox(attack: str) -> None:
    """A template reaches no attribute that leads out of its page, and no loop without an end."""
    loader = jinja2.ChoiceLoader(
        [jinja2.DictLoader({"about.md.j2": f"# About\n\n{attack}\n"}), jinja2.FileSystemLoader(TEMPLATES)]
    )
    with pytest.raises(BuildError):
        build_site((), Catalog(), loader)


def test_the_name_of_the_site_is_text() -> None:
    """Material prints name and description as they are: both are HTML before it does, and stay as they are twice."""
    config = {"site_name": 'A & "<b>', "site_description": None}
    mkdocs.escape_names(config)
    mkdocs.escape_names(config)
    assert config == {"site_name": "A &amp; &#34;&lt;b&gt;", "site_description": ""}


@pytest.mark.parametrize(
    "attack",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ config.theme.dirs.append('/proc/self') }}",
        "{{ config.theme.get_env() }}",
        "{{ config.load_file('/etc/passwd') }}",
        "{{ page.file.generated(config, 'x.md', abs_src_path='/etc/passwd').content_string }}",
        "{{ page.file.copy_file() }}",
        "{{ config.extra.update(x=1) }}",
        "{{ config.mdx_configs.toc.ours('x') }}",
        "{{ config.mdx_configs.toc.theirs('/etc/passwd', 'x') }}",
        "{{ config.mdx_configs.toc.wrapped('/etc/passwd', 'x') }}",
    ],
)
def test_overrides_of_the_theme_run_in_a_sandbox(attack: str, tmp_path: Path) -> None:
    """An override reads no file and no variable of whoever builds: it calls nothing of MkDocs' objects."""
    config_file = tmp_path / "mkdocs.yml"
    (tmp_path / "docs").mkdir()
    config_file.write_text("site_name: X\ntheme: {name: material}\nextra: {x: {y: 1}}\n")
    config = load_config(str(config_file))
    functions = {"ours": mkdocs.escape_names, "theirs": copy_file, "wrapped": staticmethod(copy_file)}
    config.mdx_configs = {"toc": functions}
    config.theme.get_env = sandboxed(config.theme.get_env)
    page = SimpleNamespace(file=File("index.md", "docs", "site", True))
    with pytest.raises(jinja2.exceptions.SecurityError):
        config.theme.get_env().from_string(attack).render(config=config, page=page)


@pytest.mark.parametrize(
    ("override", "problem"),
    [
        ("{{ config.theme.dirs.append('/proc/self') }}", "'append' of 'list' object is unsafe"),
        ("{{ range(999999999) | list }}", "Range too big"),
        ("{{ 'x' * 10 ** 15 }}", "needs more memory"),
        ("{% include 'main.html' %}", "recursion"),
    ],
)
def test_a_build_has_its_overrides_in_the_sandbox(override: str, problem: str, tmp_path: Path) -> None:
    """What MkDocs renders pages with is the sandbox; what is refused, or asks for too much, is one line."""
    for name, text in {
        "mkdocs.yml": "site_name: X\ntheme: {name: material, custom_dir: theme}\n",
        "theme/main.html": override,
        "docs/index.md": "# x\n",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    with pytest.raises(BuildError, match=f"{problem}.*mend the theme override"):
        mkdocs.build(tmp_path / "mkdocs.yml", tmp_path / "docs", tmp_path / "site")


def test_the_themes_own_templates_may_what_they_do() -> None:
    """Filters, macros, methods of data, functions that a plugin hands over, loops that call themselves."""
    plain = jinja2.Environment()
    plain.filters["up"] = str.upper
    said = (
        "{% macro m(x) %}{{ x | up }}{{ caller() }}{% endmacro %}{% call m('a') %}{{ d.get('b') }}{% endcall %}"
        "{% for x in [1] recursive %}{{ loop([]) }}{% endfor %}{% set j = joiner('-') %}{{ j() }}{{ j() }}{{ pager() }}"
        "{% set n = namespace(x='e') %}{{ n.x }}{{ ' f '.strip() }}{{ dict(x='g').x }}{{ ('h' | e).upper() }}"
    )
    template = sandboxed(lambda: plain)().from_string(said)
    assert template.render(d={"b": "c"}, pager=lambda: "d") == "Ac-defgH"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('x: !!python/object/apply:os.system ["touch x"]', "could run code"),
        ("x: !!python/name:os.system", "could run code"),
        ("x: {plugins: [search], plugins: []}", "line 2: the key 'plugins' stands twice: remove one"),
        ('x: !!python/object/apply:material.plugins.blog.plugin.rmtree ["x"]', "could run code"),
        ("x: !!python/object/apply:material.plugins.info.plugin.ZipFile [x, w]", "could run code"),
        ("x: !!python/name:pymdownx.superfences.fence_code_format.os", "could run code"),
        ("theme: {name: material, custom_dir: ../elsewhere}", "custom_dir"),
        ("theme: {name: material, custom_dir: .}", "custom_dir"),
        ("theme: {name: material, custom_dir: .git}", "custom_dir"),
        ("theme: {name: material, custom_dir: linked}", "custom_dir"),
        ("theme: {name: material, custom_dir: linking}", "custom_dir"),
        ("INHERIT: below/theme.yml", "custom_dir"),
        ("INHERIT: !ENV [NOWHERE, other.yml]", "plain name"),
        ("INHERIT: [other.yml]", "plain name"),
        ("<<: {INHERIT: other.yml}", "could run code"),
        ("<<: {theme: {custom_dir: ..}}", "custom_dir"),
        ("x: !!python/module:os", "could run code"),
        ("x: [!!python/object/new:os.system [x]]", "could run code"),
        ("INHERIT: other.yml", "could run code"),
        ("INHERIT: words.txt", "is no mapping"),
        ("INHERIT: nowhere.yml", "cannot be read"),
        ("INHERIT: mkdocs.yml", "inherits from itself"),
        ("x: [", "not valid YAML"),
        ("theme: {name: material, ? !ENV [NOWHERE, custom_dir] : ../elsewhere}", "plain name"),
        ("? !ENV [NOWHERE, INHERIT]\n: other.yml", "plain name"),
        ("markdown_extensions: [{'subprocess:Popen': {args: touch ran, shell: true}}]", "no Markdown extension"),
        ("markdown_extensions: {antigravity: {}}", "no Markdown extension"),
        ("markdown_extensions: [pymdownx.snippets]", "puts files"),
        ("markdown_extensions: [markdown.extensions.codehilite: {full: true}]", "writes files"),
        ("x: !relative $config_dir", "could run code"),
        ("markdown_extensions: [pymdownx.b64]", "puts files"),
        ("markdown_extensions: [pymdownx.emoji: {options: {custom_icons: [/elsewhere]}}]", "leads out"),
        ("markdown_extensions: [pymdownx.emoji: {emoji_generator: os.system}]", "no function"),
        ("markdown_extensions: [pymdownx.emoji: {emoji_index: os.system}]", "no function"),
        ("markdown_extensions: [pymdownx.superfences: {custom_fences: [{validator: os.system}]}]", "no function"),
        ("markdown_extensions: [toc: {slugify: {object: os.system}}]", "no function"),
        ("markdown_extensions: [pymdownx.superfences: {custom_fences: [{name: x, format: os.system}]}]", "no function"),
        ("plugins: [projects]", "builds other configurations"),
        ("plugins: {group: {plugins: [material/projects: {projects_dir: x}]}}", "builds other configurations"),
        ("plugins: [privacy]", "fetches addresses"),
        ("plugins: [tags: {export_file: ../../x.json}]", "leads out"),
        ("plugins: [tags: {export_file: 'C:x.json'}]", "leads out"),
        ("plugins: [tags: {export_file: 'x\\..\\..\\x.json'}]", "leads out"),
        ("<<: {plugins: [projects]}", "builds other configurations"),
    ],
)
def test_the_builders_configuration_names_no_code(text: str, problem: str, tmp_path: Path) -> None:
    """Tags that MkDocs' loader would run are refused, in files it inherits from as well; one line each."""
    (tmp_path / "mkdocs.yml").write_text(f"site_name: X\n{text}\n")
    (tmp_path / "other.yml").write_text("x: !!python/name:os.system\n")
    (tmp_path / "words.txt").write_text("only words\n")
    (tmp_path / "linking").mkdir()
    (tmp_path / "below" / "linked").mkdir(parents=True)
    (tmp_path / "below" / "theme.yml").write_text("theme: {custom_dir: linked}\n")
    for link in (tmp_path / "linked", tmp_path / "linking" / "key.txt"):
        link.symlink_to(ROOT)
    with pytest.raises(ConfigError, match=problem):
        builder_config.read(tmp_path / "mkdocs.yml")
    builder_config.read(ROOT / "mkdocs.yml")
    allowed = (
        "plugins: [search: {separator: '[\\s\\-,:!=()/]+|\\.(?!\\d)'}, {offline: {enabled: !ENV [CI, false]}}]\n"
        "markdown_extensions: [attr_list, toc: {permalink: true}, pymdownx.superfences: {custom_fences: "
        "[{name: mermaid, class: mermaid, format: pymdownx.superfences.fence_code_format}]}]\n"
        "e: !!python/name:material.extensions.emoji.twemoji\nu: !ENV [PUBLIC_NAME, SITE_URL, 'x']\n"
        "f: !!python/name:pymdownx.superfences.fence_code_format\n"
        "g: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}\n"
    )
    (tmp_path / "mkdocs.yml").write_text(allowed)
    builder_config.read(tmp_path / "mkdocs.yml")


@pytest.mark.parametrize(
    "value",
    ["!ENV GITHUB_TOKEN", "!ENV [CI, GITHUB_TOKEN, x]", "!ENV [GITHUB_TOKEN]", "[&a GITHUB_TOKEN, !ENV [*a, x]]"],
)
def test_the_builders_variables_are_read_only_where_their_names_say_so(
    value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A branch that prints a token of whoever builds it is refused; PUBLIC_, and what the workflows set, is read."""
    monkeypatch.setenv("GITHUB_TOKEN", "secret")
    monkeypatch.setenv("PUBLIC_COUNTER", "12")
    config = tmp_path / "mkdocs.yml"
    config.write_text(f"site_name: X\nextra: {{x: {value}}}\n")
    with pytest.raises(ConfigError, match="'GITHUB_TOKEN', which may be a secret"):
        builder_config.read(config)
    config.write_text("extra: {x: !ENV PUBLIC_COUNTER, y: !ENV [DIRECTORY_URLS, GITHUB_TOKEN]}\n")
    assert builder_config.read(config)["extra"] == {"x": 12, "y": "GITHUB_TOKEN"}


def test_every_plugin_that_comes_along_was_looked_at() -> None:
    """One that a new version brings is to be judged: does it run, read or fetch for a stranger?"""
    brought = {e.name for e in entry_points(group="mkdocs.plugins") if e.module.startswith(("mkdocs.", "material."))}
    harmless_ones = ["blog", "group", "info", "meta", "offline", "optimize", "search", "social", "tags", "typeset"]
    assert brought - {f"material/{name}" for name in (*harmless_ones, *builder_config._PLUGINS)} == {"search"}


@pytest.mark.parametrize("plugin", ["macros: {module_name: overrides/x}", "markdown-exec", "include-markdown"])
def test_zensicals_own_plugins_that_run_code_are_refused(plugin: str, tmp_path: Path) -> None:
    """Zensical has them under well-known names, installed or not, and takes a branch's word for what they run."""
    (tmp_path / "mkdocs.yml").write_text(f"site_name: X\nplugins: [search, {plugin}]\n")
    with pytest.raises(ConfigError, match="not for sites that Zensical builds"):
        zensical._configuration(tmp_path / "mkdocs.yml")


def test_no_command_reads_the_builders_configuration_unchecked(tmp_path: Path) -> None:
    """Whether a site is built already is asked of a configuration as well; MkDocs' loader is called in one place."""
    (tmp_path / "mkdocs.yml").write_text(f"x: !!python/object/apply:pathlib.Path.touch [{tmp_path}/ran]\n")
    assert unchanged.built_of(project_at(tmp_path / "mkdocs.yml"), "mkdocs") is None
    assert not (tmp_path / "ran").exists()
    package = ROOT / "generator"
    calls = [path.name for path in package.rglob("*.py") if "yaml_load" in path.read_text("utf-8")]
    assert calls == ["builder_config.py"]


def test_what_strangers_name_is_printable_in_messages() -> None:
    """Escape sequences and marks of direction of a file's name or a server's answer reach no terminal."""
    error = IngestError("is text/\x1b[31mowned", path="a\x1b]0;x\x07\u202e.txt", remedy="remove\nit")
    assert str(error) == "a\\x1b]0;x\\x07\\u202e.txt: is text/\\x1b[31mowned: remove it"
    assert shown("Größe – “北京” 👍") == "Größe – “北京” 👍"


def test_a_commits_name_is_no_reference() -> None:
    """Forty digits, seven of them, in capitals, behind a repository's name: each is broken; numbers are not."""
    sha = "16c999e8c71134401a78d4d46435517b2271d6ac"
    for text in (sha, sha[:7], sha.upper(), f"octo/repo@{sha}", f"`{sha}`"):
        assert text not in harmless(text, "https://x.invalid/")
    for text in ("2448000000 euros", "`16c999e`", "facade", "deadbeef"):
        assert text in harmless(text, "https://x.invalid/")


@pytest.mark.parametrize(
    ("text", "live"),
    [
        ("1https://evil.example/", "https:"), ("éhttps://evil.example/", "https:"),
        ("_ftp://evil.example/_", "ftp:"), ("_www.evil.example_", "www."), ("1www\\.evil.example", "www\\."),
        ("_gh-12_", "gh-"), ("1gh\\-12", "gh\\-"), ("a&#12", "#12"), ("x@\\_evil.example", "@\\_"),
        ("&#6&#52;;octocat", "&#64;"), ("&com&#109;at;octocat", "&commat;"), ("&#3&#53;;12", "&#35;"),
        ("&nu&#109;;12", "&num;"), ("&#6&#5&#50;;;octocat", "&#64;"), ("&#6&#5&#50;;;octocat", "&#52;"),
    ],
)  # fmt: skip
def test_no_boundary_or_entity_hides_an_address_from_the_comment(text: str, live: str) -> None:
    """GitHub links behind digits, letters beyond ASCII and underscores; an entity may stand in pieces of another."""
    assert live not in harmless(text, "https://x.invalid/")


@pytest.mark.parametrize(
    "address",
    ["fec0::1", "192.88.99.1", "3fff::1", "64:ff9b:1::1", "5f00::1", "2001:4860::5efe:10.0.0.1",
     "2001:4860::200:5efe:127.0.0.1", "2001:4860::5efe:8.8.8.8", "2002:c058:6301::", "64:ff9b::808:808",
     "198.18.0.1", "203.0.113.9", "2001:db8::1", "2001:2::1", "192.0.0.192", "192.0.0.9", "168.63.129.16"],
)  # fmt: skip
def test_addresses_that_lead_inside_are_not_public(address: str) -> None:
    """Site-local, relays, documentation and IPv4 inside ISATAP."""
    assert not is_public(address)


def test_halves_of_surrogate_pairs_are_shown_as_missing(tmp_path: Path) -> None:
    """JSON's escapes can bring what no file can hold; the entry is added with a mark in its place."""
    (tmp_path / "mkdocs.yml").write_text("site_name: Test\n")
    words = "The harbour handled many tonnes of cargo in the last year, its director said on Monday. " * 14
    said = {"url": "http://h.invalid/a", "title": "Cargo \ud800", "content_text": words + "\udfff"}
    entry = {**said, "authors": [{"name": "Anna \udbff Lund"}]}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "N", "items": [entry]}
    (tmp_path / "feed.json").write_text(json.dumps(feed))
    (added,), errors = add(project_at(tmp_path / "mkdocs.yml"), [str(tmp_path / "feed.json")])
    assert errors == []
    assert added.path is not None
    text = added.path.read_text("utf-8")
    assert "Cargo \ufffd" in text
    assert "Anna \ufffd Lund" in text


def test_one_bad_entry_of_a_feed_costs_that_entry(tmp_path: Path) -> None:
    """An address nobody can parse is one line; the entries behind it and the sources behind the feed are added."""
    (tmp_path / "mkdocs.yml").write_text("site_name: Test\n")
    words = "The harbour handled many tonnes of cargo in the last year, its director said on Monday. " * 12
    item = "<item><title>{0}</title><link>{1}</link><description>{2}</description></item>"
    entries = item.format("Bad", "http://[x/", "short") + item.format("Good", "http://h.invalid/good", words)
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>N</title>{entries}</channel></rss>'
    (tmp_path / "feed.xml").write_text(feed)
    bad = {"version": "https://jsonfeed.org/version/1.1", "title": "N", "items": [{"url": "http://[x"}]}
    (tmp_path / "feed.json").write_text(json.dumps(bad))
    (tmp_path / "last.txt").write_text(
        "Another harbour grew as well, said its own director on Tuesday.\n\n" + words[:300]
    )
    names = [str(tmp_path / name) for name in ("feed.json", "feed.xml", "last.txt")]
    done, errors = add(project_at(tmp_path / "mkdocs.yml"), names)
    assert [added.status for added in done] == ["added", "added"]
    assert len(errors) == 2
    assert all("http://[x" in str(error) and "rule failed" not in str(error) for error in errors)
