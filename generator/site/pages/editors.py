"""The editors' page: what wants a person's eye, what harms most first, each with the command that mends it.

It is not searched and asks search engines to leave it out. Its addresses and commands come from articles, which
strangers write: a command stands there only where no shell reads more in it than it says (`core.shell`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.briefs.confidence import Confidence, assess
from generator.core import when
from generator.core.configuration import Catalog
from generator.core.model import Brief
from generator.core.shell import BLANK, command
from generator.core.text import plural
from generator.link.corpus import ActorEntry, Corpus
from generator.site.pages.lookups import Index
from generator.site.pages.page import Page

MOST = 40
"""Entries of one section that are listed, the most pressing first."""
KINDS = {
    "date-unreadable": "Dates that could not be read",
    "quote-budget": "Proofs left out by the quote budget",
}
"""Diagnostics that an editor can do something about, in the order they are shown."""
_BY_COMMAND = ("title", "takeaway")
"""Fields that one command sets; a list is better read first."""


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to look at.

    Attributes:
        words: what it is, in plain words.
        briefs: ids of the briefs to read.
        name, page: what it is about and its page, where that is no brief.
        commands: what mends it, to copy.
        entry: lines of YAML for a file of `site_config`, where no command writes them.
    """

    words: str
    briefs: tuple[str, ...] = ()
    name: str = ""
    page: str = ""
    commands: tuple[str, ...] = ()
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Tasks of one kind: those listed, and how many there are."""

    heading: str
    lead: str
    tasks: tuple[Task, ...]
    total: int


def pages(corpus: Corpus, catalog: Catalog) -> Iterable[Page]:
    """`editors.md`."""
    index = Index.of(corpus)
    kinds: tuple[tuple[str, str, Iterable[Task]], ...] = (
        ("Briefs without a date", _NO_DATE, _undated(corpus)),
        ("Edits the generator has moved on from", _MOVED_ON, _stale(corpus)),
        ("Figures on which sources differ", "One quantity, told with different values.", _conflicts(corpus)),
        ("Where to look first", "How far each field can be trusted, the least sure first.", _doubts(corpus)),
        ("Dates that have passed without a report", "What was expected, and no later brief tells of.", _due(corpus)),
        *((heading, "", _remarked(corpus, index, catalog, code)) for code, heading in KINDS.items()),
        ("Remarks on the corpus", "", (Task(d.message) for d in corpus.diagnostics if d.code != "proposal")),
        ("Proposals for the register", "Nothing is written unasked.", _proposals(corpus)),
        ("Terms without a definition", "Those used most first.", _undefined(corpus)),
        ("Actors without a role", "No article says what they are.", _roleless(corpus)),
    )
    listed = ((heading, lead, tuple(tasks)) for heading, lead, tasks in kinds)
    sections = tuple(Section(heading, lead, all_[:MOST], len(all_)) for heading, lead, all_ in listed if all_)
    context = {"index": index, "sections": sections}
    yield Page(
        "editors.md", "editors.md.j2", "For editors", context, description="What wants an editor’s eye.", listed=False
    )


_NO_DATE = (
    "Without its day a brief stands at the end of every list, and “next week” in it means nothing. "
    "Write the day it was published in place of the last word."
)
_MOVED_ON = "Your value stands. The first command takes the generator’s newer one, the second keeps yours as checked."


def _commands(*wanted: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line for words in wanted if (line := command(*words)))


def _undated(corpus: Corpus) -> Iterator[Task]:
    for brief in corpus.briefs:
        if brief.article.published is None and "article/published" not in brief.edited:
            between = brief.article.published_between
            known = f"between {when.in_words(between[0])} and {when.in_words(between[1])}" if between else ""
            yield Task(known, (brief.id,), commands=_commands(("set", brief.id, "published", "YYYY-MM-DD")))


def _stale(corpus: Corpus) -> Iterator[Task]:
    for brief in corpus.briefs:
        for field, newer in brief.stale:
            words = f"{_named(field)}: yours is “{_mine(brief, field)}”, the generator " + (
                f"now has “{newer}”" if newer else "no longer finds it"
            )
            kinds = (command("accept", brief.id, field, options=options) for options in ((), ("--keep",)))
            yield Task(words, (brief.id,), commands=tuple(line for line in kinds if line))


def _mine(brief: Brief, field: str) -> str:
    head, _, rest = field.partition("/")
    if head == "article":
        mine = getattr(brief.article, rest, "")
    elif rest:
        mine = next((i for i in getattr(brief, head, ()) if i.id == rest), "")
    else:
        mine = getattr(brief, head, "")
    words = next((w for name in ("text", "name", "term") if (w := getattr(mine, name, None))), mine)
    return ", ".join(words) if isinstance(words, tuple) else str(words or "")


def _conflicts(corpus: Corpus) -> Iterator[Task]:
    for entry in corpus.ledger:
        if entry.agreement == "conflict":
            told = dict.fromkeys(telling.figure.text for telling in entry.tellings)
            yield Task("; ".join(told), name=entry.measure or entry.tellings[0].figure.text, page=entry.page)


def _doubts(corpus: Corpus) -> Iterator[Task]:
    """The briefs with fields that may be wrong, those with the least sure one first."""
    doubtful = []
    for brief in corpus.briefs:
        found = [doubt for doubt in assess(brief) if doubt.level != "high"]
        found = [doubt for doubt in found if doubt.field != "published" or brief.article.published is not None]
        found.sort(key=lambda doubt: doubt.level != "low")
        if found:
            doubtful.append((brief, found))
    for brief, found in sorted(doubtful, key=lambda pair: pair[1][0].level != "low"):
        words = "; ".join(f"{_named(doubt.field)}: {doubt.level} confidence, {doubt.reason}" for doubt in found)
        yield Task(words, (brief.id,), commands=tuple(line for doubt in found for line in _mending(brief, doubt)))


def _named(field: str) -> str:
    """What a person calls a field, or the list of an item: "what’s next"."""
    head = field.removeprefix("article/").partition("/")[0]
    return head.replace("whats", "what’s").replace("_", " ")


def _mending(brief: Brief, doubt: Confidence) -> tuple[str, ...]:
    if doubt.field == "published":
        return _commands(("set", brief.id, "published", brief.article.published or "YYYY-MM-DD"))
    return _commands(("set", brief.id, doubt.field, BLANK)) if doubt.field in _BY_COMMAND else ()


def _due(corpus: Corpus) -> Iterator[Task]:
    for happening in corpus.happenings:
        if happening.status == "due" and happening.date:
            yield Task(f"{when.in_words(happening.date)}: {happening.text}", happening.briefs)


def _remarked(corpus: Corpus, index: Index, catalog: Catalog, code: str) -> Iterator[Task]:
    for brief in corpus.briefs:
        for remark in (*brief.diagnostics, *index.proofs(brief, catalog.site.quote_words)[1]):
            if remark.code == code:
                yield Task(remark.message, (brief.id,))


def _proposals(corpus: Corpus) -> Iterator[Task]:
    for it in corpus.proposals:
        if it.code != "term-undefined":  # these have a section of their own
            commands = _commands(*it.commands)
            yield Task(it.text, it.briefs[:2], commands=commands, entry="" if commands else f"# {it.file}\n{it.entry}")


def _undefined(corpus: Corpus) -> Iterator[Task]:
    for entry in sorted((t for t in corpus.terms if not t.reviewed), key=lambda t: (-len(t.briefs), t.term)):
        words = f"in {plural(len(entry.briefs), 'brief')}"
        yield Task(words, name=entry.term, page=entry.page, commands=_commands(("define", entry.term, BLANK)))


def _roleless(corpus: Corpus) -> Iterator[Task]:
    bare = [a for a in corpus.actors if a.kind in ("person", "organization") and not a.role]
    for entry in sorted(bare, key=lambda a: (a.kind != "person", -len(a.briefs), -a.mentions, a.name)):
        own = _in_newest(corpus, entry)
        told = [("set", entry.briefs[0], f"actors/{own}/role", BLANK)] if own else []
        commands = _commands(*told, ("reject", entry.name))
        yield Task(f"in {plural(len(entry.briefs), 'brief')}", name=entry.name, page=entry.page, commands=commands)


def _in_newest(corpus: Corpus, entry: ActorEntry) -> str | None:
    """The id that the newest brief of an actor has for it, where that brief shows it."""
    shown = next((brief.actors for brief in corpus.briefs if brief.id == entry.briefs[0]), ())
    own = corpus.brief_actors[entry.briefs[0]]
    return next((actor.id for actor in shown if own.get(actor.id) == entry.id), None)
