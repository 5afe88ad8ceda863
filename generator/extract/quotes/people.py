"""Whom a noun, a name or a pronoun stands for, when it is the subject of a verb of saying.

A name is the actor it was resolved to. A document speaks for whoever issued it. A description ("the prime minister") is
the last actor whose role or name has all its words, else it stands for itself. A pronoun is the one who spoke last or
was the last subject; "it", "they" and "the two" are nobody in particular.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from generator.core.model import Actor
from generator.core.tables import listed
from generator.extract.quotes.scene import Name, Scene
from generator.extract.tags import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Token

Form = Literal["name", "pronoun", "owner", "role", "description"]

_NAMED_BY = ("appos", "compound", "nmod", "flat")
_ENTITY = ("NOUN", "PROPN")
LOOK_BACK = 6
"""How many sentences back a pronoun may find its person."""
NAMES_BACK = 60
"""How many names back a description may find its actor."""
LONGEST_DESCRIPTION = 8
"""Words of a description that stands for itself ("spokesman for the coastal shipping authority")."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: `name` as the brief's actors have it, or as the article describes them; `form` is how we know.

    `rivals` counts others the form could as well stand for, `back` the sentences between a pronoun and its person.
    """

    name: str
    form: Form
    person: bool
    actor: Actor | None = None
    rivals: int = 0
    back: int = 0

    @property
    def known(self) -> bool:
        """Whether this is a person whom the article names, no mere description."""
        return self.person and self.form != "description"


def is_pronoun(token: Token) -> bool:
    """Whether a word stands for one person ("he", "her")."""
    return token.lower_ in listed("quotes", "male") or token.lower_ in listed("quotes", "female")


@dataclass
class People:
    """Resolves subjects of one article, in the order of the text; `spoken` are the attributions made so far."""

    scene: Scene
    spoken: list[Speaker] = field(default_factory=list)
    genders: dict[str, bool] = field(default_factory=dict)
    """Whether an actor is a woman, where a title has told."""

    def of(self, head: Token) -> Speaker | None:
        """Whom the noun phrase with this head stands for; None when that is nobody in particular, or several."""
        if any(c.dep_ == "conj" and self.scene.name_at(c) for c in head.children):
            return None
        if is_pronoun(head):
            return self._antecedent(head)
        named = self._named(head)
        if named is not None:
            return named
        lemma = head.lemma_.lower()
        if lemma in listed("quotes", "documents"):
            return self.owner(head)
        return self._described(head) if head.pos_ in _ENTITY else None

    # -- names -----------------------------------------------------------------------------------------------------

    def _named(self, head: Token) -> Speaker | None:
        """The name the phrase holds as its head, its apposition or behind its title: a person before others."""
        own = self.scene.name_at(head)
        beside = (t for c in head.children if c.dep_ in _NAMED_BY for t in (c, *c.children) if t.dep_ in _NAMED_BY)
        people = (n for n in (own, *map(self.scene.name_at, beside)) if n is not None and n.person)
        name = next(people, own)
        return self.speaker(name) if name is not None else None

    def speaker(self, name: Name, form: Form = "name") -> Speaker:
        """The speaker a name stands for; of several with one family name the last one named in full."""
        titled, family = self._titled(name), name.speaker.split()[-1]
        same = [n for n in self.scene.names if n.person and n.actor and n.speaker.split()[-1] == family]
        rivals = len({n.speaker for n in same} - {name.speaker})
        if rivals == 0 and titled is not None:
            self.genders.setdefault(name.speaker, titled)
        if rivals and self.scene.text[name.start : name.end] == family:
            full = (n for n in reversed(same) if n.end <= name.start and self._agrees(n.speaker, titled))
            name = next((n for n in full if " " in self.scene.text[n.start : n.end]), name)
        return Speaker(name.speaker, form, name.person, name.actor, rivals)

    def _titled(self, name: Name) -> bool | None:
        """Whether a title says that the one named is a woman; None without a title."""
        i = self.scene.parsed.first_token(name.start)
        words = {self.scene.doc[j].lower_ for j in (i - 1, i) if 0 <= j < len(self.scene.doc)}
        if words & listed("quotes", "female_titles"):
            return True
        return False if words & listed("quotes", "male_titles") else None

    # -- documents and descriptions --------------------------------------------------------------------------------

    def owner(self, head: Token) -> Speaker | None:
        """Whoever issued a document: the nouns and names below it, a person before others."""
        # strictly below the head, so that this ends
        below = [t for t in head.subtree if t.i != head.i and not self.scene.quoted(t.idx)]
        names = sorted((n for n in map(self.scene.name_at, below) if n is not None), key=lambda n: not n.person)
        told = (*map(self.of, (t for t in below if t.dep_ in ("pobj", "poss"))), *map(self.speaker, names[:1]))
        return next((replace(who, form="owner") for who in told if who is not None), None)

    def _described(self, head: Token) -> Speaker | None:
        """The actor a description fits, else the description itself; nobody for what points elsewhere ("his wife")."""
        first = next(iter(head.lefts), head)
        if any(c.dep_ == "poss" and c.pos_ == "PRON" for c in head.children) or first.pos_ == "NUM":
            return None
        words = self._description(head)
        content = {w.casefold() for w in words.split() if len(w) > 2}
        definite = first.lower_ in ("the", "this", "that")
        for name in self._names_before(head.idx) if definite else ():
            if content <= self._known_by(name):
                return self.speaker(name, "role")
        # "an Interpol spokesperson", not "an official"
        person = head.lemma_.lower() not in listed("quotes", "envoys")
        return Speaker(words, "description", person) if any(c.isupper() for c in words) else None

    def _description(self, head: Token) -> str:
        """The words of a noun phrase without article, with its "of" and "for"; none when they are too many."""
        behind = next(iter(head.rights), head)
        inside = behind.dep_ == "prep" and behind.lower_ in ("of", "for", "at", "from")
        span = head.doc[head.left_edge.i : (behind.right_edge.i if inside else head.i) + 1]
        words = [t.text for t in span if t.pos_ != "DET"]
        return " ".join(words).replace(" 's", "'s") if len(words) <= LONGEST_DESCRIPTION else ""

    def _known_by(self, name: Name) -> set[str]:
        """The words an actor is known by: name and role."""
        role = name.actor.role if name.actor is not None and name.actor.role else ""
        return set(f"{name.speaker} {role}".casefold().split())

    def _names_before(self, offset: int) -> Iterable[Name]:
        earlier = [n for n in self.scene.names if n.end <= offset and not self.scene.quoted(n.start)]
        return reversed(earlier[-NAMES_BACK:])

    # -- pronouns --------------------------------------------------------------------------------------------------

    def _antecedent(self, pronoun: Token) -> Speaker | None:
        """Whom ``he`` or ``she`` stands for: the person a sentence is about, going back."""
        here = self.scene.parsed.sentence_at(pronoun.idx)
        if here is None:
            return None
        female = pronoun.lower_ in listed("quotes", "female")
        for index in range(here.index, max(-1, here.index - LOOK_BACK), -1):
            sentence = self.scene.parsed.sentences[index]
            limit = min(pronoun.idx, sentence.end)
            who = self.about(sentence.start, limit, female)
            if who is not None:
                return replace(who, form="pronoun", back=here.index - index)
        return None

    def about(self, start: int, limit: int, female: bool | None = None) -> Speaker | None:
        """The person a sentence is about, up to an offset: its first subject, or the only one in it."""
        people = list(self._people(start, limit, female))
        others = len({n.speaker for _, n in people}) - 1
        for t, name in people:
            if t.dep_ in SUBJECTS or (t.dep_ == "pobj" and t.head.head.lower_ == "according"):
                return replace(self.speaker(name), rivals=others)
        return self.speaker(people[0][1]) if people and others == 0 else None

    def _people(self, start: int, limit: int, female: bool | None) -> Iterator[tuple[Token, Name]]:
        for t in self.scene.outside(start, limit):
            name = self.scene.name_at(t)
            if name is not None and name.person and self._agrees(name.speaker, female):
                titled = self._titled(name)
                if female is None or titled is None or titled == female:
                    yield t, name

    def _agrees(self, name: str, female: bool | None) -> bool:
        return female is None or self.genders.get(name, female) == female
