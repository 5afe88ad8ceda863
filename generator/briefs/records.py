"""A brief's two files, the page a person edits and the memory beside it, to and from `Record`. Pure text in and out.

The page says what the brief shows; everything else comes from the memory, where an item of the page is one that the
memory knows (`pairing`). Without a memory all that the page says is a person's, until the generator's own values stand
beside it again (`edits.merge`). Records of older schemas are migrated on reading.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, get_args, get_type_hints

from generator.briefs import forms, memory, migrations, page
from generator.briefs.memory import Generated, Memory
from generator.briefs.page import Page
from generator.briefs.pairing import NAMED, likeness, pair
from generator.briefs.quantities import kind_of
from generator.briefs.values import LISTS, as_written, from_written, id_of, paths, value_at, value_digest, words_digest
from generator.core.errors import RecordError
from generator.core.limits import PATH_BYTES, TEXT_LENGTH
from generator.core.model import Actor, Again, Article, Brief, Items, PublishedSource, Quote, Statement
from generator.core.text import digest, numbered

_TYPES: Mapping[str, type[Any]] = {name: get_args(kind)[0] for name, kind in get_type_hints(Items).items()}
"""The type of the items of each list."""


_UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp", "Zs")
"""Categories of characters of which nobody sees any."""


@dataclass(frozen=True, slots=True)
class Record:
    """A brief with the generator's memory of it. The article's text is not in a file: `brief.article.text` is empty.

    Attributes:
        lost: the page, where it has no memory that could be read.
        pending: the page or its memory was not written any more when a run was killed.
    """

    brief: Brief
    generated: Generated = field(default_factory=Generated)
    lost: Page | None = None
    pending: bool = False


def edited_paths(brief: Brief, generated: Generated) -> frozenset[str]:
    """The paths whose value is not the one the generator wrote: a person changed or added it."""
    return frozenset(
        path for path in paths(brief) if generated.digests.get(path) != value_digest(value_at(brief, path))
    )


def _intact(brief: Brief, generated: Generated) -> Iterator[str]:
    """The fields of items that a person changed which are as the generator had them (`Brief.intact`)."""
    for path in brief.edited:
        name = path.partition("/")[0]
        if name in LISTS and (was := read_value(path, generated.base.get(path))) is not None:
            before, now = (forms.shown(name, item) for item in (was, value_at(brief, path)))
            yield from (f"{path}/{part}" for part in now if now[part] == before[part])


def checked_paths(brief: Brief, generated: Generated) -> frozenset[str]:
    """The paths where what a person wrote stands as somebody has checked it (`briefing accept --keep`)."""
    known = generated.checked
    return frozenset(path for path in brief.edited if known.get(path) == words_digest(value_at(brief, path)))


def page_text(record: Record) -> str:
    """The page of a record that nobody laid out."""
    return page.write(page.page_of(record.brief))


def memory_text(record: Record, of_page: str, before: Memory | None = None) -> str:
    """The memory of a record whose page has this text."""
    return memory.dump(Memory(record.brief, record.generated, digest(of_page), before))


def parse_record(text: str, path: str, memory_of: str | None = None) -> Record:
    """Read a brief's files.

    Args:
        text: the page's.
        path: the page's file, whose name is the brief's id unless the memory or the page states another.
        memory_of: the text of its memory, None where there is none.

    Raises RecordError (naming the file, the line, the item, the field and a remedy) for anything that is not a valid
    page. A memory that is spoilt, or another brief's, is none.
    """
    record = _parsed(text, path, memory_of)
    if not page.is_id(record.brief.id):
        remedy = "name the file with letters, digits and hyphens"
        raise RecordError(f"{record.brief.id!r} cannot name a page", path=path, field="id", remedy=remedy)
    if len(record.brief.article.source.encode()) > PATH_BYTES:
        remedy = "write the name of its file, or give the file a shorter one"
        raise RecordError(f"has more than {PATH_BYTES} bytes", path=path, field="article", remedy=remedy)
    named = [("title", record.brief.title), *(("actors", actor.name) for actor in record.brief.actors)]
    for place, words in (*named, *(("terms", term.term) for term in record.brief.terms)):
        if all(unicodedata.category(c) in _UNSEEN for c in words):
            raise RecordError("has no word that shows", path=path, field=place, remedy="write one, or remove the item")
    if len(text) > TEXT_LENGTH:
        for at in paths(record.brief):
            if any(len(words) > TEXT_LENGTH for words in _texts(as_written(value_at(record.brief, at)))):
                raise RecordError(f"has more than {TEXT_LENGTH:,} characters", path=path, field=at, remedy="shorten it")
    return record


def lines_of(text: str, path: str, brief: Brief) -> dict[str, int]:
    """The line of the page's file, from 1, on which each path of its brief stands (see `values.paths`), and ``note``.

    What the page does not say has none. Raises RecordError.
    """
    found = page.lines(text, path)
    fields = (*paths(brief), "note")
    said = {at: found[key][0] for at in fields if (key := at.removeprefix("article/")) in found}
    for name in LISTS:
        items = zip(getattr(brief, name), found.get(name, ()), strict=False)
        said |= {f"{name}/{item.id}": line for item, line in items}
    return said


def _texts(written: Any) -> Iterator[str]:
    """The texts of a value as its memory keeps it."""
    if isinstance(written, str):
        yield written
    elif isinstance(written, Mapping | list):
        for part in written.values() if isinstance(written, Mapping) else written:
            yield from _texts(part)


def _parsed(text: str, path: str, memory_of: str | None) -> Record:
    if migrations.schema_of(text, path) < page.SCHEMA:
        brief, generated = migrations.read(text, path)
        return _complete(brief, generated)
    said = page.read(text, path).page
    name = said.id or re.split(r"[/\\:]", path)[-1].removesuffix(".md")
    known = memory.load(memory_of, path) if said.source else None  # of the desk's own note no generator has any
    if known is None or (known.brief.article.source != said.source and known.brief.id != name):
        alone = _brief(said, None, name)
        return Record(replace(alone, edited=frozenset(paths(alone))), lost=said if said.source else None)
    own = known.of(text)
    return replace(understood(said, own, said.id or own.brief.id), pending=known.before is not None)


def understood(said: Page, known: Memory, name: str) -> Record:
    """What a page says, with what its memory knows of it."""
    brief = _brief(said, known.brief, name)
    generated = known.generated
    base = dict(generated.base)
    for at in paths(known.brief):
        value = value_at(known.brief, at)
        if generated.digests.get(at) == value_digest(value) and value_at(brief, at) != value:
            base[at] = as_written(value)
    return _complete(brief, replace(generated, base=base))


def _complete(brief: Brief, generated: Generated) -> Record:
    brief = replace(brief, edited=edited_paths(brief, generated), stale=_in_words(generated.stale))
    brief = replace(brief, intact=frozenset(_intact(brief, generated)), again=tuple(doubtful_figures(brief, generated)))
    return Record(brief, generated)


def doubtful_figures(brief: Brief, generated: Generated) -> Iterator[Again]:
    """The figures that may be one which a person has dealt with, as long as both stand as they did."""
    for path, other in generated.again.items():
        new, mine = value_at(brief, path), value_at(brief, other)
        removed = mine is None
        known = mine or read_value(other, generated.base.get(other))
        if new and known and (removed or other in brief.edited) and path not in brief.edited:
            yield Again(path, other, known.text, removed)


def _in_words(stale: Mapping[str, Any]) -> tuple[tuple[str, str | None], ...]:
    """The generator's newer values in words, by path."""
    said = {
        path: (value.get("text") or value.get("name") or value.get("term")) if isinstance(value, dict) else value
        for path, value in stale.items()
    }
    return tuple((path, None if words is None else str(words)) for path, words in sorted(said.items()))


def _brief(said: Page, known: Brief | None, name: str) -> Brief:
    """The brief of a page: its words, and what a memory knows besides them."""
    fields = said.fields
    old = known or Brief(name, Article(said.source, "", language="en"), fields["title"], "article", Statement(""))
    article = replace(old.article, source=said.source, **{part: fields[part] for part in page.ARTICLE})
    if known is None or article.published != old.article.published:
        source: PublishedSource = "given" if article.published else "unknown"
        article = replace(article, published_source=source, published_between=None)
    takeaway = replace(old.takeaway, text=fields["takeaway"])
    if not likeness(takeaway.text, old.takeaway.text):
        takeaway = replace(takeaway, evidence=())
    lists: dict[str, Any] = {part: _items(part, said.items[part], getattr(old, part)) for part in LISTS}
    brief = replace(old, id=name, article=article, title=fields["title"], takeaway=takeaway, note=said.note, **lists)
    return replace(brief, quotes=tuple(_spoken(quote, brief.actors, old.quotes) for quote in brief.quotes))


def _items(name: str, said: tuple[forms.Item, ...], known: tuple[Any, ...]) -> tuple[Any, ...]:
    """The items of a list of a page, each with the id and the evidence of the one it is."""
    places = pair(name, said, [forms.shown(name, item) for item in known])
    taken = {known[place].id for place in places if place is not None}
    out = []
    for item, place in zip(said, places, strict=True):
        out.append(_new(name, item, taken) if place is None else _changed(name, item, known[place]))
        taken.add(out[-1].id)
    return tuple(out)


def _changed(name: str, said: forms.Item, known: Any) -> Any:
    """A known item with what a page says of it. Evidence stays with the words it was found for."""
    new = {part: value for part, value in said.items() if getattr(known, part) != value}
    head = forms.SHOWN[name][0]
    if head in new and name not in NAMED and not likeness(new[head], getattr(known, head)):
        new["evidence"] = ()
    if name == "figures" and {"text", "value"} & new.keys():
        new["digits"] = None
    if name == "figures" and "unit" in new:
        new["kind"] = kind_of(new["unit"])
    if name == "actors" and "name" in new:
        new["unnamed"] = _unnamed(new["name"])
    return replace(known, **new)


def _new(name: str, said: forms.Item, taken: set[str]) -> Any:
    """An item a person added; its id is made of its words, with a number where another item has it."""
    kind = _TYPES[name]
    given = {part: value for part, value in said.items() if value is not None}
    words = said[forms.SHOWN[name][0]]
    own = id_of(name, words)
    free = next(i for i in numbered(own) if i not in taken)
    needed = {f.name for f in dataclasses.fields(kind) if f.default is dataclasses.MISSING}
    blank = dict.fromkeys(needed) | ({"evidence": ()} if "evidence" in needed else {})
    if name == "figures":
        blank["kind"] = kind_of(said["unit"])
    if name == "actors":
        given["unnamed"] = _unnamed(words)
    return kind(**{**blank, **given, "id": free})


def _unnamed(name: str) -> bool:
    """Whether what a person wrote for an actor is no name: words without any capital letter ("the port union")."""
    return name.islower()


def _spoken(quote: Quote, actors: tuple[Actor, ...], known: tuple[Quote, ...]) -> Quote:
    """A quote whose speaker a person named, with the id of that actor."""
    before = next((old for old in known if old.id == quote.id), None)
    if before is not None and before.speaker == quote.speaker:
        return quote
    who = next((actor.id for actor in actors if quote.speaker in (actor.name, *actor.aliases)), None)
    return replace(quote, speaker_id=who)


def read_value(path: str, written: Any) -> Any:
    """A value as the memory keeps it (see `as_written`) back as the value at that path; None stays None.

    Raises RecordError when it is not one.
    """
    try:
        return from_written(path, written)
    except ValueError as error:
        raise RecordError("is not a value of a brief", field=path, remedy="run `briefing generate`") from error
