"""A new site on another subject: this project's configuration, theme and templates, without its subject.

The files come from the package (`generator/data/init`, put there when the wheel is built, see pyproject.toml) or, in a
checkout, from the project itself; the seeds that only a new site has lie in `generator/data/seed`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import generator
from generator.core.errors import BriefingError
from generator.core.yamltext import dump
from generator.desk.installed import requirement
from generator.io.files import holds, read_bytes, read_text, write_atomic

CURATED = ("actors.yml", "glossary.yml", "topics.yml")
"""Lists of the subject: a new site gets the comments at their head and no entry."""
COPIED = ("site_config/templates", "site_config/overrides", ".github/workflows")
"""Folders that hold nothing of the subject; one that this project does not have is passed over."""
TOOL_ONLY = tuple(f".github/workflows/{name}.yml" for name in ("matrix", "nightly", "release"))
"""Workflows that test and release the tool itself: a site has no use for them."""
_CLUTTER = ("__pycache__", ".pyc", ".tmp", ".swp", "~")


def init(folder: Path, name: str | None = None, *, missing: bool = False) -> tuple[list[Path], list[Path]]:
    """Make a site in `folder`; returns the files written and, with `missing`, those left as they were.

    A file that is there with these very bytes counts as written, so that a run cut short can be run again. Raises
    BriefingError, and writes nothing, when others are there and `missing` is not set.
    """
    files = dict(new_site(name or _name_of(folder)))
    if _has_articles(folder):
        files = {path: data for path, data in files.items() if not path.startswith("articles/")}
    taken = [path for path, data in files.items() if _other(folder / path, data)]
    if taken and not missing:
        raise BriefingError(
            f"there are files that would be in the way: {', '.join(taken)}",
            path=str(folder),
            remedy="name an empty folder, or add only what is missing with --missing",
        )
    written = [folder / path for path, data in files.items() if path not in taken and write_atomic(folder / path, data)]
    return written, [folder / path for path in taken]


def new_site(name: str) -> Iterator[tuple[str, bytes]]:
    """The files of a new site by relative path, in order."""
    root = template_root()
    yield "mkdocs.yml", _named(read_text(root / "mkdocs.yml"), name).encode("utf-8")
    for file in CURATED:
        yield f"site_config/{file}", _head(read_text(root / "site_config" / file)).encode("utf-8")
    for file in ("site.yml", "hooks.py"):
        yield f"site_config/{file}", read_bytes(root / "site_config" / file)
    for below in COPIED:
        for path in sorted((root / below).rglob("*")):
            relative = path.relative_to(root).as_posix()
            if (
                path.is_file()
                and relative not in TOOL_ONLY
                and not any(part.endswith(_CLUTTER) for part in relative.split("/"))
            ):
                yield relative, read_bytes(path)
    seeds = Path(generator.__file__).parent / "data" / "seed"
    yield ".gitignore", read_bytes(seeds / "gitignore")
    yield "build/docs/.gitkeep", b""  # a bare `mkdocs build` wants its docs_dir before it asks the hook
    yield "README.md", read_text(seeds / "README.md").replace("SITE_NAME", name).encode("utf-8")
    yield "constraints.txt", read_bytes(root / "constraints.txt")  # the versions that this one was tested with
    line, wheels = requirement()
    yield "requirements.txt", read_text(seeds / "requirements.txt").replace("REQUIREMENT", line).encode("utf-8")
    yield from wheels.items()
    for path in sorted((seeds / "articles").glob("*.md")):
        yield f"articles/{path.name}", read_bytes(path)


def template_root() -> Path:
    """Where the files a new site is made of lie: in the package, or beside it in a checkout."""
    package = Path(generator.__file__).parent
    for root in (package / "data" / "init", package.parent):
        if (root / "mkdocs.yml").is_file() and (root / "site_config" / "templates").is_dir():
            return root
    raise BriefingError("the files of a new site are not installed", remedy="install briefing-desk again")


def _name_of(folder: Path) -> str:
    words = re.split(r"[\s_-]+", folder.resolve().name)
    return " ".join(word[:1].upper() + word[1:] for word in words if word) or "Briefing Desk"


def _named(config: str, name: str) -> str:
    line = dump({"site_name": name}).rstrip("\n")
    return re.sub(r"^site_name:.*$", lambda _: line, config, count=1, flags=re.MULTILINE)


def _head(text: str) -> str:
    """The comments at the head of a list, and an empty list."""
    head = re.match(r"(?:#.*\n|[ \t]*\n)*", text)
    return f"{head[0].rstrip() if head else ''}\n\n[]\n"


def _other(path: Path, data: bytes) -> bool:
    """Whether something else stands where a file is to be written."""
    try:
        return path.is_symlink() or (path.exists() and not holds(path, data))
    except OSError:
        return True


def _has_articles(folder: Path) -> bool:
    articles = folder / "articles"
    return articles.is_dir() and any(not path.name.startswith(".") for path in articles.iterdir())
