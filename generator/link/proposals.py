"""What an editor may want to write into `site_config`, with the reason and the lines to write. Pure; writes nothing.

Two people who share a name part are never joined by the generator; here it asks whether they are one. The same goes
for names that only spelling parts, for terms that many briefs use and nobody explains, and for briefs without a topic.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from itertools import combinations

from generator.core.configuration import ActorRule, Catalog
from generator.core.message import N_, Message, counted, message
from generator.core.model import ActorKind, Diagnostic, Term
from generator.core.shell import BLANK
from generator.core.text import fold
from generator.link import stated
from generator.link.corpus import ActorEntry, Corpus, Proposal
from generator.link.glossary import term_key
from generator.link.names import person_tokens, surname
from generator.link.spelling import alike
from generator.link.topics import without
from generator.link.words import is_acronym

SHOWN = 20
"""So many proposals are told by `check`; the editors' page has all of them."""
MOST = 50
"""So many of each kind, the heaviest first."""
LEAST_TOPIC = 3
"""A topic is worth its page from this many briefs on."""
_WORDS_OF_YAML = frozenset(("yes", "no", "true", "false", "null", "on", "off", "y", "n"))
LEADING = 6
"""Only so many most salient actors of a brief may name its topic."""


def proposals(corpus: Corpus, catalog: Catalog) -> tuple[Proposal, ...]:
    """All proposals, the heaviest first, at most `MOST` of a kind."""
    listed = {term_key(n) for e in catalog.glossary for n in (e.term, *e.aliases)}
    found = (
        *_same_actor(corpus, catalog.actors), *_surnames(corpus), *_kinds(corpus, catalog.actors),
        *_undefined(corpus, listed), *_new_terms(corpus, listed), *_topics(corpus, catalog),
    )  # fmt: skip
    ordered = sorted(found, key=lambda p: (-p.weight, p.code, fold(p.subject), str(p.text)))
    count: Counter[str] = Counter()
    kept = []
    for proposal in ordered:
        count[proposal.code] += 1
        if count[proposal.code] <= MOST:
            kept.append(proposal)
    return tuple(kept)


def remarks(found: Sequence[Proposal]) -> tuple[Diagnostic, ...]:
    """The proposals as remarks of `briefing check`."""
    told = [Diagnostic("proposal", "info", f"site_config/{p.file}: {p.text}") for p in found[:SHOWN]]
    if len(found) > SHOWN:
        told.append(Diagnostic("proposal", "info", f"{len(found) - SHOWN} more proposals are on the editors' page"))
    return tuple(told)


def _entry(**fields: object) -> str:
    """Lines of YAML for one entry of a list; values as JSON where a plain word could be read as something else."""
    lines = [f"{name}: {_scalar(value)}".rstrip() for name, value in fields.items()]
    return "- " + "\n  ".join(lines) + "\n"


def _scalar(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_scalar, value))}]"
    text = "" if value is None else str(value)
    plain = not text or (re.fullmatch(r"[A-Za-z][\w .’-]*", text) and text.casefold() not in _WORDS_OF_YAML)
    return text if plain else json.dumps(text, ensure_ascii=False)


def _many(number: int) -> Message:
    return counted("{n} brief", "{n} briefs", number)


def _same_actor(corpus: Corpus, rules: Sequence[ActorRule]) -> Iterator[Proposal]:
    """Entries whose names differ by spelling; those that one article names side by side are two."""
    apart = {frozenset((fold(r.name), fold(other))) for r in rules for other in r.distinct_from}
    by_id = {a.id: a for a in corpus.actors}
    people = {a.id: person_tokens(a.name) for a in corpus.actors if a.kind == "person"}
    bodies = {
        a.id: tuple(fold(a.name).split()) for a in corpus.actors
        if a.kind in ("organization", "group") and not is_acronym(a.name)
    }  # fmt: skip
    for names in ({i: n for i, n in people.items() if len(n) > 1}, bodies):
        for one, other, sure in alike(names):
            a, b = sorted((by_id[one], by_id[other]), key=lambda e: (-len(e.briefs), -e.mentions, e.id))
            if frozenset((fold(a.name), fold(b.name))) in apart or not set(a.briefs).isdisjoint(b.briefs):
                continue
            yield Proposal(
                "same-actor", a.name,
                message(
                    "{other} ({others}) may be {name} ({briefs}) in another spelling; an alias joins them, "
                    "distinct_from keeps them apart",
                    other=repr(b.name), others=_many(len(b.briefs)), name=repr(a.name), briefs=_many(len(a.briefs)),
                ),
                "actors.yml", _entry(name=a.name, kind=a.kind, aliases=[b.name]), (*a.briefs, *b.briefs), sure,
                (("merge", b.name, a.name), ("split", a.name, b.name)),
            )  # fmt: skip


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
        if len(tokens) != 1 or entry.kind == "country" or entry.kind == "place":
            continue
        known = bearers.get(tokens[0], [])
        if entry.kind == "person" and not known:
            yield Proposal(
                "whose-surname", entry.name,
                message(
                    "{name} ({briefs}) is named without a first name; give the full name an entry with this one as "
                    "its alias",
                    name=repr(entry.name), briefs=_many(len(entry.briefs)),
                ),
                "actors.yml", "", entry.briefs, 0.3,
            )  # fmt: skip
        elif known:
            text = N_("{name} ({briefs}) may be {names}; an alias of the right one joins them")
            if entry.kind != "person":
                text = N_(
                    "{name} ({briefs}) is taken for {kind} and may be {names}; an alias of the right one joins them"
                )
            values = {
                "name": repr(entry.name),
                "briefs": _many(len(entry.briefs)),
                "kind": KINDS[entry.kind],
                "names": _any_of([k.name for k in known[:4]]),
            }
            yield Proposal(
                "whose-surname" if entry.kind == "person" else "actor-kind", entry.name,
                Message(text, values),
                "actors.yml", _entry(name=known[0].name, kind="person", aliases=[entry.name]), entry.briefs,
                0.7 if len(known) == 1 else 0.5, tuple(("merge", entry.name, k.name) for k in known[:4]),
            )  # fmt: skip


def _any_of(names: Sequence[str]) -> str | Message:
    """The names as a choice: "'Ada' or 'Grace'"."""
    *others, last = names
    return message("{one} or {other}", one=_any_of(others), other=repr(last)) if others else repr(last)


KINDS: dict[ActorKind, Message] = {
    "person": message("a person"),
    "organization": message("an organization"),
    "country": message("a country"),
    "group": message("a group"),
    "place": message("a place"),
}


def _kinds(corpus: Corpus, rules: Sequence[ActorRule]) -> Iterator[Proposal]:
    """Entries that some briefs take for a person and others for something else."""
    settled = {fold(r.name) for r in rules if r.kind}
    kinds: dict[str, Counter[ActorKind]] = defaultdict(Counter)
    for brief in corpus.briefs:
        own = corpus.brief_actors[brief.id]
        for actor in brief.actors:
            if actor.id in own:
                kinds[own[actor.id]][actor.kind] += 1
    for entry in corpus.actors:
        count = kinds[entry.id]
        others = [k for k in sorted(count) if k != entry.kind and "person" in (k, entry.kind)]
        if others and fold(entry.name) not in settled:
            said = tuple(
                message("{kind} in {briefs}", kind=KINDS[k], briefs=_many(count[k])) for k in (entry.kind, *others)
            )
            yield Proposal(
                "actor-kind", entry.name,
                message("{name} is {kinds}; kind settles it", name=repr(entry.name), kinds=said),
                "actors.yml", _entry(name=entry.name, kind=entry.kind), entry.briefs, 0.6,
            )  # fmt: skip


def _undefined(corpus: Corpus, listed: Set[str]) -> Iterator[Proposal]:
    """Terms that nobody defines; `listed` are the keys of those in the desk's list."""
    for entry in corpus.terms:
        if not entry.definition:
            yield Proposal(
                "term-undefined", entry.term,
                message(
                    "{term} is used in {briefs} and nobody defines it; readers see no meaning",
                    term=repr(entry.term), briefs=_many(len(entry.briefs)),
                ),
                "glossary.yml", "" if term_key(entry.term) in listed else _entry(term=entry.term, definition=None),
                entry.briefs, _weight(len(entry.briefs), 0.5),
            )  # fmt: skip


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
            "glossary.yml", _entry(term=name, definition=definition),
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
