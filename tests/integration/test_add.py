"""`briefing add` from outside: files, addresses and feeds in, articles out; each once, none overwritten."""

from __future__ import annotations

import http.server
import io
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.desk.add import add
from generator.desk.article_folder import plain_address
from generator.ingest import ingest
from generator.io.project import Project, project_at
from generator.io.records import read_record
from tests.command import run_here
from tests.pdfs import column, pdf

GOLDEN = Path(__file__).parents[1] / "golden" / "add"
PARAGRAPHS = (
    "The port of Rotterdam handled 430 million tonnes of cargo in 2024, the port authority said on Monday. Its "
    "director said that the figure was the highest in five years, and that containers had made the difference.",
    "The authority expects to open a second terminal in May 2026. Ships from Norway will use it first, and the railway "
    "will be ready a year later. Until then, trains of 740 metres wait outside the harbour.",
    "Work has begun on the quay wall as well. It is 2.4 kilometres long and older than anyone had thought, which makes "
    "each metre 900 euros dearer than the plan of 2021 had foreseen.",
)
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An empty site."""
    (tmp_path / "mkdocs.yml").write_text("site_name: Test\n")
    return project_at(tmp_path / "mkdocs.yml")


@pytest.fixture
def run(project: Project, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command in the site, with spaCy out of reach: bringing articles in needs no language model.

    `apart` runs it in a process of its own.
    """

    def out_of_reach(*_: object) -> None:
        raise AssertionError("the language model was asked for")

    def call(*args: str, said: str = "", apart: bool = False) -> subprocess.CompletedProcess[str]:
        folder = project.config.parent
        if not apart:
            monkeypatch.setattr("generator.extract.nlp.load", out_of_reach)
            return run_here(folder, *args, said=said)
        code = "import sys; sys.modules['spacy'] = None; from generator.commands.main import main; main()"
        return subprocess.run(
            [sys.executable, "-c", code, *args],
            cwd=folder,
            input=said,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    return call


@pytest.fixture
def site() -> Iterator[str]:
    """A real server that gives out the golden pages."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *args: Any) -> None:
            super().__init__(*args, directory=str(GOLDEN))

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def text(*extra: str) -> str:
    """An article's paragraphs."""
    return "\n\n".join((*PARAGRAPHS, *extra)) + "\n"


def test_a_text_file_is_kept_as_it_is(project: Project, tmp_path: Path) -> None:
    """Its own fields and words stay, what stands in the text becomes fields, and the article is the same."""
    source = tmp_path / "in.txt"
    source.write_text(
        "---\nlicense: CC0-1.0\nslug: port\n---\nA record year for the port\n\nBy Ana Example\n\n"
        "March 4, 2025\n\n" + text()
    )
    done, errors = add(project, [str(source)])
    assert (errors, [d.path.name for d in done]) == ([], ["2025-03-04-port.md"])
    written = done[0].path.read_bytes()
    before, after = ingest("in.txt", source.read_bytes()), ingest("in.md", written)
    assert after.text == before.text == text().strip()
    assert (after.title, after.authors, after.published, after.slug) == (
        "A record year for the port",
        ("Ana Example",),
        "2025-03-04",
        "port",
    )
    assert written.startswith(b"---\nlicense: CC0-1.0\nslug: port\ntitle: A record year for the port\nauthors:\n")
    assert done[0].remarks == ("no outlet", "no address")
    assert done[0].line() == (
        f"{done[0].path}: added: “A record year for the port”; Ana Example; 2025-03-04; 108 words; "
        "no outlet; no address"
    )


def test_toml_and_a_page_s_description_are_kept(project: Project, tmp_path: Path) -> None:
    """Fields of TOML become those of YAML; what a page says of itself stands above its text, as when it was read."""
    fields = 'title = "A record year for the port"\ndate = 2025-03-04\ntags = ["ports"]\n'
    (tmp_path / "in.md").write_text(f"+++\n{fields}+++\n\n{text()}")
    told = "The port of the bay handled more cargo in a year than it ever had."
    body = "".join(f"<p>{paragraph} </p>" for paragraph in reversed(PARAGRAPHS))
    head = f'<title>Cargo at the port grows</title><meta name="description" content="{told}">'
    page = f'<html lang="en"><head>{head}</head>'
    (tmp_path / "in.html").write_text(
        f"{page}<body><article><h1>Cargo at the port grows</h1>{body}</article></body></html>"
    )
    done, errors = add(project, [str(tmp_path / "in.md"), str(tmp_path / "in.html")])
    assert errors == []
    toml, web = (ingest("a.md", d.path.read_bytes()) for d in done)
    assert (toml.title, toml.published, toml.text) == ("A record year for the port", "2025-03-04", text().strip())
    assert (web.title, web.standfirst) == ("Cargo at the port grows", len(told))
    assert web.text.startswith(f"{told}\n\n")


def test_a_pdf_file_becomes_an_article(project: Project, tmp_path: Path) -> None:
    """Its title, byline and date are found on its page; the day the file was made is not its date."""
    rows = [line for paragraph in PARAGRAPHS for line in (*_wrapped(paragraph), "")]
    head = [(72.0, 790.0, 20.0, "A record year for the port"), (72.0, 765.0, 10.0, "By Ana Example | 4 March 2025")]
    (tmp_path / "in.pdf").write_bytes(pdf([[*head, *column(740, 10, rows)]], {"CreationDate": "D:20260101"}))
    done, errors = add(project, [str(tmp_path / "in.pdf")])
    assert errors == []
    article = ingest("a.md", done[0].path.read_bytes())
    assert article.text == text().strip()
    assert (article.title, article.authors, article.published) == (
        "A record year for the port",
        ("Ana Example",),
        "2025-03-04",
    )


def _wrapped(paragraph: str) -> list[str]:
    import textwrap

    return textwrap.wrap(paragraph, 80)


def test_an_undated_article_is_said_to_be(project: Project, tmp_path: Path) -> None:
    """No date is made up, neither for the name of the file nor from the day a PDF was made."""
    rows = [line for paragraph in PARAGRAPHS[1:] for line in (*_wrapped(paragraph), "")]
    (tmp_path / "in.pdf").write_bytes(
        pdf([[(72, 790, 20, "A record year"), *column(760, 10, rows)]], {"CreationDate": "D:20260102"})
    )
    done, _ = add(project, [str(tmp_path / "in.pdf")])
    assert done[0].path.name == "a-record-year.md"
    assert "no date" in done[0].remarks
    assert "the file was made on 2026-01-02" in done[0].remarks
    assert "published" not in done[0].path.read_text("utf-8")


def test_the_same_article_is_recognised(project: Project, tmp_path: Path) -> None:
    """By its address in any spelling, by its words, and by nearly the same words elsewhere; said, not doubled."""
    (tmp_path / "a.md").write_text(
        "---\ntitle: One\npublished: 2025-03-04\nurl: https://www.example.org/port/\n---\n"
        + text(*("The council met again.",) * 1)
    )
    (tmp_path / "b.md").write_text(
        "---\ntitle: Two\nurl: http://example.org/port?utm_source=x#top\n---\n"
        "Quite other words stand here, but the address is the same as that of the first.\n"
    )
    (tmp_path / "c.txt").write_text(text("The council met again."))
    agency = text("The council met again.").replace("on Monday", "Monday")
    (tmp_path / "d.md").write_text("---\ntitle: Other outlet\npublished: 2025-03-05\noutlet: Else\n---\n" + agency)
    done, errors = add(project, [str(tmp_path / name) for name in ("a.md", "b.md", "c.txt", "d.md")])
    assert errors == []
    assert [(d.status, d.why) for d in done] == [
        ("added", None),
        ("known", "the same address"),
        ("known", "the same text"),
        ("known", "nearly the same text"),
    ]
    other = "it has other words: if they are newer, put them into that file"
    assert done[1].line() == f"{tmp_path / 'b.md'}: not added: the same address as {done[0].path}; {other}"
    assert {d.path for d in done} == {done[0].path}
    assert done[3].line() == f"{tmp_path / 'd.md'}: not added: nearly the same text as {done[0].path}"
    assert len(list(project.articles.iterdir())) == 1
    (tmp_path / "b.md").write_text("---\nurl: https://example.org/port\n---\n")  # a feed may come without its text
    assert add(project, [str(tmp_path / "b.md")])[0][0].why == "the same address"
    (tmp_path / "e.md").write_text(agency.replace("The council met again.", "The council met 17 times.") + "\n")
    (newer,), _ = add(project, [str(tmp_path / "e.md")])
    numbers = "it has other numbers (17): if they are newer, put its words into that file"
    assert (newer.why, newer.remarks) == ("nearly the same text", (numbers,))
    again, _ = add(project, [str(tmp_path / "d.md")])  # in a run of its own, with only the folder to go by
    assert again[0].why == "nearly the same text"


def test_a_named_pipe_is_not_waited_for(run: Run, tmp_path: Path) -> None:
    """Nobody writes into it: one line says so, where the command waited for ever."""
    pipe = tmp_path / "pipe.md"
    os.mkfifo(pipe)
    done = run("add", str(pipe), "--no-ask")
    assert (done.returncode, done.stderr) == (
        1, f"{pipe}: is a pipe or device, no file: give its words to `briefing add -`\n",
    )  # fmt: skip


def test_an_article_that_was_edited_since_looks_like_another_version(project: Project, tmp_path: Path) -> None:
    """It is added, for it may be another report of one form, and told what to do; quite another one says nothing."""
    for name, words in (
        ("a", text("The council met.")),
        ("b", text("Nobody knows who pays.").replace("430 million tonnes", "441 million tonnes of coal and")),
        ("c", "The bakers of Holt will close on Mondays from May, their guild said. Flour has become dear there."),
    ):
        (tmp_path / f"{name}.md").write_text(f"---\ntitle: {name}\npublished: 2025-03-04\n---\n{words}")
    (first, second, third), _ = add(project, [str(tmp_path / f"{name}.md") for name in "abc"])
    told = (
        f"looks like another version of {first.path}: if it is, keep the newer words in that file and remove this one"
    )
    assert [added.status for added in (first, second, third)] == ["added"] * 3
    assert second.remarks[-1] == told
    assert not any("another version" in remark for remark in (*first.remarks, *third.remarks))


def test_addresses_that_are_the_same() -> None:
    """Scheme, www, tracking, fragment, order of the query and the last slash do not make another address."""
    same = {
        "https://www.example.org/a/?b=1&a=2",
        "http://example.org/a?a=2&b=1&utm_campaign=x#c",
        "https://EXAMPLE.org:443/a?a=2&b=1",
    }
    assert len({plain_address(url) for url in same}) == 1
    assert plain_address("https://example.org/a?id=1") != plain_address("https://example.org/a?id=2")
    assert plain_address("https://example.org/A") != plain_address("https://example.org/a")


def test_nothing_is_overwritten(project: Project, tmp_path: Path) -> None:
    """Another article of the same day and title gets a name of its own."""
    head = "---\ntitle: The port\npublished: 2025-03-04\n---\n"
    project.articles.mkdir()
    taken = project.articles / "2025-03-04-the-port.md"
    taken.write_text("not an article, but somebody's file\n")
    (tmp_path / "a.md").write_text(head + text())
    (tmp_path / "b.md").write_text(
        head + "The city council has decided about the tram, and nobody had expected that.\n"
    )
    done, errors = add(project, [str(tmp_path / "a.md"), str(tmp_path / "b.md")])
    assert errors == []
    assert [d.path.name for d in done] == ["2025-03-04-the-port-2.md", "2025-03-04-the-port-3.md"]
    assert taken.read_text() == "not an article, but somebody's file\n"


def test_one_bad_source_does_not_stop_the_others(run: Run, project: Project, tmp_path: Path) -> None:
    """One line with a remedy for each, exit 1, the good one added, nothing else left in the folder."""
    (tmp_path / "good.txt").write_text(text())
    (tmp_path / "german.txt").write_text(
        "Der Hafen von Rotterdam hat im vergangenen Jahr mehr Güter umgeschlagen als je zuvor. Die "
        "Behörde erwartet mehr.\n"
    )
    (tmp_path / "empty.html").write_text("")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 broken")
    (tmp_path / "sheet.xlsx").write_bytes(b"PK")
    (tmp_path / "folder").mkdir()
    names = ["good.txt", "german.txt", "empty.html", "broken.pdf", "sheet.xlsx", "nothere.md", "folder"]
    addresses = ["ftp://example.org/a", "http://127.0.0.1:9/a", "http://user:pw@example.org/"]
    result = run("add", *names, *addresses, apart=True)
    assert result.returncode == 1
    lines = result.stderr.splitlines()
    assert len(lines) == 9
    assert all(line.count(": ") >= 2 for line in lines), result.stderr
    assert "Traceback" not in result.stderr
    assert "127.0.0.1 is on a private network" in result.stderr
    assert [line.split(": ")[1] for line in result.stdout.splitlines()] == [
        "added",
        "briefing generate, or briefing serve to see it",
    ]
    assert [path.suffix for path in project.articles.iterdir()] == [".md"]


@pytest.mark.parametrize("named", ["", " ", ".", "..", "build", "site_config/templates", "site/briefs"])
def test_the_projects_own_pages_are_no_articles(named: str, run: Run, project: Project) -> None:
    """A variable of the shell that is empty meant the folder one stands in: sixty pages of the site became articles."""
    for folder in ("build/docs", "site_config/templates", "site/briefs", "briefs"):
        (project.config.parent / folder).mkdir(parents=True)
        (project.config.parent / folder / "page.md").write_text("\n\n".join(PARAGRAPHS))
    said = run("add", named)
    assert (said.returncode, len(said.stderr.splitlines())) == (1, 1)
    assert "name" in said.stderr
    assert not project.articles.exists()


def test_a_link_in_a_folder_does_not_lead_out_of_it(project: Project, tmp_path: Path) -> None:
    """A folder from elsewhere may name a private file, which a site would publish; a link named by itself is meant."""
    private, folder = tmp_path / "private.txt", tmp_path / "in"
    folder.mkdir()
    private.write_text("\n\n".join(PARAGRAPHS))
    (folder / "link.txt").symlink_to(private)
    done, errors = add(project, [str(folder)])
    assert not done
    assert [str(error) for error in errors] == [
        f"{folder}/link.txt: is a link that leaves its folder: add the file itself"
    ]
    assert [added.status for added in add(project, [str(folder / "link.txt")])[0]] == ["added"]


def test_folders_and_standard_input(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All files below a folder come in by name, hidden ones not; "-" is an article on standard input."""
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    (folder / "b.txt").write_text(text("The gate will be closed for 5 days."))
    (folder / "deep" / "2025-04-08-a.txt").write_text("The quay sank by 3 metres in the night, its owner said.")
    (folder / ".hidden.txt").write_text(text())
    (folder / "empty.txt").write_text("")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"The dock of Arden was sold for 9 million euros.")))
    done, errors = add(project, [str(folder), "-"])
    assert [d.source for d in done if d.status == "added"] == [
        str(folder / "b.txt"),
        str(folder / "deep" / "2025-04-08-a.txt"),
        "standard input",
    ]
    assert [(e.path, e.problem) for e in errors] == [(str(folder / "empty.txt"), "is empty")]


def test_a_date_in_a_name_is_written_down_with_its_source(project: Project, tmp_path: Path) -> None:
    """The date of a file's name is the article's, and it is known later where it came from."""
    (tmp_path / "2025-04-08-gate.txt").write_text("Harbour closes its gates\n\n" + text())
    done, _ = add(project, [str(tmp_path / "2025-04-08-gate.txt")])
    assert done[0].path.name == "2025-04-08-harbour-closes-its-gates.md"
    article = ingest(done[0].path.name, done[0].path.read_bytes())
    assert (article.published, article.published_source) == ("2025-04-08", "filename")


def test_what_is_not_the_article_is_not_written(project: Project, tmp_path: Path) -> None:
    """A page's own lines are none of the file that is added either; the words of a text file are kept as they are."""
    own = "Get our free app."
    page = "".join(f"<p>{paragraph}</p>" for paragraph in (*PARAGRAPHS, own))
    (tmp_path / "port.html").write_text(f"<html><body><article>{page}</article></body></html>", "utf-8")
    (tmp_path / "mill.txt").write_text(f"The mill in Holt closes in May, its owner said on Monday.\n\n{own}\n", "utf-8")
    done, errors = add(project, [str(tmp_path / "port.html"), str(tmp_path / "mill.txt")])
    assert errors == []
    assert [own in result.path.read_text("utf-8") for result in done] == [False, True]


def test_what_the_user_says_counts_first(run: Run, project: Project, tmp_path: Path) -> None:
    """Title, date, outlet and authors named on the command line stand before those of the file."""
    (tmp_path / "in.txt").write_text("---\ntitle: Old\ndate: 2020-01-01\nauthor: Bo Sample\n---\n" + text())
    said = ["--title", "New", "--date", "2025-03", "--outlet", "Port Desk", "--author", "Ana A.", "--author", "Cleo B."]
    assert run("add", "in.txt", *said).returncode == 0
    article = ingest("a.md", next(project.articles.iterdir()).read_bytes())
    assert (article.title, article.published, article.outlet) == ("New", "2025-03", "Port Desk")
    assert article.authors == ("Ana A.", "Cleo B.")
    assert run("add", "in.txt", "in.txt", "--title", "New").returncode == 2
    assert "9 May 2025" in run("add", "in.txt", "--date", "yesterday").stderr


def test_an_article_in_another_language_is_kept_where_the_user_says_so(
    run: Run, project: Project, tmp_path: Path
) -> None:
    """Its language goes into its front matter, its words stay as they are, and its brief takes what a person writes."""
    (tmp_path / "brest.txt").write_text(
        "Le conseil du port a décidé mardi d’agrandir les quais de Brest, pour un coût de 12,5 millions d’euros. Les "
        "travaux doivent commencer en septembre et durer deux ans, selon la direction du port.\n",
        "utf-8",
    )
    assert "--language fr" in run("add", "brest.txt").stderr
    said = ["--language", "fr", "--title", "Le port", "--date", "2025-05-06", "--generate"]
    assert run("add", "brest.txt", *said).returncode == 0
    assert "language: fr\n" in next(project.articles.iterdir()).read_text("utf-8")
    brief = read_record(project.briefs / "2025" / "le-port.md").record.brief
    assert (brief.article.language, brief.takeaway.text, brief.actors) == ("fr", "", ())


def test_an_articles_own_front_matter_stays(run: Run, project: Project, tmp_path: Path) -> None:
    """With numbers, lists and keys that are no words."""
    own = "version: 1.5\nsizes:\n- 0.25\n- 3\n0.5: half\n7: seven\n"
    (tmp_path / "in.md").write_text(f"---\ntitle: The port in 2024\ndate: 2025-05-05\n{own}---\n{text()}")
    done = run("add", "in.md")
    assert done.returncode == 0, done.stderr
    assert own in next(project.articles.iterdir()).read_text("utf-8")


@pytest.mark.parametrize("name", ["x" * 300 + ".md", "in.md/other.md"])
def test_a_name_that_no_file_can_have_is_an_error_of_one_line(name: str, run: Run, tmp_path: Path) -> None:
    """And no defect of a rule."""
    (tmp_path / "in.md").write_text(text())
    said = run("add", name).stderr
    assert said.startswith(f"{name}: cannot be read (")
    assert said.endswith("): check its name and its permissions\n")


def test_what_is_not_found_is_asked_for(run: Run, project: Project, tmp_path: Path) -> None:
    """Day, outlet and author, with what the article leaves open; a day that is none is asked for again."""
    (tmp_path / "in.txt").write_text("A record year for the port\n\n03/04/2025\n\n" + text().replace(" on Monday", ""))
    done = run("add", "in.txt", "--ask", said="31 September 2025\n2\nPort Desk\n\n")
    assert done.returncode == 0, done.stderr
    for words in ("1) 2025-03-04", "2) 2025-04-03", "is a day that no calendar has", "Where was it published?"):
        assert words in done.stderr
    article = ingest("a.md", next(project.articles.iterdir()).read_bytes())
    assert (article.published, article.published_source, article.outlet) == ("2025-04-03", "given", "Port Desk")
    assert article.authors == ()


def test_a_full_stop_ends_the_questions(run: Run, project: Project, tmp_path: Path) -> None:
    """Nobody has to answer for each of twenty articles; nothing of what is open is made up."""
    (tmp_path / "a.txt").write_text(text())
    (tmp_path / "b.txt").write_text("The dock of Arden was sold for 9 million euros, the council said on Monday.")
    done = run("add", "a.txt", "b.txt", "--ask", said=".\n")
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("?") == 1
    assert len(list(project.articles.iterdir())) == 2
    assert "published:" not in "".join(path.read_text() for path in project.articles.iterdir())


def test_wrong_usage(run: Run) -> None:
    """No source at all, and a limit of nothing, are wrong usage."""
    assert run("add").returncode == 2
    assert run("add", "--limit", "0", "a.md").returncode == 2


def test_pages_and_feeds_from_a_server(run: Run, project: Project, site: str) -> None:
    """Allowed in site.yml, a page and a feed come from this machine; the second time both are known."""
    config = project.site_config
    config.mkdir()
    (config / "site.yml").write_text("fetch_private: true\n")
    result = run("add", "--json", f"{site}/amp_page.html", f"{site}/feed_json.json", f"{site}/nothere.html")
    assert result.returncode == 1
    assert "the server answers 404" in result.stderr
    told = json.loads(result.stdout)
    assert [(a["status"], a["title"]) for a in told["articles"]] == [
        ("added", "Bridge reopens after eleven months of repairs"),
        ("added", "Higher banks for the canal"),
        ("known", None),
    ]
    assert len(told["errors"]) == 1
    again = run("add", "-q", f"{site}/amp_page.html", f"{site}/feed_json.json")
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert len(list(project.articles.iterdir())) == 2


def test_listings_name_what_is_brought_in(run: Run, project: Project, site: str, tmp_path: Path) -> None:
    """A list of addresses and OPML, whose feed names one of them again; one dead address costs itself alone."""
    project.site_config.mkdir()
    (project.site_config / "site.yml").write_text("fetch_private: true\n")
    (tmp_path / "list.txt").write_text(f"# to read\n- {site}/amp_page.html\n{site}/nothere.html\n")
    (tmp_path / "feeds.opml").write_text(
        f'<opml><body><outline text="Desk"><outline xmlUrl="{site}/feed_json.json"/></outline></body></opml>'
    )
    result = run("add", "--json", "list.txt", "feeds.opml")
    told = json.loads(result.stdout)
    assert [(a["status"], a["title"]) for a in told["articles"]] == [
        ("added", "Bridge reopens after eleven months of repairs"),
        ("added", "Higher banks for the canal"),
        ("known", None),
    ]
    assert [error.partition(": ")[0] for error in told["errors"]] == [f"{site}/nothere.html"]
    again = run("add", "-", said=f"{site}/amp_page.html\n")
    assert "not added: the same address" in again.stdout


def test_the_limit_of_a_feed(project: Project) -> None:
    """Only so many entries are looked at."""
    done, errors = add(project, [str(GOLDEN / "feed_json.json")], limit=1)
    assert (len(done), errors) == (1, [])


@pytest.mark.model
def test_added_articles_make_briefs(project: Project) -> None:
    """What add writes, generate takes."""
    shutil.copytree(Path(__file__).parents[2] / "site_config", project.site_config)
    add(project, [str(GOLDEN / "think_tank.html"), str(GOLDEN / "newsletter.eml")])
    result = run_here(project.config.parent, "generate")
    assert result.returncode == 0, result.stderr
    assert "2 written" in result.stdout
