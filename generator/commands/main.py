"""The command `briefing`: thin functions that read options, call an adapter and print what it says.

Exit codes: 0 clean, 1 a problem the user can mend, 2 wrong usage. No traceback reaches a user; set
``BRIEFING_DEBUG=1`` to see one.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.commands import edits, review
from generator.commands import generate as running
from generator.commands.add import add
from generator.commands.options import CONFIG, FOLDER, as_json_option, finish, project_of, report, shared, to_json
from generator.core.configuration import Catalog
from generator.core.errors import BriefingError, shown
from generator.core.model import Diagnostic
from generator.core.text import plural
from generator.core.version import __version__
from generator.io.outputs import refuse_own, write_beside

if TYPE_CHECKING:
    from generator.desk.publish import Published


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefing")
def cli() -> None:
    """Turn articles into briefs and briefs into a searchable site."""


_RETIRE = click.option(
    "--retire", "--yes", is_flag=True, help="Retire the briefs whose article is gone, without asking."
)


@cli.command()
@click.option(
    "--builder",
    type=click.Choice(("mkdocs", "zensical")),
    default="mkdocs",
    show_default=True,
    help="What makes pages of the Markdown tree; zensical wants the extra of that name.",
)
@_RETIRE
@as_json_option
@shared
def build(builder: str, retire: bool, as_json: bool, **options: Any) -> None:
    """Generate, render and build the site: the main job."""
    from generator.desk.publish import publish

    project = project_of(options)
    quiet = as_json or options["quiet"]
    with running.my_turn(project):
        outcome = running.generate_and_tell(project, (), quiet, retire)
        try:
            published = publish(project, running.steps(quiet), builder=builder)
        except BriefingError as error:
            if as_json:
                click.echo(to_json({**running.as_json(outcome), "site": None, "problem": str(error)}))
            return finish((*outcome.errors, error))
    if as_json:
        said = {**running.as_json(outcome), "site": str(project.site), **_published(published)}
        click.echo(to_json(said))
    else:
        _say_remarks(published.remarks, ("warning", "error"))
    if not quiet:
        then = f", its Markdown in {project.docs}" if options["site_dir"] else ": read it with `briefing serve`"
        click.echo(f"Site built in {project.site}{then}")
    return finish((*outcome.errors, *published.errors))


@cli.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--dask", metavar="ADDRESS", help="Read on the dask.distributed cluster at this address (tcp://host:8786)."
)
@_RETIRE
@as_json_option
@shared
def generate(paths: tuple[Path, ...], dask: str | None, retire: bool, as_json: bool, **options: Any) -> None:
    """Turn articles into briefs: all that changed, or those at PATHS."""
    outcome = running.generate_in_turn(project_of(options), paths, as_json or options["quiet"], retire, dask)
    if as_json:
        click.echo(to_json(running.as_json(outcome)))
    finish(outcome.errors)


@cli.command()
@click.option("--out", type=FOLDER, help="Where to write the Markdown tree (default: build/docs).")
@as_json_option
@shared
def render(out: Path | None, as_json: bool, **options: Any) -> None:
    """Write the Markdown tree of the site, without building it."""
    from generator.desk.publish import render_tree

    project = project_of(options)
    with running.my_turn(project, out or project.docs):
        published = render_tree(project, out or project.docs)
    if as_json:
        click.echo(to_json({"tree": str(out or project.docs), **_published(published)}))
    else:
        _say_remarks(published.remarks, ("warning", "error"))
    if not (as_json or options["quiet"]):
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
    project = None if outside else project_of(options)
    if project and out:
        refuse_own(project, out)
    catalog = project.catalog() if project else Catalog()
    if jsonl:
        failed = total = 0
        for line in extract_lines(jsonl, catalog):
            total += 1
            failed += "error" in line
            click.echo(json.dumps(line, ensure_ascii=False))
        if failed:
            click.echo(
                f"{jsonl}: {plural(total, 'line')}: {plural(total - failed, 'brief')}, {plural(failed, 'error')}",
                err=True,
            )
        sys.exit(1 if failed else 0)
    results, errors = extract_files(paths, catalog)
    if out:
        stems = Counter(Path(source).stem for source, _ in results)
        files: dict[str, str] = {}
        for source, brief in results:
            name = Path(source).stem if stems[Path(source).stem] == 1 else source.strip("/").replace("/", "-")
            files[f"{name}.json"] = to_json(brief) + "\n"
        write_beside(out, files)
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
        said = {"briefs": count, "errors": [str(e) for e in errors], "remarks": plain(remarks)}
        click.echo(to_json({**said, "edits": plain(edits(project))}))
    else:
        _say_remarks(remarks, ("info", "warning", "error"), sys.stdout)
        if not options["quiet"]:
            click.echo(
                f"{plural(count, 'brief')} checked: {plural(len(errors), 'error')}, {plural(len(remarks), 'remark')}"
            )
    finish(() if as_json and not errors else errors)


@cli.command()
@click.argument("folder", type=FOLDER, metavar="DIR")
@click.option("--name", help="Name of the site (default: made of the folder's name).")
@click.option("--missing", is_flag=True, help="In a folder that has some of the files, add those that are missing.")
@as_json_option
@click.option("--quiet", "-q", is_flag=True, help="Print problems only.")
def init(folder: Path, name: str | None, missing: bool, as_json: bool, quiet: bool) -> None:
    """Make a new site on another subject in DIR; nothing that is there is overwritten."""
    from generator.desk.init import init as run

    written, left = run(folder, name, missing=missing)
    said = f"{plural(len(written), 'file')} written to {folder}: go there and run `briefing build`"
    data = {"written": [str(path) for path in written], "left": [str(path) for path in left]}
    report(data, [*(f"{path}: left as it is" for path in left), said], as_json, {"quiet": quiet})


@cli.command()
@click.option("--record", is_flag=True, help="The schema of a brief's file instead.")
@click.option("--diff", "of_diff", is_flag=True, help="The schema of `briefing diff --json` instead.")
def schema(record: bool, of_diff: bool) -> None:
    """Print the JSON Schema of a brief."""
    from generator.briefs import contract, page
    from generator.review import report

    wanted = page.schema if record else report.json_schema if of_diff else contract.json_schema
    click.echo(to_json(wanted()))


def _published(published: Published) -> dict[str, Any]:
    """What was said of the briefs when they were published, for a program."""
    from generator.briefs.contract import plain

    return {"remarks": plain(published.remarks), "left_out": [str(error) for error in published.errors]}


def _say_remarks(remarks: Sequence[Diagnostic], severities: tuple[str, ...], stream: Any = None) -> None:
    for remark in remarks:
        if remark.severity in severities:
            click.echo(shown(f"{remark.severity}: {remark.message}"), file=stream or sys.stderr)


for command in (add, *edits.COMMANDS, *review.COMMANDS):
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
