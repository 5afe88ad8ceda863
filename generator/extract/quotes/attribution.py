"""From a quotation to its speaker: find the cue, take its subject, resolve it to a name.

A quotation without a cue has the speaker of the quotation it continues, or none: nearness alone proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from generator.extract.parsed import Sentence
from generator.extract.quotes.marks import Quotation
from generator.extract.quotes.speakers import BESIDE, LOOK_BACK, Cues, Name, Scene

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_CLIMB = ("conj", "xcomp", "advcl", "acl", "relcl", "pcomp", "prep", "ccomp")
_QUOTING = ("quote", "cite")
_WINDOW = 40
"""A cue after a quotation stands within this many words of it."""


def find_speakers(scene: Scene, cues: Cues) -> tuple[str | None, ...]:
    """For each quotation of the scene its speaker's name, or None where the text does not tell."""
    asked = _Asked(scene, cues)
    out: list[str | None] = []
    cued: list[bool] = []
    for i, q in enumerate(scene.quotations):
        has_cue, name = asked.attribute(q)
        if not has_cue:
            name = asked.carried(i, out)
        out.append(name)
        cued.append(has_cue)
    # A quotation told over several paragraphs may name its speaker in the last one.
    for i in range(len(out) - 2, -1, -1):
        if out[i] is None and scene.quotations[i + 1].continues and not cued[i]:
            out[i] = out[i + 1]
    return tuple(out)


class _Asked:
    """Questions to one scene."""

    def __init__(self, scene: Scene, cues: Cues) -> None:
        self.scene = scene
        self.cues = cues
        self.text = scene.parsed.article.text

    # -- the cue ---------------------------------------------------------------------------------------------------

    def attribute(self, q: Quotation) -> tuple[bool, str | None]:
        """Whether a cue governs the quotation, and whom it names."""
        start, end = self.scene.frame(q)
        before = _after_last_stop(self.scene.outside(start, q.outer_start))
        after = _until_stop(self.scene.outside(q.outer_end, end))[:_WINDOW]
        last = self.text[q.end - 1]
        next_char = self.text[q.outer_end : q.outer_end + 1]
        speech_before = bool(before) and before[-1].text in (":", ",") and self._is_cue(_last_word(before))
        closes_clause = last in ",?!—–" or next_char == "," or (bool(after) and after[0].text == ",")
        after_cue = next((t for t in after if self._cues(t, after.index(t))), None)
        before_cue = next((t for t in reversed(before) if self._cues(t, len(before) - 1 - before.index(t))), None)
        order = [before_cue, after_cue]
        nearer_before = (
            before_cue is not None
            and after_cue is not None
            and len(before) - before.index(before_cue) <= BESIDE < after.index(after_cue)
        )
        if after_cue is not None and closes_clause and not speech_before and not nearer_before:
            order = [after_cue, before_cue]
        elif before_cue is None and after_cue is not None and not closes_clause:
            order = [after_cue] if self._ends_sentence(after_cue, after) else []
        for cue in order:
            if cue is not None:
                return True, self._cue_speaker(cue, q)
        return False, None

    def _is_cue(self, t: Token | None) -> bool:
        return t is not None and t.lemma_.lower() in self.cues.cues

    def _cues(self, t: Token, distance: int) -> bool:
        """Whether a token at that distance from the quotation is a cue for it."""
        word = t.lemma_.lower()
        if t.lower_ == "according" or (t.lower_ == "words" and self._whose_words(t) is not None):
            return True
        if word not in self.cues.cues or t.pos_ not in ("VERB", "AUX"):
            return False
        if t.i > 0 and t.nbor(-1).text in ("-", "–"):
            return False
        return distance <= BESIDE or word not in self.cues.weak

    def _ends_sentence(self, cue: Token, after: list[Token]) -> bool:
        """Whether a cue closes its sentence (``..., the minister said.``)."""
        rest = after[after.index(cue) + 1 :]
        return sum(t.is_alpha for t in rest) <= BESIDE and any(t.text == "," for t in after[: after.index(cue)])

    def _whose_words(self, t: Token) -> Token | None:
        if not (t.dep_ == "pobj" and t.head.lower_ == "in"):
            return None
        owner = next((c for c in t.children if c.dep_ == "poss"), None)
        return owner or next((g for c in t.children if c.lower_ == "of" for g in c.children if g.dep_ == "pobj"), None)

    def _cue_speaker(self, cue: Token, q: Quotation) -> str | None:
        if cue.lower_ == "according":
            return self._first_name(cue, 10)
        if cue.lower_ == "words":
            owner = self._whose_words(cue)
            return self.resolve(owner) if owner is not None else None
        quoted = self._quoted_person(cue)
        if quoted is not None:
            return self.resolve(quoted)
        if any(c.dep_ in ("auxpass", "nsubjpass") for c in cue.children):
            agent = next((g for c in cue.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"), None)
            return self.resolve(agent) if agent is not None else None
        subject = self.subject(cue)
        if subject is not None:
            return self.resolve(subject)
        return self._beside(cue, q)

    def _quoted_person(self, cue: Token) -> Token | None:
        """In ``quoted him as saying`` and ``was quoted as saying`` the one who said it."""
        verb = cue if cue.lemma_.lower() in _QUOTING else None
        if verb is None and cue.i > 0 and cue.nbor(-1).lower_ == "as":
            near = cue.doc[max(cue.sent.start, cue.i - 12) : cue.i]
            verb = next((t for t in reversed(near) if t.lemma_.lower() in _QUOTING), None)
        if verb is None:
            return None
        passive = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
        if passive is not None or any(c.dep_ == "auxpass" for c in verb.children):
            return passive or self.subject(verb)
        direct = next((c for c in verb.children if c.dep_ in ("dobj", "obj", "dative")), None)
        if direct is not None:
            return direct
        return next((t for t in verb.sent if t.i > verb.i and (t.pos_ in ("PROPN", "PRON")) and t.i < verb.i + 6), None)

    def subject(self, verb: Token) -> Token | None:
        """The subject of a verb, or of the verb it depends on; never a quoted word."""
        node = verb
        for _ in range(5):
            subjects = [c for c in node.children if c.dep_ in _SUBJECTS and not self.scene.quoted(c.idx)]
            # A title and a name parted by a comma may both come as subjects: the name it is.
            for child in sorted(subjects, key=lambda c: (name := self.scene.name_at(c)) is None or not name.person):
                if child.lower_ in ("who", "that", "which") and node.dep_ == "relcl":
                    return node.head
                return child
            if node.dep_ in ("acl", "relcl") and node.head.pos_ in ("NOUN", "PROPN"):
                return None if self.scene.quoted(node.head.idx) else node.head
            if node.dep_ not in _CLIMB or self.scene.quoted(node.head.idx):
                return None
            if node.dep_ == "ccomp" and self._is_cue(node):
                return None
            node = node.head
        return None

    def _beside(self, cue: Token, q: Quotation) -> str | None:
        """When the parse gives no subject: the name right after the cue, or right before it."""
        for t in self._near(cue, 1, 7):
            if t.text in (",", ":", ";", "to") or t.pos_ in ("VERB", "ADP"):
                break
            name = self.scene.name_at(t)
            if name is not None:
                return name.speaker
            if t.lower_ in self.cues.male | self.cues.female:
                return self.resolve(t)
        for t in self._near(cue, -1, 4):
            name = self.scene.name_at(t)
            if name is not None or t.lower_ in self.cues.male | self.cues.female:
                return name.speaker if name is not None else self.resolve(t)
            if t.pos_ not in ("ADV", "AUX", "PART"):
                break
        return None

    def _near(self, t: Token, step: int, count: int) -> Iterator[Token]:
        i = t.i + step
        while 0 <= i < len(t.doc) and count > 0 and not t.doc[i].is_space and not self.scene.quoted(t.doc[i].idx):
            yield t.doc[i]
            i, count = i + step, count - 1

    def _first_name(self, t: Token, count: int) -> str | None:
        """The first name after ``according to``, a person rather than what the person belongs to."""
        names: list[Name] = []
        for near in self._near(t, 1, count):
            if near.text in (",", ";", ":"):
                break
            name = self.scene.name_at(near)
            if name is not None and name not in names:
                names.append(name)
            if not names and near.lower_ in self.cues.male | self.cues.female:
                return self.resolve(near)
        person = next((n for n in names if n.person), None)
        if person is not None:
            return person.speaker
        head = next((g for c in t.subtree if c.lower_ == "to" for g in c.children if g.dep_ == "pobj"), None)
        return self.resolve(head) if head is not None else None

    # -- names, pronouns, titles -----------------------------------------------------------------------------------

    def resolve(self, head: Token) -> str | None:
        """The actor a noun, name or pronoun stands for; None when that is nobody in particular, or several."""
        name = self.scene.name_at(head)
        if any(c.dep_ == "conj" and (self.scene.name_at(c) or c.pos_ == "PROPN") for c in head.children):
            return None
        if name is not None and (head.pos_ == "PROPN" or name.end <= head.idx + len(head)):
            return name.speaker
        if head.lower_ in self.cues.male or head.lower_ in self.cues.female:
            return self._person_before(head)
        if head.lower_ == "it":
            return self._organization_before(head)
        below = [g for c in head.children if c.dep_ in ("appos", "prep", "compound", "nmod") for g in (c, *c.children)]
        person = next((n for n in map(self.scene.name_at, below) if n is not None and n.person), None)
        if person is not None:
            return person.speaker
        if head.pos_ == "PROPN" and head.text[:1].isupper():
            return self._proper_run(head)
        if head.lemma_.lower() in self.cues.voices:
            return self._owner(head)
        if head.pos_ in ("NOUN", "PROPN") and any(c.lower_ in ("the", "his", "her", "its") for c in head.children):
            return self._by_title(head)
        return None

    def _owner(self, head: Token) -> str | None:
        """Whoever issued a statement or sent a spokesman: a person named so, else the organization or country."""
        inside = [t for t in head.subtree if not self.scene.quoted(t.idx)]
        names = [n for n in map(self.scene.name_at, inside) if n is not None]
        # Strictly below the head, which is part of its own subtree: each step goes down, so that it ends.
        below = (t for t in head.subtree if t.i != head.i)
        nested = [t for t in below if t.dep_ in ("pobj", "poss") and t.pos_ in ("NOUN", "PRON", "PROPN")]
        if names:
            person = next((n for n in names if n.person), None)
            return (person or names[0]).speaker
        return next((who for t in nested if (who := self.resolve(t))), None)

    def _proper_run(self, head: Token) -> str | None:
        start = end = head.i
        while start > head.sent.start and head.doc[start - 1].pos_ == "PROPN":
            start -= 1
        while end + 1 < head.sent.end and head.doc[end + 1].pos_ == "PROPN":
            end += 1
        # One capitalised word at the head of a sentence may be any word.
        sure = end > start or not head.is_sent_start
        return head.doc[start : end + 1].text if sure else None

    def _by_title(self, head: Token) -> str | None:
        """The last one named before whose role, or whose name, has the word (``the president``, ``the ministry``)."""
        word = head.lemma_.lower()
        for name in self._names_before(head.idx, 400):
            if name.actor is not None and name.actor.role and word in name.actor.role.lower().split():
                return name.speaker
            if not name.person and word in name.speaker.lower().split():
                return name.speaker
            if name.person:
                first = self.scene.first_token(name.start)
                past = self.scene.first_token(name.end)
                sent = head.doc[first].sent
                title = head.doc[max(sent.start, first - 3) : first]
                apposition = head.doc[past : min(sent.end, past + 6)]
                if any(t.lower_ == word for t in title) or (
                    len(apposition) > 1 and apposition[0].text == "," and any(t.lower_ == word for t in apposition)
                ):
                    return name.speaker
        return None

    def _names_before(self, offset: int, limit: int) -> Iterable[Name]:
        earlier = [n for n in self.scene.names if n.end <= offset and not self.scene.quoted(n.start)]
        return reversed(earlier[-limit:])

    def _person_before(self, pronoun: Token) -> str | None:
        """Whom ``he`` or ``she`` stands for: who spoke last, else the last subject, else the only person near."""
        here = self.scene.parsed.sentence_at(pronoun.idx)
        if here is None:
            return None
        female = pronoun.lower_ in self.cues.female
        for index in range(here.index, max(-1, here.index - LOOK_BACK), -1):
            sentence = self.scene.parsed.sentences[index]
            limit = pronoun.idx if index == here.index else sentence.end
            person = self.person_of(sentence, limit, female)
            if person is not None:
                return person
        return None

    def person_of(self, sentence: Sentence, limit: int, female: bool | None = None) -> str | None:
        """The person a sentence is about, up to an offset: the one who speaks in it, its subject, or the only one."""
        tokens = [t for t in sentence.span if t.idx < limit and not self.scene.quoted(t.idx)]
        wrong = self.cues.male_titles if female else self.cues.female_titles
        people: list[tuple[Token, Name]] = []
        for t in tokens:
            name = self.scene.name_at(t)
            if name is None or not name.person or (female is not None and self._titled(name, wrong)):
                continue
            people.append((t, name))
        for t, name in reversed(people):
            cited = t.dep_ == "pobj" and t.head.head.lower_ == "according"
            if cited or (t.dep_ in _SUBJECTS and self._is_cue(t.head)):
                return name.speaker
        for t, name in people:
            if t.dep_ in _SUBJECTS:
                return name.speaker
        speakers = list(dict.fromkeys(name.speaker for _, name in people))
        return speakers[0] if len(speakers) == 1 or (speakers and female is not None) else None

    def _titled(self, name: Name, titles: frozenset[str]) -> bool:
        i = self.scene.first_token(name.start)
        doc = self.scene.doc
        return any(0 <= j < len(doc) and doc[j].lower_ in titles for j in (i - 1, i))

    def _organization_before(self, pronoun: Token) -> str | None:
        """Whom ``it`` stands for: the organization or country that was the last sentence's subject."""
        here = self.scene.parsed.sentence_at(pronoun.idx)
        if here is None:
            return None
        for index in (here.index, here.index - 1):
            if index < 0:
                break
            for t in self.scene.parsed.sentences[index].span:
                main = t.dep_ in _SUBJECTS and t.head.dep_ == "ROOT"
                if main and t.idx < pronoun.idx and not self.scene.quoted(t.idx):
                    name = self.scene.name_at(t)
                    if name is not None and not name.person:
                        return name.speaker
        return None

    # -- quotations without a cue ----------------------------------------------------------------------------------

    def carried(self, i: int, speakers: list[str | None]) -> str | None:
        """The speaker that a sentence of nothing but quoted words takes over from what stands before it."""
        q = self.scene.quotations[i]
        previous = self.scene.quotations[i - 1] if i else None
        if q.continues and previous is not None:
            return speakers[i - 1]
        start, end = self.scene.frame(q)
        if any(t.is_alpha for t in (*self.scene.outside(start, q.outer_start), *self.scene.outside(q.outer_end, end))):
            return None
        sentence = self.scene.parsed.sentence_at(q.start)
        if sentence is None:
            return None
        block = self.scene.parsed.blocks[sentence.block]
        if previous is not None and previous.start >= block.start:
            return speakers[i - 1] if self._only_attribution(previous, q) else None
        if previous is not None and sentence.block > 0 and q.outer_start == block.content:
            before = self.scene.parsed.blocks[sentence.block - 1]
            alone = not any(t.is_alpha for t in self.scene.outside(block.start, block.end))
            if alone and before.start <= previous.start < before.end and self._only_attribution(previous, q):
                return speakers[i - 1]
        first = self.scene.parsed.sentence_at(start)
        if first is not None and first.index > 0 and start > block.content:
            return self.person_of(self.scene.parsed.sentences[first.index - 1], start)
        return None

    def _only_attribution(self, previous: Quotation, q: Quotation) -> bool:
        """Whether nothing but the rest of one sentence stands between two quotations."""
        _, end = self.scene.frame(previous)
        return not any(t.is_alpha for t in self.scene.outside(end, q.outer_start))


def _last_word(tokens: list[Token]) -> Token | None:
    return next((t for t in reversed(tokens) if t.is_alpha), None)


def _until_stop(tokens: list[Token]) -> list[Token]:
    for i, t in enumerate(tokens):
        if t.text in (".", "!", "?") and i > 0:
            return tokens[:i]
    return tokens


def _after_last_stop(tokens: list[Token]) -> list[Token]:
    for i in range(len(tokens) - 1, -1, -1):
        if tokens[i].text in (".", "!", "?"):
            return tokens[i + 1 :]
    return tokens
