"""Folders that are emptied and written anew: the Markdown tree, the site, the files of a proposal.

What stands in such a folder goes, so it must be ours. Each holds a manifest of what was written there (`MARKER`); a
folder that holds anything else is refused, and so are the project's own folders and links that lead elsewhere.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from generator.core.errors import BriefingError
from generator.io.files import holds, unwritable, write_atomic
from generator.io.project import Project

MARKER = ".briefing-desk.json"
"""The manifest's name: `{"files": [...]}`, paths below the folder. MkDocs passes hidden files over."""
_EMPTY = ".gitkeep"
"""A tree writes it too, without a word in it: one that holds something is a user's."""
_CLUTTER = frozenset({MARKER, _EMPTY, ".DS_Store", "Thumbs.db", "desktop.ini"})
"""What may stand in an output folder beside what was written: the marks of file browsers, and git's empty file."""
_UNFINISHED = re.compile(rf"\.{re.escape(MARKER)}\.[\w.]+\.tmp")
"""A manifest that a killed run had not finished (`io.files.write_atomic`)."""
_PLAIN = re.compile(r"[a-z0-9][a-z0-9./-]*")
_REMEDY = "name another folder, or move it away"


def guard(project: Project, *folders: Path) -> None:
    """Raise BriefingError unless each folder may be emptied and written for this project."""
    for folder in folders:
        refuse_own(project, folder)
        refuse_foreign(folder)


def refuse_own(project: Project, folder: Path) -> None:
    """Raise BriefingError for a folder in which a project keeps its own, or that a link takes out of the project."""
    root = _lexical(project.config.parent)
    own = [root / name for name in ("site_config", "generator", ".git")]
    sources = [path.resolve() for path in (project.articles, project.briefs, *own)]
    real = folder.resolve()
    if any(real.is_relative_to(path) or path.is_relative_to(real) for path in sources):
        raise BriefingError("is one of the project's own folders", path=str(folder), remedy="name another folder")
    refuse_link(root, folder)


def refuse_mixed(project: Project) -> None:
    """Raise BriefingError where the folder of articles and that of briefs lie in one another: each would be read as
    the other, and written into it.
    """
    articles, briefs = project.articles.resolve(), project.briefs.resolve()
    if articles.is_relative_to(briefs) or briefs.is_relative_to(articles):
        problem = f"lies in one folder with the briefs, {project.briefs}"
        remedy = "name two folders apart with --articles and --briefs"
        raise BriefingError(problem, path=str(project.articles), remedy=remedy)


def refuse_links(project: Project) -> None:
    """Raise BriefingError when a project's folders, or links in those of records and configuration, lead out of it.

    A link among the articles costs that article only (`desk.generate.ingest_file`).
    """
    root = _lexical(project.config.parent)
    for folder in (project.articles, project.briefs, project.site_config, project.config.parent / ".cache"):
        refuse_link(root, folder)
    for folder in (project.briefs, project.site_config):
        for name, entry in _contents(folder):
            if entry.is_symlink() and not (folder / name).resolve().is_relative_to(folder.resolve()):
                raise _leaves(folder / name)


def refuse_link(root: Path, path: Path) -> None:
    """Raise BriefingError when a path inside the project leads, through a link, out of it."""
    if _lexical(path).is_relative_to(_lexical(root)) and not path.resolve().is_relative_to(root.resolve()):
        raise _leaves(path)


def _leaves(path: Path) -> BriefingError:
    return BriefingError(
        "is a link that leaves the project", path=str(path), remedy="remove the link, or put the files themselves there"
    )


def _lexical(path: Path) -> Path:
    """The absolute path with `..` and `.` resolved in its words only: links are still seen as links."""
    return Path(os.path.normpath(path.absolute()))


def refuse_foreign(folder: Path) -> frozenset[str]:
    """The files of our own in a folder; raises BriefingError when it holds anything else.

    A link is nobody's own, whatever the manifest says and even in its place: none is ever written here, and what is
    written or removed through one lies elsewhere.
    """
    if not folder.exists():
        return frozenset()
    known = _manifest(folder)
    parents = _folders(known)
    for name, entry in _contents(folder):
        if entry.is_symlink():
            raise BriefingError(f"holds {name!r}, which is a link", path=str(folder), remedy="remove the link")
        ours = name in (parents if entry.is_dir() else known) and entry.name != _EMPTY
        if not ours and not _is_clutter(folder / name):
            raise BriefingError(f"holds {name!r}, which was not written here", path=str(folder), remedy=_REMEDY)
    return known


def _folders(names: Iterable[str]) -> set[str]:
    """The folders in which these files stand."""
    found: set[str] = set()
    for name in names:
        while (name := name.rpartition("/")[0]) and name not in found:
            found.add(name)
    return found


def _is_clutter(path: Path) -> bool:
    """Whether what stands at a path is nobody's work and may go."""
    if not path.is_file():
        return False
    named = path.name in _CLUTTER or _UNFINISHED.fullmatch(path.name) is not None
    return named and (path.name != _EMPTY or path.stat().st_size == 0)


def write_manifest(folder: Path, names: Iterable[str] | None = None) -> None:
    """Note the files of a folder as our own: those named, else all that are there. Raises BriefingError."""
    if names is None:
        names = [name for name, entry in _contents(folder) if not _is_folder(entry) and entry.name not in _CLUTTER]
    text = json.dumps({"made_by": "briefing-desk", "files": sorted(names)}, ensure_ascii=False, indent=0) + "\n"
    write_atomic(folder / MARKER, text, durable=False)  # a half of it would make all files a stranger's
    for left in folder.glob(f".{MARKER}.*.tmp"):  # of a run that was killed
        with contextlib.suppress(OSError):
            left.unlink()


def write_beside(folder: Path, files: Mapping[str, str]) -> None:
    """Write files into a folder that may hold others; raises BriefingError for one in whose place another stands."""
    known = _manifest(folder)
    for name in files:
        path = folder / name
        if path.is_symlink() or (path.exists() and name not in known):
            raise BriefingError("was not written here", path=str(path), remedy=_REMEDY)
    write_manifest(folder, {*known, *files})
    for name, text in files.items():
        write_atomic(folder / name, text)


def write_tree(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Make a folder hold exactly these files (by relative path).

    Unchanged files keep their time stamps, so that a builder which looks at them sees what really changed. Raises
    BriefingError, and touches nothing, when the folder holds files that were not written here.
    """
    before = refuse_foreign(folder)
    write_manifest(folder, {*before, *files})  # first, so that a run which is killed leaves no file unaccounted for
    for name, data in files.items():
        _write_plain(folder / name, data)
    for name in sorted(before - files.keys()):
        with _written(folder / name):
            (folder / name).unlink(missing_ok=True)
        for parent in list((folder / name).parents)[: len(Path(name).parents) - 1]:
            with contextlib.suppress(OSError):
                parent.rmdir()  # succeeds for empty folders only
    write_manifest(folder, files)


def _write_plain(path: Path, data: str | bytes) -> None:
    """A derived file: rewritten by the next run in any case, so it is not synced to the disk."""
    raw = data.encode("utf-8") if isinstance(data, str) else data
    with _written(path):
        if not holds(path, raw):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(raw)


@contextlib.contextmanager
def _written(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise unwritable(path, error) from error


def _manifest(folder: Path) -> frozenset[str]:
    """The files a folder's manifest names; none when there is no manifest, or it is spoilt.

    One that names a file outside of the folder is not ours: a branch may bring it, and what it names is removed.
    """
    try:
        said = json.loads((folder / MARKER).read_text("utf-8"))
        names = frozenset(str(name) for name in said["files"]) if said["made_by"] == "briefing-desk" else frozenset()
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return frozenset()
    return names if all(map(_is_below, names)) else frozenset()


def _is_below(name: str) -> bool:
    """Whether a path leads to something below the folder it starts from."""
    if _PLAIN.fullmatch(name) and ".." not in name:
        return True  # as nearly all are, and told without taking the path apart
    path = Path(name)
    return bool(path.parts) and not path.anchor and ".." not in path.parts and "\0" not in name


def _contents(folder: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """All that is below a folder by its path in it; links are not followed and are no folders."""
    left = [("", str(folder))]
    while left:
        lead, place = left.pop()
        with contextlib.suppress(OSError):
            for entry in sorted(os.scandir(place), key=lambda entry: entry.name):
                yield lead + entry.name, entry
                if _is_folder(entry):
                    left.append((f"{lead}{entry.name}/", entry.path))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    return entry.is_dir(follow_symlinks=False)
