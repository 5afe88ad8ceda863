"""Glossary terms of an article and the words by which it explains them itself.

`definitions` are all definitions found; `terms` are the candidates for the brief, likeliest first, each with a
judgement of the term and one of its definition. What the editors' glossary lists is asked for and needs no judgement.
People, countries and ordinary organisations are actors, not terms.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from generator.core.model import Definition, Evidence, Found, Judgement, Term
from generator.core.tables import listed
from generator.core.text import slugify
from generator.extract.judgement import judge
from generator.extract.parsed import Parsed
from generator.extract.terms.candidates import find_candidates
from generator.extract.terms.definitions import Defined, Definer
from generator.extract.terms.spelling import RULES, Candidate, term_key, term_pattern


@dataclass(frozen=True, slots=True)
class _Group:
    """All that was found for one term."""

    label: str
    key: str
    members: tuple[Candidate, ...]
    places: tuple[tuple[int, int], ...]
    aliases: tuple[str, ...]
    defined: tuple[Defined, ...]

    @property
    def listed(self) -> bool:
        """Whether the editors' glossary has it."""
        return any(c.rule == "glossary" for c in self.members)

    @property
    def best(self) -> Defined | None:
        """The definition to show."""
        return min(self.defined, key=lambda d: (d.rank, d.start), default=None)


def extract(parsed: Parsed, found: Found) -> Found:
    """Find definitions (`definitions`) and describe the candidates for the brief (`terms`, `judgements`)."""
    definer = Definer(parsed)
    groups = [_group(parsed, definer, c) for c in _gathered(find_candidates(parsed, found, definer))]
    groups = [g for g in groups if g.listed or not _swallowed(g, groups)]
    slugs: dict[str, _Group] = {}
    for g in groups:
        slugs.setdefault(slugify(g.label), g)
    judged = {ident: _judged(found, definer, g, ident) for ident, g in slugs.items()}
    order = sorted(slugs, key=lambda i: (not slugs[i].listed, -judged[i][0].probability, slugs[i].places[0]))
    definitions = sorted(((d.start, d.rank, g.key, g, d) for g in groups for d in g.defined), key=lambda x: x[:3])
    return replace(
        found,
        definitions=tuple(_definition(parsed, g, d) for *_, g, d in definitions),
        terms=tuple(_term(parsed, slugs[ident], ident) for ident in order),
        judgements=(*found.judgements, *(j for ident in order for j in judged[ident])),
    )


def _gathered(candidates: Iterator[Candidate]) -> list[list[Candidate]]:
    """Candidates of one term together, in the order of the text; aliases count as spellings of the term."""
    keyed = [(key, c) for c in candidates if (key := term_key(c.label))]
    owner: dict[str, str] = {}
    for key, c in keyed:
        home = owner.setdefault(key, key)
        for alias in c.aliases:
            owner.setdefault(term_key(alias), home)
    for key, c in keyed:  # the EU Port Safety Act is the Port Safety Act
        first, _, rest = c.label.partition(" ")
        if first.isupper() and len(first) > 1 and " " in rest and term_key(rest) in owner:
            owner[key] = owner[term_key(rest)]
    grouped: dict[str, list[Candidate]] = {}
    for key, c in sorted(keyed, key=lambda x: (x[1].start, x[1].end, RULES.index(x[1].rule))):
        home = owner[key]
        grouped.setdefault(owner.get(home, home), []).append(c)
    return list(grouped.values())


def _group(parsed: Parsed, definer: Definer, members: list[Candidate]) -> _Group:
    """One term: its label, all its places and spellings, and what defines it at any of them."""
    text, label = parsed.article.text, _label(members)
    given = [a for c in members for a in c.aliases]
    spelled = {m.span() for n in {label, *(c.label for c in members), *given} for m in term_pattern(n).finditer(text)}
    places = _outermost(spelled | {(c.start, c.end) for c in members})
    defined = tuple(d for p in places if (d := definer.define(*p)) is not None)
    names = (label, *(" ".join(text[s:e].split()) for s, e in places), *given)
    spellings = {n.casefold(): n for n in reversed(names)}  # of several the first
    aliases = [spellings[key] for key in dict.fromkeys(n.casefold() for n in names)][1:]
    return _Group(label, term_key(label), tuple(members), tuple(places), tuple(aliases), defined)


def _label(members: list[Candidate]) -> str:
    """The name of a term: that of a glossary, else the words an abbreviation stands for, else the most frequent."""
    rank = {"glossary": 0, "lexicon": 0, "acronym": 1}
    forms = Counter(c.label for c in members)
    return min(members, key=lambda c: (rank.get(c.rule, 2), -forms[c.label])).label


def _outermost(places: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """The places that lie in no other, in order."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(places, key=lambda p: (p[0], -p[1])):
        if not out or end > out[-1][1]:
            out.append((start, end))
    return out


def _swallowed(g: _Group, groups: list[_Group]) -> bool:
    """Whether the term never stands but inside a longer one."""
    longer = [other for other in groups if other.key != g.key and f" {g.key} " in f" {other.key} "]
    return any(all(any(s <= p[0] and p[1] <= e for s, e in o.places) for p in g.places) for o in longer)


def _judged(found: Found, definer: Definer, g: _Group, ident: str) -> tuple[Judgement, ...]:
    """The judgement of a term and, where it is defined, of its definition."""
    features = {**_of_term(found, g), **_of_definition(definer, g)}
    told = judge("terms", ident, features)
    if g.listed:
        told = replace(told, probability=1.0, settled=True)
    return (told, judge("terms.definition", ident, features)) if g.best is not None else (told,)


def _of_term(found: Found, g: _Group) -> Mapping[str, float]:
    """What found the term, what its places say for it, and what else it is."""
    rules = {c.rule for c in g.members}
    kinds = {a.kind for a in found.actors for n in (a.name, *a.aliases) if term_key(n) == g.key}
    return {
        **{f"rule {rule}": True for rule in rules if rule != "glossary"},
        **{f"says {said}": True for c in g.members for said in c.says},
        "rules": len(rules),
        "places": len(g.places),
        "words": len(g.label.split()),
        "capitals": sum(w[:1].isupper() for w in g.label.split()) / len(g.label.split()),
        "upper": g.label.isupper(),
        "number": any(c.isdigit() for c in g.label),
        "person": "person" in kinds,
        "organization": "organization" in kinds,
        "body": any(w.casefold() in listed("terms", "bodies") for w in g.label.split()),
    }


def _of_definition(definer: Definer, g: _Group) -> Mapping[str, float]:
    """The form of the definition and whether its noun is one that says what a thing is."""
    best = g.best
    if best is None:
        return {"defined": 0}
    head = definer.head(*best.pieces[0])
    said = " ".join(definer.text[s:e] for s, e in best.pieces).split()
    return {
        "form apposition": best.form == "apposition",
        "defined": len(g.defined),
        "thing": head in listed("terms", "things") or head in listed("terms", "kinds"),
        "article": said[0].casefold() in ("a", "an"),
        "definite": said[0].casefold() == "the",
        "pieces": len(best.pieces),
    }


def _evidence(parsed: Parsed, d: Defined) -> tuple[Evidence, ...]:
    return tuple(parsed.article.evidence(s, e) for s, e in d.pieces)


def _definition(parsed: Parsed, g: _Group, d: Defined) -> Definition:
    pieces = _evidence(parsed, d)
    return Definition(g.label, " ".join(e.exact for e in pieces), (parsed.article.evidence(d.start, d.end), *pieces))


def _term(parsed: Parsed, g: _Group, ident: str) -> Term:
    pieces = _evidence(parsed, g.best) if g.best is not None else ()
    definition = " ".join(e.exact for e in pieces) or None
    return Term(ident, g.label, g.aliases, definition, (parsed.article.evidence(*g.places[0]), *pieces))
