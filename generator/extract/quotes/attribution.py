"""From a quotation to its speaker: the subject of the verb that governs the words.

The rules, in order, each with an example in ``tests/golden/quotes``:

verb       a verb behind the words ("...," grumbled X), or before them (X said: "..."; X called it a "...").
according  "according to X", "in the words of X".
dash       "..." - X, at the end of the paragraph or in a line of its own.
goes on    a quotation that is opened anew, or follows the last one with no word between, keeps its speaker; a sentence
           of nothing but quoted words is said by whom the sentence before is about.

A quotation that none of them reaches has no speaker: nearness alone proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING, Literal, get_args

from generator.extract.parsed import Block
from generator.extract.quotes.marks import Quotation
from generator.extract.quotes.people import SUBJECTS, People, Speaker
from generator.extract.quotes.scene import STOPS, Cues, Scene

if TYPE_CHECKING:
    from spacy.tokens import Token

Rule = Literal["behind", "before", "according", "dash", "reopened", "goes on", "sentence before", "line before", "none"]
RULES: tuple[Rule, ...] = get_args(Rule)

_CLIMB = ("conj", "xcomp", "advcl", "acl", "relcl", "pcomp", "prep", "ccomp")
_QUOTING = ("quote", "cite")
_SAME_SPEAKER = ("add", "continue")
BESIDE = 6
"""A weak cue counts when at most this many words part it from the quotation."""
_WINDOW = 40
"""A cue behind a quotation stands within this many words of it."""
_DASHES = ("-", "–", "—", "--")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says a quotation and by which rule; `distance` in words between the quotation and the verb."""

    speaker: Speaker | None
    rule: Rule
    verb: Token | None = None
    distance: int = 0
    rivals: int = 0
    """Other verbs of saying in the sentence."""


NOBODY = Attribution(None, "none")


def find_speakers(scene: Scene, cues: Cues) -> tuple[Attribution, ...]:
    """For each quotation of the scene its attribution."""
    asked = _Asked(scene, cues, People(scene, cues))
    out: list[Attribution] = []
    for i, q in enumerate(scene.quotations):
        told = asked.governed(q) or asked.dash(q) or asked.carried(i, out)
        if told.speaker is not None:
            asked.people.spoken.append(told.speaker)
        out.append(told)
    # A quotation told over several paragraphs may name its speaker in the last one.
    for i in range(len(out) - 2, -1, -1):
        if out[i].rule == "none" and scene.quotations[i + 1].continues:
            out[i] = Attribution(out[i + 1].speaker, "reopened")
    return tuple(out)


@dataclass(frozen=True)
class _Asked:
    """Questions to one scene."""

    scene: Scene
    cues: Cues
    people: People

    # -- the governing verb ----------------------------------------------------------------------------------------

    def governed(self, q: Quotation) -> Attribution | None:
        """The attribution by a verb or a phrase of the quotation's own sentence; None when nothing governs it."""
        before, after = self.scene.around(q)
        words = [t for t in after if t.is_alpha]
        if words and words[0].lower_ in ("according", "per"):
            return self._source(words[0], 0)
        behind = self._behind(q, before, after[:_WINDOW])
        ahead = self._ahead(q, before)
        chosen: Token | None
        if behind is not None and (ahead is None or not self._introduces(ahead, before)):
            far = ahead is not None and len(before) - before.index(ahead) <= BESIDE < after.index(behind)
            another = bool(words) and words[0].pos_ in ("CCONJ", "SCONJ") and words[0].lower_ != "as"
            closed = (self._closes(q, after) and not another) or ahead is None
            chosen, rule = (behind, "behind") if closed and not far else (ahead or behind, "before")
        else:
            chosen, rule = ahead, "before"
        if chosen is None:
            phrase = next((t for t in (*reversed(before), *after) if self._is_source(t)), None)
            return self._source(phrase, abs(phrase.i - self.scene.first_token(q.start))) if phrase is not None else None
        place = after.index(chosen) if chosen in after else len(before) - 1 - before.index(chosen)
        rivals = sum(self._is_cue(t) for t in (*before, *after)) - self._is_cue(chosen)
        kept: Rule = "behind" if rule == "behind" else "before"
        return Attribution(self._speaker(chosen), kept, chosen, place, rivals)

    def _closes(self, q: Quotation, after: list[Token]) -> bool:
        """Whether the quoted words end a clause, so that their attribution may follow."""
        comma = self.scene.text[q.outer_end : q.outer_end + 1] == "," or (bool(after) and after[0].text == ",")
        last = self.scene.text[: q.end].rstrip("])")[-1:]  # an editor's comma stands in brackets
        return comma or last in tuple(",?!—–")

    def _introduces(self, verb: Token, before: list[Token]) -> bool:
        """Whether the verb stands straight before the words (``X said, "``), or a colon does."""
        last = before[-1]
        word = next((t for t in reversed(before) if t.is_alpha), None)
        return last.text == ":" or (last.text == "," and verb == word)

    def _behind(self, q: Quotation, before: list[Token], after: list[Token]) -> Token | None:
        """The verb of an attribution that follows the words."""
        closes = self._closes(q, after)
        cue = next((t for i, t in enumerate(after) if self._governs(t, i)), None)
        if cue is not None and (closes or self._ends_sentence(cue, after) or after.index(cue) == 0):
            return cue
        alone = closes and not any(t.is_alpha for t in before) and self.scene.text[q.start].isupper()
        verb = next((t for t in after if t.pos_ == "VERB"), None) if alone else None
        straight = verb is not None and not any(t.text == "," for t in after[1 : after.index(verb)])
        # Any verb whose subject stands beside it and that the words end before: grumbled, sighed, sings.
        own = straight and verb is not None and any(c.dep_ in SUBJECTS for c in verb.children)
        return verb if own or (verb is not None and after.index(verb) <= 1) else None

    def _ahead(self, q: Quotation, before: list[Token]) -> Token | None:
        """The verb of an attribution that stands before the words: one above them in the parse, else the nearest."""
        last = len(before) - 1
        cues = [t for i, t in enumerate(before) if self._governs(t, last - i)]
        above = {a.i for t in self._words(q) for a in t.ancestors}
        if cues:
            return next((t for t in reversed(cues) if t.i in above), cues[-1])
        if before and before[-1].text == ":":
            return next((t for t in reversed(before) if t.pos_ == "VERB" and self.subject(t) is not None), None)
        return None

    def _words(self, q: Quotation) -> list[Token]:
        return list(self.scene.doc[self.scene.first_token(q.start) : self.scene.first_token(q.end)][:12])

    def _is_cue(self, t: Token) -> bool:
        return t.lemma_.lower() in self.cues.cues and t.pos_ in ("VERB", "AUX")

    def _governs(self, t: Token, distance: int) -> bool:
        """Whether a token at that distance from the quotation is a verb of communication and may govern it."""
        if not self._is_cue(t) or (t.i > 0 and t.nbor(-1).text in ("-", "–")):
            return False
        return distance <= BESIDE or t.lemma_.lower() not in self.cues.weak

    def _ends_sentence(self, cue: Token, after: list[Token]) -> bool:
        """Whether a cue closes its sentence (``..., the minister said.``)."""
        at = after.index(cue)
        return sum(t.is_alpha for t in after[at + 1 :]) <= BESIDE and any(t.text == "," for t in after[:at])

    # -- its subject -----------------------------------------------------------------------------------------------

    def _speaker(self, verb: Token) -> Speaker | None:
        quoted = self._quoted_person(verb)
        if quoted is not None:
            return self.people.of(quoted)
        if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
            agent = next((g for c in verb.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"), None)
            return self.people.of(agent) if agent is not None else None
        subject = self.subject(verb)
        if subject is None:
            return self._beside(verb) or self._adjacent(verb, None)
        if verb.lemma_.lower() == "read":  # what reads so is a document, whatever it is called
            return self.people.owner(subject)
        who = self.people.of(subject)
        if who is not None and who.person and who.form != "description":
            return who
        named = self._adjacent(verb, subject)
        plain = who is None and subject.pos_ == "NOUN" and subject.left_edge.lower_ == "the"
        if plain and named is None and verb.lemma_.lower() in _SAME_SPEAKER and self.people.spoken:
            return self.people.spoken[-1]  # "the expert added"
        if named is not None or who is None or who.form != "description":
            return named or who
        # Only its own subject describes a speaker: a noun that the verb hangs on may be anything.
        return who if subject.head.i == verb.i else None

    def _adjacent(self, verb: Token, subject: Token | None) -> Speaker | None:
        """The person named straight before the verb, or last in the clause behind it: the name of a long title.

        ``the delegate to the assembly, X, told ...``; ``..., said the head of the institute, X.``
        """
        if subject is not None and (subject.pos_ == "PRON" or subject.head.i != verb.i):
            return None
        if subject is not None and subject.i < verb.i:
            near = [t for t in self._near(verb, -1, 6) if t.is_alpha and t.pos_ not in ("ADV", "AUX")][:1]
        else:
            end = min(verb.sent.end, verb.i + 25)
            stop = next((t.i for t in verb.doc[verb.i : end] if t.text in STOPS or t.tag_ in ("WP", "WDT")), end)
            near = list(reversed([t for t in verb.doc[verb.i : stop] if t.is_alpha]))[:1]
        name = self.scene.name_at(near[0]) if near else None
        if name is None or not name.person:
            return None
        first = self.scene.doc[self.scene.first_token(name.start)]
        owned = first.i > 0 and first.nbor(-1).lower_ in ("of", "for", "with", "by", "from", "against", "about")
        return None if owned else self.people.speaker(name)

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
        return direct if direct is not None and (verb is not cue or direct.pos_ in ("PRON", "PROPN")) else None

    def subject(self, verb: Token) -> Token | None:
        """The subject of a verb, or of the verb it depends on; never a quoted word."""
        node = verb
        for _ in range(5):
            subjects = [c for c in node.children if c.dep_ in SUBJECTS and not self.scene.quoted(c.idx)]
            if subjects:
                # A title and a name parted by a comma may both come as subjects: the name it is.
                child = min(subjects, key=lambda c: (name := self.scene.name_at(c)) is None or not name.person)
                return node.head if child.tag_ in ("WP", "WDT") and node.dep_ == "relcl" else child
            head = node.head
            if self.scene.quoted(head.idx) or node.dep_ not in _CLIMB:
                return None
            if node.dep_ in ("acl", "relcl") and head.pos_ in ("NOUN", "PROPN"):
                return head
            if node.dep_ == "ccomp" and self._is_cue(node):
                return None
            node = head
        return None

    def _beside(self, verb: Token) -> Speaker | None:
        """When the parse gives no subject: the name or pronoun right behind the verb, or right before it."""
        pronouns = self.cues.male | self.cues.female
        for step, count in ((1, 7), (-1, 4)):
            for t in self._near(verb, step, count):
                name = self.scene.name_at(t)
                if name is not None:
                    return self.people.speaker(name)
                if t.lower_ in pronouns:
                    return self.people.of(t)
                if t.text in (",", ":", ";") or t.pos_ in ("VERB", "ADP", "PART", "PUNCT"):
                    break
        return None

    def _near(self, t: Token, step: int, count: int) -> Iterator[Token]:
        i = t.i + step
        while 0 <= i < len(t.doc) and count > 0 and not t.doc[i].is_space and not self.scene.quoted(t.doc[i].idx):
            yield t.doc[i]
            i, count = i + step, count - 1

    # -- phrases ---------------------------------------------------------------------------------------------------

    def _is_source(self, t: Token) -> bool:
        return t.lower_ == "according" or (t.lower_ == "words" and t.dep_ == "pobj" and t.head.lower_ == "in")

    def _source(self, t: Token, distance: int) -> Attribution:
        """``according to X``, ``in the words of X``, ``in X's words``."""
        objects = [g for c in t.children if c.dep_ in ("prep", "poss") for g in (c, *c.children) if g.dep_ != "prep"]
        objects += [c for c in t.children if c.dep_ == "pobj"]
        head = next((g for g in objects if g.dep_ in ("pobj", "poss") and not self.scene.quoted(g.idx)), None)
        return Attribution(self.people.of(head) if head is not None else None, "according", t, distance)

    def dash(self, q: Quotation) -> Attribution | None:
        """``"..." - Commissioner X``: a name behind a dash that ends the paragraph or is the next line."""
        block = next((b for b in self.scene.parsed.blocks if b.start <= q.start < b.end), None)
        if block is None:
            return None
        line = self.scene.outside(q.outer_end, block.end)
        if not line:
            following = next((b for b in self.scene.parsed.blocks if b.start >= block.end), None)
            line = self.scene.outside(following.start, following.end) if following is not None else []
        if not line or line[0].text not in _DASHES or len(line) > 2 * BESIDE or any(t.pos_ == "VERB" for t in line):
            return None
        names = [n for n in map(self.scene.name_at, line) if n is not None]
        first = next((n for n in names if n.person), names[0] if names else None)
        if first is None:
            return None
        who = self.people.speaker(first)
        # The mention may hold the given name alone.
        behind = [t.text for t in takewhile(lambda t: t.pos_ == "PROPN", (t for t in line if t.idx >= first.end))]
        return Attribution(replace(who, name=" ".join((who.name, *behind))), "dash")

    # -- quotations without a verb ---------------------------------------------------------------------------------

    def carried(self, i: int, told: list[Attribution]) -> Attribution:
        """The speaker that a sentence of nothing but quoted words takes over from what stands before it."""
        q = self.scene.quotations[i]
        if i and q.continues:
            return Attribution(told[i - 1].speaker, "reopened")
        start, end = self.scene.frame(q)
        sentence = self.scene.parsed.sentence_at(q.start)
        bare = self.scene.says_nothing_between(start, q.outer_start) and self.scene.says_nothing_between(
            q.outer_end, end
        )
        if not bare or sentence is None:
            return NOBODY
        block = self.scene.parsed.blocks[sentence.block]
        if i and self._follows(self.scene.quotations[i - 1], q, block):
            return Attribution(told[i - 1].speaker, "goes on", rivals=told[i - 1].rivals)
        if start > block.content:
            first = self.scene.parsed.sentence_at(start - 1)
            who = self.people.about(first.start, start) if first is not None else None
            return Attribution(who, "sentence before")
        return self._line_before(sentence.block) if q.outer_start == block.content else NOBODY

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
        verb = next((t for t in reversed(words) if t.pos_ == "VERB" and self.subject(t) is not None), None)
        return Attribution(self._speaker(verb), "line before", verb) if verb is not None else NOBODY
