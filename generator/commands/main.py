"""The command `briefing`: thin functions that read options, call an adapter and print what it says.

Exit codes: 0 clean, 1 a problem the user can mend, 2 wrong usage. No traceback reaches a user; set
``BRIEFING_DEBUG=1`` to see one.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.commands import edits, review
from generator.commands.options import CONFIG, FOLDER, finish, project_of, shared, to_json
from generator.core.configuration import Catalog
from generator.core.errors import BriefingError, shown
from generator.core.model import Diagnostic
from generator.core.version import __version__
from generator.io.project import Project

if TYPE_CHECKING:
    from generator.desk.generate import Outcome


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefing")
def cli() -> None:
    """Turn articles into briefs and briefs into a searchable site."""


_RETIRE = click.option(
    "--retire", "--yes", is_flag=True, help="Retire the briefs whose article is gone, without asking."
)


@cli.command()
@_RETIRE
@shared
def build(retire: bool, **options: Any) -> None:
    """Generate, render and build the site: the main job."""
    from generator.desk.publish import publish
    from generator.io.lock import exclusive

    project = project_of(options)
    with exclusive(project):
        problems = _generate(project, (), options["quiet"], retire)
        try:
            published = publish(project)
        except BriefingError as error:
            return finish((*problems, error))
    _say_remarks(published.remarks, ("warning", "error"))
    if not options["quiet"]:
        click.echo(f"Site built: open {project.site / 'index.html'}, or read it with `briefing serve`")
    return finish((*problems, *published.errors))


@cli.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@_RETIRE
@shared
def generate(paths: tuple[Path, ...], retire: bool, **options: Any) -> None:
    """Turn articles into briefs: all that changed, or those at PATHS."""
    from generator.io.lock import exclusive

    project = project_of(options)
    with exclusive(project, project.briefs):
        problems = _generate(project, paths, options["quiet"], retire)
    finish(problems)


@cli.command()
@click.option("--out", type=FOLDER, help="Where to write the Markdown tree (default: build/docs).")
@shared
def render(out: Path | None, **options: Any) -> None:
    """Write the Markdown tree of the site, without building it."""
    from generator.desk.publish import render_tree
    from generator.io.lock import exclusive

    project = project_of(options)
    with exclusive(project, out or project.docs):
        published = render_tree(project, out or project.docs)
    _say_remarks(published.remarks, ("warning", "error"))
    if not options["quiet"]:
        click.echo(f"Markdown written to {out or project.docs}")
    finish(published.errors)


@cli.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@shared
def serve(host: str, port: int, **options: Any) -> None:
    """Show the site and rebuild it when articles, briefs or configuration change."""
    from generator.desk.preview import serve as run

    run(project_of(options), host, port)


@cli.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON (the only format; accepted for clarity).")
@click.option("--out", type=FOLDER, help="Write one STEM.json per article into this folder.")
@click.option(
    "--jsonl",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Read {id, text, title?, date?} lines; print one brief a line, in the same order.",
)
@shared
def extract(paths: tuple[Path, ...], as_json: bool, out: Path | None, jsonl: Path | None, **options: Any) -> None:
    """Print briefs as JSON without touching the project: articles at PATHS, or the lines of a JSONL file."""
    from generator.desk.extraction import extract_files, extract_lines

    if bool(paths) == bool(jsonl):
        raise click.UsageError("name articles or folders, or an input with --jsonl")
    # Outside a site there is nothing curated to heed, and nothing to miss.
    outside = options["config"] == CONFIG and not CONFIG.exists()
    catalog = Catalog() if outside else project_of(options).catalog()
    if jsonl:
        failed = total = 0
        for line in extract_lines(jsonl, catalog):
            total += 1
            failed += "error" in line
            click.echo(json.dumps(line, ensure_ascii=False))
        if failed:
            click.echo(f"{jsonl}: {total} lines: {total - failed} briefs, {failed} errors", err=True)
        sys.exit(1 if failed else 0)
    results, errors = extract_files(paths, catalog)
    if out:
        from generator.io.files import write_atomic

        stems = Counter(Path(source).stem for source, _ in results)
        for source, brief in results:
            name = Path(source).stem if stems[Path(source).stem] == 1 else source.strip("/").replace("/", "-")
            write_atomic(out / f"{name}.json", to_json(brief) + "\n")
    else:
        click.echo(to_json(results[0][1] if len(results) == 1 else [brief for _, brief in results]))
    finish(errors)


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="Print problems as JSON.")
@shared
def check(as_json: bool, **options: Any) -> None:
    """Is every record valid, every statement grounded, every link resolved? What is stale?"""
    from generator.briefs.contract import plain
    from generator.desk.publish import check as run
    from generator.desk.publish import edits

    project = project_of(options)
    errors, remarks, count = run(project)
    if as_json:
        click.echo(
            to_json(
                {
                    "briefs": count,
                    "errors": [str(e) for e in errors],
                    "remarks": [{"code": d.code, "severity": d.severity, "message": d.message} for d in remarks],
                    "edits": plain(edits(project)),
                }
            )
        )
    else:
        _say_remarks(remarks, ("info", "warning", "error"), sys.stdout)
        if not options["quiet"]:
            click.echo(f"{count} briefs checked: {len(errors)} errors, {len(remarks)} remarks")
    finish(() if as_json and not errors else errors)


def _day(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """A date as front matter has it; anything else is a mistake of the user."""
    from generator.ingest.stamps import given_date

    try:
        return given_date(value) if value else None
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


@cli.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "--limit", default=20, show_default=True, type=click.IntRange(min=1), help="Entries of a feed that are looked at."
)
@click.option("--json", "as_json", is_flag=True, help="Print what became of each article as JSON.")
@click.option("--title", help="The article's title.")
@click.option("--date", callback=_day, metavar="YYYY-MM-DD", help="The day it was published, or its month (YYYY-MM).")
@click.option("--outlet", help="Where it was published.")
@click.option("--author", "authors", multiple=True, help="Who wrote it; may be given several times.")
@shared
def add(
    sources: tuple[str, ...],
    limit: int,
    as_json: bool,
    title: str | None,
    date: str | None,
    outlet: str | None,
    authors: tuple[str, ...],
    **options: Any,
) -> None:
    """Bring articles in: files and folders (.md .txt .html .pdf .eml), addresses, feeds (RSS, Atom, JSON Feed).

    A single - reads one article from standard input.
    """
    from generator.desk.add import add as run
    from generator.ingest.draft import Given

    if title and len(sources) > 1:
        raise click.UsageError("--title names one article; name one source")
    quiet = as_json or options["quiet"]
    done, errors = run(
        project_of(options),
        sources,
        limit=limit,
        given=Given(title=title, authors=authors, outlet=outlet, published=date),
        say=lambda added: None if quiet else click.echo(shown(added.line())),
    )
    if not quiet and any(added.status == "added" for added in done):
        click.echo("next: briefing build")
    if as_json:
        articles = [added.as_json() for added in done]
        click.echo(to_json({"articles": articles, "errors": [str(error) for error in errors]}))
    finish(errors)


@cli.command()
@click.argument("folder", type=FOLDER, metavar="DIR")
@click.option("--name", help="Name of the site (default: made of the folder's name).")
@click.option("--missing", is_flag=True, help="In a folder that has some of the files, add those that are missing.")
@click.option("--quiet", "-q", is_flag=True, help="Print problems only.")
def init(folder: Path, name: str | None, missing: bool, quiet: bool) -> None:
    """Make a new site on another subject in DIR; nothing that is there is overwritten."""
    from generator.desk.init import init as run

    written, left = run(folder, name, missing=missing)
    if not quiet:
        for path in left:
            click.echo(f"{path}: left as it is")
        click.echo(f"{len(written)} files written to {folder}: go there and run `briefing build`")


@cli.command()
@click.option("--record", is_flag=True, help="The schema of a brief's file instead.")
@click.option("--diff", "of_diff", is_flag=True, help="The schema of `briefing diff --json` instead.")
def schema(record: bool, of_diff: bool) -> None:
    """Print the JSON Schema of a brief."""
    from generator.briefs import contract, page
    from generator.review import report

    wanted = page.schema if record else report.json_schema if of_diff else contract.json_schema
    click.echo(to_json(wanted()))


def _generate(project: Project, paths: Sequence[Path], quiet: bool, retire: bool) -> tuple[BriefingError, ...]:
    from generator.desk.generate import generate as run

    with _progress(quiet) as progress:
        outcome = run(project, paths, progress)
    _retire(project, outcome, quiet, retire)
    if not quiet:
        for old, new in outcome.moved:
            click.echo(shown(f"{old} is {new} now: its brief stays what it was"))
        click.echo(
            f"Briefs: {len(outcome.written)} written, {outcome.unchanged} unchanged, {len(outcome.errors)} problems"
        )
    return outcome.errors


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
        click.echo(f"Retired: {len(outcome.gone)} briefs; their addresses lead on (briefs/retired.yml)", err=True)


@contextlib.contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[int, int, str], None] | None]:
    """A progress bar on a terminal, a line now and then elsewhere."""
    if quiet:
        yield None
    elif not sys.stderr.isatty():

        def line(done: int, total: int, what: str) -> None:
            if done == total or done % 50 == 0:
                click.echo(f"read {done} of {total} articles", err=True)

        yield line
    else:
        from rich.console import Console
        from rich.progress import Progress

        with Progress(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("Reading articles", total=None)
            yield lambda done, total, what: bar.update(task, completed=done, total=total)


def _say_remarks(remarks: Sequence[Diagnostic], severities: tuple[str, ...], stream: Any = None) -> None:
    for remark in remarks:
        if remark.severity in severities:
            click.echo(shown(f"{remark.severity}: {remark.message}"), file=stream or sys.stderr)


for command in (*edits.COMMANDS, *review.COMMANDS):
    cli.add_command(command)


def main() -> None:
    """Entry point of the command; turns every failure into a line and an exit code."""
    try:
        cli(prog_name="briefing")
    except BriefingError as error:
        if os.environ.get("BRIEFING_DEBUG"):
            raise
        click.echo(str(error), err=True)
        raise SystemExit(1) from None
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(1) from None
    except Exception as error:
        if os.environ.get("BRIEFING_DEBUG"):
            raise
        click.echo(
            f"internal problem ({type(error).__name__}: {error}): report it; BRIEFING_DEBUG=1 shows more", err=True
        )
        raise SystemExit(1) from None
