"""The commands of an editor: `set`, `new`, `accept`, `merge`, `split`, `define`, `reject`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from generator.commands import completion
from generator.commands.generate import my_turn
from generator.commands.options import Command, as_json_option, project_of, report, shared

if TYPE_CHECKING:
    from generator.desk.curate import Said

_BRIEF = click.argument("brief", shell_complete=completion.briefs)


def _actor(name: str) -> Callable[[Command], Command]:
    return click.argument(name, shell_complete=completion.listed("actors.json", "name"))


@click.command("set")
@_BRIEF
@click.argument("field", shell_complete=completion.fields)
@click.argument("value")
@as_json_option
@shared
def set_value(brief: str, field: str, value: str, as_json: bool, **options: Any) -> None:
    """Write VALUE into a FIELD of BRIEF (an id or a file); an empty VALUE empties it.

    \b
    FIELD is title, published, authors, outlet, url, takeaway or note;
      a list, to add an item:     set BRIEF actors "Wang Yi (person): Foreign Minister"
      an item, by words or id:    set BRIEF "actors/Wang Yi" "Wang Yi (person): Director"
      a field of an item:         set BRIEF "actors/Wang Yi/role" Director
      nothing, to remove it:      set BRIEF "actors/Wang Yi" ""
    """
    from generator.briefs.contract import plain
    from generator.desk.correct import correct

    project = project_of(options)
    with my_turn(project, project.briefs):
        path, changed = correct(project, brief, field, value)
    data = {"path": str(path), "changes": [plain(change) for change in changed]}
    report(data, [change.words for change in changed] or [f"{path}: says so already"], as_json, options)


@click.command()
@click.argument("title")
@click.option("--date", metavar="DATE", help="Its day or month.")
@click.option("--takeaway", default="", help="What it comes to, in a sentence or two.")
@as_json_option
@shared
def new(title: str, date: str | None, takeaway: str, as_json: bool, **options: Any) -> None:
    """Begin a brief without an article, the desk's own note on an event; `set` adds to it."""
    from generator.desk.correct import start

    project = project_of(options)
    with my_turn(project, project.briefs):
        path = start(project, title, date, takeaway)
    said = f"{path}: a brief of the desk's own; next: briefing set {path.stem} key_points ..."
    report({"path": str(path)}, [said], as_json, options)


@click.command()
@_BRIEF
@click.argument("fields", nargs=-1, metavar="[FIELD]...", shell_complete=completion.fields)
@click.option("--all", "everything", is_flag=True, help="Every field and item that a person changed or removed.")
@click.option("--keep", is_flag=True, help="Keep what a person wrote, and count it as checked: not stale any more.")
@as_json_option
@shared
def accept(brief: str, fields: tuple[str, ...], everything: bool, keep: bool, as_json: bool, **options: Any) -> None:
    """Take the generator's value back in BRIEF (an id or a file), for each FIELD as `check` or `set` name it."""
    from generator.desk.accept import accept as run

    if bool(fields) == everything:
        raise click.UsageError("name the fields, or --all")
    project = project_of(options)
    with my_turn(project, project.briefs):
        done = run(project, brief, fields, keep=keep)
    gone = "nothing, and the article has it no longer: the edit is dropped"
    took = {path: gone if old == new == "nothing" else f"{old} -> {new}" for path, old, new in done}
    lines = [f"{path}: kept: {old}" if keep else f"{path}: {took[path]}" for path, old, _ in done]
    rows = [{"path": path, "old": old, "new": new, "kept": keep} for path, old, new in done]
    report(rows, lines, as_json, options)


@click.command()
@_actor("actor")
@_actor("into")
@as_json_option
@shared
def merge(actor: str, into: str, as_json: bool, **options: Any) -> None:
    """ACTOR is another name of INTO: written into actors.yml, one page for both from the next build on."""
    from generator.desk import curate

    _say(curate.merge(project_of(options), actor, into), as_json, options)


@click.command()
@_actor("actor")
@_actor("other")
@as_json_option
@shared
def split(actor: str, other: str, as_json: bool, **options: Any) -> None:
    """OTHER is never ACTOR, though they look alike: written into actors.yml."""
    from generator.desk import curate

    _say(curate.split(project_of(options), actor, other), as_json, options)


@click.command()
@_actor("name")
@as_json_option
@shared
def reject(name: str, as_json: bool, **options: Any) -> None:
    """NAME is no actor: no page and no links; written into actors.yml."""
    from generator.desk import curate

    _say(curate.reject(project_of(options), name), as_json, options)


@click.command()
@click.argument("term", shell_complete=completion.listed("glossary.json", "term"))
@click.argument("definition")
@click.option("--new", is_flag=True, help="No brief uses the term yet, though one uses a term much like it.")
@as_json_option
@shared
def define(term: str, definition: str, new: bool, as_json: bool, **options: Any) -> None:
    """The desk's own DEFINITION of TERM, written into glossary.yml; an empty one is removed."""
    from generator.desk import curate

    _say(curate.define(project_of(options), term, definition, new=new), as_json, options)


def _say(said: Said, as_json: bool, options: dict[str, Any]) -> None:
    row = {"path": str(said.path), "entry": said.entry, "new": said.new, "changed": said.changed}
    report(row | {"rejoined": list(said.rejoined)}, [said.line()], as_json, options)


COMMANDS: tuple[click.Command, ...] = (set_value, new, accept, merge, split, reject, define)
