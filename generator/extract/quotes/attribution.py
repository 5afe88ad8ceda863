"""From a quotation to its speaker: the subject of the verb that governs the words.

The rules, in order, each with an example in ``tests/golden/quotes``:

verb       a verb behind the words ("...," grumbled X), or before them (X said: "..."; X called it a "...").
according  "according to X", "in the words of X", "per the filing"; a document that nobody is told to have issued is its
           own source.
dash       "..." - X, at the end of the paragraph or in a line of its own.
goes on    a quotation that is opened anew, or follows the last one with no word between, keeps its speaker; a sentence
           of nothing but quoted words is said by whom the sentence before is about.

A quotation that none of them reaches has no speaker: nearness alone proves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from generator.core.tables import listed
from generator.extract.parsed import Block
from generator.extract.quotes.antecedents import is_pronoun
from generator.extract.quotes.marks import Quotation
from generator.extract.quotes.people import People, Speaker, is_document
from generator.extract.quotes.scene import Scene
from generator.extract.tags import SUBJECTS, VERBS

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLIMB = ("conj", "xcomp", "advcl", "acl", "relcl", "pcomp", "prep", "ccomp")
_QUOTING = ("quote", "cite")
_SAME_SPEAKER = ("add", "continue")
BESIDE = 6
"""A weak cue counts when at most this many words part it from the quotation."""
_WINDOW = 40
"""A cue behind a quotation stands within this many words of it."""
_DASH = re.compile(r"\s*(?:--|[-–—])\s?(\S[^\n]{1,80})(?=\n|\Z)")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says a quotation; `distance` in words between the quotation and the verb."""

    speaker: Speaker | None
    verb: Token | None = None
    distance: int = 0
    rivals: int = 0
    """Other verbs of saying in the sentence."""


NOBODY = Attribution(None)
"""Nothing says whose a quotation is; an unnamed source ("officials said") is another answer."""


def find_speakers(scene: Scene) -> tuple[Attribution, ...]:
    """For each quotation of the scene its attribution."""
    asked = _Asked(scene, People(scene))
    out: list[Attribution] = []
    for i, q in enumerate(scene.quotations):
        told = asked.governed(q) or asked.dash(q) or asked.carried(i, out)
        asked.people.spoken.append(told.speaker)
        out.append(told)
    # A quotation told over several paragraphs may name its speaker in the last one.
    for i in range(len(out) - 2, -1, -1):
        if out[i] is NOBODY and scene.quotations[i + 1].continues:
            out[i] = Attribution(out[i + 1].speaker)
    return tuple(out)


@dataclass(frozen=True)
class _Asked:
    """Questions to one scene."""

    scene: Scene
    people: People

    # -- the governing verb ----------------------------------------------------------------------------------------

    def governed(self, q: Quotation) -> Attribution | None:
        """The attribution by a verb or a phrase of the quotation's own sentence; None when nothing governs it."""
        before, after = self.scene.around(q)
        ahead, behind = self._ahead(q, before), self._behind(q, before, after[:_WINDOW])
        if ahead is not None and (behind is None or before[-1].text == ":" or not self._closes(q, after)):
            return self._told(ahead, [*reversed(before)], after)
        if behind is not None:
            return self._told(behind, after, before)
        phrase = next((t for t in (*reversed(before), *after) if _names_source(t)), None)
        return (
            self._source(phrase, abs(phrase.i - self.scene.parsed.first_token(q.start))) if phrase is not None else None
        )

    def _told(self, verb: Token, words: list[Token], others: list[Token]) -> Attribution:
        """The attribution by a verb among words that lead away from the quotation."""
        rivals = sum(self._is_cue(t) for t in (*words, *others) if t.i != verb.i)
        return Attribution(self._speaker(verb), verb, words.index(verb), rivals)

    def _closes(self, q: Quotation, after: list[Token]) -> bool:
        """Whether the quoted words end a clause and no other follows, so that their attribution may follow."""
        word = next((t for t in after if t.is_alpha), None)
        if word is not None and word.pos_ in ("CCONJ", "SCONJ") and word.lower_ != "as":
            return False
        last = self.scene.text[: q.end].rstrip("])")[-1:]  # an editor's comma stands in brackets
        return last in tuple(",?!—–")

    def _behind(self, q: Quotation, before: list[Token], after: list[Token]) -> Token | None:
        """The verb of an attribution that follows the words; any verb right behind a sentence of quoted words."""
        cue = next((t for i, t in enumerate(after) if self._governs(t, i)), None)
        alone = cue is None and not any(t.is_alpha for t in before) and self._closes(q, after)
        verb = next((t for t in after if t.pos_ == "VERB"), None) if alone else None
        # Its subject stands beside it: grumbled, sighed, sings.
        own = verb is not None and (any(c.dep_ in SUBJECTS for c in verb.children) or self._behind_its_verb(verb))
        return cue or (verb if own else None)

    def _ahead(self, q: Quotation, before: list[Token]) -> Token | None:
        """The verb of an attribution that stands before the words: one above them in the parse, else the nearest."""
        back = list(enumerate(reversed(before)))
        verbs = [t for i, t in back if self._governs(t, i)]
        if not verbs and before and before[-1].text == ":":
            verbs = [t for _, t in back if t.pos_ == "VERB"]
        words = self.scene.doc[self.scene.parsed.first_token(q.start) : self.scene.parsed.first_token(q.end)][:_WINDOW]
        above = {a.i for t in words for a in t.ancestors}
        return next((t for t in verbs if t.i in above), next(iter(verbs), None))

    def _is_cue(self, t: Token) -> bool:
        return (t.lemma_.lower() in listed("quotes", "cues") and t.pos_ in VERBS) or _as_told(t)

    def _governs(self, t: Token, distance: int) -> bool:
        """Whether a token at that distance from the quotation is a verb of communication and may govern it."""
        return self._is_cue(t) and (distance <= BESIDE or t.lemma_.lower() not in listed("quotes", "weak_cues"))

    # -- its subject -----------------------------------------------------------------------------------------------

    def _speaker(self, verb: Token) -> Speaker | None:
        """Whom the verb makes the speaker: the one who is quoted, the agent of a passive, else its subject."""
        quoting = next((t for t in (verb, *verb.ancestors) if t.lemma_.lower() in _QUOTING), None)
        if quoting is not None:
            return self._quoted(quoting)
        if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
            return self._of_passive(verb)
        subject = self.subject(verb) or self._behind_its_verb(verb)
        if subject is None:
            return self._beside(verb)
        return self.people.of(subject) or self._again(verb, subject)

    def _behind_its_verb(self, verb: Token) -> Token | None:
        """The subject that the parse takes for an object: ``"...," quipped her neighbour, X``."""
        right_behind = verb.i and self.scene.quoted(verb.nbor(-1).idx)
        return next((c for c in verb.rights if c.dep_ == "dobj"), None) if right_behind else None

    def _again(self, verb: Token, subject: Token) -> Speaker | None:
        """``the expert added``: whoever spoke last, where nobody else is named since."""
        spoken = self.people.spoken
        if verb.lemma_.lower() not in _SAME_SPEAKER or subject.left_edge.lower_ != "the" or not spoken:
            return None
        last, who = self.scene.quotations[len(spoken) - 1], spoken[-1]
        since = {n.speaker for n in self.scene.names if n.person and last.end <= n.start < verb.idx}
        return who if who is not None and since <= {who.name} else None

    def _of_passive(self, verb: Token) -> Speaker | None:
        """``"..." was said by X``."""
        agents = (g for c in verb.children if c.dep_ == "agent" for g in c.children)
        return next(map(self.people.of, agents), None)

    def _quoted(self, quoting: Token) -> Speaker | None:
        """``was quoted as saying``, ``quoted X as saying``: the one who said it; else the one who quotes."""
        objects = [c for c in quoting.children if c.dep_ in ("nsubjpass", "dobj", "dative")]
        subject = self.subject(quoting)
        return next((self.people.of(t) for t in (*objects, subject) if t is not None), None)

    def subject(self, verb: Token) -> Token | None:
        """The subject of a verb, or of the verb it depends on; never a quoted word."""
        for node in (verb, *verb.ancestors):
            subjects = [c for c in node.children if c.dep_ in SUBJECTS and not self.scene.quoted(c.idx)]
            if subjects:
                # A title and a name parted by a comma may both come as subjects: the name it is.
                child = min(subjects, key=lambda c: (name := self.scene.name_at(c)) is None or not name.person)
                return node.head if child.tag_ in ("WP", "WDT") and node.dep_ == "relcl" else child
            if self.scene.quoted(node.head.idx) or node.dep_ not in _CLIMB:
                return None
            if node.dep_ in ("acl", "relcl"):
                return node.head
        return None

    def _beside(self, verb: Token) -> Speaker | None:
        """When the parse gives no subject: the name or pronoun right behind the verb, or right before it."""
        for step, count in ((1, 7), (-1, 4)):
            near = takewhile(lambda t: t.pos_ not in ("VERB", "ADP", "PART", "PUNCT"), self._near(verb, step, count))
            who = next((who for t in near if (who := self._named(t)) is not None), None)
            if who is not None:
                return who
        return None

    def _named(self, t: Token) -> Speaker | None:
        """Whom a single word names, by itself or as a pronoun."""
        name = self.scene.name_at(t)
        if name is not None:
            return self.people.speaker(name)
        return self.people.of(t) if is_pronoun(t) and t.tag_ != "PRP$" else None

    def _near(self, t: Token, step: int, count: int) -> Iterator[Token]:
        i = t.i + step
        while 0 <= i < len(t.doc) and count > 0 and not t.doc[i].is_space and not self.scene.quoted(t.doc[i].idx):
            yield t.doc[i]
            i, count = i + step, count - 1

    # -- phrases ---------------------------------------------------------------------------------------------------

    def _source(self, t: Token, distance: int) -> Attribution:
        """``according to X``, ``per X``."""
        objects = (g for c in (t, *t.children) if c.dep_ == "prep" for g in c.children if g.dep_ == "pobj")
        head = next((g for g in objects if not self.scene.quoted(g.idx)), None)
        return Attribution(self.people.of(head) if head is not None else None, t, distance)

    def dash(self, q: Quotation) -> Attribution | None:
        """``"..." - Commissioner X``: a name behind a dash that ends the paragraph or is the next line."""
        line = _DASH.match(self.scene.text, q.outer_end)
        if line is None or any(t.pos_ == "VERB" for t in self.scene.outside(*line.span(1))):
            return None
        names = [n for n in self.scene.names if line.start(1) <= n.start < line.end(1)]
        first = next((n for n in names if n.person), next(iter(names), None))
        return Attribution(self.people.speaker(first)) if first is not None else None

    # -- quotations without a verb ---------------------------------------------------------------------------------

    def carried(self, i: int, told: list[Attribution]) -> Attribution:
        """The speaker that a sentence of nothing but quoted words takes over from what stands before it."""
        q = self.scene.quotations[i]
        if i and q.continues:
            return Attribution(told[i - 1].speaker)
        start, end = self.scene.frame(q)
        sentence = self.scene.parsed.sentence_at(q.start)
        bare = self.scene.says_nothing_between(start, q.outer_start) and self.scene.says_nothing_between(
            q.outer_end, end
        )
        if not bare or sentence is None:
            return NOBODY
        block = self.scene.parsed.blocks[sentence.block]
        if i and self._follows(self.scene.quotations[i - 1], q, block):
            return Attribution(told[i - 1].speaker, rivals=told[i - 1].rivals)
        if start > block.content:
            first = self.scene.parsed.sentence_at(start - 1)
            who = self.people.about(first.start, start) if first is not None else None
            return Attribution(who)
        return self._line_before(sentence.block)

    def _follows(self, previous: Quotation, q: Quotation, block: Block) -> bool:
        """Whether nothing but the rest of the last quotation's sentence stands between the two.

        Across paragraphs a quotation goes on only where its own paragraph holds nothing else.
        """
        _, end = self.scene.frame(previous)
        if not self.scene.says_nothing_between(end, q.outer_start):
            return False
        if previous.start >= block.start:
            return True
        return self.scene.text.count("\n\n", end, q.outer_start) <= 1 and self.scene.says_nothing_between(
            block.start, block.end
        )

    def _line_before(self, block: int) -> Attribution:
        """``X wrote:`` and the words in the next paragraph."""
        lead = self.scene.parsed.blocks[block - 1] if block else None
        words = self.scene.outside(lead.start, lead.end) if lead is not None else []
        if not words or words[-1].text != ":":
            return NOBODY
        verb = next((t for t in reversed(words) if t.pos_ == "VERB"), None)
        return Attribution(self._speaker(verb), verb) if verb is not None else NOBODY


def _names_source(t: Token) -> bool:
    """Whether whoever said the words follows: "according to the audit", "in the words of X", "per the filing"."""
    if t.lower_ == "per":
        return any(map(is_document, t.children))  # not "per ton"
    return t.lower_ == "according" or (t.lower_ == "words" and t.head.lower_ == "in")


def _as_told(t: Token) -> bool:
    """Whether a verb tells how somebody words it: "as the report puts it"."""
    told = {c.lower_ for c in t.children if c.dep_ in ("mark", "advmod", "dobj")}
    return t.pos_ == "VERB" and {"as", "it"} <= told
