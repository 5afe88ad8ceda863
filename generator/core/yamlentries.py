"""A list of entries in people's YAML (`actors.yml`, `glossary.yml`), changed entry by entry, key by key.

Every line that says what it is to say stays byte for byte, in its place; comments of what goes stay as lines of their
own. The result is read back: should it not say what it is to say, or lack a comment, nothing is changed and the caller
is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from generator.core import yamllines, yamltext
from generator.core.yamllines import OddLayoutError

__all__ = ["OddLayoutError", "rewritten"]
Entry = Mapping[str, Any]


def rewritten(text: str, wanted: Sequence[tuple[int | None, Entry]]) -> str:
    """The text with other entries.

    Args:
        text: the file's text, which is valid: a list of mappings, or nothing.
        wanted: the entries, each with the place of the one it was; None for a new one. Places ascend.

    Raises OddLayoutError.
    """
    root = yamltext.compose(text)
    lines = yamllines.whole_lines(text)
    if root is None or (isinstance(root, yaml.SequenceNode) and not root.value):
        start, end = (0, 0) if root is None else (root.start_mark.line, _end(root))
        kept = [*lines[:start], *yamllines.comment_lines(lines[start:end]), *lines[end:]]
        new = "".join(line for _, entry in wanted for line in _fresh(entry, ""))
    elif isinstance(root, yaml.SequenceNode) and not root.flow_style:
        kept, new = list(_changed(lines, root, wanted)), ""
    else:
        raise OddLayoutError
    made = "".join(kept) + new
    if "\r\n" in text:
        made = made.replace("\r\n", "\n").replace("\n", "\r\n")
    again = yamltext.load(made)
    if (again or []) != [dict(entry) for _, entry in wanted] or yamllines.comments_in(text) - yamllines.comments_in(
        made
    ):
        raise OddLayoutError
    return made


def _changed(
    lines: Sequence[str], root: yaml.SequenceNode, wanted: Sequence[tuple[int | None, Entry]]
) -> Iterator[str]:
    """The lines of a list: what stands between its entries, and each entry as it is to be."""
    starts = yamllines.starts_of(root.value)
    old = yamltext.load("".join(lines))
    now = {place: entry for place, entry in wanted if place is not None}
    indent = " " * root.start_mark.column
    written = 0
    for place, (node, start) in enumerate(zip(root.value, starts, strict=True)):
        end = _content_end(lines, node, starts[place + 1] if place + 1 < len(starts) else len(lines))
        yield from lines[written:start]
        if place not in now:
            yield from yamllines.comment_lines(lines[start:end], indent)
        elif now[place] == old[place]:
            yield from lines[start:end]
        else:
            yield from _entry(lines, node, start, end, old[place], now[place])
        written = end
    yield from (line for place, entry in wanted if place is None for line in _fresh(entry, indent))
    yield from lines[written:]


def _entry(lines: Sequence[str], node: yaml.Node, start: int, end: int, old: Entry, now: Entry) -> Iterator[str]:
    """The lines of one entry: its keys in the order they stand in, new ones last."""
    lead = lines[start][: len(lines[start]) - len(lines[start].lstrip(" "))]
    first = node.value[0][0].value if isinstance(node, yaml.MappingNode) and not node.flow_style else None
    if first is None or now.get(first) != old[first]:
        yield from yamllines.comment_lines(lines[start:end], lead)
        yield from _fresh(now, lead)
        return
    starts = yamllines.starts_of([key for key, _ in node.value])
    indent = " " * node.start_mark.column
    for (key, value), top, bottom in zip(node.value, starts, [*starts[1:], end], strict=True):
        own = _content_end(lines, value, bottom)
        if key.value in now and now[key.value] == old[key.value]:
            yield from lines[top:own]
        else:
            yield from yamllines.comment_lines(lines[top:own], indent)
            if key.value in now:
                block = isinstance(value, yaml.SequenceNode) and not value.flow_style
                yield from _key(key.value, now[key.value], indent, block=block)
        yield from lines[own:bottom]
    for name in now:
        if name not in old:
            yield from _key(name, now[name], indent)


def _key(name: str, value: Any, indent: str, *, block: bool = False) -> list[str]:
    """The lines of a key; a list stands on one line unless it stood on several."""
    if isinstance(value, (list, tuple)) and not block:
        return [f"{indent}{name}: {yamltext.dump_line(value)}\n"]
    return [indent + line for line in yamltext.dump({name: value}).splitlines(keepends=True)]


def _fresh(entry: Entry, indent: str) -> list[str]:
    """The lines of an entry that was not there."""
    lines = [line for name, value in entry.items() for line in _key(name, value, f"{indent}  ")]
    return [f"{indent}- {lines[0][len(indent) + 2 :]}", *lines[1:]]


def _content_end(lines: Sequence[str], node: yaml.Node, bottom: int) -> int:
    """Behind the last line of a node that is no bare line; those below it belong to nobody."""
    end = min(max(_end(node), node.start_mark.line + 1), bottom)
    in_block = isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")
    while end - 1 > node.start_mark.line and yamllines.is_bare(lines[end - 1]) and not in_block:
        end -= 1
    return end


def _end(node: yaml.Node) -> int:
    """The line behind the last one of a node: that of its last leaf, for a block ends where the next token begins."""
    inner = node.value if isinstance(node, yaml.CollectionNode) else []
    if inner and isinstance(node, yaml.CollectionNode) and not node.flow_style:
        last = inner[-1][1] if isinstance(node, yaml.MappingNode) else inner[-1]
        return _end(last)
    return int(node.end_mark.line) + (node.end_mark.column > 0)
