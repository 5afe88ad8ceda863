"""Whom ``he`` or ``she`` stands for: the person whom the last sentence with one is about, where that can be but one.

Whoever the article tells to be of the other sex, by a title, a word for a relative or a pronoun that can mean nobody
else, is passed over. Of several who may be meant it is the one who says something, else the subject; of two who both
say something, who are the subject together, who are brought in one after the other, or of whom one does something to
the other, neither is: words in the wrong mouth are worse than in none. A person without a name, told of last, is meant
rather than one with a name before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from generator.core.tables import listed, worded
from generator.extract.beside import nouns_beside
from generator.extract.parsed import Block, Sentence
from generator.extract.quotes.scene import Name, Scene
from generator.extract.tags import SUBJECTS, VERBS

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

LOOK_BACK = 6
"""How many sentences back a pronoun may find its person."""
NEAR = 2
"""How many sentences back that may be of whom the sentence is not about."""

Person = tuple["Token", Name]
"""A word of a name, and the name."""


@dataclass(frozen=True, slots=True)
class Antecedent:
    """A name that a pronoun may stand for; `others` who are named beside it, `back` sentences between the two."""

    name: Name
    others: int
    told: bool = True
    """Whether the sentence is about who is named, and does not merely name him."""
    back: int = 0


def is_pronoun(token: Token) -> bool:
    """Whether a word stands for one person ("he", "her")."""
    return token.lower_ in listed("quotes", "male") or token.lower_ in listed("quotes", "female")


def _is_she(pronoun: Token) -> bool:
    return pronoun.lower_ in listed("quotes", "female")


def people_nouns() -> frozenset[str]:
    """Common nouns for a person: offices, trades and others."""
    return worded("actors_lexicon", "role_nouns", "person_nouns")


@dataclass(frozen=True)
class Antecedents:
    """The people of one article as its pronouns see them."""

    scene: Scene

    def of(self, pronoun: Token) -> Antecedent | None:
        """Whom a pronoun stands for; None where nobody is named near, or more than one may be meant."""
        here = self.scene.parsed.sentence_at(pronoun.idx)
        if here is None:
            return None
        female = _is_she(pronoun)
        for back in range(min(LOOK_BACK, here.index + 1)):
            sentence = self.scene.parsed.sentences[here.index - back]
            limit = min(pronoun.idx, sentence.end)
            people = list(self._people(sentence.start, limit, female))
            somebody = self._somebody(sentence.start, limit)
            if not people and not somebody:
                continue
            found = self._one(people) if people else None
            if found is not None and not found.told and somebody:
                return None  # of "The coach praised Jane Roe" he may be the coach
            if found is not None and not found.told and self._goes_on(people, sentence.start, limit, female):
                continue
            if found is not None and not found.told and self._is_taken(found.name, sentence, here, female):
                return None
            return self._sure(found, sentence.start, pronoun, back)
        return None

    def _sure(self, found: Antecedent | None, start: int, pronoun: Token, back: int) -> Antecedent | None:
        """The one whom a sentence so many back is about, where nothing speaks against him."""
        known = found is not None and self.is_woman(found.name) is not None
        if found is None or (found.others and not known and self._pronouns(start, pronoun.idx, not _is_she(pronoun))):
            return None
        if not known and self._is_new(found.name, start, _is_she(pronoun)):
            return None
        return replace(found, back=back) if found.told or back <= NEAR else None

    def about(self, start: int, limit: int) -> Antecedent | None:
        """The person a sentence is about, up to an offset."""
        return self._one(list(self._people(start, limit)))

    # -- one of several --------------------------------------------------------------------------------------------

    def _one(self, people: list[Person]) -> Antecedent | None:
        """The one of a sentence's people whom it is about: who says something, the subject, or the only one."""
        others = len({n.speaker for _, n in people}) - 1
        saying = [p for p in people if _says(p)]
        told = saying or [p for p in people if _subject(p) is not None]
        if not told:
            return Antecedent(people[0][1], 0, told=False) if others == 0 else None
        _, name = min(told, key=lambda p: _depth(p[0]))
        if len({n.speaker for _, n in saying}) > 1 or (others and not saying and self.is_woman(name) is None):
            return None  # of "Mrs Jane Roe met Kim Poe" she is Roe
        return Antecedent(name, others)

    def _is_new(self, name: Name, start: int, female: bool) -> bool:
        """Whether somebody is told of beside another who may as well be "she": as "her boss", or in a sentence of his
        own behind one on the other ("Robin Roe bakes. Kim Poe fishes.")."""
        same = listed("quotes", "female" if female else "male")
        nouns = (noun for noun in nouns_beside(self.words(name)) if noun.tag_ == "NN")  # not "Her Excellency"
        return any(c.lower_ in same for n in nouns for c in n.children) or self._in_turn(name, start, female)

    def _in_turn(self, name: Name, start: int, female: bool) -> bool:
        """Whether the sentence before brings in another, neither of whom says something.

        In "Kit Roe goes. Her seat falls to Kim Poe." she is Roe and he is Poe.
        """
        here = self.scene.parsed.sentence_at(start)
        last = self.scene.parsed.sentences[here.index - 1] if here is not None and here.index else None
        if here is None or last is None or last.block != here.block or self._pronouns(start, name.start, not female):
            return False
        before = list(self._people(last.start, last.end, female))
        other = self._one(before)
        if other is None or not other.told or name.speaker in {n.speaker for _, n in before}:
            return False
        known = any(n.speaker == other.name.speaker for n in self.scene.names if n.start < last.start)
        return not known and not any(map(_says, (*before, *self._people(here.start, here.end, female))))

    def _is_taken(self, name: Name, told: Sentence, here: Sentence, female: bool) -> bool:
        """Whether who is merely mentioned stands between two sentences that may be about the same "she".

        "Jane Roe won. The record was Ann Poe's. She slept late. ..., she said": she may be Roe.
        """
        since = self._pronouns(name.end, here.start, female)
        before = self._people(self.scene.parsed.blocks[told.block].start, told.start, female)
        return any(t.dep_ in SUBJECTS for t in since) and any(n.speaker != name.speaker for _, n in before)

    def _pronouns(self, start: int, end: int, female: bool) -> list[Token]:
        """The pronouns for a woman or a man in a stretch outside quotations."""
        words = listed("quotes", "female" if female else "male")
        return [t for t in self.scene.outside(start, end) if t.lower_ in words]

    def _goes_on(self, people: list[Person], start: int, limit: int, female: bool) -> bool:
        """Whether a sentence that only mentions these is about the same "she" already.

        "She thanked Jane Roe. ..., she said" is not Roe; "Roe's hope that she would win" is no such case.
        """
        subjects = (t for t in self._pronouns(start, limit, female) if t.dep_ in SUBJECTS)
        above = {t.head.i for t, name in people if self.scene.name_at(t.head) != name}
        return any(above.isdisjoint(a.i for a in t.head.ancestors) for t in subjects)

    def _people(self, start: int, limit: int, female: bool | None = None) -> Iterator[Person]:
        """The people named in a stretch outside quotations, word by word, without those of the other sex."""
        for t in self.scene.outside(start, limit):
            name = self.scene.name_at(t)
            if name is not None and name.person and (female is None or self.is_woman(name) in (None, female)):
                yield t, name

    def _somebody(self, start: int, limit: int) -> bool:
        """Whether a sentence is about a person without a name, whom a pronoun behind it means: "A pilot was late"."""
        subjects = (t for t in self.scene.outside(start, limit) if t.dep_ in SUBJECTS and _calls_a_person(t))
        return not all(any(map(self.scene.name_at, t.subtree)) for t in subjects)

    # -- their sex -------------------------------------------------------------------------------------------------

    def is_woman(self, name: Name) -> bool | None:
        """Whether who is named is a woman, as the article tells; None: not known."""
        return self._told.get(name.speaker)

    @cached_property
    def _told(self) -> dict[str, bool]:
        """Whether those are women whom a form of address, a word for a relative or a pronoun tells to be one or not."""
        called: defaultdict[str, set[bool]] = defaultdict(set)
        meant: defaultdict[str, set[bool]] = defaultdict(set)
        for name in self.scene.names:
            if name.person and (name.actor is not None or not self.scene.namesakes(name)):
                called[name.speaker] |= set(self._address(name))
        for block in self.scene.parsed.blocks:
            for speaker, woman in self._alone(block):
                meant[speaker].add(woman)
        told = {speaker: said or meant[speaker] for speaker, said in called.items()}
        return {speaker: said.pop() for speaker, said in told.items() if len(said) == 1}

    def _alone(self, block: Block) -> Iterator[tuple[str, bool]]:
        """Whom the pronouns of a paragraph mean behind the name it opens with, and what they tell: nobody else is told
        of before them, and nothing quoted, which may be another's words."""
        parsed, who = self.scene.parsed, ""
        at = parsed.blocks.index(block)
        before = parsed.blocks[at - 1].start if at else block.start
        for t in self.scene.doc[parsed.first_token(block.start) : parsed.first_token(block.end)]:
            name = self.scene.name_at(t)
            person = name.speaker if name is not None and name.person else ""
            if (who and person not in ("", who)) or (t.dep_ != "appos" and _calls_a_person(t)):
                return
            if self.scene.quoted(t.idx) or (is_pronoun(t) and not who):
                return
            who = who or person
            # "Roe thanked her" and "shook her hand", of whom the paragraph before tells, are of another
            own = t.tag_ == "PRP$" and not self._pronouns(before, block.start, _is_she(t))
            if is_pronoun(t) and (t.dep_ in SUBJECTS or own):
                yield who, _is_she(t)

    def words(self, name: Name) -> Span:
        """The words of a name."""
        parsed = self.scene.parsed
        return self.scene.doc[parsed.first_token(name.start) : parsed.first_token(name.end)]

    def _address(self, name: Name) -> Iterator[bool]:
        """Whether the word before a name, its own first one or what stands beside it tells a woman or a man."""
        words = self.words(name)
        own = {words[0].lower_} - worded("actors_lexicon", "relatives")  # "Son Min-seo"
        near = own | ({self.scene.doc[words.start - 1].lower_} if words.start else set())
        for word in (*near, *(noun.lower_ for noun in nouns_beside(words))):
            told = _relative(word.rstrip("."))
            if told in worded("actors_lexicon", "female") or told.endswith("woman"):
                yield True
            elif told in worded("actors_lexicon", "male"):
                yield False


def _calls_a_person(word: Token) -> bool:
    """Whether a common noun is one for a person, by itself or in a name's place ("her grandson Reto")."""
    noun = _relative(word.lower_)
    return word.tag_ == "NN" and (noun in people_nouns() or noun in worded("actors_lexicon", "relatives"))


def _relative(word: str) -> str:
    """A word for a relative as of the generation beside one's own: "son" of "grandson"."""
    return word.removeprefix("grand")


def _clause(t: Token) -> Token | None:
    """The verb of a word's clause, of several joined ones the first; None for the owner of something else."""
    while t.dep_ != "ROOT" and (t.pos_ not in VERBS or t.dep_ in ("conj", "xcomp")):
        if t.dep_ == "poss":
            return None
        t = t.head
    return t


def _subject(person: Person) -> Token | None:
    """The word of a name, or the noun it stands beside ("the minister, Jane Roe"), that is a subject; None: none is."""
    t, name = person
    before = t.doc[max(t.i - 1, 0)]
    if before.dep_ in SUBJECTS and before.tag_ == "NN" and t.idx == name.start:
        return before  # "finance chief Jane Roe", however the parse joins the two
    while t.dep_ == "appos":
        t = t.head
    return t if t.dep_ in SUBJECTS else None


def _says(person: Person) -> bool:
    """Whether the person named here says something: the subject of a verb of saying, or told to be the source."""
    t, _ = person
    if t.dep_ == "pobj" and t.head.head.lower_ == "according":
        return True
    subject = _subject(person)
    return subject is not None and subject.head.lemma_.lower() in listed("quotes", "cues")


def _depth(t: Token) -> int:
    return sum(1 for _ in t.ancestors)
