"""`mkdocs.yml` looked at before MkDocs reads it: MkDocs' own loader runs what a tag of the file names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from generator.core.errors import ConfigError
from generator.core.yamltext import describe, refuse_large

_ALLOWED = re.compile(
    r"!(?:ENV|relative)?"
    r"|tag:yaml\.org,2002:(?:map|seq|str|int|float|bool|null|merge|timestamp|binary|set|omap|value)"
    # What Material's manual has people write: its icons, and the slugs and fences of its Markdown extensions. Each by
    # its name: a module has what it imports as well (`material.plugins.blog.plugin.rmtree`).
    r"|tag:yaml\.org,2002:python/name:(?:material\.extensions|pymdownx)\.emoji\.(?:twemoji|emojione|gemoji|to_[a-z_]+)"
    r"|tag:yaml\.org,2002:python/name:pymdownx\.(?:superfences|arithmatex)\.[a-z_]+_(?:format|validator)"
    r"|tag:yaml\.org,2002:python/(?:name|object/apply):pymdownx\.(?:slugs\.(?:slugify|uslugify|gfm)[a-z_]*"
    r"|arithmatex\.arithmatex_[a-z]+_format)"
)
"""Tags whose values are data, or functions of the two packages a site is built with that make text of text."""
_DEEPEST = 10
"""Configurations that inherit from each other."""


def read(path: Path) -> dict[str, Any]:
    """What the file says, variables and inherited files resolved; raises ConfigError as `check` does.

    The one place where we call MkDocs' loader, which runs what a tag names.
    """
    # Imported here: commands that build no site need nothing of MkDocs.
    from mkdocs.exceptions import ConfigurationError
    from mkdocs.utils.yaml import yaml_load

    check(path)
    try:
        with path.open("rb") as file:
            said: dict[str, Any] = yaml_load(file)
    except (OSError, ConfigurationError, yaml.YAMLError, ValueError) as error:
        raise ConfigError(
            f"cannot be read ({error})", path=str(path), remedy="mend the file, or name another with --config"
        ) from error
    return said


def check(path: Path, depth: int = 0, home: Path | None = None) -> None:
    """Raise ConfigError when the file, or one it inherits from, is unreadable, no mapping, or names code to be run.

    `home` is the folder of the file that inherits, which paths start from.
    """
    home = home or path.parent
    try:
        text = path.read_text("utf-8")
        refuse_large(text)
        root = yaml.compose(text, yaml.CSafeLoader)
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(
            f"cannot be read ({error})", path=str(path), remedy="mend the file, or name another with --config"
        ) from error
    except yaml.YAMLError as error:
        where, problem = describe(error)
        raise ConfigError(problem, path=str(path), field=where, remedy="mend the line") from error
    if root is not None and not isinstance(root, yaml.MappingNode):
        raise ConfigError("is no mapping", path=str(path), remedy="write `key: value` lines")
    for node in _nodes(root):
        if not _ALLOWED.fullmatch(node.tag):
            raise ConfigError(
                f"the tag {node.tag!r} could run code",
                path=str(path),
                field=f"line {node.start_mark.line + 1}",
                remedy="remove it; a plugin or Markdown extension that is installed is named without a tag",
            )
        for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
            if key.value in ("INHERIT", "custom_dir"):  # wherever it stands: a merge (`<<`) may bring it up
                named = _plain(path, key, value)
                if key.value == "custom_dir":
                    _refuse_theme(path, home, named)
                elif depth == _DEEPEST:
                    raise ConfigError("inherits from itself", path=str(path), field="INHERIT", remedy="remove the line")
                else:
                    check(path.parent / named, depth + 1, home)


def _plain(path: Path, key: yaml.Node, value: yaml.Node) -> str:
    """A file's or folder's name as it stands there; raises ConfigError where a variable or a list says it."""
    if not isinstance(value, yaml.ScalarNode) or value.tag != "tag:yaml.org,2002:str":
        raise ConfigError(
            "is no plain name", path=str(path), field=f"line {key.start_mark.line + 1}", remedy="write a path"
        )
    return str(value.value)


def _refuse_theme(path: Path, home: Path, folder: str) -> None:
    """Raise ConfigError when a theme's own files, all of which are copied into the site, come from elsewhere."""
    place = (home / folder).resolve()
    below = place.relative_to(home.resolve()).parts if place.is_relative_to(home.resolve()) else ()
    inside = bool(below) and not any(part.startswith(".") for part in below)  # .git/config may hold a token
    if not inside or any(not file.resolve().is_relative_to(place) for file in place.rglob("*") if file.is_symlink()):
        raise ConfigError(
            f"{folder!r} is no folder below the project's, or holds a link that leaves it",
            path=str(path),
            field="theme.custom_dir",
            remedy="name a folder of templates, such as site_config/overrides",
        )


def _nodes(root: yaml.Node | None) -> Iterator[yaml.Node]:
    """A document's nodes, each once however often an alias names it."""
    left = [root] if root is not None else []
    seen: set[int] = set()
    while left:
        node = left.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        if isinstance(node, yaml.MappingNode):
            left += [part for pair in node.value for part in pair]
        elif isinstance(node, yaml.SequenceNode):
            left += node.value
