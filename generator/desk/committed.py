"""What the last commit has and the desk has no more: told with the way back, for a file that is emptied says nothing.

Where there is no git, or no commit, nothing is known and nothing is said.
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from shlex import quote
from typing import Any

import yaml

from generator.briefs.edits import open_paths
from generator.briefs.records import parse_record
from generator.core import yamltext
from generator.core.configuration import CURATED, loaded_yaml
from generator.core.errors import BriefingError
from generator.core.text import fold, plural
from generator.desk.diff import blobs_at
from generator.io.git import git
from generator.io.project import Project
from generator.io.records import memory_path

_TOLD = 5
"""Entries that are named; the others are counted."""


def lost_entries(project: Project) -> Iterator[str]:
    """A line for each curated list that has lost names or rejections since the last commit: what they joined or kept
    out is apart, or in, again."""
    for name in CURATED:
        path = project.site_config / name
        with contextlib.suppress(BriefingError, yaml.YAMLError):  # a list that cannot be read is told elsewhere
            entries = _entries(loaded_yaml(path))
            apart = [str(name) for entry in entries for name in _listed(entry, "distinct_from")]
            now = {fold(said) for said in (*apart, *(said for entry in entries for said in _said(entry)))}
            was = [_said(entry) for entry in _entries(yamltext.load(_text(path) or ""))]
            if gone := [lost for said in was if (lost := _lost(said, now))]:
                said = "; ".join(gone[:_TOLD])
                rest = f" and {len(gone) - _TOLD} more" if len(gone) > _TOLD else ""
                yield (
                    f"{path}: has lost {plural(len(gone), 'name')} since the last commit: {said}{rest}: "
                    f"`git restore {quote(str(path))}` brings the file back as it was; commit it if it is to be so"
                )


def committed_pages(briefs: Path) -> frozenset[Path]:
    """The pages of briefs that the last commit has, where their folder is gone, too."""
    with contextlib.suppress(BriefingError):
        return frozenset(briefs / path for path in blobs_at(briefs, "HEAD") if path.endswith(".md"))
    return frozenset()


def lost_words(page: Path) -> str | None:
    """What is to be told of a brief that is about to be made anew where one was deleted that may hold a person's words.

    A commit tells whether it did; without one, only the memory that was left behind tells that there was a page.
    """
    text, beside = _text(page), memory_path(page)
    if text is None:
        way = "what people wrote into it is in no commit: bring the file back from a copy, if there is one"
        return f"{page}: was deleted and is made anew: {way}"
    had = []
    with contextlib.suppress(BriefingError):
        record = parse_record(text, str(page), _text(beside))
        edits = len(open_paths(record))
        had = [*(["its note"] if record.brief.note.strip() else []), *([plural(edits, "correction")] if edits else [])]
    way = f"`git restore {quote(str(page))} {quote(str(beside))}` brings it back"
    return f"{page}: was deleted, with {' and '.join(had)}, and is made anew without: {way}" if had else None


def _entries(loaded: Any) -> list[dict[str, Any]]:
    return [entry for entry in loaded if isinstance(entry, dict)] if isinstance(loaded, list) else []


def _said(entry: dict[str, Any]) -> list[str]:
    """The names of an entry, its own first, and whether that is rejected."""
    name = str(entry.get("name") or entry.get("term") or "")
    rejected = [f"{name}: reject"] if entry.get("reject") is True else []
    return [name, *map(str, _listed(entry, "aliases")), *rejected]


def _listed(entry: dict[str, Any], key: str) -> list[Any]:
    found = entry.get(key)
    return found if isinstance(found, list) else []


def _lost(said: Sequence[str], now: Collection[str]) -> str | None:
    """What of an entry is said nowhere any more, in words; None where nothing is."""
    first, *more = said
    lost = [words for words in said if fold(words) not in now]
    if len(lost) == len(said):
        return first + (f" ({', '.join(more)})" if more else "")
    return f"{', '.join(lost)} (of {first})" if lost else None


def _home(path: Path) -> Path:
    """The nearest folder above a path that is there: git is asked in it."""
    return next(folder for folder in path.absolute().parents if folder.is_dir())


def _text(path: Path) -> str | None:
    """A file's text as the last commit has it; None where it is in none."""
    home = _home(path)
    try:
        name = path.absolute().relative_to(home).as_posix()
        return git(home, "cat-file", "blob", f"HEAD:./{name}").decode("utf-8")
    except (BriefingError, UnicodeDecodeError):
        return None
