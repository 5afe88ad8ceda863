"""Writing a page over one that a person has laid out: comments, key order and every untouched line stay.

The front matter is cut into the lines of its keys and list items by the marks of PyYAML's own parser. Lines that still
say what they are to say are kept byte for byte, in whatever form a person wrote them ("9 May 2025", 2025-05-09); the
others are written as `page` writes them, below the comments that stood there. The result is read back: should it not
say the same, or lack a comment, the page is written plainly with its comments gathered on top.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import yaml

from generator.briefs import page
from generator.briefs.records import Record
from generator.briefs.values import LISTS
from generator.core import yamllines
from generator.core.errors import RecordError
from generator.core.text import split_front_matter
from generator.core.yamllines import OddLayoutError

Block = list[list[str]]
"""The lines of a key, or of a list's first line and each of its items."""


def rewrite(old_text: str, old: Record, record: Record) -> str:
    """The text of a page that holds `old_text` and is to hold the record; all that need not change stays as it is.

    Args:
        old: the record that `old_text` was read as.
    """
    wanted = page.page_of(record.brief)
    plain = page.write(wanted)
    front, note = split_front_matter(old_text)
    if front is None:
        return plain
    lines = yamllines.whole_lines(front)
    inside = yamllines.inside_of(front, lines)
    comments = yamllines.comments_in(front)
    try:
        read = page.read(old_text, "")
        if page.write(read.page) == old_text:
            return plain
        if note == wanted.note:
            ids = {name: [item.id for item in getattr(old.brief, name)] for name in LISTS}
            new = {name: [item.id for item in getattr(record.brief, name)] for name in LISTS}
            layout = _Layout(lines, inside, page.written(read.page), page.written(wanted), ids, new)
            kept = "".join(layout.front(read.root))
            if "\r\n" in front:
                kept = re.sub(r"\r?\n", "\r\n", kept)
            start = old_text.index(front, old_text.index("---") + 3)
            text = old_text[:start] + kept + old_text[start + len(front) :]
            again = page.read(text, "")
            if replace(again.page, id=None) == wanted and not comments - yamllines.comments_in(again.front):
                return text
    except (OddLayoutError, RecordError):
        pass
    return plain.replace("---\n", "---\n" + "".join(f"{comment}\n" for comment in comments.elements()), 1)


def laid_out(text: str) -> bool:
    """Did a person lay out a page: does it have comments, or is it not as `page` writes it?"""
    front, _ = split_front_matter(text)
    if yamllines.comments_in(front or ""):
        return True
    try:
        return page.write(page.read(text, "").page) != text
    except RecordError:  # of an older schema
        return False


@dataclass(frozen=True, slots=True)
class _Entry:
    """A key of a mapping or an item of a list: the comments above it, and the lines it takes."""

    comments: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Layout:
    """Writes blocks over the lines they stand in.

    Attributes:
        lines: the lines of the front matter; `inside` are the numbers of those that continue a value.
        said, wanted: the blocks of each key as `page.written` gives them, of the old page and of the new one.
        old_ids, new_ids: the ids of the items of each list, of the old record and of the new one.
    """

    lines: tuple[str, ...]
    inside: frozenset[int]
    said: Mapping[str, Block]
    wanted: Mapping[str, Block]
    old_ids: Mapping[str, Sequence[str]]
    new_ids: Mapping[str, Sequence[str]]

    def front(self, root: yaml.MappingNode) -> Iterator[str]:
        """The lines of the whole front matter, its keys in the order they stand in."""
        entries, tail = self._entries([key for key, _ in root.value], 0, len(self.lines))
        order, written = list(self.wanted), {key.value for key, _ in root.value}
        for entry, (key, node) in zip(entries, root.value, strict=True):
            yield from entry.comments
            if key.value not in self.wanted:
                yield from self._loose(entry)
                continue
            yield from self._entry(entry, key.value, node)
            for name in order[order.index(key.value) + 1 :]:
                if name in written:
                    break
                written.add(name)
                yield from _flat(self.wanted[name])
        for name in order:
            if name not in written:
                yield from _flat(self.wanted[name])
        yield from tail

    def _entry(self, entry: _Entry, name: str, node: yaml.Node) -> Iterator[str]:
        """The lines of one key."""
        if self.said.get(name) == self.wanted[name]:
            yield from self.lines[entry.start : entry.end]
        elif name in LISTS and isinstance(node, yaml.SequenceNode) and not node.flow_style and node.value:
            yield self.lines[entry.start]
            yield from self._items(name, node, entry)
        else:
            yield from (*self._loose(entry), *_flat(self.wanted[name]))

    def _items(self, name: str, node: yaml.SequenceNode, whole: _Entry) -> Iterator[str]:
        """The lines of a list of items, each matched by its id."""
        entries, tail = self._entries(node.value, whole.start + 1, whole.end)
        indent = " " * node.start_mark.column
        said = dict(zip(self.old_ids[name], self.said[name][1:], strict=True))
        kept: dict[str, tuple[_Entry, list[str]]] = {}
        orphaned: list[str] = []
        for item_id, entry in zip(self.old_ids[name], entries, strict=True):
            if item_id in self.new_ids[name]:
                kept[item_id] = entry, orphaned
                orphaned = []
            else:
                orphaned = [*orphaned, *entry.comments, *self._loose(entry)]
        for item_id, block in zip(self.new_ids[name], self.wanted[name][1:], strict=True):
            if item_id not in kept:
                yield from (indent + line for line in block)
                continue
            entry, above = kept[item_id]
            yield from (*above, *entry.comments)
            if said[item_id] == block:
                yield from self.lines[entry.start : entry.end]
            else:
                yield from (*self._loose(entry), *(indent + line for line in block))
        yield from (*orphaned, *tail)

    def _entries(self, nodes: Sequence[yaml.Node], low: int, high: int) -> tuple[list[_Entry], tuple[str, ...]]:
        """Keys or items with the comments above each, and the comments after the last."""
        starts = yamllines.starts_of(nodes)
        if not nodes or starts[0] < low:
            raise OddLayoutError
        lows = [low, *(start + 1 for start in starts[:-1])]
        tops = [start - self._run(bottom, start) for bottom, start in zip(lows, starts, strict=True)]
        if tops[0] != low:
            raise OddLayoutError
        last = high - self._run(starts[-1] + 1, high)
        ends = [*tops[1:], last]
        entries = [
            _Entry(self.lines[top:start], start, end) for top, start, end in zip(tops, starts, ends, strict=True)
        ]
        return entries, self.lines[last:high]

    def _run(self, low: int, line: int) -> int:
        """How many lines directly above a line hold nothing but comments or blanks, down to `low`."""
        run = 0
        while line - run > low and line - run - 1 not in self.inside and yamllines.is_bare(self.lines[line - run - 1]):
            run += 1
        return run

    def _loose(self, entry: _Entry) -> list[str]:
        """The comments among the lines of an entry that is written anew."""
        within = frozenset(line - entry.start for line in self.inside)
        return yamllines.comment_lines(self.lines[entry.start : entry.end], inside=within)


def _flat(block: Block) -> Iterator[str]:
    for lines in block:
        yield from lines
