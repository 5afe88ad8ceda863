"""A brief's page: the front matter that a person reads and edits, to and from what the brief shows.

Every value is read as the words that stand there, never as a type YAML guesses ("no", 2025-03-04), and checked. Items
stand in a compact form where it says all they show ("Wang Yi (person): Foreign Minister"), else as `field: words`
lines. Prose stands in block scalars, in which a colon is only a colon.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, NoReturn

import yaml

from generator.briefs import forms
from generator.briefs.values import LABELS, LISTS
from generator.core import when, yamltext
from generator.core.errors import RecordError
from generator.core.limits import ID_BYTES, LIST_ITEMS
from generator.core.mistakes import nearest
from generator.core.model import Brief
from generator.core.text import split_front_matter

SCHEMA = 3
NO_ARTICLE = "none"
"""What a page says in place of an article's file where there is none: the brief is the desk's own note."""
ARTICLE = ("published", "authors", "outlet", "url")
"""What a page says of the article besides its file."""
_TOP = ("schema", "id", "title", "article", *ARTICLE, "takeaway", *LISTS)
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
"""Characters that a block scalar does not give back as they are."""
_PLAIN = re.compile(r"(?!null$)(?:[^\W_]|[$€£(])(?:[^:#]*[^\s:#])?")
"""Words that stand as they are: they begin with a letter, digit, bracket or currency, and hold neither colon nor #."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says.

    Attributes:
        source: the article's file; "" for a brief that the desk wrote without one.
        id: the brief's id where the page states one; else the file's name is.
        fields: title, takeaway and the fields of `ARTICLE`.
        items: the items of each list as `forms.SHOWN` fields, and `aliases` where they state them.
    """

    source: str
    id: str | None
    fields: Mapping[str, Any]
    items: Mapping[str, tuple[forms.Item, ...]]
    note: str = ""


def page_of(brief: Brief) -> Page:
    """The page of a brief."""
    article = {part: getattr(brief.article, part) for part in ARTICLE}
    return Page(
        brief.article.source,
        None,
        {"title": brief.title, **article, "takeaway": brief.takeaway.text},
        {name: tuple(forms.shown(name, item) for item in getattr(brief, name)) for name in LISTS},
        brief.note,
    )


def write(page: Page) -> str:
    """The file's text; the same page gives the same bytes, and `read` gives back the same page."""
    blocks = "".join(line for block in written(page).values() for lines in block for line in lines)
    return f"---\n{blocks}---\n{page.note}"


def written(page: Page) -> dict[str, list[list[str]]]:
    """The lines of each key that has something to say, in their order; those of a list's items each by themselves.

    The first block of a key holds the key's own line.
    """
    said = page.fields
    published = said["published"] and when.in_words(said["published"])
    top: list[tuple[str, str | None, bool]] = [
        ("title", said["title"], True),
        ("article", page.source or NO_ARTICLE, False),
        ("published", published, False),
        ("outlet", said["outlet"], False),
        ("url", said["url"], False),
        ("takeaway", said["takeaway"] or None, True),
    ]
    out = {"schema": [[f"schema: {SCHEMA}\n"]]}
    for key, words, prose in top:
        if words is not None:
            out[key] = [_scalar(f"{key}:", words, "  ", prose)]
        if key == "published" and said["authors"]:
            out["authors"] = [_authors(said["authors"])]
    for name in LISTS:
        if page.items[name]:
            out[name] = [[f"{name}:\n"], *(item_lines(name, item) for item in page.items[name])]
    return out


def _authors(names: Sequence[str]) -> list[str]:
    """One name stands as it is, several a line each."""
    if len(names) == 1:
        return _scalar("authors:", names[0], "  ", prose=False)
    return ["authors:\n", *(line for name in names for line in _scalar("-", name, "  ", prose=False))]


def item_lines(name: str, item: forms.Item) -> list[str]:
    """The lines of an item of a list."""
    pairs, compact = forms.pairs_of(name, item)
    lead, out = "- ", list[str]()
    for key, words in pairs:
        prose = forms.is_prose(name, key, compact)
        if key is None:
            return _scalar("-", words, "  ", prose)
        out += _scalar(f"{lead}{_quoted(key)}:", words, "    ", prose)
        lead = "  "
    return out


def _scalar(lead: str, words: str | None, indent: str, prose: bool) -> list[str]:
    """The lines of a key or dash and its words: in a block where they are prose or a colon in them would tell."""
    if words is None:
        return [f"{lead}\n"]
    if not prose and _is_plain(words):
        return [f"{lead} {words}\n"]
    if words and words == words.strip() and not _UNSAFE.search(words):
        return [f"{lead} >-\n", f"{indent}{words}\n"]
    return [f"{lead} {_quoted(words)}\n"]


def _quoted(words: str) -> str:
    """Words on one line, in quotation marks where YAML needs them."""
    return words if _is_plain(words) else yamltext.dump([words])[2:].removesuffix("\n")


def _is_plain(words: str) -> bool:
    return bool(_PLAIN.fullmatch(words)) and not _UNSAFE.search(words)


def schema() -> dict[str, Any]:
    """The JSON Schema of a page's front matter: every value is words, items stand compactly or field by field."""
    words = {"type": "string"}
    top: dict[str, Any] = dict.fromkeys(_TOP, words)
    top["schema"] = {"const": SCHEMA}
    top["authors"] = {"anyOf": [words, {"type": "array", "items": words}]}
    for name in LISTS:
        item = {
            "type": "object",
            "description": forms.COMPACT[name],
            "additionalProperties": {"type": ["string", "null"]},
        }
        top[name] = {"type": "array", "items": {"anyOf": [words, item]}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Page of a brief",
        "type": "object",
        "properties": top,
        "required": ["schema", "title", "article"],
        "additionalProperties": False,
    }


# --- reading ---


@dataclass(frozen=True, slots=True)
class Read:
    """A page and the nodes of YAML it was read from: of each key, and of each item of a list."""

    page: Page
    front: str
    root: yaml.MappingNode


def read(text: str, path: str) -> Read:
    """Read a page of this schema; raises RecordError, which names the line, the item, the field and a remedy."""
    front, note = split_front_matter(text)
    root = compose(front, text, path)
    reading = _Reading(path, _above(front or "", text))
    said = dict(reading.mapping(root, "", _TOP))
    if "article" not in said:
        reading.refuse(root, "article", "is missing", "write `article:` and the name of the article's file")
    fields: dict[str, Any] = dict.fromkeys(("title", *ARTICLE, "takeaway"))
    for part in ("title", "outlet", "url", "takeaway"):
        if part in said:
            fields[part] = reading.words(said[part], part)
    if not fields["title"]:
        reading.refuse(said.get("title", root), "title", "is missing", "write `title:` and the title")
    fields["takeaway"] = fields["takeaway"] or ""
    fields["authors"] = reading.authors(said.get("authors"))
    fields["published"] = reading.published(said.get("published"))
    reading.address(said.get("url"), fields["url"])
    return Read(
        Page(
            reading.source(said["article"]),
            reading.id(said.get("id")),
            fields,
            {name: reading.items(name, said.get(name)) for name in LISTS},
            note,
        ),
        front or "",
        root,
    )


def lines(text: str, path: str) -> dict[str, tuple[int, ...]]:
    """The lines of the file, from 1, on which a page says something: of each key, of a list those of its items.

    ``note`` is the first line of the note. Raises RecordError where there is no front matter.
    """
    front, note = split_front_matter(text)
    above = _above(front or "", text)
    found: dict[str, tuple[int, ...]] = {}
    for key, value in compose(front, text, path).value:
        nodes = value.value if key.value in LISTS and isinstance(value, yaml.SequenceNode) else [key]
        found[key.value] = tuple(node.start_mark.line + above for node in nodes)
    if note.strip():
        found["note"] = (text[: len(text) - len(note.lstrip())].count("\n") + 1,)
    return found


def _above(front: str, text: str) -> int:
    """The number, from 1, of the front matter's first line in its file."""
    return text[: text.index(front, 3)].count("\n") + 1


def compose(front: str | None, text: str, path: str) -> yaml.MappingNode:
    """The front matter as nodes; raises RecordError where it is none."""
    if front is None:
        if not text.strip():
            remedy = "bring its text back, or remove the file and run `briefing generate`"
            raise RecordError("is empty", path=path, remedy=remedy)
        if re.match(r"\ufeff?---[ \t]*\r?\n", text):
            remedy = "put a line --- below its last field"
            raise RecordError("front matter is not closed", path=path, field="line 1", remedy=remedy)
        raise RecordError("has no front matter", path=path, remedy="begin the file with ---, the record, and ---")
    try:
        root = yamltext.compose(front)
    except yaml.YAMLError as error:
        trouble = yamltext.describe(error, front)
        field = None if trouble.line is None else f"line {trouble.line + _above(front, text)}"
        raise RecordError(trouble.problem, path=path, field=field, remedy=trouble.remedy) from error
    if not isinstance(root, yaml.MappingNode):
        raise RecordError("the front matter is not a mapping", path=path, remedy="write `key: value` lines")
    return root


ID = re.compile(r"\w[\w.-]{0,199}")
"""What may name a brief's file and page, of at most `ID_BYTES`."""


def is_id(name: str) -> bool:
    """Whether a name may be a brief's id, however its accents are encoded (macOS parts them from their letters)."""
    return bool(ID.fullmatch(unicodedata.normalize("NFC", name))) and len(name.encode()) <= ID_BYTES


_DAY = re.compile(r"[0-9]{4}(?:-[0-9][0-9]){0,2}")


@dataclass(frozen=True, slots=True)
class _Reading:
    """Reads the nodes of one file; `above` is the number of the front matter's first line."""

    path: str
    above: int

    def refuse(self, node: yaml.Node, where: str, problem: str, remedy: str) -> NoReturn:
        """Raise the error at a node."""
        line = f"line {node.start_mark.line + self.above}"
        raise RecordError(problem, path=self.path, field=f"{line}: {where}" if where else line, remedy=remedy)

    def mapping(
        self, node: yaml.MappingNode, where: str, allowed: Sequence[str] | None = None
    ) -> Iterator[tuple[str, yaml.Node]]:
        """The keys of a mapping with their nodes, each once and, where `allowed` says which, no other."""
        seen: set[str] = set()
        above: yaml.Node | None = None
        for key, value in node.value:
            empty = _empty_block(above)
            if allowed is not None and key.value not in allowed and empty is not None:
                self.refuse(key, where, "is not indented", f"indent the text below the `{empty.style}` above it")
            name = self.words(key, where or "the key") or ""
            if name in seen:
                self.refuse(key, where, f"{name!r} stands twice", "remove one of the two")
            seen.add(name)
            if allowed is not None and name not in allowed:
                self.refuse(key, where, f"{name!r} is not a key of a brief", nearest(name, allowed))
            above = value
            yield name, value

    def words(self, node: yaml.Node, where: str) -> str | None:
        """The words of a scalar, None where there are none."""
        if not isinstance(node, yaml.ScalarNode):
            kind = "a list" if isinstance(node, yaml.SequenceNode) else "`key: value` lines"
            self.refuse(node, where, f"has {kind} where words belong", "put words that hold a colon below `>-`")
        if node.value in ("", "~", "null") and not node.style:
            return None
        return str(node.value)

    def authors(self, node: yaml.Node | None) -> tuple[str, ...]:
        """One name or a list of names."""
        nodes = node.value if isinstance(node, yaml.SequenceNode) else [] if node is None else [node]
        return tuple(name for n in nodes if (name := self.words(n, "authors")))

    def published(self, node: yaml.Node | None) -> str | None:
        """A day, month or year."""
        words = None if node is None else self.words(node, "published")
        if node is None or words is None:
            return None
        try:
            day = forms.date_of("published", words)
        except forms.WrongError as error:
            self.refuse(node, "published", str(error).removeprefix("published: "), error.remedy)
        if not _DAY.fullmatch(day):
            self.refuse(node, "published", f"{words!r} is no day, month or year", "write it like 9 May 2025")
        return day

    def address(self, node: yaml.Node | None, words: str | None) -> None:
        """An address on the web."""
        if node is not None and words and not re.fullmatch(r"https?://[^\s/?#]\S*", words, re.IGNORECASE):
            remedy = "write %20 for its spaces" if re.match(r"https?://[^\s/?#]", words) else "begin it with https://"
            self.refuse(node, "url", f"{words!r} is not an address on the web", remedy)

    def source(self, node: yaml.Node) -> str:
        """The article's file: a path below the folder of articles; "" where there is none."""
        words = self.words(node, "article") or ""
        if words == NO_ARTICLE:
            return ""
        parts = PurePosixPath(words).parts
        if not parts or ".." in parts or words.startswith("/"):
            self.refuse(
                node, "article", f"{words!r} names no article", "write the name of its file in the folder of articles"
            )
        return words

    def id(self, node: yaml.Node | None) -> str | None:
        """The brief's id, which names its file and its page."""
        words = None if node is None else self.words(node, "id")
        if node is not None and words and not is_id(words):
            self.refuse(node, "id", f"{words!r} cannot name a file", "use letters, digits and hyphens")
        return words

    def items(self, name: str, node: yaml.Node | None) -> tuple[forms.Item, ...]:
        """The items of a list."""
        if node is None or (isinstance(node, yaml.ScalarNode) and self.words(node, name) is None):
            return ()
        if not isinstance(node, yaml.SequenceNode):
            self.refuse(node, name, "is not a list", "begin each of its items with `- `")
        if len(node.value) > LIST_ITEMS:
            self.refuse(node.value[LIST_ITEMS], name, f"has more than {LIST_ITEMS} items", "remove those from here on")
        out: list[forms.Item] = []
        for number, child in enumerate(node.value, 1):
            item = self._item(name, child, number)
            if item in out:
                self.refuse(
                    child, _called(name, item[forms.SHOWN[name][0]], number), "stands twice", "remove one of the two"
                )
            out.append(item)
        return tuple(out)

    def _item(self, name: str, node: yaml.Node, number: int) -> forms.Item:
        where = _called(name, _head(name, node), number)
        nodes: dict[str, yaml.Node] = {}
        pairs: forms.Pairs = []
        if isinstance(node, yaml.MappingNode):
            for key, value in self.mapping(node, where):
                nodes[key] = value
                pairs.append((key, self._field(value, where, key, name)))
        else:
            pairs = [(None, self.words(node, where))]
        try:
            return forms.item_of(name, pairs)
        except forms.WrongError as error:
            field, colon, problem = str(error).partition(": ")
            told = f"{where}: {field}" if colon else where
            self.refuse(nodes.get(field, node), told, problem if colon else field, error.remedy)

    def _field(self, node: yaml.Node, where: str, key: str, name: str) -> str | None:
        """The words behind a key of an item; a list of names as one."""
        if key == "aliases" and isinstance(node, yaml.SequenceNode):
            return "; ".join(self.words(n, where) or "" for n in node.value)
        return self.words(node, f"{where}: {key}" if key in forms.SHOWN[name] else where)


def _empty_block(node: yaml.Node | None) -> yaml.ScalarNode | None:
    """The block scalar in which a node ends, where it has no words: they stand too far left below it. Else None."""
    while isinstance(node, yaml.CollectionNode) and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(node, yaml.MappingNode) else last
    return node if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">") and not node.value else None


def _head(name: str, node: yaml.Node) -> str | None:
    """What an item is called: the words behind `name:`, else its first words; None where it has no such words."""
    if isinstance(node, yaml.MappingNode) and node.value:
        stated = {key.value: value for key, value in node.value if isinstance(key, yaml.ScalarNode)}
        first = node.value[0][0]
        node = stated.get(forms.SHOWN[name][0]) or (node if first.value in forms.SHOWN[name] else first)
    return str(node.value) if isinstance(node, yaml.ScalarNode) else None


def _called(name: str, words: str | None, number: int) -> str:
    """How a message calls an item: ``actor Gazprom``; by its number where it has no words."""
    said = " ".join((words or str(number)).split())
    if name == "actors":
        said = re.sub(r"\s*\([^()]*\)$", "", said)
    return f"{LABELS[name]} {said if len(said) <= 40 else said[:39] + '…'}"
