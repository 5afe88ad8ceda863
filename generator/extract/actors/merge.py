"""One actor for all the names it goes by: "Xi", "President Xi" and "Xi Jinping"; "ICC" and its full name; "U.S."."""

from __future__ import annotations

from generator.extract.actors.entity import Entity, shown_name
from generator.extract.actors.kinds import Name, key_of
from generator.extract.actors.organizations import organizations_of
from generator.extract.actors.people import Bearers, people_of
from generator.extract.actors.reader import Reader, Span
from generator.language import countries


class Merger:
    """The entities of one article, built mention by mention."""

    def __init__(self, reader: Reader, names: dict[str, Name]) -> None:
        self.r, self.names = reader, names
        self.entities: list[Entity] = []
        self.people = people_of(reader, names, self.entities)
        self.organizations = organizations_of(reader, names, self.entities)
        self.bearers = Bearers(reader)
        self.pending: list[tuple[Span, Name]] = []
        self.countries: dict[str, Entity] = {}
        self.others: dict[tuple[str, str], Entity] = {}
        self.states = {n.country.id for n in names.values() if n.country and n.fixed in ("country", "group")}

    def add(self, span: Span) -> None:
        """Give a mention to the entity it names."""
        name = self.names[key_of(span.text)]
        if name.kind in ("other", "unknown", "event") and name.key not in self.people.bare:
            return
        if name.country and name.kind in ("country", "group", "place") and self._country(span, name, name.country):
            return
        if name.kind == "person" or name.key in self.people.bare:
            self._person(span, name)
        elif name.kind == "organization":
            self.organizations[name.key].spans.append(span)
        else:
            self._other(name.kind, name.key, name).spans.append(span)

    def _country(self, span: Span, name: Name, country: countries.Country) -> bool:
        """A country, its people, or its capital where that acts for it; False for a capital that is a mere place."""
        if name.kind == "place" and not (country.id in self.states and metonymic(self.r, span)):
            return False
        entity = self.countries.get(country.id)
        if entity is None:
            kind = "organization" if country.kind == "union" else "country"
            entity = self.countries[country.id] = Entity(kind, country.name, country=country)
            self.entities.append(entity)
        (entity.weak if name.kind == "group" else entity.spans).append(span)
        return True

    def _person(self, span: Span, name: Name) -> None:
        full = self.people.full.get(name.key)
        if full is not None:
            full.spans.append(span)
            self.bearers.introduce(self.people.tokens[name.key], full, span)
            return
        token = self.people.single(name.key)
        bearer = self.bearers.of(token, span)
        if bearer is not None:
            bearer.spans.append(span)
        elif not self.bearers.named[token]:
            self.pending.append((span, name))

    def _other(self, kind: str, key: str, name: Name) -> Entity:
        if (kind, key) not in self.others:
            self.others[kind, key] = Entity(kind, shown_name(name))
            self.entities.append(self.others[kind, key])
        return self.others[kind, key]

    def settle(self) -> None:
        """Short names with no full name before them: the one full name that comes later, else people of their own."""
        for span, name in self.pending:
            token = self.people.single(name.key)
            later = self.people.later(token)
            if len(later) == 1:
                later[0].spans.append(span)
            elif not later:
                self._other("person", token, name).spans.append(span)


def merge(reader: Reader, spans: list[Span], names: dict[str, Name]) -> list[Entity]:
    """All entities in order of first mention."""
    merger = Merger(reader, names)
    for span in spans:
        merger.add(span)
    merger.settle()
    used = [e for e in merger.entities if e.spans or e.weak]
    for entity in used:
        entity.spans.sort(key=lambda s: s.start)
    return sorted(used, key=lambda e: min(s.start for s in e.spans + e.weak))


def metonymic(r: Reader, span: Span) -> bool:
    """Whether a capital acts here for its government: no preposition of place and no town before it."""
    token = r.doc[span.last]
    return r.lower[span.first - 1] not in r.lex.locative and not r.within_state(span.first) and token.dep_ != "compound"
