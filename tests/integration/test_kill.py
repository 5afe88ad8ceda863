"""kill -9 at any moment of a generate and build: every record stays readable, and the next run makes up for it.

The run is forked off after everything is loaded, so that the moments fall into the work itself. `BRIEFING_KILLS` says
at how many of them it is killed (15, and 300 every night; CONTRIBUTING says when more are to be asked for).
"""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import time
from pathlib import Path

import pytest

from generator.desk import curate
from generator.desk.correct import correct
from generator.desk.generate import generate
from generator.desk.publish import publish
from generator.desk.retired import retire
from generator.io.lock import exclusive
from generator.io.outputs import MARKER
from generator.io.pagefind import index
from generator.io.project import Project, project_at
from generator.io.records import read_records
from tests.fake import engine

KILLS = int(os.environ.get("BRIEFING_KILLS", "15"))
ROOT = Path(__file__).parents[2]
PLAIN = "site_name: Small\ndocs_dir: build/docs\nstrict: true\ntheme:\n  name: null\n  custom_dir: theme\n"
PAGE = "<!doctype html><html lang='en'><title>{{ page.title }}</title><main>{{ page.content }}</main></html>"
ARTICLE = "---\ntitle: Report {n}\npublished: 202{y}-03-0{n}\n---\n{text}\n"
SENTENCE = "The {who} of Arden said that it had counted {n}0 {what} in statement number {n} of the series."


def articles(folder: Path, state: int) -> None:
    """The articles before (0) and after (1) the change the killed run is to work in."""
    (folder / "articles").mkdir(exist_ok=True)
    for n in range(1, 6):
        who = ("Council", "Ministry", "Railway")[n % 3]
        text = "\n\n".join(SENTENCE.format(who=who, n=n + k + state, what="tonnes") for k in range(4))
        moved = int(state and n == 2)  # a date of another year: this brief's file moves
        (folder / "articles" / f"a{n}.md").write_text(ARTICLE.format(n=n, y=5 - moved, text=text))
    if state:
        (folder / "articles" / "a5.md").unlink()
        (folder / "articles" / "a4.md").rename(folder / "articles" / "b4.md")


def start(folder: Path) -> Project:
    """A small site with a good build, an editor's change, a note and comments, and then new articles."""
    (folder / "mkdocs.yml").write_text(PLAIN)
    (folder / "theme").mkdir()
    (folder / "theme" / "main.html").write_text(PAGE)
    shutil.copytree(ROOT / "site_config" / "templates", folder / "site_config" / "templates")
    articles(folder, 0)
    project = project_at(folder / "mkdocs.yml")
    work(project)
    first = folder / "briefs" / "2025" / "report-1.md"
    text = first.read_text().replace("title: >-\n  Report 1", "# mine\ntitle: My report", 1)
    first.write_text(text.replace("\ntakeaway:\n", "\n# why\ntakeaway:\n") + "My note.\n")
    fifth = folder / "briefs" / "2025" / "report-5.md"
    fifth.write_text(fifth.read_text() + "A note on five.\n")
    articles(folder, 1)
    return project


def work(project: Project) -> None:
    """What is killed: all that `briefing build --retire` does, with the fake reader of articles, and two commands."""
    with exclusive(project, patience=20):
        outcome = generate(project, engine=engine(2))
        assert not outcome.errors, outcome.errors
        retire(project, outcome.gone)
        correct(project, "report-3", "title", "Set by a command")
        curate.merge(project, "Ministry of Arden", "Council of Arden")
        publish(project)


def state(folder: Path) -> dict[str, bytes]:
    """Every file but the cache and the search index, which not every run makes, and the list of the site's files."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not {".cache", "pagefind"} & set(path.relative_to(folder).parts)
        if path != folder / "site" / MARKER
    }


def killed(project: Project, seconds: float) -> bool:
    """Run in a fork and kill it after so many seconds; False when it was done before."""
    child = os.fork()
    if not child:
        try:
            for stream in (1, 2):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
            work(project)
        finally:
            os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_kill_at_any_moment_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Records are readable after each kill, the last good site stands, and the rerun ends in the same bytes."""
    pagefind = index
    origin = tmp_path / "origin"
    origin.mkdir()
    start(origin)
    undisturbed = tmp_path / "undisturbed"
    shutil.copytree(origin, undisturbed)
    begin = time.perf_counter()
    work(project_at(undisturbed / "mkdocs.yml"))
    whole = time.perf_counter() - begin
    wanted = state(undisturbed)
    assert "# mine\ntitle: My report" in wanted["briefs/2025/report-1.md"].decode()
    assert wanted["briefs/retired/report-5.md"].endswith(b"A note on five.\n")
    assert "briefs/2024/report-2.md" in wanted
    rng = random.Random(7)
    hits = tries = 0
    while hits < KILLS:
        tries += 1
        assert tries < 3 * KILLS + 20, "the runs end before they are killed"
        folder = tmp_path / "site"
        shutil.copytree(origin, folder)
        project = project_at(folder / "mkdocs.yml")
        # Pagefind is a program of its own and takes half of the time: one run in five includes it.
        monkeypatch.setattr("generator.io.pagefind.index", pagefind if tries % 5 == 0 else lambda *_: None)
        if killed(project, rng.uniform(0, whole)):
            hits += 1
        else:
            whole *= 0.95  # measured while the machine was busy with something else
        _, errors = read_records(project.briefs)
        assert not errors, (tries, errors)
        whole_site = [folder / "site" / "index.html", *folder.glob(".site.briefing-old.*/site/index.html")]
        assert any(page.is_file() for page in whole_site), "no whole site stands anywhere"
        work(project)
        after = state(folder)
        assert after.keys() == wanted.keys(), (tries, after.keys() ^ wanted.keys())
        assert [name for name in wanted if after[name] != wanted[name]] == [], tries
        assert not [p.name for p in folder.rglob("*") if re.search(r"\.tmp$|^\.site\.", p.name)], tries
        shutil.rmtree(folder)
