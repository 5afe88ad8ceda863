"""Writing a page over one that a person has laid out: comments, key order and every untouched line stay (`yamllines`).

Lines that still say what they are to say are kept byte for byte, in whatever form a person wrote them ("9 May 2025",
2025-05-09); the others are written as `page` writes them, below the comments that stood there. The result is read
back: should it not say the same, or lack a comment, the page is written plainly with its comments gathered on top.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import yaml

from generator.briefs import page
from generator.briefs.pairing import woven
from generator.briefs.records import Record
from generator.briefs.values import LISTS
from generator.core.errors import RecordError
from generator.core.text import split_front_matter
from generator.core.yamllines import Entry, Layout, OddLayoutError, comments_in

Block = list[list[str]]
"""The lines of a key, or of a list's first line and each of its items."""


def rewrite(old_text: str, old: Record, record: Record) -> str:
    """The text of a page that holds `old_text` and is to hold the record; all that need not change stays as it is.

    Args:
        old: the record that `old_text` was read as.
    """
    wanted = page.page_of(record.brief)
    plain = page.write(wanted)
    front, _ = split_front_matter(old_text)
    if front is None:
        return plain
    comments = comments_in(front)
    try:
        read = page.read(old_text, "")
        if page.write(read.page) == old_text:
            return plain
        ids, new = ({name: [i.id for i in getattr(r.brief, name)] for name in LISTS} for r in (old, record))
        writing = _Writing(Layout(front), page.written(read.page), page.written(wanted), ids, new)
        kept = "".join(writing.front(read.root))
        if "\r\n" in front:
            kept = re.sub(r"\r?\n", "\r\n", kept)
        start = old_text.index(front, old_text.index("---") + 3)
        text = old_text[:start] + kept + old_text[start + len(front) :]
        reread = page.read(text, "")
        if replace(reread.page, id=None) == wanted and not comments - comments_in(reread.front):
            return text
    except (OddLayoutError, RecordError):
        pass
    return plain.replace("---\n", "---\n" + "".join(f"{comment}\n" for comment in comments.elements()), 1)


def laid_out(text: str) -> bool:
    """Did a person lay out a page: does it have comments, or is it not as `page` writes it?"""
    front, _ = split_front_matter(text)
    if comments_in(front or ""):
        return True
    try:
        return page.write(page.read(text, "").page) != text
    except RecordError:  # of an older schema
        return False


@dataclass(frozen=True, slots=True)
class _Writing:
    """Writes blocks over the lines they stand in.

    Attributes:
        said, wanted: the blocks of each key as `page.written` gives them, of the old page and of the new one.
        old_ids, new_ids: the ids of the items of each list, of the old record and of the new one.
    """

    layout: Layout
    said: Mapping[str, Block]
    wanted: Mapping[str, Block]
    old_ids: Mapping[str, Sequence[str]]
    new_ids: Mapping[str, Sequence[str]]

    def front(self, root: yaml.MappingNode) -> Iterator[str]:
        """The lines of the whole front matter: its keys in the order they stand in, new ones where `page` has them."""
        nodes = {key.value: node for key, node in root.value}
        order = woven([name for name in nodes if name in self.wanted], list(self.wanted))

        def write(name: str, entry: Entry | None) -> Iterator[str]:
            node = nodes.get(name)
            if entry is not None and self.said.get(name) == self.wanted[name]:
                yield from self.layout.kept(entry)
            elif entry and name in LISTS and isinstance(node, yaml.SequenceNode) and not node.flow_style:
                yield self.layout.lines[entry.start]
                yield from self._items(name, node, entry)
            else:
                yield from self.layout.comments(entry) if entry else ()
                yield from (line for lines in self.wanted[name] for line in lines)

        keys = [key for key, _ in root.value]
        return self.layout.rewritten(keys, 0, len(self.layout.lines), list(nodes), order, write)

    def _items(self, name: str, node: yaml.SequenceNode, whole: Entry) -> Iterator[str]:
        """The lines of a list of items, each matched by its id."""
        old_ids, new_ids = self.old_ids[name], self.new_ids[name]
        said = dict(zip(old_ids, self.said[name][1:], strict=True))
        wanted = dict(zip(new_ids, self.wanted[name][1:], strict=True))
        indent = " " * node.start_mark.column

        def write(item_id: str, entry: Entry | None) -> Iterator[str]:
            if entry is not None and said[item_id] == wanted[item_id]:
                yield from self.layout.kept(entry)
            else:
                yield from self.layout.comments(entry) if entry else ()
                yield from (indent + line for line in wanted[item_id])

        return self.layout.rewritten(node.value, whole.start + 1, whole.end, old_ids, new_ids, write)
