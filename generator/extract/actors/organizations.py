"""Organizations: acronyms and their words, with and without their country, firms by their short names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from generator.core.text import fold
from generator.extract.actors.entity import Entity, shown_name
from generator.extract.actors.kinds import Name
from generator.extract.actors.reader import Reader, Span
from generator.language import countries

_LINKS = frozenset({"of", "for", "the", "and", "on", "in", "to", "&", "against", "at", "with", "a"})


def organizations_of(r: Reader, names: dict[str, Name], entities: list[Entity]) -> dict[str, Entity]:
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
    ends = {s.last: n.key for n in orgs if len(n.tokens) > 1 for s in n.spans}
    for name in orgs:
        if len(name.tokens) <= 2 and 2 <= len(name.tokens[-1]) <= 8 and sum(c.isupper() for c in name.key) > 1:
            found = _expansion(r, name, ends) or next(iter(by_initials.get(name.key.upper(), [])), None)
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
        sure = any(n.fixed or n.points.get("organization", 0) >= 1.5 for n in group)
        shown = shown_name(best)
        lead = _leading_country(shown)
        # "US Treasury" is also called the Treasury.
        also = (shown[len(lead) + 1 :],) if lead.replace(".", "").isupper() and shown.count(" ") > 1 else ()
        first[root] = Entity("organization", shown, sure=sure, also=also)
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


def _expansion(r: Reader, name: Name, ends: dict[int, str]) -> str | None:
    """The organization an acronym stands for where both stand side by side: "Full Name (FN)"."""
    for span in name.spans:
        if span.first > 1 and r.texts[span.first - 1] == "(" and span.first - 2 in ends:
            return ends[span.first - 2]
    return None


def definite_heads(r: Reader, entities: list[Entity]) -> None:
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
