"""`mkdocs.yml` looked at before MkDocs reads it: MkDocs' own loader runs what a tag of the file names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

import yaml

from generator.core.configuration import parsed_yaml
from generator.core.errors import ConfigError
from generator.core.yamltext import refuse_large

_ALLOWED = re.compile(
    r"!|!ENV"
    r"|tag:yaml\.org,2002:(?:map|seq|str|int|float|bool|null|merge|timestamp|binary|set|omap|value)"
    # What Material's manual has people write: its icons, and the slugs and fences of its Markdown extensions. Each by
    # its name: a module has what it imports as well (`material.plugins.blog.plugin.rmtree`).
    r"|tag:yaml\.org,2002:python/name:(?:material\.extensions|pymdownx)\.emoji\.(?:twemoji|emojione|gemoji|to_[a-z_]+)"
    r"|tag:yaml\.org,2002:python/name:pymdownx\.(?:superfences|arithmatex)\.[a-z_]+_(?:format|validator)"
    r"|tag:yaml\.org,2002:python/(?:name|object/apply):pymdownx\.(?:slugs\.(?:slugify|uslugify|gfm)[a-z_]*"
    r"|arithmatex\.arithmatex_[a-z]+_format)"
)
"""Tags whose values are data, or functions of the two packages a site is built with that make text of text."""
_READ = re.compile(r"SITE_URL|DIRECTORY_URLS|CI|PUBLIC_\w+")
"""Variables that `!ENV` may read: what it reads is printed on pages, and whoever builds may hold a token in the others.

Who sets a variable says by its name that it is for everybody, as SvelteKit and Astro have it (`PUBLIC_`).
"""
_PLUGINS = {
    "projects": "builds other configurations, and runs what they name",
    "privacy": "fetches addresses that pages name, from wherever the site is built",
}
"""Plugins that come along with Material and do more than a stranger's branch may, by what they do."""
_EXTENSIONS = {
    "snippets": "puts files of whoever builds the site into pages",
    "b64": "puts files of whoever builds the site into pages",
    "codehilite": "writes files wherever its options say; pymdownx.highlight marks code as well",
}
"""The same of extensions of Markdown and pymdownx, by the last part of their names."""
_MARKDOWN = re.compile(r"(?:markdown\.extensions|pymdownx)(?:\.\w+)+")
_CALLED = frozenset({"emoji_generator", "emoji_index", "format", "object", "validator"})
"""Options in which Zensical takes words for a function's name, which it imports and calls."""
_MEND = "mend the file, or name another with --config"
_DEEPEST = 10
"""Configurations that inherit from each other."""


def read(path: Path) -> dict[str, Any]:
    """What the file says, variables and inherited files resolved.

    The one place where we call MkDocs' loader, which runs what a tag names.

    Raises ConfigError when the file, or one it inherits from, is unreadable, no mapping, names code to be run, or has a
    plugin or Markdown extension do what a stranger's branch may not.
    """
    # Imported here: commands that build no site need nothing of MkDocs.
    from mkdocs.utils.yaml import yaml_load

    _refuse_tags(path)
    try:
        with path.open("rb") as file:
            said: dict[str, Any] | str | None = yaml_load(file)
    except Exception as error:  # PyYAML breaks on some values of a tag in several ways (`!!int ''`)
        raise ConfigError(f"cannot be read ({error})", path=str(path), remedy=_MEND) from error
    if not isinstance(said, dict):  # what MkDocs' loader gives for "\ufeff\ufeff" is a text
        raise ConfigError("is no mapping", path=str(path), remedy="write `key: value` lines")
    for field, problem in _refused(said):
        raise ConfigError(problem, path=str(path), field=field, remedy="remove it, or take another")
    return said


def site_url(said: dict[str, Any]) -> str | None:
    """The site's address as MkDocs has it, with a slash at its end; None where the file names none."""
    address = str(said.get("site_url") or "").strip()
    return f"{address.rstrip('/')}/" if address else None


def _refused(said: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The plugins and extensions, and options of theirs, that a site cannot have: field and problem."""
    for name, options in named(said.get("plugins")):
        if does := _PLUGINS.get(name.rpartition("/")[2]):
            yield f"plugins: {name}", does
        yield from ((f"plugins: {name}: {field}", problem) for field, problem in _outside(options))
    known = entry_points(group="markdown.extensions").names
    for name, options in named(said.get("markdown_extensions")):
        if does := _EXTENSIONS.get(name.rpartition(".")[2]):
            yield f"markdown_extensions: {name}", does
        elif not _MARKDOWN.fullmatch(name) and name not in known:
            # The module or function of any other name would be imported and called with the options.
            yield f"markdown_extensions: {name}", "is no Markdown extension that an installed package says it has"
        yield from ((f"markdown_extensions: {name}: {field}", problem) for field, problem in _outside(options))


def named(entries: Any) -> Iterator[tuple[str, Any]]:
    """Name and options of each entry of a list or mapping, those that an entry lists in its turn included."""
    for entry in entries if isinstance(entries, list) else [entries]:
        for name, options in entry.items() if isinstance(entry, dict) else [(entry, None)] if entry else ():
            yield str(name), options
            if isinstance(options, dict):
                yield from named(options.get("plugins"))


def _outside(value: Any, field: str = "") -> Iterator[tuple[str, str]]:
    """Words of an option that lead out of the project, or name a function that is none of text."""
    if isinstance(value, dict | list):
        for key, part in value.items() if isinstance(value, dict) else ((field, part) for part in value):
            yield from _outside(part, str(key))
    elif isinstance(value, str):
        if PurePosixPath(value).is_absolute() or PureWindowsPath(value).drive or ".." in re.split(r"[/\\]", value):
            yield field, f"{value!r} leads out of the project"
        elif field in _CALLED and not _ALLOWED.fullmatch(f"tag:yaml.org,2002:python/name:{value}"):
            yield field, f"{value!r} is no function that may be called"


def _composed(text: str) -> yaml.Node | None:
    refuse_large(text)
    return yaml.compose(text, yaml.CSafeLoader)


def _refuse_tags(path: Path, depth: int = 0, home: Path | None = None) -> None:
    """Raise ConfigError when the file, or one it inherits from, is unreadable, no mapping, or names code to be run.

    `home` is the folder of the file that inherits, which paths start from.
    """
    home = home or path.parent
    root = parsed_yaml(path, _composed, _MEND)
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
        if node.tag == "!ENV":
            _refuse_variables(path, node)
        for key, value in _pairs(path, node):
            if key.tag.startswith("!"):  # its words would be known only when they are read
                _plain(path, key, key)
            if key.value in ("INHERIT", "custom_dir"):  # wherever it stands: a merge (`<<`) may bring it up
                named = _plain(path, key, value)
                if key.value == "custom_dir":
                    _refuse_theme(path, home, named)
                elif depth == _DEEPEST:
                    raise ConfigError("inherits from itself", path=str(path), field="INHERIT", remedy="remove the line")
                else:
                    _refuse_tags(path.parent / named, depth + 1, home)


def _pairs(path: Path, node: yaml.Node) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    """The keys of a mapping with their values; raises ConfigError for one that stands twice: YAML takes the last."""
    seen: set[str] = set()
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if isinstance(key, yaml.ScalarNode) and key.value != "<<" and key.value in seen:
            field = f"line {key.start_mark.line + 1}"
            problem = f"the key {key.value!r} stands twice"
            raise ConfigError(problem, path=str(path), field=field, remedy="remove one of the two")
        seen.add(str(key.value))
        yield key, value


def _refuse_variables(path: Path, node: yaml.Node) -> None:
    """Raise ConfigError when a node reads a variable that is not for everybody; the last of several is a default."""
    listed = node.value if isinstance(node, yaml.SequenceNode) else [node]
    for name in listed[:-1] or listed:
        if not isinstance(name.value, str) or not _READ.fullmatch(name.value):
            raise ConfigError(
                f"!ENV reads {name.value!r}, which may be a secret",
                path=str(path),
                field=f"line {name.start_mark.line + 1}",
                remedy="it reads SITE_URL, DIRECTORY_URLS, CI and variables whose names begin with PUBLIC_",
            )


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
