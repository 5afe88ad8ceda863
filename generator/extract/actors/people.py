"""People: variants of one full name, and whom a bare family name means."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from generator.core.text import fold
from generator.extract.actors.entity import Entity, shown_name
from generator.extract.actors.kinds import Name, key_of, short_names_of_firms
from generator.extract.actors.reader import Reader, Span
from generator.extract.beside import nouns_beside
from generator.language.offices import title_words

_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
NEAR = 40
"""Tokens within which a fresh namesake leaves open whom a bare family name means."""
FAR = 200
"""Tokens after which a bare name is rather that of a namesake told of here than of one who was told of before."""


def person_tokens(text: str, kept: frozenset[str]) -> tuple[str, ...]:
    """The folded words of a person's name without titles that are printed with it and generational suffixes."""
    words = re.sub("['’]", "", fold(key_of(text))).replace("-", " ").split()
    while len(words) > 1 and words[0] in kept:
        words = words[1:]
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words = words[:-1]
    return tuple(words)


def generation(text: str) -> str:
    """What tells somebody from a namesake of the family at the end of a name ("jr", "iii"), "" for nothing."""
    last = fold(key_of(text)).rsplit(" ", 1)[-1]
    return last.rstrip(".") if last in _SUFFIXES else ""


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

    def later(self, token: str) -> list[Entity]:
        """Those whom a bare name may mean before any of them is named in full: it is their first or last word."""
        ends = ((e, person_tokens(e.name, self.kept)) for e in self.by_token.get(token, ()))
        return [e for e, words in ends if token in (words[0], words[-1])]


def people_of(r: Reader, names: dict[str, Name], entities: list[Entity]) -> People:
    """Full names of people, variants of one person joined; and which short names point to one of them."""
    people = People({}, {}, frozenset(), defaultdict(list), r.lex.kept_titles)
    for tokens, members in _same(r, names):
        # The fullest form is the one with most words; among equals the one written most often, then first.
        best = max(members, key=lambda n: (len(n.tokens), len(n.spans), -n.spans[0].start))
        entity = Entity("person", shown_name(best))
        entities.append(entity)
        handles = tuple(t for t in tokens if len(t) > 1 and t not in r.lex.particles)
        for token in handles:
            people.by_token[token].append(entity)
        for name in members:
            people.full[name.key], people.tokens[name.key] = entity, handles
    firms = short_names_of_firms(r, names)
    people.bare = frozenset(n.key for n in names.values() if fold(n.key) in people.by_token and _lent(n, firms))
    return people


def _lent(name: Name, firms: frozenset[str]) -> bool:
    """Whether a word alone is rather its bearer's than a firm's or what else it surely is."""
    if name.fixed or (name.key in firms and name.points["organization"] >= name.points["person"]):
        return False
    return name.kind in ("person", "unknown") or name.points[name.kind] <= 3


def _same(r: Reader, names: dict[str, Name]) -> list[tuple[tuple[str, ...], list[Name]]]:
    """The full names of people, those that may be one person's together, the longest first."""
    groups: list[tuple[tuple[str, ...], list[Name]]] = []
    for name in sorted((n for n in names.values() if n.kind == "person"), key=lambda n: -len(n.tokens)):
        tokens = person_tokens(name.key, r.lex.kept_titles)
        if len(tokens) > 1:
            own = generation(name.key)
            alike = [(words, members) for words, members in groups if _same_person(r, words, tokens)]
            homes = [(w, m) for w, m in alike if not own or all(generation(n.key) in ("", own) for n in m)]
            if len(homes) == 1:
                homes[0][1].append(name)
            elif not homes or homes[0][0] != tokens:
                groups.append((tokens, [name]))  # of two it may be either's; of father and son it is neither's
    return groups


def _same_person(r: Reader, long: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Whether two full names may be one person's: one opens the other, or has its last word and others of its words.

    Initials stand for words. What a noun of the dictionary is added to is rather a thing's name ("Jane Roe Show").
    """
    if long[: len(short)] == short:
        return len(long) == len(short) or long[-1] not in r.nouns
    return long[-1] == short[-1] and all(any(_same_word(w, x) for x in long[:-1]) for w in short[:-1])


def _same_word(a: str, b: str) -> bool:
    a, b = a.rstrip("."), b.rstrip(".")
    return a == b or (min(len(a), len(b)) == 1 and a[:1] == b[:1])


class Bearers:
    """Whom a family name means at a place of the text.

    Its only bearer so far; of several, the one of the sex or with the title that the word before it tells ("Ms. Roe",
    "Judge Roe" of "Jane Roe, a judge"), or the one who was not brought in as somebody's relative. Where that leaves
    two, nobody: a name in the wrong place is worse than none.
    """

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.named: defaultdict[str, list[Entity]] = defaultdict(list)
        self.family: defaultdict[str, list[Entity]] = defaultdict(list)
        self.relatives: set[int] = set()
        self.told: defaultdict[tuple[int, str], set[str]] = defaultdict(set)
        self.held: dict[str, Entity] = {}
        self.fresh: dict[str, int] = {}

    def introduce(self, tokens: tuple[str, ...], entity: Entity, span: Span) -> None:
        """A person is named in full here."""
        kin = self._kin(span)
        own = ("generation", generation(span.text))
        nouns = nouns_beside(self.reader.doc[span.first : span.last + 1])  # "Jane Roe, a judge"
        titles = (("title", noun.lower_) for noun in nouns if noun.lower_ in title_words())
        for about, said in (self._tells(kin or self._address(span)), own, *titles):
            if said:
                self.told[id(entity), about].add(said)
        family = person_tokens(span.text, self.reader.lex.kept_titles)[-1]
        if " " in span.text and entity not in self.family[family]:  # not "the Roe-Doe debate"
            self.family[family].append(entity)
        for token in tokens:
            if entity not in self.named[token]:
                if kin and self.named[token]:
                    self.relatives.add(id(entity))
                self.named[token].append(entity)
                self.fresh[token] = span.first

    def _kin(self, span: Span) -> str:
        """The word for a relative beside a name that says who it is: "his wife, X", "X, a sister of"; "" for none.

        "X and his wife" and "X, whose wife" tell of another.
        """
        before = self.reader.lower[max(0, span.first - 2) : span.first]
        behind = self.reader.lower[span.last + 1 : span.last + 4]
        told = [*before[-1:], *(before[:1] if before[1:] == [","] else ())]
        if behind[:1] == [","] and "whose" not in behind:
            told += behind
        return next((w for w in told if w in self.reader.lex.relatives), "")

    def _address(self, span: Span) -> str:
        return self.reader.lower[span.first - 1].rstrip(".")

    def _tells(self, word: str) -> tuple[str, str]:
        """What a word before a name tells of its bearer, and about what: a sex ("Ms.", "wife"), a title ("Judge")."""
        sex = self.reader.lex.sexes.get(word)
        if sex:
            return "sex", sex
        title = self.reader.lex.short_titles.get(word, word)
        return ("title", title) if title in title_words() else ("", "")

    def of(self, token: str, span: Span) -> Entity | None:
        """The bearer of a bare name, None when nobody has been named in full yet or it may be either of two."""
        own = generation(span.text)
        about, said = ("generation", own) if own else self._tells(self._address(span))
        bearers, held = self._possible(token, about, said), self.held.get(token)
        here = [b for b in bearers if span.first - b.spans[-1].first < FAR]
        bearers = here if len(here) == 1 else bearers
        # "the elder Roe" picks one of two in a way that is not read here
        picks = about == "title" or self.reader.pos[span.first - 1] == "ADJ"
        if len(bearers) == 1 and (about or not picks or len(self._named(token)) == 1):
            held = bearers[0]
        elif held is None or held not in bearers or picks or span.first - self.fresh[token] < NEAR:
            return None
        if not about:
            self.held[token] = held
        return held

    def _named(self, token: str) -> list[Entity]:
        """Those who bear a word as their family name, else those who have it anywhere in their name."""
        return self.family[token] or self.named[token]

    def _possible(self, token: str, about: str, said: str) -> list[Entity]:
        """Those a bare name may mean: all who are told to be so; for a sex, else those of whom none is told."""
        bearers = self._named(token)
        if about == "sex" or (about and len(bearers) > 1):
            told = [b for b in bearers if said in self.told[id(b), about]]
            return told or [b for b in bearers if about == "sex" and not self.told[id(b), about]]
        return [b for b in bearers if id(b) not in self.relatives]
