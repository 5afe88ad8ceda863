"""Briefs whose article is gone: their records go, a person's words stay, their addresses lead on.

`briefs/retired.yml` lists each address that readers may still have and no brief has any more. Records that hold a
person's words move to `briefs/retired/`, from where they come back when their article does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from generator.briefs.edits import open_paths
from generator.briefs.layout import laid_out
from generator.core import yamltext
from generator.core.configuration import read_yaml
from generator.core.errors import BriefingError
from generator.core.model import Diagnostic
from generator.core.text import numbered, page_name
from generator.desk.record_index import Entry
from generator.io.files import read_bytes, write_atomic
from generator.io.project import Project
from generator.io.records import RETIRED, move_record, read_record, remove_record
from generator.site.redirects import redirect
from generator.site.words import N_, Words

LIST = "retired.yml"
INDEX = "briefs/index.md"
GONE = N_("“{name}” was retired."), N_("All briefs")
MOVED = N_("“{name}” has moved."), N_("Read it here")
"""What is said of an old address, and the link that leads on."""
_HEAD = """\
# Addresses that no brief has any more: its article was removed, or the brief has moved. `briefing generate` adds to
# this list, and the site leads readers on: to `brief`, the id of the brief to read instead, else to the list of all.
"""


class Address(BaseModel):
    """An address below ``briefs/`` on the site, and where it leads."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    page: Annotated[str, Field(pattern=r"^[\w-]+/[\w.-]*\w[\w.-]*$")]
    title: str = ""
    brief: str | None = None


@dataclass(frozen=True, slots=True)
class Gone:
    """A record whose article is not there any more; `touched` when it holds a person's words."""

    entry: Entry
    title: str
    touched: bool


def gone(orphans: Iterable[Entry]) -> tuple[Gone, ...]:
    """What retiring would concern."""
    found = []
    for entry in orphans:
        if not entry.retired:
            stored = read_record(entry.path)
            brief = stored.record.brief
            mine = bool(brief.note.strip() or open_paths(stored.record))
            found.append(Gone(entry, brief.title, mine or laid_out(stored.text)))
    return tuple(found)


def retire(project: Project, briefs: Sequence[Gone]) -> list[Path | None]:
    """Retire briefs: where each record now stands, None for one that was removed because nobody had touched it.

    The address is listed first: a kill in between leaves a brief with a needless line in the list, no dead address.
    Raises BriefingError when a file cannot be written or moved.
    """
    remember(project.briefs, [Address(page=page_of(project.briefs, g.entry.path), title=g.title) for g in briefs])
    places: list[Path | None] = []
    for item in briefs:
        old, new = item.entry.path, None
        try:
            if item.touched:
                new = _free(project.briefs / RETIRED / old.name)
                move_record(old, new)
            else:
                remove_record(old)
        except OSError as error:
            raise BriefingError(
                f"cannot be retired ({error.strerror})", path=str(old), remedy="make the folder writable"
            ) from error
        places.append(new)
    return places


def _free(path: Path) -> Path:
    """The path, or the same with a number where a file has it."""
    names = (path.with_name(f"{name}{path.suffix}") for name in numbered(path.stem))
    return next(free for free in names if not free.exists())


def page_of(briefs: Path, path: Path) -> str:
    """The address a record's file gives: ``2025/record-year``."""
    return path.relative_to(briefs).with_suffix("").as_posix()


def read_addresses(briefs: Path) -> tuple[Address, ...]:
    """The list of old addresses; raises ConfigError when it cannot be read."""
    wanted = "write `- page: 2025/slug`, `title:` and, where one replaces it, `brief:`"
    return tuple(read_yaml(briefs / LIST, TypeAdapter(list[Address]), [], wanted))


def lost_successors(briefs: Path, known: Collection[str]) -> Iterator[Diagnostic]:
    """A warning for each old address whose successor is none of the known briefs; raises as `read_addresses` does."""
    for address in read_addresses(briefs):
        if address.brief and address.brief not in known:
            near = get_close_matches(address.brief, known, 1)
            then = f"write {near[0]}" if near else "name a brief, or remove the line: it leads to the list of all"
            told = f"{briefs / LIST}: address {address.page}: brief: there is no {address.brief!r}: {then}"
            yield Diagnostic("no-successor", "warning", told)


def remember(briefs: Path, addresses: Sequence[Address]) -> None:
    """Add addresses to the list; what is in it stays as it is, comments included."""
    known = {address.page for address in read_addresses(briefs)}
    fresh = [a.model_dump(exclude_none=True) for a in addresses if a.page not in known]
    if fresh:
        path = briefs / LIST
        before = read_bytes(path) if path.exists() else None
        old = before.decode("utf-8") if before is not None else _HEAD
        text = old + ("" if old.endswith("\n") else "\n") + yamltext.dump(fresh)
        write_atomic(path, text, over=before)


def redirects(
    addresses: Iterable[Address], pages: Mapping[str, str], words: Words, *, folders: bool = True
) -> dict[str, str]:
    """HTML files by path in the tree, one for each old address that no brief has now.

    Args:
        addresses: the list of old addresses.
        pages: path of each brief's page in the tree, by id.
        folders: addresses are folders (MkDocs' use_directory_urls).
    """
    taken = {page_name(page.removesuffix(".md")) for page in pages.values()}
    out: dict[str, str] = {}
    for address in addresses:
        page = f"briefs/{address.page}.md"
        if page_name(f"briefs/{address.page}") not in taken:
            target = pages.get(address.brief or "", INDEX)
            title = address.title or address.page
            file, text = redirect(page, target, title, GONE if target == INDEX else MOVED, words, folders=folders)
            out[file] = text
    return out
