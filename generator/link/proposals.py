"""What an editor may want to write into `site_config`, with the reason and the lines to write. Pure; writes nothing.

Two people who share a name part are never joined by the generator; here it asks whether they are one. The same goes
for terms that many briefs use, and for briefs without a topic.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from itertools import combinations

from generator.core import yamltext
from generator.core.configuration import Catalog
from generator.core.message import N_, Message, counted, message
from generator.core.model import Diagnostic, Term
from generator.core.shell import BLANK
from generator.core.text import fold
from generator.link import stated
from generator.link.corpus import ActorEntry, Corpus, Proposal
from generator.link.glossary import term_key
from generator.link.names import person_tokens, surname
from generator.link.topics import without

SHOWN = 20
"""So many proposals are told by `check`; the editors' page has all of them."""
LEAST_TOPIC = 3
"""A topic is worth its page from this many briefs on."""
LEADING = 6
"""Only so many most salient actors of a brief may name its topic."""


def proposals(corpus: Corpus, catalog: Catalog) -> tuple[Proposal, ...]:
    """All proposals, the heaviest first."""
    listed = {term_key(n) for e in catalog.glossary for n in (e.term, *e.aliases)}
    found = (*_surnames(corpus), *_new_terms(corpus, listed), *_topics(corpus, catalog))
    return tuple(sorted(found, key=lambda p: (-p.weight, p.code, fold(p.subject), str(p.text))))


def remarks(found: Sequence[Proposal]) -> tuple[Diagnostic, ...]:
    """The proposals as remarks of `briefing check`."""
    told = [Diagnostic("proposal", "info", f"site_config/{p.file}: {p.text}") for p in found[:SHOWN]]
    if len(found) > SHOWN:
        told.append(Diagnostic("proposal", "info", f"{len(found) - SHOWN} more proposals are on the editors' page"))
    return tuple(told)


def _entry(**fields: object) -> str:
    """Lines of YAML for one entry of a list."""
    return yamltext.dump([fields])


def _many(number: int) -> Message:
    return counted("{n} brief", "{n} briefs", number)


def _surnames(corpus: Corpus) -> Iterator[Proposal]:
    """People known by one name only, with those whose family name it is."""
    bearers: dict[str, list[ActorEntry]] = defaultdict(list)
    for entry in corpus.actors:
        tokens = person_tokens(entry.name) if entry.kind == "person" else ()
        if len(tokens) > 1:
            for token in {surname(tokens), tokens[0]}:
                bearers[token].append(entry)
    for entry in corpus.actors:
        tokens = person_tokens(entry.name)
        if len(tokens) != 1 or entry.kind != "person":
            continue
        name, briefs = repr(entry.name), _many(len(entry.briefs))
        if known := bearers[tokens[0]][:4]:
            yield Proposal(
                "whose-surname", entry.name,
                message(
                    "{name} ({briefs}) may be {names}; an alias of the right one joins them",
                    name=name, briefs=briefs, names=_any_of([k.name for k in known]),
                ),
                "actors.yml", _entry(name=known[0].name, kind="person", aliases=[entry.name]), entry.briefs,
                0.7 if len(known) == 1 else 0.5, tuple(("merge", entry.name, k.name) for k in known),
            )  # fmt: skip
        else:
            yield Proposal(
                "whose-surname", entry.name,
                message(
                    "{name} ({briefs}) is named without a first name; give the full name an entry with this one as "
                    "its alias",
                    name=name, briefs=briefs,
                ),
                "actors.yml", "", entry.briefs, 0.3,
            )  # fmt: skip


def _any_of(names: Sequence[str]) -> str | Message:
    """The names as a choice: "'Ada' or 'Grace'"."""
    *others, last = names
    return message("{one} or {other}", one=_any_of(others), other=repr(last)) if others else repr(last)


def _new_terms(corpus: Corpus, listed: Set[str]) -> Iterator[Proposal]:
    """Terms that articles use often or define, and that the desk's list does not have."""
    undefined = {term_key(n) for e in corpus.terms for n in (e.term, *e.aliases) if not e.definition}
    known = listed | undefined | {""}
    actors = {fold(n) for a in corpus.actors for n in (a.name, *a.aliases)}
    told: dict[str, dict[str, Term]] = defaultdict(dict)
    for brief in corpus.briefs:
        for term in brief.terms:
            if fold(term.term) not in actors and (key := term_key(term.term)) not in known:
                told[key].setdefault(brief.id, term)
    for tellings in told.values():
        name = min(Counter(t.term for t in tellings.values()).items(), key=lambda c: (-c[1], len(c[0]), c[0]))[0]
        defined = [" ".join(t.definition.split()) for t in tellings.values() if t.definition]
        if len(tellings) + len(defined) < 2:
            continue
        definition = defined[0] if defined else None
        text = N_("{term} is used in {briefs} and is not in the desk's list")
        if defined:
            text = N_("{term} is used in {briefs}, {defined} with a definition and is not in the desk's list")
        said = {"term": repr(name), "briefs": _many(len(tellings)), "defined": _many(len(defined))}
        yield Proposal(
            "new-term", name, Message(text, said),
            "glossary.yml", _entry(term=name, definition=definition or BLANK),
            tuple(tellings), _weight(len(tellings), 0.4 if defined else 0.2),
            (("define", name, definition or BLANK),),
        )  # fmt: skip


def _weight(briefs: int, base: float) -> float:
    """More briefs weigh more, less and less so; below 1."""
    return round(base + (1 - base) * (1 - 1 / briefs) * 0.6, 3)


def _topics(corpus: Corpus, catalog: Catalog) -> Iterator[Proposal]:
    """Terms and pairs of actors that several briefs without a topic have in common."""
    bare = without(corpus.briefs, catalog.topics)
    if len(bare) < LEAST_TOPIC:
        return
    names = {a.id: a.name for a in corpus.actors}
    common = {a.id for a in corpus.actors if 2 * len(a.briefs) > max(LEAST_TOPIC * 2, len(corpus.briefs))}
    ids = {b.id for b in bare}
    for entry in corpus.terms:
        own = tuple(b for b in entry.briefs if b in ids)
        if len(own) >= LEAST_TOPIC:
            yield _topic(
                entry.term,
                [entry.term],
                own,
                message(
                    "{briefs} without a topic share the term {term}", briefs=_many(len(own)), term=repr(entry.term)
                ),
            )
    pairs: dict[tuple[str, str], list[str]] = defaultdict(list)
    for brief in bare:
        own_ids = corpus.brief_actors[brief.id]
        leading = {own_ids[a.id] for a in stated.leading(brief)[:LEADING] if a.id in own_ids} - common
        for pair in combinations(sorted(leading), 2):
            pairs[pair].append(brief.id)
    for (a, b), own_briefs in sorted(pairs.items()):
        if len(own_briefs) >= LEAST_TOPIC:
            both = [names[a], names[b]]
            text = message(
                "{briefs} without a topic are about {one} and {other}",
                briefs=_many(len(own_briefs)),
                one=repr(both[0]),
                other=repr(both[1]),
            )
            yield _topic(" and ".join(both), both, tuple(own_briefs), text)


def _topic(name: str, words: list[str], briefs: tuple[str, ...], text: Message) -> Proposal:
    return Proposal(
        "new-topic", name, text, "topics.yml",
        _entry(name=name, words=words), briefs, _weight(len(briefs), 0.1),
    )  # fmt: skip
