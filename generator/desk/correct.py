"""An editor writes by commands, `briefing set` and `briefing new`: what a person would write into a brief's page.

The page alone is changed, not its memory: the next run takes the change for a person's, as it does one made by hand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator.briefs import forms, migrations, page
from generator.briefs.changes import Change, changes
from generator.briefs.layout import rewrite
from generator.briefs.page import Page
from generator.briefs.pairing import NAMED
from generator.briefs.quantities import quantity
from generator.briefs.records import parse_record
from generator.briefs.values import LABELS, LISTS
from generator.core.errors import BriefingError, RecordError
from generator.core.mistakes import nearest
from generator.core.text import fold, slugify
from generator.desk.naming import called, find, meant, written
from generator.io.files import write_atomic
from generator.io.project import Project
from generator.io.records import Stored, read_record, record_files, record_path, write_record
from generator.language.plurals import singular

FIELDS = ("title", "published", "authors", "outlet", "url", "takeaway", "note")
"""The fields of a brief that hold one value, or several names."""


def start(project: Project, title: str, published: str | None, takeaway: str) -> Path:
    """Begin a brief without an article, the desk's own note on an event; gives its page.

    Args:
        published: its day, month or year in any writing, None for none.

    Raises BriefingError for a value that cannot be, and where a brief of this name stands already.
    """
    fields: dict[str, Any] = dict.fromkeys(page.ARTICLE) | {"authors": (), "takeaway": written(takeaway)}
    try:
        fields["title"] = _value("title", written(title))
        fields["published"] = published and forms.date_of("published", published)
    except forms.WrongError as error:
        raise BriefingError(str(error), remedy=error.remedy) from error
    text = page.write(Page("", None, fields, dict.fromkeys(LISTS, ())))
    name = slugify(title)
    path = record_path(project.briefs, parse_record(text, f"{name}.md").brief)
    if taken := [known for known in record_files(project.briefs) if known.stem == name]:
        raise BriefingError("there is a brief of this name", path=str(taken[0]), remedy="give yours another title")
    write_atomic(path, text)
    return path


def correct(project: Project, name: str, field: str, value: str) -> tuple[Path, tuple[Change, ...]]:
    """Write a value into a brief; gives its page and what changed, in words.

    Args:
        name: the brief's id or file.
        field: one of `FIELDS`; a list (``actors``), to which the value is added as an item in the form that pages
            have (``Wang Yi (person): Foreign Minister``); ``LIST/ITEM`` or ``LIST/ITEM/PART``, where an item is named
            by its words, their beginning, or the id that `check` tells.
        value: the words; several authors are parted by semicolons. An empty value empties a field or removes an item.

    Raises BriefingError, having written nothing, for a field or value that cannot be; the error names what was meant.
    """
    stored = find(project, name)
    if migrations.schema_of(stored.text, str(stored.path)) < page.SCHEMA:
        write_record(project.briefs, stored.record, stored)
        stored = find(project, stored.record.brief.id)
    try:
        text = _text(stored, field.strip().strip("/"), written(value, lines=field.strip() == "note"))
    except forms.WrongError as error:
        problem = str(error).removeprefix(f"{field.rpartition('/')[2]}: ")
        raise BriefingError(problem, path=str(stored.path), field=field, remedy=error.remedy) from error
    except BriefingError as error:
        error.path = str(stored.path)
        raise
    write_atomic(stored.path, text, over=stored.text.encode("utf-8"))
    return stored.path, changes(stored.record.brief, read_record(stored.path).record.brief)


def _text(stored: Stored, field: str, value: str) -> str:
    """The text of a page with a value at a field, laid out as it was; raises WrongError or BriefingError."""
    said = page.read(stored.text, str(stored.path)).page
    if said.id is not None and said.id != stored.path.stem:
        raise BriefingError("its id is to be another", field="id", remedy="run `briefing generate`, then again")
    if field == "note":
        front = stored.text.removesuffix(said.note)
        return f"{front}{value}\n" if value else front
    name = field.partition("/")[0]
    ids = [item.id for item in getattr(stored.record.brief, name)] if name in LISTS else []
    text = page.write(_with(said, ids, field, value))
    try:
        record = parse_record(text, str(stored.path), stored.memory)
    except RecordError as error:  # its line is one of a text that nobody sees
        error.field = re.sub(r"^line \d+(?:: )?", "", error.field or "") or field
        raise
    return rewrite(stored.text, stored.record, record)


def _with(said: Page, ids: Sequence[str], field: str, value: str) -> Page:
    """The page with a value at a field; `ids` are those of the items of the list that the field names."""
    head, _, rest = field.removeprefix("article/").partition("/")
    if head in FIELDS and not rest:
        return replace(said, fields={**said.fields, head: _value(head, value)})
    if head not in LISTS:
        remedy = meant(head, (*FIELDS, *LISTS), f"there are {', '.join((*FIELDS, *LISTS))}")
        raise BriefingError("there is no such field", field=field, remedy=remedy)
    items = list(said.items[head])
    if not rest:
        items.append(_unknown(head, _item(head, value), items))
    else:
        place, part = _place(head, rest, items, ids)
        if not value and part in (None, forms.SHOWN[head][0]):
            del items[place]
        else:
            old = items[place]
            items[place] = _restated(old, _item(head, value)) if part is None else _changed(head, old, part, value)
    return replace(said, items={**said.items, head: tuple(items)})


def _unknown(name: str, item: forms.Item, items: Sequence[forms.Item]) -> forms.Item:
    """An item to be added; raises BriefingError for an actor or a term that the brief has already."""
    first = forms.SHOWN[name][0]
    if name in NAMED and (known := next((old[first] for old in items if fold(old[first]) == fold(item[first])), None)):
        part = forms.SHOWN[name][-1]
        remedy = f"to change it, set {name}/{known}/{part}"
        raise BriefingError(f"has the {LABELS[name]} {known} already", field=name, remedy=remedy)
    return item


def _value(field: str, words: str) -> Any:
    """The value of a field; raises WrongError for what cannot be one."""
    if field == "authors":
        return forms.names_of(words)
    if field == "published" and words:
        return forms.date_of(field, words)
    if field == "title" and not words:
        raise forms.WrongError("a brief has a title", "write the words it is to have")
    return words if field == "takeaway" else words or None


def _item(name: str, words: str) -> forms.Item:
    """An item from its words in the form that pages have; raises WrongError."""
    if not words:
        raise forms.WrongError(f"a {LABELS[name]} has words", f"write {forms.COMPACT[name]}")
    head, colon, rest = words.partition(": ")
    pairs: forms.Pairs = [(head, rest.strip())] if colon and name != "key_points" else [(None, words)]
    if name == "figures":
        pairs.append(("value", head))
    return forms.item_of(name, pairs)


def _restated(old: forms.Item, new: forms.Item) -> forms.Item:
    """An item in other words: a figure of the same unit ("ships" for its "ship") keeps that and, unless the words say
    others, its measure and period."""
    if "unit" not in new or old["unit"] not in (new["unit"], singular(new["unit"] or "")):
        return new
    return {**new, "unit": old["unit"], **{part: new[part] or old[part] for part in ("measure", "period")}}


def _changed(name: str, item: forms.Item, part: str, words: str) -> forms.Item:
    """An item with other words in one of its fields; raises WrongError."""
    pairs = [(key, said) for key, said in forms.as_fields(name, item) if key != part]
    if name == "figures" and part == "value" and words:
        words = _with_unit(item, words)
    pairs.append((part, words or None))
    order = (*forms.SHOWN[name], "aliases")
    return forms.item_of(name, sorted(pairs, key=lambda pair: order.index(str(pair[0]))))


def _with_unit(item: forms.Item, words: str) -> str:
    """A figure's new value in words; a bare number is one of the unit and the change that the figure has."""
    try:
        amount = quantity(words)
    except ValueError:  # said where the value is checked
        return words
    if not amount["unit"] and not amount["change"] and item["change"]:
        words = f"{item['change']} {words}"
    if amount["unit"] and singular(amount["unit"]) == item["unit"]:
        return f"{words.removesuffix(amount['unit'])}{item['unit']}"
    return words if amount["unit"] or not item["unit"] else f"{words} {item['unit']}"


def _place(name: str, words: str, items: Sequence[forms.Item], ids: Sequence[str]) -> tuple[int, str | None]:
    """The item that is meant by its words, their beginning or its id, and the field of it, if one is named."""
    head = forms.SHOWN[name][0]
    asked, slash, part = words.rpartition("/")
    parts = (*forms.SHOWN[name], "aliases")
    for wanted, field in ((words, None), *([(asked, part)] if slash else [])):
        found = called(wanted, [(item[head], own) for item, own in zip(items, ids, strict=True)])
        if len(found) > 1:
            several = ", ".join(ids[n] for n in found)
            raise BriefingError(f"begins {len(found)} items", field=f"{name}/{wanted}", remedy=f"name one: {several}")
        if found and field is not None and field not in parts:
            raise forms.WrongError(f"{field!r} is not a field of it", nearest(field, forms.SHOWN[name]))
        if found:
            return found[0], field
    known = [item[head] for item in items]
    remedy = meant(asked or words, known, f"there are {'; '.join(known)}" if known else "the list is empty")
    raise BriefingError(f"there is no such {LABELS[name]}", field=f"{name}/{words}", remedy=remedy)
