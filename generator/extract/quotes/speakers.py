"""Who says a quotation: cue words beside it, their subject by the parse, pronouns and titles by what stood before.

Nothing here guesses from nearness alone: a quotation without a cue keeps no speaker.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from generator.core.model import Actor, Found
from generator.core.tables import table
from generator.extract.parsed import Parsed, Sentence
from generator.extract.quotes.marks import Quotation

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

BESIDE = 6
"""A weak cue counts when at most this many words part it from the quotation."""
LOOK_BACK = 6
"""How many sentences back a pronoun may find its person."""


@dataclass(frozen=True, slots=True)
class Cues:
    """The word lists of ``data/quotes.yml``."""

    cues: frozenset[str]
    weak: frozenset[str]
    voices: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    male_titles: frozenset[str]
    female_titles: frozenset[str]
    elisions: tuple[str, ...]


@lru_cache(maxsize=1)
def load_cues() -> Cues:
    """The packaged word lists."""
    raw = table("quotes")

    def words(key: str) -> frozenset[str]:
        return frozenset(str(w) for w in raw[key])

    return Cues(
        words("cues"),
        words("weak_cues"),
        words("voices"),
        words("male"),
        words("female"),
        words("male_titles"),
        words("female_titles"),
        tuple(str(w) for w in raw["elisions"]),
    )


@dataclass(frozen=True, slots=True)
class Name:
    """A place where an actor is named; `speaker` is the actor's name, `person` whether it is one."""

    start: int
    end: int
    speaker: str
    person: bool
    actor: Actor | None = None


def find_names(parsed: Parsed, found: Found) -> tuple[Name, ...]:
    """Places of names, in order: the mentions found before, or the language model's entities when there are none."""
    if found.mentions:
        by_id = {a.id: a for a in found.actors}
        out = []
        for m in found.mentions:
            actor = by_id.get(m.actor or "")
            if m.kind == "event" or (m.kind == "place" and actor is None):
                continue
            span = m.evidence[0]
            kind = actor.kind if actor else m.kind
            out.append(Name(span.start, span.end, actor.name if actor else span.exact, kind == "person", actor))
        return tuple(sorted(out, key=lambda n: (n.start, -n.end)))
    entities = [e for e in parsed.doc.ents if e.label_ in ("PERSON", "ORG", "GPE", "NORP")]
    people = [_bare(e.text) for e in entities if e.label_ == "PERSON"]
    return tuple(
        Name(e.start_char, e.end_char, _fullest(_bare(e.text), people), e.label_ == "PERSON")
        for e in entities
        if _bare(e.text)
    )


def _bare(name: str) -> str:
    name = " ".join(name.split())
    for ending in ("'s", "’s", "'", "’"):
        name = name.removesuffix(ending)
    return name[4:] if name.casefold().startswith("the ") else name


def _fullest(name: str, people: Sequence[str]) -> str:
    longer = [p for p in people if p != name and p.split()[-1] == name]
    return longer[0] if longer else name


@dataclass(frozen=True)
class Scene:
    """One article with its quotations and names, ready to be asked who says what."""

    parsed: Parsed
    quotations: tuple[Quotation, ...]
    names: tuple[Name, ...]

    @property
    def doc(self) -> Doc:
        """The parse."""
        return self.parsed.doc

    @cached_property
    def _quote_starts(self) -> list[int]:
        return [q.outer_start for q in self.quotations]

    @cached_property
    def _name_starts(self) -> list[int]:
        return [n.start for n in self.names]

    def first_token(self, offset: int) -> int:
        """Index of the first token that starts at or after the offset."""
        return bisect.bisect_left(self.parsed.token_starts, offset)

    def quoted(self, offset: int) -> bool:
        """Whether the offset lies inside a quotation or on its marks."""
        i = bisect.bisect_right(self._quote_starts, offset) - 1
        return i >= 0 and offset < self.quotations[i].outer_end

    def name_at(self, token: Token) -> Name | None:
        """The longest name that covers the token."""
        i = bisect.bisect_right(self._name_starts, token.idx) - 1
        best: Name | None = None
        for j in range(i, max(-1, i - 6), -1):
            name = self.names[j]
            if name.start <= token.idx < name.end and (best is None or name.end - name.start > best.end - best.start):
                best = name
        return best

    def outside(self, start: int, end: int) -> list[Token]:
        """The tokens of a stretch that are not quoted, in order."""
        return [
            t
            for t in self.doc[self.first_token(start) : self.first_token(end)]
            if not self.quoted(t.idx) and not t.is_space
        ]

    def frame(self, q: Quotation) -> tuple[int, int]:
        """The sentence or sentences a quotation stands in, clipped to its paragraph."""
        first = self.parsed.sentence_at(q.outer_start) or self.parsed.sentence_at(q.start)
        if first is None:
            return q.start, q.end
        sentences = self.parsed.sentences
        block = self.parsed.blocks[first.block]
        last = first
        for s in sentences[first.index + 1 :]:
            if s.block != first.block or (s.start >= q.outer_end and not self._is_tail(s, q)):
                break
            last = s
        # The model may cut a sentence at a mark inside it: go back to where the words begin.
        while (
            first.index > 0
            and sentences[first.index - 1].block == first.block
            and (self.parsed.article.text[first.start : first.start + 1].islower() or first.start > q.outer_start)
        ):
            first = sentences[first.index - 1]
        return min(first.start, q.start), max(min(last.end, block.end), q.end)

    def _is_tail(self, s: Sentence, q: Quotation) -> bool:
        """Whether a "sentence" after a quotation is its attribution, cut off by the model (``?" asked the mayor.``)."""
        between = self.parsed.article.text[q.outer_end : s.start]
        if between.strip(" ,”’\"'"):
            return False
        first = next((t for t in s.span if t.is_alpha and not self.quoted(t.idx)), None)
        if first is None or first.idx - s.start > 3:
            return False
        ended = self.parsed.article.text[q.end - 1]
        if ended in ".…":
            return False
        return first.is_lower or first.lemma_.lower() in load_cues().cues or ended in ",!?"
