"""The search index: Pagefind, run over a built site, in shards by period that the browser joins.

Pagefind holds an index in memory while it makes it (0.9 GB for 2,000 pages, 4.2 GB for 10,000), and a new brief changes
most files of its index. Shards of whole months, filled from the oldest, bound the memory and leave the old ones alone.
The names of actors and terms, which the header's box finds besides briefs, are a small index of their own. Of a page
Pagefind is given what it indexes: half of its time went into proofs, addresses and the theme. A shard of the words that
it had is not made again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from html import escape
from importlib.metadata import version
from itertools import chain, groupby
from pathlib import Path
from typing import Any

from generator.core.errors import BuildError
from generator.core.text import digest
from generator.io.kept import Kept, own_code
from generator.io.pagefind_order import put_in_order

FOLDER = "pagefind"
SHARD_PAGES = 1500
"""Most briefs in a shard: less than 1 GB of memory while it is made. Fewer than `PLACES` in `search/engine.js`."""
LEFT_OUT = (
    ".headerlink", ".proof", ".made", ".meta", ".own", ".chip", ".when", "[data-pagefind-body] h2", ".fold > summary",
)  # fmt: skip
"""What stands inside a brief but is not found by its words: link marks, proofs (their words stand in the statement
already), remarks about the brief, the headings that all briefs share."""
NAMES = "names/"
"""Folder below `pagefind/` of the index of actors and terms."""
NAME = (
    '<html lang="{language}"><body data-pagefind-body><h1>{name}</h1><p data-pagefind-meta="also">{aliases}</p>'
    '<i data-pagefind-meta="about" data-pagefind-ignore>{about}</i>'
    '<i data-pagefind-meta="kind" data-pagefind-ignore>{kind}</i>'
    '<i data-pagefind-meta="briefs" data-pagefind-ignore>{briefs}</i></body></html>'
)
ABOUT = 160
"""Most characters of a role or definition shown below a name in the header's box."""
INTERFACES = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.js")
"""Pagefind's own widgets: the site has its own."""
LOWEST = (
    '<html lang="{language}"><body><p data-pagefind-body>\ua66e</p><i data-pagefind-sort="date">!</i></body></html>'
)
"""A page that sorts before every date and whose one word nobody types. Sorted by date, Pagefind
scores a page by its place in its shard; with the place 0 taken, the search page can join shards by weighting scores."""
ENGINE = ("pagefind.js", "pagefind-worker.js", "wasm.*.pagefind")
"""What one shard has for all."""
_BODY = re.compile(r"<\w[^<>]*\bdata-pagefind-body\b[^<>]*>")
_IGNORED = re.compile(r'<(div|span|p|details)\b[^<>]*?(?:\bdata-pagefind-ignore\b|\bclass="proof")[^<>]*>')
_HEEDED = re.compile(r"\bdata-pagefind-(?!ignore)")
"""A facet or date, which Pagefind takes out of what it ignores too."""
_ADDRESS = re.compile(r' (?:href|title)="[^"]*"')
_LANGUAGE = re.compile(r"""<html\b[^>]*?\blang=["']?([\w-]+)""")


@dataclass(frozen=True, slots=True)
class Shard:
    """The briefs of a period.

    Attributes:
        path: folder below `pagefind/`, "" for the newest, whose folder also holds the engine.
        pages: addresses below the site's root ("briefs/2025/x/"), oldest first.
    """

    path: str
    first: str
    last: str
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Digests:
    """What is known of files without reading them.

    Attributes:
        standing: the folder of the site that stands; None for none.
        there: the SHA-256 of its files, by their paths in it.
        here: those of the files of the site that is indexed, as far as they are known.
    """

    standing: Path | None = None
    there: Mapping[str, str] = field(default_factory=dict)
    here: Mapping[str, str] = field(default_factory=dict)


def shards(briefs: Iterable[tuple[str, str]], most: int = SHARD_PAGES) -> tuple[Shard, ...]:
    """Cut briefs, given as (date or "", page), into shards of whole months, newest shard first.

    A month of more than `most` briefs is cut in several.
    """
    packed: list[list[tuple[str, str]]] = []
    for _, group in groupby(sorted(briefs), lambda b: b[0][:7]):
        month = list(group)
        for start in range(0, len(month), most):
            part = month[start : start + most]
            if packed and len(packed[-1]) + len(part) <= most:
                packed[-1] += part
            else:
                packed.append(part)
    made: list[Shard] = []
    for part in packed:
        first, last = part[0][0][:7], part[-1][0][:7]
        name = first or "undated"
        again = sum(1 for shard in made if shard.first == first)
        path = "" if part is packed[-1] else f"{name}-{again + 1}/" if again else f"{name}/"
        made.append(Shard(path, first, last, tuple(page for _, page in part)))
    return tuple(reversed(made))


def index(site_dir: Path, cache: Path | None = None, known: Digests = Digests()) -> None:
    """Write `pagefind/` into a built site, for the briefs that its `data/briefs.json` names.

    A shard of the same pages is taken from the standing site, if `cache`, the folder of the cache, tells that its
    files there are those that were made of them. Raises BuildError when a list is missing, a page of it is not there,
    or Pagefind fails.
    """
    target = site_dir / FOLDER
    briefs = _rows(site_dir, "briefs")
    names = [*_rows(site_dir, "actors"), *_rows(site_dir, "glossary")] if briefs else []
    made = shards((str(b["published"] or ""), str(b["page"])) for b in briefs)
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    with Kept(cache, "indexes") as kept:
        parts = _Parts(kept, target, known)
        for shard in made:
            files = {page: _file(site_dir, page) for page in shard.pages}
            names_of = {page: path.relative_to(site_dir).as_posix() for page, path in files.items()}
            of = [f"{name} {known.here.get(name) or _sum(files[page])}" for page, name in names_of.items()]
            read = partial(_indexed, site_dir, (*names_of.values(),), len(made) == 1)
            with parts.made(shard.path, digest(str(len(made) > 1), *of), read) as pages:
                _make(site_dir, pages, target / shard.path, keep_engine=not shard.path)
        if names:
            language = _language(_text(_file(site_dir, made[0].pages[0])))
            read = partial(_named, site_dir, names, language)
            with parts.made(NAMES, digest(language, json.dumps(names)), read) as pages:
                _make(site_dir, pages, target / NAMES, keep_engine=False)
    rows = [{"path": s.path, "first": s.first, "last": s.last, "briefs": len(s.pages)} for s in made]
    listed = {"briefs": rows, "names": NAMES if names else None}
    (target / "shards.json").write_text(json.dumps(listed) + "\n", "utf-8")


def _make(site_dir: Path, pages: Mapping[str, str], into: Path, keep_engine: bool) -> None:
    """Index pages, given by the paths of their files; nothing where there are none."""
    if not pages:
        return
    with _stage(site_dir) as stage:
        for name, html in pages.items():
            (stage / name).parent.mkdir(parents=True, exist_ok=True)
            (stage / name).write_text(html, "utf-8")
        _run(stage, into)
    put_in_order(into)
    _trim(into, keep_engine)


def _indexed(site_dir: Path, names: Sequence[str], alone: bool) -> dict[str, str]:
    """What a shard is made of: what is indexed of its pages, and unless it stands alone its lowest page."""
    pages = {name: _text(site_dir / name) for name in names}
    lowest = {} if alone else {"lowest.html": LOWEST.format(language=_language(pages[names[0]]))}
    return {**{name: indexed(html) for name, html in pages.items()}, **lowest}


def indexed(html: str) -> str:
    """What Pagefind indexes of a page: the brief and its facets, without the elements that are ignored and without
    addresses; the whole page where that cannot be told.

    >>> indexed('<html lang="de">a<p data-pagefind-body>b <span data-pagefind-ignore>c</span> <a href="d">e</a></p>')
    '<html lang="de"><body><p data-pagefind-body>b  <a>e</a></p>'
    """
    body = _BODY.search(html)
    if body is None:
        return html
    at, last = body.start(), html.rfind("</article")
    last = last if last > at else len(html)
    kept = [f'<html lang="{_language(html)}"><body>']
    while found := _IGNORED.search(html, at, last):
        end = _end(html, found, last)
        if end is None:
            return html
        heeded = _HEEDED.search(html, found.end(), end)
        kept.append(html[at : found.end() if heeded else found.start()])
        at = found.end() if heeded else end
    return _ADDRESS.sub("", "".join((*kept, html[at:last])))


def _end(html: str, start: re.Match[str], last: int) -> int | None:
    """Where the element ends whose start tag this is; None where it does not."""
    depth = 1
    for tag in re.compile(rf"<(/?){start[1]}\b[^<>]*>").finditer(html, start.end(), last):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return None


@dataclass(frozen=True, slots=True)
class _Parts:
    """The shards of an index, each with the digest of what it was made of and those of its files."""

    kept: Kept
    target: Path
    known: Digests

    @contextlib.contextmanager
    def made(self, part: str, of: str, read: Callable[[], Mapping[str, str]]) -> Iterator[Mapping[str, str]]:
        """The pages that a part is to be made of, and note it once the block made it; none where it was taken from the
        standing site. What they are made `of` is asked first, and where that is another, what they say.
        """
        name, by = part or "newest", digest(own_code(), version("pagefind"))
        known = self.kept.facts(name, by) or {"of": "", "says": "", "files": {}}
        pages = read() if known["of"] != of else {}
        says, files = digest(*chain.from_iterable(pages.items())) if pages else known["says"], known["files"]
        if files and known["says"] == says and self._taken(files):
            yield {}
        else:
            yield pages or read()
            found = (p for p in (self.target / part).rglob("*") if p.is_file())
            files = {p.relative_to(self.target).as_posix(): _sum(p) for p in found}
        self.kept.put(name, by, {"of": of, "says": says, "files": files})

    def _taken(self, files: Mapping[str, str]) -> bool:
        """Give the files of the standing site a second name each, if all are what they were."""
        try:
            there = self.known.there
            if self.known.standing is None or any(there.get(f"{FOLDER}/{name}") != own for name, own in files.items()):
                return False
            for name in files:
                (self.target / name).parent.mkdir(parents=True, exist_ok=True)
                (self.target / name).hardlink_to(self.known.standing / FOLDER / name)
        except OSError:
            for name in files:
                (self.target / name).unlink(missing_ok=True)
            return False
        return True


def _sum(path: Path) -> str:
    """The digest of a file; raises BuildError when it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise _unreadable(path, error) from error


def _text(path: Path) -> str:
    """A page; raises BuildError when it cannot be read."""
    try:
        return path.read_text("utf-8", "replace")
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> BuildError:
    return BuildError(f"the page of a brief cannot be read ({error.strerror})", path=str(path), remedy="build again")


def _rows(site_dir: Path, name: str) -> list[dict[str, Any]]:
    """One of the site's own lists for machines."""
    path = site_dir / "data" / f"{name}.json"
    try:
        return [dict(row, page=str(row["page"])) for row in json.loads(path.read_text("utf-8"))]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BuildError(
            f"the list of {name} cannot be read ({error})", path=str(path), remedy="build the whole site again"
        ) from error


@contextlib.contextmanager
def _stage(site_dir: Path) -> Iterator[Path]:
    """An empty folder beside the site, where Pagefind sees what it shall and nothing else."""
    with tempfile.TemporaryDirectory(prefix=f".{site_dir.name.lstrip('.')}.{FOLDER}.", dir=site_dir.parent) as stage:
        yield Path(stage)


def _named(site_dir: Path, rows: Sequence[Mapping[str, Any]], language: str) -> dict[str, str]:
    """A page of names alone at the address of each actor and term."""
    pages = {}
    for row in rows:
        kind = str(row.get("kind") or "term")
        about = [kind.capitalize(), row.get("role") or row.get("definition")]
        pages[_file(site_dir, row["page"]).relative_to(site_dir).as_posix()] = NAME.format(
            language=language,
            name=escape(" ".join(str(row.get("name") or row.get("term")).split())),
            aliases=escape("; ".join(row["aliases"])),
            kind=kind,
            briefs=len(row["briefs"]),
            about=escape(" · ".join(" ".join(str(a).split())[:ABOUT] for a in about if a)),
        )
    return pages


def _language(html: str) -> str:
    """The language of a page: Pagefind keeps an index a language."""
    found = _LANGUAGE.search(html)
    return found[1] if found else "en"


def _file(folder: Path, page: str) -> Path:
    """The file of an address, whichever way the builder names its files."""
    if page.endswith(".html"):  # the site's pages are files (use_directory_urls: false)
        return folder / page
    path = folder / page / "index.html"
    return path if path.is_file() else folder / f"{page.rstrip('/')}.html"


def _run(stage: Path, target: Path) -> None:
    options = ["--quiet", "--site", str(stage), "--output-path", str(target.absolute())]
    for selector in LEFT_OUT:
        options += ["--exclude-selectors", selector]
    try:
        # In the folder of its pages, Pagefind finds no configuration file of somebody else's.
        done = subprocess.run(
            [_program(), *options], cwd=stage, capture_output=True, text=True, errors="replace", check=False
        )
    except (ImportError, OSError) as error:
        raise _failed(str(error), target) from error
    if done.returncode or not (target / "pagefind-entry.json").is_file():
        said = [line for line in (done.stderr + done.stdout).splitlines() if line.strip()]
        raise _failed(said[-1].strip() if said else f"exit {done.returncode}", target)


def _program() -> str:
    """Pagefind's program; `python -m pagefind` starts another Python that does no more than to find it."""
    from pagefind.service import get_executable

    found = get_executable()
    if found is None:
        raise FileNotFoundError("its program is not there")
    return str(found.resolve())


def _failed(said: str, target: Path) -> BuildError:
    remedy = "install it with: pip install 'pagefind[bin]'"
    return BuildError(f"Pagefind failed: {said}", path=str(target), remedy=remedy)


def _trim(folder: Path, keep_engine: bool) -> None:
    for pattern in INTERFACES if keep_engine else (*INTERFACES, *ENGINE):
        for path in folder.glob(pattern):
            path.unlink()
    if keep_engine and len(list(folder.glob("wasm.*.pagefind"))) > 1:
        (folder / "wasm.unknown.pagefind").unlink(missing_ok=True)
