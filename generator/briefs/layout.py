"""Writing a record over a file that a person has laid out: comments, key order and every untouched line stay.

The front matter is cut into the lines of its keys and list items by the marks of PyYAML's own parser. Lines whose value
is still right are kept byte for byte; the others are written as `records` writes them, below the comments that stood
there. The result is read back: should it not say the same, or lack a comment, the record is written plainly with its
comments gathered on top.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import yaml

from generator.briefs.records import Record, dump_record, front_matter, parse_record, with_id
from generator.briefs.values import LISTS
from generator.core import yamltext
from generator.core.errors import RecordError
from generator.core.text import split_front_matter


def rewrite(old_text: str, record: Record) -> str:
    """The text of a file that holds `old_text` and is to hold the record; all that need not change stays as it is."""
    plain = dump_record(record)
    try:
        if dump_record(parse_record(old_text, "")) == old_text:
            return plain
        front, note = split_front_matter(old_text)
        root = yaml.compose(front or "", yamltext.TextLoader)
    except (RecordError, yaml.YAMLError):
        return plain
    if front is None or not isinstance(root, yaml.MappingNode) or note != record.brief.note:
        return plain
    lines = [line if line.endswith("\n") else line + "\n" for line in front.splitlines(keepends=True)]
    try:
        kept = "".join(_Layout(tuple(lines)).mapping(root, front_matter(record), (0, len(lines))))
        if "\r\n" in front:
            kept = re.sub(r"\r?\n", "\r\n", kept)
        start = old_text.index(front, old_text.index("---") + 3)
        text = old_text[:start] + kept + old_text[start + len(front) :]
        if dump_record(parse_record(text, "")) == plain and not _comments(lines) - _comments(kept.splitlines()):
            return text
    except (_OddLayoutError, RecordError):
        pass
    comments = "".join(f"{comment}\n" for comment in _comments(lines).elements())
    return plain.replace("---\n", "---\n" + comments, 1)


class _OddLayoutError(Exception):
    """Lines that cannot be told apart (several keys on one line)."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A key of a mapping or an item of a list: the comments above it, and the lines it takes."""

    node: yaml.Node
    comments: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Layout:
    """Writes blocks over the lines they stand in; a span is two line numbers, half open."""

    lines: tuple[str, ...]

    def mapping(self, node: yaml.MappingNode, new: Mapping[str, Any], span: tuple[int, int]) -> list[str]:
        """The lines of a block mapping that is to hold `new`, its keys in the order they stand in."""
        entries, tail = self._entries([key for key, _ in node.value], span)
        indent = " " * node.value[0][0].start_mark.column
        out: list[str] = []
        order, written = list(new), {key.value for key, _ in node.value}
        for entry, (key, value) in zip(entries, node.value, strict=True):
            if key.value not in new:
                out += [*entry.comments, *self._loose(entry, indent)]
                continue
            out += [*entry.comments, *self._entry(entry, key.value, value, new[key.value], indent)]
            for name in order[order.index(key.value) + 1 :]:
                if name in written:
                    break
                written.add(name)
                out += _indented(yamltext.dump({name: new[name]}), indent)
        for name in order:
            if name not in written:
                out += _indented(yamltext.dump({name: new[name]}), indent)
        return [*out, *tail]

    def _entry(self, entry: _Entry, key: str, value: yaml.Node, new: Any, indent: str) -> list[str]:
        """The lines of one key."""
        if _loaded(value) == new:
            return list(self.lines[entry.start : entry.end])
        below = (entry.start + 1, entry.end)
        if isinstance(value, yaml.CollectionNode) and not value.flow_style and value.start_mark.line > entry.start:
            if isinstance(value, yaml.MappingNode) and isinstance(new, Mapping) and new:
                return [self.lines[entry.start], *self.mapping(value, new, below)]
            if isinstance(value, yaml.SequenceNode) and key in LISTS and new:
                return [self.lines[entry.start], *self._items(key, value, new, below)]
        return [*self._loose(entry, indent), *_indented(yamltext.dump({key: new}), indent)]

    def _items(
        self, name: str, node: yaml.SequenceNode, new: Sequence[Mapping[str, Any]], span: tuple[int, int]
    ) -> list[str]:
        """The lines of a list of items, each matched by its id."""
        entries, tail = self._entries(node.value, span)
        indent = " " * node.start_mark.column
        wanted = {item["id"] for item in new}
        old: dict[str, tuple[_Entry, list[str]]] = {}
        orphaned: list[str] = []
        for entry in entries:
            loaded = _loaded(entry.node)
            item_id = with_id(name, loaded)["id"] if isinstance(loaded, dict) else ""
            if item_id in wanted:
                old[item_id] = entry, orphaned
                orphaned = []
            else:
                orphaned = [*orphaned, *entry.comments, *self._loose(entry, indent)]
        out: list[str] = []
        for item in new:
            if item["id"] not in old:
                out += _indented(yamltext.dump([item]), indent)
                continue
            entry, above = old[item["id"]]
            out += [*above, *entry.comments]
            if _loaded(entry.node) == item:
                out += self.lines[entry.start : entry.end]
            elif isinstance(entry.node, yaml.MappingNode) and not entry.node.flow_style:
                out += self._item(entry, entry.node, item)
            else:
                out += [*self._loose(entry, indent), *_indented(yamltext.dump([item]), indent)]
        return [*out, *orphaned, *tail]

    def _item(self, entry: _Entry, node: yaml.MappingNode, new: Mapping[str, Any]) -> list[str]:
        """The lines of an item: those of a mapping, with the dash in front of the first."""
        column, first = node.start_mark.column, self.lines[entry.start]
        dash = first[:column]
        blank = _Layout((*self.lines[: entry.start], " " * column + first[column:], *self.lines[entry.start + 1 :]))
        out = blank.mapping(node, new, (entry.start, entry.end))
        at = next(i for i, line in enumerate(out) if line.strip() and not line.lstrip().startswith("#"))
        out[at] = dash + out[at][column:]
        return out

    def _entries(self, nodes: Iterable[yaml.Node], span: tuple[int, int]) -> tuple[list[_Entry], tuple[str, ...]]:
        """Keys or items with the comments above each, and the comments after the last."""
        nodes = list(nodes)
        starts = [node.start_mark.line for node in nodes]
        if not nodes or starts[0] < span[0] or any(a >= b for a, b in pairwise(starts)):
            raise _OddLayoutError
        lows = [span[0], *(start + 1 for start in starts[:-1])]
        tops = [start - self._run(low, start) for low, start in zip(lows, starts, strict=True)]
        if tops[0] != span[0]:
            raise _OddLayoutError
        last = span[1] - self._run(starts[-1] + 1, span[1])
        ends = [*tops[1:], last]
        entries = [
            _Entry(node, self.lines[top:start], start, end)
            for node, top, start, end in zip(nodes, tops, starts, ends, strict=True)
        ]
        return entries, self.lines[last : span[1]]

    def _run(self, low: int, line: int) -> int:
        """How many lines directly above a line hold nothing but comments or blanks, down to `low`."""
        count = 0
        while line - count > low and _is_bare(self.lines[line - count - 1]):
            count += 1
        return count

    def _loose(self, entry: _Entry, indent: str) -> list[str]:
        """The comments among the lines of an entry that is written anew."""
        return [f"{indent}{comment}\n" for comment in _comments(self.lines[entry.start : entry.end]).elements()]


def _is_bare(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def _indented(text: str, indent: str) -> list[str]:
    return [indent + line if line.strip() else line for line in text.splitlines(keepends=True)]


def _loaded(node: yaml.Node) -> Any:
    loader = yamltext.TextLoader("")
    try:
        return loader.construct_document(node)
    finally:
        loader.dispose()


def _comments(lines: Iterable[str]) -> Counter[str]:
    """The comments on these lines, alone on a line or behind a value, in their order."""
    found = (line.strip() if line.lstrip().startswith("#") else _behind(line.strip()) for line in lines)
    return Counter(comment for comment in found if comment)


def _behind(line: str) -> str:
    """The comment behind the value on a line (``role: envoy  # checked``), "" without one."""
    for match in re.finditer(r"\s(#.*)", line):
        try:
            if yamltext.load(line[: match.start()]) == yamltext.load(line):
                return match[1]
        except yaml.YAMLError:
            continue
    return ""
