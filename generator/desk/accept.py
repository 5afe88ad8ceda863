"""An editor takes the generator's value back, or confirms their own: `briefing accept`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.briefs.changes import in_words
from generator.briefs.edits import accept as accepted
from generator.briefs.edits import open_paths
from generator.briefs.forms import SHOWN
from generator.briefs.records import Record, read_value
from generator.briefs.values import LISTS, as_written, paths, value_at
from generator.core.errors import BriefingError
from generator.core.model import Brief
from generator.core.text import fold
from generator.desk.engine import Engine, default_engine
from generator.desk.generate import dated, ingest_file, own_date
from generator.desk.naming import called, find, meant
from generator.desk.record_index import dated_by_hand
from generator.io.files import read_bytes
from generator.io.project import Project
from generator.io.records import Stored, write_record


def accept(
    project: Project, name: str, fields: Sequence[str], *, keep: bool = False, engine: Engine | None = None
) -> list[tuple[str, str, str]]:
    """Take the generator's values in one brief; gives (path, what stood there, what stands there now), in words.

    Args:
        name: the brief's id or its file.
        fields: paths as `check` prints them (``takeaway``, ``figures/f-1a2b3c4d``), an item by its words instead of its
            id, as it is, was or would be (``figures/24 people``), a list's name for all of its items, ``published`` for
            ``article/published``; none for everything a person changed.
        keep: the person's values stay and are no longer stale.
        engine: reads the article again where the record does not hold the generator's value.

    Raises BriefingError, having written nothing, for a brief or field that is not there or was not edited.
    """
    stored = find(project, name)
    if stored.record.lost is not None:
        raise BriefingError(
            "its memory is lost, so the generator's values are not known",
            path=str(stored.path),
            remedy="run `briefing generate`, then again",
        )
    record = stored.record
    said: list[tuple[str, str, str]] = []
    fresh: Brief | None = None
    for path in _wanted(stored, fields, keep):
        generated = record.generated
        theirs = generated.stale[path] if path in generated.stale else generated.base.get(path)
        if path in generated.digests and not _is_known(project, record, path, keep):
            fresh = fresh or _read_again(project, stored, engine or default_engine())
            theirs = as_written(value_at(fresh, path))
        old = in_words(as_written(value_at(record.brief, path)))
        try:
            record = accepted(record, path, theirs, keep=keep)
        except BriefingError as error:
            error.path = str(stored.path)
            raise
        said.append((path, old, in_words(as_written(value_at(record.brief, path)))))
    write_record(project.briefs, record, stored)
    return said


def _is_known(project: Project, record: Record, path: str, keep: bool) -> bool:
    """Whether the record holds the generator's value of now: what a person removed may be gone from the article too."""
    removed = path.partition("/")[0] in LISTS and value_at(record.brief, path) is None
    if removed and not keep and (project.articles / record.brief.article.source).is_file():
        return path in record.generated.stale
    return path in record.generated.stale or path in record.generated.base


def _wanted(stored: Stored, fields: Sequence[str], keep: bool) -> list[str]:
    """The paths meant, each once; raises BriefingError for one that nobody edited."""
    edited = open_paths(stored.record)
    stale = stored.record.generated.stale
    known = stored.record.generated.digests
    if not fields:
        return [path for path in edited if path in (stale if keep else known)]
    wanted: list[str] = []
    for field in fields:
        path = field if field in edited else f"article/{field}"
        below = [p for p in edited if p.startswith(f"{field}/") and p in (stale if keep else known)]
        found = [path] if path in edited else below or _by_words(stored, field, edited)
        if not found:
            raise _not_edited(stored, field, edited)
        wanted += found
    return list(dict.fromkeys(wanted))


def _by_words(stored: Stored, field: str, edited: Sequence[str]) -> list[str]:
    """The item of a list that is called by its words; raises BriefingError where they may mean several."""
    name, _, words = field.partition("/")
    below = [path for path in edited if path.startswith(f"{name}/")]
    last = None if "-" in words else -1  # all ids of a list begin with one letter
    found = called(words, [_words(stored.record, path)[:last] for path in below]) if name in LISTS else []
    if len(found) > 1:
        several = ", ".join(below[n] for n in found)
        problem = f"is said of {len(found)} items"
        raise BriefingError(problem, path=str(stored.path), field=field, remedy=f"name one: {several}")
    return [below[n] for n in found]


def _words(record: Record, path: str) -> list[str]:
    """What an item of a list is called: its words as they are, were before a person changed or removed them, and as the
    generator has them now, and its id.
    """
    generated, (name, _, own) = record.generated, path.partition("/")
    others = (read_value(path, known.get(path)) for known in (generated.base, generated.stale))
    items = (value_at(record.brief, path), *others)
    return [*dict.fromkeys(getattr(item, SHOWN[name][0]) for item in items if item is not None), own]


def _not_edited(stored: Stored, field: str, edited: Sequence[str]) -> BriefingError:
    """The error of a field that nobody edited, or that is none."""
    record = stored.record
    items = [path for path in (*paths(record.brief), *edited) if path.partition("/")[0] in LISTS]
    named = {path: [f"{path.partition('/')[0]}/{word}" for word in _words(record, path)] for path in items}
    own = {fold(name) for names in ((*paths(record.brief), *LISTS), *named.values()) for name in names}
    theirs = {fold(field), fold(f"article/{field}")} & own
    problem = "is the generator's own value" if theirs else "there is no such field"
    otherwise = f"edited are: {', '.join(edited)}" if edited else "nothing in this brief was edited"
    known = [*edited, *(name for path in edited for name in named.get(path, ()))]
    return BriefingError(problem, path=str(stored.path), field=field, remedy=meant(field, known, otherwise))


def _read_again(project: Project, stored: Stored, engine: Engine) -> Brief:
    """What the generator makes of the article now."""
    source = stored.record.brief.article.source
    path = project.articles / source
    if not path.is_file():
        raise BriefingError(
            f"its article {source} is not kept here, so the generator's value is not known",
            path=str(stored.path),
            remedy="remove the line, put the article back and run `briefing generate`",
        )
    catalog = project.catalog()
    article = ingest_file(path, source, read_bytes(path), catalog)
    given = dated_by_hand(stored.record)
    result: Any = next(engine.read([dated(article, given)], [stored.record.brief.id], catalog))
    if isinstance(result, BriefingError):
        raise result
    return result if given is None else own_date(result, article)
