"""Whom a noun, a name or a pronoun stands for, when it is the subject of a verb of saying.

A name is the actor it was resolved to. A document speaks for whoever issued it. A description ("the prime minister") is
the last actor whose role or name has all its words, else it stands for itself. A pronoun is whom `antecedents` finds;
"it", "they" and "the two" are nobody in particular.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from generator.core.model import Actor
from generator.core.tables import listed, worded
from generator.core.when import CALENDAR_NAMES
from generator.extract.beside import nouns_beside
from generator.extract.quotes.antecedents import Antecedents, is_pronoun
from generator.extract.quotes.scene import Name, Scene
from generator.extract.tags import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Token

Form = Literal["name", "pronoun", "owner", "role", "description"]

_NAMED_BY = ("appos", "compound", "nmod", "flat")
_ENTITY = ("NOUN", "PROPN")
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


def is_document(t: Token) -> bool:
    """Whether a word calls a document, which speaks for whoever issued it."""
    return t.lemma_.lower() in listed("quotes", "documents")


def _bodies() -> frozenset[str]:
    return worded("actors_lexicon", "organization_nouns", "bodies")


def _is_unnamed(name: Name) -> bool:
    """Whether a body has no name of its own: "the ministry" may be one that is named elsewhere."""
    return name.actor is not None and name.actor.unnamed


def _is_read(t: Token) -> bool:
    """Whether words stand on a thing: "A sign read: ..."; a person reads aloud."""
    return t.head.lemma_.lower() == "read"


@dataclass
class People:
    """Resolves subjects of one article, in the order of the text; `spoken` are the attributions made so far."""

    scene: Scene
    spoken: list[Speaker | None] = field(default_factory=list)
    antecedents: Antecedents = field(init=False)

    def __post_init__(self) -> None:
        """Ask the same scene for whom pronouns mean."""
        self.antecedents = Antecedents(self.scene)

    def of(self, head: Token) -> Speaker | None:
        """Whom the noun phrase with this head stands for; None when that is nobody in particular, or several."""
        if any(c.dep_ == "conj" and self.scene.name_at(c) for c in head.children):
            return None
        if is_pronoun(head):
            return self._meant(head)
        name = self._name(head)
        if name is not None and not _is_unnamed(name):
            return self.speaker(name)
        if is_document(head) or _is_read(head):
            return self.owner(head) or self._itself(head)
        who = self._described(head) if head.pos_ in _ENTITY else None
        return self.speaker(name) if who is None and name is not None else who

    # -- names -----------------------------------------------------------------------------------------------------

    def _name(self, head: Token) -> Name | None:
        """The name the phrase holds as its head, its apposition or behind its title: a person before others."""
        own = self.scene.name_at(head)
        beside = (t for c in head.children if c.dep_ in _NAMED_BY for t in (c, *c.children) if t.dep_ in _NAMED_BY)
        people = (n for n in (own, *map(self.scene.name_at, beside)) if n is not None and n.person)
        return next(people, own)

    def speaker(self, name: Name, form: Form = "name") -> Speaker | None:
        """The actor a name was resolved to; nobody for a bare one that several bear and that was given to none.

        "Jane Roe met Tom Roe. ..., Roe said" may be either: words in the wrong mouth are worse than in none.
        """
        rivals = self.scene.namesakes(name)
        if rivals and name.person and name.actor is None:
            return None
        return Speaker(name.speaker, form, name.person, name.actor, rivals)

    # -- documents and descriptions --------------------------------------------------------------------------------

    def owner(self, head: Token) -> Speaker | None:
        """Whoever issued a document: the nouns and names below it, a person before others; none of a clause on it."""
        told_on = {t.i for c in head.subtree if c.dep_ == "relcl" for t in c.subtree}
        # strictly below the head, so that this ends
        below = [t for t in head.subtree if t.i not in {head.i, *told_on} and not self.scene.quoted(t.idx)]
        names = sorted((n for n in map(self.scene.name_at, below) if n is not None), key=lambda n: not n.person)
        issuers = (t for t in below if t.dep_ in ("pobj", "poss") and not is_document(t))
        told = (*map(self.of, issuers), *map(self.speaker, names[:1]))
        return next((replace(who, form="owner") for who in told if who is not None), None)

    def _itself(self, head: Token) -> Speaker | None:
        """A document that nobody is told to have issued, as the article calls it: "the report", "a sign on a door".

        It says the words itself (not "a report"); "the film uses footage of her asking" tells of another.
        """
        words = self._description(head)
        says = head.head.lemma_.lower() in listed("quotes", "cues")
        article = head.left_edge.lower_
        which = says and article in ("a", "an") and any(c.dep_ in ("acl", "relcl", "prep") for c in head.rights)
        told = which or (article == "the" and (says or head.dep_ == "pobj"))
        return Speaker(f"{article} {words}", "description", False) if told and words else None

    def _described(self, head: Token) -> Speaker | None:
        """The actor a description fits, else the description itself; nobody for what points elsewhere ("his wife")."""
        first = next(iter(head.lefts), head)
        words = self._description(head)
        owned = any(c.dep_ == "poss" and c.pos_ == "PRON" for c in head.children)
        if owned or first.pos_ == "NUM" or words.lower() in CALENDAR_NAMES:  # "a statement on Monday"
            return None
        content = {w.casefold() for w in words.split() if len(w) > 2}
        definite = first.lower_ in ("the", "this", "that")
        fit = [n for n in self._names_before(head.idx) if content <= self._known_by(n)] if definite else []
        fit = [n for n in fit if not _is_unnamed(n)] or fit
        if fit:  # of two presidents "the president" is neither
            return self.speaker(fit[0], "role") if len({n.speaker for n in fit}) == 1 else None
        # "an Interpol spokesperson", not "an official"
        person = head.lemma_.lower() not in listed("quotes", "envoys")
        if any(c.isupper() for c in words):
            return Speaker(words, "description", person)
        return Speaker(f"{head.left_edge.lower_} {words}", "role", False) if self._is_the_only(head) else None

    def _is_the_only(self, head: Token) -> bool:
        """Whether a body without a name says the words, and the article tells of no other of the kind: "the airline
        said", where there are no two airlines, and "the company", where no two bodies are named."""
        noun = head.lemma_.lower()
        says = head.dep_ in SUBJECTS and head.head.lemma_.lower() in listed("quotes", "cues")
        if not says or head.left_edge.lower_ != "the" or noun not in _bodies():
            return False
        firms = {n.speaker for n in self.scene.names if n.actor is not None and n.actor.kind == "organization"}
        same = [t for t in head.doc if t.pos_ == "NOUN" and t.lemma_.lower() == noun and not self.scene.quoted(t.idx)]
        told = {self._description(t) for t in same} - {head.text}
        alone = noun not in worded("actors_lexicon", "company_nouns") or len(firms) < 2
        return alone and all(t.tag_ == "NN" for t in same) and len(told) < 2

    def _description(self, head: Token) -> str:
        """The words of a noun phrase without its article, with its "of" and "for"; none when they are too many."""
        behind = next(iter(head.rights), head)
        inside = behind.dep_ == "prep" and behind.lower_ in ("of", "for", "at", "from")
        span = head.doc[head.left_edge.i : (behind.right_edge.i if inside else head.i) + 1]
        words = [t.text for t in span if t.pos_ != "DET" or t.i > head.i]
        return re.sub(r" (?=['’])", "", " ".join(words)) if len(words) <= LONGEST_DESCRIPTION else ""

    def _known_by(self, name: Name) -> set[str]:
        """The words an actor is known by: name and role, and of a body the nouns beside it ("the airline Norwing")."""
        role = name.actor.role if name.actor is not None and name.actor.role else ""
        beside: Iterable[Token] = () if name.person else nouns_beside(self.antecedents.words(name))
        return set(re.findall(r"[\w'’-]+", f"{name.speaker} {role}".casefold())) | {t.lower_ for t in beside}

    def _names_before(self, offset: int) -> Iterable[Name]:
        earlier = [n for n in self.scene.names if n.end <= offset and not self.scene.quoted(n.start)]
        return reversed(earlier[-NAMES_BACK:])

    # -- pronouns --------------------------------------------------------------------------------------------------

    def _meant(self, pronoun: Token) -> Speaker | None:
        """Whom ``he`` or ``she`` stands for."""
        found = self.antecedents.of(pronoun)
        who = self.speaker(found.name) if found is not None else None
        return replace(who, form="pronoun", back=found.back, rivals=found.others) if found and who else None

    def about(self, start: int, limit: int) -> Speaker | None:
        """The person a sentence is about, up to an offset."""
        found = self.antecedents.about(start, limit)
        who = self.speaker(found.name) if found is not None else None
        return replace(who, rivals=found.others) if found and who else None
