"""Glossary terms of an article and the definitions it gives itself.

`definitions` are all definitions found; `terms` are those chosen for the brief: the editors' glossary first, then what
the article introduces, defines or names, at most `MOST`, best first. People, countries and ordinary organisations are
actors, not terms.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from generator.core.model import Definition, Evidence, Found, Term
from generator.core.text import slugify
from generator.extract.parsed import Parsed
from generator.extract.terms.candidates import find_candidates, glossary_candidates, lexicon_candidates
from generator.extract.terms.definitions import Defined
from generator.extract.terms.loose_explanations import Explainer
from generator.extract.terms.spelling import Candidate, load_words, term_key, term_pattern

MOST = 15
"""At most this many terms in a brief: a glossary, not a word list."""
LEAST = 2.0
"""A candidate below this score is a hint and no more."""
_DEFINED = 2.0
_REPEATED = 0.5


@dataclass(frozen=True, slots=True)
class _Group:
    """All that was found for one term."""

    label: str
    key: str
    score: float
    places: tuple[tuple[int, int], ...]
    aliases: tuple[str, ...]
    defined: tuple[Defined, ...]
    sure: bool


def extract(parsed: Parsed, found: Found) -> Found:
    """Find definitions (`definitions`) and choose the glossary terms of the brief (`terms`)."""
    words = load_words()
    definer = Explainer(parsed, words)
    opened = [*definer.open_definitions(), *definer.named_at_the_end(), *definer.so_called(), *definer.plainly_named()]
    candidates = [
        *glossary_candidates(parsed),
        *lexicon_candidates(parsed, words),
        *find_candidates(parsed, found, definer, words),
        *(Candidate(definer.label(d.start, d.end), d.start, d.end, 2.5) for d in opened),
    ]
    groups = [_group(parsed, definer, members, opened) for members in _gathered(parsed, candidates)]
    definitions = sorted(
        ((g, d) for g in groups for d in g.defined), key=lambda pair: (pair[1].start, pair[1].rank, pair[0].key)
    )
    beings = [a for a in found.actors if a.kind in ("person", "country", "place")]
    people = {term_key(n) for a in beings for n in (a.name, *a.aliases)}
    chosen = [g for g in groups if g.score >= LEAST and (g.sure or g.key not in people or g.score >= 6)]
    chosen = [g for g in chosen if not _swallowed(g, chosen)]
    chosen.sort(key=lambda g: (-_rank(g), g.places[0]))
    return replace(
        found,
        definitions=tuple(_definition(parsed, g, d) for g, d in definitions),
        terms=tuple(_term(parsed, g) for g in chosen[:MOST]),
    )


def _gathered(parsed: Parsed, candidates: list[Candidate]) -> list[list[Candidate]]:
    """Candidates of one term together, in the order of the text; aliases count as spellings of the term."""
    owner: dict[str, str] = {}
    for c in candidates:
        key = term_key(c.label)
        if not key:
            continue
        home = owner.get(key, key)
        owner.setdefault(key, home)
        for alias in c.aliases:
            owner.setdefault(term_key(alias), home)
    grouped: dict[str, list[Candidate]] = {}
    for c in sorted(candidates, key=lambda c: (c.start, c.end, -c.score)):
        key = term_key(c.label)
        if key:
            grouped.setdefault(owner[key], []).append(c)
    return list(grouped.values())


def _group(parsed: Parsed, definer: Explainer, members: list[Candidate], opened: list[Defined]) -> _Group:
    text = parsed.article.text
    best = max(members, key=lambda c: c.score)
    forms = Counter(c.label for c in members)
    label = best.label if best.score >= 6 else max(forms, key=lambda f: (forms[f], -_first(members, f)))
    key = term_key(label)
    names = dict.fromkeys((label, *forms, *(a for c in members for a in c.aliases)))
    spelled = {m.span() for n in names for m in term_pattern(n).finditer(text)}
    places = sorted(spelled | {(c.start, c.end) for c in members})
    outer = [p for p in places if not any(q != p and q[0] <= p[0] and p[1] <= q[1] for q in places)]
    marked = any(c.marked for c in members)
    defined = [d for p in outer if (d := definer.define(*p, marked=marked)) is not None]
    defined += [d for d in opened if d.pieces and (d.start, d.end) in places and d not in defined]
    spellings = {label.casefold(): label}
    for s, e in outer:
        spellings.setdefault(" ".join(text[s:e].split()).casefold(), " ".join(text[s:e].split()))
    aliases = list(spellings.values())[1:]
    score = best.score + (_DEFINED if defined and best.score < 6 else 0.0)
    return _Group(label, key, score, tuple(outer), tuple(aliases), tuple(defined), any(c.sure for c in members))


def _first(members: list[Candidate], label: str) -> int:
    return next(c.start for c in members if c.label == label)


def _swallowed(g: _Group, chosen: list[_Group]) -> bool:
    """Whether the term never stands but inside a longer one that is chosen too."""
    if g.score >= 6:
        return False
    inside = re.compile(rf"(?<!\w){re.escape(g.key)}(?!\w)")
    longer = [other for other in chosen if other.key != g.key and inside.search(other.key)]
    return any(all(any(s <= p[0] and p[1] <= e for s, e in o.places) for p in g.places) for o in longer)


def _rank(g: _Group) -> float:
    return g.score + _REPEATED * min(4, len(g.places) - 1)


def _evidence(parsed: Parsed, d: Defined) -> tuple[Evidence, ...]:
    return tuple(parsed.article.evidence(s, e) for s, e in d.pieces)


def _definition(parsed: Parsed, g: _Group, d: Defined) -> Definition:
    pieces = _evidence(parsed, d)
    return Definition(g.label, " ".join(e.exact for e in pieces), (parsed.article.evidence(d.start, d.end), *pieces))


def _term(parsed: Parsed, g: _Group) -> Term:
    best = min(g.defined, key=lambda d: (d.rank, d.start), default=None)
    pieces = _evidence(parsed, best) if best is not None else ()
    return Term(
        slugify(g.label),
        g.label,
        g.aliases,
        " ".join(e.exact for e in pieces) or None,
        (parsed.article.evidence(*g.places[0]), *pieces),
    )
