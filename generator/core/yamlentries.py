"""A list of entries in people's YAML (`actors.yml`, `glossary.yml`), changed entry by entry, key by key.

The result is read back: should it not say what it is to say, or lack a comment, nothing is changed and the caller is
told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from generator.core import yamltext
from generator.core.yamllines import Entry, Layout, OddLayoutError, comments_in

__all__ = ["OddLayoutError", "rewritten"]
Values = Mapping[str, Any]


def rewritten(text: str, wanted: Sequence[tuple[int | None, Values]]) -> str:
    """The text with other entries.

    Args:
        text: the file's text, which is valid: a list of mappings, or nothing.
        wanted: the entries, each with the place of the one it was; None for a new one. Places ascend.

    Raises OddLayoutError.
    """
    root, layout = yamltext.compose(text), Layout(text)
    if root is None or (isinstance(root, yaml.SequenceNode) and not root.value):
        start, end = (0, 0) if root is None else (root.start_mark.line, root.end_mark.line + 1)
        comments = layout.comments(Entry(start, start, end))
        new = (line for _, values in wanted for line in _fresh(values, ""))
        made = "".join((*layout.lines[:start], *comments, *layout.lines[end:], *new))
    elif isinstance(root, yaml.SequenceNode) and not root.flow_style:
        made = "".join(_changed(layout, root, yamltext.load(text), wanted))
    else:
        raise OddLayoutError
    if "\r\n" in text:
        made = made.replace("\r\n", "\n").replace("\n", "\r\n")
    try:
        said = yamltext.load(made) or []
    except yaml.YAMLError as error:  # of a list that ends in `...` the new entry stands behind it
        raise OddLayoutError from error
    if said != [dict(values) for _, values in wanted] or comments_in(text) - comments_in(made):
        raise OddLayoutError
    return made


def _changed(
    layout: Layout, root: yaml.SequenceNode, old: Sequence[Values], wanted: Sequence[tuple[int | None, Values]]
) -> Iterator[str]:
    """The lines of a list with each entry as it is to be; of one that goes its comments stay in its place."""
    now = {place: values for place, values in wanted if place is not None}
    now |= dict(enumerate((values for place, values in wanted if place is None), len(old)))
    indent, first = " " * root.start_mark.column, root.start_mark.line

    def write(place: int, entry: Entry | None) -> Iterator[str]:
        if entry is None:
            yield from _fresh(now[place], indent)
        elif place not in now:
            yield from layout.comments(entry, indent)
        elif now[place] == old[place]:
            yield from layout.kept(entry)
        else:
            yield from _entry(layout, root.value[place], entry, old[place], now[place])

    places = range(len(old))
    yield from layout.lines[:first]
    yield from layout.rewritten(root.value, first, len(layout.lines), places, sorted({*places, *now}), write)


def _entry(layout: Layout, node: yaml.Node, whole: Entry, old: Values, now: Values) -> Iterator[str]:
    """The lines of one entry: its keys in the order they stand in, new ones last."""
    lead = " " * yamltext.indent_of(layout.lines[whole.start])
    first = node.value[0][0].value if isinstance(node, yaml.MappingNode) and not node.flow_style else None
    if first is None or now.get(first) != old.get(first):
        yield from (*layout.comments(whole, lead), *_fresh(now, lead))
        return
    indent = " " * node.start_mark.column
    nodes = {key.value: (key, value) for key, value in node.value}

    def write(name: str, entry: Entry | None) -> Iterator[str]:
        if entry is None:
            yield from _key(name, now[name], indent)
        elif name in now and now[name] == old[name]:
            yield from layout.kept(entry)
        else:
            yield from layout.comments(entry, indent)
            if name in now:
                value = nodes[name][1]
                block = isinstance(value, yaml.SequenceNode) and not value.flow_style
                yield from _key(name, now[name], indent, block=block)

    keys = [key for key, _ in nodes.values()]
    names = list(dict.fromkeys((*nodes, *now)))
    yield from layout.rewritten(keys, whole.start, whole.end, list(nodes), names, write)


def _key(name: str, value: Any, indent: str, *, block: bool = False) -> list[str]:
    """The lines of a key; a list stands on one line unless it stood on several."""
    if isinstance(value, (list, tuple)) and not block:
        return [f"{indent}{name}: {yamltext.dump_line(value)}\n"]
    return [indent + line for line in yamltext.dump({name: value}).splitlines(keepends=True)]


def _fresh(values: Values, indent: str) -> list[str]:
    """The lines of an entry that was not there."""
    lines = [line for name, value in values.items() for line in _key(name, value, f"{indent}  ")]
    return [f"{indent}- {lines[0][len(indent) + 2 :]}", *lines[1:]]
