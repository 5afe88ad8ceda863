"""Who is who across the briefs: one register entry per actor, however an article names it.

A bare name is resolved to a fuller one only where the corpus leaves a single candidate; two people are never one
because they share a name part. What an editor says in `actors.yml` comes before anything found here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, pairwise

from generator.core.configuration import ActorRule
from generator.core.model import Actor, ActorKind, Brief
from generator.core.text import RESERVED, Slugs, fold, slugify
from generator.language import countries
from generator.link import stated
from generator.link.corpus import ActorEntry
from generator.link.groups import Groups
from generator.link.names import (
    is_generic,
    organization_key,
    person_tokens,
    same_person,
    short_title,
    surname,
    without_title,
)
from generator.link.roles import roles_of
from generator.link.words import initials, is_acronym

COMPANY = 12
"""Only this many most salient actors of a brief count as in company with each other: keeps the work linear."""
WITH = 8
ALIASES = 24
_KINDS: tuple[ActorKind, ...] = ("person", "country", "organization", "group", "place")

Key = tuple[str, ...]


@dataclass(slots=True)
class _Node:
    """All actors of the corpus that one spelling covers."""

    key: Key
    names: Counter[str] = field(default_factory=Counter)
    aliases: Counter[str] = field(default_factory=Counter)
    kinds: Counter[ActorKind] = field(default_factory=Counter)
    tellings: list[tuple[int, Actor]] = field(default_factory=list)
    rule: int | None = None


@dataclass(frozen=True, slots=True)
class Register:
    """The entries, those in most briefs first, and for each brief its actors' ids -> entry ids."""

    entries: tuple[ActorEntry, ...]
    brief_actors: dict[str, dict[str, str]]


def register(briefs: Sequence[Brief], rules: Sequence[ActorRule] = (), as_of: str | None = None) -> Register:
    """One entry per actor of the briefs, which come newest first. Rejected and unnamed actors have none.

    `as_of` is the day that tells which of an editor's dated roles is the present one; None takes the last of them.
    """
    nodes: dict[Key, _Node] = {}
    for number, brief in enumerate(briefs):
        for actor in (a for a in stated.actors(brief) if not a.unnamed):
            key = _key(actor)
            node = nodes.setdefault(key, _Node(key))
            weight = max(1, actor.mentions)
            node.names[" ".join(actor.name.split())] += weight
            node.kinds[actor.kind] += weight
            node.aliases.update(" ".join(a.split()) for a in actor.aliases)
            node.tellings.append((number, actor))
    merged = _Merger(nodes, rules).components()
    drafts = [(_entry(part, briefs, rules, as_of), part) for part in merged]
    drafts.sort(key=lambda d: (-len(d[0].briefs), fold(d[0].name), d[0].kind, d[0].name))
    entries, owner = _identified(drafts, rules)
    entries = _title_aliases(entries)
    by_brief: dict[str, dict[str, str]] = {brief.id: {} for brief in briefs}
    for (_, part), entry in zip(drafts, entries, strict=True):
        for node in part:
            for number, actor in node.tellings:
                by_brief[briefs[number].id][actor.id] = entry.id
    company = _company(briefs, by_brief)
    return Register(
        tuple(replace(e, aliases=_own_aliases(e, owner), with_=company.get(e.id, ())) for e in entries),
        {b: dict(sorted(m.items())) for b, m in by_brief.items()},
    )


def _key(actor: Actor) -> Key:
    if actor.kind == "person":
        return ("person", *(person_tokens(actor.name) or (fold(actor.name),)))
    country = countries.lookup(actor.name)
    if country is None and actor.kind == "country":
        country = countries.by_capital(actor.name)
    if country and (actor.kind == "country" or not country.ambiguous):
        return ("country", country.id)
    return ("thing", organization_key(actor.name))


class _Merger:
    """Joins the nodes of one actor, and never what an editor keeps apart."""

    def __init__(self, nodes: dict[Key, _Node], rules: Sequence[ActorRule]) -> None:
        self.nodes = nodes
        self.rules = rules
        self.apart: dict[str, set[str]] = defaultdict(set)
        for rule in rules:
            for other in rule.distinct_from:
                self.apart[fold(rule.name)].add(fold(other))
                self.apart[fold(other)].add(fold(rule.name))
        self._apply_rules()
        # A rejected name is gone before anything is joined, so that it takes nobody with it.
        self.nodes = {k: n for k, n in nodes.items() if n.rule is None or not rules[n.rule].reject}
        self.groups = Groups(sorted(self.nodes))
        self.names = {key: frozenset(fold(n) for n in node.names) for key, node in self.nodes.items()}

    def _apply_rules(self) -> None:
        """Give each node the rule that names it; a name two rules claim is nobody's."""
        claims: dict[Key, set[int]] = defaultdict(set)
        for number, rule in enumerate(self.rules):
            for name in (rule.name, *rule.aliases):
                for key in _possible_keys(name, rule.kind):
                    claims[key].add(number)
                    if name == rule.name and rule.kind and key[0] == _family(rule.kind):
                        self.nodes.setdefault(key, _Node(key, names=Counter({name: 0})))
        for key, numbers in claims.items():
            if key in self.nodes and len(numbers) == 1:
                self.nodes[key].rule = min(numbers)

    def join(self, a: Key, b: Key) -> None:
        a, b = sorted((self.groups.root(a), self.groups.root(b)))
        if a == b or self._kept_apart(a, b):
            return
        self.groups.join(a, b)
        self.names[a] |= self.names.pop(b)
        rules = {self.nodes[k].rule for k in (a, b)} - {None}
        self.nodes[a].rule = next(iter(rules), None)

    def _kept_apart(self, a: Key, b: Key) -> bool:
        rules = {self.nodes[k].rule for k in (a, b)} - {None}
        return len(rules) > 1 or any(not self.names[b].isdisjoint(self.apart.get(n, ())) for n in self.names[a])

    def components(self) -> list[list[_Node]]:
        """The nodes of one actor each, in a fixed order."""
        by_rule: dict[int, list[Key]] = defaultdict(list)
        for key in sorted(self.nodes):
            if (rule := self.nodes[key].rule) is not None:
                by_rule[rule].append(key)
        for keys in by_rule.values():
            for other in keys[1:]:
                self.join(keys[0], other)
        self._people()
        self._things()
        self._same_slug()
        parts = [[self.nodes[key] for key in keys] for keys in self.groups.parts()]
        for part in parts:
            for node in part:
                node.rule = part[0].rule  # that of the root, the least key
        return [part for part in parts if any(n.tellings for n in part)]

    def _people(self) -> None:
        """Longer names first, so that a bare surname meets people, not spellings."""
        people = sorted((k for k in self.nodes if k[0] == "person"), key=lambda k: (-len(k), k))
        by_surname: dict[str, list[Key]] = defaultdict(list)
        by_form: dict[tuple[str, str], list[Key]] = defaultdict(list)
        by_alias: dict[Key, list[Key]] = defaultdict(list)
        for key in people:
            if len(key) > 2:
                by_surname[surname(key[1:])].append(key)
                for form in _forms(key[1:]):
                    by_form[surname(key[1:]), form].append(key)
            for alias in self.nodes[key].aliases:
                tokens = ("person", *person_tokens(alias))
                if tokens != key:
                    by_alias[tokens].append(key)
        for key in people:
            name = key[1:]
            fuller = list(by_alias[key])
            if len(name) == 1:
                fuller += by_surname[name[0]]
            else:
                forms = by_form[surname(name), name[0]] + by_form[surname(name), f"{name[0][0]}."]
                fuller += [k for k in forms if k != key and same_person(name, k[1:])]
            self._join_only(key, fuller)

    def _things(self) -> None:
        """Acronyms with their expansion, other names with the one that has them as an alias."""
        things = sorted(k for k in self.nodes if k[0] != "person")
        by_alias: dict[str, set[Key]] = defaultdict(set)
        by_initials: dict[str, set[Key]] = defaultdict(set)
        for key in things:
            node = self.nodes[key]
            for alias in node.aliases:
                if not is_generic(alias):
                    by_alias[organization_key(alias)].add(key)
            for name in node.names:
                if " " in name:
                    by_initials[initials(name)].add(key)
        for key in things:
            if key[0] != "thing":
                continue
            fuller = by_alias.get(key[1], set()) - {key}
            acronyms = [n.replace(".", "") for n in self.nodes[key].names if is_acronym(n)]
            if not fuller and acronyms:
                fuller = by_initials.get(acronyms[0], set()) - {key}
            self._join_only(key, sorted(fuller))

    def _join_only(self, key: Key, fuller: list[Key]) -> None:
        """Join with the candidates if they are one actor; an editor's veto takes a candidate out."""
        root = self.groups.root(key)
        roots = {self.groups.root(k) for k in fuller}
        roots = {r for r in roots if r == root or not self._kept_apart(*sorted((root, r)))}
        if len(roots - {root}) == 1 and (root not in roots or len(roots) == 2):
            self.join(key, next(iter(roots - {root})))

    def _same_slug(self) -> None:
        """The same name with two kinds is one actor, except where one is a country and the other is a person."""
        by_slug: dict[str, list[Key]] = defaultdict(list)
        for key in sorted(self.nodes):
            for name in sorted(self.nodes[key].names):
                by_slug[slugify(without_title(name) if key[0] == "person" else name)].append(key)
        for keys in by_slug.values():
            for a, b in pairwise(keys):
                if {a[0], b[0]} != {"country", "person"}:
                    self.join(a, b)


def _forms(name: tuple[str, ...]) -> set[str]:
    """What the first word of a form of a person's name can be (`same_person`), so that not all namesakes are compared.

    It is one of the words; or either the form or the name begins with an initial ("j."), and both with that letter.
    """
    return {*name, *([f"{name[0]}."] if len(name[0]) == 1 else []), name[0][0]}


def _possible_keys(name: str, kind: ActorKind | None) -> list[Key]:
    """The keys actors of a name may have; whatever kind articles give it, a country is not taken for a person."""
    kinds: dict[ActorKind | None, tuple[ActorKind, ...]] = {
        None: ("person", "country", "organization"),
        "person": ("person", "organization"),
        "country": ("country", "organization"),
    }
    return sorted({_key(Actor("", name, k)) for k in kinds.get(kind, ("organization", "person"))})


def _family(kind: ActorKind) -> str:
    return kind if kind in ("person", "country") else "thing"


def _entry(part: list[_Node], briefs: Sequence[Brief], rules: Sequence[ActorRule], as_of: str | None) -> ActorEntry:
    """An entry without its final id."""
    rule = rules[part[0].rule] if part[0].rule is not None else None
    kinds: Counter[ActorKind] = Counter()
    names: Counter[str] = Counter()
    aliases: Counter[str] = Counter()
    for node in part:
        kinds.update(node.kinds)
        names.update(node.names)
        aliases.update(node.aliases)
    majority: ActorKind = max(_KINDS, key=lambda k: (kinds[k], -_KINDS.index(k)))
    country = next((countries.lookup(n) for node in part if node.key[0] == "country" for n in node.names), None)
    told = rule or ActorRule(_shown_name(names, majority, country))
    tellings = sorted(((i, a) for node in part for i, a in node.tellings), key=lambda t: (t[0], t[1].id))
    also = {a: n for a, n in (names + aliases + Counter(aliases)).items() if fold(a) != fold(told.name)}
    also = dict.fromkeys(told.aliases, 0) | also
    distinct = {fold(n) for n in told.distinct_from}
    ordered = sorted(also, key=lambda a: (a not in told.aliases, -also[a], a))  # the editor's aliases come first
    role, roles = roles_of(rule, tellings, briefs, as_of)
    return ActorEntry(
        id=told.id or (country.id if country and rule is None else slugify(told.name)),
        name=told.name,
        kind=told.kind or majority,
        page="",
        briefs=tuple(dict.fromkeys(briefs[i].id for i, _ in tellings)),
        role=role,
        roles=roles,
        aliases=tuple(a for a in ordered if fold(a) not in distinct),
        mentions=sum(a.mentions for _, a in tellings),
    )


def _shown_name(names: Counter[str], kind: ActorKind, country: countries.Country | None) -> str:
    """The fullest name of an actor that no rule names: words before acronyms, a country as it is listed."""
    if kind == "person":
        full = {without_title(n): c for n, c in names.items()}
        return max(full, key=lambda n: (len(person_tokens(n)), full[n], -len(n), n))
    name = max(names, key=lambda n: (not is_acronym(n), len(n.split()), names[n], n))
    return country.name if country else name.removeprefix("the ").removeprefix("The ")


def _identified(
    drafts: list[tuple[ActorEntry, list[_Node]]], rules: Sequence[ActorRule]
) -> tuple[list[ActorEntry], dict[str, str]]:
    """Entries with unique ids and pages, and for each entry's name its id; ids that editors gave go first."""
    own = {rule.id for rule in rules if rule.id}
    slugs = Slugs(own)
    owner: dict[str, str] = {}
    out: list[ActorEntry] = []
    for draft, part in drafts:
        rule = rules[part[0].rule] if part[0].rule is not None else None
        ident = draft.id if rule and rule.id else slugs.take(draft.id, f"{draft.id}-{draft.kind}")
        page = slugs.take(f"{ident}-x") if ident in RESERVED else ident
        owner.setdefault(fold(draft.name), ident)
        out.append(replace(draft, id=ident, page=f"actors/{page}.md"))
    return out, owner


def _own_aliases(entry: ActorEntry, owner: dict[str, str]) -> tuple[str, ...]:
    """Aliases without those that are another actor's name; case variants once."""
    seen = {fold(entry.name)}
    out: list[str] = []
    for alias in entry.aliases:
        if fold(alias) not in seen and owner.get(fold(alias), entry.id) == entry.id:
            seen.add(fold(alias))
            out.append(alias)
    return tuple(out[:ALIASES])


def _title_aliases(entries: list[ActorEntry]) -> list[ActorEntry]:
    """Entries with "President Xi" added where the role is such a title and no other actor could be meant."""
    made: list[tuple[str, ...]] = []
    for entry in entries:
        title = short_title(entry.role) if entry.kind == "person" else None
        tokens = set(person_tokens(entry.name))
        known = [a for a in entry.aliases if a.istitle() and len(person_tokens(a)) == 1]
        known = [a for a in known if tokens.issuperset(person_tokens(a))]
        made.append(tuple(f"{title} {n}" for n in (*known[:1], entry.name)) if title and len(tokens) > 1 else ())
    used = Counter(fold(n) for e, new in zip(entries, made, strict=True) for n in {*e.aliases, e.name, *new})
    return [
        replace(e, aliases=e.aliases + tuple(n for n in new if n not in e.aliases and used[fold(n)] == 1))
        for e, new in zip(entries, made, strict=True)
    ]


def _company(briefs: Sequence[Brief], by_brief: dict[str, dict[str, str]]) -> dict[str, tuple[str, ...]]:
    """For each entry the ids it shares most briefs with, most first."""
    together: dict[str, Counter[str]] = defaultdict(Counter)
    for brief in briefs:
        ranked = stated.leading(brief)
        mapped = by_brief[brief.id]
        ids = tuple(dict.fromkeys(mapped[a.id] for a in ranked if a.id in mapped))[:COMPANY]
        for a, b in combinations(ids, 2):
            together[a][b] += 1
            together[b][a] += 1
    return {
        ident: tuple(other for other, _ in sorted(counts.items(), key=lambda x: (-x[1], x[0]))[:WITH])
        for ident, counts in together.items()
    }
