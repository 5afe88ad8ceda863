"""An article as the rules of attribution see it: its quotations, the names in it, the words outside the marks."""

from __future__ import annotations

import bisect
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from generator.core.model import Actor, Found
from generator.extract.parsed import Parsed, Sentence
from generator.extract.quotes.marks import Quotation

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

STOPS = (".", "!", "?")


@dataclass(frozen=True, slots=True)
class Name:
    """A place where somebody is named; `speaker` is the actor's name, `person` whether it is one."""

    start: int
    end: int
    speaker: str
    person: bool
    actor: Actor | None = None


def find_names(found: Found) -> tuple[Name, ...]:
    """Places of names, in order: the mentions found before, without occasions and places that are no actors; and bodies
    that act without a name of their own ("the airline")."""
    by_id = {a.id: a for a in found.actors}
    out = []
    for m in found.mentions:
        actor, span = by_id.get(m.actor or ""), m.evidence[0]
        kind, name = (actor.kind, actor.name) if actor is not None else (m.kind, span.exact)
        if m.kind != "event":
            out.append(Name(span.start, span.end, name, kind == "person", actor))
    bodies = (a for a in found.actors if a.unnamed and a.kind == "organization")
    out += (Name(e.start, e.end, a.name, False, a) for a in bodies for e in a.evidence)
    return tuple(sorted(set(out), key=lambda n: (n.start, -n.end)))


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

    @property
    def text(self) -> str:
        """The article's text."""
        return self.parsed.article.text

    @cached_property
    def _quote_starts(self) -> list[int]:
        return [q.outer_start for q in self.quotations]

    @cached_property
    def _name_starts(self) -> list[int]:
        return [n.start for n in self.names]

    def quoted(self, offset: int) -> bool:
        """Whether the offset lies inside a quotation or on its marks."""
        i = bisect.bisect_right(self._quote_starts, offset) - 1
        return i >= 0 and offset < self.quotations[i].outer_end

    def name_at(self, token: Token) -> Name | None:
        """The longest name that covers the token."""
        i = bisect.bisect_right(self._name_starts, token.idx) - 1
        near = self.names[max(0, i - 5) : i + 1]
        covering = [n for n in near if n.start <= token.idx < n.end]
        return max(covering, key=lambda n: n.end - n.start, default=None)

    def namesakes(self, name: Name) -> int:
        """How many other people of the article have the last word of a name as theirs."""
        family = name.speaker.split()[-1]
        same = {n.speaker for n in self.names if n.person and n.actor and n.speaker.split()[-1] == family}
        return len(same - {name.speaker})

    def outside(self, start: int, end: int) -> list[Token]:
        """The tokens of a stretch that are not quoted, in order."""
        stretch = self.doc[self.parsed.first_token(start) : self.parsed.first_token(end)]
        return [t for t in stretch if not self.quoted(t.idx) and not t.is_space]

    def says_nothing_between(self, start: int, end: int) -> bool:
        """Whether no word outside quotations stands between two offsets."""
        return not any(t.is_alpha for t in self.outside(start, end))

    def around(self, q: Quotation) -> tuple[list[Token], list[Token]]:
        """The unquoted words of the quotation's own sentence before and after it."""
        start, end = self.frame(q)
        before, after = self.outside(start, q.outer_start), self.outside(q.outer_end, end)
        last = max((i for i, t in enumerate(before) if t.text in STOPS), default=-1)
        stop = next((i for i, t in enumerate(after) if t.text in STOPS and i > 0), len(after))
        return before[last + 1 :], after[:stop]

    def frame(self, q: Quotation) -> tuple[int, int]:
        """The sentence or sentences a quotation stands in, clipped to its paragraph."""
        first = self.parsed.sentence_at(q.outer_start)
        if first is None:
            return q.start, q.end
        sentences = self.parsed.sentences
        last = first
        for s in sentences[first.index + 1 :]:
            if s.block != first.block or (s.start >= q.outer_end and not self._is_tail(s, q)):
                break
            last = s
        return min(first.start, q.start), max(min(last.end, self.parsed.blocks[first.block].end), q.end)

    def _is_tail(self, s: Sentence, q: Quotation) -> bool:
        """Whether a "sentence" after a quotation is its attribution, cut off by the model (``?" asked the mayor.``)."""
        if self.text[q.outer_end : s.start].strip(" ,”’\"'"):
            return False
        first = next((t for t in s.span if t.is_alpha and not self.quoted(t.idx)), None)
        ended = self.text[q.end - 1]
        if first is None or first.idx - s.start > 3 or ended in ".…":
            return False
        return first.is_lower or ended in ",!?"
