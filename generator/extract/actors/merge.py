"""One actor for all the names it goes by: "Xi", "President Xi" and "Xi Jinping"; "ICC" and its full name; "U.S."."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from generator import countries
from generator.extract.actors.kinds import Name, first_words_of_firms, key_of
from generator.extract.actors.reader import Reader, Span
from generator.text import fold, slugify

_LINKS = frozenset({"of", "for", "the", "and", "on", "in", "to", "&", "against", "at", "with", "a"})
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})


@dataclass(slots=True)
class Entity:
    """Someone or something named, with all mentions; `weak` are those that only speak of it ("Chinese exports")."""

    kind: str
    name: str
    spans: list[Span] = field(default_factory=list)
    weak: list[Span] = field(default_factory=list)
    country: countries.Country | None = None
    sure: bool = True
    role: str | None = None
    rule_id: str | None = None

    @property
    def id(self) -> str:
        """The actor's id: the one the register gives, else the slug of its name."""
        return self.rule_id or slugify(self.name)


def person_tokens(text: str, kept: frozenset[str]) -> tuple[str, ...]:
    """The folded words of a person's name without titles that are printed with it and generational suffixes."""
    words = fold(key_of(text)).replace("-", " ").split()
    while len(words) > 1 and words[0] in kept:
        words = words[1:]
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words = words[:-1]
    return tuple(words)


def merge(reader: Reader, spans: list[Span], names: dict[str, Name]) -> list[Entity]:
    """All entities in order of first mention."""
    entities: list[Entity] = []
    owner: dict[int, Entity] = {}

    def give(entity: Entity, span: Span) -> None:
        entity.spans.append(span)
        owner[span.start] = entity

    people = _people(reader, names, entities)
    by_country: dict[str, Entity] = {}
    named = {n.country.id for n in names.values() if n.country and n.fixed in ("country", "group")}
    organizations = _organizations(reader, names, entities)
    others: dict[str, Entity] = {}
    bearers = _Bearers(reader)
    pending: list[tuple[Span, Name]] = []
    for span in spans:
        name = names[key_of(span.text)]
        if name.kind in ("other", "unknown", "event"):
            continue
        country = name.country
        if country and (name.kind in ("country", "group") or name.kind == "place"):
            acts = name.kind == "country" or (name.kind == "place" and country.id in named and _metonymic(reader, span))
            if acts or name.kind == "group":
                entity = by_country.get(country.id)
                if entity is None:
                    entity = by_country[country.id] = Entity("country", country.name, country=country)
                    entities.append(entity)
                if acts:
                    give(entity, span)
                else:
                    entity.weak.append(span)
                    owner[span.start] = entity
                continue
        if name.kind == "person" or name.key in people.bare:
            full = people.full.get(name.key)
            if full is not None:
                give(full, span)
                bearers.named(people.tokens[name.key], full, span)
            else:
                candidate = bearers.of(people.single(name.key), span)
                if candidate is not None:
                    give(candidate, span)
                else:
                    pending.append((span, name))
            continue
        if name.kind == "organization":
            give(organizations[name.key], span)
            continue
        entity = others.get(name.key)
        if entity is None:
            entity = others[name.key] = Entity(name.kind, _shown(name))
            entities.append(entity)
        give(entity, span)
    _settle(reader, pending, people, entities, give)
    used = [e for e in entities if e.spans or e.weak]
    for entity in used:
        entity.spans.sort(key=lambda s: s.start)
    _definite_heads(reader, used)
    return sorted((e for e in used if e.spans or e.weak), key=lambda e: min(s.start for s in e.spans + e.weak))


@dataclass(slots=True)
class _People:
    full: dict[str, Entity]
    tokens: dict[str, tuple[str, ...]]
    bare: frozenset[str]
    by_token: dict[str, list[Entity]]
    kept: frozenset[str]

    def single(self, key: str) -> str:
        """The one word a short name is looked up by: its last."""
        return person_tokens(key, self.kept)[-1]


def _people(r: Reader, names: dict[str, Name], entities: list[Entity]) -> _People:
    """Full names of people, variants of one person joined; and which short names point to one of them."""
    kept = r.lex.kept_titles
    groups: list[tuple[tuple[str, ...], list[Name]]] = []
    index: dict[str, list[int]] = defaultdict(list)
    for name in sorted((n for n in names.values() if n.kind == "person"), key=lambda n: -len(n.tokens)):
        tokens = person_tokens(name.key, kept)
        if len(tokens) < 2:
            continue
        home = next((g for g in index[tokens[-1]] if _same_person(groups[g][0], tokens)), None)
        if home is None:
            home = len(groups)
            groups.append((tokens, []))
            for token in set(tokens):
                index[token].append(home)
        groups[home][1].append(name)
    full: dict[str, Entity] = {}
    tokens_of: dict[str, tuple[str, ...]] = {}
    by_token: dict[str, list[Entity]] = defaultdict(list)
    for tokens, members in groups:
        # The fullest form is the one with most words; among equals the one written most often, then first.
        best = max(members, key=lambda n: (len(n.tokens), len(n.spans), -n.spans[0].start))
        entity = Entity("person", _shown(best))
        entities.append(entity)
        handles = tuple(t for t in tokens if len(t) > 1 and t not in r.lex.particles)
        for token in handles:
            by_token[token].append(entity)
        for name in members:
            full[name.key] = entity
            tokens_of[name.key] = handles
    firms = first_words_of_firms(r, names)
    bare = frozenset(
        n.key
        for n in names.values()
        if len(n.tokens) == 1
        and not (n.key in firms and n.points["organization"] >= n.points["person"])
        and n.fixed == ""
        and n.country is None
        and fold(n.key) in by_token
        and n.kind in ("person", "unknown", "other", "organization", "place")
        and not (n.kind != "person" and n.points[n.kind] > 3)
    )
    return _People(full, tokens_of, bare, by_token, kept)


def _same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two full names may be one person's: one's words among the other's, initials for words allowed."""
    if a[-1] != b[-1]:
        return False
    long, short = (a, b) if len(a) >= len(b) else (b, a)
    return all(
        w in long
        or any(x.startswith(w.rstrip(".")) for x in long if len(w.rstrip(".")) == 1)
        or any(len(x.rstrip(".")) == 1 and w.startswith(x[0]) for x in long[:-1])
        for w in short[:-1]
    )


class _Bearers:
    """Whom a family name means at a place of the text.

    The person last named in full, unless that is somebody's relative brought in on the way; once the bare name has
    been used for someone it stays theirs, until a namesake is introduced in the sentence before or the same one.
    """

    NEAR = 40
    """Tokens within which a fresh full name is what the bare one refers to."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.last: dict[str, tuple[Entity, int]] = {}
        self.settled: dict[str, Entity] = {}

    def named(self, tokens: tuple[str, ...], entity: Entity, span: Span) -> None:
        """A person is named in full here."""
        for token in tokens:
            if token not in self.last or not _relative(self.reader, span):
                self.last[token] = (entity, span.first)

    def of(self, token: str, span: Span) -> Entity | None:
        """The bearer of a bare name, None when nobody has been named in full yet."""
        if token not in self.last:
            return None
        entity, at = self.last[token]
        held = self.settled.get(token)
        if held is not None and held is not entity and span.first - at > self.NEAR:
            return held
        self.settled[token] = entity
        return entity


def _relative(r: Reader, span: Span) -> bool:
    """Whether the person is brought in as somebody's relative ("his wife Jane Roe")."""
    words = r.lower[max(0, span.first - 3) : span.first]
    after = r.lower[span.last + 1 : span.last + 4]
    return any(w in r.lex.relatives for w in words) or any(w in r.lex.relatives for w in after)


def _settle(
    r: Reader,
    pending: list[tuple[Span, Name]],
    people: _People,
    entities: list[Entity],
    give: Callable[[Entity, Span], None],
) -> None:
    """Short names with no full name before them: a full name that comes later, else people of their own."""
    own: dict[str, Entity] = {}
    for span, name in pending:
        token = people.single(name.key)
        # Only a family name points forward: "Roe" before "Jane Roe", but not before "Jane Roe Doe".
        later = [e for e in people.by_token.get(token, ()) if token in _ends(e.name, people.kept)]
        if later:
            give(later[0], span)
        elif name.kind == "person":
            if token not in own:
                own[token] = Entity("person", _shown(name))
                entities.append(own[token])
            give(own[token], span)


def _ends(name: str, kept: frozenset[str]) -> tuple[str, str]:
    """The first and the last word of a person's name."""
    tokens = person_tokens(name, kept)
    return tokens[0], tokens[-1]


def _shown(name: Name) -> str:
    """The name as it is shown: its most frequent writing, without article and possessive, on one line."""
    counts = Counter(" ".join(s.text.split()) for s in name.spans)
    best = max(counts, key=lambda t: (counts[t], -len(t)))
    best = re.sub(r"^[Tt]he\s+", "", best)
    return re.sub(r"\s*['’]s?$", "", best) or best


def _metonymic(r: Reader, span: Span) -> bool:
    """Whether a capital acts here for its government: no preposition of place before it, or a relation around it."""
    token = r.doc[span.last]
    before = r.lower[span.first - 1] if span.first else ""
    after = r.lower[span.last + 1] if span.last + 1 < len(r.lower) else ""
    if (
        after == ","
        and span.last + 2 < len(r.lower)
        and r.cap[span.last + 2]
        and (token.dep_ == "pobj" or countries.lookup(r.texts[span.last + 2]))
    ):
        return False
    if (
        before == ","
        and span.first > 1
        and r.label[span.first - 2] == "GPE"
        and not (countries.by_capital(r.texts[span.first - 2]) or countries.lookup(r.texts[span.first - 2]))
    ):
        return False  # "Seattle, Washington"
    if token.dep_ in ("nsubj", "nsubjpass", "poss", "agent", "dobj", "iobj", "dative"):
        return not (token.dep_ == "poss" and r.cap[min(span.last + 2, len(r.cap) - 1)])
    if (
        before in r.lex.locative
        or after in ("airport", "suburb", "-based")
        or (before == "to" and token.head.lemma_ == "to" and (token.head.head.lemma_ in r.lex.motion))
    ):
        return False
    if token.dep_ == "compound":
        return token.head.lower_ in r.lex.relations or after in ("-", "–")
    return before in r.lex.relational or token.dep_ in (
        "conj",
        "pobj",
        "appos",
        "ROOT",
        "attr",
        "npadvmod",
        "nmod",
        "pcomp",
        "ccomp",
    )


def _organizations(r: Reader, names: dict[str, Name], entities: list[Entity]) -> dict[str, Entity]:
    """Organizations by key: one for an acronym and its words, one with and without its country."""
    orgs = [n for n in names.values() if n.kind == "organization"]
    parent = {n.key: n.key for n in orgs}

    def find(key: str) -> str:
        while parent[key] != key:
            key = parent[key]
        return key

    def join(a: str, b: str) -> None:
        ra, rb = find(a), find(b)
        if ra != rb:
            parent[rb] = ra

    by_form: dict[str, str] = {}
    by_initials: dict[str, list[str]] = defaultdict(list)
    by_base: dict[str, list[str]] = defaultdict(list)
    for name in orgs:
        form = fold(name.key)
        if form in by_form:
            join(by_form[form], name.key)
        by_form.setdefault(form, name.key)
        if len(name.tokens) > 1:
            by_initials["".join(t[0] for t in name.tokens if t.lower() not in _LINKS).upper()].append(name.key)
            by_base[_base(name.tokens)].append(name.key)
    for name in orgs:
        if len(name.tokens) == 1 and 2 <= len(name.key) <= 8 and sum(c.isupper() for c in name.key) > 1:
            found = _expansion(r, name, names) or next(iter(by_initials.get(name.key.upper(), [])), None)
            if found in parent:
                join(found, name.key)
    _join_firms(r, orgs, join)
    for keys in by_base.values():
        short = [k for k in keys if not _leading_country(k)]
        long: dict[str, list[str]] = defaultdict(list)
        for key in keys:
            if lead := _leading_country(key):
                long[_state_id(lead)].append(key)
        for same in long.values():
            for key in same[1:] + (short[:1] if len(long) == 1 else []):
                join(same[0], key)
    first: dict[str, Entity] = {}
    out: dict[str, Entity] = {}
    members: dict[str, list[Name]] = defaultdict(list)
    for name in orgs:
        members[find(name.key)].append(name)
    for root, group in members.items():
        best = max(group, key=lambda n: (len(n.tokens) > 1, _leading_country(n.key) != "", len(n.spans), len(n.key)))
        sure = any(n.fixed or n.points["organization"] >= 1.5 for n in group)
        first[root] = Entity("organization", _shown(best), sure=sure)
        entities.append(first[root])
        for name in group:
            out[name.key] = first[root]
    return out


def _join_firms(r: Reader, orgs: list[Name], join: Callable[[str, str], None]) -> None:
    """ "Roe", "Roe Inc." and "Roe Motor Company" are one firm where only one firm of the text begins so."""
    longs: dict[str, list[Name]] = defaultdict(list)
    for name in orgs:
        words = list(name.tokens)
        while len(words) > 1 and words[-1].lower().rstrip(".") in r.lex.corporate_suffixes:
            words.pop()
        if len(words) < len(name.tokens):
            longs[" ".join(words)].append(name)
    for name in orgs:
        for long in longs.get(name.key, ()):
            join(long.key, name.key)
    for same in longs.values():
        for name in same[1:]:
            join(same[0].key, name.key)


def _base(tokens: tuple[str, ...]) -> str:
    """The comparison form of an organization: no country before it, "Ministry of X" as "X Ministry"."""
    words = [fold(t) for t in tokens]
    lead = _leading_country(" ".join(tokens))
    if lead:
        words = words[len(lead.split()) :]
    if len(words) > 2 and words[0] in ("ministry", "department") and words[1] == "of":
        rest = [w for w in words[2:] if w not in ("affairs", "the")]
        words = [*rest, words[0]]
    return " ".join(words)


def _state_id(lead: str) -> str:
    """The country that a name or an adjective means, by its id."""
    country = countries.lookup(lead) or countries.by_demonym(lead)
    return country.id if country else lead


def _leading_country(key: str) -> str:
    words = key.split()
    for width in (3, 2, 1):
        if len(words) > width:
            lead = " ".join(words[:width])
            if countries.by_demonym(lead) or countries.lookup(lead):
                return lead
    return ""


def _expansion(r: Reader, name: Name, names: dict[str, Name]) -> str | None:
    """The organization an acronym stands for where both stand side by side: "Full Name (FN)"."""
    for span in name.spans:
        if span.first > 1 and r.texts[span.first - 1] == "(":
            for key, other in names.items():
                if (
                    len(other.tokens) > 1
                    and other.kind == "organization"
                    and any(s.last == span.first - 2 for s in other.spans)
                ):
                    return key
    return None


def _definite_heads(r: Reader, entities: list[Entity]) -> None:
    """ "the Church", "the Ministry" after a full name with that head: mentions of the nearest one before."""
    full = [e for e in entities if e.kind == "organization" and len(e.name.split()) > 1]
    for entity in entities:
        if entity.kind not in ("organization", "place") or len(entity.name.split()) != 1:
            continue
        head = entity.name.lower()
        if head not in r.lex.organization_heads and head not in r.lex.place_heads:
            continue
        left: list[Span] = []
        for span in entity.spans:
            near = [
                (s.start, e)
                for e in full
                for s in e.spans[:1]
                if s.start < span.start and head in (e.name.split()[0].lower(), e.name.split()[-1].lower())
            ]
            if near and span.first and r.lower[span.first - 1] in ("the", "its", "this"):
                max(near, key=lambda p: p[0])[1].spans.append(span)
            else:
                left.append(span)
        entity.spans[:] = left
    for entity in full:
        entity.spans.sort(key=lambda s: s.start)
