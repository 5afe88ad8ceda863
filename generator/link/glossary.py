"""One entry per term, however an article writes it, with the best definition there is.

A definition is the desk's (``site_config/glossary.yml``) or an analyst's, written into a brief. What else explains a
term are words of an article: they are shown as that, unreviewed, until a person accepts them.

A term has a page when an article uses it and an editor listed it or somebody explains it; without a definition a name
("Second World War") has one when two briefs use it. Other pages would say nothing.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from generator.core.configuration import GlossaryEntry
from generator.core.model import Brief, Term
from generator.core.text import Slugs, fold, slugify
from generator.link.corpus import TermEntry
from generator.link.lexicon import words
from generator.link.names import american
from generator.link.words import content, initials, is_acronym

DESK = "desk"
DEFINITION_WORDS = 40
"""Among harvested definitions a longer one tells more, up to this many content words."""
_HEADS = words("term_heads")
_ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6"}


@dataclass(slots=True)
class _Group:
    """All tellings of one term."""

    curated: GlossaryEntry | None = None
    names: Counter[str] = field(default_factory=Counter)
    aliases: Counter[str] = field(default_factory=Counter)
    tellings: list[tuple[int, Term]] = field(default_factory=list)
    shown: set[int] = field(default_factory=set)


def glossary(briefs: Sequence[Brief], curated: Sequence[GlossaryEntry] = ()) -> tuple[TermEntry, ...]:
    """The terms of the briefs (newest first) joined with the editors' list, in the order of the alphabet."""
    groups = _grouped(briefs, curated)
    _find_curated(briefs, groups)
    listed = sorted((g for g in groups if _has_page(g)), key=lambda g: (fold(_label(g)), _label(g)))
    slugs = Slugs()
    entries = [_entry(group, slugs.take(slugify(_label(group))), briefs) for group in listed]
    return _see_also(entries, listed)


@lru_cache(maxsize=65536)
def term_key(term: str) -> str:
    """The comparison form of a term: case, quotes, article, hyphens, British spelling and a plural put aside.

    A general noun written small after a name is no part of the term ("Nord Stream pipeline").
    """
    plain = re.sub(r"\([^)]*\)", " ", term)
    plain = re.sub(r"['’]s\b", "", plain)
    plain = re.sub(r"[^\w&.+]+", " ", plain).strip()
    plain = re.sub(r"^(?:the|an|a|so called)\s+", "", plain, flags=re.I)
    parts = _without_head([p.strip(".") for p in plain.split() if p.strip(".")])
    folded = [fold(p) for p in parts]
    if folded:
        last = _singular(folded[-1], parts[-1])
        folded[-1] = _ROMAN.get(folded[-1], last) if len(folded) > 1 else last
    return american(" ".join(folded))


def _without_head(parts: list[str]) -> list[str]:
    """The words of a name without general nouns at its end; of one word only where that is an acronym."""
    left = list(parts)
    while len(left) > 1 and fold(left[-1]) in _HEADS and left[-1].islower():
        left.pop()
    named = left[0].isupper() if len(left) == 1 else any(c.isupper() or c.isdigit() for c in " ".join(left))
    return left if named else parts


def _singular(folded: str, written: str) -> str:
    """The word without a plural's s; acronyms ("BRICS") and words in -ss, -us, -is keep theirs."""
    if written.isupper() or len(folded) < 4 or not folded.endswith("s") or folded.endswith(("ss", "us", "is")):
        return folded
    return folded[:-3] + "y" if folded.endswith("ies") else folded[:-1]


def _grouped(briefs: Sequence[Brief], curated: Sequence[GlossaryEntry]) -> list[_Group]:
    """Terms gathered by key, then by what one is short for; the editors' words say which are one."""
    groups: dict[str, _Group] = {}
    home: dict[str, str] = {}
    for entry in curated:
        key = term_key(entry.term)
        group = groups.setdefault(key, _Group())
        group.curated = group.curated or entry
        home.setdefault(key, key)
    for entry in curated:
        for alias in entry.aliases:
            home.setdefault(term_key(alias), term_key(entry.term))
    for number, brief in enumerate(briefs):
        for term in (*brief.terms, *brief.more.terms):
            key = term_key(term.term) or fold(term.term)
            key = home.get(key, key)
            group = groups.setdefault(key, _Group())
            group.names[" ".join(term.term.split())] += 1
            group.aliases.update(" ".join(a.split()) for a in term.aliases)
            group.tellings.append((number, term))
    return _joined(groups)


def _numbers(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\d+", text))


def _joined(groups: dict[str, _Group]) -> list[_Group]:
    """Groups with an acronym's joined to the one group of a term that it stands for; an editor's stays by itself."""
    expansions: dict[str, set[str]] = defaultdict(set)
    for key, group in groups.items():
        for name in _names(group):
            if " " in name:
                expansions[initials(name)].add(key)
    for key in sorted(groups):
        group = groups[key]
        acronyms = [n.replace(".", "") for n in _names(group) if is_acronym(n)]
        homes = expansions.get(acronyms[0], set()) & groups.keys() - {key} if acronyms else set()
        if len(homes) == 1 and " " not in key and not group.curated:
            into = groups[homes.pop()]
            into.names.update(group.names)
            into.aliases.update(group.aliases)
            into.tellings.extend(group.tellings)
            del groups[key]
    return list(groups.values())


def _names(group: _Group) -> Iterable[str]:
    own = (group.curated.term, *group.curated.aliases) if group.curated else ()
    return (*own, *group.names)


def _find_curated(briefs: Sequence[Brief], groups: list[_Group]) -> None:
    """Mark the briefs whose shown words have a curated term their own list lacks: it was curated after them."""
    patterns: dict[str, list[_Group]] = defaultdict(list)
    for group in groups:
        if group.curated:
            for name in (group.curated.term, *group.curated.aliases):
                for written in {name, name[:1].upper() + name[1:]}:
                    patterns[written].append(group)
    if not patterns:
        return
    longest_first = sorted(patterns, key=lambda n: (-len(n), n))
    # One alternation of a hand-written list; a name that goes on with a number is another name.
    finder = re.compile(r"(?<!\w)(?:" + "|".join(re.escape(n) for n in longest_first) + r")(?!\w|[ -]\d)")
    for number, brief in enumerate(briefs):
        for text in shown(brief):
            for found in finder.findall(text):
                for group in patterns[found]:
                    group.shown.add(number)


def shown(brief: Brief) -> Iterable[str]:
    """The running text of a brief's page: its title, its statements and quotations, those that are folded too."""
    yield brief.title
    yield brief.takeaway.text
    for part in (brief, brief.more):
        for items in (part.key_points, part.whats_next, part.events, part.quotes):
            for item in items:
                yield item.text


def _has_page(group: _Group) -> bool:
    used = {number for number, _ in group.tellings} | group.shown
    if not used:
        return False
    if group.curated or any(t.definition for _, t in group.tellings):
        return True
    return len(used) > 1 and any(c.isupper() or c.isdigit() for c in _label(group))


def _label(group: _Group) -> str:
    """The editor's spelling, else the most frequent of the shortest form, without quotation marks or an article."""
    if group.curated:
        return group.curated.term
    names = [n for n in group.names if not is_acronym(n)] or list(group.names)
    short = min(len(term_key(n).split()) for n in names)
    names = [n for n in names if len(term_key(n).split()) == short]
    best = min(names, key=lambda n: (-group.names[n], len(n), n))
    return re.sub(r"^(?:the|an|a)\s+", "", best.strip("“”\"'‘’ "), flags=re.I)


def _entry(group: _Group, ident: str, briefs: Sequence[Brief]) -> TermEntry:
    label = _label(group)
    used = sorted({number for number, _ in group.tellings} | group.shown)
    own = group.curated.aliases if group.curated else ()
    found = sorted((group.names + group.aliases).items(), key=lambda x: (-x[1], x[0]))
    seen = {fold(label)}
    aliases = []
    for alias in (*own, *(a for a, _ in found)):
        if fold(alias) not in seen and (alias in own or _numbers(alias) == _numbers(label) or is_acronym(alias)):
            seen.add(fold(alias))
            aliases.append(alias)
    entry = TermEntry(ident, label, f"glossary/{ident}.md", tuple(briefs[n].id for n in used), tuple(aliases))
    return _defined(entry, group, briefs)


def _defined(entry: TermEntry, group: _Group, briefs: Sequence[Brief]) -> TermEntry:
    """The entry with its definition: the editors', else one that a person wrote into a brief, else an article's words.

    An article's words stay its own: nobody has reviewed them, and pages and tooltips say so.
    """
    if group.curated and group.curated.definition and group.curated.definition.strip():
        text = " ".join(group.curated.definition.split())
        return replace(entry, definition=text, source=group.curated.source or DESK, reviewed=True)
    given = [(n, t) for n, t in group.tellings if t.definition and t.definition.strip()]
    if not given:
        return entry
    best = max(
        given,
        key=lambda g: (_by_hand(briefs[g[0]], g[1]), _informative(g[1].definition or "", g[1].term), -g[0], g[1].id),
    )
    brief, term = briefs[best[0]], best[1]
    evidence = term.evidence[1] if len(term.evidence) > 1 else None
    return replace(
        entry,
        definition=term.definition,
        source=brief.id,
        source_brief=brief.id,
        evidence=evidence,
        reviewed=_by_hand(brief, term),
    )


def _by_hand(brief: Brief, term: Term) -> bool:
    """Whether a person wrote the term or its definition into the brief."""
    return f"terms/{term.id}" in brief.edited


def _informative(definition: str, term: str) -> int:
    """How many content words a definition adds to its term."""
    return min(DEFINITION_WORDS, len(set(content(definition)) - set(content(term))))


def _see_also(entries: list[TermEntry], groups: list[_Group]) -> tuple[TermEntry, ...]:
    """Entries with the ids of the terms an editor names, and of those that differ by a number alone."""
    ids = {term_key(name): e.id for e, g in zip(entries, groups, strict=True) for name in (e.term, *_names(g))}
    series = [re.sub(r"\d+", "#", term_key(entry.term)) if _numbers(entry.term) else None for entry in entries]
    family: dict[str | None, list[str]] = defaultdict(list)
    for key, entry in zip(series, entries, strict=True):
        family[key].append(entry.id)
    out = []
    for key, entry, group in zip(series, entries, groups, strict=True):
        named = [ids[k] for n in (group.curated.see_also if group.curated else ()) if (k := term_key(n)) in ids]
        named += family[key] if key else []
        out.append(replace(entry, see_also=tuple(dict.fromkeys(i for i in named if i != entry.id))))
    return tuple(out)
