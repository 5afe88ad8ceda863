"""Names in running text as links: built once for the corpus, linear in the text.

The matcher is a trie of words, not of characters: it cannot start or end inside a word, it needs no dependency, and a
text of n words costs at most n times the longest name's words (a few dictionary look-ups each). The longest name wins;
of equals a term that has a definition comes before an actor.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from generator.core.model import Brief
from generator.core.tables import listed
from generator.core.text import fold
from generator.link import stated
from generator.link.corpus import ActorEntry, Corpus, TermEntry
from generator.link.names import linkable, person_tokens, without_title
from generator.link.words import country_of, is_acronym

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"[ -](?!\d{4}\b)\d")  # a year after a name is no part of it
_OFFICES = "|".join(sorted({word for title in listed("actors_lexicon", "titles") for word in re.split("[ -]", title)}))
_IN_TITLE = re.compile(rf"\b(?=[A-Z])(?i:{_OFFICES})[ -]$")
"""A word of a title right before a name that begins with one: "Energy" of "Energy Minister Roe"."""
_LONGEST = 20
"""Letters in front of a name among which such a word is looked for."""
_JOINERS = str.maketrans(dict.fromkeys("-‐‑‒–—\u00a0\u202f\u2009\t\n", " ") | {"’": "'", "‘": "'"})


@dataclass(frozen=True, slots=True)
class Target:
    """What a name leads to; a term brings its definition, an actor its name and role, for the tooltip.

    `reviewed` is whether a person accepted that, and an article's words are not all there is.
    """

    id: str
    kind: Literal["actor", "term"]
    page: str
    definition: str | None
    reviewed: bool = True


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, linked when it has a target."""

    text: str
    target: Target | None


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A surface that names a target.

    Attributes:
        words: its words as written; one that has a capital must have it in the text too.
        gaps: what stands between its words, dashes and odd spaces taken for spaces.
        tail: points that belong to the name ("U.S.").
        exact: every letter as written (names and acronyms), not only first capitals.
        bare: a person's single name, linked only where the brief knows that person.
        titled: a person's name behind a title ("Minister Roe"), which is none where the title began before it.
    """

    words: tuple[str, ...]
    gaps: tuple[str, ...]
    tail: str
    exact: bool
    bare: bool
    titled: bool
    target: Target

    @property
    def rank(self) -> int:
        """Which of equal names is meant: a term that has a definition, then an actor, then any term."""
        return 1 if self.target.kind == "actor" else 0 if self.target.definition else 2


@dataclass(frozen=True, slots=True)
class _Known:
    """Whom a brief knows: the ids of its register entries, and whom it calls by a single name."""

    ids: frozenset[str]
    called: dict[str, frozenset[str]]


@dataclass(slots=True)
class _Node:
    """What names begin with these words (`path`, joined by spaces) and go on with `next`, or are them."""

    path: str = ""
    next: dict[str, _Node] = field(default_factory=dict)
    patterns: list[_Pattern] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Match:
    start: int
    end: int
    target: Target


class Autolinker:
    """The names of a corpus, ready to be found in texts. Immutable once built; `page` gives a linker for one page."""

    def __init__(self, corpus: Corpus) -> None:
        self.root = _Node()
        self._of_brief = {b.id: _known(b, corpus.brief_actors.get(b.id, {})) for b in corpus.briefs}
        self.bearers: dict[str, set[str]] = defaultdict(set)
        for actor in corpus.actors:
            self._add_actor(actor)
        for term in corpus.terms:
            self._add_term(term)

    def page(self, page: str, brief_id: str | None = None, sought: set[str] | None = None) -> PageLinker:
        """A linker for one page.

        Args:
            brief_id: of the brief whose actors settle whom a bare name means.
            sought: is given all that is looked up, as `names` calls it; it may be there or not.
        """
        known = self._of_brief.get(brief_id) if brief_id else None
        return PageLinker(self, page, known, set() if sought is None else sought)

    def names(self) -> Iterator[tuple[str, object]]:
        """All that is known of names: what begins with some words, and who bears a name's part ("~einstein")."""
        left = [self.root]
        while left:
            node = left.pop()
            yield node.path, tuple(node.patterns)
            left += node.next.values()
        for token, bearers in self.bearers.items():
            yield f"~{token}", tuple(sorted(bearers))

    def _add_actor(self, actor: ActorEntry) -> None:
        target = Target(actor.id, "actor", actor.page, f"{actor.name}, {actor.role}" if actor.role else None)
        if actor.kind == "person":
            for token in person_tokens(actor.name):
                self.bearers[token].add(actor.id)
        for name in dict.fromkeys((actor.name, *actor.aliases)):
            city = actor.kind == "country" and name != actor.name and country_of(name, False) is None
            if city or not linkable(name):
                continue  # "Moscow" is a city as often as a government
            bare = actor.kind == "person" and len(person_tokens(name)) == 1
            titled = actor.kind == "person" and without_title(name) != name
            self._add(name, target, exact=True, bare=bare, titled=titled)

    def _add_term(self, term: TermEntry) -> None:
        target = Target(term.id, "term", term.page, term.definition, term.reviewed)
        for name in dict.fromkeys((term.term, *term.aliases)):
            single = len(_WORD.findall(name)) == 1
            if len(name) > 1 and not (single and name.islower() and len(name) < 5):
                self._add(name, target, exact=is_acronym(name) or (single and not name.islower()), bare=False)

    def _add(self, name: str, target: Target, *, exact: bool, bare: bool, titled: bool = False) -> None:
        found = list(_WORD.finditer(name))
        if not found:
            return
        gaps = tuple(name[a.end() : b.start()].translate(_JOINERS) for a, b in pairwise(found))
        tail = name[found[-1].end() :] if set(name[found[-1].end() :]) <= {"."} else ""
        node = self.root
        for word in found:
            key = _key(word[0])
            node = node.next.setdefault(key, _Node(f"{node.path} {key}"))
        node.patterns.append(_Pattern(tuple(w[0] for w in found), gaps, tail, exact, bare, titled, target))


def _known(brief: Brief, own: Mapping[str, str]) -> _Known:
    """What a brief settles: a single name is whose actor it lists it under."""
    called: dict[str, set[str]] = defaultdict(set)
    for actor in stated.actors(brief):
        if actor.id in own:
            for name in (actor.name, *actor.aliases):
                tokens = person_tokens(name)
                if len(tokens) == 1:
                    called[tokens[0]].add(own[actor.id])
    return _Known(frozenset(own.values()), {name: frozenset(ids) for name, ids in called.items()})


class PageLinker:
    """Links each actor and term where it first stands on one page, and never to the page itself."""

    def __init__(self, linker: Autolinker, page: str, known: _Known | None, sought: set[str]) -> None:
        self._linker = linker
        self._known = known
        self._sought = sought
        self._page = page
        self._seen: set[tuple[str, str]] = set()

    def pieces(self, text: str) -> tuple[Piece, ...]:
        """The text cut into linked and unlinked runs; joined they are the text."""
        out: list[Piece] = []
        done = 0
        for match in self._find(text):
            mark = (match.target.kind, match.target.id)
            if mark in self._seen or match.target.page == self._page:
                continue
            self._seen.add(mark)
            if match.start > done:
                out.append(Piece(text[done : match.start], None))
            out.append(Piece(text[match.start : match.end], match.target))
            done = match.end
        if done < len(text):
            out.append(Piece(text[done:], None))
        return tuple(out)

    def _find(self, text: str) -> Iterable[_Match]:
        """The longest names of the text from left to right, none inside another."""
        words = [(m.start(), m.end(), m[0]) for m in _WORD.finditer(text)]
        keys = [_key(w[2]) for w in words]
        i = 0
        while i < len(words):
            node, j, best, last = self._linker.root, i, None, i
            while j < len(words):
                self._sought.add(f"{node.path} {keys[j]}")
                if not (step := node.next.get(keys[j])):
                    break
                node, j = step, j + 1
                if node.patterns and (match := self._settle(node.patterns, text, words[i:j])):
                    best, last = match, j
            if best:
                yield best
                i = last
            else:
                i += 1

    def _settle(self, patterns: list[_Pattern], text: str, words: list[tuple[int, int, str]]) -> _Match | None:
        """The one target these words name here, None when they name none or nobody can say which."""
        gaps = tuple(text[a[1] : b[0]].translate(_JOINERS) for a, b in pairwise(words))
        start, end = words[0][0], words[-1][1]
        if _goes_on(text, end):
            return None
        fitting = [p for p in patterns if p.gaps == gaps and _written(p, words) and text.startswith(p.tail, end)]
        fitting = [p for p in fitting if not (p.titled and _IN_TITLE.search(text, max(start - _LONGEST, 0), start))]
        meant = self._meant(fitting, words[-1][2])
        usable = [p for p in fitting if p.target.kind == "term" or p.target.id in meant]
        first = min((p.rank for p in usable), default=0)
        best = [p for p in usable if p.rank == first]
        if len({p.target.id for p in best}) != 1:
            return None
        return _Match(start, end + len(best[0].tail), best[0].target)

    def _meant(self, fitting: list[_Pattern], last: str) -> Set[str]:
        """The ids of actors that a name may mean here; `last` is its last word.

        A brief settles it by whom it knows, and of several by whom it calls so. A name that is whole
        and one actor's needs no brief, nor does a single name that one person alone bears.
        """
        named = {p.target.id for p in fitting if p.target.kind == "actor"}
        known, bare = self._known, any(p.bare for p in fitting)
        parts = person_tokens(last) if bare else ()
        self._sought.update(f"~{part}" for part in parts)
        namesakes = {i for part in parts for i in self._linker.bearers.get(part, ())} if bare else named
        if known is None or not bare:
            return named if len(namesakes) < 2 and len(named) < 2 else named & (known.ids if known else set())
        if len(namesakes & known.ids) < 2:
            return named & known.ids
        called = known.called.get(_key(last), frozenset())
        return named & known.ids & called if len(called) == 1 else frozenset()


def _key(word: str) -> str:
    return word.lower() if word.isascii() else fold(word)


def _written(pattern: _Pattern, words: list[tuple[int, int, str]]) -> bool:
    """Whether the text's words have the capitals the name needs; a word the name writes small may have one."""
    for own, (_, _, word) in zip(pattern.words, words, strict=True):
        if pattern.exact:
            if own != word and ((own.isascii() and word.isascii()) or own[0].isupper() != word[0].isupper()):
                return False
        elif own[0].isupper() and not word[0].isupper():
            return False
    return True


def _goes_on(text: str, end: int) -> bool:
    """Whether a number goes on after the name: "Apollo 1.5", "Apollo 11" are not "Apollo 1", "Apollo"."""
    if text[end - 1].isdigit():
        return text[end : end + 1] in (".", ",") and text[end + 1 : end + 2].isdigit()
    return _NUMBER.match(text, end) is not None
