"""The long work of commands: waiting for one's turn, reading articles, retiring briefs; what a person sees of it."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.core.errors import shown
from generator.core.text import plural
from generator.io.project import Project

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from generator.desk.generate import Outcome

Step = Callable[[str], None]


@contextlib.contextmanager
def my_turn(project: Project, *folders: Path) -> Iterator[None]:
    """Hold the right to write these folders; another run, the preview's too, is waited for, and that is said."""
    from generator.io.lock import exclusive

    def waiting() -> None:
        click.echo("waiting for another run of briefing to end (Ctrl+C stops waiting)", err=True)

    with exclusive(project, *folders, waiting=waiting):
        yield


def generate_in_turn(
    project: Project, paths: Sequence[Path], quiet: bool, retire: bool = False, dask: str | None = None
) -> Outcome:
    """Bring the briefs up to date when it is this run's turn, and say what was done; raises BriefingError.

    Args:
        dask: the address of a cluster that is to read the articles.
    """
    from generator.io.cluster import cluster

    workers = contextlib.nullcontext() if dask is None else cluster(dask)
    with workers as executor, my_turn(project, project.briefs):
        return generate_and_tell(project, paths, quiet, retire, executor)


def generate_and_tell(
    project: Project, paths: Sequence[Path], quiet: bool, retire: bool, executor: Executor | None = None
) -> Outcome:
    """The same, where it is one's turn already; `executor` reads the articles, or this machine."""
    from generator.desk.engine import default_engine
    from generator.desk.generate import generate

    with _articles(quiet) as progress:
        outcome = generate(project, paths, progress, default_engine(executor))
    _retire(project, outcome, quiet, retire)
    if not quiet:
        for old, new in outcome.moved:
            click.echo(shown(f"{old} is {new} now: its brief stays what it was"))
        for warned in outcome.warnings:
            click.echo(shown(f"warning: {warned}"), err=True)
        problems = plural(len(outcome.errors), "problem")
        click.echo(f"Briefs: {len(outcome.written)} written, {outcome.unchanged} unchanged, {problems}")
    return outcome


def as_json(outcome: Outcome) -> dict[str, Any]:
    """What a run did, for a program."""
    return {
        "written": [str(path) for path in outcome.written],
        "unchanged": outcome.unchanged,
        "moved": [{"old": old, "new": new} for old, new in outcome.moved],
        "without_article": [str(item.entry.path) for item in outcome.gone],
        "errors": [str(error) for error in outcome.errors],
        "warnings": list(outcome.warnings),
    }


def _retire(project: Project, outcome: Outcome, quiet: bool, retire: bool) -> None:
    """Say which briefs have lost their article, and retire them if that is wanted: asked on a terminal, else told."""
    from generator.desk.retired import retire as run

    wanted = retire or (outcome.articles > 0 and project.catalog().site.keep_articles)
    if not outcome.gone or not wanted:
        return
    if not quiet or retire:
        for item in outcome.gone:
            kept = " (a person's words in it are kept in briefs/retired/)" if item.touched else ""
            lost = f"its article {item.entry.source} is gone"
            click.echo(shown(f"{item.entry.path}: {lost}: this brief is to go{kept}"), err=True)
    if not retire and sys.stdin.isatty() and sys.stderr.isatty():
        retire = click.confirm("Retire these briefs? Their addresses will lead on.", default=False, err=True)
    elif not retire and not quiet:
        click.echo("Nothing was retired: put the articles back, or add --retire", err=True)
    if retire:
        run(project, outcome.gone)
        click.echo(
            f"Retired: {plural(len(outcome.gone), 'brief')}; their addresses lead on (briefs/retired.yml)", err=True
        )


@contextlib.contextmanager
def _articles(quiet: bool) -> Iterator[Callable[[int, int, str], None]]:
    """Progress through articles: a bar on a terminal, a line now and then elsewhere."""

    def line(done: int, total: int, what: str) -> None:
        if not quiet and (done == total or done % 50 == 0):
            click.echo(f"read {done} of {plural(total, 'article')}", err=True)

    if quiet or not sys.stderr.isatty():
        yield line
        return
    bar: Any = None
    with contextlib.ExitStack() as drawn:

        def move(done: int, total: int, what: str) -> None:
            nonlocal bar
            if bar is None:  # where no article is to be read, no bar is seen
                bar = drawn.enter_context(click.progressbar(length=total, label="Reading articles", file=sys.stderr))
            bar.update(done - bar.pos)

        yield move


def steps(quiet: bool) -> Step:
    """Tells each step of long work as it begins."""
    return lambda name: None if quiet else click.echo(name, err=True)
