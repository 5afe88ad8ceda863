"""What a shell completes: ids of briefs, fields, and the names of actors and terms as the last build lists them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

import click

from generator.core.errors import BriefingError
from generator.core.text import fold

Complete = Callable[[click.Context, click.Parameter, str], list[str]]


def briefs(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """Ids of briefs."""
    return _beginning(incomplete, (path.stem for path in _pages(context)))


def fields(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """Fields of a brief; behind the name of a list, the ids of its items."""
    from generator.briefs.values import LISTS
    from generator.desk.correct import FIELDS
    from generator.io.records import read_record

    head = incomplete.partition("/")[0]
    if head not in LISTS or "/" not in incomplete:
        return _beginning(incomplete, (*FIELDS, *LISTS))
    try:
        for path in _pages(context):
            if path.stem == context.params.get("brief"):
                items = getattr(read_record(path).record.brief, head)
                return _beginning(incomplete, (f"{head}/{item.id}" for item in items))
    except BriefingError:
        pass
    return []


def listed(file: str, part: str) -> Complete:
    """Names in one of the data files that the last build wrote (``actors.json``)."""

    def complete(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
        try:
            rows = json.loads((_root(context) / "build" / "docs" / "data" / file).read_text("utf-8"))
            return _beginning(incomplete, (str(row[part]) for row in rows))
        except (OSError, ValueError, KeyError, TypeError):
            return []

    return complete


def _pages(context: click.Context) -> list[Path]:
    """The pages of all briefs of the project that the command line names."""
    from generator.io.records import record_files

    return record_files(context.params.get("briefs") or _root(context) / "briefs")


def _root(context: click.Context) -> Path:
    return Path(context.params.get("config") or "mkdocs.yml").parent


def _beginning(incomplete: str, names: Iterable[str]) -> list[str]:
    return [name for name in names if fold(name).startswith(fold(incomplete))]
