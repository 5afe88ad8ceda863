"""Organizations: acronyms and their words, with and without their country, firms by their short names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from generator.core.text import fold
from generator.extract.actors.entity import Entity, shown_name
from generator.extract.actors.evidence import ACRONYM
from generator.extract.actors.kinds import Name
from generator.extract.actors.reader import Reader
from generator.language import countries
from generator.language.plurals import singular

_LINKS = frozenset({"of", "for", "the", "and", "on", "in", "to", "&", "against", "at", "with", "a"})


def organizations_of(r: Reader, names: dict[str, Name], entities: list[Entity]) -> dict[str, Entity]:
    """Organizations by key: one for an acronym and its words, one with and without its country."""
    orgs = [n for n in names.values() if n.kind == "organization"]
    home = {n.key: n.key for n in orgs}
    seen: dict[str, str] = {}
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    for name in orgs:
        for initials in _initials(r, name):
            bearers[initials].add(_base(name.tokens))
    wholes = _wholes(r, orgs)
    for name in sorted(orgs, key=lambda n: -len(n.tokens)):
        whole = wholes.get(name.tokens, set())
        meant = min(whole) if len(whole) == 1 else _base(name.tokens)  # of several it may be short for none
        for form in (*_forms(r, name, bearers), f"whole {meant}"):
            root = seen.setdefault(form, home[name.key])
            old = home[name.key]
            home = {key: root if value == old else value for key, value in home.items()}
    out: dict[str, Entity] = {}
    for root in dict.fromkeys(home.values()):
        entity = _entity([n for n in orgs if home[n.key] == root])
        entities.append(entity)
        out |= {key: entity for key, value in home.items() if value == root}
    return out


def _initials(r: Reader, name: Name) -> set[str]:
    """What a name of several words may be called for short, with its small words, of whatever language, and without."""
    if len(name.tokens) < 2:
        return set()
    return {
        "".join(t[0] for t in name.tokens if t.lower() not in small).upper()
        for small in (_LINKS | r.lex.particles, frozenset[str]())
    }


def _forms(r: Reader, name: Name, bearers: Mapping[str, set[str]]) -> Iterator[str]:
    """What names of one organization have in common: two that share one of these are one.

    `bearers` holds the names that have the same initials: those of two organizations stand for neither.
    """
    yield fold(singular(name.key))
    words = list(name.tokens)
    while len(words) > 1 and words[-1].lower().rstrip(".") in r.lex.company_ends:
        words.pop()
    if len(words) < len(name.tokens):
        yield fold(singular(" ".join(words)))  # "Roe" is "Roe Inc." and "Roe Motor Company"
    if len(name.tokens) > 1:
        yield from (f"initials {i}" for i in sorted(_initials(r, name)) if len(bearers[i]) == 1)
        yield from (f"initials {short}" for short in _spelled(r, name))
        yield f"base {_base(name.tokens)} {_state_id(name.key)}"
    elif sum(c.isupper() for c in name.key) > 1:
        yield f"initials {name.key.upper()}"


def _spelled(r: Reader, name: Name) -> Iterator[str]:
    """The short forms that the article spells out by this name: "Example Nations' Union (EXANU)"; whatever their
    letters, which may be of another language, those in brackets that it goes on with: "Norland Refugee Agency (UNHC)".
    """
    for span in name.spans:
        opens, short, closes = (*r.texts[span.last + 1 : span.last + 4], "", "", "")[:3]
        again = opens + closes == "()" and ACRONYM.fullmatch(short) and r.texts.count(short) > 1
        if again and "the" not in r.lower[span.first : span.last]:  # not of a "Board of the Norland Bank (NRB)"
            yield short
        whole = r.whole.get(span.last)
        # more capitals before it are of its name: "Norland Statistics Board (SB)", not "Bank of Southern Norland (SN)"
        if whole and all(r.cap[span.first : whole.first]):
            yield r.written(whole.short).upper()


def _wholes(r: Reader, orgs: list[Name]) -> dict[tuple[str, ...], set[str]]:
    """What a body may be called by a part of its name, with the names that it may stand for.

    "Election Commission" is the Election Commission of Ruritania, "the Council" the City Council or that of a city.
    """
    out: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for t in (name.tokens for name in orgs if len(name.tokens) > 1):
        parts = [t[:k] for k, word in enumerate(t) if k and word.lower() == "of"]
        for part in (*parts, *(part[-1:] for part in parts), t[-1:]):
            if part[-1].lower() in r.lex.organization_heads:
                out[part].add(_base(t))
    return out


def _entity(group: list[Name]) -> Entity:
    best = max(group, key=lambda n: (len(n.tokens) > 1, _leading_country(n.key) != "", len(n.spans), len(n.key)))
    shown = shown_name(best)
    lead = _leading_country(shown)
    # "US Treasury" is also called the Treasury.
    also = (shown[len(lead) + 1 :],) if lead.replace(".", "").isupper() and shown.count(" ") > 1 else ()
    return Entity("organization", shown, also=also)


def _base(tokens: tuple[str, ...]) -> str:
    """The comparison form of an organization: no country before it, "Ministry of X" as "X Ministry"."""
    lead = _leading_country(" ".join(tokens))
    words = [fold(t) for t in tokens][len(lead.split()) :]
    if len(words) > 2 and words[0] in ("ministry", "department", "university") and words[1] == "of":
        words = [*(w for w in words[2:] if w not in ("affairs", "the")), words[0]]
    return " ".join(words)


def _state_id(key: str) -> str:
    """The id of the country whose name or adjective stands before an organization's name, "" for none."""
    lead = _leading_country(key)
    country = countries.lookup(lead) if lead else None
    return country.id if country else ""


def _leading_country(key: str) -> str:
    words = key.split()
    leads = (" ".join(words[:width]) for width in (3, 2, 1) if len(words) > width)
    return next((lead for lead in leads if countries.by_demonym(lead) or countries.lookup(lead)), "")
