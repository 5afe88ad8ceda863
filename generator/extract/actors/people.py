"""People: variants of one full name, and whom a bare family name means."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from generator.core.text import fold
from generator.extract.actors.entity import Entity, shown_name
from generator.extract.actors.kinds import Name, first_words_of_firms, key_of
from generator.extract.actors.reader import Reader, Span

_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})


def person_tokens(text: str, kept: frozenset[str]) -> tuple[str, ...]:
    """The folded words of a person's name without titles that are printed with it and generational suffixes."""
    words = fold(key_of(text)).replace("-", " ").split()
    while len(words) > 1 and words[0] in kept:
        words = words[1:]
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words = words[:-1]
    return tuple(words)


@dataclass(slots=True)
class People:
    """The people of an article.

    Attributes:
        full: written full name -> its person.
        tokens: written full name -> the words it may be shortened to.
        bare: short names that belong to somebody named in full.
        by_token: such a word -> all who bear it.
        kept: titles printed as part of names.
    """

    full: dict[str, Entity]
    tokens: dict[str, tuple[str, ...]]
    bare: frozenset[str]
    by_token: dict[str, list[Entity]]
    kept: frozenset[str]

    def single(self, key: str) -> str:
        """The one word a short name is looked up by: its last."""
        return person_tokens(key, self.kept)[-1]


def people_of(r: Reader, names: dict[str, Name], entities: list[Entity]) -> People:
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
        entity = Entity("person", shown_name(best))
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
        and not (n.kind != "person" and n.points.get(n.kind, 0) > 3)
    )
    return People(full, tokens_of, bare, by_token, kept)


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


class Bearers:
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


def ends(name: str, kept: frozenset[str]) -> tuple[str, str]:
    """The first and the last word of a person's name."""
    tokens = person_tokens(name, kept)
    return tokens[0], tokens[-1]
