"""What a pull request's job has left behind: a zip or a folder, read as if an enemy had made it.

Nothing is ever unpacked to the disk. Every name, kind and size is checked before a byte of content is used; one bad
entry refuses the whole artifact.
"""

from __future__ import annotations

import json
import lzma
import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from generator.core.errors import BriefingError
from generator.previews.locations import MOST

SITE = "site/"
MARKER = ".briefing-desk.json"
"""The manifest of a folder this program wrote (`io.outputs`): it stays with the folder and is never published."""
COMMENT = "comment.md"
MANIFEST = "manifest.json"
OWN = (COMMENT, MANIFEST, "changes.json", "summary.md")
"""Files beside the site; only the first two are read."""
KINDS = frozenset(
    ("atom", "csv", "css", "eot", "gif", "gz", "html", "ico", "ics", "jpeg", "jpg", "js", "json", "jsonld", "map", "md",
     "mjs", "opml", "otf", "pagefind", "pf_filter", "pf_fragment", "pf_index", "pf_meta", "pf_sort", "png", "ris",
     "rss", "svg", "ttf", "txt", "vcf", "wasm", "webmanifest", "webp", "woff", "woff2", "xml")
)  # fmt: skip
"""File types that a static site of this tool may hold (its own, Material's, Pagefind's, feeds and calendars)."""
_UNREADABLE = (OSError, EOFError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, RuntimeError)
_PART = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._~+=@,-]*")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much an artifact may hold: bytes of all files and of one, how many files, folders in folders, name lengths.

    The defaults fit a site of some 6,000 briefs (six files and 60 kB each, pictures and search included) and are
    far below what GitHub Pages takes (1 GB).
    """

    total: int = 500 * 1024 * 1024
    file: int = 40 * 1024 * 1024
    files: int = 40_000
    depth: int = 10
    name: int = 200
    path: int = 400
    text: int = 256 * 1024


DEFAULTS = Limits()


@dataclass(frozen=True, slots=True)
class Artifact:
    """A checked artifact: its files as (path, size), the comment's text, the pull request it claims to be of."""

    files: tuple[tuple[str, int], ...]
    comment: str
    number: int
    head: str
    open: Callable[[str], IO[bytes]]

    def site(self) -> Iterator[tuple[str, int]]:
        """The files of the site by their path in it, with their sizes in bytes."""
        for name, size in self.files:
            if name.startswith(SITE):
                yield name.removeprefix(SITE), size


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry of a container before it is believed."""

    name: str
    size: int
    folder: bool = False
    odd: str | None = None


@contextmanager
def opened(path: Path, limits: Limits = DEFAULTS) -> Iterator[Artifact]:
    """The artifact at a path: a zip file, a folder of its files, or a folder with one such file in it.

    Raises BriefingError for anything that is not exactly what it should be.
    """
    try:
        path = _container(path)
        if path.is_dir():
            yield _checked(_walk(path, limits), lambda name: (path / name).open("rb"), limits)
        else:
            with zipfile.ZipFile(path) as archive:
                yield _checked(_zipped(archive), archive.open, limits)
    except _UNREADABLE as error:
        raise _refused(f"cannot be read ({type(error).__name__})") from error


def _container(path: Path) -> Path:
    if path.is_symlink():
        raise _refused("is a link")
    if path.is_dir():
        inside = sorted(path.iterdir())
        if len(inside) == 1 and stat.S_ISREG(inside[0].lstat().st_mode) and inside[0].suffix == ".zip":
            return inside[0]
    return path


def _walk(folder: Path, limits: Limits) -> Iterator[_Entry]:
    """The entries below a folder; links are reported and never followed."""
    todo = [folder]
    while todo:
        for path in sorted(todo.pop().iterdir()):
            state = path.lstat()
            name = path.relative_to(folder).as_posix()
            if stat.S_ISDIR(state.st_mode):
                if name.count("/") <= limits.depth:
                    todo.append(path)
                yield _Entry(name, 0, folder=True)
            elif not stat.S_ISREG(state.st_mode):
                yield _Entry(name, 0, odd="is a link or a device")
            else:
                yield _Entry(name, state.st_size, odd="has other names (a hard link)" if state.st_nlink > 1 else None)


def _zipped(archive: zipfile.ZipFile) -> Iterator[_Entry]:
    for info in archive.infolist():
        kind = stat.S_IFMT(info.external_attr >> 16)
        odd = None
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            odd = "is a link or a device"
        elif info.flag_bits & 0x1:
            odd = "is encrypted"
        elif info.file_size > 1024 * 1024 and info.file_size > 200 * max(info.compress_size, 1):
            odd = "is packed too tightly (a bomb)"
        elif info.orig_filename != info.filename:
            odd = "has two names"
        yield _Entry(info.filename, info.file_size, info.is_dir(), odd)


def _checked(entries: Iterator[_Entry], opener: Callable[[str], IO[bytes]], limits: Limits) -> Artifact:
    files: dict[str, int] = {}
    folded: set[str] = set()
    total = count = 0
    for entry in entries:
        count += 1
        if count > 2 * limits.files:
            raise _refused(f"holds more than {limits.files} files")
        if entry.odd:
            raise _refused(entry.odd, entry.name)
        if entry.name == SITE + MARKER:
            continue
        _check_name(entry.name.removesuffix("/") if entry.folder else entry.name, limits)
        if entry.folder:
            continue
        if entry.name.lower() in folded:
            raise _refused("stands twice", entry.name)
        folded.add(entry.name.lower())
        _check_kind(entry.name)
        total += entry.size
        if not 0 <= entry.size <= limits.file or total > limits.total:
            raise _refused("is too large", entry.name)
        files[entry.name] = entry.size
        if len(files) > limits.files:
            raise _refused(f"holds more than {limits.files} files")
    for name in files:
        parts = name.split("/")
        if any("/".join(parts[:i]).lower() in folded for i in range(1, len(parts))):
            raise _refused("is below a file", name)
    if f"{SITE}index.html" not in files:
        raise _refused("has no site/index.html")
    number, head = _manifest(_text(MANIFEST, files, opener, limits))
    comment = _text(COMMENT, files, opener, limits)
    return Artifact(tuple(sorted(files.items())), comment, number, head, opener)


def _check_name(name: str, limits: Limits) -> None:
    parts = name.split("/")
    if len(name) > limits.path or len(parts) > limits.depth or any(len(part) > limits.name for part in parts):
        raise _refused("has too long or too deep a name", name)
    # Letters, digits and a few marks; so no "..", no hidden file, no drive, no backslash, no control character.
    if not all(_PART.fullmatch(part) for part in parts):
        raise _refused("has a name that is not allowed", name)


def _check_kind(name: str) -> None:
    if name in OWN:
        return
    if not name.startswith(SITE):
        raise _refused("does not belong here", name)
    if name.rpartition("/")[2].rpartition(".")[2].lower() not in KINDS or "." not in name.rpartition("/")[2]:
        raise _refused("is of a kind that is not allowed", name)


def _text(name: str, files: dict[str, int], opener: Callable[[str], IO[bytes]], limits: Limits) -> str:
    if name not in files:
        raise _refused(f"has no {name}")
    if files[name] > limits.text:
        raise _refused("is too large", name)
    with opener(name) as file:
        raw = file.read(limits.text + 1)
    if len(raw) > limits.text:
        raise _refused("is too large", name)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _refused("is not UTF-8", name) from error


def _manifest(text: str) -> tuple[int, str]:
    try:
        said = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _refused("is not JSON", MANIFEST) from error
    if not isinstance(said, dict):
        raise _refused("is not a mapping", MANIFEST)
    number, head = said.get("number"), said.get("head")
    if isinstance(number, bool) or not isinstance(number, int) or not 1 <= number <= MOST:
        raise _refused("names no pull request", MANIFEST)
    if not isinstance(head, str) or not re.fullmatch(r"[0-9a-f]{40}|[0-9a-f]{64}", head):
        raise _refused("names no commit", MANIFEST)
    return number, head


def _refused(problem: str, name: str | None = None) -> BriefingError:
    """A refusal; the name of an entry is shown with all its odd characters escaped."""
    shown = ascii(name[:120])[1:-1] if name is not None else None
    return BriefingError(
        problem, path="artifact", field=shown, remedy="nothing was published; see docs/pull-requests.md"
    )
