"""The commands of a change's review: `diff`, `preview`, `regenerate`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from generator.commands.generate import my_turn, steps
from generator.commands.options import FOLDER, as_json_option, finish, project_of, shared, to_json
from generator.core.errors import shown


@click.command()
@click.option("--base", default="HEAD", show_default=True, help="A commit that git knows, or a folder of briefs.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON (see `briefing schema --diff`) instead of Markdown.")
@click.option("--site", "new", type=FOLDER, help="A built site, whose pages are compared with those of --base-site.")
@click.option("--base-site", "old", type=FOLDER, help="The site as it was built from BASE.")
@shared
def diff(base: str, as_json: bool, new: Path | None, old: Path | None, **options: Any) -> None:
    """What changed in which brief since BASE, field by field, and in which built pages."""
    from generator.review import build, comment, report

    if (new is None) != (old is None):
        raise click.UsageError("name both sites, --site and --base-site")
    said = build.review(project_of(options), base, new, old)
    click.echo(to_json(report.as_json(said)) if as_json else comment.comment(said), nl=as_json)


@click.command()
@click.option("--base", default="HEAD^1", show_default=True, help="The commit to compare with: the target of a merge.")
@click.option("--out", type=FOLDER, required=True, help="Where site, comment, manifest and JSON go.")
@click.option("--number", type=click.IntRange(min=1), help="The pull request's number.")
@click.option("--head", help="The commit at the pull request's head.")
@click.option("--url", envvar="PREVIEW_URL", help="Where the preview will be (default: the pull request's place).")
@click.option("--files", envvar="FILES_URL", help="Where the files of --head are shown (default: on GitHub).")
@click.option("--base-site", type=FOLDER, help="The site of BASE, if it was built already.")
@as_json_option
@shared
def preview(base: str, out: Path, number: int | None, url: str | None, as_json: bool, **options: Any) -> None:
    """Build what a reviewer of a change needs: its site, the pages and fields that changed, a comment."""
    from generator.previews.locations import GITHUB, files_url, pages_url, preview_url
    from generator.review import report
    from generator.review.build import preview as run

    if url is None and number is None:
        raise click.UsageError("name the preview's address with --url, or the pull request with --number")
    repository = os.environ.get("GITHUB_REPOSITORY", "")
    pages = url or pages_url(repository, os.environ.get("PAGES_URL"))
    where = url or preview_url(pages, number or 0)
    rest = {name: options[name] for name in ("head", "files", "base_site")}
    if rest["files"] is None and rest["head"] and repository:
        rest["files"] = files_url(os.environ.get("GITHUB_SERVER_URL", GITHUB).rstrip("/"), repository, rest["head"])
    step = steps(as_json or options["quiet"])
    said = run(project_of(options), base, out, url=where, number=number, step=step, **rest)
    counted = ", ".join(f"{count} {what}" for what, count in said.totals.items() if count)
    click.echo(to_json(report.as_json(said)) if as_json else f"{out}: {counted or 'no change'}")


@click.command()
@click.option("--out", type=FOLDER, required=True, help="Where the proposal goes: files, and the text for a reviewer.")
@as_json_option
@shared
def regenerate(out: Path, as_json: bool, **options: Any) -> None:
    """Bring in the feeds of site.yml, make their briefs, and lay out what changed as a proposal."""
    from datetime import date

    from generator.review.regenerate import regenerate as run

    project = project_of(options)
    with my_turn(project, project.briefs):
        done = run(project, out, date.today(), say=lambda added: click.echo(shown(added.line()), err=as_json))
    if as_json:
        click.echo(to_json({"proposed": done.proposed, "errors": [str(error) for error in done.errors]}))
    else:
        click.echo(f"{out}: a proposal" if done.proposed else "nothing to propose")
    finish(done.errors)


COMMANDS = (diff, preview, regenerate)
