"""The editors' page: what wants a person's eye, what harms most first, each with the command that mends it.

It is not searched and asks search engines to leave it out. Its addresses and commands come from articles, which
strangers write: a command stands there only where no shell reads more in it than it says (`core.shell`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.briefs.confidence import Confidence, assess
from generator.core import yamltext
from generator.core.configuration import Catalog
from generator.core.model import Brief
from generator.core.shell import BLANK, command
from generator.core.text import fold, slugify
from generator.link.corpus import ActorEntry, Corpus, TermEntry
from generator.link.words import is_acronym
from generator.site.pages import wording
from generator.site.pages.lookups import Index
from generator.site.pages.page import Page
from generator.site.words import N_, Words

MOST = 40
"""Entries of one section that are listed, the most pressing first."""
KINDS = {
    "date-unreadable": N_("Dates that could not be read"),
    "quote-budget": N_("Proofs left out by the quote budget"),
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
        remark: whether `words` is a remark as it is kept, in English.
        entry: lines of YAML for a file of `site_config`, where no command writes them.
    """

    words: str
    briefs: tuple[str, ...] = ()
    name: str = ""
    page: str = ""
    commands: tuple[str, ...] = ()
    entry: str = ""
    remark: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Tasks of one kind: those listed, and how many there are. `key` is its anchor, the same in any language."""

    key: str
    heading: str
    lead: str
    tasks: tuple[Task, ...]
    total: int


def pages(corpus: Corpus, catalog: Catalog) -> Iterable[Page]:
    """`editors.md`."""
    index = Index.of(corpus)
    words = Words.of(catalog.masthead.language)
    kinds: tuple[tuple[str, str, Iterable[Task]], ...] = (
        (N_("Briefs without a date"), _NO_DATE, _undated(corpus, words)),
        (N_("Edits the generator has moved on from"), _MOVED_ON, _stale(corpus, words)),
        (N_("Figures on which sources differ"), N_("One quantity, told with different values."), _conflicts(corpus)),
        (
            N_("Where to look first"),
            N_("How far each field can be trusted, the least sure first."),
            _doubts(corpus, words),
        ),
        (
            N_("Dates that have passed without a report"),
            N_("What was expected, and no later brief tells of."),
            _due(corpus, words),
        ),
        *((heading, "", _remarked(corpus, index, code)) for code, heading in KINDS.items()),
        (
            N_("Remarks on the corpus"),
            "",
            (Task(d.message, remark=True) for d in corpus.diagnostics if d.code != "proposal"),
        ),
        (N_("Proposals for the register"), N_("Nothing is written unasked."), _proposals(corpus, catalog, words)),
        (N_("Terms without a definition"), N_("Those used most first."), _undefined(corpus, words)),
        (N_("Actors without a role"), N_("No article says what they are."), _roleless(corpus, catalog, index, words)),
    )
    listed = ((heading, lead, tuple(tasks)) for heading, lead, tasks in kinds)
    sections = tuple(
        Section(slugify(heading), words.gettext(heading), lead and words.gettext(lead), all_[:MOST], len(all_))
        for heading, lead, all_ in listed
        if all_
    )
    yield Page(
        "editors.md",
        "editors.md.j2",
        words.gettext("For editors"),
        {"index": index, "sections": sections},
        description=words.gettext("What wants an editor’s eye."),
        listed=False,
    )


_NO_DATE = N_(
    "Without its day a brief stands at the end of every list, and “next week” in it means nothing. "
    "Write the day it was published in place of the last word."
)
_MOVED_ON = N_(
    "Your value stands. The first command takes the generator’s newer one, the second keeps yours as checked."
)


def _commands(*wanted: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line for words in wanted if (line := command(*words)))


def _undated(corpus: Corpus, words: Words) -> Iterator[Task]:
    for brief in corpus.briefs:
        if brief.article.published is None and "article/published" not in brief.edited:
            between = brief.article.published_between
            first, last = (wording.human_date(day, words) for day in between or ("", ""))
            known = words.gettext("between {first} and {last}", first=first, last=last) if between else ""
            yield Task(known, (brief.id,), commands=_commands(("set", brief.id, "published", "YYYY-MM-DD")))


def _stale(corpus: Corpus, words: Words) -> Iterator[Task]:
    for brief in corpus.briefs:
        for field, newer in brief.stale:
            name, own = wording.named(field, words), _words_at(brief, field)
            text = N_("{field}: yours is “{mine}”, the generator no longer finds it")
            if newer:
                text = N_("{field}: yours is “{mine}”, the generator now has “{newer}”")
            said = words.gettext(text, field=name, mine=own, newer=newer)
            kinds = (command("accept", brief.id, field, options=options) for options in ((), ("--keep",)))
            yield Task(said, (brief.id,), commands=tuple(line for line in kinds if line))
        for it in brief.again:
            text = N_("{field}: “{newer}” may be another number for “{mine}”, which is yours")
            if it.removed:
                text = N_("{field}: “{newer}” may be another number for “{mine}”, which you removed")
            said = words.gettext(
                text, field=wording.named(it.path, words), mine=it.words, newer=_words_at(brief, it.path)
            )
            commands = _commands(("accept", brief.id, it.other), ("set", brief.id, it.path, ""))
            yield Task(said, (brief.id,), commands=commands)


def _words_at(brief: Brief, path: str) -> str:
    """The words of the field or item at a path of a brief; "" where there is none."""
    head, _, rest = path.partition("/")
    if head == "article":
        found = getattr(brief.article, rest, "")
    elif rest:
        found = next((i for i in getattr(brief, head, ()) if i.id == rest), "")
    else:
        found = getattr(brief, head, "")
    words = next((w for name in ("text", "name", "term") if (w := getattr(found, name, None))), found)
    return ", ".join(words) if isinstance(words, tuple) else str(words or "")


def _conflicts(corpus: Corpus) -> Iterator[Task]:
    for entry in corpus.ledger:
        if entry.agreement == "conflict":
            told = dict.fromkeys(telling.figure.text for telling in entry.tellings)
            yield Task("; ".join(told), name=entry.measure or entry.tellings[0].figure.text, page=entry.page)


def _doubts(corpus: Corpus, words: Words) -> Iterator[Task]:
    """The briefs with fields that may be wrong, those with the least sure one first."""
    doubtful = []
    for brief in corpus.briefs:
        found = [doubt for doubt in assess(brief) if doubt.level != "high"]
        found = [doubt for doubt in found if doubt.field != "published" or brief.article.published is not None]
        found.sort(key=lambda doubt: doubt.level != "low")
        if found:
            doubtful.append((brief, found))
    for brief, found in sorted(doubtful, key=lambda pair: pair[1][0].level != "low"):
        said = words.gettext("; ").join(_doubt(doubt, words) for doubt in found)
        yield Task(said, (brief.id,), commands=tuple(line for doubt in found for line in _mending(brief, doubt)))


def _doubt(it: Confidence, words: Words) -> str:
    text = N_("{field}: low confidence, {reason}") if it.level == "low" else N_("{field}: medium confidence, {reason}")
    return words.gettext(text, field=wording.named(it.field, words), reason=words.say(it.reason))


def _mending(brief: Brief, doubt: Confidence) -> tuple[str, ...]:
    if doubt.field == "published":
        return _commands(("set", brief.id, "published", brief.article.published or "YYYY-MM-DD"))
    return _commands(("set", brief.id, doubt.field, BLANK)) if doubt.field in _BY_COMMAND else ()


def _due(corpus: Corpus, words: Words) -> Iterator[Task]:
    for happening in corpus.happenings:
        if happening.status == "due" and happening.date:
            yield Task(f"{wording.human_date(happening.date, words)}: {happening.text}", happening.briefs)


def _remarked(corpus: Corpus, index: Index, code: str) -> Iterator[Task]:
    for brief in corpus.briefs:
        for remark in (*brief.diagnostics, *index.remarks.get(brief.id, ())):
            if remark.code == code:
                yield Task(remark.message, (brief.id,), remark=True)


def _proposals(corpus: Corpus, catalog: Catalog, words: Words) -> Iterator[Task]:
    if corpus.briefs and not catalog.topics:
        entry = "# site_config/topics.yml\n- name: …\n  words: […]"
        yield Task(words.gettext("no topics are set up"), entry=entry)
    for it in corpus.proposals:
        commands = _commands(*it.commands)
        entry = "" if commands else f"# {it.file}\n{it.entry}"
        yield Task(words.say(it.text), it.briefs[:2], commands=commands, entry=entry)


def _undefined(corpus: Corpus, words: Words) -> Iterator[Task]:
    for entry in sorted((t for t in corpus.terms if not t.reviewed), key=lambda t: (-len(t.briefs), t.term)):
        yield Task(
            _in_briefs(entry, words),
            name=entry.term,
            page=entry.page,
            commands=_commands(("define", entry.term, BLANK)),
        )


def _roleless(corpus: Corpus, catalog: Catalog, index: Index, words: Words) -> Iterator[Task]:
    bare = [a for a in corpus.actors if a.kind in ("person", "organization") and not a.role]
    for entry in sorted(bare, key=lambda a: (a.kind != "person", -len(a.briefs), -a.mentions, a.name)):
        own = _in_newest(corpus, index, entry)
        told = [("set", entry.briefs[0], f"actors/{own}/role", BLANK)] if own else []
        meant = [("define", entry.name, BLANK)] if is_acronym(entry.name) else []
        commands = _commands(*told, *meant, ("reject", entry.name))
        lines = "" if told and not meant else _entry(entry, catalog)
        yield Task(_in_briefs(entry, words), name=entry.name, page=entry.page, commands=commands, entry=lines)


def _entry(actor: ActorEntry, catalog: Catalog) -> str:
    """What an editor would write of an actor that no brief shows; where an acronym alone is known, its full name."""
    known = any(fold(rule.name) == fold(actor.name) for rule in catalog.actors)
    says: dict[str, object] = {"name": actor.name, "kind": actor.kind, "role": BLANK}
    if is_acronym(actor.name):
        says = {"name": BLANK, "kind": actor.kind, "aliases": [actor.name]}
    return "" if known else f"# site_config/actors.yml\n{yamltext.dump([says])}"


def _in_briefs(entry: ActorEntry | TermEntry, words: Words) -> str:
    return words.ngettext("in {n} brief", "in {n} briefs", len(entry.briefs))


def _in_newest(corpus: Corpus, index: Index, entry: ActorEntry) -> str | None:
    """The id that the newest brief of an actor has for it, where that brief shows it."""
    own = corpus.brief_actors[entry.briefs[0]]
    return next((actor.id for actor in index.briefs[entry.briefs[0]].actors if own.get(actor.id) == entry.id), None)
