"""`mkdocs.yml` looked at before MkDocs reads it: MkDocs' own loader runs what a tag of the file names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from generator.core.errors import ConfigError
from generator.core.yamltext import describe, refuse_large

_ALLOWED = re.compile(
    r"!(?:ENV|relative)?"
    r"|tag:yaml\.org,2002:(?:map|seq|str|int|float|bool|null|merge|timestamp|binary|set|omap|value)"
    # What Material's manual has people write: its icons, and the slugs and fences of its Markdown extensions.
    r"|tag:yaml\.org,2002:python/(?:name|object/apply):(?:material|pymdownx)\.[\w.]+"
)
"""Tags whose values are data, or code of the two packages a site is built with."""
_DEEPEST = 10
"""Configurations that inherit from each other."""


def check(path: Path, depth: int = 0) -> None:
    """Raise ConfigError when the file, or one it inherits from, is unreadable, no mapping, or names code to be run."""
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
    for key, value in root.value if root is not None else ():
        if key.value == "INHERIT" and isinstance(value, yaml.ScalarNode):
            if depth == _DEEPEST:
                raise ConfigError("inherits from itself", path=str(path), field="INHERIT", remedy="remove the line")
            check(path.parent / value.value, depth + 1)


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
