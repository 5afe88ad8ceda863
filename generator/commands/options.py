"""What all commands share: their options, the project these name, and how they print and end."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from generator.core.errors import BriefingError, shown
from generator.io.outputs import refuse_links, refuse_mixed
from generator.io.project import Project, project_at

Command = TypeVar("Command", bound=Callable[..., Any])

FOLDER = click.Path(file_okay=False, path_type=Path)
CONFIG = Path("mkdocs.yml")
_SHARED = (
    click.option("--articles", type=FOLDER, help="Folder of articles (default: articles beside the configuration)."),
    click.option("--briefs", type=FOLDER, help="Folder of briefs (default: briefs)."),
    click.option("--site-dir", type=FOLDER, help="Folder of the built site (default: site)."),
    click.option(
        "--config",
        type=click.Path(dir_okay=False, path_type=Path),
        default=CONFIG,
        show_default=True,
        help="The site's mkdocs.yml; site_config/ stands beside it.",
    ),
    click.option("--quiet", "-q", is_flag=True, help="Print problems only."),
)


as_json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
"""The option of every command that reports."""


def shared(command: Command) -> Command:
    """Give a command the options that all commands have."""
    for option in reversed(_SHARED):
        command = option(command)
    return command


def project_of(options: dict[str, Any]) -> Project:
    """The project that a command's options name; raises BriefingError when there is none, links lead out of it, or
    articles and briefs share a folder.

    Links are looked for here, once for all commands: whatever one of them writes stays in the project.
    """
    config: Path = options["config"]
    if not config.is_file():
        raise BriefingError(
            "there is no such file",
            path=str(config),
            remedy="run in a site's folder, or name its mkdocs.yml with --config",
        )
    project = project_at(config, options["articles"], options["briefs"], options["site_dir"])
    refuse_links(project)
    refuse_mixed(project)
    return project


def to_json(value: Any) -> str:
    """A value as the JSON that commands print."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def report(data: Any, lines: Iterable[str], as_json: bool, options: dict[str, Any]) -> None:
    """Print what was done: as JSON, else on lines for a person unless that is to be `--quiet`."""
    if as_json:
        click.echo(to_json(data))
    elif not options["quiet"]:
        for line in lines:
            click.echo(shown(line))


def finish(errors: Sequence[BriefingError]) -> None:
    """Print each problem on a line, once, and leave with 1 if there is any."""
    for line in dict.fromkeys(line for error in errors for line in str(error).splitlines()):
        click.echo(line, err=True)
    if errors:
        raise SystemExit(1)
